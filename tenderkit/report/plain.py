"""A document as numbered plain text: everything a reader sees, a block a line, for `tenderkit text` and git diff."""

from __future__ import annotations

from collections.abc import Iterator

from tenderkit.document.model import Block, Document


def render(document: Document) -> str:
    """One line for every block, its number before it; the cells of a row on one line, separated by tabs."""
    return "\n".join(_lines(document)) + "\n"


def _lines(document: Document) -> Iterator[str]:
    row: list[str] = []
    place: tuple[int, int] | None = None
    for block in document.blocks:
        here = (block.cell.table, block.cell.row) if block.cell else None
        if row and here != place:
            yield "\t".join(row)
            row = []
        place = here
        if block.cell:
            row.append(_labelled(block).replace("\n", " ").replace("\t", " "))
            continue
        if block.kind == "heading":
            yield ""
        yield _labelled(block)
    if row:
        yield "\t".join(row)


def _labelled(block: Block) -> str:
    indent = "  " * (block.level - 1) if block.kind == "item" else ""
    return indent + (f"{block.number} {block.text}" if block.number else block.text)
