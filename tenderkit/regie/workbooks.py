"""Excel files that we write: sheets that people can read and print, always the same bytes for the same content."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from copy import copy
from typing import Any

from tenderkit.document.writers.word.package import pack

COLOURS = ("1F3A5F", "EEF1F5")  # of a header, and of a cell that is not to be filled in
_CORE = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*(</)")


def new_book() -> Any:
    """A workbook without sheets."""
    import openpyxl

    book = openpyxl.Workbook()
    for sheet in list(book.worksheets):
        book.remove(sheet)
    return book


def save(book: Any) -> bytes:
    """The bytes of the .xlsx: always the same for the same workbook."""
    made = io.BytesIO()
    book.save(made)
    with zipfile.ZipFile(made) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    parts["docProps/core.xml"] = _CORE.sub(rb"\g<1>2000-01-01T00:00:00Z\g<3>", parts["docProps/core.xml"])
    return pack(parts)


def put(sheet: Any, row: int, column: int, value: Any) -> Any:
    """Write a value into a cell, a text always as text; returns the cell."""
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
    widths: Sequence[float],
    grey: Sequence[bool] = (),
    top: int = 1,
) -> Any:
    """A sheet with a table of which the header stands in row `top`; `widths` in characters and `grey` (not to be filled in) of
    the columns, as far as they are given. Returns the sheet."""
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(name)
    sheet.sheet_view.showGridLines = False
    head, dim = (PatternFill("solid", fgColor=colour) for colour in COLOURS)
    white, wrap = Font(bold=True, color="FFFFFF"), Alignment(wrap_text=True, vertical="top")
    for column, header in enumerate(headers, 1):
        cell = put(sheet, top, column, header)
        cell.fill, cell.font, cell.alignment = head, white, wrap
        sheet.column_dimensions[get_column_letter(column)].width = widths[column - 1] if column <= len(widths) else 16
    plain: dict[bool, Any] = {}
    for number, row in enumerate(rows, top + 1):
        for column, value in enumerate(row, 1):
            cell = put(sheet, number, column, value)
            is_grey = column <= len(grey) and grey[column - 1]
            if is_grey in plain:
                # A style costs openpyxl more than all the rest of a cell: it is looked up once, and copied.
                cell._style = copy(plain[is_grey])
                continue
            cell.alignment = wrap
            if is_grey:
                cell.fill = dim
            plain[is_grey] = copy(cell._style)
    sheet.freeze_panes = f"{'D' if len(headers) > 8 else 'A'}{top + 1}"
    sheet.auto_filter.ref = f"A{top}:{get_column_letter(max(len(headers), 1))}{len(rows) + top}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = f"{top}:{top}"
    return sheet
