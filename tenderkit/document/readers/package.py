"""The Office package: a zip of XML parts and the relationships between them, opened with care for what may be wrong."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from urllib.parse import unquote

from lxml import etree

from tenderkit.document.readers.archive import Archive, normal
from tenderkit.errors import InputError

_SPACES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m:",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m:",
    "http://schemas.microsoft.com/office/word/2010/wordml": "w14:",
}


@lru_cache(maxsize=4096)
def _short(tag: str) -> str:
    if not tag.startswith("{"):
        return "?:" + tag
    space, _, name = tag[1:].partition("}")
    return _SPACES.get(space, "?:") + name


def name_of(element: etree._Element) -> str:
    """The name of an element without its namespace's address: "p" for WordprocessingML (transitional or Strict),
    "mc:Choice" and "m:t" for what the reader knows, "?:name" for the rest, "" for comments and the like."""
    tag = element.tag
    return _short(tag) if isinstance(tag, str) else ""


def value(element: etree._Element | None, name: str = "val", default: str = "") -> str:
    """An attribute by its name without namespace, "" when it is not there."""
    if element is None:
        return default
    tag = element.tag
    if isinstance(tag, str) and tag.startswith("{"):
        found = element.get(tag[: tag.index("}") + 1] + name)
        if found is not None:
            return found
    for key, text in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(text)
    return default


def child(element: etree._Element | None, *names: str) -> etree._Element | None:
    """The element at the end of a path of child names, or None."""
    for name in names:
        if element is None:
            return None
        element = next((c for c in element if name_of(c) == name), None)
    return element


def is_on(element: etree._Element | None) -> bool | None:
    """A yes-or-no property: True, False, or None when it is not there."""
    if element is None:
        return None
    return value(element).lower() not in ("0", "false", "off", "none")


@dataclass(frozen=True, slots=True)
class Relationship:
    """A pointer from one part to another: its id, the last word of its type ("footnotes"), and the part's name."""

    id: str
    type: str
    target: str


class Package(Archive):
    """A Word file as parts. Raises InputError, in one line, for what is not a readable Word file."""

    def __init__(self, data: bytes, path: str) -> None:
        super().__init__(data, path)
        self._relationships: dict[str, tuple[Relationship, ...]] = {}

    def relationships(self, part: str = "") -> tuple[Relationship, ...]:
        """Where a part ("" for the package itself) points to within the package; what points outside is left out."""
        key = normal(part)
        if key not in self._relationships:
            folder, name = posixpath.split(key)
            rels = posixpath.join(folder, "_rels", name + ".rels")
            self._relationships[key] = tuple(self._read_relationships(rels, folder)) if self.has(rels) else ()
        return self._relationships[key]

    def _read_relationships(self, rels: str, folder: str) -> Iterator[Relationship]:
        for element in self.tree(rels):
            if not isinstance(element.tag, str) or element.get("TargetMode", "") == "External":
                continue
            target = unquote(element.get("Target", "")).replace("\\", "/").split("#")[0]
            if target:
                full = posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
                kind = element.get("Type", "").rstrip("/").rpartition("/")[2]
                yield Relationship(element.get("Id", ""), kind, full)

    def related(self, part: str, kind: str) -> list[str]:
        """The names of existing parts that `part` points to with relationships of one kind, each once."""
        found = [r.target for r in self.relationships(part) if r.type == kind and self.has(r.target)]
        return list(dict.fromkeys(found))

    @cached_property
    def main(self) -> str:
        """The name of the part with the document's text. Raises InputError when this is no Word document."""
        found = self.related("", "officeDocument")
        if not found:
            found = [n for n in ("word/document.xml",) if self.has(n)]
        for name in found:
            root = self.tree(name)
            if name_of(root) == "document":
                return name
            raise self._no_word(etree.QName(root).localname)
        raise self._no_word("")

    def _no_word(self, root: str) -> InputError:
        what = {"workbook": "a spreadsheet", "presentation": "a presentation", "VisioDocument": "a Visio drawing"}
        kind = what.get(root, "")
        if not kind and self.has("mimetype"):
            mimetype = self.read("mimetype")
            kind = "an OpenDocument file" if b"opendocument" in mimetype else "an e-book" if b"epub" in mimetype else ""
        if not kind and any(n.startswith("xl/") for n in map(str.lower, self.names())):
            kind = "a spreadsheet"
        if not kind and any(n.startswith("ppt/") for n in map(str.lower, self.names())):
            kind = "a presentation"
        if kind:
            return InputError(f"this is {kind}, whatever its name says", path=self.path, remedy="give a .docx")
        problem = "this is a zip file without a Word document in it"
        return InputError(problem, path=self.path, remedy="save the document as .docx in Word")


__all__ = ["Package", "Relationship", "child", "is_on", "name_of", "normal", "value"]
