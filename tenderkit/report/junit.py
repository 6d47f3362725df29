"""JUnit XML, for every build server that shows test results: a suite for each document, a case for each finding."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from tenderkit.lint.findings import DocumentReport, Finding
from tenderkit.report.places import place, told
from tenderkit.report.words import WORDS

# What XML 1.0 can not hold, written out or not.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(reports: Sequence[DocumentReport], language: str) -> str:
    """Errors and warnings are failures; remarks (info) pass, with what they say as output. A document without findings has
    one case, which passes."""
    suites = "".join(_suite(reports, index, language) for index in range(len(reports)))
    tests, failures = _count(reports)
    head = f'<testsuites name="tenderkit" tests="{tests}" failures="{failures}" errors="0">'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}\n{suites}</testsuites>\n'


def _count(reports: Sequence[DocumentReport]) -> tuple[int, int]:
    tests = sum(max(len(r.findings), 1) for r in reports)
    return tests, sum(_fails(f) for r in reports for f in r.findings)


def _fails(finding: Finding) -> bool:
    return finding.severity != "info"


def _suite(reports: Sequence[DocumentReport], index: int, language: str) -> str:
    report = reports[index]
    name = _attribute(report.path)
    tests, failures = _count([report])
    lines = [f'  <testsuite name={name} tests="{tests}" failures="{failures}" errors="0" skipped="0">\n']
    for finding in report.findings:
        one = place(reports, index, finding, language)
        case = _attribute(
            f"{finding.rule} {finding.name} ({one.where})" if one.where else f"{finding.rule} {finding.name}"
        )
        lines.append(f'    <testcase name={case} classname={name} file={_attribute(one.path)} line="{one.line}">\n')
        if _fails(finding):
            said = f"message={_attribute(finding.message)} type={_attribute(finding.severity)}"
            lines.append(f"      <failure {said}>{_text(told(one))}</failure>\n")
        else:
            lines.append(f"      <system-out>{_text(told(one))}</system-out>\n")
        lines.append("    </testcase>\n")
    if not report.findings:
        clean = WORDS[language or report.language or "nl"]["none"]
        lines.append(f"    <testcase name={_attribute(clean)} classname={name}/>\n")
    return "".join(lines) + "  </testsuite>\n"


def _text(text: str) -> str:
    return escape(_FORBIDDEN.sub("", text))


def _attribute(text: str) -> str:
    return quoteattr(_FORBIDDEN.sub("", text), {"\n": " ", "\t": " ", "\r": " "})
