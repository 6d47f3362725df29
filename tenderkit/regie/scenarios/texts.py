"""The words of the scenario papers: texts.yaml."""

from __future__ import annotations

from pathlib import Path

from tenderkit.regie.texts import texts_of

FILE = Path(__file__).with_name("texts.yaml")


def texts(language: str) -> dict[str, str]:
    """The words in a language, by name; Dutch where there is none."""
    return texts_of(FILE)["en" if language == "en" else "nl"]


def lines(text: str) -> list[str]:
    """The lines of a text that holds several, divided by |."""
    return text.split("|")
