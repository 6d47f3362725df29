"""What documents show that answers can be held against: mechanisms, measures and findings of the linter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tenderkit.lint.findings import DocumentReport, Mechanism, Severity
from tenderkit.regie.readiness.model import KnockOut
from tenderkit.regie.readiness.questionnaire import DocumentGate, Unborne

_WITH_DEMANDS = ("agreement", "terms", "sla", "requirements")  # the kinds of document whose measures speak of demands


@dataclass(frozen=True)
class Documents:
    """Mechanisms by key (of the set as a whole, where it is one), measures by name (the highest of its documents), findings
    counted by rule and by severity, the tier of each mechanism, and how much of what the scenarios ask is answered (0-1; None where
    nobody looked)."""

    mechanisms: Mapping[str, Mechanism]
    measures: Mapping[str, float]
    findings: Mapping[str, int]
    severities: Mapping[Severity, int]
    tiers: Mapping[str, str]
    coverage: float | None = None

    def shown(self, rule: Unborne) -> tuple[str, str, str] | None:
        """What contradicts an answer, as subject, state and clause; None for documents that bear it out."""
        if rule.mechanism:
            found = self.mechanisms.get(rule.mechanism)
            if found is None:
                return rule.mechanism, "absent", ""
            clause = next((e.clause for e in found.evidence if e.clause), "")
            if found.state not in ("present", "by_reference"):
                return rule.mechanism, found.state, clause
            if found.state == "present" and found.completeness < rule.complete:
                return rule.mechanism, f"{found.completeness:.0%}", clause
        if rule.measure and self.measures.get(rule.measure.name, 0) > rule.measure.above:
            return rule.measure.name, f"{self.measures[rule.measure.name]:.0%}", ""
        if rule.finding and self.findings.get(rule.finding):
            return rule.finding, str(self.findings[rule.finding]), ""
        return None

    def lacking(self, gate: DocumentGate) -> Iterator[KnockOut]:
        """What a gate asks that is not there: mechanisms by key, the severity of findings, and coverage of scenarios as two
        percentages (rounded down, so that 79.9 is not shown as the 80 that is asked)."""
        for key, tier in self.tiers.items():
            found = self.mechanisms.get(key)
            if tier == gate.tier and (found is None or found.state in ("absent", "mentioned")):
                yield KnockOut("missing", subject=key)
        if self.severities.get(gate.severity):
            yield KnockOut("finding", subject=gate.severity)
        if self.coverage is not None and self.coverage < gate.scenarios:
            yield KnockOut("scenarios", level=int(100 * self.coverage), minimum=round(100 * gate.scenarios))


def documents_of(
    reports: Sequence[DocumentReport], tiers: Mapping[str, str], coverage: float | None = None
) -> Documents:
    """What reports of the linter say: on a set and then its documents (`tenderkit check`), or on one draft. `tiers`: A, B or C by
    mechanism, as the rules have it; `coverage`: how much of what the scenarios ask these documents answer (0-1)."""
    whole = next((r for r in reports if r.documents), reports[0])
    measures: dict[str, float] = {}
    for report in reports:
        for name, value in report.measures.items():
            if report.kind in _WITH_DEMANDS and isinstance(value, int | float):
                measures[name] = max(measures.get(name, 0.0), float(value))
    findings = [f for r in reports for f in r.findings]
    return Documents(
        whole.mechanisms,
        measures,
        Counter(f.rule for f in findings),
        Counter(f.severity for f in findings),
        tiers,
        coverage,
    )
