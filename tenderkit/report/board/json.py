"""The page for the board as JSON, schema name `tenderkit.report/1`."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from tenderkit import __version__
from tenderkit.lint.standing import quarter_of
from tenderkit.regie.board.telling import Board

SCHEMA = "tenderkit.report/1"
_QUARTERS = ("good-faith-but-empty", "relational-contract", "boarded-up", "rigid-but-agile-on-paper")


def as_data(board: Board) -> dict[str, Any]:
    """The page as plain data, keys in a fixed order: `moments` (the earlier one first) hold figures, `lines` the page's own words."""
    points = dict(board.points)
    return {
        "schema": SCHEMA,
        "version": __version__,
        "language": board.language,
        "title": board.title,
        "moments": [
            {
                "mark": mark,
                "quarter": _QUARTERS[quarter_of(points[mark])] if mark in points else None,
                "coverage": points[mark][0] if mark in points else None,
                "anchored_trust": points[mark][1] if mark in points else None,
                "axes": dict(axes) if isinstance(axes := measures.get("axes"), dict) else {},
                "how_ratio": measures.get("how_ratio"),
                "must_ratio": measures.get("must_ratio"),
            }
            for mark, measures in board.moments
        ],
        "lines": [asdict(line) for line in board.lines],
        "readiness": board.readiness,
        "scenarios": board.scenarios,
        "lock_ins": [{"what": what, "where": where, "weight": int(weight)} for what, where, weight in board.locks],
        "gone": board.gone,
        "table": list(board.agenda),
    }


def render(board: Board) -> str:
    """The page as JSON text."""
    return json.dumps(as_data(board), ensure_ascii=False, indent=2) + "\n"
