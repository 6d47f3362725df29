"""What requirements, roles and report print as JSON is what their schemas say, with and without files written beside it."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tenderkit.places import data_folder

EXAMPLE = data_folder("examples") / "vier-gemeenten"
DRAFT = data_folder("examples") / "rigid-draft"
WISHES = sorted(EXAMPLE.glob("wensen-*.yaml"))


def checked(package: str, name: str, text: str) -> dict:
    schema = json.loads((files(f"tenderkit.report.{package}") / f"{name}.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    data = json.loads(text)
    Draft202012Validator(schema).validate(data)
    return data


def test_requirements(tmp_path: Path, tenderkit) -> None:
    done = tenderkit("requirements", *WISHES, "--format", "json", "-o", tmp_path / "out")
    assert done.returncode == 0 and str(tmp_path / "out" / "register.xlsx") in done.stderr
    data = checked("requirements", "requirements", done.stdout)
    assert len(data["requirements"]) == 28 and len(data["conflicts"]) == 9 and data["core"] == []
    odd = next(w for w in data["wishes"] if w["key"] == "lindermeer/L1")
    assert (odd["vote"], odd["given"], odd["place"]["cell"]) == ("?", "muts", "line 6")
    assert {"wishes": ["lindermeer/L5", "vlietdrecht/V4"], "decision": "open"}.items() <= data["similar"][2].items()


def test_roles(tenderkit) -> None:
    done = tenderkit("roles", EXAMPLE / "rollen.yaml", "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    data = checked("roles", "roles", done.stdout)
    kinds = [gap["kind"] for gap in data["gaps"]]
    assert kinds.count("no person") == 8 and kinds.count("accepted") == 1
    assert [r["filled"] for r in data["roles"]].count(False) == 8
    assert "Tineke" not in done.stdout  # who holds a role is not told


@pytest.mark.parametrize("before", [[], ["--before", DRAFT]])
def test_report(before: list, tenderkit) -> None:
    done = tenderkit("report", DRAFT, *before, "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    data = checked("board", "report", done.stdout)
    assert len(data["moments"]) == 1 + bool(before) and len(data["lock_ins"]) == 5 and data["table"]
    assert all((line["before"] is not None) == bool(before) for line in data["lines"])
    assert 0 <= data["moments"][0]["coverage"] < 1 and set(data["moments"][0]["axes"]) == {
        "robustness", "modifiability", "new_capability", "ease_of_exit",
    }  # fmt: skip
