"""What a session came to, as JSON, schema name `tenderkit.session/1`."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from tenderkit import __version__
from tenderkit.regie.scenarios.outcome import Outcome, Scored
from tenderkit.regie.scenarios.scorebook import SIDES
from tenderkit.regie.scenarios.session_report import notice_text, proposals
from tenderkit.regie.scenarios.wording import Wording

SCHEMA = "tenderkit.session/1"


def render(outcome: Outcome, wording: Wording) -> str:
    """The outcome as JSON text; titles and notices in the language of `wording`."""
    data = {
        "schema": SCHEMA,
        "version": __version__,
        "observers": list(outcome.observers),
        "scenarios": [_scenario(one, wording) for one in outcome.scored],
        "actions": [asdict(action) for action in outcome.actions],
        "notices": [
            {"file": n.place.file, "sheet": n.place.sheet, "cell": n.place.cell, "message": notice_text(n, wording)}
            for n in outcome.notices
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _scenario(one: Scored, wording: Wording) -> dict[str, Any]:
    return {
        "id": one.scenario.id,
        "title": one.scenario.title.get(wording.language),
        "findings": list(one.findings),
        "result": one.result,
        "difference": one.difference,
        "totals": {side: one.total(side) for side in SIDES},
        "points": one.points,
        "remarks": [{"criterion": c, "remark": text, "observer": who} for c, text, who in one.remarks],
        "actions": [asdict(action) for action in one.actions],
        "proposals": [{"mechanism": key or None, "action": text} for key, text in proposals(one, wording)],
    }
