"""What a passage resembles: a linear model over words and pieces of words, learnt from labelled passages.

Patterns find what somebody thought of; a passage that says the same in other words is found here. The model is never the
only witness: rules ask for other signs beside a likeness, and what they report is the passage itself. `training/likeness.py`
makes the models from `training/passages`; their labels are those of the answer keys ("exit-assistance", "exit-fee").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from pydantic import Field

from tenderkit.data import read_yaml
from tenderkit.language import Language
from tenderkit.language.folding import folded
from tenderkit.language.patterns import Vocabulary
from tenderkit.lint.parts import Strict
from tenderkit.places import data_folder

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tenderkit.lint.units import Unit, View


class Use(Strict):
    """The file rules/likeness.yml: labels of the models by mechanism and by rule, and from which likeness (0 to 1) a passage
    counts."""

    arranged: float = Field(ge=0, le=1)
    touched: float = Field(ge=0, le=1)
    answers: int = Field(ge=1)
    doubtful: float = Field(ge=0, le=1)
    doubtful_finding: float = Field(ge=0, le=1)
    of_the_client: frozenset[str]
    mechanisms: dict[str, str]
    findings: dict[str, str]


@cache
def use() -> Use:
    """How rules use the models; raises InputErrors that name file and line."""
    return read_yaml(data_folder("rules") / "likeness.yml").parse(Use)


FOLDER = Path(__file__).parent / "likenesses"
WINDOW = 3  # sentences of a longer paragraph that are looked at together
LONGEST_LIST = 10  # items that are looked at together with the sentence above them
PIECES = (4, 5, 6)  # letters

_TOKEN = re.compile(r"<[a-z]+>|[a-z]+(?:['\-][a-z]+)*|[€$£%]")
_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_SIDES = ("client", "supplier", "joint")


def tokens(text: str, vocabulary: Vocabulary) -> list[str]:
    """The words of a folded text, with numbers and the names of parties by what they are."""
    for side in _SIDES:
        for start, end in reversed(vocabulary.pattern(f"<{side}>").spans(text)):
            text = f"{text[:start]} <{side}> {text[end:]}"
    return _TOKEN.findall(_NUMBER.sub(" <n> ", text))


@lru_cache(maxsize=50_000)
def _pieces(word: str) -> tuple[str, ...]:
    """A word and the pieces of it: a Dutch compound shares them with its parts."""
    if word.startswith("<"):
        return (word,)
    edged = f"^{word}$"
    return (word, *{f"#{edged[i : i + n]}" for n in PIECES for i in range(len(edged) - n + 1)})


def features(words: Sequence[str], heading: str) -> set[str]:
    """What the model knows of a passage: its words, their pieces, pairs of neighbours, and the words of its heading."""
    found: set[str] = set()
    for word in words:
        found.update(_pieces(word))
    found.update(f"{a} {b}" for a, b in pairwise(words))
    found.update(f"{a} * {b}" for a, b in zip(words, words[2:], strict=False))
    for word in _TOKEN.findall(heading):
        found.update(f"H:{piece}" for piece in _pieces(word))
    return found


@dataclass(frozen=True)
class Model:
    """Weights of the features for every label. `weights` are bytes, to be multiplied by `scale`."""

    labels: tuple[str, ...]
    rows: dict[str, int]
    rarity: NDArray[np.float32]
    weights: NDArray[np.int8]
    scale: NDArray[np.float32]
    bias: NDArray[np.float32]

    def scores(self, found: Iterable[str]) -> NDArray[np.float32]:
        """How much a passage with these features is like each label: 0 to 1."""
        rows = np.fromiter((r for f in found if (r := self.rows.get(f)) is not None), dtype=np.int64)
        if not len(rows):
            return np.zeros(len(self.labels), dtype=np.float32)
        rarity = self.rarity[np.sort(rows)]
        sums = (rarity @ self.weights[np.sort(rows)].astype(np.float32)) * self.scale / np.linalg.norm(rarity)
        return np.asarray(1 / (1 + np.exp(-(sums + self.bias))), dtype=np.float32)


@cache
def model(language: Language) -> Model:
    """The model of a language."""
    with np.load(FOLDER / f"{language}.npz", allow_pickle=False) as data:
        names = bytes(data["features"]).decode("utf-8").split("\n")
        labels = tuple(bytes(data["labels"]).decode("utf-8").split("\n"))
        return Model(
            labels,
            {name: row for row, name in enumerate(names)},
            data["rarity"].astype(np.float32),
            data["weights"],
            data["scale"].astype(np.float32),
            data["bias"].astype(np.float32),
        )


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences that are looked at together: `heading` is the one they stand under, folded."""

    units: tuple[Unit, ...]
    text: str
    heading: str


def passages(view: View) -> Iterator[Passage]:
    """The passages of a document: short paragraphs, stretches of longer ones, rows of tables, items with the sentence above
    them, and short lists whole."""
    blocks = view.document.blocks
    heading = ""
    rows: set[tuple[int, int]] = set()
    above: tuple[Unit, ...] = ()
    items: list[Unit] = []
    for index, block in enumerate(blocks):
        if block.kind in ("heading", "title"):
            heading = folded(block.text)
        units = view.units_of_block.get(index, ())
        if block.kind != "item" and items:
            yield from _list(above, items, heading)
            items = []
        if not units:
            continue
        if block.cell is not None:
            place = (block.cell.table, block.cell.row)
            if place not in rows:
                rows.add(place)
                yield Passage(tuple(_row(view, index)), view.row(index), heading)
            continue
        if block.kind == "item":
            items += units
            context = units[0].context
            yield Passage(units, f"{context} {_text(units)}".strip(), heading)
            continue
        above = units
        for start in range(max(len(units) - WINDOW, 0) + 1):
            some = units[start : start + WINDOW]
            yield Passage(some, _text(some), heading)
    if items:
        yield from _list(above, items, heading)


def _list(above: tuple[Unit, ...], items: Sequence[Unit], heading: str) -> Iterator[Passage]:
    if above and 1 < len(items) <= LONGEST_LIST and above[-1].text.rstrip().endswith(":"):
        units = (above[-1], *items)
        yield Passage(units, _text(units), heading)


def _text(units: Iterable[Unit]) -> str:
    return " ".join(unit.text for unit in units)


def _row(view: View, index: int) -> Iterator[Unit]:
    cell = view.document.blocks[index].cell
    for other in range(index, len(view.document.blocks)):
        its = view.document.blocks[other].cell
        if cell is None or its is None or (its.table, its.row) != (cell.table, cell.row):
            break
        yield from view.units_of_block.get(other, ())


class Likenesses:
    """What the passages of a document resemble."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._passages = [p for p in passages(view) if p.text.count(" ") >= 3]
        self._scores = [self._score(p.units[0].language, p.text, p.heading) for p in self._passages]

    def _score(self, language: Language, text: str, heading: str) -> NDArray[np.float32]:
        words = tokens(text, self._view.vocabularies[language])
        return model(language).scores(features(words, heading))

    def like(self, label: str, minimum: float) -> Iterator[tuple[Unit, float]]:
        """For every passage that is at least so much like a label: the sentence of it that is most so, and how much the passage is."""
        for passage, scores in zip(self._passages, self._scores, strict=True):
            language = passage.units[0].language
            labels = model(language).labels
            if label not in labels:
                continue
            column = labels.index(label)
            if scores[column] >= minimum:
                yield self._core(passage, column), float(scores[column])

    def of(self, unit: Unit, label: str) -> float:
        """How much a sentence, in the passage where it is most so, is like a label: 0 to 1; 1 for a label that no model knows."""
        labels = model(unit.language).labels
        if label not in labels:
            return 1.0
        column = labels.index(label)
        return max((float(self._scores[i][column]) for i in self._places.get(unit.position, ())), default=0.0)

    @cached_property
    def _places(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for index, passage in enumerate(self._passages):
            for unit in passage.units:
                found.setdefault(unit.position, []).append(index)
        return found

    def _core(self, passage: Passage, column: int) -> Unit:
        if len(passage.units) == 1:
            return passage.units[0]

        def own(unit: Unit) -> float:
            return float(self._score(unit.language, unit.text, passage.heading)[column])

        return max(passage.units, key=own)
