"""What is to change in somebody's draft, whatever its format: paragraphs to insert and passages to replace."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from tenderkit.document.model import Span

_ASKED = re.compile(r"\[[^\[\]]+\]")
LineKind = Literal["heading", "clause", "item", "bullet", "paragraph"]


@dataclass(frozen=True, slots=True)
class Pointer:
    """Characters of a new paragraph that are the number of another: of the inserted one called `name`, or of block
    `block` of the draft."""

    start: int
    end: int
    name: str = ""
    block: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph to insert.

    `model` is the block of the draft that it is to look like (None: there is none of that kind). `label` is its number
    as it is typed, with what stands between number and text; "" where the format of the model numbers it, or where it
    has no number. `below` counts the levels of the model's list under the model's own that number it (0: not so). `depth`
    counts the nesting of items from 1. `asked` are the passages that somebody must still fill in.
    `name` lets pointers point here, `note` is what to say about it in the margin.
    """

    kind: LineKind
    text: str
    model: int | None = None
    label: str = ""
    depth: int = 1
    asked: tuple[tuple[int, int], ...] = ()
    pointers: tuple[Pointer, ...] = ()
    name: str = ""
    note: tuple[str, ...] = ()
    below: int = 0


@dataclass(frozen=True, slots=True)
class Insertion:
    """Paragraphs after block `after`; in front of the heading `before` where something may stand between (blank lines)."""

    after: int
    before: int | None
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Replacement:
    """A passage that becomes another text. `asked` are the passages of `text` that somebody must still fill in."""

    span: Span
    text: str
    asked: tuple[tuple[int, int], ...] = ()
    note: tuple[str, ...] = ()


def asked_in(text: str) -> tuple[tuple[int, int], ...]:
    """The passages in square brackets: what only the reader can know."""
    return tuple(m.span() for m in _ASKED.finditer(text))
