"""From a tender file to a plan: which clauses stand in which document, in which stance, with which values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from tenderkit.compose.sandbox import names, truth
from tenderkit.compose.tender import Tender
from tenderkit.data import Data
from tenderkit.errors import InputError, InputErrors, nearest
from tenderkit.library.loading import Library, Template
from tenderkit.library.model import ClauseFile

ANNEXED = ("guide", "requirements", "sla", "dap", "exit-plan")  # documents that are annexes of the agreement, in order
NAMES = {
    "nl": {
        "guide": "Aanbestedingsleidraad",
        "requirements": "Programma van eisen en wensen",
        "agreement": "Conceptovereenkomst",
        "sla": "Service Level Agreement (SLA)",
        "dap": "Dossier Afspraken en Procedures (DAP)",
        "exit-plan": "Exitplan (model)",
    },
    "en": {
        "guide": "Invitation to Tender",
        "requirements": "Requirements and Wishes",
        "agreement": "Draft Agreement",
        "sla": "Service Level Agreement",
        "dap": "Operations Manual",
        "exit-plan": "Exit Plan (model)",
    },
}
FILES = {
    "nl": {
        "guide": "aanbestedingsleidraad",
        "requirements": "programma-van-eisen-en-wensen",
        "agreement": "conceptovereenkomst",
        "sla": "sla",
        "dap": "dap",
        "exit-plan": "exitplan",
    },
    "en": {
        "guide": "invitation-to-tender",
        "requirements": "requirements-and-wishes",
        "agreement": "draft-agreement",
        "sla": "sla",
        "dap": "operations-manual",
        "exit-plan": "exit-plan",
    },
}
ANNEX_WORD = {"nl": "Bijlage", "en": "Annex"}


@dataclass(frozen=True)
class Planned:
    """A clause in its place, with the values of its parameters."""

    file: ClauseFile
    values: Mapping[str, Any]


@dataclass(frozen=True)
class PlannedDocument:
    """A document of the set: its template and its clauses in order."""

    id: str
    template: Template
    clauses: tuple[Planned, ...]


@dataclass(frozen=True)
class Plan:
    """The whole set, and what it was planned from."""

    tender: Tender
    library: Library
    documents: tuple[PlannedDocument, ...]
    annexes: Mapping[str, tuple[str, str]]  # id -> label ("Bijlage 2"), title
    namespace: SimpleNamespace  # the tender as templates see it

    @property
    def language(self) -> str:
        """nl or en."""
        return self.tender.language


def plan(tender: Tender, library: Library, data: Data | None = None) -> Plan:
    """Plan the set; raises InputErrors with the place in the tender file (`data`) for every choice that cannot be made."""
    source = data if data is not None else Data("", "tender")
    errors = _choices(tender, library, source)
    namespace = names(tender.model_dump())
    documents: list[PlannedDocument] = []
    for id_ in tender.documents:
        template = library.templates.get(id_)
        if template is None:
            known = nearest(id_, library.templates)
            errors.append(source.error(f"there is no template for document '{id_}'", ("documents",), known))
            continue
        clauses: list[Planned] = []
        for name in template.clauses:
            try:
                planned = _planned(name, tender, library, namespace, source, errors)
            except InputError as error:
                errors.append(error)
                continue
            if planned is not None:
                clauses.append(planned)
        documents.append(PlannedDocument(id_, template, tuple(clauses)))
    errors += _unmet(documents, tender, library, source)
    if errors:
        raise InputErrors(errors)
    return Plan(tender, library, tuple(documents), _annexes(tender), namespace)


def _choices(tender: Tender, library: Library, data: Data) -> list[InputError]:
    """What is wrong with the clause choices and parameters themselves."""
    errors: list[InputError] = []
    for i, choice in enumerate(tender.clauses.choose):
        at = ("clauses", "choose", i)
        if not library.has(choice.clause):
            errors.append(
                data.error(
                    f"no clause is called '{choice.clause}'", (*at, "clause"), nearest(choice.clause, library.ids)
                )
            )
        elif choice.stance and not library.has(choice.clause, choice.stance):
            offered = ", ".join(f.clause.stance for f in library.variants(choice.clause))
            errors.append(
                data.error(
                    f"clause '{choice.clause}' has no stance '{choice.stance}'", (*at, "stance"), f"it has: {offered}"
                )
            )
    for id_, values in tender.parameters.items():
        if not library.has(id_):
            errors.append(
                data.error(f"no clause is called '{id_}'", ("parameters", id_), nearest(id_, library.ids), key=True)
            )
            continue
        known = {name for file in library.variants(id_) for name in file.clause.parameters}
        for name in values:
            if name not in known:
                errors.append(
                    data.error(
                        f"clause '{id_}' has no parameter '{name}'",
                        ("parameters", id_, name),
                        nearest(name, known),
                        key=True,
                    )
                )
    return errors


def _planned(
    id_: str, tender: Tender, library: Library, namespace: SimpleNamespace, data: Data, errors: list[InputError]
) -> Planned | None:
    choice = next((c for c in tender.clauses.choose if c.clause == id_), None)
    if choice is not None and choice.use is False:
        return None
    stance = choice.stance if choice is not None and choice.stance else tender.clauses.stance
    file = library.get(id_, stance)
    if file.clause.status == "optional" and not (choice is not None and choice.use):
        return None
    values = _values(file, tender, namespace, data, errors)
    context = {**values, "tender": namespace}
    if file.clause.condition and not (choice is not None and choice.use):
        where = {"path": str(file.path), "place": f"condition of clause {id_}"}
        if not truth(file.clause.condition, context, tender.language, **where):
            return None
    return Planned(file, values)


def _values(
    file: ClauseFile, tender: Tender, namespace: SimpleNamespace, data: Data, errors: list[InputError]
) -> dict[str, Any]:
    """The parameters' values: from `parameters` in the tender file, else from the tender itself, else the default."""
    given = tender.parameters.get(file.clause.id, {})
    values: dict[str, Any] = {}
    for name, parameter in file.clause.parameters.items():
        at: tuple[str | int, ...] = ("parameters", file.clause.id, name)
        if name in given:
            value: Any = given[name]
        else:
            value = _from_tender(namespace, parameter.from_) if parameter.from_ else None
            at = tuple(parameter.from_.split("."))
            value = parameter.default if value is None else value
        problem = parameter.problem(value)
        if problem:
            errors.append(data.error(f"{name} of clause '{file.clause.id}' {problem} (it is {value!r})", at))
        values[name] = value
    return values


def _from_tender(namespace: SimpleNamespace, path: str) -> Any:
    value: Any = namespace
    for part in path.split("."):
        value = getattr(value, part, None)
        if value is None:
            return None
    return value


def _unmet(documents: Iterable[PlannedDocument], tender: Tender, library: Library, data: Data) -> list[InputError]:
    """Requirements of clauses on each other that the plan does not meet, and circles among them."""
    documents = list(documents)
    present = {p.file.clause.id for d in documents for p in d.clauses}
    in_reach = {name for id_ in tender.documents for t in [library.templates.get(id_)] if t for name in t.clauses}
    errors: list[InputError] = []
    for document in documents:
        for planned in document.clauses:
            for needed in planned.file.clause.requires:
                if needed in present:
                    continue
                problem = f"clause '{planned.file.clause.id}' requires '{needed}', which is not in the set"
                dropped = next((i for i, c in enumerate(tender.clauses.choose) if c.clause == needed), None)
                if dropped is not None:
                    errors.append(
                        data.error(problem, ("clauses", "choose", dropped), f"keep '{needed}' or leave out both")
                    )
                elif not library.has(needed):
                    errors.append(planned.file.data.error(problem, ("requires",), nearest(needed, library.ids)))
                elif needed in in_reach:
                    errors.append(data.error(problem, ("clauses",), f"choose '{needed}' with use: true"))
                # Else it stands in a document that this set does not build: a reference to it will say so.
    circle = find_circle({p.file.clause.id: p.file.clause.requires for d in documents for p in d.clauses})
    if circle:
        file = library.get(circle[0])
        errors.append(
            file.data.error(
                f"clauses require each other in a circle: {' -> '.join(circle)}", ("requires",), "drop one of them"
            )
        )
    return errors


def find_circle(requires: Mapping[str, Iterable[str]]) -> list[str]:
    """A circle in a dependency graph, as a path that ends where it began, or []."""
    done: set[str] = set()

    def visit(name: str, path: list[str]) -> list[str]:
        if name in path:
            return [*path[path.index(name) :], name]
        if name in done or name not in requires:
            return []
        for following in requires[name]:
            found = visit(following, [*path, name])
            if found:
                return found
        done.add(name)
        return []

    for name in sorted(requires):
        found = visit(name, [])
        if found:
            return found
    return []


def _annexes(tender: Tender) -> dict[str, tuple[str, str]]:
    """Labels and titles of the annexes: the documents of the set first, then the annexes beside them."""
    word = ANNEX_WORD[tender.language]
    listed: list[tuple[str, str]] = [(id_, NAMES[tender.language][id_]) for id_ in ANNEXED if id_ in tender.documents]
    listed += [(annex.id, annex.title) for annex in tender.annexes]
    return {id_: (f"{word} {n}", title) for n, (id_, title) in enumerate(listed, 1)}


def load_plan(path: Path, folders: Iterable[Path] = ()) -> Plan:
    """The plan of a tender file on disk."""
    from tenderkit.compose.tender import read_tender
    from tenderkit.library.loading import load_library

    tender, data = read_tender(path)
    return plan(tender, load_library(tender.language, folders), data)
