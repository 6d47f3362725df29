"""Tables as people make them, in Excel or YAML: their own columns in their own order, merged cells, empty rows.

What the columns mean is the caller's: `Columns`. Nothing is lost, and what is odd is a notice that names file, sheet and cell.
"""

from __future__ import annotations

import datetime
import difflib
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tenderkit.data import Data
from tenderkit.errors import InputError
from tenderkit.language.folding import folded

EXCEL, YAML = (".xlsx", ".xlsm"), (".yaml", ".yml")
_HEADER_ROWS = 20  # rows in which the header of a sheet is looked for


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: the file, its sheet ("" in YAML), and the cell or line."""

    file: str
    sheet: str
    cell: str

    def __str__(self) -> str:
        return self.told("en")

    def told(self, language: str) -> str:
        """The place in a language."""
        return place_told(", ".join(part for part in (self.file, self.sheet, self.cell) if part), language)


def place_told(place: str, language: str) -> str:
    """A place written out, in a language: only the word before the number of a line differs."""
    return re.sub(r"(?:^|(?<=, ))line (?=\d+$)", "regel ", place) if language == "nl" else place


@dataclass(frozen=True, slots=True)
class Notice:
    """Something in a file that is not as it should be; `kind` names the text in texts.yaml, `given` fills it in."""

    place: Place
    kind: str
    given: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of a table mean. `field_of` gives the field of a header ("" for one that is not known); a row with a
    field of `needed` can be the header. A cell merged over several rows holds for each of them, but for fields of `alone`. A
    field of `bare` counts where its cell is empty too."""

    field_of: Callable[[str], str]
    needed: frozenset[str]
    alone: frozenset[str] = frozenset()
    bare: frozenset[str] = frozenset()


@dataclass
class Row:
    """A row: text and place of each field that is known, what else stood in it, and where it starts."""

    cells: dict[str, tuple[str, Place]]
    other: list[tuple[str, str]]
    place: Place

    def text(self, field: str) -> str:
        """What stands in a field; "" for nothing."""
        return self.cells[field][0] if field in self.cells else ""

    def place_of(self, *fields: str) -> Place:
        """Where the first of these fields stands that the row has; the row's own place where it has none."""
        return next((self.cells[f][1] for f in fields if f in self.cells), self.place)

    def held(self) -> str:
        """Everything in the row, as one text."""
        return "; ".join([*(value for value, _ in self.cells.values() if value), *(f"{k}: {v}" for k, v in self.other)])

    def put(self, columns: Columns, header: str, text: str, place: Place) -> None:
        """Put what stood under a header where it belongs."""
        field = columns.field_of(header)
        if field and field not in self.cells:
            if text or field in columns.bare:
                self.cells[field] = (text, place)
        elif text:
            self.other.append((header, text))


@dataclass(frozen=True)
class Sheet:
    """The rows of a sheet, and what stands above its header: cells row by row."""

    rows: list[Row]
    above: list[list[tuple[str, Place]]]


def field_finder(fields: Mapping[str, str]) -> Callable[[str], str]:
    """What tells the field that a column header means ("" for one that we do not know), from what people call each field
    (divided by |). A slip of the pen is no other column."""
    names = {folded(name): field for field, all_names in fields.items() for name in all_names.split("|")}

    def field_of(header: str) -> str:
        name = re.sub(r"[\s:*?.]+", " ", folded(header).replace("\n", " ")).strip()
        name = re.sub(r"\(.*\)", "", name).strip()
        if name in names or len(name) <= 4:
            return names.get(name, "")
        close = difflib.get_close_matches(name, [n for n in names if len(n) > 4], n=1, cutoff=0.88)
        return names[close[0]] if close else ""

    return field_of


def text_of(value: Any) -> str:
    """What a cell or a YAML value holds, as text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "no"  # YAML reads an unquoted no as false
    if isinstance(value, datetime.datetime | datetime.date):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "\n".join(" ".join(line.split()) for line in str(value).strip().splitlines() if line.strip())


def slug(name: str) -> str:
    """A name as an id: "Gemeente Zandermond" is zandermond."""
    plain = re.sub(r"[^a-z0-9]+", "-", folded(name)).strip("-")
    return re.sub(r"^(?:gemeente|municipality-of|provincie|waterschap)-(?=.)", "", plain)


def named(path: Path, words: str) -> str:
    """The participant in the name of a file: wensen-duinrade.xlsx. `words` (a|b) are those that tell what is in it."""
    return slug(re.sub(rf"(?i)(?:^|[-_ ])(?:{words})(?=$|[-_ ])", "", path.stem)) or "participant"


def open_book(path: Path, *, values: bool = True) -> Any:
    """An Excel file; `values`: what formulas came to, not the formulas. Raises InputError when it cannot be read."""
    import openpyxl

    try:
        return openpyxl.load_workbook(path, data_only=values)
    except FileNotFoundError:
        raise InputError("no such file", path=path, remedy="check the name and the folder") from None
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, TypeError) as error:
        raise InputError(f"cannot be read as Excel: {error}", path=path, remedy="save it again as .xlsx") from None


def read_excel(path: Path, columns: Columns, notices: list[Notice]) -> list[Sheet]:
    """The sheets of an Excel file that have a header we know; a notice for each sheet with content that has none."""
    sheets = []
    for sheet in open_book(path).worksheets:
        header = _header(sheet, columns)
        if header is not None:
            sheets.append(Sheet(list(_rows(path, sheet, header, columns, notices)), _above(path, sheet, header)))
        elif any(cell.value is not None for line in sheet.iter_rows() for cell in line):
            notices.append(Notice(Place(path.name, sheet.title, "A1"), "no header"))
    return sheets


def read_items(
    data: Data, path: Path, at: Sequence[str | int], item: dict[Any, Any], columns: Columns, notices: list[Notice]
) -> Row:
    """A mapping of a YAML file as a row; `at` is the way to it."""
    row = Row({}, [], Place(path.name, "", f"line {data.place(tuple(at))[0]}"))
    for header, given in item.items():
        place = Place(path.name, "", f"line {data.place((*at, str(header)), key=True)[0]}")
        if given is None and not columns.field_of(str(header)):
            # {text: at least 99,5% per month}: within braces a comma ends a text that is not quoted.
            notices.append(Notice(place, "no value", (str(header),)))
        row.put(columns, str(header), text_of(given), place)
    return row


def _header(sheet: Any, columns: Columns) -> int | None:
    """The row with the names of the columns: the one of which most are known."""
    best, row = 0, None
    for line in sheet.iter_rows(min_row=1, max_row=_HEADER_ROWS):
        fields = {columns.field_of(str(cell.value)) for cell in line if cell.value is not None} - {""}
        if columns.needed & fields and len(fields) > best:
            best, row = len(fields), line[0].row
    return row


def _above(path: Path, sheet: Any, header: int) -> list[list[tuple[str, Place]]]:
    lines = sheet.iter_rows(max_row=header - 1) if header > 1 else ()
    return [
        [(text_of(c.value), Place(path.name, sheet.title, c.coordinate)) for c in line if c.value is not None]
        for line in lines
    ]


def _rows(path: Path, sheet: Any, header: int, columns: Columns, notices: list[Notice]) -> Iterator[Row]:
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
        if columns.field_of(names.get(area.min_col, "")) not in columns.alone:
            for r in range(area.min_row, area.max_row + 1):
                spread[r, area.min_col] = (first.value, first.coordinate)
    empty: list[Notice] = []
    for line in sheet.iter_rows(min_row=header + 1):
        row = Row({}, [], Place(path.name, sheet.title, f"{line[0].coordinate}"))
        for cell in line:
            value, where = spread.get((cell.row, cell.column), (cell.value, cell.coordinate))
            place = Place(
                path.name, sheet.title, where if cell.value is None and value is not None else cell.coordinate
            )
            name = names.get(cell.column)
            if name is None:
                if value is not None:
                    row.other.append((cell.column_letter if hasattr(cell, "column_letter") else "?", text_of(value)))
                continue
            row.put(columns, name, text_of(value), place)
        own = [c for c in line if c.value is not None]
        if own:
            notices.extend(empty)  # only those between rows: what follows the last one is no row
            empty = []
            yield row
        else:
            empty.append(Notice(row.place, "empty row"))
