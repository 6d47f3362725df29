"""Readiness: what answers come to, how they are read, and what is written about them."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tenderkit.document.readers.markdown import parse
from tenderkit.errors import InputError, InputErrors
from tenderkit.language import LANGUAGES
from tenderkit.library.loading import load_library
from tenderkit.lint.engine import Linter
from tenderkit.lint.findings import DocumentReport, Evidence, Finding, Mechanism
from tenderkit.lint.rules import load_rules
from tenderkit.places import data_folder
from tenderkit.regie.readiness.assessment import assess
from tenderkit.regie.readiness.columns import level_of, question_of
from tenderkit.regie.readiness.desk import ask, run, write_empty_form, write_reports
from tenderkit.regie.readiness.documents import documents_of
from tenderkit.regie.readiness.model import Answer, Moment, Readiness
from tenderkit.regie.readiness.plots import radar
from tenderkit.regie.readiness.questionnaire import advice, contradictions, gates, questions
from tenderkit.regie.readiness.reading import read_answers
from tenderkit.regie.readiness.telling import gate_texts, notice_lines, tiers
from tenderkit.regie.scenarios.coverage import GATE
from tenderkit.report.readiness.html import render as render_html
from tenderkit.report.readiness.json import as_data
from tenderkit.report.readiness.text import render as render_text

EXAMPLE = sorted((data_folder("examples") / "vier-gemeenten").glob("readiness-*.yaml"))


def moment(who: str = "a", date: str = "", level: int = 3, proof: str = "a note", **levels: int | None) -> Moment:
    """Answers of one level to all questions, but for `levels`."""
    chosen = {q: levels.get(q, level) for q in questions().questions}
    return Moment(who, who, date, {q: Answer(q, n, str(n or ""), proof) for q, n in chosen.items()})


def shut(readiness: Readiness, gate: str) -> list[tuple[str, str]]:
    return [(k.reason, k.question or k.subject) for k in readiness.gates[gate].knock_outs]


# The data


def test_thirty_questions_in_six_dimensions_and_everything_refers_to_them() -> None:
    known = questions().questions
    assert [len(questions().of(d)) for d in questions().dimensions] == [5] * 6
    assert all(set(q.levels) == {1, 3, 5} for q in known.values())
    named = [q for gate in gates().gates.values() for q in gate.minimum]
    named += [q for rule in contradictions().answers for q in (*rule.at_least, *rule.at_most)]
    named += [q for rule in contradictions().documents for q in rule.at_least]
    assert set(named) <= set(known) and set(advice().advice) == set(known)


def test_advice_and_contradictions_name_what_exists() -> None:
    for language in LANGUAGES:
        library = load_library(language)
        assert {c for a in advice().advice.values() for c in a.clauses} <= set(library.ids)
    assert {d for a in advice().advice.values() for d in a.documents} <= set(advice().documents)
    assert {r for a in advice().advice.values() for r in a.roles} <= set(advice().roles)
    rules = contradictions().documents
    assert {r.mechanism for r in rules if r.mechanism} <= set(tiers())
    assert {r.finding for r in rules if r.finding} <= {rule.code for rule in load_rules()}


# Scores and gates


def test_means_per_dimension_and_of_dimensions() -> None:
    found = assess([moment(A1=5, A2=4, B1=None)])
    assert found.scores["A"] == pytest.approx((5 + 4 + 3 * 3) / 5)
    assert found.scores["B"] == 3 and found.mean == pytest.approx((3.6 + 3 * 5) / 6)
    assert (found.latest[0].answered, found.gates["G1"].passed) == (29, False)
    assert shut(found, "G1") == [("unanswered", "B1")]
    assert assess([]).mean is None and not assess([]).gates["G1"].passed


def test_a_knock_out_shuts_a_gate_whatever_the_mean() -> None:
    assert assess([moment(level=5)]).gates["G1"].passed
    low = assess([moment(level=5, A3=2)])
    assert low.mean is not None and low.mean > 4.8
    assert shut(low, "G1") == [("low", "A3")] and low.gates["G2"].passed and low.gates["G3"].passed


def test_a_mean_below_the_minimum_shuts_a_gate_and_the_minimum_itself_does_not() -> None:
    exact = assess([moment(level=3)]).gates
    assert exact["G2"].passed and exact["G2"].mean == 3.0
    least = {q: n for g in ("G1", "G2") for q, n in gates().gates[g].minimum.items()}
    below = assess([moment(level=2, **least)]).gates["G2"]
    assert (below.knock_outs, below.is_mean_enough, below.passed) == ((), False, False)
    assert [k.question for k in assess([moment(level=4, B1=3)]).gates["G3"].knock_outs] == ["B1"]


def test_from_level_three_an_answer_without_evidence_counts_at_no_gate_that_needs_it() -> None:
    found = assess([moment(level=3, proof=" ")])
    assert len(found.latest[0].unproven) == 30
    # D4 and B1 need 2: a 3 without evidence is enough for that.
    needed = [q for q, n in gates().gates["G1"].minimum.items() if n >= 3]
    assert sorted(shut(found, "G1")) == sorted(("unproven", q) for q in needed)


def test_together_is_shut_as_long_as_it_is_for_one_and_a_supplier_does_not_count() -> None:
    both = assess([moment("a", level=5), moment("b", level=3, C1=2)])
    assert [(k.participant, k.question) for k in both.gates["G1"].knock_outs] == [("b", "C1")]
    supplier = Moment("s", "S", "", {"B4": Answer("B4", 1)}, supplier=True)
    beside = assess([moment("a", level=5), supplier])
    assert beside.mean == 5 and beside.gates["G1"].passed
    assert [s.question for s in beside.spreads] == ["B4"]


def test_a_spread_of_more_than_two_levels_is_to_be_talked_about() -> None:
    found = assess([moment("a", A1=5, A2=4), moment("b", A1=2, A2=2)])
    assert [(s.question, dict(s.levels)) for s in found.spreads] == [("A1", {"a": 5, "b": 2})]


def test_history_by_date_and_only_the_latest_counts() -> None:
    found = assess([moment(date="2027-01-01", level=4), moment(date="2026-01-01", level=1)])
    assert [a.moment.date for a in found.history["a"]] == ["2026-01-01", "2027-01-01"]
    assert found.mean == 4 and len(found.latest) == 1


# Contradictions and advice


def test_answers_that_contradict_each_other() -> None:
    found = assess([moment(B2=3, B1=2)]).contradictions
    assert [c.questions for c in found if "B2" in c.questions] == [("B2", "B1")]
    assert not assess([moment(level=3)]).contradictions
    assert not assess([moment(B2=3, B1=None)]).contradictions  # not answered is not low


def test_answers_that_documents_do_not_bear_out(linter: Linter) -> None:
    text = (
        "# Overeenkomst\n\n## Artikel 1 Exit\n\n1.1 Partijen maken bij het einde nadere afspraken over een exitplan.\n"
    )
    report = linter.lint(parse(text, "draft.md"))
    documents = documents_of([report], tiers())
    told = {(c.questions[0], c.subject): c for c in assess([moment(D2=5)], documents).contradictions}
    assert told["D2", "exit_plan"].shown in ("mentioned", "absent")
    assert not [c for c in assess([moment(D2=2)], documents).contradictions if c.subject == "exit_plan"]
    assert ("missing", "exit_plan") in shut(assess([moment(level=5)], documents), "G2")


def test_measures_findings_and_completeness_of_documents() -> None:
    def documents(completeness: float, how: float, rule: str):
        mechanism = Mechanism("present", completeness, (Evidence("3.1", 0, "..."),))
        found = (Finding(rule, "x", "error", "..."),)
        return documents_of(
            [
                DocumentReport("set", "other", "nl", mechanisms={"exit_plan": mechanism}, documents=1),
                DocumentReport("a.docx", "requirements", "nl", found, measures={"how_ratio": how}),
                DocumentReport("note.docx", "other", "nl", measures={"how_ratio": 0.9}),
            ],
            {"exit_plan": "A"},
        )

    bad = assess([moment(level=5)], documents(0.4, 0.6, "DET024"))
    shown = {c.subject: (c.shown, c.clause) for c in bad.contradictions}
    assert (shown["exit_plan"], shown["how_ratio"], shown["DET024"]) == (("40%", "3.1"), ("60%", ""), ("1", ""))
    assert shut(bad, "G2") == [("finding", "error")]
    good = {c.subject for c in assess([moment(level=5)], documents(0.6, 0.5, "LCK001")).contradictions}
    assert not good & {"exit_plan", "how_ratio", "DET024"}


@pytest.mark.parametrize(("coverage", "told"), [(None, []), (0.8, []), (0.7999, [("scenarios", 79, 80)])])
def test_the_gate_before_award_asks_that_scenarios_are_answered(coverage: float | None, told: list[object]) -> None:
    documents = documents_of([DocumentReport("a.docx", "agreement", "nl")], {}, coverage)
    readiness = assess([moment(level=5), moment("b", level=5)], documents)
    found = readiness.gates["G2"].knock_outs
    assert [(k.reason, k.level, k.minimum) for k in found] == told  # once, though there are two participants
    assert readiness.gates["G1"].passed and readiness.gates["G3"].passed
    for language, words in (("nl", "beantwoorden 79% van wat de scenario's vragen, nodig 80%"), ("en", "79%")):
        assert all(words in text for text in gate_texts(readiness, "G2", language))


def test_what_a_gate_asks_of_scenarios_is_the_guide_value_of_the_scenarios() -> None:
    asked = gates().gates["G2"].documents
    assert asked is not None and asked.scenarios == GATE


def test_advice_first_for_the_next_gate_then_for_the_lowest() -> None:
    found = assess([moment(level=4, F1=1, E2=2, A1=2)]).advice
    assert [(a.question, a.gates) for a in found] == [("A1", ("G1",)), ("E2", ("G2",)), ("F1", ())]
    assert found[0].clauses and found[0].documents and found[0].roles
    assert not assess([moment(level=5)]).advice


# Reading


@pytest.mark.parametrize(
    ("written", "level", "nearest"),
    [("3", 3, None), (" 4.0 ", 4, None), ("vijf", None, 5), ("viier", None, 4), ("4,5", None, None), ("6", None, None),
     ("0", None, None), ("3 (zie nota)", None, 3), ("niveau 2", None, 2), ("3-4", None, None), ("x", None, None)],
)  # fmt: skip
def test_levels_as_people_write_them(written: str, level: int | None, nearest: int | None) -> None:
    assert level_of(written) == (level, nearest)


def test_questions_by_id_or_by_their_text() -> None:
    assert question_of("b 3", "") == ("B3", "")
    assert question_of("", "is er een regisseur met gezag bij klant en leverancier") == ("B2", "")
    assert question_of("E6", "Houdt u de kennis van de architectuur zelf?") == ("", "E2")
    assert question_of("Z9", "iets anders") == ("", "")


def excel(path: Path, rows: list[list[object]], merged: str = "") -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if merged:
        book.active.merge_cells(merged)
    book.active.title = "Blad"
    book.save(path)
    return path


def test_a_messy_sheet_loses_nothing_and_every_oddity_is_named(tmp_path: Path) -> None:
    path = excel(
        tmp_path / "antwoorden.xlsx",
        [
            ["Gemeente", "Gemeente Duinrade"],
            ["Datum", "18-01-2027"],
            ["Score", "Kleur", "Vraag", "Onderbouwing", "Code"],
            [3, "rood", None, "nota", "A1"],
            ["vijf", None, None, None, "A2"],
            [6, None, None, None, "A3"],
            [None, None, None, None, None],
            [4, None, None, "x", "B1"],
            [2, None, None, "y", "B1"],
            [3, None, None, "z", "Z9"],
            [2, "blauw", "Iets anders", None, None],
            [2, None, None, None, "C1"],
            [None, None, None, None, "C2"],
        ],
        merged="A12:A13",
    )
    (read,), notices = read_answers([path])
    assert (read.participant, read.name, read.date) == ("duinrade", "Gemeente Duinrade", "2027-01-18")
    answers = read.answers
    assert (answers["A1"].level, answers["A1"].evidence, answers["A1"].note) == (3, "nota", "Kleur: rood")
    assert [(answers[q].level, answers[q].given) for q in ("A2", "A3", "B1")] == [
        (None, "vijf"), (None, "6"), (None, "4 / 2"),
    ]  # fmt: skip
    assert answers["B1"].evidence == "x\ny"
    assert answers["C1"].level == 2 and answers["C2"].level is None
    said = {(place, text) for place, text in notice_lines(notices, "nl")}
    places = {place for place, _ in said}
    assert places == {f"antwoorden.xlsx, Blad, {c}" for c in ("A5", "A6", "A7", "E9", "E10", "E11", "A12:A13")}
    assert any("bedoelt u 5?" in text for _, text in said)
    assert any("3; z; Z9" in text for _, text in said) and any("2; Iets anders; Kleur: blauw" in t for _, t in said)


def test_yaml_in_both_languages_and_as_bare_levels(tmp_path: Path) -> None:
    path = tmp_path / "readiness-lindermeer.yaml"
    path.write_text(
        "date: 2027-02-03\nkleur: rood\nanswers:\n  A1: 2\n  A2: {level: 4,5, evidence: x}\n  a3: {antwoord: 4, bewijs: y}\n"
    )
    with pytest.raises(InputError, match="readiness-lindermeer"):
        read_answers([tmp_path / "no" / path.name])
    (read,), notices = read_answers([path])
    assert (read.participant, read.date, read.level("A1"), read.level("A3")) == ("lindermeer", "2027-02-03", 2, 4)
    # Within braces a comma ends a number: the 5 that fell off is named.
    first, second = notice_lines(notices, "en")
    assert first == ("readiness-lindermeer.yaml, line 2", "key 'kleur' is not known; here stood: rood")
    assert second[1].startswith("'5' stands here without a value")


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("a.yaml", "wensen: []\n", "holds no answers"),
        ("a.yaml", "answers: [1, 2]\n", "no keys with values"),
        ("a.yaml", "answers: {A1: 3, A1: 4}\n", "stands here twice"),
        ("a.yaml", "answers: {A1: }\n", "holds no answers"),
        ("a.txt", "A1 3\n", "Excel"),
        ("a.xlsx", "no excel\n", "cannot be read as Excel"),
    ],
)
def test_files_without_answers_are_refused(tmp_path: Path, name: str, text: str, problem: str) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(InputError, match=problem):
        read_answers([tmp_path / name])


def test_two_files_that_cannot_be_told_apart_are_refused(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text("participant: Duinrade\nanswers: {A1: 3}\n")
    with pytest.raises(InputError, match=r"b\.yaml.*without a date.*a\.yaml"):
        read_answers([tmp_path / "a.yaml", tmp_path / "b.yaml"])


# The form, and asking


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_form_filled_in_is_read_as_filled_in(tmp_path: Path, language) -> None:
    form = tmp_path / "form.xlsx"
    write_empty_form(form, language)
    first = form.read_bytes()
    with pytest.raises(InputError, match="is there already"):
        write_empty_form(form, language)
    book = openpyxl.load_workbook(form)
    sheet = book.worksheets[0]
    validation = {str(v.sqref): v.formula1 for v in sheet.data_validations.dataValidation}
    assert validation["G8:G37"] == '"1,2,3,4,5"'
    sheet["C2"], sheet["C3"], sheet["C5"] = "Gemeente Zandermond", "2027-01-02", "supplier"
    for row in range(8, 38):
        sheet.cell(row, 7, 2)
    sheet.cell(8, 7, 4)
    sheet.cell(8, 8, "minutes")
    book.save(form)
    (read,), notices = read_answers([form])
    assert (notices, read.participant, read.date, read.supplier) == ([], "zandermond", "2027-01-02", True)
    assert (len(read.answers), read.level("A1"), read.answers["A1"].evidence, read.level("F5")) == (30, 4, "minutes", 2)
    form.unlink()
    write_empty_form(form, language)
    assert form.read_bytes() == first


@pytest.mark.parametrize("ending", ["xlsx", "yaml"])
def test_asking_goes_on_where_it_broke_off(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"answers.{ending}"
    given = iter(["Gemeente Duinrade", "2027-01-01", "4", "a plan", "no level", "2"])

    def first(told: str, question: str, offered: str) -> str:
        try:
            return next(given)
        except StopIteration:
            raise KeyboardInterrupt from None

    with pytest.raises(KeyboardInterrupt):
        ask(path, "en", first)
    (half,), _ = read_answers([path])
    assert {q: a.level for q, a in half.answers.items() if a.level} == {"A1": 4, "A2": 2}
    whole = ask(path, "en", lambda told, question, offered: offered or "1")
    assert (whole.name, whole.level("A1"), whole.answers["A1"].evidence, whole.level("F5")) == (
        "Gemeente Duinrade", 4, "a plan", 1,
    )  # fmt: skip
    (again,), notices = read_answers([path])
    assert not notices and {q: a.level for q, a in again.answers.items()} == {
        q: a.level for q, a in whole.answers.items()
    }


def test_asking_refuses_a_file_of_which_something_would_be_lost(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("answers: {A1: vijf, A2: 3}\n")
    with pytest.raises(InputErrors, match="A1: 'vijf'"):
        ask(path, "nl", lambda *_: "1")
    assert path.read_text() == "answers: {A1: vijf, A2: 3}\n"


# Reports


def test_the_example_through_text_json_word_and_page(tmp_path: Path) -> None:
    told = run(EXAMPLE)
    assert (told.language, told.notices) == ("nl", [])
    assert [a.moment.participant for a in told.readiness.latest] == [
        "duinrade",
        "lindermeer",
        "vlietdrecht",
        "zandermond",
    ]
    assert len(told.readiness.history["vlietdrecht"]) == 2
    text = render_text(told)
    assert (
        "G1 van strategie naar aanbesteding       open" in text
        and "G2 van aanbesteding naar gunning         dicht" in text
    )
    assert "exit-plan, data-return" in text
    data = as_data(told)
    assert data["schema"] == "tenderkit.readiness/1" and data["gates"]["G1"]["passed"] is True
    assert [p["id"] for p in data["participants"]] == ["duinrade", "lindermeer", "vlietdrecht", "zandermond"]
    word, page = write_reports(told, tmp_path / "one", render_html)
    again = write_reports(run(EXAMPLE), tmp_path / "two", render_html)
    assert [p.read_bytes() for p in again] == [word.read_bytes(), page.read_bytes()]
    from docx import Document

    shapes = Document(str(word)).inline_shapes
    described = [s._inline.docPr.get("descr") for s in shapes]
    assert len(described) == 2 and described[0].startswith("Radar") and "Gemeente Duinrade: A" in described[0]
    html = page.read_text()
    assert html.count("data:image/svg+xml") == 2 and 'alt="Radar' in html and "<script" not in html
    assert "http" not in html.replace("http://www.w3.org", "")


def test_the_report_in_english_and_of_one_participant(tmp_path: Path) -> None:
    told = run([EXAMPLE[0]], "en")
    assert "Ready to outsource?" in render_text(told) and "from strategy to tender" in render_text(told)
    assert {p.key for p in told.parts} & {"history", "spreads"} == set()
    assert gate_texts(told.readiness, "G3", "en")[0].startswith("readiness is 2.")


def test_what_people_wrote_stays_text_on_the_page_and_in_the_plot(tmp_path: Path) -> None:
    name = "<b>$x$_A & B"
    path = tmp_path / "a.yaml"
    path.write_text(f'participant: "{name}"\nanswers: {{A1: {{level: 3, evidence: "<script>x</script>"}}}}\n')
    told = run([path])
    page = render_html(told)
    assert "<script" not in page and "&lt;b&gt;$x$_A &amp; B" in page
    assert radar(told.readiness, "nl").svg == radar(told.readiness, "nl").svg
