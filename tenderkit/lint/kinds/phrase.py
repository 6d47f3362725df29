"""phrase: sentences in which an expression is found."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from tenderkit.document.model import Kind, Span
from tenderkit.language import LANGUAGES, Language
from tenderkit.language.occurrence import members
from tenderkit.lint.corroboration import doubtful
from tenderkit.lint.expressions import Expression, Expressions, candidates, match
from tenderkit.lint.kinds import Hit, Outcome
from tenderkit.lint.parts import ByLanguage, Strict, worded
from tenderkit.lint.surroundings import Surrounding, stands_in

if TYPE_CHECKING:
    from tenderkit.lint.rules import Rule
    from tenderkit.lint.units import Unit, View


Find = Callable[["Unit"], tuple[int, int] | None]


class ExpressionsByLanguage(Strict):
    """Expressions for each language."""

    nl: Expressions = ()
    en: Expressions = ()


class Match(Strict):
    """Alternatives for each language: a sentence that matches one of them is a finding.

    `none`: the sentence is acquitted when one of these patterns is found in it. `acquit`: the whole document is, when any
    sentence in it matches one of these. `blocks`: only in blocks of these kinds. `not_in`: not in sentences of these sorts
    (tenderkit/lint/surroundings.py). `within`: that of every expression which has none of its own.
    """

    nl: Expressions = ()
    en: Expressions = ()
    none: ByLanguage = ByLanguage()
    acquit: ExpressionsByLanguage = ExpressionsByLanguage()
    not_heading: ByLanguage = ByLanguage()
    not_in: tuple[Surrounding, ...] = ()
    blocks: tuple[Kind, ...] = ()
    within: int | None = None


M = TypeVar("M", bound=Match)


def parse(raw: dict[str, Any]) -> Match:
    """The match of a rule file."""
    return narrowed(Match.model_validate(raw))


def narrowed(match_: M) -> M:
    """The match with its `within` given to every expression that has none."""
    if match_.within is None:
        return match_
    bounded: dict[str, Any] = {
        language: tuple(
            expression if expression.within is not None else expression.model_copy(update={"within": match_.within})
            for expression in getattr(match_, language)
        )
        for language in LANGUAGES
    }
    return match_.model_copy(update=bounded)


def patterns(match_: Match) -> Iterator[tuple[str, Language]]:
    """All patterns with their language."""
    for language in LANGUAGES:
        for expression in (*getattr(match_, language), *getattr(match_.acquit, language)):
            yield from ((source, language) for source in expression.patterns())
    yield from worded((match_.none, match_.not_heading))


def check(rule: Rule, match_: Match, view: View, find: Find | None = None) -> Outcome:
    """One hit for every sentence that matches.

    `find`: another way to match, tried first: the passage in a sentence as characters of its block, or None.
    """
    tried = {language: possible(getattr(match_, language), view, language) for language in LANGUAGES}
    hits = []
    for unit in view.units:
        language = unit.language
        if not tried[language] and find is None:
            continue
        if match_.blocks and view.document.blocks[unit.block].kind not in match_.blocks:
            continue
        place = find(unit) if find else None
        if place is None:
            span = first(view, unit, tried[language], language)
            place = unit.passage(*span) if span else None
        if place is None:
            continue
        if any(view.pattern(s, language).search(unit.text) for s in getattr(match_.none, language)):
            continue
        excluded = getattr(match_.not_heading, language)
        if excluded and any(view.pattern(s, language).search(view.headings[unit.block]) for s in excluded):
            continue
        if doubtful(rule.code, view, unit) or stands_in(view, unit, match_.not_in):
            continue
        hits.append(Hit(Span(unit.block, *place), Span(unit.block, unit.start, unit.end)))
    if hits and _acquitted(match_, view):
        return Outcome()
    return Outcome(tuple(hits))


def _acquitted(match_: Match, view: View) -> bool:
    """Whether some sentence of the document takes the ground from under all findings."""
    acquitting = {language: possible(getattr(match_.acquit, language), view, language) for language in LANGUAGES}
    return any(first(view, unit, acquitting[unit.language], unit.language) for unit in view.units)


def first(
    view: View, unit: Unit, expressions: Iterable[Expression] | Possible, language: Language
) -> tuple[int, int] | None:
    """Where the first matching expression is found in a sentence (folded positions), or None."""
    if isinstance(expressions, Possible):
        expressions = expressions.at(unit)
    for expression in expressions:
        span = match(view, unit, expression, language)
        if span is not None:
            return span
    return None


class Possible:
    """Which of some expressions each sentence of a document may match, told from the words that it holds."""

    __slots__ = ("_by_position",)

    def __init__(self, expressions: Iterable[Expression], view: View, language: Language) -> None:
        self._by_position: dict[int, tuple[Expression, ...]] = {}
        for expression in expressions:
            for position in members(candidates(view, expression, language)):
                self._by_position[position] = (*self._by_position.get(position, ()), expression)

    def __bool__(self) -> bool:
        return bool(self._by_position)

    def at(self, unit: Unit) -> tuple[Expression, ...]:
        """Those that are to be tried on a sentence, in their order."""
        return self._by_position.get(unit.position, ())


def possible(expressions: Sequence[Expression], view: View, language: Language) -> Possible:
    """The expressions by the sentences that they may match."""
    return Possible(expressions, view, language)
