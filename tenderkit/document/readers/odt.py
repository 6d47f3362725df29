"""OpenDocument texts (.odt): everything a reader sees, in reading order, with the numbers that LibreOffice shows.

As with Word files: insertions are kept and deletions left out unless they are asked for, hidden text is left out, text boxes and
notes stand after the paragraph (or the whole table) that they belong to, headers and footers, each once, at the end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from tenderkit.document.bookmarks import anchor_of
from tenderkit.document.model import Cell, Document, MarkKind, Origin, Story
from tenderkit.document.numbering import Label
from tenderkit.document.readers.archive import Archive
from tenderkit.document.readers.odt_styles import OUTLINE, PLAIN, Lists, Look, Styles, attribute, form_of, local
from tenderkit.document.readers.shape import Draft
from tenderkit.document.readers.written import Pen, Written, blocks_of
from tenderkit.errors import InputError

Element = etree._Element

_TEXT = "application/vnd.oasis.opendocument.text"
# Never part of the text, nor anything below them.
_UNSEEN = frozenset(
    "tracked-changes sequence-decls variable-decls user-field-decls dde-connection-decls forms note-citation table-of-content-source "
    "alphabetical-index-source illustration-index-source table-index-source object-index-source user-index-source "
    "bibliography-source image object object-ole plugin param event-listeners glue-point desc title script meta ruby-text "
    "table-columns table-column table-header-columns table-source shapes scenario hidden-text".split()
)
_GRAPHICS = frozenset(
    "frame text-box custom-shape rect ellipse circle line connector polygon polyline path g caption control".split()
)
_BOXES = frozenset("text-box custom-shape rect ellipse circle line connector polygon polyline path caption".split())
_META = {"title": "title", "subject": "subject", "creator": "author", "description": "description"}
_MOST_TABLES_DEEP = 40
_BLANKS = re.compile(r"[ \t\r\n]+")


class OpenDocument(Archive):
    """An OpenDocument file as parts."""

    WHAT, PROGRAM, SUFFIX = "OpenDocument text", "LibreOffice", ".odt"

    def __init__(self, data: bytes, path: str) -> None:
        super().__init__(data, path)
        if self.has("META-INF/manifest.xml") and b"encryption-data" in self.read("META-INF/manifest.xml"):
            remedy = "save it in LibreOffice without a password"
            raise InputError("the document is encrypted with a password", path=path, remedy=remedy)
        if not self.has("content.xml"):
            what = (
                "a Word document" if self.has("word/document.xml") else "a zip file without an OpenDocument text in it"
            )
            raise InputError(f"this is {what}", path=path, remedy="give an .odt file, or name it after what it is")


def read(data: bytes, path: str, deleted_text: bool = False) -> Document:
    """The document in the bytes of an .odt file; `deleted_text`: with what tracked changes deleted. Raises InputError."""
    package = OpenDocument(data, path)
    try:
        return _Reader(package, deleted_text).read()
    except RecursionError:
        remedy = "take tables and text boxes out of each other"
        raise InputError("the document is nested too deeply", path=path, remedy=remedy) from None


@dataclass(frozen=True, slots=True)
class _List:
    """The list that a paragraph stands in: its count, its style and how deep it is (from 0)."""

    group: str
    style: str
    depth: int


class _Reader:
    def __init__(self, package: OpenDocument, deleted_text: bool) -> None:
        self.package = package
        self.content = package.tree("content.xml")
        roots = [package.tree("styles.xml")] if package.has("styles.xml") else []
        self.masters = roots[0] if roots else None
        self.styles = Styles([*roots, self.content])
        self.lists = Lists(self.styles)
        self.deleted_text = deleted_text
        self.written: list[Written] = []
        self.later: list[tuple[Element, Story]] = []
        self.loose: list[str] = []
        self.deletions: dict[str, Element] = {}
        self.tables = self.depth = self.position = 0
        self.number: tuple[Label, _List] | None = None  # of an item whose first paragraph is still to come

    def read(self) -> Document:
        text = next((e for b in self.content if local(b) == "body" for e in b if local(e) == "text"), None)
        if text is None:
            kind = next((local(e) for b in self.content if local(b) == "body" for e in b), "")
            what = {"spreadsheet": "a spreadsheet", "presentation": "a presentation", "drawing": "a drawing"}
            said = f"this is {what[kind]}" if kind in what else "there is no text in content.xml"
            raise InputError(said, path=self.package.path, remedy="give a text document (.odt)")
        self._note_deletions(text)
        self._flow(text, "body", None)
        self._furniture()
        blocks = blocks_of(self.written)
        meta = self._meta()
        language = meta.pop("tenderkit.language", self.styles.language)
        kind = meta.pop("tenderkit.kind", "")
        title = meta.pop("title", "") or next((b.text for b in blocks if b.kind == "title"), "")
        properties = {k: v for k, v in meta.items() if not k.startswith("tenderkit.")}
        language = language if language in ("nl", "en") else ""
        return Document(blocks, " ".join(title.split()), language, kind, properties, self.package.path)

    def _meta(self) -> dict[str, str]:
        found: dict[str, str] = {}
        try:
            root = self.package.tree("meta.xml") if self.package.has("meta.xml") else None
        except InputError:  # LibreOffice opens a document with damaged properties too
            return found
        for node in root.iter() if root is not None else ():
            said = (node.text or "").strip()
            if said and local(node) == "user-defined":
                found.setdefault(attribute(node, "name"), said)
            elif said and local(node) in _META:
                found.setdefault(_META[local(node)], said)
        return found

    def _note_deletions(self, text: Element) -> None:
        for changes in text:
            if local(changes) == "tracked-changes":
                for region in changes:
                    for change in region:
                        if local(change) == "deletion":
                            self.deletions[attribute(region, "id")] = change

    def _furniture(self) -> None:
        """Headers and footers of the pages, each text once."""
        seen: set[str] = set()
        for holder in self.masters if self.masters is not None else ():
            if local(holder) != "master-styles":
                continue
            for part in (e for page in holder for e in page):
                story: Story | None = (
                    "header"
                    if local(part).startswith("header")
                    else "footer"
                    if local(part).startswith("footer")
                    else None
                )
                said = "".join(map(str, part.itertext())).strip()
                if story and said and said not in seen and attribute(part, "display") != "false":
                    seen.add(said)
                    self._flow(part, story, None)

    # Blocks

    def _flow(self, container: Element, story: Story, within: _List | None) -> None:
        for node in container:
            name = local(node)
            if name in ("p", "h"):
                self._paragraph(node, story, within)
            elif name == "list":
                self._list(node, story, within)
            elif name == "numbered-paragraph":
                self._numbered_paragraph(node, story)
            elif name == "table":
                self._table(node, story)
            elif name in ("table-of-content", "alphabetical-index", "illustration-index", "table-index", "user-index"):
                self._flow(node, "toc" if story == "body" else story, None)
            elif name == "section" and attribute(node, "display") == "none":
                continue
            elif name in _GRAPHICS:
                self.later += [(box, _hung(story)) for box in _boxes(node)]
                self._flush()
            elif name == "annotation":
                self.loose.append(_said(node))
            elif name == "change" and self.deleted_text:
                for change in self._deletion(node):
                    self._flow(change, story, within)
            elif name and name not in _UNSEEN:
                self._flow(node, story, within)

    def _deletion(self, mark: Element) -> Iterator[Element]:
        change = self.deletions.pop(attribute(mark, "change-id"), None)
        if change is not None:
            yield change

    def _list(self, element: Element, story: Story, outer: _List | None) -> None:
        style = attribute(element, "style-name") or (outer.style if outer is not None else "")
        group = outer.group if outer is not None else self.lists.open(element, style)
        here = _List(group, style, min(outer.depth + 1, 8) if outer is not None else 0)
        for item in element:
            name = local(item)
            if name == "list-item":
                start = attribute(item, "start-value")
                first = next((e for e in item if local(e) not in ("", "number", "soft-page-break")), None)
                if first is not None and local(first) in ("p", "h"):
                    style = here.style or self._look(first).list or ""
                    self._count(
                        _List(here.group, style, here.depth),
                        int(start) if start.isdecimal() and len(start) < 7 else None,
                    )
            if name in ("list-item", "list-header"):
                self._flow(item, story, here)
                self.number = None

    def _count(self, here: _List, start: int | None) -> None:
        label = self.lists.label(here.group, here.style, here.depth, start)
        self.number = (label, here) if label is not None else None

    def _numbered_paragraph(self, element: Element, story: Story) -> None:
        depth = attribute(element, "level")
        style = attribute(element, "style-name")
        group = attribute(element, "list-id") or style
        here = _List(f"paragraphs {group}", style, min(int(depth), 9) - 1 if depth in tuple("123456789") else 0)
        self._count(here, None)
        self._flow(element, story, here)
        self.number = None

    def _look(self, element: Element) -> Look:
        return self.styles.look("paragraph", attribute(element, "style-name"))

    def _paragraph(self, element: Element, story: Story, within: _List | None) -> None:
        look = self._look(element)
        self.position += 1
        number, self.number = self.number, None
        heading = attribute(element, "outline-level") if local(element) == "h" else ""
        level = int(heading) if heading in tuple("123456789") else 0
        if (
            level
            and within is None
            and number is None
            and look.list != ""
            and attribute(element, "is-list-header") != "true"
        ):
            number = self._heading_number(element, look.list or OUTLINE, level)
        pen = self._written(element, look)
        label, here = number if number is not None else (None, None)
        draft = Draft(
            pen.text, story, heading=level, label=label.text if label is not None else "", form=form_of(label)
        )
        if here is not None and label is not None and label.text:
            draft.list = (f"{here.style} {here.group}", here.depth)
        draft.indent = look.indent or (label.indent if label is not None else None) or 0
        draft.centered, draft.bold = look.centered, pen.bold
        draft.caps = look.caps
        if _is_title(look) and story in ("body", "cover"):
            draft.kind, draft.number = "title", draft.label
        self._add(draft, pen)
        self._flush()

    def _heading_number(self, element: Element, style: str, level: int) -> tuple[Label, _List] | None:
        """The number of a heading that stands in no list."""
        restart = attribute(element, "start-value") if attribute(element, "restart-numbering") == "true" else ""
        start = int(restart) if restart.isdecimal() and len(restart) < 7 else None
        label = self.lists.label("outline", style, level - 1, start)
        return (label, _List("outline", style, level - 1)) if label is not None else None

    def _add(self, draft: Draft, pen: Pen) -> None:
        one = Written(
            draft, pen.marks, [*self.loose, *pen.comments], pen.anchor, Origin("content.xml", self.position - 1)
        )
        empty = not draft.text.strip() and not (draft.label and draft.heading) and draft.cell is None
        self.loose = one.comments if empty else []
        if not empty:
            self.written.append(one)

    def _flush(self) -> None:
        """Write down what hangs on the paragraphs, unless a table is still being read."""
        while self.later and not self.depth:
            (element, story), *self.later = self.later
            kept, self.number = self.number, None
            self._flow(element, story, None)
            self.number = kept

    # Text

    def _written(self, element: Element, look: Look) -> Pen:
        pen = Pen()
        if not look.hidden:
            self._stretch(element, pen, look.bold or False, look.italic or False, False, "")
        return pen

    def _stretch(self, element: Element, pen: Pen, bold: bool, italic: bool, marked: bool, target: str) -> None:
        kinds: list[MarkKind] = [k for k, on in _kinds(bold, italic, marked) if on]
        _write(pen, element.text, kinds, target)
        for node in element:
            self._inline(node, pen, (bold, italic, marked), target)
            _write(pen, node.tail, kinds, target)

    def _inline(self, node: Element, pen: Pen, format_: tuple[bool, bool, bool], target: str) -> None:
        name = local(node)
        bold, italic, marked = format_
        kinds: list[MarkKind] = [k for k, on in _kinds(*format_) if on]
        if name == "span":
            look = self.styles.look("text", attribute(node, "style-name")) or PLAIN
            if not look.hidden:
                bold = bold if look.bold is None else look.bold
                italic = italic if look.italic is None else look.italic
                self._stretch(node, pen, bold, italic, marked or look.marked, target)
        elif name == "s":
            count = attribute(node, "c", "1")
            pen.write(" " * (min(int(count), 100) if count.isdecimal() and len(count) < 7 else 1), kinds, target)
        elif name in ("tab", "line-break"):
            pen.write("\t" if name == "tab" else "\n", kinds, target)
        elif name in ("bookmark-start", "bookmark", "reference-mark-start", "reference-mark"):
            pen.anchor = pen.anchor or anchor_of(attribute(node, "name"))
        elif name == "note":
            story: Story = "endnote" if attribute(node, "note-class") == "endnote" else "footnote"
            self.later += [(body, story) for body in node if local(body) == "note-body"]
        elif name == "annotation":
            pen.comments.append(_said(node))
        elif name in _GRAPHICS:
            self.later += [(box, "textbox") for box in _boxes(node)]
        elif name == "a":
            self._stretch(node, pen, *format_, anchor_of(attribute(node, "href").removeprefix("#")) or target)
        elif name in ("bookmark-ref", "reference-ref"):
            self._stretch(node, pen, *format_, anchor_of(attribute(node, "ref-name")) or target)
        elif name == "placeholder":
            self._stretch(node, pen, bold, italic, True, target)
        elif name == "ruby":
            for part in node:
                pen.write("".join(map(str, part.itertext())) + " ", kinds, target)
        elif name == "change" and self.deleted_text:
            for change in self._deletion(node):
                for n, paragraph in enumerate(e for e in change.iter() if local(e) in ("p", "h")):
                    pen.write(" " if n else "", kinds, target)
                    self._stretch(paragraph, pen, *format_, target)
        elif name == "hidden-paragraph" or not name or name in _UNSEEN:
            return
        else:
            self._stretch(node, pen, *format_, target)

    # Tables

    def _table(self, table: Element, story: Story) -> None:
        if self.depth >= _MOST_TABLES_DEEP:
            raise RecursionError
        index, self.tables = self.tables, self.tables + 1
        self.depth += 1
        for n, (row, header) in enumerate(_rows(table, False)):
            for column, cell in enumerate(e for e in row if local(e) in ("table-cell", "covered-table-cell")):
                if local(cell) == "table-cell":
                    self._cell(cell, story, Cell(index, n, column, header))
        self.depth -= 1
        self._flush()

    def _cell(self, cell: Element, story: Story, place: Cell) -> None:
        """A cell as one block: its paragraphs a line each, those with a number behind it; tables in it come after it."""
        outer, self.written = self.written, []
        self._flow(cell, "body", None)
        inside, self.written = self.written, outer
        pen = Pen()
        comments: list[str] = []
        number = ""
        nested = [w for w in inside if w.draft.cell is not None]
        for n, one in enumerate(w for w in inside if w.draft.cell is None):
            label = one.draft.label
            number = label if not n else number
            shift = pen.length + len(lead := ("\n" + (label + " " if label else "") if n else ""))
            pen.write(lead + one.draft.text)
            pen.marks += [type(m)(m.start + shift, m.end + shift, m.kind, m.target) for m in one.marks]
            comments += one.comments
            pen.anchor = pen.anchor or one.anchor
        pen.comments = comments
        draft = Draft(pen.text, story, place, kind="cell", label=number)
        self._add(draft, pen)
        self.written += nested


def _write(pen: Pen, text: str | None, kinds: list[MarkKind], target: str) -> None:
    """Add characters as XML has them: blanks and line ends there are one blank."""
    if not text:
        return
    words = _BLANKS.sub(" ", text)
    if words.startswith(" ") and pen.last in ("", " ", "\t", "\n"):
        words = words[1:]
    pen.write(words, kinds, target)


def _kinds(bold: bool, italic: bool, marked: bool) -> tuple[tuple[MarkKind, bool], ...]:
    return (("strong", bold), ("emphasis", italic), ("placeholder", marked))


def _hung(story: Story) -> Story:
    return story if story in ("header", "footer") else "textbox"


def _boxes(graphic: Element) -> Iterator[Element]:
    """The text boxes and shapes with text in a drawing, outermost only."""
    if local(graphic) in _BOXES:
        yield graphic
        return
    for node in graphic:
        if local(node) in _GRAPHICS:
            yield from _boxes(node)


def _rows(table: Element, header: bool) -> Iterator[tuple[Element, bool]]:
    for node in table:
        name = local(node)
        if name == "table-row":
            yield node, header
        elif name in ("table-header-rows", "table-rows", "table-row-group"):
            yield from _rows(node, header or name == "table-header-rows")


def _said(annotation: Element) -> str:
    return "\n".join("".join(map(str, p.itertext())) for p in annotation.iter() if local(p) == "p").strip()


def _is_title(look: Look) -> bool:
    return any(name in ("Title", "Titel") for name in look.names)
