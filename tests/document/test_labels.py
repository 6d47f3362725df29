from __future__ import annotations

import pytest

from tenderkit.document.readers.labels import is_label, roman_value, split_label


@pytest.mark.parametrize(
    ("text", "number", "rest", "form", "parts"),
    [
        ("7.2 Opdrachtnemer levert", "7.2", "Opdrachtnemer levert", "decimal", (7, 2)),
        ("7.2. Opdrachtnemer levert", "7.2.", "Opdrachtnemer levert", "decimal", (7, 2)),
        ("12. ASSIGNMENT", "12.", "ASSIGNMENT", "decimal", (12,)),
        ("1.1\tde Opdrachtgever: een", "1.1", "de Opdrachtgever: een", "decimal", (1, 1)),
        ("(1) the Authority", "(1)", "the Authority", "decimal", (1,)),
        ("3) minimaal dagelijks", "3)", "minimaal dagelijks", "decimal", (3,)),
        ("1.0 BACKGROUND", "1.0", "BACKGROUND", "decimal", (1, 0)),
        ("Artikel 7 Exclusiviteit", "Artikel 7", "Exclusiviteit", "word", (7,)),
        ("ARTIKEL 3 DUUR", "ARTIKEL 3", "DUUR", "word", (3,)),
        ("Artikel 1 – Definities", "Artikel 1", "Definities", "word", (1,)),
        ("Artikel  1  ", "Artikel 1", "", "word", (1,)),
        ("Article IV: Fees", "Article IV", "Fees", "word", (4,)),
        ('Section 1.40 "Term" means', "Section 1.40", '"Term" means', "word", (1, 40)),
        ("§ 6", "§ 6", "", "word", (6,)),
        ("Bijlage B Prijzen", "Bijlage B", "Prijzen", "word", (0,)),
        ("Deel A – Eisen", "Deel A", "Eisen", "word", (0,)),
        ("A.1 Achtergrond", "A.1", "Achtergrond", "decimal", (1, 1)),
        ("(a) levert", "(a)", "levert", "letter", (1,)),
        ("b. levert", "b.", "levert", "letter", (2,)),
        ("(iv) levert", "(iv)", "levert", "roman", (4,)),
        ("  – de servicedesk", "•", "de servicedesk", "bullet", ()),
    ],
)
def test_a_typed_number_is_cut_off(text: str, number: str, rest: str, form: str, parts: tuple[int, ...]) -> None:
    found = split_label(text)
    assert found is not None
    assert (found.number, text[found.end :], found.form, found.parts, found.clear) == (number, rest, form, parts, True)


@pytest.mark.parametrize(
    "text",
    [
        "Artikel 7 is niet van toepassing.",
        "Article 5 of the Agreement applies.",
        "1.5 miljoen euro",
        "30 dagen na ontvangst",
        "1 januari 2027",
        "A. de Vries treedt op",
        "Schedule 1 to this Agreement",
    ],
)
def test_running_text_is_no_clear_number(text: str) -> None:
    found = split_label(text)
    assert found is None or not found.clear


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Opdrachtnemer levert",
        "E-07 De servicedesk",
        "24/7 bereikbaar",
        "3e lid",
        "1.250 euro",
        "Part A of the",
        "5G",
    ],
)
def test_no_number_at_all(text: str) -> None:
    assert split_label(text) is None


def test_styles_tell_lists_apart() -> None:
    labels = [split_label(t) for t in ("a. x", "(a) x", "a) x", "(1) x", "1) x", "1. x")]
    assert len({n.style for n in labels if n is not None}) == 6


def test_a_number_and_nothing_else() -> None:
    assert is_label("Artikel  1")
    assert is_label("12")
    assert is_label("IV")
    assert not is_label("Bijlage")
    assert not is_label("I agree")
    assert not is_label("Artikel 1 Begrippen")


def test_roman_values() -> None:
    assert [roman_value(t) for t in ("i", "IV", "ix", "xiv", "XL", "iiii", "abc", "")] == [1, 4, 9, 14, 40, 0, 0, 0]


@pytest.mark.parametrize(
    ("text", "number", "rest", "parts"),
    [
        ("16a. Wanneer de Diensten", "16a.", "Wanneer de Diensten", (16,)),
        ("2A. ADDITIONAL DUTIES", "2A.", "ADDITIONAL DUTIES", (2,)),
        ("7.2a. Opdrachtnemer levert", "7.2a.", "Opdrachtnemer levert", (7, 2)),
        ("1°. leveringen die", "1°.", "leveringen die", (1,)),
    ],
)
def test_numbers_with_something_behind_them(text: str, number: str, rest: str, parts: tuple[int, ...]) -> None:
    found = split_label(text)
    assert found is not None and found.clear
    assert (found.number, text[found.end :], found.parts) == (number, rest, parts)


@pytest.mark.parametrize(
    "text", ["2.1Term. This", '1.1"Affiliates" of', "3.2ESTABLISHMENT Duties", "a)Kallo sells", "3.FEES"]
)
def test_a_number_stuck_to_its_text_needs_its_neighbours(text: str) -> None:
    found = split_label(text)
    assert found is not None and not found.clear


@pytest.mark.parametrize("text", ["2.4GHz band", "1.5TB", "- 7 -", "-12- verder", "(s)he", "3e. dat hij"])
def test_no_number_for_all_that(text: str) -> None:
    found = split_label(text)
    assert found is None or not found.clear
