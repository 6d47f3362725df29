"""Scenarios against a contract: what answers, what is missing, and what files may hold."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tenderkit.errors import InputError, InputErrors
from tenderkit.library.model import MECHANISMS
from tenderkit.lint.findings import DocumentReport, Evidence, Mechanism
from tenderkit.places import data_folder
from tenderkit.regie.scenarios.coverage import cover
from tenderkit.regie.scenarios.loading import chosen, load_scenarios
from tenderkit.regie.scenarios.session import session
from tenderkit.regie.scenarios.uncertainties import Uncertainty, choose, read_uncertainties, uncertainty_form

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


def full(path: str = "a.docx") -> DocumentReport:
    return report(path, **dict.fromkeys(MECHANISMS, present(1, "1.1")))


def uncertainty(id_: str, *mechanisms: str) -> Uncertainty:
    return Uncertainty(id_, f"what {id_}", "", mechanisms)


def test_uncertainties_choose_scenarios_by_an_indispensable_mechanism_and_one_more() -> None:
    listed = [uncertainty("O-1", "join_leave", "volume_flex"), uncertainty("O-2", "sla_revision", "gainshare")]
    choice = choose(listed, SHIPPED)
    assert [s.id for s in choice.scenarios] == ["S01", "S02", "S03", "S04", "S11"]
    assert choice.ids("S01") == ["O-1"] and choice.ids("S11") == ["O-2"] and choice.ids("S05") == []
    assert choice.reasons["S03"][0].shared == ("join_leave", "volume_flex")
    assert choose([uncertainty("O-3", "early_warning")], SHIPPED).scenarios == ()


def test_mechanisms_of_the_list_that_no_chosen_scenario_asks_for_are_told() -> None:
    choice = choose([uncertainty("O-1", "sla_revision", "gainshare", "term_renewal")], SHIPPED)
    assert [(r.uncertainty.id, r.shared) for r in choice.unmet] == [("O-1", ("term_renewal",))]


def test_a_session_takes_one_of_each_theme_what_is_most_uncertain_first() -> None:
    coverage = cover([full()], SHIPPED)
    themes = [one.coverage.scenario.theme for one in session(coverage)]
    assert sorted(themes) == ["change", "exit", "participants", "service"]
    assert {one.because for one in session(coverage)} == {"practice"}
    choice = choose([uncertainty("O-1", "assignment_change_of_control", "security_regulatory")], SHIPPED)
    chosen_ones = session(cover([full()], choice.scenarios), choice)
    assert [(p.coverage.scenario.id, p.because, p.uncertainties) for p in chosen_ones] == [
        ("S08", "uncertain", ("O-1",))
    ]
    gaps = session(cover([report("a.docx")], SHIPPED))
    assert all(one.because == "gaps" and one.open >= 2 for one in gaps)
    asked = session(cover([full()], SHIPPED[:6]), given=True)
    assert len(asked) == 6 and {one.because for one in asked} == {"given"}


TITLES = {"Volumeflexibiliteit": "volume_flex", "Geschillen: overleg, deskundige, mediation": "dispute_resolution"}


def test_uncertainty_lists_in_yaml_and_in_a_tender_file(tmp_path: Path) -> None:
    own = tmp_path / "list.yaml"
    own.write_text(
        "uncertainties:\n  - {id: A, what: x, kind: people}\n  - {id: B, what: y, mechanisms: [open_book]}\n"
    )
    found = read_uncertainties(own, TITLES)
    assert [(u.id, u.mechanisms) for u in found] == [
        ("A", ("personnel_replacement", "knowledge_transfer")),
        ("B", ("open_book",)),
    ]
    assert len(read_uncertainties(data_folder("examples") / "vier-gemeenten" / "tender.yaml", TITLES)) == 8


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("uncertainties:\n  - {id: A, what: x, kind: peeple}", "list.yaml:2:.*did you mean 'people'"),
        ("uncertainties:\n  - {id: A, what: x}", "list.yaml:2:.*neither a kind nor mechanisms"),
        ("uncertainties:\n  - {id: A, what: x, mechanisms: [open_boek]}", "list.yaml:2:.*did you mean 'open_book'"),
        ("uncertainties:\n  - {id: A, wat: x, kind: law}", "unknown key 'wat'; did you mean 'what'"),
        ("uncertainties:\n  - {id: A, what: x, kind: law}\n  - {id: A, what: y, kind: law}", "A stands here twice"),
        ("uncertainties: []", "holds no uncertainties"),
    ],
)
def test_a_wrong_uncertainty_list_is_named_with_line_and_remedy(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "list.yaml").write_text(text)
    with pytest.raises((InputError, InputErrors), match=said):
        read_uncertainties(tmp_path / "list.yaml", TITLES)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_uncertainty_form_is_filled_in_and_read_back(tmp_path: Path, language: str) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(uncertainty_form(language, {}))
    book = openpyxl.load_workbook(path)
    kinds = book.worksheets[1]
    sheet = book.worksheets[0]
    sheet["B2"], sheet["D2"] = "De wet", kinds["A4"].value
    sheet["B4"], sheet["E4"] = "Ruzie", "Geschillen: overleg, deskundige, mediation; volume_flex"
    book.save(path)
    assert [(u.id, u.mechanisms) for u in read_uncertainties(path, TITLES)] == [
        ("O-01", ("change_in_law", "security_regulatory")),
        ("O-03", ("dispute_resolution", "volume_flex")),
    ]
    sheet["D2"], sheet["E4"], sheet["E5"] = "weer", "volumeflexibelheid", "open_book"
    book.save(path)
    with pytest.raises(InputErrors) as caught:
        read_uncertainties(path, TITLES)
    lines = [str(error) for error in caught.value.errors]
    assert len(lines) == 3 and all(f"form.xlsx: {sheet.title}, " in line for line in lines)
    assert "D2: no kind is called 'weer'" in lines[0]
    assert "E4: no mechanism is called 'volumeflexibelheid'; did you mean" in lines[1]
    assert "what is uncertain is not said" in lines[2]
