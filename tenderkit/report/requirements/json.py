"""The register of requirements as JSON, schema name `tenderkit.requirements/1`."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from tenderkit import __version__
from tenderkit.regie.register.model import Conflict, Entry, Similar
from tenderkit.regie.register.register import Register
from tenderkit.regie.register.workbook import notice_lines

SCHEMA = "tenderkit.requirements/1"


def as_data(register: Register) -> dict[str, Any]:
    """The register as plain data, keys in a fixed order. A vote that cannot be read is "?"."""
    return {
        "schema": SCHEMA,
        "version": __version__,
        "language": register.language,
        "participants": list(register.participants),
        "requirements": [_entry(entry) for entry in register.entries],
        "conflicts": [_conflict(conflict) for conflict in register.conflicts],
        "similar": [_similar(pair, register) for pair in register.similar],
        "core": [entry.id for entry in register.core],
        "own": {who: [entry.id for entry in register.only(who)] for who in register.participants},
        "must_ratio": round(register.must_ratio, 4),
        "wishes": [
            {"key": w.key, "participant": w.participant, "text": w.text, "vote": w.vote, "given": w.given, "place": asdict(w.place)}
            for w in register.wishes
        ],
        "notices": [{"place": place, "text": text} for place, text in notice_lines(register)],
    }  # fmt: skip


def _entry(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "text": entry.fields["statement"],
        "kind": entry.fields["kind"] or None,
        "level": entry.level or None,
        "votes": dict(sorted(entry.votes.items())),
        "wishes": [wish.key for wish in entry.wishes],
        "signals": list(entry.signals),
        "conflicts": list(entry.conflicts),
        "filled_in": {name: text for name, text in entry.fields.items() if text and name not in ("statement", "kind")},
        "own": dict(entry.own),
    }


def _conflict(conflict: Conflict) -> dict[str, Any]:
    return {
        "id": conflict.id,
        "kind": conflict.kind,
        "wishes": list(conflict.keys),
        "subject": conflict.subject,
        "positions": dict(conflict.positions),
        "differs": conflict.differs,
        "module": conflict.module,
        "filled_in": {name: text for name, text in conflict.fields.items() if text},
        "own": dict(conflict.own),
    }


def _similar(pair: Similar, register: Register) -> dict[str, Any]:
    return {
        "wishes": list(pair.keys),
        "likeness": round(pair.score, 2),
        "because": pair.because,
        "differs": pair.differs,
        "decision": register.decisions.merges[pair.keys].decision,
    }


def render(register: Register) -> str:
    """The register as JSON text."""
    return json.dumps(as_data(register), ensure_ascii=False, indent=2) + "\n"
