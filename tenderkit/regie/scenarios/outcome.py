"""What a session comes to: points, gaps and actions, from the score cards and the coverage by the contract. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from tenderkit.regie.scenarios.coverage import Answer, Coverage, ScenarioCoverage
from tenderkit.regie.scenarios.criteria import APART, CRITERIA, LEAST
from tenderkit.regie.scenarios.model import Scenario
from tenderkit.regie.scenarios.scorebook import SIDES, Action, Cards, Score
from tenderkit.regie.tables import Notice

Finding = Literal["fine", "contract gap", "knowledge gap", "shared gap", "unfinished"]
"""contract gap: too few points, and the contract has no answer (or nobody looked); knowledge gap: too few points, while the
contract has an answer; shared gap: the sides are far apart; unfinished: too little was filled in."""

ENOUGH = 5
"""Criteria that must be scored before a total is judged."""
WEAK = 1.0
"""A criterion with at most so many points is weak."""


@dataclass(frozen=True, slots=True)
class Scored:
    """One scenario as it was played. `points` by criterion and side: the mean of the observers; `coverage` is None when the
    contract was not given."""

    scenario: Scenario
    points: dict[str, dict[str, float | None]]
    remarks: tuple[tuple[str, str, str], ...]  # criterion, remark, observer
    actions: tuple[Action, ...]
    coverage: ScenarioCoverage | None

    def count(self, side: str) -> int:
        """How many criteria were scored for a side."""
        return sum(points[side] is not None for points in self.points.values())

    def total(self, side: str) -> float | None:
        """The points of a side, what was not filled in made up for by the mean of what was; None when nothing was."""
        given = [points[side] for points in self.points.values()]
        known = [p for p in given if p is not None]
        return sum(known) / len(known) * len(CRITERIA) if known else None

    @property
    def result(self) -> float | None:
        """The points that count: those of the joint decision, else the mean of the two sides."""
        return _counting({side: self.total(side) for side in SIDES})

    @property
    def difference(self) -> float | None:
        """How far the two sides are apart, in points."""
        client, supplier = self.total("client"), self.total("supplier")
        return None if client is None or supplier is None else abs(client - supplier)

    @property
    def findings(self) -> list[Finding]:
        """What the points say."""
        result = self.result
        if result is None or max(self.count(side) for side in SIDES) < ENOUGH:
            return ["unfinished"]
        found: list[Finding] = []
        if result < LEAST:
            answered = self.coverage is not None and self.coverage.verdict != "gap"
            found.append("knowledge gap" if answered else "contract gap")
        if self.difference is not None and self.difference > APART:
            found.append("shared gap")
        return found or ["fine"]

    @property
    def weak(self) -> list[str]:
        """The criteria with few points."""
        known = [(name, _counting(points)) for name, points in self.points.items()]
        return [name for name, points in known if points is not None and points <= WEAK]

    @property
    def open(self) -> tuple[Answer, ...]:
        """What the contract lacks for it."""
        return self.coverage.gaps if self.coverage else ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """The session: its scenarios, actions that are about none of them, and what could not be read."""

    scored: tuple[Scored, ...]
    actions: tuple[Action, ...]
    observers: tuple[str, ...]
    notices: tuple[Notice, ...]


def outcome(cards: Cards, scenarios: Sequence[Scenario], coverage: Coverage | None = None) -> Outcome:
    """The outcome of a session; `coverage` of the contract that was practised with, if it is known."""
    covered = {one.scenario.id: one for one in coverage.scenarios} if coverage else {}
    played = {score.scenario for score in cards.scores} | {a.scenario for a in cards.actions if a.scenario}
    scored = [_scored(scenario, cards, covered.get(scenario.id)) for scenario in scenarios if scenario.id in played]
    loose = tuple(action for action in cards.actions if not action.scenario)
    return Outcome(tuple(scored), loose, tuple(cards.observers), tuple(cards.notices))


def _scored(scenario: Scenario, cards: Cards, coverage: ScenarioCoverage | None) -> Scored:
    own = [score for score in cards.scores if score.scenario == scenario.id]
    points = {name: {side: _mean([s for s in own if s.criterion == name], side) for side in SIDES} for name in CRITERIA}
    remarks = tuple((s.criterion, s.remark, s.observer) for s in own if s.remark)
    actions = tuple(action for action in cards.actions if action.scenario == scenario.id)
    return Scored(scenario, points, remarks, actions, coverage)


def _mean(scores: Sequence[Score], side: str) -> float | None:
    given = [points for score in scores if (points := score.points[side]) is not None]
    return sum(given) / len(given) if given else None


def _counting(points: Mapping[str, float | None]) -> float | None:
    """Of points by side those that count: the joint decision, else the mean of the two sides."""
    if points["joint"] is not None:
        return points["joint"]
    given = [p for side in ("client", "supplier") if (p := points[side]) is not None]
    return sum(given) / len(given) if given else None
