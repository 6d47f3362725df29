"""Workflow commands of GitHub Actions: annotations in the log and beside the files of a pull request."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tenderkit.lint.findings import SEVERITIES, DocumentReport, Severity
from tenderkit.report.places import Placed, placed, relative, told

_COMMAND: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}


def render(reports: Sequence[DocumentReport], language: str, root: Path) -> str:
    """A command for each finding, the most severe first: GitHub shows the first ten of a kind in a step."""
    found = sorted(placed(reports, language), key=lambda one: SEVERITIES.index(one.finding.severity))
    return "".join(_command(one, root) + "\n" for one in found)


def _command(one: Placed, root: Path) -> str:
    finding = one.finding
    properties = {
        "file": relative(one.path, root),
        "line": str(one.line),
        "title": f"{finding.rule} {finding.name}",
    }
    told_by = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{_COMMAND[finding.severity]} {told_by}::{_data(told(one))}"


def _data(text: str) -> str:
    """What a command says, with the characters that would end it written out."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
