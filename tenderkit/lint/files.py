"""Which files a run is about."""

from __future__ import annotations

import fnmatch
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from tenderkit.document.readers import SUFFIXES
from tenderkit.errors import InputError
from tenderkit.lint.git_ignored import ignored

SKIPPED_FOLDERS = frozenset(
    {".git", ".hg", ".svn", ".venv", "venv", "node_modules", "__pycache__", ".tox", "site-packages"}
)


def collect(
    paths: Sequence[str],
    exclude: Iterable[str] = (),
    root: Path | None = None,
    force_exclude: bool = False,
    git: bool = False,
) -> tuple[list[Path], list[InputError]]:
    """The documents that the paths name, in order and once each, and an error for every path that names none.

    Folders are walked in order of names, without hidden and tool folders; symbolic links that lead back are not
    followed twice. `exclude` are glob patterns on the path relative to `root`; they hold for files named one by one only
    with `force_exclude`. `git`: without what git ignores in the folders.
    """
    patterns = list(exclude)
    base = root or Path()
    found: dict[Path, None] = {}
    errors: list[InputError] = []
    for name in paths:
        path = Path(name)
        if path.is_dir():
            inside = [p for p in _walk(path) if not matches(p, patterns, base)]
            left_out = ignored(path, inside) if git else frozenset()
            inside = [p for p in inside if p not in left_out]
            if not inside:
                errors.append(
                    InputError("holds no documents", path=path, remedy="tenderkit reads " + ", ".join(sorted(SUFFIXES)))
                )
            found.update(dict.fromkeys(inside))
        elif not path.exists():
            errors.append(InputError("no such file or folder", path=path, remedy="check the name"))
        elif not (force_exclude and matches(path, patterns, base)):
            found[path] = None
    return list(found), errors


def beside(folder: Path) -> list[Path]:
    """The files in a folder that are no documents we read (a price sheet, a drawing), in order of names."""
    return [p for p in _files(folder) if p.suffix.lower() not in SUFFIXES]


def common_folder(paths: Sequence[str]) -> str:
    """The folder in which all files lie, as the user named them; "." when they share none."""
    try:
        return Path(os.path.commonpath([Path(p).parent for p in paths])).as_posix()
    except ValueError:  # none at all, or an absolute path among relative ones
        return "."


def _walk(folder: Path) -> list[Path]:
    return [p for p in _files(folder) if p.suffix.lower() in SUFFIXES and not _is_prose(p.name)]


def _files(folder: Path) -> list[Path]:
    """All files under a folder but hidden ones, locks of Word and tool folders. Links to folders are followed once each, and
    only within the folder: a link to the root of the disk is no part of a dossier."""
    found: list[Path] = []
    seen: set[tuple[int, int]] = set()
    inside = folder.resolve()
    for here, folders, names in os.walk(folder, followlinks=True):
        if here != str(folder) and not Path(here).resolve().is_relative_to(inside):
            folders[:] = []
            continue
        status = Path(here).stat()
        if (status.st_dev, status.st_ino) in seen:
            folders[:] = []
            continue
        seen.add((status.st_dev, status.st_ino))
        folders[:] = sorted(f for f in folders if f not in SKIPPED_FOLDERS and not f.startswith("."))
        found += [Path(here) / n for n in sorted(names) if not n.startswith(("~$", "."))]
    return found


def _is_prose(name: str) -> bool:
    """Files that stand in every repository and are no contracts."""
    return Path(name).stem.lower() in {"readme", "license", "licence", "changelog", "contributing", "code_of_conduct"}


def matches(path: Path, patterns: Iterable[str], root: Path) -> bool:
    """Whether a path, seen from `root`, is one that some glob pattern means: itself, by its name alone, or by a folder."""
    try:
        relative = path.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        relative = path.as_posix()
    return any(
        fnmatch.fnmatch(relative, p) or fnmatch.fnmatch(relative, f"{p.rstrip('/')}/*") or fnmatch.fnmatch(path.name, p)
        for p in patterns
    )
