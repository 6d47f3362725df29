"""Answers as people hand them in: Excel or YAML, a file per participant and moment, their own columns in their own order.

Nothing is lost and nothing is guessed silently: what cannot be read as meant is a notice that names file, sheet and cell.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from pathlib import Path

from tenderkit.data import read_yaml
from tenderkit.errors import InputError
from tenderkit.regie.readiness.columns import ABOVE, COLUMNS, above_of, is_supplier, level_of, question_of
from tenderkit.regie.readiness.model import Answer, Moment
from tenderkit.regie.readiness.questionnaire import questions
from tenderkit.regie.readiness.texts import texts
from tenderkit.regie.tables import EXCEL, YAML, Notice, Place, Row, named, read_excel, read_items, slug, text_of

_FILE_WORDS = r"readiness|antwoorden|answers|gereedheid|formulier|form|vragenlijst|\d{4}(?:-?\d{2}){0,2}"
_ANSWERS = ("answers", "antwoorden", "questions", "vragen")


def read_answers(paths: Iterable[Path]) -> tuple[list[Moment], list[Notice]]:
    """The answers in some files, and what is odd about them.

    Raises InputError for a file that cannot be read or that holds no answers, and for two files of one participant that cannot
    be told apart by their date.
    """
    moments: list[Moment] = []
    notices: list[Notice] = []
    taken: dict[tuple[str, str], str] = {}
    for path in paths:
        ending = path.suffix.lower()
        if ending not in (*EXCEL, *YAML):
            raise InputError("holds no answers", path=path, remedy="give an Excel (.xlsx) or YAML (.yaml) file")
        rows, above = _yaml(path, notices) if ending in YAML else _excel(path, notices)
        moment = _moment(path, rows, above, notices)
        key = moment.participant, moment.date
        if key in taken:
            when = f"of {moment.date}" if moment.date else "without a date"
            raise InputError(
                f"holds answers of '{moment.name}' {when}, and so does {taken[key]}",
                path=path,
                remedy="give each moment its own date, and each participant its own name",
            )
        taken[key] = path.name
        moments.append(moment)
    return moments, notices


_UNASKED = ("unknown question", "no question")


def _moment(path: Path, rows: list[Row], above: dict[str, tuple[str, Place]], notices: list[Notice]) -> Moment:
    answers: dict[str, Answer] = {}
    by, _ = above.get("who", ("", None))
    for row in rows:
        question, near = question_of(row.text("id"), row.text("question"))
        if not question:
            if _is_heading(row):
                continue
            kind = "unknown question" if row.text("id") else "no question"
            notices.append(Notice(row.place_of("id", "question"), kind, (row.text("id"), near, row.held())))
            continue
        answer = _answer(question, row, by, notices)
        if question in answers:
            answers[question] = _twice(answers[question], answer, row, notices)
        else:
            answers[question] = answer
    if not any(a.given for a in answers.values()):
        odd = next((n.place for n in notices if n.place.file == path.name and n.kind in _UNASKED), None)
        if odd is not None:
            raise InputError(
                "no row names a question that is known",
                path=path,
                place=f"{odd.sheet} {odd.cell}".strip(),
                remedy="a column 'nr' says which: A1 to F5",
            )
        raise InputError("holds no answers", path=path, remedy="fill in a level from 1 to 5 for each question")
    name, _ = above.get("participant", ("", None))
    given, place = above.get("date", ("", None))
    date = _date(given)
    if given and not date and place is not None:
        notices.append(Notice(place, "odd date", (given,)))
    date = date or max((a.date for a in answers.values()), default="")
    own = named(path, _FILE_WORDS)
    side, _ = above.get("side", ("", None))
    return Moment(slug(name) or own, name or own, date, answers, str(path), is_supplier(side))


def _answer(question: str, row: Row, by: str, notices: list[Notice]) -> Answer:
    given = row.text("level")
    level, near = level_of(given) if given else (None, None)
    if given and level is None:
        notices.append(Notice(row.place_of("level"), "odd level", (question, given, str(near or ""))))
    date = _date(row.text("date"))
    if row.text("date") and not date:
        notices.append(Notice(row.place_of("date"), "odd date", (row.text("date"),)))
    note = "\n".join([row.text("note"), *(f"{name}: {value}" for name, value in row.other)]).strip()
    return Answer(
        question,
        level,
        given,
        row.text("evidence"),
        row.text("who") or by,
        date,
        note,
        row.place_of("level"),
    )


def _twice(first: Answer, second: Answer, row: Row, notices: list[Notice]) -> Answer:
    """One of two answers to a question. Where they differ neither counts until somebody has taken one out."""
    if not second.given:
        return first
    if not first.given:
        return second
    notices.append(
        Notice(
            row.place_of("id", "question"), "id twice", (first.question, str(first.place), first.given, second.given)
        )
    )
    if first.level == second.level:
        return first
    given, note = f"{first.given} / {second.given}", "\n".join(n for n in (first.note, second.note) if n)
    evidence = "\n".join(e for e in (first.evidence, second.evidence) if e)
    return Answer(first.question, None, given, evidence, first.who, max(first.date, second.date), note, first.place)


def _is_heading(row: Row) -> bool:
    """Whether a row only says which dimension follows."""
    titles = {
        t.casefold() for d, n in questions().dimensions.items() for t in (n.nl, n.en, f"{d} {n.nl}", f"{d} {n.en}", d)
    }
    filled = [*(value for value, _ in row.cells.values() if value), *(value for _, value in row.other)]
    return bool(filled) and all(value.casefold() in titles for value in filled)


def _date(text: str) -> str:
    """A date as ISO; "" for a text that is none."""
    text = text.strip()
    if found := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text):
        year, month, day = map(int, found.groups())
    elif found := re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", text):
        day, month, year = map(int, found.groups())
    else:
        return ""
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return ""


def _excel(path: Path, notices: list[Notice]) -> tuple[list[Row], dict[str, tuple[str, Place]]]:
    found: list[Notice] = []
    sheets = read_excel(path, COLUMNS, found)
    explained = {words["explained"] for words in texts().values()}  # our own sheet beside the form
    notices += (n for n in found if not (n.kind == "no header" and n.place.sheet in explained))
    if not sheets:
        raise InputError(
            "no sheet has a column with answers", path=path, remedy="call that column 'antwoord' or 'answer'"
        )
    above: dict[str, tuple[str, Place]] = {}
    for sheet in sheets:
        for line in sheet.above:
            if len(line) > 1 and (field := above_of(line[0][0])):
                above.setdefault(field, line[1])
    return [row for sheet in sheets for row in sheet.rows], above


def _yaml(path: Path, notices: list[Notice]) -> tuple[list[Row], dict[str, tuple[str, Place]]]:
    data = read_yaml(path)
    value = data.value
    name = next((n for n in _ANSWERS if n in value), None) if isinstance(value, dict) else None
    if name is None:
        raise data.error("holds no answers", (), "put them under 'answers:', as 'A1: {level: 3, evidence: ...}'")
    above: dict[str, tuple[str, Place]] = {}
    for header, given in value.items():
        place = Place(path.name, "", f"line {data.place((str(header),), key=True)[0]}")
        field = header if header in ABOVE else above_of(str(header))
        if field and given is not None:
            above[field] = (text_of(given), place)
        elif header != name:
            notices.append(Notice(place, "unknown key", (str(header), text_of(given))))
    answers = value[name]
    if not isinstance(answers, dict):
        raise data.error("the answers are no keys with values", (name,), "write 'A1: {level: 3, evidence: ...}'")
    rows = []
    for id_, given in answers.items():
        item = given if isinstance(given, dict) else {"level": given}
        row = read_items(data, path, (name, id_), item, COLUMNS, notices)
        place = Place(path.name, "", f"line {data.place((name, str(id_)), key=True)[0]}")
        row.cells["id"] = (str(id_), place)
        rows.append(row)
    return rows, above
