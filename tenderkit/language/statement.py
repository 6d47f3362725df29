"""A statement: one proposition of a clause, and what is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tenderkit.language.actors import Actor
from tenderkit.language.measures import Measure

Modality = Literal["duty", "right", "prohibition", "intention", "fact"]
Level = Literal["W0", "W1", "W2", "H3", "H4", "H5"]


@dataclass(frozen=True, slots=True)
class Statement:
    """One proposition. `start` and `end` are the clause's characters in the text read, `verb_start` and `verb_end` its verb's.

    `actor`: the side that acts or is bound, `name` how it is called there (small letters; "" when nobody is). `modality`: what
    the statement does. `verb`: lemma of the main verb, a separable prefix rejoined; for copulas the copula. `object`: what the
    verb is about, in small letters. `negated`: denied, prohibitions included. `condition` and `purpose`: the clauses or phrases
    that give them, as written, or "". `measures`: numbers with units in the clause; `term`: the first length of time.
    `level`: goal (W0), outcome (W1), function or performance (W2), means (H3), procedure (H4), organisation (H5).
    `within`: the statement that this one is the content of ("is entitled to"), as its place in the sentence's statements.
    """

    actor: Actor
    modality: Modality
    verb: str
    negated: bool
    object: str
    name: str
    condition: str
    purpose: str
    measures: tuple[Measure, ...]
    level: Level
    passive: bool
    start: int
    end: int
    verb_start: int
    verb_end: int
    within: int | None = None

    @property
    def term(self) -> Measure | None:
        """The first length of time."""
        return next((m for m in self.measures if m.is_term), None)
