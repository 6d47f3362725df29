"""What a statement must say to match: who, must or may, does what, to what, why, in what term."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, field_validator

from tenderkit.errors import nearest
from tenderkit.language import LANGUAGES, Language
from tenderkit.language.folding import folded
from tenderkit.language.occurrence import members
from tenderkit.lint.concepts import Action, Concepts, Words, concepts
from tenderkit.lint.parts import Length, Strict, length_fits

if TYPE_CHECKING:
    from tenderkit.language.statements import Statement
    from tenderkit.lint.units import Unit, View

ActorName = Literal["client", "supplier", "joint", "participant", "third", "unassigned"]
ModalityName = Literal["duty", "right", "prohibition", "intention", "fact"]
LevelName = Literal["W0", "W1", "W2", "H3", "H4", "H5"]


def _many(value: Any) -> Any:
    return (value,) if isinstance(value, str | dict) else value


Actors = Annotated[tuple[ActorName, ...], BeforeValidator(_many)]
Modalities = Annotated[tuple[ModalityName, ...], BeforeValidator(_many)]
LevelNames = Annotated[tuple[LevelName, ...], BeforeValidator(_many)]
Named = Annotated[tuple[str | Words, ...], BeforeValidator(_many)]
Actions = Annotated[tuple[str | Action, ...], BeforeValidator(_many)]


class StatementMatch(Strict):
    """A statement matches when everything that is said here is true of it; what is left out may be anything.

    `action`: a concept, or verbs by language. `object`: concepts or patterns of which one is found in what the verb is about
    (in the clause, when the parser saw no object). `says`: the same, found in the clause; `without`: none is found in the
    sentence. `condition`: whether it must depend on something. `term`: a length of time in the sentence that fits.
    """

    actor: Actors = ()
    modality: Modalities = ()
    negated: bool | None = None
    action: Actions = ()
    object: Named = ()
    says: Named = ()
    without: Named = ()
    condition: bool | None = None
    term: Length | None = None
    level: LevelNames = ()
    passive: bool | None = None

    @field_validator("action")
    @classmethod
    def _known_actions(cls, value: tuple[str | Action, ...]) -> tuple[str | Action, ...]:
        _check_names(value, concepts().actions, "action")
        return value

    @field_validator("object", "says", "without")
    @classmethod
    def _known_things(cls, value: tuple[str | Words, ...]) -> tuple[str | Words, ...]:
        _check_names(value, {**concepts().things, **concepts().reasons}, "thing or reason")
        return value

    def patterns(self) -> Iterator[tuple[str, Language]]:
        """All patterns with their language, for checking."""
        for named in (self.object, self.says, self.without):
            for language in LANGUAGES:
                yield from ((source, language) for source in patterns_of(named, language))
        for language in LANGUAGES:
            yield from ((source, language) for source in (self.term.at if self.term else ()))

    def actions(self) -> Iterator[Action]:
        """The verbs it is about."""
        known: Concepts = concepts()
        return (known.actions[a] if isinstance(a, str) else a for a in self.action)

    def cues(self, language: Language) -> frozenset[str]:
        """Pieces of word of which one stands in every sentence that may match; none: any sentence may."""
        return _cues(self.action, language)


@lru_cache(maxsize=1024)
def _cues(named: tuple[str | Action, ...], language: Language) -> frozenset[str]:
    known = concepts().actions
    actions = (known[a] if isinstance(a, str) else a for a in named)
    return frozenset(cue for action in actions for cue in action.found_by(language))


def _check_names(value: Iterable[Any], known: Iterable[str], label: str) -> None:
    names = sorted(known)
    for name in value:
        if isinstance(name, str) and name not in names:
            raise ValueError(
                f"no {label} '{name}' in rules/concepts.yml; {nearest(name, names) or 'known: ' + ', '.join(names)}"
            )


def statements_in(value: Any) -> Iterator[StatementMatch]:
    """All statements that a match asks for, at whatever depth."""
    if isinstance(value, StatementMatch):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from statements_in(getattr(value, name))
    elif isinstance(value, dict):
        for item in value.values():
            yield from statements_in(item)
    elif isinstance(value, tuple | list):
        for item in value:
            yield from statements_in(item)


@lru_cache(maxsize=1024)
def patterns_of(named: tuple[str | Words, ...], language: Language) -> tuple[str, ...]:
    """The patterns of concepts and of own words in a language."""
    known = concepts()
    found: list[str] = []
    for item in named:
        words = (known.things.get(item) or known.reasons[item]) if isinstance(item, str) else item
        found += getattr(words, language)
    return tuple(found)


def may_match(view: View, unit: Unit, match: StatementMatch) -> bool:
    """Whether a sentence can match at all, told from its words alone, before it is parsed."""
    if unit.position not in candidates(view, match, unit.language):
        return False
    cues = match.cues(unit.language)
    if match.action and not any(cue in unit.text for cue in cues):
        return False
    if match.says and not _found(view, unit, match.says, unit.text):
        return False
    if match.object and not _found(view, unit, match.object, unit.text):
        return False
    if match.term and not length_fits(view, match.term, unit.text, unit.language):
        return False
    return not (match.without and _found(view, unit, match.without, unit.text))


def candidates(view: View, match: StatementMatch, language: Language) -> frozenset[int]:
    """The positions of the sentences that hold the words without which none can match."""
    known = view.may_say.get((match, language))
    if known is not None:
        return known
    found = view.in_language[language]
    if match.action:
        # A cue of several words is looked for by its longest.
        found &= view.holding_any(max(cue.split(), key=len, default="") for cue in match.cues(language))
    for named in (match.says, match.object):
        if named and found:
            some = 0
            for source in patterns_of(named, language):
                some |= view.holding(view.pattern(source, language))
            found &= some
    known = view.may_say[match, language] = frozenset(members(found))
    return known


def says(view: View, unit: Unit, match: StatementMatch) -> Statement | None:
    """The first statement of a sentence that matches, or None."""
    if not may_match(view, unit, match):
        return None
    return next((s for s in view.statements(unit) if _fits(view, unit, match, s)), None)


def _fits(view: View, unit: Unit, match: StatementMatch, statement: Statement) -> bool:
    if match.actor and statement.actor not in match.actor:
        return False
    if match.modality and statement.modality not in match.modality:
        return False
    if match.negated is not None and statement.negated is not match.negated:
        return False
    if match.passive is not None and statement.passive is not match.passive:
        return False
    if match.condition is not None and bool(statement.condition) is not match.condition:
        return False
    if match.level and statement.level not in match.level:
        return False
    if match.action and not _acts(view, unit, match, statement):
        return False
    clause = clause_of(view, unit, statement)
    about = folded(statement.object)
    if statement.within is not None or not about:
        about = clause  # what a right is about is often not where the parser looks for an object
    if match.object and not _found(view, unit, match.object, about):
        return False
    return not match.says or _found(view, unit, match.says, clause)


def _acts(view: View, unit: Unit, match: StatementMatch, statement: Statement) -> bool:
    verb = folded(statement.verb)
    for action in match.actions():
        if verb in action.lemmas(unit.language):
            return True
        nouns: tuple[str, ...] = getattr(action.nouns, unit.language)
        about = f"{folded(statement.name)} {folded(statement.object)}"
        if nouns and any(view.pattern(noun, unit.language).search(about) for noun in nouns):
            return True
    return False


def clause_of(view: View, unit: Unit, statement: Statement) -> str:
    """The folded text of a statement's clause."""
    return folded(view.source(unit)[statement.start : statement.end])


def _found(view: View, unit: Unit, named: tuple[str | Words, ...], text: str) -> bool:
    return any(view.pattern(source, unit.language).search(text) for source in patterns_of(named, unit.language))


__all__ = ["StatementMatch", "may_match", "patterns_of", "says"]
