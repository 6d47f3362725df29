"""Papers of the regisseur's desk: documents put together block by block."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tenderkit.document.model import BULLET, INTERNAL_NOTE, Block, Cell, Document, Mark
from tenderkit.regie.blocks import table_blocks


class Paper:
    """A document that grows. Nothing is written for empty texts, lists and tables."""

    def __init__(self, title: str, language: str) -> None:
        self._title = title
        self._language = language
        self._blocks = [Block("title", title)]
        self._tables = 0

    def heading(self, text: str, level: int = 1) -> None:
        """A heading without a number."""
        self._blocks.append(Block("heading", text, level))

    def text(self, text: str, label: str = "") -> None:
        """A paragraph, with a label in bold before it."""
        marks = (Mark(0, len(label) + 1, "strong"),) if label else ()
        if text:
            self._blocks.append(Block("paragraph", f"{label}: {text}" if label else text, marks=marks))

    def bullets(self, lines: Iterable[str]) -> None:
        """A list."""
        self._blocks += [Block("item", line, 1, BULLET) for line in lines]

    def table(self, rows: Sequence[Sequence[str]], header: bool = True) -> None:
        """A table, the first row being its headings."""
        if len(rows) > header:
            self._blocks += table_blocks(self._tables, rows, header)
            self._tables += 1

    def blocks(self, blocks: Iterable[Block]) -> None:
        """Blocks of another document; its tables are counted on here."""
        numbers: dict[int, int] = {}
        for block in blocks:
            cell = block.cell
            if cell is None:
                self._blocks.append(block)
                continue
            if cell.table not in numbers:
                numbers[cell.table] = self._tables
                self._tables += 1
            at = Cell(numbers[cell.table], cell.row, cell.column, cell.header)
            self._blocks.append(replace(block, cell=at))

    def document(self) -> Document:
        """What it has become: a note, that nobody takes for a contract."""
        return Document(tuple(self._blocks), title=self._title, language=self._language, kind=INTERNAL_NOTE)
