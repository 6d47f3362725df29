"""A comparison for a person at a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping

from tenderkit.compare.clauses import Change
from tenderkit.compare.comparison import Comparison, DocumentComparison
from tenderkit.lint.findings import Finding
from tenderkit.report.compare import wording
from tenderkit.report.compare.wording import SIGNS, WORDS
from tenderkit.report.text import quoted

Style = Callable[..., str]

_AROUND = 8  # words shown on both sides of a change
_LONGEST = 400  # characters shown of a clause that came or went
_COLOURS = {
    "added": "green",
    "removed": "red",
    "reworded": "yellow",
    "moved": "cyan",
    "split": "cyan",
    "merged": "cyan",
}


def plain(text: str, **_: object) -> str:
    """A style that leaves text as it is."""
    return text


def render(
    comparison: Comparison, names: Mapping[str, str], *, language: str = "", style: Style = plain, width: int = 100
) -> str:
    """The comparison as text. `names` of mechanisms by key; `style` colours (click.style); `width` in characters."""
    spoken = language or comparison.language or "nl"
    words = WORDS[spoken]
    lines = [style(f"{words['title']}: {comparison.old} → {comparison.new}", bold=True, underline=True)]
    unchanged = [d for d in comparison.documents if d.is_same]
    for one in comparison.everything:
        if one.kind == "set" or not one.is_same or comparison.is_single:
            name = [] if comparison.is_single else [style(wording.name_of(one, words), bold=True)]
            lines += ["", *name, *_document(one, names, spoken, style, width, comparison.linted)]
    if unchanged and not comparison.is_single:
        named = ", ".join(wording.name_of(d, words) for d in unchanged)
        lines += ["", f"{words['same documents']}: {named}"]
    return "\n".join(lines) + "\n"


def _document(
    one: DocumentComparison, names: Mapping[str, str], language: str, style: Style, width: int, linted: bool
) -> list[str]:
    words = WORDS[language]
    lines = []
    if one.clauses is not None:
        lines.append(f"  {words['clauses']}: {wording.clause_counts(one, words)}")
        # Of a document that came or went as a whole nobody wants to read every clause here.
        if one.old is not None and one.new is not None:
            for change in one.clauses.changes:
                lines += _change(change, words, style, width)
    if not linted:
        return lines
    lines.append(f"  {words['findings']}: {wording.finding_counts(one, words)}")
    for label, findings in (("new", one.findings.new), ("resolved", one.findings.resolved)):
        for finding in findings:
            lines += _finding(finding, label, words, style, width)
    if one.changed_mechanisms and one.old is not None and one.new is not None:
        lines.append(f"  {words['mechanisms']}:")
        for key, (old, new) in one.changed_mechanisms.items():
            lines.append(f"    {names.get(key, key)}: {wording.state_of(old, words)} → {wording.state_of(new, words)}")
    figures = wording.figures_of(one, language)
    if figures and (one.kind in ("agreement", "terms", "set")):
        lines.append(f"  {words['measures']}:{'':21}{words['before']:>8}{words['after']:>8}")
        lines += [f"    {name:28}{before:>8}{after:>8}  {step}".rstrip() for name, before, after, step in figures]
    return lines


def _change(change: Change, words: Mapping[str, str], style: Style, width: int) -> list[str]:
    sign = style(SIGNS[change.kind], fg=_COLOURS[change.kind], bold=True)
    title = style(wording.title_of(change, words), fg=_COLOURS[change.kind])
    lines = [f"  {sign} {wording.places_of(change, words)}: {title}"]
    if change.kind == "moved" or ((change.new or change.old)[0].kind == "heading" and not change.edits):
        return lines
    if change.edits:
        shown = "".join(
            edit.text if edit.operation == "equal" else _marked(edit.operation, edit.text)
            for edit in wording.shortened(change.edits, _AROUND)
        )
    else:
        shown = wording.text_of(change)
        shown = shown if len(shown) <= _LONGEST else shown[: _LONGEST - 1].rstrip() + "…"
    return lines + [
        line
        for part in shown.splitlines()
        for line in textwrap.wrap(part, width, initial_indent="      ", subsequent_indent="      ")
    ]


def _marked(operation: str, text: str) -> str:
    """Removed words as [-so-] and added ones as {+so+}, the white space around them outside."""
    inner = text.strip()
    left, right = ("[-", "-]") if operation == "removed" else ("{+", "+}")
    lead = text[: len(text) - len(text.lstrip())]
    return f"{lead}{left}{inner}{right}{text[len(text.rstrip()) :]}" if inner else text


def _finding(finding: Finding, label: str, words: Mapping[str, str], style: Style, width: int) -> list[str]:
    sign, colour = ("+", "red") if label == "new" else ("-", "green")
    head = (
        f"    {style(sign, fg=colour, bold=True)} {words[label]}: {words[finding.severity]} {style(finding.rule, bold=True)} "
        f"{finding.name}, {wording.finding_place(finding, words)}: {finding.message}"
    )
    lines = [head]
    if finding.evidence:
        lines += quoted(finding.evidence, 200, width, "        ")
    return lines
