"""Word lists as classes of the pattern language, and names in the middle of a sentence."""

from __future__ import annotations

import pytest

from tenderkit.document.readers.markdown import parse
from tenderkit.language.parties import find_parties
from tenderkit.lint.expressions import Expression, match
from tenderkit.lint.units import View
from tenderkit.lint.words import vocabulary, word_lists


def view(text: str, opening: str = "Partijen komen overeen.") -> View:
    return View(parse(f"# Overeenkomst\n\n{opening}\n\n## 4 Uitvoering\n\n4.1 {text}\n", "x.md"), "nl")


def finds(text: str, expression: Expression, opening: str = "Partijen komen overeen.") -> bool:
    seen = view(text, opening)
    return any(match(seen, unit, expression, "nl") is not None for unit in seen.units)


def test_every_word_list_says_what_it_is_about_and_holds_words_in_both_languages() -> None:
    for name, item in word_lists().items():
        assert item.about, name
        assert item.words("nl") or item.irregular.get("nl"), name
        assert item.words("en") or item.irregular.get("en"), name


def test_a_word_stands_once_in_a_language() -> None:
    for name, item in word_lists().items():
        for language, own in (("nl", item.nl), ("en", item.en)):
            listed = [w.lower() for w in (*item.any, *own)]
            twice = sorted({w for w in listed if listed.count(w) > 1})
            assert not twice, f"{name} ({language}): {twice}"


def test_a_word_list_is_a_class_and_a_dutch_verb_in_it_may_carry_a_particle() -> None:
    pattern = vocabulary("nl").pattern("<handling>")
    assert [w for w in ("noteert", "afgedrukt", "aan te vinken", "notering") if pattern.search(w)] == [
        "noteert",
        "afgedrukt",
        "aan te vinken",
    ]


@pytest.mark.parametrize(
    ("opening", "own"),
    [
        ("Deze overeenkomst is gesloten met Dell Nederland B.V.", True),
        ("De laptops zijn van Dell, de leverancier is Hexley Beheer B.V.", False),
    ],
)
def test_a_make_that_is_a_party_is_not_meant(opening: str, own: bool) -> None:
    words = vocabulary("nl", find_parties(opening, "nl"), opening)
    assert (words.pattern("<brand>").search("levert dell laptops") is None) is own
    assert words.pattern("<brand>").search("levert lenovo thinkpad") is not None


NAMED = Expression(name=("draait op <word>",))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("De portal draait op Quarantel.", True),
        ("De portal draait op Quarantel i3400.", True),
        ("De portal draait op volle kracht.", False),
        ("De portal draait op TLS.", False),
        ("De portal draait op Opdrachtnemer.", False),
        ("De portal draait op Platform; het platform is van Opdrachtgever.", False),
        ("DE PORTAL DRAAIT OP QUARANTEL.", False),
    ],
)
def test_a_name_has_a_capital_and_is_no_party_no_term_and_never_written_small(text: str, found: bool) -> None:
    assert finds(text, NAMED) is found


def test_the_first_word_of_a_sentence_is_no_name() -> None:
    assert not finds("Quarantel draait.", Expression(name=("<word>",)))
