"""The comments of a Word file: the part that holds their texts, and the parts beside it that hold threads and states."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import count

from lxml import etree

from tenderkit.document.readers.package import Package, name_of, value
from tenderkit.document.readers.styles import Styles
from tenderkit.document.readers.word import properties_tree
from tenderkit.document.revise.anchors import Anchor
from tenderkit.document.revise.package import Revision
from tenderkit.document.writers.layout import Layout
from tenderkit.document.writers.word.comments import AUTHOR
from tenderkit.document.writers.word.comments import INITIALS as GUIDANCE
from tenderkit.document.writers.word.xml import clean

Element = etree._Element

INITIALS = "TK"
MOST = 32_767  # comments in one document that Word opens (MS-OI29500, 2.1.315)
_TRANSITIONAL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_RELATIONSHIPS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_MARKS = ("commentRangeStart", "commentRangeEnd", "commentReference")
_LANGUAGES = {"nl": "nl-NL", "en": "en-GB"}


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment of ours that stands in the file: its id, element and words; `answered` when people replied to it."""

    number: str
    element: Element
    words: str
    answered: bool


class Comments:
    """The comments of a file, to be changed."""

    def __init__(self, revision: Revision) -> None:
        package = revision.package
        self._revision = revision
        self._main = package.main
        root = package.tree(self._main)
        self._space = root.tag[: root.tag.index("}") + 1]
        self._strict = "purl.oclc.org" in self._space
        self._prefix = next((p for p, s in root.nsmap.items() if p and s == self._space[1:-1]), "w")
        found = package.related(self._main, "styles")[:1]
        styles = Styles(package.tree(found[0]) if found else None)
        self._text_style = styles.named("annotation text")
        self._mark_style = styles.named("annotation reference")
        self.date = _last_change(package)
        self._part = next(iter(package.related(self._main, "comments")), "")
        # The marks of comments that are gone count too: a new comment must not take their place.
        self._taken = {value(e, "id") for e in (*self._all(), *_marks(root))}
        self._free = (str(n) for n in count() if str(n) not in self._taken)

    def _all(self) -> list[Element]:
        if not self._part:
            return []
        return [e for e in self._revision.package.tree(self._part) if name_of(e) == "comment"]

    def ours(self) -> list[Comment]:
        """What an earlier run left, in the order of the part. The guidance that `build` writes is not among it."""
        answered = {value(e, "paraIdParent").upper() for e in self._entries("commentsExtended")} - {""}
        return [
            Comment(value(e, "id"), e, words(e), _thread(e) in answered)
            for e in self._all()
            if value(e, "author").strip().lower() == AUTHOR and value(e, "initials") != GUIDANCE
        ]

    def remove(self, comment: Comment) -> None:
        """Take a comment of ours out, with what the parts beside it say of it."""
        self._revision.tree(self._part).remove(comment.element)
        self._taken.discard(comment.number)
        thread = _thread(comment.element)
        if not thread:
            return
        self._forget("commentsExtended", "paraId", {thread})
        durable = self._forget("commentsIds", "paraId", {thread})
        self._forget("commentsExtensible", "durableId", durable)

    def _entries(self, kind: str) -> Iterator[Element]:
        for part in self._revision.package.related(self._main, kind)[:1]:
            yield from (e for e in self._revision.package.tree(part) if name_of(e))

    def _forget(self, kind: str, key: str, gone: set[str]) -> set[str]:
        """Take the entries with these keys out of a part; the durable ids that they gave."""
        found = [e for e in self._entries(kind) if value(e, key).upper() in gone]
        for part in self._revision.package.related(self._main, kind)[:1] if found else ():
            root = self._revision.tree(part)
            for entry in found:
                root.remove(entry)
        return {value(e, "durableId").upper() for e in found}

    def add(self, comment: Element) -> str:
        """Add a comment that `make` made; its id."""
        number = next(self._free)
        comment.set(self._space + "id", number)
        self._root().append(comment)
        return number

    def _root(self) -> Element:
        if not self._part:
            self._part = self._new_part()
        return self._revision.tree(self._part)

    def _new_part(self) -> str:
        """An empty part for comments, under the name that a dangling relationship gives, if there is one."""
        folder = posixpath.dirname(self._main)
        names = (posixpath.join(folder, f"comments{n or ''}.xml") for n in range(10_000))
        dangling = [r.target for r in self._revision.package.relationships(self._main) if r.type == "comments"]
        part = next(iter(dangling), "") or next(name for name in names if not self._revision.has(name))
        root = etree.Element(self._space + "comments", nsmap={self._prefix: self._space[1:-1]})
        self._revision.add(part, root, _CONTENT_TYPE)
        if not dangling:
            base = _STRICT_RELATIONSHIPS if self._strict else _TRANSITIONAL
            self._revision.relate(self._main, f"{base}/comments", part)
        return part

    # Elements

    def make(self, paragraphs: Sequence[str], language: str) -> Element:
        """A comment of ours, still without an id: its first paragraph in bold. `language` ("nl", "en") is for Word's
        spelling checker."""
        comment = self._element("comment", author=AUTHOR, date=self.date, initials=INITIALS)
        for number, text in enumerate(paragraphs):
            paragraph = self._within(comment, "p")
            properties = self._within(paragraph, "pPr")
            if self._text_style:
                self._within(properties, "pStyle", val=self._text_style)
            else:
                self._within(properties, "spacing", before=0, after=60)
            if not number:
                mark = self._within(paragraph, "r")
                self._mark_format(mark)
                self._within(mark, "annotationRef")
            self._text(paragraph, text, bold=not number, language=language)
        return comment

    def _text(self, paragraph: Element, text: str, bold: bool, language: str) -> None:
        run = self._within(paragraph, "r")
        properties = self._within(run, "rPr")
        if bold:
            self._within(properties, "b")
            self._within(properties, "bCs")
        if not self._text_style:
            self._within(properties, "sz", val=20)
            self._within(properties, "szCs", val=20)
        if language in _LANGUAGES:
            self._within(properties, "lang", val=_LANGUAGES[language])
        for number, line in enumerate(clean(text).split("\n")):
            if number:
                self._within(run, "br")
            made = self._within(run, "t")
            made.text = line.replace("\t", " ")
            made.set(_SPACE, "preserve")

    def _mark_format(self, run: Element) -> None:
        properties = self._within(run, "rPr")
        if self._mark_style:
            self._within(properties, "rStyle", val=self._mark_style)
        else:
            self._within(properties, "sz", val=16)
            self._within(properties, "szCs", val=16)

    def anchor(self) -> Anchor:
        """An anchor that stands nowhere yet and has no id."""
        reference = self._element("r")
        self._mark_format(reference)
        self._within(reference, "commentReference")
        return Anchor(self._element("commentRangeStart"), self._element("commentRangeEnd"), reference)

    def _element(self, name: str, **attributes: object) -> Element:
        made = etree.Element(self._space + name, nsmap={self._prefix: self._space[1:-1]})
        for key, content in attributes.items():
            made.set(self._space + key, str(content))
        return made

    def _within(self, parent: Element, name: str, **attributes: object) -> Element:
        made = self._element(name, **attributes)
        parent.append(made)
        return made


def _last_change(package: Package) -> str:
    """The date for comments: when the draft was last changed, as it says itself, for the clock would give other bytes
    every time; that of what tenderkit writes when it does not say. Without a date LibreOffice would save one that is none."""
    found: dict[str, str] = {}
    root = properties_tree(package, "core-properties")
    for node in root if root is not None else ():
        if isinstance(node.tag, str):
            found[etree.QName(node).localname] = (node.text or "").strip()
    moment = Layout().stamp
    for told in (found.get("created", ""), found.get("modified", "")):
        with suppress(ValueError):
            moment = datetime.fromisoformat(told[:19])
    return f"{moment.replace(tzinfo=None).isoformat(timespec='seconds')}Z"


def words(comment: Element) -> str:
    """The text of a comment, with single spaces: what stays the same when another program saves it."""
    texts = (
        t.text or "" if name_of(t) == "t" else " " for t in comment.iter() if name_of(t) in ("t", "p", "br", "tab")
    )
    return " ".join("".join(texts).split())


def anchors_of(root: Element, numbers: Iterable[str]) -> dict[str, list[Element]]:
    """The marks of range and reference of comments in a part, by the comments' ids."""
    found: dict[str, list[Element]] = {number: [] for number in numbers}
    for mark in _marks(root):
        found.get(value(mark, "id"), []).append(mark)
    return found


def _marks(root: Element) -> Iterator[Element]:
    return (e for e in root.iter() if name_of(e) in _MARKS)


def _thread(comment: Element) -> str:
    """The name under which replies know a comment: that of its last paragraph, "" when it has none."""
    last = [p for p in comment if name_of(p) == "p"][-1:]
    return value(last[0], "paraId").upper() if last else ""
