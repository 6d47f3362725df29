"""A comparison as JSON, schema name `tenderkit.compare/1`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from tenderkit import __version__
from tenderkit.compare.clauses import KINDS, Change
from tenderkit.compare.comparison import Comparison, DocumentComparison
from tenderkit.compare.passages import Passage

SCHEMA = "tenderkit.compare/1"


def as_data(comparison: Comparison) -> dict[str, Any]:
    """The comparison as plain data, keys in a fixed order."""
    documents = comparison.documents
    everything = comparison.everything
    counted = [d.clauses for d in documents if d.clauses]
    return {
        "schema": SCHEMA,
        "version": __version__,
        "old": comparison.old,
        "new": comparison.new,
        "linted": comparison.linted,
        "set": _one(comparison.whole) if comparison.whole else None,
        "documents": [_one(d) for d in documents],
        "summary": {
            "clauses": {kind: sum(c.count(kind) for c in counted) for kind in KINDS},
            "findings": {
                "new": sum(len(d.findings.new) for d in everything),
                "resolved": sum(len(d.findings.resolved) for d in everything),
                "kept": sum(d.findings.kept for d in everything),
            },
        },
    }


def _one(one: DocumentComparison) -> dict[str, Any]:
    own = one.clauses
    status = "added" if one.old is None else "removed" if one.new is None else "same" if one.is_same else "changed"
    return {
        "old": one.old,
        "new": one.new,
        "kind": one.kind,
        "language": one.language,
        "status": status,
        "clauses": None if own is None else {
            "changes": [_change(c) for c in own.changes],
            "unchanged": own.unchanged,
            "renumbered": own.renumbered,
        },
        "findings": {
            "new": [asdict(f) for f in one.findings.new],
            "resolved": [asdict(f) for f in one.findings.resolved],
            "kept": one.findings.kept,
        },
        "mechanisms": {
            key: {side: _state(state) for side, state in zip(("old", "new"), states, strict=True)}
            for key, states in one.mechanisms.items()
        },
        "measures": {side: _measures(m) for side, m in zip(("old", "new"), one.measures, strict=True)},
    }  # fmt: skip


def _change(change: Change) -> dict[str, Any]:
    return {
        "kind": change.kind,
        "moved": change.moved,
        "old": [_passage(p) for p in change.old],
        "new": [_passage(p) for p in change.new],
        "words": [{"operation": e.operation, "text": e.text} for e in change.edits],
    }


def _passage(passage: Passage) -> dict[str, Any]:
    return {
        "clause": passage.number,
        "heading": passage.heading,
        "kind": passage.kind,
        "block": passage.blocks[0],
        "text": passage.text,
    }


def _state(mechanism: Any) -> dict[str, Any] | None:
    return None if mechanism is None else {"state": mechanism.state, "completeness": mechanism.completeness}


def _measures(measures: Mapping[str, object]) -> dict[str, object]:
    return {name: measures[name] for name in ("words", "coverage", "balance", "lock_in", "axes") if name in measures}


def render(comparison: Comparison) -> str:
    """The comparison as JSON text."""
    return json.dumps(as_data(comparison), ensure_ascii=False, indent=2) + "\n"
