"""How well wishes that say the same are told from wishes that nearly do."""

from __future__ import annotations

from itertools import combinations, product
from pathlib import Path

import pytest

from tenderkit.language import Language
from tenderkit.regie.register.comparing import candidates
from tenderkit.regie.register.meaning import meaning, meanings
from tenderkit.regie.register.similarity import likeness

GOLD = Path(__file__).parent / "gold"


def pairs(language: Language, half: str) -> list[tuple[str, str, bool]]:
    found = []
    for block in (GOLD / f"{language}-{half}.txt").read_text(encoding="utf-8").split("\n\n"):
        lines = block.strip().splitlines()
        same = [line.removeprefix("= ") for line in lines if not line.startswith("!")]
        different = [line.removeprefix("! ") for line in lines if line.startswith("!")]
        found += [(a, b, True) for a, b in combinations(same, 2)]
        found += [(a, b, False) for a, b in product(same, different)]
    return found


def precision_at(recall: float, scored: list[tuple[float, bool]]) -> float:
    wanted = recall * sum(same for _, same in scored)
    hits = 0
    ranked = sorted(scored, key=lambda s: -s[0])
    for taken, (score, same) in enumerate(ranked, 1):
        hits += same
        # Ties are taken together, so that their order cannot flatter.
        if hits >= wanted and (taken == len(ranked) or ranked[taken][0] < score):
            return hits / taken
    return 0.0


@pytest.mark.parametrize("half", ["open", "hidden"])
@pytest.mark.parametrize(("language", "least"), [("nl", 200), ("en", 100)])
def test_precision_on_the_gold_set(language: Language, least: int, half: str) -> None:
    found = pairs(language, half)
    assert len(pairs(language, "open")) + len(pairs(language, "hidden")) >= least
    scored = [(likeness(meaning(a, language), meaning(b, language)).score, same) for a, b, same in found]
    assert precision_at(0.80, scored) >= 0.90


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("Beschikbaar 99,5% per maand.", "Beschikbaar 99,5% per jaar.", "per maand ≠ per jaar"),
        ("Een back-up elke dag.", "Wekelijks een back-up.", "elke dag ≠ wekelijks"),
        ("Hersteld binnen vier uur.", "Hersteld binnen vier werkdagen.", "vier uur ≠ vier werkdagen"),
        ("Bereikbaar van 7.30 tot 18.00 uur.", "Bereikbaar van 7.30 tot 22.00 uur.", "18.00 ≠ 22.00"),
    ],
)
def test_what_differs_is_named_and_never_the_same(one: str, other: str, apart: str) -> None:
    found = likeness(meaning(one, "nl"), meaning(other, "nl"))
    assert not found.same and apart in found.apart


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("binnen 48 uur", "binnen twee dagen"),
        ("een jaar bewaard", "12 maanden bewaard"),
        ("negen van de tien oproepen", "90% van de oproepen"),
        ("twee keer per jaar", "elke zes maanden"),
        ("iedere 24 uur", "dagelijks"),
    ],
)
def test_one_value_written_in_two_ways(one: str, other: str) -> None:
    assert [v.key for v in meaning(one, "nl").values] == [v.key for v in meaning(other, "nl").values] != []


def test_dutch_and_english_meet_in_concepts() -> None:
    dutch = meaning("De leverancier maakt elke dag een back-up van alle gegevens.", "nl")
    english = meaning("The supplier makes a back-up of all data every day.", "en")
    found = likeness(dutch, english)
    assert found.same and "elke dag = every day" in found.shared
    other = meaning("The supplier makes a back-up of all data every week.", "en")
    assert not likeness(dutch, other).same


def test_a_denial_is_no_bound() -> None:
    assert meaning("Dit mag niet.", "nl").negated and not meaning("Niet later dan maandag.", "nl").negated
    assert not meaning("No change goes live without a test.", "en").negated


def test_the_index_finds_what_comparing_all_with_all_finds() -> None:
    texts = sorted({t for a, b, _ in pairs("nl", "open") for t in (a, b)})
    read = [meaning(t, "nl") for t in texts]
    alike = {(i, j) for i, j in combinations(range(len(read)), 2) if likeness(read[i], read[j]).same}
    assert len(alike) > 50 and len(alike - set(candidates(read))) <= len(alike) // 50


def test_every_concept_that_is_named_exists() -> None:
    file = meanings()
    named = {*file.weights, *(c for g in (*file.exclusive, *file.contradicting) for c in g)}
    named |= {*file.opposite, *file.opposite.values()}
    assert named - set(file.concepts) == {"on-site"} - set(file.concepts)
    assert all(words.nl and words.en for words in file.concepts.values())
