"""The table of roles as a file that people fill in, in Excel or YAML; read back, it is the same table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import yaml

from tenderkit.regie.roles.catalogue import catalogue
from tenderkit.regie.roles.gaps import text_of, title_of
from tenderkit.regie.roles.model import LETTERS, PARTS, Gap, Role, RoleTable
from tenderkit.regie.roles.reading import SCHEMA
from tenderkit.regie.roles.texts import WORDS
from tenderkit.regie.workbooks import add_sheet, new_book, save

_ROLE = (
    "role",
    "side",
    "participant",
    "people",
    "deputies",
    "mandate",
    "tasks",
    "needs",
    "has",
    "size",
    "phases",
    "id",
)
_DECISION = ("what", *PARTS, "id")
_APART = ("first", "second", "why", "accepted")
_WIDTHS = {"role": 30, "tasks": 48, "mandate": 40, "needs": 30, "has": 30, "people": 24, "deputies": 24, "id": 24, "what": 32,
           **dict.fromkeys(PARTS, 28), "first": 30, "second": 30, "why": 60, "accepted": 40, "gap": 80, "place": 34, "how": 110, "letter": 9}  # fmt: skip


def write_workbook(table: RoleTable, found: Sequence[Gap] | None = None) -> bytes:
    """The .xlsx: the same bytes for the same table. With `found` also what is lacking and the RACI; without, it is a form to fill
    in, with a sheet that explains it."""
    words = WORDS[table.language]
    book = new_book()
    sheet = partial(_sheet, book)
    own = list(dict.fromkeys(name for role in table.roles for name, _ in role.other))
    rows = [
        [*(_shown(role, name, table) for name in _ROLE), *(dict(role.other).get(n, "") for n in own)]
        for role in table.roles
    ]
    sheet(words["roles"], [*(words[name] for name in _ROLE), *own], rows, _ROLE)
    decisions = [
        [one.what, *("\n".join(title_of(table, i) for i in getattr(one, name)) for name in PARTS), one.id]
        for one in table.decisions
    ]
    sheet(words["decisions"], [words[name] for name in _DECISION], decisions, _DECISION)
    apart = [[*(title_of(table, id_) for id_ in pair.roles), pair.why, pair.accepted] for pair in table.apart]
    sheet(words["apart"], [words[name] for name in _APART], apart, _APART)
    if found is None:
        sizes = [f"{known.name.get(table.language)}: {known.size.get(table.language)}" for known in catalogue().roles]
        lines = [words[f"guide {n}"] for n in range(1, 5)]
        sheet(words["how"], [words["how"]], [[line] for line in (*lines, "", words["sizes"], *sizes)], ("how",))
    else:
        lacking = [
            [gap.role, text_of(gap, table), replace(gap.spot, file="").told(table.language) if gap.spot else ""]
            for gap in found
        ]
        sheet(
            words["gaps"],
            [words["role"], words["gap"], words["place"]],
            lacking,
            ("role", "gap", "place"),
            grey=True,
        )
        _matrix(sheet, table)
    return save(book)


def _sheet(
    book: Any,
    name: str,
    headers: Sequence[str],
    rows: Sequence[Sequence[Any]],
    kinds: Sequence[str],
    grey: bool = False,
) -> Any:
    return add_sheet(book, name, headers, rows, [_WIDTHS.get(kind, 16) for kind in kinds], [grey] * len(kinds))


def _matrix(sheet: Any, table: RoleTable) -> None:
    """The RACI as people know it: a row for each decision, a column for each role that has a part in one."""
    words = WORDS[table.language]
    parts = [{id_: LETTERS[name] for name in reversed(PARTS) for id_ in getattr(one, name)} for one in table.decisions]
    ids = list(dict.fromkeys(id_ for role in table.roles for id_ in (role.id,) if any(id_ in p for p in parts)))
    ids += [id_ for p in parts for id_ in p if id_ not in ids]
    ids = list(dict.fromkeys(ids))
    rows = [[one.what, *(p.get(id_, "") for id_ in ids)] for one, p in zip(table.decisions, parts, strict=True)]
    kinds = ("what", *("letter" for _ in ids))
    made = sheet(words["raci"], [words["what"], *(title_of(table, id_) for id_ in ids)], rows, kinds, grey=True)
    from openpyxl.styles import Alignment

    for cell in made[1][1:]:
        cell.alignment = Alignment(text_rotation=90, vertical="bottom", wrap_text=True)
    made.row_dimensions[1].height = 150


def _shown(role: Role, name: str, table: RoleTable) -> Any:
    words = WORDS[table.language]
    if name == "role":
        return role.name
    if name == "side":
        return words[role.side]
    if name == "phases":
        return "; ".join(words[phase] for phase in role.phases)
    value = getattr(role, name)
    return "\n".join(value) if isinstance(value, tuple) else "" if value is None else value


def write_yaml(table: RoleTable) -> str:
    """The table as YAML, to fill in or to keep in a repository that is not public."""
    roles = []
    for role in table.roles:
        value: dict[str, Any] = {"id": role.id, "role": role.name, "side": role.side}
        for name in ("participant", "tasks", "mandate", "needs", "people", "deputies", "has", "size", "phases"):
            given = getattr(role, name)
            value[name] = list(given) if isinstance(given, tuple) else "" if given is None else given
        roles.append(value | ({"other": dict(role.other)} if role.other else {}))
    decisions = [
        {"id": one.id, "what": one.what, **{name: list(getattr(one, name)) for name in PARTS}}
        for one in table.decisions
    ]
    apart = [
        {"first": pair.roles[0], "second": pair.roles[1], "why": pair.why, "accepted": pair.accepted}
        for pair in table.apart
    ]
    whole = {"schema": SCHEMA, "language": table.language, "roles": roles, "decisions": decisions, "apart": apart}
    return yaml.safe_dump(whole, sort_keys=False, allow_unicode=True, width=118)
