"""set: what only several documents together tell - a document that is missing, days, weights and terms that do not agree.

Beside the protocol of every kind it has one of its own: `check_set(rule, match, tender)` looks at the whole tender set and
says in which document each hit stands. About one document alone it says nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel, ValidationError

from tenderkit.errors import nearest
from tenderkit.language import LANGUAGES, Language
from tenderkit.lint.expressions import Expression
from tenderkit.lint.kinds import Outcome
from tenderkit.lint.parts import Strict
from tenderkit.lint.sets import deadlines, facts, identifiers, missing, planning, weights, wishes, wording
from tenderkit.lint.sets.members import SetHit, TenderSet

if TYPE_CHECKING:
    from tenderkit.lint.rules import Rule
    from tenderkit.lint.units import View

_CHECKS: Mapping[str, tuple[type[Strict], Callable[[Any, TenderSet], Iterator[SetHit]]]] = {
    "missing-document": (missing.MissingMatch, missing.missing),
    "precedence": (wording.PrecedenceMatch, wording.precedence),
    "planning-order": (deadlines.OrderMatch, deadlines.order),
    "tender-term": (deadlines.TermMatch, deadlines.term),
    "standstill": (deadlines.StandstillMatch, deadlines.standstill),
    "weights": (weights.WeightsMatch, weights.weights),
    "wishes": (wishes.WishesMatch, wishes.wishes),
    "liability": (wording.LiabilityMatch, wording.liability),
    "framework-maximum": (wording.FrameworkMatch, wording.framework),
    "conflict": (facts.ConflictMatch, facts.conflicts),
    "identifiers": (identifiers.IdentifierMatch, identifiers.identifiers),
    "general-terms": (wording.GeneralTermsMatch, wording.general_terms),
}


class _Which(BaseModel):
    """Only which check it is; the rest of the match is read by that check."""

    of: str


def parse(raw: dict[str, Any]) -> Any:
    """The match of a rule file, as the model of the check that `of` names; raises ValidationError."""
    which = _Which.model_validate(raw).of
    if which not in _CHECKS:
        raise ValidationError.from_exception_data(
            "set",
            [
                {
                    "type": "value_error",
                    "loc": ("of",),
                    "input": which,
                    "ctx": {"error": ValueError(f"no check is called '{which}'; {nearest(which, _CHECKS)}")},
                }
            ],
        )
    return _CHECKS[which][0].model_validate(raw)


def patterns(match: Any) -> Iterator[tuple[str, Language]]:
    """All patterns with their language: everything under a key `nl` or `en` but a name in messages."""
    yield from _patterns(match, None)
    for step in planning.steps().values():
        yield from _patterns(step, None)


def _patterns(value: Any, language: Language | None) -> Iterator[tuple[str, Language]]:
    if isinstance(value, Expression):
        if language is not None:
            yield from ((source, language) for source in value.patterns())
    elif isinstance(value, BaseModel):
        for key in type(value).model_fields:
            if key != "name":
                spoken = next((known for known in LANGUAGES if known == key), language)
                yield from _patterns(getattr(value, key), spoken)
    elif isinstance(value, tuple):
        for item in value:
            if isinstance(item, str):
                if language is not None:
                    yield item, language
            else:
                yield from _patterns(item, language)


def check(rule: Rule, match: Any, view: View) -> Outcome:
    """Nothing: a document alone is no set."""
    return Outcome()


def check_set(rule: Rule, match: Any, tender: TenderSet) -> tuple[SetHit, ...]:
    """What the rule finds in a tender set, each with the index of the document it stands in."""
    _, run = _CHECKS[match.of]
    return tuple(run(match, tender))
