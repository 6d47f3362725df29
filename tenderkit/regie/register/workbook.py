"""The register as an Excel file that people work in, and that file read back: nothing that they filled in is lost."""

from __future__ import annotations

import json
import re
from copy import copy
from itertools import product
from pathlib import Path
from typing import Any

from tenderkit.errors import InputError
from tenderkit.language import LANGUAGES
from tenderkit.regie.register.columns import vote_of
from tenderkit.regie.register.model import Conflict, Entry, Mark, called
from tenderkit.regie.register.register import COLUMNS, CONFLICT_COLUMNS, Before, Register
from tenderkit.regie.register.texts import texts
from tenderkit.regie.tables import open_book, place_told, text_of
from tenderkit.regie.workbooks import COLOURS, add_sheet, new_book, put, save

_MEMORY = "tenderkit"  # the hidden sheet with what the wishes alone gave, so that what people changed can be told
_FIRST = ("id", "chapter", "statement", "level", "kind")
_CONFLICT = ("id", "sort", "subject", "positions", "differs", "possible", *CONFLICT_COLUMNS, "sources")
_SHEETS = ("register", "conflicts", "core", "similar", "wishes", "notices")
_HEADER = 20  # rows in which the names of the columns are looked for: somebody may have put a title above them
_COMPUTED = ("level", "signals", "conflicts", "sources")
_LAST = tuple(c for c in COLUMNS if c not in _FIRST)
_WIDTHS = {"statement": 60, "text": 60, "signals": 34, "sources": 24, "reason": 34, "goal": 28, "test": 28, "positions": 60,
           "first wish": 50, "second wish": 50, "because": 40, "notice": 70, "place": 34, "subject": 40, "decision": 34,
           "differs": 30, "possible": 50, "level": 8, "id": 8, "kind": 12, "votes": 30, "likeness": 11}  # fmt: skip


def write_workbook(register: Register) -> bytes:
    """The bytes of the .xlsx: always the same for the same register."""
    words = texts()[register.language]
    book = new_book()
    own = sorted({name for e in register.entries for name in e.own})
    columns = [*_FIRST, *(f"@{p}" for p in register.participants), "signals", "conflicts", *_LAST, "sources"]
    rows = [
        [*(_value(register, e, c) for c in columns), *(e.own.get(name, "") for name in own)] for e in register.entries
    ]
    headers = [*(c[1:] if c.startswith("@") else words[c] for c in columns), *own]
    sheet = _sheet(book, words["register"], headers, rows, [c.lstrip("@") for c in columns], grey=_COMPUTED)
    _mark(sheet, "register", register, dict(zip(words_of(columns, words), columns, strict=True)))
    own = sorted({name for c in register.conflicts for name in c.own})
    sheet = _sheet(
        book,
        words["conflicts"],
        [*(words[c] for c in _CONFLICT), *own],
        [
            [c.id, words[f"kind {c.kind}"], c.subject, "\n".join(f"{called(p)}: {s}" for p, s in c.positions.items()), c.differs,
             c.module, *(c.fields[f] for f in CONFLICT_COLUMNS), "\n".join(c.keys), *(c.own.get(name, "") for name in own)]
            for c in register.conflicts
        ],
        ["id", "kind", "subject", "positions", "differs", "possible", *CONFLICT_COLUMNS, "sources"],
        grey=("id", "kind", "subject", "positions", "differs", "possible", "sources"),
    )  # fmt: skip
    _mark(sheet, "conflicts", register, {words[c]: c for c in _CONFLICT})
    core = [[words["shared"], e.id, _line(e), _votes(e, words)] for e in register.core]
    for who in register.participants:
        core += [[words["own"].format(called(who)), e.id, _line(e), _votes(e, words)] for e in register.only(who)]
    _sheet(
        book,
        words["core"],
        [words["part"], words["id"], words["requirement"], words["votes"]],
        core,
        ["goal", "id", "statement", "votes"],
        grey=("goal", "id", "statement", "votes"),
    )
    said = {w.key: w.text for w in register.wishes}
    _sheet(
        book,
        words["similar"],
        [words[c] for c in ("likeness", "first wish", "second wish", "because", "differs", "decision")],
        [
            [
                round(s.score, 2),
                *(f"{k}: {said[k]}" for k in s.keys),
                s.because,
                s.differs,
                words[register.decisions.merges[s.keys].decision],
            ]
            for s in register.similar
        ],
        ["likeness", "first wish", "second wish", "because", "differs", "decision"],
        grey=("likeness", "first wish", "second wish", "because", "differs"),
    )
    wish_columns = ("sources", "participant", "id", "text", "vote", "given", "chapter", "goal", "reason", "reason_how", "legal_basis",
                    "owner", "test", "language", "place", "other")  # fmt: skip
    _sheet(
        book,
        words["wishes"],
        [words[c] for c in wish_columns],
        [
            [w.key, w.participant, w.id, w.text, words[w.vote], w.given, w.chapter, w.goal, w.reason, w.reason_how, w.legal_basis,
             w.owner, w.test, w.language, w.place.told(register.language), "\n".join(f"{k}: {v}" for k, v in w.other)]
            for w in register.wishes
        ],
        list(wish_columns),
        grey=wish_columns,
    )  # fmt: skip
    _sheet(
        book,
        words["notices"],
        [words["place"], words["notice"]],
        [list(line) for line in notice_lines(register)],
        ["place", "notice"],
        grey=("place", "notice"),
    )
    for sheet in register.sheets:
        _copied(book, sheet)
    memory = book.create_sheet(_MEMORY)
    memory.sheet_state = "hidden"
    put(
        memory,
        1,
        1,
        json.dumps({"participants": register.participants, "columns": columns, "headers": headers[: len(columns)]}),
    )
    facts = [
        (e.id, {"made": e.made, "votes": e.made_votes, "wishes": [w.key for w in e.wishes]}) for e in register.entries
    ]
    facts += [
        (c.id, {"keys": list(c.keys), "kind": c.kind, "subject": c.subject, "positions": c.positions, "differs": c.differs, "module": c.module})
        for c in register.conflicts
    ]  # fmt: skip
    merges = [(s.keys, register.decisions.merges[s.keys].decision) for s in register.similar]
    facts += [(f"S{n}", {"wishes": list(keys), "decision": word}) for n, (keys, word) in enumerate(merges, 1)]
    for row, (id_, fact) in enumerate(facts, 2):
        put(memory, row, 1, id_)
        put(memory, row, 2, json.dumps(fact, ensure_ascii=False, sort_keys=True))
    return save(book)


def notice_lines(register: Register) -> list[tuple[str, str]]:
    """What is odd about the files, as place and text."""
    words = texts()[register.language]
    lines = []
    for notice in register.notices:
        given = tuple(words.get(g, g) if notice.kind == "odd vote" else g for g in notice.given)
        if notice.kind == "id twice":
            given = (given[0], place_told(given[1], register.language))
        lines.append(
            (notice.place.told(register.language), words[notice.kind].format(*(g or words["unknown"] for g in given)))
        )
    splits = register.decisions.splits
    places = {w.key: w.place for w in register.wishes}
    lines += [
        (places[k].told(register.language), words["split"])
        for k, s in sorted(splits.items())
        if s.decision == "open" and k in places
    ]
    return lines


def _value(register: Register, entry: Entry, column: str) -> str:
    words = texts()[register.language]
    if column.startswith("@"):
        vote = entry.votes.get(column[1:], "")
        return words[vote] if vote else ""
    if column == "id":
        return entry.id
    if column == "level":
        return entry.level
    if column == "signals":
        return "\n".join(words[s] for s in entry.signals)
    if column == "conflicts":
        return "\n".join(entry.conflicts)
    if column == "sources":
        return "\n".join(w.key for w in entry.wishes)
    value = entry.fields[column]
    return words[value] if column == "kind" and value else value


def _votes(entry: Entry, words: dict[str, str]) -> str:
    return ", ".join(f"{called(p)}: {words[v]}" for p, v in sorted(entry.votes.items()))


def _line(entry: Entry) -> str:
    return " ".join(entry.fields["statement"].split())


def words_of(columns: list[str], words: dict[str, str]) -> list[str]:
    """The headers of these columns."""
    return [c[1:] if c.startswith("@") else words[c] for c in columns]


def _sheet(
    book: Any, name: str, headers: list[str], rows: list[list[Any]], kinds: list[str], grey: tuple[str, ...] = ()
) -> Any:
    widths = [_WIDTHS.get(kind, 16) for kind in kinds]
    return add_sheet(book, name, headers, rows, widths, [kind in grey for kind in kinds])


def _mark(sheet: Any, kind: str, register: Register, known: dict[str, str]) -> None:
    """Put people's comments and colours back on their cells; `known` are our columns by header."""
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    if not any(where[0] == kind for where in register.marks):
        return
    columns = {known.get(text_of(c.value), f"+{text_of(c.value)}"): c.column for c in sheet[1]}
    rows = {text_of(line[0].value): line[0].row for line in sheet.iter_rows(min_row=2, max_col=1)}
    for (where, id_, column), mark in register.marks.items():
        if where != kind or id_ not in rows or column not in columns:
            continue
        cell = sheet.cell(rows[id_], columns[column])
        if mark.comment:
            cell.comment = Comment(mark.comment, mark.author, height=120, width=260)
        if mark.colour:
            cell.fill = PatternFill("solid", fgColor=mark.colour)


def _copied(book: Any, theirs: Any) -> None:
    """A sheet of people's own: what stands in it and how it looks; no pictures and charts."""
    mine = book.create_sheet(theirs.title)
    for line in theirs.iter_rows():
        for cell in line:
            if cell.value is None and not cell.has_style:
                continue
            made = mine.cell(cell.row, cell.column, cell.value)
            if cell.has_style:
                for name in ("font", "fill", "border", "alignment"):
                    setattr(made, name, copy(getattr(cell, name)))
                made.number_format = cell.number_format
            if cell.comment:
                made.comment = copy(cell.comment)
    for area in theirs.merged_cells.ranges:
        mine.merge_cells(area.coord)
    for letter, dimension in theirs.column_dimensions.items():
        mine.column_dimensions[letter].width = dimension.width
    mine.freeze_panes = theirs.freeze_panes


def read_workbook(path: Path) -> Before:
    """A register of an earlier run with what people made of it. Raises InputError that names sheet and cell."""
    book = open_book(path, values=False)
    names = {texts()[lang][n]: n for lang in LANGUAGES for n in _SHEETS}
    sheets = {names[s.title]: s for s in book.worksheets if s.title in names}
    if _MEMORY not in book.sheetnames or "register" not in sheets:
        raise InputError(
            "is no register of tenderkit", path=path, remedy="give another output folder, or the register itself"
        )
    try:
        first, *facts = [[c.value for c in row] for row in book[_MEMORY].iter_rows()]
        shape = json.loads(str(first[0]))
        memory = {str(row[0]): json.loads(str(row[1])) for row in facts}
    except (ValueError, TypeError, IndexError):
        raise InputError(
            "its hidden sheet is damaged", path=path, place=_MEMORY, remedy="start from an older copy"
        ) from None
    before = Before(sheets=[s for s in book.worksheets if s.title not in names and s.title != _MEMORY])
    _read_register(path, sheets["register"], shape, memory, before)
    if "conflicts" in sheets:
        _read_conflicts(path, sheets["conflicts"], memory, before)
    if "similar" in sheets:
        _read_similar(path, sheets["similar"], memory, before)
    return before


def _table(path: Path, sheet: Any, known: dict[str, str], key: str) -> tuple[dict[int, str], list[tuple[Any, ...]]]:
    """Our column ("+name" for one of people's own) by number, and the rows below the header. `known`: our columns by header."""
    area = next(iter(sheet.merged_cells.ranges), None)
    if area is not None:
        raise InputError(
            "merged cells", path=path, place=f"{sheet.title}, {area.coord}", remedy="undo the merging, and fill in each"
        )
    for line in sheet.iter_rows(max_row=_HEADER):
        columns = {c.column: known.get(text_of(c.value), f"+{text_of(c.value)}") for c in line if c.value is not None}
        if key in columns.values():
            return columns, list(sheet.iter_rows(min_row=line[0].row + 1))
    name = next(header for header, column in known.items() if column == key)
    raise InputError(
        f"no column '{name}'", path=path, place=f"{sheet.title}, A1", remedy="put the row with the names of the columns back"
    )  # fmt: skip


def _marked(kind: str, id_: str, cells: dict[str, Any], before: Before) -> None:
    """Keep comments on these cells, by column, and colours that people gave them."""
    for column, cell in cells.items():
        note, fill = cell.comment, cell.fill
        solid = cell.has_style and fill.fill_type == "solid" and isinstance(fill.fgColor.rgb, str)
        colour = fill.fgColor.rgb if solid and fill.fgColor.rgb[2:] not in COLOURS else ""
        if note is not None or colour:
            mark = Mark(note.text if note else "", (note.author or "") if note else "", colour)
            before.marks[kind, id_, column] = mark


def _read_register(path: Path, sheet: Any, shape: dict[str, Any], memory: dict[str, Any], before: Before) -> None:
    known = dict(zip(shape["headers"], shape["columns"], strict=True))
    columns, lines = _table(path, sheet, known, "id")
    last = max((int(m.group(1)) for i in memory if (m := re.fullmatch(r"R-(\d+)", i))), default=0)
    for line in lines:
        cells = {columns[c.column]: c for c in line if c.column in columns}
        held = {name: text_of(cell.value) for name, cell in cells.items()}
        stray = next((c for c in line if c.column not in columns and c.value is not None), None)
        if stray is not None:
            raise InputError(
                f"'{text_of(stray.value)}' stands under no column name",
                path=path,
                place=f"{sheet.title}, {stray.coordinate}",
                remedy="give its column a name, or take it out",
            )
        if not any(held.values()):
            continue
        id_ = held.get("id", "")
        if not id_:
            last += 1
            id_ = f"R-{last:03d}"
        if id_ in before.rows:
            where = f"{sheet.title}, {line[0].coordinate}"
            raise InputError(
                f"'{id_}' stands here twice", path=path, place=where, remedy="leave the id of a new row empty"
            )
        fields = {name: held.get(name, "") for name in COLUMNS}
        fields["kind"] = _kind(path, sheet.title, cells.get("kind"))
        votes = {p: _vote(path, sheet.title, cells.get(f"@{p}")) for p in shape["participants"]}
        fact = memory.get(id_, {})
        made, made_votes = fact.get("made", {}), fact.get("votes", {})
        before.rows[id_] = (fields, {p: v for p, v in votes.items() if v})
        before.wishes[id_] = tuple(fact.get("wishes", ()))
        present = set(columns.values())
        before.edits[id_] = {n: fields[n] for n in COLUMNS if n in present and fields[n] != text_of(made.get(n, ""))}
        before.votes[id_] = {p: v for p, v in votes.items() if f"@{p}" in present and v != made_votes.get(p, "")}
        before.own[id_] = {n[1:]: t for n, t in held.items() if n.startswith("+") and t}
        _marked("register", id_, cells, before)


def _read_conflicts(path: Path, sheet: Any, memory: dict[str, Any], before: Before) -> None:
    known = {texts()[lang][n]: n for lang in LANGUAGES for n in _CONFLICT}
    columns, lines = _table(path, sheet, known, "id")
    for line in lines:
        cells = {columns[c.column]: c for c in line if c.column in columns}
        held = {name: text_of(cell.value) for name, cell in cells.items()}
        if not any(held.values()):
            continue
        fact = memory.get(held["id"], {})
        if "keys" not in fact:
            raise InputError(
                f"no conflict has the id '{held['id']}'",
                path=path,
                place=f"{sheet.title}, {cells['id'].coordinate}",
                remedy="conflicts are found, not added: note it in a row of the register or in a sheet of your own",
            )
        fields = {n: held.get(n, "") for n in CONFLICT_COLUMNS}
        own = {n[1:]: t for n, t in held.items() if n.startswith("+") and t}
        told = [fact.get(n, "") for n in ("subject", "positions", "differs", "module")]
        conflict = Conflict(
            held["id"], fact.get("kind", "wording"), tuple(fact["keys"]), told[0], dict(told[1] or {}), *told[2:]
        )
        conflict.fields, conflict.own = fields, own
        before.conflicts[conflict.keys] = conflict
        _marked("conflicts", conflict.id, cells, before)


def _read_similar(path: Path, sheet: Any, memory: dict[str, Any], before: Before) -> None:
    known = {texts()[lang][n]: n for lang in LANGUAGES for n in ("first wish", "second wish", "decision")}
    words = {texts()[lang][n]: n for lang in LANGUAGES for n in ("open", "merge", "apart")}
    columns, lines = _table(path, sheet, known, "decision")
    pairs = {tuple(f["wishes"]): f["decision"] for i, f in memory.items() if i.startswith("S") and "decision" in f}
    for line in lines:
        cells = {columns[c.column]: c for c in line if c.column in columns}
        said = [text_of(cells[n].value) if n in cells else "" for n in ("first wish", "second wish")]
        keys = next((k for k in product(*map(_keys, said)) if k in pairs), None)
        if keys is None:
            continue  # its wishes are no pair of the run before: nothing was asked about them
        stood = pairs[keys]
        text = text_of(cells["decision"].value)
        place = f"{sheet.title}, {cells['decision'].coordinate}"
        now = words.get(text.lower(), "")
        if not now and text:
            raise InputError(
                f"'{text}' is no decision", path=path, place=place, remedy=f"write one of: {', '.join(words)}"
            )
        if (now or "open") != stood:
            before.merges[keys[0], keys[1]] = (stood, now or "open", f"{path.name}: {place}")


def _keys(said: str) -> list[str]:
    """What may be the key of a wish in "key: text"; either may hold a colon itself."""
    parts = said.split(": ")
    return [": ".join(parts[:n]) for n in range(1, len(parts))]


def _kind(path: Path, sheet: str, cell: Any) -> str:
    text = text_of(cell.value) if cell is not None else ""
    if not text:
        return ""
    if text.lower() in {texts()[lang]["drop"] for lang in LANGUAGES}:
        return "drop"
    vote, _ = vote_of(text)
    if vote == "?":
        place = f"{sheet}, {cell.coordinate}"
        raise InputError(
            f"'{text}' is neither must, wish nor drop", path=path, place=place, remedy="write one of these, or nothing"
        )
    return "drop" if vote == "no" else vote


def _vote(path: Path, sheet: str, cell: Any) -> str:
    text = text_of(cell.value) if cell is not None else ""
    if not text or text in (texts()["nl"]["?"], texts()["en"]["?"]):
        return "?" if text else ""
    vote, near = vote_of(text)
    if vote == "?":
        place = f"{sheet}, {cell.coordinate}"
        remedy = f"did you mean '{near}'?" if near else "a vote is must, wish or no"
        raise InputError(f"'{text}' is no vote", path=path, place=place, remedy=remedy)
    return vote
