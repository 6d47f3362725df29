"""What a wish is about: its words as concepts that Dutch and English share, the values in it, and whether it denies."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from tenderkit.data import read_yaml
from tenderkit.language import LANGUAGES, Language
from tenderkit.language.folding import fold, folded
from tenderkit.language.inflection import stem
from tenderkit.regie.register.values import Value, values

FILE = Path(__file__).with_name("meanings.yaml")
_WORD = re.compile(r"[^\W\d_][\w'\-]*")
_SHORTEST_PART = 5  # letters that a part of a compound has at least
_COMMON_END = 3  # letters that may be left between the parts of a compound


class _Words(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)
    nl: str = ""
    en: str = ""


class Meanings(BaseModel):
    """The file meanings.yaml."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    concepts: dict[str, _Words]
    weights: dict[str, float]
    exclusive: list[frozenset[str]]
    contradicting: list[frozenset[str]]
    opposite: dict[str, str]
    small: _Words


@cache
def meanings() -> Meanings:
    """What the file says; raises InputErrors that name file and line."""
    return read_yaml(FILE).parse(Meanings)


@dataclass(frozen=True, slots=True)
class Unit:
    """A word, or some words in a row, with the concepts that they stand for; none for a word that we do not know."""

    shown: str
    stem: str
    concepts: frozenset[str]
    weight: float


@dataclass(frozen=True, slots=True)
class Meaning:
    """A wish as it is compared. `actors`: who is named, in order; `words`: all its words, folded."""

    text: str
    language: Language
    units: tuple[Unit, ...]
    values: tuple[Value, ...]
    negated: bool
    actors: tuple[str, ...]
    grams: frozenset[str]
    concepts: frozenset[str]
    words: tuple[str, ...]


_ACTORS = ("supplier", "client", "citizen", "business", "admin", "staff")
_BOUND = re.compile(
    r"(?<!\w)(?:niet (?:later|minder|meer|eerder|langer|korter|hoger|lager) dan|niet (?:onder|boven|alleen|buiten)|"
    r"not? (?:later|less|more|earlier|longer|fewer|higher|lower) than|not (?:only|under|below|above|outside)|"
    r"not store our data outside)(?!\w)"
)
_DENIAL = re.compile(r"(?<!\w)(?:niet|geen|nooit|nimmer|not|no|never|cannot|none)(?!\w)")
_WITHOUT = re.compile(r"(?<!\w)(?:zonder|without)(?!\w)")


@lru_cache(maxsize=20_000)
def meaning(text: str, language: Language) -> Meaning:
    """The meaning of a wish, in a language."""
    line = " ".join(text.split())
    fold_ = fold(line)
    plain = " ".join(fold_.text.split())

    def shown(start: int, end: int) -> str:
        if plain != fold_.text:  # characters that nobody sees stood between: there is no way back
            return plain[start:end]
        start, end = fold_.original(start, end)
        piece = line[start:end]
        # The capital of a sentence is not the word's own; that of a name or an abbreviation is.
        return piece[:1].lower() + piece[1:] if start == 0 and not piece[1:2].isupper() else piece

    found = tuple(replace(v, shown=shown(v.start, v.end)) for v in values(plain))
    bare = _BOUND.sub(" ", plain)
    denials = len(_DENIAL.findall(bare))
    if denials:
        denials += len(_WITHOUT.findall(bare))
    negated = denials % 2 == 1
    units = tuple(_units(plain, language, found, shown))
    if negated:
        units, negated = _turned(units)
    actors = tuple(dict.fromkeys(c for u in units for c in _ACTORS if c in u.concepts))
    letters = "".join(f" {u.stem} " for u in units)
    grams = frozenset(letters[i : i + 4] for i in range(len(letters) - 3))
    concepts = frozenset(c for unit in units for c in unit.concepts)
    words = tuple(re.findall(r"\w+", plain))
    return Meaning(text, language, units, found, negated, actors, grams, concepts, words)


def _turned(units: tuple[Unit, ...]) -> tuple[tuple[Unit, ...], bool]:
    """A denial of something that has an opposite is that opposite: "not in office hours"."""
    opposite = meanings().opposite
    for place, unit in enumerate(units):
        for concept in sorted(unit.concepts):
            if concept in opposite and not any(opposite[concept] in u.concepts for u in units):
                turned = Unit(unit.shown, unit.stem, frozenset((opposite[concept],)), unit.weight)
                return (*units[:place], turned, *units[place + 1 :]), False
    return units, True


def _units(
    plain: str, language: Language, found: tuple[Value, ...], shown: Callable[[int, int], str]
) -> Iterator[Unit]:
    """The units of a folded text; `shown` gives a piece of it as it was written."""
    lexicon = _lexicon(language)
    words = [(m.group().strip("'-"), any(v.start <= m.start() < v.end for v in found)) for m in _WORD.finditer(plain)]
    starts = [m.start() + m.group().index(w) for m, (w, _) in zip(_WORD.finditer(plain), words, strict=True)]
    at = 0
    while at < len(words):
        length, concepts = lexicon.phrase([w for w, _ in words[at : at + lexicon.longest]])
        if length:
            phrase = " ".join(w for w, _ in words[at : at + length])
            end = starts[at + length - 1] + len(words[at + length - 1][0])
            yield Unit(shown(starts[at], end), phrase, concepts, _weight(concepts))
            at += length
            continue
        word, taken = words[at]
        said = shown(starts[at], starts[at] + len(word))
        at += 1
        if taken or len(word) < 2:
            continue
        concepts = lexicon.word(word)
        if concepts:
            yield Unit(said, stem(word, language), concepts, _weight(concepts))
        elif word not in lexicon.small:
            yield Unit(said, stem(word, language), frozenset(), 0.7)


def _weight(concepts: frozenset[str]) -> float:
    weights = meanings().weights
    return max(weights.get(c, 1.0) for c in concepts)


class _Lexicon:
    """The terms of one language, made ready for looking up."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.small = frozenset(folded(getattr(meanings().small, language)).split())
        self._exact: dict[str, set[str]] = {}
        self._begins: dict[str, set[str]] = {}
        self._phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self.longest = 1
        for concept, terms in meanings().concepts.items():
            for term in (folded(t.strip()) for t in getattr(terms, language).split(",")):
                pieces = tuple(term.split())
                if len(pieces) > 1:
                    self._phrases.setdefault(pieces[0].rstrip("*")[:3], []).append((pieces, concept))
                    self.longest = max(self.longest, len(pieces))
                elif term.endswith("*"):
                    self._begins.setdefault(term[:-1], set()).add(concept)
                elif term:
                    self._exact.setdefault(term, set()).add(concept)
        for options in self._phrases.values():
            options.sort(key=lambda o: (-len(o[0]), o))
        self._parts = sorted(
            ((t, c) for table in (self._exact, self._begins) for t, c in table.items() if len(t) >= _SHORTEST_PART),
            key=lambda p: (-len(p[0]), p[0]),
        )
        self._known: dict[str, frozenset[str]] = {}

    def phrase(self, words: list[str]) -> tuple[int, frozenset[str]]:
        """How many words the longest phrase at the start has (0: none), and its concepts."""
        best, concepts = 0, set()
        for pieces, concept in self._phrases.get(words[0][:3], ()):
            if len(pieces) < best or len(pieces) > len(words):
                continue
            if all(w.startswith(p[:-1]) if p.endswith("*") else w == p for p, w in zip(pieces, words, strict=False)):
                best = len(pieces)
                concepts.add(concept)
        return best, frozenset(concepts)

    def word(self, word: str) -> frozenset[str]:
        """The concepts of a word; of a compound, those of its parts."""
        if word not in self._known:
            self._known[word] = frozenset(self._look_up(word))
        return self._known[word]

    def _look_up(self, word: str) -> set[str]:
        found = set(self._exact.get(word, ()))
        longest = next((word[:i] for i in range(len(word), 2, -1) if word[:i] in self._begins), "")
        if longest:
            found |= self._begins[longest]
        if found or word in self.small:
            return found
        if self.language == "nl" and len(word) >= 2 * _SHORTEST_PART:
            head = next((p for p in self._parts if word.startswith(p[0])), None)
            rest = word[len(head[0]) :] if head else word
            tail = next(
                (p for p in self._parts if p[0] in rest and len(rest) - rest.index(p[0]) - len(p[0]) <= _COMMON_END),
                None,
            )
            for part in (head, tail):
                if part:
                    found |= part[1]
        return found


@cache
def _lexicon(language: Language) -> _Lexicon:
    if language not in LANGUAGES:
        raise ValueError(f"no meanings for language {language!r}")
    return _Lexicon(language)
