"""Names stay inside: which texts of a table are published, which names stand in them, and the same table without any."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from tenderkit.language.folding import folded
from tenderkit.regie.roles.model import RoleTable
from tenderkit.regie.tables import Place

_LETTERS = 3  # of a part of a name, at least, to know somebody by


def published(table: RoleTable) -> Iterator[tuple[str, str, Place | None]]:
    """The texts that others get to see: what each is about, the text, and where it stands."""
    for role in table.roles:
        for name, texts in (
            ("role", (role.name,)),
            ("tasks", role.tasks),
            ("mandate", (role.mandate,)),
            ("needs", role.needs),
        ):
            yield from ((role.title, text, role.spot(name)) for text in texts)
        yield role.title, role.participant, role.spot("participant")
    for one in table.decisions:
        yield one.what, one.what, one.spot
    for pair in table.apart:
        yield " / ".join(pair.roles), pair.why, None


def spoken_names(table: RoleTable, text: str) -> list[str]:
    """The names of people in a text, whole or in part ("De Vries", "Sanne"), as they stand there."""
    pattern = _pattern(table)
    return [] if pattern is None else list(dict.fromkeys(m.group() for m in pattern.finditer(text)))


def without_names(table: RoleTable) -> RoleTable:
    """The table as it may be published: nobody in it, and in its texts the role in the place of a name."""
    pattern = _pattern(table)
    whole = {folded(name): role for name, role in _roles_of(table).items()}

    def clean(text: str) -> str:
        return text if pattern is None else pattern.sub(lambda m: whole.get(folded(m.group()), "…"), text)

    def cleaned(texts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(clean, texts))

    return replace(
        table,
        roles=tuple(
            replace(
                role, name=clean(role.name), participant=clean(role.participant), tasks=cleaned(role.tasks),
                mandate=clean(role.mandate), needs=cleaned(role.needs), people=(), deputies=(), has=(), size=None, other=(), spots={},
            )
            for role in table.roles
        ),
        decisions=tuple(replace(one, what=clean(one.what), spot=None) for one in table.decisions),
        apart=tuple(replace(pair, why=clean(pair.why), accepted="") for pair in table.apart),
    )  # fmt: skip


def telling_ids(table: RoleTable) -> list[str]:
    """Ids of roles that hold a part of a name: they are published too."""
    parts = {folded(part) for name in _roles_of(table) for part in _parts(table, name)}
    return [role.id for role in table.roles if parts & set(re.split(r"\W+", folded(role.id)))]


def _roles_of(table: RoleTable) -> dict[str, str]:
    """The role of each person, by whole names and their parts; of who is deputy too, after those who hold a role."""
    found: dict[str, str] = {}
    for names in ("holders", "substitutes"):
        for role in table.roles:
            for name in getattr(role, names):
                for part in (name, *_parts(table, name)):
                    found.setdefault(part, role.name)
    return found


def _parts(table: RoleTable, name: str) -> list[str]:
    """The parts of a name that somebody is known by: not initials or "van", nor what is a word of a role or a participant."""
    common = {word for role in table.roles for word in re.findall(r"\w+", folded(f"{role.name} {role.participant}"))}
    words = re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", name)
    return [w for w in words if len(w) >= _LETTERS and w[0].isupper() and folded(w) not in common]


def _pattern(table: RoleTable) -> re.Pattern[str] | None:
    """What finds a name: a whole one in any case, a part of one as a name is written ("Wit", not "wit")."""
    names = sorted(_roles_of(table), key=lambda name: (-len(name), name))
    each = [f"(?i:{re.escape(name)})" if " " in name else re.escape(name) for name in names]
    return re.compile(rf"(?<!\w)(?:{'|'.join(each)})(?!\w)") if each else None
