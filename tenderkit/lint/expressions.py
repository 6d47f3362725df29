"""What a rule looks for in one sentence: patterns that must all, or any, or not be there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BeforeValidator, Field

from tenderkit.language import Language
from tenderkit.lint.parts import Length, Patterns, Strict, length_fits
from tenderkit.lint.statements import StatementMatch, says

if TYPE_CHECKING:
    from tenderkit.language.patterns import Pattern
    from tenderkit.lint.units import Unit, View


class Expression(Strict):
    """A sentence matches when all of `all`, one of `any` and none of `none` are found in it, in whatever order.

    For an item of a list, `all` and `any` may also be found in the stem above the list, but not all of them: what the stem
    says without the item is the stem's. What one of `name` finds must end in a name: a word with a capital in the middle of
    a sentence that is no party and no defined term. `heading`, `column` and `row` look at the headings above, the column's
    header and the row of a table; their `not_` forms exclude. `length` tests a duration. `statement`: the sentence says this,
    whatever its words. `outside` holds what may stand elsewhere in the sentence but not in the passage found: "may terminate
    at any time" counts beside "may not be assigned", "may not terminate at any time" does not. `within`: the passage found
    is at most so many characters long, the shortest that there is in the sentence; words at either end of a long sentence
    need not have to do with each other. A plain string stands for {any: [string]}.
    """

    all: Patterns = ()
    any: Patterns = ()
    name: Patterns = ()
    none: Patterns = ()
    outside: Patterns = ()
    heading: Patterns = ()
    not_heading: Patterns = ()
    column: Patterns = ()
    not_column: Patterns = ()
    row: Patterns = ()
    not_row: Patterns = ()
    length: Length | None = None
    statement: StatementMatch | None = None
    within: int | None = None
    affirmed: bool = Field(False, description="the passage does not count when it is denied ('geen', 'is uitgesloten')")

    def patterns(self) -> Sequence[str]:
        """All patterns, for checking."""
        return (
            *self.all, *self.any, *self.name, *self.none, *self.outside, *self.heading, *self.not_heading,
            *self.column, *self.not_column, *self.row, *self.not_row, *(self.length.at if self.length else ()),
        )  # fmt: skip


def _expression(value: Any) -> Any:
    return {"any": [value]} if isinstance(value, str) else value


Expressions = Annotated[
    tuple[Annotated[Expression, BeforeValidator(_expression)], ...],
    BeforeValidator(lambda v: [v] if isinstance(v, str | dict) else v),
]


def match(view: View, unit: Unit, expression: Expression, language: Language) -> tuple[int, int] | None:
    """Where the expression is found in the sentence (folded start and end), or None.

    The span runs from the first to the last word that a pattern of `all` or `any` found in the sentence itself.
    """
    text, stem = unit.text, unit.context
    leans = False  # on the stem: then nothing of `none` may stand there either
    spans: list[tuple[int, int]] = []
    found_in_text: list[Pattern] = []
    for source in expression.all:
        pattern = view.pattern(source, language)
        span = pattern.search(text)
        if span:
            spans.append(span)
            found_in_text.append(pattern)
        elif not (stem and pattern.search(stem)):
            return None
        else:
            leans = True
    if expression.any:
        found = False
        for source in expression.any:
            pattern = view.pattern(source, language)
            span = pattern.search(text)
            if span:
                spans.append(span)
                found = True
                break
        if not found and not (stem and any(view.pattern(s, language).search(stem) for s in expression.any)):
            return None
    if stem and spans and _stands_in(view, stem, expression, language):
        return None
    if expression.name:
        named = _named(view, unit, expression.name, language)
        if named is None:
            return None
        spans.append(named)
    if expression.statement:
        said = says(view, unit, expression.statement)
        if said is None:
            return None
        spans.append(unit.fold.folded(said.start, said.end))
    if not spans:
        return None
    if any(view.pattern(s, language).search(text) for s in expression.none):
        return None
    if leans and any(view.pattern(s, language).search(stem) for s in expression.none):
        return None
    if not _surroundings_fit(view, unit, expression, language):
        return None
    if expression.length and not length_fits(view, expression.length, text, language):
        return None
    start, end = min(s for s, _ in spans), max(e for _, e in spans)
    if expression.within is not None and end - start > expression.within:
        if expression.any or expression.name:
            return None
        start, end = _narrowest([pattern.spans(text) for pattern in found_in_text])
        if end - start > expression.within:
            return None
    if any(_touches(view.pattern(s, language), text, start, end) for s in expression.outside):
        return None
    if expression.affirmed and denied(text, start, end, language):
        return None
    return start, end


def candidates(view: View, expression: Expression, language: Language) -> int:
    """The sentences that an expression may match, as a set by their positions: told from their words, without any matching."""
    found = view.in_language[language]
    for source in expression.all:
        if not found:
            return 0
        found &= view.holding(view.pattern(source, language), stems=True)
    for alternatives, stems in ((expression.any, True), (expression.name, False)):
        if alternatives and found:
            some = 0
            for source in alternatives:
                some |= view.holding(view.pattern(source, language), stems)
            found &= some
    return found


def _stands_in(view: View, text: str, expression: Expression, language: Language) -> bool:
    """Whether all patterns to be found are found in this one text."""
    return all(view.pattern(s, language).search(text) for s in expression.all) and (
        not expression.any or any(view.pattern(s, language).search(text) for s in expression.any)
    )


def _narrowest(choices: Sequence[Sequence[tuple[int, int]]]) -> tuple[int, int]:
    """The shortest stretch that holds one span of each of the lists."""
    best: tuple[int, int] | None = None
    for start in sorted({s for spans in choices for s, _ in spans}):
        ends = [min((e for s, e in spans if s >= start), default=None) for spans in choices]
        known = [e for e in ends if e is not None]
        if len(known) < len(ends):
            break
        if best is None or max(known) - start < best[1] - best[0]:
            best = (start, max(known))
    assert best is not None  # every list holds a span
    return best


def _named(view: View, unit: Unit, sources: Sequence[str], language: Language) -> tuple[int, int] | None:
    for source in sources:
        for start, end in view.pattern(source, language).spans(unit.text):
            if view.is_name(unit, start, end):
                return start, end
    return None


def _touches(pattern: Pattern, text: str, start: int, end: int) -> bool:
    """Whether the pattern is found anywhere in, or across the edge of, the passage from `start` to `end`."""
    at = 0
    while span := pattern.search(text, at):
        if span[0] >= end:
            return False
        if span[1] > start:
            return True
        at = span[1]
    return False


def _surroundings_fit(view: View, unit: Unit, expression: Expression, language: Language) -> bool:
    def found(sources: Sequence[str], text: str) -> bool:
        return any(view.pattern(s, language).search(text) for s in sources)

    if expression.heading or expression.not_heading:
        heading = view.headings[unit.block]
        if (expression.heading and not found(expression.heading, heading)) or found(expression.not_heading, heading):
            return False
    if expression.column or expression.not_column:
        column = view.column(unit.block)
        if (expression.column and not found(expression.column, column)) or found(expression.not_column, column):
            return False
    if expression.row or expression.not_row:
        row = view.row(unit.block)
        if (expression.row and not found(expression.row, row)) or found(expression.not_row, row):
            return False
    return True


_DENIALS_BEFORE = {
    "nl": frozenset("geen niet nimmer nooit zonder noch evenmin".split()),
    "en": frozenset("no not never without neither nor cannot".split()),
}
_DENIALS_AFTER = {
    "nl": ("is uitgesloten", "wordt uitgesloten", "zijn uitgesloten", "is niet toegestaan", "vindt niet plaats",
           "geldt niet", "is niet van toepassing", "zijn niet van toepassing", "is niet mogelijk", "vervalt"),
    "en": ("is excluded", "are excluded", "shall not apply", "does not apply", "is not permitted", "is not allowed",
           "is not possible", "do not apply"),
}  # fmt: skip
DENIAL_WINDOW = 6  # words


def denied(text: str, start: int, end: int, language: Language) -> bool:
    """Whether the passage is denied: a negation among the six words before it or in it, or a denial right after it."""
    before = text[:start].replace(",", " ").split()[-DENIAL_WINDOW:]
    inside = text[start:end].replace(",", " ").split()
    if _DENIALS_BEFORE[language].intersection(before) or _DENIALS_BEFORE[language].intersection(inside):
        return True
    return any(phrase in text[end : end + 90] for phrase in _DENIALS_AFTER[language])
