"""Whatever a paragraph is made of: a comment stands on exactly its passage, and nothing else changes."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from tenderkit.document.model import Span
from tenderkit.document.readers.package import child, name_of
from tenderkit.document.readers.word import WordFile, open_word
from tenderkit.document.revise import Note, annotate

TEXT = st.text("ab é\u00a0", min_size=1, max_size=6)
FORMAT = st.sampled_from(["", "<w:b/>", "<w:i/><w:sz w:val='28'/>"])
INSIDE = st.lists(
    st.one_of(
        TEXT.map(lambda t: f'<w:t xml:space="preserve">{t}</w:t>'),
        TEXT.map(lambda t: f"<w:t>{t}</w:t>"),
        st.sampled_from(["<w:tab/>", "<w:br/>", "<w:noBreakHyphen/>", "<w:lastRenderedPageBreak/>"]),
    ),
    max_size=4,
)
RUN = st.builds(lambda inside, look: f"<w:r><w:rPr>{look}</w:rPr>{''.join(inside)}</w:r>", INSIDE, FORMAT)
WRAPPER = st.sampled_from(
    [
        "{}",
        "<w:hyperlink>{}</w:hyperlink>",
        "<w:ins w:id='900'>{}</w:ins>",
        "<w:smartTag>{}</w:smartTag>",
        "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
        "<w:hyperlink><w:ins w:id='901'>{}</w:ins></w:hyperlink>",
        "<w:proofErr/>{}<w:bookmarkStart w:id='1' w:name='b'/>",
    ]
)
PIECE = st.builds(lambda wrapper, runs: wrapper.format("".join(runs)), WRAPPER, st.lists(RUN, max_size=3))
BODY = st.lists(
    st.lists(PIECE, min_size=1, max_size=4).map(lambda p: f"<w:p>{''.join(p)}</w:p>"), min_size=1, max_size=3
)


def characters(word: WordFile) -> list[tuple[str, str]]:
    """Every character or mark of the text with the format of its run."""
    found: list[tuple[str, str]] = []
    for run in word.package.tree(word.package.main).iter("{*}r"):
        properties = child(run, "rPr")
        look = "" if properties is None else etree.tostring(properties, with_tail=False).decode()
        for node in run:
            if name_of(node) == "t":
                found += [(c, look) for c in node.text or ""]
            elif name_of(node) not in ("rPr", "commentReference"):
                found.append((name_of(node), look))
    return found


def passages(word: WordFile) -> dict[str, str]:
    """What the reader gives for the text between the marks of every comment, by the comment's id."""
    seen = {
        p.element: b.text[p.start : p.end] for b, ps in zip(word.document.blocks, word.pieces, strict=True) for p in ps
    }
    found: dict[str, str] = {}
    now: set[str] = set()
    for node in word.package.tree(word.package.main).iter():
        number = node.get(f"{{{node.nsmap['w']}}}id", "")
        if name_of(node) == "commentRangeStart":
            now.add(number)
        elif name_of(node) == "commentRangeEnd":
            now.discard(number)
        for open_now in now:
            found[open_now] = found.get(open_now, "") + seen.get(node, "")
    return found


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(BODY, st.data())
def test_passages_are_exact_and_nothing_else_changes(
    docx: Callable[..., bytes], body: list[str], data: st.DataObject
) -> None:
    source = docx("".join(body))
    word = open_word(source, "a.docx")
    before, blocks = characters(word), word.document.blocks
    spans = []
    for _ in range(data.draw(st.integers(1, 5))):
        long = [i for i, b in enumerate(blocks) if b.text]
        if not long:
            return
        index = data.draw(st.sampled_from(long))
        start = data.draw(st.integers(0, len(blocks[index].text) - 1))
        spans.append(Span(index, start, data.draw(st.integers(start + 1, len(blocks[index].text)))))
    notes = [Note((f"nummer {n}",), span) for n, span in enumerate(spans)]
    made = annotate(word, notes)
    again = open_word(made, "a.docx")
    assert passages(again) == {str(n): blocks[s.block].text[s.start : s.end] for n, s in enumerate(spans)}
    assert characters(again) == before
    assert [b.text for b in again.document.blocks] == [b.text for b in blocks]
    assert annotate(again, notes) == made
    assert characters(open_word(annotate(open_word(made, "a.docx"), []), "a.docx")) == before
