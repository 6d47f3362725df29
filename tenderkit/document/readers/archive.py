"""A zip of XML parts, as Word and OpenDocument files are, opened with care for what may be wrong.

Everything is bounded before it is unpacked: the number of parts, their size together and each on its own, and how much
larger than its packed bytes a part may become. Nothing is ever written to a disk, and no entity, DTD or address is followed.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from tenderkit.errors import InputError

MAX_TOTAL = 200 * 1024 * 1024  # bytes of all parts together, unpacked
MAX_XML = 64 * 1024 * 1024  # bytes of one XML part, unpacked
MAX_TAGS = 600_000  # in one XML part, opening and closing: a real document of hundreds of pages has fewer
MAX_TEXT = 2_000_000  # bytes between the tags of one XML part: some six hundred pages
MAX_RATIO = 250  # unpacked to packed; looked at from 4 MB on, for small parts may well be all blanks
_RATIO_FROM = 4 * 1024 * 1024
MAX_PARTS = 20_000

_TAG = re.compile(rb"<[^<>]*>[ \t\r\n]*")
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


class Archive:
    """The parts of a zip, by name. Raises InputError, in one line, for what is no zip that can be read safely."""

    WHAT, PROGRAM, SUFFIX = "Word document", "Word", ".docx"

    def __init__(self, data: bytes, path: str) -> None:
        self.path = path
        self.data = data
        self._trees: dict[str, etree._Element] = {}
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
            return InputError("the file is empty", path=self.path, remedy=f"give a {self.WHAT}")
        if data.startswith(_OLE):
            if "EncryptedPackage".encode("utf-16-le") in data or "EncryptionInfo".encode("utf-16-le") in data:
                problem = "the document is encrypted with a password"
                return InputError(problem, path=self.path, remedy=f"save it in {self.PROGRAM} without a password")
            if "WordDocument".encode("utf-16-le") in data:
                problem = "this is an old Word document (.doc), whatever its name says"
                return InputError(problem, path=self.path, remedy=f"save it in {self.PROGRAM} as {self.SUFFIX}")
            problem = f"this is encrypted or an old Office file, not a {self.SUFFIX}"
            return InputError(
                problem, path=self.path, remedy=f"save it in {self.PROGRAM} as {self.SUFFIX} without a password"
            )
        if data.startswith(b"PK"):
            problem = "the file is truncated or damaged: its zip directory cannot be read"
            return InputError(problem, path=self.path, remedy="fetch or save it again")
        head = data[:512].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
        kinds = {b"%pdf": "a PDF", b"{\\rtf": "an RTF text", b"<!doctype html": "a web page", b"<html": "a web page"}
        what = next((k for start, k in kinds.items() if head.startswith(start)), f"not a {self.WHAT} ({detail})")
        return InputError(
            f"this is {what}, whatever its name says",
            path=self.path,
            remedy=f"save it in {self.PROGRAM} as {self.SUFFIX}",
        )

    def _bound(self, members: list[zipfile.ZipInfo]) -> None:
        total = sum(m.file_size for m in members)
        remedy = f"documents of up to {MAX_TOTAL // 1024**2} MB unpacked are read"
        if total > MAX_TOTAL or len(members) > MAX_PARTS:
            size = f"{total // 1024**2} MB in {len(members)} parts"
            raise InputError(f"the document unpacks to {size}, which is too large", path=self.path, remedy=remedy)
        for m in members:
            if m.file_size > _RATIO_FROM and m.file_size > MAX_RATIO * max(m.compress_size, 1):
                problem = f"part {m.filename} unpacks to {m.file_size // max(m.compress_size, 1)} times its size"
                raise InputError(problem, path=self.path, remedy="this looks like a zip bomb and is not opened")
            if m.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                # Word writes no other kind, and zipfile cannot stop these at a size.
                problem = f"part {m.filename} is compressed in an unusual way"
                raise InputError(problem, path=self.path, remedy=f"save the document again in {self.PROGRAM}")
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
            raise InputError(
                f"part {part} is missing", path=self.path, remedy=f"save the document again in {self.PROGRAM}"
            )
        try:
            with self._zip.open(member) as packed:
                # One more than it says: zipfile unpacks without end when it is told to read everything.
                return packed.read(member.file_size + 1)
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
            self._bound_tree(part, data)
            try:
                self._trees[key] = etree.fromstring(data, _PARSER)
            except etree.XMLSyntaxError as error:
                raise self._broken(part, error) from None
            except ValueError as error:
                raise InputError(f"part {part}: {error}", path=self.path) from None
        return self._trees[key]

    def _bound_tree(self, part: str, data: bytes) -> None:
        """Refuse XML that would take too long: a linter of contracts need not get through a library."""
        tags = data.count(b"<")
        if tags > MAX_TAGS:
            remedy = f"at most {MAX_TAGS:,} are read; split the document"
            raise InputError(f"part {part} holds {tags:,} XML tags", path=self.path, remedy=remedy)
        if len(data) > MAX_TEXT:
            size = len(_TAG.sub(b"", data))
            if size > MAX_TEXT:
                remedy = f"at most {MAX_TEXT:,} are read, some six hundred pages; split the document"
                raise InputError(f"part {part} holds {size:,} characters of text", path=self.path, remedy=remedy)

    def _broken(self, part: str, error: etree.XMLSyntaxError) -> InputError:
        line = error.lineno or 1
        detail = (error.msg or "no XML").rstrip(".")
        if "depth" in detail.lower():
            problem, remedy = "is nested too deeply", "at most 256 elements within each other are read"
        else:
            problem, remedy = f"has broken XML ({detail})", f"open and save the document again in {self.PROGRAM}"
        return InputError(f"part {part}, line {line}, {problem}", path=self.path, remedy=remedy)


def normal(name: str) -> str:
    """A part's name as it is compared: case and the kind of slash do not count."""
    return name.replace("\\", "/").lstrip("/").lower()
