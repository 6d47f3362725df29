"""The text of a Word paragraph, with what is known of every stretch of it: format, field, content control, comment."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from tenderkit.document.bookmarks import anchor_of
from tenderkit.document.readers.package import child, is_on, name_of, value
from tenderkit.document.readers.styles import PLAIN, RunFormat, Styles

Element = etree._Element

# Never part of the text, nor anything below them.
_UNSEEN = frozenset(
    "pPr rPr sdtPr sdtEndPr smartTagPr customXmlPr rubyPr fldData ffData tblPr tblGrid trPr tcPr sectPr del moveFrom "
    "delText instrText delInstrText mc:Fallback m:rPr m:ctrlPr".split()
)
_PLAIN: dict[str, str] = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_MOST_COMMENTS = 200  # on one paragraph: more are no comments but an attack
_GRAPHICS = frozenset({"drawing", "pict", "object"})
# The keyword is optional: a field that begins with the name of one of our bookmarks refers to it too.
_REF = re.compile(r"\s*(?:REF\s+\"?|\"?(?=_tk_))([^\s\"\\]+)")

# What common symbols in Word's picture fonts look like. Others are left out: their character codes mean nothing.
_WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0x75: "◆", 0x76: "❖", 0x9F: "•", 0xA7: "▪", 0xA8: "☐",
    0xB7: "•", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE8: "➔", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑", 0x78: "☒",
    0x52: "☑", 0x54: "☒", 0xA3: "☐", 0x50: "✓",
}  # fmt: skip
_SYMBOL = {
    0xA3: "≤", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•",
    0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xBC: "…", 0xD2: "®", 0xD3: "©", 0xD4: "™", 0xDE: "⇒", 0xE2: "®", 0xE3: "©",
    0xE4: "™", 0x2D: "−", **dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)),
    **dict(zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True)),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text of one format. `element` holds it from its character `at`; None where the reader made it.

    `target` is the anchor that it refers to and `link` tells one reference from the next; `placeholder`: text of a
    content control that nobody filled in yet; `number`: a number that the writer typed for a label; `comments`: the ids of
    those that stand on it.
    """

    text: str
    element: Element | None
    at: int = 0
    format: RunFormat = PLAIN
    target: str = ""
    link: int = 0
    placeholder: bool = False
    number: bool = False
    comments: tuple[str, ...] = ()


@dataclass(slots=True)
class Line:
    """A paragraph's text, and what hangs on it: comments by id, anchors, notes (kind and id), text boxes."""

    segments: list[Segment] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    contents: bool = False

    @property
    def text(self) -> str:
        """The characters of all segments."""
        return "".join(s.text for s in self.segments)


@dataclass(slots=True)
class _Field:
    """A field: what it does, and whether its instruction (not shown) or its result (shown) is being passed."""

    code: str
    target: str
    link: int
    shown: bool = False


class Fields:
    """The complex fields of a part that have both a beginning and an end; others are no fields to Word either."""

    def __init__(self, root: Element) -> None:
        self.codes: dict[Element, str] = {}
        self.separators: set[Element] = set()
        self.ends: dict[Element, Element] = {}
        stack: list[tuple[Element, list[str], list[Element]]] = []
        for element in root.iter():
            name = name_of(element)
            if name == "instrText":
                if stack and not stack[-1][2]:
                    stack[-1][1].append(element.text or "")
            elif name == "fldChar" and not _is_unseen(element):
                kind = value(element, "fldCharType")
                if kind == "begin":
                    stack.append((element, [], []))
                elif kind == "separate" and stack:
                    stack[-1][2].append(element)
                elif kind == "end" and stack:
                    begin, code, separators = stack.pop()
                    self.codes[begin] = "".join(code)
                    self.separators.update(separators[:1])
                    self.ends[element] = begin


def _is_unseen(element: Element) -> bool:
    return any(name_of(a) in ("del", "moveFrom", "mc:Fallback") for a in element.iterancestors())


class Inline:
    """Reads the paragraphs of one part, in order: fields and comments may run on from one to the next."""

    def __init__(
        self,
        root: Element,
        styles: Styles,
        long_anchors: Mapping[str, str] | None = None,
        deleted_text: bool = False,
    ) -> None:
        self._styles = styles
        self._unseen = _UNSEEN - {"del", "delText"} if deleted_text else _UNSEEN
        self._deleted_text = deleted_text
        self._fields = Fields(root)
        self._long_anchors = long_anchors or {}
        self._open: list[tuple[Element, _Field]] = []
        self._comments: dict[str, None] = {}
        self._links = 0
        self._link: list[tuple[str, int]] = []
        self._placeholder = 0
        self._formats: dict[tuple[str, bytes], RunFormat] = {}
        self.line = Line()
        self._style = ""

    def read(self, paragraph: Element, style: str) -> Line:
        """The line of a paragraph in a style. Marks that stood between paragraphs belong to the next one."""
        line, self._style = self.line, style
        line.contents = self._in_contents()
        self._children(paragraph)
        self.line = Line()
        return line

    def take_line(self) -> Line:
        """The line that is being begun, for a while: put it back when what stands elsewhere has been read."""
        line, self.line = self.line, Line()
        return line

    def mark(self, element: Element) -> bool:
        """Take note of a bookmark or a comment's beginning or end; whether the element was one."""
        name = name_of(element)
        if name == "bookmarkStart":
            anchor = anchor_of(value(element, "name"), self._long_anchors)
            if anchor:
                self.line.anchors.append(anchor)
        elif name == "commentRangeStart":
            if len(self._comments) < _MOST_COMMENTS:
                self._comments[value(element, "id")] = None
        elif name == "commentRangeEnd":
            self._comments.pop(value(element, "id"), None)
        else:
            return False
        return True

    def enter_control(self, element: Element) -> None:
        """Go into a content control."""
        self._placeholder += bool(is_on(child(element, "sdtPr", "showingPlcHdr")))

    def leave_control(self, element: Element) -> None:
        """Come out of a content control again."""
        self._placeholder -= bool(is_on(child(element, "sdtPr", "showingPlcHdr")))

    def _in_contents(self) -> bool:
        return any(f.code.split()[:1] == ["TOC"] and f.shown for _, f in self._open)

    def _children(self, element: Element) -> None:
        for node in element:
            name = name_of(node)
            if not name or name in self._unseen:
                continue
            if name == "r":
                self._run(node)
            elif name == "hyperlink":
                self._hyperlink(node)
            elif name == "fldSimple":
                self._simple_field(node)
            elif name == "sdt":
                self.enter_control(node)
                self._children(node)
                self.leave_control(node)
            elif name == "mc:AlternateContent":
                self._children(chosen(node))
            elif name == "m:t":
                self._add(node.text or "", node, PLAIN)
            elif name in _GRAPHICS:
                self.line.boxes.extend(boxes(node))
            elif not self.mark(node):
                self._children(node)

    def _hyperlink(self, element: Element) -> None:
        target = anchor_of(value(element, "anchor"), self._long_anchors)
        if target:
            self._link.append((target, self._next_link()))
        self._children(element)
        if target:
            self._link.pop()

    def _simple_field(self, element: Element) -> None:
        code = value(element, "instr")
        made = _Field(code, self._target(code), self._next_link(), shown=True)
        self._open.append((element, made))
        self._children(element)
        self._open.pop()

    def _next_link(self) -> int:
        self._links += 1
        return self._links

    def _target(self, code: str) -> str:
        found = _REF.match(code)
        return anchor_of(found.group(1), self._long_anchors) if found else ""

    def _format(self, properties: Element | None) -> RunFormat:
        key = (self._style, etree.tostring(properties) if properties is not None else b"")
        if key not in self._formats:
            self._formats[key] = self._styles.run(properties, self._style)
        return self._formats[key]

    def _run(self, run: Element) -> None:
        properties = child(run, "rPr")
        made = self._format(properties)
        number = value(child(properties, "rStyle")) == "TkNumber"
        self._run_content(run, made, number)

    def _run_content(self, run: Element, made: RunFormat, number: bool) -> None:
        for node in run:
            name = name_of(node)
            if name == "t" or (name == "delText" and self._deleted_text):
                self._add((node.text or "").replace("\n", " ").replace("\r", " "), node, made, number)
            elif name in _PLAIN:
                self._add(_PLAIN[name], node, made)
            elif name == "sym":
                self._add(symbol(value(node, "font"), value(node, "char")), node, made)
            elif name == "fldChar":
                self._field_character(node)
            elif name in ("footnoteReference", "endnoteReference"):
                if not made.hidden and self._shown():
                    self.line.notes.append((name[: -len("Reference")], value(node, "id")))
            elif name == "commentReference":
                self._comment(value(node, "id"))
            elif name in _GRAPHICS:
                if not made.hidden:
                    self.line.boxes.extend(boxes(node))
            elif name == "mc:AlternateContent":
                self._run_content(chosen(node), made, number)
            elif name == "ruby":
                self._ruby(node)
            elif name == "r":
                self._run(node)

    def _ruby(self, element: Element) -> None:
        """A text and the reading above it, apart from each other and from what stands beside them."""
        for node in element:
            if name_of(node) in ("rt", "rubyBase"):
                self._apart()
                self._children(node)
        self._apart()

    def _apart(self) -> None:
        if self.line.segments and not self.line.segments[-1].text[-1:].isspace() and self._shown():
            self.line.segments.append(Segment(" ", None))

    def _field_character(self, element: Element) -> None:
        if element in self._fields.codes:
            code = self._fields.codes[element]
            self._open.append((element, _Field(code, self._target(code), self._next_link())))
        elif element in self._fields.separators:
            if self._open:
                self._open[-1][1].shown = True
                self.line.contents = self.line.contents or self._in_contents()
        elif element in self._fields.ends:
            begin = self._fields.ends[element]
            if any(b is begin for b, _ in self._open):
                while self._open and self._open.pop()[0] is not begin:
                    pass

    def _shown(self) -> bool:
        return all(f.shown for _, f in self._open)

    def _comment(self, number: str) -> None:
        if len(self.line.comments) < _MOST_COMMENTS and number not in self.line.comments:
            self.line.comments.append(number)

    def _add(self, text: str, element: Element, made: RunFormat, number: bool = False) -> None:
        if not text or made.hidden or not self._shown():
            return
        for comment in self._comments:
            self._comment(comment)
        target, link = self._link[-1] if self._link else ("", 0)
        if not target:
            target, link = next(((f.target, f.link) for _, f in self._open if f.target), ("", 0))
        self.line.segments.append(
            Segment(text, element, 0, made, target, link, self._placeholder > 0, number, tuple(self._comments))
        )


def chosen(alternate: Element) -> Element:
    """The branch of an mc:AlternateContent that is read: its first choice, the fallback only when it has none."""
    branches = [c for c in alternate if name_of(c) in ("mc:Choice", "mc:Fallback")]
    first = next((c for c in branches if name_of(c) == "mc:Choice"), None)
    return first if first is not None else branches[0] if branches else alternate


def boxes(graphic: Element) -> Iterator[Element]:
    """The text boxes in a drawing, outermost only."""
    for node in graphic:
        name = name_of(node)
        if name == "txbxContent":
            yield node
        elif name == "mc:AlternateContent":
            yield from boxes(chosen(node))
        elif name:
            yield from boxes(node)


def symbol(font: str, code: str) -> str:
    """The character that a w:sym shows, "" where its font gives the code a meaning of its own."""
    try:
        point = int(code, 16)
    except ValueError:
        return ""
    private = 0xF000 <= point <= 0xF0FF
    known: Mapping[int, str] = {}
    if font.lower().startswith("wingdings"):
        known = _WINGDINGS
    elif font.lower() == "symbol":
        known = _SYMBOL
    if known or private:
        return known.get(point & 0xFF, "")
    return chr(point) if 0x20 <= point <= 0x10FFFF and not 0xD800 <= point <= 0xDFFF else ""


def cut(segments: Iterable[Segment], start: int, end: int) -> list[Segment]:
    """The segments of characters `start` to `end`."""
    found: list[Segment] = []
    at = 0
    for segment in segments:
        first, last = max(start - at, 0), min(end - at, len(segment.text))
        if first < last:
            text = segment.text[first:last]
            whole = len(text) == len(segment.text)
            found.append(
                segment
                if whole
                else Segment(
                    text,
                    segment.element,
                    segment.at + first,
                    segment.format,
                    segment.target,
                    segment.link,
                    segment.placeholder,
                    segment.number,
                    segment.comments,
                )
            )
        at += len(segment.text)
    return found
