"""Readiness as text for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from tenderkit.regie.readiness.papers import who_and_when
from tenderkit.regie.readiness.telling import Rows, Section
from tenderkit.regie.readiness.texts import texts
from tenderkit.regie.readiness.told import Told

_SHORT = 30  # characters that a column may have beside others; what is longer stands below, on lines of its own
_NOT_HERE = ("answers",)  # everybody has those in their own file


def render(told: Told, width: int = 100) -> str:
    """The report as text of at most `width` characters, where words allow."""
    words = texts()[told.language]
    lines = [words["title"], f"  {who_and_when(told.readiness, told.language)}", ""]
    for part in told.parts:
        if part.key not in _NOT_HERE:
            lines += [part.title, *_part(part, width), ""]
    return "\n".join(lines).rstrip() + "\n"


def _part(part: Section, width: int) -> Iterator[str]:
    if not part.rows:
        yield f"  {part.nothing}"
        return
    yield from _table(part.rows, width)


def _table(rows: Rows, width: int) -> Iterator[str]:
    sizes = [max(len(line) for row in rows for line in row[i].split("\n")) for i in range(len(rows[0]))]
    # The first column names the row: it always begins the line.
    short = [i for i, n in enumerate(sizes) if not i or (n <= _SHORT and not any("\n" in row[i] for row in rows))]
    long = [i for i in range(len(sizes)) if i not in short]
    if not long or len(short) > 2:
        yield "  " + _line(rows[0], short, sizes)
    for row in rows[1:]:
        yield "  " + _line(row, short, sizes)
        for i in long:
            for line in row[i].split("\n"):
                if line:
                    yield from textwrap.wrap(line, width, initial_indent=" " * 6, subsequent_indent=" " * 8)


def _line(row: Sequence[str], columns: Sequence[int], sizes: Sequence[int]) -> str:
    return "  ".join(row[i].ljust(sizes[i]) for i in columns).rstrip()
