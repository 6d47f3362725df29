"""Cells that hold more than one wish: lines of a list, or sentences that each ask for something."""

from __future__ import annotations

import re

from tenderkit.language import Language
from tenderkit.language.folding import folded
from tenderkit.language.sentences import split

_LEAD = re.compile(r"^\s*(?:[-*•–]|\d+[.)]|[a-z][.)])\s+")
_BACK = re.compile(
    r"^(?:dit|deze|dat|die|daarbij|hierbij|zo|dus|want|hij|zij|het gaat|denk aan|bijvoorbeeld|toelichting|reden|nb|"
    r"this|that|these|those|it|they|so|because|for example|note|reason)\b"
)
_SHORTEST = 4  # words in a wish


def parts(text: str, language: Language) -> list[str]:
    """The wishes in a cell; one for a cell that holds one. A sentence that points back belongs to the one before it."""
    lines = [line for line in text.splitlines() if line.strip()]
    found: list[str] = []
    for line in lines:
        item = _LEAD.sub("", line).strip()
        for start, end in split(item, language):
            sentence = item[start:end].strip()
            if found and (_BACK.match(folded(sentence)) or len(sentence.split()) < _SHORTEST):
                found[-1] += f" {sentence}"
            elif sentence:
                found.append(sentence)
    return found or [text]
