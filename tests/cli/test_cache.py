"""The cache, progress and pipes as a user of the command line meets them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tenderkit.cli.options import FORMATS

TEXT = "# Overeenkomst\n\n7.1 De overeenkomst wordt stilzwijgend met twee jaar verlengd door de partijen.\n"
HEAVY = ("spacy", "numpy", "lxml", "tenderkit.lint.engine", "tenderkit.language.patterns")


def lint(folder: Path, *more: str) -> subprocess.CompletedProcess[bytes]:
    arguments = [sys.executable, "-m", "tenderkit", "lint", "draft.md", "--cache-dir", "cache", *more]
    return subprocess.run(arguments, cwd=folder, capture_output=True, timeout=300)


@pytest.mark.parametrize("format_", FORMATS)
def test_a_known_document_gives_the_same_bytes_in_every_format(tmp_path: Path, format_: str) -> None:
    (tmp_path / "draft.md").write_text(TEXT)
    fresh = lint(tmp_path, "--format", format_, "--no-cache")
    assert not (tmp_path / "cache").exists() and b"LCK003" in fresh.stdout
    first, again = (lint(tmp_path, "--format", format_) for _ in range(2))
    assert (tmp_path / "cache").is_dir()
    for run in (first, again):
        assert (run.stdout, run.stderr, run.returncode) == (fresh.stdout, fresh.stderr, fresh.returncode)


def test_a_known_document_needs_no_rules_and_no_models(tmp_path: Path) -> None:
    (tmp_path / "draft.md").write_text(TEXT)
    lint(tmp_path)
    code = (
        "import sys, tenderkit.cli.main as m\n"
        "sys.argv = ['tenderkit', 'lint', 'draft.md', '--cache-dir', 'cache', '--format', 'json']\n"
        f"try:\n    m.main()\nexcept SystemExit:\n    print([n for n in {HEAVY!r} if n in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stderr == "[]\n"


def test_two_runs_at_once_and_a_damaged_entry(tmp_path: Path) -> None:
    (tmp_path / "draft.md").write_text(TEXT)
    arguments = [sys.executable, "-m", "tenderkit", "lint", "draft.md", "--cache-dir", "cache"]
    runs = [subprocess.Popen(arguments, cwd=tmp_path, stdout=subprocess.PIPE) for _ in range(2)]
    said = {run.communicate(timeout=300)[0] for run in runs}
    assert len(said) == 1
    (entry,) = (tmp_path / "cache").iterdir()
    entry.write_bytes(b"tenderkit cache 0\nold")
    assert {lint(tmp_path).stdout} == said
    assert entry.read_bytes().startswith(b"tenderkit cache 1")


def test_info_and_clear(tmp_path: Path, tenderkit) -> None:
    (tmp_path / "draft.md").write_text(TEXT)
    lint(tmp_path)
    assert "cache: 1 documents" in tenderkit("cache", "info", "--cache-dir", "cache", cwd=tmp_path).stdout
    assert "1 files removed" in tenderkit("cache", "clear", "--cache-dir", "cache", cwd=tmp_path).stdout
    assert list((tmp_path / "cache").iterdir()) == []


def test_a_reader_that_stops_reading_is_no_error(tmp_path: Path) -> None:
    for n in range(30):
        (tmp_path / f"d{n}.md").write_text(TEXT * 30)
    run = subprocess.Popen(
        [sys.executable, "-m", "tenderkit", "lint", ".", "--format", "json"],
        cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert run.stdout is not None and run.stderr is not None
    run.stdout.read(100)
    run.stdout.close()
    assert run.stderr.read() == b""  # and no progress where there is no terminal
    assert run.wait(timeout=300) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="opens a pseudo-terminal")
def test_progress_is_shown_on_a_terminal(tmp_path: Path) -> None:
    import os
    import pty

    for n in range(3):
        (tmp_path / f"d{n}.md").write_text(TEXT)
    ours, theirs = pty.openpty()
    arguments = [sys.executable, "-m", "tenderkit", "lint", ".", "--output-file", "out.txt"]
    subprocess.run(arguments, cwd=tmp_path, stderr=theirs, timeout=300, check=False)
    os.close(theirs)
    assert b"100%" in os.read(ours, 100_000)
    os.close(ours)
