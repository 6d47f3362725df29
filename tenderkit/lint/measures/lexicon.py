"""The words by which the measures count: rules/measures.yml, so that who misses a word adds one and no code."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

from tenderkit.data import read_yaml
from tenderkit.language import LANGUAGES, Language
from tenderkit.lint.concepts import Words
from tenderkit.lint.parts import Strict
from tenderkit.places import data_folder

if TYPE_CHECKING:
    from tenderkit.lint.units import Unit, View


class Lexicon(Strict):
    """The file rules/measures.yml; the keys of `rhythm` are months, those of `times` numbers."""

    rigidity: Mapping[str, Words]
    promotion: Words
    prevention: Words
    indicator_column: Words
    indicator: Words
    penalty_column: Words
    no_penalty: Words
    penalty: Words
    must_column: Words
    wish_column: Words
    must_or_wish_column: Words
    must_mark: Words
    wish_mark: Words
    incident: Words
    incorporated: Words
    incorporable: Words
    amendment: Mapping[str, Words]
    review: Words
    rhythm: Mapping[str, Words]
    term: Words
    no_term: Words
    extension: Words
    times: Mapping[str, Words]
    occasions: Words
    fixed_price: Words


@cache
def lexicon() -> Lexicon:
    """Its patterns; raises InputErrors that name file and line."""
    return read_yaml(data_folder("rules") / "measures.yml").parse(Lexicon)


def count(view: View, unit: Unit, words: Words) -> int:
    """How often one of the patterns is found in a sentence."""
    return sum(view.pattern(source, unit.language).count(unit.text) for source in getattr(words, unit.language))


def found(view: View, unit: Unit, words: Words) -> bool:
    """Whether one of the patterns is found in a sentence."""
    return any(view.pattern(s, unit.language).search(unit.text) is not None for s in getattr(words, unit.language))


def is_whole(view: View, language: Language, words: Words, text: str) -> bool:
    """Whether one of the patterns is all that a cell says."""
    bare = text.strip(" .:()*")
    return any((0, len(bare)) in view.pattern(s, language).spans(bare) for s in getattr(words, language))


def language_of(view: View) -> Language | None:
    """The document's language, when it is one that we have words for."""
    return next((language for language in LANGUAGES if language == view.language), None)
