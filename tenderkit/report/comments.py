"""Findings as comments in the margin of a draft: what was found, why it matters, and one thing to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from tenderkit.document.model import Span
from tenderkit.document.revise import Note
from tenderkit.lint.findings import SEVERITIES, DocumentReport, Finding, State
from tenderkit.lint.rules import Rule
from tenderkit.report.words import WORDS

_STATES: tuple[State, ...] = ("present", "mentioned", "by_reference", "absent")
_WORDS = {
    "nl": {
        "do": "Wat u kunt doen", "fix": "Voorbeeldtekst: bepaling {fix} in de bibliotheek van tenderkit.",
        "summary": "Nagekeken door tenderkit", "nothing": "niets gevonden",
        "error": "fout|fouten", "warning": "waarschuwing|waarschuwingen", "info": "opmerking|opmerkingen",
    },
    "en": {
        "do": "What you can do", "fix": "Example text: clause {fix} in the library of tenderkit.",
        "summary": "Checked by tenderkit", "nothing": "nothing found",
        "error": "error|errors", "warning": "warning|warnings", "info": "remark|remarks",
    },
}  # fmt: skip


def notes(report: DocumentReport, rules: Sequence[Rule], language: str = "", summary: bool = False) -> list[Note]:
    """A note for every finding, those about the whole document first. `language` of the reader ("": the document's);
    `rules`: all of them, for their reasons and the names of mechanisms; `summary`: a note on top with the totals."""
    told = language or report.language or "nl"
    by_code = {rule.code: rule for rule in rules}
    made = [_summary(report, rules, told)] if summary else []
    for finding in sorted(report.findings, key=lambda f: f.block is not None):  # both kinds stay in reading order
        made.append(Note(tuple(_lines(finding, by_code[finding.rule], told)), _span(finding), told))
    return made


def _span(finding: Finding) -> Span | None:
    if finding.block is None or finding.start is None or finding.end is None:
        return None
    return Span(finding.block, finding.start, finding.end)


def _lines(finding: Finding, rule: Rule, language: str) -> Iterator[str]:
    words = _WORDS[language]
    yield f"{finding.message} ({WORDS[language][finding.severity]} {finding.rule})"
    yield rule.why.get(language)
    if finding.suggestion:
        yield f"{words['do']}: {finding.suggestion}"
    if finding.fix:
        yield words["fix"].format(fix=finding.fix)


def _summary(report: DocumentReport, rules: Sequence[Rule], language: str) -> Note:
    """How many findings of each severity, and which mechanisms are present, only mentioned and absent."""
    words = WORDS[language]
    counts = Counter(f.severity for f in report.findings)
    forms = _WORDS[language]
    told = ", ".join(f"{counts[s]} {forms[s].split('|')[counts[s] != 1]}" for s in SEVERITIES if counts[s])
    lines = [f"{forms['summary']}: {told or forms['nothing']}"]
    titles = {r.match["mechanism"]: r.title.get(language) for r in rules if r.kind == "mechanism"}
    for state in _STATES:
        named = [titles[key] for key, m in report.mechanisms.items() if m.state == state and key in titles]
        if named:
            lines.append(f"{words['mechanisms']}, {words[state]} ({len(named)}): {'; '.join(named)}.")
    return Note(tuple(lines), None, language)
