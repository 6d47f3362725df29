from __future__ import annotations

import pytest

from tenderkit.document.readers import read_bytes
from tenderkit.errors import InputError


def seen(page: str | bytes) -> list[tuple[str, str, str]]:
    data = page.encode() if isinstance(page, str) else page
    return [(b.kind, b.number, b.text) for b in read_bytes(data, "concept.html").blocks]


def test_headings_paragraphs_and_numbered_lists() -> None:
    page = (
        "<title>Overeenkomst</title><h1>Artikel 1 Prijzen</h1><p>De prijs\n  staat <b>vast</b>.</p>"
        '<p>De volgende stukken horen erbij:</p><ol type="a" start="3"><li>de bijlage;<li>het plan.</ol><ul><li>los</ul>'
    )
    assert seen(page) == [
        ("heading", "Artikel 1", "Prijzen"),
        ("paragraph", "", "De prijs staat vast."),
        ("paragraph", "", "De volgende stukken horen erbij:"),
        ("item", "c.", "de bijlage;"),
        ("item", "d.", "het plan."),
        ("item", "•", "los"),
    ]
    assert read_bytes(page.encode(), "x.htm").title == "Overeenkomst"


def test_tables_and_layout_tables() -> None:
    document = read_bytes(
        b"<table><tr><th>Rol<th>Naam<tr><td>a<td><p>b</p><p>c</p></table><table><tr><td><p>Alleen opmaak.</p></table>",
        "x.html",
    )
    assert [(b.text, b.cell and (b.cell.row, b.cell.column, b.cell.header)) for b in document.blocks] == [
        ("Rol", (0, 0, True)),
        ("Naam", (0, 1, True)),
        ("a", (1, 0, False)),
        ("b\nc", (1, 1, False)),
        ("Alleen opmaak.", None),
    ]


def test_what_a_browser_does_not_show_is_left_out() -> None:
    page = "<script>x()</script><style>p{}</style><p hidden>weg</p><p style='display: none'>weg</p><p>zichtbaar</p>"
    assert [t for _, _, t in seen(page)] == ["zichtbaar"]


def test_deleted_text_counts_only_where_asked_for() -> None:
    page = b"<p>Dit mag <del>nooit </del>altijd.</p>"
    assert read_bytes(page, "x.html").blocks[0].text == "Dit mag altijd."
    assert read_bytes(page, "x.html", deleted_text=True).blocks[0].text == "Dit mag nooit altijd."


@pytest.mark.parametrize(
    "page",
    [
        "<p>één</p>".encode(),
        "<p>één</p>".encode("cp1252"),
        '<meta charset="iso-8859-1"><p>één</p>'.encode("latin-1"),
        "<p>één</p>".encode("utf-16"),
        b"\xef\xbb\xbf" + "<p>één</p>".encode(),
    ],
)
def test_encodings(page: bytes) -> None:
    assert [t for _, _, t in seen(page)] == ["één"]


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (b"<div>" * 10_000 + b"x", "nested too deeply"),
        (b"<p></p>" * 200_000, "400,000 tags"),
        (b"<p>" + b"woord " * 400_000, "2,400,000 characters of text"),
        (b"<p> </p>", "no text in it"),
        (b"a\0b", "zero bytes"),
        (b"PK\x03\x04", "no web page"),
    ],
)
def test_what_cannot_be_read(page: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said) as caught:
        read_bytes(page, "x.html")
    assert "\n" not in str(caught.value)
