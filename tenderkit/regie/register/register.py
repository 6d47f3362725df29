"""From wishes and decisions to the register: requirements with lasting ids, and what people filled in before."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from tenderkit.language import Language
from tenderkit.language.detection import detect
from tenderkit.regie.register.comparing import compare_all
from tenderkit.regie.register.conflicts import find_conflicts
from tenderkit.regie.register.decisions import Ask, Decisions
from tenderkit.regie.register.judging import judge, levels
from tenderkit.regie.register.model import Conflict, Entry, Mark, Similar, Wish
from tenderkit.regie.tables import Notice

COLUMNS = (
    "chapter", "statement", "kind", "goal", "reason", "reason_how", "legal_basis", "owner", "test", "decision", "decided_by",
    "date", "review_moment", "price_impact", "points", "criterion", "aspects", "pages",
)  # fmt: skip
"""What people may fill in or change in a requirement, besides the votes."""
CONFLICT_COLUMNS = ("decision", "decided_by", "date", "option")
MOST_MUSTS = 60  # dossier 6.4
MUST_RATIO = 0.85


@dataclass
class Before:
    """The register of an earlier run, as people left it.

    `wishes`: the wish keys of each requirement; `edits`: what people changed, by requirement and column; `own`: columns of
    their own; `rows`: fields and votes of every row; `conflicts`: each conflict with what was filled in, by wish keys.
    `merges`: decisions about merging that were changed in the register, by the two wishes, with the cell; `marks`: comments and
    colours by sheet, id and column; `sheets`: sheets of people's own, as openpyxl has them.
    """

    wishes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    edits: dict[str, dict[str, str]] = field(default_factory=dict)
    votes: dict[str, dict[str, str]] = field(default_factory=dict)
    own: dict[str, dict[str, str]] = field(default_factory=dict)
    rows: dict[str, tuple[dict[str, str], dict[str, str]]] = field(default_factory=dict)
    conflicts: dict[tuple[str, ...], Conflict] = field(default_factory=dict)
    merges: dict[tuple[str, str], tuple[str, str, str]] = field(default_factory=dict)
    marks: dict[tuple[str, str, str], Mark] = field(default_factory=dict)
    sheets: list[Any] = field(default_factory=list)


@dataclass
class Register:
    """The register with everything that was found. `participants` in order of name."""

    language: Language
    entries: list[Entry]
    wishes: list[Wish]
    similar: list[Similar]
    conflicts: list[Conflict]
    notices: list[Notice]
    decisions: Decisions
    participants: list[str]
    marks: dict[tuple[str, str, str], Mark] = field(default_factory=dict)
    sheets: list[Any] = field(default_factory=list)

    @property
    def core(self) -> list[Entry]:
        """What at least two participants ask for, without anybody against."""
        return [e for e in self.entries if len(_wanting(e)) > 1 and "no" not in e.votes.values()]

    def only(self, participant: str) -> list[Entry]:
        """What one participant alone asks for."""
        return [e for e in self.entries if _wanting(e) == [participant]]

    @property
    def must_ratio(self) -> float:
        """Share of musts in what is must or wish."""
        kinds = Counter(e.fields["kind"] for e in self.entries)
        total = kinds["must"] + kinds["wish"]
        return kinds["must"] / total if total else 0.0


def _wanting(entry: Entry) -> list[str]:
    return sorted(p for p, v in entry.votes.items() if v in ("must", "wish"))


def make_register(
    wishes: Sequence[Wish],
    notices: Sequence[Notice],
    decisions: Decisions,
    before: Before,
    language: Language | None = None,
    ask: Ask | None = None,
) -> Register:
    """The register of these wishes; nothing is merged or split that was not decided. `ask` puts the open questions."""
    decisions.prepare(wishes)
    decisions.take_up(before.merges)
    if ask:
        decisions.ask_first(ask)
    parts = decisions.applied(wishes)
    similar, clashing = compare_all(parts)
    by_key = {w.key: w for w in parts}
    decisions.propose(similar, by_key)
    if ask:
        decisions.ask_merges(ask)
    spoken = Counter(w.language for w in parts)
    chosen: Language = language or ("en" if spoken["en"] > spoken["nl"] else "nl")
    entries = _entries(parts, decisions, before)
    levels(entries)
    held = {w.key: e for e in entries for w in e.wishes}
    decided = {keys for keys, m in decisions.merges.items() if m.decision == "apart"}
    doubled = {
        held[k].id for s in similar if s.keys not in decided and held[s.keys[0]] is not held[s.keys[1]] for k in s.keys
    }
    judge(entries, doubled)
    refused = [
        (by_key[s.keys[0]], by_key[s.keys[1]])
        for s in similar
        if s.keys not in decided and {by_key[k].vote for k in s.keys} == {"must", "no"}
    ]
    conflicts = find_conflicts(entries, clashing, refused, chosen)
    _number(conflicts, before)
    for conflict in conflicts:
        for key in conflict.keys:
            entry = held.get(key)
            if entry is not None and conflict.id not in entry.conflicts:
                entry.conflicts.append(conflict.id)
    people = sorted({p for e in entries for p in e.votes})
    return Register(
        chosen, entries, parts, similar, conflicts, list(notices), decisions, people, before.marks, before.sheets
    )


def _groups(wishes: Sequence[Wish], decisions: Decisions) -> list[list[Wish]]:
    """The wishes that are one requirement by decision, in the order of the first of each."""
    leader = {w.key: w.key for w in wishes}

    def find(key: str) -> str:
        while leader[key] != key:
            key = leader[key]
        return key

    for keys, merge in sorted(decisions.merges.items()):
        if merge.decision == "merge" and all(k in leader for k in keys):
            leader[find(keys[1])] = find(keys[0])
    groups: dict[str, list[Wish]] = {}
    for wish in wishes:
        groups.setdefault(find(wish.key), []).append(wish)
    return list(groups.values())


def _entries(wishes: Sequence[Wish], decisions: Decisions, before: Before) -> list[Entry]:
    owner_of = {key: id_ for id_, keys in before.wishes.items() for key in keys}
    last = max((int(m.group(1)) for i in before.rows if (m := re.fullmatch(r"R-(\d+)", i))), default=0)
    taken: set[str] = set()
    entries: list[Entry] = []
    for group in _groups(wishes, decisions):
        # A merged requirement keeps the first id that one of its wishes had; a wish that is taken out gets a new one.
        old = [owner_of[w.key] for w in group if w.key in owner_of]
        old += [owner_of[w.key.split("#")[0]] for w in group if "#" in w.key and w.key.split("#")[0] in owner_of]
        id_ = next((o for o in old if o not in taken), "")
        if not id_:
            last += 1
            id_ = f"R-{last:03d}"
        taken.add(id_)
        entries.append(_entry(id_, group, before, [o for o in old if o != id_]))
    here = {w.key for w in wishes} | {w.key.split("#")[0] for w in wishes}
    for id_, (fields, votes) in sorted(before.rows.items()):
        # Written by hand, or all of its wishes are gone from the files: what stands in the register stays.
        if id_ not in taken and not here.intersection(k.split("#")[0] for k in before.wishes.get(id_, ())):
            language: Language = "en" if detect(fields["statement"], "nl") == "en" else "nl"
            entries.append(Entry(id_, [], dict(fields), dict(votes), language, own=dict(before.own.get(id_, {}))))
    entries.sort(key=lambda e: (_digits(e.id), e.id))
    return entries


def _digits(id_: str) -> int:
    found = re.fullmatch(r"R-(\d+)", id_)
    return int(found.group(1)) if found else 10**9


def _entry(id_: str, group: list[Wish], before: Before, absorbed: Iterable[str]) -> Entry:
    votes: dict[str, str] = {}
    for wish in group:  # the strongest of what a participant said
        said = votes.get(wish.participant)
        order = ("must", "wish", "no", "?")
        votes[wish.participant] = wish.vote if said is None or order.index(wish.vote) < order.index(said) else said
    fields = dict.fromkeys(COLUMNS, "")
    first = group[0]
    fields |= {"statement": first.text, "chapter": next((w.chapter for w in group if w.chapter), "")}
    for name in ("goal", "reason", "reason_how", "legal_basis", "test"):
        said_by = dict.fromkeys((getattr(w, name), w.participant) for w in group if getattr(w, name))
        texts = list(dict.fromkeys(text for text, _ in said_by))
        fields[name] = texts[0] if len(texts) == 1 else "; ".join(f"{who}: {text}" for text, who in said_by)
    fields["owner"] = first.participant
    fields["kind"] = _proposed(votes)
    made, made_votes = dict(fields), dict(votes)
    edits: dict[str, str] = {}
    own: dict[str, str] = {}
    for old in (*absorbed, id_):  # its own edits last, so that they win
        edits |= before.edits.get(old, {})
        own |= before.own.get(old, {})
        votes |= before.votes.get(old, {})
    votes = {who: vote for who, vote in votes.items() if vote}
    fields["kind"] = _proposed(votes)
    fields |= edits
    return Entry(id_, group, fields, votes, first.language, own=own, made=made, made_votes=made_votes)


def _proposed(votes: dict[str, str]) -> str:
    """Must or wish where nobody differs; the rest is left to the participants."""
    given = set(votes.values())
    if given == {"must"} and len(votes) > 1:
        return "must"
    return "wish" if given == {"wish"} else ""


def _number(conflicts: list[Conflict], before: Before) -> None:
    """Ids that last: those of the earlier run for a conflict about (some of) the same wishes. A conflict that is no longer found
    stays when somebody filled something in: often it is gone because of that decision."""
    ids = [c.id for c in before.conflicts.values()]
    last = max((int(m.group(1)) for i in ids if (m := re.fullmatch(r"C-(\d+)", i))), default=0)
    taken: set[str] = set()
    exact = {c.keys for c in conflicts}
    for conflict in conflicts:
        old = before.conflicts.get(conflict.keys)
        if old is None:
            mine = set(conflict.keys)
            near = (
                c
                for keys, c in sorted(before.conflicts.items())
                if len(mine & set(keys)) > 1 and c.id not in taken and keys not in exact
            )
            old = next(near, None)
        if old is not None and old.id not in taken:
            conflict.id, conflict.fields, conflict.own = old.id, dict(old.fields), dict(old.own)
        else:
            last += 1
            conflict.id = f"C-{last:02d}"
        taken.add(conflict.id)
        conflict.fields = {name: conflict.fields.get(name, "") for name in CONFLICT_COLUMNS}
    for old in before.conflicts.values():
        if old.id not in taken and (any(old.fields.values()) or any(old.own.values())):
            conflicts.append(old)
    conflicts.sort(key=lambda c: (len(c.id), c.id))
