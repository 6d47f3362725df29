"""PDF files, made by hand: a page is a list of lines with place, size and weight."""

from __future__ import annotations

import zlib

import pytest

from tenderkit.document.readers import read_bytes
from tenderkit.errors import InputError

Line = tuple[float, float, float, bool, str]  # left, baseline, size, bold, text


def pdf(*pages: list[Line], content: bytes | None = None) -> bytes:
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    fonts = b"<< /Font << /F1 3 0 R /F2 4 0 R >> >>"
    objects += [b"<< /Type /Font /Subtype /Type1 /BaseFont /%s >>" % name for name in (b"Helvetica", b"Helvetica-Bold")]
    kids = []
    for page in pages or ([],):
        drawn = content
        if drawn is None:
            drawn = b"".join(
                b"BT /F%d %g Tf %g %g Td (%s) Tj ET\n"
                % (2 if bold else 1, size, left, base, text.replace("(", "\\(").replace(")", "\\)").encode("latin-1"))
                for left, base, size, bold, text in page
            )
        packed = zlib.compress(drawn)
        kids.append(len(objects) + 1)
        box = b"/MediaBox [0 0 595 842] /Contents %d 0 R /Resources %s" % (len(objects) + 2, fonts)
        objects.append(b"<< /Type /Page /Parent 2 0 R %s >>" % box)
        objects.append(b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed))
    named = b" ".join(b"%d 0 R" % n for n in kids)
    objects[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (named, len(kids))
    data, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % at for at in places)
    end = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(data))
    return data + b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table) + end


HEAD: Line = (72, 810, 8, False, "Conceptovereenkomst werkplekbeheer")
ONE: list[Line] = [
    HEAD,
    (72, 740, 14, True, "Artikel 1 Prijzen"),
    (72, 715, 10, False, "1.1"),
    (108, 715, 10, False, "De leverancier rekent voor de diensten de prijzen die in het prijzenblad staan en"),
    (108, 702, 10, False, "geen andere kosten."),
    (72, 684, 10, False, "1.2"),
    (108, 684, 10, False, "Partijen bespreken elk jaar of de prijzen nog passen bij wat de diensten waard zijn voor"),
    (290, 30, 8, False, "Pagina 1"),
]
TWO: list[Line] = [
    HEAD,
    (108, 760, 10, False, "de opdrachtgever."),
    (72, 740, 14, True, "Artikel 2 Duur"),
    (72, 715, 10, False, "De overeenkomst duurt twee jaar."),
    (290, 30, 8, False, "Pagina 2"),
]


def test_headings_clause_numbers_paragraphs_and_pages() -> None:
    document = read_bytes(pdf(ONE, TWO), "concept.pdf")
    found = [(b.kind, b.number, b.text, b.origin.page) for b in document.body]
    assert found == [
        ("heading", "Artikel 1", "Prijzen", 1),
        (
            "clause",
            "1.1",
            "De leverancier rekent voor de diensten de prijzen die in het prijzenblad staan en geen andere kosten.",
            1,
        ),
        (
            "clause",
            "1.2",
            "Partijen bespreken elk jaar of de prijzen nog passen bij wat de diensten waard zijn voor de opdrachtgever.",
            1,
        ),
        ("heading", "Artikel 2", "Duur", 2),
        ("paragraph", "", "De overeenkomst duurt twee jaar.", 2),
    ]
    assert [(b.story, b.text) for b in document.blocks if b.story != "body"] == [
        ("header", HEAD[4]),
        ("footer", "Pagina 1"),
    ]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (pdf([]), "no text layer"),
        (pdf(ONE)[:150], "damaged"),
        (b"%PDF-1.7\n", "damaged"),
        (b"gewoon tekst", "no PDF"),
    ],
)
def test_what_cannot_be_read(data: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said) as caught:
        read_bytes(data, "x.pdf")
    assert "\n" not in str(caught.value)


def test_a_page_that_unpacks_to_hundreds_of_megabytes() -> None:
    with pytest.raises(InputError):
        read_bytes(pdf(content=b" " * 300_000_000), "x.pdf")
