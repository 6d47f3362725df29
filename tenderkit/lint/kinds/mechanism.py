"""mechanism: whether a document arranges something, only mentions it, or does not have it.

A sentence that matches `arrangement` is the core of an arrangement. It counts as usable when the paragraph around it answers
enough of the questions that a reader would ask: who may use it, within what term, at what price or with what consequence, who
decides. A sentence that only matches `mention` touches on the subject. Elements are looked for in everything the document
says about the mechanism, so that an arrangement may be spread over a clause and an annex.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field

from tenderkit.data import read_yaml
from tenderkit.document.model import Span
from tenderkit.language import LANGUAGES, Language
from tenderkit.lint.expressions import Expression, Expressions, Patterns, Strict
from tenderkit.lint.findings import Evidence, Mechanism
from tenderkit.lint.kinds import Hit, Outcome
from tenderkit.lint.kinds.phrase import ByLanguage, first, possible
from tenderkit.lint.rules import Bilingual
from tenderkit.places import data_folder

if TYPE_CHECKING:
    from tenderkit.lint.rules import Rule
    from tenderkit.lint.units import Unit, View

AXES = ("robustness", "modifiability", "new_capability", "ease_of_exit")
TIER_WEIGHT = {"A": 3, "B": 2, "C": 1}
MENTIONED_AT_MOST = 0.3  # completeness of a mechanism that is only mentioned (domain dossier 2.28)


class Element(Strict):
    """A part that a complete arrangement has. Without patterns of its own it is a generic element (rules/elements.yml)."""

    name: Bilingual | None = None
    nl: Patterns = ()
    en: Patterns = ()


class Side(Strict):
    """What one language says. `heading`: a section under such a heading is about the mechanism."""

    heading: Patterns = ()
    arrangement: Expressions = ()
    mention: Expressions = ()
    none: Patterns = Field((), description="a sentence in which one of these is found says nothing about the mechanism")


class Match(Strict):
    """`enough`: how many of `questions` (generic elements) the paragraph must answer to be usable.

    `section`: under a matching heading, a mention with enough answers is an arrangement too.
    """

    mechanism: str
    dossier: str
    tier: Literal["A", "B", "C"]
    axes: tuple[Literal["robustness", "modifiability", "new_capability", "ease_of_exit"], ...]
    nl: Side
    en: Side
    questions: tuple[str, ...] = ("INIT", "TERM", "PRICE", "DECIDE", "CAP", "FALLBACK")
    enough: int = 1
    section: bool = True
    elements: dict[str, Element]
    general_terms: ByLanguage = Field(ByLanguage(), description="general terms that arrange it, as patterns")


class Generic(Strict):
    """A generic element with its patterns."""

    name: Bilingual
    nl: Patterns
    en: Patterns


class GenericElements(Strict):
    """The file of generic elements."""

    elements: dict[str, Generic]


@cache
def generic_elements() -> Mapping[str, Generic]:
    """The elements that many mechanisms share: who may start, a term, a price, who decides, a limit, a record ..."""
    return read_yaml(data_folder("rules") / "elements.yml").parse(GenericElements).elements


def parse(raw: dict[str, Any]) -> Match:
    """The match of a rule file."""
    return Match.model_validate(raw)


def patterns(match_: Match) -> Iterator[tuple[str, str]]:
    """All patterns with their language."""
    for language in LANGUAGES:
        side: Side = getattr(match_, language)
        yield from ((s, language) for s in (*side.heading, *side.none, *getattr(match_.general_terms, language)))
        for expression in (*side.arrangement, *side.mention):
            yield from ((s, language) for s in expression.patterns())
        for element in match_.elements.values():
            yield from ((s, language) for s in getattr(element, language))


def element_patterns(match_: Match, name: str, language: Language) -> tuple[str, ...]:
    """The patterns of an element: its own and, for a generic one, the shared ones."""
    own: tuple[str, ...] = getattr(match_.elements.get(name, Element()), language)
    shared = generic_elements().get(name)
    return (*own, *(getattr(shared, language) if shared else ()))


def element_name(match_: Match, name: str, language: str) -> str:
    """How an element is called in a message."""
    own = match_.elements[name].name if name in match_.elements else None
    shared = generic_elements().get(name)
    label = own or (shared.name if shared else None)
    return label.get(language) if label else name


def check(rule: Rule, match_: Match, view: View) -> Outcome:
    """The state of the mechanism in a document, and the finding when it is not complete."""
    state = assess(match_, view)
    hit = _finding(rule, match_, state)
    return Outcome((hit,) if hit else (), (match_.mechanism, state))


def assess(match_: Match, view: View) -> Mechanism:
    """How far the document arranges the mechanism."""
    cores, mentions = _candidates(match_, view)
    usable = [unit for unit in cores if _answers(match_, view, unit) >= match_.enough]
    if usable:
        evidence = [*usable, *(u for u in cores if u not in usable)]
        found = _elements(match_, view, [*evidence, *mentions])
        missing = tuple(name for name in match_.elements if name not in found)
        completeness = (len(match_.elements) - len(missing)) / max(len(match_.elements), 1)
        return Mechanism("present", round(completeness, 2), _evidence(view, evidence), missing)
    touched = [*cores, *(m for m in mentions if m not in cores)]
    if touched:
        found = _elements(match_, view, touched)
        missing = tuple(name for name in match_.elements if name not in found)
        completeness = (len(match_.elements) - len(missing)) / max(len(match_.elements), 1)
        return Mechanism("mentioned", round(min(completeness, MENTIONED_AT_MOST), 2), _evidence(view, touched), missing)
    if _by_general_terms(match_, view):
        return Mechanism("by_reference", 0.0, (), tuple(match_.elements))
    return Mechanism("absent", 0.0, (), tuple(match_.elements))


def _candidates(match_: Match, view: View) -> tuple[list[Unit], list[Unit]]:
    cores: list[Unit] = []
    mentions: list[Unit] = []
    sides: dict[Language, tuple[Side, tuple[Expression, ...], tuple[Expression, ...]]] = {}
    for language in LANGUAGES:
        side: Side = getattr(match_, language)
        sides[language] = (
            side,
            tuple(possible(side.arrangement, view, language)),
            tuple(possible(side.mention, view, language)),
        )
    for unit in view.units:
        side, arrangement, mention = sides[unit.language]
        if first(view, unit, arrangement, unit.language) is not None:
            target = cores
        elif first(view, unit, mention, unit.language) is not None:
            headed = match_.section and any(
                view.pattern(s, unit.language).search(view.headings[unit.block]) for s in side.heading
            )
            target = cores if headed else mentions
        else:
            continue
        if not any(view.pattern(s, unit.language).search(unit.text) for s in side.none):
            target.append(unit)
    return cores, mentions


def _around(view: View, unit: Unit) -> list[Unit]:
    """The sentences that belong with one: its paragraph, the items under it, and the neighbours in its clause."""
    blocks = view.document.blocks
    own = blocks[unit.block]
    members = {unit.block}
    section = view.document.section(unit.block)
    if section is None or own.cell is not None:
        return list(view.units_of_block.get(unit.block, ()))
    inside = section.blocks
    at = inside.index(unit.block) if unit.block in inside else 0
    for step in (1, -1):
        position = at + step
        while 0 <= position < len(inside):
            other = blocks[inside[position]]
            if step == 1 and other.kind == "item":
                members.add(inside[position])
            elif step == -1 and own.kind == "item":
                members.add(inside[position])
                if other.kind != "item":
                    break
            else:
                # One neighbouring paragraph on either side still belongs to the same arrangement.
                if other.kind in ("clause", "paragraph"):
                    members.add(inside[position])
                break
            position += step
    return [u for block in sorted(members) for u in view.units_of_block.get(block, ())]


def _answers(match_: Match, view: View, unit: Unit) -> int:
    """How many of the reader's questions the paragraph around a sentence answers."""
    if match_.enough <= 0:
        return 0
    texts = [(u.text, u.language) for u in _around(view, unit)]
    answered = 0
    for name in match_.questions:
        if any(
            view.pattern(s, language).search(text)
            for text, language in texts
            for s in element_patterns(match_, name, language)
        ):
            answered += 1
    return answered


def _elements(match_: Match, view: View, units: list[Unit]) -> set[str]:
    """The elements found in the sections in which the mechanism is spoken of."""
    sentences: dict[int, Unit] = {}
    for unit in units:
        section = view.document.section(unit.block)
        cell = view.document.blocks[unit.block].cell
        if section is None or cell is not None:
            around = list(view.units_of_block.get(unit.block, ()))
        elif len(section.blocks) > 25:
            around = _around(view, unit)  # a section this long speaks of more than one thing
        else:
            around = list(view.units_of_section(section))
        sentences.update((u.position, u) for u in around)
    found: set[str] = set()
    for name in match_.elements:
        for unit in sentences.values():
            if any(
                view.pattern(s, unit.language).search(unit.text) for s in element_patterns(match_, name, unit.language)
            ):
                found.add(name)
                break
    return found


def _evidence(view: View, units: list[Unit]) -> tuple[Evidence, ...]:
    document = view.document
    return tuple(
        Evidence(document.clause_number(u.block), u.block, document.text(Span(u.block, u.start, u.end)))
        for u in units[:12]
    )


def _by_general_terms(match_: Match, view: View) -> bool:
    return any(
        view.pattern(s, language).search(view.text)
        for language in LANGUAGES
        for s in getattr(match_.general_terms, language)
    )


_SAYS: dict[str, dict[str, str]] = {
    "absent": {"nl": "{title} ontbreekt", "en": "{title}: missing"},
    "mentioned": {
        "nl": "{title}: wel genoemd, niet bruikbaar geregeld; er staat niet: {missing}",
        "en": "{title}: touched on, not usable; not found: {missing}",
    },
    "present": {
        "nl": "{title}: onvolledig, er staat niet: {missing}",
        "en": "{title}: incomplete, not found: {missing}",
    },
    "by_reference": {
        "nl": "{title}: alleen via algemene voorwaarden; controleer of dat past",
        "en": "{title}: only through general terms; check that they fit",
    },
}


def _finding(rule: Rule, match_: Match, state: Mechanism) -> Hit | None:
    if state.state == "present" and not state.missing:
        return None
    named = {
        language: ", ".join(element_name(match_, name, language) for name in state.missing) for language in LANGUAGES
    }
    message: dict[str, str] = {
        language: _SAYS[state.state][language].format(title=rule.title.get(language), missing=named[language])
        for language in LANGUAGES
    }
    severity = rule.severity
    if state.state in ("present", "by_reference"):
        severity = "info"
    return Hit(message=message, severity=severity)


def axis_scores(states: Mapping[str, tuple[Match, Mechanism]]) -> dict[str, float]:
    """The four axes (robustness ... ease of exit), 0-1: completeness of their mechanisms, weighted by tier."""
    scores: dict[str, float] = {}
    for axis in AXES:
        on_it = [(TIER_WEIGHT[m.tier], s.completeness) for m, s in states.values() if axis in m.axes]
        total = sum(weight for weight, _ in on_it)
        scores[axis] = round(sum(w * c for w, c in on_it) / total, 2) if total else 0.0
    return scores
