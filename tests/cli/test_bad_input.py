"""Bad input: one line that says where and what would be right, exit status 2, nothing half-written, the rest still done."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

GOOD = "# Overeenkomst\n\nDe overeenkomst wordt stilzwijgend met twee jaar verlengd door de partijen.\n"


def zipped(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


SPREADSHEET = zipped(
    {
        "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/>'
        b"</Relationships>",
        "xl/workbook.xml": b'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>',
    }
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600

CASES = {
    "missing.docx": (None, "no such file"),
    "truncated.docx": (SPREADSHEET[:200], ""),
    "not-a-zip.docx": (b"gewone tekst", ""),
    "empty.docx": (b"", ""),
    "encrypted.docx": (OLE, "password"),
    "old.doc": (OLE, ".docx"),
    "renamed.docx": (SPREADSHEET, ""),
    "latin1.md": ("Beëindiging door partijen".encode("latin-1"), "UTF-8"),
    "image.png": (b"\x89PNG", ""),
}


@pytest.mark.parametrize("name", CASES)
def test_one_line_and_the_good_file_is_still_linted(tmp_path: Path, tenderkit, name: str) -> None:
    data, says = CASES[name]
    bad = tmp_path / name
    if data is not None:
        bad.write_bytes(data)
    good = tmp_path / "good.md"
    good.write_text(GOOD)
    done = tenderkit("lint", bad, good, "--format", "json", "--no-config")
    assert done.returncode == 2, done.stderr
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1 and str(bad) in lines[0] and says in lines[0], done.stderr
    documents = json.loads(done.stdout)["documents"]
    assert [d["path"] for d in documents] == [str(good)]
    assert any(f["rule"] == "LCK003" for f in documents[0]["findings"])


def test_an_empty_folder(tmp_path: Path, tenderkit) -> None:
    done = tenderkit("lint", tmp_path, "--no-config")
    assert done.returncode == 2
    assert "holds no documents" in done.stderr and len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["lint"], "Missing argument"),
        (["lint", "--format", "xml", "x.md"], "xml"),
        (["lint", "--select", "LCKK", "x.md"], "no rule is called 'LCKK'"),
        (["lnt", "x.md"], "did you mean 'lint'?"),
        (["rule", "LCK999"], "no rule 'LCK999'"),
        (["clause", "show", "exit-plann"], "did you mean 'exit-plan'?"),
        (["clause", "show", "staff", "--stance", "firm"], "has no stance 'firm'"),
        (["build", "missing.yaml", "-o", "out"], "no such file"),
        (["lint", "--config", "missing.toml", "x.md"], "no such configuration file"),
    ],
)
def test_wrong_use_is_one_line(tmp_path: Path, tenderkit, arguments: list[str], says: str) -> None:
    (tmp_path / "x.md").write_text(GOOD)
    done = tenderkit(*arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert says in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("selct = ['LCK']\n", "tenderkit.toml:1: unknown key 'selct'; did you mean 'select'?"),
        ("select = ['LCK'\n", "tenderkit.toml:"),
        ("fail-on = 'often'\n", "tenderkit.toml:1: fail-on:"),
        ("[severity]\nLCK999 = 'error'\n", "tenderkit.toml:2: no rule is called 'LCK999'"),
        ("[severity]\nLCK003 = 'hoog'\n", "tenderkit.toml:2: severity.LCK003:"),
    ],
)
def test_a_configuration_that_is_wrong(tmp_path: Path, tenderkit, text: str, says: str) -> None:
    (tmp_path / "tenderkit.toml").write_text(text)
    (tmp_path / "x.md").write_text(GOOD)
    done = tenderkit("lint", "x.md", cwd=tmp_path)
    assert done.returncode == 2
    assert says in done.stderr and len(done.stderr.strip().splitlines()) == 1, done.stderr


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("schema: tenderkit.tender/1\n  language: nl\n", "tender.yaml:2:11: not valid YAML"),
        ("", "tender.yaml:1:1: is empty"),
        ("- een\n- twee\n", "tender.yaml:1:1: holds no keys"),
        (
            "schema: tenderkit.tender/1\nlangage: nl\n",
            "tender.yaml:2:1: unknown key 'langage'; did you mean 'language'?",
        ),
        ("a: 1\na: 2\n", "tender.yaml:2:1: key 'a' stands here twice"),
        ("a: &x [*x]\n", "tender.yaml"),
    ],
)
def test_a_tender_file_that_is_wrong(tmp_path: Path, tenderkit, text: str, says: str) -> None:
    path = tmp_path / "tender.yaml"
    path.write_text(text)
    done = tenderkit("build", "tender.yaml", "-o", "out", cwd=tmp_path)
    assert done.returncode == 2
    assert says in done.stderr, done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()


def test_an_output_that_cannot_be_written(tmp_path: Path, tenderkit) -> None:
    (tmp_path / "x.md").write_text(GOOD)
    done = tenderkit("lint", "x.md", "--output-file", "nowhere/at/all.json", cwd=tmp_path)
    assert done.returncode == 2
    assert "all.json" in done.stderr and "Traceback" not in done.stderr


def test_a_reader_that_stops_reading_is_no_error(tmp_path: Path) -> None:
    import subprocess
    import sys

    (tmp_path / "x.md").write_text(GOOD * 200)
    done = subprocess.run(
        f"{sys.executable} -m tenderkit lint x.md --no-config | head -1",
        shell=True,
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0 and "Traceback" not in done.stderr and "Broken" not in done.stderr
