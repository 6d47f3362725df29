"""The page for the board as a document for Word: as much as stands on one A4, and no more."""

from __future__ import annotations

from collections.abc import Iterator

from tenderkit.document.model import INTERNAL_NOTE, Block, Document
from tenderkit.regie.blocks import table_blocks
from tenderkit.regie.board.telling import Board, Line

PICTURE = "standing"  # the anchor of the block that the picture stands below


def paper(board: Board) -> Document:
    """The page: where the set stands, readiness and scenarios, the heaviest lock-ins, and what goes on the table."""
    return Document(tuple(_blocks(board)), title=board.title, language=board.language, kind=INTERNAL_NOTE)


def _blocks(board: Board) -> Iterator[Block]:
    words = board.words
    yield Block("title", board.title)
    yield Block("paragraph", board.subtitle, anchor=PICTURE)
    yield from table_blocks(0, figure_rows(board))
    yield Block("paragraph", " ".join((board.readiness, board.scenarios)))
    yield Block("heading", words["locks"], 1)
    if board.locks:
        yield from table_blocks(1, [(words["lock"], words["where"], words["weight"]), *board.locks])
    else:
        yield Block("paragraph", words["locks none"])
    if board.gone:
        yield Block("paragraph", board.gone)
    yield Block("heading", words["table"], 1)
    for number, matter in enumerate(board.agenda, 1):
        yield Block("item", matter, 1, f"{number}.")


def figure_rows(board: Board) -> list[tuple[str, ...]]:
    """The figures in two columns beside each other, under their heads."""
    words = board.words
    heads = [words["measure"], *((words["before"],) if board.is_compared else ()), words["now"]]
    heads.append(words["change"] if board.is_compared else words["guide"])
    half = (len(board.lines) + 1) // 2
    right = [_cells(line, board) for line in board.lines[half:]]
    right += [("",) * len(heads)] * (half - len(right))
    return [(*heads, *heads), *((*_cells(line, board), *r) for line, r in zip(board.lines[:half], right, strict=True))]


def _cells(line: Line, board: Board) -> tuple[str, ...]:
    name = f"{line.name} !" if line.outside else line.name
    return (name, line.before or "-", line.now, line.change) if board.is_compared else (name, line.now, line.guide)
