"""What mechanisms, and the elements that they lack, are called in a report."""

from __future__ import annotations

from collections.abc import Sequence

from tenderkit.lint.findings import Mechanism
from tenderkit.lint.kinds.mechanism import Match, element_name
from tenderkit.lint.rules import Rule


def mechanism_names(rules: Sequence[Rule], language: str) -> dict[str, str]:
    """The title of each mechanism, by its key."""
    return {r.match["mechanism"]: r.title.get(language) for r in rules if r.kind == "mechanism"}


def missing_elements(rules: Sequence[Rule], key: str, mechanism: Mechanism, language: str) -> list[str]:
    """The elements that a mechanism lacks in a text; none for one that is absent altogether."""
    if mechanism.state == "absent":
        return []
    rule = next((r for r in rules if r.kind == "mechanism" and r.match["mechanism"] == key), None)
    if rule is None:
        return list(mechanism.missing)
    match_ = Match.model_validate(rule.match)
    return [element_name(match_, name, language) for name in mechanism.missing]
