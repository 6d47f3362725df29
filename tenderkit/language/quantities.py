"""Numbers with a unit of time, written in figures or in words: "12 (twaalf) maanden", "zestig dagen", "90-day"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from tenderkit.language.dates import dates, days_between

_SMALL = {
    "nl": "een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien "
    "negentien".split(),
    "en": "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen".split(),
}
_TENS = {
    "nl": "twintig dertig veertig vijftig zestig zeventig tachtig negentig".split(),
    "en": "twenty thirty forty fifty sixty seventy eighty ninety".split(),
}


def _number_words() -> dict[str, float]:
    """The folded words for numbers up to a hundred, and some beyond, in both languages."""
    words: dict[str, float] = {"één": 1, "half": 0.5, "anderhalf": 1.5, "halve": 0.5, "honderd": 100, "hundred": 100}
    for language, small in _SMALL.items():
        words.update({word: value for value, word in enumerate(small, 1)})
        for ten, word in enumerate(_TENS[language], 2):
            words[word] = 10 * ten
            for unit, name in enumerate(small[:9], 1):
                compound = f"{name}en{word}" if language == "nl" else f"{word}-{name}"
                words[compound] = 10 * ten + unit
    for beyond, value in {"twintig": 20, "vijftig": 50, "tachtig": 80}.items():
        words[f"honderd{beyond}"] = 100 + value
    words |= {"tweehonderd": 200, "driehonderd": 300, "two hundred": 200, "three hundred": 300}
    words |= {"one hundred and eighty": 180, "one hundred and twenty": 120}
    return words


_WORDS = _number_words()
_UNITS = {
    "minuut": "minute", "minuten": "minute", "minute": "minute", "minutes": "minute", "seconde": "second",
    "seconden": "second", "second": "second", "seconds": "second", "uur": "hour", "uren": "hour", "hour": "hour",
    "hours": "hour", "dag": "day", "dagen": "day", "day": "day", "days": "day", "week": "week", "weken": "week",
    "weeks": "week", "maand": "month", "maanden": "month", "month": "month", "months": "month", "kwartaal": "quarter",
    "kwartalen": "quarter", "quarter": "quarter", "quarters": "quarter", "jaar": "year", "jaren": "year", "year": "year",
    "years": "year",
}  # fmt: skip
DAYS = {
    "second": 1 / 86400, "minute": 1 / 1440, "hour": 1 / 24, "day": 1.0, "week": 7.0, "month": 30.4375,
    "quarter": 91.3125, "year": 365.25,
}  # fmt: skip

TIME_UNITS = frozenset(_UNITS)  # in all their forms


Holds = Callable[[str], bool]
"""Whether a string of letters stands somewhere in the texts that an expression is for."""


def _anywhere(_: str) -> bool:
    return True


def _number_words_regex(holds: Holds = _anywhere) -> str:
    """All number words, compounds first, put together from their parts: a tenth of the size of a list of all."""
    tens, small = ({x: "|".join(filter(holds, words)) for x, words in of.items()} for of in (_TENS, _FIRST_NINE))
    compounds = [rf"(?:{small['nl']})en(?:{tens['nl']})"] if small["nl"] and tens["nl"] else []
    compounds += [rf"(?:{tens['en']})-(?:{small['en']})"] if small["en"] and tens["en"] else []
    return "|".join([*compounds, *(re.escape(word) for word in _SINGLE if all(map(holds, word.split())))]) or "(?!)"


_FIRST_NINE = {language: words[:9] for language, words in _SMALL.items()}
_COMPOUNDS = {f"{s}en{t}" for s in _SMALL["nl"][:9] for t in _TENS["nl"]}
_COMPOUNDS |= {f"{t}-{s}" for s in _SMALL["en"][:9] for t in _TENS["en"]}
_SINGLE = sorted(_WORDS.keys() - _COMPOUNDS, key=lambda word: (-len(word), word))


def number_regex(holds: Holds = _anywhere) -> str:
    """A regex for a number in figures or words."""
    return rf"(?:\[?\d{{1,15}}(?:[.,]\d{{1,15}})?\]?|{_number_words_regex(holds)})"


NUMBER_WORDS = _number_words_regex()
NUMBER = number_regex()
_EVERY = "each|every|per|an?|elke?|iedere?"  # "two reports each year" is no term


def _between(holds: Holds = _anywhere) -> str:
    # Words between number and unit ("two full calendar months") are no numbers themselves: "ten minste twintig maanden" is 20.
    numbers = _number_words_regex(holds)
    return rf"(?:[ -]?(?:(?!(?:{numbers}|{_EVERY})[ -])[a-z]+[ -]){{0,2}}?(?:werk|kalender)?|[ -])"


def _unit_words(holds: Holds = _anywhere) -> str:
    return "|".join(sorted(filter(holds, _UNITS), key=len, reverse=True)) or "(?!)"


def duration_regex(holds: Holds = _anywhere) -> str:
    """A regex for a number with a unit of time."""
    bracketed = r"(?:[ -]?\([^)]{1,25}\))?"
    return rf"{number_regex(holds)}{bracketed}{_between(holds)}(?:{_unit_words(holds)})(?:'s?)?"


DURATION = duration_regex()
_MONTH = (
    "januari|january|februari|february|maart|march|april|mei|may|juni|june|juli|july|augustus|august|september|oktober|"
    "october|november|december"
)
DATE = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{_MONTH}),? (?:19|20)\d\d|(?:{_MONTH}) \d{{1,2}}(?:st|nd|rd|th)?,? (?:19|20)\d\d"
    r"|\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)\d\d)"
)
_UNTIL = re.compile(
    r"(?<!\w)(?:tot en met|t/m|tot|en eindigt|until|till|through|to|and ends?|and expires?|(?:shall|will) (?:end|expire))(?!\w)"
)
_DURATION = re.compile(rf"(?<!\w)({NUMBER})(?:[ -]?\(([^)]{{1,25}})\))?{_between()}({_unit_words()})(?!\w)")


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time as written: `number` of `unit` (second ... year), at `start` to `end` of the folded text."""

    number: float
    unit: str
    start: int
    end: int

    @property
    def days(self) -> float:
        """The length in days, a month being 30.4375 and a year 365.25 days."""
        return self.number * DAYS[self.unit]

    def in_unit(self, unit: str) -> float:
        """The length in another unit (second, minute, hour, day, week, month, quarter or year)."""
        return self.days / DAYS[unit]


def durations(text: str) -> Iterator[Duration]:
    """The durations in a folded text, in order."""
    for match in _DURATION.finditer(text):
        unit = _UNITS.get(match.group(3))
        value = number(match.group(1), match.group(2))
        if unit and value is not None:
            yield Duration(value, unit, match.start(), match.end())


def unit_of(word: str) -> str:
    """The unit of time that a word stands for (second ... year), "" for any other word."""
    return _UNITS.get(word, "")


def periods(text: str) -> Iterator[Duration]:
    """The times from one date to another in a folded text ("van 1 mei 2026 tot en met 30 april 2034"), in order."""
    found = list(dates(text))
    for one, other in pairwise(found):
        if other.first > one.last and _UNTIL.search(text, one.end, other.start):
            # A period ends at the end of its last day, so that 1 May to 30 April is a whole year.
            yield Duration(days_between(one.first, other.last) + 1.0, "day", one.start, other.end)


def number(text: str, explained: str | None = None) -> float | None:
    """The value of a number in figures or words, or of the one that explains it in brackets; None for neither."""
    for candidate in (text.strip("[]"), (explained or "").strip()):
        if candidate in _WORDS:
            return float(_WORDS[candidate])
        if re.fullmatch(r"\d+(?:[.,]\d+)?", candidate):
            return float(candidate.replace(",", "."))
    return None
