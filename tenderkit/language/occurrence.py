"""Which of many texts hold a string: told from their distinct words, so that a pattern need not be tried on every sentence.

A set of texts is a number in which the bit of each text that belongs to it is set: sets of thousands are then cut and
joined in one step.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence


class Occurrences:
    """The texts of one document, folded, by the words in them. White space parts words; a string to look for holds none."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.everywhere = (1 << len(texts)) - 1
        self._size = len(texts)
        places: dict[str, list[int]] = {}
        for position, text in enumerate(texts):
            for word in set(text.split()):
                places.setdefault(word, []).append(position)
        self._places = list(places.values())
        self._starts: list[int] = []
        at = 0
        for word in places:
            self._starts.append(at)
            at += len(word) + 1
        self._words = "\n".join(places)
        self._known: dict[str, int] = {}

    def of(self, string: str) -> int:
        """The texts that hold a string."""
        known = self._known.get(string)
        if known is None:
            known = self._known[string] = self._find(string)
        return known

    def of_any(self, strings: Iterable[str]) -> int:
        """The texts that hold one of the strings."""
        found = 0
        for string in strings:
            found |= self.of(string)
        return found

    def of_all(self, groups: Iterable[Sequence[str]]) -> int:
        """The texts that hold one string of every group."""
        found = self.everywhere
        for strings in groups:
            found &= self.of_any(strings)
            if not found:
                break
        return found

    def _find(self, string: str) -> int:
        if not string:
            return self.everywhere
        at = self._words.find(string)
        if at < 0:
            return 0
        bits = bytearray(self._size // 8 + 1)
        while at >= 0:
            index = bisect_right(self._starts, at) - 1
            for position in self._places[index]:
                bits[position >> 3] |= 1 << (position & 7)
            if index + 1 == len(self._starts):
                break
            at = self._words.find(string, self._starts[index + 1])
        return int.from_bytes(bits, "little")


_LETTERS = re.compile(r"[^\W_]+")


class Holds:
    """Tells of a string whether its letters and figures stand somewhere in texts.

    What stands between them does not count, so that it also holds for what is made of pieces of the texts ("looptijd:").
    """

    def __init__(self, texts: Iterable[str]) -> None:
        words = dict.fromkeys(word for text in texts for word in _LETTERS.findall(text))
        self._words = "\n".join(words)
        self._pieces = {self._words[at : at + _PIECE] for at in range(len(self._words))}
        self._known: dict[str, bool] = {}

    def __call__(self, string: str) -> bool:
        known = self._known.get(string)
        if known is None:
            known = self._known[string] = all(map(self._held, _LETTERS.findall(string)))
        return known

    def _held(self, word: str) -> bool:
        # Most words that are not there begin or end with letters that are nowhere.
        if len(word) > _PIECE and not (word[:_PIECE] in self._pieces and word[-_PIECE:] in self._pieces):
            return False
        return word in self._words


_PIECE = 4  # letters


def members(texts: int) -> Iterator[int]:
    """The positions of the texts in a set, in order."""
    digits = bin(texts)[:1:-1]
    at = digits.find("1")
    while at >= 0:
        yield at
        at = digits.find("1", at + 1)


def as_set(positions: Iterable[int]) -> int:
    """The set of the texts at these positions."""
    ordered = list(positions)
    bits = bytearray(max(ordered, default=0) // 8 + 1)
    for position in ordered:
        bits[position >> 3] |= 1 << (position & 7)
    return int.from_bytes(bits, "little")
