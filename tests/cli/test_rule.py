"""tenderkit rule: rules explained, also those of one's own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tenderkit.places import data_folder


@pytest.fixture
def own(tmp_path: Path) -> Path:
    shipped = next((data_folder("rules") / "lck").glob("lck003-*.yaml")).read_text(encoding="utf-8")
    folder = tmp_path / "regels"
    folder.mkdir()
    text = shipped.replace("code: LCK003", "code: EIG001").replace("name: auto-renewal", "name: eigen-regel")
    (folder / "eig001-eigen-regel.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "tenderkit.toml").write_text('rule-folders = ["regels"]\n')
    return tmp_path


def test_a_rule_of_ones_own_is_explained_and_listed(own: Path, tenderkit) -> None:
    assert "EIG001" in tenderkit("rule", "EIG001", cwd=own).stdout
    assert tenderkit("rule", "eigen-regel", cwd=own).stdout == tenderkit("rule", "EIG001", cwd=own).stdout
    assert "EIG001" in tenderkit("rule", cwd=own).stdout
    assert "EIG001" in [r["code"] for r in json.loads(tenderkit("rule", "--format", "json", cwd=own).stdout)]


def test_not_without_the_configuration(own: Path, tenderkit) -> None:
    unknown = tenderkit("rule", "EIG001", "--no-config", cwd=own)
    assert unknown.returncode == 2 and "no rule 'EIG001'" in unknown.stderr
    assert "EIG001" not in tenderkit("rule", "--no-config", cwd=own).stdout
    assert "EIG001" in tenderkit("rule", "EIG001", "--config", str(own / "tenderkit.toml"), cwd=own.parent).stdout
