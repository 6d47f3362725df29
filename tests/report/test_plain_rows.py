from __future__ import annotations

from tenderkit.document.model import Block, Cell, Document
from tenderkit.report.plain import render


def test_rows_stand_on_one_line_unless_a_cell_has_a_number_or_several_paragraphs() -> None:
    blocks = (
        Block("cell", "Rol", cell=Cell(0, 0, 0)),
        Block("cell", "Naam", cell=Cell(0, 0, 1)),
        Block("cell", "Regisseur", number="01.", cell=Cell(0, 1, 0)),
        Block("cell", "een\ntwee", cell=Cell(0, 1, 1)),
    )
    assert render(Document(blocks)) == "Rol\tNaam\n01. Regisseur\n\teen\ntwee\n"
