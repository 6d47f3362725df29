"""Word files made by hand: a zip with the XML that a test names."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

import pytest

from tenderkit.document.model import Document
from tenderkit.document.readers.word import WordFile, open_word

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/{main}" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_KINDS = {"header": "header", "footer": "footer"}


def make_docx(
    body: str = "",
    *,
    styles: str = "",
    numbering: str = "",
    parts: Mapping[str, str] | None = None,
    custom: Mapping[str, str] | None = None,
    core: str = "",
    main: str = "word/document.xml",
    document: str = "",
) -> bytes:
    """A .docx whose body, styles and numbering hold the given XML. `parts` are further parts of the document by their
    name in its folder ("footnotes", "header1"), with what stands inside their root element."""
    folder = main.rpartition("/")[0]
    files: dict[str, str] = {"[Content_Types].xml": _TYPES.format(main=main)}
    files[main] = document or f"<w:document {SPACES}><w:body>{body}</w:body></w:document>"
    links: list[tuple[str, str]] = []
    roots = {"styles": styles, "numbering": numbering, **(parts or {})}
    for name, inside in roots.items():
        kind = name.rstrip("0123456789")
        root = {"header": "hdr", "footer": "ftr"}.get(kind, kind)
        if inside:
            files[f"{folder}/{name}.xml"] = f"<w:{root} {SPACES}>{inside}</w:{root}>"
            links.append((kind, f"{name}.xml"))
    files[f"{folder}/_rels/{main.rpartition('/')[2]}.rels"] = _relationships(links, R)
    top = [("officeDocument", main)]
    if custom is not None:
        values = "".join(
            f'<property name="{k}" fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{n}"><vt:lpwstr>{v}</vt:lpwstr></property>'
            for n, (k, v) in enumerate(custom.items(), 2)
        )
        space = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
        types = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
        files["docProps/custom.xml"] = f'<Properties xmlns="{space}" xmlns:vt="{types}">{values}</Properties>'
        top.append(("custom-properties", "docProps/custom.xml"))
    if core:
        space = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
        dublin = 'xmlns:dc="http://purl.org/dc/elements/1.1/"'
        files["docProps/core.xml"] = f'<cp:coreProperties xmlns:cp="{space}" {dublin}>{core}</cp:coreProperties>'
        top.append(("core-properties", "docProps/core.xml"))
    files["_rels/.rels"] = _relationships(top, R)
    return make_zip(files)


def make_zip(files: Mapping[str, str | bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of files by name."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", compression) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def _relationships(links: list[tuple[str, str]], kind: str) -> str:
    each = "".join(f'<Relationship Id="rId{n}" Type="{kind}/{k}" Target="{t}"/>' for n, (k, t) in enumerate(links, 1))
    return f'<Relationships xmlns="{_RELS}">{each}</Relationships>'


@pytest.fixture
def docx() -> Callable[..., bytes]:
    """`make_docx`."""
    return make_docx


@pytest.fixture
def archive() -> Callable[..., bytes]:
    """`make_zip`."""
    return make_zip


@pytest.fixture
def word() -> Callable[..., Document]:
    """Make a .docx and read it."""

    def run(body: str = "", **options: object) -> Document:
        return open_word(make_docx(body, **options), "test.docx").document  # type: ignore[arg-type]

    return run


@pytest.fixture
def word_file() -> Callable[..., WordFile]:
    """Make a .docx and open it, with the way back to its elements."""

    def run(body: str = "", **options: object) -> WordFile:
        return open_word(make_docx(body, **options), "test.docx")  # type: ignore[arg-type]

    return run
