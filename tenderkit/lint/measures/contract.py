"""How a contract is bound and how it can move: what it incorporates (I13), who settles changes (I17), how often it is looked at
again (I18), how long it runs (I24)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tenderkit.document.annexes import annex_references
from tenderkit.language.quantities import NUMBER, Duration, durations, number, periods
from tenderkit.lint.measures.lexicon import found, lexicon
from tenderkit.lint.units import Unit, View

SHORTEST_TERM = 0.5  # years; a shorter length of time is the term of something else
LONGEST_TERM = 40  # years
MOST_TIMES = 12  # that an option is used
_LONGER_BY = re.compile(
    r"(?<!\w)(?:met|voor|van|of|by|for|keer|maal|tweemaal|driemaal|times|twice)(?: (?:no|not|more|than|telkens|steeds|maximaal|"
    r"ten hoogste|nog|een|de|duur|periode|perioden|van|up to|a|an|another|further|additional|successive|consecutive|extra|"
    r"period|periods|of|maximum|optional))*$"
)

_EVERY = re.compile(r"(?<!\w)(?:per|elke|iedere|om de|every|each)$")


def incorporated(view: View) -> int | None:
    """I13: documents made a binding part of the contract: the annexes named in sentences that say so, or one for each such sentence
    without a number; each once. None without any. Source: domain dossier 1.8, 3.4 (DET10)."""
    words = lexicon()
    binding = [u for u in view.units if found(view, u, words.incorporated) and found(view, u, words.incorporable)]
    if not binding:
        return None
    references = annex_references(view.document)
    named: set[str] = set()
    for unit in binding:
        inside = {r.annex for r in references if r.span.block == unit.block and unit.start <= r.span.start < unit.end}
        named |= inside or {unit.text}
    return len(named)


def amendment_levels(view: View) -> frozenset[str]:
    """I17: the levels at which the text lets a change be settled: signature (of those who sign contracts), committee, managers.
    Their number is the figure: one level for every change freezes the handbook. Source: domain dossier 1.1, 1.8."""
    return frozenset(
        level for level, words in lexicon().amendment.items() if any(found(view, unit, words) for unit in view.units)
    )


def review_months(view: View) -> float | None:
    """I18: months between two moments at which the arrangements themselves are reviewed: the shortest rhythm that a sentence
    about such a review gives. None when there is no such sentence. Source: domain dossier 1.3 (Goo and others), 1.8."""
    words = lexicon()
    rhythms: list[float] = []
    for unit in view.units:
        if found(view, unit, words.review):
            rhythms += [int(months) for months, said in words.rhythm.items() if found(view, unit, said)]
            rhythms += [
                d.in_unit("month") for d in durations(unit.text) if _EVERY.search(unit.text[: d.start].rstrip())
            ]
    return round(min(rhythms), 1) if rhythms else None


def term_years(view: View) -> dict[str, float] | None:
    """I24: years that the contract runs: `initial` and `with_options`, every option to extend added. The first sentence that
    gives a term counts. None when the text gives none. Source: domain dossier 1.2, 1.8."""
    initial = next(_terms(view), None)
    if initial is None:
        return None
    added = _extension(view)
    return {"initial": round(initial, 1), "with_options": round(initial + added, 1)}


def _terms(view: View) -> Iterator[float]:
    words = lexicon()
    for unit in view.units:
        if found(view, unit, words.no_term):
            continue
        for source in getattr(words.term, unit.language):
            for start, end in view.pattern(source, unit.language).spans(unit.text):
                for length in (*periods(unit.text), *durations(unit.text)):
                    inside = start <= length.start and length.end <= end
                    extends = found(view, unit, words.extension) and _longer_by(unit, length)
                    years = length.in_unit("year")
                    if inside and not extends and SHORTEST_TERM <= years <= LONGEST_TERM:
                        yield years


def _extension(view: View) -> float:
    """The years that options to extend can add."""
    words = lexicon()
    for unit in view.units:
        if not found(view, unit, words.extension):
            continue
        lengths = [d for d in durations(unit.text) if d.unit in ("month", "year") and _longer_by(unit, d)]
        lengths = [d for d in lengths if not _is_term(view, unit, d)]
        if not lengths:
            continue
        years = lengths[-1].in_unit("year") * _times(view, unit)
        if years <= LONGEST_TERM:
            return years
    return 0.0


def _times(view: View, unit: Unit) -> float:
    """How often an option can be used: "driemaal", "3 maal", "two further periods"."""
    words = lexicon()
    named = next((int(n) for n, said in words.times.items() if found(view, unit, said)), 0)
    nouns = "|".join(getattr(words.occasions, unit.language))
    counted = re.search(rf"(?<!\w)({NUMBER})(?: ?\([^)]{{1,20}}\))? (?:{nouns})(?!\w)", unit.text)
    value = number(counted.group(1)) if counted else None
    return max(named, value if value and value <= MOST_TIMES else 0, 1)


def _longer_by(unit: Unit, length: Duration) -> bool:
    """Whether a length of time is what something is made longer by ("met twee jaar"), and no notice ("zes maanden voor")."""
    return _LONGER_BY.search(unit.text[: length.start].rstrip()) is not None


def _is_term(view: View, unit: Unit, length: Duration) -> bool:
    """Whether a length of time is the term itself, in a sentence that gives its extension too."""
    before = unit.text[: length.start]
    return not any(
        view.pattern(s, unit.language).search(before) for s in getattr(lexicon().extension, unit.language)
    ) and any(
        start <= length.start and length.end <= end
        for source in getattr(lexicon().term, unit.language)
        for start, end in view.pattern(source, unit.language).spans(unit.text)
    )


def fixed_price(view: View) -> bool:
    """Whether the text says that prices stay as they are for the whole term."""
    return any(found(view, unit, lexicon().fixed_price) for unit in view.units)
