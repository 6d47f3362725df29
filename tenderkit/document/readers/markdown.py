"""Markdown documents (.md): CommonMark with tables, as contracts are written in it and as our own writer writes it.

Beyond CommonMark: `##Title` without a blank is a heading too, lines that were broken by hand are split where a number
begins, and a trailing attribute list tells what the text alone does not: `{#anchor .clause level=2 number="7 bis" lang=en}`.
"""

from __future__ import annotations

import datetime
import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import cast, get_args

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock, html_block
from markdown_it.rules_inline import StateInline, html_inline
from markdown_it.token import Token

from tenderkit.data import Data
from tenderkit.document.model import BULLET, Block, Cell, Document, Kind, Mark, MarkKind, Origin
from tenderkit.document.readers.labels import split_label
from tenderkit.document.readers.shape import Draft, Shape, block_of, shape
from tenderkit.document.readers.text import decode, plain_drafts
from tenderkit.errors import InputError

_STUCK_HEADING = re.compile(r"^( {0,3})(#{2,6})(?=[^#\s])|^( {0,3})(#)(?=[A-ZÀ-Þ])")
_FENCE = re.compile(r"^ {0,3}(```+|~~~+)")
_COMMENT = re.compile(r"<!--(.*?)-->", re.S)
_COMMENT_LINE = re.compile(r" {0,3}<!--")
_RULE = re.compile(r"[=~_*\-\s]{3,}")
_KRAMDOWN = re.compile(r"\n?\{:[^{}\n]*\}")
_STARS = re.compile(r"(?<![*\[(])\*\*(?=[^\s*])[^*\n]*[^\W_][^*\n]*\*\*(?![*\])])")
_ATTRIBUTE = re.compile(r"\s+|#([^\s{}]+)|\.([a-z]+)(?=\s|$)|([a-z]+)=(?:\"((?:\\.|[^\"\\])*)\"|([^\s\"{}]+))")
_BLOCK_TAG = re.compile(r"</?(?:p|div|br|tr|li|h[1-6]|table|ul|ol|td|th|center)\b[^>]*>", re.I)
_TAG = re.compile(r"</?[a-zA-Z][^>]*>|<![^>]*>|<\?.*?\?>", re.S)
_OPENING = re.compile(r"<([A-Za-z][A-Za-z0-9\-]*)([^<>]*)>")
_CLOSING = re.compile(r"</([A-Za-z][A-Za-z0-9\-]*)\s*>")
# Names of HTML elements, but for those that are words of a contract as well: those count when they are closed somewhere.
_HTML_NAMES = frozenset(
    "a abbr acronym applet aside audio b base basefont bdi bdo bgsound big blink blockquote body br button canvas center "
    "cite col colgroup dd del details dfn dialog dir div dl dt em embed fieldset figcaption figure font footer frame "
    "frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd legend li main mark meta meter nav "
    "nobr noframes noscript ol optgroup p param picture pre progress q rp rt ruby s samp script select slot small span "
    "strike strong style sub sup svg table tbody td textarea tfoot th thead tr track tt u ul var video wbr".split()
)
_INLINE_TAGS: dict[str, MarkKind] = {
    "strong": "strong",
    "b": "strong",
    "em": "emphasis",
    "i": "emphasis",
    "mark": "placeholder",
}


@dataclass(slots=True)
class _Content:
    """The text of a paragraph, its marks, comments, and what an attribute list at its end says."""

    text: str = ""
    marks: list[Mark] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    line: int = 0
    literal: set[int] = field(default_factory=set)  # characters that were escaped or stood in code
    breaks: list[int] = field(default_factory=list)  # where a source line ends, hard or soft
    anchor: str = ""
    kind: str = ""
    level: int = 0
    number: str | None = None
    language: str = ""


@dataclass(slots=True)
class _Context:
    """Where in nested lists and quotes the parser is."""

    lists: list[Token] = field(default_factory=list)
    label: str = ""  # of a list item whose first paragraph is still to come


def read(data: bytes, path: str) -> Document:
    """The document in the bytes of a Markdown file. Raises InputError for text that is not UTF-8."""
    return parse(decode(data, path), path)


def parse(text: str, path: str = "") -> Document:
    """The document that a Markdown text says."""
    return _Reader(text, path).read()


class _Reader:
    def __init__(self, text: str, path: str) -> None:
        self.path = path
        self.front, body = _front_matter(text, path)
        body = _open_headings(body)
        self.closed = frozenset(name.lower() for name in _CLOSING.findall(body))
        self.tokens = _parser().parse(body, {"closed": self.closed})
        self.drafts: list[Draft] = []
        self.contents: list[_Content] = []
        self.comments: list[str] = []
        self.tables = 0

    def read(self) -> Document:
        self._levels = self._heading_levels()
        self._walk()
        blocks = self._blocks(shape(self.drafts))
        front = dict(self.front)
        title = front.pop("title", None)
        if title is None:
            title = next((b.text for b in blocks if b.kind == "title"), "")
        language = front.pop("language", front.pop("lang", ""))[:2].lower()
        kind = front.pop("kind", "")
        return Document(blocks, title, language if language in ("nl", "en") else "", kind, front, self.path)

    def _heading_levels(self) -> tuple[int, bool]:
        """What to take off the count of hashes, and whether the first heading is the document's title.

        "#" is the title where there is one of it, before all other headings; headings then start at "##". They do so
        too in a text without any "#".
        """
        tags = [int(t.tag[1]) for t in self.tokens if t.type == "heading_open" and t.level == 0]
        title = bool(tags) and tags[0] == 1 and tags.count(1) == 1
        return (1 if title or 1 not in tags else 0), title

    # From tokens to drafts

    def _walk(self) -> None:
        context = _Context()
        counters: list[int] = []
        tokens = self.tokens
        at = 0
        while at < len(tokens):
            token = tokens[at]
            if token.type in ("bullet_list_open", "ordered_list_open"):
                context.lists.append(token)
                counters.append(int(token.attrGet("start") or 1) if token.type == "ordered_list_open" else 0)
            elif token.type in ("bullet_list_close", "ordered_list_close"):
                context.lists.pop()
                counters.pop()
            elif token.type == "list_item_open":
                if context.lists[-1].type == "ordered_list_open":
                    context.label = f"{counters[-1]}{token.markup}"
                    counters[-1] += 1
                else:
                    context.label = BULLET
            elif token.type == "list_item_close":
                context.label = ""
            elif token.type in ("heading_open", "paragraph_open"):
                content = _inline(tokens[at + 1])
                if token.type == "heading_open":
                    self._heading(token, content)
                else:
                    self._paragraph(content, context)
                at += 2
            elif token.type in ("fence", "code_block"):
                self._code(token)
            elif token.type == "html_block":
                self._html(token)
            elif token.type == "table_open":
                at = self._table(at)
            at += 1

    def _add(self, draft: Draft, content: _Content) -> None:
        content.comments[:0] = self.comments
        self.comments = []
        draft.text = content.text
        draft.number = content.number
        if content.kind in get_args(Kind) and content.kind != "cell" and draft.cell is None:
            draft.kind = cast(Kind, content.kind)
            draft.heading = 0
            draft.level = content.level or (draft.level if content.kind in ("heading", "title") else 0)
            if draft.kind == "clause" and not draft.level:
                label = split_label(content.text)
                draft.level = max(len(label.parts), 1) if label is not None and label.form != "letter" else 1
        elif content.level and draft.heading:
            draft.heading = content.level
        elif content.level and draft.kind == "item":
            draft.level = content.level
        self.drafts.append(draft)
        self.contents.append(content)

    def _heading(self, token: Token, content: _Content) -> None:
        hashes = int(token.tag[1])
        less, title = self._levels
        self._attributes(content)
        level = max(hashes - less, 1)
        if title and hashes == 1 and token.level == 0:
            self._add(Draft("", kind="title", level=level if content.kind == "heading" else 0), content)
        else:
            self._add(Draft("", heading=level, level=level, certain=True), content)

    def _paragraph(self, content: _Content, context: _Context) -> None:
        label, context.label = context.label, ""
        depth = len(context.lists)
        for n, part in enumerate(_split(content)):
            self._attributes(part)
            if _RULE.fullmatch(part.text):
                continue
            strong = [m for m in part.marks if m.kind == "strong"]
            bold = bool(part.text.strip()) and any(m.start == 0 and m.end >= len(part.text.rstrip()) for m in strong)
            draft = Draft("", indent=depth, bold=bold)
            if n == 0 and label:
                draft.list = ("list", depth - 1)
                self._list_item(draft, part, label)
            self._add(draft, part)

    def _list_item(self, draft: Draft, part: _Content, label: str) -> None:
        """An item of a Markdown list. A bullet gives way to a number that the text begins with ("- a. text")."""
        if label == BULLET:
            draft.kind = "item"
            found = split_label(part.text)
            numbered = found is not None and found.clear and found.form != "bullet"
            if part.number is None and not numbered:
                part.number = BULLET
        elif part.number is None:
            _prepend(part, label + " ")

    def _attributes(self, content: _Content) -> None:
        """Take an attribute list off the end of a text, if it ends in one."""
        if "{:" in content.text:
            _drop_kramdown(content)
        content.text = content.text.rstrip()
        start, attributes = _attribute_list(content)
        if not attributes:
            return
        for match in attributes:
            anchor, kind, key, quoted, plain = match.groups()
            text = re.sub(r"\\(.)", r"\1", quoted) if quoted is not None else plain
            if anchor:
                content.anchor = anchor
            elif kind:
                content.kind = kind
            elif key == "level" and text.isdecimal():
                content.level = min(int(text), 9)
            elif key == "number":
                content.number = text
            elif key == "lang":
                content.language = text if text in ("nl", "en") else ""
        content.text = content.text[:start].rstrip()

    def _code(self, token: Token) -> None:
        """A fenced text is read line by line, as plain text; a diagram is not text."""
        if token.info.strip().lower() in ("mermaid", "plantuml", "dot"):
            return
        first = (token.map[0] if token.map else 0) + (2 if token.type == "fence" else 1)
        for draft, line in plain_drafts(token.content):
            self._add(draft, _Content(draft.text, line=first + line - 1))

    def _html(self, token: Token) -> None:
        for comment in _COMMENT.findall(token.content):
            self.comments.append(html.unescape(comment.strip()))
        visible = re.sub(r"<(style|script|head)\b.*?</\1>", "", _COMMENT.sub("", token.content), flags=re.S | re.I)
        visible = _BLOCK_TAG.sub(lambda tag: tag.group() if _is_place(tag.group(), self.closed) else "\n", visible)
        visible = _TAG.sub(lambda tag: tag.group() if _is_place(tag.group(), self.closed) else "", visible)
        visible = html.unescape(visible)
        line = (token.map[0] if token.map else 0) + 1
        for paragraph in re.split(r"\n\s*\n|\n", visible):
            if paragraph.strip():
                self._add(Draft(""), _Content(" ".join(paragraph.split()), line=line))

    def _table(self, at: int) -> int:
        """Read a table; where it ends."""
        index, row, column = self.tables, -1, 0
        self.tables += 1
        cells: list[tuple[Draft, _Content]] = []
        header = False
        rows: list[list[tuple[_Content, bool]]] = []
        while self.tokens[at].type != "table_close":
            token = self.tokens[at]
            if token.type == "tr_open":
                rows.append([])
            elif token.type in ("th_open", "td_open"):
                content = _inline(self.tokens[at + 1])
                content.line = (self.tokens[at + 1].map or [0])[0] + 1
                self._attributes(content)
                rows[-1].append((content, token.type == "th_open"))
            at += 1
        for contents in rows:
            header = contents[0][1] if contents else False
            if header and all(not c.text and not c.anchor for c, _ in contents):
                continue  # Markdown cannot do without a header row: an empty one says that there is none
            row += 1
            header = header or contents[-1][0].kind == "header"
            for column, (content, _) in enumerate(contents):
                cells.append((Draft("", cell=Cell(index, row, column, header), kind="cell"), content))
        for draft, content in cells:
            self._add(draft, content)
        return at

    # From drafts to blocks

    def _blocks(self, shapes: Sequence[Shape]) -> tuple[Block, ...]:
        blocks: list[Block] = []
        anchors = {c.anchor for c in self.contents if c.anchor}
        inherited = _Content()
        for draft, content, made in zip(self.drafts, self.contents, shapes, strict=True):
            if made.merged:
                inherited = content
                continue
            anchor, comments = content.anchor or inherited.anchor, tuple(inherited.comments + content.comments)
            block = block_of(draft, made, content.marks, anchors, anchor, Origin(self.path, content.line))
            if block is not None:
                blocks.append(replace(block, language=content.language, comments=comments))
            inherited = _Content()
        if self.comments and blocks:
            blocks[-1] = replace(blocks[-1], comments=blocks[-1].comments + tuple(self.comments))
        return tuple(blocks)


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True}).enable("table").disable("code")
    parser.block.ruler.at("html_block", _html_block, {"alt": ["paragraph", "reference", "blockquote"]})
    parser.inline.ruler.at("html_inline", _html_inline)
    return parser.disable("text_join")  # so that escaped characters can be told from plain ones


def _html_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Markdown's own rule, but for a line that begins with a place to fill in."""
    return not _is_place_at(state.src, state.bMarks[start] + state.tShift[start], state.env) and html_block(
        state, start, end, silent
    )


def _html_inline(state: StateInline, silent: bool) -> bool:
    """Markdown's own rule, but for a place to fill in."""
    return not _is_place_at(state.src, state.pos, state.env) and html_inline(state, silent)


def _is_place_at(source: str, at: int, env: Mapping[str, object]) -> bool:
    found = _OPENING.match(source, at)
    closed = env.get("closed")
    return found is not None and isinstance(closed, frozenset) and _is_place(found.group(), closed)


def _is_place(tag: str, closed: frozenset[str]) -> bool:
    """Whether what looks like an opening tag is a place to fill in ("<naam>"): no name of HTML, no attribute with a
    value, and closed nowhere in the text (`closed` holds the names that are)."""
    found = _OPENING.fullmatch(tag)
    if found is None or "=" in found.group(2) or found.group(2).endswith("/"):
        return False
    name = found.group(1).lower()
    return name not in _HTML_NAMES and name not in closed


def _open_headings(text: str) -> str:
    """The same lines, with a blank after the hashes of a heading where it was forgotten."""
    lines = text.split("\n")
    fence, comment = "", False
    for n, line in enumerate(lines):
        if comment or (not fence and _COMMENT_LINE.match(line)):
            comment = "-->" not in line
            continue
        mark = _FENCE.match(line)
        if mark and (not fence or mark.group(1).startswith(fence)):
            fence = "" if fence else mark.group(1)[:3]
        elif not fence:
            lines[n] = _STUCK_HEADING.sub(lambda m: m.group() + " ", line)
    return "\n".join(lines)


def _front_matter(text: str, path: str) -> tuple[dict[str, str], str]:
    """The scalar values of YAML between `---` lines at the top, and the text with those lines made empty."""
    found = re.match(r"---[ \t]*\n(.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", text, re.S)
    if not found:
        return {}, text
    inside = found.group(1) or ""
    try:
        value = Data(inside, path, first_line=1).value
    except InputError:  # what is no YAML may still be plain "key: value" lines, or no front matter at all
        lines = [line.partition(":") for line in inside.splitlines() if line.strip()]
        if not all(key.strip() and colon and " " not in key.strip() for key, colon, _ in lines):
            return {}, text
        value = {key.strip(): rest.strip().strip("\"'") for key, _, rest in lines}
    if value is not None and (
        not isinstance(value, dict) or not any(re.fullmatch(r"[\w.\-]+", str(key)) for key in value)
    ):
        return {}, text
    rest = "\n" * found.group().count("\n") + text[found.end() :]
    values = value or {}
    return {str(k): _scalar(v) for k, v in values.items() if not isinstance(v, (dict, list, tuple, set))}, rest


def _scalar(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, (datetime.date, datetime.datetime)) else str(value)


def _inline(token: Token) -> _Content:
    """The text and marks of an inline token."""
    made = _Content(line=(token.map[0] if token.map else 0) + 1)
    pieces: list[str] = []
    length = 0
    opened: list[tuple[str, int, MarkKind | None, str]] = []

    def close(tag: str) -> None:
        for n in range(len(opened) - 1, -1, -1):
            if opened[n][0] == tag:
                _, start, kind, target = opened.pop(n)
                if kind is not None and length > start:
                    made.marks.append(Mark(start, length, kind, target))
                return

    for child in token.children or ():
        text = ""
        if child.type in ("text_special", "code_inline"):
            made.literal.update(range(length, length + len(child.content)))
            text = child.content
        elif child.type == "text":
            text = child.content
        elif child.type in ("softbreak", "hardbreak"):
            made.breaks.append(length)
            text = "\n" if child.type == "hardbreak" else " "
        elif child.type == "strong_open":
            opened.append(("strong", length, "strong", ""))
        elif child.type == "em_open":
            opened.append(("em", length, "emphasis", ""))
        elif child.type == "link_open":
            target = str(child.attrGet("href") or "")
            opened.append(("a", length, "reference" if target.startswith("#") else None, target[1:]))
        elif child.type in ("strong_close", "em_close", "link_close"):
            close({"strong_close": "strong", "em_close": "em", "link_close": "a"}[child.type])
        elif child.type == "html_inline":
            text = _inline_html(child.content, made, opened, length, close)
        pieces.append(text)
        length += len(text)
    made.text = "".join(pieces)
    made.marks = _merged(made.marks)
    if "**" in made.text:
        _mend_stars(made)
    return made


def _inline_html(
    source: str,
    made: _Content,
    opened: list[tuple[str, int, MarkKind | None, str]],
    length: int,
    close: object,
) -> str:
    """What a tag within a line shows; a tag for a mark is opened or closed, a comment kept."""
    comment = _COMMENT.fullmatch(source)
    if comment:
        made.comments.append(html.unescape(comment.group(1).strip()))
        return ""
    tag = re.match(r"</?([a-zA-Z]+)", source)
    name = tag.group(1).lower() if tag else ""
    if name == "br":
        made.breaks.append(length)
        return "\n"
    if name in _INLINE_TAGS and not source.endswith("/>"):
        if source.startswith("</"):
            assert callable(close)
            close("<" + name)
        else:
            opened.append(("<" + name, length, _INLINE_TAGS[name], ""))
    return ""


def _merged(marks: list[Mark]) -> list[Mark]:
    """The same stretches, with neighbours of one kind (references apart) made one."""
    made: list[Mark] = []
    for mark in sorted(marks, key=lambda m: (m.kind, m.start, m.end)):
        last = made[-1] if made else None
        if last is not None and last.kind == mark.kind != "reference" and mark.start <= last.end:
            made[-1] = Mark(last.start, max(last.end, mark.end), mark.kind)
        else:
            made.append(mark)
    return sorted(made)


def _prepend(content: _Content, text: str) -> None:
    n = len(text)
    content.text = text + content.text
    content.marks = [Mark(m.start + n, m.end + n, m.kind, m.target) for m in content.marks]
    content.literal = {i + n for i in content.literal}


def _attribute_list(content: _Content) -> tuple[int, list[re.Match[str]]]:
    """Where the attribute list at the end of a text begins, and what it says; an empty list when there is none."""
    text = content.text.rstrip()
    start = text.rfind("{")
    if not text.endswith("}") or start < 0 or start in content.literal:
        return start, []
    if start and text[start - 1] not in " \n":
        return start, []
    inside = text[start + 1 : -1]
    at = 0
    found: list[re.Match[str]] = []
    while at < len(inside):
        match = _ATTRIBUTE.match(inside, at)
        if not match:
            return start, []
        found.append(match)
        at = match.end()
    return start, [m for m in found if m.group().strip()]


def _says_what_it_is(content: _Content) -> bool:
    return any(m[2] in get_args(Kind) or m[3] == "number" for m in _attribute_list(content)[1])


def _drop_kramdown(content: _Content) -> None:
    """Take "{: ...}" out of a text, unless its brace was escaped."""
    for found in reversed(list(_KRAMDOWN.finditer(content.text))):
        if content.text.index("{", found.start()) not in content.literal:
            _delete(content, found.start(), found.end())


def _mend_stars(content: _Content) -> None:
    """Make strong what stands between stars that Markdown leaves as they are ("6**.0 Scope**", "**Item **"): programs
    that turn other formats into Markdown write such. What was blacked out ("[**]") stays."""
    for found in reversed(list(_STARS.finditer(content.text))):
        start, end = found.span()
        if content.literal.isdisjoint((start, start + 1, end - 2, end - 1)):
            content.marks = _merged([*content.marks, Mark(start + 2, end - 2, "strong")])
            _delete(content, end - 2, end)
            _delete(content, start, start + 2)


def _delete(content: _Content, start: int, end: int) -> None:
    """Take characters out of a text, with its marks and all else that counts characters moved along."""

    def moved(at: int) -> int:
        return at if at <= start else max(at - (end - start), start)

    content.text = content.text[:start] + content.text[end:]
    marks = [Mark(moved(m.start), moved(m.end), m.kind, m.target) for m in content.marks]
    content.marks = [m for m in marks if m.start < m.end]
    content.literal = {moved(i) for i in content.literal if not start <= i < end}
    content.breaks = [moved(i) for i in content.breaks if not start <= i < end]


def _split(content: _Content) -> list[_Content]:
    """The parts of a paragraph whose lines were broken by hand before a number: "1.1 ...  / 1.2 ...".

    A paragraph whose attributes say what kind it is, or which number it has, is whole as it stands.
    """
    if _says_what_it_is(content):
        return [content]
    cuts = [0]
    before = split_label(content.text)
    for at in content.breaks:
        label = split_label(content.text[at + 1 :])
        if label is None or not label.clear or label.form == "bullet":
            continue
        hard = content.text[at] == "\n"
        same = before is not None and before.style == label.style and len(before.parts) == len(label.parts)
        follows = same and before is not None and label.parts[-1] == before.parts[-1] + 1
        starts = label.parts[-1:] == (1,) and content.text[:at].rstrip().endswith(":")
        if (hard and (label.form in ("decimal", "letter", "roman"))) or follows or starts:
            cuts.append(at + 1)
            before = label
    if len(cuts) == 1:
        return [content]
    parts: list[_Content] = []
    for start, end in zip(cuts, [*cuts[1:], len(content.text)], strict=True):
        marks = [Mark(max(m.start, start) - start, min(m.end, end) - start, m.kind, m.target) for m in content.marks]
        parts.append(
            _Content(
                content.text[start:end].rstrip(),
                [m for m in marks if m.start < m.end],
                content.comments if not start else [],
                content.line + sum(b < start for b in content.breaks),
                {i - start for i in content.literal if start <= i < end},
            )
        )
    return parts
