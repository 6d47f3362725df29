"""Which pipeline is loaded, and what is said when it cannot be."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

from tenderkit.errors import InputError
from tenderkit.language import LANGUAGES, Language
from tenderkit.language.parse import Parse
from tenderkit.language.parties import known_parties
from tenderkit.language.pipelines import pipeline
from tenderkit.language.statements import Sentence, StatementReader


@pytest.mark.parametrize("language", LANGUAGES)
def test_ours_is_inside_the_package_and_small(language: Language) -> None:
    found = pipeline(language)
    assert found.nlp.lang == language
    folder = Path(str(resources.files("tenderkit"))) / "language" / "pipelines" / language
    assert sum(f.stat().st_size for f in folder.rglob("*") if f.is_file()) <= 15_000_000
    assert "CC BY-SA 4.0" in found.nlp.meta["license"]


def test_a_sentence_given_is_one_sentence() -> None:
    (parse,) = pipeline("nl").parse(["Opdrachtnemer levert: a. diensten; b. producten. Dat is alles."])
    assert [i for i, head in enumerate(parse.heads) if head == i] == [parse.root]


def test_a_pipeline_that_is_not_there() -> None:
    with pytest.raises(InputError, match="no spaCy pipeline for nl at 'nl_nowhere_sm'"):
        pipeline("nl", "nl_nowhere_sm")


def test_a_pipeline_without_parser(tmp_path: Path) -> None:
    spacy.blank("nl").to_disk(tmp_path)
    with pytest.raises(InputError, match="has no dependency parser"):
        pipeline("nl", str(tmp_path))


def test_a_pipeline_of_another_language(tmp_path: Path) -> None:
    spacy.blank("de").to_disk(tmp_path)
    with pytest.raises(InputError, match="is for 'de', not for 'nl'"):
        pipeline("nl", str(tmp_path))


def test_a_pipeline_with_other_labels(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    parser = nlp.add_pipe("parser")
    for label in ("SB", "OA"):
        parser.add_label(label)  # type: ignore[attr-defined]
    nlp.initialize()
    nlp.to_disk(tmp_path)
    with pytest.raises(InputError, match="labels of Universal Dependencies"):
        pipeline("en", str(tmp_path))


def test_a_broken_pipeline(tmp_path: Path) -> None:
    spacy.blank("nl").to_disk(tmp_path)
    (tmp_path / "config.cfg").write_text("[nlp]\nlang = nl\npipeline = 3", encoding="utf-8")
    with pytest.raises(InputError, match="cannot be loaded"):
        pipeline("nl", str(tmp_path))


# "The report shall be sent by the Supplier ." and "The Supplier is responsible for the service ." with spaCy's English labels
PASSIVE = [
    ("The", "the", "DET", 1, "det"), ("report", "report", "NOUN", 4, "nsubjpass"), ("shall", "shall", "AUX", 4, "aux"),
    ("be", "be", "AUX", 4, "auxpass"), ("sent", "send", "VERB", 4, "ROOT"), ("by", "by", "ADP", 4, "agent"),
    ("the", "the", "DET", 7, "det"), ("Supplier", "Supplier", "PROPN", 5, "pobj"), (".", ".", "PUNCT", 4, "punct"),
]  # fmt: skip
COPULA = [
    ("The", "the", "DET", 1, "det"), ("Supplier", "Supplier", "PROPN", 2, "nsubj"), ("is", "be", "AUX", 2, "ROOT"),
    ("responsible", "responsible", "ADJ", 2, "acomp"), ("for", "for", "ADP", 3, "prep"), ("the", "the", "DET", 6, "det"),
    ("service", "service", "NOUN", 4, "pobj"), (".", ".", "PUNCT", 2, "punct"),
]  # fmt: skip


class Given:
    """A pipeline that has parsed already."""

    def __init__(self, rows: list[tuple[str, str, str, int, str]]) -> None:
        words, lemmas, pos, heads, deps = (list(column) for column in zip(*rows, strict=True))
        self.doc = Doc(spacy.blank("en").vocab, words=words, lemmas=lemmas, pos=pos, heads=heads, deps=deps)

    def parse(self, _: list[str]) -> Iterator[Parse]:
        yield Parse(self.doc, clearnlp=True)


@pytest.mark.parametrize(("rows", "verb", "passive"), [(PASSIVE, "send", True), (COPULA, "be", False)])
def test_the_labels_of_spacys_english_pipelines(
    rows: list[tuple[str, str, str, int, str]], verb: str, passive: bool
) -> None:
    text = " ".join(row[0] for row in rows)
    reader = StatementReader("en", known_parties("en"), Given(rows))  # type: ignore[arg-type]
    ((statement,),) = reader.read([Sentence(text)])
    assert (statement.actor, statement.modality, statement.verb, statement.passive) == (
        "supplier",
        "duty",
        verb,
        passive,
    )
