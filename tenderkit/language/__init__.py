"""What a text says: its language, its sentences, its parties, its quantities, its statements, and the patterns of rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from tenderkit.language.statements import Statement, read_statements

Language = Literal["nl", "en"]
LANGUAGES: tuple[Language, ...] = ("nl", "en")

__all__ = ["LANGUAGES", "Language", "Statement", "read_statements"]


def __getattr__(name: str) -> Any:
    # Statements need spaCy, which takes a second to import: only for those who read statements.
    if name in ("Statement", "read_statements"):
        from tenderkit.language import statements

        return getattr(statements, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
