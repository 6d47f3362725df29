"""On which line a block stands."""

from __future__ import annotations

from dataclasses import replace

from tenderkit.document.lines import line_numbers, numbered_lines
from tenderkit.document.model import Block, Cell, Document
from tenderkit.document.readers.markdown import parse

TEXT = "# Titel\n\n## 1. Duur\n\n1.1 Een\nregel.\n\n| a | b |\n| --- | --- |\n| c | d |\n\nSlot.\n"


def test_lines_of_a_text_file_are_its_own() -> None:
    document = parse(TEXT, "a.md")
    source = TEXT.split("\n")
    for block, line in zip(document.blocks, line_numbers(document), strict=True):
        assert block.text.split()[0] in source[line - 1]


def test_lines_of_any_other_file_are_those_of_the_numbered_text() -> None:
    broken = Block("paragraph", "Twee\nregels")
    blocks = (
        broken,
        Block("cell", "x\ny", cell=Cell(0, 0, 0)),
        Block("cell", "z", cell=Cell(0, 0, 1)),
        Block("heading", "Kop", 1),
        broken,
    )
    for document in (replace(parse(TEXT, "a.docx"), path="a.docx"), Document(blocks, path="a.docx")):
        lines = "".join(text for text, _ in numbered_lines(document)).split("\n")
        for block, line in zip(document.blocks, line_numbers(document), strict=True):
            assert block.text.split("\n")[0] in lines[line - 1]


def test_no_blocks_no_lines() -> None:
    assert line_numbers(Document((), path="a.docx")) == ()
