"""A Word package with a few parts changed: every other part stays byte for byte as it was, in its place."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile

from lxml import etree

from tenderkit.document.readers.package import Package, normal

Element = etree._Element

CONTENT_TYPES = "[Content_Types].xml"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_LINKS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_RELATIONSHIPS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"
_DOCTYPE = re.compile(r"<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL)
_MOMENT = (1980, 1, 1, 0, 0, 0)  # the time of parts that are new: the first that a zip can hold


def is_signed(package: Package) -> bool:
    """Whether the package holds a digital signature, which no change of it survives."""
    return any(name.lower().startswith("_xmlsignatures/") for name in package.names())


class Revision:
    """Changes to a package, collected until `save`."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self._changed: dict[str, tuple[str, Element]] = {}

    def tree(self, part: str) -> Element:
        """The root of an existing part, to be changed: the part will be written anew."""
        if normal(part) not in self._changed:
            self._changed[normal(part)] = (part, self.package.tree(part))
        return self._changed[normal(part)][1]

    def has(self, part: str) -> bool:
        """Whether there is such a part, an added one among them."""
        return normal(part) in self._changed or self.package.has(part)

    def add(self, part: str, root: Element, content_type: str) -> None:
        """A new part."""
        self._changed[normal(part)] = (part, root)
        types = self.tree(CONTENT_TYPES)
        name = "/" + part
        if not any(t.get("PartName", "").lower() == name.lower() for t in types.iter(_TYPES + "Override")):
            etree.SubElement(types, _TYPES + "Override", PartName=name, ContentType=content_type)

    def relate(self, part: str, type_: str, target: str) -> None:
        """A relationship from a part to another in the same folder."""
        folder, name = posixpath.split(part)
        place = posixpath.join(folder, "_rels", name + ".rels")
        if not self.has(place):
            root = etree.fromstring(f'<Relationships xmlns="{_LINKS[1:-1]}"/>')
            self._changed[normal(place)] = (place, root)
            self._know_relationships()
        root = self.tree(place)
        taken = {link.get("Id", "").lower() for link in root.iter(_LINKS + "Relationship")}
        number = next(n for n in range(1, len(taken) + 2) if f"rid{n}" not in taken)
        relative = target.rpartition("/")[2]
        etree.SubElement(root, _LINKS + "Relationship", Id=f"rId{number}", Type=type_, Target=relative)

    def _know_relationships(self) -> None:
        types = self.tree(CONTENT_TYPES)
        if not any(t.get("Extension", "").lower() == "rels" for t in types.iter(_TYPES + "Default")):
            types.insert(0, types.makeelement(_TYPES + "Default", Extension="rels", ContentType=_RELATIONSHIPS_TYPE))

    def save(self) -> bytes:
        """The package: its parts in their order, each compressed as it was, and the new ones behind them."""
        made = io.BytesIO()
        left = dict(self._changed)
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.comment = self.package.comment
            for member in self.package.members():
                _, root = left.pop(normal(member.filename), ("", None))
                data = b"" if member.is_dir() else self.package.read(member.filename)
                _write(archive, member, data if root is None else _bytes(root, data))
            for part, root in left.values():
                new = zipfile.ZipInfo(part, _MOMENT)
                new.compress_type, new.create_system = zipfile.ZIP_DEFLATED, 0
                _write(archive, new, _bytes(root))
        return made.getvalue()


def _write(archive: zipfile.ZipFile, member: zipfile.ZipInfo, data: bytes) -> None:
    """Write an entry as it stood in another zip; what that zip noted for itself (sizes, offsets, extras) is not copied."""
    info = zipfile.ZipInfo(member.filename, member.date_time)
    info.compress_type = member.compress_type
    info.create_system = member.create_system
    info.external_attr = member.external_attr
    info.comment = member.comment
    archive.writestr(info, data)


def _bytes(root: Element, source: bytes = b"") -> bytes:
    """An XML part; `source`: how it was before, for what the parser does not keep of a document type."""
    info = root.getroottree().docinfo
    told = _DOCTYPE.search(source.decode(info.encoding or "utf-8", "replace")) if info.internalDTD is not None else None
    standalone = "no" if info.standalone is False else "yes"
    head = f"<?xml version='1.0' encoding='UTF-8' standalone='{standalone}'?>\n{told.group() if told else ''}"
    before = reversed([etree.tostring(node, with_tail=False) for node in root.itersiblings(preceding=True)])
    return head.encode() + b"".join(before) + etree.tostring(root, encoding="UTF-8")
