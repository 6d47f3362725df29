"""SARIF: valid by its schema, and all that code scanning of GitHub requires."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from jsonschema import Draft4Validator

from tenderkit.lint.engine import Linter
from tenderkit.lint.findings import DocumentReport, Suppressed
from tenderkit.places import data_folder
from tenderkit.report import sarif
from tenderkit.report.places import uri

SCHEMA = json.loads((Path(__file__).parent / "schemas" / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))


def rendered(reports: list[DocumentReport], linter: Linter, language: str = "") -> dict[str, Any]:
    data: dict[str, Any] = json.loads(sarif.render(reports, linter.all_rules, language, Path("/repo")))
    assert [e.message for e in Draft4Validator(SCHEMA).iter_errors(data)] == []
    return data


def test_every_required_field_is_there_and_not_empty(
    linter: Linter, rigid: DocumentReport, hostile: DocumentReport, clean: DocumentReport
) -> None:
    for language in ("", "en"):
        (run,) = rendered([rigid, hostile, clean], linter, language)["runs"]
        rules = run["tool"]["driver"]["rules"]
        assert run["tool"]["driver"]["name"] == "tenderkit" and run["columnKind"] == "utf16CodeUnits"
        for rule in rules:
            assert rule["id"] and rule["help"]["text"] and rule["help"]["markdown"]
            assert (
                0 < len(rule["shortDescription"]["text"]) <= 1024 and 0 < len(rule["fullDescription"]["text"]) <= 1024
            )
            assert rule["defaultConfiguration"]["level"] in ("note", "warning", "error")
            assert 0 < len(rule["properties"]["tags"]) <= 10
            assert rule["properties"]["precision"] in ("very-high", "high", "medium", "low")
            assert rule["properties"]["problem.severity"] in ("error", "warning", "recommendation")
        assert len(run["results"]) == len(rigid.findings) + len(hostile.findings)
        for result in run["results"]:
            assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
            assert result["message"]["text"] and result["partialFingerprints"]["primaryLocationLineHash"]
            place = result["locations"][0]["physicalLocation"]
            assert place["region"]["startLine"] >= 1
            assert not place["artifactLocation"]["uri"].startswith(("/", "file:"))


def test_paths_are_relative_and_encoded_and_lines_are_those_of_the_file(linter: Linter, rigid: DocumentReport) -> None:
    results = rendered([rigid], linter)["runs"][0]["results"]
    assert {r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for r in results} == {
        "drafts/concept%20contract%20%C3%A9.md"
    }
    source = (data_folder("examples") / "rigid-draft" / "conceptcontract.md").read_text(encoding="utf-8").splitlines()
    checked = 0
    for result in results:
        region = result["locations"][0]["physicalLocation"]["region"]
        if "snippet" in region:
            words = region["snippet"]["text"].split()[0]
            assert words in " ".join(source[region["startLine"] - 1 : region["startLine"] + 12])
            checked += 1
    assert checked > 40


def test_a_suppressed_finding_stays_in_sight_with_its_reason(linter: Linter, rigid: DocumentReport) -> None:
    first, second, *rest = rigid.findings
    decided = (Suppressed(first, "afgesproken", "comment"), Suppressed(second, "zie besluit 12", "configuration"))
    results = rendered([replace(rigid, findings=tuple(rest), suppressed=decided)], linter)["runs"][0]["results"]
    assert len(results) == len(rigid.findings)
    assert [r["suppressions"] for r in results if "suppressions" in r] == [
        [{"kind": "inSource", "justification": "afgesproken"}],
        [{"kind": "external", "justification": "zie besluit 12"}],
    ]


def test_no_more_results_than_are_taken_and_it_says_so(linter: Linter, rigid: DocumentReport) -> None:
    many = replace(rigid, findings=rigid.findings * (sarif.MAX_RESULTS // len(rigid.findings) + 1))
    run = json.loads(sarif.render([many], linter.all_rules, "", Path("/repo")))["runs"][0]
    assert len(run["results"]) == sarif.MAX_RESULTS
    left = len(many.findings) - sarif.MAX_RESULTS
    assert str(left) in run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]
    assert "error" in {r["level"] for r in run["results"]}


def test_a_file_elsewhere_is_named_in_full() -> None:
    assert uri("/elders/a b.docx", Path("/repo")) == "file:///elders/a%20b.docx"
    assert uri("/repo/x/a.docx", Path("/repo")) == "x/a.docx"
    assert uri("x/../a\udcff.docx", Path("/repo")) == "a%FF.docx"
