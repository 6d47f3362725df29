"""What a table of roles lacks as JSON, schema name `tenderkit.roles-gaps/1`. As on the terminal, gaps may name people."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from tenderkit import __version__
from tenderkit.regie.roles.gaps import text_of
from tenderkit.regie.roles.model import PARTS, Gap, Role, RoleTable

SCHEMA = "tenderkit.roles-gaps/1"


def as_data(table: RoleTable, found: Sequence[Gap]) -> dict[str, Any]:
    """The gaps and who decides what as plain data, keys in a fixed order. Who holds a role is not told, only whether anybody does."""
    return {
        "schema": SCHEMA,
        "version": __version__,
        "language": table.language,
        "roles": [_role(role) for role in table.roles],
        "decisions": [
            {"id": one.id, "what": one.what, **{part: list(getattr(one, part)) for part in PARTS}}
            for one in table.decisions
        ],
        "apart": [{"roles": list(pair.roles), "accepted": bool(pair.accepted)} for pair in table.apart],
        "gaps": [
            {"kind": gap.kind, "role": gap.role, "text": text_of(gap, table), "place": asdict(gap.spot) if gap.spot else None}
            for gap in found
        ],
    }  # fmt: skip


def _role(role: Role) -> dict[str, Any]:
    return {
        "id": role.id,
        "side": role.side,
        "participant": role.participant or None,
        "filled": bool(role.holders),
        "deputy": bool(role.substitutes),
        "mandate": bool(role.mandate),
        "size": role.size,
        "phases": list(role.phases),
    }


def render(table: RoleTable, found: Sequence[Gap]) -> str:
    """The gaps as JSON text."""
    return json.dumps(as_data(table, found), ensure_ascii=False, indent=2) + "\n"
