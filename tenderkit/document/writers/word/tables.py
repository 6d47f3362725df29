"""Tables: columns as wide as what stands in them asks for, a header row that comes back on every page."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tenderkit.document.model import Block
from tenderkit.document.writers.word.widths import text_width
from tenderkit.document.writers.word.xml import PARAGRAPH_ORDER, Element, clean, make, put

_PADDING = 200  # of a cell, left and right together, and a little air; twentieths of a point
_NARROWEST = 600
_SHORT = 14  # characters: a column with no longer text in it (ids, points, yes or no) gets just the room it needs
_FEW = 10  # rows: a table no longer than this, and no taller than one such row, stays on one page
_TALL = 1200  # characters: a row with a longer text may be split between pages
_ROOM = 567  # of a row to be filled in by hand: 1 cm
_MAX_COLUMNS = 63  # Word's own limit


@dataclass(frozen=True, slots=True)
class _Spot:
    """One cell to write: its block (None where nothing was given), the columns it takes, and whether it only
    continues the cell above."""

    block: Block | None
    span: int
    continues: bool = False


Cells = Callable[[Block | None, bool], list[Element]]
"""Gives the paragraphs of a cell; the flag says that it is a header cell."""

_AMOUNT = re.compile(r"(?:EUR|€)?\s*[-–+]?\d+(?:[.,]\d+)*(?:,-)?\s*%?")


def table(cells: Sequence[Block], width: int, style: str, points: float, caption: str, write: Cells) -> Element:
    """A table of these cells, all of one table. `width` is the room for it (twentieths of a point), `points` the size
    of its letters, `caption` what it is called for who cannot see it."""
    rows: dict[int, dict[int, Block]] = {}
    for block in cells:
        if block.cell:
            rows.setdefault(block.cell.row, {})[block.cell.column] = block
    columns = min(1 + max(c for row in rows.values() for c in row), _MAX_COLUMNS)
    headers = {n for n, row in rows.items() if any(b.cell and b.cell.header for b in row.values())}
    widths = column_widths(_grid(rows, columns, headers), width, points)
    spots, covering = _spots(rows, columns)
    first = min(rows)
    last = max(rows)
    figures = _figures(rows, columns, headers)
    together = len(rows) <= _FEW and sum(len(block.text) for block in cells) <= _TALL
    element = make(
        "w:tbl",
        _properties(style, sum(widths), first in headers, caption),
        make("w:tblGrid", *(make("w:gridCol", w=w) for w in widths)),
    )
    for number, row in sorted(spots.items()):
        header = number in headers
        properties = make("w:trPr")
        if max((len(s.block.text) for s in row if s.block), default=0) <= _TALL:
            properties.append(make("w:cantSplit"))
        if len(row) > 1 and not header and not any(s.block.text for s in row[1:] if s.block):
            properties.append(make("w:trHeight", val=_ROOM, hRule="atLeast"))  # to be filled in by hand
        if header:
            properties.append(make("w:tblHeader"))
        line = make("w:tr", *([properties] if len(properties) else []))
        at = 0
        for spot in row:
            room = sum(widths[at : at + spot.span])
            paragraphs = write(spot.block, header)
            for one in paragraphs:
                if at in figures and spot.span == 1:
                    put(one[0], make("w:jc", val="right"), PARAGRAPH_ORDER)
                if together and number != last:
                    put(one[0], make("w:keepNext"), PARAGRAPH_ORDER)
            line.append(_cell(spot, room, (number, at) in covering, paragraphs))
            at += spot.span
        element.append(line)
    return element


def column_widths(texts: Sequence[Sequence[tuple[str, bool]]], width: int, points: float) -> list[int]:
    """The widths of columns, together `width` (twentieths of a point). `texts` holds for each column the texts in it
    and whether each is a header; no word is broken as long as there is room."""
    words: list[int] = []
    wishes: list[int] = []
    short: list[bool] = []
    for column in texts:
        lines = [(line, header) for text, header in column for line in text.split("\n")]
        longest = max((text_width(w, points, h) for line, h in lines for w in line.split()), default=0)
        words.append(max(longest + _PADDING, _NARROWEST))
        wishes.append(max((text_width(line, points, h) for line, h in lines), default=0) + _PADDING)
        short.append(all(len(text) <= _SHORT for text, header in column if not header))
    amounts = [sum(len(text) for text, _ in column) for column in texts]
    for n, column in enumerate(texts):
        if not any(text for text, header in column if not header):  # to be filled in by hand
            wishes[n], amounts[n], short[n] = max(wishes), max(amounts), False
    if sum(wishes) <= width:  # all fits on one line each: share what is left
        spare = width - sum(wishes)
        free = [n for n, s in enumerate(short) if not s] or list(range(len(wishes)))
        made = [w + (spare // len(free) if n in free else 0) for n, w in enumerate(wishes)]
    else:
        fixed = [min(wish, word * 2) if s else 0 for wish, word, s in zip(wishes, words, short, strict=True)]
        fixed = [max(f, word) if s else 0 for f, word, s in zip(fixed, words, short, strict=True)]
        room = width - sum(fixed)
        free = [n for n, s in enumerate(short) if not s]
        if not free or room < sum(words[n] for n in free):
            made = [max(round(width * w / sum(words)), 1) for w in words]
        else:
            made = fixed
            _share(made, free, room, words, [amount**0.6 for amount in amounts])
    made[-1] += width - sum(made)
    return made


def _share(made: list[int], free: list[int], room: int, least: list[int], weights: list[float]) -> None:
    """Divides the room over the free columns by weight, none under its least."""
    open_ = list(free)
    while open_:
        total = sum(weights[n] for n in open_) or 1.0
        small = [n for n in open_ if room * weights[n] / total < least[n]]
        if not small:
            for n in open_:
                made[n] = int(room * weights[n] / total)
            return
        for n in small:
            made[n] = least[n]
            room -= least[n]
            open_.remove(n)


def _figures(rows: dict[int, dict[int, Block]], columns: int, headers: set[int]) -> set[int]:
    """The columns after the first that hold figures only; these are set flush right, heading and all."""
    found: set[int] = set()
    for column in range(1, columns):
        texts = [row[column].text.strip() for n, row in rows.items() if column in row and n not in headers]
        said = [text for text in texts if text not in ("", "-", "–")]
        if said and all(_AMOUNT.fullmatch(text) for text in said):
            found.add(column)
    return found


def _grid(rows: dict[int, dict[int, Block]], columns: int, headers: set[int]) -> list[list[tuple[str, bool]]]:
    return [[(clean(row[c].text), n in headers) for n, row in rows.items() if c in row] for c in range(columns)]


def _spots(rows: dict[int, dict[int, Block]], columns: int) -> tuple[dict[int, list[_Spot]], set[tuple[int, int]]]:
    """The cells to write, row by row: a gap belongs to the cell before it, a gap at the beginning to the cell above.
    Also the places (row, column) of cells that go on in the row below."""
    made: dict[int, list[_Spot]] = {}
    covering: set[tuple[int, int]] = set()
    previous: list[_Spot] = []
    above = -1
    for number, row in sorted(rows.items()):
        present = sorted(c for c in row if c < columns)
        line: list[_Spot] = []
        start = present[0] if present else columns
        if start:
            over = _over(previous, start)
            line += [_Spot(None, s.span, True) for s in over] if over else [_Spot(None, start)]
            at = 0
            for spot in over:
                covering.add((above, at))
                at += spot.span
        for column, following in pairwise([*present, columns]):
            line.append(_Spot(row[column], following - column))
        made[number] = line
        previous, above = line, number
    return made, covering


def _over(previous: list[_Spot], start: int) -> list[_Spot]:
    """The cells of the row above that stand exactly over the columns before `start`; none when they do not fit."""
    found: list[_Spot] = []
    width = 0
    for spot in previous:
        if width == start:
            break
        found.append(spot)
        width += spot.span
    return found if width == start else []


def _properties(style: str, width: int, header: bool, caption: str) -> Element:
    properties = make(
        "w:tblPr",
        make("w:tblStyle", val=style),
        make("w:tblW", w=width, type="dxa"),
        make("w:tblLayout", type="fixed"),
        make(
            "w:tblLook",
            val="0620" if header else "0600",
            firstRow=int(header),
            lastRow=0,
            firstColumn=0,
            lastColumn=0,
            noHBand=1,
            noVBand=1,
        ),
    )
    if caption:
        properties.append(make("w:tblCaption", val=caption))
    return properties


def _cell(spot: _Spot, width: int, starts: bool, paragraphs: list[Element]) -> Element:
    properties = make("w:tcPr", make("w:tcW", w=width, type="dxa"))
    if spot.span > 1:
        properties.append(make("w:gridSpan", val=spot.span))
    if spot.continues:
        properties.append(make("w:vMerge"))
    elif starts:
        properties.append(make("w:vMerge", val="restart"))
    return make("w:tc", properties, *paragraphs)
