"""What Word styles say of a paragraph or a run: names, outline levels, numbering, weight, hidden text, language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from lxml import etree

from tenderkit.document.readers.package import child, is_on, name_of, value

_T = TypeVar("_T")
_HEADING = re.compile(
    r"(?:heading|kop|überschrift|berschrift|titre|rubrik|overskrift|otsikko|t[ií]tulo|titolo|nagłówek|nadpis|заголовок)"
    r"[ _-]?([1-9])(?:\D.*)?",
    re.I,
)
_TOC = re.compile(r"(?:toc|inhopg|verzeichnis|tm|inhaltsverzeichnis) ?[1-9]", re.I)
_TITLE = frozenset({"title", "titel", "titre", "título", "titolo"})


@dataclass(frozen=True, slots=True)
class Style:
    """A style as defined: its own properties, and the style it is based on."""

    id: str
    name: str
    based_on: str
    paragraph: etree._Element | None
    run: etree._Element | None


@dataclass(frozen=True, slots=True)
class RunFormat:
    """What a reader sees of a run. `strong` and `emphasis` are direct or from a character style; `bold` and `caps`
    count the paragraph style too. `language` is the primary subtag ("nl"), "" where nothing says."""

    strong: bool = False
    emphasis: bool = False
    highlight: bool = False
    bold: bool = False
    caps: bool = False
    hidden: bool = False
    language: str = ""


PLAIN = RunFormat()


class Styles:
    """The styles of a document, with what they inherit."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles: dict[str, Style] = {}
        self.default = ""
        self._defaults: etree._Element | None = None
        self._cache: dict[tuple[str, str], object] = {}
        for element in root if root is not None else ():
            name = name_of(element)
            if name == "docDefaults":
                self._defaults = child(element, "rPrDefault", "rPr")
            elif name == "style":
                key = value(element, "styleId")
                self._styles[key] = Style(
                    key,
                    value(child(element, "name")).strip(),
                    value(child(element, "basedOn")),
                    child(element, "pPr"),
                    child(element, "rPr"),
                )
                if value(element, "type") == "paragraph" and value(element, "default") in ("1", "true", "on"):
                    self.default = key

    def chain(self, style: str) -> Iterator[Style]:
        """A style and those it is based on, nearest first."""
        seen: set[str] = set()
        while style in self._styles and style not in seen:
            seen.add(style)
            yield self._styles[style]
            style = self._styles[style].based_on

    def _cached(self, kind: str, style: str, make: Callable[[], _T]) -> _T:
        key = (kind, style)
        if key not in self._cache:
            self._cache[key] = make()
        return self._cache[key]  # type: ignore[return-value]

    def numbering_lists(self) -> dict[str, str]:
        """The list (numId) of every style that has one of its own."""
        found = {key: value(child(s.paragraph, "numPr", "numId")) for key, s in self._styles.items()}
        return {key: number for key, number in found.items() if number}

    def names(self, style: str) -> tuple[str, ...]:
        """The name of a style and of those it is based on; its id where it has no name or does not exist."""
        return self._cached("names", style, lambda: tuple(s.name or s.id for s in self.chain(style)) or (style,))

    def named(self, name: str) -> str:
        """The id of the style of that name, as Word spells it in every language; "" when there is none."""
        return next((key for key, s in self._styles.items() if s.name.lower() == name.lower()), "")

    def heading(self, style: str) -> int:
        """The heading level (1-9) that a style gives, 0 for none."""
        return self._cached("heading", style, lambda: self._heading(style))

    def _heading(self, style: str) -> int:
        for found in self.chain(style):
            outline = child(found.paragraph, "outlineLvl")
            if outline is not None:
                level = value(outline)
                return int(level) + 1 if level in tuple("012345678") else 0
            level_in_name = _HEADING.fullmatch(found.name)
            if level_in_name:
                return int(level_in_name.group(1))
        by_id = _HEADING.fullmatch(style) if style not in self._styles else None
        return int(by_id.group(1)) if by_id else 0

    def is_title(self, style: str) -> bool:
        """Whether this is the style of the document's title."""
        return any(n.lower() in _TITLE for n in self.names(style)[:2])

    def is_toc(self, style: str) -> bool:
        """Whether this is the style of an entry of the contents list."""
        return bool(style) and any(_TOC.fullmatch(n) for n in self.names(style)[:2])

    def paragraph_property(self, style: str, *path: str) -> etree._Element | None:
        """The nearest definition of a paragraph property along a style's ancestry."""
        return self._cached("/".join(path), style, lambda: self._first(style, path, of_run=False))

    def run_property(self, style: str, name: str) -> etree._Element | None:
        """The nearest definition of a run property along a style's ancestry."""
        return self._cached("r:" + name, style, lambda: self._first(style, (name,), of_run=True))

    def _first(self, style: str, path: tuple[str, ...], of_run: bool) -> etree._Element | None:
        for found in self.chain(style):
            element = child(found.run if of_run else found.paragraph, *path)
            if element is not None:
                return element
        return None

    def default_language(self) -> str:
        """The language of text that says nothing of its own, from the defaults, "" when there is none."""
        return primary(value(child(self._defaults, "lang")))

    def run(self, properties: etree._Element | None, style: str, direct_only: bool = False) -> RunFormat:
        """The format of a run from its rPr and the style of its paragraph."""
        own: dict[str, etree._Element] = {}
        for element in properties if properties is not None else ():
            own.setdefault(name_of(element), element)
        character = value(own.get("rStyle"))

        def nearest(name: str) -> etree._Element | None:
            if name in own:
                return own[name]
            return self.run_property(character, name) if character else None

        def seen(name: str) -> bool:
            local = is_on(nearest(name))
            return bool(is_on(self.run_property(style, name))) if local is None else local

        mark = nearest("highlight")
        language = nearest("lang")
        if language is None or not value(language):
            language = self.run_property(style, "lang")
        return RunFormat(
            strong=bool(is_on(nearest("b"))),
            emphasis=bool(is_on(nearest("i"))),
            highlight=mark is not None and value(mark) not in ("", "none"),
            bold=seen("b"),
            caps=seen("caps"),
            hidden=seen("vanish"),
            language=primary(value(language)) or self.default_language(),
        )


@lru_cache(maxsize=256)
def primary(tag: str) -> str:
    """The primary subtag of a language tag, in lower case ("nl" for "nl-NL"), "" for none."""
    found = re.match(r"[A-Za-z]{2,3}(?![A-Za-z])", tag)
    return found.group(0).lower() if found else ""
