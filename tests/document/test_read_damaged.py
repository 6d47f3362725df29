"""Files that cannot be read: one line that says what is wrong and what would be right, and nothing else."""

from __future__ import annotations

import random
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tenderkit.document.model import Document
from tenderkit.document.readers import SUFFIXES, read, read_bytes
from tenderkit.document.readers import archive as parts
from tenderkit.errors import InputError

Make = Callable[..., bytes]
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def refusal(data: bytes, name: str = "concept.docx") -> str:
    with pytest.raises(InputError) as caught:
        read_bytes(data, name)
    line = str(caught.value)
    assert line.startswith(f"{name}:")
    assert "\n" not in line
    assert caught.value.remedy
    return line


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted with a password"),
        (OLE + "WordDocument".encode("utf-16-le"), "old Word document"),
        (OLE + b"iets anders", "encrypted or an old Office file"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"{\\rtf1 tekst}", "RTF"),
        (b"<!DOCTYPE html><html>", "a web page"),
        (b"gewoon tekst", "not a Word document"),
    ],
)
def test_what_is_no_zip_is_named(data: bytes, said: str) -> None:
    assert said in refusal(data)


def test_a_truncated_file(docx: Make) -> None:
    assert "truncated or damaged" in refusal(docx("<w:p/>")[:-40])


def test_a_damaged_part(docx: Make) -> None:
    data = bytearray(docx("<w:p><w:r><w:t>" + "tekst en nog meer tekst " * 50 + "</w:t></w:r></w:p>"))
    at = data.find(b"word/document.xml") + len("word/document.xml") + 20
    data[at : at + 10] = b"\xff" * 10
    assert "part word/document.xml is damaged" in refusal(bytes(data))


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"xl/workbook.xml": "<x/>"}, "a spreadsheet"),
        ({"ppt/presentation.xml": "<x/>"}, "a presentation"),
        ({"mimetype": "application/vnd.oasis.opendocument.text"}, "an OpenDocument file"),
        ({"mimetype": "application/epub+zip"}, "an e-book"),
        ({"foto.jpg": "x"}, "a zip file without a Word document"),
        ({"word/document.xml": "<workbook xmlns='urn:x'/>"}, "a spreadsheet"),
    ],
)
def test_other_packages_are_named(archive: Make, files: dict[str, str], said: str) -> None:
    assert said in refusal(archive(files))


def test_broken_xml_is_told_with_part_and_line(docx: Make, archive: Make) -> None:
    line = refusal(docx(document="<w:document\n xmlns:w='urn:x'>\n<w:body></w:document>"))
    assert "part word/document.xml, line 3" in line
    assert "broken XML" in line
    assert "part word/styles.xml, line 1" in refusal(docx("<w:p/>", styles="<w:style>"))


def test_missing_parts_and_loose_ends_do_not_matter(docx: Make, archive: Make) -> None:
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    body = (
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        f'xmlns:r="{kind}"><w:body><w:p><w:pPr><w:pStyle w:val="weg"/><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr>'
        '<w:r><w:t>tekst</w:t><w:footnoteReference w:id="4"/><w:commentReference w:id="5"/></w:r></w:p>'
        '<w:sectPr><w:headerReference r:id="rId1"/><w:footerReference r:id="rId77"/></w:sectPr></w:body></w:document>'
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{kind}/{k}" Target="{t}"{more}/>'
        for n, (k, t, more) in enumerate(
            [
                ("header", "weg.xml", ""),
                ("styles", "../../buiten.xml", ""),
                ("numbering", "", ""),
                ("footnotes", "http://example.org/x", ' TargetMode="External"'),
            ],
            1,
        )
    )
    files = {
        "word/document.xml": body,
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{space}">{links}</Relationships>',
    }
    document = read_bytes(archive(files), "los.docx")
    assert [b.text for b in document.blocks] == ["tekst"]


def test_of_parts_with_the_same_name_one_is_read(docx: Make, tmp_path: Path) -> None:
    file = tmp_path / "dubbel.docx"
    file.write_bytes(docx("<w:p><w:r><w:t>een</w:t></w:r></w:p>"))
    with zipfile.ZipFile(file) as old:
        again = old.read("word/document.xml").replace(b"een", b"twee")
    with zipfile.ZipFile(file, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr("word/document.xml", again)
    assert [b.text for b in read(file).blocks] == ["twee"]


def test_a_zip_bomb_is_not_opened(archive: Make) -> None:
    began = time.monotonic()
    line = refusal(archive({"word/document.xml": "<a>" + " " * 20_000_000 + "</a>"}))
    assert "times its size" in line
    assert time.monotonic() - began < 5


def test_a_document_that_unpacks_to_too_much(archive: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "MAX_TOTAL", 1_000)
    assert "too large" in refusal(archive({"word/document.xml": "x" * 2_000}))


def test_a_part_that_is_too_large(docx: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "MAX_XML", 2_000)
    assert "part word/document.xml is" in refusal(docx("<w:p/>" * 1_000))


@pytest.mark.parametrize("names", [("sdt", "sdtContent"), ("tbl", "tr", "tc"), ("p", "r"), ("customXml",)])
def test_deep_nesting_is_read_or_refused_but_never_a_crash(docx: Make, names: tuple[str, ...]) -> None:
    opened = "".join(f"<w:{n}>" for n in names)
    closed = "".join(f"</w:{n}>" for n in reversed(names))

    def nested(depth: int) -> bytes:
        return docx(opened * depth + "<w:p><w:r><w:t>diep</w:t></w:r></w:p>" + closed * depth)

    assert isinstance(read_bytes(nested(60), "diep.docx"), Document)
    assert "nested too deeply" in refusal(nested(20_000))


def test_tables_within_tables_as_deep_as_xml_goes(docx: Make) -> None:
    depth = 80
    body = "<w:tbl><w:tr><w:tc>" * depth + "<w:p><w:r><w:t>x</w:t></w:r></w:p>" + "</w:tc></w:tr></w:tbl>" * depth
    document = read_bytes(docx(body), "diep.docx")
    assert len(document.blocks) == depth
    assert document.blocks[-1].text == "x"


def test_entities_do_not_blow_up(docx: Make) -> None:
    entities = '<!ENTITY a0 "lol">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    document = (
        f"<!DOCTYPE w [{entities}]><w:document "
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" x="&a11;">'
        "<w:body><w:p><w:r><w:t>&a11;</w:t></w:r></w:p></w:body></w:document>"
    )
    began = time.monotonic()
    try:
        read_bytes(docx(document=document), "lach.docx")
    except InputError as error:
        assert "word/document.xml" in str(error)
    assert time.monotonic() - began < 5


def test_bytes_changed_at_random_give_a_document_or_one_line(docx: Make) -> None:
    good = docx(
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>tekst</w:t></w:r></w:p>'
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>cel</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
        numbering='<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
    )
    chance = random.Random(12)
    outcomes = set()
    for _ in range(300):
        data = bytearray(good)
        for _ in range(chance.randint(1, 6)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            outcomes.add(type(read_bytes(bytes(data), "x.docx")))
        except InputError as error:
            assert "\n" not in str(error)
            outcomes.add(InputError)
    assert outcomes == {Document, InputError}


# Names and places


def test_a_missing_file_a_folder_and_an_unreadable_name(tmp_path: Path) -> None:
    for path, said in ((tmp_path / "weg.docx", "no such file"), (Path("a\0b.docx"), "cannot be read")):
        with pytest.raises(InputError, match=said):
            read(path)
    folder = tmp_path / "map.md"
    folder.mkdir()
    with pytest.raises(InputError, match="a folder"):
        read(folder)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("oud.doc", r"\(\.doc\) are not read yet; convert it to \.docx"),
        ("open.odt", r"convert it to \.docx"),
        ("bladen.PDF", r"convert it to \.docx"),
        ("cijfers.xlsx", r"\*\.xlsx are not read; readable: .*\.docx"),
        ("zonder", "without a suffix"),
    ],
)
def test_other_suffixes_are_refused_with_what_would_be_right(name: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read_bytes(b"x", name)


def test_suffixes_decide_in_either_case(docx: Make, tmp_path: Path) -> None:
    assert {".docx", ".docm", ".dotx", ".dotm", ".md", ".txt"} <= SUFFIXES
    for suffix in (".DOCX", ".docm", ".dotx", ".dotm"):
        file = tmp_path / f"concept{suffix}"
        file.write_bytes(docx("<w:p><w:r><w:t>tekst</w:t></w:r></w:p>"))
        document = read(file)
        assert (document.path, [b.text for b in document.blocks]) == (str(file), ["tekst"])


@pytest.mark.parametrize("name", ["concept.md", "concept.txt"])
@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("Één artikel\n".encode() + "één".encode("latin-1"), "not in UTF-8"),
        ("tekst".encode("utf-16"), "UTF-16"),
        (b"a\0b", "zero bytes"),
        (b" \n\n", "no text in it"),
        (b"", "empty"),
    ],
)
def test_texts_that_are_not_utf8(name: str, data: bytes, said: str) -> None:
    line = refusal(data, name)
    assert said in line
    if said == "not in UTF-8":
        assert line.startswith(f"{name}:2: ")
