"""Markdown as a person would write it, that reads back as the same document."""

from __future__ import annotations

import pytest

from tenderkit.document.model import BULLET, Block, Cell, Document, Mark
from tenderkit.document.readers.markdown import parse
from tenderkit.document.writers import write_markdown


def body_of(document: Document) -> str:
    """The text after the front matter."""
    return write_markdown(document).split("---\n", 2)[2].lstrip("\n")


def test_a_contract_looks_like_one() -> None:
    document = Document(
        (
            Block("title", "Overeenkomst"),
            Block("heading", "Begrippen", 1, "Artikel 1", anchor="begrippen", comments=("Waarom dit er staat.",)),
            Block("clause", "In dit stuk geldt:", 2, "1.1"),
            Block("item", "de eerste;", 1, "a."),
            Block("item", "van de eerste;", 2, "i."),
            Block("item", "een punt.", 1, BULLET),
            Block("clause", "Zie artikel 1.", 2, "1.2", marks=(Mark(4, 13, "reference", "begrippen"),)),
            Block("paragraph", "vet en schuin", marks=(Mark(0, 3, "strong"), Mark(7, 13, "emphasis"))),
            Block("cell", "Id", cell=Cell(0, 0, 0, True)),
            Block("cell", "Eis", cell=Cell(0, 0, 1, True)),
            Block("cell", "E-1", cell=Cell(0, 1, 0)),
            Block("cell", "a|b\nc", cell=Cell(0, 1, 1)),
        ),
        title="Overeenkomst",
        language="nl",
        kind="agreement",
        properties={"version": "0.9"},
    )
    assert write_markdown(document) == (
        "---\n"
        "title: Overeenkomst\n"
        "language: nl\n"
        "kind: agreement\n"
        "version: '0.9'\n"
        "---\n"
        "\n"
        "# Overeenkomst\n"
        "\n"
        "<!-- Waarom dit er staat. -->\n"
        "## Artikel 1 Begrippen {#begrippen}\n"
        "\n"
        "1.1 In dit stuk geldt:\n"
        "\n"
        "- a. de eerste;\n"
        "  - i. van de eerste;\n"
        "- een punt.\n"
        "\n"
        "1.2 Zie [artikel 1](#begrippen).\n"
        "\n"
        "**vet** en *schuin*\n"
        "\n"
        "| Id | Eis |\n"
        "| --- | --- |\n"
        "| E-1 | a\\|b<br>c |\n"
    )
    assert parse(write_markdown(document)).same_content(document)
    assert parse(write_markdown(document)).properties == {"version": "0.9"}


@pytest.mark.parametrize(
    "text",
    [
        "een *ster* en _streep_ en snake_case_naam",
        "# geen kop",
        "#ook niet",
        "> geen citaat",
        "- geen opsomming",
        "+ ook niet",
        "--- geen lijn",
        "===",
        "`code` en \\ schuin \\* en &amp; en &euro;",
        "<b>geen tag</b> en a < b <!-- geen commentaar -->",
        "[geen](#link) en ![geen beeld](x.png) en [wel haken]",
        "[naam]: geen verwijzing",
        "eindigt op {#accolade}",
        "eindigt op {gewoon}",
        "regel een\nregel twee",
        "regel een\n\nregel drie",
        "regel een\n  ingesprongen",
        "regel\n# geen kop",
        "regel\n---",
        "| geen | tabel |",
        "~~~",
        "EUR 4.200.000 (50%) + 3 = x^2",
        "https://voorbeeld.nl/a_b_c?d=e&f=g",
    ],
)
@pytest.mark.parametrize("kind", ["paragraph", "item", "cell", "clause", "heading"])
def test_signs_that_mean_something_in_markdown_come_back(text: str, kind: str) -> None:
    if kind == "cell":
        block = Block("cell", text, cell=Cell(0, 0, 0))
    elif kind == "item":
        block = Block("item", text, 1, BULLET)
    elif kind == "clause":
        block = Block("clause", text, 2, "1.1")
    else:
        block = Block("paragraph", text) if kind == "paragraph" else Block("heading", text, 1)
    document = Document((Block("heading", "Een", 1, "1"), block, Block("paragraph", "Erna.")), title="T", language="nl")
    read = parse(write_markdown(document))
    if text in ("===", "~~~") and read.body[-2].text != text:  # lines of signs are no text to the reader
        assert (read.body[0], read.body[-1]) == (document.body[0], document.body[-1])
        assert "{.paragraph" not in write_markdown(document).partition("Erna.")[2]
    else:
        assert read.same_content(document), write_markdown(document)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("(haakjes) vet", 0, 9),
        ("voor(haakjes)na", 4, 13),
        ("een  twee", 3, 5),
        ("midden", 2, 4),
        ("eindigt.", 0, 8),
        ("a*b*c", 1, 4),
    ],
)
def test_bold_that_stars_cannot_show_is_kept(text: str, start: int, end: int) -> None:
    for marks in (
        (Mark(start, end, "strong"),),
        (Mark(start, end, "emphasis"),),
        (Mark(start, end, "emphasis"), Mark(start, end, "strong")),
    ):
        document = Document((Block("paragraph", text, marks=marks),), title="T", language="nl")
        assert parse(write_markdown(document)).same_content(document), write_markdown(document)


def test_crossing_marks_are_kept() -> None:
    marks = (Mark(0, 8, "strong"), Mark(4, 12, "reference", "doel"), Mark(6, 14, "emphasis"))
    document = Document(
        (
            Block("heading", "Doel", 1, anchor="doel"),
            Block("paragraph", "abcdefghijklmnop", marks=tuple(sorted(marks))),
        ),
        title="T",
        language="nl",
    )
    assert parse(write_markdown(document)).same_content(document), write_markdown(document)


def test_what_a_reader_would_take_for_something_else_says_what_it_is() -> None:
    document = Document(
        (
            Block("heading", "Een", 1, "Artikel 1"),
            Block("clause", "Lid.", 2, "1.1"),
            Block("paragraph", "1.2 is hier geen nummer."),
            Block("clause", "Vreemd nummer.", 2, "7 bis"),
            Block("item", "Zonder nummer.", 1, ""),
            Block("heading", "Heel diep", 7, "1.1.1.1.1.1.1"),
        ),
        title="T",
        language="nl",
    )
    assert parse(write_markdown(document)).same_content(document), write_markdown(document)
    assert '{.clause level=2 number="7 bis"}' in write_markdown(document)


def test_plain_text_carries_no_attributes() -> None:
    document = Document(
        (Block("heading", "Een", 1, "Artikel 1"), Block("clause", "Lid.", 2, "1.1"), Block("paragraph", "Tekst.")),
        title="T",
        language="nl",
    )
    assert "{" not in body_of(document)


def test_a_table_without_header_has_an_empty_one() -> None:
    document = Document((Block("cell", "a", cell=Cell(0, 0, 0)), Block("cell", "", cell=Cell(0, 0, 1))), language="nl")
    assert body_of(document) == "| | |\n| --- | --- |\n| a | |\n"
    assert parse(write_markdown(document)).same_content(document)


def test_two_header_rows() -> None:
    cells = tuple(Block("cell", f"{r}{c}", cell=Cell(0, r, c, r < 2)) for r in range(3) for c in range(2))
    document = Document(cells, language="nl")
    assert parse(write_markdown(document)).same_content(document), write_markdown(document)


def test_comments_come_back_wherever_they_stand() -> None:
    comments = ("tenderkit: negeer LCK003 reden: a --> b", "twee\nregels & meer")
    document = Document(
        (
            Block("heading", "Een", 1, "1", comments=comments),
            Block("clause", "Lid.", 2, "1.1", comments=comments),
            Block("item", "a", 1, "a.", comments=comments),
            Block("cell", "cel", cell=Cell(0, 0, 0, True), comments=comments),
        ),
        title="T",
        language="nl",
    )
    assert parse(write_markdown(document)).same_content(document), write_markdown(document)


def test_notes_become_paragraphs_and_running_headers_go() -> None:
    document = Document(
        (
            Block("paragraph", "Kop van de bladzijde", story="header"),
            Block("paragraph", "Tekst."),
            Block("paragraph", "Een noot.", story="footnote"),
        ),
        language="nl",
    )
    assert body_of(document) == "Tekst.\n\nEen noot.\n"


def test_the_same_document_gives_the_same_text() -> None:
    document = Document((Block("paragraph", "x", anchor="b"), Block("paragraph", "y", anchor="a")), language="nl")
    assert write_markdown(document) == write_markdown(document)
