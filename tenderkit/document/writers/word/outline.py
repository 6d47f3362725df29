"""Which numbers Word can count by itself, and where in which list.

The composer numbers the blocks. Word must come to the same numbers, now and after somebody inserts a clause. So every
number is laid beside what Word would count there; one that differs is left to be typed, and no number is ever wrong.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from tenderkit.document.model import BULLET, Block
from tenderkit.document.writers.word.labels import Label, Shape, readings

LEVELS = 9  # of a list in Word


@dataclass(frozen=True, slots=True)
class Place:
    """Where a number comes from: a list (index in `Outline.lists`) and the level in it, from 0."""

    list: int
    level: int


@dataclass(slots=True)
class List:
    """One running list with its own counters. `shapes` gives the labels of the levels in use; `pattern(level)` the text
    that Word makes them from. `owner` is what may continue it: the kind and level of its outermost blocks."""

    owner: tuple[str, int]
    inside: bool = False
    shapes: dict[int, Shape] = field(default_factory=dict)
    highest: dict[int, str] = field(default_factory=dict)
    counters: list[int] = field(default_factory=lambda: [0] * LEVELS)
    skipped: set[int] = field(default_factory=set)

    def next(self, level: int) -> int:
        """What Word would count at that level now; 0 where programs differ, after a level was skipped."""
        return 0 if level in self.skipped else self.counters[level] + 1

    def step(self, level: int) -> None:
        """Counts one at a level; deeper levels begin again."""
        self.skipped |= {above for above in range(level) if not self.counters[above]}
        self.counters[level] += 1
        self.counters[level + 1 :] = [0] * (LEVELS - level - 1)
        self.skipped = {n for n in self.skipped if n < level}

    def rewind(self) -> None:
        """Sets the counters back to the beginning."""
        self.counters = [0] * LEVELS
        self.skipped = set()

    def takes(self, label: Label, level: int) -> bool:
        """Whether Word would write this label at that level; labels of several parts hold the counts above."""
        shape, values = label.shape, label.values
        if self.shapes.get(level, shape) != shape or self.next(level) != values[-1]:
            return False
        above = range(level - len(values) + 1, level)
        for at, value, form in zip(above, values[:-1], shape.formats[:-1], strict=True):
            if at < 0 or self.counters[at] != value or at not in self.shapes or self.shapes[at].formats[-1] != form:
                return False
        return True

    def pattern(self, level: int) -> str:
        """The level text for Word: "Artikel %1", "%1.%2", "%3."."""
        shape = self.shapes[level]
        return shape.pattern(level - len(shape.formats) + 2)


@dataclass(slots=True)
class Outline:
    """The lists of a document and the place of every number that Word can count, by block index.

    `inside` holds the indices of items and bullets that stand under a clause, `continuing` the paragraphs that do.
    """

    lists: list[List]
    places: dict[int, Place]
    inside: frozenset[int]
    continuing: frozenset[int]

    @property
    def main(self) -> int | None:
        """The list that most headings and clauses are in; None when there is no such list."""
        counts = Counter(p.list for p in self.places.values() if self.lists[p.list].owner[0] != "item")
        return min(counts, key=lambda n: (-counts[n], n)) if counts else None

    def depth(self, number: int) -> int:
        """How many levels of a list headings and clauses use: items come below them."""
        return _depth(self.lists[number])


def outline(blocks: Sequence[Block]) -> Outline:
    """Finds the lists in the blocks of a running text, in reading order."""
    lists: list[List] = []
    places: dict[int, Place] = {}
    for index, block in enumerate(blocks):
        if block.kind in ("heading", "clause") and block.number:
            place = _place_outline(lists, block)
            if place:
                places[index] = place
                _count(lists, place, block)
    depths = [_depth(one) for one in lists]
    for one in lists:
        one.rewind()
    _place_items(blocks, lists, depths, places)
    inside, continuing = _under_clauses(blocks)
    for index, place in places.items():
        if lists[place.list].owner[0] == "item" and index in inside:
            lists[place.list].inside = True
    return Outline(lists, places, inside, continuing)


def _depth(one: List) -> int:
    return (
        0
        if one.owner[0] == "item"
        else max((n for n, s in one.shapes.items() if n == len(s.formats) - 1), default=0) + 1
    )


def _count(lists: list[List], place: Place, block: Block) -> None:
    one = lists[place.list]
    one.step(place.level)
    before = one.highest.get(place.level, "")
    if len(block.number) >= len(before):
        one.highest[place.level] = block.number


def _place_outline(lists: list[List], block: Block) -> Place | None:
    """The place of a heading's or clause's number. A single number begins or continues a list of its kind; a number of
    several parts goes below the list that counts its first parts."""
    labels = readings(block.number)
    latest_first = range(len(lists) - 1, -1, -1)
    owner = (block.kind, block.level)
    for label in labels:
        level = len(label.values) - 1
        for at in latest_first:
            one = lists[at]
            if (level > 0 or (one.owner == owner and 0 in one.shapes)) and one.takes(label, level):
                one.shapes[level] = label.shape
                return Place(at, level)
    for label in _first(labels):
        lists.append(List(owner, shapes={0: label.shape}))
        return Place(len(lists) - 1, 0)
    return None


def _first(labels: list[Label]) -> list[Label]:
    """The readings in which a label is the first of a list; a Roman one goes before a letter only for "i"."""
    return [label for label in labels if label.values == (1,)]


def _place_items(blocks: Sequence[Block], lists: list[List], depths: list[int], places: dict[int, Place]) -> None:
    """Gives items their places: below the clause they stand under, where Word begins them again by itself with every
    clause, or else in a list of their own."""
    counted = _counted(places)
    current: int | None = None
    own: list[int] = []
    for index, block in enumerate(blocks):
        if block.kind in ("heading", "clause"):
            own = []
            place = places.get(index)
            current = place.list if place else None
            if place:
                lists[place.list].step(place.level)
            continue
        if block.kind != "item" or not block.number or block.number == BULLET or not 1 <= block.level <= LEVELS:
            continue
        labels = [label for label in readings(block.number) if len(label.values) == 1]
        place = _continued(lists, own, labels, block.level)
        if place is None and current is not None:
            coming = _coming(counted[current], index)
            level = _level_below(lists[current], depths[current], labels, block.level, coming)
            place = None if level is None else Place(current, level)
        if place is None:
            place = _begun(lists, own, labels, block.level)
        if place:
            places[index] = place
            _count(lists, place, block)


def _counted(places: dict[int, Place]) -> dict[int, list[tuple[int, int]]]:
    """By list, the headings and clauses in it: block index and level."""
    found: dict[int, list[tuple[int, int]]] = {}
    for index, place in sorted(places.items()):
        found.setdefault(place.list, []).append((index, place.level))
    return found


def _coming(counted: list[tuple[int, int]], index: int) -> int:
    """The level of the next heading or clause of a list after a block; -1 when none comes."""
    at = bisect_right(counted, (index, LEVELS))
    return counted[at][1] if at < len(counted) else -1


def _level_below(one: List, depth: int, labels: list[Label], level: int, coming: int) -> int | None:
    """The level for an item below the headings and clauses of a list, None when it cannot be there.

    A level that is skipped here and counted by the next clause (`coming`) is one that programs count differently.
    """
    at = depth + level - 1
    deepest = max((n for n in range(depth) if one.counters[n]), default=-1)
    if at >= LEVELS or deepest < 0 or (level > 1 and not one.counters[at - 1]):
        return None
    if deepest < depth - 1 and coming > deepest:
        return None
    for label in labels:
        if one.takes(label, at):
            one.shapes[at] = label.shape
            return at
    return None


def _continued(lists: list[List], own: list[int], labels: list[Label], level: int) -> Place | None:
    """The place of an item that goes on with a list of its own, the latest first."""
    at = level - 1
    for number in reversed(own):
        one = lists[number]
        for label in labels:
            if any(one.counters[: at + 1]) and one.takes(label, at):
                one.shapes[at] = label.shape
                return Place(number, at)
    return None


def _begun(lists: list[List], own: list[int], labels: list[Label], level: int) -> Place | None:
    """The place of an item that begins a list of its own."""
    for label in _first(labels):
        lists.append(List(("item", level), shapes={level - 1: label.shape}))
        own.append(len(lists) - 1)
        return Place(len(lists) - 1, level - 1)
    return None


def _under_clauses(blocks: Sequence[Block]) -> tuple[frozenset[int], frozenset[int]]:
    """The items that stand under a clause and the paragraphs that go on after one, within an article."""
    inside: set[int] = set()
    continuing: set[int] = set()
    clause = False
    for index, block in enumerate(blocks):
        if block.kind in ("heading", "title"):
            clause = False
        elif block.kind == "clause":
            clause = True
        elif clause and block.kind == "item":
            inside.add(index)
        elif clause and block.kind == "paragraph":
            continuing.add(index)
    return frozenset(inside), frozenset(continuing)
