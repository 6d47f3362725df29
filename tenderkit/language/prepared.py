"""A sentence made ready for parsing, and the way back to its characters as written."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tenderkit.language import Language
from tenderkit.language.folding import plain

_CAPITALS = 0.6  # share of capitals among letters from which a sentence is taken to be in capitals
LEAD = re.compile(
    r"^(?:[A-Z]{1,3}[-.]?\d[\d.]*|\d[\d.]*|\(?[a-z]{1,3}[.)]|\([ivxlIVXL\d]+\)|[a-zA-Z]\.|[-–•*]|§ ?\d+)\.?[)\s]\s*(?=\S)"
)


@dataclass(frozen=True, slots=True)
class Prepared:
    """`text` is what is parsed; `skip` the characters of it that are the stem; `shift` and `offsets` lead back to the sentence."""

    text: str
    skip: int = 0
    shift: int = 0
    offsets: tuple[int, ...] | None = None
    length: int = 0
    follows: bool = True

    @property
    def is_stem(self) -> bool:
        """Whether a list follows that completes the sentence."""
        return self.text.rstrip().endswith(":")

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Characters of the sentence as written, for characters of `text`."""
        first, last = (max(0, i - self.skip) + self.shift for i in (start, end))
        if self.offsets is not None:
            first = self.offsets[first] if first < len(self.offsets) else self.length
            last = self.offsets[last - 1] + 1 if 0 < last <= len(self.offsets) else min(last, self.length)
        return min(first, self.length), min(max(first, last), self.length)


# A stem that ends like this is a sentence only with its items.
_OPEN_ENDS: dict[Language, str] = {
    "nl": "om te dat zal zullen moet moeten dient dienen kan kunnen mag mogen verplicht gehouden gerechtigd bevoegd wordt "
    "worden is zijn zorgt zorgen voor door van opdrachtnemer opdrachtgever leverancier partijen",
    "en": "to that shall will must may can should not by for be is are of either supplier contractor customer client parties",
}
_WANTS_MORE = {
    language: re.compile(rf"(?:\b(?:{'|'.join(words.split())})|,|[-–]) ?:?$") for language, words in _OPEN_ENDS.items()
}


def prepare(written: str, above: str, follows: bool, language: Language) -> Prepared:
    """A sentence without its number and without marks that are no text, behind the stem above it where it needs that.

    `above`: the stem of its list, or "". `follows`: see Sentence.
    """
    cleaned = plain(written)
    text = cleaned.text
    if not any(c.isalpha() for c in text):
        return Prepared("")
    lead = LEAD.match(text)
    shift = lead.end() if lead and any(c.isalpha() for c in text[lead.end() :]) else 0
    text = _small(text[shift:])
    stem = ""
    if above:
        above = _small(plain(above).text.strip())
        above = above[match.end() :] if (match := LEAD.match(above)) else above
        above = above.rstrip(" :;-–")
        if text[:1].islower() or _WANTS_MORE[language].search(above.lower()):
            stem = f"{above} "
            first = text.split()[0]
            text = text[:1].lower() + text[1:] if len(first) > 1 and not first.isupper() else text
    return Prepared(stem + text, len(stem), shift, cleaned.offsets, len(written), follows)


def _small(text: str) -> str:
    """A sentence in capitals in small letters, which is what the pipelines know; the length stays."""
    letters = [c for c in text if c.isalpha()]
    if len(letters) < 12 or sum(c.isupper() for c in letters) < _CAPITALS * len(letters):
        return text
    small = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return small[:1].upper() + small[1:]
