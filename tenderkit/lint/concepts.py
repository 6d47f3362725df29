"""Concepts that statement rules name: rules/concepts.yml, so that who misses a verb adds a word and no code."""

from __future__ import annotations

import re
from functools import cache
from itertools import takewhile

from tenderkit.data import read_yaml
from tenderkit.language import Language
from tenderkit.language.folding import folded
from tenderkit.language.inflection import verb_forms
from tenderkit.lint.parts import Patterns, Strict
from tenderkit.places import data_folder

_PARTICLE = re.compile(r"^(?:af|op|in|uit|aan|bij|terug|weg|vast|neer|los|over|voor|door|toe|mee|samen|om)(?=[a-z]{5})")


class Words(Strict):
    """Words for each language."""

    nl: Patterns = ()
    en: Patterns = ()


class Action(Words):
    """Verbs that do the same, the nouns that stand for them, and pieces of word to find them by."""

    nouns: Words = Words()
    cues: Words = Words()

    def lemmas(self, language: Language) -> frozenset[str]:
        """The verbs, folded."""
        return frozenset(folded(verb) for verb in getattr(self, language))

    def found_by(self, language: Language) -> frozenset[str]:
        """Pieces of folded word of which one stands in every sentence with such a verb or noun."""
        own: Patterns = getattr(self.cues, language)
        cues = own or tuple(_cue(folded(verb), language) for verb in getattr(self, language))
        return frozenset(cues) | {folded(noun) for noun in getattr(self.nouns, language)}


class Concepts(Strict):
    """The file of concepts."""

    actions: dict[str, Action]
    things: dict[str, Words]
    reasons: dict[str, Words]


@cache
def concepts() -> Concepts:
    """All concepts; raises InputErrors that name file and line."""
    return read_yaml(data_folder("rules") / "concepts.yml").parse(Concepts)


def _cue(verb: str, language: Language) -> str:
    """What all regular forms of a verb begin with: "bepa" of bepalen, "zeg" of opzeggen. A strong verb needs cues of its own."""
    base = _PARTICLE.sub("", verb) if language == "nl" else verb
    forms = [form for form in verb_forms(base, language) if base.startswith("ge") or not form.startswith("ge")]
    same = takewhile(lambda letters: len(set(letters)) == 1, zip(*forms, strict=False))
    return "".join(letters[0] for letters in same) or base[:1]
