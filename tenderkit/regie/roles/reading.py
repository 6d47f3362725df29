"""A table of roles as people fill it in: Excel with columns in any order, or YAML. What cannot be read is named with its cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import Field

from tenderkit.data import Data, read_yaml
from tenderkit.errors import InputError, InputErrors, nearest
from tenderkit.language import LANGUAGES, Language
from tenderkit.language.folding import folded
from tenderkit.lint.parts import Strict
from tenderkit.regie.roles.catalogue import PHASES, SIDES, Phase, catalogue
from tenderkit.regie.roles.form import empty_table
from tenderkit.regie.roles.model import PARTS, Apart, Decision, Role, RoleTable
from tenderkit.regie.roles.texts import WORDS
from tenderkit.regie.tables import (
    EXCEL,
    YAML,
    Columns,
    Notice,
    Place,
    Row,
    field_finder,
    open_book,
    read_excel,
    read_items,
    slug,
    text_of,
)

SCHEMA = "tenderkit.roles/1"
_ROLES = Columns(
    field_finder(
        {
            "role": "rol|role|functie|function|naam van de rol",
            "id": "id|code",
            "side": "kant|zijde|partij|side|party",
            "participant": "deelnemer|gemeente|participant|municipality",
            "tasks": "taken|taak|tasks|task",
            "mandate": "mandaat|bevoegdheid|mandate|authority",
            "needs": "competenties nodig|competenties|benodigde competenties|competences needed|competences|competencies|needs",
            "people": "persoon|naam|wie|vervuller|person|name|who|people",
            "deputies": "vervanger|plaatsvervanger|deputy|substitute|deputies",
            "has": "competenties aanwezig|aanwezige competenties|heeft|competences present|has",
            "size": "omvang|fte|size",
            "phases": "fasen|fase|phases|phase",
        }
    ),
    needed=frozenset({"people"}),
    bare=frozenset({"people", "deputies", "mandate", "has", "size"}),
)
_DECISIONS = Columns(
    field_finder(
        {
            "id": "id|code",
            "what": "besluit|onderwerp|decision|subject|what",
            "accountable": "eindverantwoordelijk|accountable",
            "responsible": "voert uit|uitvoerend|responsible",
            "consulted": "geraadpleegd|consulted",
            "informed": "geïnformeerd|informed",
        }
    ),
    needed=frozenset({"accountable"}),
)
_APART = Columns(
    field_finder(
        {
            "first": "rol|role|first",
            "second": "andere rol|other role|second",
            "why": "waarom apart|waarom|why apart|why",
            "accepted": "aanvaard omdat|accepted because|aanvaard|accepted",
        }
    ),
    needed=frozenset({"second"}),
)
_SIDES = {"opdrachtgever": "client", "klant": "client", "opdrachtnemer": "supplier", "leverancier": "supplier"}
_SIZE = re.compile(r"(\d{1,2}(?:[.,]\d{1,2})?)(?:\s*fte)?", re.IGNORECASE)


@dataclass
class _Sheets:
    """The rows of the three parts of a table; None for a part that the file does not have."""

    language: Language | None = None
    roles: list[Row] = field(default_factory=list)
    decisions: list[Row] | None = None
    apart: list[Row] | None = None


def items(text: str) -> tuple[str, ...]:
    """The things that stand together in a cell, each on a line of its own or divided by semicolons."""
    return tuple(one.strip() for one in re.split(r"[;\n]", text) if one.strip())


def read_roles(path: Path, language: Language | None = None) -> RoleTable:
    """The table in a file; `language` of one that does not say. Raises InputErrors that name every cell that is wrong."""
    if path.suffix.lower() in YAML:
        sheets = _yaml(path)
    elif path.suffix.lower() in EXCEL:
        sheets = _excel(path)
    else:
        raise InputError("is no table of roles", path=path, remedy="give an Excel (.xlsx) or YAML (.yaml) file")
    return _table(path, sheets, sheets.language or language or "nl")


def _table(path: Path, sheets: _Sheets, language: Language) -> RoleTable:
    errors: list[InputError] = []
    roles: list[Role] = []
    taken: dict[tuple[str, str], Place] = {}
    for row in sheets.roles:
        try:
            role = _role(row, language)
            key = (role.id, slug(role.participant))
            if key in taken:
                where = ", ".join(part for part in (taken[key].sheet, taken[key].cell) if part)
                raise _wrong(
                    row.place_of("role"),
                    f"role '{role.title}' stands here again, after {where}",
                    "keep one row; several people in a cell are divided by a semicolon",
                )
            taken[key] = row.place_of("role")
            roles.append(role)
        except InputError as error:
            errors.append(error)
    if not sheets.roles:
        errors.append(InputError("holds no roles", path=path, remedy="'tenderkit roles --form' writes an empty table"))
    known = _known(roles, language)
    decisions = tuple(_decisions(sheets.decisions, known, language, errors))
    apart = tuple(_apart(sheets.apart, known, language, errors))
    if errors:
        raise InputErrors(InputError(e.problem, path=path, line=e.line, place=e.place, remedy=e.remedy) for e in errors)
    return RoleTable(language, tuple(roles), decisions, apart)


def _wrong(place: Place, problem: str, remedy: str) -> InputError:
    """An error at a place; its file is added when all are known."""
    if place.sheet:
        return InputError(problem, place=f"{place.sheet}, {place.cell}", remedy=remedy)
    return InputError(problem, line=int(place.cell.removeprefix("line ")), remedy=remedy)


def _items(row: Row, name: str) -> tuple[str, ...]:
    return items(row.text(name))


def _role(row: Row, language: Language) -> Role:
    name, id_ = row.text("role"), row.text("id")
    if not name and not id_:
        held = "; ".join(text for text, _ in row.cells.values())
        raise _wrong(row.place, f"this row names no role (it holds: {held[:60]})", "fill in the column of the role")
    known = catalogue().role(id_) or next(
        (r for r in catalogue().roles if folded(name) in (folded(r.name.nl), folded(r.name.en))), None
    )
    id_ = id_ or (known.id if known else slug(name))
    said = folded(row.text("side"))
    side = next((s for s in SIDES if said in (s, _words_of(s))), None) or _SIDES.get(said)
    if said and side is None:
        raise _wrong(
            row.place_of("side"),
            f"'{row.text('side')}' is no side",
            "write opdrachtgever (client) or opdrachtnemer (supplier)",
        )
    side = side or (known.side if known else "client")
    return Role(
        id_, name or (known.name.get(language) if known else id_), "supplier" if side == "supplier" else "client",
        row.text("participant"), _items(row, "tasks"), row.text("mandate"), _items(row, "needs"), _items(row, "people"),
        _items(row, "deputies"), _items(row, "has"), _size(row), _phases(row), tuple(row.other),
        {"row": row.place, **{name: place for name, (_, place) in row.cells.items()}},
    )  # fmt: skip


def _words_of(name: str) -> str:
    return folded(WORDS["nl"][name])


def _size(row: Row) -> float | None:
    text = row.text("size")
    if not text:
        return None
    found = _SIZE.fullmatch(text)
    if found is None:
        raise _wrong(row.place_of("size"), f"'{text}' is no number of FTE", "write a number, like 0,5")
    return float(found.group(1).replace(",", "."))


def _phases(row: Row) -> tuple[Phase, ...]:
    names = {word: p for p in PHASES for word in (p, _words_of(p))}
    found: set[Phase] = set()
    for text in re.split(r"[;,\n]", row.text("phases")):
        word = folded(text).strip()
        if word in ("alle", "all"):
            found |= set(PHASES)
        elif word:
            if word not in names:
                raise _wrong(row.place_of("phases"), f"'{text.strip()}' is no phase", nearest(word, names))
            found.add(names[word])
    return tuple(phase for phase in PHASES if phase in found)


def _known(roles: Sequence[Role], language: Language) -> dict[str, str]:
    """Every name by which a role or group may be meant, with its id; what the table calls it goes before the catalogue."""
    known: dict[str, str] = {}
    for id_, group in catalogue().groups.items():
        known |= {folded(name): id_ for name in (id_, group.nl, group.en)}
    for one in catalogue().roles:
        known |= {folded(name): one.id for name in (one.id, one.name.nl, one.name.en)}
    return known | {folded(name): role.id for role in roles for name in (role.id, role.name)}


def _ids(row: Row, name: str, known: dict[str, str], errors: list[InputError]) -> tuple[str, ...]:
    found = []
    for item in _items(row, name):
        id_ = known.get(folded(item))
        if id_ is None:
            errors.append(_wrong(row.place_of(name), f"'{item}' is no role of this table", _near(item, known)))
        else:
            found.append(id_)
    return tuple(dict.fromkeys(found))


def _near(item: str, known: dict[str, str]) -> str:
    near = nearest(folded(item), known)
    return (
        near if near.startswith("did") else "write the name or id of a role, or a group like deelnemers (participants)"
    )


def _decisions(
    rows: list[Row] | None, known: dict[str, str], language: Language, errors: list[InputError]
) -> Iterator[Decision]:
    if rows is None:
        yield from empty_table(language).decisions
        return
    taken: set[str] = set()
    for row in rows:
        what = row.text("what")
        id_ = row.text("id") or slug(what)
        if not what:
            errors.append(_wrong(row.place, "this row names no decision", "fill in what is decided"))
        if id_ in taken:
            errors.append(
                _wrong(row.place_of("id"), f"decision '{id_}' stands here twice", "keep one row for each decision")
            )
        taken.add(id_)
        accountable, responsible, consulted, informed = (_ids(row, name, known, errors) for name in PARTS)
        yield Decision(id_, what, accountable, responsible, consulted, informed, row.place)


def _apart(
    rows: list[Row] | None, known: dict[str, str], language: Language, errors: list[InputError]
) -> Iterator[Apart]:
    if rows is None:
        yield from empty_table(language).apart
        return
    for row in rows:
        before = len(errors)
        first, second = (_ids(row, name, known, errors) for name in ("first", "second"))
        if len(first) == 1 and len(second) == 1:
            yield Apart((first[0], second[0]), row.text("why"), row.text("accepted"))
        elif len(errors) == before:
            errors.append(
                _wrong(row.place, "a separation is about two roles", "name one role in each of the first two columns")
            )


def _excel(path: Path) -> _Sheets:
    unread: list[Notice] = []  # sheets of other sorts: each is asked what it holds

    def rows(columns: Columns) -> list[Row] | None:
        sheets = read_excel(path, columns, unread)
        return [row for sheet in sheets for row in sheet.rows] if sheets else None

    titles = {folded(name) for name in open_book(path).sheetnames}
    spoken = [lang for lang in LANGUAGES if folded(WORDS[lang]["roles"]) in titles]
    roles = rows(_ROLES)
    if roles is None:
        what = "call these columns 'rol' and 'persoon' ('role' and 'person')"
        raise InputError("no sheet has columns with a role and a person", path=path, remedy=what)
    return _Sheets(spoken[0] if spoken else None, roles, rows(_DECISIONS), rows(_APART))


_Several = str | list[str]


class _YamlRole(Strict):
    """A role in YAML."""

    id: str = ""
    role: str = ""
    side: str = ""
    participant: str = ""
    tasks: _Several = ""
    mandate: str = ""
    needs: _Several = ""
    people: _Several = ""
    deputies: _Several = ""
    has: _Several = ""
    size: float | str = ""
    phases: _Several = ""
    other: dict[str, str] = Field(default={})


class _YamlDecision(Strict):
    """A decision in YAML."""

    id: str = ""
    what: str
    accountable: _Several = ""
    responsible: _Several = ""
    consulted: _Several = ""
    informed: _Several = ""


class _YamlApart(Strict):
    """Two roles that do not go together, in YAML."""

    first: str
    second: str
    why: str = ""
    accepted: str = ""


class _YamlTable(Strict):
    """A table of roles in YAML."""

    schema_: str = Field(alias="schema")
    language: Language = "nl"
    roles: list[_YamlRole]
    decisions: list[_YamlDecision] | None = None
    apart: list[_YamlApart] | None = None


def _yaml(path: Path) -> _Sheets:
    data = read_yaml(path)
    table = data.parse(_YamlTable)
    if table.schema_ != SCHEMA:
        raise data.error(f"'{table.schema_}' is no schema of a table of roles", ("schema",), f"write '{SCHEMA}'")

    def rows(name: str, parts: Sequence[Strict] | None, columns: Columns) -> list[Row] | None:
        return None if parts is None else [_yaml_row(path, data, (name, i), p, columns) for i, p in enumerate(parts)]

    return _Sheets(
        table.language,
        rows("roles", table.roles, _ROLES) or [],
        rows("decisions", table.decisions, _DECISIONS),
        rows("apart", table.apart, _APART),
    )


def _yaml_row(path: Path, data: Data, at: tuple[str | int, ...], part: Strict, columns: Columns) -> Row:
    given = {
        name: "\n".join(map(text_of, value)) if isinstance(value, list) else value
        for name, value in part
        if name != "other" and name in part.model_fields_set
    }
    row = read_items(data, path, at, given, columns, [])
    if isinstance(part, _YamlRole):
        row.other = [(name, text_of(text)) for name, text in part.other.items() if text_of(text)]
    return row
