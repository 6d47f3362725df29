"""suppression: what is wrong with a comment that suppresses findings. Nothing to find in a text: it is known only after all other
rules have looked (`tenderkit.lint.decide`), so that this kind only gives such findings their rule file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal

from tenderkit.language import Language
from tenderkit.lint.kinds import Outcome
from tenderkit.lint.parts import Strict

if TYPE_CHECKING:
    from tenderkit.lint.rules import Rule
    from tenderkit.lint.units import View


class SuppressionMatch(Strict):
    """What is wrong with it."""

    of: Literal["unused", "without-reason", "unclear"]


def parse(raw: dict[str, Any]) -> SuppressionMatch:
    """The match of a rule file; raises ValidationError."""
    return SuppressionMatch.model_validate(raw)


def patterns(match: SuppressionMatch) -> Iterable[tuple[str, Language]]:
    """None: there is nothing to compile."""
    return ()


def check(rule: Rule, match: SuppressionMatch, view: View) -> Outcome:
    """Nothing."""
    return Outcome()
