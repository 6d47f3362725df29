"""What stands before the text: a title page and a table of contents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tenderkit.document.model import Block
from tenderkit.document.writers.layout import Labels, Layout
from tenderkit.document.writers.word.inline import field, instruction_text, simple_field, text_runs
from tenderkit.document.writers.word.looks import OURS
from tenderkit.document.writers.word.styles import StyleSheet
from tenderkit.document.writers.word.xml import PARAGRAPH_ORDER, Element, make, put


@dataclass(frozen=True, slots=True)
class Entry:
    """A line in the table of contents: the bookmark on the heading, its level, number and text, and the page it stands
    on (empty as long as nobody has laid the pages out)."""

    bookmark: str
    level: int
    number: str
    text: str
    page: str = ""


def paragraph(style: str, content: Sequence[Element], *properties: Element) -> Element:
    """A paragraph in a style, with further properties put in their order."""
    made = make("w:pPr", make("w:pStyle", val=style))
    for one in properties:
        put(made, one, PARAGRAPH_ORDER)
    return make("w:p", made, *content)


def block_of(gallery: str, content: Sequence[Element], ident: int) -> Element:
    """A content control that Word knows for a title page ("Cover Pages") or a contents list ("Table of Contents")."""
    part = make("w:docPartObj", make("w:docPartGallery", val=gallery), make("w:docPartUnique"))
    return make("w:sdt", make("w:sdtPr", make("w:id", val=ident), part), make("w:sdtContent", *content))


def cover(layout: Layout, labels: Labels, sheet: StyleSheet, title: Element | None, shown_title: str) -> list[Element]:
    """The title page. `title` is the paragraph of the document's own title, which stands between its two parts; without
    it `shown_title` is written there. What follows has to begin on a new page."""
    above = [paragraph(sheet.own("TkCoverOrganisation"), text_runs(layout.organisation))]
    below: list[Element] = []
    if title is not None and not sheet.house:
        put(title[0], make("w:pBdr", make("w:bottom", val="single", sz=12, space=10, color=OURS.ink)), PARAGRAPH_ORDER)
    if title is None and shown_title:
        below.append(paragraph(sheet.own("TkCoverTitle"), text_runs(shown_title)))
    if layout.subtitle:
        below.append(paragraph(sheet.own("TkCoverSubtitle"), text_runs(layout.subtitle)))
    lines = (
        (labels.reference, layout.reference),
        (labels.version, layout.version),
        (labels.status, layout.status),
        (labels.date, layout.date),
    )
    style = sheet.own("TkCoverText")
    first = True
    for label, value in lines:
        if value:
            space = [make("w:spacing", before=1400)] if first else []
            below.append(paragraph(style, text_runs(f"{label}\t{value}"), *space))
            first = False
    if title is None:
        return [block_of("Cover Pages", [*above, *below], 1)]
    return [block_of("Cover Pages", above, 1), title] + ([block_of("Cover Pages", below, 2)] if below else [])


def cover_text(blocks: Sequence[Block], sheet: StyleSheet) -> list[Element]:
    """The title page of a document that was read from elsewhere, line by line."""
    style = sheet.own("TkCoverText")
    lines = [paragraph(style, text_runs(f"{b.number}\t{b.text}" if b.number else b.text)) for b in blocks]
    return [block_of("Cover Pages", lines, 1)] if lines else []


def contents(
    entries: Sequence[Entry], levels: int, labels: Labels, sheet: StyleSheet, edge: int, width: int, new_page: bool
) -> Element:
    """The table of contents, as a field that Word can renew, with what it says now already in it. `edge` is the room
    for the numbers."""
    heading = paragraph(
        sheet.contents(0), text_runs(labels.contents), *([make("w:pageBreakBefore")] if new_page else [])
    )
    lines: list[Element] = []
    for entry in entries:
        # The zero-width space keeps programs that read a file line by line from taking an entry for the clause itself.
        content = text_runs(f"\u200b{entry.number}\t{entry.text}" if entry.number else entry.text)
        if entry.page:
            content += text_runs("\t") + field(f"PAGEREF {entry.bookmark} \\h", text_runs(entry.page))
        link = make("w:hyperlink", *content, anchor=entry.bookmark, history=1)
        indent = (entry.level - 1) * 284
        tabs = make("w:tabs", make("w:tab", val="right", leader="dot", pos=width))
        properties = [tabs]
        if edge and entry.number:
            tabs.insert(0, make("w:tab", val="left", pos=edge + indent))
            properties.append(make("w:ind", left=edge + indent, hanging=edge))
        lines.append(paragraph(sheet.contents(entry.level), [link], *properties))
    begin = [
        make("w:r", make("w:fldChar", fldCharType="begin")),
        make("w:r", instruction_text(f'TOC \\o "1-{levels}" \\h \\z \\u')),
        make("w:r", make("w:fldChar", fldCharType="separate")),
    ]
    for at, run in enumerate(begin, 1):
        lines[0].insert(at, run)
    end = paragraph(sheet.own("TkSpace"), [make("w:r", make("w:fldChar", fldCharType="end"))])
    return block_of("Table of Contents", [heading, *lines, end], 3)


def page_line(labels: Labels) -> list[Element]:
    """ "Page 1 of 10", with fields for the numbers."""
    made: list[Element] = []
    rest = labels.page
    for mark, name in (("{page}", "PAGE"), ("{pages}", "NUMPAGES")):
        before, _, rest = rest.partition(mark)
        made += text_runs(before) + simple_field(name, "1")
    return made + text_runs(rest)
