"""Readiness as JSON, schema name `tenderkit.readiness/1`."""

from __future__ import annotations

import json
from typing import Any

from tenderkit import __version__
from tenderkit.regie.readiness.model import Assessment, Contradiction, Gate
from tenderkit.regie.readiness.telling import notice_lines
from tenderkit.regie.readiness.told import Told

SCHEMA = "tenderkit.readiness/1"


def as_data(told: Told) -> dict[str, Any]:
    """Readiness as plain data, keys in a fixed order."""
    readiness, language = told.readiness, told.language
    return {
        "schema": SCHEMA,
        "version": __version__,
        "language": language,
        "mean": readiness.mean,
        "scores": dict(readiness.scores),
        "gates": {id_: _gate(gate) for id_, gate in readiness.gates.items()},
        "participants": [
            {
                "id": who,
                "name": moments[-1].moment.name,
                "supplier": moments[-1].moment.supplier,
                "moments": [_moment(a, language) for a in moments],
            }
            for who, moments in readiness.history.items()
        ],
        "compared": readiness.compared,
        "spreads": [{"question": s.question, "levels": dict(s.levels)} for s in readiness.spreads],
        "advice": [
            {
                "question": a.question,
                "levels": dict(a.levels),
                "gates": list(a.gates),
                "contradicted": a.contradicted,
                "text": a.text.get(language),
                "clauses": list(a.clauses),
                "documents": list(a.documents),
                "roles": list(a.roles),
            }
            for a in readiness.advice
        ],
        "notices": [{"place": place, "text": text} for place, text in notice_lines(told.notices, language)],
    }


def _gate(gate: Gate) -> dict[str, Any]:
    return {
        "passed": gate.passed,
        "mean": gate.mean,
        "minimum": gate.minimum,
        "knock_outs": [
            {
                "reason": k.reason,
                "participant": k.participant or None,
                "question": k.question or None,
                "level": k.level,
                "minimum": k.minimum if k.level is not None or k.question else None,
                "subject": k.subject or None,
            }
            for k in gate.knock_outs
        ],
    }


def _moment(one: Assessment, language: str) -> dict[str, Any]:
    return {
        "date": one.moment.date or None,
        "path": one.moment.path,
        "mean": one.mean,
        "scores": dict(one.scores),
        "answered": one.answered,
        "gates": {id_: _gate(gate) for id_, gate in one.gates.items()},
        "unproven": list(one.unproven),
        "contradictions": [_contradiction(c, language) for c in one.contradictions],
        "answers": {
            q: {
                "level": a.level,
                "given": a.given,
                "evidence": a.evidence,
                "who": a.who,
                "date": a.date,
                "note": a.note,
            }
            for q, a in one.moment.answers.items()
        },
    }


def _contradiction(one: Contradiction, language: str) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "questions": list(one.questions),
        "text": one.text.get(language),
        "subject": one.subject or None,
        "shown": one.shown or None,
        "clause": one.clause or None,
    }


def render(told: Told) -> str:
    """Readiness as JSON text."""
    return json.dumps(as_data(told), ensure_ascii=False, indent=2) + "\n"
