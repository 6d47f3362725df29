"""What the linter says of a document."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from tenderkit.language.folding import folded

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")

DocumentKind = Literal["agreement", "terms", "sla", "dap", "requirements", "guide", "form", "other"]

State = Literal["present", "mentioned", "by_reference", "absent"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at. `block`, `start`, `end` and `evidence` are None for a finding about the whole document.

    `evidence` is the whole sentence or cell it rests on; `start` and `end` the narrower passage in the block. `fix` is
    the id of the library clause that mends it.
    """

    rule: str
    name: str
    severity: Severity
    message: str
    clause: str = ""
    heading: str = ""
    block: int | None = None
    start: int | None = None
    end: int | None = None
    evidence: str | None = None
    suggestion: str | None = None
    fix: str | None = None
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage that speaks of a mechanism."""

    clause: str
    block: int
    text: str


@dataclass(frozen=True, slots=True)
class Mechanism:
    """How far a mechanism is arranged: its state, the share of its elements found (0-1), passages, elements missing."""

    state: State
    completeness: float = 0.0
    evidence: tuple[Evidence, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """Everything the linter found in one document, or in a set of them as a whole: then `documents` is their number."""

    path: str
    kind: str
    language: str
    findings: tuple[Finding, ...] = ()
    mechanisms: Mapping[str, Mechanism] = field(default_factory=dict)
    measures: Mapping[str, object] = field(default_factory=dict)
    documents: int = 0


def fingerprint(rule: str, passage: str, occurrence: int) -> str:
    """A name for a finding that survives renumbering and moving: rule, the words of the passage, and which of equal ones."""
    words = " ".join(folded(passage).split())
    return hashlib.sha256(f"{rule}\0{words}\0{occurrence}".encode()).hexdigest()[:16]
