"""Scenarios against a contract as JSON, schema name `tenderkit.scenarios/1`."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from tenderkit import __version__
from tenderkit.regie.scenarios.coverage import Answer, Coverage
from tenderkit.regie.scenarios.uncertainties import Choice
from tenderkit.regie.scenarios.wording import Wording

SCHEMA = "tenderkit.scenarios/1"


def render(coverage: Coverage, wording: Wording, choice: Choice | None = None) -> str:
    """The coverage as JSON text; titles in the language of `wording`."""
    return json.dumps(as_data(coverage, wording, choice), ensure_ascii=False, indent=2) + "\n"


def as_data(coverage: Coverage, wording: Wording, choice: Choice | None = None) -> dict[str, Any]:
    """The coverage as plain data, keys in a fixed order."""
    return {
        "schema": SCHEMA,
        "version": __version__,
        "documents": list(coverage.documents),
        "language": coverage.language,
        "coverage": round(coverage.share, 4),
        "summary": dict(coverage.counts),
        "scenarios": [
            {
                "id": one.scenario.id,
                "title": one.scenario.title.get(wording.language),
                "theme": one.scenario.theme,
                "verdict": one.verdict,
                "coverage": round(one.share, 4),
                "uncertainties": choice.ids(one.scenario.id) if choice else [],
                "mechanisms": [_answer(answer, wording) for answer in one.answers],
            }
            for one in coverage.scenarios
        ],
        "missed": [
            {"mechanism": key, "scenarios": number, "indispensable": vital}
            for key, number, vital in coverage.most_missed
        ],
        "unused": list(coverage.unused),
    }


def _answer(answer: Answer, wording: Wording) -> dict[str, Any]:
    return {
        "mechanism": answer.need.mechanism,
        "indispensable": answer.need.indispensable,
        "answers": answer.need.answers.get(wording.language),
        "status": answer.status,
        "completeness": answer.completeness,
        "clauses": [asdict(clause) for clause in answer.clauses],
        "missing": list(answer.missing),
        "fix": wording.mends(answer.need.mechanism) or None,
    }
