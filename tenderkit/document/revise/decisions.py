"""Tracked changes decided on: accepted or rejected, all of them or those of one author, as Word does it."""

from __future__ import annotations

from lxml import etree

from tenderkit.document.readers.package import Package, child, name_of, value
from tenderkit.document.revise.anchors import take_out
from tenderkit.document.revise.package import Revision

Element = etree._Element

_IN = frozenset({"ins", "moveTo"})
_OUT = frozenset({"del", "moveFrom"})
_RANGES = frozenset(
    {"moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd"}
)  # fmt: skip
_DELETED = {"delText": "t", "delInstrText": "instrText"}
_PARTS = ("footnotes", "endnotes", "header", "footer")


def accept(data: bytes, path: str = "", author: str = "") -> bytes:
    """The Word file with its tracked changes accepted: all, or only those of `author`."""
    return _decided(data, path, author, accepted=True)


def reject(data: bytes, path: str = "", author: str = "") -> bytes:
    """The Word file with its tracked changes rejected: all, or only those of `author`."""
    return _decided(data, path, author, accepted=False)


def _decided(data: bytes, path: str, author: str, *, accepted: bool) -> bytes:
    package = Package(data, path)
    revision = Revision(package)
    parts = [package.main, *(p for kind in _PARTS for p in package.related(package.main, kind) if package.has(p))]
    changed = False
    for part in parts:
        root = package.tree(part)
        decision = _Decision(root, author, accepted)
        if decision.run():
            revision.tree(part)
            changed = True
    if changed:
        _drop_orphans(revision)
    return revision.save() if changed else data


class _Decision:
    """One decision on the changes in one part."""

    def __init__(self, root: Element, author: str, accepted: bool) -> None:
        self.root = root
        self.author = author
        self.stays, self.goes = (_IN, _OUT) if accepted else (_OUT, _IN)
        self.accepted = accepted

    def run(self) -> bool:
        """Decide; whether there was anything to decide on."""
        changes = [e for e in self.root.iter() if self._is_change(e)]
        marks: list[tuple[Element, bool]] = []  # paragraphs whose mark was changed, and whether it goes
        rows: list[Element] = []
        for change in changes:
            name, parent = name_of(change), change.getparent()
            if parent is None:
                continue
            if name.endswith("Change"):
                self._format(change, parent)
            elif name in ("cellIns", "cellDel", "cellMerge") or name in _RANGES:
                take_out(change)
            elif name_of(parent) == "rPr":
                above = parent.getparent()
                paragraph = above.getparent() if above is not None else None
                take_out(change)
                if above is not None and paragraph is not None and name_of(above) == "pPr" and name in self.goes:
                    marks.append((paragraph, True))
            elif name_of(parent) == "trPr":
                take_out(change)
                row = parent.getparent()
                if name in self.goes and row is not None:
                    rows.append(row)
            elif name in self.goes:
                take_out(change)
            else:
                _unwrap(change)
        for paragraph, _ in reversed(marks):
            _merge_into_next(paragraph)
        for row in rows:
            table = row.getparent()
            take_out(row)
            if table is not None and name_of(table) == "tbl" and not any(name_of(r) == "tr" for r in table):
                take_out(table)
        return bool(changes)

    def _is_change(self, node: Element) -> bool:
        name = name_of(node)
        known = name in _IN or name in _OUT or name in _RANGES or name in ("cellIns", "cellDel", "cellMerge")
        if not known and not (name.endswith("Change") and value(node, "author")):
            return False
        return not self.author or value(node, "author") == self.author

    def _format(self, change: Element, properties: Element) -> None:
        """A changed format: as it is now, or (rejected) as it was."""
        take_out(change)
        if self.accepted:
            return
        before = next((c for c in change if name_of(c)), None)
        kept = [c for c in properties if name_of(c) in ("rPr", "sectPr")] if name_of(properties) == "pPr" else []
        for node in list(properties):
            properties.remove(node)
        properties.extend([*(list(before) if before is not None else []), *kept])


def _unwrap(node: Element) -> None:
    """Put the content of an element in its place; deleted text is text again."""
    for inner in list(node.iter()):
        if (name := _DELETED.get(name_of(inner))) and isinstance(inner.tag, str):
            inner.tag = inner.tag[: inner.tag.index("}") + 1] + name
    for inner in list(node):
        node.addprevious(inner)
    take_out(node)


def _merge_into_next(paragraph: Element) -> None:
    """Take a paragraph's mark away: what it still holds goes before the text of the next one, whose format counts."""
    content = [c for c in paragraph if name_of(c) != "pPr"]
    following = next((e for e in paragraph.itersiblings() if name_of(e)), None)
    seen = any(
        name_of(e) in ("t", "drawing", "pict", "tab", "br", "fldChar", "object") for c in content for e in c.iter()
    )
    if following is not None and name_of(following) == "p":
        properties = child(following, "pPr")
        for node in content if properties is not None else reversed(content):
            if properties is None:
                following.insert(0, node)
            else:
                properties.addprevious(node)
        if properties is not None:
            following.insert(0, properties)
    elif seen:
        return  # before a table or the end Word keeps the paragraph
    take_out(paragraph)


def _drop_orphans(revision: Revision) -> None:
    """Comments whose mark went with the text they stood on go too, and ranges without a comment."""
    package = revision.package
    root = package.tree(package.main)
    referred = {value(e, "id") for e in root.iter() if name_of(e) == "commentReference"}
    for mark in [e for e in root.iter() if name_of(e) in ("commentRangeStart", "commentRangeEnd")]:
        if value(mark, "id") not in referred:
            take_out(mark)
    for part in package.related(package.main, "comments")[:1]:
        gone = [e for e in package.tree(part) if name_of(e) == "comment" and value(e, "id") not in referred]
        for comment in gone:
            revision.tree(part).remove(comment)
