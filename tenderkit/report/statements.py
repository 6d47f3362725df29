"""What a document says, statement by statement, as text or JSON."""

from __future__ import annotations

import json
from typing import Any

from tenderkit.language.statement import Statement
from tenderkit.lint.units import Unit, View

_WORDS = {
    "nl": {
        "client": "opdrachtgever", "supplier": "opdrachtnemer", "joint": "partijen", "participant": "deelnemer",
        "third": "derde", "unassigned": "niemand genoemd", "duty": "plicht", "right": "recht", "prohibition": "verbod",
        "intention": "streven", "fact": "feit", "not": "niet", "condition": "voorwaarde", "purpose": "doel",
        "at least": "ten minste", "at most": "ten hoogste", "exactly": "",
        "second": "seconde", "minute": "minuut", "hour": "uur", "day": "dag", "week": "week", "month": "maand",
        "quarter": "kwartaal", "year": "jaar",
    },
    "en": {"third": "third party", "unassigned": "nobody named", "exactly": ""},
}  # fmt: skip


def render(view: View, messages: str) -> str:
    """Every sentence that says something, with its clause number and, below it, its statements."""
    lines: list[str] = []
    for unit in view.units:
        found = view.statements(unit)
        if not found:
            continue
        number = view.document.clause_number(unit.block) or ""
        lines.append(f"{number:<8}{' '.join(view.source(unit).split())}")
        lines += (f"        - {_line(statement, messages)}" for statement in found)
    return "\n".join(lines) + ("\n" if lines else "")


def render_json(view: View) -> str:
    """The same as JSON: one object for each statement, with the sentence it stands in."""
    rows = [_row(view, unit, statement) for unit in view.units for statement in view.statements(unit)]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def _line(statement: Statement, messages: str) -> str:
    words = _WORDS[messages]

    def say(word: str) -> str:
        return words.get(word, word)

    parts = [say(statement.actor), say(statement.modality)]
    parts.append(f"{say('not')} {statement.verb}" if statement.negated else statement.verb)
    if statement.object:
        parts.append(statement.object)
    for measure in statement.measures:
        bound = say(measure.bound)
        per = f" per {measure.per}" if measure.per else ""
        parts.append(f"{bound} {measure.number:g} {say(measure.unit)}{per}".strip())
    for label in ("condition", "purpose"):
        if getattr(statement, label):
            parts.append(f"{say(label)}: {' '.join(getattr(statement, label).split())}")
    return " · ".join([*parts, statement.level])


def _row(view: View, unit: Unit, statement: Statement) -> dict[str, Any]:
    return {
        "clause": view.document.clause_number(unit.block),
        "block": unit.block,
        "start": unit.start + statement.start,
        "end": unit.start + statement.end,
        "sentence": view.source(unit),
        "language": unit.language,
        "actor": statement.actor,
        "name": statement.name,
        "modality": statement.modality,
        "negated": statement.negated,
        "verb": statement.verb,
        "object": statement.object,
        "condition": statement.condition,
        "purpose": statement.purpose,
        "measures": [{"number": m.number, "unit": m.unit, "per": m.per, "bound": m.bound} for m in statement.measures],
        "level": statement.level,
    }
