"""The session: nothing leaks between the sides, clauses stand whole, and score cards come back with nothing lost."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from tenderkit.document.model import Block, Document, Mark
from tenderkit.document.readers.markdown import parse
from tenderkit.document.readers.word import read as read_word
from tenderkit.document.writers import write_word
from tenderkit.document.writers.layout import Layout
from tenderkit.errors import InputError
from tenderkit.library.model import MECHANISMS
from tenderkit.lint.findings import DocumentReport, Evidence, Mechanism
from tenderkit.lint.rules import load_rules
from tenderkit.places import data_folder
from tenderkit.regie.scenarios.coverage import Coverage, cover
from tenderkit.regie.scenarios.criteria import CRITERIA
from tenderkit.regie.scenarios.extracts import clause_of, extracts
from tenderkit.regie.scenarios.kit import Sheet, kit
from tenderkit.regie.scenarios.loading import chosen, load_scenarios
from tenderkit.regie.scenarios.outcome import outcome
from tenderkit.regie.scenarios.scorebook import read_cards, score_form
from tenderkit.regie.scenarios.session import session
from tenderkit.regie.scenarios.session_report import notice_text, proposals, session_report
from tenderkit.regie.scenarios.wording import Wording

SHIPPED = load_scenarios()
RULES = load_rules()
CONTRACT = parse(
    """# Overeenkomst

## Artikel 1 Toetreden

1.1 Deelnemers kunnen toetreden.

1.2 De stuurgroep beslist:

a. binnen een maand;

b. met gewone meerderheid.

1.3 Er geldt een maximum.

## Artikel 2 Prijs

2.1 De prijs staat vast.

2.2 De prijs wordt geïndexeerd.
""",
    "contract.md",
)


def block(text: str) -> int:
    return next(i for i, b in enumerate(CONTRACT.blocks) if text in b.text)


def covered(**states: Mechanism) -> Coverage:
    found = {key: states.get(key, Mechanism("absent")) for key in MECHANISMS}
    return cover([DocumentReport("contract.md", "agreement", "nl", mechanisms=found)], SHIPPED)


def sheets(language: str, coverage: Coverage | None = None) -> list[Sheet]:
    coverage = coverage or covered()
    return kit(session(coverage), [CONTRACT], Wording(language, RULES))


def text_of(document: Document) -> str:
    return "\n".join(b.text for b in document.blocks)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_what_one_side_may_not_know_stands_in_no_file_it_is_given(language: str) -> None:
    played = [one.coverage.scenario for one in session(covered())]
    programme, leader, client, supplier, second, clauses, template = (text_of(s.document) for s in sheets(language))
    for scenario in played:
        own, others = scenario.hidden.client.get(language), scenario.hidden.supplier.get(language)
        complication = scenario.complication.get(language)
        assert own in client and others in supplier and complication in second
        assert all(text in leader for text in (own, others, complication, *scenario.expected.get(language)))
        for text in (programme, supplier, second, clauses, template):
            assert own not in text
        for text in (programme, client, second, clauses, template):
            assert others not in text
        for text in (programme, client, supplier, clauses, template):
            assert complication not in text
        for text in (programme, clauses):
            assert scenario.title.get(language) not in text


def test_nothing_hidden_is_left_in_the_word_file_either() -> None:
    supplier = sheets("nl")[3]
    data = write_word(supplier.document, layout=Layout(name=supplier.name, page_levels=1))
    assert data == write_word(supplier.document, layout=Layout(name=supplier.name, page_levels=1))
    text = text_of(read_word(data, "cards.docx"))
    secrets = [one.coverage.scenario.hidden for one in session(covered())]
    assert all(secret.supplier.nl in text and secret.client.nl not in text for secret in secrets)


def test_each_card_begins_on_a_page_of_its_own() -> None:
    import docx

    cards = sheets("nl")[2]
    made = docx.Document(io.BytesIO(write_word(cards.document, layout=Layout(page_levels=int(cards.pages)))))
    headings = [p for p in made.paragraphs if p.style is not None and p.style.name == "Heading 1"]
    assert [p.paragraph_format.page_break_before for p in headings] == [None, True, True, True]


def test_the_programme_of_four_scenarios_is_half_a_day() -> None:
    programme = sheets("nl")[0].document
    rows = [b.text for b in programme.blocks if b.cell and b.cell.column == 0]
    assert rows[-1] == "3:30"
    assert sum("Scenario" in b.text for b in programme.blocks if b.cell) == 4


def test_the_clauses_at_stake_stand_whole_under_their_own_numbers() -> None:
    start = block("maximum")
    price = block("geïndexeerd")
    coverage = covered(
        join_leave=Mechanism("present", 1, (Evidence("1.3", start, "Er geldt een maximum."),)),
        indexation=Mechanism("present", 1, (Evidence("2.2", price, "x"),)),
    )
    answers = [a for one in coverage.scenarios if one.scenario.id == "S03" for a in one.answers]
    ((document, blocks),) = extracts([CONTRACT], answers)
    assert document is CONTRACT
    assert [(b.number, b.text) for b in blocks if b.kind != "heading"] == [
        (b.number, b.text) for b in CONTRACT.blocks[block("Deelnemers") : start + 1]
    ]
    assert blocks[0].kind == "heading" and blocks[0].text == "Toetreden"
    assert not any("prijs" in b.text for b in blocks)


def test_numbers_of_an_extract_stay_when_articles_before_it_are_left_out() -> None:
    price = block("geïndexeerd")
    coverage = covered(indexation=Mechanism("present", 1, (Evidence("2.2", price, "x"),)))
    clauses = sheets("nl", coverage)[5].document
    shown = read_word(write_word(clauses), "x.docx")
    assert [b.number for b in shown.blocks if b.text == "De prijs wordt geïndexeerd."] == ["2.2"]


def test_a_clause_ends_where_the_next_begins_and_margin_notes_stay_behind() -> None:
    decides = block("stuurgroep")
    assert [CONTRACT.blocks[i].text for i in clause_of(CONTRACT, decides + 1)] == [
        "De stuurgroep beslist:", "binnen een maand;", "met gewone meerderheid.",
    ]  # fmt: skip
    marked = Block("clause", "Zie 2.2.", 2, "1.1", marks=(Mark(4, 7, "reference", "x"),), comments=("geheim",))
    document = Document((Block("heading", "Een", 1, "1"), marked), path="contract.md")
    coverage = covered(join_leave=Mechanism("present", 1, (Evidence("1.1", 1, "Zie 2.2."),)))
    ((_, blocks),) = extracts([document], [coverage.scenarios[0].answers[0]])
    assert blocks[1].comments == () and blocks[1].marks == ()


def form(path: Path, language: str = "nl", ids: tuple[str, ...] = ("S03", "S07")) -> openpyxl.Workbook:
    path.write_bytes(score_form(chosen(SHIPPED, ids), language))
    return openpyxl.load_workbook(path)


def fill(book: openpyxl.Workbook, client: int, supplier: int, joint: int | None, rows: range) -> None:
    for row in rows:
        for column, points in ((4, client), (5, supplier), (6, joint)):
            book.worksheets[0].cell(row, column).value = points


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_filled_card_comes_back_as_it_was(tmp_path: Path, language: str) -> None:
    path = tmp_path / "card.xlsx"
    assert score_form(SHIPPED, language) == score_form(SHIPPED, language)
    book = form(path, language)
    fill(book, 2, 0, 1, range(2, 10))
    book.worksheets[0]["G3"] = "goed"
    for column, value in enumerate(("S07", "", "gat", "doen", "wij", "2027-01-01"), 1):
        book.worksheets[1].cell(2, column).value = value or None
    book.save(path)
    cards = read_cards([path], SHIPPED)
    assert cards.notices == [] and len(cards.scores) == 8
    assert cards.scores[1].points == {"client": 2, "supplier": 0, "joint": 1}
    assert (cards.scores[1].scenario, cards.scores[1].criterion, cards.scores[1].remark) == ("S03", "initiator", "goed")
    (action,) = cards.actions
    assert (action.scenario, action.gap, action.what, action.owner) == ("S07", "", "gat", "wij")


def test_what_cannot_be_read_is_named_with_sheet_and_cell_and_nothing_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "card.xlsx"
    book = form(path)
    scores, actions, _ = book.worksheets
    fill(book, 1, 1, 1, range(2, 10))
    scores["D2"], scores["E3"], scores["F4"], scores["D4"] = 3, "O", "1,5", -1
    scores["A5"] = "S33"
    scores["B6"] = "Op het juiste nivo besloten"
    scores["A7"] = None
    scores["B8"], scores["G8"] = "Bepaling gevonden", "dubbel"
    for cell in ("B2", "B4"):
        actions[cell] = "geen bepalling"
    actions["C2"], actions["D4"] = "iets", "doen"
    actions["E6"] = "alleen een naam"
    book.save(path)
    cards = read_cards([path], SHIPPED)
    wording = Wording("nl", RULES)
    said = {f"{n.place.sheet} {n.place.cell}": notice_text(n, wording) for n in cards.notices}
    assert said["Scores D2"] == "'3' is geen 0, 1 of 2"
    assert said["Scores E3"] == "'O' is geen 0, 1 of 2; bedoelt u '0'?"
    assert "'1,5'" in said["Scores F4"] and "'-1'" in said["Scores D4"]
    assert said["Scores A5"].startswith("geen scenario 'S33'; bedoelt u 'S")
    assert "bedoelt u 'Op het juiste niveau besloten'?" in said["Scores B6"] and "1; 1; 1" in said["Scores B6"]
    assert "geen scenario ingevuld" in said["Scores A7"] and "Vastgelegd" in said["Scores A7"]
    assert "stond al in card.xlsx, Scores, B2" in said["Scores B8"] and "dubbel" in said["Scores B8"]
    assert said["Acties B2"] == "geen soort gat 'geen bepalling'; bedoelt u 'geen bepaling'?"
    assert said["Acties A6"] == "een actie zonder tekst; de rij hield: alleen een naam"
    assert said["Acties A3"] == "lege rij"
    assert len(cards.scores) == 4 and [(a.what, a.action) for a in cards.actions] == [("iets", ""), ("", "doen")]
    report = text_of(session_report(outcome(cards, SHIPPED), wording))
    assert all(text in report for text in said.values())


def test_other_columns_merged_cells_and_several_observers(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Blad1"
    sheet.append(["Opmerkingen", "Criteria", "Kleur", "Samen", "scenario", "Klant:"])
    for criterion in ("Bepaling gevonden", "Prijs bekend"):
        sheet.append([None, criterion, "rood", 2, "S03", 1])
    sheet["E3"] = None
    sheet.merge_cells("E2:E3")
    book.save(tmp_path / "een.xlsx")
    other = form(tmp_path / "twee.xlsx")
    fill(other, 0, 0, 0, range(2, 10))
    other.save(tmp_path / "twee.xlsx")
    cards = read_cards([tmp_path / "een.xlsx", tmp_path / "twee.xlsx"], SHIPPED)
    assert [(n.kind, n.place.cell) for n in cards.notices] == [("merged", "E2:E3")]
    assert cards.scores[1].scenario == "S03" and cards.scores[1].remark == "Kleur: rood"
    (one,) = outcome(cards, SHIPPED).scored
    assert one.points["clause"] == {"client": 0.5, "supplier": 0, "joint": 1}


def test_what_the_points_say(tmp_path: Path) -> None:
    path = tmp_path / "card.xlsx"
    book = form(path, ids=("S03", "S04", "S05", "S07"))
    fill(book, 1, 0, 0, range(2, 10))
    fill(book, 2, 1, 2, range(10, 18))
    fill(book, 2, 2, 2, range(18, 20))
    fill(book, 0, 0, 0, range(26, 34))
    book.save(path)
    present = Mechanism("present", 1, (Evidence("1.3", 0, "x"),))
    answers = dict.fromkeys(("change_in_law", "change_control", "tech_refresh", "early_warning"), present)
    found = outcome(read_cards([path], SHIPPED), SHIPPED, covered(**answers))
    said = {one.scenario.id: one.findings for one in found.scored}
    assert said == {
        "S03": ["contract gap", "shared gap"],
        "S04": ["shared gap"],
        "S05": ["unfinished"],
        "S07": ["knowledge gap"],
    }
    gap, shared, unfinished, knowledge = (list(proposals(one, Wording("nl", RULES))) for one in found.scored)
    assert (
        "join_leave",
        "Nieuwe bepaling: toetreden en uittreden van deelnemers (in de bibliotheek: participants).",
    ) in gap
    assert len(shared) == 1 and "S04" in shared[0][1] and unfinished == []
    assert [key for key, _ in knowledge] == ["change_in_law", "change_control"]


def test_points_are_in_proportion_when_cells_are_empty(tmp_path: Path) -> None:
    path = tmp_path / "card.xlsx"
    book = form(path)
    fill(book, 1, 2, None, range(2, 8))
    book.save(path)
    (one,) = outcome(read_cards([path], SHIPPED), SHIPPED).scored
    assert (one.total("client"), one.total("supplier"), one.total("joint")) == (8, 16, None)
    assert (one.result, one.difference, one.findings) == (12, 8, ["shared gap"])
    assert one.weak == [] and len(one.points) == len(CRITERIA)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.docx", b"", "is no score card"),
        ("a.xlsx", b"nonsense", "cannot be read as Excel"),
        ("none.xlsx", None, "no such file"),
    ],
)
def test_a_file_that_is_no_score_card_is_refused(tmp_path: Path, name: str, content: bytes | None, said: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=said):
        read_cards([tmp_path / name], SHIPPED)


def test_an_excel_file_without_criteria_is_no_score_card_and_an_empty_card_is_told(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["iets", "anders"])
    book.save(tmp_path / "other.xlsx")
    with pytest.raises(InputError, match="a column 'criterion'"):
        read_cards([tmp_path / "other.xlsx"], SHIPPED)
    form(tmp_path / "empty.xlsx")
    assert [n.kind for n in read_cards([tmp_path / "empty.xlsx"], SHIPPED).notices] == ["no scores"]


def test_the_filled_card_of_the_example() -> None:
    cards = read_cards([data_folder("examples") / "scenario-session" / "scorekaart.xlsx"], SHIPPED)
    assert cards.notices == [] and len(cards.scores) == 32 and len(cards.actions) == 5
