"""Pictures in the running text."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

from docx.shared import Mm

from tenderkit.document.model import Block
from tenderkit.document.writers.layout import Picture
from tenderkit.document.writers.word.base import Base
from tenderkit.document.writers.word.front import paragraph
from tenderkit.document.writers.word.styles import StyleSheet
from tenderkit.document.writers.word.xml import Element, make


def with_pictures(
    text: Sequence[tuple[int, Element]],
    blocks: Sequence[Block],
    pictures: Mapping[str, Picture],
    base: Base,
    sheet: StyleSheet,
) -> list[tuple[int, Element]]:
    """The paragraphs and tables, each with the index of its block, and below each block whose anchor has one its picture."""
    made: list[tuple[int, Element]] = []
    for index, element in text:
        made.append((index, element))
        picture = pictures.get(blocks[index].anchor) if blocks[index].anchor else None
        if picture is not None:
            width = min(Mm(picture.width), base.width * 635)  # of a picture in EMU: 635 to a twentieth of a point
            inline = base.word.part.new_pic_inline(io.BytesIO(picture.data), width, None)
            inline.docPr.set("descr", picture.text)
            run = make("w:r", make("w:drawing", inline))
            made.append((index, paragraph(sheet.own("TkText"), [run])))
    return made
