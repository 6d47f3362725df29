"""Files that are mended: which may become which, and by what means."""

from __future__ import annotations

import datetime
from functools import cache
from pathlib import Path

from tenderkit.document.model import Document
from tenderkit.document.readers import SUFFIXES, WORD_SUFFIXES, load, read_bytes
from tenderkit.document.readers.package import Package
from tenderkit.document.revise import check_files, is_signed
from tenderkit.errors import InputError
from tenderkit.library.loading import Library, load_library
from tenderkit.lint.engine import Linter, Settings
from tenderkit.mend.outcome import Outcome
from tenderkit.mend.plan import Planner

TEXT_SUFFIXES = (".md", ".markdown", ".txt")


def target(draft: Path, output: Path | None, *, force: bool, diff: bool) -> tuple[Path | None, list[str]]:
    """The file to write (None: none), and what its owner should know. Raises InputError."""
    suffix = draft.suffix.lower()
    if suffix in WORD_SUFFIXES:
        if output is None:
            if diff:
                return None, []
            raise InputError(
                "say where the mended copy goes", path=draft, remedy="add -o OUT.docx, or --diff to look first"
            )
        return output, check_files(draft, output, force)
    if suffix not in TEXT_SUFFIXES:
        known = ", ".join((*WORD_SUFFIXES, *TEXT_SUFFIXES))
        what = (
            "this kind of file is read, but not mended" if suffix in SUFFIXES else "files of this kind are not mended"
        )
        raise InputError(what, path=draft, remedy=f"mended are: {known}")
    if output is None:
        return (None if diff else draft), []
    if output.suffix.lower() not in TEXT_SUFFIXES:
        raise InputError("a text draft is mended as text", path=output, remedy=f"name it *{draft.suffix}")
    if not force and draft.exists() and output.exists() and output.samefile(draft):
        raise InputError(
            "this is the draft itself", path=output, remedy="leave out -o to mend it in place, or add --force"
        )
    return output, []


def moment(date: str | None) -> str:
    """A date as Word writes it, "" for none. Raises InputError."""
    if not date:
        return ""
    try:
        return f"{datetime.date.fromisoformat(date).isoformat()}T00:00:00Z"
    except ValueError:
        raise InputError(f"'{date}' is no date", place="--date", remedy="write it as 2026-01-31") from None


@cache
def _library(language: str) -> Library:
    return load_library(language)


def mend(
    draft: Path, linter: Linter, settings: Settings, stance: str, safe: bool, date: str
) -> tuple[Document, Outcome]:
    """The draft as it is, and mended. Raises InputError."""
    planner = Planner(linter, _library, stance, safe)
    data = load(draft)
    if draft.suffix.lower() in WORD_SUFFIXES:
        from tenderkit.mend.word import mend_word

        outcome = mend_word(data, str(draft), planner, settings, date)
    else:
        from tenderkit.mend.plain import mend_text

        outcome = mend_text(data, str(draft), planner, settings)
    return read_bytes(data, str(draft)), outcome


def warnings(draft: Path, outcome: Outcome) -> list[str]:
    """What the owner of a draft should know beside what was done."""
    if draft.suffix.lower() in WORD_SUFFIXES and is_signed(Package(outcome.data, str(draft))):
        return [f"{draft}: is digitally signed; the signature does not hold for the mended copy"]
    return []
