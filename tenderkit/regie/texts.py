"""Words in both languages from a file of our own."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from tenderkit.data import read_yaml
from tenderkit.language import LANGUAGES, Language


@cache
def texts_of(path: Path) -> dict[Language, dict[str, str]]:
    """The words by language and name, of a file that has them by name and language."""
    found = read_yaml(path).value
    return {language: {name: words[language] for name, words in found.items()} for language in LANGUAGES}
