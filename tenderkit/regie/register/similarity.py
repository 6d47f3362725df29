"""How alike two wishes are, and why: the same concepts, the same values, nothing that excludes the other.

A few signs are weighed by a logistic model; `training/register.py` learns its weights from the open half of the gold set.
Two wishes may be about the same thing and yet not be the same wish: then what differs is named, for the regisseur's table.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from tenderkit.language.folding import folded
from tenderkit.regie.register.meaning import Meaning, Unit, meanings
from tenderkit.regie.register.values import Comparison, Value, compare

SIGNS = (
    "least covered", "most covered", "letters", "left in both", "unknown left in both", "values shared",
    "values different", "values in one only", "excluding", "other actors", "other first actor", "one denies", "evidence",
)  # fmt: skip
WEIGHTS = (1.25, 1.72, -2.37, -2.27, 0.53, 0.61, -4.75, -1.25, -1.8, 0.22, -0.39, -0.39, 1.81)
BIAS = -1.54
SAME = 0.63  # from this likeness on a merge is proposed
SUBJECT = 0.6  # share of the lesser wish that must be in the other before a difference is a conflict
OPPOSED = 0.45  # the same for opposites, which are left over on both sides
_EQUAL = 0.9  # at least, for the same words in the same order
_NEVER = 0.49  # at most, for wishes that give different values or contradict each other
_ALIKE = 0.55  # of the letters in two unknown words, before one may stand for the other


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two wishes are (0 to 1), what they share, and what sets them apart.

    `covered`: share of the wish that is less in the other. `denies`: one denies what the other asks; `opposes`: they ask for
    opposites; `same_subject`: no word of one excludes the other.
    """

    score: float
    covered: float
    shared: tuple[str, ...]
    apart: tuple[str, ...]
    different: tuple[tuple[Value, Value], ...]
    denies: bool
    opposes: bool
    same_subject: bool

    @property
    def same(self) -> bool:
        """Whether a merge is proposed."""
        return self.score >= SAME


def likeness(one: Meaning, other: Meaning) -> Likeness:
    """Two wishes compared."""
    match = _match(one, other)
    compared = compare(one.values, other.values)
    excluding = _excluding(one, other, meanings().exclusive[1:])
    signs = _signs(one, other, match, compared, excluding)
    score = 1 / (1 + math.exp(-(BIAS + sum(w * s for w, s in zip(WEIGHTS, signs, strict=True)))))
    if one.words == other.words:
        score = max(score, _EQUAL)  # short, but the same to the letter
    if compared.different or one.negated != other.negated:
        score = min(score, _NEVER)
    shared = [_alike(a.shown, b.shown) for a, b in match.pairs]
    shared += [_alike(a.shown, b.shown) for a, b in compared.shared]
    apart = [f"{a.shown} ≠ {b.shown}" for a, b in compared.different]
    apart += [f"{a} ≠ {b}" for a, b in excluding]
    apart += [v.shown for v in compared.loose]
    against = _excluding(one, other, meanings().contradicting)
    only_against = bool(against) and len(excluding) <= len(against)
    return Likeness(
        score,
        min(match.covered),
        tuple(dict.fromkeys(shared)),
        tuple(dict.fromkeys(apart)),
        compared.different,
        one.negated != other.negated and not excluding,
        only_against,
        not excluding,
    )


def _alike(one: str, other: str) -> str:
    return one if folded(one) == folded(other) else f"{one} = {other}"


def signs(one: Meaning, other: Meaning) -> tuple[float, ...]:
    """The signs by which two wishes are weighed, in the order of SIGNS."""
    return _signs(
        one,
        other,
        _match(one, other),
        compare(one.values, other.values),
        _excluding(one, other, meanings().exclusive[1:]),
    )


@dataclass(frozen=True, slots=True)
class _Matched:
    pairs: tuple[tuple[Unit, Unit], ...]
    covered: tuple[float, float]
    left: tuple[float, float]  # weight of concepts that the other lacks
    unknown: tuple[float, float]  # weight of unknown words that the other lacks
    evidence: float


def _match(one: Meaning, other: Meaning) -> _Matched:
    pairs: list[tuple[Unit, Unit]] = []
    covered, left, unknown, evidence = [], [], [], 0.0
    for mine, theirs in ((one, other), (other, one)):
        total = got = known_left = unknown_left = 0.0
        for unit in mine.units:
            total += unit.weight
            strength, partner = _best(unit, theirs)
            got += unit.weight * strength
            if partner is not None and mine is one:
                pairs.append((unit, partner))
                evidence += unit.weight * strength
            if not strength:
                if unit.concepts:
                    known_left += unit.weight
                else:
                    unknown_left += unit.weight
        covered.append(got / total if total else 0.0)
        left.append(known_left)
        unknown.append(unknown_left)
    return _Matched(tuple(pairs), (covered[0], covered[1]), (left[0], left[1]), (unknown[0], unknown[1]), evidence)


def _best(unit: Unit, theirs: Meaning) -> tuple[float, Unit | None]:
    best, partner = 0.0, None
    for candidate in theirs.units:
        if unit.concepts:
            strength = 1.0 if unit.concepts & candidate.concepts else 0.0
        elif candidate.concepts:
            strength = 0.0
        else:
            strength = _letters(unit.stem, candidate.stem)
        if strength > best:
            best, partner = strength, candidate
    return best, partner


@lru_cache(maxsize=100_000)
def _letters(one: str, other: str) -> float:
    """How alike two words are by pairs of letters (Dice), 0 below what counts."""
    if one == other:
        return 1.0
    a = Counter(one[i : i + 2] for i in range(len(one) - 1))
    b = Counter(other[i : i + 2] for i in range(len(other) - 1))
    share = 2 * sum((a & b).values()) / max(sum(a.values()) + sum(b.values()), 1)
    return share if share >= _ALIKE else 0.0


def _excluding(one: Meaning, other: Meaning, groups: Sequence[frozenset[str]]) -> list[tuple[str, str]]:
    """Words of both that stand for different concepts of one of these groups."""
    if one.concepts == other.concepts:
        return []
    found = []
    for group in groups:
        a = one.concepts & group
        if a:
            b = other.concepts & group
            if b and not a & b:
                found.append((_shown(one, a), _shown(other, b)))
    return found


def _shown(wish: Meaning, concepts: frozenset[str]) -> str:
    return next(u.shown for u in wish.units if u.concepts & concepts)


def _signs(
    one: Meaning, other: Meaning, match: _Matched, compared: Comparison, excluding: Sequence[tuple[str, str]]
) -> tuple[float, ...]:
    group = meanings().exclusive[0]
    a, b = one.concepts & group, other.concepts & group
    union = len(one.grams | other.grams)
    return (
        min(match.covered),
        max(match.covered),
        len(one.grams & other.grams) / union if union else 0.0,
        min(min(match.left), 3.0),
        min(min(match.unknown), 3.0),
        min(len(compared.shared), 2) / 2,
        min(len(compared.different), 2) / 2,
        min(len(compared.loose), 2) / 2,
        min(len(excluding), 2) / 2,
        float(bool(a and b and not a & b)),
        float(bool(one.actors and other.actors and one.actors[0] != other.actors[0])),
        float(one.negated != other.negated),
        min(match.evidence, 5.0) / 5,
    )
