"""The lists of a draft, for paragraphs that go into them or must look like one of theirs and stay out."""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from tenderkit.document.numbering import read_numbering
from tenderkit.document.readers.package import child, name_of, value
from tenderkit.document.readers.styles import Style, Styles
from tenderkit.document.readers.word import WordFile
from tenderkit.document.writers.word.xml import PARAGRAPH_ORDER, RUN_ORDER

Element = etree._Element

_RANKS = {
    "pPr": {name.removeprefix("w:"): n for n, name in enumerate(PARAGRAPH_ORDER)},
    "rPr": {name.removeprefix("w:"): n for n, name in enumerate(RUN_ORDER)},
}
_NOT_COPIED = frozenset({"pStyle", "numPr", "sectPr", "rPr", "pPrChange", "rPrChange", "rStyle"})
_OF_HEADINGS = frozenset({"outlineLvl", "keepNext", "pageBreakBefore"})
_ADDED_UP = frozenset({"ind", "spacing"})  # of which a style may say one half and another the rest
_COUNTED = frozenset({"decimal", "lowerLetter", "upperLetter", "lowerRoman", "upperRoman"})


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list: the list's number, the level (from 0), and the paragraph style that stands for it, if any."""

    list: str
    level: int
    style: str = ""


def put(properties: Element, new: Element) -> None:
    """Set one of the properties (w:pPr or w:rPr) in the place that the schema gives it."""
    ranks = _RANKS[name_of(properties)]
    name = name_of(new)
    for old in [c for c in properties if name_of(c) == name]:
        properties.remove(old)
    last = len(ranks)
    rank = ranks.get(name, last)
    properties.insert(sum(1 for c in properties if ranks.get(name_of(c), last) < rank), new)


class Lists:
    """The lists that number the blocks of a Word file."""

    def __init__(self, word: WordFile) -> None:
        package = word.package
        trees = {kind: next(iter(package.related(package.main, kind)), "") for kind in ("styles", "numbering")}
        self._word = word
        self.styles = Styles(package.tree(trees["styles"]) if trees["styles"] else None)
        self._part = package.tree(trees["numbering"]) if trees["numbering"] else None
        self._numbering = read_numbering(self._part, self.styles.numbering_lists())

    def of(self, block: int) -> Level | None:
        """The level that numbers a block."""
        listed = self._word.lists[block] if block < len(self._word.lists) else None
        if listed is None:
            return None
        properties = child(self._word.paragraphs[block][-1], "pPr")
        number = value(child(properties, "numPr", "numId")) or self._of_style(self._style_of(properties))
        return Level(number, listed[1]) if number else None

    def below(self, block: int, depth: int, *, bullet: bool) -> Level | None:
        """The level `depth` levels under that of a block, where items (or bullets) can stand: it shows its own count only and
        begins anew under every numbered paragraph. None where the list has no such level."""
        here = self.of(block)
        if here is None:
            return None
        for level in range(here.level + 1, here.level + depth + 1):
            found = self._numbering.level(here.list, level)
            if found is None or found.restart is not None or (found.format == "bullet") != bullet:
                return None
            if not bullet and (found.format not in _COUNTED or re.findall(r"%\d", found.text) != [f"%{level + 1}"]):
                return None
        level = here.level + depth
        found = self._numbering.level(here.list, level)
        style = found.style if found is not None else ""
        same = self._numbering.definition(self._of_style(style)) == self._numbering.definition(here.list)
        return Level(here.list, level, style if style and same else "")

    def _style_of(self, properties: Element | None) -> str:
        return value(child(properties, "pStyle")) or self.styles.default

    def _of_style(self, style: str) -> str:
        """The list that a style puts its paragraphs into, "" for none."""
        found = value(self.styles.paragraph_property(style, "numPr", "numId"))
        return "" if found == "0" else found

    # Paragraphs outside

    def free(self, properties: Element, run: Element, block: int, *, heading: bool) -> None:
        """Take a paragraph out of the list of the block whose properties it has, and leave it looking the same.

        A style that numbers gives way to the one that it is based on, with what it says itself written out. Only where there is
        no other style is the list switched off, by the number 0 that Word has for it.
        """
        style = self._style_of(properties)
        for old in [c for c in properties if name_of(c) == "numPr"]:
            properties.remove(old)
        if self._of_style(style):
            chain = list(self.styles.chain(style))
            plain = next((s for s in chain if self._serves(s.id, heading)), None)
            other = plain.id if plain is not None else self.styles.default
            if self._serves(other, heading):
                for left in chain[: chain.index(plain)] if plain is not None else chain:
                    self._write_out(left, properties, run, heading)
                put(properties, _valued(properties, "pStyle", other))
            else:
                off = properties.makeelement(_space(properties) + "numPr")
                off.extend([_valued(properties, "ilvl", "0"), _valued(properties, "numId", "0")])
                put(properties, off)
        indent = self._indent(block)
        if child(properties, "ind") is None and indent is not None:
            put(properties, indent)

    def _serves(self, style: str, heading: bool) -> bool:
        return not self._of_style(style) and (heading or not self.styles.heading(style))

    @staticmethod
    def _write_out(style: Style, properties: Element, run: Element, heading: bool) -> None:
        """What a style says, where nothing nearer has said it."""
        for source, target in ((style.paragraph, properties), (style.run, run)):
            for node in source if source is not None else ():
                name = name_of(node)
                if not name or name in _NOT_COPIED or (name in _OF_HEADINGS and not heading):
                    continue
                there = child(target, name)
                if there is None:
                    put(target, deepcopy(node))
                elif name in _ADDED_UP:
                    for key, content in node.attrib.items():
                        if key not in there.attrib:
                            there.set(key, content)

    def _indent(self, block: int) -> Element | None:
        """The indent that a level of a list gives, to keep it where the list itself is not used."""
        listed = self._word.lists[block]
        if listed is None or self._part is None:
            return None
        definitions = (d for d in self._part if name_of(d) == "abstractNum")
        found = next((d for d in definitions if value(d, "abstractNumId") == listed[0]), None)
        levels = (n for n in (found if found is not None else ()) if name_of(n) == "lvl")
        indent = child(next((n for n in levels if value(n, "ilvl") == str(listed[1])), None), "pPr", "ind")
        return deepcopy(indent) if indent is not None else None


def _space(element: Element) -> str:
    return str(element.tag)[: str(element.tag).index("}") + 1]


def _valued(like: Element, name: str, content: str) -> Element:
    made = like.makeelement(_space(like) + name)
    made.set(_space(like) + "val", content)
    return made
