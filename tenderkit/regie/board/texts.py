"""The words of the page for the board: texts.yaml."""

from __future__ import annotations

from pathlib import Path

from tenderkit.regie.words import read_words

WORDS = read_words(Path(__file__).with_name("texts.yaml"))
