"""A scenario: what its file says."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, field_validator

from tenderkit.errors import nearest
from tenderkit.library.model import MECHANISMS
from tenderkit.lint.parts import Strict
from tenderkit.lint.rules import Bilingual, Source

Theme = Literal["change", "participants", "service", "exit"]
"""What sort of trouble it is. A session takes one of each: a change, participants or volume, the service and its people, and an
exit or a supplier event."""


def _known(key: str) -> str:
    if key not in MECHANISMS:
        raise ValueError(f"no mechanism is called so; {nearest(key, MECHANISMS)}")
    return key


def _whole(value: object) -> object:
    return " ".join(value.split()) if isinstance(value, str) else value


Text = Annotated[str, BeforeValidator(_whole), Field(min_length=1)]
MechanismKey = Annotated[str, AfterValidator(_known)]


class Words(Bilingual):
    """A text in both languages, on one line."""

    nl: Text
    en: Text


class Lists(Strict):
    """Some short texts in both languages, as many in each."""

    nl: tuple[Text, ...] = Field(min_length=1)
    en: tuple[Text, ...] = Field(min_length=1)

    def get(self, language: str) -> tuple[str, ...]:
        """The texts in a language; Dutch where there is none."""
        return self.en if language == "en" else self.nl


class Need(Strict):
    """A mechanism that the scenario asks for, and what it has to answer here. Without an indispensable one nothing answers."""

    mechanism: MechanismKey
    indispensable: bool = False
    answers: Words


class Hidden(Strict):
    """What only one side knows."""

    client: Words
    supplier: Words


class Scenario(Strict):
    """A scenario as its file says it. `facts` and `complication` are read out to both sides; `hidden` is not.

    `expected` is for the leader and the observer: what a good answer shows.
    """

    id: str = Field(pattern=r"^[A-Z]{1,3}\d{2,3}$", description="A letter and two figures: S01; your own X01.")
    theme: Theme
    title: Words
    needs: tuple[Need, ...] = Field(min_length=1)
    facts: Words
    hidden: Hidden
    complication: Words
    pressure: Words
    questions: Lists
    expected: Lists
    source: Source

    @field_validator("needs")
    @classmethod
    def _once_each(cls, needs: tuple[Need, ...]) -> tuple[Need, ...]:
        keys = [need.mechanism for need in needs]
        twice = sorted({key for key in keys if keys.count(key) > 1})
        if twice:
            raise ValueError(f"{', '.join(twice)} stands here twice")
        if not any(need.indispensable for need in needs):
            raise ValueError("at least one mechanism must be indispensable")
        return needs

    @property
    def indispensable(self) -> tuple[str, ...]:
        """The mechanisms without which the contract has no answer."""
        return tuple(need.mechanism for need in self.needs if need.indispensable)
