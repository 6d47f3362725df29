"""What earlier runs found, so that a document that did not change need not be linted again.

An entry is a file named after everything that the report rests on: the text of the document, how it is linted, the rules,
the models and this program. Entries are written beside their place and moved there, so that several runs may share a
folder; what cannot be read is no entry; what cannot be written is not kept. The folder is bounded: the entries that were
used longest ago go first.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
import tempfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tenderkit import __version__
from tenderkit.lint.findings import DocumentReport
from tenderkit.lint.stored import packed, unpacked

FORM = "tenderkit cache 1"
LARGEST = 100 * 1024 * 1024  # bytes of all entries together
KEPT = 0.8  # share of that which is kept when it is exceeded
_ENDING = ".report"


def default_folder() -> Path | None:
    """TENDERKIT_CACHE_DIR, or the folder of this user's caches; None where there is no telling."""
    told = os.environ.get("TENDERKIT_CACHE_DIR")
    if told:
        return Path(told)
    if sys.platform == "win32":
        home = os.environ.get("LOCALAPPDATA")
        return Path(home) / "tenderkit" / "cache" if home else None
    # A relative path there is to be ignored (XDG base directory specification).
    named = os.environ.get("XDG_CACHE_HOME", "")
    if sys.platform != "darwin" and Path(named).is_absolute():
        return Path(named) / "tenderkit"
    try:
        return Path.home() / ("Library/Caches" if sys.platform == "darwin" else ".cache") / "tenderkit"
    except RuntimeError:
        return None


@dataclass(frozen=True, slots=True)
class Info:
    """What lies in a cache: the number of entries, and the bytes of all together."""

    entries: int
    size: int


class Cache:
    """The cache in a folder, which need not be there yet."""

    def __init__(self, folder: Path, largest: int = LARGEST) -> None:
        self.folder = folder
        self._largest = largest
        self._written = 0

    def get(self, key: str) -> DocumentReport | None:
        """The report under that key; None when there is none, or none that can be read."""
        place = self._place(key)
        try:
            head, _, body = place.read_bytes().partition(b"\n")
            if head.decode("ascii") != f"{FORM} {key}":
                return None
            report = unpacked(DocumentReport, json.loads(zlib.decompress(body)))
            assert isinstance(report, DocumentReport)
        except (OSError, ValueError, TypeError, RecursionError, zlib.error):
            return None
        with contextlib.suppress(OSError):
            os.utime(place)  # used: not the first to go
        return report

    def put(self, key: str, report: DocumentReport) -> None:
        """Keeps a report; where nothing may be written, it is not kept."""
        body = zlib.compress(json.dumps(packed(report), ensure_ascii=False).encode("utf-8", "surrogatepass"), 1)
        beside: Path | None = None
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=".", suffix=".tmp", dir=self.folder)
            beside = Path(name)
            with os.fdopen(handle, "wb") as file:
                file.write(f"{FORM} {key}\n".encode("ascii") + body)
            beside.replace(self._place(key))
            beside = None
        except OSError:
            return
        finally:
            if beside is not None:
                with contextlib.suppress(OSError):
                    beside.unlink(missing_ok=True)
        if not self._written or self._written > self._largest // 10:
            self._evict()
            self._written = 0
        self._written += len(body) + 1

    def info(self) -> Info:
        """How much lies there."""
        sizes = [size for _, size, _ in self._entries()]
        return Info(len(sizes), sum(sizes))

    def clear(self) -> Info:
        """Takes every entry away, also half-written ones of runs that were killed; says how much that was."""
        gone = [(size, path) for _, size, path in (*self._entries(), *self._entries(".tmp")) if _removed(path)]
        return Info(len(gone), sum(size for size, _ in gone))

    def _evict(self) -> None:
        entries = sorted(self._entries())
        total = sum(size for _, size, _ in entries)
        if total <= self._largest:
            return
        for _, size, path in entries:
            if total <= KEPT * self._largest:
                return
            _removed(path)
            total -= size

    def _entries(self, ending: str = _ENDING) -> list[tuple[int, int, Path]]:
        """When last used, size and place of each entry."""
        found = []
        with contextlib.suppress(OSError), os.scandir(self.folder) as items:
            for item in items:
                if item.name.endswith(ending):
                    with contextlib.suppress(OSError):
                        status = item.stat(follow_symlinks=False)
                        found.append((status.st_mtime_ns, status.st_size, Path(item.path)))
        return found

    def _place(self, key: str) -> Path:
        return self.folder / f"{key}{_ENDING}"


def _removed(path: Path) -> bool:
    try:
        path.unlink()
    except OSError:
        return False
    return True


def key_of(ground: str, name: str, data: bytes, settings: Mapping[str, object]) -> str:
    """The key of the report on a document with that name and those bytes; `ground`: see ground_of."""
    told = json.dumps([ground, name, settings], sort_keys=True, default=str)
    return hashlib.sha256(told.encode("utf-8", "surrogatepass") + b"\0" + data).hexdigest()


def ground_of(folders: Iterable[Path], told: object = None) -> str:
    """A name for what every report rests on: this program, the files in the folders, and what was `told` besides.

    Files are known by name, size and time of their last change: reading them all would take longer than the rest of a run
    over a document that is known.
    """
    found = hashlib.sha256(json.dumps([FORM, __version__, sys.version_info[:2], told], default=str).encode())
    for folder in folders:
        found.update(f"\0{folder}".encode("utf-8", "surrogatepass"))
        for name, size, changed in sorted(_files(str(folder))):
            found.update(f"\0{name}\0{size}\0{changed}".encode("utf-8", "surrogatepass"))
    return found.hexdigest()


def _files(folder: str) -> list[tuple[str, int, int]]:
    found = []
    try:
        with os.scandir(folder) as items:
            for item in items:
                if item.name.startswith(".") or item.name == "__pycache__":
                    continue
                if item.is_dir(follow_symlinks=False):
                    found += _files(item.path)
                else:
                    status = item.stat()
                    found.append((item.path, status.st_size, status.st_mtime_ns))
    except OSError:
        pass
    return found
