"""A table of roles as people fill it in: Excel with columns in any order, or YAML. What cannot be read is named with its cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import Field

from tenderkit.data import Data, read_yaml
from tenderkit.errors import InputError, InputErrors, nearest
from tenderkit.language import LANGUAGES, Language
from tenderkit.language.folding import folded
from tenderkit.lint.parts import Strict
from tenderkit.regie.excel import cell_text, open_workbook
from tenderkit.regie.headers import Headers
from tenderkit.regie.register.reading import slug
from tenderkit.regie.roles.catalogue import PHASES, SIDES, Phase, catalogue
from tenderkit.regie.roles.form import empty_table
from tenderkit.regie.roles.model import PARTS, Apart, Decision, Role, RoleTable, Spot
from tenderkit.regie.roles.texts import WORDS

SCHEMA = "tenderkit.roles/1"
_HEADER_ROWS = 10  # rows in which the header of a sheet is looked for
_ROLES = Headers(
    {
        "role": "rol|role|functie|function|naam van de rol",
        "id": "id|code",
        "side": "kant|zijde|partij|side|party",
        "participant": "deelnemer|gemeente|participant|municipality",
        "tasks": "taken|taak|tasks|task",
        "mandate": "mandaat|bevoegdheid|mandate|authority",
        "needs": "competenties nodig|competenties|nodig|benodigde competenties|competences needed|competences|competencies|needs",
        "people": "persoon|naam|wie|vervuller|person|name|who|people",
        "deputies": "vervanger|plaatsvervanger|deputy|substitute|deputies",
        "has": "competenties aanwezig|aanwezige competenties|heeft|competences present|has",
        "size": "omvang|fte|size",
        "phases": "fasen|fase|phases|phase",
    }
)
_DECISIONS = Headers(
    {
        "id": "id|code",
        "what": "besluit|onderwerp|decision|subject|what",
        "accountable": "eindverantwoordelijk|a|accountable",
        "responsible": "voert uit|uitvoerend|r|responsible",
        "consulted": "geraadpleegd|c|consulted",
        "informed": "geïnformeerd|i|informed",
    }
)
_APART = Headers(
    {
        "first": "rol|role",
        "second": "andere rol|other role",
        "why": "waarom apart|waarom|why apart|why",
        "accepted": "aanvaard omdat|accepted because|aanvaard|accepted",
    }
)
_SIDES = {"opdrachtgever": "client", "klant": "client", "opdrachtnemer": "supplier", "leverancier": "supplier"}
_SIZE = re.compile(r"(\d{1,2}(?:[.,]\d{1,2})?)(?:\s*fte)?", re.IGNORECASE)


@dataclass
class _Row:
    """What stands in a row, by field, with its place; `other` what stands in columns that we do not know."""

    spot: Spot
    cells: dict[str, tuple[str, Spot]] = field(default_factory=dict)
    other: list[tuple[str, str]] = field(default_factory=list)

    def text(self, name: str) -> str:
        return self.cells[name][0] if name in self.cells else ""

    def items(self, name: str) -> tuple[str, ...]:
        return items(self.text(name))

    def at(self, name: str) -> Spot:
        return self.cells[name][1] if name in self.cells else self.spot


@dataclass
class _Sheets:
    """The rows of the three parts of a table; None for a part that the file does not have."""

    language: Language | None = None
    roles: list[_Row] = field(default_factory=list)
    decisions: list[_Row] | None = None
    apart: list[_Row] | None = None


def items(text: str) -> tuple[str, ...]:
    """The things that stand together in a cell, each on a line of its own or divided by semicolons."""
    return tuple(one.strip() for one in re.split(r"[;\n]", text) if one.strip())


def read_roles(path: Path, language: Language | None = None) -> RoleTable:
    """The table in a file; `language` of one that does not say. Raises InputErrors that name every cell that is wrong."""
    if path.suffix.lower() in (".yaml", ".yml"):
        sheets = _yaml(path)
    elif path.suffix.lower() in (".xlsx", ".xlsm"):
        sheets = _excel(path)
    else:
        raise InputError("is no table of roles", path=path, remedy="give an Excel (.xlsx) or YAML (.yaml) file")
    return _table(path, sheets, sheets.language or language or "nl")


def _table(path: Path, sheets: _Sheets, language: Language) -> RoleTable:
    errors: list[InputError] = []
    roles: list[Role] = []
    taken: dict[tuple[str, str], Spot] = {}
    for row in sheets.roles:
        try:
            role = _role(row, language)
            key = (role.id, slug(role.participant))
            if key in taken:
                where = taken[key].place or f"line {taken[key].line}"
                raise row.at("role").error(
                    f"role '{role.title}' stands here again, after {where}",
                    "keep one row; several people in a cell are divided by a semicolon",
                )
            taken[key] = row.at("role")
            roles.append(role)
        except InputError as error:
            errors.append(error)
    if not sheets.roles:
        errors.append(InputError("holds no roles", path=path, remedy="'tenderkit roles --form' writes an empty table"))
    known = _known(roles, language)
    decisions = tuple(_decisions(sheets.decisions, known, language, errors))
    apart = tuple(_apart(sheets.apart, known, language, errors))
    if errors:
        raise InputErrors(errors)
    return RoleTable(language, tuple(roles), decisions, apart)


def _role(row: _Row, language: Language) -> Role:
    name, id_ = row.text("role"), row.text("id")
    if not name and not id_:
        held = "; ".join(text for text, _ in row.cells.values())
        raise row.spot.error(f"this row names no role (it holds: {held[:60]})", "fill in the column of the role")
    known = catalogue().role(id_) or next(
        (r for r in catalogue().roles if folded(name) in (folded(r.name.nl), folded(r.name.en))), None
    )
    id_ = id_ or (known.id if known else slug(name))
    said = folded(row.text("side"))
    side = next((s for s in SIDES if said in (s, _words_of(s))), None) or _SIDES.get(said)
    if said and side is None:
        raise row.at("side").error(
            f"'{row.text('side')}' is no side", "write opdrachtgever (client) or opdrachtnemer (supplier)"
        )
    side = side or (known.side if known else "client")
    return Role(
        id_, name or (known.name.get(language) if known else id_), "supplier" if side == "supplier" else "client",
        row.text("participant"), row.items("tasks"), row.text("mandate"), row.items("needs"), row.items("people"),
        row.items("deputies"), row.items("has"), _size(row), _phases(row), tuple(row.other),
        {"row": row.spot, **{name: spot for name, (_, spot) in row.cells.items()}},
    )  # fmt: skip


def _words_of(name: str) -> str:
    return folded(WORDS["nl"][name])


def _size(row: _Row) -> float | None:
    text = row.text("size")
    if not text:
        return None
    found = _SIZE.fullmatch(text)
    if found is None:
        raise row.at("size").error(f"'{text}' is no number of FTE", "write a number, like 0,5")
    return float(found.group(1).replace(",", "."))


def _phases(row: _Row) -> tuple[Phase, ...]:
    names = {word: p for p in PHASES for word in (p, _words_of(p))}
    found: set[Phase] = set()
    for text in re.split(r"[;,\n]", row.text("phases")):
        word = folded(text).strip()
        if word in ("alle", "all"):
            found |= set(PHASES)
        elif word:
            if word not in names:
                raise row.at("phases").error(f"'{text.strip()}' is no phase", nearest(word, names))
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


def _ids(row: _Row, name: str, known: dict[str, str], errors: list[InputError]) -> tuple[str, ...]:
    found = []
    for item in row.items(name):
        id_ = known.get(folded(item))
        if id_ is None:
            errors.append(row.at(name).error(f"'{item}' is no role of this table", _near(item, known)))
        else:
            found.append(id_)
    return tuple(dict.fromkeys(found))


def _near(item: str, known: dict[str, str]) -> str:
    near = nearest(folded(item), known)
    return (
        near if near.startswith("did") else "write the name or id of a role, or a group like deelnemers (participants)"
    )


def _decisions(
    rows: list[_Row] | None, known: dict[str, str], language: Language, errors: list[InputError]
) -> Iterator[Decision]:
    if rows is None:
        yield from empty_table(language).decisions
        return
    taken: set[str] = set()
    for row in rows:
        what = row.text("what")
        id_ = row.text("id") or slug(what)
        if not what:
            errors.append(row.spot.error("this row names no decision", "fill in what is decided"))
        if id_ in taken:
            errors.append(row.at("id").error(f"decision '{id_}' stands here twice", "keep one row for each decision"))
        taken.add(id_)
        accountable, responsible, consulted, informed = (_ids(row, name, known, errors) for name in PARTS)
        yield Decision(id_, what, accountable, responsible, consulted, informed, row.spot)


def _apart(
    rows: list[_Row] | None, known: dict[str, str], language: Language, errors: list[InputError]
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
                row.spot.error("a separation is about two roles", "name one role in each of the first two columns")
            )


def _excel(path: Path) -> _Sheets:
    book = open_workbook(path, values=True)
    found = _Sheets()
    for sheet in book.worksheets:
        for headers, needed, name in (
            (_DECISIONS, {"what", "accountable"}, "decisions"),
            (_APART, {"first", "second"}, "apart"),
            (_ROLES, {"role", "people"}, "roles"),
        ):
            header = _header(sheet, headers, needed)
            if header is not None and sheet.sheet_state == "visible":
                setattr(found, name, list(_rows(path, sheet, headers, header)))
                title = folded(sheet.title)
                spoken = [lang for lang in LANGUAGES if folded(WORDS[lang][name]) == title]
                found.language = found.language or (spoken[0] if spoken else None)
                break
    if not found.roles and not any(_header(sheet, _ROLES, {"role"}) for sheet in book.worksheets):
        raise InputError(
            "no sheet has columns with a role and a person",
            path=path,
            remedy="call them 'rol' and 'persoon' ('role', 'person')",
        )
    return found


def _header(sheet: Any, headers: Headers, needed: set[str]) -> int | None:
    """The row with the names of the columns."""
    for line in sheet.iter_rows(min_row=1, max_row=_HEADER_ROWS):
        if needed <= {headers.field_of(cell_text(cell.value)) for cell in line}:
            return int(line[0].row)
    return None


def _rows(path: Path, sheet: Any, headers: Headers, header: int) -> Iterator[_Row]:
    names = {cell.column: cell_text(cell.value) for cell in sheet[header] if cell.value is not None}
    merged = {
        (row, column): sheet.cell(area.min_row, area.min_col)
        for area in sheet.merged_cells.ranges
        for row in range(max(area.min_row, header + 1), area.max_row + 1)
        for column in range(area.min_col, area.max_col + 1)
    }
    for line in sheet.iter_rows(min_row=header + 1):
        row = _Row(Spot(path, f"{sheet.title}, {line[0].coordinate}"))
        for cell in line:
            text = cell_text(merged.get((cell.row, cell.column), cell).value)
            name = names.get(cell.column, cell.column_letter if hasattr(cell, "column_letter") else "")
            known = headers.field_of(name)
            if known and not row.text(known):
                row.cells[known] = (text, Spot(path, f"{sheet.title}, {cell.coordinate}"))
            elif text and name:
                row.other.append((name, text))
        if any(cell.value is not None for cell in line):
            yield row


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

    def rows(name: str, parts: Sequence[Strict] | None) -> list[_Row] | None:
        return None if parts is None else [_yaml_row(path, data, (name, i), part) for i, part in enumerate(parts)]

    return _Sheets(
        table.language, rows("roles", table.roles) or [], rows("decisions", table.decisions), rows("apart", table.apart)
    )


def _yaml_row(path: Path, data: Data, at: tuple[str | int, ...], part: Strict) -> _Row:
    row = _Row(Spot(path, line=data.place(at)[0]))
    for name, value in part:
        if name == "other":
            row.other = [(str(key), cell_text(text)) for key, text in value.items() if cell_text(text)]
            continue
        text = "\n".join(map(cell_text, value)) if isinstance(value, list) else cell_text(value)
        if text:
            row.cells[name] = (text, Spot(path, line=data.place((*at, name))[0]))
    return row
