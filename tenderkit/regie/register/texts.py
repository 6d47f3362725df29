"""The words of the register and its papers, in both languages: texts.yaml."""

from __future__ import annotations

from pathlib import Path

from tenderkit.language import Language
from tenderkit.regie.words import read_words

FILE = Path(__file__).with_name("texts.yaml")


def texts() -> dict[Language, dict[str, str]]:
    """The words by language and name."""
    return read_words(FILE)
