"""The score card: an Excel form that an observer fills in during the session, and such forms read back.

Nothing that somebody filled in is lost: what cannot be read is a notice that names file, sheet and cell and says what stood there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from tenderkit.errors import InputError
from tenderkit.language import LANGUAGES
from tenderkit.language.folding import folded
from tenderkit.regie.scenarios.criteria import CRITERIA, FULL, GAPS
from tenderkit.regie.scenarios.model import Scenario
from tenderkit.regie.scenarios.texts import lines, texts
from tenderkit.regie.tables import EXCEL, Columns, Notice, Place, Row, field_finder, read_excel

SIDES = ("client", "supplier", "joint")
_FIELDS = {
    "scenario": "scenario|scenario's|scenarios",
    "criterion": "criterium|criterion|criteria",
    "two points": "twee punten als|two points when",
    "client": "klant|client|opdrachtgever",
    "supplier": "leverancier|supplier|opdrachtnemer",
    "joint": "samen|together|gezamenlijk|joint",
    "remark": "opmerking|opmerkingen|remark|remarks|toelichting",
    "gap": "soort gat|kind of gap|soort|kind",
    "what": "wat ontbreekt of misging|what was missing or went wrong|wat|what|gat|gap",
    "action": "actie|action|acties|actions",
    "owner": "eigenaar|owner|wie|who",
    "date": "datum|date|voor wanneer|due",
}
_SCORES = ("scenario", "criterion", "two points", *SIDES, "remark")
_ACTIONS = ("scenario", "gap kind", "what", "action", "owner", "date")
_ROOM = 12  # empty rows for actions
# A scenario merged over its rows holds for all of them; a score in merged cells is one score.
_COLUMNS = Columns(
    field_finder(_FIELDS),
    needed=frozenset({"criterion", "action", "what"}),
    alone=frozenset({"criterion", "what", "action", *SIDES}),
)


@dataclass(frozen=True, slots=True)
class Score:
    """One observer's points for one criterion: by side, None where nothing was filled in. `observer` is the name of the file."""

    scenario: str
    criterion: str
    points: Mapping[str, int | None]
    remark: str
    observer: str


@dataclass(frozen=True, slots=True)
class Action:
    """A gap that somebody named, and what is done about it. `scenario` is "" when it is about all of them."""

    scenario: str
    gap: str
    what: str
    action: str
    owner: str
    date: str
    observer: str


@dataclass
class Cards:
    """What filled score cards hold."""

    scores: list[Score] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    observers: list[str] = field(default_factory=list)


def score_form(scenarios: Sequence[Scenario], language: str) -> bytes:
    """The empty form for these scenarios: the bytes of an .xlsx, always the same for the same scenarios."""
    from openpyxl.worksheet.datavalidation import DataValidation

    from tenderkit.regie.workbooks import add_sheet, new_book, put, save

    words = texts(language)
    book = new_book()
    rows = [
        [f"{s.id} {s.title.get(language)}", words[f"criterion {c}"], words[f"means {c}"], "", "", "", ""]
        for s in scenarios
        for c in CRITERIA
    ]
    heads = [words[name] for name in _SCORES]
    grey = [True] * 3
    sheet = add_sheet(book, words["scores"], heads, rows, [34, 28, 46, 11, 13, 11, 44], grey)
    last = len(rows) + 1
    points = DataValidation("whole", operator="between", formula1="0", formula2=str(FULL), allow_blank=True)
    points.error = lines(words["help lines"])[0]
    sheet.add_data_validation(points)
    points.add(f"D2:F{last}")
    ids = [s.id for s in scenarios]
    actions = add_sheet(
        book, words["actions"], [words[n] for n in _ACTIONS], [[""] * len(_ACTIONS)] * _ROOM, [14, 26, 50, 50, 24, 14]
    )
    for column, options in (("A", ids), ("B", [words[f"gap {gap}"] for gap in GAPS])):
        choice = DataValidation("list", f'"{",".join(options)}"', allow_blank=True)
        actions.add_data_validation(choice)
        choice.add(f"{column}2:{column}{_ROOM + 1}")
    explained = book.create_sheet(words["help"])
    explained.column_dimensions["A"].width = 100
    for number, line in enumerate(lines(words["help lines"]), 1):
        put(explained, number, 1, line)
    return save(book)


def read_cards(paths: Iterable[Path], scenarios: Sequence[Scenario]) -> Cards:
    """The score cards in these files. Raises InputError for a file that cannot be read, or holds no score card."""
    cards = Cards()
    for path in paths:
        if path.suffix.lower() not in EXCEL:
            raise InputError("is no score card", path=path, remedy="give the Excel form (.xlsx) of 'scenarios --kit'")
        observer = path.name
        before = len(cards.scores)
        notices: list[Notice] = []
        sheets = read_excel(path, _COLUMNS, notices)
        names = {folded(texts(lang)["help"]) for lang in LANGUAGES}
        odd = [n for n in notices if not (n.kind == "no header" and folded(n.place.sheet) in names)]
        cards.notices += _together(odd)
        if not sheets:
            raise InputError(
                "is no score card", path=path, remedy="a column 'criterion' and columns for the points are asked"
            )
        taken: dict[tuple[str, str], Place] = {}
        for row in (row for sheet in sheets for row in sheet.rows):
            if row.text("criterion"):
                _score(row, observer, scenarios, taken, cards)
            else:
                _action(row, observer, scenarios, cards)
        cards.observers.append(observer)
        if len(cards.scores) == before:
            cards.notices.append(Notice(Place(path.name, "", ""), "no scores"))
    return cards


def _together(notices: Sequence[Notice]) -> list[Notice]:
    """The notices, one for empty rows that follow each other."""
    found: list[Notice] = []
    for notice in notices:
        before = found[-1] if found else None
        if (
            before
            and notice.kind == "empty row"
            and before.kind in ("empty row", "empty rows")
            and before.place.sheet == notice.place.sheet
            and _row(before.place.cell) + 1 == _row(notice.place.cell)
        ):
            cells = f"{before.place.cell.split(':')[0]}:{notice.place.cell}"
            found[-1] = Notice(Place(notice.place.file, notice.place.sheet, cells), "empty rows")
        else:
            found.append(notice)
    return found


def _row(cells: str) -> int:
    """The number of the (last) row of some cells: 13 for A3:A13."""
    return int("".join(filter(str.isdigit, cells.split(":")[-1])))


def _score(
    row: Row, observer: str, scenarios: Sequence[Scenario], taken: dict[tuple[str, str], Place], cards: Cards
) -> None:
    filled = {side: row.text(side) for side in SIDES}
    remark = "; ".join([*([row.text("remark")] if row.text("remark") else []), *(f"{k}: {v}" for k, v in row.other)])
    if not any(filled.values()) and not remark:
        return  # a line of the form that nobody filled in
    scenario = _scenario(row, scenarios, cards)
    if not scenario:
        return
    criterion, near = _known(row.text("criterion"), {c: _labels(f"criterion {c}", c) for c in CRITERIA})
    if not criterion:
        given = (row.text("criterion"), near, row.held())
        cards.notices.append(Notice(row.place_of("criterion"), "unknown criterion", given))
        return
    if (scenario, criterion) in taken:
        before = (scenario, criterion, str(taken[scenario, criterion]), row.held())
        cards.notices.append(Notice(row.place_of("criterion"), "scored twice", before))
        return
    taken[scenario, criterion] = row.place_of("criterion")
    points = {side: _points(row, side, cards) if text else None for side, text in filled.items()}
    cards.scores.append(Score(scenario, criterion, points, remark, observer))


def _points(row: Row, side: str, cards: Cards) -> int | None:
    text = row.text(side)
    if text in ("0", "1", "2"):
        return int(text)
    # The letters that are typed for figures; a figure out of range is nobody's slip of the pen.
    near = {"o": "0", "l": "1", "i": "1", "z": "2"}.get(text.lower(), "")
    cards.notices.append(Notice(row.place_of(side), "odd score", (text, near)))
    return None


def _action(row: Row, observer: str, scenarios: Sequence[Scenario], cards: Cards) -> None:
    if not row.text("what") and not row.text("action"):
        cards.notices.append(Notice(row.place, "no action", (row.held(),)))
        return
    scenario = _scenario(row, scenarios, cards, needed=False)
    gap, near = _known(row.text("gap"), {g: _labels(f"gap {g}", g) for g in GAPS})
    if row.text("gap") and not gap:
        cards.notices.append(Notice(row.place_of("gap"), "odd gap", (row.text("gap"), near)))
    others = [f"{k}: {v}" for k, v in row.other]
    what = "; ".join([*([row.text("what")] if row.text("what") else []), *others])
    fields = (row.text("action"), row.text("owner"), row.text("date"))
    cards.actions.append(Action(scenario, gap, what, *fields, observer))


def _scenario(row: Row, scenarios: Sequence[Scenario], cards: Cards, needed: bool = True) -> str:
    """The id of the scenario of a row; "" with a notice for one that is not known."""
    text = row.text("scenario")
    if not text:
        if needed:
            cards.notices.append(Notice(row.place_of("scenario"), "no scenario", (row.held(),)))
        return ""
    names = {s.id: [s.id, *(s.title.get(lang) for lang in LANGUAGES)] for s in scenarios}
    first = text.split()[0].strip(":.,-")
    found, near = _known(first, names)
    if not found:
        found, near_title = _known(text, names)
        near = near or near_title
    if not found:
        cards.notices.append(Notice(row.place_of("scenario"), "unknown scenario", (text, near, row.held())))
    return found


def _labels(name: str, key: str) -> list[str]:
    return [key, *(texts(language)[name] for language in LANGUAGES)]


def _known(text: str, names: Mapping[str, Sequence[str]]) -> tuple[str, str]:
    """The key that a text means, and for one that means none the nearest name ("" when none is near)."""
    own = folded(" ".join(text.split()))
    known = {folded(name): key for key, all_names in names.items() for name in all_names}
    if own in known:
        return known[own], ""
    close = get_close_matches(own, known, n=1, cutoff=0.6)
    shown = {folded(name): name for all_names in names.values() for name in all_names}
    return "", shown[close[0]] if close else ""
