"""reference: what a document promises to say elsewhere and does not.

Places left open, references to numbers and annexes that do not exist, terms that are used without a definition or
defined without a use, numbers that say two things. These are shown on contracts that people signed, so that doubt acquits.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field

from tenderkit.document.annexes import (
    annex_references,
    annexes_carried,
    annexes_listed,
    annexes_named,
    is_itself_annex,
    series,
)
from tenderkit.document.definitions import Definition, definitions
from tenderkit.document.model import Span
from tenderkit.document.numbers import (
    first_missing,
    is_beyond_letters,
    is_in_gap,
    own_numbers,
    resolves,
    share_of_gaps,
)
from tenderkit.document.placeholders import placeholders
from tenderkit.document.references import clause_references, loose_numbers
from tenderkit.document.usage import Usage
from tenderkit.language import LANGUAGES, Language
from tenderkit.language.written_twice import written_twice
from tenderkit.lint.document_kind import is_amendment
from tenderkit.lint.kinds import Hit, Outcome
from tenderkit.lint.parts import ByLanguage, Strict, worded
from tenderkit.lint.terms import undefined_terms

if TYPE_CHECKING:
    from tenderkit.lint.rules import Rule
    from tenderkit.lint.units import View

Target = Literal["placeholder", "clause", "annex", "undefined-term", "unused-term", "number"]
FEW_GAPS, MOST_GAPS = 0.03, 0.15  # share of missing numbers: when a gap is the document's own, and when it is ours
FEW_REFERENCES = 3  # so few that their share says nothing; numbers without a gap then prove that we can read them
FAMILIES = {"lid": "artikel"}  # a lid is known by its artikel


class Match(Strict):
    """`of`: what is looked for. The rest bounds when a document is judged.

    placeholder - `tokens` stand for a value wherever they stand ("n.t.b."), `values` only where a value belongs: alone in
    a cell, after a colon, in brackets. clause - `numbers`: the least the document must have; `resolving`: the least share of
    its own references that must find something, or its numbering is taken for not understood. undefined-term - `definitions`:
    the least the document must have.
    """

    of: Target
    tokens: ByLanguage = ByLanguage()
    values: ByLanguage = ByLanguage()
    numbers: int = Field(5, ge=1)
    resolving: float = Field(0.6, ge=0, le=1)
    definitions: int = Field(4, ge=1)


def parse(raw: dict[str, Any]) -> Match:
    """The match of a rule file."""
    return Match.model_validate(raw)


def patterns(match: Match) -> Iterator[tuple[str, Language]]:
    """All patterns with their language."""
    return worded((match.tokens, match.values))


def check(rule: Rule, match: Match, view: View) -> Outcome:
    """What of the chosen kind is missing in a document."""
    return Outcome(tuple(_CHECKS[match.of](match, view)))


def _hit(view: View, span: Span, message: Mapping[str, str] | None = None) -> Hit:
    """A hit with the sentence around its passage; the whole block where there is no sentence (a heading)."""
    for unit in view.units_of_block.get(span.block, ()):
        if unit.start <= span.start < unit.end:
            sentence = Span(span.block, unit.start, max(unit.end, span.end))
            return Hit(span, sentence, dict(message) if message else None)
    whole = Span(span.block, 0, len(view.document.blocks[span.block].text))
    return Hit(span, whole, dict(message) if message else None)


# --- placeholder ------------------------------------------------------------------------------------------------------


def _placeholder(match: Match, view: View) -> Iterator[Hit]:
    spans = [*placeholders(view.document), *_words_for_a_value(match, view)]
    end = (-1, -1)
    for span in sorted(spans, key=lambda s: (s.block, s.start, -s.end)):
        if (span.block, span.start) >= end:
            place = view.document.text(span)
            shown = place if len(place) <= 40 else f"{place[:38]}…"
            yield _hit(view, span, {"nl": f"Nog in te vullen: {shown}", "en": f"Still to be filled in: {shown}"})
            end = (span.block, span.end)


def _words_for_a_value(match: Match, view: View) -> Iterator[Span]:
    for unit in view.units:
        for source in getattr(match.tokens, unit.language):
            found = view.pattern(source, unit.language).search(unit.text)
            if found:
                yield Span(unit.block, *unit.passage(*found))
        for source in getattr(match.values, unit.language):
            found = view.pattern(source, unit.language).search(unit.text)
            if found and _stands_for_value(view, unit.block, unit.text, found):
                yield Span(unit.block, *unit.passage(*found))


def _stands_for_value(view: View, block: int, text: str, found: tuple[int, int]) -> bool:
    before, after = text[: found[0]].rstrip(), text[found[1] :].strip(" .;)")
    if after:
        return False
    alone = not before.strip("(€ ") or before in ("eur", "usd", "gbp", "euro")
    return before.endswith((":", "€", "= ")) or (alone and view.document.blocks[block].cell is not None)


# --- clause -----------------------------------------------------------------------------------------------------------


def _clause(match: Match, view: View) -> Iterator[Hit]:
    numbers = own_numbers(view.document)
    references = clause_references(view.document)
    # "Section 14(c)" is the law's once the text has said so.
    others = {r.number for r in references if r.source}
    own = [r for r in references if not r.source]
    if len(numbers) < match.numbers or is_amendment(view) or not own:
        return
    # "artikel 14, tweede en derde lid" is one reference to two numbers.
    found = {r.span: resolves(numbers, r.number) for r in sorted(own, key=lambda r: not resolves(numbers, r.number))}
    gaps = share_of_gaps(numbers)
    understood = sum(found.values()) >= match.resolving * len(found) or (len(found) <= FEW_REFERENCES and not gaps)
    if not understood or gaps > MOST_GAPS:
        return
    loose = loose_numbers(view.document)
    words = {r.span: FAMILIES.get(r.word, r.word) for r in own}
    total = Counter(words.values())
    resolved = Counter(words[span] for span, good in found.items() if good)
    for reference in own:
        word = words[reference.span]
        # "Article 28" among clauses that are all called clause is the article of a law that was named before.
        if len(found) > FEW_REFERENCES and resolved[word] < match.resolving * total[word]:
            continue
        if resolves(numbers, reference.number):
            continue
        missing = first_missing(numbers, reference.number)
        if missing in loose or reference.number in others or (gaps > FEW_GAPS and is_in_gap(numbers, missing)):
            continue
        if not is_beyond_letters(numbers, missing):
            continue
        shown = words[reference.span] + " " + re.sub(r"\.(?=[a-z])", " ", reference.number)
        yield _hit(
            view,
            reference.span,
            {"nl": f"Dit document heeft geen {shown}", "en": f"This document has no {shown}"},
        )


# --- annex ------------------------------------------------------------------------------------------------------------


def _annex(match: Match, view: View) -> Iterator[Hit]:
    document = view.document
    if is_itself_annex(document):
        return  # its sisters are annexes of another document
    known = {**annexes_carried(document), **annexes_listed(document)}
    judged = {series(annex) for annex in known}
    named = {*known, *annexes_named(document)}
    seen: set[str] = set()
    for reference in annex_references(document):
        annex = reference.annex
        if reference.source or annex in seen or series(annex) not in judged:
            continue
        seen.add(annex)
        if any(_same_or_part(annex, other) for other in named):
            continue
        shown = f"{annex.split(' ')[0].capitalize()} {annex.split(' ')[1].upper()}"
        yield _hit(
            view,
            reference.span,
            {
                "nl": f"{shown} wordt genoemd, maar zit niet bij het document en staat niet in de lijst",
                "en": f"{shown} is mentioned, but the document neither carries nor lists it",
            },
        )


def _same_or_part(annex: str, other: str) -> bool:
    """Whether one is the other or a part of it: "schedule 2.1" and "schedule 2", "bijlage 3a" and "bijlage 3"."""
    if series(annex) != series(other):
        return False
    short, long = sorted((annex, other), key=len)
    rest = long[len(short) :]
    return long.startswith(short) and (not rest or not (rest[0].isdigit() and short[-1].isdigit()))


# --- terms ------------------------------------------------------------------------------------------------------------


def _capitalised(found: Sequence[Definition]) -> list[Definition]:
    return [d for d in found if d.term[:1].isupper()]


def _undefined(match: Match, view: View) -> Iterator[Hit]:
    found = definitions(view.document)
    if len(_capitalised(found)) < match.definitions:
        return
    # Their terms are those of the document they belong to.
    if is_amendment(view) or is_itself_annex(view.document) or _BORROWED.search(view.text):
        return
    for term in undefined_terms(view, found):
        yield _hit(
            view,
            term.span,
            {
                "nl": f"'{term.term}' staat {term.uses} keer met een hoofdletter als een begrip, maar wordt niet omschreven",
                "en": f"'{term.term}' is used {term.uses} times like a defined term, but is not defined",
            },
        )


_BORROWED = re.compile(
    r"(?:terms|words|expressions)\b.{0,60}\bnot\s+(?:otherwise\s+|expressly\s+|specifically\s+)?defined\b.{0,100}\bmeanings?\b|"
    r"(?:begrippen|termen|definities|begripsbepalingen|begripsomschrijvingen)\b[^.]{0,120}\b(?:dezelfde\s+betekenis|"
    r"betekenis\b[^.]{0,60}\bin\s+(?:de|het)\s+(?!bijlage|artikel)|(?:van|uit)\s+(?:de|het)\s+[^.]{0,60}\b(?:zijn\s+van\s+toepassing|gelden))|"
    r"have\s+the\s+(?:same\s+)?meanings?\s+(?:given|ascribed|assigned|set\s+forth|set\s+out|as)\b[^.]{0,40}\bin\s+the\s+(?!following|schedule|annex)"
)


def _unused(match: Match, view: View) -> Iterator[Hit]:
    found = definitions(view.document)
    if view.language not in LANGUAGES or _is_glossary(view, found):
        return
    usage = Usage(view.document, view.language)
    for definition in found:
        # An abbreviation in brackets is a help to the reader, not a promise to use it.
        if definition.inline and definition.term.isupper():
            continue
        if not usage.is_used(definition):
            yield _hit(
                view,
                definition.span,
                {
                    "nl": f"'{definition.term}' wordt omschreven, maar in dit document niet gebruikt",
                    "en": f"'{definition.term}' is defined, but not used in this document",
                },
            )


def _is_glossary(view: View, found: Sequence[Definition]) -> bool:
    """Whether the document is mostly definitions: then its terms are for other documents."""
    inside = sum(max(0, s.end - s.start) for d in found for s in d.scope)
    return inside > 0.6 * sum(len(b.text) for b in view.document.body)


# --- number -----------------------------------------------------------------------------------------------------------


def _numbers(match: Match, view: View) -> Iterator[Hit]:
    for unit in view.units:
        for pair in written_twice(unit.text, unit.language):
            if pair.agrees:
                continue
            span = Span(unit.block, *unit.passage(pair.start, pair.end))
            shown = " ".join(view.document.text(span).split())
            words = f"{pair.words:,}"
            yield _hit(
                view,
                span,
                {
                    "nl": f"'{shown}': in woorden staat er {words.replace(',', '.')}, in cijfers iets anders",
                    "en": f"'{shown}': the words say {words}, the figures something else",
                },
            )


_CHECKS: Mapping[Target, Callable[[Match, View], Iterator[Hit]]] = {
    "placeholder": _placeholder,
    "clause": _clause,
    "annex": _annex,
    "undefined-term": _undefined,
    "unused-term": _unused,
    "number": _numbers,
}
