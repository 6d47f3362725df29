"""What a written Word file holds: numbering, references, tables, contents list, comments, properties."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from dataclasses import replace
from datetime import UTC, datetime

import docx
import pytest
from lxml import etree

from tenderkit.document.bookmarks import bookmark_of
from tenderkit.document.model import BULLET, Block, Cell, Document, Mark
from tenderkit.document.readers.word import open_word
from tenderkit.document.writers import Layout, fill_page_numbers, write_word
from tenderkit.document.writers.word.tables import column_widths
from tenderkit.errors import InputError

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LAYOUT = Layout(
    organisation="Regio",
    subtitle="Concept",
    name="Overeenkomst",
    version="0.9",
    status="concept",
    date="1 mei 2027",
    reference="R-1",
    contents=True,
    cover=True,
)


def part(data: bytes, name: str) -> etree._Element:
    """A part of a file, parsed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def body(data: bytes) -> etree._Element:
    """The main part."""
    return part(data, "word/document.xml")


def value(element: etree._Element, path: str) -> str:
    """The w:val of the first element found, "" when there is none."""
    found = element.find(path.replace("w:", W))
    return "" if found is None else found.get(f"{W}val", "")


def texts(element: etree._Element) -> str:
    """All visible text below an element."""
    return "".join(t.text or "" for t in element.iter(f"{W}t")).replace("\u200b", "")


def paragraph(data: bytes, text: str) -> etree._Element:
    """The one paragraph of the body with that text in it."""
    found = [p for p in body(data).iter(f"{W}p") if text in texts(p) and not in_contents(p)]
    assert len(found) == 1
    return found[0]


def in_contents(element: etree._Element) -> bool:
    """Whether an element stands in a content control (cover, contents list)."""
    return any(a.tag == f"{W}sdt" for a in element.iterancestors())


def instructions(element: etree._Element) -> list[str]:
    """The instructions of the fields below an element."""
    return [(i.text or "").strip() for i in element.iter(f"{W}instrText")]


@pytest.fixture
def agreement() -> Document:
    """Two articles with clauses and items, a table, a reference of every kind, a comment."""
    refer = "volgens artikel 2, lid 2.1 en onderdeel a"
    return Document(
        (
            Block("title", "Overeenkomst"),
            Block("heading", "Partijen", 1),
            Block("heading", "Begin", 1, "Artikel 1", anchor="begin"),
            Block("clause", "Eerste lid:", 2, "1.1", comments=("Waarom dit er staat.\nTweede regel.",)),
            Block("item", "een;", 1, "a.", anchor="een"),
            Block("item", "twee.", 1, "b."),
            Block("clause", "Tweede lid:", 2, "1.2"),
            Block("item", "opnieuw.", 1, "a."),
            Block("item", "met punt.", 1, BULLET),
            Block("heading", "Einde", 1, "Artikel 2", anchor="einde"),
            Block("clause", "Slot.", 2, "2.1", anchor="slot"),
            Block("clause", "Buiten de reeks.", 2, "2.7"),
            Block(
                "paragraph",
                refer,
                marks=(
                    Mark(8, 17, "reference", "einde"),
                    Mark(23, 26, "reference", "slot"),
                    Mark(refer.rindex("a"), len(refer), "reference", "een"),
                ),
            ),
            Block("cell", "Nr", cell=Cell(0, 0, 0, True)),
            Block("cell", "Eis", cell=Cell(0, 0, 1, True)),
            Block("cell", "E-001", cell=Cell(0, 1, 0)),
            Block("cell", "regel een\nregel twee", cell=Cell(0, 1, 1)),
            Block("paragraph", "English text.", language="en"),
            Block("paragraph", "[in te vullen]", marks=(Mark(0, 14, "placeholder"),)),
        ),
        title="Overeenkomst werkplek",
        language="nl",
        kind="agreement",
        properties={"subject": "Werkplek", "dossier": "D-7"},
    )


def test_the_same_document_gives_the_same_bytes(agreement: Document) -> None:
    data = write_word(agreement, layout=LAYOUT)
    assert data == write_word(agreement, layout=LAYOUT)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"
        everything = b"".join(archive.read(n) for n in archive.namelist())
    assert str(datetime.now(UTC).year).encode() + b"-" not in everything
    assert b"w:rsid" not in everything


def test_python_docx_opens_it(agreement: Document) -> None:
    word = docx.Document(io.BytesIO(write_word(agreement, layout=LAYOUT)))
    assert word.core_properties.title == "Overeenkomst werkplek"
    assert [c.author for c in word.comments] == ["tenderkit"]


def test_headings_and_clauses_are_tied_to_one_list(agreement: Document) -> None:
    data = write_word(agreement)
    numbering = part(data, "word/numbering.xml")
    linked = {
        value(level, "w:pStyle"): (level.get(f"{W}ilvl"), value(level, "w:lvlText"))
        for level in numbering.iter(f"{W}lvl")
        if level.find(f"{W}pStyle") is not None
    }
    assert linked["Heading1"] == ("0", "Artikel %1")
    assert linked["TkClause2"] == ("1", "%1.%2")
    assert linked["TkItem1"] == ("2", "%3.")
    styles = {s.get(f"{W}styleId"): s for s in part(data, "word/styles.xml").iter(f"{W}style")}
    nums = {value(styles[name], "w:pPr/w:numPr/w:numId") for name in ("Heading1", "TkClause2", "TkItem1")}
    assert len(nums) == 1 and nums != {""}
    # The paragraphs themselves say nothing of numbering: their style does.
    for text in ("Begin", "Eerste lid:", "een;", "opnieuw."):
        assert paragraph(data, text).find(f"{W}pPr/{W}numPr") is None


def test_a_number_out_of_line_is_typed_and_can_be_told_from_the_text(agreement: Document) -> None:
    found = paragraph(write_word(agreement), "Buiten de reeks.")
    runs = found.findall(f"{W}r")
    assert (texts(runs[0]), value(runs[0], "w:rPr/w:rStyle")) == ("2.7", "TkNumber")
    assert runs[1].find(f"{W}tab") is not None
    assert value(found, "w:pPr/w:numPr/w:numId") == "0"


def test_a_heading_without_number_stays_out_of_the_list(agreement: Document) -> None:
    data = write_word(agreement)
    found = paragraph(data, "Partijen")
    assert value(found, "w:pPr/w:pStyle") == "TkHeading1"
    style = next(s for s in part(data, "word/styles.xml") if s.get(f"{W}styleId") == "TkHeading1")
    assert style.find(f"{W}pPr/{W}numPr") is None
    assert value(style, "w:pPr/w:outlineLvl") == "0"


def test_references_are_fields_to_bookmarks_that_exist(agreement: Document) -> None:
    data = write_word(agreement)
    found = paragraph(data, "volgens artikel 2")
    assert instructions(found) == [
        f"{bookmark_of('einde')} \\r \\t \\h",
        f"REF {bookmark_of('slot')} \\r \\h",
        f"REF {bookmark_of('een')} \\n \\h",
    ]
    names = {b.get(f"{W}name") for b in body(data).iter(f"{W}bookmarkStart")}
    assert {bookmark_of(a) for a in ("einde", "slot", "een", "begin")} <= names
    links = list(found.iter(f"{W}hyperlink"))
    assert [(texts(link), link.get(f"{W}anchor")) for link in links] == [("artikel 2", bookmark_of("einde"))]
    assert texts(found) == "volgens artikel 2, lid 2.1 en onderdeel a"


def test_a_reference_to_a_typed_number_is_a_link_without_field() -> None:
    document = Document(
        (
            Block("heading", "Begin", 1, "Artikel 7", anchor="begin"),
            Block("paragraph", "zie artikel 7", marks=(Mark(4, 13, "reference", "begin"),)),
        )
    )
    found = paragraph(write_word(document), "zie artikel 7")
    assert instructions(found) == []
    assert [texts(link) for link in found.iter(f"{W}hyperlink")] == ["artikel 7"]


def test_a_reference_to_nothing_is_plain_text() -> None:
    document = Document((Block("paragraph", "zie artikel 9", marks=(Mark(4, 13, "reference", "weg"),)),))
    found = paragraph(write_word(document), "zie artikel 9")
    assert not list(found.iter(f"{W}hyperlink")) and instructions(found) == []


def test_a_field_covers_the_whole_number_only() -> None:
    """ "12.3" is no reference to article 3, nor to article 12."""
    document = Document(
        (
            Block("heading", "Een", 1, "1", anchor="een"),
            Block("paragraph", "zie 12.1 of 1.5", marks=(Mark(4, 15, "reference", "een"),)),
        )
    )
    found = paragraph(write_word(document), "zie 12.1")
    assert instructions(found) == []


def test_long_anchors_come_back() -> None:
    anchor = "a-very-long-anchor-that-word-cannot-hold-" + "x" * 60
    document = Document((Block("heading", "Lang", 1, anchor=anchor), Block("paragraph", "E", anchor="E-001.b")))
    data = write_word(document)
    names = [b.get(f"{W}name", "") for b in body(data).iter(f"{W}bookmarkStart")]
    assert all(len(name) <= 40 and re.fullmatch(r"\w+", name) for name in names)
    assert [b.anchor for b in open_word(data, "x.docx").document.body] == [anchor, "E-001.b"]


def test_tables_repeat_their_header_and_keep_rows_whole(agreement: Document) -> None:
    table = next(body(write_word(agreement)).iter(f"{W}tbl"))
    rows = table.findall(f"{W}tr")
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, False]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    assert table.find(f"{W}tblPr/{W}tblLook").get(f"{W}firstRow") == "1"
    widths = [int(c.get(f"{W}w")) for c in table.find(f"{W}tblGrid")]
    assert sum(widths) == 11906 - 2 * 1418
    assert widths[0] < widths[1] / 5
    assert value(table, "w:tblPr/w:tblCaption") == "Artikel 2 Einde"


def test_columns_give_no_word_less_room_than_it_needs() -> None:
    long = "verantwoordelijkheidsverdeling en nog veel meer woorden " * 4
    widths = column_widths([[("Vergelijkingsprijs", True), ("3", False)], [("Tekst", True), (long, False)]], 9000, 9)
    assert widths[0] > 1500
    assert sum(widths) == 9000


def test_an_empty_column_is_as_wide_as_the_others() -> None:
    column = [("Opdrachtgever", True), ("Gemeente Voorbeeld", False)]
    empty = [("Opdrachtnemer", True), ("", False)]
    widths = column_widths([column, empty], 9000, 9)
    assert abs(widths[0] - widths[1]) < 300


def test_a_column_of_figures_is_set_flush_right_with_its_heading() -> None:
    rows = [["Wens", "Punten"], ["W-01", "4"], ["W-02", "EUR 1.250"]]
    cells = tuple(
        Block("cell", text, cell=Cell(0, r, c, r == 0)) for r, row in enumerate(rows) for c, text in enumerate(row)
    )
    data = write_word(Document(cells))
    sides = [value(p, "w:pPr/w:jc") for p in body(data).iter(f"{W}p") if texts(p)]
    assert sides == ["", "right"] * 3


def test_merged_cells_come_back_in_their_places() -> None:
    places = [(0, 0, "kop"), (1, 0, "a"), (1, 1, "b"), (1, 2, "c"), (2, 1, "onder b"), (3, 0, "laatste"), (3, 2, "c")]
    cells = tuple(Block("cell", text, cell=Cell(0, row, column)) for row, column, text in places)
    document = Document(cells)
    data = write_word(document)
    assert open_word(data, "x.docx").document.same_content(document)
    spans = [value(c, "w:tcPr/w:gridSpan") for c in body(data).iter(f"{W}tc")]
    assert spans[0] == "3"


def test_two_tables_in_a_row_stay_two() -> None:
    cells = tuple(Block("cell", f"{t}", cell=Cell(t, 0, 0)) for t in (0, 1))
    document = Document(cells)
    assert open_word(write_word(document), "x.docx").document.same_content(document)


def test_the_contents_list_is_a_field_with_entries_and_without_page_numbers(agreement: Document) -> None:
    data = write_word(agreement, layout=LAYOUT)
    control = next(
        c
        for c in body(data).iter(f"{W}sdt")
        if value(c, "w:sdtPr/w:docPartObj/w:docPartGallery") == "Table of Contents"
    )
    assert instructions(control) == ['TOC \\o "1-2" \\h \\z \\u']
    lines = [texts(link) for link in control.iter(f"{W}hyperlink")]
    assert lines == ["Partijen", "Artikel 1Begin", "Artikel 2Einde"]
    targets = [link.get(f"{W}anchor") for link in control.iter(f"{W}hyperlink")]
    names = [b.get(f"{W}name") for b in body(data).iter(f"{W}bookmarkStart")]
    assert all(names.count(target) == 1 for target in targets)
    assert texts(control).startswith("Inhoud")
    assert b"updateFields" not in zipfile.ZipFile(io.BytesIO(data)).read("word/settings.xml")
    assert b"w:dirty" not in zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml")


def test_cover_contents_header_and_footer_are_not_part_of_the_text(agreement: Document) -> None:
    read = open_word(write_word(agreement, layout=LAYOUT), "x.docx").document
    assert read.same_content(agreement)
    stories = {b.story for b in read.blocks}
    assert stories == {"body", "cover", "toc", "header", "footer"}
    cover = [b.text for b in read.blocks if b.story == "cover"]
    assert cover[0] == "Regio" and "Kenmerk\tR-1" in cover and "Versie\t0.9" in cover


def test_header_and_footer_name_the_document_and_count_pages(agreement: Document) -> None:
    data = write_word(agreement, layout=LAYOUT)
    assert "Overeenkomst" in texts(part(data, "word/header1.xml"))
    footer = part(data, "word/footer1.xml")
    assert instructions(footer) == ["PAGE", "NUMPAGES"]
    assert "Versie 0.9" in texts(footer) and "Pagina " in texts(footer)
    assert body(data).find(f".//{W}titlePg") is not None


def test_english_documents_get_english_words(agreement: Document) -> None:
    data = write_word(replace(agreement, language="en"), layout=LAYOUT)
    assert "Page " in texts(part(data, "word/footer1.xml"))
    assert "Contents" in texts(body(data))
    lang = part(data, "word/styles.xml").find(f".//{W}rPrDefault/{W}rPr/{W}lang")
    assert lang is not None and lang.get(f"{W}val") == "en-GB"


def test_text_in_another_language_says_so(agreement: Document) -> None:
    data = write_word(agreement)
    assert value(paragraph(data, "English text."), "w:r/w:rPr/w:lang") == "en-GB"
    assert paragraph(data, "Slot.").find(f".//{W}lang") is None


def test_comments_are_word_comments_with_a_fixed_date(agreement: Document) -> None:
    data = write_word(agreement, layout=replace(LAYOUT, stamp=datetime(2027, 5, 1, tzinfo=UTC)))
    comments = part(data, "word/comments.xml").findall(f"{W}comment")
    assert [(c.get(f"{W}author"), c.get(f"{W}date")) for c in comments] == [("tenderkit", "2027-05-01T00:00:00Z")]
    assert [texts(p) for p in comments[0].iter(f"{W}p")] == ["Waarom dit er staat.", "Tweede regel."]
    found = paragraph(data, "Eerste lid:")
    ident = comments[0].get(f"{W}id")
    assert [e.get(f"{W}id") for e in found.iter(f"{W}commentRangeStart", f"{W}commentRangeEnd")] == [ident, ident]


def test_properties_of_the_document_and_of_the_layout(agreement: Document) -> None:
    read = open_word(write_word(agreement, layout=LAYOUT), "x.docx").document
    assert (read.kind, read.language, read.title) == ("agreement", "nl", "Overeenkomst werkplek")
    assert read.properties["subject"] == "Werkplek"  # its own, not the subtitle of the layout
    assert read.properties["dossier"] == "D-7"
    assert read.properties["version"] == "0.9"
    assert read.properties["organisation"] == "Regio"


def test_headings_stay_with_what_follows_and_introductions_with_their_list(agreement: Document) -> None:
    data = write_word(agreement)
    heading = next(s for s in part(data, "word/styles.xml") if s.get(f"{W}styleId") == "Heading1")
    assert heading.find(f"{W}pPr/{W}keepNext") is not None
    assert paragraph(data, "Eerste lid:").find(f"{W}pPr/{W}keepNext") is not None
    assert paragraph(data, "Slot.").find(f"{W}pPr/{W}keepNext") is None


def test_what_xml_cannot_hold_is_left_out() -> None:
    document = Document((Block("paragraph", "een\x00\x0bt\ud800wee\r\ndrie"),), title="t\x01itel")
    read = open_word(write_word(document), "x.docx").document
    assert [b.text for b in read.body] == ["een\ntwee\ndrie"]
    assert read.title == "titel"


def test_notes_and_text_boxes_are_kept() -> None:
    document = Document(
        (
            Block("paragraph", "Tekst met een noot"),
            Block("paragraph", "De noot.", story="footnote"),
            Block("paragraph", "Nog een.", story="endnote"),
            Block("paragraph", "In een kader.", story="textbox"),
        )
    )
    read = open_word(write_word(document), "x.docx").document
    assert [(b.story, b.text) for b in read.blocks if b.story in ("body", "footnote", "endnote", "textbox")] == [
        ("body", "Tekst met een noot"),
        ("footnote", "De noot."),
        ("endnote", "Nog een."),
        ("textbox", "In een kader."),
    ]


def test_an_empty_document_is_a_file_that_opens() -> None:
    read = open_word(write_word(Document(())), "x.docx").document
    assert read.body == ()


def test_page_numbers_need_libreoffice(agreement: Document, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tenderkit.document.writers.word.pages.office", lambda: None)
    with pytest.raises(InputError, match="LibreOffice"):
        fill_page_numbers(write_word(agreement, layout=LAYOUT))
    plain = write_word(agreement)
    assert fill_page_numbers(plain) == plain  # nothing to fill


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_page_numbers_come_from_the_laid_out_pages(agreement: Document) -> None:
    filler = tuple(Block("paragraph", "Een regel tekst.") for _ in range(60))
    document = replace(agreement, blocks=agreement.blocks[:9] + filler + agreement.blocks[9:])
    data = fill_page_numbers(write_word(document, layout=LAYOUT))
    control = next(c for c in body(data).iter(f"{W}sdt") if instructions(c)[:1] == ['TOC \\o "1-2" \\h \\z \\u'])
    assert [i for i in instructions(control) if i.startswith("PAGEREF")] != []
    assert [texts(link) for link in control.iter(f"{W}hyperlink")] == [
        "Partijen3",
        "Artikel 1Begin3",
        "Artikel 2Einde4",
    ]
    assert open_word(data, "x.docx").document.same_content(document)


@pytest.mark.parametrize("label", ["Artikel 1", "1", "1.", "Article 1", "§ 1", "Hoofdstuk I", "A."])
def test_word_counts_articles_in_every_scheme(label: str) -> None:
    document = Document((Block("heading", "Een", 1, label), Block("heading", "Bijlagen", 1)))
    data = write_word(document)
    assert paragraph(data, "Een").find(f"{W}r/{W}rPr/{W}rStyle") is None  # not typed
    assert open_word(data, "x.docx").document.same_content(document)
