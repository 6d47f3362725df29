"""mechanism: whether a document arranges something, only mentions it, or does not have it.

A sentence that matches `arrangement` is the core of an arrangement. It counts as usable when what stands around it answers
enough of the questions that a reader would ask: who may use it, within what term, at what price or with what consequence, who
decides. A sentence that only matches `mention` touches on the subject. What stands around a sentence is the whole section
where its heading is about the mechanism, and otherwise its paragraph, the items under it, and neighbours that speak of the
mechanism too: the next paragraph of a clause with another subject answers no question about this one.

Elements are looked for where the document arranges the mechanism: in the sections under such a heading with a usable core,
or, without any, in short sections with one and around every sentence about it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field

from tenderkit.data import read_yaml
from tenderkit.document.model import Span
from tenderkit.language import LANGUAGES, Language
from tenderkit.language.occurrence import members
from tenderkit.lint import likeness
from tenderkit.lint.expressions import Expression, Expressions, match
from tenderkit.lint.findings import Evidence, Mechanism
from tenderkit.lint.kinds import Hit, Outcome
from tenderkit.lint.kinds.phrase import Possible, first, possible
from tenderkit.lint.parts import ByLanguage, Patterns, Strict, worded
from tenderkit.lint.rules import Bilingual
from tenderkit.lint.statements import StatementMatch, says
from tenderkit.places import data_folder

if TYPE_CHECKING:
    from tenderkit.lint.rules import Rule
    from tenderkit.lint.units import Unit, View

AXES = ("robustness", "modifiability", "new_capability", "ease_of_exit")
TIER_WEIGHT = {"A": 3, "B": 2, "C": 1}
LONG_SECTION = 25  # blocks; a longer section speaks of more than one thing
SHORT_SECTION = 8  # blocks; one this short speaks of one thing
MENTIONED_AT_MOST = 0.3  # completeness of a mechanism that is only mentioned (domain dossier 2.28)


class Element(Strict):
    """A part that a complete arrangement has. Without expressions of its own it is a generic element (rules/elements.yml).

    A generic element may get more of its own; with `shared: false` only those count, and the generic name stays.
    """

    name: Bilingual | None = None
    nl: Expressions = ()
    en: Expressions = ()
    shared: bool = True


class Terms(Strict):
    """Sentences that declare general terms applicable, for each language."""

    nl: Expressions = ()
    en: Expressions = ()


class Side(Strict):
    """What one language says. `heading`: a section under such a heading is about the mechanism, unless one of
    `not_heading` is found in it too ("partial termination" is not about termination as a whole). `paragraph`: like
    `arrangement`, but what must be found may be spread over the sentences of a paragraph; the sentence in which the first
    of `all` stands is the core.
    """

    heading: Patterns = ()
    not_heading: Patterns = ()
    arrangement: Expressions = ()
    paragraph: Expressions = ()
    mention: Expressions = ()
    none: Patterns = Field((), description="a sentence in which one of these is found says nothing about the mechanism")


class Match(Strict):
    """`enough`: how many of `questions` (generic elements) the paragraph must answer to be usable.

    `section`: under a matching heading, a mention with enough answers is an arrangement too. `within` (characters) holds
    for every expression of arrangement and mention that asks for two things or more and does not say itself.
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
    within: int | None = None
    elements: dict[str, Element]
    statements: tuple[StatementMatch, ...] = Field(
        (), description="what a sentence that arranges it may say, in both languages"
    )
    general_terms: Terms = Field(default_factory=Terms, description="sentences that declare terms which arrange it")
    expected_with: ByLanguage = Field(
        ByLanguage(),
        description="a longer text that speaks of none of these need not arrange it: its absence is no finding",
    )


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
    match_ = Match.model_validate(raw)
    if match_.within is None:
        return match_
    sides: dict[str, Side] = {language: _narrowed(getattr(match_, language), match_.within) for language in LANGUAGES}
    return match_.model_copy(update=sides)


def _narrowed(side: Side, within: int) -> Side:
    def narrowed(expression: Expression) -> Expression:
        fits = len(expression.all) > 1 and not (expression.any or expression.name) and expression.within is None
        return expression.model_copy(update={"within": within}) if fits else expression

    return side.model_copy(
        update={
            "arrangement": tuple(map(narrowed, side.arrangement)),
            "mention": tuple(map(narrowed, side.mention)),
        }
    )


def patterns(match_: Match) -> Iterator[tuple[str, Language]]:
    """All patterns with their language."""
    for language in LANGUAGES:
        side: Side = getattr(match_, language)
        yield from ((s, language) for s in (*side.heading, *side.not_heading, *side.none))
        for expression in (*side.arrangement, *side.paragraph, *side.mention, *getattr(match_.general_terms, language)):
            yield from ((s, language) for s in expression.patterns())
        for element in match_.elements.values():
            for expression in getattr(element, language):
                yield from ((s, language) for s in expression.patterns())
    yield from worded((match_.expected_with,))


def element_expressions(match_: Match, name: str, language: Language) -> tuple[Expression, ...]:
    """What shows an element: expressions of its own and, for a generic one, the shared patterns."""
    element = match_.elements.get(name, _PLAIN)
    own: tuple[Expression, ...] = getattr(element, language)
    return (*own, *_shared(name, language)) if element.shared else own


_PLAIN = Element()


@cache
def _shared(name: str, language: Language) -> tuple[Expression, ...]:
    generic = generic_elements().get(name)
    return (Expression(any=getattr(generic, language)),) if generic else ()


def element_name(match_: Match, name: str, language: str) -> str:
    """How an element is called in a message."""
    own = match_.elements[name].name if name in match_.elements else None
    shared = generic_elements().get(name)
    label = own or (shared.name if shared else None)
    return label.get(language) if label else name


def check(rule: Rule, match_: Match, view: View) -> Outcome:
    """The state of the mechanism in a document, and the finding when it is not complete."""
    state = assess(match_, view)
    hit = _finding(rule, match_, state) if state.state != "absent" or _expected(match_, view) else None
    return Outcome((hit,) if hit else (), (match_.mechanism, state))


def _expected(match_: Match, view: View) -> bool:
    """Whether a reader would expect the mechanism in a contract of this size that speaks of these things."""
    if match_.tier not in view.tiers_asked:
        return False
    language = next((known for known in LANGUAGES if known == view.language), None)
    speaks: tuple[str, ...] = getattr(match_.expected_with, language) if language else ()
    if not speaks or language is None or view.is_short:
        return True
    return any(view.pattern(s, language).search(view.text) for s in speaks)


def assess(match_: Match, view: View) -> Mechanism:
    """How far the document arranges the mechanism."""
    cores, mentions = _candidates(match_, view)
    cores, mentions = _plausible(match_, view, cores), _plausible(match_, view, mentions)
    alike, resembling = _alike(match_, view)
    mentions += [unit for unit in resembling if unit not in mentions and unit not in cores]
    talk = {unit.block for unit in (*cores, *mentions, *alike)}
    usable = [unit for unit in cores if _answers(match_, view, unit, talk) >= match_.enough]
    if not usable:
        needed = max(match_.enough, likeness.use().answers)
        usable = [unit for unit in alike if _answers(match_, view, unit, talk) >= needed]
    if usable:
        evidence = [*usable, *(u for u in cores if u not in usable)]
        completeness, missing = _completeness(match_, view, usable, [*evidence, *mentions], talk)
        return Mechanism("present", completeness, _evidence(view, evidence), missing)
    touched = [*cores, *(m for m in mentions if m not in cores)]
    if touched:
        completeness, missing = _completeness(match_, view, (), touched, talk)
        return Mechanism("mentioned", min(completeness, MENTIONED_AT_MOST), _evidence(view, touched), missing)
    if _by_general_terms(match_, view):
        return Mechanism("by_reference", 0.0, (), tuple(match_.elements))
    return Mechanism("absent", 0.0, (), tuple(match_.elements))


def _candidates(match_: Match, view: View) -> tuple[list[Unit], list[Unit]]:
    cores: list[Unit] = []
    mentions: list[Unit] = []
    sides: dict[Language, tuple[Side, Possible, Possible]] = {}
    for language in LANGUAGES:
        side: Side = getattr(match_, language)
        sides[language] = (
            side,
            possible(side.arrangement, view, language),
            possible(side.mention, view, language),
        )
    spread = {unit.position for unit in _spread(match_, view)}
    for unit in view.units:
        side, arrangement, mention = sides[unit.language]
        if (
            unit.position in spread
            or first(view, unit, arrangement, unit.language) is not None
            or any(says(view, unit, statement) for statement in match_.statements)
        ):
            target = cores
        elif first(view, unit, mention, unit.language) is not None:
            target = cores if match_.section and _headed(match_, view, unit) else mentions
        else:
            continue
        if not any(view.pattern(s, unit.language).search(unit.text) for s in side.none):
            target.append(unit)
    return cores, mentions


def _plausible(match_: Match, view: View, units: list[Unit]) -> list[Unit]:
    """Without the sentences that a pattern finds in a passage about something else altogether; a heading about the mechanism
    says what the passage is about."""
    use = likeness.use()
    label = use.mechanisms.get(match_.mechanism)
    if label is None:
        return units
    return [unit for unit in units if view.likenesses.of(unit, label) >= use.doubtful or _headed(match_, view, unit)]


def _alike(match_: Match, view: View) -> tuple[list[Unit], list[Unit]]:
    """Sentences that no pattern finds, of passages that resemble an arrangement, and of those that resemble it enough to
    count as a mention."""
    use = likeness.use()
    label = use.mechanisms.get(match_.mechanism)
    if label is None:
        return [], []
    arranged: list[Unit] = []
    touched: list[Unit] = []
    for unit, how_much in view.likenesses.like(label, min(use.arranged, use.touched)):
        side: Side = getattr(match_, unit.language)
        if any(view.pattern(s, unit.language).search(unit.text) for s in side.none):
            continue
        if match_.mechanism in use.of_the_client and _only_supplier_may(view, unit):
            continue
        for target, least in ((arranged, use.arranged), (touched, use.touched)):
            if how_much >= least and unit not in target:
                target.append(unit)
    return arranged, touched


def _only_supplier_may(view: View, unit: Unit) -> bool:
    def found(source: str) -> bool:
        return view.pattern(source, unit.language).search(unit.text) is not None

    return found("<supplier_may>") and not (found("<client_may>") or found("<joint>"))


def _spread(match_: Match, view: View) -> Iterator[Unit]:
    """The core sentences of paragraphs that arrange the mechanism in several sentences together."""
    tried: dict[int, list[Expression]] = {}
    for language in LANGUAGES:
        for expression in getattr(match_, language).paragraph:
            for place in members(view.paragraphs_holding(view.pattern(s, language) for s in expression.all)):
                if view.paragraphs[place][0].language == language:
                    tried.setdefault(place, []).append(expression)
    for place in sorted(tried):
        whole, units = view.paragraphs[place]
        for expression in tried[place]:
            if match(view, whole, expression, whole.language) is None:
                continue
            named = view.pattern(expression.all[0], whole.language)
            yield next((u for u in units if named.search(u.text)), units[0])
            break


def _headed(match_: Match, view: View, unit: Unit) -> bool:
    """Whether a sentence stands under a heading about the mechanism."""
    side: Side = getattr(match_, unit.language)
    heading = view.headings[unit.block]

    def found(sources: Patterns) -> bool:
        return any(view.pattern(s, unit.language).search(heading) for s in sources)

    return found(side.heading) and not found(side.not_heading)


def _paragraph(view: View, unit: Unit) -> set[int]:
    """The blocks that belong with a sentence: its paragraph, the items under it or beside it, the row of its cell."""
    blocks = view.document.blocks
    own = blocks[unit.block]
    members = {unit.block}
    section = view.document.section(unit.block)
    if own.cell is not None:
        return members | {
            i
            for i in (section.blocks if section else ())
            if (cell := blocks[i].cell) and (cell.table, cell.row) == (own.cell.table, own.cell.row)
        }
    if section is None:
        return members
    inside = section.blocks
    at = inside.index(unit.block) if unit.block in inside else 0
    for step in (1, -1) if own.kind == "item" else (1,):
        position = at + step
        while 0 <= position < len(inside):
            other = blocks[inside[position]]
            if other.kind != "item" and not (step == -1 and other.kind in ("clause", "paragraph")):
                break
            members.add(inside[position])
            if other.kind != "item":
                break
            position += step
    return members


def _around(match_: Match, view: View, unit: Unit, talk: set[int]) -> list[Unit]:
    """The sentences that answer questions about the arrangement in one; `talk`: blocks that speak of the mechanism."""
    section = view.document.section(unit.block)
    members = _paragraph(view, unit)
    if section is not None and view.document.blocks[unit.block].cell is None:
        if _headed(match_, view, unit) and len(section.blocks) <= LONG_SECTION:
            members.update(section.blocks)
        else:
            inside = section.blocks
            first_, last = inside.index(min(members)), inside.index(max(members))
            members.update(b for b in (*inside[max(first_ - 1, 0) : first_], *inside[last + 1 : last + 2]) if b in talk)
    return [u for block in sorted(members) for u in view.units_of_block.get(block, ())]


def _answers(match_: Match, view: View, unit: Unit, talk: set[int]) -> int:
    """How many of the reader's questions are answered around a sentence."""
    if match_.enough <= 0:
        return 0
    around = _around(match_, view, unit, talk)
    return sum(_shows(match_, view, around, name, wide=True) for name in match_.questions)


def _shows(match_: Match, view: View, units: Iterable[Unit], name: str, wide: bool = False) -> bool:
    """Whether an element stands in one of the sentences; `wide`: in the generic words will do, where the rule has its own."""

    def says(unit: Unit) -> bool:
        expressions = element_expressions(match_, name, unit.language)
        if first(view, unit, expressions, unit.language) is not None:
            return True
        return wide and first(view, unit, _shared(name, unit.language), unit.language) is not None

    return any(says(unit) for unit in units)


def elements_shown(match_: Match, view: View) -> frozenset[str]:
    """The elements that stand anywhere in a document: for one that holds nothing but text about the mechanism."""
    return frozenset(name for name in match_.elements if _shows(match_, view, view.units, name))


def _completeness(
    match_: Match, view: View, usable: Iterable[Unit], units: Iterable[Unit], talk: set[int]
) -> tuple[float, tuple[str, ...]]:
    """The share of the elements found (0-1) and the names of the others."""
    sentences = _about(match_, view, usable, units, talk)
    missing = tuple(name for name in match_.elements if not _shows(match_, view, sentences, name))
    return round((len(match_.elements) - len(missing)) / max(len(match_.elements), 1), 2), missing


def _about(match_: Match, view: View, usable: Iterable[Unit], units: Iterable[Unit], talk: set[int]) -> list[Unit]:
    """The sentences in which elements are looked for: the sections of the arrangement, or what stands around each part.

    Where the document has a section for the mechanism, a sentence elsewhere ("... with the notice of clause 31") arranges
    something else and leans on this one; what it says of terms and prices is not said of this mechanism. Without any, short
    sections that arrange it count whole, whatever their headings.
    """
    sections = [(u, s) for u in usable if (s := view.document.section(u.block)) is not None]
    homes = [s for u, s in sections if _headed(match_, view, u) and len(s.blocks) <= LONG_SECTION]
    sentences: dict[int, Unit] = {}
    for section in homes or [s for _, s in sections if len(s.blocks) <= SHORT_SECTION]:
        sentences.update((u.position, u) for u in view.units_of_section(section))
    if not homes:
        for unit in units:
            sentences.update((u.position, u) for u in _around(match_, view, unit, talk))
    return list(sentences.values())


def _evidence(view: View, units: list[Unit]) -> tuple[Evidence, ...]:
    document = view.document
    return tuple(
        Evidence(document.clause_number(u.block), u.block, document.text(Span(u.block, u.start, u.end)))
        for u in units[:12]
    )


def _by_general_terms(match_: Match, view: View) -> bool:
    terms = {language: possible(getattr(match_.general_terms, language), view, language) for language in LANGUAGES}
    return any(first(view, unit, terms[unit.language], unit.language) is not None for unit in view.units)


_SAYS: dict[str, dict[str, str]] = {
    "absent": {"nl": "{title} ontbreekt", "en": "{title}: missing"},
    "mentioned": {
        "nl": "{title}: wel genoemd, niet bruikbaar geregeld; daar niet gevonden: {missing}",
        "en": "{title}: touched on, not usable; not found there: {missing}",
    },
    "present": {
        "nl": "{title}: geregeld; in die bepalingen niet gevonden: {missing}",
        "en": "{title}: arranged; not found in those provisions: {missing}",
    },
    "by_reference": {
        "nl": "{title}: alleen via algemene voorwaarden; controleer of dat past",
        "en": "{title}: only through general terms; check that they fit",
    },
}


_SHOWN = 5
_MORE = {"nl": "{names} en nog {n}", "en": "{names} and {n} more"}


def _listed(names: list[str], language: str) -> str:
    """The first few names, and how many more there are: a message is read, a list of eleven is not."""
    if len(names) <= _SHOWN + 1:
        return ", ".join(names)
    return _MORE[language].format(names=", ".join(names[:_SHOWN]), n=len(names) - _SHOWN)


def _finding(rule: Rule, match_: Match, state: Mechanism) -> Hit | None:
    if state.state == "present" and not state.missing:
        return None
    named = {
        language: _listed([element_name(match_, name, language) for name in state.missing], language)
        for language in LANGUAGES
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
