"""Parts that the matches of all kinds of check are made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from tenderkit.language import Language
from tenderkit.language.quantities import durations, periods

if TYPE_CHECKING:
    from tenderkit.lint.units import View


class Strict(BaseModel):
    """A part of a rule file: unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _one_or_many(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


Patterns = Annotated[tuple[str, ...], BeforeValidator(_one_or_many)]


class ByLanguage(Strict):
    """Patterns for each language."""

    nl: Patterns = ()
    en: Patterns = ()


def worded(parts: Iterable[ByLanguage]) -> Iterator[tuple[str, Language]]:
    """The patterns of several parts, each with its language."""
    for part in parts:
        yield from ((source, "nl") for source in part.nl)
        yield from ((source, "en") for source in part.en)


class Length(Strict):
    """A test on a length of time in the sentence: some duration in `unit`s lies between `minimum` and `maximum`.

    `at`: only a duration inside what one of these patterns finds counts, and then the time from one date to another
    counts as a duration too.
    """

    unit: Literal["second", "minute", "hour", "day", "week", "month", "quarter", "year"]
    minimum: float | None = None
    maximum: float | None = None
    written: tuple[str, ...] = Field((), description="only durations written in these units count")
    at: Patterns = ()


def length_fits(view: View, length: Length, text: str, language: Language) -> bool:
    """Whether a length of time in a folded text passes the test."""
    found = [*durations(text), *(periods(text) if length.at else ())]
    if length.at:
        places = [span for source in length.at for span in view.pattern(source, language).spans(text)]
        found = [d for d in found if any(start <= d.start and d.end <= end for start, end in places)]
    for duration in found:
        if length.written and duration.unit not in length.written:
            continue
        size = duration.in_unit(length.unit)
        # A tolerance of one percent: twelve months are a year.
        if length.minimum is not None and size < length.minimum * 0.99:
            continue
        if length.maximum is not None and size > length.maximum * 1.01:
            continue
        return True
    return False
