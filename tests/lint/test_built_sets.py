"""What we write passes what we preach: the built sets lint clean, with every mechanism present and complete."""

from __future__ import annotations

import pytest

from tenderkit.compose.composer import compose
from tenderkit.compose.plan import load_plan
from tenderkit.lint.engine import Linter, Settings
from tenderkit.places import data_folder


@pytest.mark.parametrize("example", ["vier-gemeenten", "english-set"])
def test_a_built_set_has_no_error_or_warning_and_all_mechanisms(example: str, linter: Linter) -> None:
    for built in compose(load_plan(data_folder("examples") / example / "tender.yaml")):
        report = linter.lint(built.document, Settings())
        serious = [f"{f.rule} {f.clause} {f.evidence or f.message}" for f in report.findings if f.severity != "info"]
        assert serious == [], built.id
        assert report.language == built.document.language
        if built.id == "agreement":
            assert report.kind == "agreement" and len(report.mechanisms) == 27
            for key, mechanism in report.mechanisms.items():
                assert (mechanism.state, mechanism.missing) == ("present", ()), key


def test_the_rigid_draft_is_told_what_it_is(linter: Linter) -> None:
    from tenderkit.document.readers import read

    report = linter.lint(read(data_folder("examples") / "rigid-draft" / "conceptcontract.md"), Settings())
    names = {f.name for f in report.findings if f.severity != "info"}
    assert {
        "exclusivity", "minimum-purchase", "auto-renewal", "exit-fee", "brand-name", "frozen-version", "named-person", "step-list",
        "handbook-incorporated", "absolute-term", "placeholder", "dangling-clause", "dangling-annex", "exit-plan", "change-control",
    } <= names  # fmt: skip


def test_no_rule_speaks_about_the_other_language() -> None:
    from tenderkit.document.readers.markdown import parse
    from tenderkit.lint.rules import Rule, load_rules

    shipped = next(r for r in load_rules() if r.code == "LCK003").model_dump()
    # A rule whose Dutch half looks for English words must stay silent on an English text, and the reverse.
    swapped = {**shipped, "match": {"nl": ["renew* automatically"], "en": ["stilzwijgend"]}}
    linter = Linter([Rule.model_validate(swapped)])
    dutch = "De overeenkomst wordt stilzwijgend met twee jaar verlengd en de partijen betalen de diensten per maand."
    english = (
        "This Agreement shall renew automatically for successive one-year periods and the Client pays by the month."
    )
    assert linter.lint(parse(dutch, "a.md"), Settings(kind="agreement")).findings == ()
    assert linter.lint(parse(english, "a.md"), Settings(kind="agreement")).findings == ()
    right = Linter([Rule.model_validate(shipped)])
    for text in (dutch, english):
        assert len(right.lint(parse(text, "a.md"), Settings(kind="agreement")).findings) == 1
