"""Word files: python-docx for the package, small modules of our own for what it lacks."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

from tenderkit.document.bookmarks import anchor_of, bookmark_of
from tenderkit.document.model import Document
from tenderkit.document.writers.layout import Layout, Picture, labels_for
from tenderkit.document.writers.word.base import house_style, numbering_of, plain, styles_of
from tenderkit.document.writers.word.body import Body, break_before, flow_of
from tenderkit.document.writers.word.comments import Comments
from tenderkit.document.writers.word.front import contents, cover, cover_text, paragraph
from tenderkit.document.writers.word.notes import Notes
from tenderkit.document.writers.word.numbering import Numbering
from tenderkit.document.writers.word.outline import outline
from tenderkit.document.writers.word.package import repack
from tenderkit.document.writers.word.pictures import with_pictures
from tenderkit.document.writers.word.properties import write_properties
from tenderkit.document.writers.word.running import write_running
from tenderkit.document.writers.word.styles import LOCALES, StyleSheet

_NO_LAYOUT = Layout()
_NO_PICTURES: Mapping[str, Picture] = {}


def write_word(
    document: Document,
    *,
    style: Path | None = None,
    layout: Layout = _NO_LAYOUT,
    pictures: Mapping[str, Picture] = _NO_PICTURES,
) -> bytes:
    """A document as a Word file: the bytes of a .docx, always the same for the same document.

    `style` is an organisation's own .docx or .dotx, whose styles, headers, footers and margins are used; its text is
    not. Raises InputError when it cannot be used. `layout` says what stands around the text; `pictures` stand below the blocks
    with these anchors.
    """
    labels = layout.labels or labels_for(document.language)
    base = house_style(style) if style else plain(LOCALES.get(document.language, ""), layout.compact)
    sheet = StyleSheet(
        styles_of(base),
        house=base.house,
        language=document.language,
        labels=labels,
        width=base.width,
        compact=layout.compact,
    )
    sheet.own("TkText")
    flow = flow_of(document.blocks)
    found = outline(flow.blocks)
    numbering = Numbering(numbering_of(base), sheet, found, flow.blocks)
    comments = Comments(base.word, sheet, layout.stamp)
    notes = {"footnote": Notes("footnote", sheet), "endnote": Notes("endnote", sheet)}
    body = Body(flow, found, numbering, sheet, comments, notes, document.language, base.width)
    levels = min(max(layout.contents_levels, 1), 9)
    text = body.write(levels if layout.contents else 0)
    parts = [e for i, e in text if flow.blocks[i].kind == "heading" and flow.blocks[i].level <= layout.page_levels]
    for element in parts[1:]:
        break_before(element)

    text = with_pictures(text, flow.blocks, pictures, base, sheet)
    front = []
    if layout.cover:
        own = text.pop(0)[1] if flow.blocks and flow.blocks[0].kind == "title" else None
        front += cover(layout, labels, sheet, own, document.title or layout.name)
    else:
        front += cover_text([b for b in document.blocks if b.story == "cover"], sheet)
    if layout.contents and body.entries:
        edge = numbering.contents_edge(levels)
        front.append(contents(body.entries, levels, labels, sheet, edge, base.width, new_page=bool(front)))
    if front and text:
        if text[0][1].tag.endswith("}tbl"):
            text.insert(0, (0, paragraph(sheet.own("TkSpace"), [])))
        break_before(text[0][1])
    for element in (*front, *(element for _, element in text)):
        base.section.addprevious(element)

    write_running(base, layout, labels, sheet, layout.name or document.title)
    numbering.finish()
    for one in notes.values():
        one.finish(base)
    anchors = {bookmark_of(b.anchor): b.anchor for b in flow.blocks if b.anchor}
    long = {name: anchor for name, anchor in anchors.items() if anchor_of(name) != anchor}
    write_properties(base, document, layout, long)
    saved = io.BytesIO()
    base.word.save(saved)
    return repack(saved.getvalue())
