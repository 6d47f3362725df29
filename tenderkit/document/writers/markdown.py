"""Markdown documents: text that a person reads and corrects in any editor, and that reads back as the same document.

What the text alone would not tell stands in an attribute list at its end: `{#anchor .clause level=2 number="7 bis"}`.
Which blocks need one is found by reading back what was written.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import yaml

from tenderkit.document.model import BULLET, Block, Document, Mark, MarkKind
from tenderkit.document.readers.markdown import parse

_ROUNDS = 4  # of writing and reading back; one is nearly always enough
_DEEPEST = 6  # hashes of a heading
_TAGS: dict[MarkKind, tuple[str, str]] = {
    "strong": ("<strong>", "</strong>"),
    "emphasis": ("<em>", "</em>"),
    "placeholder": ("<mark>", "</mark>"),
}
_STARS: dict[MarkKind, str] = {"strong": "**", "emphasis": "*"}
_OUTERMOST_FIRST: tuple[MarkKind, ...] = ("reference", "placeholder", "strong", "emphasis")
_ANCHOR = re.compile(r"[A-Za-z0-9._\-]+")
_SPECIAL = re.compile(
    r"[\\`*]"
    r"|(?<![^\W_])_|_(?![^\W_])"  # an underscore within a word is just that
    r"|<(?=[A-Za-z/!?])"
    r"|\{(?=:)"
    r"|&(?=#?\w+;)"
    r"|\](?=[(\[:])"
)
_SPECIAL_IN_LINK = re.compile(rf"[\[\]]|{_SPECIAL.pattern}")
_LINE_START = re.compile(r"(?:[#>~=]|[+\-](?=\s|$|-)|(?=[|:\-])[|:\-\s]+$)")
_LIST_START = re.compile(r"(\d{1,9})([.)])(?=\s|$)")
_RESERVED = ("title", "language", "lang", "kind")


@dataclass(slots=True)
class _Needs:
    """What a block has to say about itself because the text alone was read differently."""

    kind: bool = False
    level: bool = False
    number: bool = False
    tags: bool = False


def write_markdown(document: Document) -> str:
    """A document as Markdown: front matter, headings, numbered paragraphs, lists and tables, ending in one line end.

    Notes and text boxes become paragraphs where they were referred to; contents list, header and footer are left out.
    """
    blocks = [_as_body(b) for b in document.blocks if b.story in ("body", "footnote", "endnote", "textbox")]
    blocks = [b for b in blocks if b.kind == "cell" or b.text.strip() or b.number]
    anchors = {b.anchor for b in blocks if b.anchor and _ANCHOR.fullmatch(b.anchor)}
    needs = [_Needs() for _ in blocks]
    text = ""
    for _ in range(_ROUNDS):
        text = _front_matter(document) + _Writer(blocks, needs, anchors).write()
        if not _learn(needs, blocks, parse(text).blocks):
            break
    return text


def _as_body(block: Block) -> Block:
    if block.story == "body":
        return block if block.cell or block.kind != "cell" else replace(block, kind="paragraph")
    return replace(block, kind="paragraph", story="body", level=0, cell=None)


def _learn(needs: list[_Needs], blocks: Sequence[Block], read: Sequence[Block]) -> bool:
    """Notes what blocks have to say about themselves, given how they were read; whether there was anything to note.

    Where blocks ran together or fell apart there is no telling which is which: all between those that came back say
    everything.
    """
    before = _alike(blocks, read)
    after = _alike(blocks[before:][::-1], read[before:][::-1])
    aligned = len(blocks) == len(read)
    learned = False
    for index in range(before, len(blocks) - after):
        block, need = blocks[index], needs[index]
        found = read[index] if aligned else None
        if block.kind == "cell":
            now = _Needs(tags=found is not None and found.marks != block.marks)
        elif found is None:
            now = _Needs(kind=True, level=True, number=True)
        else:
            now = _Needs(
                kind=found.kind != block.kind,
                level=found.level != block.level,
                number=found.number != block.number or found.text != block.text,
                tags=found.marks != block.marks,
            )
        now = _Needs(need.kind or now.kind, need.level or now.level, need.number or now.number, need.tags or now.tags)
        now.kind |= now.level and block.kind in ("clause", "item")
        learned |= now != need
        needs[index] = now
    return learned


def _alike(blocks: Sequence[Block], read: Sequence[Block]) -> int:
    """How many blocks at the beginning came back as they are."""
    count = 0
    for one, other in zip(blocks, read, strict=False):
        if one != other:
            break
        count += 1
    return count


def _front_matter(document: Document) -> str:
    values = {"title": document.title, "language": document.language, "kind": document.kind}
    values |= {name: value for name, value in document.properties.items() if name not in _RESERVED}
    dumped: str = yaml.safe_dump(values, allow_unicode=True, sort_keys=False, width=10_000)
    return f"---\n{dumped}---\n"


class _Writer:
    def __init__(self, blocks: Sequence[Block], needs: Sequence[_Needs], anchors: set[str]) -> None:
        self._blocks = blocks
        self._needs = needs
        self._anchors = anchors
        self._written: set[str] = set()

    def write(self) -> str:
        parts: list[str] = []
        at = depth = 0
        while at < len(self._blocks):
            block = self._blocks[at]
            end = self._table_end(at)
            if end > at:
                parts.append("\n" + self._table(at, end))
                at, depth = end, 0
                continue
            if block.kind == "item":
                first = depth == 0
                depth = min(max(block.level, 1), depth + 1)
                parts.append(("\n" if first else "") + self._item(at, depth))
            else:
                depth = 0
                parts.append("\n" + self._paragraph(at))
            at += 1
        return "".join(parts)

    def _table_end(self, start: int) -> int:
        end = start
        first = self._blocks[start].cell
        while first is not None and end < len(self._blocks):
            cell = self._blocks[end].cell
            if cell is None or cell.table != first.table:
                break
            end += 1
        return end

    def _paragraph(self, index: int) -> str:
        """A title, heading, clause or paragraph, with its comments on lines before it."""
        block, need = self._blocks[index], self._needs[index]
        comments = "".join(f"<!-- {html.escape(c.strip(), quote=False)} -->\n" for c in block.comments)
        hashes = ""
        level = need.level
        if block.kind == "heading":
            hashes = "#" * min(block.level + 1, _DEEPEST) + " "
            level = need.level or block.level + 1 > _DEEPEST
        elif block.kind == "title" and self._is_document_title(index):
            hashes = "# "
        kind = need.kind or (block.kind == "title" and not hashes)
        body = self._text(index, one_line=bool(hashes), starts=not hashes)
        return comments + hashes + body + self._attributes(index, kind=kind and not hashes, level=level) + "\n"

    def _is_document_title(self, index: int) -> bool:
        """Whether a title is the first heading of the text and the only title: only such a one can be the `#`."""
        titles = [i for i, b in enumerate(self._blocks) if b.kind == "title"]
        return titles == [index] and not any(b.kind == "heading" for b in self._blocks[:index])

    def _item(self, index: int, depth: int) -> str:
        block, need = self._blocks[index], self._needs[index]
        level = need.level or depth != block.level
        text = self._text(index, one_line=True, starts=True)
        line = f"{text}{self._attributes(index, kind=need.kind or level, level=level)}{_inline_comments(block)}"
        return "  " * (depth - 1) + "- " + line.strip() + "\n"

    def _table(self, start: int, end: int) -> str:
        rows: dict[int, dict[int, int]] = {}
        for index in range(start, end):
            cell = self._blocks[index].cell
            assert cell is not None
            rows.setdefault(cell.row, {})[cell.column] = index
        columns = 1 + max(column for row in rows.values() for column in row)
        lines: list[str] = []
        for number, (_, row) in enumerate(sorted(rows.items())):
            header = any((cell := self._blocks[i].cell) is not None and cell.header for i in row.values())
            top = number == 0 and header and any(self._blocks[i].text.strip() for i in row.values())
            if number == 0 and not top:
                lines += ["|" + " |" * columns, "|" + " --- |" * columns]
            cells = [self._cell(row.get(c)) for c in range(columns)]
            if header and not top:
                cells[-1] = _with_class(cells[-1])
            lines.append("|" + "".join(f" {cell} |" if cell else " |" for cell in cells))
            if top:
                lines.append("|" + " --- |" * columns)
        return "\n".join(lines) + "\n"

    def _cell(self, index: int | None) -> str:
        if index is None:
            return ""
        block = self._blocks[index]
        text = self._text(index, one_line=True, starts=False)
        return (text + self._attributes(index) + _inline_comments(block)).strip().replace("|", "\\|")

    def _attributes(self, index: int, *, kind: bool = False, level: bool = False) -> str:
        """The attribute list of a block, after a space; empty when it has nothing to say."""
        block = self._blocks[index]
        said: list[str] = []
        if block.anchor in self._anchors and (block.anchor not in self._written):
            self._written.add(block.anchor)
            said.append(f"#{block.anchor}")
        if kind:
            said.append(f".{block.kind}")
        if level and block.level:
            said.append(f"level={block.level}")
        if block.language:
            said.append(f"lang={block.language}")
        if self._needs[index].number and block.kind != "cell":
            said.append(f"number={_quoted(block.number)}")
        return f" {{{' '.join(said)}}}" if said else ""

    def _text(self, index: int, *, one_line: bool, starts: bool) -> str:
        """A block's number and text. `one_line` writes line ends as `<br>`; `starts` says that the text stands where
        Markdown looks for the beginning of a list, heading or rule."""
        block, need = self._blocks[index], self._needs[index]
        shown = "" if block.number in ("", BULLET) or need.number else block.number
        pieces = _pieces(block.text, [m for m in block.marks if m.kind != "reference" or m.target in self._anchors])
        text = _render(pieces, tags=need.tags)
        if block.text.rstrip().endswith("}"):  # not to be taken for an attribute list
            at = text.rfind("{")
            before = text[: max(at, 0)]
            escaped = (len(before) - len(before.rstrip("\\"))) % 2
            text = text[:at] + "\\" + text[at:] if at >= 0 and not escaped else text
        if shown:
            text = f"{_escaped(shown)} {text}".rstrip()
        return _in_lines(text, one_line, starts)


def _with_class(cell: str) -> str:
    """A cell that says that its row is a header; the class goes into an attribute list that is there already."""
    found = re.search(r"\{(#[^{}]*|lang=[^{}]*)\}$", cell)
    if found:
        anchor, _, rest = found.group(1).partition(" ")
        inside = f"{anchor} .header {rest}" if anchor.startswith("#") else f".header {found.group(1)}"
        return f"{cell[: found.start()]}{{{inside.strip()}}}"
    return f"{cell} {{.header}}".strip()


def _inline_comments(block: Block) -> str:
    made = (html.escape(c.strip(), quote=False).replace("\n", "&#10;") for c in block.comments)
    return "".join(f" <!-- {text} -->" for text in made)


def _quoted(value: str) -> str:
    return '"' + re.sub(r'(["\\])', r"\\\1", value) + '"'


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of text under the same marks."""

    text: str
    kinds: tuple[MarkKind, ...]
    target: str


def _pieces(text: str, marks: Sequence[Mark]) -> list[_Piece]:
    """A text cut where its marks begin and end."""
    borders = sorted({0, len(text)} | {b for m in marks for b in (m.start, m.end) if 0 < b < len(text)})
    made: list[_Piece] = []
    for start, end in pairwise(borders):
        over = [m for m in marks if m.start <= start and end <= m.end]
        target = next((m.target for m in over if m.kind == "reference"), "")
        kinds = {m.kind for m in over}
        made.append(_Piece(text[start:end], tuple(k for k in _OUTERMOST_FIRST if k in kinds), target))
    return made


def _render(pieces: Sequence[_Piece], *, tags: bool) -> str:
    """Pieces with what opens and closes their marks; with `tags`, HTML tags for strong and emphasis."""
    made: list[str] = []
    opened: list[tuple[MarkKind, str, str]] = []  # kind, target, what closes it
    for at, piece in enumerate((*pieces, _Piece("", (), ""))):
        wanted = [(kind, piece.target if kind == "reference" else "") for kind in piece.kinds]
        same = 0
        while same < min(len(opened), len(wanted)) and opened[same][:2] == wanted[same]:
            same += 1
        for _, _, closing in reversed(opened[same:]):
            made.append(closing)
        del opened[same:]
        for kind, target in wanted[same:]:
            opening, closing = _signs(pieces, at, kind, target, tags)
            if opening == "[" and made and made[-1].endswith("!"):  # not to be taken for a picture
                made[-1] = made[-1][:-1] + "\\!"
            made.append(opening)
            opened.append((kind, target, closing))
        made.append(_escaped(piece.text, _SPECIAL_IN_LINK if "reference" in piece.kinds else _SPECIAL))
    return "".join(made)


def _signs(pieces: Sequence[_Piece], at: int, kind: MarkKind, target: str, tags: bool) -> tuple[str, str]:
    if kind == "reference":
        return "[", f"](#{target})"
    end = at
    while end < len(pieces) and kind in pieces[end].kinds:
        end += 1
    inside = "".join(p.text for p in pieces[at:end])
    if kind in _STARS and not tags and inside[:1].isalnum() and inside[-1:].isalnum():
        return _STARS[kind], _STARS[kind]
    return _TAGS[kind]


def _escaped(text: str, special: re.Pattern[str] = _SPECIAL) -> str:
    return special.sub(lambda found: "\\" + found.group(), text)


def _in_lines(text: str, one_line: bool, starts: bool) -> str:
    """A text with its line ends as Markdown has them, and nothing at the start of a line that means something else."""
    lines = text.split("\n")
    made = _line(lines[0]) if starts else lines[0]
    for before, line in pairwise(lines):
        plain = line == line.strip() and before == before.strip() and line and before
        made += "<br>" + line if one_line or not plain else "\\\n" + _line(line)
    return made


def _line(line: str) -> str:
    found = _LIST_START.match(line)
    if found:
        return f"{found.group(1)}\\{line[found.end(1) :]}"
    return "\\" + line if _LINE_START.match(line) else line
