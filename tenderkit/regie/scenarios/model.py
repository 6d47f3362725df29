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
    """A scenario: trouble that is sure to come, what a contract needs to answer it, and the cards to practise it with."""

    id: str = Field(
        pattern=r"^[A-Z]{1,3}\d{2,3}$", description="A letter or more and two or three figures: your own X01."
    )
    theme: Theme = Field(description="What sort of trouble it is; a session takes one of each.")
    title: Words = Field(description="What happens, in a few words.")
    needs: tuple[Need, ...] = Field(min_length=1, description="The mechanisms that it asks for.")
    facts: Words = Field(description="The first card: what both sides know.")
    hidden: Hidden = Field(description="What only one side knows; stands on that side's card.")
    complication: Words = Field(description="The second card, handed out under way.")
    pressure: Words = Field(description="Why it cannot wait.")
    questions: Lists = Field(description="Questions on the cards.")
    expected: Lists = Field(description="What a good answer shows; for the leader only.")
    source: Source = Field(description="What it rests on, and whether that was read.")

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
