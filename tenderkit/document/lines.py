"""A document as numbered plain text, and on which line each of its blocks begins: there, or in the file it was read from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from tenderkit.document.model import Block, Document

TEXT_SUFFIXES = (".md", ".markdown", ".txt")
"""Files that have lines of their own."""


def numbered_lines(document: Document) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Pieces of text that end in a line break, and the blocks that begin in each: a block with its number before it, or the
    cells of a row, separated by tabs (a piece each, where one has a number or several paragraphs)."""
    row: list[int] = []
    place: tuple[int, int] | None = None
    for index, block in enumerate(document.blocks):
        here = (block.cell.table, block.cell.row) if block.cell else None
        if row and here != place:
            yield from _row(document, row)
            row = []
        place = here
        if block.cell:
            row.append(index)
            continue
        if block.kind == "heading":
            yield "\n", ()
        yield _labelled(block) + "\n", (index,)
    if row:
        yield from _row(document, row)


def _row(document: Document, cells: list[int]) -> Iterator[tuple[str, tuple[int, ...]]]:
    blocks = [document.blocks[index] for index in cells]
    texts = [_labelled(block).replace("\t", " ") for block in blocks]
    if any(block.number or "\n" in block.text for block in blocks):
        for n, (index, text) in enumerate(zip(cells, texts, strict=True)):
            yield ("\t" if n else "") + text + "\n", (index,)
    else:
        yield "\t".join(texts) + "\n", tuple(cells)


def line_numbers(document: Document) -> tuple[int, ...]:
    """The line, from 1, on which each block begins: of the file, for a text file; else of the numbered plain text."""
    numbers = [1] * len(document.blocks)
    line = 1
    for text, blocks in numbered_lines(document):
        for index in blocks:
            numbers[index] = line
        line += text.count("\n")
    if PurePath(document.path).suffix.lower() in TEXT_SUFFIXES:
        numbers = [block.origin.position or number for block, number in zip(document.blocks, numbers, strict=True)]
    return tuple(numbers)


def _labelled(block: Block) -> str:
    indent = "  " * (block.level - 1) if block.kind == "item" else ""
    return indent + (f"{block.number} {block.text}" if block.number else block.text)
