"""Blocks of the papers of the desk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tenderkit.document.model import Block, Cell


def table_blocks(table: int, rows: Sequence[Sequence[str]]) -> Iterator[Block]:
    """The cells of a table, its header first; `table` is its number in the document."""
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            yield Block("cell", text, cell=Cell(table, row, column, row == 0))
