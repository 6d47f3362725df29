"""What words make of a statement, for each language: the files in lexicon/, as sets to look things up in."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from tenderkit.data import read_yaml
from tenderkit.language import Language

Words = frozenset[str]


class Modals(BaseModel):
    """Auxiliaries by what they make of a statement."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    must: Words
    will: Words
    may: Words
    can: Words
    need: Words
    neutral: Words


class ByModality(BaseModel):
    """Verbs, predicates or nouns that decide by themselves what a statement is."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    duty: Words = frozenset()
    right: Words = frozenset()
    prohibition: Words = frozenset()
    intention: Words = frozenset()
    fact: Words = frozenset()

    def of(self, *words: str) -> str:
        """The modality that one of the words stands for; "" for none."""
        for name in ("prohibition", "duty", "right", "intention", "fact"):
            known: Words = getattr(self, name)
            if any(word in known for word in words):
                return name
        return ""


class Subordinators(BaseModel):
    """Words that begin a subordinate clause."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    condition: Words
    purpose: Words
    other: Words


class Levels(BaseModel):
    """Patterns (regular expressions over folded text) for the levels of a requirement."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    organisation: tuple[str, ...]
    procedure: tuple[str, ...]
    means: tuple[str, ...]
    outcome: tuple[str, ...]
    goal: tuple[str, ...]


class Lexicon(BaseModel):
    """A lexicon file; its comments say what each list is for."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    modals: Modals
    raising: Words
    passive: Words
    perfect: Words
    copulas: Words
    predicates: ByModality
    nouns: ByModality
    empty: Words
    denying: Words
    stative: Words
    binding_things: Words = frozenset()
    efforts: Words
    has_to: Words
    party_states: Words
    affects: Words
    hedges: tuple[str, ...]
    events: Words
    passive_facts: Words
    negations: Words
    not_negations: tuple[str, ...]
    subordinators: Subordinators
    condition_phrases: tuple[str, ...]
    agents: Words
    between: Words
    concluding: Words
    together: Words
    particles: Words = frozenset()
    before_te: Words = frozenset()
    no_particles: Words = frozenset()
    towards: Words
    everyone: Words
    each: Words
    participant: Words
    client: Words
    supplier: Words
    staff: Words
    person_endings: tuple[str, ...]
    joint: Words
    third: Words
    labels: Words
    person_pronouns: Words
    anybody: Words
    we: Words
    levels: Levels


@cache
def lexicon(language: Language) -> Lexicon:
    """The lexicon of a language."""
    return read_yaml(Path(__file__).parent / "lexicon" / f"{language}.yaml").parse(Lexicon)


@cache
def not_negations(language: Language) -> re.Pattern[str]:
    """Where a denying word denies nothing ("niet later dan"), over small letters."""
    return re.compile(rf"\b(?:{'|'.join(lexicon(language).not_negations)})\b")


@cache
def level_patterns(language: Language) -> dict[str, re.Pattern[str]]:
    """One pattern for each level, over folded text."""
    levels = lexicon(language).levels
    return {name: re.compile("|".join(getattr(levels, name))) for name in Levels.model_fields}
