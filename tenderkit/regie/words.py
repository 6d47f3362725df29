"""Words of the papers of the regisseur's desk, in both languages, from a YAML file beside the code that uses them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from tenderkit.data import read_yaml
from tenderkit.language import LANGUAGES, Language


@cache
def read_words(file: Path) -> dict[Language, dict[str, str]]:
    """The words of a file by language and name."""
    found = read_yaml(file).value
    return {language: {name: words[language] for name, words in found.items()} for language in LANGUAGES}
