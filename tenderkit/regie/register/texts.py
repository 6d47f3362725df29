"""The words of the register and its papers, in both languages: texts.yaml."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from tenderkit.data import read_yaml
from tenderkit.language import LANGUAGES, Language

FILE = Path(__file__).with_name("texts.yaml")


@cache
def texts() -> dict[Language, dict[str, str]]:
    """The words by language and name."""
    found = read_yaml(FILE).value
    return {language: {name: words[language] for name, words in found.items()} for language in LANGUAGES}
