"""The forms of verbs that word lists are made of."""

from __future__ import annotations

import pytest

from tenderkit.language.inflection import verb_forms


@pytest.mark.parametrize(
    ("infinitive", "forms"),
    [
        ("noteren", {"noteren", "noteert", "genoteerd"}),
        ("openen", {"opent", "geopend"}),
        ("plakken", {"plakt", "geplakt"}),
        ("herstarten", {"herstart"}),
        ("verzegelen", {"verzegelt", "verzegeld"}),
        ("lezen", {"leest"}),
        ("schuiven", {"schuift"}),
        ("overhandigen", {"overhandigt", "overhandigd"}),
        ("af|tekenen", {"aftekenen", "aftekent", "afgetekend", "af te tekenen"}),
    ],
)
def test_dutch_forms(infinitive: str, forms: set[str]) -> None:
    assert forms <= verb_forms(infinitive, "nl")


def test_the_bare_dutch_stem_is_left_out_since_it_is_often_a_noun() -> None:
    assert "druk" not in verb_forms("drukken", "nl")
    assert "niet" in verb_forms("nieten", "nl"), (
        "stem and present are one word here: such a verb has no place in a list"
    )


def test_a_verb_with_a_particle_does_not_stand_for_the_verb_without() -> None:
    assert "tekent" not in verb_forms("af|tekenen", "nl")


@pytest.mark.parametrize(
    ("base", "forms"),
    [
        ("stamp", {"stamp", "stamps", "stamped", "stamping"}),
        ("carry", {"carries", "carried", "carrying"}),
        ("press", {"presses", "pressed"}),
        ("tap", {"tapped", "tapping", "taps"}),
        ("wipe", {"wiped", "wiping"}),
        ("label", {"labelled", "labeled", "labelling"}),
        ("log on", {"logs on", "logged on", "logging on"}),
    ],
)
def test_english_forms(base: str, forms: set[str]) -> None:
    assert forms <= verb_forms(base, "en")


def test_another_language_only_folds() -> None:
    assert verb_forms("Öffnen", "de") == {"offnen"}
