"""The styles of a Word file: ours where we lay it out ourselves, an organisation's own where it gave a house style."""

from __future__ import annotations

import copy
import re
from collections.abc import Collection

from docx.oxml.parser import parse_xml

from tenderkit.document.writers.layout import Labels
from tenderkit.document.writers.word.looks import COMPACT, OURS, built_in, house_look, own
from tenderkit.document.writers.word.xml import (
    PARAGRAPH_ORDER,
    STYLE_ORDER,
    Element,
    attribute,
    child,
    children,
    clear,
    descendants,
    make,
    put,
    qn,
)

LOCALES = {"nl": "nl-NL", "en": "en-GB"}
_BREADTHS = {
    "arial": 1.0,
    "liberation sans": 1.0,
    "helvetica": 1.0,
    "calibri": 0.92,
    "carlito": 0.92,
    "aptos": 0.98,
    "times new roman": 0.9,
    "cambria": 0.95,
    "georgia": 1.03,
    "segoe ui": 1.04,
    "tahoma": 1.04,
    "open sans": 1.1,
    "verdana": 1.2,
    "dejavu sans": 1.2,
}
_UNKNOWN_BREADTH = 1.08  # rather too much room than too little
_NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_DUTCH_NAMES = (
    {f"kop {n}": f"heading {n}" for n in range(1, 10)}
    | {f"inhopg {n}": f"toc {n}" for n in range(1, 10)}
    | {"titel": "Title", "koptekst": "header", "voettekst": "footer", "platte tekst": "Body Text"}
    | {"standaard": "Normal", "kopvaninhoudsopgave": "TOC Heading", "kop van inhoudsopgave": "TOC Heading"}
)


class StyleSheet:
    """The styles part of a file. Asking for a style makes it when it is not there yet.

    `house` says whose styles these are; `width` is the width of the text in twentieths of a point. `compact`: ours are small.
    """

    def __init__(
        self, styles: Element, *, house: bool, language: str, labels: Labels, width: int, compact: bool = False
    ) -> None:
        self.element = styles
        self.house = house
        self._names = labels.styles
        self._width = width
        for style in children(styles, "w:style"):
            if attribute(style, "w:styleId").startswith("Tk"):  # the house style is a file that we wrote ourselves
                styles.remove(style)
        self._by_id = {attribute(s, "w:styleId"): s for s in children(styles, "w:style")}
        self._by_name: dict[tuple[str, str], str] = {}
        for ident, style in self._by_id.items():
            self._by_name.setdefault((_kind(style), _name(style)), ident)
        if house:
            self._adopt_dutch_names()
        self._set_language(LOCALES.get(language, ""))
        self._base = self._find("paragraph", "normal") or self._default("paragraph")
        self._body = self._find("paragraph", "body text") or self._base
        self._table = self._find("table", "normal table") or self._default("table")
        self._look = (
            house_look(round(self.size(self._body) * 2), self._has_spacing(self._body))
            if house
            else COMPACT
            if compact
            else OURS
        )

    def heading(self, level: int) -> str:
        """The id of the built-in heading style of a level, 1 to 9."""
        return self.built_in(f"heading {level}", f"Heading{level}")

    def bare_heading(self, level: int) -> str:
        """The id of a style that looks like the heading of a level and stays without its numbering."""
        ident = f"TkHeading{level}"
        if ident not in self._by_id:
            made = copy.deepcopy(self._by_id[self.heading(level)])
            made.set(qn("w:styleId"), ident)
            made.set(qn("w:customStyle"), "1")
            clear(made, "w:aliases", "w:link", "w:autoRedefine", "w:rsid")
            put(made, make("w:name", val=f"{self._names['heading']} {level}"), STYLE_ORDER)
            self._adopt(made)
            properties = self._properties(ident)
            clear(properties, "w:numPr", "w:ind")
            put(properties, make("w:outlineLvl", val=level - 1), PARAGRAPH_ORDER)
            if any(child(p, "w:numPr") is not None for p in self._inherited(ident, "w:pPr")):
                put(properties, make("w:numPr", make("w:numId", val=0)), PARAGRAPH_ORDER)
        return ident

    def title(self) -> str:
        """The id of the style for the document's own title."""
        return self.built_in("title", "Title")

    def contents(self, level: int) -> str:
        """The id of the style for entries of the table of contents; 0 for its heading."""
        return self.built_in(f"toc {level}", f"TOC{level}") if level else self.built_in("toc heading", "TOCHeading")

    def built_in(self, name: str, ident: str, kind: str = "paragraph") -> str:
        """The id of a style that Word knows by name ("header", "annotation text"); `ident` is its id when it is new."""
        found = self._find(kind, name)
        if found:
            return found
        while ident in self._by_id:  # the house style gave this id to something else
            ident += "x"
        self._add(built_in(name, ident, self._look, self._base, self._width))
        return ident

    def own(self, ident: str) -> str:
        """The id of one of our own styles ("TkClause2"), which means the same in every file."""
        if ident not in self._by_id:
            if ident != "TkText" and ident.startswith(("TkText", "TkClause", "TkItem", "TkBullet")):
                self.own("TkText")
            elif ident == "TkHeaderCell":
                self.own("TkCell")
            elif ident == "TkCoverTitle":
                self._add(own(ident, self._look, self._names, self._base, self._body, self._table))
                put(self._by_id[ident], make("w:basedOn", val=self.title()), STYLE_ORDER)
                return ident
            self._add(own(ident, self._look, self._names, self._base, self._body, self._table))
        return ident

    def size(self, ident: str) -> float:
        """The size of a style's letters in points, as inherited."""
        for properties in self._inherited(ident, "w:rPr"):
            size = child(properties, "w:sz")
            if size is not None and attribute(size, "w:val").isdigit():
                return int(attribute(size, "w:val")) / 2
        return 10.0

    @property
    def breadth(self) -> float:
        """How wide the letters of the text are beside Arial's."""
        for properties in self._inherited(self._body, "w:rPr"):
            fonts = child(properties, "w:rFonts")
            if fonts is not None and (attribute(fonts, "w:ascii") or attribute(fonts, "w:asciiTheme")):
                return _BREADTHS.get(attribute(fonts, "w:ascii").lower(), _UNKNOWN_BREADTH)
        return _UNKNOWN_BREADTH

    def tabs(self, ident: str) -> list[int]:
        """The positions of a style's tab stops, as inherited, in twentieths of a point."""
        found: set[int] = set()
        for properties in self._inherited(ident, "w:pPr"):
            for tab in descendants(properties, "w:tab"):
                position = attribute(tab, "w:pos")
                if re.fullmatch(r"-?\d+", position):
                    found.add(int(position))
        return sorted(found)

    def link(self, ident: str, num: int, level: int) -> None:
        """Ties a paragraph style to a level of a list; the level of the list names the style in turn."""
        properties = self._properties(ident)
        clear(properties, "w:ind")
        numbering = make("w:numPr", make("w:ilvl", val=level), make("w:numId", val=num))
        put(properties, numbering, PARAGRAPH_ORDER)

    def shield(self, linked: Collection[str]) -> None:
        """Keeps styles that are based on the linked ones out of their lists: a heading of the contents list that is
        based on "heading 1" would be counted as an article."""
        for ident, style in self._by_id.items():
            if ident in linked or _kind(style) != "paragraph":
                continue
            for properties in self._inherited(ident, "w:pPr"):
                if child(properties, "w:numPr") is not None:
                    holder = properties.getparent()
                    if holder is not None and attribute(holder, "w:styleId") in linked:
                        own = self._properties(ident)
                        put(own, make("w:numPr", make("w:numId", val=0)), PARAGRAPH_ORDER)
                        if child(own, "w:ind") is None:
                            put(own, make("w:ind", left=0, firstLine=0), PARAGRAPH_ORDER)
                    break

    def unlink_headings(self) -> None:
        """Takes the house style's own numbering off its headings: ours goes in its place, or none."""
        for level in range(1, 10):
            ident = self._find("paragraph", f"heading {level}")
            properties = child(self._by_id[ident], "w:pPr") if ident else None
            if properties is not None and child(properties, "w:numPr") is not None:
                clear(properties, "w:numPr", "w:ind", "w:tabs")

    def _properties(self, ident: str) -> Element:
        style = self._by_id[ident]
        properties = child(style, "w:pPr")
        if properties is None:
            properties = make("w:pPr")
            put(style, properties, STYLE_ORDER)
        return properties

    def _find(self, kind: str, name: str) -> str:
        return self._by_name.get((kind, name.lower()), "")

    def _default(self, kind: str) -> str:
        for ident, style in self._by_id.items():
            if _kind(style) == kind and attribute(style, "w:default") in ("1", "true", "on"):
                return ident
        return ""

    def _add(self, xml: str) -> None:
        self._adopt(parse_xml(xml.replace("<w:style ", f"<w:style {_NAMESPACE} ", 1)))

    def _adopt(self, style: Element) -> None:
        self.element.append(style)
        ident = attribute(style, "w:styleId")
        self._by_id[ident] = style
        self._by_name.setdefault((_kind(style), _name(style)), ident)

    def _adopt_dutch_names(self) -> None:
        """Gives styles with Dutch names ("Kop 1") the built-in name, by which Word and its contents list know them."""
        for ident, style in self._by_id.items():
            english = _DUTCH_NAMES.get(_name(style), "")
            if english and _kind(style) == "paragraph" and not self._find("paragraph", english):
                put(style, make("w:name", val=english), STYLE_ORDER)
                self._by_name["paragraph", english.lower()] = ident

    def _set_language(self, locale: str) -> None:
        """Makes a language the default of all text, or none when `locale` is empty."""
        for properties in descendants(self.element, "w:rPr"):
            clear(properties, "w:lang")
        if not locale:
            return
        holder = self.element
        for tag in ("w:docDefaults", "w:rPrDefault", "w:rPr"):
            inner = child(holder, tag)
            if inner is None:
                inner = make(tag)
                holder.insert(0, inner)
            holder = inner
        holder.append(make("w:lang", val=locale, eastAsia="en-US", bidi="ar-SA"))

    def _inherited(self, ident: str, tag: str) -> list[Element]:
        """The properties (w:pPr or w:rPr) of a style, of those it is based on, and the defaults, nearest first."""
        found: list[Element | None] = []
        seen: set[str] = set()
        while ident in self._by_id and ident not in seen:
            seen.add(ident)
            style = self._by_id[ident]
            found.append(child(style, tag))
            based = child(style, "w:basedOn")
            ident = attribute(based, "w:val") if based is not None else ""
        for defaults in children(self.element, "w:docDefaults"):
            for outer in children(defaults, tag + "Default"):
                found.append(child(outer, tag))
        return [properties for properties in found if properties is not None]

    def _has_spacing(self, ident: str) -> bool:
        """Whether paragraphs in a style keep their distance; many house styles leave that to empty lines."""
        for properties in self._inherited(ident, "w:pPr"):
            spacing = child(properties, "w:spacing")
            values = [attribute(spacing, name) for name in ("w:before", "w:after")] if spacing is not None else []
            if any(values):
                return any(value not in ("", "0") for value in values)
        return False


def _kind(style: Element) -> str:
    return attribute(style, "w:type") or "paragraph"


def _name(style: Element) -> str:
    name = child(style, "w:name")
    return " ".join(attribute(name, "w:val").lower().split()) if name is not None else ""
