"""Mutated packages: reading gives a Document or an InputError in one line, never another exception."""

from __future__ import annotations

import io
import zipfile

import pytest
from conftest import make_docx
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from tenderkit.document.model import Document
from tenderkit.document.readers import read_bytes
from tenderkit.document.readers.word import open_word
from tenderkit.document.revise import annotate
from tenderkit.errors import InputError

GOOD = make_docx(
    '<w:p><w:pPr><w:pStyle w:val="Kop1"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr>'
    "<w:r><w:t>Prijzen</w:t></w:r></w:p>"
    '<w:p><w:bookmarkStart w:id="1" w:name="_tk_a"/><w:commentRangeStart w:id="0"/><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText>REF _tk_a</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:commentRangeEnd w:id="0"/><w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>cel</w:t></w:r></w:p></w:tc></w:tr></w:tbl>'
    '<w:p><w:ins w:id="5"><w:r><w:t>erbij</w:t></w:r></w:ins><w:del w:id="6"><w:r><w:delText>eraf</w:delText></w:r></w:del></w:p>',
    styles='<w:style w:type="paragraph" w:styleId="Kop1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>',
    numbering='<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
    parts={
        "footnotes": '<w:footnote w:id="2"><w:p><w:r><w:t>noot</w:t></w:r></w:p></w:footnote>',
        "comments": '<w:comment w:id="0"><w:p><w:r><w:t>opmerking</w:t></w:r></w:p></w:comment>',
    },
)
VALUES = ["", "0", "-1", "99999999999", "²", "%1%9", "á", "\u0660", "none", "_tk_X41X"]


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: list[tuple[str, bytes]]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in parts:
            archive.writestr(zipfile.ZipInfo(name), content)
    return made.getvalue()


PARTS = parts_of(GOOD)
XML = sorted(name for name in PARTS if name.startswith("word/") and name.endswith(".xml"))


@st.composite
def changed_bytes(draw: st.DrawFn) -> bytes:
    data = bytearray(GOOD)
    for _ in range(draw(st.integers(1, 8))):
        data[draw(st.integers(0, len(data) - 1))] = draw(st.integers(0, 255))
    return bytes(data[: draw(st.integers(1, len(data)))]) if draw(st.booleans()) else bytes(data)


@st.composite
def changed_entries(draw: st.DrawFn) -> bytes:
    entries = list(PARTS.items())
    for _ in range(draw(st.integers(1, 4))):
        n = draw(st.integers(0, len(entries) - 1))
        name, content = entries[n]
        what = draw(st.sampled_from(["drop", "rename", "swap", "cut", "upper"]))
        if what == "drop" and len(entries) > 1:
            del entries[n]
        elif what == "rename":
            entries[n] = (draw(st.sampled_from(["../" + name, "/" + name, name + "x", "word/styles.xml"])), content)
        elif what == "swap":
            entries[n] = (name, entries[draw(st.integers(0, len(entries) - 1))][1])
        elif what == "cut":
            entries[n] = (name, content[: draw(st.integers(0, len(content)))])
        else:
            entries[n] = (name.upper(), content)
    unique = list(dict(entries).items())
    return packed(unique)


@st.composite
def changed_trees(draw: st.DrawFn) -> bytes:
    parts = dict(PARTS)
    for _ in range(draw(st.integers(1, 3))):
        name = draw(st.sampled_from(XML))
        root = etree.fromstring(parts[name])
        for _ in range(draw(st.integers(1, 6))):
            elements = [e for e in root.iter() if e is not root]
            if not elements:
                break
            one = elements[draw(st.integers(0, len(elements) - 1))]
            what = draw(st.sampled_from(["drop", "copy", "move", "value", "unset", "name"]))
            parent = one.getparent()
            if what == "drop" and parent is not None:
                parent.remove(one)
            elif what in ("copy", "move"):
                other = elements[draw(st.integers(0, len(elements) - 1))]
                if one not in other.iterancestors() and one is not other:
                    other.append(one if what == "move" else etree.fromstring(etree.tostring(one)))
            elif what == "value" and one.attrib:
                one.set(draw(st.sampled_from(sorted(map(str, one.attrib)))), draw(st.sampled_from(VALUES)))
            elif what == "unset":
                one.attrib.clear()
            elif what == "name":
                one.tag = elements[draw(st.integers(0, len(elements) - 1))].tag
        parts[name] = etree.tostring(root)
    return packed(list(parts.items()))


def is_read_or_refused(data: bytes) -> None:
    for deleted_text in (False, True):
        try:
            assert isinstance(read_bytes(data, "x.docx", deleted_text=deleted_text), Document)
        except InputError as error:
            assert "\n" not in str(error)
    try:
        word = open_word(data, "x.docx")
        assert annotate(word, [])
    except InputError as error:
        assert "\n" not in str(error)


MUTATED = st.one_of(changed_bytes(), changed_entries(), changed_trees())
_QUICK = {"derandomize": True, "deadline": None, "suppress_health_check": [HealthCheck.too_slow], "database": None}


@settings(max_examples=150, **_QUICK)
@given(MUTATED)
def test_mutated_word_files(data: bytes) -> None:
    is_read_or_refused(data)


@pytest.mark.slow
@settings(max_examples=4_000, **_QUICK)
@given(MUTATED)
def test_many_mutated_word_files(data: bytes) -> None:
    is_read_or_refused(data)


@settings(max_examples=100, **_QUICK)
@given(st.binary(max_size=400), st.sampled_from(["x.html", "x.odt", "x.docx", "x.md", "x.txt"]))
def test_any_bytes(data: bytes, name: str) -> None:
    try:
        assert isinstance(read_bytes(data, name), Document)
    except InputError as error:
        assert "\n" not in str(error)
