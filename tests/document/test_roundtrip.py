"""What is written reads back as the same document: Word and Markdown, on documents that hypothesis makes up."""

from __future__ import annotations

import string
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tenderkit.document.model import BULLET, Block, Cell, Document, Mark, MarkKind, number_of
from tenderkit.document.readers.labels import split_label
from tenderkit.document.readers.markdown import parse
from tenderkit.document.readers.word import open_word
from tenderkit.document.writers import Layout, write_markdown, write_word

_LETTERS = string.ascii_letters + "éëïÜß" + string.digits
_SIGNS = " .,;:()[]!?&<>*_`#+-=|\\/\"'{}~^$%@€“”’–\u00a0"
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_PLAIN_KINDS: tuple[MarkKind, ...] = ("strong", "emphasis", "placeholder")

words = st.text(alphabet=_LETTERS, min_size=1, max_size=8)
noise = st.text(alphabet=_LETTERS + _SIGNS, min_size=1, max_size=12)
sentences = st.lists(words | words | noise, min_size=1, max_size=7).map(" ".join)
anchors = st.from_regex(r"[a-z][a-z0-9]{0,8}(-[a-z0-9]{1,8}){0,2}", fullmatch=True)


@st.composite
def texts(draw: st.DrawFn, lines: bool = False) -> str:
    """A text as blocks hold it: no blanks at its ends, and no number at its beginning."""
    parts = draw(st.lists(sentences, min_size=1, max_size=3 if lines else 1))
    text = "\n".join(part.strip() for part in parts if part.strip()).strip()
    if not text or any(split_label(line) for line in text.split("\n")):
        text = "de tekst " + text.replace("\n", " ")
    return text.strip()


@st.composite
def marks(draw: st.DrawFn, text: str, targets: list[str], plain: bool = False) -> tuple[Mark, ...]:
    """Marks in a text: those of a kind apart from each other; references on stretches of their own."""
    made: list[Mark] = []
    kinds: tuple[MarkKind, ...] = ("placeholder",) if plain else _PLAIN_KINDS
    for kind in (*kinds, *(("reference",) if targets else ())):
        end = -1
        for _ in range(draw(st.integers(0, 2))):
            start = draw(st.integers(0, max(len(text) - 1, 0)))
            stop = draw(st.integers(start, len(text)))
            if start <= end or stop == start:
                continue
            target = draw(st.sampled_from(targets)) if kind == "reference" else ""
            made.append(Mark(start, stop, kind, target))
            end = stop
    return tuple(sorted(made))


class _Numbers:
    """Numbers as the composer gives them, in a scheme, with now and then one that nobody would count to."""

    def __init__(self, scheme: str) -> None:
        self.scheme = scheme
        self.counts = [0] * 6

    def heading(self, level: int) -> str:
        self.counts[level - 1] += 1
        self.counts[level:] = [0] * (6 - level)
        if level == 1:
            return self.scheme.replace("#", str(self.counts[0]))
        return ".".join(map(str, self.counts[:level]))


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A document with headings, clauses, items, tables and plain paragraphs, numbered or not."""
    numbers = _Numbers(draw(st.sampled_from(["Artikel #", "#", "#.", "Article #", "§ #"])))
    shapes = draw(st.lists(st.sampled_from("HHhCCCCCIIIIBPPT"), min_size=1, max_size=18))
    named = draw(st.lists(anchors, unique=True, max_size=4))
    blocks: list[Block] = []
    tables = 0
    items = [0] * 3
    deepest = 1
    free = list(named)

    def add(block: Block, lines: bool = True) -> None:
        nonlocal free
        text = draw(texts(lines=lines))
        anchor = free.pop() if free and draw(st.booleans()) else ""
        plain = block.kind in ("heading", "title") or (block.cell is not None and block.cell.header)
        said = any(c.isalpha() for c in text)
        language = draw(st.sampled_from(["", "", "", "en"])) if said else ""
        comments = tuple(draw(st.lists(texts(lines=True), max_size=1, unique=True)))
        given_marks = draw(marks(text, named, plain))
        blocks.append(replace(block, text=text, anchor=anchor, language=language, comments=comments, marks=given_marks))

    if draw(st.booleans()):
        add(Block("title", ""), lines=False)
    for shape in shapes:
        if shape in "Hh":
            level = 1 if not any(numbers.counts) or shape == "H" else draw(st.integers(1, min(deepest + 1, 3)))
            deepest = level
            number = numbers.heading(level)
            add(Block("heading", "", level, draw(st.sampled_from([number, number, number, ""]))), lines=False)
            items = [0] * 3
        elif shape == "C":
            number = numbers.heading(deepest + 1)
            odd = draw(st.sampled_from(["", "", "", "", "", "", "7.99", "12 bis"]))
            add(Block("clause", "", deepest + 1, odd or number))
            items = [0] * 3
        elif shape == "I":
            level = draw(st.integers(1, 2)) if items[0] else 1
            items[level - 1] += 1
            items[level:] = [0] * (3 - level)
            label = chr(96 + items[0]) if level == 1 else _ROMANS[items[1] - 1]
            add(Block("item", "", level, f"{label}."))
        elif shape == "B":
            add(Block("item", "", draw(st.integers(1, 2)), BULLET))
        elif shape == "P":
            add(Block("paragraph", ""))
        else:
            header = draw(st.booleans())
            for row in range(draw(st.integers(1, 3))):
                for column in range(2):
                    add(Block("cell", "", cell=Cell(tables, row, column, header and row == 0)))
            tables += 1
    numbered = [b for b in blocks if b.anchor and number_of(b.number)]
    for target in numbered[:2]:
        shown = draw(st.sampled_from(["{}", "artikel {}", "artikel {} of verder"]))
        reference = shown.format(number_of(target.number))
        stop = len("zie " + reference.removesuffix(" of verder"))
        blocks.append(Block("paragraph", f"zie {reference}.", marks=(Mark(4, stop, "reference", target.anchor),)))
    existing = {b.anchor for b in blocks if b.anchor}
    blocks = [
        replace(b, marks=tuple(m for m in b.marks if m.kind != "reference" or m.target in existing)) for b in blocks
    ]
    return Document(tuple(blocks), title=" ".join(draw(texts()).split()), language="nl", kind="agreement")


def difference(one: Document, other: Document) -> str:
    """The first thing in which two documents differ, for who reads a failing test."""
    if (one.title, one.language) != (other.title, other.language):
        return f"{one.title!r} {one.language!r} against {other.title!r} {other.language!r}"
    for a, b in zip(one.body, other.body, strict=False):
        if a != b:
            return f"\n{a}\nread as\n{b}"
    return f"{len(one.body)} blocks against {len(other.body)}: {one.body}\n{other.body}"


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(documents(), st.booleans())
def test_word_reads_back(document: Document, around: bool) -> None:
    layout = Layout(organisation="Regio", version="1", cover=around, contents=around)
    read = open_word(write_word(document, layout=layout), "made.docx").document
    assert read.same_content(document), difference(document, read)
    assert read.kind == document.kind


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(documents())
def test_markdown_reads_back(document: Document) -> None:
    text = write_markdown(document)
    read = parse(text)
    assert read.same_content(document), f"{difference(document, read)}\n\n{text}"
    assert read.kind == document.kind


@pytest.mark.slow
@settings(max_examples=2000, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents())
def test_both_read_back_at_length(document: Document) -> None:
    read = open_word(write_word(document), "made.docx").document
    assert read.same_content(document), difference(document, read)
    text = write_markdown(document)
    assert parse(text).same_content(document), f"{difference(document, parse(text))}\n\n{text}"
