"""Word lists that rules share: names of makes, verbs of handling. Each is a class in patterns (<brand>, <handling>).

They are data (rules/words/*.yml), so that who misses a name adds a line and no code.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, RootModel

from tenderkit.data import read_yaml
from tenderkit.language import Language
from tenderkit.language.folding import folded
from tenderkit.language.inflection import PARTICLES, verb_forms
from tenderkit.language.parties import Parties
from tenderkit.language.patterns import Vocabulary, WordClass, either, word_class
from tenderkit.lint.parts import Strict
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
        """The folded words in a language, in all their forms (without particles)."""
        own: Iterable[str] = (*self.any, *getattr(self, language))
        if self.forms == "verb":
            own = (form for word in own for form in verb_forms(word, language))
        return frozenset(folded(word) for word in own)

    def word_class(self, language: Language, without: frozenset[str] = frozenset()) -> WordClass:
        """The list as a class of the pattern language, without the words given."""
        words = self.words(language) - without
        irregular = frozenset(folded(word) for word in self.irregular.get(language, ()))
        if self.forms != "verb" or language != "nl":
            return word_class(words | irregular)
        return either(word_class(words, PARTICLES), word_class(irregular))


class _File(RootModel[dict[str, WordList]]):
    """Word lists by their names."""


@cache
def word_lists() -> Mapping[str, WordList]:
    """All word lists by name; raises InputErrors that name file and line."""
    found: dict[str, WordList] = {}
    for path in sorted((data_folder("rules") / "words").glob("*.yml")):
        data = read_yaml(path)
        for name, item in data.parse(_File).root.items():
            if name in found:
                raise data.error(f"a word list {name} exists already", (name,), key=True)
            found[name] = item
    return found


def vocabulary(
    language: Language,
    parties: Parties | None = None,
    opening: str = "",
    holds: Callable[[str], bool] | None = None,
) -> Vocabulary:
    """The classes of the pattern language with the word lists among them, for any document or (with parties) for one.

    `opening`: the document's first pages, in which a company that is a party stands with its legal form. `holds`: whether a
    string of letters stands in the document; then its patterns are for that document only.
    """
    if parties is None:
        return _plain(language)
    own = _own_names(language, parties, folded(opening))
    return Vocabulary(language, parties, _classes(language, own), _plain(language), holds)


@cache
def _plain(language: Language) -> Vocabulary:
    return Vocabulary(language, None, _classes(language))


@cache
def _classes(language: Language, own: frozenset[str] = frozenset()) -> Mapping[str, WordClass]:
    if not own:
        return {name: item.word_class(language) for name, item in word_lists().items()}
    known = _classes(language)
    return {
        name: known[name] if item.parties or own.isdisjoint(item.words(language)) else item.word_class(language, own)
        for name, item in word_lists().items()
    }


_LEGAL_FORM = (
    r"(?:[ ,]+[\w&.]+){0,2}?[ ,]+(?:inc|incorporated|corp|corporation|ltd|limited|llc|plc|gmbh|co|company|b\.?v|n\.?v|"
    r"s\.?a|ag|holdings?)(?!\w)"
)


def _own_names(language: Language, parties: Parties, opening: str) -> frozenset[str]:
    """The words in lists with `parties: false` that are the name of a party, or begin it."""
    names = (*parties.client, *parties.supplier)
    found = set()
    for item in word_lists().values():
        if item.parties:
            continue
        for word in item.words(language):
            if word not in opening:
                continue
            named = re.search(rf"(?<!\w){re.escape(word)}{_LEGAL_FORM}", opening) is not None
            if named or any(name == word or name.startswith(f"{word} ") for name in names):
                found.add(word)
    return frozenset(found)
