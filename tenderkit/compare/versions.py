"""The two versions that a user names: files, folders, or what git keeps of them in a commit."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from tenderkit.document.model import Document
from tenderkit.document.readers import SUFFIXES, read
from tenderkit.errors import InputError
from tenderkit.lint.files import beside, collect

_POINTER = b"version https://git-lfs"


@dataclass(frozen=True)
class Sources:
    """The documents of a version by their place in the set; `unread` are names of files beside them that are no documents.

    `label` is what the user called it; `errors` are about files that cannot be read.
    """

    label: str
    is_set: bool
    documents: dict[str, Document]
    unread: list[str]
    errors: list[InputError]


def load(argument: str, exclude: Iterable[str] = (), root: Path | None = None) -> Sources:
    """The version that an argument names: a file, a folder, or COMMIT:PATH of the git repository that we are in.

    Raises InputError for one that is not there.
    """
    path = Path(argument)
    if path.exists():
        return _load(argument, path, exclude, root)
    commit, colon, inside = argument.partition(":")
    if not colon or not commit:
        raise InputError(
            "there is no such file or folder", path=argument, remedy="for what git keeps write COMMIT:PATH"
        )
    with checked_out(commit, inside) as place:
        return _load(argument, place, exclude, place if place.is_dir() else place.parent)


def _load(label: str, path: Path, exclude: Iterable[str], root: Path | None) -> Sources:
    if not path.is_dir():
        return Sources(label, False, {path.name: replace(read(path), path=label)}, [], [])
    files, errors = collect([str(path)], exclude, root)
    errors = [InputError(e.problem, path=label, remedy=e.remedy) for e in errors]
    documents: dict[str, Document] = {}
    unread = [p.name for p in beside(path)]
    for file in files:
        name = file.relative_to(path).as_posix()
        try:
            documents[name] = replace(read(file), path=f"{label.rstrip('/')}/{name}")
        except InputError as error:
            errors.append(InputError(error.problem, path=f"{label.rstrip('/')}/{name}", remedy=error.remedy))
            unread.append(file.name)
    return Sources(label, True, documents, unread, errors)


@contextmanager
def checked_out(commit: str, path: str) -> Iterator[Path]:
    """A file or folder as it was in a commit, in a temporary place; PATH is from the current folder, as in `git show`.

    Raises InputError for a commit or path that is not there. Nothing is fetched.
    """
    label = f"{commit}:{path}"
    top = _git(["rev-parse", "--show-prefix"], label).decode("utf-8", "surrogateescape").strip()
    _git(["rev-parse", "--verify", "--quiet", "--end-of-options", f"{commit}^{{tree}}"], label, f"no commit '{commit}'")
    inside = _from_top(top, path)
    name = f"{commit}:{inside}"
    kind = _git(["cat-file", "-t", name], label, f"not in commit '{commit}'").strip()
    with tempfile.TemporaryDirectory(prefix="tenderkit-") as folder:
        place = Path(folder) / (PurePosixPath(inside).name or "set")
        if kind == b"blob":
            place.write_bytes(_blob(name, label))
            yield place
            return
        place.mkdir()
        for entry in _git(["ls-tree", "-r", "-z", "--full-tree", name], label).split(b"\0"):
            about, _, raw = entry.partition(b"\t")
            mode, _, rest = about.partition(b" ")
            parts = PurePosixPath(os.fsdecode(raw)).parts
            # Symbolic links and submodules are no documents; ".." no git would write.
            if not mode.startswith(b"100") or ".." in parts or not parts:
                continue
            file = place.joinpath(*parts)
            file.parent.mkdir(parents=True, exist_ok=True)
            readable = file.suffix.lower() in SUFFIXES  # of other files the name is enough
            file.write_bytes(_blob(rest.split()[1].decode(), f"{label}/{'/'.join(parts)}") if readable else b"")
        yield place


def _from_top(prefix: str, path: str) -> str:
    """A path from the current folder as a path from the top of the repository."""
    parts: list[str] = []
    for part in PurePosixPath(prefix, path).parts:
        if part == "..":
            if not parts:
                raise InputError("lies outside the git repository", path=path)
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)


def _blob(name: str, label: str) -> bytes:
    data = _git(["cat-file", "blob", name], label)
    if data.startswith(_POINTER):
        raise InputError(
            "is kept by git LFS; git itself holds a pointer", path=label, remedy="check the file out and compare that"
        )
    return data


def _git(arguments: list[str], label: str, problem: str = "") -> bytes:
    # A partial clone would fetch what it lacks: we never reach for the network.
    environment = {**os.environ, "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    try:
        done = subprocess.run(["git", *arguments], capture_output=True, env=environment, check=False)
    except OSError:
        raise InputError(
            "there is no such file, and git is not installed to look it up", path=label, remedy="check the name"
        ) from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        outside = any("not a git repository" in line for line in said)
        what = "there is no such file, and this is no git repository" if outside else problem or " ".join(said[:1])
        remedy = "check the name" if outside else "'git log --stat' shows commits and paths"
        raise InputError(what or "git cannot read it", path=label, remedy=remedy)
    return done.stdout
