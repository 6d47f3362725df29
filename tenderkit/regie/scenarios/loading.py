"""Scenario files: the eighteen that come with the program, and those of users."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from tenderkit.data import read_yaml
from tenderkit.errors import InputError, InputErrors, nearest
from tenderkit.places import data_folder
from tenderkit.regie.scenarios.model import Scenario


def load_scenarios(own: Iterable[Path] = ()) -> list[Scenario]:
    """The shipped scenarios and those in the files and folders `own`, in order of their ids. One of your own with the id of a
    shipped one takes its place. Raises InputErrors for everything wrong in any file."""
    found: dict[str, Scenario] = {}
    errors: list[InputError] = []
    for place in (data_folder("scenarios"), *own):
        here: dict[str, Path] = {}
        try:
            files = _files(place)
        except InputError as error:
            errors.append(error)
            continue
        for path in files:
            try:
                data = read_yaml(path)
                scenario = data.parse(Scenario)
                if scenario.id in here:
                    raise data.error(
                        f"id {scenario.id} is taken by {here[scenario.id].name}", ("id",), "give it another"
                    )
                here[scenario.id] = path
                found[scenario.id] = scenario
            except InputErrors as several:
                errors += several.errors
            except InputError as error:
                errors.append(error)
    if errors:
        raise InputErrors(errors)
    return [found[id_] for id_ in sorted(found)]


def chosen(scenarios: Sequence[Scenario], ids: Collection[str]) -> list[Scenario]:
    """Those with these ids, in the order of `scenarios`; all of them when none is given. Raises InputErrors."""
    known = {scenario.id for scenario in scenarios}
    wanted = [id_.upper() for id_ in ids]
    wrong = [InputError(f"no scenario '{id_}'", remedy=nearest(id_, known)) for id_ in wanted if id_ not in known]
    if wrong:
        raise InputErrors(wrong)
    return [scenario for scenario in scenarios if not wanted or scenario.id in wanted]


def _files(place: Path) -> list[Path]:
    if place.is_dir():
        files = sorted(p for p in place.rglob("*") if p.suffix.lower() in (".yaml", ".yml"))
        if not files:
            raise InputError("holds no scenarios", path=place, remedy="a scenario is a .yaml file")
        return files
    if not place.exists():
        raise InputError("no such file or folder of scenarios", path=place, remedy="check the name")
    return [place]
