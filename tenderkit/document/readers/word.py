"""Word documents (.docx, .docm, .dotx, .dotm): everything a reader sees, in reading order.

Insertions are kept and deletions left out, as if all changes were accepted; deletions are read too where that is asked for.
Hidden text is left out. Text boxes and notes
stand after the paragraph (or the whole table) that they belong to; headers and footers, each once, at the end.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from lxml import etree

from tenderkit.document.model import Block, Cell, Comment, Document, Kind, Mark, MarkKind, Origin, Span, Story
from tenderkit.document.numbering import Label, is_decimal, read_numbering
from tenderkit.document.readers.labels import Form
from tenderkit.document.readers.package import Package, child, is_on, name_of, value
from tenderkit.document.readers.runs import Inline, Line, Segment, chosen, cut
from tenderkit.document.readers.shape import Draft, Shape, bound, is_plain, shape
from tenderkit.document.readers.styles import RunFormat, Styles
from tenderkit.errors import InputError

Element = etree._Element

_OWN_STYLE = re.compile(r"Tk(Clause|Item|Bullet|Heading|Text|Title|Cell|HeaderCell|TextBox)([1-9]?)")
_OWN_KINDS: Mapping[str, Kind] = {
    "Clause": "clause",
    "Item": "item",
    "Bullet": "item",
    "Heading": "heading",
    "Text": "paragraph",
    "TextBox": "paragraph",
    "Title": "title",
}
_CORE = {
    "title": "title",
    "subject": "subject",
    "creator": "author",
    "keywords": "keywords",
    "description": "description",
    "category": "category",
    "contentStatus": "status",
    "version": "version",
}
_APP = {"Company": "organisation", "Manager": "manager"}
_LANGUAGES = ("nl", "en")
_HEADER_CELL = 80  # characters of a cell that may be a column's name


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters `start` to `end` of a block's text are those of `element` (w:t, w:tab, w:br ...) from its character
    `at`. `element` is None for what the reader put in: the line end between two paragraphs of a cell."""

    start: int
    end: int
    element: Element | None
    at: int


@dataclass(frozen=True)
class WordFile:
    """A Word file that was read, with the way back: for every block its pieces and its w:p elements, which belong to the
    trees in `package`. `lists` tells for every block that Word numbers the list's definition and the level in it (from 0)."""

    document: Document
    package: Package
    pieces: tuple[tuple[Piece, ...], ...]
    paragraphs: tuple[tuple[Element, ...], ...]
    lists: tuple[tuple[str, int] | None, ...] = ()


def read(data: bytes, path: str, deleted_text: bool = False) -> Document:
    """The document in the bytes of a Word file; `deleted_text`: with what tracked changes deleted. Raises InputError."""
    return open_word(data, path, deleted_text).document


def open_word(data: bytes, path: str, deleted_text: bool = False) -> WordFile:
    """The document in the bytes of a Word file, with its package and where each block stands in it. Raises InputError."""
    package = Package(data, path)
    try:
        return _Reader(package, deleted_text).read()
    except RecursionError:
        remedy = "take tables and text boxes out of each other"
        raise InputError("the document is nested too deeply", path=path, remedy=remedy) from None


@dataclass(slots=True)
class _Paragraph:
    """A paragraph of the source: its line, its automatic number, and what its format says."""

    element: Element
    line: Line
    style: str
    label: Label | None = None
    list: tuple[str, int] | None = None
    heading: int = 0
    indent: int = 0
    centered: bool = False


@dataclass(slots=True)
class _Source:
    """What a draft is made of, to turn it into a block once its shape is known."""

    part: str
    paragraphs: list[Element]
    segments: list[Segment]
    cut: int = 0
    comments: list[str] = field(default_factory=list)
    anchor: str = ""


class _Reader:
    def __init__(self, package: Package, deleted_text: bool = False) -> None:
        self.package = package
        self.deleted_text = deleted_text
        self.main = package.main
        self.styles = Styles(self._tree("styles"))
        self.numbering = read_numbering(self._tree("numbering"), self.styles.numbering_lists())
        self.core, self.custom = _core_properties(package), _custom_properties(package)
        prefix = "tenderkit.anchor."
        self.long_anchors = {k[len(prefix) :]: v for k, v in self.custom.items() if k.startswith(prefix)}
        self.ours = "tenderkit.kind" in self.custom
        self.numbering.language = self.styles.default_language()
        self.notes = {kind: self._note_bodies(kind) for kind in ("footnote", "endnote")}
        self.drafts: list[Draft] = []
        self.sources: list[_Source] = []
        self.later: list[tuple[str, Element, Story]] = []
        self.tables = 0
        self.depth = 0
        self.furniture: dict[str, Story] = {}
        self.inlines: dict[str, Inline] = {}
        self.loose_comments: list[str] = []
        self.positions: dict[str, dict[Element, int]] = {}

    def _tree(self, kind: str) -> Element | None:
        found = self.package.related(self.main, kind)
        return self.package.tree(found[0]) if found else None

    def read(self) -> WordFile:
        root = self.package.tree(self.main)
        for body in root:
            if name_of(body) == "body":
                self._flow_in(self.main, body, "body")
        for part, story in self._all_furniture().items():
            self._flow_in(part, self.package.tree(part), story)
        if self.loose_comments and self.sources:
            self.sources[-1].comments.extend(self.loose_comments)
        bound(self.drafts, self.package.path)
        return self._assemble(shape(self.drafts))

    def _all_furniture(self) -> dict[str, Story]:
        """Headers and footers, each part once: those that sections name first, then what else the document holds."""
        found = {p: s for p, s in self.furniture.items() if self.package.has(p)}
        stories: tuple[Story, ...] = ("header", "footer")
        for story in stories:
            for part in self.package.related(self.main, story):
                found.setdefault(part, story)
        return {p: s for p, s in found.items() if name_of(self.package.tree(p)) in ("hdr", "ftr")}

    def _note_bodies(self, kind: str) -> dict[str, tuple[str, Element]]:
        bodies: dict[str, tuple[str, Element]] = {}
        for part in self.package.related(self.main, kind + "s")[:1]:
            for note in self.package.tree(part):
                if name_of(note) == kind and value(note, "type") in ("", "normal"):
                    bodies[value(note, "id")] = (part, note)
        return bodies

    # Blocks

    def _mark_is_gone(self, paragraph: Element) -> bool:
        """Whether the end of a paragraph was deleted, so that it runs on into the next."""
        mark = child(paragraph, "pPr", "rPr")
        return child(mark, "moveFrom") is not None or (not self.deleted_text and child(mark, "del") is not None)

    def _flow_in(self, part: str, container: Element, story: Story) -> None:
        if part not in self.inlines:
            self.inlines[part] = Inline(self.package.tree(part), self.styles, self.long_anchors, self.deleted_text)
        inline = self.inlines[part]
        waiting: _Paragraph | None = None
        for node, within in self._flow(part, container, story):
            if name_of(node) == "tbl":
                if waiting is not None:
                    self._emit(part, waiting, story)
                    waiting = None
                self._table(part, node, within)
                continue
            paragraph = self._paragraph(inline, node, waiting)
            waiting = None
            if paragraph is None:
                continue
            if self._mark_is_gone(node):
                waiting = paragraph
            else:
                self._emit(part, paragraph, within)
        if waiting is not None:
            self._emit(part, waiting, story)

    def _flow(self, part: str, container: Element, story: Story) -> Iterator[tuple[Element, Story]]:
        """Paragraphs and tables in order, out of content controls, insertions and whatever else wraps them."""
        inline = self.inlines[part]
        for node in container:
            name = name_of(node)
            if name in ("p", "tbl"):
                yield node, story
            elif name == "sdt":
                inline.enter_control(node)
                content = child(node, "sdtContent")
                if content is not None:
                    yield from self._flow(part, content, _story_of_control(node, story))
                inline.leave_control(node)
            elif name == "mc:AlternateContent":
                yield from self._flow(part, chosen(node), story)
            elif name == "sectPr":
                self._section(part, node)
            elif (
                name in ("", "moveFrom", "tcPr", "pPr", "altChunk")
                or inline.mark(node)
                or (name == "del" and not self.deleted_text)
            ):
                continue
            else:
                yield from self._flow(part, node, story)

    def _section(self, part: str, element: Element) -> None:
        targets = {r.id: r.target for r in self.package.relationships(part)}
        for node in element:
            name = name_of(node)
            target = targets.get(value(node, "id"), "")
            if target and name == "headerReference":
                self.furniture.setdefault(target, "header")
            elif target and name == "footerReference":
                self.furniture.setdefault(target, "footer")

    def _paragraph(self, inline: Inline, element: Element, before: _Paragraph | None) -> _Paragraph | None:
        """Read a paragraph; None when nothing of it is to be seen. `before` runs on into it."""
        properties = child(element, "pPr")
        section = child(properties, "sectPr")
        if section is not None:
            self._section(self.main, section)
        style = value(child(properties, "pStyle")) or self.styles.default
        line = inline.read(element, style)
        if before is not None:
            line.segments[:0] = before.line.segments
            line.comments[:0] = [c for c in before.line.comments if c not in line.comments]
            line.anchors[:0] = before.line.anchors
            line.notes[:0] = before.line.notes
            line.boxes[:0] = before.line.boxes
        hangs = line.anchors or line.comments or line.notes or line.boxes
        if not line.text.strip() and not hangs:
            mark = child(properties, "rPr")
            if self._mark_is_gone(element) or is_on(child(mark, "vanish")):
                return None
        made = _Paragraph(element, line, style)
        if section is None or line.text.strip():  # a section break on a line of its own is not numbered
            self._number(made, properties)
        outline = child(properties, "outlineLvl")
        level = value(outline)
        made.heading = self.styles.heading(style) if outline is None else int(level) + 1 if level in "012345678" else 0
        made.centered = value(self._property(properties, style, "jc")) == "center"
        return made

    def _property(self, properties: Element | None, style: str, *path: str) -> Element | None:
        direct = child(properties, *path)
        return direct if direct is not None else self.styles.paragraph_property(style, *path)

    def _number(self, made: _Paragraph, properties: Element | None) -> None:
        direct = child(properties, "numPr")
        number = value(child(direct, "numId"))
        from_style = not number
        if from_style:
            number = value(self.styles.paragraph_property(made.style, "numPr", "numId"))
        indent = self._indent(child(properties, "ind"))
        if number and number != "0":
            level = value(child(direct, "ilvl"))
            if level == "" and from_style:
                links = (self.numbering.level_of_style(number, s.id) for s in self.styles.chain(made.style))
                linked = next((n for n in links if n is not None), None)
                level = value(self.styles.paragraph_property(made.style, "numPr", "ilvl"))
                level = str(linked) if linked is not None else level
            depth = int(level) if level in tuple("012345678") else 0
            made.label = self.numbering.label(number, depth)
            if made.label is not None and made.label.text:
                made.list = (self.numbering.definition(number), depth)
                indent = made.label.indent if indent is None else indent
        if indent is None:
            indent = self._indent(self.styles.paragraph_property(made.style, "ind"))
        made.indent = indent or 0

    @staticmethod
    def _indent(element: Element | None) -> int | None:
        text = value(element, "left") or value(element, "start")
        return int(text) if re.fullmatch(r"-?\d{1,6}", text) else None

    def _emit(self, part: str, made: _Paragraph, story: Story) -> None:
        """Add a paragraph as a draft, and after it what hangs on it."""
        if story in ("body", "cover") and (made.line.contents or self.styles.is_toc(made.style)):
            story = "toc"
        text = made.line.text
        label = made.label.text if made.label is not None else ""
        source = _Source(part, [made.element], made.line.segments, comments=self._take(made.line))
        source.anchor = made.line.anchors[0] if made.line.anchors else ""
        draft = Draft(text, story, heading=made.heading, label=label, list=made.list, indent=made.indent)
        draft.certain = self.ours
        draft.form = _form(made.label)
        draft.centered = made.centered
        own = _OWN_STYLE.fullmatch(made.style)
        if own and own.group(1) in _OWN_KINDS:
            draft.kind, draft.level = _OWN_KINDS[own.group(1)], int(own.group(2) or 0)
            draft.number = label
            if own.group(1) == "TextBox":
                draft.story = "textbox"
        elif self.styles.is_title(made.style) and story in ("body", "cover"):
            draft.kind, draft.number = "title", label
        elif made.heading and self.ours and story in ("body", "cover", "textbox"):
            draft.kind, draft.level, draft.number = "heading", made.heading, label
        self._typed_number(draft, source)
        seen = [s.format for s in made.line.segments if s.text.strip()]
        draft.bold, draft.caps = bool(seen) and all(f.bold for f in seen), bool(seen) and all(f.caps for f in seen)
        empty = not text.strip() and not (label and (draft.heading or draft.kind))
        if empty and not (text.strip() or draft.number):
            self.loose_comments = source.comments
            self._keep_anchor(part, source.anchor)
        else:
            self.drafts.append(draft)
            self.sources.append(source)
        self._hang(made.line, story)
        self._flush()

    def _keep_anchor(self, part: str, anchor: str) -> None:
        if anchor:
            self.inlines[part].line.anchors.append(anchor)

    def _take(self, line: Line) -> list[str]:
        found = self.loose_comments + [c for c in line.comments if c not in self.loose_comments]
        self.loose_comments = []
        return found

    def _typed_number(self, draft: Draft, source: _Source) -> None:
        """Take off a number that our own writer typed, in a character style of its own."""
        lead = 0
        for segment in source.segments:
            if not segment.number:
                break
            lead += len(segment.text)
        if lead:
            draft.number = draft.text[:lead].strip()
            source.cut = lead + draft.text[lead:].startswith("\t")
            draft.text = draft.text[source.cut :]
            if draft.kind is None and draft.cell is None:
                draft.kind = "heading" if draft.heading else "paragraph"
                draft.level = draft.heading

    def _hang(self, line: Line, story: Story) -> None:
        furniture: Story | None = story if story in ("header", "footer") else None
        for box in line.boxes:
            part = self._part_of(box)
            self.later.append((part, box, furniture or "textbox"))
        for kind, number in line.notes:
            if number in self.notes[kind]:
                part, note = self.notes[kind].pop(number)
                self.later.append((part, note, "footnote" if kind == "footnote" else "endnote"))

    def _part_of(self, element: Element) -> str:
        root = element.getroottree().getroot()
        return next(p for p in self.inlines if self.package.tree(p) is root)

    def _flush(self) -> None:
        if self.depth:
            return
        later, self.later = self.later, []
        for part, container, story in later:
            between = self.inlines[part].take_line() if part in self.inlines else None
            self._flow_in(part, container, story)
            if between is not None:  # marks between the paragraphs round the box belong to those
                self.inlines[part].line = between

    # Tables

    def _table(self, part: str, table: Element, story: Story) -> None:
        index = self.tables
        self.tables += 1
        self.depth += 1
        first = len(self.drafts)
        marked = True
        header_rows = 0
        for row, element in enumerate(_rows(table, self.deleted_text)):
            marked = marked and bool(is_on(child(element, "trPr", "tblHeader")))
            header_rows += marked
            self._row(part, element, story, (index, row), header_rows > row)
        self._flow_marks(part, table)
        self.depth -= 1
        if not header_rows and _first_row_is_special(table):
            self._try_header(index, first)
        self._flush()

    def _flow_marks(self, part: str, table: Element) -> None:
        for node in table:
            self.inlines[part].mark(node)

    def _row(self, part: str, row: Element, story: Story, place: tuple[int, int], header: bool) -> None:
        before = value(child(row, "trPr", "gridBefore"))
        column = int(before) if re.fullmatch(r"\d{1,3}", before) else 0
        for cell in _cells(row):
            properties = child(cell, "tcPr")
            span = value(child(properties, "gridSpan"))
            width = int(span) if re.fullmatch(r"[1-9]\d{0,2}", span) else 1
            merge, across = child(properties, "vMerge"), child(properties, "hMerge")
            covered = any(m is not None and value(m) in ("", "continue") for m in (merge, across))
            if self.deleted_text or child(properties, "cellDel") is None:
                self._cell(part, cell, story, Cell(*place, column, header), covered)
            column += width

    def _cell(self, part: str, cell: Element, story: Story, place: Cell, covered: bool) -> None:
        inline = self.inlines[part]
        paragraphs: list[_Paragraph] = []
        nested: list[tuple[Element, Story]] = []
        waiting: _Paragraph | None = None
        for node, within in self._flow(part, cell, story):
            if name_of(node) == "tbl":
                nested.append((node, within))
                continue
            made = self._paragraph(inline, node, waiting)
            waiting = made if made is not None and self._mark_is_gone(node) else None
            if made is not None and waiting is None:
                paragraphs.append(made)
        if waiting is not None:
            paragraphs.append(waiting)
        seen = [n for n, p in enumerate(paragraphs) if p.line.text.strip()]
        kept = paragraphs[seen[0] : seen[-1] + 1] if seen else paragraphs[:1]
        if not covered:
            self._emit_cell(part, paragraphs, kept, story, place)
        for made in paragraphs:
            self._hang(made.line, story)
        for table, within in nested:
            self._table(part, table, within)

    def _emit_cell(
        self, part: str, paragraphs: list[_Paragraph], kept: list[_Paragraph], story: Story, place: Cell
    ) -> None:
        segments: list[Segment] = []
        source = _Source(part, [p.element for p in kept], segments)
        for made in paragraphs:
            source.comments += [c for c in self._take(made.line) if c not in source.comments]
            source.anchor = source.anchor or next(iter(made.line.anchors), "")
        number = ""
        for n, made in enumerate(kept):
            label = made.label.text if made.label is not None else ""
            if n:
                segments.append(_line_end(segments, made.line.segments, label))
            else:
                number = label
            segments.extend(made.line.segments)
        draft = Draft("".join(s.text for s in segments), story, place, kind="cell", label=number)
        self._typed_number(draft, source)
        self.drafts.append(draft)
        self.sources.append(source)

    def _try_header(self, table: int, first: int) -> None:
        """Take the first row for a header where it looks like column names, in a table that only hints at it."""
        cells = [d for d in self.drafts[first:] if d.cell is not None and d.cell.table == table]
        top = [d for d in cells if d.cell is not None and d.cell.row == 0]
        texts = [d.text.strip() for d in top]
        named = all(t and len(t) <= _HEADER_CELL and t[-1] not in ".:;,?" and any(map(str.isalpha, t)) for t in texts)
        if len(top) > 1 and len(cells) > len(top) and named:
            for draft in top:
                if draft.cell is not None:
                    draft.cell = Cell(table, 0, draft.cell.column, True)

    # Putting it together

    def _assemble(self, shapes: list[Shape]) -> WordFile:
        language = self._language()
        blocks: list[Block] = []
        pieces: list[tuple[Piece, ...]] = []
        paragraphs: list[tuple[Element, ...]] = []
        lists: list[tuple[str, int] | None] = []
        comments = self._comments()
        placed: dict[str, list[Span]] = {}
        inherited: list[_Source] = []
        for draft, source, made in zip(self.drafts, self.sources, shapes, strict=True):
            if made.merged:
                inherited.append(source)
                continue
            for before in inherited:
                source.comments[:0] = before.comments
                source.anchor = source.anchor or before.anchor
            inherited = []
            start = source.cut + made.start
            whole = "".join(s.text for s in source.segments)
            start += len(whole[start:]) - len(whole[start:].lstrip())
            end = max(len(whole.rstrip()), start)
            text = whole[start:end]
            if not text and not made.number and made.kind != "cell":
                continue
            segments = cut(source.segments, start, end)
            blocks.append(
                Block(
                    made.kind,
                    text,
                    made.level,
                    made.number,
                    _marks(segments, plain=is_plain(draft, made)),
                    source.anchor,
                    draft.cell,
                    made.story if draft.cell is None else draft.story,
                    _foreign_language(segments, language),
                    tuple(comments[c] for c in source.comments if comments.get(c)),
                    Origin(source.part, self._position(source), start),
                )
            )
            for comment in source.comments:
                placed.setdefault(comment, []).append(_commented(comment, segments, len(blocks) - 1))
            pieces.append(tuple(_pieces(segments)))
            paragraphs.append(tuple(source.paragraphs))
            lists.append(draft.list)
        notes = tuple(Comment(comments[c], tuple(spans)) for c, spans in placed.items() if comments.get(c))
        document = replace(self._document(tuple(blocks), language), placed_comments=notes)
        return WordFile(document, self.package, tuple(pieces), tuple(paragraphs), tuple(lists))

    def _position(self, source: _Source) -> int:
        """Which of the part's paragraphs is the block's first, from 0; 0 for a damaged cell without any."""
        if source.part not in self.positions:
            root = self.package.tree(source.part)
            self.positions[source.part] = {p: n for n, p in enumerate(e for e in root.iter() if name_of(e) == "p")}
        return self.positions[source.part][source.paragraphs[0]] if source.paragraphs else 0

    def _document(self, blocks: tuple[Block, ...], language: str) -> Document:
        title = self.core.pop("title", "")
        if not title and not self.ours:
            title = next((b.text for b in blocks if b.kind == "title"), "")
        named = {k: v for k, v in self.custom.items() if not k.startswith("tenderkit.")}
        properties = {**self.core, **_app_properties(self.package), **named}
        kind = self.custom.get("tenderkit.kind", "")
        return Document(blocks, " ".join(title.split()), language, kind, properties, self.package.path)

    def _language(self) -> str:
        if "tenderkit.language" in self.custom:
            return self.custom["tenderkit.language"]
        counts: Counter[str] = Counter()
        for source in self.sources:
            for segment in source.segments:
                counts[segment.format.language] += sum(map(str.isalpha, segment.text))
        most = max(counts, key=lambda c: (counts[c], c)) if counts else self.styles.default_language()
        return most if most in _LANGUAGES else ""

    def _comments(self) -> dict[str, str]:
        texts: dict[str, str] = {}
        for part in self.package.related(self.main, "comments")[:1]:
            root = self.package.tree(part)
            inline = Inline(root, self.styles)
            for comment in root:
                if name_of(comment) == "comment":
                    lines = [inline.read(p, "").text for p in comment.iter() if name_of(p) == "p"]
                    texts[value(comment, "id")] = "\n".join(lines).strip()
        return texts


def _commented(comment: str, segments: Sequence[Segment], block: int) -> Span:
    """The characters of a block that a comment stands on; all of them when it only has a mark there."""
    places: list[tuple[int, int]] = []
    at = 0
    for segment in segments:
        if comment in segment.comments:
            places.append((at, at + len(segment.text)))
        at += len(segment.text)
    return Span(block, places[0][0], places[-1][1]) if places else Span(block, 0, at)


def _story_of_control(control: Element, story: Story) -> Story:
    gallery = value(child(control, "sdtPr", "docPartObj", "docPartGallery"))
    if story == "body" and gallery == "Table of Contents":
        return "toc"
    if story == "body" and gallery == "Cover Pages":
        return "cover"
    return story


def _form(label: Label | None) -> Form:
    if label is None or is_decimal(label.format):
        return "decimal"
    if label.format == "bullet":
        return "bullet"
    if label.format in ("lowerLetter", "upperLetter"):
        return "letter"
    return "roman" if label.format in ("lowerRoman", "upperRoman") else "decimal"


def _rows(table: Element, deleted_text: bool) -> Iterator[Element]:
    for node in table:
        name = name_of(node)
        if name == "tr":
            if deleted_text or child(node, "trPr", "del") is None:
                yield node
        elif name == "mc:AlternateContent":
            yield from _rows(chosen(node), deleted_text)
        elif name and name not in ("tblPr", "tblGrid", "del", "moveFrom", "sdtPr", "p", "tbl"):
            yield from _rows(node, deleted_text)


def _cells(row: Element) -> Iterator[Element]:
    for node in row:
        name = name_of(node)
        if name == "tc":
            yield node
        elif name == "mc:AlternateContent":
            yield from _cells(chosen(node))
        elif name and name not in ("trPr", "tblPrEx", "del", "moveFrom", "sdtPr", "p", "tbl"):
            yield from _cells(node)


def _first_row_is_special(table: Element) -> bool:
    look = child(table, "tblPr", "tblLook")
    first = value(look, "firstRow")
    if first:
        return first in ("1", "true", "on")
    bits = value(look)
    return bool(re.fullmatch(r"[0-9A-Fa-f]{4}", bits)) and bool(int(bits, 16) & 0x20)


def _marks(segments: list[Segment], plain: bool) -> tuple[Mark, ...]:
    """The marks of a block's segments; weight and slope are not marked where they belong to the kind (`plain`)."""
    found: list[Mark] = []
    runs: dict[MarkKind, tuple[int, int, tuple[str, int]]] = {}

    def close(kind: MarkKind) -> None:
        if kind in runs:
            start, end, (target, _) = runs.pop(kind)
            found.append(Mark(start, end, kind, target))

    at = 0
    for segment in segments:
        end = at + len(segment.text)
        now: dict[MarkKind, tuple[str, int]] = {}
        if segment.format.strong and not plain:
            now["strong"] = ("", 0)
        if segment.format.emphasis and not plain:
            now["emphasis"] = ("", 0)
        if segment.format.highlight or segment.placeholder:
            now["placeholder"] = ("", 0)
        if segment.target:
            now["reference"] = (segment.target, segment.link)
        for kind in list(runs):
            if now.get(kind) != runs[kind][2]:
                close(kind)
        for kind, what in now.items():
            runs[kind] = (runs[kind][0] if kind in runs else at, end, what)
        at = end
    for kind in list(runs):
        close(kind)
    return tuple(sorted(found))


def _line_end(before: list[Segment], after: list[Segment], label: str) -> Segment:
    """What the reader puts between two paragraphs of a cell: marked as both of them are, for a mark to run on."""
    text = "\n" + (label + " " if label else "")
    if not before or not after or label:
        return Segment(text, None)
    one, two = before[-1], after[0]
    both = RunFormat(
        strong=one.format.strong and two.format.strong,
        emphasis=one.format.emphasis and two.format.emphasis,
        highlight=one.format.highlight and two.format.highlight,
    )
    same = one.link == two.link
    placeholder = one.placeholder and two.placeholder
    return Segment(text, None, 0, both, one.target if same else "", one.link if same else 0, placeholder)


def _pieces(segments: list[Segment]) -> Iterator[Piece]:
    at = 0
    for segment in segments:
        yield Piece(at, at + len(segment.text), segment.element, segment.at)
        at += len(segment.text)


def _foreign_language(segments: list[Segment], language: str) -> str:
    counts: Counter[str] = Counter()
    for segment in segments:
        counts[segment.format.language] += sum(map(str.isalpha, segment.text))
    total = sum(counts.values())
    for code in _LANGUAGES:
        if code != language and counts[code] * 2 > total:
            return code
    return ""


def properties_tree(package: Package, kind: str) -> Element | None:
    """The root of the package's part of properties of one kind ("core-properties"), None when it has none to read."""
    for part in package.related("", kind):
        try:
            return package.tree(part)
        except InputError:  # Word opens a document with damaged properties too
            return None
    return None


def _core_properties(package: Package) -> dict[str, str]:
    found: dict[str, str] = {}
    root = properties_tree(package, "core-properties")
    for node in root if root is not None else ():
        name = _CORE.get(etree.QName(node).localname if isinstance(node.tag, str) else "")
        if name and (node.text or "").strip():
            found.setdefault(name, (node.text or "").strip())
    return found


def _app_properties(package: Package) -> dict[str, str]:
    root = properties_tree(package, "extended-properties")
    found: dict[str, str] = {}
    for node in root if root is not None else ():
        name = _APP.get(etree.QName(node).localname if isinstance(node.tag, str) else "")
        if name and (node.text or "").strip():
            found[name] = (node.text or "").strip()
    return found


def _custom_properties(package: Package) -> dict[str, str]:
    root = properties_tree(package, "custom-properties")
    found: dict[str, str] = {}
    for node in root if root is not None else ():
        if isinstance(node.tag, str) and node.get("name"):
            found.setdefault(str(node.get("name")), "".join(str(t) for t in node.itertext()).strip())
    return found


__all__ = ["Piece", "RunFormat", "WordFile", "open_word", "properties_tree", "read"]
