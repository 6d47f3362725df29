"""A spaCy component that finds lemmas: in a table, by the endings of words, and by taking compounds apart.

Everything it knows of a language is data that is learnt from treebanks (see `training/lemmas.py`) and kept inside
the pipeline's directory. Where the data mark the parts of compounds and of separable verbs ("basis_niveau",
"op_zeggen"), unknown words are taken apart too, and a particle that the parser attaches to its verb joins the lemma
("zegt ... op" becomes "op_zeggen").
"""

from __future__ import annotations

import gzip
import json
import math
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from spacy.language import Language
from spacy.pipeline import Pipe
from spacy.tokens import Doc, Token
from spacy.vocab import Vocab

FACTORY = "tenderkit_lemmatizer"
DATA_FILE = "lemmas.json.gz"
OPEN_CLASSES = ("NOUN", "VERB", "ADJ")
LONGEST_ENDING = 7
SHORTEST_PART = 2
_NONE = (0, 0, 0, 0)
_TAB = "\t"
_OTHERS = ("NOUN", "VERB", "ADJ", "ADV", "AUX")


@dataclass
class LemmaData:
    """What the lemmatizer knows of a language.

    Attributes:
        forms: lemma by "UPOS form" and, where the features decide, by "UPOS|features form"; forms are in lower case,
            except proper names. "* form" holds forms with one lemma whatever their tag, "UPOS? form" lemmas in lower
            case of words that may need a capital.
        endings: per UPOS, or UPOS with features, the changes to try for an ending: each a prefix to drop, a number of
            characters to cut and the characters to add, with spaces between.
        lemmas: how often a lemma, written without marked parts, occurs, by "UPOS lemma".
        firsts: lemmas of a first part of a compound by how it is written there.
        parts: by a kind of word and a lemma: how often that is the first part of a compound, how often words merely
            begin like it, how often it is the last part, and how often words merely end like it.
        particles: per particle how sure it belongs to the verb's lemma when the parser attaches it.
        weights: of the features that decide whether and where to take a word apart; empty where none is.
        features: the morphological features that choose among `endings`.
        capitals: tags of which unknown words keep the capital they have inside a sentence.
        proper: tags of which forms are looked up with their capitals.
    """

    forms: Mapping[str, str] = field(default_factory=dict)
    endings: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    lemmas: Mapping[str, int] = field(default_factory=dict)
    firsts: dict[str, dict[str, int]] = field(default_factory=dict)
    parts: dict[str, list[int]] = field(default_factory=dict)
    particles: dict[str, float] = field(default_factory=dict)
    weights: list[float] = field(default_factory=list)
    features: list[str] = field(default_factory=lambda: ["VerbForm", "Number", "Degree", "Tense"])
    capitals: list[str] = field(default_factory=lambda: ["ADJ"])
    proper: list[str] = field(default_factory=lambda: ["PROPN", "X"])

    def to_bytes(self) -> bytes:
        """The data, packed; the same data always give the same bytes."""
        packed = asdict(self)
        packed["forms"] = _columns((key, _shorten(key.split(" ", 1)[1], lemma)) for key, lemma in self.forms.items())
        packed["lemmas"] = _columns((key, str(count)) for key, count in self.lemmas.items())
        text = json.dumps(packed, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return gzip.compress(text.encode("utf-8"), mtime=0)

    @classmethod
    def from_bytes(cls, data: bytes) -> LemmaData:
        """The data that `to_bytes` packed."""
        packed = json.loads(gzip.decompress(data))
        packed["forms"] = Table(packed["forms"], _lengthen)
        packed["lemmas"] = Table(packed["lemmas"], _count)
        return cls(**packed)

    @cached_property
    def known(self) -> frozenset[str]:
        """All lemmas but proper names, in small letters."""
        return frozenset(key.partition(" ")[2].lower() for key in self.lemmas if not key.startswith("PROPN"))


Value = TypeVar("Value")


class Table(Mapping[str, Value]):
    """A table by "tag word" over lines as `_columns` makes them: looked up where they are, as few of them ever are."""

    def __init__(self, columns: dict[str, str], value: Callable[[str, str], Value]) -> None:
        self._lines = {tag: lines.split("\n") for tag, lines in columns.items()}
        self._value = value

    def __getitem__(self, key: str) -> Value:
        tag, _, word = key.partition(" ")
        lines = self._lines.get(tag, [])
        at = bisect_left(lines, f"{word}\t")
        if at == len(lines) or not lines[at].startswith(f"{word}\t"):
            raise KeyError(key)
        return self._value(word, lines[at][len(word) + 1 :])

    def __iter__(self) -> Iterator[str]:
        return (f"{tag} {line.partition(_TAB)[0]}" for tag, lines in self._lines.items() for line in lines)

    def __len__(self) -> int:
        return sum(map(len, self._lines.values()))


def _columns(rows: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Rows of "tag word" and a value, as lines per tag."""
    lines: dict[str, list[str]] = {}
    for key, value in sorted(rows):
        tag, word = key.split(" ", 1)
        lines.setdefault(tag, []).append(f"{word}\t{value}")
    return {tag: "\n".join(of_tag) for tag, of_tag in lines.items()}


def _shorten(form: str, lemma: str) -> str:
    """The lemma as the number of characters to cut from the form, and what to add."""
    same = 0
    while same < min(len(form), len(lemma)) and form[same] == lemma[same]:
        same += 1
    return f"{len(form) - same} {lemma[same:]}"


def _count(_: str, count: str) -> int:
    return int(count)


def _lengthen(form: str, how: str) -> str:
    cut, add = how.split(" ", 1)
    return form[: len(form) - int(cut)] + add


@dataclass(frozen=True)
class Split:
    """A way to take a lemma apart: how its first part is written, that part's lemma, and the rest."""

    written: str
    first: str
    last: str
    link: int


def kind(pos: str) -> str:
    """Verbs take other first parts than nouns and adjectives do."""
    return "V" if pos == "VERB" else "N"


def occurrences(lemma: str, data: LemmaData) -> int:
    """How often a lemma occurs as a word of any open class."""
    return sum(data.lemmas.get(f"{pos} {lemma}", 0) for pos in OPEN_CLASSES)


def splits(word: str, pos: str, data: LemmaData) -> Iterator[Split]:
    """The ways to take a lemma apart into a known first part and a known last part.

    Args:
        word: a lemma without marked parts.
        pos: its part of speech.
        data: the language.
    """
    group = kind(pos)
    for at in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
        written, last = word[:at], word[at:]
        if word[at - 1] == "-":
            continue
        if last[0] == "-":
            if len(last) > 2:
                yield Split(written, written, last[1:], 3)
            continue
        if f"{pos} {last}" not in data.lemmas and not data.parts.get(f"{group} {last}", _NONE)[2]:
            continue
        seen = set()
        for first in data.firsts.get(written, ()):
            seen.add(first)
            yield Split(written, first, last, 0 if first == written else 4)
        for first, link in _firsts(written, data):
            if first not in seen and occurrences(first, data):
                seen.add(first)
                yield Split(written, first, last, link)


def _firsts(written: str, data: LemmaData) -> Iterator[tuple[str, int]]:
    yield written, 0
    if written.endswith("s"):
        yield written[:-1], 1
    plural = data.forms.get(f"NOUN {written}")
    if plural and plural != written:
        yield plural.replace("_", ""), 2


def split_features(split: Split, pos: str, data: LemmaData, own: str = "") -> list[float]:
    """The features of a way to take a word apart.

    Args:
        split: the way.
        pos: the word's part of speech.
        data: the language.
        own: in training, the word's own lemma with its parts marked, whose count is left out.
    """
    group = kind(pos)
    taken = [
        *data.parts.get(f"{group} {split.first}", _NONE)[:2],  # is first, begins like it
        *data.parts.get(f"{group} {split.last}", _NONE)[2:],  # is last, ends like it
    ]
    if own:
        head, _, tail = own.rpartition("_")
        if head:
            taken[0] -= head.replace("_", "") == split.first
            taken[2] -= tail == split.last
        else:
            taken[1] -= 1
            taken[3] -= 1
    is_first, begins, is_last, ends = (max(n, 0) for n in taken)
    known = data.firsts.get(split.written, {}).get(split.first, 0) - bool(own and own.startswith(split.first))
    return [
        1.0,
        math.log1p(is_first),
        math.log1p(begins),
        math.log1p(is_last),
        math.log1p(ends),
        math.log((is_first + 0.5) / (begins + 0.5)),
        math.log((is_last + 0.5) / (ends + 0.5)),
        math.log1p(max(known, 0)),
        math.log1p(occurrences(split.first, data)),
        math.log1p(data.lemmas.get(f"{pos} {split.last}", 0)),
        float(f"{pos} {split.last}" not in data.lemmas),
        float(not occurrences(split.first, data)),
        float(split.link == 1),
        float(split.link == 2),
        float(split.link == 3),
        float(split.link == 3 and not occurrences(split.first, data)),
        float(split.link == 3 and f"{pos} {split.last}" in data.lemmas),
        float(len(split.written) <= 2),
        float(len(split.written) == 3),
        float(len(split.last) <= 3),
        float(len(split.last) == 4),
        float(pos == "VERB"),
        float(pos == "ADJ"),
        float(pos == "VERB") * math.log((is_first + 0.5) / (begins + 0.5)),
        min(len(split.written), 8) / 8,
        min(len(split.last), 8) / 8,
    ]


def take_apart(word: str, pos: str, data: LemmaData, depth: int = 2) -> str:
    """A lemma with its parts marked.

    Args:
        word: the lemma as it is written.
        pos: its part of speech.
        data: the language.
        depth: how often the first part may be taken apart in its turn.
    """
    if not data.weights or "_" in word or len(word) < 2 * SHORTEST_PART + 1:
        return word
    best: Split | None = None
    most = 0.0
    for split in splits(word, pos, data):
        score = sum(w * f for w, f in zip(data.weights, split_features(split, pos, data), strict=True))
        if score > most:
            best, most = split, score
    if best is None:
        return word
    first = take_apart(best.first, "NOUN", data, depth - 1) if depth else best.first
    return f"{first}_{best.last}"


def change(form: str, how: str) -> str | None:
    """A form with one of the changes of `LemmaData.endings` made, or None where it does not fit."""
    prefix, cut, add = how.split(" ")
    if not form.startswith(prefix) or len(form) - len(prefix) <= int(cut):
        return None
    return form[len(prefix) : len(form) - int(cut)] + add


def by_ending(form: str, pos: str, chosen: str, data: LemmaData) -> str:
    """The lemma that the ending of an unknown form suggests, preferably a known one.

    Args:
        form: the form, in the case of its lemma.
        pos: its part of speech.
        chosen: the part of speech with the deciding features.
        data: the language.
    """
    likely: str | None = None
    for key in (chosen, pos):
        changes = data.endings.get(key, {})
        for length in range(min(LONGEST_ENDING, len(form)), -1, -1):
            for how in changes.get(form[len(form) - length :], ()):
                lemma = change(form, how)
                if lemma is None:
                    continue
                if f"{pos} {lemma}" in data.lemmas:
                    return lemma
                likely = likely or lemma
    return likely or form


def lemma_of(form: str, pos: str, features: dict[str, str], opens: bool, data: LemmaData) -> str:
    """The lemma of a word by itself.

    Args:
        form: the word.
        pos: its universal part of speech.
        features: its morphological features.
        opens: whether it opens a sentence, so that a capital says nothing.
        data: the language.
    """
    proper = pos in data.proper
    key = form if proper else form.lower()
    chosen = "|".join([pos, *(f"{name}={features[name]}" for name in data.features if name in features)])
    found = data.forms.get(f"{chosen} {key}") or data.forms.get(f"{pos} {key}")
    if found:
        return found
    if proper:
        if form.isupper() and len(form) > 5:
            return data.forms.get(f"{pos} {form.title()}", form.title())
        return by_ending(form, pos, chosen, data) if form[:1].isupper() else form
    if any(c.isupper() for c in form[1:]):
        if form.isupper() and len(form) > 3:
            return lemma_of(form.lower(), pos, features, opens, data)
        head, hyphen, tail = form.rpartition("-")
        if hyphen and head and tail:
            last = lemma_of(tail, pos, features, opens, data)
            return head.replace("-", "_") + ("_" if data.weights else "-") + last
        return form
    found = data.forms.get(f"* {key}")
    if found:
        return found
    lemma = data.forms.get(f"{pos}? {key}") or _elsewhere(key, pos, data) or _apart_by_form(key, pos, chosen, data)
    lemma = lemma or take_apart(by_ending(key, pos, chosen, data), pos, data)
    if form[:1].isupper() and not opens and pos in data.capitals:
        return lemma[:1].upper() + lemma[1:]
    return lemma


def _elsewhere(form: str, pos: str, data: LemmaData) -> str | None:
    """The lemma of a form that is known with one other tag only: the tag may be mistaken."""
    if pos not in OPEN_CLASSES or f"{pos} {form}" in data.lemmas:
        return None
    found = [
        data.forms.get(f"{other} {form}") or data.forms.get(f"{other}? {form}") for other in _OTHERS if other != pos
    ]
    known = {lemma for lemma in found if lemma}
    return known.pop() if len(known) == 1 else None


def _apart_by_form(form: str, pos: str, chosen: str, data: LemmaData) -> str | None:
    """The lemma of a verb with a particle in front ("afgesloten"), by what follows the particle."""
    if pos != "VERB" or not data.weights:
        return None
    best: str | None = None
    most = 0.0
    for at in range(SHORTEST_PART, min(len(form) - 2, 9)):
        particle, rest = form[:at], form[at:]
        if particle not in data.particles:
            continue
        last = data.forms.get(f"{chosen} {rest}") or data.forms.get(f"{pos} {rest}")
        if not last:
            last = by_ending(rest, pos, chosen, data)
            if f"{pos} {last}" not in data.lemmas:
                continue
        if "_" in last:
            continue
        split = Split(particle, particle, last, 0)
        score = sum(w * f for w, f in zip(data.weights, split_features(split, pos, data), strict=True))
        if score > most:
            best, most = f"{particle}_{last}", score
    return best


class TenderkitLemmatizer(Pipe):
    """Sets the lemma of every token from its form, tag, features and particles.

    Args:
        vocab: the pipeline's vocabulary.
        name: of the component.
        particle: the dependency label of a particle that belongs to its verb.
    """

    def __init__(self, vocab: Vocab, name: str = FACTORY, *, particle: str = "compound:prt") -> None:
        self.vocab = vocab
        self.name = name
        self.particle = particle
        self.data = LemmaData()
        self._known: dict[tuple[str, str, str, bool], str] = {}

    def learn(self, data: LemmaData) -> None:
        """Take over the data of a language."""
        self.data = data
        self._known.clear()

    def __call__(self, doc: Doc) -> Doc:
        """Set the lemmas of a document."""
        for token in doc:
            token.lemma_ = self.lemmatize(token)
        if self.data.particles and doc.has_annotation("DEP"):
            for token in doc:
                if token.dep_ == self.particle:
                    self._join(token)
        return doc

    def lemmatize(self, token: Token) -> str:
        """The lemma of a token, particles aside."""
        opens = bool(token.i == 0 or token.is_sent_start or (token.i and not token.nbor(-1).text[:1].isalnum()))
        morph = str(token.morph)
        key = (token.text, token.pos_, morph, opens)
        lemma = self._known.get(key)
        if lemma is None:
            features = dict(pair.split("=", 1) for pair in morph.split("|")) if morph else {}
            lemma = lemma_of(token.text, token.pos_, features, opens, self.data)
            if len(self._known) > 100_000:
                self._known.clear()
            self._known[key] = lemma
        return lemma

    def _join(self, token: Token) -> None:
        verb = token.head
        particle = token.lower_
        together = f"{particle}{verb.lemma_}"
        sure = self.data.particles.get(particle, 0.0)
        if verb.i == token.i or "_" in verb.lemma_ or verb.pos_ != "VERB" or any(True for _ in token.children):
            return
        if sure >= 0.5 or (not sure and f"VERB {together}" in self.data.lemmas):
            verb.lemma_ = f"{particle}_{verb.lemma_}"

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """The data as bytes."""
        return self.data.to_bytes()

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> TenderkitLemmatizer:
        """Take over the data that `to_bytes` gave."""
        self.learn(LemmaData.from_bytes(data))
        return self

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the data below a directory."""
        folder = Path(path)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / DATA_FILE).write_bytes(self.data.to_bytes())

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> TenderkitLemmatizer:
        """Read the data that `to_disk` wrote."""
        return self.from_bytes((Path(path) / DATA_FILE).read_bytes())


@Language.factory(
    FACTORY,
    assigns=["token.lemma"],
    requires=["token.pos"],
    default_config={"particle": "compound:prt"},
    default_score_weights={"lemma_acc": 1.0},
)
def make_lemmatizer(nlp: Language, name: str, particle: str) -> Any:
    """Make the component; spaCy finds this through the package's entry points."""
    return TenderkitLemmatizer(nlp.vocab, name, particle=particle)
