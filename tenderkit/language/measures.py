"""The numbers in a sentence: terms, percentages, sums and counts, with what they bound and per what."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from tenderkit.language.quantities import DAYS, NUMBER, NUMBER_WORDS, durations, number

Bound = Literal["at least", "at most", "exactly"]

_PERCENT = re.compile(rf"(?<![\w.,])({NUMBER}) ?(?:%|procent|percent|per cent)(?!\w)")
_AMOUNT = r"(\d[\d.,]{0,20}\d|\d)"
_MONEY = re.compile(
    rf"(?:€|\$|£|eur|euro|usd|gbp) ?{_AMOUNT}(?:,?-+)?(?: (miljoen|million|mln))?"
    rf"|{_AMOUNT}(?: (miljoen|million|mln))? (?:euro|eur|dollars?|pounds?)(?!\w)"
)
_COUNTED = rf"(?!(?:een|one)\b)(?:\d{{1,3}}(?:[.,]\d{{3}}){{0,9}}|\d{{1,15}}|{NUMBER_WORDS})"
_ADJECTIVE = "(?:[a-z]+(?:e|y|al|ed|ing|ive|able) )?"
_COUNT = re.compile(
    rf"(?<!artikel )(?<!lid )(?<!section )(?<!clause )(?<![\w.,/])({_COUNTED}) {_ADJECTIVE}([a-z][a-z-]+(?:en|s))(?!\w)"
)
_PER = re.compile(
    r"\W{0,2}(?:per|elke|ieder|iedere|elk|each|every|a|an)(?: (?:begonnen|gehele|kalender|calendar|full|started))? (?:(?:kalender|calendar ?))?"
    r"(minuut|minute|uur|hour|dag|day|werkdag|week|maand|month|kwartaal|quarter|jaar|year|overtreding|gebeurtenis|incident|event|gebruiker|user|werkplek|keer|breach)"
)
_AT_LEAST = re.compile(
    r"(?:ten minste|tenminste|minimaal|minstens|niet minder dan|at least|not less than|no less than|a minimum of|minimum)"
    r"\W*(?:van |of )?$"
)
_AT_MOST = re.compile(
    r"(?:ten hoogste|maximaal|hoogstens|uiterlijk|niet meer dan|binnen|tot|at most|up to|no more than|not more than|"
    r"not later than|no later than|within|a maximum of|maximum)\W*(?:(?:een |a )?(?:termijn |period )?(?:van |of )?)$"
)
_COUNTED_BEFORE = 40  # characters in which a bound may stand


@dataclass(frozen=True, slots=True)
class Measure:
    """A number of a unit at `start` to `end` of the text it was found in (of the sentence, for those of a statement).

    `unit` is second ... year for a term, "%" for a percentage, "EUR" for a sum in whatever currency, and for a count the noun
    as written. `per`: that to which it applies ("month", "breach"; as written), or "". `bound`: which way it limits.
    """

    number: float
    unit: str
    start: int
    end: int
    per: str = ""
    bound: Bound = "exactly"

    @property
    def is_term(self) -> bool:
        """Whether it is a length of time."""
        return self.unit in ("second", "minute", "hour", "day", "week", "month", "quarter", "year")

    @property
    def days(self) -> float:
        """A term in days, a month being 30.4375 and a year 365.25 days; 0 for what is no term."""
        return self.number * DAYS.get(self.unit, 0.0)

    @property
    def is_count(self) -> bool:
        """Whether it counts things."""
        return not self.is_term and self.unit not in ("%", "EUR")


def measures(text: str) -> tuple[Measure, ...]:
    """The measures in a folded text, in order; none overlaps another."""
    if not _MAY_HAVE.search(text):
        return ()
    found: list[tuple[int, int, float, str]] = [(d.start, d.end, d.number, d.unit) for d in durations(text)]
    for match in _PERCENT.finditer(text):
        value = number(match.group(1))
        if value is not None:
            found.append((match.start(), match.end(), value, "%"))
    for match in _MONEY.finditer(text):
        value = _amount(match.group(1) or match.group(3))
        if value is not None:
            times = 1_000_000 if match.group(2) or match.group(4) else 1
            found.append((match.start(), match.end(), value * times, "EUR"))
    for match in _COUNT.finditer(text):
        value = number(match.group(1))
        if value is not None and not 1900 <= value <= 2100:
            found.append((match.start(), match.end(), value, match.group(2)))
    taken: list[Measure] = []
    end = 0
    for start, stop, value, unit in sorted(found, key=lambda f: (f[0], -f[1])):
        if start < end:
            continue
        end = stop
        before = text[max(0, start - _COUNTED_BEFORE) : start]
        per = _PER.match(text, stop)
        bound: Bound = "at least" if _AT_LEAST.search(before) else "at most" if _AT_MOST.search(before) else "exactly"
        taken.append(Measure(value, unit, start, stop, per.group(1) if per else "", bound))
    return tuple(taken)


_MAY_HAVE = re.compile(rf"\d|(?<!\w)(?:{NUMBER})(?!\w)")


def _amount(text: str) -> float | None:
    """216.000,50 and 216,000.50 alike: the last mark is a decimal one when two digits follow it."""
    whole, mark, cents = re.fullmatch(r"(.*?)(?:([.,])(\d{1,2}))?", text).groups()  # type: ignore[union-attr]
    digits = re.sub(r"[.,]", "", whole)
    if not digits.isdigit():
        return None
    return float(f"{digits}.{cents}" if mark else digits)
