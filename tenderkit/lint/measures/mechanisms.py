"""What the mechanisms add up to: coverage (I14), completeness (I15), the change route (I16), exit (I20), the four axes.

They take the states that the mechanism rules found, in one document or in a set as a whole.
"""

from __future__ import annotations

from collections.abc import Mapping

from tenderkit.lint.findings import Mechanism
from tenderkit.lint.kinds.mechanism import TIER_WEIGHT, Match

States = Mapping[str, tuple[Match, Mechanism]]

# The steps of a change, and the elements of the mechanism change control that show each.
_ROUTE = {
    "trigger": ("INIT",),
    "request": ("x_impact",),
    "term": ("TERM",),
    "price": ("PRICE", "x_price_basis"),
    "decision": ("DECIDE",),
    "record": ("RECORD",),
    "fallback": ("FALLBACK",),
}
_EXIT = {"plan": "x_content", "date": "x_plan_date", "price": "PRICE", "rehearsal": "x_rehearsal"}


def coverage(states: States) -> float:
    """I14: tier weight (A 3, B 2, C 1) of the mechanisms present / that of all, 0 to 1. Source: domain dossier 1.8, 2."""
    total = sum(TIER_WEIGHT[m.tier] for m, _ in states.values())
    present = sum(TIER_WEIGHT[m.tier] for m, s in states.values() if s.state == "present")
    return round(present / total, 2)


def completeness(states: States) -> float | None:
    """I15: the mean share of elements found over the mechanisms present, 0 to 1; None when none is present.
    Source: domain dossier 1.8, 2.0."""
    present = [s.completeness for _, s in states.values() if s.state == "present"]
    return round(sum(present) / len(present), 2) if present else None


def change_route(states: States) -> dict[str, bool] | None:
    """I16: which steps of trigger - request - term - price - decision - record - fallback the change procedure has. None
    where general terms bring the procedure: they are not in the text. Source: domain dossier 1.6, 1.8."""
    state = _state(states, "change_control")
    if state is None or state.state == "by_reference":
        return None
    return {step: any(_has(state, name) for name in names) for step, names in _ROUTE.items()}


def exit_realism(states: States) -> dict[str, bool] | None:
    """I20: whether the exit has a plan with contents, a date for it, a price basis, a rehearsal, and data that come back. None
    where general terms bring the exit. Source: domain dossier 1.6, 1.8 (Giarte, Dirkzwager)."""
    state = _state(states, "exit_plan")
    if state is None or state.state == "by_reference":
        return None
    parts = {part: _has(state, name) for part, name in _EXIT.items()}
    data = _state(states, "data_return")
    return {**parts, "data": data is not None and data.state == "present"}


def pricing_scale(states: States, free_change: bool, fixed: bool) -> int | None:
    """I25: how prices can move, 1 to 5: 1 fixed for the whole term, 2 the supplier may change them, 3 indexed, 4 indexed within a
    limit and at a set moment, 5 that with a benchmark and open book or shared gain. None when the text does not say.
    `free_change`: the supplier may; `fixed`: the text says that they are. Source: domain dossier 1.2."""
    if free_change:
        return 2
    index = _state(states, "indexation")
    if index is None or index.state != "present":
        return 1 if fixed else None
    if not (_has(index, "CAP") and _has(index, "x_moment")):
        return 3
    shares = _present(states, "open_book") or _present(states, "gainshare")
    return 5 if _present(states, "benchmarking") and shares else 4


def _state(states: States, key: str) -> Mechanism | None:
    return states[key][1] if key in states else None


def _present(states: States, key: str) -> bool:
    state = _state(states, key)
    return state is not None and state.state == "present"


def _has(state: Mechanism, element: str) -> bool:
    return state.state in ("present", "mentioned") and element not in state.missing
