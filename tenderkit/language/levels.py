"""How far a text prescribes: goal, outcome, function, means, procedure or organisation (dossier 3.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tenderkit.language import Language
from tenderkit.language.lexicon import level_patterns

if TYPE_CHECKING:
    from tenderkit.language.statement import Level

HOW: tuple[Level, ...] = ("H3", "H4", "H5")


def level_of(text: str, language: Language, measured: bool) -> Level:
    """The level of a requirement (dossier 3.1): the first whose cue the folded text has, the most prescriptive first."""
    patterns = level_patterns(language)
    for name, level in (("organisation", "H5"), ("procedure", "H4"), ("means", "H3")):
        if patterns[name].search(text):
            return level  # type: ignore[return-value]
    if patterns["outcome"].search(text):
        return "W1"
    if patterns["goal"].search(text) and not measured:
        return "W0"
    return "W2"
