"""What readers of flowing text have in common: paragraphs written down one by one, and blocks made of all of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from tenderkit.document.model import Block, Mark, MarkKind, Origin
from tenderkit.document.readers.shape import Draft, block_of, bound, shape


@dataclass(slots=True)
class Written:
    """A paragraph or table cell as a reader wrote it down: its draft (whose text its marks count in) and what hangs on it."""

    draft: Draft
    marks: list[Mark] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    anchor: str = ""
    origin: Origin = field(default=Origin())


class Pen:
    """Writes the text of a paragraph, stretch by stretch, with its marks. Blanks run together as they do on paper,
    but for tabs and line ends."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self.length = 0
        self.marks: list[Mark] = []
        self.comments: list[str] = []
        self.anchor = ""
        self.heavy = 0  # letters in bold
        self.letters = 0

    @property
    def text(self) -> str:
        """What was written."""
        return "".join(self._parts)

    @property
    def last(self) -> str:
        """The last character, "" before the first."""
        return self._parts[-1][-1] if self._parts else ""

    def write(self, text: str, kinds: Iterable[MarkKind] = (), target: str = "") -> None:
        """Add text. `kinds` are what it is marked with; `target` the anchor it refers to."""
        if not text:
            return
        start = self.length
        self._parts.append(text)
        self.length += len(text)
        kinds = list(kinds)
        found = sum(map(str.isalnum, text))
        self.letters += found
        self.heavy += found if "strong" in kinds else 0
        for kind, where in [*((k, "") for k in kinds), *((("reference", target),) if target else ())]:
            self._mark(Mark(start, self.length, kind, where))

    def _mark(self, mark: Mark) -> None:
        for n in range(len(self.marks) - 1, max(len(self.marks) - 6, -1), -1):  # a mark that runs on is among the last
            old = self.marks[n]
            if old.end == mark.start and (old.kind, old.target) == (mark.kind, mark.target):
                self.marks[n] = Mark(old.start, mark.end, mark.kind, mark.target)
                return
        if mark.start < mark.end:
            self.marks.append(mark)

    @property
    def bold(self) -> bool:
        """Whether all of it is in bold."""
        return self.letters > 0 and self.heavy == self.letters


def blocks_of(written: Sequence[Written], path: str) -> tuple[Block, ...]:
    """The blocks that the paragraphs are, with the numbers that were typed before them taken off. Raises InputError for too many."""
    bound([w.draft for w in written], path)
    anchors = {w.anchor for w in written if w.anchor}
    blocks: list[Block] = []
    anchor, comments = "", list[str]()
    for one, made in zip(written, shape([w.draft for w in written]), strict=True):
        draft = one.draft
        anchor, comments = anchor or one.anchor, comments + one.comments
        if made.merged:
            continue
        block = block_of(draft, made, one.marks, anchors, anchor, one.origin)
        if block is None:
            continue
        blocks.append(replace(block, comments=tuple(comments)))
        anchor, comments = "", []
    return tuple(blocks)
