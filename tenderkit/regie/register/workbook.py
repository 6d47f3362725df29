"""The register as an Excel file that people work in, and that file read back: nothing that they filled in is lost."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from tenderkit.errors import InputError
from tenderkit.language import LANGUAGES
from tenderkit.regie.register.columns import vote_of
from tenderkit.regie.register.model import Entry, called
from tenderkit.regie.register.register import COLUMNS, CONFLICT_COLUMNS, Before, Register
from tenderkit.regie.register.texts import texts
from tenderkit.regie.tables import open_book, place_told, text_of
from tenderkit.regie.workbooks import add_sheet, new_book, put, save

_MEMORY = "tenderkit"  # the hidden sheet with what the wishes alone gave, so that what people changed can be told
_FIRST = ("id", "chapter", "statement", "level", "kind")
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
    _sheet(book, words["register"], headers, rows, [c.lstrip("@") for c in columns], grey=_COMPUTED)
    _sheet(
        book,
        words["conflicts"],
        [words[c] for c in ("id", "sort", "subject", "positions", "differs", "possible", *CONFLICT_COLUMNS, "sources")],
        [
            [c.id, words[f"kind {c.kind}"], c.subject, "\n".join(f"{p}: {s}" for p, s in c.positions.items()), c.differs,
             c.module, *(c.fields[f] for f in CONFLICT_COLUMNS), "\n".join(c.keys)]
            for c in register.conflicts
        ],
        ["id", "kind", "subject", "positions", "differs", "possible", *CONFLICT_COLUMNS, "sources"],
        grey=("id", "kind", "subject", "positions", "differs", "possible", "sources"),
    )  # fmt: skip
    core = [[words["shared"], e.id, _line(e), _votes(e, words)] for e in register.core]
    for who in register.participants:
        core += [[words["own"].format(called(who)), e.id, _line(e), _votes(e, words)] for e in register.only(who)]
    _sheet(
        book,
        words["core"],
        ["", words["id"], words["requirement"], words["votes"]],
        core,
        ["goal", "id", "statement", "votes"],
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
                register.decisions.merges[s.keys].decision,
            ]
            for s in register.similar
        ],
        ["likeness", "first wish", "second wish", "because", "differs", "decision"],
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
    )  # fmt: skip
    _sheet(
        book,
        words["notices"],
        [words["place"], words["notice"]],
        [list(line) for line in notice_lines(register)],
        ["place", "notice"],
    )
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
    facts += [(c.id, {"keys": list(c.keys)}) for c in register.conflicts]
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
    return words[value] if column == "kind" and value in ("must", "wish") else value


def _votes(entry: Entry, words: dict[str, str]) -> str:
    return ", ".join(f"{p}: {words[v]}" for p, v in sorted(entry.votes.items()))


def _line(entry: Entry) -> str:
    return " ".join(entry.fields["statement"].split())


def _sheet(
    book: Any, name: str, headers: list[str], rows: list[list[Any]], kinds: list[str], grey: tuple[str, ...] = ()
) -> None:
    add_sheet(book, name, headers, rows, [_WIDTHS.get(kind, 16) for kind in kinds], [kind in grey for kind in kinds])


def read_workbook(path: Path) -> Before:
    """A register of an earlier run with what people made of it. Raises InputError that names sheet and cell."""
    book = open_book(path, values=False)
    names = {texts()[lang][n]: n for lang in LANGUAGES for n in ("register", "conflicts")}
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
    before = Before()
    _read_register(path, sheets["register"], shape, memory, before)
    if "conflicts" in sheets:
        _read_conflicts(sheets["conflicts"], memory, before)
    return before


def _read_register(path: Path, sheet: Any, shape: dict[str, Any], memory: dict[str, Any], before: Before) -> None:
    known = dict(zip(shape["headers"], shape["columns"], strict=True))
    headers = {c.column: text_of(c.value) for c in sheet[1] if c.value is not None}
    columns = {number: known.get(name, f"+{name}") for number, name in headers.items()}
    last = max((int(m.group(1)) for i in memory if (m := re.fullmatch(r"R-(\d+)", i))), default=0)
    for line in sheet.iter_rows(min_row=2):
        cells = {columns[c.column]: c for c in line if c.column in columns}
        held = {name: text_of(cell.value) for name, cell in cells.items()}
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


def _read_conflicts(sheet: Any, memory: dict[str, Any], before: Before) -> None:
    names = {texts()[lang][n]: n for lang in LANGUAGES for n in (*CONFLICT_COLUMNS, "id")}
    columns = {c.column: names.get(text_of(c.value), "") for c in sheet[1]}
    for line in sheet.iter_rows(min_row=2):
        held = {columns[c.column]: text_of(c.value) for c in line if columns.get(c.column)}
        keys = memory.get(held.get("id", ""), {}).get("keys")
        if keys:
            before.conflicts[tuple(keys)] = (held["id"], {n: held.get(n, "") for n in CONFLICT_COLUMNS})


def _kind(path: Path, sheet: str, cell: Any) -> str:
    text = text_of(cell.value) if cell is not None else ""
    if text.lower() in ("", "drop"):
        return text.lower()
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
