"""Clauses of two versions of a document: which came, went, moved, were reworded, split or joined."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

from tenderkit.compare.matching import out_of_order, pair
from tenderkit.compare.passages import REFERENCE, Passage, Token, passages
from tenderkit.compare.words import Edit, changed, edits
from tenderkit.document.model import Document

ChangeKind = Literal["added", "removed", "moved", "reworded", "split", "merged"]
KINDS: tuple[ChangeKind, ...] = ("added", "removed", "reworded", "moved", "split", "merged")

HELD = 0.75  # the share of the triples of words of a passage that stand in another one, from which it came out of that
FEWEST = 6  # triples of words below which that says nothing


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that happened to a clause; `old` and `new` hold several passages for one that was split or merged, and none
    for one that was added or removed. `edits` are its words; `moved`: it stands elsewhere too."""

    kind: ChangeKind
    old: tuple[Passage, ...]
    new: tuple[Passage, ...]
    moved: bool = False
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True)
class ClauseChanges:
    """The changes in the order of the new version (what was removed stands where it stood), and how many passages stayed as
    they were, of which how many only got another number. `counterparts`: new passage by old one."""

    changes: tuple[Change, ...]
    unchanged: int
    renumbered: int
    old: tuple[Passage, ...] = field(repr=False)
    new: tuple[Passage, ...] = field(repr=False)
    counterparts: Mapping[int, int] = field(repr=False)

    def count(self, kind: ChangeKind) -> int:
        """How many changes of a kind; a reworded clause that moved counts in both."""
        return sum(c.kind == kind or (kind == "moved" and c.moved) for c in self.changes)

    @cached_property
    def _old_at(self) -> dict[int, int]:
        return {block: i for i, p in enumerate(self.old) for block in p.blocks}

    @cached_property
    def _new_at(self) -> dict[int, int]:
        return {block: i for i, p in enumerate(self.new) for block in p.blocks}

    def same_passage(self, old: int, new: int) -> bool:
        """Whether an old and a new block stand in passages that are counterparts."""
        here, there = self._old_at.get(old), self._new_at.get(new)
        return here is not None and there is not None and self.counterparts.get(here) == there

    def same_block(self, old: int, new: int) -> bool:
        """Whether an old and a new block are counterparts: the same place in passages that are."""
        if not self.same_passage(old, new):
            return False
        ours, theirs = self.old[self._old_at[old]], self.new[self._new_at[new]]
        return ours.blocks.index(old) == theirs.blocks.index(new)


def compare_clauses(old: Document, new: Document) -> ClauseChanges:
    """What happened to the clauses between two versions. Another number is no change, nor is a reference that follows it."""
    before, after = passages(old), passages(new)
    pairs = pair(before, after)
    pairs.update(_renamed_headings(before, after, pairs))
    whole = ClauseChanges((), 0, 0, tuple(before), tuple(after), pairs)
    origin = {j: i for i, j in pairs.items()}
    split = _parts(before, after, [j for j in range(len(after)) if j not in origin], pairs)
    merged = _parts(after, before, [i for i in range(len(before)) if i not in pairs], origin)
    wandered = out_of_order(pairs) | _rehoused(whole)
    placed: list[tuple[tuple[float, int], Change]] = []
    unchanged = renumbered = 0

    for i, j in sorted(pairs.items(), key=lambda p: p[1]):
        olds = sorted([i, *(k for k, home in merged.items() if home == j)])
        news = sorted([j, *(k for k, home in split.items() if home == i)])
        ours, theirs = _words(before, olds), _words(after, news)
        found = edits(ours, theirs, whole.same_block)
        moved = i in wandered
        sides = (tuple(before[k] for k in olds), tuple(after[k] for k in news))
        kind: ChangeKind | None = None
        if len(news) > 1:
            kind = "split"
        elif len(olds) > 1:
            kind = "merged"
        elif changed(found):
            kind = "reworded"
        elif moved:
            kind = "moved"
        if kind is None:
            unchanged += 1
            renumbered += before[i].number != after[j].number
        else:
            placed.append(((j, 0), Change(kind, *sides, moved, found if kind != "moved" else ())))
    for j, passage in enumerate(after):
        if j not in origin and j not in split:
            placed.append(((j, 0), Change("added", (), (passage,))))
    for i, passage in enumerate(before):
        if i not in pairs and i not in merged:
            earlier = next((pairs[k] for k in range(i - 1, -1, -1) if k in pairs and k not in wandered), -1)
            placed.append(((earlier + 0.5, i), Change("removed", (passage,), ())))
    changes = tuple(change for _, change in sorted(placed, key=lambda p: p[0]))
    return ClauseChanges(changes, unchanged, renumbered, tuple(before), tuple(after), pairs)


def _words(passages: Sequence[Passage], chosen: Sequence[int]) -> tuple[Token, ...]:
    """The words of some passages, each on a line of its own."""
    found = list(passages[chosen[0]].tokens)
    for k in chosen[1:]:
        first, *rest = passages[k].tokens
        found += [replace(first, before="\n"), *rest]
    return tuple(found)


def _renamed_headings(before: Sequence[Passage], after: Sequence[Passage], pairs: Mapping[int, int]) -> dict[int, int]:
    """Headings that have nothing in common but what stands under them: most of one stands under the other."""
    taken = set(pairs.values())
    old = {p.blocks[0]: i for i, p in enumerate(before) if p.kind == "heading" and i not in pairs}
    new = {p.blocks[0]: j for j, p in enumerate(after) if p.kind == "heading" and j not in taken}
    shared = Counter(
        (old[a], new[b])
        for i, j in pairs.items()
        if (a := before[i].above) in old and (b := after[j].above) in new and a is not None and b is not None
    )
    under = Counter(p.above for p in before if p.kind != "heading")
    found: dict[int, int] = {}
    for (i, j), count in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        if i not in found and j not in found.values() and 2 * count >= under[before[i].blocks[0]]:
            found[i] = j
    return found


def _rehoused(whole: ClauseChanges) -> set[int]:
    """The old passages that stand under another heading that was there before as well."""
    found: set[int] = set()
    headings = {p.blocks[0] for i, p in enumerate(whole.old) if p.kind == "heading" and i in whole.counterparts}
    known = set(whole.counterparts.values())
    theirs = {p.blocks[0] for j, p in enumerate(whole.new) if p.kind == "heading" and j in known}
    for i, j in whole.counterparts.items():
        old, new = whole.old[i], whole.new[j]
        if old.kind == "heading" or old.above not in headings or new.above not in theirs:
            continue
        assert old.above is not None and new.above is not None
        if not whole.same_passage(old.above, new.above):
            found.add(i)
    return found


def _parts(
    wholes: Sequence[Passage], parts: Sequence[Passage], loose: Sequence[int], homes: Mapping[int, int]
) -> dict[int, int]:
    """For each loose part the whole that holds most of its words, where that whole has a counterpart without them.

    `homes`: the counterpart among the parts of each whole.
    """
    if not loose:
        return {}
    triples = {i: _triples(wholes[i]) for i in homes if wholes[i].kind == "clause"}
    holding: dict[tuple[str, ...], list[int]] = {}
    for i, found in triples.items():
        for triple in found:
            holding.setdefault(triple, []).append(i)
    result: dict[int, int] = {}
    for j in loose:
        own = _triples(parts[j])
        if parts[j].kind != "clause" or len(own) < FEWEST:
            continue
        shared: dict[int, int] = {}
        for triple in own:
            for i in holding.get(triple, ()):
                shared[i] = shared.get(i, 0) + 1
        if not shared:
            continue
        home = min(shared, key=lambda i: (-shared[i], abs(homes[i] - j), i))
        elsewhere = len(own & _triples(parts[homes[home]]))
        if shared[home] >= HELD * len(own) and elsewhere < len(own) / 2:
            result[j] = home
    return result


def _triples(passage: Passage) -> frozenset[tuple[str, ...]]:
    words = [w for w in passage.words if w == REFERENCE or w[:1].isalnum()]
    return frozenset(zip(words, words[1:], words[2:], strict=False))
