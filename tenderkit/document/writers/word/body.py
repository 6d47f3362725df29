"""The running text: every block as a paragraph or a cell, with its number, anchor, marks, comments and notes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from tenderkit.document.bookmarks import bookmark_of
from tenderkit.document.model import Block, Mark
from tenderkit.document.writers.word.comments import Comments
from tenderkit.document.writers.word.front import Entry, paragraph
from tenderkit.document.writers.word.inline import Reference, bookmark, runs, text_runs
from tenderkit.document.writers.word.notes import Notes
from tenderkit.document.writers.word.numbering import Numbering
from tenderkit.document.writers.word.outline import Outline
from tenderkit.document.writers.word.styles import LOCALES, StyleSheet
from tenderkit.document.writers.word.tables import table
from tenderkit.document.writers.word.xml import PARAGRAPH_ORDER, Element, clean, make, put

_FIRST_CONTENTS = 200_000_000  # contents bookmarks are "_Toc" and nine digits, as Word makes them


@dataclass(slots=True)
class Flow:
    """The blocks of the running text in reading order, with the notes that each of them refers to."""

    blocks: list[Block] = field(default_factory=list)
    notes: dict[int, list[Block]] = field(default_factory=dict)


def flow_of(blocks: Sequence[Block]) -> Flow:
    """The running text of a document. A note belongs to the block before it; text boxes become paragraphs."""
    flow = Flow()
    for block in blocks:
        if block.story == "body":
            flow.blocks.append(block if block.cell or block.kind != "cell" else replace(block, kind="paragraph"))
        elif block.story == "textbox":
            flow.blocks.append(replace(block, kind="paragraph", level=0, cell=None))
        elif block.story in ("footnote", "endnote"):
            if not flow.blocks:
                flow.blocks.append(Block("paragraph", ""))
            flow.notes.setdefault(len(flow.blocks) - 1, []).append(block)
    return flow


class Body:
    """Writes the blocks of a running text. `language` is that of the document, `width` the width of its text in
    twentieths of a point."""

    def __init__(
        self,
        flow: Flow,
        found: Outline,
        numbering: Numbering,
        sheet: StyleSheet,
        comments: Comments,
        notes: dict[str, Notes],
        language: str,
        width: int,
    ) -> None:
        self._flow = flow
        self._found = found
        self._numbering = numbering
        self._sheet = sheet
        self._comments = comments
        self._notes = notes
        self._language = language
        self._width = width
        self._anchors: dict[str, int] = {}
        for index, block in enumerate(flow.blocks):
            if block.anchor:
                self._anchors.setdefault(block.anchor, index)
        self._ids = iter(range(1, 1_000_000_000))
        self.entries: list[Entry] = []
        self._captions: set[str] = set()

    def write(self, contents_levels: int) -> list[tuple[int, Element]]:
        """The paragraphs and tables, each with the index of its (first) block. Fills `entries` with the headings down
        to that level."""
        made: list[tuple[int, Element]] = []
        for index, cells in self._groups():
            if cells:
                made.append((index, self._table(index, cells)))
                made.append((index, paragraph(self._sheet.own("TkSpace"), [])))
            else:
                made.append((index, self._paragraph(index, contents_levels)))
        return made

    def _groups(self) -> Iterator[tuple[int, list[int]]]:
        """Each block outside tables, and each table with the indices of its cells."""
        blocks = self._flow.blocks
        at = 0
        while at < len(blocks):
            cell = blocks[at].cell
            end = at
            while cell is not None and end < len(blocks):
                following = blocks[end].cell
                if following is None or following.table != cell.table:
                    break
                end += 1
            yield at, list(range(at, end))
            at = max(end, at + 1)

    def _paragraph(self, index: int, contents_levels: int) -> Element:
        block = self._flow.blocks[index]
        number = self._numbering.of(index)
        content = self._typed(number.typed) + self._runs(block) + self._note_marks(index)
        content = self._bookmarked(content, index, block)
        if block.kind == "heading" and block.level <= contents_levels and block.text:
            name = f"_Toc{_FIRST_CONTENTS + len(self.entries) + 1}"
            start, end = bookmark(name, next(self._ids))
            content = [start, *content, end]
            self.entries.append(Entry(name, block.level, block.number, " ".join(clean(block.text).split())))
        properties = [p for p in (number.numbering, number.indent) if p is not None]
        following = self._flow.blocks[index + 1 : index + 2]
        if following and _leads_on(block, following[0]):
            properties.append(make("w:keepNext"))
        if following and following[0].cell and block.kind != "heading":
            properties.append(make("w:spacing", after=120))
        made = paragraph(number.style, content, *properties)
        self._comment([made], block)
        return made

    def _table(self, first: int, cells: list[int]) -> Element:
        index_of = {id(self._flow.blocks[i]): i for i in cells}
        caption = self._caption(first)

        def write(block: Block | None, header: bool) -> list[Element]:
            style = self._sheet.own("TkHeaderCell" if header else "TkCell")
            if block is None:
                return [paragraph(style, [])]
            index = index_of[id(block)]
            pieces = _lines(block)
            made: list[Element] = []
            for at, piece in enumerate(pieces):
                content = self._runs(piece)
                if at == 0:
                    content = self._typed(block.number) + content
                if at == len(pieces) - 1:
                    content = content + self._note_marks(index)
                made.append(paragraph(style, self._bookmarked(content, index, block) if at == 0 else content))
            self._comment(made, block)
            return made

        blocks = [self._flow.blocks[i] for i in cells]
        points = self._sheet.size(self._sheet.own("TkCell")) * self._sheet.breadth
        return table(blocks, self._width, self._sheet.own("TkTable"), points, caption, write)

    def _caption(self, index: int) -> str:
        """What a table is about, for who cannot see it: the heading above it."""
        for block in reversed(self._flow.blocks[:index]):
            if block.kind in ("heading", "title"):
                return " ".join(clean(f"{block.number} {block.text}").split())
        return ""

    def _typed(self, number: str) -> list[Element]:
        """A number that Word does not count, as text that a reader of the file can tell from the rest."""
        if not number:
            return []
        properties = make("w:rPr", make("w:rStyle", val=self._sheet.own("TkNumber")))
        return [*text_runs(number, properties), make("w:r", make("w:tab"))]

    def _runs(self, block: Block) -> list[Element]:
        locale = LOCALES.get(block.language, "") if block.language != self._language else ""
        return runs(block.text, block.marks, self._reference, locale)

    def _note_marks(self, index: int) -> list[Element]:
        return [
            self._notes[note.story].add(
                self._runs(note) if not note.number else text_runs(f"{note.number} {note.text}")
            )
            for note in self._flow.notes.get(index, [])
        ]

    def _bookmarked(self, content: list[Element], index: int, block: Block) -> list[Element]:
        if not block.anchor or self._anchors[block.anchor] != index:
            return content
        start, end = bookmark(bookmark_of(block.anchor), next(self._ids))
        return [start, *content, end]

    def _comment(self, paragraphs: list[Element], block: Block) -> None:
        for text in block.comments:
            self._comments.attach(paragraphs, text)

    def _reference(self, mark: Mark, shown: str) -> Reference | None:
        """Where a reference leads; with a field for the number where Word counts it and would show it in this form."""
        index = self._anchors.get(mark.target)
        if index is None:
            return None
        name = bookmark_of(mark.target)
        place = self._found.places.get(index)
        if place is None:
            return Reference(name)
        shape = self._found.lists[place.list].shapes[place.level]
        switch = "\\n" if self._flow.blocks[index].kind == "item" else "\\r"
        number = self._flow.blocks[index].number.rstrip(".")  # Word leaves out full stops at the end
        words = shape.prefix.strip()
        if not words:
            return Reference(name, f"REF {name} {switch} \\h", number)
        if words.isalpha() and not shape.suffix.strip("."):
            # \t drops the word before the number. LibreOffice does not know it and would show the word twice; without
            # the keyword REF, which Word does not need, it leaves the text that is there.
            return Reference(name, f"{name} {switch} \\t \\h", number.removeprefix(shape.prefix))
        return Reference(name)


_LEAD = 400  # characters


def _leads_on(block: Block, following: Block) -> bool:
    """Whether a block introduces the list or table after it, and should stay on its page."""
    if following.cell is not None:
        return len(block.text) <= _LEAD  # the sentence before a table belongs with it
    return block.text.rstrip().endswith(":") and following.kind == "item"


def _lines(block: Block) -> list[Block]:
    """A cell's text as paragraphs, each with the marks that stand in it; one paragraph when a mark goes over a line's
    end, so that it stays one mark."""
    if any("\n" in block.text[m.start : m.end] for m in block.marks):
        return [block]
    made: list[Block] = []
    start = 0
    for line in block.text.split("\n"):
        end = start + len(line)
        marks = tuple(
            Mark(max(m.start, start) - start, min(m.end, end) - start, m.kind, m.target)
            for m in block.marks
            if m.start < end and m.end > start
        )
        made.append(replace(block, text=line, marks=marks))
        start = end + 1
    return made


def break_before(element: Element) -> None:
    """Makes a paragraph begin at the top of a new page."""
    properties = element[0]
    put(properties, make("w:pageBreakBefore"), PARAGRAPH_ORDER)
    put(properties, make("w:spacing", before=0), PARAGRAPH_ORDER)
