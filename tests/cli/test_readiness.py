"""tenderkit readiness, and build --phase, as a user meets them."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import jsonschema
import openpyxl
import pytest

from tenderkit.places import data_folder

EXAMPLE = data_folder("examples") / "vier-gemeenten"
TENDER = EXAMPLE / "tender.yaml"


SCHEMA = json.loads((files("tenderkit.report.readiness") / "readiness.schema.json").read_text(encoding="utf-8"))


def answers(path: Path, level: int) -> Path:
    """Answers of one level to every question, with evidence."""
    ids = [f"{d}{n}" for d in "ABCDEF" for n in range(1, 6)]
    path.write_text("answers:\n" + "".join(f"  {i}: {{level: {level}, evidence: a note}}\n" for i in ids))
    return path


def test_form_report_and_exit_status(tmp_path: Path, tenderkit) -> None:
    form = tmp_path / "form.xlsx"
    done = tenderkit("readiness", "--form", form, "--language", "en")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{form}\n", "")
    assert openpyxl.load_workbook(form).sheetnames == ["Questions", "Explanation"]
    low = answers(tmp_path / "low.yaml", 2)
    done = tenderkit("readiness", low, "-o", tmp_path / "out")
    assert done.returncode == 0
    assert done.stdout.splitlines()[-2:] == [str(tmp_path / "out" / n) for n in ("readiness.docx", "readiness.html")]
    assert tenderkit("readiness", low, "--fail-on", "G1").returncode == 1
    assert tenderkit("readiness", answers(tmp_path / "high.yaml", 5), "--fail-on", "G3").returncode == 0


def test_json_goes_to_standard_output_alone(tmp_path: Path, tenderkit) -> None:
    done = tenderkit("readiness", answers(tmp_path / "a.yaml", 3), "--format", "json", "-o", tmp_path / "out")
    data = json.loads(done.stdout)
    jsonschema.validate(data, SCHEMA)
    assert (data["mean"], data["gates"]["G2"]["passed"], data["participants"][0]["id"]) == (3.0, True, "a")
    assert "readiness.docx" in done.stderr


def test_other_peoples_tables_with_every_slip_are_named_by_sheet_and_cell(tmp_path: Path, tenderkit) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Blad A"
    for row in (
        ["Bewijs", "Score", "Kleur", "Vraag"], ["nota", 6, "rood", "A1"], ["nota", "vijf", None, "A2"], [],
        ["x", 3, None, "B1"], ["y", 4, None, "B1"], ["z", 4.5, None, "C1"], ["v", 3, None, "Z9"], ["u", 3, None, "D1"],
        [None, None, None, "D2"],
    ):  # fmt: skip
        sheet.append(row)
    sheet.merge_cells("B9:B10")
    book.save(tmp_path / "readiness-noord.xlsx")
    done = tenderkit("readiness", tmp_path / "readiness-noord.xlsx", "--format", "json", "--language", "nl")
    data = json.loads(done.stdout)
    jsonschema.validate(data, SCHEMA)
    places = [n["place"].removeprefix("readiness-noord.xlsx, Blad A, ") for n in data["notices"]]
    assert sorted(places) == ["A4", "B2", "B3", "B7", "B9:B10", "D6", "D8"]
    kept = data["participants"][0]["moments"][0]["answers"]
    assert (kept["A1"]["given"], kept["A1"]["level"], kept["A1"]["note"]) == ("6", None, "Kleur: rood")
    assert kept["B1"]["given"] == "3 / 4" and kept["B1"]["level"] is None and kept["D1"]["level"] == 3
    assert any("hier stond: 3; v" in n["text"] or "v; 3" in n["text"] for n in data["notices"])  # Z9 is not lost
    for row in range(2, 11):
        sheet.cell(row, 4).value = "Hoe laat?"
    book.save(tmp_path / "readiness-noord.xlsx")
    done = tenderkit("readiness", tmp_path / "readiness-noord.xlsx")
    assert done.returncode == 2 and "Blad A D2: no row names a question that is known; a column 'nr'" in done.stderr


def test_answers_are_held_against_a_draft(tmp_path: Path, tenderkit) -> None:
    draft = data_folder("examples") / "rigid-draft" / "conceptcontract.md"
    done = tenderkit("readiness", answers(tmp_path / "a.yaml", 5), "--set", draft, "--format", "json")
    data = json.loads(done.stdout)
    jsonschema.validate(data, SCHEMA)
    reasons = {k["reason"]: k for k in data["gates"]["G2"]["knock_outs"]}
    share = json.loads(tenderkit("scenarios", draft, "--format", "json").stdout)["coverage"]
    assert (reasons["scenarios"]["level"], reasons["scenarios"]["minimum"]) == (int(100 * share), 80)
    assert (
        "missing" in reasons
        and tenderkit("readiness", answers(tmp_path / "a.yaml", 5), "--fail-on", "G2").returncode == 0
    )
    (moment,) = data["participants"][0]["moments"]
    found = {c["subject"]: c for c in moment["contradictions"]}
    assert (found["exit_plan"]["shown"], found["exit_plan"]["clause"]) == ("mentioned", "conceptcontract.md 18.3")
    assert found["early_warning"]["shown"] == "absent"
    advised = {a["question"]: a for a in json.loads(done.stdout)["advice"]}
    assert advised["D2"]["contradicted"] and "exit-plan" in advised["D2"]["clauses"]


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        ((), "Give files with answers"),
        (("none.xlsx",), "none.xlsx: no such file"),
        (("--form", "form.csv"), "form.csv: the form is an Excel file"),
        (("--form", "f.xlsx", "a.yaml"), "leave the answers"),
        (("--ask", "a.txt"), "a.txt: answers are kept in Excel or YAML"),
    ],
)
def test_errors_are_one_line(tmp_path: Path, tenderkit, arguments: tuple[str, ...], problem: str) -> None:
    done = tenderkit("readiness", *arguments, cwd=tmp_path)
    assert (done.returncode, done.stderr.count("\n"), list(tmp_path.iterdir())) == (2, 1, [])
    assert problem in done.stderr and "Traceback" not in done.stderr


def test_help_loads_neither_plots_nor_word() -> None:
    import subprocess
    import sys

    code = "import sys; from tenderkit.cli.main import main\ntry: main()\nfinally: print(sorted({'matplotlib','docx','spacy','openpyxl'} & set(sys.modules)))"
    for arguments in (["readiness", "--help"], ["build", "--help"]):
        done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True)
        assert done.stdout.splitlines()[-1] == "[]", done.stdout


# build --phase


def test_each_phase_makes_what_belongs_to_it(tmp_path: Path, tenderkit) -> None:
    def names(phase: str, *more: str) -> list[str]:
        done = tenderkit("build", TENDER, "-o", tmp_path / phase, "--phase", phase, *more)
        assert done.returncode == 0, done.stderr
        assert [Path(line).parent.name for line in done.stdout.splitlines()] == [phase] * len(done.stdout.splitlines())
        return sorted(p.name for p in (tmp_path / phase).iterdir())

    assert names("strategy") == [
        "fase-1-strategie.docx", "programma-van-eisen-en-wensen.docx", "readiness.docx", "toelichting.docx",
    ]  # fmt: skip
    assert names("tender", "--format", "md", "--guidance", "none") == [
        "aanbestedingsleidraad.md", "conceptovereenkomst.md", "dap.md", "exitplan.md", "fase-2-aanbesteding.md",
        "organisatiebijlage.md", "programma-van-eisen-en-wensen.md", "sla.md",
    ]  # fmt: skip
    annex = (tmp_path / "tender" / "organisatiebijlage.md").read_text()
    assert "| Regisseur |" in annex and "Hagedoorn" not in annex
    assert "Organisatie van de samenwerking" in (tmp_path / "tender" / "conceptovereenkomst.md").read_text()
    assert names("organisation", "--anyway", "--format", "md", "--guidance", "none") == [
        "agenda.ics", "dap.md", "exitplan.md", "fase-3-organisatie.md", "organisatiebijlage.md", "sla.md",
        "waarschuwingen.xlsx",
    ]  # fmt: skip
    calendar = (tmp_path / "organisation" / "agenda.ics").read_bytes()
    assert b"DTSTART;VALUE=DATE:20280301\r\nSUMMARY:Eerste exitplan\r\n" in calendar
    assert max(map(len, calendar.split(b"\r\n"))) <= 75
    note = (tmp_path / "organisation" / "fase-3-organisatie.md").read_text()
    assert "1 maart 2028" in note and "agenda.ics" in note
    assert "tenderkit roles" in note and "scenarios MAP --kit" in note


def test_a_shut_gate_stops_the_build_and_says_why(tmp_path: Path, tenderkit) -> None:
    low, out = answers(tmp_path / "low.yaml", 2), tmp_path / "out"
    done = tenderkit("build", TENDER, "-o", out, "--phase", "tender", "--answers", low)
    assert (done.returncode, done.stderr.count("\n"), out.exists()) == (2, 1, False)
    assert "gate G1 is shut" in done.stderr and "A1 is 2, needed 3" in done.stderr and "--anyway" in done.stderr
    done = tenderkit("build", TENDER, "-o", out, "--phase", "tender", "--answers", low, "--anyway", "--only", "sla")
    assert done.returncode == 0 and (out / "sla.docx").exists()
    assert "poort G1 is dicht" in done.stderr and "nog te maken" in done.stderr
    high = answers(tmp_path / "high.yaml", 5)
    done = tenderkit("build", TENDER, "-o", out, "--phase", "organisation", "--answers", high, "--only", "dap")
    assert done.returncode == 0 and "poort G3 is open" in done.stderr


def test_without_answers_only_the_first_phase_is_built(tmp_path: Path, tenderkit) -> None:
    tender = data_folder("examples") / "english-set" / "tender.yaml"
    done = tenderkit("build", tender, "-o", tmp_path / "out", "--phase", "tender")
    assert (done.returncode, (tmp_path / "out").exists()) == (2, False)
    assert "no answers about readiness are named" in done.stderr
    done = tenderkit("build", tender, "-o", tmp_path / "out", "--phase", "strategy")
    assert done.returncode == 0 and "how the gates stand is not known" in done.stderr
    assert (tmp_path / "out" / "phase-1-strategy.docx").exists()


def test_options_of_phases_need_a_phase(tmp_path: Path, tenderkit) -> None:
    done = tenderkit("build", TENDER, "-o", tmp_path / "out", "--anyway")
    assert done.returncode == 2 and "go with --phase" in done.stderr
    done = tenderkit("build", TENDER, "-o", tmp_path / "out", "--phase", "strategy", "--only", "agreement")
    assert done.returncode == 2 and "no document 'agreement' in this phase" in done.stderr
