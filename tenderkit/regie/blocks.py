"""Blocks of the papers of the desk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tenderkit.document.model import Block, Cell


def table_blocks(table: int, rows: Iterable[Sequence[str]], header: bool = True) -> Iterator[Block]:
    """The cells of a table; `table` is its number in the document, `header`: the first row holds the headings."""
    for row, cells in enumerate(rows):
        for column, text in enumerate(cells):
            yield Block("cell", text, cell=Cell(table, row, column, header and row == 0))
