"""The phases as phases.yaml says them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from pydantic import Field

from tenderkit.data import read_yaml
from tenderkit.language import Language
from tenderkit.lint.parts import Strict
from tenderkit.lint.rules import Bilingual, Source
from tenderkit.regie.texts import texts_of


class Delivered(Strict):
    """Something that a phase leaves behind: made by the command (`file`), or by `how`."""

    what: Bilingual
    file: str = ""
    how: Bilingual | None = None


class Phase(Strict):
    """A phase: the documents of the set that belong to it, the gates before it, and the gate that it works towards."""

    name: Bilingual
    documents: tuple[str, ...]
    needs: tuple[str, ...]
    gate: str
    delivers: tuple[Delivered, ...]


class DateRule(Strict):
    """A date that follows from a parameter of a clause, in months after the start or before the end of the first term."""

    clause: str
    months: str = ""
    before_end: str = ""
    text: Bilingual


class Phases(Strict):
    """phases.yaml."""

    source: Source
    phases: dict[str, Phase]
    dates: tuple[DateRule, ...] = Field(default=())


@cache
def phases() -> Phases:
    """All phases, in order."""
    return read_yaml(Path(__file__).with_name("phases.yaml")).parse(Phases)


def texts() -> dict[Language, dict[str, str]]:
    """The words by language and name."""
    return texts_of(Path(__file__).with_name("texts.yaml"))
