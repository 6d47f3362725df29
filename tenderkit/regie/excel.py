"""Excel files that people work in: opened with a clear error, sheets that read well, and always the same bytes."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from copy import copy
from pathlib import Path
from typing import Any

from tenderkit.document.writers.word.package import pack
from tenderkit.errors import InputError

_CORE = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</)")


def open_workbook(path: Path, *, values: bool = False) -> Any:
    """The workbook at that path (`values`: what formulas came to); raises InputError for one that is none."""
    import openpyxl

    try:
        return openpyxl.load_workbook(path, data_only=values)
    except FileNotFoundError:
        raise InputError("no such file", path=path, remedy="check the name and the folder") from None
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, TypeError) as error:
        raise InputError(f"cannot be read as Excel: {error}", path=path, remedy="save it again as .xlsx") from None


def new_workbook() -> Any:
    """A workbook without sheets."""
    import openpyxl

    book = openpyxl.Workbook()
    for sheet in list(book.worksheets):
        book.remove(sheet)
    return book


def saved(book: Any) -> bytes:
    """The bytes of the .xlsx: always the same for the same contents."""
    made = io.BytesIO()
    book.save(made)
    with zipfile.ZipFile(made) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    parts["docProps/core.xml"] = _CORE.sub(rb"\g<1>2000-01-01T00:00:00Z\g<3>", parts["docProps/core.xml"])
    return pack(parts)


def cell_text(value: Any) -> str:
    """What a cell holds, as text: lines without spaces at their ends, whole numbers without a fraction."""
    if value is None:
        return ""
    if isinstance(value, datetime.datetime | datetime.date):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "\n".join(" ".join(line.split()) for line in str(value).strip().splitlines() if line.strip())


def put(sheet: Any, row: int, column: int, value: Any) -> Any:
    """A value in a cell: text as text, never as a formula, without characters that Excel refuses."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    if isinstance(value, str):
        value = ILLEGAL_CHARACTERS_RE.sub("", value)
    cell = sheet.cell(row, column, value if value != "" else None)
    if isinstance(value, str) and value.startswith("="):
        cell.data_type = "s"  # a text, never a formula
    return cell


def add_sheet(
    book: Any,
    name: str,
    headers: Sequence[str],
    rows: Sequence[Sequence[Any]],
    kinds: Sequence[str],
    widths: Mapping[str, int],
    grey: Sequence[str] = (),
) -> Any:
    """A sheet with a header that stays in sight. `kinds` names the columns for `widths` (16 where it has none) and for `grey`:
    those that are computed, and are not for people to change."""
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(name)
    sheet.sheet_view.showGridLines = False
    head, dim = PatternFill("solid", fgColor="1F3A5F"), PatternFill("solid", fgColor="EEF1F5")
    white, wrap = Font(bold=True, color="FFFFFF"), Alignment(wrap_text=True, vertical="top")
    for column, header in enumerate(headers, 1):
        cell = put(sheet, 1, column, header)
        cell.fill, cell.font, cell.alignment = head, white, wrap
        kind = kinds[column - 1] if column <= len(kinds) else ""
        sheet.column_dimensions[get_column_letter(column)].width = widths.get(kind, 16)
    plain: dict[bool, Any] = {}
    for number, row in enumerate(rows, 2):
        for column, value in enumerate(row, 1):
            cell = put(sheet, number, column, value)
            is_grey = column <= len(kinds) and kinds[column - 1] in grey
            if is_grey in plain:
                # A style costs openpyxl more than all the rest of a cell: it is looked up once, and copied.
                cell._style = copy(plain[is_grey])
                continue
            cell.alignment = wrap
            if is_grey:
                cell.fill = dim
            plain[is_grey] = copy(cell._style)
    sheet.freeze_panes = "D2" if len(headers) > 8 else "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(max(len(headers), 1))}{len(rows) + 1}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    return sheet
