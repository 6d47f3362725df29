"""Footnotes and endnotes, which python-docx does not know."""

from __future__ import annotations

from typing import Literal

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from lxml import etree

from tenderkit.document.writers.word.base import Base, add_part, set_setting
from tenderkit.document.writers.word.skeleton import R, W
from tenderkit.document.writers.word.styles import StyleSheet
from tenderkit.document.writers.word.xml import Element, make

NoteKind = Literal["footnote", "endnote"]
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}s+xml"
_RELATIONS = {"footnote": RT.FOOTNOTES, "endnote": RT.ENDNOTES}


class Notes:
    """The notes of one kind; the part is written by `finish`, when there are any."""

    def __init__(self, kind: NoteKind, sheet: StyleSheet) -> None:
        self._kind = kind
        self._sheet = sheet
        self._notes: list[Element] = []

    def add(self, content: list[Element]) -> Element:
        """Adds a note with these runs; gives the run that refers to it."""
        kind = self._kind
        number = len(self._notes) + 1
        text_style = self._sheet.built_in(f"{kind} text", f"{kind.capitalize()}Text")
        mark_style = self._sheet.built_in(f"{kind} reference", f"{kind.capitalize()}Reference", "character")
        mark = make("w:r", make("w:rPr", make("w:rStyle", val=mark_style)), make(f"w:{kind}Ref"))
        gap = make("w:r", make("w:t", text=" ", xml__space="preserve"))
        paragraph = make("w:p", make("w:pPr", make("w:pStyle", val=text_style)), mark, gap, *content)
        self._notes.append(make(f"w:{kind}", paragraph, id=number))
        reference = make(f"w:{kind}Reference", id=number)
        return make("w:r", make("w:rPr", make("w:rStyle", val=mark_style)), reference)

    def finish(self, base: Base) -> None:
        """Puts the notes into the file."""
        if not self._notes:
            return
        kind = self._kind
        root = etree.Element(f"{{{W}}}{kind}s", nsmap={"w": W, "r": R})
        setting = make(f"w:{kind}Pr")
        for ident, name in ((-1, "separator"), (0, "continuationSeparator")):
            spacing = make("w:pPr", make("w:spacing", after=0, line=240, lineRule="auto"))
            line = make("w:p", spacing, make("w:r", make(f"w:{name}")))
            root.append(make(f"w:{kind}", line, type=name, id=ident))
            setting.append(make(f"w:{kind}", id=ident))
        root.extend(self._notes)
        data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        add_part(base, _RELATIONS[kind], f"/word/{kind}s.xml", _CONTENT_TYPE.format(kind), data)
        set_setting(base, setting)
