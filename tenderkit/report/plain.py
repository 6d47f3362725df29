"""A document as numbered plain text: everything a reader sees, a block a line, for `tenderkit text` and git diff."""

from __future__ import annotations

from collections.abc import Iterator

from tenderkit.document.model import Block, Document


def render(document: Document) -> str:
    """One line for every block, its number before it. The cells of a row stand on one line, separated by tabs; where one of them
    has a number or several paragraphs, each paragraph has a line, and a tab stands before a cell but the first."""
    return "\n".join(_lines(document)) + "\n"


def _lines(document: Document) -> Iterator[str]:
    row: list[Block] = []
    place: tuple[int, int] | None = None
    for block in document.blocks:
        here = (block.cell.table, block.cell.row) if block.cell else None
        if row and here != place:
            yield _row(row)
            row = []
        place = here
        if block.cell:
            row.append(block)
            continue
        if block.kind == "heading":
            yield ""
        yield _labelled(block)
    if row:
        yield _row(row)


def _row(cells: list[Block]) -> str:
    texts = [_labelled(c).replace("\t", " ") for c in cells]
    if any(c.number or "\n" in c.text for c in cells):
        return "\n\t".join(texts)
    return "\t".join(texts)


def _labelled(block: Block) -> str:
    indent = "  " * (block.level - 1) if block.kind == "item" else ""
    return indent + (f"{block.number} {block.text}" if block.number else block.text)
