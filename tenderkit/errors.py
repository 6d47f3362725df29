"""The one kind of error that a user gets to see: a line that says where, what, and what would be right."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from pathlib import Path


class InputError(Exception):
    """Something that a user gave cannot be used.

    `problem` says what is wrong, `remedy` what would be right. `line` and `column` count from 1; `place` is for
    what has no lines ("clause change-control", "table 2, row 3"). `str()` gives one line.
    """

    def __init__(
        self,
        problem: str,
        *,
        path: str | Path | None = None,
        line: int | None = None,
        column: int | None = None,
        place: str = "",
        remedy: str = "",
    ) -> None:
        self.problem = problem
        self.path = str(path) if path is not None else None
        self.line = line
        self.column = column
        self.place = place
        self.remedy = remedy
        super().__init__(str(self))

    def __str__(self) -> str:
        where = self.path or ""
        if self.line is not None:
            where += f":{self.line}" + (f":{self.column}" if self.column is not None else "")
        parts = [p for p in (where, self.place, self.problem) if p]
        text = ": ".join(parts) + (f"; {self.remedy}" if self.remedy else "")
        return " ".join(text.split())


class InputErrors(Exception):
    """Several input errors that were found together."""

    def __init__(self, errors: Iterable[InputError]) -> None:
        self.errors = list(errors)
        super().__init__("\n".join(map(str, self.errors)))


def nearest(word: str, known: Iterable[str]) -> str:
    """A remedy that names the known word nearest to `word`, or lists the known words when none is near."""
    options = sorted(known)
    close = difflib.get_close_matches(word, options, n=1, cutoff=0.6)
    if close:
        return f"did you mean '{close[0]}'?"
    return "known: " + ", ".join(options) if options else ""
