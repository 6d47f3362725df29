"""The file that is written into: an empty one of our own, or an organisation's house style without its text."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from lxml import etree

from tenderkit.document.writers.word import skeleton
from tenderkit.document.writers.word.package import pack
from tenderkit.document.writers.word.skeleton import CONTENT_TYPE as _CT
from tenderkit.document.writers.word.skeleton import MAIN as _MAIN
from tenderkit.document.writers.word.skeleton import STYLES as _STYLES
from tenderkit.document.writers.word.skeleton import W
from tenderkit.document.writers.word.tidy import tidy_numbering, tidy_section, tidy_settings, tidy_styles
from tenderkit.document.writers.word.xml import (
    SETTINGS_ORDER,
    Element,
    attribute,
    child,
    children,
    clear,
    descendants,
    make,
    put,
    remove,
)
from tenderkit.errors import InputError

_TEMPLATES = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    "application/vnd.ms-word.document.macroEnabled.main+xml",
)
_REMEDY = "give a Word document or template (.docx or .dotx) that opens in Word"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
_LARGEST = 200 * 1024 * 1024  # bytes, unpacked

# What a house style gives besides its text: what is not named here goes out with the text.
_KEPT_RELATIONS = {
    RT.STYLES,
    RT.SETTINGS,
    RT.FONT_TABLE,
    RT.THEME,
    RT.NUMBERING,
    RT.HEADER,
    RT.FOOTER,
    RT.CUSTOM_XML,
}
_TEXT_SETTINGS = (
    "w:attachedTemplate",
    "w:mailMerge",
    "w:revisionView",
    "w:trackRevisions",
    "w:documentProtection",
    "w:writeProtection",
    "w:updateFields",
    "w:footnotePr",
    "w:endnotePr",
    "w:docVars",
    "w:rsids",
    "w:smartTagType",
    "w:proofState",
)


_NARROW = {"top": 1130, "right": 1134, "bottom": 960, "left": 1134, "header": 480, "footer": 420}  # margins


@dataclass(frozen=True, slots=True)
class Base:
    """A Word file to write into. `house` says that it is an organisation's; `width` is the width of its text in
    twentieths of a point; `section` holds page size, margins, headers and footers; `properties` are its own document
    properties that its headers and footers show."""

    word: WordDocument
    house: bool
    section: Element
    properties: dict[str, str] = field(default_factory=dict)

    @property
    def body(self) -> Element:
        """The body, with nothing in it but the section."""
        parent = self.section.getparent()
        assert parent is not None
        return parent

    @property
    def width(self) -> int:
        """The width of the text in twentieths of a point."""
        size, margins = child(self.section, "w:pgSz"), child(self.section, "w:pgMar")
        if size is None or margins is None:
            return 9070
        left, right, gutter = (_number(margins, name) for name in ("w:left", "w:right", "w:gutter"))
        return max(_number(size, "w:w") - left - right - gutter, 2000)

    def xml_part(self, relation: str, name: str, content_type: str, empty: str) -> Element:
        """The root of a part of the document ("styles", "numbering"), made from `empty` when it is not there."""
        main = self.word.part
        for found in main.rels.values():
            if found.reltype == relation and not found.is_external and isinstance(found.target_part, XmlPart):
                root: Element = found.target_part.element
                return root
        made: Any = XmlPart.load(PackURI(name), content_type, empty.encode(), main.package)
        main.relate_to(made, relation)
        return made.element  # type: ignore[no-any-return]


def _number(element: Element, name: str) -> int:
    value = attribute(element, name)
    found = re.match(r"-?\d+", value)
    return int(found.group()) if found else 0


def plain(locale: str, compact: bool = False) -> Base:
    """An empty A4 file with our own defaults; `locale` is the language of its settings ("nl-NL"), or "". `compact`: with narrow
    margins."""
    word = docx.Document(io.BytesIO(pack(skeleton.parts(locale))))
    margins = child(word.element.body[-1], "w:pgMar")
    if compact and margins is not None:
        for name, value in _NARROW.items():
            margins.set(f"{{{W}}}{name}", str(value))
    return Base(word, False, word.element.body[-1])


def settings_of(base: Base) -> Element:
    """The root of the settings part."""
    return base.xml_part(RT.SETTINGS, "/word/settings.xml", _CT + "settings+xml", f'<w:settings xmlns:w="{W}"/>')


def house_style(path: Path) -> Base:
    """An organisation's file without its text; raises InputError when it is not a Word file that can be used."""
    word = _open(path)
    body = word.element.body
    section = _section(body)
    for element in list(body):
        body.remove(element)
    body.append(section)
    for other in list(word.element):
        if other is not body:
            remove(other)
    _drop_relations(word, section)
    base = Base(word, True, section, _shown_properties(word))
    settings = settings_of(base)
    clear(settings, *_TEXT_SETTINGS)
    tidy_settings(settings)
    for zoom in children(settings, "w:zoom"):
        if not attribute(zoom, "w:percent"):  # the schema asks for it and python-docx's own template forgets it
            zoom.set(f"{{{W}}}percent", "100")
    if not any(relation.reltype == RT.FONT_TABLE for relation in word.part.rels.values()):
        base.xml_part(RT.FONT_TABLE, "/word/fontTable.xml", _CT + "fontTable+xml", f'<w:fonts xmlns:w="{W}"/>')
    tidy_section(section)
    tidy_styles(styles_of(base))
    tidy_numbering(numbering_of(base))
    return base


def set_setting(base: Base, setting: Element) -> None:
    """Puts one setting in its place in the settings part."""
    put(settings_of(base), setting, SETTINGS_ORDER)


def styles_of(base: Base) -> Element:
    """The root of the styles part."""
    return base.xml_part(RT.STYLES, "/word/styles.xml", _CT + "styles+xml", _STYLES)


def numbering_of(base: Base) -> Element:
    """The root of the numbering part."""
    return base.xml_part(RT.NUMBERING, "/word/numbering.xml", _CT + "numbering+xml", f'<w:numbering xmlns:w="{W}"/>')


def add_part(base: Base, relation: str, name: str, content_type: str, data: bytes, *, whole: bool = False) -> None:
    """Adds a part to the document (to the package as a `whole` where asked), in place of one of the same kind."""
    package = base.word.part.package
    assert package is not None
    holder: Any = package if whole else base.word.part
    for key, found in list(holder.rels.items()):
        if found.reltype == relation:
            del holder.rels[key]
    holder.relate_to(Part(PackURI(name), content_type, data, package), relation)


def _open(path: Path) -> WordDocument:
    try:
        data = Path(path).read_bytes()
    except FileNotFoundError:
        raise InputError("no such file", path=path, remedy="check the name and the folder") from None
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}", path=path, remedy=_REMEDY) from None
    if data.startswith(_OLE):
        problem = "is protected with a password or an old .doc file"
        raise InputError(problem, path=path, remedy="save it in Word as .docx without a password")
    try:
        return docx.Document(io.BytesIO(_as_document(data)))
    except InputError as error:
        raise InputError(error.problem, path=path, remedy=error.remedy) from None
    except (KeyError, ValueError, AttributeError, TypeError, NotImplementedError, RuntimeError, EOFError, OSError):
        raise InputError("is not a Word document that can serve as house style", path=path, remedy=_REMEDY) from None
    except (zipfile.BadZipFile, etree.XMLSyntaxError):
        raise InputError("is not a Word document or a damaged one", path=path, remedy=_REMEDY) from None
    except Exception as error:  # python-docx raises its own kinds for packages that miss parts
        raise InputError(
            f"cannot serve as house style: {' '.join(str(error).split())}", path=path, remedy=_REMEDY
        ) from None


def _as_document(data: bytes) -> bytes:
    """The same package with the content type of a document: python-docx refuses templates. Macros go out."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(info.file_size for info in archive.infolist()) > _LARGEST:
            raise InputError("is too large for a house style", remedy="take its pictures out or make them smaller")
        parts = {info.filename: archive.read(info) for info in archive.infolist() if not info.is_dir()}
    types = parts.get("[Content_Types].xml", b"")
    for template in _TEMPLATES:
        types = types.replace(template.encode(), _MAIN.encode())
    parts["[Content_Types].xml"] = types
    if b"http://purl.oclc.org/ooxml/" in parts.get("word/document.xml", b"")[:4000]:
        raise InputError("is in Strict Open XML", remedy="save it in Word as an ordinary .docx")
    return pack(parts)


def _shown_properties(word: WordDocument) -> dict[str, str]:
    """The document properties that headers and footers show, by name, out of the package's custom properties."""
    package = word.part.package
    codes = ""
    for relation in word.part.rels.values():
        if relation.reltype in (RT.HEADER, RT.FOOTER) and isinstance(relation.target_part, XmlPart):
            story: Element = relation.target_part.element
            codes += "".join(i.text or "" for i in descendants(story, "w:instrText"))
            codes += "".join(attribute(f, "w:instr") for f in descendants(story, "w:fldSimple"))
    found: dict[str, str] = {}
    for relation in list(package.rels.values()) if package is not None else []:
        if relation.reltype == RT.CUSTOM_PROPERTIES and not relation.is_external:
            root = etree.fromstring(relation.target_part.blob, _PARSER)
            for one in root.iter("{*}property"):
                name = one.get("name") or ""
                if name and not name.startswith("tenderkit.") and name in codes:
                    found[name] = "".join(str(text) for text in one.itertext()).strip()
    return found


def _section(body: Element) -> Element:
    """The section that the text goes into: the last one in portrait, with the headers it inherits from those before."""
    sections = descendants(body, "w:sectPr")
    sections = [s for s in sections if not any(a.tag == f"{{{W}}}sectPrChange" for a in s.iterancestors())]
    if not sections:
        return make(
            "w:sectPr",
            make("w:pgSz", w=11906, h=16838),
            make("w:pgMar", top=1417, right=1417, bottom=1417, left=1417, header=709, footer=709, gutter=0),
        )
    chosen = len(sections) - 1
    for at in range(len(sections) - 1, -1, -1):
        size = child(sections[at], "w:pgSz")
        if size is None or attribute(size, "w:orient") != "landscape":
            chosen = at
            break
    section = sections[chosen]
    inherited: dict[tuple[str, str], Element] = {}
    for one in sections[: chosen + 1]:
        for reference in (*children(one, "w:headerReference"), *children(one, "w:footerReference")):
            inherited[reference.tag, attribute(reference, "w:type")] = reference
    clear(section, "w:headerReference", "w:footerReference", "w:sectPrChange", "w:type", "w:printerSettings")
    for at, reference in enumerate(inherited.values()):
        section.insert(at, reference)
    return section


def _drop_relations(word: WordDocument, section: Element) -> None:
    """Lets go of the parts that only the dropped text used: pictures, notes, comments, macros."""
    used = {
        attribute(r, "r:id") for r in (*children(section, "w:headerReference"), *children(section, "w:footerReference"))
    }
    main = word.part
    for key, relation in list(main.rels.items()):
        running = relation.reltype in (RT.HEADER, RT.FOOTER)
        if relation.reltype not in _KEPT_RELATIONS or (running and key not in used):
            del main.rels[key]
    package = main.package
    if package is not None:
        for key, relation in list(package.rels.items()):
            if relation.reltype not in (RT.OFFICE_DOCUMENT, RT.CUSTOM_PROPERTIES):
                del package.rels[key]
    for relation in main.rels.values():
        if relation.reltype == RT.SETTINGS and not relation.is_external:
            for key in list(relation.target_part.rels):
                del relation.target_part.rels[key]
