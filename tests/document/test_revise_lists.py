"""New paragraphs in the lists of a draft, or beside them and looking the same."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

from tenderkit.document.readers.word import open_word
from tenderkit.document.revise import Insertion, Line, Lists, accept, reject, revise

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LEVEL = '<w:lvl w:ilvl="{}"><w:start w:val="1"/><w:numFmt w:val="{}"/>{}<w:lvlText w:val="{}"/><w:pPr><w:ind w:left="{}" w:hanging="400"/></w:pPr></w:lvl>'
ARTICLES = LEVEL.format(0, "decimal", '<w:pStyle w:val="Kop1"/>', "%1.", 400)
CLAUSES = LEVEL.format(1, "decimal", '<w:pStyle w:val="Lid"/>', "%1.%2", 700)
ITEMS = LEVEL.format(2, "lowerLetter", "", "%3)", 1100)
STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Standaard"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Kop1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'
    '<w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Lid"><w:name w:val="Lid"/><w:basedOn w:val="Standaard"/><w:pPr><w:keepNext/><w:numPr>'
    '<w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr><w:spacing w:after="90"/></w:pPr><w:rPr><w:sz w:val="18"/></w:rPr></w:style>'
)
BODY = (
    '<w:p><w:pPr><w:pStyle w:val="Kop1"/></w:pPr><w:r><w:t>Dienst</w:t></w:r></w:p>'
    '<w:p><w:pPr><w:pStyle w:val="Lid"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>Leverancier levert de dienst aan Afnemer.</w:t></w:r></w:p>'
)


def numbering(*levels: str) -> str:
    inside = "".join(levels)
    return (
        f'<w:abstractNum w:abstractNumId="0">{inside}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )


def last_of(data: bytes) -> etree._Element:
    """The last paragraph of the main part."""
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    return list(root.iter(f"{W}p"))[-1]


def shown(data: bytes) -> list[tuple[str, str, str]]:
    return [(b.kind, b.number, b.text) for b in open_word(data, "x.docx").document.blocks]


def test_items_stand_on_the_level_below_that_the_list_has_for_them(docx) -> None:
    data = docx(BODY, styles=STYLES, numbering=numbering(ARTICLES, CLAUSES, ITEMS))
    word = open_word(data, "x.docx")
    lists = Lists(word)
    found = lists.below(1, 1, bullet=False)
    assert found is not None and (found.list, found.level, found.style) == ("1", 2, "")
    assert lists.below(1, 2, bullet=False) is None and lists.below(1, 1, bullet=True) is None
    lines = (
        Line("clause", "Afnemer kiest:", 1),
        Line("item", "het een;", 1, below=1),
        Line("item", "het ander.", 1, below=1),
    )
    made = revise(word, [Insertion(1, None, lines)]).data
    assert shown(made)[2:] == [
        ("clause", "1.2", "Afnemer kiest:"),
        ("item", "a)", "het een;"),
        ("item", "b)", "het ander."),
    ]
    assert last_of(made).find(f".//{W}ind") is None  # the level's own indent counts
    assert shown(accept(made)) == shown(made) and shown(reject(made)) == shown(data)


def test_a_level_with_a_style_of_its_own_gives_that_style(docx) -> None:
    styles = STYLES + (
        '<w:style w:type="paragraph" w:styleId="Sub"><w:name w:val="Sub"/><w:pPr><w:numPr><w:ilvl w:val="2"/>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )  # fmt: skip
    levels = numbering(ARTICLES, CLAUSES, LEVEL.format(2, "lowerLetter", '<w:pStyle w:val="Sub"/>', "(%3)", 1100))
    word = open_word(docx(BODY, styles=styles, numbering=levels), "x.docx")
    made = revise(word, [Insertion(1, None, (Line("item", "het een.", 1, below=1),))]).data
    assert last_of(made).find(f".//{W}pStyle").get(f"{W}val") == "Sub" and last_of(made).find(f".//{W}numPr") is None
    assert shown(made)[-1] == ("item", "(a)", "het een.")


def test_levels_that_show_other_counts_are_not_for_items(docx) -> None:
    deeper = LEVEL.format(2, "decimal", "", "%1.%2.%3", 1100)
    word = open_word(docx(BODY, styles=STYLES, numbering=numbering(ARTICLES, CLAUSES, deeper)), "x.docx")
    assert Lists(word).below(1, 1, bullet=False) is None


def test_a_typed_item_leaves_the_list_by_the_style_behind_the_numbered_one(docx) -> None:
    data = docx(BODY, styles=STYLES, numbering=numbering(ARTICLES, CLAUSES))
    made = revise(open_word(data, "x.docx"), [Insertion(1, None, (Line("item", "het een;", 1, "a.\t"),))]).data
    paragraph = last_of(made)
    properties = paragraph.find(f"{W}pPr")
    # No number 0, which validators take for a list that is missing; what the numbered style said is written out, in order.
    assert [e.tag.removeprefix(W) for e in properties] == ["pStyle", "spacing", "ind", "rPr"]
    assert properties[0].get(f"{W}val") == "Standaard" and properties[1].get(f"{W}after") == "90"
    assert (properties[2].get(f"{W}left"), properties[2].get(f"{W}hanging")) == ("1125", "425")
    assert [e.tag.removeprefix(W) for e in paragraph.find(f".//{W}r/{W}rPr")] == ["b", "sz"]
    assert shown(made)[-1] == ("item", "a.", "het een;") and shown(reject(made)) == shown(data)


def test_a_paragraph_without_number_has_no_hanging_line(docx) -> None:
    data = docx(BODY, styles=STYLES, numbering=numbering(ARTICLES, CLAUSES))
    made = revise(open_word(data, "x.docx"), [Insertion(1, None, (Line("paragraph", "Zonder nummer.", 1),))]).data
    indent = last_of(made).find(f".//{W}ind")
    assert dict(indent.attrib) == {f"{W}left": "700", f"{W}firstLine": "0"}
    assert shown(made)[-1] == ("paragraph", "", "Zonder nummer.")


def test_where_every_style_is_numbered_the_list_is_switched_off(docx) -> None:
    styles = STYLES.replace(
        '<w:name w:val="Normal"/>', '<w:name w:val="Normal"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    )
    data = docx(BODY, styles=styles, numbering=numbering(ARTICLES, CLAUSES))
    made = revise(open_word(data, "x.docx"), [Insertion(1, None, (Line("item", "het een;", 1, "a.\t"),))]).data
    assert last_of(made).find(f".//{W}numId").get(f"{W}val") == "0"
    assert shown(made)[-1] == ("item", "a.", "het een;")
