"""Which wishes are alike and which clash, over a whole register: an index of concepts keeps this from comparing all with all."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from tenderkit.regie.register.meaning import Meaning, meaning
from tenderkit.regie.register.model import Similar, Wish
from tenderkit.regie.register.similarity import OPPOSED, SUBJECT, Likeness, likeness

_COMPARED = 20  # wishes that each is compared with, at most: those that share the rarest
_COMMON = 250  # wishes in which a concept may stand before it no longer points to any


def compare_all(wishes: Sequence[Wish]) -> tuple[list[Similar], list[tuple[Wish, Wish, Likeness]]]:
    """The pairs for which a merge is proposed, the likest first, and the pairs that clash."""
    similar: list[Similar] = []
    clashing: list[tuple[Wish, Wish, Likeness]] = []
    for one, other in candidates([meaning(w.text, w.language) for w in wishes]):
        a, b = sorted((wishes[one], wishes[other]), key=lambda w: w.key)
        found = likeness(meaning(a.text, a.language), meaning(b.text, b.language))
        if found.same:
            similar.append(Similar((a.key, b.key), found.score, ", ".join(found.shared), ", ".join(found.apart)))
        elif a.participant != b.participant and _clash(a, b, found):
            clashing.append((a, b, found))
    similar.sort(key=lambda s: (-s.score, s.keys))
    clashing.sort(key=lambda c: (c[0].key, c[1].key))
    return similar, clashing


def _clash(a: Wish, b: Wish, found: Likeness) -> bool:
    """Whether two wishes about the same thing cannot both be met. Who says no to a wish does not ask for it."""
    refused = (a.vote == "no") + (b.vote == "no")
    if refused == 2 or (refused == 1 and not (found.denies or found.opposes)):
        return False
    if found.denies:
        return not refused and found.covered >= SUBJECT
    if found.opposes:
        return not refused and found.covered >= OPPOSED
    return found.same_subject and bool(found.different) and found.covered >= SUBJECT


def candidates(read: Sequence[Meaning]) -> Iterator[tuple[int, int]]:
    """Pairs worth comparing, in order."""
    features = [
        frozenset(c for u in m.units for c in (u.concepts or (f"={u.stem}",)) if u.weight >= 0.35) for m in read
    ]
    index: dict[str, list[int]] = defaultdict(list)
    for place, found in enumerate(features):
        for feature in found:
            index[feature].append(place)
    rarity = {f: math.log(1 + len(read) / len(places)) for f, places in index.items()}
    pairs: set[tuple[int, int]] = set()
    for place, found in enumerate(features):
        shared: Counter[int] = Counter()
        for feature in sorted(found):
            if len(index[feature]) <= _COMMON:
                for other in index[feature]:
                    shared[other] += rarity[feature]  # type: ignore[assignment]
        del shared[place]
        nearest = sorted(shared, key=lambda o: (-shared[o], o))[:_COMPARED]
        pairs.update((min(place, other), max(place, other)) for other in nearest)
    yield from sorted(pairs)
