"""Markdown for the summary of a job, or for a comment under a merge request."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from tenderkit.lint.findings import SEVERITIES, DocumentReport, Finding
from tenderkit.lint.rules import Rule
from tenderkit.report.measures import summary
from tenderkit.report.names import mechanism_names, missing_elements
from tenderkit.report.places import cut, where
from tenderkit.report.words import WORDS, counted

MAX_BYTES = 1024 * 1024  # what GitHub takes for the summary of a step
SHOWN = 50  # findings of a document, the most severe

_ROOM = 400  # bytes kept free for the line that says what was cut
_MARKDOWN = re.compile(r"([\\`*_\[\]{}~|#])")
_WORDS = {
    "nl": {
        "more": "Nog {n} bevindingen: zie het volledige rapport.", "cut": "Hier afgebroken: meer dan 1 MiB past niet in een samenvatting.",
        "place": "Plaats", "finding": "Bevinding", "do": "Wat u kunt doen", "mechanism": "Mechanisme", "state": "Staat",
        "complete": "Volledig", "missing": "Ontbreekt", "title": "Bevindingen van tenderkit",
    },
    "en": {
        "more": "{n} more findings: see the full report.", "cut": "Cut here: no more than 1 MiB fits in a summary.",
        "place": "Place", "finding": "Finding", "do": "What you can do", "mechanism": "Mechanism", "state": "State",
        "complete": "Complete", "missing": "Missing", "title": "Findings of tenderkit",
    },
}  # fmt: skip


def render(reports: Sequence[DocumentReport], rules: Sequence[Rule], language: str, max_bytes: int = MAX_BYTES) -> str:
    """Totals, and for each document its measures, findings (the most severe) and mechanisms; at most `max_bytes`."""
    first = language or next((r.language for r in reports if r.language), "nl")
    counts = Counter(f.severity for r in reports for f in r.findings)
    documents = sum(not r.documents for r in reports)
    total = WORDS[first]["total"].format(n=documents, **{s: counts[s] for s in SEVERITIES})
    parts = [f"# {_WORDS[first]['title']}\n\n{total}\n"]
    for report in reports:
        parts += _document(report, rules, language or report.language or "nl")
    text, size = [], 0
    for part in parts:
        size += len(part.encode("utf-8", "replace"))
        if size > max_bytes - _ROOM:
            text.append(f"\n\n**{_WORDS[first]['cut']}**\n")
            break
        text.append(part)
    return "".join(text)


def _document(report: DocumentReport, rules: Sequence[Rule], language: str) -> Iterator[str]:
    """Pieces that may not be broken."""
    words, own = WORDS[language], _WORDS[language]
    counts = Counter(f.severity for f in report.findings)
    kind = f"{report.documents} {words['documents']}" if report.documents else report.kind
    size = f"{report.measures.get('words', 0)} {words['words']}"
    said = ", ".join(counted(s, counts[s], language) for s in SEVERITIES if counts[s]) or words["none"]
    lines = "".join(f"\n{escape(line.strip())}  " for line in summary(report, language))
    yield f"\n## {escape(report.path)}\n\n{escape(kind)}, {size}: **{said}**  {lines}\n"
    shown = sorted(report.findings, key=lambda f: SEVERITIES.index(f.severity))[:SHOWN]
    if shown:
        yield f"\n| {own['place']} | {own['finding']} | {own['do']} |\n| --- | --- | --- |\n"
        for finding in shown:
            yield _row(report, finding, language)
    if len(report.findings) > SHOWN:
        yield "\n" + own["more"].format(n=len(report.findings) - SHOWN) + "\n"
    if report.mechanisms:
        yield _mechanisms(report, rules, language)


def _row(report: DocumentReport, finding: Finding, language: str) -> str:
    quote = f"<br>“{escape(cut(finding.evidence, 300))}”" if finding.evidence else ""
    severity = WORDS[language][finding.severity]
    said = f"**{severity} {finding.rule}** {escape(finding.message)}{quote}"
    return f"| {escape(where(report, finding, language))} | {said} | {escape(finding.suggestion or '')} |\n"


def _mechanisms(report: DocumentReport, rules: Sequence[Rule], language: str) -> str:
    words, own = WORDS[language], _WORDS[language]
    names: Mapping[str, str] = mechanism_names(rules, language)
    heads = [own["mechanism"], own["state"], own["complete"], own["missing"]]
    rows = [f"| {' | '.join(heads)} |", "| --- | --- | ---: | --- |"]
    for key, one in report.mechanisms.items():
        lacking = ", ".join(missing_elements(rules, key, one, language))
        cells = (escape(names.get(key, key)), words[one.state], f"{one.completeness:.0%}", escape(lacking))
        rows.append(f"| {' | '.join(cells)} |")
    title = f"<summary>{words['mechanisms']}</summary>"
    return f"\n<details>{title}\n\n" + "\n".join(rows) + "\n\n</details>\n"


def escape(text: str) -> str:
    """Text that Markdown shows as it is, on one line, also in a table."""
    one_line = " ".join(text.split())
    safe = one_line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _MARKDOWN.sub(r"\\\1", safe)
