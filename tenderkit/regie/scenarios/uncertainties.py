"""What an organisation cannot know now: the list that says which mechanisms and scenarios matter, read and put to use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import ConfigDict, RootModel, model_validator

from tenderkit.data import Data, read_yaml
from tenderkit.errors import InputError, InputErrors, nearest
from tenderkit.language import LANGUAGES
from tenderkit.language.folding import folded
from tenderkit.library.model import MECHANISMS
from tenderkit.lint.parts import Strict
from tenderkit.regie.scenarios.model import MechanismKey, Scenario, Text, Words
from tenderkit.regie.scenarios.texts import texts
from tenderkit.regie.tables import EXCEL, YAML, Columns, Place, Row, field_finder, read_excel

_FIELDS = {
    "id": "nr|id|nummer|number|no|#",
    "what": "wat is onzeker|wat|onzekerheid|what is uncertain|what|uncertainty|omschrijving|description",
    "band": "bandbreedte|band|range|tussen",
    "kind": "soort|type|kind|sort",
    "mechanisms": "mechanismen|mechanisme|mechanisms|mechanism",
}
_COLUMNS = Columns(field_finder(_FIELDS), needed=frozenset({"what"}), alone=frozenset({"id", "what"}))


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """One thing that nobody can know now, and the mechanisms that must absorb it."""

    id: str
    what: str
    band: str
    mechanisms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an uncertainty asks for a scenario: the mechanisms that they share."""

    uncertainty: Uncertainty
    shared: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """The scenarios that a list of uncertainties asks for, with the reasons by id and how much they weigh; `unmet` are the
    uncertainties with the mechanisms that no chosen scenario asks for."""

    uncertainties: tuple[Uncertainty, ...]
    scenarios: tuple[Scenario, ...]
    reasons: Mapping[str, tuple[Reason, ...]]
    weights: Mapping[str, float]
    unmet: tuple[Reason, ...]

    def ids(self, scenario: str) -> list[str]:
        """The uncertainties that ask for a scenario."""
        return [reason.uncertainty.id for reason in self.reasons.get(scenario, ())]


class Kind(Strict):
    """A sort of uncertainty and what absorbs it."""

    name: Words
    mechanisms: tuple[MechanismKey, ...]


class _Kinds(RootModel[dict[str, Kind]]):
    """The file of kinds."""


@cache
def kinds() -> Mapping[str, Kind]:
    """The sorts of uncertainty, by key: kinds.yaml."""
    return read_yaml(Path(__file__).with_name("kinds.yaml")).parse(_Kinds).root


class _Item(Strict):
    id: Text
    what: Text
    band: Text = ""
    kind: str = ""
    mechanisms: tuple[MechanismKey, ...] = ()

    @model_validator(mode="after")
    def _says_what_absorbs_it(self) -> _Item:
        if self.kind and self.kind not in kinds():
            raise ValueError(f"no kind is called '{self.kind}'; {nearest(self.kind, kinds())}")
        if not self.kind and not self.mechanisms:
            raise ValueError("says neither a kind nor mechanisms; add 'kind' or 'mechanisms'")
        return self


class _List(Strict):
    uncertainties: tuple[_Item, ...]


class _Tender(_List):
    """A tender file has an uncertainty list among the rest, which is checked when it is built."""

    model_config = ConfigDict(extra="ignore")


def read_uncertainties(path: Path, titles: Mapping[str, str]) -> list[Uncertainty]:
    """The list in a YAML file (one of its own, or a tender file) or an Excel form. `titles` are what mechanisms are called, with
    their keys. Raises InputErrors that name line, or sheet and cell."""
    suffix = path.suffix.lower()
    if suffix in YAML:
        found = _yaml(read_yaml(path))
    elif suffix in EXCEL:
        found = _excel(path, titles)
    else:
        raise InputError("is no uncertainty list", path=path, remedy="give a YAML or Excel (.xlsx) file")
    if not found:
        raise InputError("holds no uncertainties", path=path, remedy="fill in a line, or leave out --uncertainties")
    ids = [one.id for one in found]
    twice = sorted({id_ for id_ in ids if ids.count(id_) > 1})
    if twice:
        raise InputError(f"{', '.join(twice)} stands here twice", path=path, remedy="give each its own id")
    return found


def _yaml(data: Data) -> list[Uncertainty]:
    tender = isinstance(data.value, dict) and "schema" in data.value
    listed = data.parse(_Tender if tender else _List)
    return [Uncertainty(i.id, i.what, i.band, _absorbing(i.kind, i.mechanisms)) for i in listed.uncertainties]


def _absorbing(kind: str, mechanisms: Iterable[str]) -> tuple[str, ...]:
    """The mechanisms that are named, else those that go with the kind."""
    return tuple(mechanisms) or kinds()[kind].mechanisms


def _excel(path: Path, titles: Mapping[str, str]) -> list[Uncertainty]:
    errors: list[InputError] = []
    found: list[Uncertainty] = []
    sheets = read_excel(path, _COLUMNS, [])
    if not sheets:
        raise InputError("no sheet has a column for what is uncertain", path=path, remedy="call it 'what is uncertain'")
    known = {folded(name): key for name, key in titles.items()}
    named = {folded(kind.name.get(lang)): key for key, kind in kinds().items() for lang in LANGUAGES}
    for row in (row for sheet in sheets for row in sheet.rows):
        if not row.text("what") and not row.text("kind") and not row.text("mechanisms"):
            continue  # a numbered line that nobody filled in

        def one(field: str, text: str, among: Mapping[str, str], what: str, row: Row = row) -> str:
            key = among.get(folded(" ".join(text.split())))
            if key is None:
                errors.append(_wrong(path, row.place_of(field), f"no {what} is called '{text}'", nearest(text, among)))
            return key or ""

        if not row.text("what"):
            errors.append(_wrong(path, row.place_of("what"), "what is uncertain is not said", "fill it in"))
        kind = one("kind", row.text("kind"), named | {k: k for k in kinds()}, "kind") if row.text("kind") else ""
        parts = [p.strip() for p in re.split(r"[;\n]", row.text("mechanisms")) if p.strip()]
        among = known | {key: key for key in MECHANISMS}
        if len(parts) == 1 and folded(parts[0]) not in among:
            parts = [
                p.strip() for p in parts[0].split(",") if p.strip()
            ]  # the title of one mechanism has a comma in it
        mechanisms = [one("mechanisms", part, among, "mechanism") for part in parts]
        if not row.text("kind") and not parts:
            errors.append(_wrong(path, row.place, "neither a kind nor mechanisms", "fill in one of them"))
        elif (kind or not row.text("kind")) and all(mechanisms):
            id_ = row.text("id") or f"O-{len(found) + 1:02d}"
            found.append(Uncertainty(id_, row.text("what"), row.text("band"), _absorbing(kind, mechanisms)))
    if errors:
        raise InputErrors(errors)
    return found


def _wrong(path: Path, place: Place, problem: str, remedy: str) -> InputError:
    return InputError(problem, path=path, place=f"{place.sheet}, {place.cell}", remedy=remedy)


def choose(uncertainties: Sequence[Uncertainty], scenarios: Sequence[Scenario]) -> Choice:
    """The scenarios that some uncertainty asks for: they share an indispensable mechanism, and it is not the only one unless the
    scenario has no other. In the weight of a scenario an indispensable mechanism counts twice."""
    reasons: dict[str, tuple[Reason, ...]] = {}
    weights: dict[str, float] = {}
    for scenario in scenarios:
        worth = {need.mechanism: 2 if need.indispensable else 1 for need in scenario.needs}
        asked = [Reason(one, tuple(key for key in worth if key in one.mechanisms)) for one in uncertainties]
        found = [reason for reason in asked if _fits(reason.shared, scenario)]
        if found:
            reasons[scenario.id] = tuple(found)
            weights[scenario.id] = sum(worth[k] for reason in found for k in reason.shared) / sum(worth.values())
    chosen = tuple(scenario for scenario in scenarios if scenario.id in reasons)
    met = {need.mechanism for scenario in chosen for need in scenario.needs}
    unmet = [Reason(one, tuple(k for k in one.mechanisms if k not in met)) for one in uncertainties]
    return Choice(tuple(uncertainties), chosen, reasons, weights, tuple(reason for reason in unmet if reason.shared))


def _fits(shared: Sequence[str], scenario: Scenario) -> bool:
    vital = [key for key in scenario.indispensable if key in shared]
    return bool(vital) and (len(shared) > 1 or len(vital) == len(scenario.indispensable))


def uncertainty_form(language: str, names: Mapping[str, str]) -> bytes:
    """An empty list as an Excel file, with the kinds and the mechanisms (`names` by key) on sheets of their own."""
    from openpyxl.worksheet.datavalidation import DataValidation

    from tenderkit.regie.workbooks import add_sheet, new_book, save

    words = texts(language)
    book = new_book()
    headers = [words[f"uncertain {field}"] for field in _FIELDS]
    rows = [[f"O-{n:02d}", "", "", "", ""] for n in range(1, 16)]
    sheet = add_sheet(book, words["form uncertain"], headers, rows, [8, 60, 40, 26, 44])
    listed = [
        [k.name.get(language), "\n".join(names.get(m, m) for m in k.mechanisms), key] for key, k in kinds().items()
    ]
    titles = words["uncertain kind"], words["form mechanisms"], words["key"]
    add_sheet(book, words["form kinds"], titles, listed, [30, 50, 16], [True] * 3)
    add_sheet(
        book, words["form mechanisms"], [words["key"], words["name"]], [[k, names.get(k, k)] for k in MECHANISMS], [30, 60],
        [True] * 2,
    )  # fmt: skip
    choice = DataValidation("list", f"='{words['form kinds']}'!$A$2:$A${len(listed) + 1}", allow_blank=True)
    sheet.add_data_validation(choice)
    choice.add(f"D2:D{len(rows) + 1}")
    return save(book)
