"""What new paragraphs point to: fields where Word counts, plain numbers elsewhere."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from tenderkit.document.readers.word import open_word
from tenderkit.document.revise import Insertion, Line, Pointer, accept, reject, revise

HEADING = '<w:p><w:pPr><w:pStyle w:val="Kop1"/></w:pPr>{}<w:r><w:t>{}</w:t></w:r>{}</w:p>'
CLAUSE = "<w:p><w:r><w:t>Leverancier levert de dienst aan Afnemer.</w:t></w:r></w:p>"
STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="Standaard"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Kop1"><w:name w:val="heading 1"/><w:pPr>{}</w:pPr></w:style>'
)
LISTED = '<w:numPr><w:numId w:val="1"/></w:numPr>'
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="{}"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
LINES = (
    Line("heading", "Wijziging", 0, name="change"),
    Line("paragraph", "Dit volgt artikel 3 en artikel 2.", 1, pointers=(Pointer(18, 19, block=2), Pointer(31, 32, "change"))),
)  # fmt: skip


def main_part(data: bytes) -> str:
    return zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()


def texts(data: bytes) -> list[tuple[str, str]]:
    return [(b.number, b.text) for b in open_word(data, "x.docx").document.blocks]


@pytest.fixture
def draft(docx):
    """Make a draft of two articles; `pattern` is how Word numbers them ("%1."), "" for not at all."""

    def run(pattern: str = "%1.", start: str = "", end: str = "") -> bytes:
        body = HEADING.format("", "Dienst", "") + CLAUSE + HEADING.format(start, "Slot", end) + CLAUSE
        styles = STYLES.format(LISTED if pattern else "")
        return docx(body, styles=styles, numbering=NUMBERING.format(pattern or "%1."))

    return run


@pytest.mark.parametrize(
    ("pattern", "instructions"),
    [
        ("%1.", ["REF _Ref700000001 \\r \\h", "REF _Ref700000002 \\r \\h"]),
        ("Artikel %1", ["_Ref700000001 \\r \\t \\h", "_Ref700000002 \\r \\t \\h"]),
        ("Artikel %1:", []),  # the field would show the colon too
        ("", []),
    ],
)
def test_a_number_that_word_counts_becomes_a_field(draft, pattern: str, instructions: list[str]) -> None:
    data = draft(pattern)
    made = revise(open_word(data, "x.docx"), [Insertion(1, 2, LINES)]).data
    xml = main_part(made)
    assert [i.strip() for i in re.findall(r"<w:instrText[^>]*>([^<]*)<", xml)] == instructions
    marks = {name for i in instructions for name in re.findall(r"_Ref\d+", i)}
    assert set(re.findall(r'w:bookmarkStart[^>]*w:name="([^"]*)"', xml)) == marks
    assert xml.count("<w:bookmarkEnd") == len(marks)
    assert "Dit volgt artikel 3 en artikel 2." in [t for _, t in texts(made)]
    assert texts(reject(made)) == texts(data) and texts(accept(made)) == texts(made)
    # The bookmark of what was refused is gone with it.
    assert "_Ref700000002" not in main_part(reject(made))


def test_a_bookmark_that_is_there_serves(draft) -> None:
    data = draft("%1.", '<w:bookmarkStart w:id="7" w:name="_Toc123"/>', '<w:bookmarkEnd w:id="7"/>')
    xml = main_part(revise(open_word(data, "x.docx"), [Insertion(1, 2, LINES)]).data)
    assert " REF _Toc123 \\r \\h " in xml and xml.count("<w:bookmarkStart") == 2
    ids = re.findall(r'<w:(?:ins|bookmarkStart)[^>]*w:id="(\d+)"', xml)
    assert len(ids) == len(set(ids))
