"""The Code Quality report of GitLab: a JSON array, shown in merge requests."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path

from tenderkit.lint.findings import DocumentReport, Severity
from tenderkit.report.places import placed, relative, told

_SEVERITY: dict[Severity, str] = {"error": "major", "warning": "minor", "info": "info"}


def render(reports: Sequence[DocumentReport], language: str, root: Path) -> str:
    """An element for each finding. Fingerprints are told apart by the path: the same words may stand in two documents."""
    found = []
    for one in placed(reports, language):
        path = relative(one.path, root)
        name = hashlib.sha256(os.fsencode(path) + b"\0" + one.finding.fingerprint.encode()).hexdigest()[:32]
        found.append(
            {
                "description": told(one),
                "check_name": f"{one.finding.rule} {one.finding.name}",
                "fingerprint": name,
                "severity": _SEVERITY[one.finding.severity],
                "location": {"path": path, "lines": {"begin": one.line}},
            }
        )
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"
