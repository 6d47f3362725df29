"""Numbers in words, and numbers that stand in a text in words and in figures."""

from __future__ import annotations

import pytest

from tenderkit.language import Language
from tenderkit.language.folding import folded
from tenderkit.language.number_words import value_in_words
from tenderkit.language.written_twice import written_twice


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("vijfentwintig", "nl", 25),
        ("tweeënveertigduizend", "nl", 42_000),
        ("honderdtwintig", "nl", 120),
        ("twee miljoen vijfhonderdduizend", "nl", 2_500_000),
        ("twaalfhonderd", "nl", 1200),
        ("twenty five", "en", 25),
        ("one hundred and twenty", "en", 120),
        ("two hundred fifty thousand", "en", 250_000),
        ("five six", "en", None),
        ("vijf zes", "nl", None),
        ("thirty days", "en", None),
        ("and", "en", None),
        ("", "nl", None),
    ],
)
def test_a_number_in_words_has_one_value(text: str, language: Language, value: int | None) -> None:
    assert value_in_words(folded(text), language) == value


@pytest.mark.parametrize(
    ("text", "language", "pairs"),
    [
        ("within thirty (60) days", "en", [("thirty (60)", 30, 60)]),
        ("op 12 (tien) maanden", "nl", [("12 (tien)", 10, 12)]),
        ("EUR 10.000 (zegge: twintigduizend euro)", "nl", [("eur 10.000 (zegge: twintigduizend euro)", 20_000, 10_000)]),
        ("one million, five hundred thousand dollars ($1,500,000)", "en", [
            ("one million, five hundred thousand dollars ($1,500,000)", 1_500_000, 1_500_000),
        ]),
        ("five percent (7.5%)", "en", [("five percent (7.5%)", 5, 7.5)]),
        # Another unit, a clause, a list, a year, half a number: no pair.
        ("two years (24 months)", "en", []),
        ("artikel drie (3.2)", "nl", []),
        ("one of two (1) this or (2) that", "en", []),
        ("the twenty (2020) edition", "en", []),
        ("one and one-half percent (1.5%)", "en", []),
        ("receipt of six (6,000,000) million shares", "en", []),
        ("een (2) of meer", "nl", []),
    ],
)  # fmt: skip
def test_a_number_written_twice_is_read_twice(
    text: str, language: Language, pairs: list[tuple[str, int, float]]
) -> None:
    found = [(folded(text)[p.start : p.end], p.words, p.figures) for p in written_twice(folded(text), language)]
    assert found == pairs


def test_a_pair_that_says_the_same_agrees() -> None:
    (same,) = written_twice("binnen vijf (5) werkdagen", "nl")
    (other,) = written_twice("binnen vijf (6) werkdagen", "nl")
    assert same.agrees and not other.agrees
