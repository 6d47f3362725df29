"""Lengths of time in texts, in figures, in words and between two dates."""

from __future__ import annotations

import pytest

from tenderkit.language.folding import folded
from tenderkit.language.quantities import durations, periods


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ten minste twintig maanden voor de einddatum", [(20, "month")]),  # "ten" is no number in Dutch
        ("within ten days", [(10, "day")]),
        ("seven (7) years", [(7, "year")]),
        ("binnen 10 (tien) Werkdagen", [(10, "day")]),
        ("anderhalf jaar", [(1.5, "year")]),
        ("tweeënzeventig maanden", [(72, "month")]),
        ("two full calendar months", [(2, "month")]),
        ("successive one-year periods", [(1, "year")]),
        ("eighty-four months", [(84, "month")]),
    ],
)
def test_a_length_of_time_is_read_in_figures_and_in_words(text: str, found: list[tuple[float, str]]) -> None:
    assert [(d.number, d.unit) for d in durations(folded(text))] == found


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("van 1 januari 2026 tot en met 31 december 2033", 8),
        ("gaat in op 1 mei 2026 en eindigt op 30 april 2034", 8),
        ("commences on April 1, 2018 and shall expire on March 31, 2023", 5),
    ],
)
def test_the_time_between_two_dates_is_a_length_of_time(text: str, years: int) -> None:
    (period,) = periods(folded(text))
    assert period.in_unit("year") == pytest.approx(years, abs=0.01)


@pytest.mark.parametrize(
    "text", ["getekend op 1 mei 2026 en verzonden op 3 mei 2026", "tot 1 mei 2026, gerekend vanaf 1 mei 2020"]
)
def test_two_dates_that_are_no_beginning_and_end_are_no_period(text: str) -> None:
    assert list(periods(folded(text))) == []
