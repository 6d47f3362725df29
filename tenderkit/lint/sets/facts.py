"""What several documents say of the same thing: how long the contract lasts, how it is ended, when it starts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from pydantic import Field

from tenderkit.language import Language
from tenderkit.language.dates import dates, writes_day_first
from tenderkit.language.quantities import durations
from tenderkit.lint.parts import ByLanguage, Strict
from tenderkit.lint.rules import Bilingual
from tenderkit.lint.sets.members import Member, SetHit, TenderSet, hit_unit
from tenderkit.lint.units import Unit

BEFORE = 45  # characters before a passage that may tell that it is about something else ("the maximum ...")
AFTER = 10  # and behind it ("... at most")
TOLERANCE = 0.01  # twelve months are a year


class Fact(Strict):
    """A fact that documents may state: `said` are patterns that hold one duration or one date, in sentences in which one of
    `about` is found (or under such a heading); in a document that is not the agreement itself the sentence must name it
    (`agreement`). `not_here`: words in or right around the passage that make it another fact; `none`: words anywhere in the
    sentence or the headings above it that do."""

    name: Bilingual
    shortest: float = Field(0, description="shorter durations are of something else; in days")
    value: Literal["duration", "date"] = "duration"
    said: ByLanguage
    about: ByLanguage = ByLanguage()
    agreement: ByLanguage = ByLanguage()
    not_here: ByLanguage = ByLanguage()
    none: ByLanguage = ByLanguage()


class ConflictMatch(Strict):
    """The facts that are compared, in which kinds of document."""

    of: Literal["conflict"]
    documents: tuple[str, ...] = Field(min_length=1)
    none: ByLanguage = ByLanguage()
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact as one sentence states it: its value in days (or the day's ordinal), how it is written, and where."""

    value: float
    written: str
    unit: Unit
    span: tuple[int, int]


def conflicts(match: ConflictMatch, tender: TenderSet) -> Iterator[SetHit]:
    """Facts on which two documents each state one value, and not the same."""
    read = [
        (i, m) for i, m in enumerate(tender.members)
        if m.kind in match.documents and (m.kind != "agreement" or i == tender.agreement)
        and (m.kind != "other" or tender.is_annex(i))  # a note that stays inside states nothing
    ]  # fmt: skip
    # The agreement decides: a conflict is shown where another document says something else.
    read.sort(key=lambda pair: (pair[0] != tender.agreement, pair[0]))
    for fact in match.facts:
        stated = [(i, m, list(_statements(fact, match.none, m))) for i, m in read]
        told: set[int] = set()
        for (_, one, first), (at, _, second) in combinations(stated, 2):
            if at in told or not _disagree(fact, first, second):
                continue
            told.add(at)
            here, there = second[0], first[0]
            place = one.place(there.unit.block)
            yield hit_unit(
                at,
                here.unit,
                here.span,
                {
                    "nl": f"{fact.name.nl}: hier {here.written}, maar {there.written} in {place}",
                    "en": f"{fact.name.en}: {here.written} here, but {there.written} in {place}",
                },
            )


def _disagree(fact: Fact, first: Sequence[Statement], second: Sequence[Statement]) -> bool:
    """Whether both state one value each, and these differ; a document that states several may mean several things."""
    tolerance = TOLERANCE if fact.value == "duration" else 0.0
    one, two = _values(first, tolerance), _values(second, tolerance)
    return len(one) == len(two) == 1 and not _same(one[0], two[0], tolerance)


def _values(statements: Sequence[Statement], tolerance: float) -> list[float]:
    found: list[float] = []
    for statement in statements:
        if not any(_same(statement.value, other, tolerance) for other in found):
            found.append(statement.value)
    return found


def _same(one: float, two: float, tolerance: float) -> bool:
    return abs(one - two) <= tolerance * max(one, two)


def _statements(fact: Fact, none: ByLanguage, member: Member) -> Iterator[Statement]:
    day_first = writes_day_first((text for _, text in member.blocks()), member.view.language)
    for unit in member.view.units:
        language = unit.language
        label = _label(member, unit)
        text = label + unit.text
        headings = member.view.headings[unit.block]
        if _found(member, none, language, text) or _found(member, fact.none, language, f"{text}\n{headings}"):
            continue
        around = "\n".join((unit.context, text, headings))
        if getattr(fact.about, language) and not _found(member, fact.about, language, around):
            continue
        named = member.kind == "agreement" or not getattr(fact.agreement, language)
        if not named and not _found(member, fact.agreement, language, text):
            continue
        for source in getattr(fact.said, language):
            for start, end in member.view.pattern(source, language).spans(text):
                if _found(member, fact.not_here, language, text[max(0, start - BEFORE) : end + AFTER]):
                    continue
                value = _value(fact, text[start:end], day_first)
                if value is not None and end > len(label):
                    yield Statement(*value, unit, (max(0, start - len(label)), end - len(label)))


LONGEST_LABEL = 6  # words


def _label(member: Member, unit: Unit) -> str:
    """What the first cell of a row calls the value in another ("looptijd: "); "" for other text."""
    cell = member.view.document.blocks[unit.block].cell
    if cell is None or cell.column == 0:
        return ""
    label = member.view.row(unit.block).split(" | ", 1)[0].strip(" :")
    return f"{label}: " if label and len(label.split()) <= LONGEST_LABEL else ""


def _found(member: Member, patterns: ByLanguage, language: Language, text: str) -> bool:
    return any(member.view.pattern(s, language).search(text) is not None for s in getattr(patterns, language))


def _value(fact: Fact, text: str, day_first: bool | None) -> tuple[float, str] | None:
    """The value in a passage and how it is written; None when it holds none or several."""
    if fact.value == "date":
        days = list(dates(text, day_first))
        if len(days) != 1 or days[0].first != days[0].last:
            return None
        return float(days[0].first.toordinal()), text[days[0].start : days[0].end]
    lengths = list(durations(text))
    if len(lengths) != 1 or lengths[0].days < fact.shortest:
        return None
    return lengths[0].days, text[lengths[0].start : lengths[0].end]


__all__ = ["ConflictMatch", "Fact", "conflicts"]
