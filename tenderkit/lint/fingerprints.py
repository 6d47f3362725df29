"""Names for findings that survive renumbering and moving: by the rule and the words of the passage, never by its place."""

from __future__ import annotations

import hashlib
import re

from tenderkit.language.folding import folded

# What is numbered anew when a clause comes or goes: the words before such a number, and the numbers, in folded text.
_WORD = (
    r"(?:artikel(?:en|leden|lid)?|artt?\.?|lid|leden|bepaling(?:en)?|paragra(?:af|fen)|hoofdstuk(?:ken)?|onderde(?:el|len)|"
    r"bijlagen?|annex(?:es)?|clauses?|sections?|articles?|paragraphs?|schedules?|append(?:ix|ices)|exhibits?|attachments?)"
)
_NUMBER = r"\(?(?:\d+(?:[a-z](?![a-z]))?(?:[.\-]\d+[a-z]?)*|[a-z](?![a-z])|[ivx]{1,6}(?![a-z]))\)?"
_MORE = rf"(?:\s*(?:,|/|-|&|\ben\b|\bof\b|\band\b|\bor\b|\bto\b|t/m|\btot en met\b|\bthrough\b|\b(?:onder|sub)\b(?=\s+[a-z]\b)|{_WORD})\s*)*"
_REFERENCE = re.compile(rf"(?:\b{_WORD}|§)\s*{_NUMBER}(?![\w:])(?:{_MORE}\s*{_NUMBER}(?![\w:]))*")
_OWN_NUMBER = re.compile(r"(?:\d+(?:\.\d+)+\.?|\(?(?:\d+|[a-z])[.)])\s+")


def key_words(passage: str) -> str:
    """The words of a passage without what changes when it moves: case, blanks, its own number, the numbers of what it
    refers to, and the mark it ends with."""
    words = " ".join(folded(passage).split())
    words = _OWN_NUMBER.sub("", words, count=1) if _OWN_NUMBER.match(words) else words
    return _REFERENCE.sub(_without_numbers, words).rstrip(" .;,:")


def _without_numbers(reference: re.Match[str]) -> str:
    return re.sub(rf"(?<![\w]){_NUMBER}(?![\w:])", "#", reference.group())


def fingerprint(rule: str, words: str, occurrence: int) -> str:
    """The name of a finding: its rule, the words of its passage (`key_words`), and which of equal ones it is."""
    return hashlib.sha256(f"{rule}\0{words}\0{occurrence}".encode()).hexdigest()[:16]
