"""Which scenarios half a day is spent on, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from tenderkit.regie.scenarios.coverage import Coverage, ScenarioCoverage
from tenderkit.regie.scenarios.model import Theme
from tenderkit.regie.scenarios.uncertainties import Choice

MOST = 4
"""Scenarios in half a day: one of each theme."""

Because = Literal["given", "uncertain", "gaps", "gap", "practice"]


@dataclass(frozen=True, slots=True)
class Played:
    """A scenario of the session, and why: it was asked for, `uncertainties` ask for it, or so many (`open`) indispensable
    mechanisms have no answer in the contract."""

    coverage: ScenarioCoverage
    because: Because
    uncertainties: tuple[str, ...] = ()
    open: int = 0


def session(coverage: Coverage, choice: Choice | None = None, given: bool = False) -> list[Played]:
    """The scenarios to play, in order of their ids. `given`: those of the coverage were asked for one by one, and all are played.

    Otherwise one of each theme: what the uncertainties ask for most, and among equals what has most gaps.
    """
    if given:
        return [Played(one, "given") for one in coverage.scenarios]

    def rank(one: ScenarioCoverage) -> tuple[float, int, float, str]:
        weight = choice.weights.get(one.scenario.id, 0.0) if choice else 0.0
        return (-weight, -_open(one), one.share, one.scenario.id)

    ranked = sorted(coverage.scenarios, key=rank)
    best = [next((one for one in ranked if one.scenario.theme == theme), None) for theme in get_args(Theme)]
    picked = [one for one in best if one is not None]
    picked += [one for one in ranked if one not in picked][: MOST - len(picked)]
    return [_played(one, choice) for one in _in_order(picked)]


def _in_order(picked: Sequence[ScenarioCoverage]) -> list[ScenarioCoverage]:
    return sorted(picked, key=lambda one: one.scenario.id)


def _open(one: ScenarioCoverage) -> int:
    """Indispensable mechanisms without an answer."""
    return sum(gap.need.indispensable for gap in one.gaps)


def _played(one: ScenarioCoverage, choice: Choice | None) -> Played:
    ids = choice.ids(one.scenario.id) if choice else []
    if ids:
        return Played(one, "uncertain", tuple(ids))
    number = _open(one)
    return Played(one, "gaps" if number > 1 else "gap" if number else "practice", open=number)
