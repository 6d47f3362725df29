"""Files that are there whole or not at all."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tenderkit.document.writers import write_atomically
from tenderkit.errors import InputError


def test_a_file_is_written_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "een.docx"
    write_atomically(path, b"een")
    write_atomically(path, b"twee")
    assert path.read_bytes() == b"twee"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(sys.platform == "win32", reason="permissions are others there")
def test_permissions_are_those_of_the_file_before_or_of_a_new_one(tmp_path: Path) -> None:
    path = tmp_path / "een.docx"
    path.write_bytes(b"")
    path.chmod(0o640)
    write_atomically(path, b"x")
    assert path.stat().st_mode & 0o777 == 0o640
    mask = os.umask(0o022)
    try:
        write_atomically(tmp_path / "nieuw.docx", b"x")
    finally:
        os.umask(mask)
    assert (tmp_path / "nieuw.docx").stat().st_mode & 0o777 == 0o644


def test_a_failure_on_the_way_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "een.docx"
    path.write_bytes(b"oud")

    def fail(self: Path, target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(InputError, match="No space left"):
        write_atomically(path, b"nieuw")
    assert path.read_bytes() == b"oud"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="folder does not exist"):
        write_atomically(tmp_path / "weg" / "een.docx", b"x")


def test_a_folder_in_the_place_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is a folder"):
        write_atomically(tmp_path, b"x")


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_bytes(b"")
    with pytest.raises(InputError):
        write_atomically(tmp_path / "bestand" / "een.docx", b"x")


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_keeps_leading_to_the_file(tmp_path: Path) -> None:
    real, link = tmp_path / "echt.docx", tmp_path / "link.docx"
    real.write_bytes(b"oud")
    link.symlink_to(real)
    write_atomically(link, b"nieuw")
    assert link.is_symlink() and real.read_bytes() == b"nieuw"
