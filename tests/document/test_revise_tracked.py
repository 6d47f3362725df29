"""Tracked insertions and replacements, and what is left of them when they are accepted or rejected."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from tenderkit.document.model import Span
from tenderkit.document.readers.word import open_word
from tenderkit.document.revise import Insertion, Line, Replacement, accept, leading, reject, revise

HEADING = '<w:p><w:pPr><w:pStyle w:val="Kop1"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">{}</w:t></w:r></w:p>'
CLAUSE = '<w:p><w:pPr><w:ind w:left="567" w:hanging="567"/></w:pPr><w:r><w:t xml:space="preserve">{}</w:t></w:r></w:p>'
STYLES = '<w:style w:type="paragraph" w:styleId="Kop1"><w:name w:val="heading 1"/></w:style>'
BODY = (
    HEADING.format("Artikel 1 Dienst")
    + CLAUSE.format("1.1 Leverancier levert de dienst.")
    + "<w:p/>"
    + HEADING.format("Artikel 2 Slot")
    + CLAUSE.format("2.1 Nederlands recht geldt.")
)
LINES = (
    Line("heading", "Wijzigingen", 0, "Artikel 1a ", name="change"),
    Line("clause", "Afnemer kan [iets] vragen.", 1, "1a.1 ", asked=((12, 18),), note=("Kijk hier naar",)),
)


def texts(data: bytes) -> list[tuple[str, str]]:
    return [(b.number, b.text) for b in open_word(data, "x.docx").document.blocks]


def test_new_paragraphs_look_like_their_models_and_stand_before_the_next_heading(docx) -> None:
    data = docx(BODY, styles=STYLES)
    word = open_word(data, "x.docx")
    assert [leading(word, n) for n in range(4)] == ["Artikel 1 ", "1.1 ", "Artikel 2 ", "2.1 "]
    made = revise(word, [Insertion(1, 2, LINES)], date="2026-01-31T00:00:00Z").data
    assert texts(made) == [
        ("Artikel 1", "Dienst"),
        ("1.1", "Leverancier levert de dienst."),
        ("Artikel 1a", "Wijzigingen"),
        ("1a.1", "Afnemer kan [iets] vragen."),
        ("Artikel 2", "Slot"),
        ("2.1", "Nederlands recht geldt."),
    ]
    xml = zipfile.ZipFile(io.BytesIO(made)).read("word/document.xml").decode()
    assert xml.count('w:pStyle w:val="Kop1"') == 3 and xml.count('w:hanging="567"') == 3
    assert xml.count('w:highlight w:val="yellow"') == 1 and xml.count("<w:commentReference") == 1
    root = etree.fromstring(xml.encode())
    changes = list(root.iter("{*}ins"))
    assert {e.get(e.tag.replace("ins", "author")) for e in changes} == {"tenderkit"}
    assert {e.get(e.tag.replace("ins", "date")) for e in changes} == {"2026-01-31T00:00:00Z"}
    # The blank line before the next heading stands behind the new article too.
    kinds = ["".join(p.itertext()) for p in root.iter("{*}p")]
    assert kinds[2] == "" and kinds[5] == "" and kinds[6] == "Artikel 2 Slot"


def test_reject_gives_the_draft_back_and_accept_what_was_read(docx) -> None:
    data = docx(BODY, styles=STYLES)
    made = revise(
        open_word(data, "x.docx"),
        [Insertion(1, 2, LINES)],
        [Replacement(Span(3, 0, 10), "Belgisch"), Replacement(Span(1, 22, 28), "dienst of gelijkwaardig")],
    ).data
    assert ("2.1", "Belgisch recht geldt.") in texts(made)
    assert texts(accept(made)) == texts(made)
    assert b"w:ins" not in zipfile.ZipFile(io.BytesIO(accept(made))).read("word/document.xml")
    back = reject(made)
    assert texts(back) == texts(data)
    xml = zipfile.ZipFile(io.BytesIO(back)).read("word/document.xml").decode()
    assert not any(name in xml for name in ("w:ins", "w:del", "w:comment"))
    assert b"<w:comment " not in zipfile.ZipFile(io.BytesIO(back)).read("word/comments.xml")


def test_nothing_else_in_the_package_changes_and_the_same_draft_gives_the_same_bytes(docx) -> None:
    data = docx(BODY, styles=STYLES, parts={"header1": "<w:p><w:r><w:t>Kop</w:t></w:r></w:p>"})
    made = [revise(open_word(data, "x.docx"), [Insertion(1, 2, LINES[:1])]).data for _ in range(2)]
    assert made[0] == made[1]
    before, after = zipfile.ZipFile(io.BytesIO(data)), zipfile.ZipFile(io.BytesIO(made[0]))
    assert [n for n in before.namelist() if before.read(n) != after.read(n)] == ["word/document.xml"]
    assert before.namelist() == after.namelist()
    assert revise(open_word(data, "x.docx"), []).data == data


def test_a_passage_across_runs_keeps_its_formats_when_it_is_refused(docx) -> None:
    runs = (
        '<w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">Op de plek staat Win</w:t></w:r>'
        '<w:r><w:rPr><w:i/></w:rPr><w:t xml:space="preserve">dows 11 met meer.</w:t></w:r>'
    )
    data = docx(f"<w:p>{runs}</w:p>")
    made = revise(open_word(data, "x.docx"), [], [Replacement(Span(0, 17, 27), "iets gelijkwaardigs")]).data
    assert texts(made) == [("", "Op de plek staat iets gelijkwaardigs met meer.")]
    marks = open_word(reject(made), "x.docx").document.blocks[0].marks
    assert marks == open_word(data, "x.docx").document.blocks[0].marks and len(marks) == 2


def test_what_ends_a_paragraph_goes_in_before_what_goes_out(docx) -> None:
    data = docx("<w:p><w:r><w:t>Dit eindigt nooit.</w:t></w:r></w:p><w:p><w:r><w:t>Slot.</w:t></w:r></w:p>")
    made = revise(open_word(data, "x.docx"), [], [Replacement(Span(0, 12, 18), "nooit. Wel")]).data
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(made)).read("word/document.xml"))
    order = [etree.QName(e).localname for e in next(root.iter("{*}p"))]
    assert order == ["r", "ins", "del"]


@pytest.mark.parametrize(
    "inside",
    [
        '<w:fldSimple w:instr="REF a"><w:r><w:t>artikel 7</w:t></w:r></w:fldSimple>',
        '<w:hyperlink w:anchor="a"><w:r><w:t>artikel</w:t></w:r></w:hyperlink><w:r><w:t> 7</w:t></w:r>',
    ],
)
def test_a_passage_that_word_would_not_keep_apart_is_left_alone(docx, inside: str) -> None:
    data = docx(f'<w:p><w:r><w:t xml:space="preserve">Zie </w:t></w:r>{inside}</w:p>')
    change = Replacement(Span(0, 4, 13), "artikel 8")
    made = revise(open_word(data, "x.docx"), [], [change])
    assert list(made.refused) == [change] and texts(made.data) == texts(data)


def test_changes_of_others_are_theirs_to_decide_on(docx) -> None:
    theirs = '<w:ins w:id="5" w:author="Piet"><w:r><w:t xml:space="preserve">nieuwe </w:t></w:r></w:ins>'
    data = docx(f'<w:p><w:r><w:t xml:space="preserve">Een </w:t></w:r>{theirs}<w:r><w:t>dienst hier.</w:t></w:r></w:p>')
    made = revise(open_word(data, "x.docx"), [], [Replacement(Span(0, 11, 17), "levering")]).data
    assert texts(reject(made, author="tenderkit")) == [("", "Een nieuwe dienst hier.")]
    assert texts(reject(made)) == [("", "Een dienst hier.")]
    assert texts(accept(made, author="Piet")) == [("", "Een nieuwe levering hier.")]


def test_deleted_marks_formats_and_rows(docx) -> None:
    first = (
        '<w:p><w:pPr><w:rPr><w:del w:id="1" w:author="a"/></w:rPr></w:pPr><w:r><w:t>Een</w:t></w:r></w:p>'
        '<w:p><w:pPr><w:jc w:val="center"/><w:pPrChange w:id="2" w:author="a"><w:pPr/></w:pPrChange></w:pPr><w:r><w:t> twee</w:t></w:r></w:p>'
    )
    row = "<w:tr>{}<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc></w:tr>"
    table = (
        "<w:tbl>"
        + row.format("", "A")
        + row.format('<w:trPr><w:ins w:id="3" w:author="a"/></w:trPr>', "B")
        + "</w:tbl>"
    )
    data = docx(first + table)
    assert [t for _, t in texts(accept(data))] == ["Een twee", "A", "B"]
    assert [t for _, t in texts(reject(data))] == ["Een", "twee", "A"]
    xml = zipfile.ZipFile(io.BytesIO(reject(data))).read("word/document.xml").decode()
    assert "w:jc" not in xml and "Change" not in xml


OFFICE = """
import os, subprocess, sys, time, uno
from com.sun.star.beans import PropertyValue

def value(name, content):
    made = PropertyValue()
    made.Name, made.Value = name, content
    return made

source, folder = sys.argv[1:]
pipe = "tenderkit%d" % os.getpid()
office = subprocess.Popen(["soffice", "-env:UserInstallation=file://" + folder + "/profile", "--headless", "--norestore",
                           "--accept=pipe,name=" + pipe + ";urp;"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
resolver = uno.getComponentContext().ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
for _ in range(240):
    try:
        context = resolver.resolve("uno:pipe,name=" + pipe + ";urp;StarOffice.ComponentContext")
        break
    except Exception:
        time.sleep(0.5)
make = lambda name: context.ServiceManager.createInstanceWithContext(name, context)
desktop, dispatcher = make("com.sun.star.frame.Desktop"), make("com.sun.star.frame.DispatchHelper")
for name in ("Accept", "Reject"):
    document = desktop.loadComponentFromURL("file://" + source, "_blank", 0, (value("Hidden", True),))
    dispatcher.executeDispatch(document.CurrentController.Frame, ".uno:" + name + "AllTrackedChanges", "", 0, ())
    document.storeToURL("file://" + folder + "/" + name + ".docx", (value("FilterName", "MS Word 2007 XML"),))
    document.close(True)
try:
    desktop.terminate()
except Exception:
    pass
office.wait(60)
"""


def office_python() -> str:
    """A Python that can talk to LibreOffice, "" when there is none."""
    for name in ("/usr/bin/python3", "python3"):
        found = shutil.which(name)
        if found and subprocess.run([found, "-c", "import uno"], capture_output=True).returncode == 0:
            return found
    return ""


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed here")
def test_libreoffice_decides_as_we_do(docx, tmp_path: Path) -> None:
    python = office_python()
    if not python:
        pytest.skip("no Python here can talk to LibreOffice (package python3-uno)")
    data = docx(BODY, styles=STYLES)
    lines = tuple(
        Line(n.kind, n.text, n.model, n.label, asked=n.asked) for n in LINES
    )  # LibreOffice 7.4 trips over comments
    changes = [Replacement(Span(1, 0, 29), "Leverancier levert iets anders."), Replacement(Span(3, 0, 10), "Belgisch")]
    made = revise(open_word(data, "x.docx"), [Insertion(1, 2, lines)], changes).data
    (tmp_path / "made.docx").write_bytes(made)
    done = subprocess.run(
        [python, "-c", OFFICE, str(tmp_path / "made.docx"), str(tmp_path)], capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    assert texts((tmp_path / "Reject.docx").read_bytes()) == texts(data)
    assert texts((tmp_path / "Accept.docx").read_bytes()) == texts(made)
