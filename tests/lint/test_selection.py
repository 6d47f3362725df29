"""Which rules count where, and how serious they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from tenderkit.document.readers.markdown import parse
from tenderkit.errors import InputError
from tenderkit.lint.decide import Policy, decide
from tenderkit.lint.engine import Linter, Settings
from tenderkit.lint.profiles import load_profiles
from tenderkit.lint.rules import load_rules
from tenderkit.lint.selection import Selection, must_name, select

RULES = load_rules()
ALL = {r.code for r in RULES}
PROFILES = load_profiles()


def codes(*arguments: list[str]) -> set[str]:
    return {r.code for r in select(RULES, *arguments)}


def selection(profile: str = "standard", **more) -> Selection:
    return Selection(RULES, PROFILES[profile], **more)


def test_codes_beginnings_names_and_the_closer_word() -> None:
    assert codes() == ALL == codes(["ALL"])
    assert codes(["lck003", "exit-plan"]) == {"LCK003", "FLX008"}
    assert codes(["LCK00"]) == {f"LCK00{n}" for n in range(1, 10)}
    assert codes(["LCK003"], ["LCK"]) == {"LCK003"}
    assert codes([], ["LCK"]) == {c for c in ALL if not c.startswith("LCK")}
    assert codes(["LCK"], ["auto-renewal"]) == {c for c in ALL if c.startswith("LCK")} - {"LCK003"}
    assert codes(["DET002"], [], ["LCK001"]) == {"DET002", "LCK001"}


def test_an_older_name_still_means_the_rule() -> None:
    renamed = [r.model_copy(update={"aliases": ("silent-renewal",)}) if r.code == "LCK003" else r for r in RULES]
    assert [r.code for r in select(renamed, ["silent-renewal"])] == ["LCK003"]


def test_a_word_that_names_no_rule_is_an_error_with_the_nearest() -> None:
    with pytest.raises(InputError, match="no rule is called 'auto-renewl'; did you mean 'auto-renewal'"):
        must_name("auto-renewl", RULES)


def test_each_profile_has_what_the_former_has() -> None:
    few, usual, much = (selection(name) for name in ("min", "standard", "strict"))
    for kind in ("agreement", "sla", "requirements", "guide", "other"):
        assert few.wanted(kind) < usual.wanted(kind) == much.wanted(kind) == ALL, kind
        assert few.wanted(kind) >= {"REF002", "SET001"}
    assert "LCK003" in few.wanted("agreement") and "LCK003" not in few.wanted("guide")
    order = ("info", "warning", "error")
    for rule in RULES:
        assert usual.severity(rule, "agreement") is None
        for kind in ("agreement", "sla", "requirements", "guide"):
            strict = much.severity(rule, kind) or rule.severity
            assert order.index(strict) >= order.index(rule.severity), rule.code


def test_every_word_of_every_profile_names_a_rule() -> None:
    for profile in PROFILES.values():
        for choice in (profile, *profile.kinds.values()):
            for word in (*choice.rules, *choice.severity):
                must_name(word, RULES)


def test_another_profile_for_a_kind_of_document() -> None:
    chosen = selection("min", profiles={"agreement": PROFILES["standard"]})
    assert chosen.wanted("agreement") == ALL and "DET001" not in chosen.wanted("terms")
    assert {r.code for r in chosen.anywhere()} == ALL


def test_what_is_added_and_ignored_beside_a_profile() -> None:
    chosen = selection("min", extended=["DET001"], ignored=["LCK"])
    assert "DET001" in chosen.wanted("agreement")
    assert not {c for c in chosen.wanted("agreement") if c.startswith("LCK")}


def test_ignored_in_some_files(tmp_path: Path) -> None:
    chosen = selection(per_file={"bijlagen/*": ["LCK", "exit-plan"], "*.odt": ["ALL"]}, root=tmp_path)
    inside = chosen.wanted("agreement", str(tmp_path / "bijlagen" / "a.md"))
    assert ALL - inside == {c for c in ALL if c.startswith("LCK")} | {"FLX008"}
    assert chosen.wanted("agreement", str(tmp_path / "a.md")) == ALL
    assert chosen.wanted("agreement", str(tmp_path / "b.odt")) == frozenset()


def test_the_closest_word_sets_the_severity() -> None:
    by_code = {r.code: r for r in RULES}
    chosen = selection("strict", severities={"LCK": "info", "auto-renewal": "warning", "LCK00": "error"})
    said = {code: chosen.severity(by_code[code], "agreement") for code in ("LCK003", "LCK001", "LCK012", "FLX001")}
    assert said == {"LCK003": "warning", "LCK001": "error", "LCK012": "info", "FLX001": "error"}


def test_deciding_drops_and_weighs_what_the_linter_found(linter: Linter) -> None:
    text = "# Overeenkomst\n\n7.1 De overeenkomst wordt stilzwijgend met twee jaar verlengd.\n"
    report = linter.lint(parse(text, "a.md"), Settings(language="nl", kind="agreement"))
    chosen = Selection(linter.all_rules, PROFILES["standard"], selected=["LCK"], severities={"LCK003": "error"})
    (decided,) = decide([report], Policy(chosen))
    assert [(f.rule, f.severity) for f in decided.findings] == [("LCK003", "error")]
    assert decided.mechanisms == report.mechanisms and decided.measures == report.measures
    by_hand = [f for f in report.findings if f.rule == "LCK003"]
    assert decided.findings[0].fingerprint == by_hand[0].fingerprint
