"""Text as patterns see it: lower case, no accents, plain quotes and spaces, and a way back to the original."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

_PLAIN = {
    "‘": "'", "’": "'", "‚": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\t": " ",
    "…": ".", "•": " ",
}  # fmt: skip
_DROPPED = {"\u00ad", "\u200b", "\u200c", "\u200d", "\ufeff", "\u200e", "\u200f", "\u202a", "\u202b", "\u202c"}


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    if character in _DROPPED:
        return ""
    plain = _PLAIN.get(character)
    if plain is not None:
        return plain
    decomposed = unicodedata.normalize("NFKD", character)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


class _Folds(dict[int, str]):
    """The folded form of each character met, for `str.translate`; `longer` holds those that do not become one character."""

    def __init__(self) -> None:
        super().__init__()
        self.longer: set[str] = set()

    def __missing__(self, code: int) -> str:
        character = chr(code)
        folded = self[code] = _fold_character(character)
        if len(folded) != 1:
            self.longer.add(character)
        return folded


_FOLDS = _Folds()


@dataclass(frozen=True, slots=True)
class Folded:
    """`text` is the folded form; `offsets` gives the original index of each folded character (None: the same)."""

    text: str
    offsets: tuple[int, ...] | None = None
    length: int = 0

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The characters of the original text that the folded characters `start` to `end` stand for."""
        if self.offsets is None:
            return start, end
        if start >= len(self.offsets):
            return self.length, self.length
        return self.offsets[start], self.offsets[end - 1] + 1 if end > start else self.offsets[start]

    def folded(self, start: int, end: int) -> tuple[int, int]:
        """The folded characters for `start` to `end` of the original text."""
        if self.offsets is None:
            return start, end
        return bisect_left(self.offsets, start), bisect_left(self.offsets, end)


def fold(text: str) -> Folded:
    """Fold a text for matching. Line-break hyphenation ("wijzigings-\\nprocedure") is joined."""
    if "-\n" not in text:
        if text.isascii() and "\t" not in text:
            return Folded(text.lower(), None, len(text))
        joined = text.translate(_FOLDS)
        if len(joined) == len(text) and _FOLDS.longer.isdisjoint(text):
            return Folded(joined, None, len(text))
    pieces: list[str] = []
    offsets: list[int] = []
    skip = 0
    for index, character in enumerate(text):
        if skip:
            skip -= 1
            continue
        if character == "-" and text[index + 1 : index + 2] == "\n" and text[index + 2 : index + 3].islower():
            skip = 1
            continue
        folded = _fold_character(character)
        pieces.append(folded)
        offsets.extend([index] * len(folded))
    joined = "".join(pieces)
    if len(joined) == len(text) and len(offsets) == len(text):
        return Folded(joined, None, len(text))
    return Folded(joined, tuple(offsets), len(text))


def folded(text: str) -> str:
    """Only the folded form."""
    return fold(text).text


_CONTROL = frozenset(chr(c) for c in (*range(9), 11, 12, *range(14, 32), *range(127, 160))) | {"\u2028", "\u2029"}


def plain(text: str) -> Folded:
    """A text for parsing: letters as they are, without soft hyphens, direction marks and control characters."""
    if text.isascii() and text.isprintable():
        return Folded(text, None, len(text))
    pieces: list[str] = []
    offsets: list[int] = []
    for index, character in enumerate(text):
        if character in _DROPPED or character in _CONTROL:
            continue
        pieces.append(" " if character.isspace() else character)
        offsets.append(index)
    if len(pieces) == len(text):
        return Folded("".join(pieces), None, len(text))
    return Folded("".join(pieces), tuple(offsets), len(text))
