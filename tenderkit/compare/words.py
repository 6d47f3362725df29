"""What changed in a passage, word by word."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from tenderkit.compare.passages import Token

Operation = Literal["equal", "removed", "added"]


@dataclass(frozen=True, slots=True)
class Edit:
    """A run of words that stayed, went or came, as written, white space included."""

    operation: Operation
    text: str


def edits(old: Sequence[Token], new: Sequence[Token], same_place: Callable[[int, int], bool]) -> tuple[Edit, ...]:
    """The old words turned into the new ones. `same_place` tells whether an old and a new block are counterparts: a number
    that points to the same clause as before is no change. Nothing changed: only "equal", or nothing."""
    pointed = dict.fromkeys(t.refers for t in old if t.refers is not None)
    pointing = dict.fromkeys(t.refers for t in new if t.refers is not None)
    twins = {b: a for b in pointing for a in pointed if same_place(a, b)}
    kept = set(twins.values())
    ours = [f"\0{t.refers}" if t.refers in kept else t.key for t in old]
    theirs = [f"\0{twins[t.refers]}" if t.refers in twins else t.key for t in new]
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    found: list[Edit] = []

    def add(operation: Operation, text: str) -> None:
        if found and found[-1].operation == operation:
            text = found.pop().text + text
        if text:
            found.append(Edit(operation, text))

    for tag, a, b, c, d in _joined(matcher.get_opcodes(), ours):
        before, after = _written(old[a:b]), _written(new[c:d])
        if tag == "equal":
            add("equal", after)
            continue
        # White space before both is no part of the change, nor is the bar between two cells.
        lead = old[a].before if before and after and old[a].before == new[c].before else ""
        add("equal", lead)
        add("removed", before[len(lead) :])
        add("added", after[len(lead) :])
    return tuple(found)


def _written(tokens: Sequence[Token]) -> str:
    return "".join(t.before + t.text for t in tokens)


Opcode = tuple[str, int, int, int, int]


def _joined(opcodes: Sequence[Opcode], words: Sequence[str]) -> list[Opcode]:
    """Without islands of one small word between two changes: a person reads the whole as one change."""
    found: list[Opcode] = []
    last = len(opcodes) - 1
    for place, (tag, a, b, c, d) in enumerate(opcodes):
        island = tag == "equal" and 0 < place < last and b - a == 1 and len(words[a]) <= 3
        if found and found[-1][0] != "equal" and (tag != "equal" or island):
            _, first, _, third, _ = found[-1]
            found[-1] = ("replace", first, b, third, d)
        else:
            found.append((tag, a, b, c, d))
    return found


def changed(found: Sequence[Edit]) -> bool:
    """Whether any word went or came."""
    return any(edit.operation != "equal" for edit in found)
