"""The first dates of an agreement, and a calendar file with them."""

from __future__ import annotations

import datetime
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from tenderkit.compose.plan import Plan
from tenderkit.regie.phases.model import phases, texts


@dataclass(frozen=True, slots=True, order=True)
class Event:
    """Something on a day; `clause` is the id of the clause that it follows from, "" for the planning."""

    date: datetime.date
    what: str
    clause: str = ""


def events(plan: Plan) -> list[Event]:
    """What is in the planning from the signing on, and what follows from the clauses, by date."""
    return sorted(_events(plan))


def _events(plan: Plan) -> Iterator[Event]:
    tender, language = plan.tender, plan.language
    signing = next((p.date for p in tender.planning if p.step == "signing"), None)
    yield from (Event(p.date, p.label) for p in tender.planning if signing and p.date >= signing)
    start, end = tender.term.start, _after(tender.term.start, 12 * tender.term.years)
    values = {p.file.clause.id: p.values for d in plan.documents for p in d.clauses}
    for rule in phases().dates:
        months = values.get(rule.clause, {}).get(rule.months or rule.before_end)
        if isinstance(months, int):
            day = _after(start, months) if rule.months else _after(end, -months)
            yield Event(day, rule.text.get(language), rule.clause)
    yield Event(
        end - datetime.timedelta(days=1), texts()["en" if language == "en" else "nl"]["term end"], "term-renewal"
    )


def _after(day: datetime.date, months: int) -> datetime.date:
    """The same day so many months later, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return datetime.date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def calendar(planned: Sequence[Event], title: str, made: datetime.date) -> bytes:
    """The events as an iCalendar file (RFC 5545), whole days; `made` is the date that it says it was made."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//tenderkit//phases//NL"]
    for event in planned:
        ident = sha256(f"{title}{event.date}{event.what}".encode()).hexdigest()[:20]
        lines += [
            "BEGIN:VEVENT",
            f"UID:{ident}@tenderkit",
            f"DTSTAMP:{made:%Y%m%d}T000000Z",
            f"DTSTART;VALUE=DATE:{event.date:%Y%m%d}",
            f"SUMMARY:{_escaped(event.what)}",
            f"DESCRIPTION:{_escaped(title + (f' ({event.clause})' if event.clause else ''))}",
            "END:VEVENT",
        ]
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"]).encode("utf-8")


def _escaped(text: str) -> str:
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    return " ".join(text.split())


def _folded(line: str) -> str:
    """A line of at most 75 bytes; what is longer goes on below, after a space."""
    pieces: list[str] = []
    piece = ""
    for sign in line:
        if len((piece + sign).encode()) > (75 if not pieces else 74):
            pieces.append(piece)
            piece = ""
        piece += sign
    return "\r\n ".join([*pieces, piece])
