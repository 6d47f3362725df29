"""measure: a sentence, a list or a cell scored by weighted signs, and found when the score is high enough.

Weights may be negative: a purpose ("zodat ...") speaks against a prescription. `each` counts every match of a sign, so that
a row of steps adds up; otherwise a sign counts once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field

from tenderkit.document.model import Span
from tenderkit.language import LANGUAGES, Language
from tenderkit.lint.expressions import Expressions, match
from tenderkit.lint.kinds import Hit, Outcome
from tenderkit.lint.parts import ByLanguage, Patterns, Strict, worded
from tenderkit.lint.surroundings import Surrounding, stands_in

if TYPE_CHECKING:
    from tenderkit.lint.rules import Rule
    from tenderkit.lint.units import Unit, View


class Sign(Strict):
    """Patterns (or whole expressions) with the weight they add; `at_most` bounds what repetition can add.

    `given`: the sign counts only where one of these is in the sentence too. `first`: a pattern counts only where the
    sentence begins with it.
    """

    weight: float
    patterns: Patterns = ()
    given: Patterns = ()
    when: Expressions = ()
    each: bool = False
    first: bool = False
    at_most: float | None = None
    sign: str = Field("", description="what the sign means, for who reads the rule")


class Match(Strict):
    """`minimum`: the score from which the unit is found. `needs`: one of these must be in it, whatever the score.

    `not_in`: not sentences of these sorts (tenderkit/lint/surroundings.py).
    """

    unit: Literal["sentence", "list"] = "sentence"
    minimum: float
    longest: int = Field(1000, description="sentence: the most words; in longer ones everything occurs")
    shortest: int = Field(1, description="list: the least number of items")
    nl: tuple[Sign, ...] = ()
    en: tuple[Sign, ...] = ()
    needs: ByLanguage = ByLanguage()
    none: ByLanguage = ByLanguage()
    heading: ByLanguage = ByLanguage()
    not_heading: ByLanguage = ByLanguage()
    not_in: tuple[Surrounding, ...] = ()


def parse(raw: dict[str, Any]) -> Match:
    """The match of a rule file."""
    return Match.model_validate(raw)


def patterns(match_: Match) -> Iterator[tuple[str, Language]]:
    """All patterns with their language."""
    for language in LANGUAGES:
        for sign in getattr(match_, language):
            yield from ((s, language) for s in (*sign.patterns, *sign.given))
            for expression in sign.when:
                yield from ((s, language) for s in expression.patterns())
    yield from worded((match_.needs, match_.none, match_.heading, match_.not_heading))


def check(rule: Rule, match_: Match, view: View) -> Outcome:
    """One hit for every unit whose score reaches the minimum."""
    hits = _sentences(match_, view) if match_.unit == "sentence" else _lists(match_, view)
    return Outcome(tuple(hits))


def score(view: View, unit: Unit, signs: Sequence[Sign], language: Language) -> float:
    """The score of one sentence."""
    total = 0.0
    for sign in signs:
        number = 0
        if sign.given and not any(view.pattern(s, language).search(unit.text) for s in sign.given):
            continue
        for source in sign.patterns:
            pattern = view.pattern(source, language)
            if sign.first:
                span = pattern.search(unit.text)
                number += int(span is not None and not any(c.isalnum() for c in unit.text[: span[0]]))
                continue
            number += pattern.count(unit.text) if sign.each else int(pattern.search(unit.text) is not None)
        number += sum(match(view, unit, expression, language) is not None for expression in sign.when)
        if not number:
            continue
        added = sign.weight * (number if sign.each else 1)
        if sign.at_most is not None:
            added = min(added, sign.at_most)
        total += added
    return total


def _fits(match_: Match, view: View, unit: Unit) -> bool:
    language = unit.language
    heading = view.headings[unit.block]

    def found(part: ByLanguage, text: str) -> bool:
        return any(view.pattern(s, language).search(text) for s in getattr(part, language))

    if getattr(match_.heading, language) and not found(match_.heading, heading):
        return False
    return not found(match_.not_heading, heading) and not found(match_.none, unit.text)


def _sentences(match_: Match, view: View) -> Iterator[Hit]:
    for unit in view.units:
        if not _fits(match_, view, unit):
            continue
        language = unit.language
        needs = getattr(match_.needs, language)
        if needs and not any(view.pattern(s, language).search(unit.text) for s in needs):
            continue
        if unit.text.count(" ") >= match_.longest:
            continue
        reached = score(view, unit, getattr(match_, language), language) >= match_.minimum
        if reached and not stands_in(view, unit, match_.not_in):
            span = Span(unit.block, unit.start, unit.end)
            yield Hit(span, span)


def _lists(match_: Match, view: View) -> Iterator[Hit]:
    """Runs of items of one level; the hit stands on the sentence above the list, or on its first item."""
    blocks = view.document.blocks
    run: list[int] = []

    def judged() -> Iterator[Hit]:
        if len(run) < match_.shortest:
            return
        units = [view.units_of_block[b][0] for b in run if b in view.units_of_block]
        fitting = [u for u in units if _fits(match_, view, u)]
        total = sum(score(view, u, getattr(match_, u.language), u.language) > 0 for u in fitting)
        if total < match_.minimum or not fitting:
            return
        above = [u for u in view.units_of_block.get(run[0] - 1, ()) if run[0] > 0]
        stem = above[-1] if above and blocks[run[0] - 1].kind in ("clause", "paragraph") else fitting[0]
        needs = getattr(match_.needs, stem.language, ())
        if needs and not any(view.pattern(s, stem.language).search(u.text) for s in needs for u in (stem, *fitting)):
            return
        span = Span(stem.block, stem.start, stem.end)
        yield Hit(span, span)

    for index, block in enumerate(blocks):
        inside = block.kind == "item" and (not run or blocks[run[-1]].level <= block.level)
        if inside:
            if not run or blocks[run[0]].level == block.level:
                run.append(index)
            continue
        if run:
            yield from judged()
        run = [index] if block.kind == "item" else []
    if run:
        yield from judged()
