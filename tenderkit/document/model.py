"""The document in the middle: what readers make, the composer builds, the linter reads and writers write.

A document is a flat sequence of blocks. A table cell is a block too, so that every passage has one address: the index
of its block and the characters in it. What stands in which article or clause is derived from levels and numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

Kind = Literal["title", "heading", "clause", "paragraph", "item", "cell"]
"""title: the document's own title; heading: a heading with or without number; clause: a numbered paragraph ("7.2 ...");
item: a list item, lettered, numbered or with a bullet; cell: one paragraph-joined table cell; paragraph: the rest."""

Story = Literal["body", "toc", "header", "footer", "footnote", "endnote", "textbox", "cover"]
"""Where a block stands. Rules read body, footnote, endnote and textbox; readers keep all of them."""

MarkKind = Literal["strong", "emphasis", "reference", "placeholder"]

BULLET = "•"
INTERNAL_NOTE = "notes"  # the kind of a document that is about contract texts and is none itself


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A stretch of a block's text (`start` to `end`, in characters) that is more than plain text.

    `target` is the anchor of the block whose number stands there, for a reference.
    """

    start: int
    end: int
    kind: MarkKind
    target: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """The place of a cell: table (counted from 0 in the document), row, column, and whether it is a header cell."""

    table: int
    row: int
    column: int
    header: bool = False


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a block came from. Never part of a comparison of contents.

    `part` is the file or package part, `position` the line (text formats, from 1) or the paragraph's index in the part
    (Word, from 0), `offset` the characters of the source paragraph that stand before the block's text (a typed number),
    `clause` the id of the library clause that it was composed from, `page` the page that it begins on where the format
    has pages of its own (PDF, from 1; 0 elsewhere: the pages of a Word file are the printer's).
    """

    part: str = ""
    position: int = 0
    offset: int = 0
    clause: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading, list item or table cell.

    `text` never holds the block's own number: that stands in `number`, as a reader sees it ("7.2", "Artikel 7", "a.",
    "•"), whether it was typed or computed from numbering. `level` is the depth: 1-9 for headings, 2 for clause "7.2"
    (the number of parts of its number), 1 and up for items. `anchor` is the name by which references point here.
    `comments` are margin notes: known, never linted. `language` is "nl", "en" or "" (the document's own).
    """

    kind: Kind
    text: str
    level: int = 0
    number: str = ""
    marks: tuple[Mark, ...] = ()
    anchor: str = ""
    cell: Cell | None = None
    story: Story = "body"
    language: str = ""
    comments: tuple[str, ...] = ()
    origin: Origin = field(default=Origin(), compare=False)


@dataclass(frozen=True, slots=True)
class Span:
    """A passage: characters `start` to `end` of block `block`."""

    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Comment:
    """A margin note and the passages it stands on: one for each block it touches."""

    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading (or a loose run of text before the first heading) with the blocks under it, up to the next heading of
    any level. `path` holds the texts of the headings above it and its own, outermost first."""

    heading: int | None
    blocks: tuple[int, ...]
    path: tuple[str, ...]
    number: str


@dataclass(frozen=True)
class Document:
    """A whole document. `path` is how the user named it; `kind` is agreement, sla, ... or "" when it is not known."""

    blocks: tuple[Block, ...]
    title: str = ""
    language: str = ""
    kind: str = ""
    properties: Mapping[str, str] = field(default_factory=dict)
    path: str = field(default="", compare=False)
    placed_comments: tuple[Comment, ...] = field(default=(), compare=False)
    """Comments of which the reader knows on which characters they stand."""

    @cached_property
    def comments(self) -> tuple[Comment, ...]:
        """All margin notes with their passages: the whole block where its reader knows no better."""
        if self.placed_comments:
            return self.placed_comments
        return tuple(
            Comment(text, (Span(index, 0, len(block.text)),))
            for index, block in enumerate(self.blocks)
            for text in block.comments
        )

    @cached_property
    def body(self) -> tuple[Block, ...]:
        """The blocks of the running text, in reading order, without contents list, headers and footers."""
        return tuple(b for b in self.blocks if b.story == "body")

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """Headings with what stands under them, in order; blocks of other stories stand in none."""
        found: list[Section] = []
        path: list[tuple[int, str]] = []
        heading: int | None = None
        members: list[int] = []

        def close() -> None:
            if heading is not None or members:
                number = number_of(self.blocks[heading].number) if heading is not None else ""
                found.append(Section(heading, tuple(members), tuple(t for _, t in path), number))

        for index, block in enumerate(self.blocks):
            if block.story != "body":
                continue
            if block.kind in ("heading", "title"):
                close()
                members = []
                heading = index
                level = 0 if block.kind == "title" else block.level
                path = [(n, t) for n, t in path if n < level] + [(level, block.text)]
            else:
                members.append(index)
        close()
        return tuple(found)

    @cached_property
    def _section_of(self) -> dict[int, Section]:
        inside: dict[int, Section] = {}
        for section in self.sections:
            if section.heading is not None:
                inside[section.heading] = section
            inside.update(dict.fromkeys(section.blocks, section))
        return inside

    def section(self, block: int) -> Section | None:
        """The section that a block stands in, or None for a block outside the body."""
        return self._section_of.get(block)

    def heading(self, block: int) -> str:
        """The text of the nearest heading above a block (its own, for a heading), or ""."""
        section = self.section(block)
        return section.path[-1] if section and section.path else ""

    @cached_property
    def _clause_numbers(self) -> tuple[str, ...]:
        numbers: list[str] = []
        article = ""
        clause = ""
        items: list[str] = []
        above: list[tuple[int, str]] = []  # the headings that a block stands under: level and number
        bare = False  # whether the last article was numbered "7.", and no "1." has come under it
        for block in self.blocks:
            own = number_of(block.number)
            if block.kind == "heading":
                above = [(level, number) for level, number in above if level < block.level]
                article = own or (above[-1][1] if above else "")
                above.append((block.level, article))
                clause, items = "", []
                bare = own.isdecimal() and block.number[:1].isdecimal()
                numbers.append(article)
                continue
            if block.kind == "clause":
                untitled = bare and own.isdecimal() and int(own) == int(article) + 1
                if untitled or _ARTICLE.match(block.number):  # "8. ..." after heading "7.": an article too
                    article = clause = own
                else:
                    # "lid 1" under "Artikel 4" is 4.1, whether the text says "4.1" or only "1".
                    clause = own if "." in own or not article else f"{article}.{own}"
                bare, items = untitled, []
            elif block.kind == "item":
                items = items[: max(block.level - 1, 0)]
                items.append(own)
            elif block.kind == "cell":
                items = []
            base = clause or article
            numbers.append(" ".join(n for n in (base, *items) if n) if block.kind == "item" else base)
        return tuple(numbers)

    def clause_number(self, block: int) -> str:
        """The number under which a reader finds a block: "7.2", "7.2 a", or that of the article it stands in."""
        return self._clause_numbers[block]

    @cached_property
    def anchors(self) -> dict[str, int]:
        """Block index by anchor."""
        return {b.anchor: i for i, b in enumerate(self.blocks) if b.anchor}

    def rows(self, table: int) -> list[list[str]]:
        """The texts of a table, row by row."""
        rows: dict[int, dict[int, str]] = {}
        for block in self.blocks:
            if block.cell and block.cell.table == table:
                rows.setdefault(block.cell.row, {})[block.cell.column] = block.text
        return [[cells[c] for c in sorted(cells)] for _, cells in sorted(rows.items())]

    def text(self, span: Span) -> str:
        """The characters of a passage, exactly as in the document."""
        return self.blocks[span.block].text[span.start : span.end]

    def same_content(self, other: Document) -> bool:
        """Whether two documents say the same in the same form, wherever their blocks came from."""
        return self.title == other.title and self.language == other.language and self.body == other.body


_NUMBER = re.compile(r"\(?(?:\d+(?:[A-Za-z](?![A-Za-z]))?|[A-Za-z]{1,5})(?:[.\-](?:\d+[a-z]?|[A-Za-z]{1,2}))*\)?")
_ARTICLE = re.compile(
    r"(?!lid\b)[^\W\d_]{2,}\.?\s|§", re.IGNORECASE
)  # a word before the number: no paragraph of an article


def number_of(label: str) -> str:
    """The bare number in a label as shown: "7" for "Artikel 7.", "7.2" for "7.2.", "a" for "(a)", "" for "•"."""
    words = label.replace("§", " ").split()
    if not words or words[-1] == BULLET:
        return ""
    found = _NUMBER.search(words[-1])
    return found.group(0).strip("().") if found else ""


def plain_blocks(texts: Iterable[str]) -> Iterator[Block]:
    """Paragraphs, one for each text: the smallest document there is, for tests and for standard input."""
    for line, text in enumerate(texts, 1):
        yield Block("paragraph", text, origin=Origin(position=line))


def renumbered(block: Block, number: str) -> Block:
    """The same block under another number."""
    return replace(block, number=number)
