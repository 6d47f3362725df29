"""Every rule file holds what it must, and its examples turn out as it says."""

from __future__ import annotations

from pathlib import Path

import pytest

from tenderkit.errors import InputError, InputErrors
from tenderkit.lint.engine import parse_rule
from tenderkit.lint.examples import check_folder, wrong_examples
from tenderkit.lint.rule_files import find_file, rule_files
from tenderkit.lint.rules import load_rule, load_rules

NAMES = {
    "DET": "how-not-what brand-name standard-without-equivalent frozen-version named-person step-list micro-timing too-many-musts "
    "kpi-overload handbook-incorporated closed-list catch-all duplicate-requirement legacy-trauma double-regulation absolute-term "
    "compound-requirement unmeasurable wish-as-must must-as-wish organisation-prescribed reporting-overload approval-overload "
    "must-without-reason stale-boilerplate",
    "LCK": "exclusivity minimum-purchase auto-renewal supplier-only-price-change unilateral-modification supplier-ip-on-custom "
    "proprietary-format data-withheld long-notice exit-fee switching-charges long-term supplier-termination "
    "entire-agreement-no-route one-sided-change-approval no-early-termination bundling licence-nontransferable "
    "hidden-incorporation knowledge-lock no-transfer",
    "REF": "placeholder dangling-clause dangling-annex undefined-term unused-term number-conflict",
}
MECHANISMS = (
    "change_control review_clause indexation benchmarking volume_flex partial_termination termination_for_convenience exit_plan "
    "data_return continuity_escrow step_in term_renewal tech_refresh sla_revision governance_escalation early_warning join_leave "
    "assignment_change_of_control open_standards knowledge_transfer dispute_resolution open_book gainshare joint_onboarding "
    "change_in_law security_regulatory personnel_replacement"
).split()


@pytest.mark.parametrize("path", rule_files(), ids=lambda p: p.stem)
def test_examples_turn_out_as_the_rule_says(path: Path) -> None:
    rule, data = load_rule(path)
    assert [str(e) for e in wrong_examples(rule, data)] == []


def test_the_rules_of_this_release_are_all_there() -> None:
    codes = {r.code for r in load_rules()}
    expected = {f"FLX{n:03d}" for n in range(1, 28)} | {f"LCK{n:03d}" for n in range(1, 22)}
    expected |= {f"REF{n:03d}" for n in range(1, 7)}
    expected |= {f"DET{n:03d}" for n in range(1, 26)}
    assert expected <= codes


def test_codes_names_and_mechanisms_are_those_that_were_promised() -> None:
    for rule in load_rules():
        if rule.family in NAMES:
            assert rule.name == NAMES[rule.family].split()[int(rule.code[3:]) - 1], rule.code
        if rule.kind == "mechanism":
            _, match = parse_rule(rule)
            assert match.mechanism == MECHANISMS[int(rule.code[3:]) - 1], rule.code


def test_a_missing_mechanism_names_a_clause_of_the_library_that_provides_it() -> None:
    from tenderkit.library.loading import load_library

    for language in ("nl", "en"):
        library = load_library(language)
        for rule in load_rules():
            if rule.remedy.clause:
                assert library.has(rule.remedy.clause), rule.code
            if rule.kind == "mechanism":
                _, match = parse_rule(rule)
                assert rule.remedy.clause
                assert match.mechanism in library.get(rule.remedy.clause).clause.provides, rule.code


GOOD = """code: OWN001
name: own-rule
severity: info
title: {nl: Eigen, en: Own}
why: {nl: Daarom, en: Because}
source: {nl: x, en: x, status: design}
kind: phrase
match:
  nl: ["paars*"]
  en: ["purple"]
remedy: {text: {nl: doe iets, en: do something}}
examples:
  nl: {bad: ["De servers zijn paars geverfd."], good: ["De servers zijn groen."]}
  en: {bad: ["The servers are purple."], good: ["The servers are green."]}
"""


def test_somebody_without_python_can_add_a_rule(tmp_path: Path, tenderkit) -> None:
    (tmp_path / "own001-own-rule.yaml").write_text(GOOD)
    assert check_folder(tmp_path) == []
    (tmp_path / "tenderkit.toml").write_text('rule-folders = ["."]\n')
    (tmp_path / "draft.md").write_text("# Overeenkomst\n\nDe servers van de leverancier zijn paars geverfd.\n")
    done = tenderkit("lint", tmp_path / "draft.md", "--select", "OWN", "--fail-on", "info")
    assert done.returncode == 1
    assert "OWN001" in done.stdout and "paars geverfd" in done.stdout


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("severity: info", "severity: hoog"), "own001-own-rule.yaml:3:11: severity: "),
        (("kind: phrase", "kind: phraze"), "no kind of check is called 'phraze'"),
        (("title:", "titel:"), "unknown key 'titel'; did you mean 'title'?"),
        (('["paars*"]', '["Paars"]'), "patterns are lower case"),
        (("zijn paars geverfd", "zijn blauw geverfd"), "this example gives no finding"),
        (("zijn groen", "zijn paars"), "this example gives a finding"),
        (("code: OWN001", "code: OWN1"), "code: "),
        (("name: own-rule", "name: other-rule"), "should be named own001-other-rule.yaml"),
        (('  en: {bad: ["The servers are purple."], good: ["The servers are green."]}\n', ""), "'en' is missing"),
    ],
)
def test_a_bad_rule_file_is_refused_with_its_place(tmp_path: Path, change: tuple[str, str], message: str) -> None:
    path = tmp_path / "own001-own-rule.yaml"
    path.write_text(GOOD.replace(*change))
    try:
        errors = check_folder(tmp_path)
    except InputErrors as several:
        errors = several.errors
    assert any(message in str(e) for e in errors), [str(e) for e in errors]


def test_a_rule_is_found_by_code_name_and_not_by_guess() -> None:
    assert find_file("lck003").stem == find_file("auto-renewal").stem == "lck003-auto-renewal"
    with pytest.raises(InputError, match="did you mean 'LCK003'"):
        find_file("LCK03")
