"""count: too much of something in one document: indicators, approvals, reports.

Sentences that match are counted, and rows of tables under such a header. From `more_than` on there is one finding, on the first
of them, that says how many there are. `stated` is for texts that name the number themselves ("fifty indicators"), `always` for
sentences of which one is too many.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

from pydantic import Field

from tenderkit.document.model import Span
from tenderkit.language import LANGUAGES, Language
from tenderkit.language.measures import measures
from tenderkit.lint.kinds import Hit, Outcome
from tenderkit.lint.kinds.phrase import ExpressionsByLanguage, first, possible
from tenderkit.lint.parts import ByLanguage, Strict, worded
from tenderkit.lint.rules import Bilingual

if TYPE_CHECKING:
    from tenderkit.lint.rules import Rule
    from tenderkit.lint.units import Unit, View


class Match(Strict):
    """`of` names what is counted, in the plural, for the message. `distinct`: sentences count once for each different
    passage found. `rows`: patterns for a column's header; each row of such a table counts. `stated`: patterns for the noun
    that a number stands before. `none` acquits a sentence."""

    of: Bilingual
    more_than: int = Field(ge=0)
    sentences: ExpressionsByLanguage = ExpressionsByLanguage()
    distinct: bool = False
    rows: ByLanguage = ByLanguage()
    stated: ByLanguage = ByLanguage()
    always: ExpressionsByLanguage = ExpressionsByLanguage()
    none: ByLanguage = ByLanguage()


def parse(raw: dict[str, Any]) -> Match:
    """The match of a rule file."""
    return Match.model_validate(raw)


def patterns(match_: Match) -> Iterator[tuple[str, Language]]:
    """All patterns with their language."""
    for language in LANGUAGES:
        for expressions in (match_.sentences, match_.always):
            for expression in getattr(expressions, language):
                yield from ((source, language) for source in expression.patterns())
    yield from worded((match_.rows, match_.stated, match_.none))


def check(rule: Rule, match_: Match, view: View) -> Outcome:
    """One hit on the first of too many, and one on every sentence that says so itself."""
    counted: list[Span] = [*_rows(match_, view)]
    in_tables = {span.block for span in counted}
    seen: set[str] = set()
    alone: list[Hit] = []
    sentences = {x: possible(getattr(match_.sentences, x), view, x) for x in LANGUAGES}
    always = {x: possible(getattr(match_.always, x), view, x) for x in LANGUAGES}
    for unit in view.units:
        language = unit.language
        if any(view.pattern(s, language).search(unit.text) for s in getattr(match_.none, language)):
            continue
        sentence = Span(unit.block, unit.start, unit.end)
        stated = _stated(match_, view, unit)
        if stated or first(view, unit, always[language], language):
            alone.append(Hit(sentence, sentence, message=_message(rule, match_, stated) if stated else None))
            continue
        found = first(view, unit, sentences[language], language)
        if found and unit.block not in in_tables:
            passage = unit.text[found[0] : found[1]]
            if not (match_.distinct and passage in seen):
                seen.add(passage)
                counted.append(sentence)
    if len(counted) > match_.more_than:
        place = min(counted, key=lambda span: (span.block, span.start))
        alone.insert(0, Hit(place, place, message=_message(rule, match_, len(counted))))
    return Outcome(tuple(alone))


def _message(rule: Rule, match_: Match, count: int) -> dict[str, str]:
    return {x: f"{rule.title.get(x)} ({count} {match_.of.get(x)})" for x in LANGUAGES}


def _stated(match_: Match, view: View, unit: Unit) -> int:
    """The number that a sentence itself gives, when it is too many."""
    sources = getattr(match_.stated, unit.language)
    if not sources:
        return 0
    for measure in measures(unit.text):
        named = measure.is_count and any(view.pattern(s, unit.language).search(measure.unit) for s in sources)
        if named and measure.number > match_.more_than:
            return int(measure.number)
    return 0


def _rows(match_: Match, view: View) -> Iterator[Span]:
    """The first cell of every row of a table of them."""
    cells = [(i, block.cell) for i, block in enumerate(view.document.blocks) if block.cell is not None]
    for _, group in groupby(cells, key=lambda c: c[1].table):
        table = list(group)
        language: Language = "en" if view.language == "en" else "nl"
        sources = getattr(match_.rows, language)
        headers = {cell.column: view.column(i) for i, cell in table}
        if not any(view.pattern(s, language).search(text) for s in sources for text in headers.values()):
            continue
        heads = {cell.row for i, cell in table if cell.header} or {0}
        done: set[int] = set()
        for i, cell in table:
            text = view.document.blocks[i].text
            if cell.row not in heads and cell.row not in done and text.strip():
                done.add(cell.row)
                yield Span(i, 0, len(text))
