"""Sentences, languages, durations and folding."""

import pytest

from tenderkit.language.detection import detect
from tenderkit.language.folding import fold
from tenderkit.language.quantities import durations
from tenderkit.language.sentences import split


@pytest.mark.parametrize(
    ("text", "language", "sentences"),
    [
        ("Zie art. 3 lid 2. Daarna volgt meer.", "nl", ["Zie art. 3 lid 2.", "Daarna volgt meer."]),
        ("De prijs is EUR 4.200,50 per maand. Punt.", "nl", ["De prijs is EUR 4.200,50 per maand.", "Punt."]),
        ("Contactpersoon is J. de Vries. Hij belt.", "nl", ["Contactpersoon is J. de Vries.", "Hij belt."]),
        ("Kosten, bijv. reiskosten, zijn inbegrepen.", "nl", ["Kosten, bijv. reiskosten, zijn inbegrepen."]),
        ("Is dat zo? Ja! Goed.", "nl", ["Is dat zo?", "Ja!", "Goed."]),
        ("Acme Inc. may assign this. It shall notify.", "en", ["Acme Inc. may assign this.", "It shall notify."]),
        (
            "See Section 4.2. The fee is U.S. $ 1.5 million.",
            "en",
            ["See Section 4.2.", "The fee is U.S. $ 1.5 million."],
        ),
        ("", "nl", []),
        ("1. Eerste punt", "nl", ["1. Eerste punt"]),
    ],
)
def test_sentences(text: str, language: str, sentences: list[str]) -> None:
    assert [text[a:b] for a, b in split(text, language)] == sentences


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Opdrachtnemer levert binnen tien werkdagen een plan dat door Opdrachtgever wordt goedgekeurd.", "nl"),
        ("The Supplier shall deliver a plan within ten working days, which the Client approves.", "en"),
        (
            "Der Auftragnehmer ist verpflichtet, die Leistungen mit der gebotenen Sorgfalt und für das Amt zu erbringen.",
            "",
        ),
        ("12.1", "?"),
    ],
)
def test_language(text: str, language: str) -> None:
    assert detect(text, "?") == language


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("een opzegtermijn van 12 (twaalf) maanden", [(12, "month")]),
        ("binnen vijftien werkdagen en uiterlijk 2 jaar", [(15, "day"), (2, "year")]),
        ("thirty (30) business days or a twelve-month period", [(30, "day"), (12, "month")]),
        ("vierentwintig achtereenvolgende maanden", [(24, "month")]),
        ("versie 12 van de maandrapportage", []),
    ],
)
def test_durations(text: str, expected: list[tuple[float, str]]) -> None:
    assert [(d.number, d.unit) for d in durations(text)] == expected


def test_a_year_and_twelve_months_are_about_as_long() -> None:
    (year,) = durations("een jaar")
    (months,) = durations("twaalf maanden")
    assert abs(year.in_unit("month") - months.in_unit("month")) < 0.1


@pytest.mark.parametrize(
    "text", ["Beëindiging “nu”", "wijzigings-\nprocedure loopt", "zacht\u00adkoppel", "ﬁnanciële", "gewoon"]
)
def test_folding_leads_back_to_the_original(text: str) -> None:
    folded = fold(text)
    start, end = folded.original(0, len(folded.text))
    assert (start, end) == (0, len(text))
    assert folded.text == folded.text.lower()


def test_folding_joins_what_a_line_break_cut() -> None:
    assert fold("wijzigings-\nprocedure").text == "wijzigingsprocedure"
    assert fold("Opera\u00adtioneel").text == "operationeel"
