"""The weights of the award criteria: whether they add up, alone and with the points of their wishes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from tenderkit.language.folding import folded
from tenderkit.lint.kinds.phrase import ExpressionsByLanguage
from tenderkit.lint.parts import ByLanguage, Strict
from tenderkit.lint.sets.members import Member, SetHit, TenderSet, hit_at, whole
from tenderkit.lint.sets.tables import Row

FULL = 100.0
NEAR = (80.0, 120.0)  # weights that add up to something between these were meant to be a hundred
WIDE = (50.0, 150.0)  # the same, for a list that is complete because price is in it
FEWEST = 2  # criteria or wishes that make a list
MOST_ROWS = 60
LONGEST_TOTAL = 4  # words in the name of a row that adds up
EXACT = 0.05
_VALUE = re.compile(
    r"(?:max(?:imaal|imum|\.)?\s*:?\s*)?(?P<number>\d{1,3}(?:[.\s]\d{3})+|\d{1,4}(?:[.,]\d{1,2})?)\s*(?P<percent>%|procent|per ?cent)?"
    r"\s*(?:punten|punt|points?|pt|pnt)?\.?"
)
_PERCENT = re.compile(r"(?<![\d.,])(\d{1,3}(?:[.,]\d{1,2})?)\s*(?:%|procent\b|per ?cent\b)")


def value(text: str) -> tuple[float, bool] | None:
    """The number that a folded cell consists of ("25", "25%", "max. 30 punten"), and whether it is a percentage."""
    found = _VALUE.fullmatch(text.strip(" *()"))
    if not found:
        return None
    number = found.group("number")
    if re.fullmatch(r"\d{1,3}(?:[.\s]\d{3})+", number):
        number = re.sub(r"[.\s]", "", number)
    return float(number.replace(",", ".")), bool(found.group("percent"))


class WeightsMatch(Strict):
    """What the columns of a table of award criteria are called (`criterion`, `weight`, `points`), the headings above such
    tables and lists (`heading`), the line about price, with which a list is complete (`price`), the row that adds up
    (`total`), the wishes whose points make up a criterion (`wish`), and sentences that give the weights (`sentence`)."""

    of: Literal["weights"]
    heading: ByLanguage
    criterion: ByLanguage
    weight: ByLanguage
    points: ByLanguage
    price: ByLanguage
    total: ByLanguage
    wish: ByLanguage
    sentence: ExpressionsByLanguage


@dataclass(frozen=True)
class Criteria:
    """Award criteria: their names (folded) and weights in order, the block of each weight, and the total that the table
    names (None: none). `complete`: price is among them. `points`: the numbers are points, which may add up to anything."""

    names: tuple[str, ...]
    values: tuple[float, ...]
    blocks: tuple[int, ...]
    percent: bool
    complete: bool
    points: bool
    total: float | None = None
    total_block: int | None = None

    @property
    def sum(self) -> float:
        """All weights added."""
        return round(sum(self.values), 2)


def weights(match: WeightsMatch, tender: TenderSet) -> Iterator[SetHit]:
    """Award criteria that do not add up: to a hundred, to their own total, or to the points of their wishes."""
    for index, member in enumerate(tender.members):
        if member.kind in ("agreement", "terms", "sla", "dap"):
            continue
        found = [*_in_tables(match, member), *_in_lists(match, member), *_in_sentences(match, member)]
        for criteria in found:
            wrong = _wrong_sum(criteria)
            # The parts of one criterion add up to its weight.
            if wrong is None or any(criteria.sum in other.values for other in found if other is not criteria):
                continue
            at = criteria.total_block if criteria.total_block is not None else criteria.blocks[-1]
            yield hit_at(index, member.view, whole(member.view, at), wrong)
        yield from _wishes_and_criteria(match, index, member, found)


def _in_tables(match: WeightsMatch, member: Member) -> Iterator[Criteria]:
    for table in member.tables:
        by_weight = member.columns(table, match.weight)
        by_points = [c for c in member.columns(table, match.points) if c not in by_weight]
        number = next(iter((*by_weight, *by_points)), None)
        if number is None or member.columns(table, match.wish):
            continue
        named = [c for c in member.columns(table, match.criterion) if c != number]
        others = [c for c in sorted(table.header) if c != number]
        if named:
            criteria = _criteria(match, member, table.rows, named[0], number, number in by_points)
        elif others and member.search(match.heading, table.heading):
            criteria = _criteria(match, member, table.rows, others[0], number, number in by_points)
            if criteria is not None and not criteria.complete:
                continue  # a scale of scores, an example of a calculation
        else:
            continue
        if criteria is not None:
            yield criteria


def _criteria(
    match: WeightsMatch, member: Member, rows: Sequence[Row], name: int, number: int, points: bool
) -> Criteria | None:
    names: list[str] = []
    values: list[float] = []
    blocks: list[int] = []
    percents: list[bool] = []
    complete = False
    total: float | None = None
    total_block: int | None = None
    for row in rows:
        text = row.texts.get(number, "")
        said = value(text)
        if said is None:
            if text.strip(" -"):
                return None  # a range or a formula: not ours to add up
            continue
        if len(row.texts.get(name, "").split()) <= LONGEST_TOTAL and member.search(
            match.total, row.texts.get(name, "")
        ):
            total, total_block = said[0], row.cells[number]
            continue
        if names and (names[-1], values[-1]) == (row.texts.get(name, ""), said[0]):
            continue  # a cell that spans rows, read once for each
        names.append(row.texts.get(name, ""))
        values.append(said[0])
        percents.append(said[1])
        blocks.append(row.cells[number])
        complete |= any(member.search(match.price, other) for c, other in row.texts.items() if c != number)
    if len(values) < FEWEST:
        return None
    percent = all(percents)
    return Criteria(
        tuple(names), tuple(values), tuple(blocks), percent, complete, points and not percent, total, total_block
    )


def _in_lists(match: WeightsMatch, member: Member) -> Iterator[Criteria]:
    """Items under a heading about award criteria that each name one percentage."""
    document = member.view.document
    for section in document.sections:
        blocks = [i for i in section.blocks if document.blocks[i].kind == "item" and document.blocks[i].level <= 1]
        if len(blocks) < FEWEST or not member.search(match.heading, member.view.headings[blocks[0]]):
            continue
        texts = [folded(document.blocks[i].text) for i in blocks]
        said = [_PERCENT.findall(text) for text in texts]
        if all(len(numbers) == 1 for numbers in said):
            complete = any(member.search(match.price, text) for text in texts)
            values = tuple(float(numbers[0].replace(",", ".")) for numbers in said)
            yield Criteria(tuple(texts), values, tuple(blocks), True, complete, points=False)


def _in_sentences(match: WeightsMatch, member: Member) -> Iterator[Criteria]:
    """Sentences that give the weights of price and of quality."""
    for unit, _ in member.sentences(match.sentence):
        values = tuple(float(n.replace(",", ".")) for n in _PERCENT.findall(unit.text))
        if len(values) >= FEWEST:
            yield Criteria((unit.text,) * len(values), values, (unit.block,), True, complete=True, points=False)


def _wrong_sum(criteria: Criteria) -> dict[str, str] | None:
    if criteria.total is not None and not adds_up(criteria.values, criteria.total):
        return {
            "nl": f"De gewichten tellen op tot {criteria.sum:g}; als totaal staat er {criteria.total:g}",
            "en": f"The weights add up to {criteria.sum:g}; the total says {criteria.total:g}",
        }
    low, high = WIDE if criteria.complete else NEAR
    hundredths = not criteria.points and low < criteria.sum < high
    if criteria.total == FULL or not hundredths or adds_up(criteria.values, FULL):
        return None
    return {
        "nl": f"De gewichten van de gunningscriteria tellen op tot {criteria.sum:g}, niet tot 100",
        "en": f"The weights of the award criteria add up to {criteria.sum:g}, not to 100",
    }


def adds_up(values: Sequence[float], total: float) -> bool:
    """Whether the values add up to a total, read as a plain list or as criteria with their parts under them.

    The parts of a criterion add up to its own value or to a hundred.
    """
    if abs(sum(values) - total) < EXACT:
        return True
    if len(values) > MOST_ROWS:
        return False
    reached: list[set[float]] = [set() for _ in range(len(values) + 1)]
    reached[0].add(0.0)
    for i, own in enumerate(values):
        ends = [i + 1]
        parts = 0.0
        for j in range(i + 1, len(values)):
            parts += values[j]
            if j > i + 1 and (abs(parts - own) < EXACT or abs(parts - FULL) < EXACT):
                ends.append(j + 1)
        for end in ends:
            reached[end].update(round(s + own, 2) for s in reached[i] if s + own <= total + EXACT)
    return any(abs(s - total) < EXACT for s in reached[-1])


def _wishes_and_criteria(
    match: WeightsMatch, index: int, member: Member, found: Sequence[Criteria]
) -> Iterator[SetHit]:
    """Criteria whose wishes add up to something else, in a table in which those of other criteria do add up."""
    known = {n: (v, b) for c in found for n, v, b in zip(c.names, c.values, c.blocks, strict=False)}
    for table in member.tables:
        wish = member.columns(table, match.wish)
        named = [c for c in member.columns(table, match.criterion) if c not in wish]
        numbers = [*member.columns(table, match.points), *member.columns(table, match.weight)]
        if not wish or not named or not numbers:
            continue
        scores: dict[str, list[float]] = {}
        for row in table.rows:
            said = value(row.texts.get(numbers[0], ""))
            name = row.texts.get(named[0], "")
            if said and name in known:
                scores.setdefault(name, []).append(said[0])
        # Where every wish has the same number it is the highest score, not a share of the weight.
        if len({n for numbers_ in scores.values() for n in numbers_}) < FEWEST:
            continue
        sums = {name: round(sum(numbers_), 2) for name, numbers_ in scores.items()}
        wrong = [name for name, added in sums.items() if abs(added - known[name][0]) >= EXACT]
        if len(wrong) * 2 > len(sums):
            continue  # points and weights are told apart here
        for name in wrong:
            weight, block = known[name]
            yield hit_at(
                index,
                member.view,
                whole(member.view, block),
                {
                    "nl": f"De wensen bij '{name}' tellen op tot {sums[name]:g} punten; het gewicht is {weight:g}",
                    "en": f"The wishes of '{name}' add up to {sums[name]:g} points; the weight is {weight:g}",
                },
            )
