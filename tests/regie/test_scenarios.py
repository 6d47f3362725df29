"""Scenarios against a contract: what answers, what is missing, and what files may hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from tenderkit.errors import InputErrors
from tenderkit.library.model import MECHANISMS
from tenderkit.lint.findings import DocumentReport, Evidence, Mechanism
from tenderkit.regie.scenarios.coverage import cover
from tenderkit.regie.scenarios.loading import chosen, load_scenarios

SHIPPED = load_scenarios()


def report(path: str, kind: str = "agreement", **states: Mechanism) -> DocumentReport:
    found = {key: states.get(key, Mechanism("absent")) for key in MECHANISMS}
    return DocumentReport(path, kind, "nl", mechanisms=found)


def present(completeness: float, *clauses: str) -> Mechanism:
    return Mechanism("present", completeness, tuple(Evidence(c, n, f"text {c}") for n, c in enumerate(clauses)))


def test_eighteen_scenarios_each_mechanism_in_at_least_one() -> None:
    assert [s.id for s in SHIPPED] == [f"S{n:02d}" for n in range(1, 19)]
    assert {need.mechanism for s in SHIPPED for need in s.needs} == set(MECHANISMS)
    assert {s.theme for s in SHIPPED} == {"change", "participants", "service", "exit"}
    for scenario in SHIPPED:
        assert scenario.indispensable
        assert len(scenario.questions.nl) == len(scenario.questions.en)
        assert len(scenario.expected.nl) == len(scenario.expected.en)


def test_an_answer_is_present_and_complete_enough() -> None:
    contract = report(
        "a.docx",
        join_leave=present(0.6, "9.1", "12.2", "12.3", "12.3"),
        review_clause=present(0.59, "3.1"),
        volume_flex=Mechanism("by_reference"),
        change_control=Mechanism("mentioned", 0.1, (Evidence("4.1", 7, "text"),), ("init",)),
    )
    (one,) = cover([contract], chosen(SHIPPED, ["s03"])).scenarios
    assert {a.need.mechanism: a.status for a in one.answers} == {
        "join_leave": "answered",
        "review_clause": "incomplete",
        "volume_flex": "by_reference",
        "change_control": "mentioned",
    }
    assert (one.share, one.verdict) == (0.25, "gap")
    assert [g.need.mechanism for g in one.gaps] == ["review_clause", "volume_flex", "change_control"]
    answer = one.answers[0]
    assert [(a.number, a.clauses) for a in answer.articles] == [("12", ("12.2", "12.3")), ("9", ("9.1",))]


def test_a_scenario_is_partly_covered_when_only_dispensable_mechanisms_are_missing() -> None:
    contract = report("a.docx", join_leave=present(1), review_clause=present(1), volume_flex=present(1))
    (one,) = cover([contract], chosen(SHIPPED, ["S03"])).scenarios
    assert (one.share, one.verdict) == (0.75, "partly")


def test_totals_over_all_scenarios_and_what_opens_most() -> None:
    empty = cover([report("a.docx")], SHIPPED)
    assert (empty.share, empty.counts, empty.unused) == (0, {"ready": 0, "partly": 0, "gap": 18}, ())
    assert empty.most_missed[0] == ("change_control", 6, 4)
    full = cover([report("a.docx", **dict.fromkeys(MECHANISMS, present(1)))], SHIPPED)
    assert (full.share, full.counts["ready"], full.most_missed) == (1, 18, [])


def test_of_several_documents_the_best_of_the_contract_counts_and_no_guide() -> None:
    reports = [
        report("guide.docx", "guide", join_leave=present(1, "1.1")),
        report("agreement.docx", join_leave=Mechanism("mentioned", 0.2)),
        report("annex.docx", "sla", join_leave=present(0.7, "5.1")),
    ]
    (one,) = cover(reports, chosen(SHIPPED, ["S03"])).scenarios
    assert [(c.document, c.number) for c in one.answers[0].clauses] == [("annex.docx", "5.1")]


def test_the_report_on_a_set_goes_first_and_its_clauses_are_found_in_their_documents() -> None:
    own = report("x/annex.docx", "other", join_leave=present(0.7, "5.1"))
    named = Mechanism("present", 0.7, (Evidence("annex.docx 5.1", 0, "text 5.1"),))
    whole = DocumentReport("x", "other", "nl", mechanisms={"join_leave": named}, documents=2)
    (one,) = cover([whole, report("x/a.docx"), own], chosen(SHIPPED, ["S03"])).scenarios
    assert [(c.document, c.number) for c in one.answers[0].clauses] == [("x/annex.docx", "5.1")]


def test_files_of_your_own_take_the_place_of_shipped_ones(tmp_path: Path) -> None:
    shipped = (Path(__file__).parents[2] / "scenarios" / "s03-another-joins.yaml").read_text(encoding="utf-8")
    (tmp_path / "mine.yaml").write_text(shipped.replace("id: S03", "id: X01"), encoding="utf-8")
    (tmp_path / "other.yml").write_text(shipped.replace('nl: "Een nieuwe', 'nl: "Mijn'), encoding="utf-8")
    scenarios = {s.id: s for s in load_scenarios([tmp_path])}
    assert len(scenarios) == 19 and scenarios["X01"].title.nl == "Een nieuwe gemeente wil aansluiten"
    assert scenarios["S03"].title.nl == "Mijn gemeente wil aansluiten"


def test_errors_name_file_key_and_the_nearest_known_one(tmp_path: Path) -> None:
    shipped = (Path(__file__).parents[2] / "scenarios" / "s03-another-joins.yaml").read_text(encoding="utf-8")
    wrong = shipped.replace("mechanism: join_leave", "mechanism: join_leaf").replace("facts:", "fact:", 1)
    (tmp_path / "mine.yaml").write_text(wrong.replace("theme: participants", "theme: travel"), encoding="utf-8")
    with pytest.raises(InputErrors) as caught:
        load_scenarios([tmp_path / "mine.yaml", tmp_path / "none"])
    lines = [str(error) for error in caught.value.errors]
    assert all("mine.yaml:" in line for line in lines[:-1])
    assert any("did you mean 'join_leave'?" in line for line in lines)
    assert any("unknown key 'fact'; did you mean 'facts'?" in line for line in lines)
    assert any("'facts' is missing" in line for line in lines)
    assert any("theme" in line and "travel" in line for line in lines)
    assert "no such file or folder of scenarios" in lines[-1]


def test_an_unknown_scenario_is_named_with_the_nearest() -> None:
    with pytest.raises(InputErrors, match="no scenario 'S33'; did you mean"):
        chosen(SHIPPED, ["S33"])
    assert [s.id for s in chosen(SHIPPED, ["s07", "S03"])] == ["S03", "S07"]
