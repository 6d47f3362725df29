"""How a contract is balanced: who is bound, what is sanctioned, and whether trust is more than a word.

Counted from words, without parsing: the subject of a sentence is taken to be the first party in it that no preposition stands
before. Source: the domain dossier, 1.8 (I03-I07, I21) and 5.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from itertools import zip_longest
from typing import TYPE_CHECKING, Literal

from tenderkit.data import read_yaml
from tenderkit.language import Language
from tenderkit.lint.concepts import Words
from tenderkit.lint.parts import Strict
from tenderkit.places import data_folder

if TYPE_CHECKING:
    from tenderkit.lint.units import Unit, View

Side = Literal["client", "supplier", "joint"]

_NO_SUBJECT = {
    "nl": re.compile(r"\b(?:aan|van|voor|door|met|bij|jegens|namens|tegen|tot|over|onder|uit|op|tussen|naar|ten opzichte van)(?: de| het| een)?\s*$"),
    "en": re.compile(r"\b(?:to|of|for|by|with|on|from|against|between|under|upon|in|at|than|towards)(?: the| a| an| any)?\s*$"),
}  # fmt: skip
_SUBJECT_WITHIN = 160  # characters; a party further on in a sentence is hardly its subject


class Lexicon(Strict):
    """The file rules/balance.yml."""

    trust: Words
    intention: Words
    legal: Words
    reciprocal: Words
    penalty: Words
    incentive: Words


@cache
def lexicon() -> Lexicon:
    """Its patterns; raises InputErrors that name file and line."""
    return read_yaml(data_folder("rules") / "balance.yml").parse(Lexicon)


@dataclass(slots=True)
class Balance:
    """What was counted. `duties` and `rights`: sentences by the side that is their subject; `anchored` and `unanchored`:
    sentences that speak of working together, with somebody doing something at some moment there or in the next sentence, and those
    that only mean to; `one_sided`: sentences
    with a legal word that bind one side; `penalties` and `incentives`: sentences that speak of them."""

    duties: Counter[Side] = field(default_factory=Counter)
    rights: Counter[Side] = field(default_factory=Counter)
    anchored: list[Unit] = field(default_factory=list)
    unanchored: list[Unit] = field(default_factory=list)
    one_sided: int = 0
    penalties: list[Unit] = field(default_factory=list)
    incentives: list[Unit] = field(default_factory=list)
    words: int = 0

    @property
    def asymmetry(self) -> float:
        """How much more the supplier is bound than the client: -1 to 1."""
        supplier, client = self.duties["supplier"], self.duties["client"]
        return (supplier - client) / (supplier + client) if supplier + client else 0.0

    @property
    def joint_share(self) -> float:
        """The share of duties that both have together, 0 to 1."""
        total = sum(self.duties.values())
        return self.duties["joint"] / total if total else 0.0

    @property
    def trust(self) -> float:
        """Anchored trust against one-sided sanction, 0 (boarded up) to 1."""
        total = len(self.anchored) + self.one_sided
        return len(self.anchored) / total if total else 0.0

    def figures(self) -> dict[str, float | int]:
        """For the report, rounded."""
        return {
            "duties_supplier": self.duties["supplier"],
            "duties_client": self.duties["client"],
            "duties_joint": self.duties["joint"],
            "duty_asymmetry": round(self.asymmetry, 2),
            "rights_supplier": self.rights["supplier"],
            "rights_client": self.rights["client"],
            "anchored_trust": len(self.anchored),
            "unanchored_trust": len(self.unanchored),
            "one_sided_legal": self.one_sided,
            "balance": round(self.trust, 2),
            "penalties": len(self.penalties),
            "incentives": len(self.incentives),
        }


def balance(view: View) -> Balance:
    """The balance of a document; definitions and fragments of less than four words count for nothing."""
    found = Balance()
    counted = [u for u in view.units if u.text.count(" ") >= 3 and view.document.blocks[u.block].cell is None]
    for unit, following in zip_longest(counted, counted[1:]):
        _count(found, view, unit, following if following and following.block == unit.block else None)
    return found


def _count(found: Balance, view: View, unit: Unit, following: Unit | None) -> None:
    language = unit.language
    side = _subject(view, unit)
    if side is not None:
        may = view.pattern("<may>", language).search(unit.text) is not None
        (found.rights if may else found.duties)[side] += 1
    if _says(view, unit, "trust"):
        if _anchors(view, unit) or (following is not None and _anchors(view, following)):
            found.anchored.append(unit)
        elif _says(view, unit, "intention"):
            found.unanchored.append(unit)
    if side in ("client", "supplier") and _says(view, unit, "legal") and not _says(view, unit, "reciprocal"):
        found.one_sided += 1
    if _says(view, unit, "penalty"):
        found.penalties.append(unit)
    if _says(view, unit, "incentive"):
        found.incentives.append(unit)


_MOMENT = {
    "nl": (
        "(<duration>|jaarlijks*|maandelijks*|wekelijks*|halfjaarlijks*|(elk|elke|per|ieder|iedere) (jaar|kwartaal|maand|week)|"
        "binnen|uiterlijk|(voor|na) de start|bij aanvang|periodiek*|zodra|voordat)"
    ),
    "en": (
        "(<duration>|annual*|yearly|monthly|weekly|quarterly|(each|every|per) (year|quarter|month|week)|within|no later than|"
        "before the start|periodically|as soon as|at least once|before)"
    ),
}


def _anchors(view: View, unit: Unit) -> bool:
    """Whether somebody does something at some moment in a sentence."""
    moment = view.pattern(_MOMENT[unit.language], unit.language)
    return moment.search(unit.text) is not None and _subject(view, unit) is not None


def _says(view: View, unit: Unit, name: str) -> bool:
    words: Words = getattr(lexicon(), name)
    return any(view.pattern(source, unit.language).search(unit.text) for source in getattr(words, unit.language))


def _subject(view: View, unit: Unit) -> Side | None:
    """The party that a sentence is about."""
    pattern = view.pattern("<party>", unit.language)
    at = 0
    text = unit.text[:_SUBJECT_WITHIN]
    while span := pattern.search(text, at):
        if not _NO_SUBJECT[unit.language].search(text, 0, span[0]):
            name = text[span[0] : span[1]]
            return _side(view, unit.language, name)
        at = span[1]
    return None


def _side(view: View, language: Language, name: str) -> Side | None:
    for side in ("joint", "supplier", "client"):
        whole = view.pattern(f"<{side}>", language).search(name)
        if whole is not None:
            return side
    return None
