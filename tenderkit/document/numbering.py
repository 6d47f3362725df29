"""The numbers that Word shows: lists of levels, counted paragraph by paragraph.

`Numbering` knows no XML. `read_numbering` builds one from the elements of numbering.xml. What it does not find there
(a missing list, a missing level) gives no number, as in Word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tenderkit.document.model import BULLET

if TYPE_CHECKING:
    from lxml import etree

LEVELS = 9
_DECIMAL = frozenset(
    {"decimal", "decimalZero", "decimalFullWidth", "decimalHalfWidth", "decimalEnclosedCircle", "custom"}
)
_KEPT_IN_LEGAL = frozenset({"none", "bullet", "decimalZero"})


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how it counts and what it shows.

    `text` holds "%1" to "%9" for the counters. `restart` is the number of the level (from 1) whose use makes this one
    start again: None for any level above it, 0 for never. `legal` shows letters and roman numbers as decimals. `style` is the
    paragraph style that stands for this level, `indent` the left indent in twentieths of a point, None where not said.
    """

    start: int = 1
    format: str = "decimal"
    text: str = ""
    restart: int | None = None
    legal: bool = False
    style: str = ""
    indent: int | None = None


@dataclass(frozen=True, slots=True)
class Override:
    """What one list changes about a level of the definition it uses: where it starts, or the whole level."""

    start: int | None = None
    level: Level | None = None


@dataclass(frozen=True, slots=True)
class NumberedList:
    """A list (w:num): the definition it uses and what it changes about it."""

    definition: str
    overrides: Mapping[int, Override] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Label:
    """A number as shown ("7.2", "a.", "•"), its level (from 0), the format of that level, and the level's indent."""

    text: str
    level: int
    format: str
    indent: int | None = None


class Numbering:
    """Gives each numbered paragraph its label. Call `label` once for each, in reading order: it counts."""

    def __init__(
        self, definitions: Mapping[str, Mapping[int, Level]], lists: Mapping[str, NumberedList], language: str = "en"
    ) -> None:
        self._definitions = definitions
        self._lists = lists
        self.language = language
        self._counts: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()

    def level(self, number_id: str, level: int) -> Level | None:
        """The level as this list has it, or None when the list or the level does not exist."""
        used = self._lists.get(number_id)
        if used is None:
            return None
        override = used.overrides.get(level)
        if override is not None and override.level is not None:
            return override.level
        return self._definitions.get(used.definition, {}).get(level)

    def definition(self, number_id: str) -> str:
        """The name of the definition that a list uses: lists that share it are one list to the reader. "" for none."""
        used = self._lists.get(number_id)
        return used.definition if used is not None else ""

    def level_of_style(self, number_id: str, style: str) -> int | None:
        """The level that a paragraph style stands for in a list, or None."""
        for level in range(LEVELS):
            found = self.level(number_id, level)
            if found is not None and style and found.style == style:
                return level
        return None

    def label(self, number_id: str, level: int) -> Label | None:
        """Count one paragraph on this level (from 0) of a list and give its label; None where there is none.

        A bullet's text is always "•"; a level that shows nothing has the text "".
        """
        here = self.level(number_id, level)
        if here is None:
            return None
        used = self._lists[number_id]
        counts = self._counts.setdefault(used.definition, {})
        for upper in range(level + 1):
            override = used.overrides.get(upper)
            if override is not None and override.start is not None and (number_id, upper) not in self._started:
                self._started.add((number_id, upper))
                counts[upper] = override.start - 1
                self._restart(number_id, counts, upper)
        for upper in range(level):
            if upper not in counts:
                counts[upper] = self._start(number_id, upper)
        counts[level] = counts.get(level, here.start - 1) + 1
        self._restart(number_id, counts, level)
        return Label(self._text(number_id, level, here, counts), level, here.format, here.indent)

    def _start(self, number_id: str, level: int) -> int:
        found = self.level(number_id, level)
        return found.start if found is not None else 1

    def _restart(self, number_id: str, counts: dict[int, int], used: int) -> None:
        for deeper in [n for n in counts if n > used]:
            found = self.level(number_id, deeper)
            if found is None or found.restart is None or used + 1 <= found.restart:
                del counts[deeper]

    def _text(self, number_id: str, level: int, here: Level, counts: Mapping[int, int]) -> str:
        if here.format == "bullet":
            return BULLET if here.text.strip() else ""

        def shown(found: re.Match[str]) -> str:
            index = int(found.group(1)) - 1
            of = self.level(number_id, index)
            if of is None or index not in counts or index > level:
                return ""
            kind = "decimal" if here.legal and of.format not in _KEPT_IN_LEGAL else of.format
            return format_number(counts[index], kind, self.language)

        return re.sub(r"%([1-9])", shown, here.text).strip()


def format_number(number: int, kind: str, language: str = "en") -> str:
    """A counter as text in one of Word's number formats. Formats that are not known are shown as decimals."""
    if kind in ("none", "bullet"):
        return ""
    if kind == "decimalZero":
        return f"{number:02d}"
    made = _FORMATS.get(kind)
    if made is None or number < 1:
        return str(number)
    return made(number, language)


def is_decimal(kind: str) -> bool:
    """Whether a format shows digits."""
    return kind in _DECIMAL


def _letters(number: int) -> str:
    times, letter = divmod(number - 1, 26)
    return chr(ord("a") + letter) * (times + 1)


_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def _roman(number: int) -> str:
    if number > 3999:
        return str(number)
    text = ""
    for worth, letters in _ROMAN:
        times, number = divmod(number, worth)
        text += letters * times
    return text


def _ordinal(number: int, language: str) -> str:
    if language == "nl":
        return f"{number}e"
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


_EN_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_EN_TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()
_EN_ORDINALS = {"one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
                "twelve": "twelfth"}  # fmt: skip
_NL_UNITS = (
    "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien "
    "achttien negentien"
).split()
_NL_TENS = "- - twintig dertig veertig vijftig zestig zeventig tachtig negentig".split()
_NL_ORDINALS = {0: "nulde", 1: "eerste", 3: "derde", 8: "achtste"}


def _cardinal_text(number: int, language: str) -> str:
    """A number under a thousand in words, in lower case; larger ones in digits."""
    if number >= 1000:
        return str(number)
    hundreds, rest = divmod(number, 100)
    if language == "nl":
        head = ("" if hundreds == 1 else _NL_UNITS[hundreds]) + "honderd" if hundreds else ""
        return head + (_nl_tens(rest) if rest or not hundreds else "")
    head = _EN_UNITS[hundreds] + " hundred" if hundreds else ""
    return " ".join(filter(None, (head, _en_tens(rest) if rest or not hundreds else "")))


def _en_tens(number: int) -> str:
    if number < 20:
        return _EN_UNITS[number]
    tens, unit = divmod(number, 10)
    return _EN_TENS[tens] + (f"-{_EN_UNITS[unit]}" if unit else "")


def _nl_tens(number: int) -> str:
    if number < 20:
        return _NL_UNITS[number]
    tens, unit = divmod(number, 10)
    if not unit:
        return _NL_TENS[tens]
    return _NL_UNITS[unit] + ("ën" if _NL_UNITS[unit].endswith("e") else "en") + _NL_TENS[tens]


def _ordinal_text(number: int, language: str) -> str:
    if number >= 1000:
        return _ordinal(number, language)
    words = _cardinal_text(number, language)
    if language == "nl":
        last = number % 100
        if last in _NL_ORDINALS and not (last == 0 and number):
            return words[: len(words) - len(_NL_UNITS[last])] + _NL_ORDINALS[last]
        return words + ("de" if 1 < last < 20 else "ste")
    head, dash, last_word = words.rpartition("-" if "-" in words.split()[-1] else " ")
    if last_word in _EN_ORDINALS:
        return head + dash + _EN_ORDINALS[last_word]
    return head + dash + (last_word[:-1] + "ieth" if last_word.endswith("y") else last_word + "th")


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


_FORMATS: dict[str, Callable[[int, str], str]] = {
    "upperLetter": lambda n, _: _letters(n).upper(),
    "lowerLetter": lambda n, _: _letters(n),
    "upperRoman": lambda n, _: _roman(n).upper(),
    "lowerRoman": lambda n, _: _roman(n),
    "ordinal": _ordinal,
    "cardinalText": lambda n, language: _sentence(_cardinal_text(n, language)),
    "ordinalText": lambda n, language: _sentence(_ordinal_text(n, language)),
    "numberInDash": lambda n, _: f"- {n} -",
    "decimalEnclosedCircle": lambda n, _: chr(0x245F + n) if n <= 20 else str(n),
    "decimalEnclosedParen": lambda n, _: f"({n})",
    "decimalEnclosedFullstop": lambda n, _: f"{n}.",
}


def read_numbering(root: etree._Element | None, lists_of_styles: Mapping[str, str] | None = None) -> Numbering:
    """A `Numbering` from the root element of numbering.xml (None when there is none).

    `lists_of_styles` gives the list (numId) that a numbering style uses, for definitions that only point to a style.
    """
    if root is None:
        return Numbering({}, {})
    definitions: dict[str, dict[int, Level]] = {}
    style_links: dict[str, str] = {}
    links: dict[str, str] = {}
    for element in _children(root, "abstractNum"):
        key = _attribute(element, "abstractNumId")
        levels: dict[int, Level] = {}
        for level in _children(element, "lvl"):
            index = _integer(_attribute(level, "ilvl"))
            if index is not None and 0 <= index < LEVELS:
                levels[index] = _read_level(level)
        definitions[key] = levels
        if target := _value_of(element, "numStyleLink"):
            links[key] = target
        if source := _value_of(element, "styleLink"):
            style_links.setdefault(source, key)
    lists: dict[str, NumberedList] = {}
    for element in _children(root, "num"):
        overrides: dict[int, Override] = {}
        for change in _children(element, "lvlOverride"):
            index = _integer(_attribute(change, "ilvl"))
            if index is None or not 0 <= index < LEVELS:
                continue
            whole = next((_read_level(e) for e in _children(change, "lvl")), None)
            overrides[index] = Override(_integer(_value_of(change, "startOverride")), whole)
        lists[_attribute(element, "numId")] = NumberedList(_value_of(element, "abstractNumId"), overrides)
    for key, style in links.items():
        number_id = (lists_of_styles or {}).get(style, "")
        target = style_links.get(style) or (lists[number_id].definition if number_id in lists else "")
        if target and target != key and not definitions[key]:
            lists = {
                k: replace(used, definition=target) if used.definition == key else used for k, used in lists.items()
            }
    return Numbering(definitions, lists)


def _read_level(element: etree._Element) -> Level:
    start = _integer(_value_of(element, "start"))
    kind, pattern = "decimal", ""
    for node in element.iter():
        name = _local(node)
        if name == "numFmt":
            kind, pattern = _attribute(node, "val") or "decimal", _attribute(node, "format")
            break
    if kind == "custom" and pattern:
        kind = "decimalZero" if re.match(r"0+1", pattern) else "decimal"
    text = _value_of(element, "lvlText")
    legal = next(iter(_children(element, "isLgl")), None)
    indent = None
    for properties in _children(element, "pPr"):
        for node in _children(properties, "ind"):
            indent = _integer(_attribute(node, "left") or _attribute(node, "start"))
    return Level(
        start=1 if start is None else start,
        format=kind,
        text=text,
        restart=_integer(_value_of(element, "lvlRestart")),
        legal=legal is not None and _attribute(legal, "val").lower() not in ("0", "false", "off"),
        style=_value_of(element, "pStyle"),
        indent=indent,
    )


def _local(element: etree._Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _children(element: etree._Element, name: str) -> Iterable[etree._Element]:
    return [c for c in element if _local(c) == name]


def _attribute(element: etree._Element, name: str) -> str:
    return next((str(v) for k, v in element.attrib.items() if str(k).rpartition("}")[2] == name), "")


def _value_of(element: etree._Element, name: str) -> str:
    return next((_attribute(c, "val") for c in _children(element, name)), "")


def _integer(text: str) -> int | None:
    return int(text) if re.fullmatch(r"[+-]?\d{1,9}", text.strip()) else None
