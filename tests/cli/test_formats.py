"""--format, --report and what goes with them, as a user meets them."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from tenderkit.cli.lint import command

BAD = (
    "# Overeenkomst\n\n## 7. Duur\n\n7.1 De overeenkomst wordt stilzwijgend met twee jaar verlengd door de partijen.\n"
)


@pytest.fixture
def draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "draft.md").write_text(BAD)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_several_outputs_in_one_run(draft: Path, runner: CliRunner) -> None:
    names = {
        "sarif": "a.sarif",
        "github": "b.txt",
        "gitlab": "c.json",
        "junit": "d.xml",
        "markdown": "e.md",
        "html": "f.html",
    }
    more = [f"--report={format_}:{name}" for format_, name in {**names, "json": "g.json", "text": "h.txt"}.items()]
    done = runner.invoke(command, ["draft.md", "--format", "text", *more])
    assert done.exit_code == 0 and "LCK003" in done.stdout
    assert (draft / "h.txt").read_text() == done.stdout
    assert json.loads((draft / "a.sarif").read_text())["version"] == "2.1.0"
    assert "::warning file=draft.md,line=5,title=LCK003 auto-renewal::" in (draft / "b.txt").read_text()
    assert any(one["location"]["lines"]["begin"] == 5 for one in json.loads((draft / "c.json").read_text()))
    assert ElementTree.parse(draft / "d.xml").getroot().tag == "testsuites"
    assert (draft / "e.md").read_text().startswith("# Bevindingen van tenderkit")
    assert "stilzwijgend met twee jaar" in (draft / "f.html").read_text()
    schema = json.loads(files("tenderkit.report").joinpath("lint.schema.json").read_text(encoding="utf-8"))
    assert list(Draft202012Validator(schema).iter_errors(json.loads((draft / "g.json").read_text()))) == []
    assert not list(draft.glob(".*.tmp"))


def test_a_set_in_every_format(draft: Path, runner: CliRunner) -> None:
    from tenderkit.cli.check import command as check

    outputs = [f"--report={name}:out/{name}" for name in ("sarif", "github", "gitlab", "junit", "markdown", "html")]
    (draft / "out").mkdir()
    (draft / "dossier").mkdir()
    (draft / "draft.md").rename(draft / "dossier" / "draft.md")
    done = runner.invoke(check, ["dossier", "--exit-zero", *outputs])
    assert done.exit_code == 0, done.stderr
    results = json.loads((draft / "out" / "sarif").read_text())["runs"][0]["results"]
    uris = {r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in results}
    assert results and uris == {"dossier/draft.md"}  # a finding about the set stands at its first document
    assert "hele dossier" in (draft / "out" / "github").read_text()
    assert 'id="d2-text"' in (draft / "out" / "html").read_text()


@pytest.mark.parametrize(
    ("report", "says"),
    [
        ("sarf:x.json", "no format is called 'sarf'; did you mean 'sarif'?"),
        ("sarif", "is no FORMAT:FILE"),
        ("sarif:", "is no FORMAT:FILE"),
        ("sarif:-", "is no FORMAT:FILE"),
        ("sarif:none/x.sarif", "none/x.sarif: the folder does not exist; make the folder none first"),
        ("sarif:draft.md/x.sarif", "does not stand in a folder"),
        ("sarif:.", "is a folder, a file would be written there"),
    ],
)
def test_a_wrong_report_is_one_line_and_nothing_is_done(draft: Path, tenderkit, report: str, says: str) -> None:
    done = tenderkit("lint", "draft.md", "--report", report, cwd=draft)
    assert done.returncode == 2 and done.stdout == ""
    assert says in done.stderr and done.stderr.count("\n") == 1 and done.stderr.startswith("tenderkit: ")


def test_two_outputs_in_one_file_are_refused(draft: Path, tenderkit) -> None:
    done = tenderkit("lint", "draft.md", "-o", "x", "--report", "sarif:./x", cwd=draft)
    assert done.returncode == 2 and "is to hold both text and sarif" in done.stderr
    assert not (draft / "x").exists()


def test_statistics_go_beside_formats_for_programs(draft: Path, runner: CliRunner) -> None:
    done = runner.invoke(command, ["draft.md", "--format", "json", "--statistics"])
    assert json.loads(done.stdout)["summary"]
    assert "1  LCK003  auto-renewal" in done.stderr


def test_the_schema_can_be_printed(tenderkit) -> None:
    done = tenderkit("lint", "--show-schema")
    assert done.returncode == 0 and json.loads(done.stdout)["$id"] == "tenderkit.lint/1"


def test_lines_in_word_are_those_of_tenderkit_text(draft: Path, runner: CliRunner) -> None:
    from tenderkit.cli.text import command as text
    from tenderkit.document.readers.markdown import parse
    from tenderkit.document.writers import write_word

    table = "\n## 8. Norm\n\n| Dienst | Norm |\n| --- | --- |\n| Werkplek | De werkplek is een HP EliteBook 840. |\n"
    (draft / "draft.docx").write_bytes(write_word(parse(BAD + table, "draft.md")))
    lines = runner.invoke(text, ["draft.docx"]).stdout.split("\n")
    done = runner.invoke(command, ["draft.docx", "--format", "sarif", "--exit-zero"])
    regions = [r["locations"][0]["physicalLocation"]["region"] for r in json.loads(done.stdout)["runs"][0]["results"]]
    found = [(region["startLine"], region["snippet"]["text"]) for region in regions if "snippet" in region]
    assert len(found) >= 2
    assert all(quote in lines[line - 1] for line, quote in found)


def test_whoever_stops_reading_is_no_error_and_files_are_there(draft: Path) -> None:
    import subprocess
    import sys

    program = f"{sys.executable} -m tenderkit lint draft.md --format json --report sarif:a.sarif"
    done = subprocess.run(
        ["bash", "-c", f"{program} | true; exit ${{PIPESTATUS[0]}}"], capture_output=True, timeout=300
    )
    assert done.returncode == 0 and done.stderr == b""
    assert json.loads((draft / "a.sarif").read_text())["version"] == "2.1.0"


def test_a_file_name_that_is_no_utf8(draft: Path, tenderkit) -> None:
    import os

    try:
        Path(os.fsdecode(os.fsencode(draft) + b"/a\xff.md")).write_text(BAD)
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    reports = [
        f"--report={name}:x.{name}" for name in ("sarif", "gitlab", "junit", "html", "json", "github", "markdown")
    ]
    done = tenderkit("lint", ".", *reports, cwd=draft)
    assert done.returncode == 0 and done.stderr == ""
    assert "a%FF.md" in (draft / "x.sarif").read_text(encoding="utf-8")
