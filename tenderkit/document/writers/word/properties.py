"""What a file says about itself: title, language, version, and what only this program knows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from lxml import etree

from tenderkit.document.model import Document
from tenderkit.document.writers.layout import Layout
from tenderkit.document.writers.word.base import Base, add_part
from tenderkit.document.writers.word.styles import LOCALES
from tenderkit.document.writers.word.xml import clean

_CP = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_TERMS = "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_APP = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VT = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_OFFICE = "application/vnd.openxmlformats-officedocument."
_CORE = {  # property of a document -> element; in the order in which they are written
    "subject": f"{{{_DC}}}subject",
    "author": f"{{{_DC}}}creator",
    "keywords": f"{{{_CP}}}keywords",
    "description": f"{{{_DC}}}description",
    "category": f"{{{_CP}}}category",
    "status": f"{{{_CP}}}contentStatus",
    "version": f"{{{_CP}}}version",
}
_COMPANY = {"organisation": "Company", "manager": "Manager"}


def write_properties(base: Base, document: Document, layout: Layout, anchors: Mapping[str, str]) -> None:
    """Writes the properties of a document; what it has itself goes before what the layout says.

    `anchors` are the bookmarks whose names had to be shortened, with the anchors they stand for.
    """
    shown = {"subject": layout.subtitle, "author": layout.organisation, "status": layout.status}
    shown |= {"version": layout.version, "organisation": layout.organisation}
    values = {k: clean(v) for k, v in {**shown, **document.properties}.items() if v}
    values.setdefault("author", "tenderkit")
    add_part(
        base,
        RT.CORE_PROPERTIES,
        "/docProps/core.xml",
        "application/vnd.openxmlformats-package.core-properties+xml",
        _core(document, values, layout.stamp),
        whole=True,
    )
    add_part(
        base,
        RT.EXTENDED_PROPERTIES,
        "/docProps/app.xml",
        _OFFICE + "extended-properties+xml",
        _app(values),
        whole=True,
    )
    custom = {"tenderkit.kind": document.kind, "tenderkit.language": document.language}
    custom |= base.properties
    custom |= {f"tenderkit.anchor.{name}": anchor for name, anchor in anchors.items()}
    custom |= {clean(k): v for k, v in values.items() if k in document.properties and k not in {**_CORE, **_COMPANY}}
    add_part(
        base,
        RT.CUSTOM_PROPERTIES,
        "/docProps/custom.xml",
        _OFFICE + "custom-properties+xml",
        _custom(custom),
        whole=True,
    )


def _core(document: Document, values: Mapping[str, str], stamp: datetime) -> bytes:
    root = etree.Element(f"{{{_CP}}}coreProperties", nsmap={"cp": _CP, "dc": _DC, "dcterms": _TERMS, "xsi": _XSI})

    def add(tag: str, text: str) -> etree._Element:
        element = etree.SubElement(root, tag)
        element.text = text
        return element

    if document.title:
        add(f"{{{_DC}}}title", clean(document.title))
    for name, tag in _CORE.items():
        if values.get(name):
            add(tag, values[name])
    if document.language:
        add(f"{{{_DC}}}language", LOCALES.get(document.language, document.language))
    add(f"{{{_CP}}}lastModifiedBy", values["author"])
    moment = (stamp if stamp.tzinfo else stamp.replace(tzinfo=UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    for name in ("created", "modified"):
        add(f"{{{_TERMS}}}{name}", moment).set(f"{{{_XSI}}}type", "dcterms:W3CDTF")
    return _bytes(root)


def _app(values: Mapping[str, str]) -> bytes:
    root = etree.Element(f"{{{_APP}}}Properties", nsmap=_default(_APP))
    etree.SubElement(root, f"{{{_APP}}}Application").text = "tenderkit"
    for name in ("manager", "organisation"):
        if values.get(name):
            etree.SubElement(root, f"{{{_APP}}}{_COMPANY[name]}").text = values[name]
    return _bytes(root)


def _custom(values: Mapping[str, str]) -> bytes:
    root = etree.Element(f"{{{_CUSTOM}}}Properties", nsmap=_default(_CUSTOM) | {"vt": _VT})
    for number, (name, value) in enumerate(values.items(), 2):  # the numbers 0 and 1 are taken by the format
        one = etree.SubElement(root, f"{{{_CUSTOM}}}property", fmtid=_FORMAT, pid=str(number), name=name)
        etree.SubElement(one, f"{{{_VT}}}lpwstr").text = value
    return _bytes(root)


def _default(namespace: str) -> dict[Any, str]:
    return {None: namespace}  # lxml takes None for the namespace without prefix; its stubs do not


def _bytes(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
