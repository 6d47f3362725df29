"""Figures about a document as a whole."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tenderkit.lint.findings import Mechanism
from tenderkit.lint.kinds.mechanism import Match, axis_scores
from tenderkit.lint.units import LINTED_STORIES, View

_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")


def measure(view: View, states: Mapping[str, tuple[Match, Mechanism]]) -> dict[str, object]:
    """`words` of the running text; `coverage`: mechanisms present, by tier weight (0-1); the four `axes` (0-1)."""
    words = sum(len(_WORD.findall(b.text)) for b in view.document.blocks if b.story in LINTED_STORIES)
    figures: dict[str, object] = {"words": words}
    if states:
        weights = {"A": 3, "B": 2, "C": 1}
        total = sum(weights[m.tier] for m, _ in states.values())
        present = sum(weights[m.tier] for m, s in states.values() if s.state == "present")
        figures["coverage"] = round(present / total, 2)
        figures["axes"] = axis_scores(states)
    return figures
