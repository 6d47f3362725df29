"""The Markdown of a clause as a small tree, before numbers are known."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token

from tenderkit.document.model import Mark, MarkKind

PartKind = Literal["heading", "paragraph", "numbered", "item", "bullet", "cell"]


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a clause: `depth` counts list nesting from 1 (numbered: 1), or the level of a sub-heading.

    `table`, `row`, `column` count within the fragment.
    """

    kind: PartKind
    text: str
    marks: tuple[Mark, ...] = ()
    depth: int = 1
    table: int = 0
    row: int = 0
    column: int = 0
    header: bool = False


@cache
def _parser() -> MarkdownIt:
    return (
        MarkdownIt("commonmark", {"html": False})
        .enable("table")
        .disable(["code", "fence", "html_block", "html_inline"])
    )


@dataclass
class _State:
    parts: list[Part] = field(default_factory=list)
    lists: list[str] = field(default_factory=list)  # "ordered" or "bullet", outermost first
    fresh: bool = False  # the next paragraph is the first of its list item
    table: int = -1
    row: int = -1
    column: int = -1
    header: bool = False


def parse(markdown: str) -> list[Part]:
    """The parts of a clause in reading order.

    A top-level ordered list gives "numbered" parts; ordered lists below it "item"; bullets "bullet"; a further paragraph of
    a list item is a plain paragraph.
    """
    state = _State()
    tokens = _parser().parse(markdown)
    for at, token in enumerate(tokens):
        _take(state, token, tokens[at - 1] if at else None)
    return state.parts


def _take(state: _State, token: Token, before: Token | None) -> None:
    name = token.type
    if name in ("ordered_list_open", "bullet_list_open"):
        state.lists.append("ordered" if name.startswith("ordered") else "bullet")
    elif name in ("ordered_list_close", "bullet_list_close"):
        state.lists.pop()
    elif name == "list_item_open":
        state.fresh = True
    elif name == "table_open":
        state.table += 1
        state.row = -1
    elif name == "thead_open":
        state.header = True
    elif name == "tbody_open":
        state.header = False
    elif name == "tr_open":
        state.row += 1
        state.column = -1
    elif name in ("th_open", "td_open"):
        state.column += 1
    elif name == "inline":
        text, marks = _inline(token)
        opener = before.type if before else ""
        if opener in ("th_open", "td_open"):
            part = Part("cell", text, marks, 1, state.table, state.row, state.column, state.header)
        elif opener == "heading_open" and before is not None:
            part = Part("heading", text, marks, max(int(before.tag[1]), 2))
        elif state.lists and state.fresh:
            depth = len(state.lists)
            kind: PartKind = "bullet" if state.lists[-1] == "bullet" else "numbered" if depth == 1 else "item"
            part = Part(kind, text, marks, depth)
            state.fresh = False
        else:
            part = Part("paragraph", text, marks)
        state.parts.append(part)


def _inline(token: Token) -> tuple[str, tuple[Mark, ...]]:
    """The text of an inline token, with its bold and italic stretches."""
    pieces: list[str] = []
    marks: list[Mark] = []
    opened: list[tuple[MarkKind, int]] = []
    length = 0
    kinds: dict[str, MarkKind] = {"strong": "strong", "em": "emphasis"}
    for child in token.children or []:
        if child.type.endswith("_open") and child.type[:-5] in kinds:
            opened.append((kinds[child.type[:-5]], length))
        elif child.type.endswith("_close") and child.type[:-6] in kinds:
            kind, start = opened.pop()
            if length > start:
                marks.append(Mark(start, length, kind))
        else:
            piece = {"softbreak": " ", "hardbreak": "\n"}.get(child.type, child.content)
            pieces.append(piece)
            length += len(piece)
    text = "".join(pieces)
    lead = len(text) - len(text.lstrip())
    stripped = text.strip()
    moved = [replace(m, start=max(m.start - lead, 0), end=min(m.end - lead, len(stripped))) for m in marks]
    return stripped, tuple(sorted(m for m in moved if m.end > m.start))
