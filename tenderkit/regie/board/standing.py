"""What the page is about: a tender set at one moment, as the linter, the scenarios and the answers have it. Pure: nothing is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from tenderkit.document.model import Document
from tenderkit.language import Language
from tenderkit.lint.catalogue import figure
from tenderkit.lint.findings import DocumentReport, Mechanism
from tenderkit.lint.rules import Bilingual, Rule
from tenderkit.lint.set_engine import CONTRACT_KINDS
from tenderkit.regie.readiness.model import Readiness
from tenderkit.regie.roles.model import Gap
from tenderkit.regie.scenarios.coverage import Coverage


@dataclass(frozen=True, slots=True)
class Lock:
    """A lock-in: its rule, what it is called, what to do, how heavy it weighs, how often it was found, and where first."""

    rule: str
    title: Bilingual
    remedy: Bilingual
    weight: int
    times: int
    document: str
    clause: str


@dataclass(frozen=True)
class Standing:
    """A set at one moment. `measures` are those of the set as a whole, with the ratios of how and must; `musts` and `wishes` are
    counted in its tables of requirements (0 without such tables). `readiness` is None where nobody answered; `roles` counts what a
    table of roles lacks, by kind."""

    name: str
    title: str
    language: Language
    documents: int
    measures: Mapping[str, object]
    mechanisms: Mapping[str, Mechanism]
    locks: tuple[Lock, ...]
    severities: Mapping[str, int]
    musts: int
    wishes: int
    coverage: Coverage
    readiness: Readiness | None = None
    roles: Mapping[str, int] = field(default_factory=dict)

    def value(self, name: str) -> float | None:
        """The figure of that name, where there is one."""
        found = figure(name).value(self.measures)
        return float(found) if isinstance(found, int | float) else None


def standing(
    name: str, documents: Mapping[str, Document], whole: DocumentReport, reports: Mapping[str, DocumentReport],
    rules: Sequence[Rule], coverage: Coverage, readiness: Readiness | None = None, lacking: Iterable[Gap] = (),
) -> Standing:  # fmt: skip
    """What a set comes to. `whole` is the report on it as a whole, `reports` those on its documents by name, `lacking` what its
    table of roles lacks."""
    musts, wishes = _demands(reports.values())
    findings = [f for report in (whole, *reports.values()) for f in report.findings]
    return Standing(
        name,
        _title(documents, reports) or name,
        "en" if whole.language == "en" else "nl",
        len(documents),
        {**whole.measures, **_ratios(reports.values(), musts, wishes)},
        whole.mechanisms,
        tuple(_locks(reports, rules)),
        Counter(f.severity for f in findings),
        musts,
        wishes,
        coverage,
        readiness,
        Counter(gap.kind for gap in lacking),
    )


def _title(documents: Mapping[str, Document], reports: Mapping[str, DocumentReport]) -> str:
    """What is tendered, as the documents say in their properties, else what they are called: the agreement before the others."""
    order = sorted(documents, key=lambda n: (n not in reports or reports[n].kind != "agreement", n))
    named = [documents[n].properties.get("subject", "").strip() for n in order] + [documents[n].title for n in order]
    return next(filter(None, named), "")


def _demands(reports: Collection[DocumentReport]) -> tuple[int, int]:
    """How many musts and wishes stand in tables of requirements: in the documents that hold them, for what the guide repeats of
    them counts once."""
    own = [report for report in reports if report.kind == "requirements"]
    counted = [c for report in own or reports if isinstance(c := report.measures.get("demands"), Mapping)]
    return sum(c["musts"] for c in counted), sum(c["wishes"] for c in counted)


def _ratios(reports: Iterable[DocumentReport], musts: int, wishes: int) -> dict[str, float]:
    """How against what and must against wish: of the document that holds the requirements, else of the contract."""
    ranked = sorted(
        (r for r in reports if r.kind in CONTRACT_KINDS),
        key=lambda r: ("requirements", "agreement", "terms", "sla", "dap").index(r.kind),
    )
    found: dict[str, float] = {}
    for name in ("how_ratio", "must_ratio"):
        values = (r.measures.get(name) for r in ranked)
        value = next((v for v in values if isinstance(v, int | float)), None)
        if value is not None:
            found[name] = float(value)
    if musts + wishes:
        found["must_ratio"] = round(musts / (musts + wishes), 2)
    return found


def _locks(reports: Mapping[str, DocumentReport], rules: Sequence[Rule]) -> list[Lock]:
    """The lock-ins of the contract documents, the heaviest first; each rule once."""
    found = []
    for rule in rules:
        places = [
            (name, finding)
            for name, report in reports.items()
            if report.kind in CONTRACT_KINDS
            for finding in report.findings
            if finding.rule == rule.code
        ]
        if rule.lock_in is not None and places:
            name, first = places[0]
            text, title = rule.remedy.text, rule.title
            found.append(Lock(rule.code, title, text, rule.lock_in.weight, len(places), name, first.clause))
    return sorted(found, key=lambda lock: (-lock.weight, -lock.times, lock.rule))
