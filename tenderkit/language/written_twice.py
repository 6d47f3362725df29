"""Numbers that a text gives twice, once in words and once in figures: "thirty (30) days", "EUR 10.000 (zegge: tienduizend euro)".

Doubt acquits: what is no whole number on both sides, or stands in another unit, is no pair.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tenderkit.language import Language
from tenderkit.language.number_words import value_in_words
from tenderkit.language.quantities import TIME_UNITS, unit_of

_TIME = "|".join(sorted(TIME_UNITS, key=len, reverse=True))
_CURRENCIES = {
    "€": "EUR", "eur": "EUR", "euro": "EUR", "euro's": "EUR", "euros": "EUR", "$": "USD", "us$": "USD", "usd": "USD",
    "dollar": "USD", "dollars": "USD", "us dollars": "USD", "u.s. dollars": "USD", "£": "GBP", "gbp": "GBP", "pound": "GBP",
    "pounds": "GBP", "pounds sterling": "GBP",
}  # fmt: skip
_PERCENT = ("%", "procent", "percent", "per cent", "percentage points", "procentpunt")
_AFTER = "|".join(
    re.escape(word) for word in sorted((*_PERCENT, *(c for c in _CURRENCIES if c[0].isalpha())), key=len, reverse=True)
)
_UNIT = (
    rf"(?:(?:werk|kalender)?(?:{_TIME})|(?:(?:full|whole|business|calendar|working|consecutive|gehele|hele|volle) )"
    rf"(?:calendar )?(?:{_TIME})|{_AFTER})"
)
_BEFORE = "|".join(re.escape(word) for word in sorted(_CURRENCIES, key=len, reverse=True))
_FIGURES = rf"(?:(?P<currency>{_BEFORE}) ?)?(?P<digits>\d[\d.,]*\d|\d)(?:,?-+|=)?(?: (?P<times>miljoen|mln|million|thousand|duizend))?"
_IN_FIGURES = re.compile(rf"{_FIGURES}(?: ?(?P<unit>{_UNIT}))?")
_FIGURES_BEFORE = re.compile(rf"(?<![\w.,/-]){_FIGURES}(?: ?(?P<unit>{_UNIT}))?[ ,:]*$")
_UNIT_AT_END = re.compile(rf"^(?P<number>.*?)[ ]?(?P<unit>{_UNIT})[ ,:]*$")
_SAY = re.compile(r"^(?:zegge|say|in words|in letters|in woorden)\W{1,3}")
_CURRENCY_FIRST = re.compile(rf"^(?P<unit>{_BEFORE}) (?P<number>.+)$")
_BRACKETS = re.compile(r"[(\[]([^()\[\]]{1,80})[)\]]")
_MULTIPLIERS = {"miljoen": 10**6, "mln": 10**6, "million": 10**6, "thousand": 1000, "duizend": 1000}
_MOST_WORDS = 24  # of a number in words
_PART_OF_MORE = re.compile(
    r"(?<!\w)(?:point|komma|comma|dot|and|en|artikel|lid|section|clause|bijlage|annex|schedule)\s*$"
)
_COMMA = re.compile(r"(?<=(?:illion|ousand|iljoen|uizend)),\s*")  # "one million, five hundred thousand"
_THOUSANDS = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*(?:[.,]\d{2})?")


@dataclass(frozen=True, slots=True)
class WrittenTwice:
    """A number given in words and in figures, at `start` to `end` of the folded text."""

    words: int
    figures: float
    start: int
    end: int

    @property
    def agrees(self) -> bool:
        """Whether both say the same."""
        return abs(self.words - self.figures) < 0.005


def written_twice(text: str, language: Language) -> Iterator[WrittenTwice]:
    """The numbers in a folded text that stand there in words and in figures, one of them in brackets, in order."""
    for bracket in _BRACKETS.finditer(text):
        inside = _SAY.sub("", bracket.group(1).strip()).strip()
        before = text[max(0, bracket.start() - 300) : bracket.start()]
        found = _words_then_figures(before, inside, bracket, text, language) or _figures_then_words(
            before, inside, bracket, language
        )
        if found is not None:
            yield found


def _words_then_figures(
    before: str, inside: str, bracket: re.Match[str], text: str, language: Language
) -> WrittenTwice | None:
    """ "thirty (60) days", "vijf procent (6%)"."""
    match = _IN_FIGURES.fullmatch(inside)
    if match is None:
        return None
    figures, figures_unit = _figures(match)
    if figures is None or _is_enumeration(inside, text):
        return None
    said = before.rstrip(" ,:")
    unit = ""
    ending = _UNIT_AT_END.match(said[-80:]) if not _suffixes(said, language) else None
    if ending is not None:
        unit = unit_class(ending.group("unit"))
        said = said[: len(said) - len(said[-80:]) + ending.end("number")].rstrip()
    if unit and figures_unit and unit != figures_unit:
        return None
    values = _suffixes(said, language)
    if not values or _is_year(match, figures):
        return None
    value, length = values[0]
    start = bracket.start() - len(before) + len(said) - length
    # "vijf en twintig (20)" may be twenty-five or the end of a range.
    for other, _ in values:
        if abs(other - figures) < 0.005:
            value = other
    if _PART_OF_MORE.search(said[: len(said) - length]):
        return None
    following = re.match(rf"\s*(?:{_UNIT})(?!\w)", text[bracket.end() :])
    times = re.match(rf"\s*({'|'.join(_MULTIPLIERS)})(?!\w)", text[bracket.end() :])
    if times and value * _MULTIPLIERS[times.group(1)] == figures:  # "six (6,000,000) million"
        return None
    if value <= 1 and not following:  # "een (2)" is an article more often than a number
        return None
    return WrittenTwice(value, figures, start, bracket.end())


def _figures_then_words(before: str, inside: str, bracket: re.Match[str], language: Language) -> WrittenTwice | None:
    """ "30 (sixty) days", "EUR 10.000 (twintigduizend euro)"."""
    unit = ""
    number = inside
    for form in (_CURRENCY_FIRST, _UNIT_AT_END):
        named = form.match(number)
        if named is not None and value_in_words(named.group("number"), language) is not None:
            unit, number = unit_class(named.group("unit")), named.group("number")
    value = value_in_words(number, language)
    match = _FIGURES_BEFORE.search(before)
    if value is None or match is None:
        return None
    figures, figures_unit = _figures(match)
    if figures is None or (unit and unit != figures_unit):
        return None
    if _PART_OF_MORE.search(before[: match.start()]):
        return None
    return WrittenTwice(value, figures, bracket.start() - len(before) + match.start(), bracket.end())


def _suffixes(text: str, language: Language) -> list[tuple[int, int]]:
    """The values of the numbers in words that a text ends with, longest first, with their lengths in characters."""
    starts = [m.start() for m in re.finditer(r"(?<![\w-])[\w-]+", text)][-_MOST_WORDS:]
    found = []
    for start in starts:
        value = value_in_words(_COMMA.sub(" ", text[start:]), language)
        if value is not None:
            found.append((value, len(text) - start))
    return found


def _figures(match: re.Match[str]) -> tuple[float | None, str]:
    """The value in figures and the class of its unit; None for what may be the number of a clause ("3.2")."""
    digits = match.group("digits")
    unit = unit_class(match.group("unit") or match.group("currency") or "")
    times = _MULTIPLIERS.get(match.group("times") or "", 1)
    if digits.isdigit():
        return float(digits) * times, unit
    if _THOUSANDS.fullmatch(digits):
        cents = re.search(r"[.,](\d{2})$", digits)
        whole = re.sub(r"\D", "", digits[: cents.start()] if cents else digits)
        return (float(f"{whole}.{cents.group(1)}" if cents else whole)) * times, unit
    if unit and re.fullmatch(r"\d+[.,]\d{1,2}", digits):
        return float(digits.replace(",", ".")) * times, unit
    return None, unit


def unit_class(unit: str) -> str:
    """The unit that a word stands for: day, month, %, EUR ...; "" for none."""
    word = unit.strip()
    if word in _CURRENCIES:
        return _CURRENCIES[word]
    if word in _PERCENT:
        return "%"
    last = word.rsplit(" ", 1)[-1]
    for prefix in ("", "werk", "kalender"):
        known = unit_of(last.removeprefix(prefix))
        if known:
            return known
    return word


def _is_enumeration(inside: str, text: str) -> bool:
    """Whether "(2)" is the second of a list: "of the two (1) ... and (2) ..."."""
    if not inside.isdigit() or int(inside) > 20:
        return False
    return f"({int(inside) + 1})" in text or f"({int(inside) - 1})" in text


def _is_year(match: re.Match[str], figures: float) -> bool:
    return not match.group("unit") and not match.group("currency") and 1900 <= figures <= 2100
