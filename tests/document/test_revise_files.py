"""What may be written where, and what its owner should know."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tenderkit.document.readers.package import Package
from tenderkit.document.revise import check_files, is_signed
from tenderkit.errors import InputError


@pytest.mark.parametrize(
    ("draft", "output", "says"),
    [("a.md", "b.docx", "a.md: this is no Word file"), ("a.docx", "b.pdf", "b.pdf: this is no name for a Word file")],
)
def test_only_word_files(draft: str, output: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        check_files(Path(draft), Path(output), force=False)


def test_the_draft_itself_only_with_force(tmp_path: Path) -> None:
    draft = tmp_path / "a.docx"
    draft.write_bytes(b"x")
    (tmp_path / "b.docx").symlink_to(draft)
    for name in ("a.docx", "../" + tmp_path.name + "/a.docx", "b.docx"):
        with pytest.raises(InputError, match="the draft itself"):
            check_files(draft, tmp_path / name, force=False)
        assert check_files(draft, tmp_path / name, force=True) == []


def test_a_name_under_which_word_does_not_open_it() -> None:
    (warning,) = check_files(Path("a.docm"), Path("b.docx"), force=False)
    assert "b.docx" in warning and ".docm" in warning
    assert check_files(Path("a.DOCX"), Path("b.docx"), force=False) == []


def test_a_signature_is_known(docx: Callable[..., bytes], archive: Callable[..., bytes]) -> None:
    assert not is_signed(Package(docx("<w:p/>"), "a.docx"))
    assert is_signed(Package(archive({"_xmlsignatures/origin.sigs": b""}), "a.docx"))
