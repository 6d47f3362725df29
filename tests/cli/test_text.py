"""tenderkit text: the document as plain text, and what its sentences say."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from tenderkit.cli.text import command

DRAFT = """# Overeenkomst

## 1 Einde

1.1 Opdrachtgever kan de Overeenkomst opzeggen met een termijn van drie maanden.

1.2 Opdrachtnemer mag de prijzen niet verhogen.
"""


def run(path: Path, *options: str) -> str:
    result = CliRunner().invoke(command, [str(path), *options], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def draft(folder: Path) -> Path:
    path = folder / "overeenkomst.md"
    path.write_text(DRAFT, encoding="utf-8")
    return path


def test_statements_stand_below_their_sentence(tmp_path: Path) -> None:
    lines = run(draft(tmp_path), "--statements").splitlines()
    assert lines[0].split()[0] == "1.1"
    assert "opdrachtgever · recht · opzeggen · de overeenkomst · 3 maand" in lines[1]
    assert "opdrachtnemer · verbod · niet verhogen · de prijzen" in lines[3]


def test_labels_in_the_language_asked_for(tmp_path: Path) -> None:
    assert "client · right · opzeggen" in run(draft(tmp_path), "--statements", "--messages", "en")


def test_statements_as_json(tmp_path: Path) -> None:
    rows = json.loads(run(draft(tmp_path), "--statements", "--format", "json"))
    first = rows[0]
    assert (first["actor"], first["modality"], first["verb"], first["clause"]) == ("client", "right", "opzeggen", "1.1")
    assert first["measures"] == [{"number": 3.0, "unit": "month", "per": "", "bound": "exactly"}]
    assert first["sentence"][first["start"] : first["end"]] == first["sentence"]


def test_json_without_statements_is_refused(tmp_path: Path) -> None:
    result = CliRunner().invoke(command, [str(draft(tmp_path)), "--format", "json"])
    assert result.exit_code == 2
    assert "--statements" in result.output


def test_a_pipeline_from_the_configuration_that_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "tenderkit.toml").write_text('[pipelines]\nnl = "nl_nowhere_sm"\n', encoding="utf-8")
    result = CliRunner().invoke(command, [str(draft(tmp_path)), "--statements"])
    assert result.exit_code != 0
    assert "nl_nowhere_sm" in str(result.exception)
