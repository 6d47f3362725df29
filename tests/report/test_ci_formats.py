"""Workflow commands, Code Quality, JUnit and Markdown: well-formed whatever the document says."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

from markdown_it import MarkdownIt

from tenderkit.lint.engine import Linter
from tenderkit.lint.findings import DocumentReport
from tenderkit.report import github, gitlab, junit, markdown

ROOT = Path("/repo")


def test_workflow_commands_are_one_line_each_and_can_be_read_back(
    rigid: DocumentReport, hostile: DocumentReport
) -> None:
    lines = github.render([rigid, hostile], "", ROOT).splitlines()
    assert len(lines) == len(rigid.findings) + len(hostile.findings)
    kinds = [line.split(" ")[0] for line in lines]
    assert kinds == sorted(
        kinds, key=["::error", "::warning", "::notice"].index
    )  # what GitHub shows first matters most
    for line in lines:
        assert re.fullmatch(r"::(error|warning|notice) file=[^,:]+,line=\d+,title=[^,:]+::.+", line)
    about = next(line for line in lines if "LCK003" in line and "%3A%2C" in line)
    assert 'file=a"<b>&%25|%3A%2C.md,line=5,title=LCK003 auto-renewal::art. 7.1' in about
    assert "%0A“De overeenkomst wordt stilzwijgend" in about and "%0A→ " in about


def test_code_quality_has_what_gitlab_asks(rigid: DocumentReport, hostile: DocumentReport) -> None:
    twin = replace(rigid, path="drafts/copy.md")
    text = gitlab.render([rigid, twin, hostile], "", ROOT)
    data = json.loads(text)
    assert len(data) == 2 * len(rigid.findings) + len(hostile.findings)
    assert len({one["fingerprint"] for one in data}) == len(data)
    for one in data:
        assert set(one) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert one["severity"] in ("info", "minor", "major") and one["description"]
        assert not one["location"]["path"].startswith("/") and one["location"]["lines"]["begin"] >= 1
    assert gitlab.render([], "", ROOT) == "[]\n"


def test_junit_is_xml_with_a_suite_for_each_document(
    rigid: DocumentReport, hostile: DocumentReport, clean: DocumentReport
) -> None:
    odd = replace(hostile, findings=(replace(hostile.findings[0], message="a\x00b\x1b[31m\ufffe", evidence="x\x0by"),))
    reports = [rigid, hostile, clean, odd]
    root = ElementTree.fromstring(junit.render(reports, "").encode())
    suites = root.findall("testsuite")
    assert [s.get("name") for s in suites] == [r.path for r in reports]
    for suite, report in zip(suites, reports, strict=True):
        assert len(suite.findall("testcase")) == max(len(report.findings), 1) == int(suite.get("tests", ""))
        serious = sum(f.severity != "info" for f in report.findings)
        assert len(suite.findall("testcase/failure")) == serious == int(suite.get("failures", ""))
    failure = suites[3].find("testcase/failure")
    assert failure is not None and failure.get("message") == "ab[31m"
    assert int(root.get("failures", "")) == sum(int(s.get("failures", "")) for s in suites)


def test_markdown_keeps_its_tables_whole_and_lets_no_html_through(
    linter: Linter, rigid: DocumentReport, hostile: DocumentReport, clean: DocumentReport
) -> None:
    text = markdown.render([rigid, hostile, clean], linter.all_rules, "")
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(text)
    html = "".join(t.content for t in tokens if t.type == "html_block") + "".join(
        child.content for t in tokens for child in t.children or () if child.type == "html_inline"
    )
    assert set(re.findall(r"</?(\w+)", html)) <= {"details", "summary", "br"}
    for at, token in enumerate(tokens):
        if token.type == "tr_open":
            row = tokens[at : next(n for n in range(at, len(tokens)) if tokens[n].type == "tr_close")]
            assert sum(t.type in ("td_open", "th_open") for t in row) in (3, 4)
    errors = sum(f.severity == "error" for f in rigid.findings)
    assert errors > 1 and f"**{errors} fouten, " in text
    assert f"Dekking {rigid.measures['coverage']:.0%}" in text and "niets gevonden" in text
    assert len(rigid.findings) > markdown.SHOWN
    assert f"Nog {len(rigid.findings) - markdown.SHOWN} bevindingen" in text
    assert text.count("<details>") == text.count("</details>") >= 2


def test_markdown_is_cut_where_it_no_longer_fits(linter: Linter, rigid: DocumentReport) -> None:
    text = markdown.render([rigid] * 100, linter.all_rules, "en")
    assert len(text.encode()) <= markdown.MAX_BYTES
    assert text.rstrip().endswith("**Cut here: no more than 1 MiB fits in a summary.**")
    assert text.count("<details>") == text.count("</details>")
    assert "Cut here" not in markdown.render([rigid] * 3, linter.all_rules, "en")
