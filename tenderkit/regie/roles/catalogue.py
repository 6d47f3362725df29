"""The roles that a regie organisation and its supplier need, as the dossier gives them: catalogue.yaml."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

from tenderkit.data import read_yaml
from tenderkit.lint.parts import Strict
from tenderkit.lint.rules import Bilingual

Side = Literal["client", "supplier"]
Phase = Literal["strategy", "tender", "organisation"]
SIDES: tuple[Side, ...] = ("client", "supplier")
PHASES: tuple[Phase, ...] = ("strategy", "tender", "organisation")

FILE = Path(__file__).with_name("catalogue.yaml")


class Texts(Strict):
    """Several texts in both languages."""

    nl: tuple[str, ...]
    en: tuple[str, ...]

    def get(self, language: str) -> tuple[str, ...]:
        """The texts in a language."""
        return self.en if language == "en" else self.nl


class KnownRole(Strict):
    """A role: `needed` says that no organisation can do without, `per_participant` that each participant has its own,
    `counterpart` which role of the client it works with. `size` is a hint."""

    id: str
    side: Side
    name: Bilingual
    tasks: Texts
    competences: Texts
    phases: tuple[Phase, ...]
    size: Bilingual
    needed: bool = False
    per_participant: bool = False
    counterpart: str = ""


class KnownDecision(Strict):
    """A matter to decide about: who answers for it, who does it, who is asked and who is told; roles or groups by id."""

    id: str
    what: Bilingual
    accountable: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    consulted: tuple[str, ...] = ()
    informed: tuple[str, ...] = ()


class KnownPair(Strict):
    """Two roles that one person cannot hold together."""

    roles: tuple[str, str]
    why: Bilingual


class Catalogue(Strict):
    """The file."""

    roles: tuple[KnownRole, ...]
    groups: dict[str, Bilingual]
    decisions: tuple[KnownDecision, ...]
    apart: tuple[KnownPair, ...]

    def role(self, id_: str) -> KnownRole | None:
        """The role with that id."""
        return next((role for role in self.roles if role.id == id_), None)


@cache
def catalogue() -> Catalogue:
    """All roles in order; raises InputErrors that name file and line."""
    return read_yaml(FILE).parse(Catalogue)
