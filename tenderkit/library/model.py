"""A clause: what its file says."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from tenderkit.data import Data

DocumentId = Literal["agreement", "sla", "dap", "exit-plan", "guide", "requirements"]
Stance = Literal["firm", "balanced", "trust"]
Status = Literal["mandatory", "recommended", "optional"]
Value = int | Decimal | str | bool | datetime.date | list[str]

MECHANISMS = (
    "change_control", "review_clause", "indexation", "benchmarking", "volume_flex", "partial_termination",
    "termination_for_convenience", "exit_plan", "data_return", "continuity_escrow", "step_in", "term_renewal",
    "tech_refresh", "sla_revision", "governance_escalation", "early_warning", "join_leave",
    "assignment_change_of_control", "open_standards", "knowledge_transfer", "dispute_resolution", "open_book", "gainshare",
    "joint_onboarding", "change_in_law", "security_regulatory", "personnel_replacement",
)  # fmt: skip


class Parameter(BaseModel):
    """A value that a clause leaves open. Numbers have a unit and bounds; `from` takes it from the tender file."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    type: Literal["integer", "decimal", "money", "percent", "date", "text", "choice", "boolean", "list"]
    default: Any
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    unit: str = ""
    label: str
    choices: tuple[str, ...] = ()
    from_: str = Field("", alias="from")

    @model_validator(mode="after")
    def _complete(self) -> Parameter:
        numeric = self.type in ("integer", "decimal", "money", "percent")
        if numeric and (self.minimum is None or self.maximum is None):
            raise ValueError("a number needs minimum and maximum")
        if self.type in ("integer", "decimal") and not self.unit:
            raise ValueError("a number needs a unit")
        if self.type == "choice" and not self.choices:
            raise ValueError("a choice needs choices")
        problem = self.problem(self.default)
        if problem:
            raise ValueError(f"the default {problem}")
        return self

    def problem(self, value: Any) -> str:
        """What is wrong with a value, as the end of a sentence ("must be at least 1"), or ""."""
        kinds: dict[str, tuple[tuple[type, ...], str]] = {
            "integer": ((int,), "a whole number"),
            "decimal": ((int, float, Decimal), "a number"),
            "money": ((int, float, Decimal), "an amount in euros, without sign or separators"),
            "percent": ((int, float, Decimal), "a percentage, without sign"),
            "date": ((datetime.date,), "a date (2027-01-31)"),
            "text": ((str,), "a text"),
            "choice": ((str,), "a text"),
            "boolean": ((bool,), "true or false"),
            "list": ((list, tuple), "a list of texts"),
        }
        types, name = kinds[self.type]
        if not isinstance(value, types) or (isinstance(value, bool) and self.type != "boolean"):
            return f"must be {name}"
        if self.type == "choice" and value not in self.choices:
            return f"must be one of {', '.join(self.choices)}"
        if isinstance(value, str) and not value.strip():
            return "must not be empty"
        if self.type in ("integer", "decimal", "money", "percent"):
            number = Decimal(str(value))
            unit = f" {self.unit}" if self.unit else ""
            if self.minimum is not None and number < self.minimum:
                return f"must be at least {self.minimum}{unit}"
            if self.maximum is not None and number > self.maximum:
                return f"must be at most {self.maximum}{unit}"
        return ""


def _texts(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


class Clause(BaseModel):
    """A clause as its file says it; `body` is the Markdown template, `body_line` the line on which it begins."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    title: str = Field(min_length=1)
    numbered: bool = True
    provides: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()
    documents: tuple[DocumentId, ...] = Field(min_length=1)
    status: Status
    condition: str = ""
    stance: Stance = "balanced"
    version: str = Field(pattern=r"^\d+\.\d+\.\d+$")
    serves: str = Field(min_length=1)
    source: Annotated[tuple[str, ...], BeforeValidator(_texts)] = Field(min_length=1)
    review: str = Field(min_length=1)
    guidance: str = Field(min_length=1)
    terms: dict[str, str] = Field(default_factory=dict)
    parameters: dict[str, Parameter] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _mechanisms(self) -> Clause:
        for key in self.provides:
            if key not in MECHANISMS:
                from tenderkit.errors import nearest

                raise ValueError(f"provides: no mechanism is called '{key}'; {nearest(key, MECHANISMS)}")
        return self


class ClauseFile:
    """A clause with where it came from."""

    def __init__(self, clause: Clause, body: str, body_line: int, language: str, path: Path, data: Data) -> None:
        self.clause = clause
        self.body = body
        self.body_line = body_line
        self.language = language
        self.path = path
        self.data = data

    @property
    def topic(self) -> str:
        """The folder that the clause lies in: change, exit, price ..."""
        return self.path.parent.name


def stances(files: Iterable[ClauseFile]) -> list[str]:
    """The stances in which a clause is offered."""
    return sorted({f.clause.stance for f in files})
