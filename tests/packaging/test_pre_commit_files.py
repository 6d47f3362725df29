"""Both hooks as the manifest describes them, run by a real pre-commit over all sorts of changes to a repository.

The program under test is this checkout (`language: system`), so that no environment has to be made; test_pre_commit.py does that.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from repositories import git

from tenderkit.document.readers.markdown import parse
from tenderkit.document.writers import write_word

ROOT = Path(__file__).resolve().parents[2]
GUIDE = """# Aanbestedingsleidraad

De opdracht is het beheer van de werkplekken van de gemeente. De overeenkomst heeft een looptijd van 6 jaar.

| Criterium | Gewicht |
| --- | --- |
| Kwaliteit van de dienstverlening | 60 |
| Prijs | 40 |
"""
AGREEMENT = """# Overeenkomst beheer van werkplekken

5.1 De Overeenkomst heeft een looptijd van 4 jaar en gaat in op 1 december 2027.
"""
LOCKED = AGREEMENT + "\n5.2 De overeenkomst wordt stilzwijgend met twee jaar verlengd door de partijen.\n"


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    """A repository with the hooks of the manifest, which run this checkout."""
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    for hook in hooks:
        assert hook["entry"].startswith("tenderkit ")
        hook |= {"language": "system", "entry": f"{sys.executable} -m {hook['entry']}"}
        if hook["id"] == "tenderkit-lint":
            hook |= {"files": r"\.(docx|md)$", "args": ["--select", "LCK", "--fail-on", "warning"]}
        else:
            hook |= {"args": ["set", "--select", "SET", "--fail-on", "warning"]}
    folder = tmp_path / "dossier"
    (folder / "set").mkdir(parents=True)
    git("init", "-q", cwd=folder)
    config = {"repos": [{"repo": "local", "hooks": hooks}]}
    (folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    (folder / "tenderkit.toml").write_text('exclude = ["archief/*"]\n', encoding="utf-8")
    return folder


def word(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(write_word(parse(text, "x.md")))


def run(repo: Path, *hook: str) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "PRE_COMMIT_HOME": str(repo.parent / "cache"),
        "PYTHONPATH": os.pathsep.join(p for p in sys.path if p),
    }
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", "run", "--verbose", *hook],
        cwd=repo, env=environment, capture_output=True, text=True, timeout=1200,
    )  # fmt: skip
    assert "Traceback" not in done.stdout
    return done


def test_changed_renamed_deleted_and_excluded(repo: Path) -> None:
    word(repo / "set" / "één concept (2).docx", LOCKED)
    word(repo / "archief" / "oud contract.docx", LOCKED)
    (repo / "set" / "leidraad voor inschrijvers.md").write_text(GUIDE, encoding="utf-8")
    git("add", "-A", cwd=repo)
    first = run(repo, "tenderkit-lint")
    assert first.returncode == 1 and "één concept (2).docx" in first.stdout and "LCK003" in first.stdout
    assert "oud contract" not in first.stdout and "leidraad voor inschrijvers.md" in first.stdout

    git("commit", "-qm", "een", cwd=repo)
    git("mv", "set/één concept (2).docx", "set/overeenkomst.docx", cwd=repo)
    git("rm", "-q", "archief/oud contract.docx", cwd=repo)
    word(repo / "set" / "overeenkomst.docx", AGREEMENT)
    git("add", "-A", cwd=repo)
    renamed = run(repo, "tenderkit-lint")
    assert renamed.returncode == 0, renamed.stdout
    assert "overeenkomst.docx" in renamed.stdout and "één concept" not in renamed.stdout

    git("commit", "-qm", "twee", cwd=repo)
    git("rm", "-q", "set/leidraad voor inschrijvers.md", cwd=repo)
    gone = run(repo, "tenderkit-lint")
    assert gone.returncode == 0 and "no files to check" in gone.stdout


def test_the_set_is_seen_whole_though_one_file_is_staged(repo: Path) -> None:
    word(repo / "set" / "overeenkomst.docx", AGREEMENT)
    git("add", "-A", cwd=repo)
    git("commit", "-qm", "een", cwd=repo)
    (repo / "set" / "leidraad.md").write_text(GUIDE, encoding="utf-8")
    git("add", "-A", cwd=repo)
    done = run(repo, "tenderkit-check")
    assert done.returncode == 1, done.stdout
    assert "leidraad.md" in done.stdout and "overeenkomst.docx" in done.stdout and "SET0" in done.stdout


@pytest.mark.slow
def test_hundreds_at_once(repo: Path) -> None:
    for n in range(300):
        word(repo / "set" / f"stuk {n:03d} – é.docx", LOCKED if n % 100 == 7 else AGREEMENT)
    git("add", "-A", cwd=repo)
    done = run(repo, "tenderkit-lint")
    assert done.returncode == 1
    assert done.stdout.count(" LCK003 ") == 3
    assert all(f"stuk {n:03d} – é.docx" in done.stdout for n in range(300))
