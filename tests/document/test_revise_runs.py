"""Runs cut where a passage begins and ends."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from lxml import etree

from tenderkit.document.readers.word import WordFile
from tenderkit.document.revise.runs import Runs

Open = Callable[..., WordFile]


def shown(word: WordFile) -> str:
    """The paragraph as its runs, "|" between them, with formats in capitals and tabs as ">"."""
    (paragraph,) = word.package.tree("word/document.xml").iter("{*}p")
    lines = []
    for run in paragraph.iter("{*}r"):
        text = "".join(">" if e.tag.endswith("}tab") else e.text or "" for e in run if not e.tag.endswith("rPr"))
        lines.append(text.upper() if run.find("{*}rPr/{*}b") is not None else text)
    return "|".join(lines)


def line(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def run(inside: str, properties: str = "<w:b/>") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr>{inside}</w:r>"


@pytest.mark.parametrize(
    ("start", "end", "result"),
    [(0, 3, "ABC|DEF"), (2, 4, "AB|CD|EF"), (3, 6, "ABC|DEF"), (0, 6, "ABCDEF"), (5, 6, "ABCDE|F")],
)
def test_a_run_is_cut_only_where_it_must_be(word_file: Open, start: int, end: int, result: str) -> None:
    word = word_file(line(run("<w:t>abcdef</w:t>")))
    runs, element = Runs(word), word.pieces[0][0].element
    assert element is not None
    first, last = runs.before(element, start), runs.after(element, end)
    assert shown(word) == result
    between = [first, *first.itersiblings()]
    assert (
        "".join(t.text or "" for n in between[: between.index(last) + 1] for t in n.iter("{*}t")) == "abcdef"[start:end]
    )


def test_cutting_again_and_in_what_was_cut(word_file: Open) -> None:
    word = word_file(line(run("<w:t>abcdef</w:t>")))
    runs, element = Runs(word), word.pieces[0][0].element
    assert element is not None
    for at in (4, 2, 4, 5, 1):
        assert runs.before(element, at).find("{*}t").text[0] == "abcdef"[at]
        assert runs.after(element, at).find("{*}t").text[-1] == "abcdef"[at - 1]
    assert shown(word) == "A|B|CD|E|F"


def test_what_stands_beside_the_text_keeps_its_place(word_file: Open) -> None:
    word = word_file(line(run("<w:tab/><w:t>ab</w:t><w:tab/><w:t>cd</w:t><w:tab/>")))
    runs, second = Runs(word), word.pieces[0][2].element
    assert second is not None and second.text == "cd"
    runs.before(second)
    runs.after(second, 2)
    assert shown(word) == ">AB>|CD|>"


def test_attributes_of_the_run_go_to_both_halves(word_file: Open) -> None:
    word = word_file('<w:p><w:r w:rsidR="00AA"><w:t>abcd</w:t></w:r></w:p>')
    element = word.pieces[0][0].element
    assert element is not None
    node = Runs(word).before(element, 2)
    assert [etree.QName(k).localname for k in node.attrib] == ["rsidR"]


def test_what_cannot_be_cut_is_the_node(word_file: Open) -> None:
    word = word_file(line(f"<w:fldSimple w:instr='DATE'>{run('<w:t>3 mei</w:t>')}</w:fldSimple>"))
    element = word.pieces[0][0].element
    assert element is not None
    node = Runs(word).before(element, 2)
    assert etree.QName(node).localname == "fldSimple" and shown(word) == "3 MEI"
