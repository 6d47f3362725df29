"""Where a rule and a likeness stand up for each other.

A sentence that a rule's patterns find in a passage that resembles nothing of the kind is no finding; a sentence that they miss is
one when its passage is much like it and a pattern of `with` stands in it. Which rules, and from which likeness: rules/likeness.yml.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from tenderkit.lint import likeness

if TYPE_CHECKING:
    from tenderkit.lint.units import Unit, View


class Corroboration:
    """The second witness for the findings of one rule in one document."""

    def __init__(self, code: str, view: View) -> None:
        self._view = view
        self._use = likeness.use()
        self._witness = self._use.findings.get(code)

    def doubts(self, unit: Unit) -> bool:
        """Whether a sentence that the rule finds stands in a passage about something else."""
        if self._witness is None:
            return False
        return self._view.likenesses.of(unit, self._witness.label) < self._use.doubtful

    def finds(self, unit: Unit) -> bool:
        """Whether a sentence that the rule misses is a finding all the same."""
        if unit.position not in self._alike or self._witness is None:
            return False
        sources = getattr(self._witness.with_, unit.language)
        return any(self._view.pattern(source, unit.language).search(unit.text) for source in sources)

    @cached_property
    def _alike(self) -> frozenset[int]:
        if self._witness is None:
            return frozenset()
        found = self._view.likenesses.like(self._witness.label, self._use.found)
        return frozenset(unit.position for unit, _, _ in found)
