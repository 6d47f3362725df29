"""Files that git ignores, as a user of the command line meets them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
TEXT = "# Overeenkomst\n\n7.1 De overeenkomst wordt stilzwijgend met twee jaar verlengd.\n"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    (tmp_path / ".gitignore").write_text("uit/\nconcept-*.md\n!concept-tóch.md\n", encoding="utf-8")
    for name in ("stukken/a.md", "stukken/concept-b.md", "stukken/concept-tóch.md", "stukken/uit/c.md", "uit/d.md"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT, encoding="utf-8")
    return tmp_path


def shown(tenderkit, folder: Path, *arguments: str) -> list[str]:
    return tenderkit("lint", "--show-files", *arguments, cwd=folder).stdout.split("\n")[:-1]


def test_folders_are_walked_without_what_git_ignores(repository: Path, tenderkit) -> None:
    assert shown(tenderkit, repository, ".") == ["stukken/a.md", "stukken/concept-tóch.md"]
    assert len(shown(tenderkit, repository, ".", "--no-respect-gitignore")) == 5


def test_what_is_named_is_meant(repository: Path, tenderkit) -> None:
    assert shown(tenderkit, repository, "uit") == ["uit/d.md"]
    assert shown(tenderkit, repository, "stukken/concept-b.md") == ["stukken/concept-b.md"]


def test_the_configuration_may_say_otherwise(repository: Path, tenderkit) -> None:
    (repository / "tenderkit.toml").write_text("respect-gitignore = false\n")
    assert len(shown(tenderkit, repository, ".")) == 5
    assert len(shown(tenderkit, repository, ".", "--respect-gitignore")) == 2


def test_no_repository_and_links_that_leave_it(tmp_path: Path, repository: Path, tenderkit) -> None:
    outside = repository / ".." / f"{repository.name}-elders"
    outside.mkdir()
    (outside / "e.md").write_text(TEXT, encoding="utf-8")
    assert [Path(n).name for n in shown(tenderkit, outside, ".")] == ["e.md"]
    (repository / "stukken" / "f.md").symlink_to(outside / "e.md")
    assert "stukken/f.md" in shown(tenderkit, repository, ".")
    shutil.rmtree(outside)
