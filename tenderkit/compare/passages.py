"""A document as the passages that people negotiate about: a clause with its items, a heading, a paragraph, a table row."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from tenderkit.document.model import Block, Document
from tenderkit.document.numbers import own_numbers
from tenderkit.document.references import clause_references
from tenderkit.document.stories import READ_STORIES
from tenderkit.language.folding import folded

PassageKind = Literal["heading", "clause", "row"]

CELL = " | "  # stands between the cells of a row
REFERENCE = "\0"  # stands for a reference, wherever it points
_REFERRING = re.compile(r".*\d.*|[IVX]+")
_TOKEN = re.compile(r"\w+(?:[.,'’\-/]\w+)*|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a punctuation mark as it is written, with the white space before it.

    `key` is what it is compared by. `refers` is the block it points to, for the number in "artikel 7.2" that stands in the
    document: which clause that is, and not its number, decides whether the reference changed.
    """

    text: str
    before: str
    key: str
    refers: int | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage. `number` is what a reader sees in Word, `heading` the heading it stands under (its own, for a heading),
    `above` the block of that heading (None before the first), `blocks` the blocks it is made of, in order.
    """

    kind: PassageKind
    number: str
    heading: str
    above: int | None
    blocks: tuple[int, ...]
    tokens: tuple[Token, ...]

    @property
    def text(self) -> str:
        """Its text: items on lines of their own, cells of a row with a bar between them."""
        return "".join(t.before + t.text for t in self.tokens)

    @property
    def words(self) -> tuple[str, ...]:
        """What it is compared by, references left open."""
        return tuple(t.key if t.refers is None else REFERENCE for t in self.tokens)


def passages(document: Document) -> list[Passage]:
    """The passages of the running text, notes and text boxes, in reading order; empty ones are left out."""
    numbers = own_numbers(document)
    referring: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for reference in clause_references(document):
        if not reference.source and reference.number in numbers:
            span = reference.span
            referring[span.block].append((span.start, span.end, numbers[reference.number]))
    found: list[Passage] = []
    for kind, group in _grouped(document):
        tokens: list[Token] = []
        for position, index in enumerate(group):
            block = document.blocks[index]
            label = block.number if position and block.kind == "item" else ""
            joint = CELL if kind == "row" else "\n"
            lead = (joint if position else "") + (f"{label} " if label else "")
            tokens += _tokens(block, lead, referring.get(index, []))
        if not tokens:
            continue
        first = group[0]
        section = document.section(first)
        found.append(
            Passage(
                kind,
                document.clause_number(first),
                document.heading(first),
                section.heading if section else None,
                tuple(group),
                tuple(tokens),
            )
        )
    return found


def _grouped(document: Document) -> Iterator[tuple[PassageKind, list[int]]]:
    """The blocks that belong together: items with the clause or paragraph above them, the cells of a row."""
    read = [i for i, b in enumerate(document.blocks) if b.story in READ_STORIES]
    run: list[int] = []

    def place(index: int) -> object:
        cell = document.blocks[index].cell
        return (cell.table, cell.row) if cell else None

    for row, members in groupby(read, key=place):
        if row is not None:
            if run:
                yield "clause", run
                run = []
            yield "row", list(members)
            continue
        for index in members:
            block = document.blocks[index]
            if run and not (block.kind == "item" and block.story == document.blocks[run[0]].story):
                yield "clause", run
                run = []
            if block.kind in ("heading", "title"):
                yield "heading", [index]
            else:
                run.append(index)
    if run:
        yield "clause", run


def _tokens(block: Block, lead: str, references: list[tuple[int, int, int]]) -> Iterator[Token]:
    end = 0
    for match in _TOKEN.finditer(block.text):
        before = block.text[end : match.start()] if end else lead
        end = match.end()
        refers = None
        if references and _REFERRING.fullmatch(match.group()):
            refers = next((target for start, stop, target in references if start <= match.start() < stop), None)
        yield Token(match.group(), before, folded(match.group()), refers)
