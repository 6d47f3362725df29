"""The decisions file: what the program proposes about wishes, and what people decided. Written, read back, never lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict

from tenderkit.data import read_yaml
from tenderkit.errors import InputError
from tenderkit.regie.register.model import Similar, Wish
from tenderkit.regie.register.splitting import parts

SCHEMA: Literal["tenderkit.decisions/1"] = "tenderkit.decisions/1"
_Dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)  # the same text, many times faster
_HEAD = """\
# Proposals of 'tenderkit requirements', and your decisions. Change only the word after 'decision:', then run it again.
#   merges: merge (one requirement), apart (two requirements), open     splits: split, keep, open     votes: must, wish, no, open
"""


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Merge(_Part):
    """Whether two wishes are one requirement."""

    wishes: tuple[str, str]
    decision: Literal["merge", "apart", "open"] = "open"
    likeness: float = 0
    because: str = ""
    differs: str = ""
    says: dict[str, str] = {}


class Split(_Part):
    """Whether a cell holds several wishes."""

    wish: str
    decision: Literal["split", "keep", "open"] = "open"
    parts: list[str]


class VoteMeant(_Part):
    """What an unreadable vote means."""

    wish: str
    decision: Literal["must", "wish", "no", "open"] = "open"
    given: str
    proposal: str = ""


class _File(_Part):
    schema_: Literal["tenderkit.decisions/1"] = SCHEMA
    merges: list[Merge] = []
    splits: list[Split] = []
    votes: list[VoteMeant] = []


Ask = Callable[[str, tuple[str, ...]], str]
"""Puts a question with its possible answers; gives one of them."""


@dataclass
class Decisions:
    """Proposals and decisions by what they are about."""

    merges: dict[tuple[str, ...], Merge] = field(default_factory=dict)
    splits: dict[str, Split] = field(default_factory=dict)
    votes: dict[str, VoteMeant] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> Decisions:
        """The decisions in a file; raises InputErrors that name line and column."""
        data = read_yaml(path)
        if isinstance(data.value, dict) and "schema" in data.value:
            data.value["schema_"] = data.value.pop("schema")
        file = data.parse(_File)
        return cls(
            {tuple(sorted(m.wishes)): m for m in file.merges},
            {s.wish: s for s in file.splits},
            {v.wish: v for v in file.votes},
        )

    def text(self) -> str:
        """The file as it is written."""

        def dumped(items: Iterable[BaseModel]) -> list[Any]:
            return [item.model_dump(mode="json") for item in items]

        value = {
            "schema": SCHEMA,
            "merges": dumped(m for _, m in sorted(self.merges.items())),
            "splits": dumped(s for _, s in sorted(self.splits.items())),
            "votes": dumped(v for _, v in sorted(self.votes.items())),
        }
        return _HEAD + yaml.dump(value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=118)

    def prepare(self, wishes: Iterable[Wish]) -> None:
        """Proposals for cells with several wishes and for votes that cannot be read."""
        from tenderkit.regie.register.columns import vote_of

        for wish in wishes:
            found = parts(wish.text, wish.language)
            if len(found) > 1:
                before = self.splits.get(wish.key)
                same = before is not None and before.parts == found
                self.splits[wish.key] = before if before and same else Split(wish=wish.key, parts=found)
            if wish.vote == "?":
                before_vote = self.votes.get(wish.key)
                if before_vote is None or before_vote.given != wish.given:
                    proposal = vote_of(wish.given)[1] or ""
                    self.votes[wish.key] = VoteMeant(wish=wish.key, given=wish.given, proposal=proposal)

    def take_up(self, changed: dict[tuple[str, str], tuple[str, str, str]]) -> None:
        """Decisions about merging that were changed in the register: by the two wishes, the word that stood there at the run
        before, the new one, and its cell. Raises InputError where this file was changed too, to another word."""
        for keys, (stood, now, cell) in changed.items():
            merge = self.merges.setdefault(keys, Merge(wishes=keys))
            if merge.decision not in (stood, now, "open"):
                raise InputError(
                    f"'{now}' about {keys[0]} and {keys[1]}, where decisions.yaml says '{merge.decision}'",
                    place=cell,
                    remedy="write the same in both, or leave one as it was",
                )
            merge.decision = now  # type: ignore[assignment]

    def propose(self, similar: Iterable[Similar], wishes: dict[str, Wish]) -> None:
        """Proposals for merges. What was decided stays; an open proposal that is no longer made goes."""
        self.merges = {keys: m for keys, m in self.merges.items() if m.decision != "open"}
        for pair in similar:
            before = self.merges.get(pair.keys)
            says = {key: wishes[key].text for key in pair.keys}
            self.merges[pair.keys] = Merge(
                wishes=pair.keys,
                decision=before.decision if before else "open",
                likeness=round(pair.score, 2),
                because=pair.because,
                differs=pair.differs,
                says=says,
            )

    def ask_first(self, ask: Ask) -> None:
        """Ask about splits and votes that are open."""
        for split in self.splits.values():
            if split.decision == "open":
                shown = f"{split.wish}:\n  - " + "\n  - ".join(split.parts)
                split.decision = ask(shown, ("split", "keep", "open"))  # type: ignore[assignment]
        for vote in self.votes.values():
            if vote.decision == "open":
                shown = f"{vote.wish}: '{vote.given}'" + (f" ({vote.proposal}?)" if vote.proposal else "")
                vote.decision = ask(shown, ("must", "wish", "no", "open"))  # type: ignore[assignment]

    def ask_merges(self, ask: Ask) -> None:
        """Ask about merges that are open."""
        for merge in self.merges.values():
            if merge.decision == "open":
                shown = "\n  ".join(f"{key}: {text}" for key, text in merge.says.items())
                shown = f"{merge.likeness:.2f}  {merge.because}\n  {shown}" + (
                    f"\n  ≠ {merge.differs}" if merge.differs else ""
                )
                merge.decision = ask(shown, ("merge", "apart", "open"))  # type: ignore[assignment]

    def applied(self, wishes: Iterable[Wish]) -> list[Wish]:
        """The wishes after the splits and votes that were decided."""
        from dataclasses import replace

        found: list[Wish] = []
        for wish in wishes:
            meant = self.votes.get(wish.key)
            if wish.vote == "?" and meant is not None and meant.decision != "open" and meant.given == wish.given:
                wish = replace(wish, vote=meant.decision)
            split = self.splits.get(wish.key)
            if split is not None and split.decision == "split":
                found.extend(wish.part(i, text) for i, text in enumerate(split.parts, 1))
            else:
                found.append(wish)
        return found
