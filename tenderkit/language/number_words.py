"""Whole numbers written in words, in Dutch and English: "twenty-five", "one hundred and twenty", "tweeënveertigduizend"."""

from __future__ import annotations

import re
from functools import lru_cache

from tenderkit.language import Language

_UNITS: dict[Language, list[str]] = {
    "nl": "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien "
    "achttien negentien".split(),
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen".split(),
}
_TENS: dict[Language, list[str]] = {
    "nl": "twintig dertig veertig vijftig zestig zeventig tachtig negentig".split(),
    "en": "twenty thirty forty fifty sixty seventy eighty ninety".split(),
}
_SMALL: dict[Language, dict[str, int]] = {
    language: {
        **{word: value for value, word in enumerate(_UNITS[language])},
        **{word: value * 10 for value, word in enumerate(_TENS[language], 2)},
    }
    for language in _UNITS
}
_SMALL["en"]["fourty"] = 40  # often misspelt
_LARGE: dict[Language, dict[str, int]] = {
    "nl": {"honderd": 100, "duizend": 1000, "miljoen": 10**6, "miljard": 10**9},
    "en": {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9},
}
_AND: dict[Language, str] = {"nl": "en", "en": "and"}
_PIECES = {
    language: re.compile(
        "|".join(sorted((*_SMALL[language], *_LARGE[language], _AND[language]), key=len, reverse=True))
    )
    for language in _UNITS
}


@lru_cache(maxsize=4096)
def value_in_words(text: str, language: Language) -> int | None:
    """The value of a folded text that is a whole number in words and nothing else; None for any other text."""
    pieces = _pieces(text, language)
    if not pieces or pieces[0] == _AND[language] or pieces[-1] == _AND[language]:
        return None
    small, large = _SMALL[language], _LARGE[language]
    total = group = 0  # finished thousands, and the number below the next one
    room = 1000  # what the next small number must be below: "vijf zes" is no number
    previous = ""
    for piece in pieces:
        if piece == _AND[language]:
            if previous == _AND[language]:
                return None
        elif piece in small:
            value = small[piece]
            # "tweeentwintig": the unit comes before the ten.
            turned = language == "nl" and previous == "en" and value >= 20 and 0 < group % 100 < 10
            if not turned and value >= room:
                return None
            group += value
            room = (10 if value >= 20 and not turned else 1) if value else 0
            if language == "nl" and 0 < value < 10:
                room = 1
        elif large[piece] == 100:
            if group >= 100:
                return None
            group = max(group, 1) * 100
            room = 100
        else:
            total += max(group, 1) * large[piece]
            group, room = 0, 1000
        previous = piece
    return total + group


def _pieces(text: str, language: Language) -> list[str]:
    """The parts of a number in words; empty when there is anything else in the text."""
    found: list[str] = []
    for word in re.split(r"[\s\-]+", text.strip()):
        at = 0
        while at < len(word):
            piece = _PIECES[language].match(word, at)
            if piece is None:
                return []
            found.append(piece.group())
            at = piece.end()
    return found
