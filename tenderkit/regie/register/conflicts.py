"""Conflicts: what participants cannot all have as they asked for it, what each said, and what a modular solution could be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tenderkit.language import Language
from tenderkit.regie.register.model import Conflict, Entry, Wish, called
from tenderkit.regie.register.similarity import Likeness
from tenderkit.regie.register.texts import texts


def find_conflicts(
    entries: Sequence[Entry],
    clashing: Iterable[tuple[Wish, Wish, Likeness]],
    rejected: Iterable[tuple[Wish, Wish]],
    language: Language,
) -> list[Conflict]:
    """All conflicts, numbered by their caller: in votes within a requirement, in values and in wording between wishes.

    `rejected`: wishes that are alike, not (yet) merged, of which one is a must and the other a no.
    """
    words = texts()[language]
    found: list[Conflict] = []
    for entry in entries:
        wanted = sorted(p for p, v in entry.votes.items() if v == "must")
        refused = sorted(p for p, v in entry.votes.items() if v == "no")
        if wanted and refused:
            says = {w.participant: w.text for w in entry.wishes}
            positions = {
                p: f"{words[v]}: {says.get(p, entry.fields['statement'])}" for p, v in sorted(entry.votes.items())
            }
            module = words["module votes"].format(
                subject=_short(entry.fields["statement"]),
                who=", ".join(map(called, wanted)),
                others=", ".join(map(called, refused)),
            )
            keys = tuple(sorted(w.key for w in entry.wishes)) or (entry.id,)
            found.append(Conflict("", "votes", keys, _short(entry.fields["statement"]), positions, "", module))
    held = {w.key: e for e in entries for w in e.wishes}
    for a, b in rejected:
        positions = {w.participant: f"{words[w.vote]}: {w.text}" for w in (a, b)}
        wants, against = (a, b) if b.vote == "no" else (b, a)
        module = words["module votes"].format(
            subject=_short(wants.text), who=called(wants.participant), others=called(against.participant)
        )
        if held[a.key] is not held[b.key]:
            found.append(Conflict("", "votes", (a.key, b.key), _short(wants.text), positions, "", module))
    seen: dict[tuple[str, ...], Conflict] = {}
    for a, b, likeness in clashing:
        if held[a.key] is held[b.key] or {held[a.key].fields["kind"], held[b.key].fields["kind"]} & {"drop"}:
            continue
        kind = "values" if likeness.different and not likeness.denies and not likeness.opposes else "wording"
        about = tuple(sorted((held[a.key].id, held[b.key].id)))
        if about in seen:  # a merged requirement clashes once, whichever of its wishes shows it
            conflict = seen[about]
            conflict.keys = tuple(sorted({*conflict.keys, a.key, b.key}))
            for wish in (a, b):
                conflict.positions.setdefault(wish.participant, f"{words[wish.vote]}: {wish.text}")
            continue
        positions = {w.participant: f"{words[w.vote]}: {w.text}" for w in (a, b)}
        differs = ", ".join(likeness.apart) or words["denies"]
        module = words[f"module {kind}"].format(a=called(a.participant), b=called(b.participant), differs=differs)
        seen[about] = Conflict("", kind, (a.key, b.key), _short(a.text), positions, differs, module)
    return [*found, *seen.values()]


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 90 else f"{line[:88].rsplit(' ', 1)[0]} …"
