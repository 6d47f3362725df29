"""Wishes as participants gave them, and what the register makes of them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Literal

from tenderkit.language import Language
from tenderkit.regie.tables import Place

Vote = Literal["must", "wish", "no", "?"]
"""What a participant finds of a wish; "?" until somebody has said what an unreadable vote means."""


def called(participant: str) -> str:
    """A participant as people read it: the id with a capital."""
    return participant[:1].upper() + participant[1:]


@dataclass(frozen=True, slots=True)
class Wish:
    """One wish of one participant. `key` is participant/id and stays the same between runs; `given` is the vote as it was written.

    `other` holds what stood in columns that we do not know, by their names.
    """

    key: str
    participant: str
    id: str
    text: str
    language: Language
    place: Place
    vote: Vote = "wish"
    given: str = ""
    chapter: str = ""
    goal: str = ""
    reason: str = ""
    reason_how: str = ""
    legal_basis: str = ""
    owner: str = ""
    test: str = ""
    other: tuple[tuple[str, str], ...] = ()

    def part(self, number: int, text: str) -> Wish:
        """One of the wishes that stood together in a cell."""
        return replace(self, key=f"{self.key}#{number}", id=f"{self.id}#{number}", text=text)


@dataclass
class Entry:
    """One line of the register: a requirement, the wishes that it came from, and what people filled in.

    `fields` are the columns of the register that people may change, `made` and `made_votes` what the wishes alone give for them;
    `own` are people's own columns, by name.
    """

    id: str
    wishes: list[Wish]
    fields: dict[str, str]
    votes: dict[str, str]
    language: Language
    level: str = ""
    signals: list[str] = field(default_factory=list)
    conflicts: list[str] = field(default_factory=list)
    own: dict[str, str] = field(default_factory=dict)
    made: dict[str, str] = field(default_factory=dict)
    made_votes: dict[str, str] = field(default_factory=dict)

    @property
    def participants(self) -> list[str]:
        """Who asked for it or voted on it, in order."""
        return sorted(self.votes)


@dataclass
class Conflict:
    """Wishes that cannot all be met as they stand. `kind`: votes, values or wording; `keys` the wishes that it is about."""

    id: str
    kind: str
    keys: tuple[str, ...]
    subject: str
    positions: dict[str, str]
    differs: str
    module: str
    fields: dict[str, str] = field(default_factory=dict)  # decision, decided_by, date, option
    own: dict[str, str] = field(default_factory=dict)  # people's own columns, by name


@dataclass(frozen=True, slots=True)
class Mark:
    """What people put on a cell of the register besides its text: a comment and its author, and a colour ("" for none)."""

    comment: str = ""
    author: str = ""
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Similar:
    """Two wishes that are alike; `because` and `differs` explain it."""

    keys: tuple[str, str]
    score: float
    because: str
    differs: str
