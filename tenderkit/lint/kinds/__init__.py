"""The few kinds of check that rules are made of.

A kind is a module with `parse(match) -> the match as a model` and `check(rule, match, view) -> hits`. A kind never prints,
never opens a file and never looks at options.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, Protocol

from tenderkit.document.model import Span
from tenderkit.language import Language

if TYPE_CHECKING:
    from tenderkit.lint.findings import Mechanism, Severity
    from tenderkit.lint.rules import Rule
    from tenderkit.lint.units import View

KINDS = (
    "mechanism",
    "phrase",
    "statement",
    "measure",
    "count",
    "interaction",
    "balance",
    "reference",
    "similar",
    "column",
    "set",
    "suppression",
)


@dataclass(frozen=True, slots=True)
class Hit:
    """What a check found: the passage (None: the document as a whole) and the sentence it stands in.

    `message` and `suggestion` in both languages, when they say more than the rule's title and remedy; `severity` when it
    differs from the rule's.
    """

    span: Span | None = None
    sentence: Span | None = None
    message: dict[str, str] | None = None
    suggestion: dict[str, str] | None = None
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that a check has to say: its hits, and for a mechanism its state, under the mechanism's key."""

    hits: tuple[Hit, ...] = ()
    mechanism: tuple[str, Mechanism] | None = None


class Check(Protocol):
    """A kind of check."""

    def parse(self, match: dict[str, Any]) -> Any:
        """The match of a rule file as a model; raises pydantic's ValidationError or PatternError."""

    def patterns(self, match: Any) -> Iterable[tuple[str, Language]]:
        """All patterns in it, each with its language, for checking the file."""

    def check(self, rule: Rule, match: Any, view: View) -> Outcome:
        """What the rule finds in a document."""


def kind(name: str) -> Check:
    """The kind of check by its name; raises KeyError for an unknown one."""
    if name not in KINDS:
        raise KeyError(name)
    module: Check = import_module(f"tenderkit.lint.kinds.{name}")
    return module
