from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from tenderkit.language.lemmatizer import (
    LemmaData,
    TenderkitLemmatizer,
    by_ending,
    change,
    lemma_of,
    split_features,
    splits,
    take_apart,
)


def dutch() -> LemmaData:
    data = LemmaData(
        forms={"VERB zegt": "zeggen", "NOUN diensten": "dienst", "* zulks": "zulks", "PROPN Hagenaars": "Hagenaar"},
        endings={
            "NOUN": {"en": [" 2 "], "banen": [" 4 aan"]},
            "VERB": {"t": [" 1 en"], "": [" 0 "]},
            "ADJ": {"e": [" 1 "]},
        },
        lemmas={
            "NOUN baan": 5,
            "NOUN niveau": 3,
            "NOUN basis": 4,
            "NOUN bestuur": 9,
            "NOUN dienst": 9,
            "VERB zeggen": 4,
        },
        firsts={"basis": {"basis": 2}, "bestuurs": {"bestuur": 1}, "op": {"op": 9}},
        parts={"N basis": [2, 0, 0, 0], "N niveau": [0, 0, 2, 0], "V op": [9, 0, 0, 0], "V zeggen": [0, 0, 5, 0]},
        particles={"op": 0.95, "om": 0.1},
    )
    count = len(split_features(next(splits("basisniveau", "NOUN", data)), "NOUN", data))
    data.weights = [0.5] + [0.0] * (count - 1)
    return data


def test_a_change_drops_a_prefix_cuts_and_adds() -> None:
    assert change("gewerkt", "ge 1 en") == "werken"
    assert change("werkt", "ge 1 en") is None
    assert change("en", " 2 ") is None


def test_known_lemmas_are_preferred_among_the_changes_for_an_ending() -> None:
    data = dutch()
    assert by_ending("racebanen", "NOUN", "NOUN", data) == "racebaan"
    assert by_ending("tafelen", "NOUN", "NOUN", data) == "tafel"
    assert by_ending("huis", "NOUN", "NOUN", data) == "huis"


@pytest.mark.parametrize(
    ("word", "pos", "lemma"),
    [
        ("basisniveau", "NOUN", "basis_niveau"),
        ("bestuursdienst", "NOUN", "bestuur_dienst"),
        ("niveau", "NOUN", "niveau"),
        ("opzeggen", "VERB", "op_zeggen"),
    ],
)
def test_compounds_and_separable_verbs_are_taken_apart(word: str, pos: str, lemma: str) -> None:
    assert take_apart(word, pos, dutch()) == lemma


def test_without_weights_nothing_is_taken_apart() -> None:
    data = dutch()
    data.weights = []
    assert take_apart("basisniveau", "NOUN", data) == "basisniveau"
    assert lemma_of("opzegt", "VERB", {}, False, data) == "opzegen"


def test_capitals_of_names_stay_and_those_of_defined_terms_go() -> None:
    data = dutch()
    assert lemma_of("Diensten", "NOUN", {}, False, data) == "dienst"
    assert lemma_of("DIENSTEN", "NOUN", {}, False, data) == "dienst"
    assert lemma_of("Hagenaars", "PROPN", {}, False, data) == "Hagenaar"
    assert lemma_of("Jansen", "PROPN", {}, False, data) == "Jansen"
    assert lemma_of("Haagse", "ADJ", {}, False, data) == "Haags"
    assert lemma_of("Mooie", "ADJ", {}, True, data) == "mooi"
    assert lemma_of("ICT", "NOUN", {}, False, data) == "ICT"


def parsed(nlp: spacy.Language, heads: list[int]) -> Doc:
    words = ["Hij", "zegt", "de", "overeenkomst", "op"]
    pos = ["PRON", "VERB", "DET", "NOUN", "ADP"]
    deps = ["nsubj", "ROOT", "det", "obj", "compound:prt"]
    return Doc(nlp.vocab, words=words, pos=pos, deps=deps, heads=heads)


def test_a_particle_joins_the_lemma_of_its_verb() -> None:
    nlp = spacy.blank("nl")
    component = nlp.add_pipe("tenderkit_lemmatizer")
    assert isinstance(component, TenderkitLemmatizer)
    component.learn(dutch())
    assert component(parsed(nlp, [1, 1, 3, 1, 1]))[1].lemma_ == "op_zeggen"


def test_the_data_survive_a_pipeline_on_disk_and_are_written_alike(tmp_path) -> None:  # type: ignore[no-untyped-def]
    nlp = spacy.blank("nl")
    component = nlp.add_pipe("tenderkit_lemmatizer")
    component.learn(dutch())  # type: ignore[attr-defined]
    nlp.to_disk(tmp_path / "one")
    again = spacy.load(tmp_path / "one")
    assert again.get_pipe("tenderkit_lemmatizer").data == dutch()  # type: ignore[attr-defined]
    again.to_disk(tmp_path / "two")
    written = [(tmp_path / name / "tenderkit_lemmatizer" / "lemmas.json.gz").read_bytes() for name in ("one", "two")]
    assert written[0] == written[1] == component.to_bytes()  # type: ignore[attr-defined]
