"""Two versions of a document or a tender set side by side: clauses, findings, mechanisms and measures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from tenderkit.compare.clauses import ClauseChanges, compare_clauses
from tenderkit.document.model import Document
from tenderkit.language.folding import folded
from tenderkit.lint.findings import DocumentReport, Finding, Mechanism

ALIKE = 0.5  # the share of words that two documents have in common, from which one may be the other under another name
NOTHING = Document(())


@dataclass(frozen=True)
class Version:
    """A document and what the linter says of it (None: it was not asked); `name` is its place in the set."""

    name: str
    document: Document
    report: DocumentReport | None = None


@dataclass(frozen=True)
class FindingChanges:
    """Findings that came, that went, and how many stayed."""

    new: tuple[Finding, ...] = ()
    resolved: tuple[Finding, ...] = ()
    kept: int = 0


@dataclass(frozen=True)
class DocumentComparison:
    """What happened to one document. `old` or `new` is None for one that came or went. For the set as a whole both are the
    set's names, and `clauses` is None."""

    old: str | None
    new: str | None
    kind: str
    language: str
    clauses: ClauseChanges | None
    findings: FindingChanges
    mechanisms: Mapping[str, tuple[Mechanism | None, Mechanism | None]] = field(default_factory=dict)
    measures: tuple[Mapping[str, object], Mapping[str, object]] = ({}, {})

    @property
    def is_same(self) -> bool:
        """Whether nothing that a reader sees changed, nor what the linter says of it."""
        own = self.clauses
        return (
            self.old is not None
            and self.new is not None
            and not (own and own.changes)
            and not (self.findings.new or self.findings.resolved)
            and not self.changed_mechanisms
        )

    @property
    def changed_mechanisms(self) -> Mapping[str, tuple[Mechanism | None, Mechanism | None]]:
        """The mechanisms that are in another state than they were."""
        return {
            key: (old, new)
            for key, (old, new) in self.mechanisms.items()
            if (old.state if old else None) != (new.state if new else None)
        }


@dataclass(frozen=True)
class Comparison:
    """Two versions, by the names that the user gave them; `whole` is about a set as a whole. `linted`: findings, mechanisms
    and measures were asked."""

    old: str
    new: str
    documents: tuple[DocumentComparison, ...]
    whole: DocumentComparison | None = None
    linted: bool = True

    @property
    def everything(self) -> tuple[DocumentComparison, ...]:
        """The set as a whole, if there is one, and then its documents."""
        return (*((self.whole,) if self.whole else ()), *self.documents)

    @property
    def is_single(self) -> bool:
        """Whether it is about one document, which needs no name of its own."""
        return self.whole is None and len(self.documents) == 1

    @property
    def gained(self) -> tuple[DocumentReport, ...]:
        """The new findings, as reports."""
        return tuple(DocumentReport(d.new or d.old or "", d.kind, d.language, d.findings.new) for d in self.everything)

    @property
    def language(self) -> str:
        """The language of most documents."""
        spoken = Counter(d.language for d in self.documents if d.language)
        return min(spoken, key=lambda name: (-spoken[name], name)) if spoken else ""


def compare_documents(old: Version | None, new: Version | None) -> DocumentComparison:
    """What happened to a document; None for the side on which it is not there."""
    before, after = (v.document if v else NOTHING for v in (old, new))
    clauses = compare_clauses(before, after)
    reports = (old.report if old else None, new.report if new else None)
    told = reports[1] or reports[0]
    return DocumentComparison(
        old.name if old else None,
        new.name if new else None,
        told.kind if told else after.kind or before.kind,
        told.language if told else after.language or before.language,
        clauses,
        compare_findings(*reports, clauses),
        _mechanisms(*reports),
        _measures(*reports),
    )


def compare_reports(old: DocumentReport, new: DocumentReport) -> DocumentComparison:
    """What happened to a set as a whole."""
    return DocumentComparison(
        old.path,
        new.path,
        "set",
        new.language or old.language,
        None,
        compare_findings(old, new, None),
        _mechanisms(old, new),
        _measures(old, new),
    )


def compare_findings(
    old: DocumentReport | None, new: DocumentReport | None, clauses: ClauseChanges | None
) -> FindingChanges:
    """Findings by their fingerprint; what the same rule finds in the reworded version of the same clause stayed as well."""
    before = list(old.findings) if old else []
    after = list(new.findings) if new else []
    by_print: dict[str, list[Finding]] = {}
    for finding in before:
        by_print.setdefault(finding.fingerprint, []).append(finding)
    fresh: list[Finding] = []
    for finding in after:
        twins = by_print.get(finding.fingerprint)
        if twins:
            before.remove(twins.pop(0))
        else:
            fresh.append(finding)
    kept = len(after) - len(fresh)
    new_ones = []
    for finding in fresh:
        twin = next((f for f in before if _same_matter(f, finding, clauses)), None)
        if twin is None:
            new_ones.append(finding)
        else:
            before.remove(twin)
            kept += 1
    return FindingChanges(tuple(new_ones), tuple(before), kept)


def _same_matter(old: Finding, new: Finding, clauses: ClauseChanges | None) -> bool:
    if old.rule != new.rule:
        return False
    if old.block is None or new.block is None:
        return old.block is new.block and old.message == new.message
    return clauses is not None and clauses.same_passage(old.block, new.block)


def _mechanisms(
    old: DocumentReport | None, new: DocumentReport | None
) -> Mapping[str, tuple[Mechanism | None, Mechanism | None]]:
    before, after = (report.mechanisms if report else {} for report in (old, new))
    return {key: (before.get(key), after.get(key)) for key in dict.fromkeys((*before, *after))}


def _measures(
    old: DocumentReport | None, new: DocumentReport | None
) -> tuple[Mapping[str, object], Mapping[str, object]]:
    before, after = (report.measures if report else {} for report in (old, new))
    return before, after


def paired(old: Sequence[Version], new: Sequence[Version]) -> list[tuple[Version | None, Version | None]]:
    """Which document of the new set is which of the old one: by its name in the set, by its name without ending, and then by
    its words. In the order of the new set, those that went last."""
    pairs: dict[int, int] = {}

    def match(key: Callable[[Version], str]) -> None:
        for j, version in enumerate(new):
            free = [i for i, v in enumerate(old) if i not in pairs.values() and key(v) == key(version)]
            if j not in pairs and len(free) == 1:
                pairs[j] = free[0]

    match(lambda v: v.name)
    match(lambda v: str(PurePosixPath(v.name).with_suffix("")))
    match(lambda v: PurePosixPath(v.name).stem)
    words = [Counter(w for b in v.document.body for w in folded(b.text).split()) for v in (*old, *new)]
    scores = [
        (_alike(words[i], words[len(old) + j]), i, j)
        for i in range(len(old))
        for j in range(len(new))
        if i not in pairs.values() and j not in pairs
    ]
    for score, i, j in sorted(scores, key=lambda s: (-s[0], s[1], s[2])):
        if score >= ALIKE and i not in pairs.values() and j not in pairs:
            pairs[j] = i
    found: list[tuple[Version | None, Version | None]] = [
        (old[pairs[j]] if j in pairs else None, version) for j, version in enumerate(new)
    ]
    return found + [(version, None) for i, version in enumerate(old) if i not in pairs.values()]


def _alike(one: Counter[str], other: Counter[str]) -> float:
    either = (one | other).total()
    return (one & other).total() / either if either else 0.0
