"""tenderkit report as a user meets it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

AGREEMENT = """# Overeenkomst

## 1 Duur

1.1 De overeenkomst duurt vier jaar. Opdrachtgever kan haar met een termijn van drie maanden zonder reden opzeggen.

1.2 Partijen evalueren elk kwartaal samen de dienstverlening.

## 2 Exit

2.1 Opdrachtnemer levert uiterlijk zes maanden na de start een exitplan en werkt mee aan de overdracht.
"""
WORSE = AGREEMENT.replace(
    " Opdrachtgever kan haar met een termijn van drie maanden zonder reden opzeggen.",
    " Na vier jaar wordt zij stilzwijgend met twee jaar verlengd.",
)
EXAMPLE = Path(__file__).parents[2] / "examples" / "vier-gemeenten"


@pytest.fixture
def rounds(tmp_path: Path) -> Path:
    for name, text in (("ronde-1", AGREEMENT), ("ronde-2", WORSE)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "overeenkomst.md").write_text(text, encoding="utf-8")
    return tmp_path


def test_two_moments_in_files(rounds: Path, tenderkit) -> None:
    out = rounds / "bestuur"
    done = tenderkit("report", rounds / "ronde-2", "--before", rounds / "ronde-1", "-o", out)
    assert done.returncode == 0
    made = sorted(p.name for p in out.iterdir())
    assert made[:2] == ["bestuurspagina.docx", "bestuurspagina.html"]
    assert made[2:] == ["bestuurspagina.pdf"] or "no PDF: LibreOffice is not installed" in done.stderr
    page = (out / "bestuurspagina.html").read_text(encoding="utf-8")
    assert (
        "Vergeleken met ronde-1 " in page and str(rounds) not in page
    )  # a folder by its name, not the machine's whole path
    assert "Deze ronde kostte" in page and "Stilzwijgende verlenging (nieuw)" in page and "niet ingevuld" in page


def test_lock_ins_that_went_are_named_whole(rounds: Path, tenderkit) -> None:
    done = tenderkit("report", rounds / "ronde-1", "--before", EXAMPLE.parent / "rigid-draft")
    gone = " ".join(done.stdout.split("Verdwenen sinds de vorige stand: ")[1].split("\n\n")[0].split())
    assert gone.endswith(" en meer.") and "…" not in gone


def test_without_libreoffice_a_plain_line(rounds: Path) -> None:
    nowhere = {**os.environ, "PATH": str(rounds)}
    command = [
        sys.executable,
        "-m",
        "tenderkit",
        "report",
        str(rounds / "ronde-1"),
        "-o",
        str(rounds / "out"),
        "--language",
        "en",
    ]
    done = subprocess.run(command, env=nowhere, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "tenderkit: no PDF: LibreOffice is not installed\n")
    assert sorted(p.name for p in (rounds / "out").iterdir()) == ["board-page.docx", "board-page.html"]


def test_a_commit_answers_and_roles(rounds: Path, tenderkit) -> None:
    def git(*arguments: str) -> None:
        identity = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *identity, *arguments], cwd=rounds, capture_output=True, check=True)

    git("init", "-q")
    git("add", "ronde-1")
    git("commit", "-qm", "een")
    (rounds / "ronde-1" / "overeenkomst.md").write_text(WORSE, encoding="utf-8")
    answers = EXAMPLE / "readiness-vlietdrecht.yaml"
    done = tenderkit(
        "report", "ronde-1", "--before", "HEAD", "--readiness", answers, "--roles", EXAMPLE / "rollen.yaml", cwd=rounds
    )
    assert done.returncode == 0 and "Vergeleken met HEAD:ronde-1" in done.stdout and "lock-in-index" in done.stdout
    assert "1 deelnemer" in done.stdout and "Rollen en mandaten: 8 zonder persoon" in done.stdout
    assert "Wim" not in done.stdout and "Terpstra" not in done.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("nergens",), "there is no such file or folder"),
        (("leeg",), "holds no documents"),
        (("ronde-1", "--before", "nergens"), "nergens"),
        (("ronde-1", "--readiness", "x.docx"), "x.docx: holds no answers"),
        (("ronde-1", "--roles", "x.yaml"), "x.yaml: no such file"),
        (("ronde-1", "-o", "ronde-1/overeenkomst.md"), "is a file, not a folder"),
    ],
)
def test_bad_input_is_one_line(rounds: Path, tenderkit, arguments, said: str) -> None:
    (rounds / "leeg").mkdir()
    done = tenderkit("report", *arguments, cwd=rounds)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1) and said in done.stderr
