"""The files of a tender repository: which there are, and writing those that are not there yet."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tenderkit.document.writers.atomic import make_folder, write_atomically
from tenderkit.errors import InputError
from tenderkit.places import data_folder

TEMPLATES = {"agreement": ("nl", "en"), "vier-gemeenten": ("nl",), "english-set": ("en",)}
"""The tender files to start from, with the languages that they are there in."""

CI = {"github": ".github/workflows/tenderkit.yml", "gitlab": ".gitlab-ci.yml", "azure": "azure-pipelines.yml"}
"""Where each service looks for its workflow."""

TEXTCONV = 'git config diff.docx.textconv "tenderkit text --textconv"'

Outcome = Literal["written", "completed", "kept"]

_FILES = Path(__file__).parent / "files"
_MERGED = (".gitattributes", ".gitignore")  # lines that stand on their own: what is missing is added


@dataclass(frozen=True)
class Step:
    """What happened to a file: written, completed (lines were added at its end), or kept as it was."""

    path: Path
    outcome: Outcome


def prepare(template: str, language: str, ci: str) -> dict[str, bytes]:
    """The contents of each file by its place in the repository; raises InputError for a template in another language."""
    if language not in TEMPLATES[template]:
        fitting = [name for name, languages in TEMPLATES.items() if language in languages]
        raise InputError(
            f"template '{template}' is not there in language '{language}'", remedy=f"there are: {', '.join(fitting)}"
        )
    own = _FILES / language / f"{template}.yaml"
    tender = own if own.is_file() else data_folder("examples") / template / "tender.yaml"
    sources = {
        "tender.yaml": tender,
        "tenderkit.toml": _FILES / "common" / f"tenderkit.toml.{language}",
        ".pre-commit-config.yaml": _FILES / "common" / "pre-commit-config.yaml",
        ".gitattributes": _FILES / "common" / "gitattributes",
        ".gitignore": _FILES / "common" / "gitignore",
        "README.md": _FILES / language / "README.md",
    }
    if ci in CI:
        sources[CI[ci]] = _FILES / "ci" / f"{ci}.yml"
    return {name: path.read_bytes() for name, path in sources.items()}


def write(folder: Path, files: dict[str, bytes], force: bool = False) -> list[Step]:
    """Write the files that are not there; `force` replaces those that are. Lines missing in .gitattributes and .gitignore
    are added. Raises InputError for a place that cannot be written."""
    steps = []
    for name, data in files.items():
        path = folder / name
        make_folder(path.parent)
        outcome: Outcome = "written"
        if name in _MERGED and (path.exists() or path.is_symlink()):
            merged = _completed(path, data)
            outcome = "kept" if merged is None else "completed"
            data = merged or b""
        elif (path.exists() or path.is_symlink()) and not force:
            outcome = "kept"
        if outcome != "kept":
            write_atomically(path, data)
        steps.append(Step(path, outcome))
    return steps


def _completed(path: Path, wanted: bytes) -> bytes | None:
    """The file with the lines that it lacks at its end; None when it lacks none."""
    try:
        there = path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}", path=path, remedy="check it") from None
    lines = {line.strip() for line in there.splitlines()}
    missing = [line for line in wanted.splitlines() if line.strip() not in lines]
    if not missing:
        return None
    end = b"\r\n" if b"\r\n" in there else b"\n"
    start = there if not there or there.endswith(b"\n") else there + end
    return start + b"".join(line + end for line in missing)


def teach_git(folder: Path) -> bool:
    """Tell the git repository that a folder stands in how to show Word files; False where there is no repository, or no git.

    A text conversion that somebody chose before stays.
    """
    try:
        chosen = subprocess.run(
            ["git", "-C", str(folder), "config", "--local", "diff.docx.textconv"], capture_output=True, check=False
        )
        if chosen.returncode == 0 and chosen.stdout.strip():
            return True
        done = subprocess.run(
            ["git", "-C", str(folder), "config", "--local", "diff.docx.textconv", "tenderkit text --textconv"],
            capture_output=True,
            check=False,
        )
    except OSError:
        return False
    return done.returncode == 0
