"""Days that a text names, in whatever way it writes them: "1 februari 2027", "8 t/m 12 maart 2027", "week 12 van 2027"."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("januari january jan", "februari february feb", "maart march mrt mar", "april apr", "mei may", "juni june jun",
         "juli july jul", "augustus august aug", "september sept sep", "oktober october okt oct", "november nov",
         "december dec"), 1)
    for name in names.split()
}  # fmt: skip
_QUARTERS = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "first": 1, "second": 2, "third": 3, "fourth": 4}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_YEAR = r"(?:19|20)\d\d"
_DAY = r"\d{1,2}(?:st|nd|rd|th|e)?"
_TO = r"(?:\s*(?:t/m|tot en met|tot|until|till|through|to|and|en|-|/)\s*)"
_WEEKDAY = r"(?:[a-z]{2,9}dag\s+|[a-z]{3,6}day,?\s+)?"
_DATE = re.compile(
    rf"(?<![\w/-])(?:"
    rf"(?P<iso>{_YEAR}-\d{{1,2}}-\d{{1,2}})|"
    rf"(?P<numeric>\d{{1,2}}(?P<mark>[-/.])\d{{1,2}}(?P=mark){_YEAR})|"
    rf"(?:(?P<from_day>{_DAY})(?:\s+(?P<from_month>{_MONTH})\.?)?{_TO}{_WEEKDAY})?"
    rf"(?P<day>{_DAY})\s+(?:of\s+)?(?P<month>{_MONTH})\.?,?\s+(?P<year>{_YEAR})|"
    rf"(?P<month_first>{_MONTH})\.?\s+(?P<day_second>{_DAY}),?\s+(?P<year_last>{_YEAR})|"
    rf"(?P<only_month>{_MONTH})\.?,?\s+(?:van\s+|of\s+)?(?P<month_year>{_YEAR})|"
    rf"(?:week|wk)\.?\s+(?P<week>\d{{1,2}})(?:{_TO}(?P<to_week>\d{{1,2}}))?,?\s*(?:van\s+|of\s+|in\s+|\()?(?P<week_year>{_YEAR})|"
    rf"(?:q(?P<q>[1-4])|(?P<ordinal>{'|'.join(_QUARTERS)}|[1-4](?:e|st|nd|rd|th))\s+(?:kwartaal|quarter)),?\s+(?:van\s+|of\s+)?(?P<q_year>{_YEAR})"
    rf")(?![\w]|[-/]\d)"
)


@dataclass(frozen=True, slots=True)
class When:
    """A day, or the days from `first` to `last` that a text leaves open, at `start` to `end` of the folded text."""

    first: date
    last: date
    start: int
    end: int

    def is_after(self, other: When) -> bool:
        """Whether this is surely later than another."""
        return self.first > other.last


def dates(text: str, day_first: bool | None = True) -> Iterator[When]:
    """The days in a folded text, in order; a date without a year is none.

    `day_first`: whether 3/4/2027 is the third of April (True) or the fourth of March (False); None leaves such dates out.
    """
    for found in _DATE.finditer(text):
        try:
            span = _span(found, day_first)
        except ValueError:  # 31 februari
            continue
        if span is not None and span[0] <= span[1]:
            yield When(*span, found.start(), found.end())


def writes_day_first(texts: Iterable[str], language: str) -> bool | None:
    """How a document writes dates in figures: always the day first in Dutch, otherwise as its own dates show."""
    if language == "nl":
        return True
    for text in texts:
        for found in _DATE.finditer(text):
            if found.group("numeric"):
                first, second = (int(n) for n in re.findall(r"\d+", found.group("numeric"))[:2])
                if first > 12 or second > 12:
                    return first > 12
    return None


def _span(found: re.Match[str], day_first: bool | None) -> tuple[date, date] | None:
    part = found.groupdict()
    if part["iso"]:
        year, month, day = (int(n) for n in part["iso"].split("-"))
        return (date(year, month, day),) * 2
    if part["numeric"]:
        if day_first is None:
            return None
        first, second, year = (int(n) for n in re.findall(r"\d+", part["numeric"]))
        return (date(year, second, first) if day_first else date(year, first, second),) * 2
    if part["month"]:
        last = date(int(part["year"]), _MONTHS[part["month"]], _number(part["day"]))
        if not part["from_day"]:
            return last, last
        month = _MONTHS[part["from_month"]] if part["from_month"] else last.month
        year = last.year - (month > last.month)  # "20 december tot 5 januari 2027"
        return date(year, month, _number(part["from_day"])), last
    if part["month_first"]:
        return (date(int(part["year_last"]), _MONTHS[part["month_first"]], _number(part["day_second"])),) * 2
    if part["only_month"]:
        return _months(int(part["month_year"]), _MONTHS[part["only_month"]], 1)
    if part["week"]:
        year, week = int(part["week_year"]), int(part["week"])
        end = int(part["to_week"] or week)
        return date.fromisocalendar(year, week, 1), date.fromisocalendar(year, end, 7)
    quarter = int(part["q"]) if part["q"] else _QUARTERS.get(part["ordinal"]) or _number(part["ordinal"])
    return _months(int(part["q_year"]), 3 * quarter - 2, 3)


def _number(text: str) -> int:
    return int(re.match(r"\d+", text).group())  # type: ignore[union-attr]  # the pattern begins with figures


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    """The first and last day of `count` months from one on."""
    end = date(year, month + count - 1, monthrange(year, month + count - 1)[1])
    return date(year, month, 1), end


def days_between(first: date, last: date) -> int:
    """Calendar days from one day to another, the first not counted."""
    return (last - first) // timedelta(days=1)
