"""Where the comment on a passage stands.

Word knows comments in the main story only: in headers, footers, notes and text boxes it ignores them (MS-OI29500, 2.1.315).
What is said of a note stands on its reference mark, of a text box on the run that holds it, of a header or footer on top of
the document. Fields are commented on as a whole, for Word throws marks within a result away when it updates the field.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from tenderkit.document.model import Span
from tenderkit.document.readers.package import child, name_of, value
from tenderkit.document.readers.runs import Fields
from tenderkit.document.readers.word import WordFile
from tenderkit.document.revise.runs import Runs, climbed, holder
from tenderkit.errors import InputError

Element = etree._Element

_BLOCKS = frozenset({"p", "tbl", "tr", "tc", "sdt", "customXml", "mc:AlternateContent"})


@dataclass(frozen=True, slots=True)
class Point:
    """A place before or after a character of an element in the main part; `character` counts from its start."""

    element: Element
    character: int


@dataclass(frozen=True, slots=True)
class Anchor:
    """The three elements that tie a comment to a passage: where it begins, where it ends, and the run of its mark."""

    start: Element
    end: Element
    reference: Element

    def name(self, number: str) -> None:
        """Tie the anchor to the comment of that id."""
        for node in (self.start, self.end, *self.reference):
            if name_of(node).startswith("comment"):
                space = etree.QName(node).namespace
                node.set(f"{{{space}}}id", number)

    def remove(self) -> None:
        """Take the anchor out of the document."""
        for node in (self.start, self.end, self.reference):
            take_out(node)


class Anchors:
    """Finds passages of a Word file and puts anchors round them. `passage` of all, then `cut` of all, then `put`: what
    is put in stays where it is when nothing is cut any more."""

    def __init__(self, word: WordFile) -> None:
        self._word = word
        self._main = word.package.main
        self._root = word.package.tree(self._main)
        self._fields = Fields(self._root)
        self._references = {
            (name[: -len("Reference")], value(e, "id")): e
            for e in self._root.iter()
            if (name := name_of(e)) in ("footnoteReference", "endnoteReference")
        }
        self._paragraphs = [p for p in self._root.iter("{*}p") if name_of(p) == "p" and holder(p) is p]
        self._behind: dict[Element, Element] = {}  # the last of what was put behind a node
        self.runs = Runs(word)

    # Where

    def passage(self, span: Span | None) -> tuple[Point, Point] | Element:
        """The first and last point of a passage (None: the document as a whole), or a paragraph without text."""
        if span is None:
            return self._top()
        inside = list(self._inside(span))
        if inside:
            return self._whole_fields(inside[0], inside[-1])
        return self._outside(span.block) or self._top()

    def _inside(self, span: Span) -> Iterator[Point]:
        """The points at the edges of the pieces of a passage, in the main part."""
        if self._word.document.blocks[span.block].origin.part != self._main:
            return
        for piece in self._word.pieces[span.block]:
            if piece.element is None or piece.end <= span.start or piece.start >= span.end:
                continue
            if holder(piece.element) is not None:
                shift = piece.at - piece.start
                yield Point(piece.element, max(piece.start, span.start) + shift)
                yield Point(piece.element, min(piece.end, span.end) + shift)

    def _outside(self, block: int) -> tuple[Point, Point] | None:
        """The reference mark of the note that a block stands in, with the word before it, for a mark is hard to see."""
        for paragraph in self._word.paragraphs[block]:
            for above in paragraph.iterancestors("{*}footnote", "{*}endnote"):
                mark = self._references.get((name_of(above), value(above, "id")))
                if mark is not None and holder(mark) is not None:
                    return self._whole_fields(self._word_before(mark), Point(mark, 1))
        return None

    def _word_before(self, mark: Element) -> Point:
        """Where the word that a reference mark stands behind begins, in whatever runs it stands; the mark itself where
        there is none."""
        found = Point(mark, 0)
        for node in reversed(self._texts_before(mark)):
            text = node.text or ""
            text = text.rstrip() if found.element is mark else text
            word = re.split(r"\s", text)[-1]
            if word:
                found = Point(node, len(text) - len(word))
            if word != text:
                break
        return found

    def _texts_before(self, mark: Element) -> list[Element]:
        paragraph = holder(mark)
        found: list[Element] = []
        for node in paragraph.iter() if paragraph is not None else ():
            if node is mark:
                break
            if node in self.runs.texts and name_of(node) == "t":
                found.append(node)
        return found

    def _whole_fields(self, first: Point, last: Point) -> tuple[Point, Point]:
        begin, end = self._field(first.element), self._field(last.element)
        return Point(begin[0], 0) if begin else first, Point(end[1], 1) if end else last

    def _field(self, element: Element) -> tuple[Element, Element] | None:
        """Beginning and end of the outermost field round an element within its paragraph; hyperlinks stay as they are."""
        paragraph = holder(element)
        if paragraph is None or not self._fields.codes:
            return None
        place = {node: n for n, node in enumerate(paragraph.iter())}
        at = place[element]
        around: list[tuple[int, Element, Element]] = []
        for end in (node for node in place if node in self._fields.ends):
            begin = self._fields.ends[end]
            linked = self._fields.codes[begin].split()[:1] == ["HYPERLINK"]
            if begin in place and place[begin] < at < place[end] and not linked:
                around.append((place[begin], begin, end))
        return min(around)[1:] if around else None

    def _top(self) -> tuple[Point, Point] | Element:
        """The title of the document, or else its first paragraph with text, or else its first paragraph."""
        blocks = self._word.document.blocks
        order = sorted(range(len(blocks)), key=lambda n: (blocks[n].kind != "title", blocks[n].story == "toc"))
        for closed in (False, True):
            for index in order:
                inside = list(self._inside(Span(index, 0, len(blocks[index].text))))
                if inside and (closed or not _in_closed_control(inside[0].element)):
                    return self._whole_fields(inside[0], inside[-1])
        if self._paragraphs:
            return self._paragraphs[0]
        raise InputError(
            "there is no paragraph that a comment could stand on",
            path=self._word.package.path,
            remedy="write a text first",
        )

    # Cutting and putting in

    def cut(self, passage: tuple[Point, Point] | Element) -> None:
        """Cut the runs at the edges of a passage."""
        if isinstance(passage, tuple):
            first, last = passage
            self.runs.before(first.element, first.character)
            self.runs.after(last.element, last.character)

    def put(self, passage: tuple[Point, Point] | Element, anchor: Anchor) -> None:
        """Put an anchor round a passage, inside those that stand there already."""
        if not isinstance(passage, tuple):
            _put_first(passage, anchor.start)
            passage.extend([anchor.end, anchor.reference])
            return
        first, last = passage
        climbed(self.runs.before(first.element, first.character), forward=False).addprevious(anchor.start)
        node = climbed(self.runs.after(last.element, last.character), forward=True)
        self._behind.get(node, node).addnext(anchor.end)
        self._behind[node] = anchor.end
        if not self._refer_elsewhere(node, anchor.reference):
            anchor.end.addnext(anchor.reference)
            self._behind[node] = anchor.reference

    def _refer_elsewhere(self, node: Element, reference: Element) -> bool:
        """Put the mark of a comment into the next paragraph that does not begin a content control (or else the last), if
        that of the passage does: there LibreOffice drops all text in front of a mark. The range keeps the passage exact for Word."""
        paragraph = holder(node)
        if paragraph is None or not _begins_control(paragraph):
            return False
        following = bisect_right(self._homes, self._order[paragraph])
        if following < len(self._homes):
            _put_first(self._paragraphs[self._homes[following]], reference)
        elif self._homes:
            self._paragraphs[self._homes[-1]].append(reference)
        return bool(self._homes)

    @cached_property
    def _order(self) -> dict[Element, int]:
        return {paragraph: n for n, paragraph in enumerate(self._paragraphs)}

    @cached_property
    def _homes(self) -> list[int]:
        """Which of the paragraphs do not begin a content control."""
        return [n for n, paragraph in enumerate(self._paragraphs) if not _begins_control(paragraph)]


def take_out(node: Element) -> None:
    """Take an element out of its tree, but not the blanks that stand behind it."""
    parent, before = node.getparent(), node.getprevious()
    if parent is None:
        return
    if node.tail and before is not None:
        before.tail = (before.tail or "") + node.tail
    elif node.tail:
        parent.text = (parent.text or "") + node.tail
    parent.remove(node)


def _put_first(paragraph: Element, node: Element) -> None:
    properties = child(paragraph, "pPr")
    if properties is None:
        paragraph.insert(0, node)
    else:
        properties.addnext(node)


def _begins_control(paragraph: Element) -> bool:
    """Whether a paragraph is the first of a content control of paragraphs, rows or cells (a building block apart)."""
    node = paragraph
    for parent in paragraph.iterancestors():
        if any(name_of(before) in _BLOCKS for before in node.itersiblings(preceding=True)):
            return False
        if name_of(parent) == "sdt" and child(parent, "sdtPr", "docPartObj") is None:
            return True
        node = parent
    return False


def _in_closed_control(element: Element) -> bool:
    """Whether an element stands in a content control that Word fills: a comment there may not survive."""
    return any(child(c, "sdtPr", "dataBinding") is not None for c in element.iterancestors("{*}sdt"))
