"""Wish lists as people make them: Excel or YAML, their own columns in their own order, merged cells, slips of the pen.

Nothing is lost and nothing is guessed silently: what cannot be read as meant is a notice that names file, sheet and cell.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tenderkit.data import read_yaml
from tenderkit.errors import InputError
from tenderkit.language import Language
from tenderkit.language.detection import detect
from tenderkit.language.folding import folded
from tenderkit.regie.excel import open_workbook
from tenderkit.regie.register.columns import FIELDS, field_of, vote_of
from tenderkit.regie.register.model import Notice, Place, Wish

_HEADER_ROWS = 20  # rows in which the header of a sheet is looked for
_ENDINGS = (".xlsx", ".xlsm", ".yaml", ".yml")


@dataclass
class _Row:
    """A row: text and place of each field that is known, what else stood in it, and where it starts."""

    cells: dict[str, tuple[str, Place]]
    other: list[tuple[str, str]]
    place: Place


def read_wishes(paths: Iterable[Path], language: str = "") -> tuple[list[Wish], list[Notice]]:
    """The wishes in some files, in order, and what is odd about them; `language` of texts too short to tell.

    Raises InputError for a file that cannot be read, or in which no column holds wishes.
    """
    wishes: list[Wish] = []
    notices: list[Notice] = []
    taken: dict[str, Place] = {}
    for path in paths:
        if path.suffix.lower() not in _ENDINGS:
            raise InputError("is no wish list", path=path, remedy="give an Excel (.xlsx) or YAML (.yaml) file")
        rows, participant = (
            _yaml(path, notices) if path.suffix.lower() in (".yaml", ".yml") else (_excel(path, notices), "")
        )
        main = (
            detect(" ".join(row.cells["text"][0] for row in rows if "text" in row.cells), language) or language or "nl"
        )
        voted = any("vote" in row.cells for row in rows)
        if rows and not voted:
            notices.append(Notice(Place(path.name, "", ""), "no votes"))
        for row in rows:
            wish = _wish(row, participant or _named(path), main, voted, taken, notices)
            if wish is not None:
                wishes.append(wish)
    if not wishes:
        raise InputError("no wishes in these files", remedy="a column 'wens' or 'requirement' holds them")
    return wishes, notices


def _wish(
    row: _Row, participant: str, main: str, voted: bool, taken: dict[str, Place], notices: list[Notice]
) -> Wish | None:
    def text(field: str) -> str:
        return row.cells[field][0] if field in row.cells else ""

    if not text("text"):
        held = "; ".join([*(value for value, _ in row.cells.values()), *(f"{k}: {v}" for k, v in row.other)])
        notices.append(Notice(row.place, "no text", (held,)))
        return None
    place = row.cells["text"][1]
    who = slug(text("participant")) or participant
    id_ = text("id") or "t" + hashlib.sha256(" ".join(folded(text("text")).split()).encode()).hexdigest()[:6]
    key = f"{who}/{id_}"
    if key in taken:
        notices.append(Notice(row.cells.get("id", ("", place))[1], "id twice", (id_, str(taken[key]))))
        number = 2
        while f"{key}-{number}" in taken:
            number += 1
        id_, key = f"{id_}-{number}", f"{key}-{number}"
    taken[key] = place
    vote, nearest = vote_of(text("vote")) if text("vote") else ("wish", None)
    if voted and not text("vote"):
        notices.append(Notice(row.cells.get("vote", ("", place))[1], "no vote"))
    if vote == "?":
        notices.append(Notice(row.cells["vote"][1], "odd vote", (text("vote"), nearest or "")))
    found = detect(text("text"), main)
    language: Language = "en" if found == "en" else "nl"
    rest = {f: text(f) for f in ("chapter", "goal", "reason", "reason_how", "legal_basis", "owner", "test")}
    return Wish(key, who, id_, text("text"), language, place, vote, text("vote"), other=tuple(row.other), **rest)


def slug(name: str) -> str:
    """A name as an id: "Gemeente Zandermond" is zandermond."""
    plain = re.sub(r"[^a-z0-9]+", "-", folded(name)).strip("-")
    return re.sub(r"^(?:gemeente|municipality-of|provincie|waterschap)-(?=.)", "", plain)


def _named(path: Path) -> str:
    """The participant in the name of a file: wensen-duinrade.xlsx."""
    stem = re.sub(
        r"(?i)(?:^|[-_ ])(?:wensen|eisen|wishes|requirements|wensenlijst|lijst|pve)(?=$|[-_ ])", "", path.stem
    )
    return slug(stem) or "participant"


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "no"  # YAML reads an unquoted no as false
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "\n".join(" ".join(line.split()) for line in str(value).strip().splitlines() if line.strip())


def _yaml(path: Path, notices: list[Notice]) -> tuple[list[_Row], str]:
    data = read_yaml(path)
    value = data.value
    participant = ""
    at: tuple[str | int, ...] = ()
    if isinstance(value, dict):
        participant = slug(_text(value.get("participant") or value.get("deelnemer") or value.get("gemeente")))
        name = next((n for n in ("wishes", "wensen", "requirements", "eisen") if n in value), None)
        if name is None:
            raise data.error("holds no list of wishes", (), "put them under 'wishes:'")
        value, at = value[name], (name,)
    if not isinstance(value, list):
        raise data.error("the wishes are no list", at, "start each wish with a hyphen")
    rows = []
    for i, item in enumerate(value):
        if isinstance(item, str):
            item = {"text": item}
        if not isinstance(item, dict):
            raise data.error(
                "a wish is a text, or keys with values", (*at, i), "for example 'text: ...' and 'vote: must'"
            )
        row = _Row({}, [], Place(path.name, "", f"line {data.place((*at, i))[0]}"))
        for header, given in item.items():
            place = Place(path.name, "", f"line {data.place((*at, i, str(header)), key=True)[0]}")
            if given is None and not field_of(str(header)):
                # {text: at least 99,5% per month}: within braces a comma ends a text that is not quoted.
                notices.append(Notice(place, "no value", (str(header),)))
            _put(row, str(header), _text(given), place)
        rows.append(row)
    return rows, participant


def _put(row: _Row, header: str, text: str, place: Place) -> None:
    field = header if header in FIELDS else field_of(header)
    if field and field not in row.cells:
        if text or field == "vote":
            row.cells[field] = (text, place)
    elif text:
        row.other.append((header, text))


def _excel(path: Path, notices: list[Notice]) -> list[_Row]:
    book = open_workbook(path, values=True)
    rows: list[_Row] = []
    found = False
    for sheet in book.worksheets:
        header = _header(sheet)
        if header is None:
            if any(cell.value is not None for line in sheet.iter_rows() for cell in line):
                notices.append(Notice(Place(path.name, sheet.title, "A1"), "no header"))
            continue
        found = True
        rows.extend(_sheet(path, sheet, header, notices))
    if not found:
        raise InputError(
            "no sheet has a column with wishes", path=path, remedy="call that column 'wens' or 'requirement'"
        )
    return rows


def _header(sheet: Any) -> int | None:
    """The row with the names of the columns: the one of which most are known."""
    best, row = 0, None
    for line in sheet.iter_rows(min_row=1, max_row=_HEADER_ROWS):
        fields = {field_of(str(cell.value)) for cell in line if cell.value is not None} - {""}
        if "text" in fields and len(fields) > best:
            best, row = len(fields), line[0].row
    return row


def _sheet(path: Path, sheet: Any, header: int, notices: list[Notice]) -> Iterator[_Row]:
    names = {c.column: " ".join(str(c.value).split()) for c in sheet[header] if c.value is not None}
    spread: dict[tuple[int, int], tuple[Any, str]] = {}
    for area in sheet.merged_cells.ranges:
        if area.max_row <= header:
            continue
        first = sheet.cell(area.min_row, area.min_col)
        if first.value is None:
            continue
        notices.append(Notice(Place(path.name, sheet.title, area.coord), "merged"))
        # A chapter beside several wishes holds for all of them; a wish in merged cells is one wish.
        if field_of(names.get(area.min_col, "")) not in ("text", "id"):
            for r in range(area.min_row, area.max_row + 1):
                spread[r, area.min_col] = (first.value, first.coordinate)
    empty: list[Notice] = []
    for line in sheet.iter_rows(min_row=header + 1):
        row = _Row({}, [], Place(path.name, sheet.title, f"{line[0].coordinate}"))
        for cell in line:
            value, where = spread.get((cell.row, cell.column), (cell.value, cell.coordinate))
            place = Place(
                path.name, sheet.title, where if cell.value is None and value is not None else cell.coordinate
            )
            name = names.get(cell.column)
            if name is None:
                if value is not None:
                    row.other.append((cell.column_letter if hasattr(cell, "column_letter") else "?", _text(value)))
                continue
            _put(row, name, _text(value), place)
        own = [c for c in line if c.value is not None]
        if own:
            notices.extend(empty)  # only those between rows: what follows the last one is no row
            empty = []
            yield row
        else:
            empty.append(Notice(row.place, "empty row"))
