"""Which files git is told to ignore: asked of git itself, whose rules are many and change."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

PATIENCE = 30  # seconds


def ignored(folder: Path, paths: Sequence[Path]) -> frozenset[Path]:
    """Those of the paths under a folder that git ignores: none where there is no git or no repository, and none when the folder
    itself is ignored, for then whoever named it means just that."""
    inside = folder.resolve()
    names = {path: _name(path, inside) for path in paths}
    asked = {name: path for path, name in names.items() if name is not None}
    if not asked or _said(inside.parent, [f"./{inside.name}"]):
        return frozenset()
    return frozenset(asked[name] for name in _said(inside, list(asked)) if name in asked)


def _name(path: Path, inside: Path) -> str | None:
    """How git is asked about a path; None for one beyond a symbolic link, which git refuses."""
    real = path.parent.resolve() / path.name
    return f"./{real.relative_to(inside).as_posix()}" if real.is_relative_to(inside) else None


def _said(here: Path, names: Sequence[str]) -> list[str]:
    told = "\0".join(names).encode("utf-8", "surrogateescape")
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith("GIT_")
    }  # a hook's own repository
    try:
        run = subprocess.run(
            ["git", "check-ignore", "-z", "--stdin"],
            cwd=here, env=environment, input=told, capture_output=True, timeout=PATIENCE, check=False,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return []
    return (
        [name.decode("utf-8", "surrogateescape") for name in run.stdout.split(b"\0") if name]
        if run.returncode == 0
        else []
    )
