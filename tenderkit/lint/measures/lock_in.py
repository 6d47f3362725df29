"""The lock-in index (I19): how firmly a contract holds its client, 0 to 100.

    index = sum of the weights of the rules that found something / 74 x 100, at most 100

A rule counts once, however often it found something, and for half when every one of its findings is eased: a mechanism that
takes the sting out stands in the same clause (a long term beside a yearly right to stop). Weights and what eases stand in the
rule files (`lock_in`). 74 is the sum of the dossier's twenty weights; LCK021 is ours and comes on top. Source: domain dossier 4.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypedDict

from tenderkit.lint.findings import Mechanism
from tenderkit.lint.kinds import Hit
from tenderkit.lint.rules import LockIn, Rule
from tenderkit.lint.units import View

ALL_WEIGHTS = 74
LOW, HIGH = 15, 35  # bounds of the bands: starting points of the dossier


class Index(TypedDict):
    """The index, 0 to 100, and its band: low, medium or high."""

    index: int
    band: str


def points(
    view: View, found: Mapping[str, tuple[Rule, Sequence[Hit]]], states: Mapping[str, Mechanism]
) -> dict[str, float]:
    """What each lock-in rule adds in one document, by its code: its weight, or half of it."""
    added: dict[str, float] = {}
    for code, (rule, hits) in found.items():
        if rule.lock_in is not None and hits:
            eased = all(_is_eased(view, hit, rule.lock_in, states) for hit in hits)
            added[code] = rule.lock_in.weight * (0.5 if eased else 1.0)
    return added


def index(documents: Iterable[Mapping[str, float]]) -> Index:
    """The index of documents that belong together (or of one): a rule counts by the document in which it weighs most."""
    best: dict[str, float] = {}
    for added in documents:
        for code, weight in added.items():
            best[code] = max(weight, best.get(code, 0.0))
    figure = min(round(sum(best.values()) / ALL_WEIGHTS * 100), 100)
    return {"index": figure, "band": "low" if figure < LOW else "medium" if figure <= HIGH else "high"}


def _is_eased(view: View, hit: Hit, lock_in: LockIn, states: Mapping[str, Mechanism]) -> bool:
    if hit.span is None:
        return False
    section = view.document.section(hit.span.block)
    clause = section.blocks if section else (hit.span.block,)
    sentence = view.document.text(hit.sentence or hit.span)
    present = (states[key] for key in lock_in.eased_by if key in states and states[key].state == "present")
    # The sentence that locks in does not ease itself, whatever mechanism speaks in it too.
    return any(e.block in clause and e.text != sentence for state in present for e in state.evidence)
