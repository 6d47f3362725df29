"""Answers as participants gave them, and what they come to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from tenderkit.lint.rules import Bilingual
from tenderkit.regie.tables import Place


@dataclass(frozen=True, slots=True)
class Answer:
    """What one participant answers to one question. `level` is None where nothing that can be read as 1-5 was given; `given`
    is what was written. `place` is where it stands."""

    question: str
    level: int | None
    given: str = ""
    evidence: str = ""
    who: str = ""
    date: str = ""
    note: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """The answers of one participant at one moment. `name` is the participant as written, `date` ISO or "". What a `supplier`
    answers counts for no gate and no mean: it is there to be compared with."""

    participant: str
    name: str
    date: str
    answers: Mapping[str, Answer]
    path: str = ""
    supplier: bool = False

    def level(self, question: str) -> int | None:
        """The level answered, or None."""
        answer = self.answers.get(question)
        return answer.level if answer else None


@dataclass(frozen=True, slots=True)
class KnockOut:
    """What keeps a gate shut: an answer below its minimum, none at all, one without the evidence that its level asks for, or
    documents that lack something: a mechanism or no finding of a severity (`subject`), or answers to scenarios (`level` and `minimum` in
    percents)."""

    reason: Literal["low", "unanswered", "unproven", "missing", "finding", "scenarios"]
    participant: str = ""
    question: str = ""
    level: int | None = None
    minimum: int = 1
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Gate:
    """How a gate stands. `mean` is the readiness (None without answers), `minimum` what it must be at least."""

    id: str
    mean: float | None
    minimum: float
    knock_outs: tuple[KnockOut, ...]

    @property
    def is_mean_enough(self) -> bool:
        """Whether the mean is high enough."""
        return self.mean is not None and self.mean >= self.minimum - 1e-9

    @property
    def passed(self) -> bool:
        """Whether the gate may be passed: a mean that is high enough, and nothing that knocks out."""
        return self.is_mean_enough and not self.knock_outs


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Answers that cannot both be right (`kind` answers), or an answer that the documents do not bear out (documents): then
    `subject` is the mechanism, measure or rule, `shown` its state, value or number of findings, and `clause` where it is spoken of."""

    kind: Literal["answers", "documents"]
    participant: str
    questions: tuple[str, ...]
    text: Bilingual
    subject: str = ""
    shown: str = ""
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Advice:
    """What to work on for a question: `levels` are the answers that it is for, by participant; `gates` are those that they keep
    shut. Clauses, documents and roles by id."""

    question: str
    levels: Mapping[str, int | None]
    gates: tuple[str, ...]
    contradicted: bool
    text: Bilingual
    clauses: tuple[str, ...]
    documents: tuple[str, ...]
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Assessment:
    """What the answers of one moment come to. `scores` are means per dimension, 1-5, over the questions that were answered (None
    without any); `mean` is that of the dimensions. `unproven`: questions whose level asks for evidence that is not there."""

    moment: Moment
    scores: Mapping[str, float | None]
    mean: float | None
    answered: int
    unproven: tuple[str, ...]
    gates: Mapping[str, Gate]
    contradictions: tuple[Contradiction, ...]


@dataclass(frozen=True, slots=True)
class Spread:
    """A question that participants answer very differently: worth more than a mean."""

    question: str
    levels: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Readiness:
    """Everything that the answers say. `latest` has one assessment per participant, `history` all of them by date; `scores` and
    `mean` are means over participants, suppliers left out. A gate of all together is shut when it is for one of them."""

    latest: tuple[Assessment, ...]
    history: Mapping[str, tuple[Assessment, ...]]
    scores: Mapping[str, float | None]
    mean: float | None
    gates: Mapping[str, Gate]
    spreads: tuple[Spread, ...]
    advice: tuple[Advice, ...]
    compared: bool = False
    """Whether documents were looked at too."""

    @property
    def contradictions(self) -> tuple[Contradiction, ...]:
        """Those of all participants, now."""
        return tuple(c for a in self.latest for c in a.contradictions)
