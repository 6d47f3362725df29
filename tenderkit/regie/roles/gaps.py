"""What a table of roles lacks: people, mandates, competences, deputies; and roles that do not go together in one person."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence

from tenderkit.language.folding import folded
from tenderkit.regie.roles.catalogue import Phase, catalogue
from tenderkit.regie.roles.discretion import published, spoken_names
from tenderkit.regie.roles.model import Gap, Role, RoleTable
from tenderkit.regie.roles.texts import WORDS
from tenderkit.regie.tables import slug

FULL = 1.0  # FTE that one person can hold
_NEAR = 0.85  # from which two names of a competence are the same one with a slip of the pen


def gaps(table: RoleTable, phase: Phase | None = None, participants: Sequence[str] = ()) -> list[Gap]:
    """What is lacking, role by role in the order of the table. `phase`: only what that phase asks for; `participants`: those of
    the tender, by name."""
    found = [
        *_missing(table, phase, participants),
        *(gap for role in table.roles if _counts(role, phase) for gap in _of_role(role)),
        *_together(table),
        *_overload(table),
        *_decisions(table),
    ]
    return [*found, *_published(table)]


def _counts(role: Role, phase: Phase | None) -> bool:
    known = catalogue().role(role.id)
    phases = role.phases or (known.phases if known else ())
    return phase is None or not phases or phase in phases


def _missing(table: RoleTable, phase: Phase | None, participants: Sequence[str]) -> Iterator[Gap]:
    for known in catalogue().roles:
        name = known.name.get(table.language)
        own = table.named(known.id)
        if not own:
            if known.needed and (phase is None or phase in known.phases):
                yield Gap("role missing", name)
        elif known.per_participant:
            there = {slug(role.participant) for role in own}
            for place in participants:
                if slug(place) not in there:
                    yield Gap("participant missing", own[0].name, (place,), own[0].spot("participant"))


def _of_role(role: Role) -> Iterator[Gap]:
    if not role.holders:
        yield Gap("no person", role.title, (), role.spot("people"))
    if not role.mandate:
        yield Gap("no mandate", role.title, (), role.spot("mandate"))
    if not role.holders:
        return
    known = catalogue().role(role.id)
    if not role.substitutes and known is not None and known.needed:
        yield Gap("no deputy", role.title, (), role.spot("deputies"))
    for name in role.substitutes:
        if _person(name) in map(_person, role.holders):
            yield Gap("own deputy", role.title, (name,), role.spot("deputies"))
    if role.needs and not role.has:
        yield Gap("not assessed", role.title, (", ".join(role.needs),), role.spot("has"))
    elif lacking := [need for need in role.needs if not _there(need, role.has)]:
        yield Gap("competence", role.title, (", ".join(lacking),), role.spot("has"))


def _person(name: str) -> str:
    return " ".join(folded(name).replace(".", " ").split())


def _there(need: str, has: Sequence[str]) -> bool:
    return bool(difflib.get_close_matches(folded(need), [folded(one) for one in has], n=1, cutoff=_NEAR))


def _held(table: RoleTable) -> dict[str, list[tuple[str, Role]]]:
    """Who holds which roles: by person, the name as it was written with each."""
    held: dict[str, list[tuple[str, Role]]] = {}
    for role in table.roles:
        for name in role.holders:
            held.setdefault(_person(name), []).append((name, role))
    return held


def _together(table: RoleTable) -> Iterator[Gap]:
    pairs = {frozenset(pair.roles): pair for pair in table.apart}
    for several in _held(table).values():
        for at, (name, role) in enumerate(several):
            for _, other in several[at + 1 :]:
                pair = pairs.get(frozenset((role.id, other.id)))
                if role.side != other.side:
                    yield Gap("both sides", role.title, (name, other.title), role.spot("people"))
                elif pair is not None and pair.accepted:
                    yield Gap("accepted", role.title, (name, other.title, pair.accepted), role.spot("people"))
                elif pair is not None:
                    yield Gap("excluded", role.title, (name, other.title, pair.why), role.spot("people"))


def _overload(table: RoleTable) -> Iterator[Gap]:
    for several in _held(table).values():
        total = round(sum((role.size or 0) / len(role.holders) for _, role in several), 2)
        if total > FULL:
            name, role = several[0]
            shown = f"{total:g}".replace(".", "," if table.language == "nl" else ".")
            yield Gap("overload", role.title, (name, shown), role.spot("size"))


def _decisions(table: RoleTable) -> Iterator[Gap]:
    words = WORDS[table.language]
    for one in table.decisions:
        subject = words["decision"].format(one.what)
        if not one.accountable:
            yield Gap("no accountable", subject, (), one.spot)
        if len(one.accountable) > 1:
            yield Gap(
                "several accountable", subject, (", ".join(title_of(table, id_) for id_ in one.accountable),), one.spot
            )
        if not one.responsible:
            yield Gap("no responsible", subject, (), one.spot)
        for id_ in dict.fromkeys((*one.accountable, *one.responsible, *one.consulted, *one.informed)):
            if id_ not in catalogue().groups and not table.named(id_):
                yield Gap("empty part", subject, (title_of(table, id_),), one.spot)


def title_of(table: RoleTable, id_: str) -> str:
    """What a role or group is called: as the table has it, else as the catalogue has it."""
    own = table.named(id_)
    if own:
        return own[0].name
    group, known = catalogue().groups.get(id_), catalogue().role(id_)
    return group.get(table.language) if group else known.name.get(table.language) if known else id_


def _published(table: RoleTable) -> Iterator[Gap]:
    for subject, text, spot in published(table):
        for name in spoken_names(table, text):
            yield Gap("name published", subject, (name,), spot)


def text_of(gap: Gap, table: RoleTable) -> str:
    """A gap as a sentence."""
    return WORDS[table.language][f"gap {gap.kind}"].format(*gap.given).strip()
