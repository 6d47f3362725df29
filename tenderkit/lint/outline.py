"""What a report keeps of the document itself: its text, for a page that shows findings in place, and lines."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from tenderkit.document.lines import line_numbers
from tenderkit.document.model import Document
from tenderkit.lint.findings import Paragraph as Paragraph
from tenderkit.lint.units import LINTED_STORIES


def outline(document: Document) -> tuple[Paragraph, ...]:
    """The text that rules read, in order: without contents list, cover, headers and footers."""
    return tuple(
        Paragraph(n, b.kind, b.text, b.number, b.level, b.cell, _language(b.language))
        for n, b in enumerate(document.blocks)
        if b.story in LINTED_STORIES and (b.text or b.number or b.cell)
    )


def lines(document: Document, blocks: Iterable[int | None]) -> dict[int, int]:
    """The lines (from 1) on which these blocks begin; see `tenderkit.document.lines`."""
    wanted = sorted({block for block in blocks if block is not None})
    if not wanted:
        return {}
    numbers = line_numbers(document)
    return {block: numbers[block] for block in wanted}


def _language(language: str) -> Literal["nl", "en", ""]:
    return "nl" if language == "nl" else "en" if language == "en" else ""
