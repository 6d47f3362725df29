"""What is published of a table of roles: the organisation annex of the agreement, and the roles of the tender file. No names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import yaml

from tenderkit.compose.sandbox import names, render
from tenderkit.document.model import Document
from tenderkit.document.readers.markdown import parse
from tenderkit.regie.roles.catalogue import Side, catalogue
from tenderkit.regie.roles.discretion import without_names
from tenderkit.regie.roles.gaps import title_of
from tenderkit.regie.roles.model import PARTS, Role, RoleTable
from tenderkit.regie.tables import slug

FOLDER = Path(__file__).parent


def annex(table: RoleTable) -> Document:
    """The organisation annex, composed from annex.nl.md or annex.en.md."""
    accepted = {pair.roles for pair in table.apart if pair.accepted}
    table = without_names(table)
    file = FOLDER / f"annex.{table.language}.md"
    sides = {side: [_row(role) for role in merged(table, side)] for side in ("client", "supplier")}
    ids = {role.id for role in table.roles}
    apart = [pair for pair in table.apart if set(pair.roles) <= ids and pair.roles not in accepted]
    context = {
        **sides,
        "pairs": [{"client": own, "supplier": other} for own, other in _counterparts(table)],
        "decisions": [
            {"what": one.what, **{name: ", ".join(title_of(table, i) for i in getattr(one, name)) for name in PARTS}}
            for one in table.decisions
        ],
        "apart": [
            {"first": title_of(table, pair.roles[0]), "second": title_of(table, pair.roles[1]), "why": pair.why}
            for pair in apart
        ],
        "numbers": {"raci": 4, "apart": 5, "change": 5 + bool(apart)},
    }
    text = render(
        file.read_text(encoding="utf-8"),
        {name: names(value) for name, value in context.items()},
        table.language,
        path=str(file),
    )
    return replace(parse(text, file.name), language=table.language, kind="other", path="")


def merged(table: RoleTable, side: Side) -> list[Role]:
    """The roles of a side, those that participants have alike as one."""
    found: dict[tuple[object, ...], list[Role]] = {}
    for role in table.roles:
        if role.side == side:
            found.setdefault((role.id, role.name, role.tasks, role.mandate, role.needs), []).append(role)
    return [
        replace(r[0], participant=", ".join(one.participant for one in r if one.participant)) for r in found.values()
    ]


def _row(role: Role) -> dict[str, str]:
    return {"name": role.title, "tasks": "; ".join(role.tasks), "mandate": role.mandate, "needs": "; ".join(role.needs)}


def _counterparts(table: RoleTable) -> Iterator[tuple[str, str]]:
    for known in catalogue().roles:
        own, other = table.named(known.counterpart), table.named(known.id)
        if own and other and own[0].side != other[0].side:
            yield own[0].name, other[0].name


def fragment(table: RoleTable) -> str:
    """The key `roles` of a tender file; what is not whole yet is named in a comment and left out."""
    table = without_names(table)
    made, lacking = [], []
    for side in ("client", "supplier"):
        for roles in _by_id(merged(table, "client" if side == "client" else "supplier")):
            role = roles[0]
            tasks = list(dict.fromkeys(task for one in roles for task in one.tasks))
            id_ = slug(role.id)
            if tasks and role.mandate and re.match(r"[a-z]", id_):
                made.append(
                    {
                        "id": id_,
                        "name": role.name,
                        "side": role.side,
                        "tasks": tasks,
                        "mandate": " ".join(role.mandate.split()),
                    }
                )
            else:
                lacking.append(role.title)
    text = yaml.safe_dump({"roles": made}, sort_keys=False, allow_unicode=True, width=118)
    if lacking:
        left = {"nl": "Weggelaten, zonder taken of mandaat", "en": "Left out, without tasks or mandate"}[table.language]
        text += f"# {left}: {', '.join(lacking)}\n"
    return text


def _by_id(roles: Sequence[Role]) -> list[list[Role]]:
    found: dict[str, list[Role]] = {}
    for role in roles:
        found.setdefault(role.id, []).append(role)
    return list(found.values())
