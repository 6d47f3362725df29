"""What counts of all that was found: selection and severities by kind and file, then suppressions. Pure: reports in, reports out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from tenderkit.lint.findings import DocumentReport, Finding, Suppressed, in_order, numbered
from tenderkit.lint.rules import Rule
from tenderkit.lint.selection import Selection
from tenderkit.lint.suppression import ByFingerprint, Decision, misuse, misuse_of_entries, read_decisions, sift


@dataclass(frozen=True)
class Policy:
    """By what is decided: the selection, suppressions by fingerprint, the language of messages ("": the document's) and
    whether the run covers everything that the configuration is about (`complete`), so that what is of no use is known."""

    selection: Selection
    suppress: Sequence[ByFingerprint] = ()
    messages: str = ""
    complete: bool = False

    @property
    def rules(self) -> Sequence[Rule]:
        """All rules, chosen or not."""
        return self.selection.rules

    def ran(self, report: DocumentReport, scope: str) -> frozenset[str]:
        """The codes of the rules that looked for something in what a report is about, and count there.

        `scope`: "document" for lint; for check "member" (a document of a set) or "set".
        """
        kinds = {"member": ("set",), "set": ("set", "mechanism")}.get(scope)
        wanted = self.selection.wanted(report.kind, report.path)
        return frozenset(
            r.code for r in self.rules if r.code in wanted and ((r.kind in kinds) if kinds else r.kind != "set")
        )


def scopes(reports: Sequence[DocumentReport]) -> list[str]:
    """For each report what it is of: "document", or where a set was checked "set" and then "member"."""
    found: list[str] = []
    members = 0
    for report in reports:
        if report.documents:
            members = report.documents
            found.append("set")
        else:
            found.append("member" if members > 0 else "document")
            members -= 1
    return found


def decide(reports: Sequence[DocumentReport], policy: Policy) -> list[DocumentReport]:
    """The reports with only what counts among their findings, what was suppressed apart, and findings about suppressions."""
    kinds = scopes(reports)
    groups = _groups(kinds)
    used: set[ByFingerprint] = set()
    decided: list[DocumentReport] = []
    for group in groups:
        decisions = {n: read_decisions(reports[n].remarks, policy.rules) for n in group}
        made: list[tuple[int, list[Finding], list[Suppressed]]] = []
        for n in group:
            counted = _counted(reports[n], policy, policy.ran(reports[n], kinds[n]))
            # What a document of a set says of itself as a whole holds for the set too.
            near = [d for ds in decisions.values() for d in ds] if kinds[n] == "set" else decisions[n]
            kept, gone, entries = sift(counted, reports[n].path, near, policy.suppress, policy.selection.root)
            used |= entries
            made.append((n, kept, gone))
        for n, kept, gone in made:
            ran = policy.ran(reports[n], kinds[n])
            about = list(_about_suppressions(reports[n], decisions[n], policy, ran, kinds[n]))
            decided.append(replace(reports[n], findings=tuple(in_order([*kept, *about])), suppressed=tuple(gone)))
    return _about_entries(decided, policy, used)


def _groups(kinds: Sequence[str]) -> list[list[int]]:
    groups: list[list[int]] = []
    for n, kind in enumerate(kinds):
        if kind == "member":
            groups[-1].append(n)
        else:
            groups.append([n])
    return groups


def _counted(report: DocumentReport, policy: Policy, ran: Collection[str]) -> Iterator[Finding]:
    """The findings of rules that count for this document, as serious as was set."""
    by_code = {rule.code: rule for rule in policy.rules}
    for finding in report.findings:
        if finding.rule in ran:
            severity = policy.selection.severity(by_code[finding.rule], report.kind)
            yield replace(finding, severity=severity) if severity else finding


def _about_suppressions(
    report: DocumentReport, decisions: Sequence[Decision], policy: Policy, ran: Collection[str], scope: str
) -> list[Finding]:
    """Findings about the comments of one document. In a set only whether they are of use for the rules about sets: the rest
    is for lint to say."""
    language = policy.messages or report.language or "nl"
    found = list(misuse(decisions, ran, policy.rules, language))
    if scope != "document":
        found = [f for f in found if f.rule == "SUP001"]
    allowed = replace(report, findings=tuple(numbered(found)))
    return list(_counted(allowed, policy, policy.selection.wanted(report.kind, report.path)))


def _about_entries(
    reports: list[DocumentReport], policy: Policy, used: Collection[ByFingerprint]
) -> list[DocumentReport]:
    """The reports with findings about entries of the configuration: with the document that an entry is about, or with the
    first when it is about any and the run was complete."""
    root = policy.selection.root
    told: set[ByFingerprint] = set()
    result = []
    for report in reports:
        mine = [e for e in policy.suppress if e not in told and e.is_for(report.path, root)]
        hits = {s.finding.fingerprint for s in report.suppressed if s.by == "configuration"}
        unused = [e for e in mine if e not in used and (e.path or policy.complete)]
        unreasoned = [e for e in mine if not e.reason.strip() and e.fingerprint in hits]
        told.update((*unused, *unreasoned))
        language = policy.messages or report.language or "nl"
        about = numbered(misuse_of_entries(unused, unreasoned, policy.rules, language))
        bare = replace(report, findings=tuple(about))
        more = list(_counted(bare, policy, policy.selection.wanted(report.kind, report.path)))
        result.append(replace(report, findings=tuple(in_order([*report.findings, *more]))) if more else report)
    return result
