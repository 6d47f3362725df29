"""Word lists that rules share: names of makes, verbs of handling. Each is a class in patterns (<brand>, <handling>).

They are data (rules/words/*.yml), so that who misses a name adds a line and no code.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from tenderkit.data import read_yaml
from tenderkit.errors import InputError
from tenderkit.language import LANGUAGES, Language
from tenderkit.language.folding import folded
from tenderkit.language.inflection import PARTICLES, verb_forms
from tenderkit.language.parties import Parties
from tenderkit.language.patterns import Vocabulary, WordClass, word_class
from tenderkit.lint.expressions import Strict
from tenderkit.places import data_folder


def _spelled_out(value: Any) -> Any:
    """Words as a list, one a line or as phrases between commas, whatever reads best in the file."""
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list):
        return value
    return [word for line in value for word in (line.split(", ") if isinstance(line, str) else [line])]


Words = Annotated[tuple[str, ...], BeforeValidator(_spelled_out)]


class WordList(Strict):
    """A word list: words of both languages under `any`, of one under `nl` and `en`.

    `forms: verb` - the words are infinitives; every form of them counts, Dutch ones with a particle before them too.
    `irregular` holds the forms that no rule makes. `parties: false` - a word by which the document calls a party itself is
    not meant (a maker that is the supplier).
    """

    about: str = Field(min_length=1)
    any: Words = ()
    nl: Words = ()
    en: Words = ()
    forms: Literal["", "verb"] = ""
    irregular: Mapping[Language, Words] = Field(default_factory=dict)
    parties: bool = True

    def words(self, language: Language) -> frozenset[str]:
        """The folded words in a language, in all their forms."""
        own: Iterable[str] = (*self.any, *getattr(self, language))
        if self.forms == "verb":
            own = (form for word in own for form in verb_forms(word, language))
        return frozenset(folded(word) for word in (*own, *self.irregular.get(language, ())))


@cache
def word_lists() -> Mapping[str, WordList]:
    """All word lists by name; raises InputErrors that name file and line."""
    found: dict[str, WordList] = {}
    for path in sorted((data_folder("rules") / "words").glob("*.yml")):
        data = read_yaml(path)
        if not isinstance(data.value, dict):
            raise InputError("holds no word lists", path=path, remedy="give each a name, with 'about' and 'nl' and 'en'")
        for name in data.value:
            if name in found:
                raise data.error(f"a word list {name} exists already", (name,), key=True)
            found[name] = data.parse(WordList, (name,))
    return found


def vocabulary(language: Language, parties: Parties | None = None) -> Vocabulary:
    """The classes of the pattern language with the word lists among them, for one document or (without parties) for any."""
    if parties is None:
        return _plain(language)
    own = (*parties.client, *parties.supplier)
    if not any(not item.parties and _among(item.words(language), own) for item in word_lists().values()):
        return Vocabulary(language, parties, _classes(language))
    return Vocabulary(language, parties, _classes(language, own))


@cache
def _plain(language: Language) -> Vocabulary:
    return Vocabulary(language, None, _classes(language))


@cache
def _classes(language: Language, own: tuple[str, ...] = ()) -> Mapping[str, WordClass]:
    classes = {}
    for name, item in word_lists().items():
        words = item.words(language)
        if own and not item.parties:
            words -= _among(words, own)
        prefix = PARTICLES if item.forms == "verb" and language == "nl" else ""
        classes[name] = word_class(words, prefix)
    return classes


def _among(words: frozenset[str], names: Iterable[str]) -> frozenset[str]:
    """The words that are, or begin, one of the names."""
    return frozenset(w for w in words for name in names if name == w or name.startswith(f"{w} "))


__all__ = ["LANGUAGES", "WordList", "vocabulary", "word_lists"]
