"""Files made to do harm: each is read within bounds or refused in one line. Time is not asserted, work is: the bounds."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tenderkit.document.readers import old_word, read_bytes
from tenderkit.errors import InputError

Make = Callable[..., bytes]
P = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def stored(data: bytes) -> bytes:
    """The same zip, not packed: no ratio gives it away."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
    return made.getvalue()


def refusal(data: bytes, name: str = "x.docx") -> str:
    with pytest.raises(InputError) as caught:
        read_bytes(data, name)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def test_a_million_empty_paragraphs(docx: Make) -> None:
    data = docx("<w:p/>" * 1_000_000)
    assert "zip bomb" in refusal(data)
    assert "1,000,0" in refusal(stored(data))


def test_as_many_paragraphs_as_fit_within_the_tags(docx: Make) -> None:
    assert "65,000 paragraphs" in refusal(stored(docx(P.format("x") * 65_000)))


def test_twelve_megabytes_of_text_in_one_part(docx: Make) -> None:
    assert "characters of text" in refusal(stored(docx(P.format("De leverancier levert. " * 100) * 5_500)))
    assert "characters of text" in refusal(stored(docx(P.format("woord " * 2_000_000))))


@pytest.mark.parametrize("inside", ["&a;" * 20_000, '</w:t><w:t x="' + "&a;" * 20_000 + '">'])
def test_quadratic_entities(docx: Make, inside: str) -> None:
    text = (
        f'<!DOCTYPE w [<!ENTITY a "{"a" * 100_000}">]><w:document {W}><w:body>{P.format(inside)}</w:body></w:document>'
    )
    try:
        document = read_bytes(docx(document=text), "x.docx")
    except InputError as error:
        assert "word/document.xml" in str(error)
    else:
        assert sum(len(b.text) for b in document.blocks) < 1_000_000


@pytest.mark.parametrize("name", ["x.docx", "x.odt"])
def test_external_entities_are_not_followed(docx: Make, archive: Make, tmp_path: Path, name: str) -> None:
    secret = tmp_path / "geheim.txt"
    secret.write_text("geheim")
    head = f'<!DOCTYPE w [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'
    if name == "x.docx":
        data = docx(document=f"{head}<w:document {W}><w:body>{P.format('voor &e; na')}</w:body></w:document>")
    else:
        office, text = (f"urn:oasis:names:tc:opendocument:xmlns:{n}:1.0" for n in ("office", "text"))
        body = f'<o:text><t:p xmlns:t="{text}">voor &e; na</t:p></o:text>'
        data = archive({"content.xml": f'{head}<o:d xmlns:o="{office}"><o:body>{body}</o:body></o:d>'})
    try:
        document = read_bytes(data, name)
    except InputError:
        return
    assert all("geheim" not in b.text for b in document.blocks)


def test_a_part_that_says_it_is_smaller_than_it_is(archive: Make) -> None:
    data = bytearray(archive({"word/document.xml": "<a>" + " " * 50_000_000 + "</a>"}))
    entry = data.rfind(b"PK\x01\x02")
    for place in (22, entry + 24):
        struct.pack_into("<I", data, place, 1_000)
    assert "damaged" in refusal(bytes(data))


def test_other_kinds_of_compression_are_refused() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("word/document.xml", "<a/>")
    assert "unusual way" in refusal(made.getvalue())


def test_thousands_of_parts(archive: Make) -> None:
    assert "30000 parts" in refusal(archive({f"p{n}": "" for n in range(30_000)}))


def test_names_that_lead_out_of_the_zip_write_nothing(
    docx: Make, archive: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "hier").mkdir()
    monkeypatch.chdir(tmp_path / "hier")
    with zipfile.ZipFile(io.BytesIO(docx(P.format("tekst")))) as good:
        files = {"../kwaad.txt": b"x", str(tmp_path / "kwaad.txt"): b"x", **{n: good.read(n) for n in good.namelist()}}
    assert [b.text for b in read_bytes(archive(files), "x.docx").blocks] == ["tekst"]
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["hier"]


def test_thousands_of_comments_on_one_paragraph(docx: Make) -> None:
    body = "".join(f'<w:commentRangeStart w:id="{n}"/><w:r><w:t>x</w:t></w:r>' for n in range(20_000))
    assert len(read_bytes(docx(f"<w:p>{body}</w:p>"), "x.docx").blocks[0].text) == 20_000


def test_repeated_cells_and_blanks_of_a_text_are_not_made(archive: Make) -> None:
    space = "urn:oasis:names:tc:opendocument:xmlns"
    many = 'table:number-{}-repeated="1000000"'
    body = (
        f"<table:table><table:table-row {many.format('rows')}><table:table-cell {many.format('columns')}>"
        '<text:p>x<text:s text:c="999999"/>y</text:p></table:table-cell></table:table-row></table:table>'
    )
    root = f'<o:d xmlns:o="{space}:office:1.0" xmlns:text="{space}:text:1.0" xmlns:table="{space}:table:1.0">'
    document = read_bytes(archive({"content.xml": f"{root}<o:body><o:text>{body}</o:text></o:body></o:d>"}), "x.odt")
    assert [len(b.text) for b in document.blocks] == [102]


def test_old_word_documents_without_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(old_word, "office", lambda: None)
    data = bytes.fromhex("d0cf11e0a1b11ae1") + "WordDocument".encode("utf-16-le")
    assert "LibreOffice, which is not installed" in refusal(data, "x.doc")
    assert "no old Word document" in refusal(data[:8] + b"iets", "x.doc")
