"""Runs cut at the characters where a passage begins and ends, without a change of how they look."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from copy import deepcopy
from functools import cached_property
from itertools import count

from lxml import etree

from tenderkit.document.readers.package import child, name_of, value
from tenderkit.document.readers.word import WordFile

Element = etree._Element

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BLANKS = " \t\r\n"
# What may hold runs and, between them, the marks of a range.
_OPEN = frozenset({"hyperlink", "ins", "moveTo", "smartTag", "customXml", "bdo", "dir", "sdtContent"})
# Content controls that hold one thing, or what Word fetches elsewhere: a mark within them would be lost.
_CLOSED_CONTROL = frozenset(
    "text date dropDownList comboBox picture dataBinding showingPlcHdr equation citation bibliography w14:checkbox".split()
)
_PROPERTIES = frozenset({"pPr", "rPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr"})


class Runs:
    """The runs of a Word file's main part, addressed by the elements and characters of its pieces (`WordFile.pieces`).

    `texts`: every element that holds text which the reader saw, those that cutting made among them.
    """

    def __init__(self, word: WordFile) -> None:
        self._root = word.package.tree(word.package.main)
        self.texts = {p.element for pieces in word.pieces for p in pieces if p.element is not None}
        self._origin: dict[Element, tuple[Element, int]] = {}
        self._parts: dict[Element, list[tuple[int, Element]]] = {}

    def before(self, element: Element, character: int = 0) -> Element:
        """The node that begins with a character of an element: a run, cut if need be, or what holds the element and
        cannot be cut (a field, a formula, a content control of one value)."""
        element, at = self._place(element, character)
        node, inner = unit(element)
        if inner is None:
            return node
        if inner is element and 0 < at < _length(element):
            inner = self._cut_text(element, at)
        return self._cut_run(node, inner) if any(_shown(c) for c in inner.itersiblings(preceding=True)) else node

    def after(self, element: Element, character: int = 1) -> Element:
        """The node that ends before a character of an element (after its last one when it is as large as the text)."""
        last = max(character - 1, 0)
        text, at = self._place(element, last)
        node, inner = unit(text)
        if inner is None:
            return node
        if inner is text and at + 1 < _length(text):
            self._cut_text(text, at + 1)
            # A blank edge may have been cut off before it, so that the last character stands in another half.
            node, inner = unit(self._place(element, last)[0])
            assert inner is not None
        following = next((c for c in inner.itersiblings() if name_of(c)), None)
        if following is not None:
            self._cut_run(node, following)
        return node

    def _place(self, element: Element, character: int) -> tuple[Element, int]:
        """Where a character of an element stands now."""
        parts = self._parts.get(element, [(0, element)])
        start, found = parts[bisect_right([start for start, _ in parts], character) - 1]
        return found, character - start

    # Cutting

    def _cut_run(self, run: Element, inner: Element) -> Element:
        """Move a child of a run and what follows it to a run of its own, of the same format."""
        made = _empty(run)
        properties = child(run, "rPr")
        if properties is not None:
            made.append(self._renumbered(deepcopy(properties)))
        for node in [inner, *inner.itersiblings()]:
            made.append(node)
        run.addnext(made)
        return made

    def _renumbered(self, properties: Element) -> Element:
        """Give tracked changes of format ids of their own: no two revisions may share one."""
        for node in properties.iter():
            for key in [k for k in node.attrib if str(k).endswith("}id")]:
                node.set(key, str(next(self.free_numbers)))
        return properties

    @cached_property
    def free_numbers(self) -> Iterator[int]:
        taken = {value(e, "id") for e in self._root.iter() if isinstance(e.tag, str)}
        return (n for n in count(1) if str(n) not in taken)

    def _cut_text(self, text: Element, at: int) -> Element:
        """Cut a w:t before a character; the second half.

        Where spaces are not preserved, Word shows none at the edges of the text: those edges are cut off first, for the
        halves must preserve the spaces between them.
        """
        if _keeps_spaces(text):
            return self._sever(text, at)
        whole = text.text or ""
        first, last = len(whole) - len(whole.lstrip(_BLANKS)), len(whole.rstrip(_BLANKS))
        if not first < at < last:
            return self._sever(text, at)
        right = self._sever(text, at)
        if last < len(whole):
            self._sever(right, last - at)
        left = self._sever(text, first) if first else text
        for half in (left, right):
            if half.text != (half.text or "").strip(_BLANKS):
                half.set(_SPACE, "preserve")
        return right

    def _sever(self, text: Element, at: int) -> Element:
        whole = text.text or ""
        made = _empty(text)
        text.text, made.text = whole[:at], whole[at:]
        text.addnext(made)
        origin, offset = self._origin.get(text, (text, 0))
        self._origin[made] = (origin, offset + at)
        parts = self._parts.setdefault(origin, [(0, origin)])
        parts.insert(bisect_right([start for start, _ in parts], offset + at), (offset + at, made))
        self.texts.add(made)
        return made


def holder(element: Element) -> Element | None:
    """The paragraph that holds an element in the main story: the outermost one, for what stands in a text box."""
    found = element if name_of(element) == "p" else None
    for above in element.iterancestors():
        if name_of(above) == "p":
            found = above
    return found


def unit(element: Element) -> tuple[Element, Element | None]:
    """What a mark can stand beside: the run that holds an element in the main story, and the child of the run that is
    or holds it. Where something between paragraph and run allows no marks within it, that thing and None."""
    for node, inner in _steps(element):
        if name_of(node) == "r":
            return node, inner
        if not _is_open(node):
            return node, None
    return element, None


def _steps(element: Element) -> Iterator[tuple[Element, Element | None]]:
    """The elements from the outermost paragraph (exclusive) down to `element`, each with the next one."""
    path = [element, *element.iterancestors()]
    outermost = max((n for n, e in enumerate(path) if name_of(e) == "p"), default=len(path))
    path = path[:outermost][::-1]
    yield from zip(path, [*path[1:], None], strict=True)


def _is_open(node: Element) -> bool:
    if name_of(node) == "sdt":
        properties = child(node, "sdtPr")
        return properties is None or not any(name_of(p) in _CLOSED_CONTROL for p in properties)
    return name_of(node) in _OPEN


def climbed(node: Element, *, forward: bool) -> Element:
    """The outermost of the wrappers (hyperlink, insertion ...) that a node begins, or with `forward` ends, so that a mark
    beside it stands outside of them."""
    while True:
        parent = node.getparent()
        beside = node.itersiblings(preceding=not forward)
        if parent is None or not (name_of(parent) == "sdt" or name_of(parent) in _OPEN):
            return node
        if any(name_of(c) and name_of(c) not in _PROPERTIES for c in beside):
            return node
        node = parent


def _empty(element: Element) -> Element:
    """An element of the same name and attributes."""
    return element.makeelement(element.tag, {str(k): str(v) for k, v in element.attrib.items()})


def _shown(node: Element) -> bool:
    """Whether a child of a run may be seen."""
    return name_of(node) not in ("", "rPr", "lastRenderedPageBreak")


def _length(element: Element) -> int:
    """The characters that an element can be cut between: one for all but a w:t of nothing but text."""
    return len(element.text or "") if name_of(element) == "t" and not len(element) else 1


def _keeps_spaces(element: Element) -> bool:
    told = (e.get(_SPACE) for e in (element, *element.iterancestors()))
    return next((t for t in told if t is not None), "") == "preserve"
