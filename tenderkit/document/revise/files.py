"""Which file may become which."""

from __future__ import annotations

from pathlib import Path

from tenderkit.document.readers import WORD_SUFFIXES
from tenderkit.errors import InputError


def check_files(draft: Path, output: Path, force: bool) -> list[str]:
    """Whether a Word draft may be written to that output after changes; what its owner should know beforehand.

    `force`: the output may be the draft itself. Raises InputError.
    """
    known = ", ".join(WORD_SUFFIXES)
    if draft.suffix.lower() not in WORD_SUFFIXES:
        raise InputError("this is no Word file", path=draft, remedy=f"comments are written into Word files: {known}")
    if output.suffix.lower() not in WORD_SUFFIXES:
        raise InputError("this is no name for a Word file", path=output, remedy=f"name it *{draft.suffix}")
    if not force and draft.exists() and output.exists() and output.samefile(draft):
        remedy = "give the copy a name of its own, or allow this with --force"
        raise InputError("this is the draft itself", path=output, remedy=remedy)
    if output.suffix.lower() != draft.suffix.lower():
        return [
            f"{output}: Word opens the copy of a *{draft.suffix} file only under a name that ends in {draft.suffix}"
        ]
    return []
