"""Figures about a document as a whole."""

from __future__ import annotations

import re
from collections.abc import Mapping

from tenderkit.language import Language
from tenderkit.language.levels import HOW, level_of
from tenderkit.language.measures import measures
from tenderkit.lint.findings import Mechanism
from tenderkit.lint.kinds.mechanism import Match, axis_scores
from tenderkit.lint.units import LINTED_STORIES, View

_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")


_WISH: dict[Language, str] = {
    "nl": "(bij voorkeur|wens|wenst|wenselijk|gewenst|idealiter|zou .. (moeten|kunnen|fijn)|heeft de voorkeur|pre)",
    "en": "(preferably|wish|wishes|desirable|desired|ideally|would like|should|is preferred|nice to have)",
}


def how_ratio(view: View) -> float | None:
    """Of the sentences that prescribe a level of how or name an outcome or measured performance, the share of how (I08)."""
    how = what = 0
    for unit in view.units:
        if view.pattern("(<must>|<party>)", unit.language).search(unit.text) is None:
            continue
        measured = any(not m.is_count for m in measures(unit.text))
        level = level_of(unit.text, unit.language, measured)
        if level in HOW:
            how += 1
        elif level == "W1" or measured:
            what += 1
    return round(how / (how + what), 2) if how + what else None


def must_ratio(view: View) -> float | None:
    """Of the sentences that demand or wish something, the share of demands (I09)."""
    must = wish = 0
    for unit in view.units:
        if view.pattern(_WISH[unit.language], unit.language).search(unit.text):
            wish += 1
        elif view.pattern("<must>", unit.language).search(unit.text):
            must += 1
    return round(must / (must + wish), 2) if must + wish else None


def measure(view: View, states: Mapping[str, tuple[Match, Mechanism]]) -> dict[str, object]:
    """Figures by name: `words` of the running text; `how_ratio` and `must_ratio` (0-1, when there is something to count);
    `balance` of anchored trust against one-sided sanction (0-1) and the `counts` it rests on; `coverage`: mechanisms present, by
    tier weight (0-1); the four `axes` (0-1)."""
    words = sum(len(_WORD.findall(b.text)) for b in view.document.blocks if b.story in LINTED_STORIES)
    figures: dict[str, object] = {"words": words}
    how = how_ratio(view)
    if how is not None:
        figures["how_ratio"] = how
    must = must_ratio(view)
    if must is not None:
        figures["must_ratio"] = must
    counted = view.balance
    if counted.anchored or counted.one_sided:
        figures["balance"] = round(counted.trust, 2)
    figures["counts"] = counted.figures()
    if states:
        weights = {"A": 3, "B": 2, "C": 1}
        total = sum(weights[m.tier] for m, _ in states.values())
        present = sum(weights[m.tier] for m, s in states.values() if s.state == "present")
        figures["coverage"] = round(present / total, 2)
        figures["axes"] = axis_scores(states)
    return figures
