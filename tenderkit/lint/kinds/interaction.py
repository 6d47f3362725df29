"""interaction: what mechanisms do to each other, or lack together: a way out without an exit plan.

It looks at the states that the mechanism rules have found in the document, at sentences, and at terms that contradict each other.
Source: the interactions of the domain dossier (2.28).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BeforeValidator

from tenderkit.document.model import Span
from tenderkit.language import LANGUAGES, Language
from tenderkit.language.quantities import durations
from tenderkit.lint.kinds import Hit, Outcome
from tenderkit.lint.kinds.phrase import ExpressionsByLanguage, first, possible
from tenderkit.lint.parts import Strict
from tenderkit.lint.statements import StatementMatch, says

if TYPE_CHECKING:
    from tenderkit.lint.findings import Mechanism
    from tenderkit.lint.rules import Rule
    from tenderkit.lint.units import Unit, View

StateName = Literal["present", "mentioned", "by_reference", "absent"]
SAME = 1.01  # terms that differ by a hundredth are the same: twelve months are a year


def _many(value: Any) -> Any:
    return (value,) if isinstance(value, str | dict) else value


Names = Annotated[tuple[str, ...], BeforeValidator(_many)]


class Condition(Strict):
    """`state`: one of these; `missing`: one of these elements was not found; `has`: all of these were."""

    mechanism: str
    state: Annotated[tuple[StateName, ...], BeforeValidator(_many)] = ()
    missing: Names = ()
    has: Names = ()

    def holds(self, mechanism: Mechanism | None) -> bool:
        """Whether it is true of what was found."""
        if mechanism is None:
            return False
        if self.state and mechanism.state not in self.state:
            return False
        if self.missing and not set(self.missing) & set(mechanism.missing):
            return False
        return not set(self.has) & set(mechanism.missing)


Conditions = Annotated[tuple[Condition, ...], BeforeValidator(_many)]


class Match(Strict):
    """All of `when` and one of `any` must hold. `says`: a sentence must say this too, and is the place; `unless`: none may.
    `terms_differ`: two sentences that say this give different lengths of time. `at`: the mechanism whose first passage is
    the place (the first of `when`, if left out)."""

    when: Conditions = ()
    any: Conditions = ()
    at: str = ""
    says: ExpressionsByLanguage = ExpressionsByLanguage()
    unless: ExpressionsByLanguage = ExpressionsByLanguage()
    terms_differ: StatementMatch | None = None


def parse(raw: dict[str, Any]) -> Match:
    """The match of a rule file."""
    return Match.model_validate(raw)


def patterns(match_: Match) -> Iterator[tuple[str, Language]]:
    """All patterns with their language."""
    for language in LANGUAGES:
        for part in (match_.says, match_.unless):
            for expression in getattr(part, language):
                yield from ((source, language) for source in expression.patterns())


def check(rule: Rule, match_: Match, view: View) -> Outcome:
    """At most one hit: where the interaction shows."""
    found = view.mechanisms
    if not all(c.holds(found.get(c.mechanism)) for c in match_.when):
        return Outcome()
    if match_.any and not any(c.holds(found.get(c.mechanism)) for c in match_.any):
        return Outcome()
    if _first_unit(view, match_.unless) is not None:
        return Outcome()
    if match_.terms_differ is not None:
        return Outcome(tuple(_conflict(view, match_.terms_differ)))
    if match_.says.nl or match_.says.en:
        unit = _first_unit(view, match_.says)
        if unit is None:
            return Outcome()
        return Outcome((_hit(unit),))
    key = match_.at or next((c.mechanism for c in match_.when), "")
    evidence = found[key].evidence if key in found else ()
    if not evidence:
        return Outcome((Hit(),))
    block = evidence[0].block
    text = view.document.blocks[block].text
    start = max(text.find(evidence[0].text), 0)
    span = Span(block, start, start + len(evidence[0].text))
    return Outcome((Hit(span, span),))


def _hit(unit: Unit) -> Hit:
    span = Span(unit.block, unit.start, unit.end)
    return Hit(span, span)


def _first_unit(view: View, expressions: ExpressionsByLanguage) -> Unit | None:
    sources = {x: possible(getattr(expressions, x), view, x) for x in LANGUAGES}
    if not any(sources.values()):
        return None
    return next((u for u in view.units if first(view, u, sources[u.language], u.language) is not None), None)


def _conflict(view: View, match: StatementMatch) -> Iterator[Hit]:
    """The second of two sentences that give one right different terms; the message names both clauses."""
    known: tuple[Unit, float] | None = None
    for unit in view.units:
        statement = says(view, unit, match)
        days = _days(view, unit, match) or (statement.term.days if statement and statement.term else 0.0)
        if statement is None or not days:
            continue
        if known is None:
            known = (unit, days)
        elif max(days, known[1]) > min(days, known[1]) * SAME and unit.block != known[0].block:
            yield _hit(unit)
            return


def _days(view: View, unit: Unit, match: StatementMatch) -> float:
    """The length of time in the passage that `term.at` finds, in days; 0 for none."""
    for source in match.term.at if match.term else ():
        for start, end in view.pattern(source, unit.language).spans(unit.text):
            found = next((d.days for d in durations(unit.text) if start <= d.start and d.end <= end), 0.0)
            if found:
                return found
    return 0.0
