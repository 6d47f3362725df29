"""The table to begin with: the roles of the catalogue, or those that a tender file has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tenderkit.language import Language
from tenderkit.regie.roles.catalogue import KnownRole, catalogue
from tenderkit.regie.roles.model import Apart, Decision, Role, RoleTable

if TYPE_CHECKING:
    from tenderkit.compose.tender import Tender


def empty_table(language: Language, tender: Tender | None = None) -> RoleTable:
    """A table without names. With a tender: its roles first, as they stand there, then what the catalogue has besides; roles that
    each participant has get a row for each."""
    own = {role.id: role for role in tender.roles} if tender else {}
    rows: list[Role] = []
    for known in catalogue().roles:
        rows += _rows(known, language, tender)
    for id_, role in own.items():
        if not any(row.id == id_ for row in rows):
            rows.append(Role(id_, role.name, role.side, tasks=tuple(role.tasks), mandate=role.mandate))
    rows.sort(key=lambda row: row.side == "supplier")  # the order within a side stays
    decisions = tuple(
        Decision(one.id, one.what.get(language), one.accountable, one.responsible, one.consulted, one.informed)
        for one in catalogue().decisions
    )
    apart = tuple(Apart(pair.roles, pair.why.get(language)) for pair in catalogue().apart)
    return RoleTable(language, tuple(rows), decisions, apart)


def _rows(known: KnownRole, language: Language, tender: Tender | None) -> list[Role]:
    own = next((role for role in tender.roles if role.id == known.id), None) if tender else None
    places = [""]
    if known.per_participant and tender:
        places = [p.short for p in tender.participants if p.role != "joinable"] or [""]
    return [
        Role(
            known.id,
            own.name if own else known.name.get(language),
            own.side if own else known.side,
            place,
            tuple(own.tasks) if own else known.tasks.get(language),
            own.mandate if own else "",
            known.competences.get(language),
            phases=known.phases,
        )
        for place in places
    ]
