"""What the linter says of a document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from tenderkit.document.model import Cell, Kind
from tenderkit.lint.fingerprints import fingerprint, key_words

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")

DocumentKind = Literal["agreement", "terms", "sla", "dap", "requirements", "guide", "form", "other"]

State = Literal["present", "mentioned", "by_reference", "absent"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at. `block`, `start`, `end` and `evidence` are None for a finding about the whole document.

    `evidence` is the whole sentence or cell it rests on; `start` and `end` the narrower passage in the block. `fix` is
    the id of the library clause that mends it. `page` is where it stands, in formats with pages of their own (PDF); else 0.
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
    page: int = 0


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
class Passage:
    """Whole sentences of a block, with the number and heading they are found under."""

    block: int
    start: int
    end: int
    text: str
    clause: str = ""
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block as a reader sees it; `block` is its index in the document, by which findings know it."""

    block: int
    kind: Kind
    text: str
    number: str = ""
    level: int = 0
    cell: Cell | None = None
    language: Literal["nl", "en", ""] = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment in the document that speaks to us ("tenderkit: ..."), and what it stands on; `whole`: on the title, so
    that it speaks of the document as a whole too."""

    text: str
    passages: tuple[Passage, ...]
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A finding that its author decided about, and why; `by`: a comment in the document, or the configuration."""

    finding: Finding
    reason: str
    by: Literal["comment", "configuration"]


@dataclass(frozen=True, slots=True)
class DocumentReport:
    """Everything the linter found in one document, or in a set of them as a whole: then `documents` is their number.

    `findings` are those that count; `suppressed` and `baselined` are the others, once decided (`tenderkit.lint.decide`),
    and `remarks` what that decision needs of the document. `lines` says on which line the blocks with findings begin
    (`tenderkit.document.lines`); `text` is the document's own, where the settings ask for it.
    """

    path: str
    kind: str
    language: str
    findings: tuple[Finding, ...] = ()
    mechanisms: Mapping[str, Mechanism] = field(default_factory=dict)
    measures: Mapping[str, object] = field(default_factory=dict)
    documents: int = 0
    remarks: tuple[Remark, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()
    baselined: tuple[Finding, ...] = ()
    lines: Mapping[int, int] = field(default_factory=dict)
    text: tuple[Paragraph, ...] = ()


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Findings in reading order, those about the whole document last."""

    def order(finding: Finding) -> tuple[Any, ...]:
        place = (0, finding.block, finding.start) if finding.block is not None else (1, 0, 0)
        return (*place, SEVERITIES.index(finding.severity), finding.rule)

    return sorted(findings, key=order)


def numbered(findings: Iterable[Finding]) -> list[Finding]:
    """Findings in reading order, each with a fingerprint of its own."""
    seen: Counter[tuple[str, str]] = Counter()
    result = []
    for finding in in_order(findings):
        key = (finding.rule, key_words(finding.evidence or ""))
        result.append(replace(finding, fingerprint=fingerprint(*key, seen[key])))
        seen[key] += 1
    return result
