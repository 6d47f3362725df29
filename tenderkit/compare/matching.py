"""Which passage of the new version is which of the old one: an assignment by the words they share."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import pairwise

import numpy as np

from tenderkit.compare.passages import CELL, Passage

SAME_TEXT = 0.35  # cosine of two texts below which they are never the same clause, whatever their heading
SAME_CLAUSE = 0.5  # cosine, heading and number counted in, from which they are
HEADING_COUNTS = 0.15
NUMBER_COUNTS = 0.05
RARE = 60  # a word in more passages than this tells nothing about which of them is meant

Vector = Mapping[str, float]


def pair(old: Sequence[Passage], new: Sequence[Passage]) -> dict[int, int]:
    """For each old passage that has a counterpart the index of the new one.

    First what is word for word the same, then the rest: the assignment that shares most words in total (cosine of their words
    and pairs of words, rare ones weighing most; equal heading and number count a little). The same input gives the same pairs.
    """
    pairs = _equal(old, new)
    taken = set(pairs.values())
    left = [i for i in range(len(old)) if i not in pairs]
    right = [j for j in range(len(new)) if j not in taken]
    scores = _scores(old, new, left, right)
    pairs.update(_assigned(scores))
    return pairs


def _equal(old: Sequence[Passage], new: Sequence[Passage]) -> dict[int, int]:
    """What is the same: first under the same heading, then anywhere; of several equal ones in their order."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()

    def in_place(passage: Passage) -> Hashable:
        return passage.kind, passage.heading.casefold(), passage.words

    def anywhere(passage: Passage) -> Hashable:
        return passage.kind, passage.words

    keys: tuple[Callable[[Passage], Hashable], ...] = (in_place, anywhere)
    for key in keys:
        places: dict[Hashable, list[int]] = defaultdict(list)
        for j, passage in enumerate(new):
            if j not in taken:
                places[key(passage)].append(j)
        for i, passage in enumerate(old):
            if i not in pairs and places.get(key(passage)):
                pairs[i] = places[key(passage)].pop(0)
                taken.add(pairs[i])
    return pairs


def vectors(passages: Iterable[Passage]) -> list[Vector]:
    """The words and pairs of words of each passage, rare ones weighing most, at length 1."""
    counted = [_features(p) for p in passages]
    spread = Counter(f for c in counted for f in c)
    found: list[Vector] = []
    for counts in counted:
        weights = {f: (1 + math.log(n)) * math.log(1 + len(counted) / spread[f]) for f, n in counts.items()}
        length = math.sqrt(sum(w * w for w in weights.values())) or 1.0
        found.append({f: w / length for f, w in weights.items()})
    return found


def _features(passage: Passage) -> Counter[str]:
    words = [w for w in passage.words if w[:1].isalnum()] or list(passage.words)
    return Counter([*words, *(f"{a} {b}" for a, b in pairwise(words))])


def _scores(
    old: Sequence[Passage], new: Sequence[Passage], left: Sequence[int], right: Sequence[int]
) -> dict[tuple[int, int], float]:
    """How much each old passage is like each new one, for pairs that may be the same clause."""
    weighed = vectors([*(old[i] for i in left), *(new[j] for j in right)])
    ours = dict(zip(left, weighed, strict=False))
    theirs = dict(zip(right, weighed[len(left) :], strict=True))
    holding: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for j, vector in theirs.items():
        for feature, weight in vector.items():
            holding[feature].append((j, weight))
    scores: dict[tuple[int, int], float] = {}
    for i, vector in ours.items():
        candidates = {j for f in vector if len(holding.get(f, ())) <= RARE for j, _ in holding.get(f, ())}
        for j in sorted(candidates):
            if old[i].kind != new[j].kind:
                continue
            cosine = _cosine(vector, theirs[j])
            named = old[i].kind == "row" and _name_of_row(old[i]) == _name_of_row(new[j]) != ()
            if cosine < SAME_TEXT and not named:
                continue
            score = max(cosine, SAME_CLAUSE) if named else cosine
            if old[i].kind != "heading" and old[i].heading.casefold() == new[j].heading.casefold():
                score += HEADING_COUNTS
            if old[i].number == new[j].number:
                score += NUMBER_COUNTS
            if score >= SAME_CLAUSE:
                scores[i, j] = score
    return scores


def _name_of_row(row: Passage) -> tuple[str, ...]:
    """The words of its first cell, which tell what it is about; none for one that only counts."""
    words: list[str] = []
    for token in row.tokens:
        if words and token.before == CELL:
            break
        words.append(token.key)
    return tuple(words) if any(c.isalpha() for word in words for c in word) else ()


def _cosine(one: Vector, other: Vector) -> float:
    if len(one) > len(other):
        one, other = other, one
    return sum(weight * other[f] for f, weight in one.items() if f in other)


def _assigned(scores: Mapping[tuple[int, int], float]) -> dict[int, int]:
    """The pairs with the highest total score, each passage in at most one; per group of passages that have to do with each
    other, which keeps the assignment quick."""
    pairs: dict[int, int] = {}
    for rows, columns in _groups(scores):
        table = np.zeros((len(rows), max(len(columns), len(rows))))
        for a, i in enumerate(rows):
            for b, j in enumerate(columns):
                table[a, b] = scores.get((i, j), 0.0)
        for a, b in enumerate(_best(-table)):
            if b < len(columns) and (rows[a], columns[b]) in scores:
                pairs[rows[a]] = columns[b]
    return pairs


def _groups(scores: Mapping[tuple[int, int], float]) -> list[tuple[list[int], list[int]]]:
    """The connected parts of the graph of candidates."""
    beside: dict[tuple[str, int], list[tuple[str, int]]] = defaultdict(list)
    for i, j in scores:
        beside["old", i].append(("new", j))
        beside["new", j].append(("old", i))
    seen: set[tuple[str, int]] = set()
    groups = []
    for start in sorted(beside):
        if start in seen:
            continue
        seen.add(start)
        part, waiting = [], [start]
        while waiting:
            here = waiting.pop()
            part.append(here)
            fresh = [n for n in beside[here] if n not in seen]
            seen.update(fresh)
            waiting += fresh
        groups.append((sorted(n for side, n in part if side == "old"), sorted(n for side, n in part if side == "new")))
    return groups


def _best(cost: np.ndarray) -> list[int]:
    """The column of each row in an assignment of least cost (Hungarian method); at least as many columns as rows."""
    rows, columns = cost.shape
    u, v = np.zeros(rows + 1), np.zeros(columns + 1)
    row_of = np.zeros(columns + 1, dtype=int)
    for i in range(1, rows + 1):
        row_of[0] = i
        j = 0
        least = np.full(columns + 1, np.inf)
        way = np.zeros(columns + 1, dtype=int)
        used = np.zeros(columns + 1, dtype=bool)
        while row_of[j]:
            used[j] = True
            row = row_of[j]
            reduced = cost[row - 1] - u[row] - v[1:]
            better = ~used[1:] & (reduced < least[1:])
            least[1:][better] = reduced[better]
            way[1:][better] = j
            free = np.where(used, np.inf, least)
            free[0] = np.inf
            following = int(np.argmin(free))
            step = free[following]
            u[row_of[used]] += step
            v[used] -= step
            least[~used] -= step
            j = following
        while j:
            before = way[j]
            row_of[j] = row_of[before]
            j = int(before)
    found = [0] * rows
    for column in range(1, columns + 1):
        if row_of[column]:
            found[row_of[column] - 1] = column - 1
    return found


def out_of_order(pairs: Mapping[int, int]) -> set[int]:
    """The old passages that moved: as few as possible, so that the others stand in the order they stood in."""
    order = [pairs[i] for i in sorted(pairs)]
    ends: list[int] = []  # of the best rising sequence of each length, the place of its last member
    before = [-1] * len(order)
    for place, value in enumerate(order):
        length = bisect_left(ends, value, key=lambda end: order[end])
        before[place] = ends[length - 1] if length else -1
        ends[length : length + 1] = [place]
    staying: set[int] = set()
    place = ends[-1] if ends else -1
    while place >= 0:
        staying.add(place)
        place = before[place]
    return {i for place, i in enumerate(sorted(pairs)) if place not in staying}
