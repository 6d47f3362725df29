"""Numbers with units, what they bound and per what."""

from __future__ import annotations

import pytest

from tenderkit.language.folding import folded
from tenderkit.language.measures import Measure, measures


def found(text: str) -> list[tuple[float, str, str, str]]:
    return [(m.number, m.unit, m.per, m.bound) for m in measures(folded(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("binnen 10 (tien) werkdagen", [(10, "day", "", "at most")]),
        ("uiterlijk drie maanden voor het einde", [(3, "month", "", "at most")]),
        ("een beschikbaarheid van ten minste 99,7% per maand", [(99.7, "%", "maand", "at least")]),
        ("een boete van € 2.500,- per overtreding", [(2500, "EUR", "overtreding", "exactly")]),
        ("€ 216.000,50", [(216000.5, "EUR", "", "exactly")]),
        ("1,5 miljoen euro", [(1_500_000, "EUR", "", "exactly")]),
        ("at least twenty percent", [(20, "%", "", "at least")]),
        ("up to $1,000,000 per year", [(1_000_000, "EUR", "year", "at most")]),
        ("ten hoogste 200 werkplekken", [(200, "werkplekken", "", "at most")]),
        ("not later than 30 days after", [(30, "day", "", "at most")]),
    ],
)
def test_a_measure_is_read_with_its_bound(text: str, expected: list[tuple[float, str, str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize("text", ["artikel 12 lid 3", "de Overeenkomst van 2026", "geen getal", "versie 2.1", ""])
def test_a_number_without_a_unit_is_none(text: str) -> None:
    assert found(text) == []


def test_places_are_those_of_the_text() -> None:
    text = "binnen vier weken en 5%"
    assert [text[m.start : m.end] for m in measures(text)] == ["vier weken", "5%"]
    assert isinstance(measures(text)[0], Measure)
    assert measures(text)[0].is_term
