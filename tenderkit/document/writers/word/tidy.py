"""A house style in the order of the schema: other programs write parts that Word reads and that are not quite valid."""

from __future__ import annotations

import re

from tenderkit.document.writers.word.xml import (
    PARAGRAPH_ORDER,
    RUN_ORDER,
    SETTINGS_ORDER,
    STYLE_ORDER,
    Element,
    attribute,
    child,
    children,
    clear,
    descendants,
    qn,
    remove,
)

_MARGINS = {"top": 1417, "right": 1417, "bottom": 1417, "left": 1417, "header": 708, "footer": 708, "gutter": 0}


def tidy_section(section: Element) -> None:
    """Gives the margins that are not there, and the header of odd pages the name that it has in the schema."""
    for name in [str(n) for n in section.attrib if "rsid" not in str(n)]:
        del section.attrib[name]
    margins = child(section, "w:pgMar")
    for name, twips in _MARGINS.items() if margins is not None else ():
        value = attribute(margins, f"w:{name}") if margins is not None else ""
        if margins is not None and not re.fullmatch(r"-?\d+", value):
            found = re.match(r"-?\d+", value)
            margins.set(qn(f"w:{name}"), found.group() if found else str(twips))
    for tag in ("w:headerReference", "w:footerReference"):
        references = children(section, tag)
        known = {attribute(r, "w:type") for r in references}
        for reference in references:
            if attribute(reference, "w:type") not in ("default", "even", "first"):
                if "default" in known:
                    section.remove(reference)
                else:
                    reference.set(qn("w:type"), "default")
                    known.add("default")


def tidy_settings(settings: Element) -> None:
    """Puts the settings in order. What the schema does not know, such as the id of the template itself, goes."""
    for one in list(settings):
        if one.tag not in _ranks(SETTINGS_ORDER):
            settings.remove(one)
    _sort(settings, SETTINGS_ORDER)
    for compat in children(settings, "w:compat"):
        clear(compat, "w:splitPgBreakAndParaMark")  # of page breaks in the text, and in no settled place
        compat[:] = sorted(compat, key=lambda e: e.tag == qn("w:compatSetting"))


def tidy_styles(styles: Element) -> None:
    """Puts what styles say in order, and takes out what leads to styles that are not there."""
    known = {attribute(style, "w:styleId") for style in children(styles, "w:style")}
    for style in children(styles, "w:style"):
        _sort(style, STYLE_ORDER)
        for tag in ("w:basedOn", "w:next", "w:link"):
            for to in children(style, tag):
                if attribute(to, "w:val") not in known:
                    style.remove(to)
    for tag, order in (("w:pPr", PARAGRAPH_ORDER), ("w:rPr", RUN_ORDER)):
        for properties in descendants(styles, tag):
            _sort(properties, order)
            said: set[object] = set()
            for one in list(properties):
                if one.tag in said:
                    properties.remove(one)
                said.add(one.tag)


def tidy_numbering(numbering: Element) -> None:
    """Takes out marks of lists that have not the length they must have; Word makes its own."""
    for tag in ("w:nsid", "w:tmpl"):
        for mark in descendants(numbering, tag):
            if not re.fullmatch("[0-9A-Fa-f]{8}", attribute(mark, "w:val")):
                remove(mark)


def _ranks(order: tuple[str, ...]) -> dict[str, int]:
    return {qn(name): n for n, name in enumerate(order)}


def _sort(parent: Element, order: tuple[str, ...]) -> None:
    ranks = _ranks(order)
    places = [ranks.get(str(e.tag), len(order)) for e in parent]
    if places != sorted(places):
        parent[:] = sorted(parent, key=lambda e: ranks.get(str(e.tag), len(order)))
