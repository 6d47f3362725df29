"""The questions, gates, contradictions and advice as their files say them (questions.yaml and the others beside it)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from tenderkit.data import read_yaml
from tenderkit.lint.findings import Severity
from tenderkit.lint.parts import Strict
from tenderkit.lint.rules import Bilingual, Source

LEVELS = range(1, 6)


class Question(Strict):
    """A question, and what some of its levels look like."""

    text: Bilingual
    levels: dict[int, Bilingual]


class Questions(Strict):
    """questions.yaml: dimensions by letter, questions by id (letter and number)."""

    source: Source
    ladder: dict[int, Bilingual]
    dimensions: dict[str, Bilingual]
    questions: dict[str, Question]

    def of(self, dimension: str) -> list[str]:
        """The ids of the questions of a dimension."""
        return [id_ for id_ in self.questions if id_.startswith(dimension)]


class DocumentGate(Strict):
    """What a gate asks of the documents: no mechanism of this tier missing, no finding of this severity, and at least this share
    (0-1) of what the known-trouble scenarios ask for answered."""

    tier: Literal["A", "B", "C"]
    severity: Severity
    scenarios: float = 0.0


class GateRule(Strict):
    """What a gate asks: a mean of all answers, and a minimum for some."""

    name: Bilingual
    mean: float
    minimum: dict[str, int]
    documents: DocumentGate | None = None


class Gates(Strict):
    """gates.yaml."""

    source: Source
    proof_from: int
    gates: dict[str, GateRule]


class Opposites(Strict):
    """Answers that cannot both be right."""

    at_least: dict[str, int]
    at_most: dict[str, int]
    text: Bilingual


class MeasureAbove(Strict):
    """A measure of a document that is above a value."""

    name: str
    above: float


class Unborne(Strict):
    """An answer that documents can contradict: a mechanism that is not there (or less complete than 0-1), a measure, a rule that
    finds something."""

    at_least: dict[str, int]
    mechanism: str = ""
    complete: float = 0.0
    measure: MeasureAbove | None = None
    finding: str = ""
    text: Bilingual


class Contradictions(Strict):
    """contradictions.yaml."""

    source: Source
    answers: tuple[Opposites, ...]
    documents: tuple[Unborne, ...]


class AdviceRule(Strict):
    """What to do about a low answer, and ids of what it is about."""

    text: Bilingual
    clauses: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()


class AdviceRules(Strict):
    """advice.yaml: names of documents and roles by id, advice by question."""

    source: Source
    low: int = Field(ge=1, le=5)
    documents: Mapping[str, Bilingual]
    roles: Mapping[str, Bilingual]
    advice: Mapping[str, AdviceRule]


def _file(name: str) -> Path:
    return Path(__file__).with_name(f"{name}.yaml")


@cache
def questions() -> Questions:
    """The questions."""
    return read_yaml(_file("questions")).parse(Questions)


@cache
def gates() -> Gates:
    """The gates, in order."""
    return read_yaml(_file("gates")).parse(Gates)


@cache
def contradictions() -> Contradictions:
    """The contradictions that are looked for."""
    return read_yaml(_file("contradictions")).parse(Contradictions)


@cache
def advice() -> AdviceRules:
    """The advice."""
    return read_yaml(_file("advice")).parse(AdviceRules)
