from __future__ import annotations

from collections.abc import Callable

import pytest

from tenderkit.document.model import Block, Document, Mark
from tenderkit.document.readers.word import WordFile

Word = Callable[..., Document]

STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Standaard"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Kop1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr>'
    "<w:rPr><w:b/></w:rPr></w:style>"
    '<w:style w:type="paragraph" w:styleId="Kop2"><w:name w:val="heading 2"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr>'
    "</w:style>"
    '<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Inhopg1"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:type="character" w:styleId="Zwaar"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Weg"><w:name w:val="Hidden"/><w:rPr><w:vanish/></w:rPr></w:style>'
)
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:pStyle w:val="Kop1"/><w:lvlText w:val="Artikel %1"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:lvlText w:val="%1.%2"/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%3."/></w:lvl>'
    '<w:lvl w:ilvl="3"><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%4."/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>'
)


def p(
    text: str = "", style: str = "", numbered: tuple[int, int] | None = None, inside: str = "", more: str = ""
) -> str:
    """A paragraph; `inside` is XML after its text, `more` further paragraph properties."""
    number = f'<w:numPr><w:ilvl w:val="{numbered[1]}"/><w:numId w:val="{numbered[0]}"/></w:numPr>' if numbered else ""
    kind = f'<w:pStyle w:val="{style}"/>' if style else ""
    run = r(text) if text else ""
    return f"<w:p><w:pPr>{kind}{number}{more}</w:pPr>{run}{inside}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def field(code: str, result: str) -> str:
    char = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return (
        char.format("begin")
        + f"<w:r><w:instrText>{code}</w:instrText></w:r>"
        + char.format("separate")
        + result
        + char.format("end")
    )


def cell(*paragraphs: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(paragraphs) or p()}</w:tc>"


def table(*rows: str, look: str = "") -> str:
    look = f'<w:tblLook w:firstRow="{look}"/>' if look else ""
    return f"<w:tbl><w:tblPr>{look}</w:tblPr>{''.join(rows)}</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def texts(document: Document) -> list[str]:
    return [b.text for b in document.blocks]


def seen(document: Document) -> list[tuple[str, int, str, str]]:
    return [(b.kind, b.level, b.number, b.text) for b in document.blocks]


# Text and what hangs in it


def test_tabs_breaks_hyphens_and_symbols(word: Word) -> None:
    body = (
        "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:softHyphen/>"
        '<w:t>e</w:t><w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Symbol" w:char="F0B3"/>'
        '<w:sym w:font="Arial" w:char="20AC"/><w:sym w:font="Webdings" w:char="F061"/></w:r></w:p>'
    )
    assert texts(word(body)) == ["a\tb\nc-de☑≥€"]


def test_changes_are_read_as_if_accepted(word: Word) -> None:
    body = p(
        "blijft ",
        inside=f'<w:ins w:id="1">{r("erbij")}</w:ins><w:del w:id="2"><w:r><w:delText>weg</w:delText></w:r></w:del>'
        f'<w:moveFrom w:id="3">{r("verplaatst")}</w:moveFrom><w:moveTo w:id="4">{r(" hierheen")}</w:moveTo>',
    )
    assert texts(word(body)) == ["blijft erbij hierheen"]


def test_a_deleted_paragraph_mark_joins_two_paragraphs(word: Word) -> None:
    gone = "<w:rPr><w:del/></w:rPr>"
    body = p("een ", more=gone) + p("geheel", "Kop1") + p("", more=gone) + p("los", more=gone)
    assert seen(word(body, styles=STYLES)) == [("heading", 1, "", "een geheel"), ("paragraph", 0, "", "los")]


def test_hidden_text_is_left_out_wherever_that_is_said(word: Word) -> None:
    body = p(
        "zicht",
        inside=r("weg", "<w:vanish/>") + r("ook weg", '<w:rStyle w:val="Weg"/>') + r("baar", '<w:vanish w:val="0"/>'),
    )
    assert texts(word(body, styles=STYLES)) == ["zichtbaar"]


def test_what_wraps_text_does_not_hide_it(word: Word) -> None:
    inside = (
        f"<w:sdt><w:sdtContent>{r('a')}</w:sdtContent></w:sdt><w:hyperlink>{r('b')}</w:hyperlink>"
        f"<w:smartTag>{r('c')}</w:smartTag><w:customXml>{r('d')}</w:customXml><w:bdo>{r('e')}</w:bdo>"
        f'<w:fldSimple w:instr=" DATE ">{r("f")}</w:fldSimple><m:oMath><m:r><m:t>g</m:t></m:r></m:oMath>'
        "<mc:AlternateContent><mc:Choice>"
        + r("h")
        + "</mc:Choice><mc:Fallback>"
        + r("H")
        + "</mc:Fallback></mc:AlternateContent>"
    )
    block = f"<w:sdt><w:sdtContent>{p('blok')}</w:sdtContent></w:sdt><w:customXml>{p('los')}</w:customXml>"
    assert texts(word(p(inside=inside) + block)) == ["abcdefgh", "blok", "los"]


def test_fields_show_their_result_and_not_their_code(word: Word) -> None:
    nested = field(" IF " + field(" MERGEFIELD x ", r("geheim")) + " = 1 ", r("uitkomst"))
    assert texts(word(p("a ", inside=nested))) == ["a uitkomst"]


def test_a_field_that_does_not_end_hides_nothing(word: Word) -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
    stray = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    assert texts(word(p(inside=stray + begin + r("a")) + p("b"))) == ["a", "b"]


def test_strict_documents_and_other_part_names(word: Word) -> None:
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    document = (
        f'<x:document xmlns:x="{strict}"><x:body><x:p><x:pPr><x:pStyle x:val="Heading2"/></x:pPr>'
        "<x:r><x:t>Strikt</x:t></x:r></x:p></x:body></x:document>"
    )
    assert seen(word(document=document, main="elders/hoofd.xml")) == [("heading", 2, "", "Strikt")]


def test_external_entities_are_not_fetched(word: Word) -> None:
    document = (
        '<!DOCTYPE w [<!ENTITY e SYSTEM "file:///etc/hostname">]><w:document '
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:body><w:p><w:r><w:t>voor &e; na</w:t></w:r></w:p></w:body></w:document>"
    )
    assert texts(word(document=document)) == ["voor"]


# Kinds, numbers, levels


def test_a_contract_with_automatic_numbers(word: Word) -> None:
    body = (
        p("Overeenkomst", "Titel")
        + p("Voorwerp", "Kop1", (1, 0))
        + p("Opdrachtnemer levert:", numbered=(1, 1))
        + p("de werkplek;", numbered=(1, 2))
        + p("kantoor;", numbered=(1, 3))
        + p("de servicedesk.", numbered=(1, 2))
        + p("Partijen overleggen.", numbered=(1, 1))
        + p("Duur", "Kop1", (1, 0))
        + p("Vier jaar.", numbered=(1, 1))
    )
    document = word(body, styles=STYLES, numbering=NUMBERING)
    assert seen(document) == [
        ("title", 0, "", "Overeenkomst"),
        ("heading", 1, "Artikel 1", "Voorwerp"),
        ("clause", 2, "1.1", "Opdrachtnemer levert:"),
        ("item", 1, "a.", "de werkplek;"),
        ("item", 2, "i.", "kantoor;"),
        ("item", 1, "b.", "de servicedesk."),
        ("clause", 2, "1.2", "Partijen overleggen."),
        ("heading", 1, "Artikel 2", "Duur"),
        ("clause", 2, "2.1", "Vier jaar."),
    ]
    assert document.clause_number(4) == "1.1 a i"
    assert document.title == "Overeenkomst"


def test_numbering_may_come_from_a_style(word: Word) -> None:
    styles = STYLES + (
        '<w:style w:type="paragraph" w:styleId="Lid"><w:name w:val="Lid"/><w:pPr><w:numPr><w:ilvl w:val="1"/>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Lid2"><w:name w:val="Lid2"/><w:basedOn w:val="Lid"/></w:style>'
    )
    off = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = p("Duur", "Kop1", (1, 0)) + p("Een.", "Lid") + p("Twee.", "Lid2") + p("Los.", "Lid", more=off)
    numbers = [b.number for b in word(body, styles=styles, numbering=NUMBERING).blocks]
    assert numbers == ["Artikel 1", "1.1", "1.2", ""]


def test_styles_that_go_round_in_a_circle(word: Word) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="a"/><w:basedOn w:val="B"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:name w:val="b"/><w:basedOn w:val="A"/></w:style>'
    )
    assert seen(word(p("tekst", "A"), styles=styles)) == [("paragraph", 0, "", "tekst")]


def test_an_empty_section_break_is_not_numbered_but_other_empty_paragraphs_count(word: Word) -> None:
    body = (
        p("", "Kop1", (1, 0), more="<w:sectPr/>")
        + p("Een", "Kop1", (1, 0))
        + p("Eerste lid.", numbered=(1, 1))
        + p("", numbered=(1, 1))
        + p("Derde lid.", numbered=(1, 1))
    )
    numbers = [b.number for b in word(body, styles=STYLES, numbering=NUMBERING).blocks]
    assert numbers == ["Artikel 1", "1.1", "1.3"]


def test_typed_numbers_are_cut_off_and_counted_in_the_offset(word: Word) -> None:
    body = p("Artikel 7 Exclusiviteit", "Kop1") + p("7.2\tOpdrachtnemer levert.") + p("(a) de werkplek;")
    document = word(body, styles=STYLES)
    assert seen(document) == [
        ("heading", 1, "Artikel 7", "Exclusiviteit"),
        ("clause", 2, "7.2", "Opdrachtnemer levert."),
        ("item", 1, "(a)", "de werkplek;"),
    ]
    assert [b.origin.offset for b in document.blocks] == [10, 4, 4]


def test_paragraphs_numbered_with_one_number_are_clauses_under_an_article_and_items_in_a_list(word: Word) -> None:
    body = (
        p("Duur", "Kop1", (1, 0))
        + p("Deze overeenkomst duurt vier jaar.", numbered=(3, 0))
        + p("Zij eindigt van rechtswege.", numbered=(3, 0))
        + p("Diensten", "Kop1", (1, 0))
        + p("Opdrachtnemer levert:", numbered=(1, 1))
        + p("de werkplek;", numbered=(3, 0))
    )
    kinds = [(b.kind, b.level, b.number) for b in word(body, styles=STYLES, numbering=NUMBERING).blocks]
    assert kinds == [
        ("heading", 1, "Artikel 1"),
        ("clause", 1, "1."),
        ("clause", 1, "2."),
        ("heading", 1, "Artikel 2"),
        ("clause", 2, "2.1"),
        ("item", 1, "3."),
    ]


def test_clauses_that_stand_in_a_heading_style_are_clauses(word: Word) -> None:
    long = "The Supplier shall provide the Services with reasonable skill and care."
    body = p("1. Services", "Kop1") + p(f"1.1 {long}", "Kop2") + p(f"1.2 {long}", "Kop2") + p("1.3 Reports", "Kop2")
    kinds = [(b.kind, b.level, b.number) for b in word(body, styles=STYLES).blocks]
    assert kinds == [("heading", 1, "1."), ("clause", 2, "1.1"), ("clause", 2, "1.2"), ("heading", 2, "1.3")]


def test_bold_lines_and_capitals_are_headings_where_no_style_says_so(word: Word) -> None:
    bold = "<w:b/>"
    body = (
        p(inside=r("ARTIKEL 3 DUUR", bold))
        + p("3.1 De overeenkomst duurt vier jaar.")
        + p(inside=r("Verlenging", bold))
        + p("Opdrachtgever kan verlengen met twaalf maanden.")
        + p("4. ASSIGNMENT")
        + p("Neither party may assign this Agreement.")
        + p(inside=r("Let op:", bold))
        + p("dit is geen kop.")
    )
    assert [(b.kind, b.level, b.number) for b in word(body).blocks] == [
        ("heading", 1, "ARTIKEL 3"),
        ("clause", 2, "3.1"),
        ("heading", 2, ""),
        ("paragraph", 0, ""),
        ("heading", 1, "4."),
        ("paragraph", 0, ""),
        ("paragraph", 0, ""),
        ("paragraph", 0, ""),
    ]


def test_a_number_on_a_line_of_its_own_joins_the_title_below_it(word: Word) -> None:
    body = p("Artikel 4", "Kop1") + p("Overleg", "Kop2") + p("Partijen overleggen.")
    document = word(body, styles=STYLES)
    assert seen(document)[0] == ("heading", 1, "Artikel 4", "Overleg")
    assert document.blocks[0].origin.position == 1


def test_lists_within_lists_of_another_kind(word: Word) -> None:
    deeper = '<w:ind w:left="1440"/>'
    body = (
        p("Zie:")
        + p("een", numbered=(2, 0), more='<w:ind w:left="720"/>')
        + p("een-een", numbered=(3, 0), more=deeper)
        + p("twee", numbered=(2, 0), more='<w:ind w:left="720"/>')
        + p("dieper", numbered=(2, 1), more=deeper)
    )
    levels = [(b.level, b.number) for b in word(body, numbering=NUMBERING).blocks[1:]]
    assert levels == [(1, "•"), (2, "1."), (1, "•"), (2, "•")]


# Tables


def test_tables_give_cells_with_their_grid_column(word: Word) -> None:
    body = table(
        row(cell(p("Id")), cell(p("Eis")), cell(p("Norm")), properties="<w:tblHeader/>"),
        row(cell(p("E-07")), cell(p("een"), p("twee"), properties='<w:gridSpan w:val="2"/>')),
        row(cell(p("x"), properties='<w:vMerge w:val="restart"/>'), cell(p("y")), cell()),
        row(cell(properties="<w:vMerge/>"), cell(p("z")), cell(p("1.2 geen nummer"))),
        row(cell(p("laat")), properties='<w:gridBefore w:val="2"/>'),
        row(cell(p("weg")), properties="<w:del/>"),
    )
    cells = [(b.cell.row, b.cell.column, b.cell.header, b.text) for b in word(body).blocks if b.cell]
    assert cells == [
        (0, 0, True, "Id"),
        (0, 1, True, "Eis"),
        (0, 2, True, "Norm"),
        (1, 0, False, "E-07"),
        (1, 1, False, "een\ntwee"),
        (2, 0, False, "x"),
        (2, 1, False, "y"),
        (2, 2, False, ""),
        (3, 1, False, "z"),
        (3, 2, False, "1.2 geen nummer"),
        (4, 2, False, "laat"),
    ]


@pytest.mark.parametrize(
    ("look", "first", "header"),
    [
        ("1", "Omschrijving", True),
        ("0", "Omschrijving", False),
        ("1", "Dit is een hele zin.", False),
        ("", "Naam", False),
    ],
)
def test_a_first_row_is_header_when_the_table_says_so_and_it_looks_like_one(
    word: Word, look: str, first: str, header: bool
) -> None:
    body = table(row(cell(p("Id")), cell(p(first))), row(cell(p("1")), cell(p("x"))), look=look)
    assert [b.cell.header for b in word(body).blocks if b.cell] == [header, header, False, False]


def test_numbers_in_cells(word: Word) -> None:
    body = table(row(cell(p("eerste", numbered=(3, 0)), p("tweede", numbered=(3, 0))), cell(p("", numbered=(3, 0)))))
    blocks = word(body, numbering=NUMBERING).blocks
    assert [(b.number, b.text) for b in blocks] == [("1.", "eerste\n2. tweede"), ("3.", "")]


def test_nested_tables_are_tables_of_their_own(word: Word) -> None:
    inner = table(row(cell(p("binnen"))))
    body = table(row(cell(p("buiten"), inner, p("verder")), cell(p("naast")))) + p("na")
    got = [(b.cell.table if b.cell else None, b.text) for b in word(body).blocks]
    assert got == [(0, "buiten\nverder"), (1, "binnen"), (0, "naast"), (None, "na")]


# Stories


def test_text_boxes_stand_after_their_paragraph_and_once(word: Word) -> None:
    box = (
        "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent>"
        + p("kader")
        + "</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>"
        + p("kader")
        + "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    document = word(p("voor ", inside=box + r("en na")) + p("einde"))
    assert [(b.story, b.text) for b in document.blocks] == [
        ("body", "voor en na"),
        ("textbox", "kader"),
        ("body", "einde"),
    ]


def test_notes_stand_after_what_refers_to_them(word: Word) -> None:
    note = '<w:r><w:{}Reference w:id="{}"/></w:r>'
    parts = {
        "footnotes": f'<w:footnote w:type="separator" w:id="0">{p("streep")}</w:footnote>'
        f'<w:footnote w:id="2">{p("noot")}</w:footnote><w:footnote w:id="3">{p("los")}</w:footnote>',
        "endnotes": f'<w:endnote w:id="1">{p("slot")}</w:endnote>',
    }
    body = p("a", inside=note.format("footnote", 2)) + table(
        row(cell(p("c", inside=note.format("endnote", 1))), cell(p("d")))
    )
    document = word(body, parts=parts)
    assert [(b.story, b.text) for b in document.blocks] == [
        ("body", "a"),
        ("footnote", "noot"),
        ("body", "c"),
        ("body", "d"),
        ("endnote", "slot"),
    ]


def test_headers_and_footers_come_once_and_last(word: Word) -> None:
    refs = '<w:sectPr><w:headerReference w:type="{}" r:id="rId1"/><w:footerReference w:type="default" r:id="rId2"/></w:sectPr>'
    body = p("a", more=refs.format("default")) + p("b") + refs.format("first")
    document = word(body, parts={"header1": p("boven"), "footer1": p("onder ", inside=field(" PAGE ", r("1")))})
    assert [(b.story, b.text) for b in document.blocks] == [
        ("body", "a"),
        ("body", "b"),
        ("header", "boven"),
        ("footer", "onder 1"),
    ]


def test_contents_lists_are_known_by_style_field_and_control(word: Word) -> None:
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="{}"/></w:docPartObj></w:sdtPr>'
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o </w:instrText></w:r>'
    begin += '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    body = (
        f"<w:sdt>{gallery.format('Cover Pages')}<w:sdtContent>{p('omslag')}</w:sdtContent></w:sdt>"
        f"<w:sdt>{gallery.format('Table of Contents')}<w:sdtContent>{p('Inhoud')}</w:sdtContent></w:sdt>"
        + p("Duur 3", "Inhopg1")
        + p(inside=begin + r("Artikel 1 Duur"))
        + p("Artikel 2 Prijs")
        + p(inside='<w:r><w:fldChar w:fldCharType="end"/></w:r>')
        + p("Tekst")
    )
    stories = [(b.story, b.text) for b in word(body, styles=STYLES).blocks]
    assert stories == [
        ("cover", "omslag"),
        ("toc", "Inhoud"),
        ("toc", "Duur 3"),
        ("toc", "Artikel 1 Duur"),
        ("toc", "Artikel 2 Prijs"),
        ("body", "Tekst"),
    ]


# Marks, anchors, comments, language, properties


def test_marks(word: Word) -> None:
    inside = (
        r("vet", "<w:b/>")
        + r("ook", '<w:rStyle w:val="Zwaar"/>')
        + r(" en ")
        + r("schuin", "<w:i/>")
        + r(" [naam]", '<w:highlight w:val="yellow"/>')
        + "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
        + r(" kies")
        + "</w:sdtContent></w:sdt>"
        + field(" REF _tk_change_control \\r \\h ", r("artikel 12", "<w:b/>"))
        + field(" REF _tk_change_control ", r("12"))
        + field(" REF _Ref9 ", r("x"))
    )
    (block,) = word(p(inside=inside), styles=STYLES).blocks
    assert block.text == "vetook en schuin [naam] kiesartikel 1212x"
    assert block.marks == (
        Mark(0, 6, "strong"),
        Mark(10, 16, "emphasis"),
        Mark(16, 28, "placeholder"),
        Mark(28, 38, "reference", "change-control"),
        Mark(28, 38, "strong"),
        Mark(38, 40, "reference", "change-control"),
    )


def test_a_reading_above_a_word_stands_apart_from_it(word: Word) -> None:
    ruby = f"<w:r><w:ruby><w:rubyPr/><w:rt>{r('ka')}</w:rt><w:rubyBase>{r('KA')}</w:rubyBase></w:ruby></w:r>"
    (block,) = word(p(inside=r("voor") + ruby + ruby + r("na"))).blocks
    assert block.text == "voor ka KA ka KA na"


def test_a_field_that_begins_with_our_bookmark_refers_to_it_without_the_keyword(word: Word) -> None:
    inside = r("zie ") + field(" _tk_term \\r \\t \\h ", r("Artikel 6")) + r(" en ") + field(" DATE _tk_term ", r("nu"))
    (block,) = word(p(inside=inside)).blocks
    assert (block.text, block.marks) == ("zie Artikel 6 en nu", (Mark(4, 13, "reference", "term"),))


def test_weight_is_no_mark_in_headings_or_header_cells_or_from_a_paragraph_style(word: Word) -> None:
    bold = "<w:b/>"
    body = p(inside=r("Kop", bold), style="Kop1") + table(
        row(cell(p(inside=r("A", bold))), properties="<w:tblHeader/>"), row(cell(p(inside=r("b", bold))))
    )
    marks = [b.marks for b in word(body, styles=STYLES).blocks]
    assert marks == [(), (), (Mark(0, 1, "strong"),)]


def test_anchors_and_hyperlinks_to_them(word: Word) -> None:
    body = (
        p("Duur", "Kop1", inside='<w:bookmarkStart w:id="1" w:name="_tk_term"/><w:bookmarkEnd w:id="1"/>')
        + '<w:bookmarkStart w:id="2" w:name="_tk_lang_9"/>'
        + p(
            "Zie ",
            inside=f'<w:hyperlink w:anchor="_tk_term">{r("artikel ")}{field(" REF _tk_term ", r("1"))}</w:hyperlink>',
        )
    )
    document = word(body, styles=STYLES, custom={"tenderkit.anchor._tk_lang_9": "een-heel-lang-anker"})
    assert [b.anchor for b in document.blocks] == ["term", "een-heel-lang-anker"]
    assert document.blocks[1].marks == (Mark(4, 13, "reference", "term"),)
    assert "tenderkit.anchor._tk_lang_9" not in document.properties


def test_comments_go_to_the_blocks_they_stand_on(word: Word) -> None:
    start, end = '<w:commentRangeStart w:id="{}"/>', '<w:commentRangeEnd w:id="{}"/>'
    mark = '<w:r><w:commentReference w:id="{}"/></w:r>'
    body = (
        p("Een", inside=mark.format(3))
        + start.format(1)
        + p("Twee", inside=start.format(2) + r(" zin") + end.format(2) + mark.format(2))
        + p("", inside="")
        + p("Drie", inside=end.format(1) + mark.format(1))
        + p("Vier")
    )
    comments = (
        f'<w:comment w:id="1">{p("over beide")}</w:comment>'
        f'<w:comment w:id="2">{p("regel 1")}{p("regel 2")}</w:comment><w:comment w:id="3">{p("los")}</w:comment>'
    )
    document = word(body, parts={"comments": comments})
    assert [b.comments for b in document.blocks] == [
        ("los",),
        ("over beide", "regel 1\nregel 2"),
        ("over beide",),
        (),
    ]


def test_a_comment_on_an_empty_paragraph_is_not_lost(word: Word) -> None:
    mark = '<w:r><w:commentReference w:id="1"/></w:r>'
    document = word(p("Een") + p(inside=mark), parts={"comments": f'<w:comment w:id="1">{p("let op")}</w:comment>'})
    assert [b.comments for b in document.blocks] == [("let op",)]


def test_languages(word: Word) -> None:
    styles = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="nl-NL"/></w:rPr></w:rPrDefault></w:docDefaults>' + STYLES
    )
    body = p("Een lange Nederlandse alinea om de doorslag te geven.") + p(
        inside=r("An English paragraph", '<w:lang w:val="en-GB"/>') + r(" of toch")
    )
    document = word(body, styles=styles)
    assert document.language == "nl"
    assert [b.language for b in document.blocks] == ["", "en"]
    assert word(p("text")).language == ""
    assert word(p("text"), styles=styles, custom={"tenderkit.language": "en"}).language == "en"


def test_properties(word: Word) -> None:
    core = "<dc:title> Overeenkomst  werkplek</dc:title><dc:creator>regie</dc:creator><cp:version>0.9</cp:version>"
    document = word(p("x"), core=core, custom={"tenderkit.kind": "sla", "Zaaknummer": "Z-12"})
    assert (document.title, document.kind) == ("Overeenkomst werkplek", "sla")
    assert document.properties == {"author": "regie", "version": "0.9", "Zaaknummer": "Z-12"}


# What our own writer leaves


def test_own_styles_are_beyond_doubt(word: Word) -> None:
    body = (
        p("1.1 Dit is gewoon tekst", "TkText")
        + p("ARTIKEL 9", "TkText")
        + p("lid zonder nummer", "TkClause2")
        + p("diep", "TkItem3")
        + p("streep", "TkBullet2", (2, 0))
        + p("kader", "TkTextBox")
    )
    blocks = word(body, numbering=NUMBERING).blocks
    assert [(b.kind, b.level, b.number, b.text, b.story) for b in blocks] == [
        ("paragraph", 0, "", "1.1 Dit is gewoon tekst", "body"),
        ("paragraph", 0, "", "ARTIKEL 9", "body"),
        ("clause", 2, "", "lid zonder nummer", "body"),
        ("item", 3, "", "diep", "body"),
        ("item", 2, "•", "streep", "body"),
        ("paragraph", 0, "", "kader", "textbox"),
    ]


def test_headings_of_own_documents_keep_what_looks_like_a_number(word: Word) -> None:
    long = "7 " + "woorden zonder einde " * 20
    (block,) = word(p(long, "Kop1"), styles=STYLES, custom={"tenderkit.kind": ""}).blocks
    assert (block.kind, block.number, block.text) == ("heading", "", long.strip())


def test_numbers_that_the_writer_typed(word: Word) -> None:
    number = r("7bis", '<w:rStyle w:val="TkNumber"/>') + "<w:r><w:tab/></w:r>"
    body = p(inside=number + r("Duur"), style="Kop1") + p(inside=number + r("tekst"), style="TkClause1")
    body += table(row(cell(p(inside=number + r("cel"), style="TkCell"))))
    document = word(body, styles=STYLES, custom={"tenderkit.kind": ""})
    assert seen(document) == [
        ("heading", 1, "7bis", "Duur"),
        ("clause", 1, "7bis", "tekst"),
        ("cell", 0, "7bis", "cel"),
    ]
    assert {b.origin.offset for b in document.blocks} == {5}


# The way back


def test_pieces_lead_from_a_block_to_its_elements(word_file: Callable[..., WordFile]) -> None:
    body = p("7.2\tOpdracht", inside=r("nemer", "<w:b/>") + "<w:r><w:br/></w:r>" + r("levert. ")) + table(
        row(cell(p("een"), p("twee", numbered=(3, 0))))
    )
    opened = word_file(body, numbering=NUMBERING)
    for block, pieces, paragraphs in zip(opened.document.blocks, opened.pieces, opened.paragraphs, strict=True):
        assert _rebuilt(block, pieces) == block.text
        root = opened.package.tree(block.origin.part)
        assert list(root.iter("{*}p"))[block.origin.position] is paragraphs[0]
    clause, table_cell = opened.pieces
    assert [(x.start, x.end, x.at) for x in clause] == [(0, 8, 4), (8, 13, 0), (13, 14, 0), (14, 21, 0)]
    assert [x.element is None for x in table_cell] == [False, True, False]
    assert len(opened.paragraphs[1]) == 2


def _rebuilt(block: Block, pieces: tuple[object, ...]) -> str:
    made = ""
    for piece in pieces:
        element, start, end, at = piece.element, piece.start, piece.end, piece.at  # type: ignore[attr-defined]
        whole = element.text if element is not None and element.tag.endswith("}t") else None
        made += block.text[start:end] if whole is None else whole[at : at + end - start]
    return made


def test_deleted_text_counts_only_where_asked_for(docx: Callable[..., bytes]) -> None:
    from tenderkit.document.readers import read_bytes

    gone = '<w:del w:id="1"><w:r><w:delText xml:space="preserve">nooit </w:delText></w:r></w:del>'
    data = docx(f"<w:p>{r('Dit mag ')}{gone}{r('altijd.')}</w:p>")
    assert [b.text for b in read_bytes(data, "x.docx").blocks] == ["Dit mag altijd."]
    assert [b.text for b in read_bytes(data, "x.docx", deleted_text=True).blocks] == ["Dit mag nooit altijd."]
