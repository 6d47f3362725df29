"""The tokenizer that takes up its special cases when a text holds them gives spaCy's tokens."""

from pathlib import Path

import pytest
import spacy

import tenderkit.language
from tenderkit.language import Language
from tenderkit.language.pipelines import pipeline

TEXTS = {
    "nl": "Art. 5, lid 2 (bijv. de z.g. 'SLA'), d.w.z. t/m 1 jan. a.s.; de B.V.'s en/of N.V. aub :-) \n mw. A.B. van 't Hof",
    "en": "Inc.'s obligations (e.g. s. 2) don't apply; can't, o'clock, a.m. :) U.S. we'll we’ll gonna \n Jan. 1st, cannot",
}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_tokens_are_those_of_spacy(language: Language) -> None:
    folder = Path(tenderkit.language.__file__).parent / "pipelines" / language
    theirs = spacy.load(folder, exclude=["senter", "ner"])
    ours = pipeline(language).nlp
    for text in (TEXTS[language], TEXTS[language].upper(), *TEXTS[language].split()):
        assert [(t.text, t.norm_, t.whitespace_) for t in ours.make_doc(text)] == [
            (t.text, t.norm_, t.whitespace_) for t in theirs.make_doc(text)
        ]
