"""Findings for a person at a terminal: document by document, in reading order, with the passage and one thing to do."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Callable, Sequence

from tenderkit.lint.findings import SEVERITIES, DocumentReport, Finding
from tenderkit.report.measures import summary, table
from tenderkit.report.words import WORDS

Style = Callable[..., str]

_COLOUR = {"error": "red", "warning": "yellow", "info": "blue"}


def plain(text: str, **_: object) -> str:
    """A style that leaves text as it is."""
    return text


def render(
    reports: Sequence[DocumentReport],
    *,
    language: str = "",
    style: Style = plain,
    width: int = 100,
    statistics: bool = False,
    measures: bool = False,
) -> str:
    """The reports as text. `language` of the words around the findings ("": each document's own, and that of the first
    for the totals); `style` colours (click.style); `width` in characters; `measures`: all of them, as a table."""
    lines: list[str] = []
    for report in reports:
        spoken = language or report.language or "nl"
        lines += _document(report, spoken, style, width, measures)
        lines.append("")
    first = language or (reports[0].language if reports else "") or "nl"
    words = WORDS[first]
    counts = Counter(f.severity for r in reports for f in r.findings)
    if statistics:
        lines += [*count_rules(reports), ""]
    total = words["total"].format(n=sum(not r.documents for r in reports), **{s: counts[s] for s in SEVERITIES})
    apart = {
        "suppressed": sum(len(r.suppressed) for r in reports),
        "baselined": sum(len(r.baselined) for r in reports),
    }
    total += "".join(f"; {n} {words[name]}" for name, n in apart.items() if n)
    lines.append(style(total, bold=True))
    return "\n".join(lines) + "\n"


def count_rules(reports: Sequence[DocumentReport]) -> list[str]:
    """How many findings each rule has, most first, a line each."""
    by_rule = Counter((f.rule, f.name) for r in reports for f in r.findings)
    return [f"{n:6d}  {code}  {name}" for (code, name), n in sorted(by_rule.items(), key=lambda i: (-i[1], i[0]))]


def _document(report: DocumentReport, language: str, style: Style, width: int, measures: bool) -> list[str]:
    words = WORDS[language]
    size = report.measures.get("words", 0)
    kind = f"{report.documents} {words['documents']}" if report.documents else report.kind
    title = f"{report.path}  ({kind}, {report.language or '?'}, {size} {words['words']})"
    lines = [style(title, bold=True, underline=True)]
    if report.mechanisms:
        states = Counter(m.state for m in report.mechanisms.values())
        lines.append(
            f"  {words['mechanisms']}: "
            + ", ".join(
                f"{states[s]} {words[s]}" for s in ("present", "mentioned", "by_reference", "absent") if states[s]
            )
        )
    lines += summary(report, language)
    if measures:
        lines += table(report, language, style, width)
    if not report.findings:
        lines.append("  " + style(words["none"], fg="green"))
    if report.documents:
        words = {**words, "whole": words["set"]}
    for finding in report.findings:
        lines += _finding(finding, words, style, width)
    return lines


def finding_lines(finding: Finding, language: str, style: Style, width: int) -> list[str]:
    """One finding as lines of text."""
    return _finding(finding, WORDS[language], style, width)


def quoted(text: str, length: int, width: int, indent: str) -> list[str]:
    """A passage, or as much of it as fits in `length` characters, as lines of at most `width` characters."""
    quote = f"“{_cut(' '.join(text.split()), length)}”"
    return textwrap.wrap(quote, width, initial_indent=indent, subsequent_indent=indent)


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def _finding(finding: Finding, words: dict[str, str], style: Style, width: int) -> list[str]:
    if finding.block is None:
        place = words["whole"]
    else:
        place = f"{words['clause']} {finding.clause}" if finding.clause else ""
        page = f"({words['page']} {finding.page})" if finding.page else ""
        place = " ".join(p for p in (place, _cut(finding.heading, 50), page) if p) or "-"
    head = (
        f"  {style(place, fg='cyan')}: {style(words[finding.severity], fg=_COLOUR[finding.severity], bold=True)} "
        f"{style(finding.rule, bold=True)} {finding.name}: {finding.message}"
    )
    lines = [head]
    if finding.evidence:
        lines += quoted(finding.evidence, 300, width, "      ")
    if finding.suggestion:
        advice = finding.suggestion + (f" [{words['fix']} {finding.fix}]" if finding.fix else "")
        lines += textwrap.wrap(advice, width, initial_indent="    → ", subsequent_indent="      ")
    return lines
