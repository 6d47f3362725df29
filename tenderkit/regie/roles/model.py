"""A table of roles: who may do what, who does it, and who decides with whom."""

from __future__ import annotations

from dataclasses import dataclass, field

from tenderkit.language import Language
from tenderkit.language.folding import folded
from tenderkit.regie.roles.catalogue import Phase, Side
from tenderkit.regie.tables import Place

_OPEN = frozenset(
    "vacature|vacant|vacancy|nn|nnb|ntb|tbd|tba|onbekend|unknown|open|geen|niemand|none|nobody|nog te bepalen|nog te benoemen|"
    "nog in te vullen|to be appointed|to be decided".split("|")
)


def is_somebody(name: str) -> bool:
    """Whether it is a name, and not a word for a role that is still open ("vacature", "n.n.", "?")."""
    bare = " ".join("".join(c for c in folded(name) if c.isalpha() or c == " ").split())
    return bool(bare) and bare not in _OPEN


@dataclass(frozen=True)
class Role:
    """A role as it is filled. `people` and `deputies` are names and stay inside; `needs` and `has` are competences. `size` is in
    FTE. `other` holds people's own columns, `spots` where each field stands (never part of a comparison)."""

    id: str
    name: str
    side: Side
    participant: str = ""
    tasks: tuple[str, ...] = ()
    mandate: str = ""
    needs: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    deputies: tuple[str, ...] = ()
    has: tuple[str, ...] = ()
    size: float | None = None
    phases: tuple[Phase, ...] = ()
    other: tuple[tuple[str, str], ...] = ()
    spots: dict[str, Place] = field(default_factory=dict, compare=False, repr=False)

    @property
    def holders(self) -> tuple[str, ...]:
        """Who hold the role: what only says that it is open, is nobody."""
        return tuple(name for name in self.people if is_somebody(name))

    @property
    def substitutes(self) -> tuple[str, ...]:
        """Who are deputy."""
        return tuple(name for name in self.deputies if is_somebody(name))

    @property
    def title(self) -> str:
        """Its name, with the participant that it is of."""
        return f"{self.name} ({self.participant})" if self.participant else self.name

    def spot(self, name: str) -> Place | None:
        """Where a field stands, or its row where the field was not given."""
        return self.spots.get(name) or self.spots.get("row")


@dataclass(frozen=True)
class Decision:
    """A matter and who has which part in it: ids of roles and groups."""

    id: str
    what: str
    accountable: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    consulted: tuple[str, ...] = ()
    informed: tuple[str, ...] = ()
    spot: Place | None = field(default=None, compare=False, repr=False)


PARTS = ("accountable", "responsible", "consulted", "informed")
LETTERS = dict(zip(PARTS, "ARCI", strict=True))


@dataclass(frozen=True)
class Apart:
    """Two roles that one person does not hold together; `accepted` is why this organisation lets it happen all the same."""

    roles: tuple[str, str]
    why: str
    accepted: str = ""


@dataclass(frozen=True)
class RoleTable:
    """The whole table."""

    language: Language
    roles: tuple[Role, ...]
    decisions: tuple[Decision, ...]
    apart: tuple[Apart, ...]

    def named(self, id_: str) -> list[Role]:
        """The roles with that id: several where each participant has its own."""
        return [role for role in self.roles if role.id == id_]


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that the table lacks. `kind` names the text in texts.yaml, `given` fills it in; `role` is what it is about."""

    kind: str
    role: str
    given: tuple[str, ...] = ()
    spot: Place | None = None
