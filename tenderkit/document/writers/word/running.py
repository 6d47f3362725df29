"""Header and footer: what document this is, which version, which page."""

from __future__ import annotations

from docx.section import Section

from tenderkit.document.readers.package import is_on
from tenderkit.document.writers.layout import Labels, Layout
from tenderkit.document.writers.word.base import Base, settings_of
from tenderkit.document.writers.word.front import page_line, paragraph
from tenderkit.document.writers.word.inline import text_runs
from tenderkit.document.writers.word.looks import OURS
from tenderkit.document.writers.word.styles import StyleSheet
from tenderkit.document.writers.word.xml import Element, child, descendants, make

_FILLED = ("w:t", "w:drawing", "w:pict", "w:object", "w:fldSimple", "w:instrText")


def write_running(base: Base, layout: Layout, labels: Labels, sheet: StyleSheet, name: str) -> None:
    """Writes header and footer. A house style keeps what it has; only empty ones are filled. The title page has none
    of ours."""
    section: Section = base.word.sections[-1]
    if layout.cover and not base.house:
        section.different_first_page_header_footer = True
    version = " ".join(part for part in (labels.version, layout.version) if layout.version and part)
    parts = [part for part in (layout.reference, version, layout.status) if part]
    header, footer = sheet.built_in("header", "Header"), sheet.built_in("footer", "Footer")
    stories = [(section.header, header), (section.footer, footer)]
    if is_on(child(settings_of(base), "w:evenAndOddHeaders")):  # a header that is not there is an empty one
        stories += [(section.even_page_header, header), (section.even_page_footer, footer)]
    for story, style in stories:
        if not story.is_linked_to_previous and any(descendants(story._element, tag) for tag in _FILLED):
            continue
        story.is_linked_to_previous = False
        on_top = style == header
        line = _line(layout.organisation, text_runs(name)) if on_top else _line("  |  ".join(parts), page_line(labels))
        element = story._element
        for old in list(element):
            element.remove(old)
        # A house style's own stops are where Word puts them by default, seldom at the edge of the text.
        stops = dict.fromkeys(sheet.tabs(style), "clear") | {base.width: "right"}
        tabs = make("w:tabs", *(make("w:tab", val=kind, pos=pos) for pos, kind in sorted(stops.items())))
        side = "bottom" if on_top else "top"
        rule = make(f"w:{side}", val="single", sz=4, space=4, color=OURS.line if not base.house else "BFBFBF")
        properties = [make("w:pBdr", rule), *([tabs] if base.house else [])]
        element.append(paragraph(style, line, *properties))


def _line(left: str, right: list[Element]) -> list[Element]:
    return [*text_runs(left), *text_runs("\t"), *right]
