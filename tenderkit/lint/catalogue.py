"""What each measure is called, means, and between which guide values it lies: rules/figures.yml."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

from pydantic import RootModel

from tenderkit.data import read_yaml
from tenderkit.lint.parts import Strict
from tenderkit.lint.rules import Bilingual
from tenderkit.places import data_folder


class Figure(Strict):
    """A measure. `figure` is its name in the report, with a point before a part ("indicators.total"); `id` that of the domain
    dossier. `at_least` and `at_most` are guide values: starting points."""

    figure: str
    id: str = ""
    name: Bilingual
    means: Bilingual
    at_least: float | None = None
    at_most: float | None = None
    show: Literal["number", "share", "steps"] = "number"

    def value(self, measures: Mapping[str, object]) -> object:
        """Its value among the measures of a document; None where there is none."""
        found: object = measures
        for part in self.figure.split("."):
            if not isinstance(found, Mapping) or part not in found:
                return None
            found = found[part]
        return found

    def fits(self, value: object) -> bool | None:
        """Whether a value lies within the guide values (all steps there, for steps); None where there are none."""
        if isinstance(value, Mapping):
            return all(value.values())
        if not isinstance(value, int | float) or (self.at_least is None and self.at_most is None):
            return None
        return (self.at_least is None or value >= self.at_least) and (self.at_most is None or value <= self.at_most)


class Group(Strict):
    """Measures about one thing."""

    group: Bilingual
    figures: tuple[Figure, ...]


class _File(RootModel[tuple[Group, ...]]):
    """The file."""


@cache
def catalogue() -> tuple[Group, ...]:
    """All measures in the order of the report; raises InputErrors that name file and line."""
    return read_yaml(data_folder("rules") / "figures.yml").parse(_File).root


def figure(name: str) -> Figure:
    """One measure by its name; raises KeyError."""
    for group in catalogue():
        for one in group.figures:
            if one.figure == name:
                return one
    raise KeyError(name)
