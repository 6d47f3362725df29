"""The note for the officer: per document and clause what it is for, what was chosen, what to look at, where it comes from."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal
from typing import Any

from tenderkit.compose.composer import Built
from tenderkit.compose.plan import NAMES, Plan, Planned
from tenderkit.compose.sandbox import day, euro, number
from tenderkit.document.model import INTERNAL_NOTE, Block, Cell, Document
from tenderkit.library.model import Parameter

_WORDS = {
    "nl": {
        "name": "Toelichting voor de inkoper", "file": "toelichting", "title": "Toelichting bij de stukken",
        "intro": "Deze toelichting is voor intern gebruik en hoort niet bij de aanbestedingsstukken. Zij zegt per bepaling waarvoor die dient, "
                 "welke waarden zijn ingevuld en waar u op let. De teksten zijn modellen: laat een jurist ze controleren voor gebruik.",
        "choices": "Afwijkingen van de standaardkeuzes", "clause": "Bepaling", "choice": "Keuze", "reason": "Reden",
        "left": "weggelaten", "taken": "opgenomen", "serves": "Waarvoor", "stance": "Variant", "value": "Waarde", "setting": "Invulling",
        "sources": "Bronnen", "none": "Er is nergens van de standaard afgeweken.", "yes": "ja", "no": "nee",
        "firm": "stevig", "balanced": "gebalanceerd", "trust": "vertrouwen",
    },
    "en": {
        "name": "Notes for the officer", "file": "notes", "title": "Notes on the documents",
        "intro": "These notes are for internal use and are not part of the tender documents. For each clause they say what it is for, which values "
                 "were filled in and what to look at. The texts are models: have a lawyer check them before use.",
        "choices": "Deviations from the default choices", "clause": "Clause", "choice": "Choice", "reason": "Reason",
        "left": "left out", "taken": "included", "serves": "Serves", "stance": "Stance", "value": "Value", "setting": "Setting",
        "sources": "Sources", "none": "No deviation from the defaults.", "yes": "yes", "no": "no",
        "firm": "firm", "balanced": "balanced", "trust": "trust",
    },
}  # fmt: skip


def guidance_note(plan: Plan, only: Collection[str] = ()) -> Built:
    """The note as a document of the set."""
    words = _WORDS[plan.language]
    blocks = tuple(_blocks(plan, words, only))
    title, language = words["title"], plan.language
    document = Document(blocks, title=title, language=language, kind=INTERNAL_NOTE, properties=properties_of(plan))
    return Built("notes", words["name"], words["file"], "", document)


def properties_of(plan: Plan) -> dict[str, str]:
    """What a note says about the set that it belongs to."""
    tender = plan.tender
    return {
        "subject": tender.title,
        "organisation": tender.authority.name,
        "version": tender.version,
        "status": tender.status,
        "reference": tender.reference,
        "date": day(tender.date, plan.language),
    }


def _blocks(plan: Plan, words: dict[str, str], only: Collection[str]) -> Iterator[Block]:
    yield Block("title", words["title"])
    yield Block("paragraph", words["intro"])
    table = 0
    yield Block("heading", words["choices"], 1)
    choices = plan.tender.clauses.choose
    if choices:
        yield from _row(table, 0, (words["clause"], words["choice"], words["reason"]), header=True)
        for row, choice in enumerate(choices, 1):
            said = words[choice.stance] if choice.stance else words["left"] if choice.use is False else words["taken"]
            yield from _row(table, row, (_title(plan, choice.clause), said, choice.reason))
        table += 1
    else:
        yield Block("paragraph", words["none"])
    for document in plan.documents:
        if only and document.id not in only:
            continue
        yield Block("heading", NAMES[plan.language][document.id], 1)
        for planned in document.clauses:
            clause = planned.file.clause
            stance = f" ({words[clause.stance]})" if clause.stance != "balanced" else ""
            yield Block("heading", f"{_title(plan, clause.id)}{stance}", 2)
            yield Block("paragraph", " ".join(clause.serves.split()))
            yield Block("paragraph", " ".join(clause.guidance.split()))
            if planned.values:
                yield from _row(table, 0, (words["setting"], words["value"]), header=True)
                for row, (label, value) in enumerate(_settings(plan, planned, words), 1):
                    yield from _row(table, row, (label, value))
                table += 1
            yield Block("paragraph", f"{words['sources']}: {'; '.join(clause.source)}.")


def _title(plan: Plan, id_: str) -> str:
    title = plan.library.get(id_).clause.title
    return id_ if "{" in title else title


def _row(table: int, row: int, texts: tuple[str, ...], header: bool = False) -> Iterator[Block]:
    for column, text in enumerate(texts):
        yield Block("cell", text, cell=Cell(table, row, column, header))


def _settings(plan: Plan, planned: Planned, words: dict[str, str]) -> Iterator[tuple[str, str]]:
    for name, value in planned.values.items():
        parameter = planned.file.clause.parameters[name]
        yield parameter.label, _shown(value, parameter, plan.language, words)


def _shown(value: Any, parameter: Parameter, language: str, words: dict[str, str]) -> str:
    if isinstance(value, bool):
        return words["yes"] if value else words["no"]
    if parameter.type == "money":
        return euro(value, language)
    if parameter.type == "percent":
        return f"{number(value, language)}%"
    if parameter.unit in ("jaartal", "year"):
        return str(value)  # a year, not a quantity: 2021, never 2.021
    if isinstance(value, int | float | Decimal):
        return f"{number(value, language)} {parameter.unit}".strip()
    if parameter.type == "date":
        return day(value, language)
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
