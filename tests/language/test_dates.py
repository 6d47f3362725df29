"""Days in texts: every way of writing them, and what only looks like one."""

from __future__ import annotations

from datetime import date

import pytest

from tenderkit.language.dates import dates, days_between, writes_day_first
from tenderkit.language.folding import folded


def spans(text: str, day_first: bool | None = True) -> list[tuple[date, date]]:
    return [(w.first, w.last) for w in dates(folded(text), day_first)]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1 februari 2027", date(2027, 2, 1), None),
        ("dinsdag 13 april 2027 om 12.00 uur", date(2027, 4, 13), None),
        ("uiterlijk 1 mrt. 2027", date(2027, 3, 1), None),
        ("April 13th, 2027", date(2027, 4, 13), None),
        ("the 13th of April 2027", date(2027, 4, 13), None),
        ("2027-03-04", date(2027, 3, 4), None),
        ("13-04-2027", date(2027, 4, 13), None),
        ("8 t/m 12 maart 2027", date(2027, 3, 8), date(2027, 3, 12)),
        ("20 december tot 5 januari 2027", date(2026, 12, 20), date(2027, 1, 5)),
        ("week 12 van 2027", date(2027, 3, 22), date(2027, 3, 28)),
        ("maart 2027", date(2027, 3, 1), date(2027, 3, 31)),
        ("Q4 2027", date(2027, 10, 1), date(2027, 12, 31)),
        ("second quarter of 2027", date(2027, 4, 1), date(2027, 6, 30)),
    ],
)
def test_a_day_is_read_however_it_is_written(text: str, first: date, last: date | None) -> None:
    assert spans(text) == [(first, last or first)]


@pytest.mark.parametrize(
    "text", ["31 februari 2027", "12 maart", "versie 12-2027", "artikel 3.4.2027a", "week 60 van 2027"]
)
def test_what_is_no_day_of_the_calendar_is_none(text: str) -> None:
    assert spans(text) == []


def test_figures_are_read_as_the_document_writes_them() -> None:
    assert spans("3/4/2027", True) == [(date(2027, 4, 3),) * 2]
    assert spans("3/4/2027", False) == [(date(2027, 3, 4),) * 2]
    assert spans("3/4/2027", None) == []
    assert writes_day_first(["3/4/2027"], "nl") is True
    assert writes_day_first(["3/4/2027", "4/13/2027"], "en") is False
    assert writes_day_first(["3/4/2027", "13/4/2027"], "en") is True
    assert writes_day_first(["3/4/2027"], "en") is None


def test_an_open_day_is_after_another_only_when_it_surely_is() -> None:
    march, mid, april = (next(dates(t)) for t in ("maart 2027", "15 maart 2027", "1 april 2027"))
    assert april.is_after(march) and april.is_after(mid)
    assert not march.is_after(mid) and not mid.is_after(march)


def test_the_first_day_does_not_count() -> None:
    assert days_between(date(2027, 2, 1), date(2027, 3, 13)) == 40
