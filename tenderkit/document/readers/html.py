"""Web pages (.html, .htm): headings, paragraphs, tables, and lists with the numbers that a browser shows.

Only what stands in the file is read: no style sheet, picture, frame or address is ever fetched, and no script runs.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import etree, html

from tenderkit.document.bookmarks import anchor_of
from tenderkit.document.model import BULLET, Cell, Document, MarkKind, Origin, Story
from tenderkit.document.numbering import format_number
from tenderkit.document.readers.labels import Form
from tenderkit.document.readers.shape import Draft
from tenderkit.document.readers.written import Pen, Written, blocks_of
from tenderkit.errors import InputError

Element = etree._Element

MAX_PAGE = 16 * 1024 * 1024  # bytes
MAX_TAGS = 300_000
MAX_TEXT = 2_000_000  # bytes outside tags, as for other formats
_UNSEEN = frozenset(
    "head script style template noscript noframes iframe object embed applet svg math canvas audio video map select datalist "
    "textarea button input img source track param rp area base link meta col colgroup".split()
)
_BLOCKS = frozenset(
    "html body p div h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table caption blockquote pre center section article main header footer nav "
    "aside address figure figcaption details summary form fieldset legend hr menu dir hgroup tbody thead tfoot tr td th".split()
)
_HEADING = re.compile(r"h([1-6])")
_CHARSET = re.compile(rb"<meta[^>]{1,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_\-]{2,40})", re.I)
_TAG = re.compile(rb"<(script|style)\b.*?</\1|<[^<>]*>[ \t\r\n]*", re.S | re.I)
_XML = re.compile(r"\s*<\?xml[^>]{0,300}\?>")
_FORMS: dict[str, tuple[str, Form]] = {
    "1": ("decimal", "decimal"),
    "a": ("lowerLetter", "letter"),
    "A": ("upperLetter", "letter"),
    "i": ("lowerRoman", "roman"),
    "I": ("upperRoman", "roman"),
}
_STYLES = {
    "decimal": "1",
    "lower-alpha": "a",
    "lower-latin": "a",
    "upper-alpha": "A",
    "upper-latin": "A",
    "lower-roman": "i",
    "upper-roman": "I",
}
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_META = {"author": "author", "description": "description", "keywords": "keywords", "reference": "reference"}


def read(data: bytes, path: str, deleted_text: bool = False) -> Document:
    """The document in the bytes of a web page; `deleted_text`: with what stands in <del>. Raises InputError."""
    if data.startswith((b"PK\x03\x04", b"%PDF", bytes.fromhex("d0cf11e0"))):
        raise InputError("this is no web page, whatever its name says", path=path, remedy="name it after what it is")
    if len(data) > MAX_PAGE or data.count(b"<") > MAX_TAGS:
        size = f"{len(data) // 1024**2} MB and {data.count(b'<'):,} tags"
        remedy = f"up to {MAX_PAGE // 1024**2} MB and {MAX_TAGS:,} tags are read"
        raise InputError(f"the page has {size}, which is too large", path=path, remedy=remedy)
    if len(data) > MAX_TEXT and (text := len(_TAG.sub(b"", data))) > MAX_TEXT:
        remedy = f"at most {MAX_TEXT:,} are read, some six hundred pages; split the document"
        raise InputError(f"the page holds {text:,} characters of text", path=path, remedy=remedy)
    root = _tree(_decoded(data, path), path)
    try:
        return _Reader(root, path, deleted_text).read()
    except RecursionError:
        raise _too_deep(path) from None


def _decoded(data: bytes, path: str) -> str:
    """The characters of a page: by its byte order mark, by what it says, as UTF-8, or else as browsers do."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    said = _CHARSET.search(data[:4096])
    names = ["utf-8-sig", "cp1252"] if said is None else [said[1].decode("ascii"), "utf-8-sig", "cp1252"]
    for name in names:
        try:
            text = data.decode("utf-8-sig" if name.lower() in ("utf-8", "utf8", "utf-16") else name)
        except (LookupError, ValueError):
            continue
        if "\0" in text:
            raise InputError("this is no web page: it holds zero bytes", path=path, remedy="give an HTML file")
        return text
    return data.decode("latin-1")


def _tree(text: str, path: str) -> Element:
    text = _XML.sub("", text, count=1)
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_pis=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError):
        raise InputError("the page has no text in it", path=path, remedy="give a page with a text") from None
    # The parser stops in the middle, and says so only here.
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise _too_deep(path)
    return root


def _too_deep(path: str) -> InputError:
    return InputError(
        "the page is nested too deeply", path=path, remedy="at most 256 elements within each other are read"
    )


@dataclass(frozen=True, slots=True)
class _Style:
    """How the text being read looks, and where it leads."""

    bold: bool = False
    italic: bool = False
    marked: bool = False
    target: str = ""
    kept: bool = False  # whether blanks count, as in <pre>


@dataclass(slots=True)
class _List:
    """A list: the form of its numbers, the next one and the step, and its name and depth (from 0)."""

    form: str
    next: int
    step: int
    name: str
    depth: int


@dataclass(slots=True)
class _Place:
    """Where in the page the reader is."""

    story: Story = "body"
    heading: int = 0
    indent: int = 0
    centered: bool = False
    lists: tuple[_List, ...] = ()
    caps: bool = False


@dataclass
class _Reader:
    root: Element
    path: str
    deleted_text: bool
    written: list[Written] = field(default_factory=list)
    pen: Pen = field(default_factory=Pen)
    label: tuple[str, _List] | None = None  # of an item whose first paragraph is still to come
    comments: list[str] = field(default_factory=list)
    anchor: str = ""
    line: int = 0
    tables: int = 0
    lists: int = 0

    def read(self) -> Document:
        body = next((e for e in self.root if e.tag == "body"), self.root)
        self._children(body, _Place(), _Style())
        self._end(_Place())
        if not any(w.draft.text.strip() for w in self.written):
            raise InputError("the page has no text in it", path=self.path, remedy="give a page with a text")
        title = next((" ".join("".join(map(str, e.itertext())).split()) for e in self.root.iter("title")), "")
        meta = {
            str(e.get("name")).strip(): " ".join(str(e.get("content")).split())
            for e in self.root.iter("meta")
            if e.get("name") and e.get("content")
        }
        spoken = meta.get("tenderkit.language") or self.root.get("lang") or body.get("lang") or ""
        language = spoken[:2].lower() if spoken[:2].lower() in ("nl", "en") else ""
        properties = {_META[k]: v for k, v in meta.items() if k in _META}
        return Document(blocks_of(self.written), title, language, meta.get("tenderkit.kind", ""), properties, self.path)

    # Blocks

    def _children(self, element: Element, place: _Place, style: _Style) -> None:
        self._write(element.text, style)
        for node in element:
            self._node(node, place, style)
            self._write(node.tail, style)

    def _node(self, node: Element, place: _Place, style: _Style) -> None:
        tag = node.tag
        if not isinstance(tag, str):
            if node.tag is etree.Comment and (node.text or "").strip():
                self.comments.append(str(node.text).strip())
            return
        if tag in _UNSEEN or node.get("hidden") is not None or _HIDDEN.search(node.get("style", "")):
            return
        if tag == "del" and not self.deleted_text:
            return
        name = node.get("id") or (node.get("name") if tag == "a" else None)
        if tag in _BLOCKS:
            self._end(place)
            self._named(name)
            self._block(node, tag, place, style)
        else:
            self._named(name)
            self._inline(node, tag, place, style)

    def _named(self, name: str | None) -> None:
        anchor = anchor_of(name or "")
        if anchor:
            self.anchor = self.anchor or anchor

    def _block(self, node: Element, tag: str, place: _Place, style: _Style) -> None:
        here = replace(place)
        said = node.get("style", "").replace(" ", "").lower()
        here.centered = here.centered or tag == "center" or node.get("align") == "center" or "text-align:center" in said
        here.caps = here.caps or "text-transform:uppercase" in said
        if "font-weight:bold" in said or "font-weight:7" in said:
            style = replace(style, bold=True)
        heading = _HEADING.fullmatch(tag)
        self.line = _line(node) or self.line
        if tag == "table":
            self._table(node, here, style)
        elif tag in ("ul", "ol", "menu", "dir"):
            self._list(node, tag, here, style)
        elif tag == "hr":
            return
        else:
            if heading:
                here.heading = int(heading[1])
            elif tag == "blockquote" or tag == "dd":
                here.indent += 1
            elif tag == "pre":
                style = replace(style, kept=True)
            elif tag == "dt":
                style = replace(style, bold=True)
            if tag == "li" and self.label is None:
                self.label = (BULLET, _List("", 0, 0, "loose", len(here.lists)))
            self._children(node, here, style)
            self._end(here)

    def _list(self, node: Element, tag: str, place: _Place, style: _Style) -> None:
        items = [e for e in node if e.tag == "li"]
        kind = node.get("type", "1") if tag == "ol" else ""
        styled = re.search(r"list-style(?:-type)?\s*:\s*([a-z\-]+)", node.get("style", ""))
        if tag == "ol" and styled:
            kind = _STYLES.get(styled[1], "none" if styled[1] == "none" else "1")
        back = tag == "ol" and node.get("reversed") is not None
        first = _number(node.get("start")) if node.get("start") else (len(items) if back else 1)
        self.lists += 1
        # One kind of list at one depth goes on in the next, when its numbers do.
        name = f"{kind} {self.lists}" if first == 1 else f"{kind} {self.lists - 1}"
        made = _List(kind, first, -1 if back else 1, name, len(place.lists))
        here = replace(place, lists=(*place.lists, made), indent=place.indent + 1)
        self._write(node.text, style)
        for item in node:
            if item.tag == "li":
                self._end(here)
                if item.get("value"):
                    made.next = _number(item.get("value"))
                self.label = (_shown(made), made) if made.form != "none" else None
                made.next += made.step
            self._node(item, here, style)
            self._write(item.tail, style)
            if item.tag == "li":
                self._end(here)
                self.label = None

    def _table(self, table: Element, place: _Place, style: _Style) -> None:
        rows = list(_rows(table))
        cells = [[c for c in row if c.tag in ("td", "th")] for row in rows]
        for caption in table:
            if caption.tag == "caption":
                self._children(caption, place, style)
                self._end(place)
        if sum(map(len, cells)) == 1 or any(c.find(".//table") is not None for row in cells for c in row):
            for cell in (c for row in cells for c in row):  # a table that only lays out the page
                self._children(cell, place, style)
                self._end(place)
            return
        index, self.tables = self.tables, self.tables + 1
        for n, row in enumerate(cells):
            parent = rows[n].getparent()
            header = bool(row) and (all(c.tag == "th" for c in row) or (parent is not None and parent.tag == "thead"))
            column = 0
            for cell in row:
                self._cell(cell, Cell(index, n, column, header), place, style)
                column += min(max(_number(cell.get("colspan"), 1), 1), 100)

    def _cell(self, cell: Element, where: Cell, place: _Place, style: _Style) -> None:
        """A cell as one block: its paragraphs a line each, with the number of an item before it."""
        outer, self.written = self.written, []
        label, self.label = self.label, None
        self._children(cell, replace(place, lists=(), heading=0), style)
        self._end(place)
        inside, self.written, self.label = self.written, outer, label
        pen = Pen()
        for one in inside:
            lead = ("\n" if pen.length else "") + (one.draft.label + " " if one.draft.label else "")
            shift = pen.length + len(lead)
            pen.write(lead + one.draft.text)
            pen.marks += [type(m)(m.start + shift, m.end + shift, m.kind, m.target) for m in one.marks]
            pen.comments += one.comments
            pen.anchor = pen.anchor or one.anchor
        number = inside[0].draft.label if inside else ""
        draft = Draft(
            pen.text[len(number) + 1 :] if number else pen.text, place.story, where, kind="cell", label=number
        )
        less = len(number) + 1 if number else 0
        marks = [type(m)(m.start - less, m.end - less, m.kind, m.target) for m in pen.marks]
        origin = Origin(self.path, _line(cell) or self.line)
        self.written.append(Written(draft, marks, pen.comments, pen.anchor, origin))

    def _end(self, place: _Place) -> None:
        """Write down the paragraph that was being read."""
        pen, self.pen = self.pen, Pen()
        text = pen.text.rstrip(" ")
        if not text.strip():
            return
        number, made = self.label if self.label is not None else ("", None)
        self.label = None
        draft = Draft(text, place.story, heading=place.heading, certain=place.heading > 0, label=number)
        draft.indent, draft.centered, draft.bold, draft.caps = place.indent, place.centered, pen.bold, place.caps
        if made is not None:
            draft.list = (made.name, made.depth)
            draft.form = "bullet" if number == BULLET else _FORMS.get(made.form, ("decimal", "decimal"))[1]
        origin = Origin(self.path, self.line)
        self.written.append(Written(draft, pen.marks, self.comments, self.anchor, origin))
        self.comments, self.anchor = [], ""

    # Text

    def _inline(self, node: Element, tag: str, place: _Place, style: _Style) -> None:
        said = node.get("style", "").replace(" ", "").lower()
        if tag == "br":
            self.pen.write("\n")
            return
        if tag in ("b", "strong") or "font-weight:bold" in said or re.search(r"font-weight:[6-9]00", said):
            style = replace(style, bold=True)
        elif tag in ("i", "em", "cite", "dfn") or "font-style:italic" in said:
            style = replace(style, italic=True)
        elif tag == "mark":
            style = replace(style, marked=True)
        elif tag == "a" and node.get("href", "").startswith("#"):
            style = replace(style, target=anchor_of(node.get("href", "")[1:]) or style.target)
        elif tag in ("q",):
            self._write("“", style)
        elif tag in ("tt", "code", "kbd", "samp", "sup", "sub", "span", "font", "u", "ins", "del", "s", "small", "big"):
            pass
        self._children(node, place, style)
        if tag == "q":
            self._write("”", style)

    def _write(self, text: str | None, style: _Style) -> None:
        if not text:
            return
        words = text if style.kept else _BLANKS.sub(" ", text)
        if words[:1] == " " and self.pen.last in ("", " ", "\n", "\t") and not style.kept:
            words = words[1:]
        kinds: list[MarkKind] = []
        if style.bold:
            kinds.append("strong")
        if style.italic:
            kinds.append("emphasis")
        if style.marked:
            kinds.append("placeholder")
        self.pen.write(words, kinds, style.target)


def _rows(table: Element) -> Iterator[Element]:
    for node in table:
        if node.tag == "tr":
            yield node
        elif node.tag in ("tbody", "thead", "tfoot"):
            yield from (row for row in node if row.tag == "tr")


def _shown(made: _List) -> str:
    if not made.form:
        return BULLET
    return format_number(made.next, _FORMS.get(made.form, _FORMS["1"])[0]) + "."


def _number(text: str | None, default: int = 1) -> int:
    found = re.match(r"\s*(-?\d{1,6})(?!\d)", text or "")
    return int(found[1]) if found else default


def _line(element: Element) -> int:
    line = element.sourceline
    return line if isinstance(line, int) else 0
