"""Which scenarios a contract can answer, and with which clause. Pure: reports of documents in, coverage out.

reports = Linter(...).lint / SetLinter(...).check
result = cover(reports, load_scenarios())
result.share, result.counts, result.scenarios[0].verdict
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from tenderkit.lint.findings import DocumentReport, Mechanism
from tenderkit.lint.set_engine import BEST_FIRST, CONTRACT_KINDS
from tenderkit.regie.scenarios.model import Need, Scenario

COMPLETE = 0.6
"""The share of its elements from which an arrangement counts as an answer (domain dossier 8.3)."""
GATE = 0.8
"""The coverage that is asked before publication (domain dossier 7.4, G2)."""

Status = Literal["answered", "incomplete", "by_reference", "mentioned", "absent"]
"""answered: arranged, and complete enough; incomplete: arranged, but much is missing; by_reference: only through general
terms; mentioned: touched on and not usable; absent: nothing."""

Verdict = Literal["ready", "partly", "gap"]
"""ready: every mechanism answers; partly: only dispensable ones do not; gap: an indispensable one does not."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause that answers: the document (as its report calls it), the number as a reader sees it, the block and the text."""

    document: str
    number: str
    block: int
    text: str


@dataclass(frozen=True, slots=True)
class Article:
    """An article with the numbers of the clauses in it that answer."""

    document: str
    number: str
    clauses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What the contract has for one mechanism that a scenario asks for. `missing` are keys of elements."""

    need: Need
    status: Status
    completeness: float
    clauses: tuple[Clause, ...]
    missing: tuple[str, ...]
    mechanism: Mechanism

    @property
    def holds(self) -> bool:
        """Whether it answers."""
        return self.status == "answered"

    @property
    def articles(self) -> list[Article]:
        """The articles that these clauses stand in, the one with most of them first."""
        found: dict[tuple[str, str], list[str]] = {}
        for clause in self.clauses:
            article = re.split(r"[.\s]", clause.number, maxsplit=1)[0]
            found.setdefault((clause.document, article), []).append(clause.number)
        most = sorted(found.items(), key=lambda entry: -len(entry[1]))
        return [Article(document, article, tuple(dict.fromkeys(n))) for (document, article), n in most]


@dataclass(frozen=True, slots=True)
class ScenarioCoverage:
    """One scenario against the contract."""

    scenario: Scenario
    answers: tuple[Answer, ...]

    @property
    def share(self) -> float:
        """The share of its mechanisms that answer (0-1)."""
        return sum(answer.holds for answer in self.answers) / len(self.answers)

    @property
    def gaps(self) -> tuple[Answer, ...]:
        """What does not answer, the indispensable first."""
        return tuple(sorted((a for a in self.answers if not a.holds), key=lambda a: not a.need.indispensable))

    @property
    def verdict(self) -> Verdict:
        """Whether the contract has an answer."""
        if any(gap.need.indispensable for gap in self.gaps):
            return "gap"
        return "partly" if self.gaps else "ready"


@dataclass(frozen=True, slots=True)
class Coverage:
    """All chosen scenarios against the contract. `documents` are the paths of what was read, `language` that of the contract
    ("" when nobody can tell), `mechanisms` all of them as these documents arrange them together."""

    documents: tuple[str, ...]
    language: str
    scenarios: tuple[ScenarioCoverage, ...]
    mechanisms: Mapping[str, Mechanism]

    @property
    def unused(self) -> tuple[str, ...]:
        """The mechanisms that no chosen scenario asks for."""
        asked = {answer.need.mechanism for one in self.scenarios for answer in one.answers}
        return tuple(key for key in self.mechanisms if key not in asked)

    @property
    def share(self) -> float:
        """Answers over mechanisms asked for, all scenarios together (0-1)."""
        asked = sum(len(one.answers) for one in self.scenarios)
        return sum(answer.holds for one in self.scenarios for answer in one.answers) / asked if asked else 0.0

    @property
    def counts(self) -> dict[str, int]:
        """How many scenarios have each verdict."""
        found = Counter(one.verdict for one in self.scenarios)
        return {"ready": found["ready"], "partly": found["partly"], "gap": found["gap"]}

    @property
    def most_missed(self) -> list[tuple[str, int, int]]:
        """The mechanisms that do not answer: key, in how many scenarios, and in how many of these it is indispensable;
        those that open most scenarios first."""
        missed: Counter[str] = Counter()
        vital: Counter[str] = Counter()
        for one in self.scenarios:
            for gap in one.gaps:
                missed[gap.need.mechanism] += 1
                vital[gap.need.mechanism] += gap.need.indispensable
        return sorted(((k, n, vital[k]) for k, n in missed.items()), key=lambda m: (-m[2], -m[1], m[0]))


def cover(reports: Sequence[DocumentReport], scenarios: Sequence[Scenario]) -> Coverage:
    """The coverage of some scenarios by a contract: the reports of its documents, with or without that on them as a set.

    The report on a set says best what its documents arrange together; without it each mechanism is that of the contract
    document that arranges it best.
    """
    own = [report for report in reports if not report.documents]
    total = next((report for report in reports if report.documents), None)
    states = dict(total.mechanisms) if total and total.mechanisms else _best(own)
    languages = [report.language for report in (*([total] if total else []), *own) if report.language]
    return Coverage(
        tuple(report.path for report in own),
        languages[0] if languages else "",
        tuple(
            ScenarioCoverage(scenario, tuple(_answer(need, states, own) for need in scenario.needs))
            for scenario in scenarios
        ),
        states,
    )


def status_of(state: Mechanism) -> Status:
    """What a mechanism in that state is worth as an answer."""
    if state.state == "present":
        return "answered" if state.completeness >= COMPLETE else "incomplete"
    return state.state


def _best(reports: Sequence[DocumentReport]) -> dict[str, Mechanism]:
    """Each mechanism as the contract document that arranges it best has it; any document when none is of the contract."""
    counted = [report for report in reports if report.kind in CONTRACT_KINDS] or list(reports)
    found: dict[str, Mechanism] = {}
    for key in dict.fromkeys(key for report in counted for key in report.mechanisms):
        offered = [report.mechanisms[key] for report in counted if key in report.mechanisms]
        found[key] = min(offered, key=lambda one: (BEST_FIRST.index(one.state), -one.completeness))
    return found


def _answer(need: Need, states: Mapping[str, Mechanism], reports: Sequence[DocumentReport]) -> Answer:
    state = states.get(need.mechanism, Mechanism("absent"))
    clauses = tuple(_clauses(need.mechanism, state, reports))
    return Answer(need, status_of(state), state.completeness, clauses, state.missing, state)


def _clauses(key: str, state: Mechanism, reports: Iterable[DocumentReport]) -> Iterable[Clause]:
    """Where the evidence stands. The report on a set names the document in the number; here it is told apart again."""
    passages = [(e.block, e.text) for e in state.evidence]
    for report in reports:
        own = report.mechanisms.get(key)
        same = own is not None and replace(own, evidence=()) == replace(state, evidence=())
        if own and same and [(e.block, e.text) for e in own.evidence] == passages:
            return [Clause(report.path, e.clause, e.block, e.text) for e in own.evidence]
    return [Clause("", e.clause, e.block, e.text) for e in state.evidence]
