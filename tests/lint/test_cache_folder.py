"""The cache of reports: what it gives back, when it does not, and that nothing in its folder can do harm."""

from __future__ import annotations

import json
import os
import zlib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

import pytest

from tenderkit.lint.cache import Cache, default_folder, ground_of, key_of
from tenderkit.lint.findings import DocumentReport, Evidence, Finding, Mechanism
from tenderkit.lint.stored import packed, unpacked

REPORT = DocumentReport(
    "à.md",
    "agreement",
    "nl",
    (Finding("LCK003", "auto-renewal", "warning", "Stilzwijgend", block=3, start=0, end=9, evidence="é", fix=None),),
    {"change_control": Mechanism("present", 0.71, (Evidence("7.1", 3, "…"),), ("fallback",))},
    {"words": 10, "axes": {"robustness": 0.5}, "balance": 0.25},
)
KEY = key_of("ground", "à.md", b"text", {})


def test_a_report_comes_back_as_it_was(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "new" / "folder")
    assert cache.get(KEY) is None
    cache.put(KEY, REPORT)
    assert cache.get(KEY) == REPORT
    assert [p.suffix for p in cache.folder.iterdir()] == [".report"]


@dataclass(frozen=True)
class _Inner:
    name: str
    place: int | None = None


@dataclass(frozen=True)
class _Outer:
    kind: Literal["a", "b"]
    share: float
    inner: _Inner | None = None
    many: tuple[_Inner, ...] = ()
    told: bool = False
    by_name: dict[str, _Inner] = field(default_factory=dict)


def test_new_plain_fields_of_any_dataclass_go_along() -> None:
    value = _Outer("b", 1, _Inner("x", 2), (_Inner("y"),), True, {"z": _Inner("z", 0)})
    assert unpacked(_Outer, json.loads(json.dumps(packed(value)))) == value


@pytest.mark.parametrize(
    "data", [[], {"kind": "a"}, {**packed(_Outer("a", 1.0)), "more": 1}, {**packed(_Outer("a", 1.0)), "share": "1"}]
)
def test_data_of_another_shape_is_refused(data: object) -> None:
    with pytest.raises(ValueError, match="not a stored report"):
        unpacked(_Outer, data)


@pytest.mark.parametrize("damage", [
    b"", b"\0" * 100, b"tenderkit cache 0 " + KEY.encode() + b"\n" + zlib.compress(b"{}"),
    f"tenderkit cache 1 {KEY}\n".encode() + b"half", f"tenderkit cache 1 {KEY}\n".encode() + zlib.compress(b'{"path": 1}'),
    f"tenderkit cache 1 {KEY}\n".encode() + zlib.compress(b"[" * 100_000),
    f"tenderkit cache 1 {'0' * 64}\n".encode() + zlib.compress(json.dumps(packed(REPORT)).encode()),
])  # fmt: skip
def test_a_damaged_or_foreign_entry_is_none_and_is_replaced(tmp_path: Path, damage: bytes) -> None:
    cache = Cache(tmp_path)
    cache.put(KEY, REPORT)
    (entry,) = tmp_path.iterdir()
    entry.write_bytes(damage)
    assert cache.get(KEY) is None
    cache.put(KEY, REPORT)
    assert cache.get(KEY) == REPORT


def test_a_folder_that_cannot_be_is_silently_no_cache(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    cache = Cache(tmp_path / "file" / "cache")
    cache.put(KEY, REPORT)
    assert cache.get(KEY) is None and cache.info().entries == 0 and cache.clear().entries == 0


def test_the_entries_used_longest_ago_go_first(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    keys = [key_of("ground", str(i), b"", {}) for i in range(10)]
    for age, key in enumerate(keys):
        cache.put(key, REPORT)
        os.utime(tmp_path / f"{key}.report", (1_000_000 + age, 1_000_000 + age))
    assert cache.get(keys[0]) == REPORT  # used now
    size = cache.info().size // 10
    small = Cache(tmp_path, largest=size * 5)
    small.put(KEY, REPORT)
    kept = {p.stem for p in tmp_path.iterdir()}
    assert KEY in kept and keys[0] in kept and keys[1] not in kept
    assert small.info().size <= size * 5


def test_clear_takes_leftovers_of_killed_runs_too_and_nothing_else(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put(KEY, REPORT)
    (tmp_path / ".abc.tmp").write_bytes(b"half")
    (tmp_path / "mine.txt").write_text("mine")
    assert cache.clear().entries == 2
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]


def test_the_key_tells_text_name_settings_and_ground_apart() -> None:
    keys = {
        key_of(g, n, d, s)
        for g in ("1", "2")
        for n in ("a.md", "b.md")
        for d in (b"x", b"y")
        for s in ({}, {"kind": "sla"})
    }
    assert len(keys) == 16


def test_the_ground_changes_with_rules_of_ones_own(tmp_path: Path) -> None:
    before = ground_of([tmp_path], {"select": ["LCK"]})
    assert ground_of([tmp_path], {"select": ["LCK"]}) == before != ground_of([tmp_path], {"select": ["DET"]})
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "rule.yaml").write_text("a")
    added = ground_of([tmp_path], {"select": ["LCK"]})
    (tmp_path / "own" / "rule.yaml").write_text("ab")
    assert len({before, added, ground_of([tmp_path], {"select": ["LCK"]})}) == 3


def test_where_it_lies(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("TENDERKIT_CACHE_DIR", str(tmp_path / "own"))
    assert default_folder() == tmp_path / "own"
    monkeypatch.delenv("TENDERKIT_CACHE_DIR")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert default_folder() == tmp_path / "tenderkit"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    assert default_folder() == tmp_path / "home" / ".cache" / "tenderkit"


def test_reports_differ_by_any_field() -> None:
    assert packed(REPORT) != packed(replace(REPORT, documents=2))
