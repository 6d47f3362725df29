"""tenderkit scenarios as a user meets it."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import jsonschema
import openpyxl
import pytest

from tenderkit.places import data_folder

SCHEMA = json.loads((files("tenderkit.report.scenarios") / "scenarios.schema.json").read_text(encoding="utf-8"))
SESSION_SCHEMA = json.loads((files("tenderkit.report.scenarios") / "session.schema.json").read_text(encoding="utf-8"))
RIGID = data_folder("examples") / "rigid-draft" / "conceptcontract.md"
SESSION = data_folder("examples") / "scenario-session"
DRAFT = """# Overeenkomst

Opdrachtgever en Opdrachtnemer komen overeen.

## 1 Duur

1.1 De overeenkomst duurt vier jaar.
"""
ANNEX = """# Service level agreement

## 1 Wijzigingen

1.1 Ieder der Partijen kan een wijziging van de Diensten voorstellen met een formulier. Binnen tien Werkdagen levert
Opdrachtnemer een impactanalyse met de prijs volgens het prijzenblad. Opdrachtgever beslist binnen tien Werkdagen;
spoedwijzigingen beginnen na akkoord per e-mail. Zonder schriftelijke opdracht wordt geen meerwerk uitgevoerd. Worden
Partijen het niet eens, dan geldt de geschillenregeling; de dienstverlening loopt intussen door.
"""


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    (tmp_path / "a.md").write_text(DRAFT, encoding="utf-8")
    return tmp_path / "a.md"


def test_coverage_as_text_json_and_markdown(tmp_path: Path, tenderkit) -> None:
    done = tenderkit("scenarios", RIGID)
    assert (done.returncode, done.stderr) == (0, "")
    assert "S01 Twee deelnemers fuseren per 1 januari: gat, 0 van 6" in done.stdout
    assert "Indexering van prijzen: onvolledig (14%), art.\u00a08.2" in done.stdout
    assert "18 met een gat" in done.stdout
    done = tenderkit("scenarios", RIGID, "--format", "json", "-o", tmp_path / "out.json", "--messages", "en")
    assert (done.returncode, done.stdout) == (0, "")
    data = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    jsonschema.validate(data, SCHEMA)
    assert [s["id"] for s in data["scenarios"]] == [f"S{n:02d}" for n in range(1, 19)]
    assert data["scenarios"][0]["title"] == "Two participants merge on 1 January"
    done = tenderkit("scenarios", RIGID, "--format", "markdown", "--select", "S09,S16", "--messages", "en")
    assert "| S09 The index rises by 12 percent in a year | gap | 0 of 5 |" in done.stdout and "S01" not in done.stdout


def test_agreement_and_annex_count_together_and_the_annex_is_named(tmp_path: Path, draft: Path, tenderkit) -> None:
    alone = json.loads(tenderkit("scenarios", draft, "--select", "S07", "--format", "json").stdout)
    assert alone["scenarios"][0]["mechanisms"][1]["status"] == "absent"
    (tmp_path / "b.md").write_text(ANNEX, encoding="utf-8")
    both = json.loads(tenderkit("scenarios", tmp_path, "--select", "S07", "--format", "json").stdout)
    answer = both["scenarios"][0]["mechanisms"][1]
    assert answer["mechanism"] == "change_control" and answer["status"] == "answered"
    assert {Path(c["document"]).name for c in answer["clauses"]} == {"b.md"}
    assert "b.md art.\u00a01.1" in tenderkit("scenarios", tmp_path, "--select", "S07").stdout


def test_a_gate_on_coverage(draft: Path, tenderkit) -> None:
    assert tenderkit("scenarios", draft, "--fail-under", "80").returncode == 1
    assert tenderkit("scenarios", draft, "--fail-under", "0").returncode == 0


def test_uncertainties_choose_and_say_why(draft: Path, tmp_path: Path, tenderkit) -> None:
    done = tenderkit("scenarios", draft, "--uncertainties", SESSION / "onzekerheden.yaml")
    assert done.returncode == 0 and "O-04  Sleutelpersonen aan beide zijden vertrekken" in done.stdout
    assert "S05 Aan beide kanten" in done.stdout and "gekozen om O-04" in done.stdout and "S11" not in done.stdout
    done = tenderkit("scenarios", "--uncertainty-form", tmp_path / "form.xlsx", "--messages", "en")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert openpyxl.load_workbook(tmp_path / "form.xlsx").sheetnames == ["Uncertainties", "Kinds", "Mechanisms"]
    done = tenderkit("scenarios", draft, "--uncertainties", tmp_path / "form.xlsx")
    assert done.returncode == 2 and "holds no uncertainties" in done.stderr


def test_kit_scores_and_report(draft: Path, tmp_path: Path, tenderkit) -> None:
    kit = tmp_path / "kit"
    done = tenderkit("scenarios", draft, "--kit", kit, "--select", "S03,S07")
    assert (done.returncode, done.stderr) == (0, "")
    names = sorted(p.name for p in kit.iterdir())
    assert done.stdout.split() == [str(kit / name) for name in names]
    assert [name[0] for name in names] == list("12345678")
    before = {name: (kit / name).read_bytes() for name in names}
    assert tenderkit("scenarios", draft, "--kit", kit, "--select", "S03,S07").returncode == 0
    assert {name: (kit / name).read_bytes() for name in names} == before
    book = openpyxl.load_workbook(kit / "7-scorekaart.xlsx")
    for row in range(2, 10):
        book.worksheets[0].cell(row, 6).value = 0
    book.worksheets[0]["D2"] = 7
    book.save(kit / "7-scorekaart.xlsx")
    done = tenderkit("scenarios", draft, "--scores", kit / "7-scorekaart.xlsx")
    assert done.returncode == 0 and "gat in het contract" in done.stdout and "'7' is geen 0, 1 of 2" in done.stdout
    done = tenderkit("scenarios", draft, "--scores", kit / "7-scorekaart.xlsx", "-o", tmp_path / "verslag.docx")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "tenderkit: 7-scorekaart.xlsx, Scores, D2: '7' is geen 0, 1 of 2\n"
    text = tenderkit("text", tmp_path / "verslag.docx").stdout
    assert "Verslag van de scenariosessie" in text and "Nieuwe bepaling: toetreden" in text
    done = tenderkit("scenarios", "--scores", kit / "7-scorekaart.xlsx", "--format", "json", "--messages", "en")
    session = json.loads(done.stdout)
    jsonschema.validate(session, SESSION_SCHEMA)
    assert session["schema"] == "tenderkit.session/1" and session["scenarios"][0]["findings"] == ["contract gap"]
    assert session["notices"][0]["cell"] == "D2"


def test_own_scenarios_by_option_and_by_setting(draft: Path, tmp_path: Path, tenderkit) -> None:
    shipped = (data_folder("scenarios") / "s03-another-joins.yaml").read_text(encoding="utf-8")
    own = tmp_path / "own"
    own.mkdir()
    (own / "x.yaml").write_text(shipped.replace("id: S03", "id: X01"), encoding="utf-8")
    assert "X01 Een nieuwe gemeente" in tenderkit("scenarios", draft, "--scenarios", own, "--select", "X01").stdout
    (tmp_path / "tenderkit.toml").write_text('scenario-folders = ["own"]\n')
    assert "X01 Een nieuwe gemeente" in tenderkit("scenarios", draft).stdout
    (own / "x.yaml").write_text(shipped.replace("id: S03", "id: X01").replace("hidden:", "hiden:"), encoding="utf-8")
    done = tenderkit("scenarios", draft)
    assert done.returncode == 2 and "unknown key 'hiden'; did you mean 'hidden'?" in done.stderr
    assert all(f"{own / 'x.yaml'}:" in line for line in done.stderr.splitlines())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "no DRAFT given"),
        (["none.docx"], "no such file or folder"),
        (["a.md", "--select", "S99"], "no scenario 'S99'"),
        (["a.md", "--kit", "a.md"], "is a file, not a folder"),
        (["a.md", "--kit", "out", "--scores", "x.xlsx"], "--kit is made from a DRAFT"),
        (["a.md", "--scores", "none.xlsx"], "no such file"),
        (["a.md", "--uncertainties", "none.yaml"], "no such file"),
        (["a.md", "--scenarios", "none"], "no such file or folder of scenarios"),
        (["a.md", "--uncertainties", "a.md"], "is no uncertainty list"),
    ],
)
def test_errors_are_one_line_and_nothing_is_written(
    draft: Path, tmp_path: Path, tenderkit, arguments: list[str], said: str
) -> None:
    done = tenderkit("scenarios", *arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert said in done.stderr and "Traceback" not in done.stderr
    assert [p.name for p in tmp_path.iterdir()] == ["a.md"]
