"""One form for a word and its inflections: Dienst and Diensten, Gebrek and Gebreken, Deliverable and Deliverables."""

from __future__ import annotations

import re
from functools import lru_cache

from tenderkit.language.folding import folded

_VOWELS = "aeiouy"
_SHORTEST = 3  # letters that must be left of a word


@lru_cache(maxsize=16384)
def stem(word: str, language: str) -> str:
    """The folded word without its Dutch or English inflection: a key to compare words by, not a word to show.

    It errs on the side of calling two words the same; in another language it only folds.
    """
    text = re.sub(r"'s?$", "", folded(word).replace("’", "'")).replace("-", "")
    if language == "nl":
        return _dutch(text)
    if language == "en":
        return _english(text)
    return text


def stems(words: str, language: str) -> tuple[str, ...]:
    """The stems of all words in a term."""
    return tuple(stem(word, language) for word in WORD.findall(words))


WORD = re.compile(r"[^\W_][\w'’\-]*(?:(?<=[^\W\d_])\.(?=[^\W\d_]))?[\w'’\-]*")


def _dutch(text: str) -> str:
    if len(text) > _SHORTEST + 1 and text.endswith("en"):
        text = text[:-2]
    text = re.sub("v$", "f", re.sub("z$", "s", text))
    if len(text) > _SHORTEST and text.endswith("s") and not text.endswith("ss"):
        text = text[:-1]
    if len(text) > _SHORTEST and text.endswith("e"):
        text = text[:-1]
    if len(text) > _SHORTEST and text[-1] == text[-2] and text[-1] not in _VOWELS:
        text = text[:-1]
    # taak, taken: a long vowel is written once in an open syllable.
    return re.sub(r"([aeou])\1(?=[^aeiouy]$)", r"\1", text)


def _english(text: str) -> str:
    if len(text) > _SHORTEST + 1 and text.endswith("ies"):
        return text[:-3] + "y"
    if len(text) > _SHORTEST and text.endswith("s") and not text.endswith(("ss", "us", "is")):
        text = text[:-1]
    if len(text) > _SHORTEST and text.endswith("e"):
        text = text[:-1]
    return text


PARTICLES = r"(?:(?:af|op|in|uit|aan|bij|terug|weg|vast|neer|los|dicht|klaar|na|voor|door|open)(?:te)?)?"
"""A regex for the particle of a Dutch separable verb, with "te" or without: "afdrukken", "af te drukken", "afgedrukt"."""


def verb_forms(infinitive: str, language: str) -> frozenset[str]:
    """The forms of a regular verb: Dutch infinitive, present (-t) and participle; English base, -s, -ing and -ed.

    Not the Dutch bare stem, which is too often another word ("druk", "spel", "niet").

    "af|tekenen" gives a Dutch separable verb with its particle ("aftekent", "afgetekend", "af te tekenen"). Where the
    spelling leaves a choice both are given, also the one that is no word. Strong forms are not known here.
    """
    word = folded(infinitive)
    if language == "nl":
        particle, _, base = word.rpartition("|")
        if not particle:
            return _dutch_verb(base)
        return frozenset(f"{particle}{form}" for form in _dutch_verb(base)) | {f"{particle} te {base}"}
    if language == "en":
        return _english_verb(word)
    return frozenset({word})


def _dutch_verb(word: str) -> frozenset[str]:
    base = word[:-2] if word.endswith("en") else word[:-1]
    if base[-1:] == base[-2:-1] and base[-1:] not in _VOWELS:
        found = {base[:-1]}
    elif re.search(r"(?:^|[^aeiouy])[aeou][^aeiouy]$", base):
        long = re.sub(r"([aeou])([^aeiouy])$", r"\1\1\2", base)
        # "openen" keeps its e short, "noteren" does not, and only a dictionary knows.
        found = {long, base} if re.search(r"[aeiouy].*e[^aeiouy]$", base) else {long}
    else:
        found = {base}
    found = {re.sub("z$", "s", re.sub("v$", "f", form)) for form in found}
    unstressed = re.match(r"be|ver|ont|her|ge(?!v)", base) is not None and len(base) > 4
    forms = {word}
    for form in found:
        forms.add(form if form.endswith("t") else f"{form}t")
        participle = form if form.endswith(("t", "d")) else f"{form}d"
        for ending in {participle, form if form.endswith("t") else f"{form}t"}:
            if not unstressed:
                forms.add(f"ge{ending}")
            if unstressed or base.startswith(("over", "onder", "door", "vol")):
                forms.add(ending)
    return frozenset(forms)


def _english_verb(word: str) -> frozenset[str]:
    first, _, rest = word.partition(" ")
    after = f" {rest}" if rest else ""
    short = re.fullmatch(r"[^aeiou]*(?:qu)?[aeiou][bdgklmnprt]", first) is not None
    if first.endswith(("s", "x", "z", "ch", "sh", "o")):
        third = f"{first}es"
    elif re.search(r"[^aeiou]y$", first):
        third = f"{first[:-1]}ies"
    else:
        third = f"{first}s"
    root = first[:-1] if re.search(r"[^eoy]e$", first) else first + first[-1] if short else first
    past = f"{first[:-1]}ied" if third.endswith("ies") and first.endswith("y") else f"{root.removesuffix('e')}ed"
    forms = {first, third, f"{root}ing", past}
    if re.search(r"[aeiou]l$", first):  # British labelled, American labeled
        forms |= {f"{first}ling", f"{first}led"}
    return frozenset(f"{form}{after}" for form in forms)
