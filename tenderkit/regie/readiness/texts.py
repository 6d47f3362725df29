"""The words of the readiness form and its reports, in both languages: texts.yaml."""

from __future__ import annotations

from pathlib import Path

from tenderkit.language import Language
from tenderkit.regie.texts import texts_of


def texts() -> dict[Language, dict[str, str]]:
    """The words by language and name."""
    return texts_of(Path(__file__).with_name("texts.yaml"))
