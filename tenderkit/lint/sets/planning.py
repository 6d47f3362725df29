"""The plannings in a set: lines that give the steps of a procedure their days."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from pydantic import RootModel

from tenderkit.data import read_yaml
from tenderkit.document.model import Span
from tenderkit.language.dates import When, dates, writes_day_first
from tenderkit.language.folding import Folded, fold
from tenderkit.lint.parts import ByLanguage, Patterns, Strict
from tenderkit.lint.rules import Bilingual
from tenderkit.lint.sets.members import Member, TenderSet, whole
from tenderkit.lint.units import LINTED_STORIES
from tenderkit.places import data_folder

FEWEST_STEPS = 2  # a table that names fewer steps of a procedure is another table


class Step(Strict):
    """A step of a procedure. `rank` gives its place in time; steps of one rank may alternate (rounds of questions)."""

    name: Bilingual
    rank: int
    nl: Patterns
    en: Patterns
    none: ByLanguage = ByLanguage()


class Steps(RootModel[dict[str, Step]]):
    """The steps by their names, in the order in which a label is compared with them."""


@cache
def steps() -> dict[str, Step]:
    """The steps of a procedure, from rules/steps.yml."""
    return read_yaml(data_folder("rules") / "steps.yml").parse(Steps).root


@dataclass(frozen=True, slots=True)
class Moment:
    """A line of a planning: what happens (its label as written), when, where it stands, and which step it is ("": other)."""

    label: str
    when: When
    span: Span
    step: str = ""

    @property
    def rank(self) -> int | None:
        """The place of its step in time, None when it is no known step."""
        return steps()[self.step].rank if self.step else None


@dataclass(frozen=True)
class Planning:
    """A planning in a document, in the order in which it stands there."""

    member: int
    moments: tuple[Moment, ...]

    def first(self, step: str) -> Moment | None:
        """The first moment of a step."""
        return next((m for m in self.moments if m.step == step), None)

    def last(self, step: str) -> Moment | None:
        """The last moment of a step."""
        return next((m for m in reversed(self.moments) if m.step == step), None)


def plannings(tender: TenderSet) -> Iterator[Planning]:
    """The plannings in the set: tables and lists that give days to at least two steps of a procedure."""
    for index, member in enumerate(tender.members):
        if member.language is None:
            continue
        day_first = writes_day_first((text for _, text in member.blocks()), member.language)
        for lines in (*_in_tables(member), *_in_lists(member)):
            moments = tuple(_moments(member, lines, day_first))
            if len({m.step for m in moments if m.step}) >= FEWEST_STEPS:
                yield Planning(index, moments)


def _in_tables(member: Member) -> Iterator[list[list[int]]]:
    """The rows of each table, each as the blocks of its cells."""
    for table in member.tables:
        yield [[row.cells[c] for c in sorted(row.cells)] for row in table.all_rows]


def _in_lists(member: Member) -> Iterator[list[list[int]]]:
    """The paragraphs, clauses and items of each section, each a line of its own."""
    for section in member.view.document.sections:
        lines = [
            [i]
            for i in section.blocks
            if member.view.document.blocks[i].kind in ("item", "paragraph", "clause")
            and member.view.document.blocks[i].story in LINTED_STORIES
        ]
        if lines:
            yield lines


FEW_WORDS = 10  # an item with more of them is a sentence, unless a mark stands between the words and the day


def _moments(member: Member, lines: Sequence[Sequence[int]], day_first: bool | None) -> Iterator[Moment]:
    blocks = member.view.document.blocks
    for line in lines:
        texts = {i: fold(blocks[i].text) for i in line}
        days = {i: list(dates(texts[i].text, day_first)) for i in line}
        dated = [i for i in line if days[i]]
        if not dated or (len(line) == 1 and not _is_line(blocks[line[0]].kind, texts[line[0]].text, days[line[0]])):
            continue
        found = [day for i in dated for day in days[i]]
        when = When(min(d.first for d in found), max(d.last for d in found), found[0].start, found[-1].end)
        words = " ".join(_without(texts[i].text, days[i]) for i in line)
        # The line is called by its first cell with words and no day; a line of one cell by what stands beside the day.
        named = next((blocks[i].text for i in line if not days[i] and len(texts[i].text.strip()) > 3), "")
        label = named or _beside(blocks[dated[0]].text, texts[dated[0]], days[dated[0]])
        yield Moment(
            " ".join(label.split()), when, whole(member.view, dated[0]), _step(member, " ".join(words.split()))
        )


def _is_line(kind: str, text: str, days: Sequence[When]) -> bool:
    """Whether a paragraph is a line of a list with one day in it, and no prose in which days stand for many things."""
    if len(days) != 1 or "\n" in text.strip():
        return False
    before = text[: days[0].start].strip()
    marked = not before or re.search(r"[:|-](?:\s*[a-z]{2,9}(?:dag|day),?)?$", before) is not None
    return marked or (kind == "item" and len(text.split()) <= FEW_WORDS)


def _without(text: str, days: Sequence[When]) -> str:
    for day in reversed(days):
        text = text[: day.start] + " " + text[day.end :]
    return text


def _beside(text: str, fold_: Folded, days: Sequence[When]) -> str:
    """What a text says before its first day, or behind it."""
    first, last = fold_.original(days[0].start, days[0].end)
    return text[:first].strip(" :–—-,|") or text[last:].strip(" :–—-,|") or text


def _step(member: Member, label: str) -> str:
    for name, step in steps().items():
        if member.search(ByLanguage(nl=step.nl, en=step.en), label) and not member.search(step.none, label):
            return name
    return ""
