"""SARIF 2.1.0, as code scanning of GitHub takes it and other viewers read it.

Numbers are GitHub's limits. A .docx has no lines: `startLine` is that of `tenderkit text`, and the fingerprint is our own, for
nobody can compute one from a Word file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tenderkit import __version__
from tenderkit.lint.findings import SEVERITIES, DocumentReport, Finding, Severity, Suppressed
from tenderkit.lint.rules import Rule
from tenderkit.report.places import Placed, cut, place, told, uri
from tenderkit.report.words import FAMILIES

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
MAX_RESULTS = 25_000
MAX_TEXT = 1024  # characters, of a rule's descriptions
MAX_TAGS = 10

_LEVEL: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
_PROBLEM: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "recommendation"}
# How often a kind of check is right, for the order in which alerts are shown: references and numbers can be counted out, what
# looks like something else can not.
_PRECISION = {"reference": "high", "count": "high", "set": "high", "similar": "low"}


def render(reports: Sequence[DocumentReport], rules: Sequence[Rule], language: str, root: Path) -> str:
    """The reports as one SARIF run. `root` is the folder that paths are relative to; `language` that of what is told about
    rules ("": that of the first document)."""
    first = language or next((r.language for r in reports if r.language), "nl")
    by_code = {rule.code: rule for rule in rules}
    results = sorted(_found(reports, language), key=lambda f: SEVERITIES.index(f[0].finding.severity))
    kept, left = results[:MAX_RESULTS], len(results) - MAX_RESULTS
    codes = sorted({one.finding.rule for one, _ in kept})
    samples = {one.finding.rule: one.finding for one, _ in reversed(kept)}
    run: dict[str, Any] = {
        "tool": {
            "driver": {
                "name": "tenderkit",
                "version": __version__,
                "semanticVersion": __version__,
                "rules": [_rule(samples[code], by_code.get(code), first) for code in codes],
            }
        },
        "automationDetails": {"id": f"tenderkit/{'check' if any(r.documents for r in reports) else 'lint'}/"},
        "columnKind": "utf16CodeUnits",
        "results": [_result(one, codes.index(one.finding.rule), root, decided) for one, decided in kept],
    }
    if left > 0:
        text = f"{left} findings of the least severity are left out: at most {MAX_RESULTS} fit in a run."
        notes = [{"level": "warning", "message": {"text": text}}]
        run["invocations"] = [{"executionSuccessful": True, "toolExecutionNotifications": notes}]
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _found(reports: Sequence[DocumentReport], language: str) -> Iterator[tuple[Placed, Suppressed | None]]:
    """Every finding, and what somebody decided about those that do not count (None for the others)."""
    for index, report in enumerate(reports):
        for finding in report.findings:
            yield place(reports, index, finding, language), None
        for one in report.suppressed:
            yield place(reports, index, one.finding, language), one


def _rule(sample: Finding, rule: Rule | None, language: str) -> dict[str, Any]:
    """A rule; `sample` is a finding of it, for a rule whose file is not there."""
    title = rule.title.get(language) if rule else sample.message
    why = rule.why.get(language) if rule else sample.message
    remedy = (rule.remedy.text.get(language) if rule else sample.suggestion) or title
    severity = rule.severity if rule else sample.severity
    family = FAMILIES[language].get(sample.rule[:3], "")
    tags = [tag for tag in (sample.rule[:3], family, *(rule.documents if rule else ())) if tag]
    help_text = f"{why}\n\n{remedy}"
    return {
        "id": sample.rule,
        "name": cut(sample.name, 255),
        "shortDescription": {"text": cut(title, MAX_TEXT)},
        "fullDescription": {"text": cut(why, MAX_TEXT)},
        "help": {"text": help_text, "markdown": _markdown(rule, title, help_text, language)},
        "defaultConfiguration": {"level": _LEVEL[severity]},
        "properties": {
            "tags": list(dict.fromkeys(tags))[:MAX_TAGS],
            "precision": _PRECISION.get(rule.kind, "medium") if rule else "medium",
            "problem.severity": _PROBLEM[severity],
        },
    }


def _markdown(rule: Rule | None, title: str, text: str, language: str) -> str:
    """What code scanning shows of a rule: why, what to do, and how the text may and may not read."""
    parts = [f"**{title}**", text]
    if rule:
        examples = rule.examples.en if language == "en" else rule.examples.nl
        words = ("Not so", "But so", "Source") if language == "en" else ("Zo niet", "Wel zo", "Bron")
        for word, quoted in zip(words, (examples.bad[0], examples.good[0]), strict=False):
            parts.append(f"{word}:\n\n" + "\n".join(f"> {line}" for line in quoted.strip().splitlines()))
        parts.append(f"{words[2]}: {rule.source.en if language == 'en' else rule.source.nl}")
    return "\n\n".join(part.strip() for part in parts)


def _result(one: Placed, index: int, root: Path, decided: Suppressed | None) -> dict[str, Any]:
    finding = one.finding
    region: dict[str, Any] = {"startLine": one.line}
    if finding.evidence:
        region["snippet"] = {"text": finding.evidence}
    location: dict[str, Any] = {
        "physicalLocation": {
            "artifactLocation": {"uri": uri(one.path, root)},
            "region": region,
        }
    }
    if finding.clause:
        location["logicalLocations"] = [{"name": finding.clause, "fullyQualifiedName": one.where}]
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": _LEVEL[finding.severity],
        "message": {"text": told(one)},
        "locations": [location],
        "partialFingerprints": {"primaryLocationLineHash": finding.fingerprint},
    }
    if decided is not None:
        kind = "inSource" if decided.by == "comment" else "external"
        result["suppressions"] = [{"kind": kind, "justification": decided.reason}]
    return result
