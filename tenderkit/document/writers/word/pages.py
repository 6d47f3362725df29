"""Page numbers in the table of contents, found by letting LibreOffice lay the pages out."""

from __future__ import annotations

import io
import subprocess
import zipfile

from docx.oxml.parser import parse_xml
from lxml import etree

from tenderkit.document.office import WORD, convert, office
from tenderkit.document.writers.word.inline import field, text_runs
from tenderkit.document.writers.word.package import pack
from tenderkit.document.writers.word.xml import Element, attribute, child, descendants, make
from tenderkit.errors import InputError

_MAIN = "word/document.xml"
_MARK = "tenderkit page "
_SECONDS = 300


def fill_page_numbers(data: bytes) -> bytes:
    """A Word file with the page numbers in its table of contents, as LibreOffice lays the pages out; Word may come to
    others and puts its own there when somebody renews the table. A file without such a table comes back as it is.

    Raises InputError when LibreOffice is not installed or does not get through the file.
    """
    parts = _parts(data)
    root: Element = parse_xml(parts[_MAIN])
    links = _entries(root)
    if not links:
        return data
    pages = _pages(parts, sorted({attribute(link, "w:anchor") for link in links}))
    for link in links:
        name = attribute(link, "w:anchor")
        if name in pages:
            link.extend([*text_runs("\t"), *field(f"PAGEREF {name} \\h", text_runs(pages[name]))])
    return pack({**parts, _MAIN: _bytes(root)})


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def _entries(root: Element) -> list[Element]:
    """The lines of the table of contents that lead to a bookmark and have no page number yet."""
    found: list[Element] = []
    for control in descendants(root, "w:sdt"):
        galleries = descendants(control, "w:docPartGallery")
        if galleries and attribute(galleries[0], "w:val") == "Table of Contents":
            for link in descendants(control, "w:hyperlink"):
                instructions = "".join(i.text or "" for i in descendants(link, "w:instrText"))
                if attribute(link, "w:anchor") and "PAGEREF" not in instructions:
                    found.append(link)
    return found


def _pages(parts: dict[str, bytes], names: list[str]) -> dict[str, str]:
    """The page of each bookmark. A copy of the file gets a line with a PAGEREF field for each at its end; LibreOffice
    fills those in when it saves the copy as Word again."""
    root: Element = parse_xml(parts[_MAIN])
    body = child(root, "w:body")
    if body is None:
        return {}
    for name in names:
        line = make("w:p", *text_runs(_MARK + name + " "), *field(f"PAGEREF {name} \\h", text_runs("0")))
        body.insert(len(body) - 1, line)
    saved: Element = parse_xml(_parts(_laid_out(pack({**parts, _MAIN: _bytes(root)})))[_MAIN])
    found: dict[str, str] = {}
    for line in descendants(saved, "w:p"):
        text = "".join(t.text or "" for t in descendants(line, "w:t"))
        name, _, page = text.removeprefix(_MARK).partition(" ")
        if text.startswith(_MARK) and page.strip().isdigit() and page.strip() != "0":
            found[name] = page.strip()
    return found


def _laid_out(data: bytes) -> bytes:
    """The file as LibreOffice saves it."""
    program = office()
    if program is None:
        raise InputError(
            "page numbers need LibreOffice, which is not installed",
            remedy="install it, or renew the table of contents in Word (F9)",
        )
    try:
        made = convert(program, data, ".docx", WORD, _SECONDS)
    except (OSError, subprocess.SubprocessError):
        made = None
    if made is None:
        remedy = "renew the table of contents in Word (F9) instead"
        raise InputError("LibreOffice could not lay the pages out", remedy=remedy)
    return made


def _bytes(root: Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
