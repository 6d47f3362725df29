"""The words of the page for the board: texts.yaml."""

from __future__ import annotations

from pathlib import Path

from tenderkit.regie.texts import texts_of

WORDS = texts_of(Path(__file__).with_name("texts.yaml"))
