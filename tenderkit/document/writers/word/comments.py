"""Margin notes as Word comments."""

from __future__ import annotations

from datetime import UTC, datetime

from docx.document import Document as WordDocument

from tenderkit.document.writers.word.styles import StyleSheet
from tenderkit.document.writers.word.xml import Element, clean, make

AUTHOR = "tenderkit"
INITIALS = "tk"


class Comments:
    """The comments of one file, numbered in the order in which they are added."""

    def __init__(self, word: WordDocument, sheet: StyleSheet, stamp: datetime) -> None:
        self._word = word
        self._sheet = sheet
        self._stamp = stamp if stamp.tzinfo else stamp.replace(tzinfo=UTC)

    def attach(self, paragraphs: list[Element], text: str) -> None:
        """Adds a comment on everything in these paragraphs."""
        self._sheet.built_in("annotation text", "CommentText")
        reference_style = self._sheet.built_in("annotation reference", "CommentReference", "character")
        comment = self._word.part.comments.add_comment(clean(text), AUTHOR, INITIALS)
        element = comment._comment_elm  # python-docx gives no other way to set the date
        element.date = self._stamp.astimezone(UTC)
        ident = comment.comment_id
        first, last = paragraphs[0], paragraphs[-1]
        first.insert(1 if len(first) and first[0].tag.endswith("}pPr") else 0, make("w:commentRangeStart", id=ident))
        reference = make(
            "w:r", make("w:rPr", make("w:rStyle", val=reference_style)), make("w:commentReference", id=ident)
        )
        last.extend([make("w:commentRangeEnd", id=ident), reference])
