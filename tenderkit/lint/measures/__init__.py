"""Figures about a document as a whole: the indicators I01-I25 that a text can give.

One module for each subject; docs/measures.md tells what each figure means, and rules/figures.yml what the report says of it. A
figure for which there is nothing to count is left out: 0 would be a finding.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tenderkit.lint.balance import Balance
from tenderkit.lint.kinds.mechanism import axis_scores
from tenderkit.lint.measures import contract, duties, lock_in, mechanisms, requirements, wording
from tenderkit.lint.units import LINTED_STORIES, View

if TYPE_CHECKING:
    from tenderkit.lint.kinds import Hit
    from tenderkit.lint.rules import Rule

CONTRACTS = ("agreement", "terms")
"""The kinds of document that figures about a contract are for."""

Found = Mapping[str, tuple["Rule", Sequence["Hit"]]]

# I11, I23: the rules whose findings are counted, by their codes.
FROZEN = ("DET002", "DET003", "DET004", "DET005")
LOOSE = ("REF002", "REF003", "REF004", "REF005", "REF006")
PRICE_CHANGE = "LCK004"

_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")


def is_counted(rule: Rule, kind: str) -> bool:
    """Whether a measure rests on what a rule finds in a document of that kind: it is asked then, selected or not."""
    if rule.documents and kind not in rule.documents:
        return False
    return rule.code in (*FROZEN, *LOOSE) or (rule.lock_in is not None and kind in CONTRACTS)


def measure(view: View, states: mechanisms.States, kind: str = "", found: Found | None = None) -> dict[str, object]:
    """The figures of one document by name. `found`: the rules that were asked, by code, with what they found."""
    found = found or {}
    words = sum(len(_WORD.findall(b.text)) for b in view.document.blocks if b.story in LINTED_STORIES)
    counted = view.balance
    known = {key: state for key, (_, state) in states.items()}
    figures: dict[str, object] = {
        "words": words,
        "how_ratio": requirements.how_ratio(view),
        "must_ratio": requirements.must_ratio(view),
        "demands": requirements.demands(view),
        "balance": _balance([counted]),
        "counts": counted.figures(),
        **from_states(states, kind in CONTRACTS),
    }
    if words and view.units:
        figures["rigidity"] = wording.rigidity(view, words)
        figures["obligation_density"] = wording.obligation_density(view, words)
    figures |= {
        "joint_share": duties.joint_share(counted),
        "discretion": duties.discretion(counted),
        "penalties_per_incentive": duties.penalties_per_incentive(counted),
        "frame": wording.frame(view),
        "readability": wording.readability(view),
        "indicators": requirements.indicators(view),
        "minutes_share": requirements.minutes_share(view),
        "frozen_references": _number(found, FROZEN),
        "loose_ends": _number(found, LOOSE),
    }
    if kind in CONTRACTS:
        figures |= {
            "incorporated": contract.incorporated(view),
            "amendment_levels": len(contract.amendment_levels(view)) or None,
            "review_months": contract.review_months(view),
            "term_years": contract.term_years(view),
        }
        if PRICE_CHANGE in found:
            free = bool(found[PRICE_CHANGE][1])
            figures["pricing_scale"] = mechanisms.pricing_scale(states, free, contract.fixed_price(view))
        if any(rule.lock_in for rule, _ in found.values()):
            figures["lock_in"] = lock_in.index([lock_in.points(view, found, known)])
    return {name: figure for name, figure in figures.items() if figure is not None}


def from_states(states: mechanisms.States, whole: bool) -> dict[str, Any]:
    """The figures that the mechanisms give, of a document or a set; `whole`: it is a contract, of which one may ask for a
    route for changes and a way out."""
    if not states:
        return {}
    figures: dict[str, Any] = {
        "coverage": mechanisms.coverage(states),
        "completeness": mechanisms.completeness(states),
        "axes": axis_scores(states),
    }
    if whole:
        figures |= {"change_route": mechanisms.change_route(states), "exit_realism": mechanisms.exit_realism(states)}
    return figures


def of_set(
    documents: Sequence[tuple[str, View, dict[str, object]]],
    states: mechanisms.States,
    locks: Sequence[Mapping[str, float]] | None,
    contracts: Sequence[str],
) -> dict[str, object]:
    """The figures of a tender set: kind, view and own figures of each document. `states`: the mechanisms as the set
    arranges them; `locks`: what lock-in rules add in each document (None: they were not asked); `contracts`: the kinds of document
    that make the contract."""
    counted = [view.balance for kind, view, _ in documents if kind in contracts]
    has_contract = any(kind in CONTRACTS for kind, _, _ in documents)
    figures: dict[str, object] = {
        "words": sum(_words(own) for _, _, own in documents),
        "handbook_ratio": _handbook_ratio([(kind, _words(own)) for kind, _, own in documents]),
        "balance": _balance(counted),
        **from_states(states, has_contract),
    }
    if locks is not None and has_contract:
        figures["lock_in"] = lock_in.index(locks)
    return {name: figure for name, figure in figures.items() if figure is not None}


def _words(figures: Mapping[str, object]) -> int:
    words = figures.get("words", 0)
    return words if isinstance(words, int) else 0


def _handbook_ratio(sizes: Sequence[tuple[str, int]]) -> float | None:
    """I01: words of the operations manual / words of agreement and terms. Source: domain dossier 1.8, O5."""
    handbook = sum(words for kind, words in sizes if kind == "dap")
    agreed = sum(words for kind, words in sizes if kind in CONTRACTS)
    return round(handbook / agreed, 2) if handbook and agreed else None


def _balance(counted: Sequence[Balance]) -> float | None:
    """Anchored trust against one-sided sanction, over one document or several."""
    anchored = sum(len(c.anchored) for c in counted)
    total = anchored + sum(c.one_sided for c in counted)
    return round(anchored / total, 2) if total else None


def _number(found: Found, codes: Sequence[str]) -> int | None:
    """How many findings rules have together; None when none of them was asked."""
    asked = [found[code][1] for code in codes if code in found]
    return sum(map(len, asked)) if asked else None


__all__ = ["CONTRACTS", "from_states", "is_counted", "measure", "of_set"]
