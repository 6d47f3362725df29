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
