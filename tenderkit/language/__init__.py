"""What a text says: its language, its sentences, its parties, its quantities, and the patterns that rules look for."""

from typing import Literal

Language = Literal["nl", "en"]
LANGUAGES: tuple[Language, ...] = ("nl", "en")
