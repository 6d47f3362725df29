"""Formats and the setting for deleted text, from the command line on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from tenderkit.cli.main import group

PAGE = "<html lang=nl><h1>Artikel 1 Duur</h1><p>De overeenkomst is bindend.<del> De overeenkomst wordt telkens stilzwijgend met een jaar verlengd.</del></p>"


@pytest.mark.parametrize(("setting", "found"), [("ignore", False), ("count", True)])
def test_the_setting_for_deleted_text_decides(tmp_path: Path, setting: str, found: bool) -> None:
    (tmp_path / "tenderkit.toml").write_text(f'deleted-text = "{setting}"\n')
    page = tmp_path / "concept.html"
    page.write_text(PAGE, encoding="utf-8")
    outcome = CliRunner().invoke(group, ["lint", "--format", "json", "--exit-zero", "--select", "LCK003", str(page)])
    findings = json.loads(outcome.stdout)["documents"][0]["findings"]
    assert [f["rule"] for f in findings] == ["LCK003"] * found
    assert all("page" not in f for f in findings)
