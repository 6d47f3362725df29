"""similar: a demand that stands in the document twice, in nearly the same words.

Two sentences are compared by their words of content, without inflection and in any order. Numbers, units, denials and parties must be
the same: "binnen 4 uur" and "binnen 8 uur" are two demands, and so is the same duty of the other party. Only demands are compared:
cells of a column of requirements, and sentences that oblige.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import Field

from tenderkit.document.definitions import definitions
from tenderkit.document.model import Span
from tenderkit.language import LANGUAGES, Language
from tenderkit.language.folding import folded
from tenderkit.language.inflection import WORD, stem
from tenderkit.lint.kinds import Hit, Outcome
from tenderkit.lint.parts import ByLanguage, Strict, worded
from tenderkit.lint.rules import Bilingual

if TYPE_CHECKING:
    from tenderkit.lint.rules import Rule
    from tenderkit.lint.units import Unit, View


class Match(Strict):
    """`threshold`: from which share of words in common (Jaccard, 0-1) two demands are the same; `words`: the fewest words
    of content; from `exact` on, only when all are in common. `demand`: patterns one of which a sentence of running text
    must have; `columns`: headers of the column of a table that holds demands, but not in a table with one of `not_columns`
    (service levels say the same for each). `fillers`: words without content, `same`: words that must stand in both or in
    neither. `not_heading`: headings under which nothing is compared, `none`: sentences that are not. `message` with
    {earlier}, the place of the first, and {quote}, its words."""

    threshold: float = Field(gt=0, le=1)
    words: int = Field(ge=1)
    exact: int = Field(ge=1)
    demand: ByLanguage
    columns: ByLanguage
    not_columns: ByLanguage = ByLanguage()
    fillers: ByLanguage
    same: ByLanguage
    not_heading: ByLanguage = ByLanguage()
    none: ByLanguage = ByLanguage()
    message: Bilingual


_PATTERNS = ("demand", "columns", "not_columns", "same", "not_heading", "none")
_FIGURE = re.compile(r"\d[\w.,:/%-]*|%|€")
_LABEL = re.compile(r"[\w.\-/]{0,11}\d[\w.\-/]{0,5}")
ALIKE = 5  # letters that two forms of a word have in common at least
QUOTED = 60  # characters of the earlier demand in the message


def parse(raw: dict[str, Any]) -> Match:
    """The match of a rule file."""
    return Match.model_validate(raw)


def patterns(match_: Match) -> Iterator[tuple[str, Language]]:
    """All patterns with their language."""
    return worded(getattr(match_, part) for part in _PATTERNS)


@dataclass(frozen=True, slots=True)
class _Demand:
    """A sentence as it is compared: the stems of its words of content, of its names in order, and what must be the same."""

    unit: Unit
    words: frozenset[str]
    names: tuple[str, ...]
    same: tuple[tuple[str, int], ...]


def check(rule: Rule, match_: Match, view: View) -> Outcome:
    """One hit on every demand that nearly repeats an earlier one."""
    hits = []
    for later, earlier in _repeated(match_, list(_demands(match_, view))):
        span = Span(later.unit.block, later.unit.start, later.unit.end)
        quote = " ".join(view.source(earlier.unit).split())
        quote = quote if len(quote) <= QUOTED else quote[: QUOTED - 1].rstrip() + "…"
        place = {x: _place(view, earlier.unit, x) for x in LANGUAGES}
        message: dict[str, str] = {x: match_.message.get(x).format(earlier=place[x], quote=quote) for x in LANGUAGES}
        hits.append(Hit(span, span, message=message))
    return Outcome(tuple(hits))


def _repeated(match_: Match, demands: list[_Demand]) -> Iterator[tuple[_Demand, _Demand]]:
    """Each demand that repeats an earlier one, with the earliest.

    Two sets of words that have enough in common share one of their rarest: only those that do are compared.
    """
    frequency = Counter(word for demand in demands for word in demand.words)
    by_word: dict[str, list[int]] = defaultdict(list)
    for at, demand in enumerate(demands):
        ordered = sorted(demand.words, key=lambda w: (frequency[w], w))
        rarest = ordered[: len(ordered) - int(match_.threshold * len(ordered)) + 1]
        near = sorted({other for word in rarest for other in by_word[word]})
        for other in near:
            if _are_same(match_, demand, demands[other]):
                yield demand, demands[other]
                break
        for word in rarest:
            by_word[word].append(at)


def _are_same(match_: Match, one: _Demand, other: _Demand) -> bool:
    if one.same != other.same or one.unit.language != other.unit.language or one.names[:1] != other.names[:1]:
        return False
    if not (other.words.issuperset(one.names) and one.words.issuperset(other.names)):
        return False
    mine, theirs = set(one.words - other.words), set(other.words - one.words)
    for word in sorted(mine):
        alike = next((w for w in sorted(theirs) if _are_alike(word, w)), None)
        if alike is not None:
            mine.discard(word)
            theirs.discard(alike)
    short = min(len(one.words), len(other.words)) < match_.words
    if (mine and theirs) or (short and (mine or theirs)):
        return False
    common = len(one.words) - len(mine)
    return common >= match_.threshold * (common + len(mine) + len(theirs))


def _are_alike(one: str, other: str) -> bool:
    """Whether two stems are forms of one word: "rapport" and "rapportage", "herstelt" and "hersteld"."""
    shared = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        shared += 1
    return shared >= max(ALIKE, min(len(one), len(other)) - 1)


def _demands(match_: Match, view: View) -> Iterator[_Demand]:
    defined = {span.block for d in definitions(view.document) for span in (d.span, *d.scope)}
    fillers = {x: frozenset(folded(w) for line in getattr(match_.fillers, x) for w in line.split()) for x in LANGUAGES}
    named = _named_in(view)
    for unit in view.units:
        if unit.block in defined or not _is_demand(match_, view, unit):
            continue
        words = frozenset(_content(unit.text, unit.language, fillers[unit.language]))
        if len(words) < match_.exact:
            continue
        names = tuple(s for s in _names(view.source(unit), unit.language, named) if s in words)
        yield _Demand(
            unit, words, names, _same(match_, view, unit, f"{unit.context} {unit.text}", fillers[unit.language])
        )


def _content(text: str, language: Language, fillers: frozenset[str]) -> Iterator[str]:
    """The stems of the words of content in a folded text."""
    for word in WORD.findall(text):
        if word not in fillers and len(word) > 1 and not word[0].isdigit():
            yield stem(word, language)


def _names(source: str, language: Language, named: frozenset[str]) -> Iterator[str]:
    """The stems of the words with a capital in a sentence as written; of its first word, only when it is a name elsewhere."""
    for found in WORD.finditer(source):
        word = found.group()
        if word[0].isupper() and (found.start() > 1 or stem(word, language) in named):
            yield stem(word, language)


def _named_in(view: View) -> frozenset[str]:
    """The stems of all words that have a capital within a sentence somewhere."""
    return frozenset(name for unit in view.units for name in _names(view.source(unit), unit.language, frozenset()))


def _same(match_: Match, view: View, unit: Unit, text: str, fillers: frozenset[str]) -> tuple[tuple[str, int], ...]:
    """What must be the same in both: figures and number words, denials, units, in which numbers, and the first party named."""
    found = Counter(f.strip(".,:;") for f in _FIGURE.findall(text))
    for source in getattr(match_.same, unit.language):
        spans = view.pattern(source, unit.language).spans(text)
        found.update(
            text[start:end] for start, end in spans if text[start:end] not in fillers
        )  # "een" is an article too
    for side in ("client", "supplier", "joint"):
        found[side] = len(view.pattern(f"<{side}>", unit.language).spans(text))
    party = view.pattern("<party>", unit.language).search(text)
    found[f"first {text[slice(*party)]}" if party else "no party"] = 1
    return tuple(sorted((what, number) for what, number in found.items() if number))


def _is_demand(match_: Match, view: View, unit: Unit) -> bool:
    language = unit.language

    def found(part: ByLanguage, text: str) -> bool:
        return any(view.pattern(s, language).search(text) is not None for s in getattr(part, language))

    if found(match_.none, unit.text) or found(match_.not_heading, view.headings[unit.block].rsplit(" / ", 1)[-1]):
        return False
    block = view.document.blocks[unit.block]
    if block.story != "body":
        return False
    if block.cell is not None:
        if block.cell.header or not found(match_.columns, view.column(unit.block)):
            return False
        return not any(found(match_.not_columns, header) for header in view.columns(unit.block))
    return found(match_.demand, unit.text) or found(match_.demand, unit.context)


def _place(view: View, unit: Unit, language: str) -> str:
    """The number under which a reader finds a demand: that of its row, or of its clause."""
    block = view.document.blocks[unit.block]
    if block.cell is not None:
        first = view.row(unit.block).split(" | ", 1)[0]
        if _LABEL.fullmatch(first):
            return next(
                b.text.strip()
                for b in view.document.blocks
                if b.cell and (b.cell.table, b.cell.row) == (block.cell.table, block.cell.row)
            )
    number = view.document.clause_number(unit.block)
    if number:
        return f"{'clause' if language == 'en' else 'artikel'} {number}"
    heading = view.document.heading(unit.block)
    return f"‘{heading}’" if heading else ("an earlier place" if language == "en" else "een eerdere plaats")
