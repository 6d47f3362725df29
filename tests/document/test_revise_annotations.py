"""Comments on passages of other people's Word files."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from tenderkit.document.model import Document, Span
from tenderkit.document.readers.package import Package, name_of, value
from tenderkit.document.readers.word import open_word
from tenderkit.document.revise import Note, annotate
from tenderkit.document.revise.comments import words
from tenderkit.errors import InputError

Make = Callable[..., bytes]
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*runs: str) -> str:
    return f"<w:p>{''.join(runs)}</w:p>"


def field(code: str, result: str) -> str:
    char = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    begin, separate, end = (char.format(kind) for kind in ("begin", "separate", "end"))
    return f"{begin}<w:r><w:instrText>{code}</w:instrText></w:r>{separate}{result}{end}"


def on(text: str, document: Document) -> Span:
    """The first passage of a document that reads so."""
    for index, block in enumerate(document.blocks):
        if text in block.text:
            return Span(index, block.text.index(text), block.text.index(text) + len(text))
    raise AssertionError(f"{text} is not there")


def annotated(data: bytes, *passages: str, whole: tuple[str, ...] = ()) -> bytes:
    """The file with a note "over X" on every passage, and notes about the document as a whole."""
    word = open_word(data, "test.docx")
    notes = [Note((text, "waarom"), None, "nl") for text in whole]
    notes += [Note((f"over {text}", "waarom"), on(text, word.document), "nl") for text in passages]
    return annotate(word, notes)


def standing(data: bytes) -> dict[str, str]:
    """The text that every comment stands on, by the first line of the comment."""
    package = Package(data, "test.docx")
    (part,) = package.related(package.main, "comments")
    names = {value(c, "id"): words(c).removesuffix(" waarom") for c in package.tree(part)}
    found = dict.fromkeys(names.values(), "")
    now: set[str] = set()
    referred = set()
    for node in package.tree(package.main).iter():
        kind, number = name_of(node), value(node, "id")
        if kind == "commentRangeStart":
            now.add(number)
        elif kind == "commentRangeEnd":
            now.discard(number)
        elif kind == "commentReference":
            referred.add(number)
        elif kind in ("t", "m:t"):
            for number in now:
                found[names[number]] += node.text or ""
    assert referred == set(names)
    return found


def body(data: bytes) -> str:
    package = Package(data, "test.docx")
    return etree.tostring(package.tree(package.main)).decode()


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


# Where a comment stands


def test_on_part_of_a_run_without_a_change_of_looks(docx: Make) -> None:
    made = annotated(docx(p(r("voor het midden na", "<w:b/><w:i/>"))), "het midden")
    assert standing(made) == {"over het midden": "het midden"}
    runs = [
        ("".join(c.tag.rpartition("}")[2] for c in run[0]), run[1].text)
        for run in Package(made, "").tree("word/document.xml").iter("{*}r")
        if name_of(run[1]) == "t"
    ]
    assert runs == [("bi", "voor "), ("bi", "het midden"), ("bi", " na")]
    assert open_word(made, "").document.blocks[0].text == "voor het midden na"


def test_across_runs_and_what_lies_between_them(docx: Make) -> None:
    line = p(
        r("een "), r("tw", "<w:b/>"), "<w:del w:id='1'><w:r><w:delText>weg</w:delText></w:r></w:del>", r("ee drie")
    )
    assert standing(annotated(docx(line), "twee")) == {"over twee": "twee"}


def test_passages_that_overlap_and_touch(docx: Make) -> None:
    made = annotated(docx(p(r("een twee drie vier"))), "twee drie", "drie vier", "een", "twee", "twee drie vier")
    assert standing(made) == {f"over {t}": t for t in ("twee drie", "drie vier", "een", "twee", "twee drie vier")}


def test_a_tab_between_is_no_place_that_is_cut_wrongly(docx: Make) -> None:
    run = "<w:r><w:t>een</w:t><w:tab/><w:t>twee</w:t><w:br/><w:t>drie</w:t></w:r>"
    made = annotated(docx(p(run)), "twee")
    assert standing(made) == {"over twee": "twee"}
    assert open_word(made, "").document.blocks[0].text == "een\ttwee\ndrie"


def test_spaces_that_word_does_not_show_stay_hidden(docx: Make) -> None:
    made = annotated(docx("<w:p><w:r><w:t> een twee drie </w:t></w:r></w:p>"), "twee")
    shown = [
        t.text if t.get("{http://www.w3.org/XML/1998/namespace}space") else (t.text or "").strip()
        for t in Package(made, "").tree("word/document.xml").iter("{*}t")
    ]
    assert "".join(shown) == "een twee drie"
    assert open_word(made, "").document.blocks[0].text == "een twee drie"


def test_in_a_table_cell_of_two_paragraphs(docx: Make) -> None:
    table = f"<w:tbl><w:tr><w:tc>{p(r('een twee'))}{p(r('drie vier'))}</w:tc></w:tr></w:tbl>"
    assert standing(annotated(docx(table), "twee\ndrie")) == {"over twee drie": "tweedrie"}


def test_in_a_hyperlink_and_round_it(docx: Make) -> None:
    line = p(r("zie "), f"<w:hyperlink w:anchor='x'>{r('de bijlage')}</w:hyperlink>", r(" hierna"))
    made = annotated(docx(line), "bijlage", "de bijlage")
    assert standing(made) == {"over bijlage": "bijlage", "over de bijlage": "de bijlage"}
    parents = [name_of(e.getparent()) for e in Package(made, "").tree("word/document.xml").iter("{*}commentRangeEnd")]
    assert parents == ["p", "p"]  # both end where the hyperlink ends


def test_in_an_insertion(docx: Make) -> None:
    line = p(r("blijft "), f"<w:ins w:id='7' w:author='A'>{r('erbij gezet')}</w:ins>")
    made = annotated(docx(line), "erbij")
    assert standing(made) == {"over erbij": "erbij"}
    assert body(made).count("<w:ins ") == 1


def test_a_tracked_change_of_format_gets_an_id_of_its_own(docx: Make) -> None:
    change = "<w:rPrChange w:id='3' w:author='A'><w:rPr/></w:rPrChange>"
    made = Package(annotated(docx(p(r("een twee", change))), "twee"), "")
    numbers = [value(e, "id") for e in made.tree("word/document.xml").iter("{*}rPrChange")]
    assert len(numbers) == 2 and len(set(numbers)) == 2


@pytest.mark.parametrize(
    "result",
    [field(" REF x ", r("artikel 7 lid 2")), f"<w:fldSimple w:instr='REF x'>{r('artikel 7 lid 2')}</w:fldSimple>"],
)
def test_a_field_is_commented_on_as_a_whole(docx: Make, result: str) -> None:
    made = annotated(docx(p(r("zie "), result, r(" hierna"))), "lid 2")
    assert standing(made) == {"over lid 2": "artikel 7 lid 2"}
    start = next(Package(made, "").tree("word/document.xml").iter("{*}commentRangeStart"))
    following = start.getnext()
    assert following is not None and (name_of(following) == "fldSimple" or following.find("{*}fldChar") is not None)


def test_the_result_of_a_hyperlink_field_is_not_fetched_anew(docx: Make) -> None:
    made = annotated(docx(p(field(' HYPERLINK "x" ', r("naar de site")))), "site")
    assert standing(made) == {"over site": "site"}


def test_a_content_control_of_one_value_is_commented_on_as_a_whole(docx: Make) -> None:
    control = f"<w:sdt><w:sdtPr>{{}}</w:sdtPr><w:sdtContent>{r('naam van de partij')}</w:sdtContent></w:sdt>"
    plain = annotated(docx(p(r("tussen "), control.format("<w:text/>"))), "partij")
    rich = annotated(docx(p(r("tussen "), control.format(""))), "partij")
    assert standing(plain) == {"over partij": "naam van de partij"}
    assert standing(rich) == {"over partij": "partij"}


def test_the_mark_stands_outside_the_first_paragraph_of_a_content_control(docx: Make) -> None:
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{p(r('een twee drie'))}</w:sdtContent></w:sdt>"
    for around in (("", p(r("na"))), (p(r("voor")), "")):
        made = annotated(docx(around[0] + control + around[1]), "twee")
        assert standing(made) == {"over twee": "twee"}
        (mark,) = Package(made, "").tree("word/document.xml").iter("{*}commentReference")
        assert not list(mark.iterancestors("{*}sdt"))


def test_in_a_formula(docx: Make) -> None:
    made = annotated(docx(p(r("met "), "<m:oMath><m:r><m:t>a+b</m:t></m:r></m:oMath>", r(" erin"))), "+b erin")
    assert standing(made) == {"over +b erin": "a+b erin"}


def test_a_note_on_a_footnote_stands_on_its_reference(docx: Make) -> None:
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    notes = f'<w:footnote w:id="2">{p(r("altijd en overal"))}</w:footnote>'
    made = annotated(docx(p(r("zie de vo"), r("etnoot "), mark), parts={"footnotes": notes}), "overal")
    assert standing(made) == {"over overal": "voetnoot "}
    assert parts(made)["word/footnotes.xml"] == parts(docx(p(), parts={"footnotes": notes}))["word/footnotes.xml"]


def test_a_note_on_a_text_box_stands_on_what_holds_it(docx: Make) -> None:
    inside = f"<w:txbxContent>{p(r('in de kader'))}</w:txbxContent>"
    box = (
        f"<w:r><w:t>voor</w:t><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{inside}</wps:txbx></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{inside}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    made = annotated(docx(p(box)), "kader")
    assert standing(made) == {"over kader": "in de kader" * 2}  # the box and its copy for old programs, without "voor"
    root = Package(made, "").tree("word/document.xml")
    assert not [e for e in root.iter("{*}commentRangeStart") if list(e.iterancestors("{*}txbxContent"))]


def test_what_is_said_of_the_whole_stands_on_the_title(docx: Make) -> None:
    styles = '<w:style w:type="paragraph" w:styleId="Titel"><w:name w:val="Title"/></w:style>'
    title = f'<w:p><w:pPr><w:pStyle w:val="Titel"/></w:pPr>{r("Overeenkomst")}</w:p>'
    made = annotated(docx(p(r("Concept")) + title, styles=styles), whole=("exit ontbreekt", "index ontbreekt"))
    assert standing(made) == {"exit ontbreekt": "Overeenkomst", "index ontbreekt": "Overeenkomst"}


def test_without_a_title_the_first_text_and_without_a_text_the_first_paragraph(docx: Make) -> None:
    assert standing(annotated(docx(p() + p(r("Eerste"))), whole=("exit",))) == {"exit": "Eerste"}
    assert standing(annotated(docx(p()), whole=("exit",))) == {"exit": ""}
    with pytest.raises(InputError, match="no paragraph"):
        annotated(docx(""), whole=("exit",))


def test_a_title_that_word_fetches_from_the_properties_is_no_place(docx: Make) -> None:
    bound = f"<w:sdt><w:sdtPr><w:dataBinding/></w:sdtPr><w:sdtContent>{p(r('Titel'))}</w:sdtContent></w:sdt>"
    assert standing(annotated(docx(bound + p(r("Eerste"))), whole=("exit",))) == {"exit": "Eerste"}


def test_a_header_has_no_comments(docx: Make) -> None:
    data = docx(p(r("Eerste")), parts={"header1": p(r("In de kop"))})
    assert standing(annotated(data, "kop")) == {"over kop": "Eerste"}


def test_our_own_reader_sees_the_same_text_and_the_comments(docx: Make) -> None:
    data = docx(p(r("een twee")) + p(r("drie vier"), field(" REF x ", r("vijf"))))
    before, after = open_word(data, "").document, open_word(annotated(data, "twee", "vijf"), "").document
    assert [b.text for b in after.blocks] == [b.text for b in before.blocks]
    assert [b.comments for b in after.blocks] == [("over twee\nwaarom",), ("over vijf\nwaarom",)]


# The package


def test_every_other_part_stays_as_it_was(docx: Make, archive: Make) -> None:
    members = parts(docx(p(r("een twee")), parts={"header1": p(r("kop"))}))
    members["word/media/foto.png"] = b"\x89PNG" * 100
    data = archive(members, compression=zipfile.ZIP_STORED)
    made = annotated(data, "twee")
    before, after = (zipfile.ZipFile(io.BytesIO(d)).infolist() for d in (data, made))
    assert [m.filename for m in after] == [*(m.filename for m in before), "word/comments.xml"]
    assert {m.compress_type for m in after[:-1]} == {zipfile.ZIP_STORED}
    assert [m.date_time for m in after[:-1]] == [m.date_time for m in before]
    changed = {n for n, content in parts(made).items() if members.get(n) != content}
    assert changed == {"word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml"}


def test_without_notes_the_file_is_the_same(docx: Make) -> None:
    data = docx(p(r("een")))
    assert annotate(open_word(data, ""), []) == data


def test_two_runs_give_the_same_bytes(docx: Make) -> None:
    data = docx(p(r("een twee drie")))
    assert annotated(data, "twee", whole=("x",)) == annotated(data, "twee", whole=("x",))


def test_a_main_part_of_another_name_without_relationships(docx: Make, archive: Make) -> None:
    members = parts(docx(p(r("een twee")), main="inhoud/tekst.xml"))
    del members["inhoud/_rels/tekst.xml.rels"]
    made = annotated(archive(members), "twee")
    assert standing(made) == {"over twee": "twee"}
    assert {"inhoud/comments.xml", "inhoud/_rels/tekst.xml.rels"} <= set(parts(made))


def test_a_relationship_to_comments_that_are_not_there_is_made_true(docx: Make, archive: Make) -> None:
    members = parts(docx(p(r("een twee"))))
    link = b'<Relationship Id="rId9" Type="http://x/relationships/comments" Target="opmerkingen.xml"/></Relationships>'
    rels = members["word/_rels/document.xml.rels"]
    members["word/_rels/document.xml.rels"] = rels.replace(b"</Relationships>", link)
    made = annotated(archive(members), "twee")
    assert standing(made) == {"over twee": "twee"}
    assert "word/opmerkingen.xml" in parts(made)
    assert parts(made)["word/_rels/document.xml.rels"].count(b"/comments") == 1


def test_a_strict_file_stays_strict(docx: Make) -> None:
    document = f'<w:document xmlns:w="{STRICT}"><w:body>{p(r("een twee"))}</w:body></w:document>'
    made = annotated(docx(document=document), "twee")
    assert standing(made) == {"over twee": "twee"}
    assert f'xmlns:w="{STRICT}"'.encode() in parts(made)["word/comments.xml"]
    assert (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
        in parts(made)["word/_rels/document.xml.rels"]
    )
    assert "schemas.openxmlformats.org/wordprocessingml" not in body(made)


def test_the_styles_of_the_draft_are_used_where_it_has_them(docx: Make) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Tekstopmerking"><w:name w:val="annotation text"/></w:style>'
        '<w:style w:type="character" w:styleId="Verw"><w:name w:val="annotation reference"/></w:style>'
    )
    made = annotated(docx(p(r("een")), styles=styles), "een")
    assert b'<w:pStyle w:val="Tekstopmerking"/>' in parts(made)["word/comments.xml"]
    assert '<w:rStyle w:val="Verw"/></w:rPr><w:commentReference' in body(made)


def test_the_date_is_that_of_the_draft(docx: Make) -> None:
    core = '<dcterms:modified xmlns:dcterms="http://purl.org/dc/terms/">2026-03-04T05:06:07Z</dcterms:modified>'
    assert (
        b'w:date="2026-03-04T05:06:07Z"' in parts(annotated(docx(p(r("een")), core=core), "een"))["word/comments.xml"]
    )
    broken = core.replace("2026-03", "gisteren")
    assert b'w:date="2000-01-01T' in parts(annotated(docx(p(r("een")), core=broken), "een"))["word/comments.xml"]


def test_a_document_type_and_its_entities_survive(docx: Make) -> None:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    document = f'<!DOCTYPE d [<!ENTITY e SYSTEM "x">]><w:document xmlns:w="{space}"><w:body>{p(r("een"))}{p(r("&e;"))}</w:body></w:document>'
    assert b'<!ENTITY e SYSTEM "x">' in parts(annotated(docx(document=document), "een"))["word/document.xml"]


def test_characters_that_xml_cannot_hold_are_left_out(docx: Make) -> None:
    made = annotate(open_word(docx(p(r("een"))), ""), [Note(("a\x00b\tc\nd",))])
    assert list(standing(made)) == ["ab c d"]


# Again


def test_annotating_twice_is_annotating_once(docx: Make) -> None:
    data = docx(p(r("een twee drie")) + p(r("twee"), field(" REF x ", r("vier vijf"))))
    once = annotated(data, "twee", "vijf", whole=("exit", "exit"))
    assert annotated(once, "twee", "vijf", whole=("exit", "exit")) == once


def test_our_old_comments_go_and_new_ones_come(docx: Make) -> None:
    once = annotated(docx(p(r("een twee drie"))), "een", "twee")
    again = annotated(once, "twee", "drie")
    assert standing(again) == {"over twee": "twee", "over drie": "drie"}
    gone = annotate(open_word(once, ""), [])
    assert standing(gone) == {} and "comment" not in body(gone)


def test_a_comment_goes_along_with_its_passage(docx: Make) -> None:
    word = open_word(annotated(docx(p(r("een twee")) + p(r("drie"))), "twee"), "")
    again = annotate(word, [Note(("over twee", "waarom"), on("drie", word.document), "nl")])
    assert standing(again) == {"over twee": "drie"}


PEOPLE = f'<w:comment w:id="{{}}" w:author="{{}}" w:initials="{{}}"><w:p w14:paraId="{{}}" xmlns:w14="{W14}"><w:r><w:t>{{}}</w:t></w:r></w:p></w:comment>'
MARKS = '<w:commentRangeStart w:id="{0}"/>{1}<w:commentRangeEnd w:id="{0}"/><w:r><w:commentReference w:id="{0}"/></w:r>'


def test_comments_of_people_stay(docx: Make) -> None:
    person = PEOPLE.format(0, "Ilse", "I", "0000000A", "Klopt dit?")
    data = docx(p(MARKS.format(0, r("een twee"))), parts={"comments": person})
    made = annotated(annotated(data, "twee"), "twee")
    assert standing(made) == {"Klopt dit?": "een twee", "over twee": "twee"}
    assert standing(annotate(open_word(made, ""), [])) == {"Klopt dit?": "een twee"}


def test_the_guidance_that_build_writes_stays(docx: Make) -> None:
    guidance = PEOPLE.format(0, "tenderkit", "tk", "0000000A", "Vul dit in")
    data = docx(p(MARKS.format(0, r("een twee"))), parts={"comments": guidance})
    assert standing(annotated(data, "twee")) == {"Vul dit in": "een twee", "over twee": "twee"}


def test_a_comment_does_not_take_the_place_of_one_that_is_gone(docx: Make) -> None:
    data = docx(p('<w:commentRangeStart w:id="0"/>', r("een"), '<w:commentRangeEnd w:id="0"/>', r("twee")))
    made = Package(annotated(data, "twee"), "")
    assert [value(c, "id") for c in made.tree("word/comments.xml")] == ["1"]


@pytest.fixture
def conversation(docx: Make, archive: Make) -> bytes:
    """A comment of ours that was resolved, and one with a reply of a person, as Word saves them."""
    comments = (
        PEOPLE.format(0, "tenderkit", "TK", "0000000A", "over een")
        + PEOPLE.format(1, "tenderkit", "TK", "0000000B", "over twee")
        + PEOPLE.format(2, "Ilse", "I", "0000000C", "Niet mee eens")
    )
    line = p(MARKS.format(0, r("een")), MARKS.format(1, MARKS.format(2, r("twee"))))
    members = parts(docx(line, parts={"comments": comments}))
    entries = "".join(
        f'<w15:commentEx w15:paraId="{paragraph}"{parent} w15:done="{done}"/>'
        for paragraph, parent, done in (
            ("0000000A", "", 1), ("0000000B", "", 0), ("0000000C", ' w15:paraIdParent="0000000B"', 0),
        )
    )  # fmt: skip
    members["word/commentsExtended.xml"] = f'<w15:commentsEx xmlns:w15="{W15}">{entries}</w15:commentsEx>'.encode()
    ids = '<cid:commentId xmlns:cid="urn:cid" cid:paraId="0000000A" cid:durableId="11111111"/>'
    members["word/commentsIds.xml"] = f"<ids>{ids}</ids>".encode()
    members["word/commentsExtensible.xml"] = (
        b'<x xmlns:x="urn:x"><x:e x:durableId="11111111"/><x:e x:durableId="22222222"/></x>'
    )
    links = "".join(
        f'<Relationship Id="x{n}" Type="http://x/relationships/{kind}" Target="{kind}.xml"/>'
        for n, kind in enumerate(("commentsExtended", "commentsIds", "commentsExtensible"))
    )
    rels = members["word/_rels/document.xml.rels"].replace(b"</Relationships>", links.encode() + b"</Relationships>")
    members["word/_rels/document.xml.rels"] = rels
    return archive(members)


def test_what_was_resolved_or_answered_stays_so(conversation: bytes) -> None:
    word = open_word(conversation, "")
    notes = [Note((f"over {text}",), on(text, word.document)) for text in ("een", "twee")]
    made = annotate(word, notes)
    assert standing(made) == {"over een": "een", "over twee": "twee", "Niet mee eens": "twee"}
    for name in ("commentsExtended", "commentsIds", "commentsExtensible"):
        assert parts(made)[f"word/{name}.xml"] == parts(conversation)[f"word/{name}.xml"]


def test_an_answered_comment_stays_when_its_finding_is_gone(conversation: bytes) -> None:
    made = annotate(open_word(conversation, ""), [])
    assert standing(made) == {"over twee": "twee", "Niet mee eens": "twee"}
    assert b"0000000A" not in parts(made)["word/commentsExtended.xml"]
    assert b"0000000B" in parts(made)["word/commentsExtended.xml"]
    assert b"0000000A" not in parts(made)["word/commentsIds.xml"]
    extensible = parts(made)["word/commentsExtensible.xml"]
    assert b"11111111" not in extensible and b"22222222" in extensible


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_shows_the_same_text_and_every_comment(docx: Make, tmp_path: Path) -> None:
    control = f"<w:sdt><w:sdtPr><w:id w:val='9'/></w:sdtPr><w:sdtContent>{p(r('een regel in een kader'))}</w:sdtContent></w:sdt>"
    link = f"<w:hyperlink w:anchor='x'>{r('de bijlage')}</w:hyperlink>"
    data = docx(p(r("Kop")) + control + p(r("zie "), link, r(" hierna")) + p(r("slot")))
    (tmp_path / "draft.docx").write_bytes(annotated(data, "regel", "bijlage hierna", "slot", whole=("exit",)))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "docx",
        "--outdir",
        tmp_path / "out",
        tmp_path / "draft.docx",
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    saved = (tmp_path / "out" / "draft.docx").read_bytes()
    assert [b.text for b in open_word(saved, "").document.blocks] == [
        "Kop", "een regel in een kader", "zie de bijlage hierna", "slot",
    ]  # fmt: skip
    assert set(standing(saved)) == {"exit", "over regel", "over bijlage hierna", "over slot"}
    assert standing(saved)["over bijlage hierna"] == "bijlage hierna"
