"""The page that walks an officer through the three phases: its commands, in their order, in a folder with the example."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

import pytest

from tenderkit.places import data_folder

PAGE = Path(__file__).resolve().parents[2] / "docs" / "three-phases.md"
MADE = """register/register.xlsx register/conflictblad.docx register/requirements.yaml formulier.xlsx readiness/readiness.docx
strategie/fase-1-strategie.docx aanbesteding/conceptovereenkomst.docx bestuur/bestuurspagina.docx bestuur/bestuurspagina.html
regie/organisatiebijlage.docx organisatie/fase-3-organisatie.docx organisatie/agenda.ics sessie/7-scorekaart.xlsx verslag.docx"""


def commands(part: str) -> list[str]:
    return [line.strip() for line in part.splitlines() if line.startswith("    tenderkit ")]


def test_both_languages_give_the_same_commands() -> None:
    dutch, english = PAGE.read_text(encoding="utf-8").split("## English\n")
    assert commands(dutch) == commands(english) and len(commands(dutch)) == 13


@pytest.mark.slow
def test_the_commands_do_what_the_page_says(tmp_path: Path, tenderkit) -> None:
    shutil.copytree(data_folder("examples") / "vier-gemeenten", tmp_path, dirs_exist_ok=True)
    shutil.copy(data_folder("examples") / "scenario-session" / "scorekaart.xlsx", tmp_path)
    for command in commands(PAGE.read_text(encoding="utf-8").split("## English\n")[0]):
        done = tenderkit(*shlex.split(command)[1:], cwd=tmp_path)
        assert done.returncode == 0, (command, done.stdout[-500:], done.stderr)
    assert [name for name in MADE.split() if not (tmp_path / name).exists()] == []
    # With the answers of January the third phase is shut, says why, and leaves nothing.
    done = tenderkit("build", "tender.yaml", "-o", "dicht", "--phase", "organisation", cwd=tmp_path)
    assert done.returncode == 2 and "gate G2 is shut" in done.stderr and not (tmp_path / "dicht").exists()
