"""The page written: for Word, as a page for the browser, and as PDF where LibreOffice is there."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from tenderkit.document.writers import Picture, write_together, write_word
from tenderkit.document.writers.layout import Layout
from tenderkit.errors import InputError
from tenderkit.regie.board.paper import PICTURE, paper
from tenderkit.regie.board.pictures import picture
from tenderkit.regie.board.telling import Board
from tenderkit.regie.drawing import Plot

WIDTH = 170  # millimetres of the picture


def write_page(
    board: Board, folder: Path, names: Mapping[str, Any], render_html: Callable[[Board, Plot], str]
) -> tuple[list[Path], str]:
    """Writes the page to a folder; the files, and why there is no PDF among them ("" when there is). `names`: those of quarters and
    axes."""
    plot = picture(board, names)
    word = write_word(
        paper(board), layout=Layout(compact=True), pictures={PICTURE: Picture(plot.png, WIDTH, plot.text)}
    )
    name = board.words["file"]
    made = {folder / f"{name}.docx": word, folder / f"{name}.html": render_html(board, plot).encode("utf-8")}
    why = ""
    try:
        from tenderkit.document.writers.pdf import as_pdf

        made[folder / f"{name}.pdf"] = as_pdf(word)
    except InputError as error:
        why = error.problem
    write_together(folder, made)
    return list(made), why
