"""The tables of a document, row by row, with what the columns are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tenderkit.language.folding import folded

if TYPE_CHECKING:
    from tenderkit.lint.units import View


@dataclass(frozen=True)
class Row:
    """A row: by column the block of its cell, and the cell's folded text."""

    cells: Mapping[int, int]
    texts: Mapping[int, str]

    @property
    def block(self) -> int:
        """Its first cell."""
        return min(self.cells.values())

    @property
    def text(self) -> str:
        """All its texts."""
        return " | ".join(self.texts[c] for c in sorted(self.texts))


@dataclass(frozen=True)
class Table:
    """A table: the folded texts of its first row by column, its rows (the first among them) and the headings above it."""

    header: Mapping[int, str]
    all_rows: tuple[Row, ...]
    heading: str

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows under the header."""
        return self.all_rows[1:]

    @property
    def block(self) -> int:
        """Its first cell."""
        return self.all_rows[0].block


def tables(view: View) -> tuple[Table, ...]:
    """All tables of a document, in order."""
    found: dict[int, dict[int, dict[int, int]]] = {}
    for index, block in enumerate(view.document.blocks):
        if block.cell:
            found.setdefault(block.cell.table, {}).setdefault(block.cell.row, {})[block.cell.column] = index
    return tuple(_table(view, rows) for _, rows in sorted(found.items()))


def _table(view: View, rows: Mapping[int, Mapping[int, int]]) -> Table:
    built = tuple(_row(view, cells) for _, cells in sorted(rows.items()))
    return Table(built[0].texts, built, view.headings[built[0].block])


def _row(view: View, cells: Mapping[int, int]) -> Row:
    return Row(cells, {c: folded(view.document.blocks[i].text).strip() for c, i in cells.items()})
