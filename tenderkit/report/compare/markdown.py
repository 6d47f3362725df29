"""A comparison as Markdown: for a pull request or a job summary."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from tenderkit.compare.clauses import Change
from tenderkit.compare.comparison import Comparison, DocumentComparison
from tenderkit.lint.findings import Finding
from tenderkit.report.compare import wording
from tenderkit.report.compare.wording import WORDS

_AROUND = 12  # words shown on both sides of a change
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&])")


def render(comparison: Comparison, names: Mapping[str, str], language: str = "") -> str:
    """The comparison as Markdown; `names` of mechanisms by key."""
    spoken = language or comparison.language or "nl"
    words = WORDS[spoken]
    lines = [f"# {words['title']}: {escaped(comparison.old)} → {escaped(comparison.new)}", ""]
    for one in comparison.everything:
        if not comparison.is_single:
            lines += [f"## {escaped(wording.name_of(one, words))}", ""]
        lines += _document(one, names, spoken, comparison.linted)
    return "\n".join(lines).rstrip() + "\n"


def escaped(text: str) -> str:
    """Text in which nothing is markup, on one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def _document(one: DocumentComparison, names: Mapping[str, str], language: str, linted: bool) -> list[str]:
    words = WORDS[language]
    if one.is_same and one.kind != "set":
        return [words["same"].capitalize() + ".", ""]
    lines: list[str] = []
    if one.clauses is not None:
        lines += [f"**{words['clauses']}**: {wording.clause_counts(one, words)}", ""]
        if one.old is not None and one.new is not None and one.clauses.changes:
            lines += [*(_change(change, words) for change in one.clauses.changes), ""]
    if not linted:
        return lines
    lines += [f"**{words['findings']}**: {wording.finding_counts(one, words)}", ""]
    found = [("new", f) for f in one.findings.new] + [("resolved", f) for f in one.findings.resolved]
    if found:
        lines += [*(_finding(finding, label, words) for label, finding in found), ""]
    if one.changed_mechanisms and one.old is not None and one.new is not None:
        rows = [
            (names.get(key, key), wording.state_of(old, words), wording.state_of(new, words))
            for key, (old, new) in one.changed_mechanisms.items()
        ]
        lines += _table((words["mechanism"], words["before"], words["after"]), rows)
    figures = wording.figures_of(one, language)
    if figures and one.kind in ("agreement", "terms", "set"):
        lines += _table((words["measure"], words["before"], words["after"], words["change"]), figures)
    return lines


def _change(change: Change, words: Mapping[str, str]) -> str:
    head = f"- **{escaped(wording.places_of(change, words))}** {wording.title_of(change, words)}"
    if change.kind == "moved":
        return head
    if not change.edits:
        if (change.new or change.old)[0].kind == "heading":
            return head
        text = escaped(wording.text_of(change))
        return f"{head}: {text}"
    pieces = []
    for edit in wording.shortened(change.edits, _AROUND):
        text = _SPECIAL.sub(r"\\\1", re.sub(r"\s+", " ", edit.text))
        inner, lead, tail = text.strip(), " " * text.startswith(" "), " " * text.endswith(" ")
        if edit.operation == "equal" or not inner:
            pieces.append(text)
        else:
            mark = ("<del>", "</del>") if edit.operation == "removed" else ("<ins>", "</ins>")
            pieces.append(f"{lead}{mark[0]}{inner}{mark[1]}{tail}")
    return f"{head}: {''.join(pieces).strip()}"


def _finding(finding: Finding, label: str, words: Mapping[str, str]) -> str:
    place = escaped(wording.finding_place(finding, words))
    head = f"- {words[label]}: {words[finding.severity]} `{finding.rule}` {place}: {escaped(finding.message)}"
    return head + (f" “{escaped(finding.evidence)}”" if finding.evidence else "")


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    lines = [head, ["---"] * len(head), *[[escaped(cell) for cell in row] for row in rows]]
    return [*(f"| {' | '.join(line)} |" for line in lines), ""]
