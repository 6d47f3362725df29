"""A document as numbered plain text: everything a reader sees, a block a line, for `tenderkit text` and git diff."""

from __future__ import annotations

from tenderkit.document.lines import numbered_lines
from tenderkit.document.model import Document


def render(document: Document) -> str:
    """One line for every block, its number before it. The cells of a row stand on one line, separated by tabs; where one of them
    has a number or several paragraphs, each paragraph has a line, and a tab stands before a cell but the first."""
    return "".join(text for text, _ in numbered_lines(document)) or "\n"
