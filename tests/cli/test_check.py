"""tenderkit check: sets of documents in folders, as a user runs it."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest

Run = Callable[..., "object"]

GUIDE = """# Aanbestedingsleidraad

De opdracht is het beheer van de werkplekken van de gemeente. De overeenkomst heeft een looptijd van {years} jaar.

| Criterium | Gewicht |
| --- | --- |
| Kwaliteit van de dienstverlening | 60 |
| Prijs | {price} |
"""
AGREEMENT = """# Overeenkomst beheer van werkplekken

5.1 De Overeenkomst heeft een looptijd van 4 jaar en gaat in op 1 december 2027.

5.2 De prijzen staan in Bijlage 2 (Prijzenblad).
"""


def make(folder: Path, *, years: int = 4, price: int = 40, sheet: bool = True) -> Path:
    """A small set; by default with nothing wrong for the rules about sets."""
    folder.mkdir()
    (folder / "leidraad.md").write_text(GUIDE.format(years=years, price=price), encoding="utf-8")
    (folder / "overeenkomst.md").write_text(AGREEMENT, encoding="utf-8")
    if sheet:
        (folder / "prijzenblad.xlsx").write_bytes(b"PK")
    return folder


def as_json(done) -> dict:
    return json.loads(done.stdout)


def test_a_good_set_ends_with_zero(tenderkit, tmp_path: Path) -> None:
    done = tenderkit("check", make(tmp_path / "dossier"), "--select", "SET")
    assert (done.returncode, done.stderr) == (0, "")
    assert "2 stukken" in done.stdout and "0 fout(en), 0 waarschuwing(en)" in done.stdout


def test_the_json_has_the_set_first_and_then_its_documents(tenderkit, tmp_path: Path) -> None:
    folder = make(tmp_path / "dossier", years=3, price=45)
    done = tenderkit("check", folder, "--format", "json")
    assert done.returncode == 1
    output = as_json(done)
    schema = json.loads(files("tenderkit.report").joinpath("lint.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(output, schema)
    whole, guide, agreement = output["documents"]
    assert (whole["path"], whole["kind"], whole["language"]) == (str(folder), "other", "nl")
    assert [Path(d["path"]).name for d in (guide, agreement)] == ["leidraad.md", "overeenkomst.md"]
    assert [d["kind"] for d in (guide, agreement)] == ["guide", "agreement"]
    assert {f["rule"] for f in guide["findings"]} == {"SET008", "SET033"}
    assert all(f["evidence"] and f["block"] is not None for f in guide["findings"])
    assert all(f["rule"].startswith("FLX") and f["block"] is None for f in whole["findings"])
    assert len(whole["mechanisms"]) == 27 == len(agreement["mechanisms"])
    total = sum(output["summary"].values())
    assert total == sum(len(d["findings"]) for d in output["documents"])


def test_the_text_says_where_and_what(tenderkit, tmp_path: Path) -> None:
    done = tenderkit("check", make(tmp_path / "dossier", price=45, sheet=False))
    assert done.returncode == 1
    assert "hele dossier: waarschuwing FLX001" in done.stdout
    assert "SET008 weights: De gewichten van de gunningscriteria tellen op tot 105" in done.stdout
    assert "Bijlage 2 (Prijzenblad) wordt genoemd" in done.stdout
    assert "2 document(en):" in done.stdout


def test_each_folder_is_a_set_of_its_own(tenderkit, tmp_path: Path) -> None:
    one, two = make(tmp_path / "een"), make(tmp_path / "twee", years=3)
    output = as_json(tenderkit("check", one, two, "--format", "json", "--select", "SET"))
    assert [Path(d["path"]).name for d in output["documents"]] == [
        "een", "leidraad.md", "overeenkomst.md", "twee", "leidraad.md", "overeenkomst.md"
    ]  # fmt: skip
    assert [[f["rule"] for f in d["findings"]] for d in output["documents"]] == [[], [], [], [], ["SET033"], []]


def test_files_named_one_by_one_are_one_set(tenderkit, tmp_path: Path) -> None:
    folder = make(tmp_path / "dossier", years=3)
    done = tenderkit(
        "check", folder / "leidraad.md", folder / "overeenkomst.md", "--format", "json", "--select", "SET033"
    )
    whole, guide, _ = as_json(done)["documents"]
    assert whole["path"] == str(folder) and [f["rule"] for f in guide["findings"]] == ["SET033"]


def test_standard_input_is_one_more_document(tenderkit, tmp_path: Path) -> None:
    folder = make(tmp_path / "dossier")
    draft = GUIDE.format(years=3, price=40).encode()
    name = ("--stdin-filename", "leidraad-concept.md", "--select", "SET", "--format", "json")
    output = as_json(tenderkit("check", "-", folder / "overeenkomst.md", *name, stdin=draft))
    assert [Path(d["path"]).name for d in output["documents"]] == ["dossier", "leidraad-concept.md", "overeenkomst.md"]
    assert "SET033" in {f["rule"] for f in output["documents"][1]["findings"]}


def test_without_a_path_it_is_the_folder_one_is_in(tenderkit, tmp_path: Path) -> None:
    folder = make(tmp_path / "dossier", price=45)
    done = tenderkit("check", "--format", "json", "--select", "SET", cwd=folder)
    assert done.returncode == 1
    assert [d["path"] for d in as_json(done)["documents"]] == [".", "leidraad.md", "overeenkomst.md"]


def test_an_unreadable_document_is_one_line_and_the_others_are_checked(tenderkit, tmp_path: Path) -> None:
    folder = make(tmp_path / "dossier", price=45)
    (folder / "sla.docx").write_bytes(b"this is no Word document")
    done = tenderkit("check", folder, "--format", "json", "--select", "SET")
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1 and "sla.docx" in done.stderr and "Traceback" not in done.stderr
    assert [f["rule"] for d in as_json(done)["documents"] for f in d["findings"]] == ["SET008"]


@pytest.mark.parametrize("name", ["leeg", "bestaat-niet"])
def test_a_folder_without_documents_is_an_error(tenderkit, tmp_path: Path, name: str) -> None:
    (tmp_path / "leeg").mkdir()
    done = tenderkit("check", tmp_path / name)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1 and name in done.stderr


def test_exit_statuses(tenderkit, tmp_path: Path) -> None:
    folder = make(tmp_path / "dossier", sheet=False)  # one warning of SET001
    select = ("--select", "SET")
    assert tenderkit("check", folder, *select).returncode == 0
    assert tenderkit("check", folder, *select, "--fail-on", "warning").returncode == 1
    assert tenderkit("check", folder, *select, "--fail-on", "warning", "--exit-zero").returncode == 0
    assert tenderkit("check", folder, *select, "--fail-on", "warning", "--ignore", "SET001").returncode == 0
    assert tenderkit("check", folder, "--select", "SET999").returncode == 2
    assert tenderkit("check", folder, "--language", "fr").returncode == 2


def test_the_output_file_holds_what_would_be_printed(tenderkit, tmp_path: Path) -> None:
    folder = make(tmp_path / "dossier", price=45)
    done = tenderkit("check", folder, "--format", "json", "-o", tmp_path / "out.json")
    assert done.stdout == "" and done.returncode == 1
    assert json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["documents"][0]["path"] == str(folder)


def test_the_configuration_holds_for_sets_too(tenderkit, tmp_path: Path) -> None:
    folder = make(tmp_path / "dossier", price=45)
    (folder / "tenderkit.toml").write_text('select = ["SET"]\n[severity]\nSET008 = "info"\n', encoding="utf-8")
    output = as_json(tenderkit("check", folder, "--format", "json"))
    assert output["summary"] == {"error": 0, "warning": 0, "info": 1}


@pytest.mark.parametrize("example", ["vier-gemeenten", "english-set"])
def test_the_built_examples_are_in_order(tenderkit, tmp_path: Path, example: str) -> None:
    tender = Path(__file__).parents[2] / "examples" / example / "tender.yaml"
    assert tenderkit("build", tender, "-o", tmp_path / "set").returncode == 0
    done = tenderkit("check", tmp_path / "set", "--format", "json")
    found = [f for d in as_json(done)["documents"] for f in d["findings"]]
    assert done.returncode == 0
    # Annexes that the example does not bring along are named; where nothing tells who provides them, as a warning.
    assert {f["rule"] for f in found} <= {"SET001"}
    assert not [f["message"] for f in found if f["severity"] == "warning" and example == "vier-gemeenten"]
    assert any("Prijzenblad" in f["message"] or "Pricing Schedule" in f["message"] for f in found)


def test_a_set_that_did_not_change_is_known(tmp_path: Path, tenderkit) -> None:
    folder = make(tmp_path / "dossier", price=50)
    arguments = ("check", "dossier", "--format", "json", "--cache-dir", "cache")
    fresh = tenderkit(*arguments, "--no-cache", cwd=tmp_path)
    assert not (tmp_path / "cache").exists()
    first, again = (tenderkit(*arguments, cwd=tmp_path) for _ in range(2))
    assert len(list((tmp_path / "cache").iterdir())) == 3  # the set and its two documents
    assert {fresh.stdout} == {first.stdout, again.stdout}
    assert fresh.returncode == first.returncode == again.returncode
    (folder / "leidraad.md").write_text(GUIDE.format(years=3, price=40), encoding="utf-8")
    changed = tenderkit(*arguments, cwd=tmp_path)
    assert changed.stdout == tenderkit(*arguments, "--no-cache", cwd=tmp_path).stdout != fresh.stdout
    (folder / "prijzenblad.xlsx").unlink()  # not read, and part of the set all the same
    less = tenderkit(*arguments, cwd=tmp_path)
    assert less.stdout == tenderkit(*arguments, "--no-cache", cwd=tmp_path).stdout != changed.stdout


def test_a_set_with_a_file_that_cannot_be_read_is_never_known(tmp_path: Path, tenderkit) -> None:
    folder = make(tmp_path / "dossier")
    (folder / "kapot.docx").write_bytes(b"PK\x03\x04 nothing")
    first, again = (tenderkit("check", "dossier", "--cache-dir", "cache", cwd=tmp_path) for _ in range(2))
    assert "kapot.docx" in first.stderr and first.stderr == again.stderr
    assert first.returncode == again.returncode == 2
    assert not (tmp_path / "cache").exists() or not list((tmp_path / "cache").iterdir())
