"""The second witness for a finding: a sentence that a rule finds in a passage that resembles nothing of the kind is none.

Which rules have one, and from which likeness: rules/likeness.yml.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tenderkit.lint import likeness

if TYPE_CHECKING:
    from tenderkit.lint.units import Unit, View


def doubtful(code: str, view: View, unit: Unit) -> bool:
    """Whether a sentence that the rule finds stands in a passage about something else."""
    use = likeness.use()
    label = use.findings.get(code)
    return label is not None and view.likenesses.of(unit, label) < use.doubtful_finding
