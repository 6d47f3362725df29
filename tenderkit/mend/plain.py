"""Markdown and plain text drafts mended in their own lines: everything else stays as it was, character by character."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tenderkit.document.model import Document
from tenderkit.document.readers import read_bytes
from tenderkit.document.revise import Insertion, Replacement
from tenderkit.lint.engine import Settings
from tenderkit.mend.outcome import Outcome, done_of
from tenderkit.mend.plan import Planner
from tenderkit.mend.words import say

_PARAGRAPH_END = re.compile(r"\s*$")


def mend_text(data: bytes, path: str, planner: Planner, settings: Settings) -> Outcome:
    """A Markdown or text draft with what it lacks inserted and what ties it down replaced. Raises InputError."""
    document = read_bytes(data, path)
    source = _Source(data, document)
    plan = planner.plan(document, settings, (), source.prefix)
    insertions = plan.insertions({})
    refused = [c for c in plan.changes if not source.replace(c.replacement)]
    source.insert(insertions)
    made = source.data()
    mended = read_bytes(made, path)
    told = settings.messages or plan.report.language
    gone = [c.finding for c in refused]
    return Outcome(
        made,
        mended,
        plan.report,
        planner.linter.lint(mended, replace(settings, kind=plan.report.kind)),
        done_of(plan, mended, {}, gone),
        [*((f, say(why, told)) for f, why in plan.untouched), *((f, say("field", told)) for f in gone)],
        asked=sum(len(line.asked) for i in insertions for line in i.lines)
        + sum(len(c.replacement.asked) for c in plan.changes if c not in refused),
    )


class _Source:
    """The lines of a draft, addressed by the blocks that were read from them."""

    def __init__(self, data: bytes, document: Document) -> None:
        self._head = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
        self._end = "\r\n" if b"\r\n" in data else "\n"
        self._lines = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n").split("\n")
        self._document = document
        starts = sorted({b.origin.position for b in document.blocks})
        self._next = dict(zip(starts, [*starts[1:], len(self._lines) + 1], strict=True))

    def data(self) -> bytes:
        """The draft as it is now."""
        return self._head + self._end.join(self._lines).encode("utf-8")

    def _range(self, block: int) -> range:
        """The lines (from 0) that a block was read from."""
        first = self._document.blocks[block].origin.position
        return range(first - 1, min(self._next.get(first, first + 1) - 1, len(self._lines)))

    def prefix(self, block: int) -> str:
        """What stands before the text of a block on its line, a number typed by hand among it."""
        line = self._lines[self._document.blocks[block].origin.position - 1]
        words = self._document.blocks[block].text[:20]
        at = line.find(words)
        return line[:at] if at > 0 else ""

    def replace(self, replacement: Replacement) -> bool:
        """Replace a passage; False where the source does not hold it in one place, as it reads."""
        old = self._document.text(replacement.span)
        lines = self._range(replacement.span.block)
        found = [n for n in lines if self._lines[n].count(old) == 1]
        if len(found) != 1 or sum(self._lines[n].count(old) for n in lines) != 1:
            return False
        self._lines[found[0]] = self._lines[found[0]].replace(old, replacement.text)
        return True

    def insert(self, insertions: Sequence[Insertion]) -> None:
        """Insert paragraphs, with an empty line between them."""
        for insertion in sorted(insertions, key=lambda i: -i.after):
            after = self._range(insertion.after)
            at = after.stop
            while at > after.start + 1 and not self._lines[at - 1].strip():
                at -= 1
            made: list[str] = []
            for line in insertion.lines:
                made += [
                    "",
                    self._line(line.label, line.text, line.kind == "heading" and line.model is not None, line.model),
                ]
            self._lines[at:at] = made

    def _line(self, label: str, text: str, heading: bool, model: int | None) -> str:
        if not label and model is not None and heading:
            label = self.prefix(model)
        return label.replace("\t", " ") + text
