"""statement: sentences that say something, whatever their words and their order: who must, may or must not do what.

The same lines serve both languages. `nl` and `en` hold expressions as a phrase rule has them, for what is no statement
(labels, cells, headings in a sentence's clothes).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BeforeValidator

from tenderkit.language import Language
from tenderkit.lint.kinds import Outcome, phrase
from tenderkit.lint.kinds.phrase import Match as PhraseMatch
from tenderkit.lint.statements import StatementMatch, says

if TYPE_CHECKING:
    from tenderkit.lint.rules import Rule
    from tenderkit.lint.units import Unit, View


def _one_or_more(value: Any) -> Any:
    return [value] if isinstance(value, dict) else value


class Match(PhraseMatch):
    """`any`: what a statement may say to be a finding. The rest is as in a phrase rule."""

    any: Annotated[tuple[StatementMatch, ...], BeforeValidator(_one_or_more)]


def parse(raw: dict[str, Any]) -> Match:
    """The match of a rule file."""
    return phrase.narrowed(Match.model_validate(raw))


def patterns(match_: Match) -> Iterator[tuple[str, Language]]:
    """All patterns with their language."""
    return phrase.patterns(match_)


def check(rule: Rule, match_: Match, view: View) -> Outcome:
    """One hit for every sentence with such a statement, or that matches an expression."""

    def find(unit: Unit) -> tuple[int, int] | None:
        for alternative in match_.any:
            found = says(view, unit, alternative)
            if found is not None:
                return unit.start + found.start, unit.start + found.end
        return None

    return phrase.check(rule, match_, view, find)


__all__ = ["Match", "check", "parse", "patterns"]
