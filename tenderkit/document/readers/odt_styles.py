"""What the styles of an OpenDocument text say: of paragraphs and stretches, and of the lists that number them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from lxml import etree

from tenderkit.document.numbering import LEVELS, Label, Level, NumberedList, Numbering, Override
from tenderkit.document.readers.labels import Form

Element = etree._Element

_FORMATS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_LENGTH = re.compile(r"(-?\d{1,6}(?:\.\d{1,6})?)(cm|mm|in|pt|pc|px)?")
_TWIPS = {"cm": 567.0, "mm": 56.7, "in": 1440.0, "pt": 20.0, "pc": 240.0, "px": 15.0}
OUTLINE = "\0outline"
"""The name under which the numbering of headings is kept, which has none of its own."""


def local(element: Element) -> str:
    """The name of an element without its namespace, "" for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, name: str, default: str = "") -> str:
    """An attribute by its name without namespace."""
    for key, text in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(text)
    return default


@dataclass(frozen=True, slots=True)
class Look:
    """What a style says of itself and of the styles that it builds on; None and "" where nothing is said."""

    bold: bool | None = None
    italic: bool | None = None
    hidden: bool | None = None
    caps: bool = False
    marked: bool = False
    centered: bool = False
    indent: int | None = None
    list: str | None = None
    level: int = 0
    names: tuple[str, ...] = ()
    language: str = ""


PLAIN = Look()


class Styles:
    """The styles of a document, from the roots of styles.xml and content.xml."""

    def __init__(self, roots: list[Element]) -> None:
        self._styles: dict[tuple[str, str], Element] = {}
        self._lists: dict[str, dict[int, Level]] = {}
        self.language = ""
        for root in roots:
            for holder in root:
                if local(holder) in ("styles", "automatic-styles"):
                    for style in holder:
                        self._take(style)
        self.look = cache(self._look)

    def _take(self, style: Element) -> None:
        name = local(style)
        if name == "style":
            self._styles[attribute(style, "family"), attribute(style, "name")] = style
        elif name == "default-style" and attribute(style, "family") == "paragraph":
            for properties in style:
                self.language = attribute(properties, "language") or self.language
        elif name in ("list-style", "outline-style"):
            levels = dict(_levels(style))
            self._lists[OUTLINE if name == "outline-style" else attribute(style, "name")] = levels

    def levels(self, list_style: str) -> dict[int, Level]:
        """The levels of a list style, from 0."""
        return self._lists.get(list_style, {})

    def _look(self, family: str, name: str) -> Look:
        chain: list[Element] = []
        while (family, name) in self._styles and len(chain) < 30:
            style = self._styles[family, name]
            if style in chain:
                break
            chain.append(style)
            name = attribute(style, "parent-style-name")
        weight = _first(chain, "font-weight")
        slope = _first(chain, "font-style")
        display = _first(chain, "display", "text-properties")
        back = _first(chain, "background-color", "text-properties")
        margin = _LENGTH.fullmatch(_first(chain, "margin-left") or "")
        level = next(
            (attribute(s, "default-outline-level") for s in chain if attribute(s, "default-outline-level")), ""
        )
        return Look(
            bold=weight in ("bold", "600", "700", "800", "900") if weight else None,
            italic=slope in ("italic", "oblique") if slope else None,
            hidden=display == "none" if display else None,
            caps=_first(chain, "text-transform") == "uppercase",
            marked=back not in ("", "transparent"),
            centered=_first(chain, "text-align") == "center",
            indent=round(float(margin[1]) * _TWIPS.get(margin[2] or "cm", 567.0)) if margin else None,
            list=next((v for s in chain if (v := _own(s, "list-style-name")) is not None), None),
            level=int(level) if level.isdecimal() and len(level) < 3 else 0,
            names=tuple(attribute(s, "display-name") or attribute(s, "name").replace("_20_", " ") for s in chain),
            language=_first(chain, "language"),
        )


def _own(style: Element, name: str) -> str | None:
    return next((str(v) for k, v in style.attrib.items() if str(k).rpartition("}")[2] == name), None)


def _first(chain: list[Element], name: str, within: str = "") -> str:
    for style in chain:
        for properties in style:
            if not within or local(properties) == within:
                found = attribute(properties, name)
                if found:
                    return found
    return ""


def _levels(style: Element) -> Iterator[tuple[int, Level]]:
    for element in style:
        name = local(element)
        depth = attribute(element, "level")
        if not depth.isdecimal() or not 1 <= int(depth) <= LEVELS or "level" not in name:
            continue
        index = int(depth) - 1
        if "bullet" in name or "image" in name:
            yield index, Level(1, "bullet", "•", indent=_indent(element))
            continue
        form = attribute(element, "num-format")
        start = attribute(element, "start-value")
        shown = attribute(element, "display-levels")
        many = int(shown) if shown.isdecimal() and len(shown) == 1 else 1
        text = attribute(element, "num-list-format")
        if text:
            text = re.sub(r"%(\d)%", r"%\1", text)
        else:
            parts = ".".join(f"%{n}" for n in range(max(index + 2 - many, 1), index + 2)) if form else ""
            text = attribute(element, "num-prefix") + parts + attribute(element, "num-suffix")
        kind = _FORMATS.get(form, "decimal") if form else "none"
        # A level without a format shows no number; what stands round it in the format is not shown either.
        yield (
            index,
            Level(
                int(start) if re.fullmatch(r"\d{1,6}", start) else 1,
                kind,
                text if form else "",
                indent=_indent(element),
            ),
        )


def _indent(level: Element) -> int | None:
    for element in level.iter():
        found = _LENGTH.fullmatch(attribute(element, "margin-left") or attribute(element, "space-before"))
        if found:
            return round(float(found[1]) * _TWIPS.get(found[2] or "cm", 567.0))
    return None


class Lists:
    """Counts the items of lists: those that continue another count on from where it stopped."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._definitions: dict[str, dict[int, Level]] = {}
        self._lists: dict[str, NumberedList] = {}
        self._numbering = Numbering(self._definitions, self._lists)
        self._group: dict[str, str] = {}  # of a list, by its id: the count that it belongs to
        self._last: dict[str, str] = {}  # of a style: the count that used it last
        self._made = 0

    def open(self, element: Element, style: str) -> str:
        """The count that a list belongs to, for `label`."""
        before = attribute(element, "continue-list")
        if before and before in self._group:
            group = self._group[before]
        elif attribute(element, "continue-numbering") == "true" and style in self._last:
            group = self._last[style]
        else:
            self._made += 1
            group = str(self._made)
        self._group[attribute(element, "id")] = group
        self._last[style] = group
        return group

    def label(self, group: str, style: str, level: int, start: int | None = None) -> Label | None:
        """Count an item and give its label; `start`: where the count begins again."""
        key = f"{style}\0{group}"
        if key not in self._definitions:
            self._definitions[key] = self._styles.levels(style)
            self._lists[key] = NumberedList(key)
        number = key
        if start is not None:
            self._made += 1
            number = f"{key}\0{self._made}"
            self._lists[number] = NumberedList(key, {level: Override(start)})
        return self._numbering.label(number, min(level, LEVELS - 1))


def form_of(label: Label | None) -> Form:
    """The form of an automatic number."""
    forms: dict[str, Form] = {
        "bullet": "bullet",
        "lowerLetter": "letter",
        "upperLetter": "letter",
        "lowerRoman": "roman",
        "upperRoman": "roman",
    }
    return forms.get(label.format, "decimal") if label is not None else "decimal"
