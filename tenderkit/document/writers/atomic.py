"""Files that are there whole or not at all."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tenderkit.errors import InputError


def write_atomically(path: Path, data: bytes) -> None:
    """Writes a file beside its place and moves it there, so that no half-written file is ever seen.

    Keeps the permissions of a file that it replaces. Raises InputError when the place cannot be written.
    """
    path = Path(path)
    if path.is_dir():
        raise InputError("is a folder, a file would be written there", path=path, remedy="give the name of a file")
    place = path.resolve() if path.is_symlink() else path
    if path.exists() and not path.is_file():
        _write_through(path, data)
        return
    beside: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=f".{place.name[:40]}.", suffix=".tmp", dir=place.parent)
        beside = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(_mode(place))
        beside.replace(place)
    except FileNotFoundError:
        raise InputError(
            "the folder does not exist", path=path, remedy=f"make the folder {path.parent} first"
        ) from None
    except NotADirectoryError:
        raise InputError("does not stand in a folder", path=path, remedy="check the path") from None
    except PermissionError:
        remedy = "close the file where it is open, or choose another place"
        raise InputError("may not be written", path=path, remedy=remedy) from None
    except OSError as error:
        problem = f"cannot be written: {error.strerror or error}"
        raise InputError(problem, path=path, remedy="choose another place") from None
    finally:
        if beside is not None:
            with contextlib.suppress(OSError):
                beside.unlink(missing_ok=True)


def make_folder(folder: Path) -> None:
    """Makes a folder, with those above it, unless it is there; raises InputError where that cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise InputError("is a file, not a folder", path=folder, remedy="give another folder") from None
    except OSError as error:
        raise InputError(f"cannot be made: {error.strerror or error}", path=folder) from None


def write_together(folder: Path, files: Mapping[Path, bytes]) -> None:
    """Makes a folder, if it is not there, and writes files into it; raises InputError when that cannot be done."""
    make_folder(folder)
    for path, data in files.items():
        write_atomically(path, data)


def check_place(path: Path) -> None:
    """Whether a file can be written there, as far as can be told before; raises InputError when not."""
    path = Path(path)
    if path.is_dir():
        raise InputError("is a folder, a file would be written there", path=path, remedy="give the name of a file")
    place = path.resolve() if path.is_symlink() else path
    if not place.parent.exists():
        remedy = f"make the folder {path.parent} first"
        raise InputError("the folder does not exist", path=path, remedy=remedy)
    if not place.parent.is_dir():
        raise InputError("does not stand in a folder", path=path, remedy="check the path")
    if not os.access(place.parent, os.W_OK | os.X_OK):
        remedy = "choose another place, or have the folder made yours to write in"
        raise InputError("may not be written", path=path, remedy=remedy)


def _write_through(path: Path, data: bytes) -> None:
    """Writes to a device or a pipe (/dev/stdout, /dev/null): those are never replaced by a file."""
    try:
        with path.open("wb", buffering=0) as device:
            view = memoryview(data)
            while view:
                view = view[device.write(view) :]
    except BrokenPipeError:
        raise
    except OSError as error:
        problem = f"cannot be written: {error.strerror or error}"
        raise InputError(problem, path=path, remedy="choose another place") from None


def _mode(path: Path) -> int:
    """The permissions of the file that is there, or those of a new one."""
    try:
        return path.stat().st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
