"""The JSON of lint and check; its shape is fixed by schema name `tenderkit.lint/1`."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from tenderkit import __version__
from tenderkit.lint.findings import SEVERITIES, DocumentReport, Finding

SCHEMA = "tenderkit.lint/1"


def as_data(reports: Sequence[DocumentReport]) -> dict[str, Any]:
    """The reports as plain data, keys in a fixed order."""
    counts = Counter(f.severity for r in reports for f in r.findings)
    return {
        "schema": SCHEMA,
        "version": __version__,
        "documents": [_document(r) for r in reports],
        "summary": {severity: counts[severity] for severity in SEVERITIES},
    }


def _document(report: DocumentReport) -> dict[str, Any]:
    return {
        "path": report.path,
        "kind": report.kind,
        "language": report.language,
        "findings": [_finding(f) for f in report.findings],
        "mechanisms": {
            key: {
                "state": state.state,
                "completeness": state.completeness,
                "evidence": [asdict(e) for e in state.evidence],
                "missing": [name.removeprefix("x_").lower() for name in state.missing],
            }
            for key, state in report.mechanisms.items()
        },
        "measures": dict(report.measures),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    data = asdict(finding)
    if not finding.page:  # most formats have no pages of their own
        del data["page"]
    return data


def render(reports: Sequence[DocumentReport]) -> str:
    """The reports as JSON text."""
    return json.dumps(as_data(reports), ensure_ascii=False, indent=2) + "\n"
