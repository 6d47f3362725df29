"""The Office package: a zip of XML parts and the relationships between them, opened with care for what may be wrong."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from urllib.parse import unquote

from lxml import etree

from tenderkit.errors import InputError

MAX_TOTAL = 200 * 1024 * 1024  # bytes of all parts together, unpacked
MAX_XML = 64 * 1024 * 1024  # bytes of one XML part, unpacked
MAX_RATIO = 250  # unpacked to packed; looked at from 4 MB on, for small parts may well be all blanks
_RATIO_FROM = 4 * 1024 * 1024
MAX_PARTS = 20_000

_SPACES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m:",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m:",
    "http://schemas.microsoft.com/office/word/2010/wordml": "w14:",
}
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
# What zipfile raises for damaged files: it checks little and trips over the rest.
_ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    NotImplementedError,
    EOFError,
    OSError,
    RuntimeError,
    ValueError,
    OverflowError,
)
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)


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


class Package:
    """A Word file as parts. Raises InputError, in one line, for what is not a readable Word file."""

    def __init__(self, data: bytes, path: str) -> None:
        self.path = path
        self.data = data
        self._trees: dict[str, etree._Element] = {}
        self._relationships: dict[str, tuple[Relationship, ...]] = {}
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            members = self._zip.infolist()
        except _ZIP_ERRORS as error:
            raise self._not_a_package(str(error)) from None
        self._bound(members)
        self._members = {normal(m.filename): m for m in members if not m.is_dir()}

    def _not_a_package(self, detail: str) -> InputError:
        data = self.data
        if not data:
            return InputError("the file is empty", path=self.path, remedy="give a Word document")
        if data.startswith(_OLE):
            if "EncryptedPackage".encode("utf-16-le") in data or "EncryptionInfo".encode("utf-16-le") in data:
                problem = "the document is encrypted with a password"
                return InputError(problem, path=self.path, remedy="save it in Word without a password")
            if "WordDocument".encode("utf-16-le") in data:
                problem = "this is an old Word document (.doc), whatever its name says"
                return InputError(problem, path=self.path, remedy="save it in Word as .docx")
            problem = "this is encrypted or an old Office file, not a .docx"
            return InputError(problem, path=self.path, remedy="save it in Word as .docx without a password")
        if data.startswith(b"PK"):
            problem = "the file is truncated or damaged: its zip directory cannot be read"
            return InputError(problem, path=self.path, remedy="fetch or save it again")
        head = data[:512].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
        kinds = {b"%pdf": "a PDF", b"{\\rtf": "an RTF text", b"<!doctype html": "a web page", b"<html": "a web page"}
        what = next((k for start, k in kinds.items() if head.startswith(start)), f"not a Word document ({detail})")
        return InputError(f"this is {what}, whatever its name says", path=self.path, remedy="save it in Word as .docx")

    def _bound(self, members: list[zipfile.ZipInfo]) -> None:
        total = sum(m.file_size for m in members)
        remedy = f"Word documents of up to {MAX_TOTAL // 1024**2} MB unpacked are read"
        if total > MAX_TOTAL or len(members) > MAX_PARTS:
            size = f"{total // 1024**2} MB in {len(members)} parts"
            raise InputError(f"the document unpacks to {size}, which is too large", path=self.path, remedy=remedy)
        for m in members:
            if m.file_size > _RATIO_FROM and m.file_size > MAX_RATIO * max(m.compress_size, 1):
                problem = f"part {m.filename} unpacks to {m.file_size // max(m.compress_size, 1)} times its size"
                raise InputError(problem, path=self.path, remedy="this looks like a zip bomb and is not opened")
            if m.flag_bits & 1:
                raise InputError(
                    "the zip is encrypted with a password", path=self.path, remedy="save it without a password"
                )

    def names(self) -> tuple[str, ...]:
        """The parts' names as they stand in the zip, without a leading slash."""
        return tuple(m.filename.replace("\\", "/").lstrip("/") for m in self._members.values())

    def has(self, part: str) -> bool:
        """Whether there is a part of this name (case does not count)."""
        return normal(part) in self._members

    def read(self, part: str) -> bytes:
        """The bytes of a part. Raises InputError when it is missing or damaged."""
        member = self._members.get(normal(part))
        if member is None:
            raise InputError(f"part {part} is missing", path=self.path, remedy="save the document again in Word")
        try:
            return self._zip.read(member)
        except _ZIP_ERRORS as error:
            detail = str(error).rstrip(".")
            remedy = "fetch or save the file again"
            raise InputError(f"part {part} is damaged: {detail}", path=self.path, remedy=remedy) from None

    @property
    def comment(self) -> bytes:
        """What the zip says of itself."""
        return self._zip.comment

    def members(self) -> Iterator[zipfile.ZipInfo]:
        """The entries of the zip in their order, folders among them; of several with one name only the one that is read."""
        for member in self._zip.infolist():
            if member.is_dir() or self._members[normal(member.filename)] is member:
                yield member

    def tree(self, part: str) -> etree._Element:
        """The root element of an XML part; the same object every time. Raises InputError with part and line."""
        key = normal(part)
        if key not in self._trees:
            data = self.read(part)
            if len(data) > MAX_XML:
                remedy = f"at most {MAX_XML // 1024**2} MB of XML in one part is read"
                raise InputError(f"part {part} is {len(data) // 1024**2} MB", path=self.path, remedy=remedy)
            try:
                self._trees[key] = etree.fromstring(data, _PARSER)
            except etree.XMLSyntaxError as error:
                raise self._broken(part, error) from None
            except ValueError as error:
                raise InputError(f"part {part}: {error}", path=self.path) from None
        return self._trees[key]

    def _broken(self, part: str, error: etree.XMLSyntaxError) -> InputError:
        line = error.lineno or 1
        detail = (error.msg or "no XML").rstrip(".")
        if "depth" in detail.lower():
            problem, remedy = "is nested too deeply", "at most 256 elements within each other are read"
        else:
            problem, remedy = f"has broken XML ({detail})", "open and save the document again in Word"
        return InputError(f"part {part}, line {line}, {problem}", path=self.path, remedy=remedy)

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


def normal(name: str) -> str:
    """A part's name as it is compared: case and the kind of slash do not count."""
    return name.replace("\\", "/").lstrip("/").lower()
