"""Wish lists as people make them: Excel or YAML, their own columns in their own order, merged cells, slips of the pen.

Nothing is lost and nothing is guessed silently: what cannot be read as meant is a notice that names file, sheet and cell.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from tenderkit.data import read_yaml
from tenderkit.errors import InputError
from tenderkit.language import Language
from tenderkit.language.detection import detect
from tenderkit.language.folding import folded
from tenderkit.regie.register.columns import FIELDS, field_of, vote_of
from tenderkit.regie.register.model import Wish
from tenderkit.regie.tables import (
    EXCEL,
    YAML,
    Columns,
    Notice,
    Place,
    Row,
    named,
    read_excel,
    read_items,
    slug,
    text_of,
)

_FILE_WORDS = "wensen|eisen|wishes|requirements|wensenlijst|lijst|pve"
_COLUMNS = Columns(
    lambda header: header if header in FIELDS else field_of(header),
    needed=frozenset({"text"}),
    alone=frozenset({"text", "id"}),
    bare=frozenset({"vote"}),
)


def read_wishes(paths: Iterable[Path], language: str = "") -> tuple[list[Wish], list[Notice]]:
    """The wishes in some files, in order, and what is odd about them; `language` of texts too short to tell.

    Raises InputError for a file that cannot be read, or in which no column holds wishes.
    """
    wishes: list[Wish] = []
    notices: list[Notice] = []
    taken: dict[str, Place] = {}
    for path in paths:
        if path.suffix.lower() not in (*EXCEL, *YAML):
            raise InputError("is no wish list", path=path, remedy="give an Excel (.xlsx) or YAML (.yaml) file")
        rows, participant = _yaml(path, notices) if path.suffix.lower() in YAML else (_excel(path, notices), "")
        main = (
            detect(" ".join(row.cells["text"][0] for row in rows if "text" in row.cells), language) or language or "nl"
        )
        voted = any("vote" in row.cells for row in rows)
        if rows and not voted:
            notices.append(Notice(Place(path.name, rows[0].place.sheet, ""), "no votes"))
        for row in rows:
            wish = _wish(row, participant or named(path, _FILE_WORDS), main, voted, taken, notices)
            if wish is not None:
                wishes.append(wish)
    if not wishes:
        raise InputError("no wishes in these files", remedy="a column 'wens' or 'requirement' holds them")
    return wishes, notices


def _wish(
    row: Row, participant: str, main: str, voted: bool, taken: dict[str, Place], notices: list[Notice]
) -> Wish | None:
    if not row.text("text"):
        notices.append(Notice(row.place, "no text", (row.held(),)))
        return None
    place = row.cells["text"][1]
    who = slug(row.text("participant")) or participant
    id_ = row.text("id") or "t" + hashlib.sha256(" ".join(folded(row.text("text")).split()).encode()).hexdigest()[:6]
    key = f"{who}/{id_}"
    if key in taken:
        notices.append(Notice(row.cells.get("id", ("", place))[1], "id twice", (id_, str(taken[key]))))
        number = 2
        while f"{key}-{number}" in taken:
            number += 1
        id_, key = f"{id_}-{number}", f"{key}-{number}"
    taken[key] = place
    vote, nearest = vote_of(row.text("vote")) if row.text("vote") else ("wish", None)
    if voted and not row.text("vote"):
        notices.append(Notice(row.cells.get("vote", ("", place))[1], "no vote"))
    if vote == "?":
        notices.append(Notice(row.cells["vote"][1], "odd vote", (row.text("vote"), nearest or "")))
    found = detect(row.text("text"), main)
    language: Language = "en" if found == "en" else "nl"
    rest = {f: row.text(f) for f in ("chapter", "goal", "reason", "reason_how", "legal_basis", "owner", "test")}
    return Wish(
        key, who, id_, row.text("text"), language, place, vote, row.text("vote"), other=tuple(row.other), **rest
    )


def _yaml(path: Path, notices: list[Notice]) -> tuple[list[Row], str]:
    data = read_yaml(path)
    value = data.value
    participant = ""
    at: tuple[str | int, ...] = ()
    if isinstance(value, dict):
        participant = slug(text_of(value.get("participant") or value.get("deelnemer") or value.get("gemeente")))
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
        rows.append(read_items(data, path, (*at, i), item, _COLUMNS, notices))
    return rows, participant


def _excel(path: Path, notices: list[Notice]) -> list[Row]:
    sheets = read_excel(path, _COLUMNS, notices)
    if not sheets:
        raise InputError(
            "no sheet has a column with wishes", path=path, remedy="call that column 'wens' or 'requirement'"
        )
    return [row for sheet in sheets for row in sheet.rows]
