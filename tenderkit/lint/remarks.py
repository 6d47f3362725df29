"""What the author of a document says to us in its comments: "tenderkit: ...", and the sentences that it is said of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tenderkit.document.model import Document, Span
from tenderkit.lint.findings import Passage, Remark
from tenderkit.lint.units import View

_TO_US = re.compile(r"\s*tenderkit\s*:", re.IGNORECASE)


def remarks_in(view: View) -> tuple[Remark, ...]:
    """The comments that begin with "tenderkit:", each with the sentences it stands on or touches."""
    document = view.document
    said = [comment for comment in document.comments if _TO_US.match(comment.text)]
    if not said:
        return ()
    top = _top(document)
    return tuple(
        Remark(
            " ".join(comment.text.split()),
            tuple(_passage(view, span) for span in comment.spans),
            whole=any(span.block == top for span in comment.spans),
        )
        for comment in said
    )


def _top(document: Document) -> int:
    """The block that stands for the document as a whole: its title, or else the first with text."""
    own = [n for n, b in enumerate(document.blocks) if b.story in ("body", "cover") and b.text.strip()]
    titles = [n for n in own if document.blocks[n].kind == "title"]
    return next(iter(titles or own), -1)


def _passage(view: View, span: Span) -> Passage:
    document = view.document
    text = document.blocks[span.block].text
    touched = list(_touched(view, span))
    start, end = (touched[0][0], touched[-1][1]) if touched else (0, len(text))
    return Passage(
        span.block, start, end, text[start:end], document.clause_number(span.block), document.heading(span.block)
    )


def _touched(view: View, span: Span) -> Iterator[tuple[int, int]]:
    for unit in view.units_of_block.get(span.block, ()):
        if unit.start < max(span.end, span.start + 1) and span.start < unit.end:
            yield unit.start, unit.end
