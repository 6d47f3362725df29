"""An organisation's own file as house style: its looks stay, its text goes, its headings are numbered."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from lxml import etree

from tenderkit.document.model import Block, Cell, Document
from tenderkit.document.readers.word import open_word
from tenderkit.document.writers import Layout, write_word
from tenderkit.errors import InputError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360f8cf500f000302"
    "01803d8b5d0b0000000049454e44ae426082"
)
DOCUMENT = Document(
    (
        Block("title", "Overeenkomst"),
        Block("heading", "Begin", 1, "Artikel 1", anchor="begin"),
        Block("clause", "Eerste lid.", 2, "1.1"),
        Block("item", "een;", 1, "a."),
        Block("heading", "Bijlagen", 1),
        Block("heading", "Einde", 1, "Artikel 2"),
        Block("cell", "Nr", cell=Cell(0, 0, 0, True)),
        Block("cell", "Eis", cell=Cell(0, 0, 1, True)),
    ),
    title="Overeenkomst",
    language="nl",
    kind="agreement",
)
LAYOUT = Layout(organisation="Regio", name="Overeenkomst", contents=True, cover=True)


@pytest.fixture
def house(tmp_path: Path) -> Callable[..., Path]:
    """Make a house style: Dutch style names, an own numbering on "Kop 1", a header with a logo, text to be dropped."""

    def run(name: str = "huisstijl.docx", *, template: bool = False) -> Path:
        word = docx.Document()
        styles = word.styles
        styles["Normal"].font.name = "Verdana"
        styles["Normal"].font.size = Pt(9)
        heading = styles["Heading 1"].element
        heading.get_or_add_pPr().insert(0, parse_xml(f'<w:numPr {NS}><w:numId w:val="1"/></w:numPr>'))
        heading.set(qn("w:styleId"), "Kop1")
        heading.find(qn("w:name")).set(qn("w:val"), "Kop 1")
        heading.get_or_add_rPr().append(parse_xml(f'<w:color {NS} w:val="AA0000"/>'))
        for style in styles.element.iter(qn("w:basedOn")):
            if style.get(qn("w:val")) == "Heading1":
                style.set(qn("w:val"), "Kop1")
        section = word.sections[0]
        section.left_margin = Cm(4)
        section.header.paragraphs[0].add_run("Gemeente Voorbeeld ").add_picture(io.BytesIO(PNG), width=Cm(1))
        word.add_paragraph("Deze tekst hoort niet in het stuk.")
        word.add_picture(io.BytesIO(PNG + b"\0"), width=Cm(1))
        saved = io.BytesIO()
        word.save(saved)
        path = tmp_path / name
        with zipfile.ZipFile(saved) as source, zipfile.ZipFile(path, "w") as made:
            for part in source.namelist():
                data = source.read(part)
                if template and part == "[Content_Types].xml":
                    data = data.replace(b"document.main+xml", b"template.main+xml")
                made.writestr(part, data)
        return path

    return run


def part(data: bytes, name: str) -> etree._Element:
    """A part of a file, parsed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


@pytest.mark.parametrize("template", [False, True])
def test_the_text_is_ours_and_the_looks_are_theirs(house: Callable[..., Path], template: bool) -> None:
    path = house("huisstijl.dotx" if template else "huisstijl.docx", template=template)
    data = write_word(DOCUMENT, style=path, layout=LAYOUT)
    read = open_word(data, "x.docx").document
    assert read.same_content(DOCUMENT)
    assert not any("hoort niet" in b.text for b in read.blocks)
    assert any("Gemeente Voorbeeld" in b.text for b in read.blocks if b.story == "header")
    margins = part(data, "word/document.xml").find(f".//{W}pgMar")
    assert margins is not None and margins.get(f"{W}left") == "2268"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        types = archive.read("[Content_Types].xml")
        assert b"template.main+xml" not in types and b"document.main+xml" in types
        assert b"Verdana" in archive.read("word/styles.xml")
        header = archive.read("word/header1.xml")
    assert b"w:drawing" in header
    assert data == write_word(DOCUMENT, style=path, layout=LAYOUT)


def test_numbering_is_tied_to_the_dutch_heading_style(house: Callable[..., Path]) -> None:
    data = write_word(DOCUMENT, style=house())
    styles = part(data, "word/styles.xml")
    named = {
        s.get(f"{W}styleId"): n.get(f"{W}val")
        for s in styles.iter(f"{W}style")
        if (n := s.find(f"{W}name")) is not None
    }
    assert named["Kop1"] == "heading 1"  # by that name Word's contents list knows it
    levels = [
        level
        for level in part(data, "word/numbering.xml").iter(f"{W}lvl")
        if (link := level.find(f"{W}pStyle")) is not None and link.get(f"{W}val") == "Kop1"
    ]
    assert [level.find(f"{W}lvlText").get(f"{W}val") for level in levels] == ["Artikel %1"]  # type: ignore[union-attr]


def test_a_contents_heading_based_on_the_heading_style_is_not_counted(house: Callable[..., Path]) -> None:
    """python-docx's template has "TOC Heading" based on "heading 1", as Word itself has."""
    read = open_word(write_word(DOCUMENT, style=house(), layout=LAYOUT), "x.docx").document
    assert [b.number for b in read.blocks if b.story == "toc" and "Inhoud" in b.text] == [""]
    assert [b.number for b in read.body if b.kind == "heading"] == ["Artikel 1", "", "Artikel 2"]


def test_an_empty_footer_gets_ours(house: Callable[..., Path]) -> None:
    read = open_word(write_word(DOCUMENT, style=house(), layout=LAYOUT), "x.docx").document
    assert any("Pagina" in b.text for b in read.blocks if b.story == "footer")


def test_our_own_output_can_be_a_house_style(tmp_path: Path) -> None:
    path = tmp_path / "eerder.docx"
    path.write_bytes(write_word(DOCUMENT, layout=LAYOUT))
    other = Document(
        (Block("heading", "Nieuw", 1, "1"), Block("clause", "Lid.", 2, "1.1")), title="Nieuw", language="nl"
    )
    read = open_word(write_word(other, style=path), "x.docx").document
    assert read.same_content(other)
    assert [b for b in read.blocks if b.story in ("cover", "toc")] == []


def test_pictures_of_the_dropped_text_go_too(house: Callable[..., Path]) -> None:
    with zipfile.ZipFile(io.BytesIO(write_word(DOCUMENT, style=house()))) as archive:
        assert b"image" not in archive.read("word/_rels/document.xml.rels")


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"platte tekst", "not a Word document"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"x" * 600, "password"),
        (b"PK\x05\x06" + b"\0" * 18, "cannot serve as house style|not a Word document"),
    ],
)
def test_a_file_that_is_no_house_style_gives_one_clear_line(tmp_path: Path, content: bytes, problem: str) -> None:
    path = tmp_path / "stijl.docx"
    path.write_bytes(content)
    with pytest.raises(InputError, match=problem) as caught:
        write_word(DOCUMENT, style=path)
    assert str(path) in str(caught.value) and caught.value.remedy


def test_a_house_style_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        write_word(DOCUMENT, style=tmp_path / "weg.docx")


def test_strict_open_xml_is_named(tmp_path: Path, house: Callable[..., Path]) -> None:
    path = tmp_path / "strict.docx"
    with zipfile.ZipFile(house()) as source, zipfile.ZipFile(path, "w") as made:
        for name in source.namelist():
            data = source.read(name)
            old = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            made.writestr(name, data.replace(old, b"http://purl.oclc.org/ooxml/wordprocessingml/main"))
    with pytest.raises(InputError, match="Strict"):
        write_word(DOCUMENT, style=path)


def changed(path: Path, part_name: str, old: str, new: str) -> Path:
    """A house style with something in one of its parts replaced."""
    made = path.with_stem(path.stem + "-anders")
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == part_name:
                assert old.encode() in data
                data = data.replace(old.encode(), new.encode())
            target.writestr(name, data)
    return made


def test_what_other_programs_leave_out_or_in_disorder_is_put_right(house: Callable[..., Path]) -> None:
    path = changed(house(), "word/styles.xml", '<w:name w:val="Normal"/>', '<w:qFormat/><w:name w:val="Normal"/>')
    path = changed(
        path, "word/settings.xml", "</w:settings>", '<w:zoom w:val="none"/><w:uiCompat97To2003/></w:settings>'
    )
    path = changed(path, "word/document.xml", ' w:gutter="0"', "")
    data = write_word(DOCUMENT, style=path, layout=LAYOUT)
    normal = next(s for s in part(data, "word/styles.xml").iter(f"{W}style") if s.get(f"{W}styleId") == "Normal")
    order = [e.tag.removeprefix(W) for e in normal]
    assert order.index("name") < order.index("qFormat")
    settings = [e.tag.removeprefix(W) for e in part(data, "word/settings.xml")]
    assert "uiCompat97To2003" not in settings and settings.index("zoom") < settings.index("compat")
    margins = part(data, "word/document.xml").find(f".//{W}pgMar")
    assert margins is not None and margins.get(f"{W}gutter") == "0"


def test_styles_lead_to_styles_that_are_there_and_there_is_one_font_table(house: Callable[..., Path]) -> None:
    path = changed(house(), "word/styles.xml", '<w:basedOn w:val="TableNormal"/>', '<w:basedOn w:val="Weg"/>')
    data = write_word(DOCUMENT, style=path, layout=LAYOUT)
    styles = part(data, "word/styles.xml")
    known = {s.get(f"{W}styleId") for s in styles.iter(f"{W}style")}
    assert {e.get(f"{W}val") for tag in ("basedOn", "next", "link") for e in styles.iter(f"{W}{tag}")} <= known
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.namelist().count("word/fontTable.xml") == 1
        assert len(archive.namelist()) == len(set(archive.namelist()))


def test_first_and_even_pages_keep_their_headers_and_get_ours_where_there_is_none(tmp_path: Path) -> None:
    word = docx.Document()
    word.settings.odd_and_even_pages_header_footer = True
    section = word.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].text = "Briefhoofd van de gemeente"
    section.even_page_header.paragraphs[0].text = "Even bladzijde"
    path = tmp_path / "stijl.docx"
    word.save(str(path))
    data = write_word(DOCUMENT, style=path, layout=LAYOUT)
    made = docx.Document(io.BytesIO(data))
    section = made.sections[0]
    assert section.first_page_header.paragraphs[0].text == "Briefhoofd van de gemeente"
    assert [p.text for p in section.even_page_header.paragraphs] == ["Even bladzijde"]
    assert "Overeenkomst" in section.header.paragraphs[0].text
    for footer in (section.footer, section.even_page_footer):
        assert "Pagina" in footer.paragraphs[0].text


def test_a_landscape_section_at_the_end_is_not_the_page_of_the_text(house: Callable[..., Path]) -> None:
    word = docx.Document(str(house()))
    section = word.add_section()
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    path = house().with_stem("liggend")
    word.save(str(path))
    section = docx.Document(io.BytesIO(write_word(DOCUMENT, style=path, layout=LAYOUT))).sections[0]
    assert section.page_width is not None and section.page_height is not None
    assert section.page_width < section.page_height
    assert "Gemeente Voorbeeld" in section.header.paragraphs[0].text


def test_no_printer_settings_without_their_part(house: Callable[..., Path]) -> None:
    settings = f'<w:printerSettings xmlns:r="{docx.oxml.ns.nsmap["r"]}" r:id="rId99"/><w:pgSz '
    data = write_word(DOCUMENT, style=changed(house(), "word/document.xml", "<w:pgSz ", settings))
    assert part(data, "word/document.xml").find(f".//{W}printerSettings") is None
