"""The values in a wish that must be the same before two wishes are: percentages, terms, clock times, how often, sums, versions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from tenderkit.language.measures import measures
from tenderkit.language.quantities import DAYS, NUMBER_WORDS, number, unit_of


@dataclass(frozen=True, slots=True)
class Value:
    """`number` of a `kind`: %, time (seconds), workday, months, every (seconds between), clock (minutes), EUR, number or label.

    `shown` is the text as it stands in the wish; it is no part of a comparison, and neither is the place.
    """

    kind: str
    number: float
    shown: str
    start: int
    end: int

    @property
    def key(self) -> tuple[str, float]:
        """What is compared."""
        return self.kind, round(self.number, 4)


_N = rf"(?:\d+(?:[.,]\d+)?|{NUMBER_WORDS})"
_CLOCK = r"(?:[01]?\d|2[0-4])[.:][0-5]\d"
_HALF = rf"(?:half|kwart over|kwart voor|half past|quarter to|quarter past) (?:{_N})"
_RANGE = re.compile(
    rf"(?<![\w.,])({_CLOCK}|{_HALF}|{_N})(?: ?(?:uur|u|h|am|pm))? ?(?:tot|en|to|and|until|-|t/m) ?({_CLOCK}|{_HALF}|{_N})"
    r"(?: ?(?:uur|u|h|hours|am|pm)|(?= ?[,.;]|$))(?!\w)"
)
_TIME = re.compile(rf"(?<![\w.,])(?:({_CLOCK}) ?(?:uur|u|h|am|pm)(?!\w)|(\d\d:[0-5]\d)(?!\w))")
_ALWAYS = re.compile(
    r"(?<!\w)(?:24 ?[/x] ?7|7 ?[/x] ?24|dag en nacht|day and night|round the clock|24 uur per dag|24 hours a day)(?!\w)"
)
_RATIO = re.compile(rf"(?<!\w)({_N}) (?:van|op|out of|in) (?:de |elke |every )?({_N})(?= [a-z])")
_HALVES = re.compile(r"(?<!\w)(?:de helft|half of)(?!\w)")
_HALF_UNIT = re.compile(r"(?<!\w)half (?:an? )?(minute|hour|day|year)(?!\w)")
_ADVERBS = {
    "dagelijks": "day", "daily": "day", "wekelijks": "week", "weekly": "week", "maandelijks": "month", "monthly": "month",
    "jaarlijks": "year", "yearly": "year", "annual": "year", "annually": "year", "quarterly": "quarter",
}  # fmt: skip
_ADVERB = re.compile(rf"(?<!\w)(half ?-?)?({'|'.join(_ADVERBS)})e?(?!\w)")
_UNIT = (
    r"(seconden?|seconds?|minuten|minuut|minutes?|uren|uur|hours?|dagen|dag|days?|weken|week|weeks|maanden|maand|months?|"
    r"kwartalen|kwartaal|quarters?|jaren|jaar|years?)"
)
_EVERY = re.compile(rf"(?<!\w)(?:elke|elk|iedere|ieder|om de|every|each)(?: ({_N}))? (half )?{_UNIT}(?!\w)")
_TIMES = re.compile(
    rf"(?<!\w)(?:(?:(eens|once|twice)|({_N}) (?:keer|maal|times))(?: ?,)? )?(?:per|a|an|in het)(?: half)? {_UNIT}(?!\w)"
)
_PLAIN = re.compile(r"(?<![\w.,])(?<!prio )(?<!prioriteit )(?<!priority )\d+(?:[.,]\d+)*(?![\w%])")
_LEVEL = re.compile(r"(?<!\w)(?:(?:niveau|level) (a{1,3})|(a{2,3}))(?!\w)")
_WORKDAY = re.compile(r"werkdag|working day|business day")
_YEARLY = 365.25 * 86400


def values(text: str) -> tuple[Value, ...]:
    """The values in a folded text, in order; none overlaps another."""
    found: list[Value] = []
    for value in _all(text):
        if not any(value.start < other.end and other.start < value.end for other in found):
            found.append(value)
    return tuple(sorted(found, key=lambda v: v.start))


def _all(text: str) -> Iterator[Value]:
    """All candidates, the ones that are surest of themselves first."""

    def value(kind: str, number_: float, match: re.Match[str]) -> Value:
        return Value(kind, number_, match.group(), match.start(), match.end())

    for match in _ALWAYS.finditer(text):
        yield value("label", 247, match)
    for match in _RANGE.finditer(text):
        ends = [_clock(end) for end in match.group(1, 2)]
        if None not in ends and (
            match.group().rstrip().endswith(("uur", "u", "h", "hours", "am", "pm")) or ":" in match.group()
        ):
            yield from (
                Value("clock", float(end or 0) % 720, match.group(i), *match.span(i)) for i, end in enumerate(ends, 1)
            )
    for match in _TIME.finditer(text):
        yield value("clock", float(_clock(match.group(1) or match.group(2)) or 0) % 720, match)
    for match in _RATIO.finditer(text):
        part, whole = number(match.group(1)), number(match.group(2))
        if part and whole and part < whole and whole in (3, 4, 5, 10, 20, 100):
            yield value("%", 100 * part / whole, match)
    for match in _HALVES.finditer(text):
        yield value("%", 50, match)
    for match in _LEVEL.finditer(text):
        yield value("label", len(match.group(1) or match.group(2)), match)
    for match in _ADVERB.finditer(text):
        yield value("every", _seconds(_ADVERBS[match.group(2)]) * (0.5 if match.group(1) else 1), match)
    for match in _EVERY.finditer(text):
        times = number(match.group(1)) if match.group(1) else 1.0
        yield value("every", (times or 1.0) * _seconds(unit_of(match.group(3))) * (0.5 if match.group(2) else 1), match)
    for match in _TIMES.finditer(text):
        often = (
            {"eens": 1.0, "once": 1.0, "twice": 2.0}.get(match.group(1) or "") or number(match.group(2) or "") or 1.0
        )
        counted = match.group(1) or match.group(2)
        if counted or " per " in f" {match.group()}":
            yield value("every", _seconds(unit_of(match.group(3))) / often, match)
    for match in _HALF_UNIT.finditer(text):
        yield value("time", _seconds(unit_of(match.group(1))) / 2, match)
    for measure in measures(text):
        shown = text[measure.start : measure.end]
        if measure.unit in ("month", "quarter", "year"):
            yield Value(
                "months",
                measure.number * {"month": 1, "quarter": 3, "year": 12}[measure.unit],
                shown,
                measure.start,
                measure.end,
            )
        elif measure.is_term:
            work = _WORKDAY.search(shown) is not None
            yield Value(
                "workday" if work else "time",
                measure.number if work else measure.days * 86400,
                shown,
                measure.start,
                measure.end,
            )
        elif measure.unit in ("%", "EUR"):
            yield Value(measure.unit, measure.number, shown, measure.start, measure.end)
        elif not shown[:1].isdigit() or measure.number >= 1000:
            yield Value("number", measure.number, shown, measure.start, measure.end)
    for match in _PLAIN.finditer(text):
        digits = re.sub(r"[.,](?=\d{3}(?!\d))", "", match.group()).replace(",", ".")
        parts = digits.split(".")
        # 2.1 and 2.1.0 are versions: kept apart from each other by their parts.
        yield value("number", sum(float(part) / 1000**i for i, part in enumerate(parts[:4])), match)


def _seconds(unit: str) -> float:
    """The length of a unit; months by the year, so that twelve of them are one."""
    if unit in ("month", "quarter", "year"):
        return _YEARLY / {"month": 12, "quarter": 4, "year": 1}[unit]
    return DAYS[unit] * 86400


def _clock(text: str) -> float | None:
    """Minutes after midnight."""
    if re.fullmatch(_CLOCK, text):
        hours, minutes = re.split(r"[.:]", text)
        return int(hours) * 60 + int(minutes)
    shift = 0
    for words, minutes in (
        ("half past ", 30),
        ("half ", -30),
        ("kwart over ", 15),
        ("kwart voor ", -15),
        ("quarter past ", 15),
        ("quarter to ", -15),
    ):
        if text.startswith(words):
            text, shift = text.removeprefix(words), minutes
            break
    hour = number(text)
    return None if hour is None or hour > 24 else hour * 60 + shift


@dataclass(frozen=True, slots=True)
class Comparison:
    """How the values of two wishes compare: the same in both, different for the same kind, and in one only."""

    shared: tuple[tuple[Value, Value], ...]
    different: tuple[tuple[Value, Value], ...]
    loose: tuple[Value, ...]


def compare(one: tuple[Value, ...], other: tuple[Value, ...]) -> Comparison:
    """The values of two wishes side by side."""
    left = Counter(v.key for v in other)
    mine: list[Value] = []
    shared: list[tuple[Value, Value]] = []
    for value in one:
        if left[value.key]:
            left[value.key] -= 1
            shared.append((value, next(v for v in other if v.key == value.key)))
        else:
            mine.append(value)
    theirs = []
    for value in reversed(other):
        if left[value.key]:
            left[value.key] -= 1
            theirs.append(value)
    different: list[tuple[Value, Value]] = []
    loose: list[Value] = []
    for value in mine:
        rival = next((v for v in reversed(theirs) if _alike(v.kind) == _alike(value.kind)), None)
        if rival is None:
            loose.append(value)
        else:
            theirs.remove(rival)
            different.append((value, rival))
    return Comparison(tuple(shared), tuple(different), (*loose, *theirs))


def _alike(kind: str) -> str:
    """The sort of value that a kind is: "five working days" and "48 hours" answer the same question."""
    return "time" if kind in ("time", "workday", "months") else kind
