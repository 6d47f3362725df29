"""Where a finding stands, for programs that show findings beside files: which file, which line."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from tenderkit.lint.findings import DocumentReport, Finding
from tenderkit.report.words import WORDS


@dataclass(frozen=True, slots=True)
class Placed:
    """A finding with the file and line (from 1) to show it at, and `where` a person finds it ("art. 7.2 Duur")."""

    finding: Finding
    path: str
    line: int
    where: str
    language: str


def placed(reports: Sequence[DocumentReport], language: str) -> Iterator[Placed]:
    """All findings, report by report. What is about a set as a whole stands at its first document: a folder has no lines."""
    for index, report in enumerate(reports):
        for finding in report.findings:
            yield place(reports, index, finding, language)


def place(reports: Sequence[DocumentReport], index: int, finding: Finding, language: str) -> Placed:
    """One finding of the report at `index`."""
    report = reports[index]
    path = report.path
    if report.documents and index + 1 < len(reports):
        path = reports[index + 1].path
    line = report.lines.get(finding.block, 1) if finding.block is not None else 1
    spoken = language or report.language or "nl"
    return Placed(finding, path, line, where(report, finding, spoken), spoken)


def where(report: DocumentReport, finding: Finding, language: str) -> str:
    """The clause as a reader finds it, or the whole document."""
    words = WORDS[language]
    if finding.block is None:
        return words["set"] if report.documents else words["whole"]
    number = f"{words['clause']} {finding.clause}" if finding.clause else ""
    return " ".join(part for part in (number, " ".join(finding.heading.split())) if part)


def told(one: Placed) -> str:
    """All that there is to say of a finding, as a few lines of plain text."""
    finding = one.finding
    lines = [f"{one.where}: {finding.message}" if one.where else finding.message]
    if finding.evidence:
        lines.append(f"“{cut(' '.join(finding.evidence.split()), 400)}”")
    if finding.suggestion:
        fix = f" [{WORDS[one.language]['fix']} {finding.fix}]" if finding.fix else ""
        lines.append(f"→ {finding.suggestion}{fix}")
    return "\n".join(lines)


def relative(path: str, root: Path) -> str:
    """A path as seen from the folder `root`, with forward slashes; one outside of it stays absolute."""
    full = os.path.abspath(root / path)  # noqa: PTH100 - a link stays a link: its own name is what a repository knows
    try:
        return Path(full).relative_to(os.path.abspath(root)).as_posix()  # noqa: PTH100
    except ValueError:
        return Path(full).as_posix()


def uri(path: str, root: Path) -> str:
    """The same as a URI: relative and percent-encoded, or file:///... for a file outside `root`."""
    name = relative(path, root)
    encoded = quote(os.fsencode(name), safe="/")
    return f"file://{'' if encoded.startswith('/') else '/'}{encoded}" if Path(name).is_absolute() else encoded


def cut(text: str, length: int) -> str:
    """At most `length` characters."""
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"
