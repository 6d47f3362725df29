from __future__ import annotations

from collections.abc import Callable

import pytest

from tenderkit.document.model import Document
from tenderkit.document.readers import read_bytes
from tenderkit.errors import InputError

Make = Callable[..., bytes]
TEXT = "application/vnd.oasis.opendocument.text"
SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in [
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("draw", "drawing"),
        ("fo", "xsl-fo-compatible"),
    ]
)
LIST = (
    '<text:list-style style:name="L">'
    '<text:list-level-style-number text:level="1" style:num-format="1" style:num-prefix="Artikel "/>'
    '<text:list-level-style-number text:level="2" style:num-format="1" text:display-levels="2"/>'
    '<text:list-level-style-number text:level="3" style:num-format="a" style:num-suffix=")"/></text:list-style>'
    '<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
    '<style:style style:name="H" style:family="text"><style:text-properties text:display="none"/></style:style>'
)


def odt(archive: Make, body: str, styles: str = LIST, **parts: str) -> bytes:
    content = (
        f"<office:document-content {SPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return archive({"mimetype": TEXT, "content.xml": content, **parts})


def run(archive: Make, body: str, **options: bool) -> Document:
    return read_bytes(odt(archive, body), "concept.odt", **options)


def seen(document: Document) -> list[tuple[str, str, str]]:
    return [(b.kind, b.number, b.text) for b in document.blocks]


def test_headings_and_list_numbers_as_shown(archive: Make) -> None:
    item = "<text:list-item><text:p>{}</text:p></text:list-item>"
    body = (
        '<text:list xml:id="een" text:style-name="L"><text:list-item><text:h text:outline-level="1">Prijzen</text:h>'
        f"<text:list>{item.format('De prijs staat vast.')}"
        f"<text:list-item><text:p>Tot de prijs behoren:</text:p><text:list>{item.format('reizen;')}{item.format('werk.')}"
        "</text:list></text:list-item></text:list></text:list-item></text:list><text:p>Een tussenzin.</text:p>"
        '<text:list text:continue-list="een" text:style-name="L"><text:list-item>'
        '<text:h text:outline-level="1">Duur</text:h></text:list-item></text:list>'
    )
    assert seen(run(archive, body)) == [
        ("heading", "Artikel 1", "Prijzen"),
        ("clause", "1.1", "De prijs staat vast."),
        ("clause", "1.2", "Tot de prijs behoren:"),
        ("item", "a)", "reizen;"),
        ("item", "b)", "werk."),
        ("paragraph", "", "Een tussenzin."),
        ("heading", "Artikel 2", "Duur"),
    ]


def test_a_list_that_starts_elsewhere(archive: Make) -> None:
    body = (
        '<text:list text:style-name="L"><text:list-item text:start-value="7"><text:p>Zeven is de regel.</text:p></text:list-item>'
        "<text:list-item><text:p>Acht is de volgende.</text:p></text:list-item></text:list>"
    )
    assert [b.number for b in run(archive, body).blocks] == ["Artikel 7", "Artikel 8"]


def test_tables_notes_boxes_and_comments(archive: Make) -> None:
    body = (
        '<text:p>Zie<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body>'
        "<text:p>De noot.</text:p></text:note-body></text:note> hier<draw:frame><draw:text-box><text:p>De doos.</text:p>"
        "</draw:text-box></draw:frame>.<office:annotation><text:p>Let op</text:p></office:annotation></text:p>"
        "<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>Rol</text:p></table:table-cell>"
        "</table:table-row></table:table-header-rows><table:table-row><table:table-cell><text:p>een</text:p>"
        "<text:p>twee</text:p></table:table-cell></table:table-row></table:table>"
    )
    document = run(archive, body)
    assert [(b.story, b.text) for b in document.blocks] == [
        ("body", "Zie hier."),
        ("footnote", "De noot."),
        ("textbox", "De doos."),
        ("body", "Rol"),
        ("body", "een\ntwee"),
    ]
    assert document.blocks[0].comments == ("Let op",)
    assert [b.cell.header for b in document.blocks if b.cell] == [True, False]


def test_blanks_tabs_marks_and_hidden_text(archive: Make) -> None:
    document = run(
        archive,
        '<text:p>a  <text:span text:style-name="B">vet</text:span><text:span text:style-name="H">weg</text:span>'
        '<text:tab/>b<text:s text:c="3"/>c\n d</text:p>',
    )
    assert document.blocks[0].text == "a vet\tb   c d"
    assert [(m.kind, m.start, m.end) for m in document.blocks[0].marks] == [("strong", 2, 5)]


def test_deleted_text_counts_only_where_asked_for(archive: Make) -> None:
    body = (
        '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><text:p>nooit </text:p></text:deletion>'
        '</text:changed-region></text:tracked-changes><text:p>Dit mag <text:change text:change-id="c1"/>altijd.</text:p>'
    )
    assert run(archive, body).blocks[0].text == "Dit mag altijd."
    assert run(archive, body, deleted_text=True).blocks[0].text == "Dit mag nooit altijd."


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"META-INF/manifest.xml": "<m><encryption-data/></m>"}, "encrypted with a password"),
        ({"content.xml": "<a><b></a>"}, "part content.xml, line 1, has broken XML"),
        ({"content.xml": "<a/>"}, "no text in content.xml"),
    ],
)
def test_what_cannot_be_read(archive: Make, parts: dict[str, str], said: str) -> None:
    with pytest.raises(InputError, match=said) as caught:
        read_bytes(archive({"mimetype": TEXT, "content.xml": f"<o {SPACES}/>", **parts}), "x.odt")
    assert "\n" not in str(caught.value)


def test_a_word_file_under_this_name(docx: Make) -> None:
    with pytest.raises(InputError, match="this is a Word document"):
        read_bytes(docx("<w:p/>"), "x.odt")
