"""Rules about a tender set as a whole: small sets made by hand, each with one thing wrong, or nothing."""

from __future__ import annotations

from functools import cache

import pytest

from tenderkit.errors import InputErrors
from tenderkit.lint.engine import Linter, Settings, parse_rule
from tenderkit.lint.examples import example_set, wrong_examples
from tenderkit.lint.findings import DocumentReport, Finding
from tenderkit.lint.kinds import set as set_kind
from tenderkit.lint.rules import find_file, load_rule, load_rules
from tenderkit.lint.set_engine import SetLinter
from tenderkit.lint.sets.weights import adds_up, value

CODES = "SET001 SET002 SET003 SET004 SET006 SET008 SET009 SET024 SET030 SET033 SET038 SET046".split()


@cache
def _linter(code: str) -> SetLinter:
    rule, _ = load_rule(find_file(code))
    return SetLinter(Linter([rule]))


def found(code: str, text: str, files: tuple[str, ...] = ()) -> list[tuple[str, Finding]]:
    """The findings of one rule in a set written as one text, each with the name of its document."""
    reports = _linter(code).check("dossier", example_set(text), lambda _: Settings(language="nl"), files)
    return [(report.path, finding) for report in reports for finding in report.findings]


def messages(code: str, text: str, files: tuple[str, ...] = ()) -> list[str]:
    return [finding.message for _, finding in found(code, text, files)]


def guide(body: str) -> str:
    return f"=== leidraad.md\n# Aanbestedingsleidraad\n\n{body}\n"


def agreement(body: str, name: str = "overeenkomst.md") -> str:
    return f"=== {name}\n# Overeenkomst werkplekken\n\n{body}\n"


# --- the rule files ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", CODES)
def test_the_examples_turn_out_as_the_rule_says(code: str) -> None:
    rule, data = load_rule(find_file(code))
    assert rule.kind == "set"
    assert [str(error) for error in wrong_examples(rule, data)] == []
    for examples in (rule.examples.nl, rule.examples.en):
        assert len(examples.bad) >= 3 and len(examples.good) >= 4


def test_an_example_set_is_split_at_its_lines() -> None:
    documents = example_set("=== a.md\n# Een\n\ntekst\n=== Bijlage B, prijzen.md\n# Twee\n")
    assert [(d.path, d.blocks[0].text) for d in documents] == [("a.md", "Een"), ("Bijlage B, prijzen.md", "Twee")]
    assert [d.path for d in example_set("# Een")] == ["example.md"]


def test_an_unknown_check_is_an_error_that_names_the_nearest() -> None:
    rule, _ = load_rule(find_file("SET008"))
    with pytest.raises(InputErrors, match="did you mean 'weights'"):
        parse_rule(rule.model_copy(update={"match": {"of": "weihgts"}}))


def test_a_pattern_that_cannot_be_read_is_found_in_any_part_of_the_match() -> None:
    rule, _ = load_rule(find_file("SET038"))
    broken = {**rule.match, "before": {"nl": ["(eis"]}}
    with pytest.raises(InputErrors, match="without '\\)'"):
        parse_rule(rule.model_copy(update={"match": broken}))


def test_one_document_alone_gives_no_finding_of_a_set(lint_text) -> None:
    report = lint_text("# Aanbestedingsleidraad\n\nDe prijs weegt voor 40% en de kwaliteit voor 50%.", kind="guide")
    assert not [f for f in report.findings if f.rule.startswith("SET")]


# --- SET001 -----------------------------------------------------------------------------------------------------------

LIST = """## Bijlagen

| Nummer | Stuk | Komt van |
| --- | --- | --- |
| – | Conceptovereenkomst | Opdrachtgever |
| Bijlage 1 | Service Level Agreement (SLA) | Opdrachtgever |
| Bijlage 2 | Prijzenblad | Inschrijver |
| Bijlage 3 | Scenarioboek | Beide |
| Bijlage 4 | Huidige situatie | |
"""
SLA = "=== sla.md\n# Service Level Agreement\n\nDe servicedesk is bereikbaar.\n"


def test_who_provides_a_missing_annex_decides_how_serious_it_is() -> None:
    hits = found("SET001", guide(LIST) + agreement("Opdrachtnemer levert de diensten.") + SLA)
    assert [(f.severity, f.message.split(" zit")[0].split(" wordt")[0]) for _, f in hits] == [
        ("info", "Bijlage 2 (Prijzenblad)"),
        ("info", "Bijlage 3 (Scenarioboek)"),
        ("warning", "Bijlage 4 (Huidige situatie)"),
    ]
    assert "inschrijver" in hits[0][1].message and "beide partijen" in hits[1][1].message
    assert hits[0][1].suggestion != hits[2][1].suggestion


def test_a_list_may_name_a_document_without_a_label() -> None:
    assert any(m.startswith("Conceptovereenkomst") for m in messages("SET001", guide(LIST) + SLA))


def test_a_file_that_is_not_read_is_there_all_the_same() -> None:
    text = guide(LIST) + agreement("Opdrachtnemer levert de diensten.") + SLA
    left = messages("SET001", text, ("Prijzenblad v2.xlsx", "Bijlage 4 - gegevens.pdf"))
    assert len(left) == 1 and "Scenarioboek" in left[0]


def test_an_annex_is_named_once_however_often_it_is_mentioned() -> None:
    text = guide(LIST) + agreement(
        "3.1 De prijzen staan in het Prijzenblad (Bijlage 2).\n\n3.2 Zie Bijlage 2 en Bijlage 4."
    )
    assert sum("Bijlage 2" in m for m in messages("SET001", text)) == 1
    assert sum("Bijlage 4" in m for m in messages("SET001", text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        agreement("3.1 De diensten staan in Bijlage 1.\n\n## Bijlage 1 Diensten\n\nBeheer van werkplekken."),
        agreement("3.1 Bijlage II van Richtlijn 2014/24/EU geldt."),
        agreement("3.1 De serviceniveaus staan in Bijlage 3.") + SLA,
        agreement("3.1 De volumes staan in Bijlage 7.") + "=== Bijlage_07 Volumes.md\n# Volumes\n\n1.800 werkplekken\n",
        # A label without a title may be the one document that nothing names.
        agreement("3.1 Het overige staat in Bijlage 7.") + "=== dataroom.md\n# Dataroom\n\nAantallen\n",
    ],
)
def test_a_document_that_is_there_is_not_missed(text: str) -> None:
    assert messages("SET001", text) == []


def test_the_processing_agreement_is_not_the_agreement_itself() -> None:
    text = agreement("3.1 Bijlage 8 (Verwerkersovereenkomst) hoort bij deze overeenkomst.")
    assert len(messages("SET001", text)) == 1


def test_a_requirements_document_that_the_guide_points_to() -> None:
    text = guide("De eisen staan in het programma van eisen.") + agreement("Opdrachtnemer levert de diensten.")
    assert len(messages("SET001", text)) == 1
    assert messages("SET001", text + "=== pve.md\n# PvE\n\nDe dienst werkt.\n") == []


# --- SET002 -----------------------------------------------------------------------------------------------------------


def test_precedence_is_needed_from_three_documents_on() -> None:
    two = guide("De opdracht is beheer.") + agreement("Opdrachtnemer levert de diensten.")
    assert messages("SET002", two) == []
    hits = found("SET002", two + SLA)
    assert [(path, f.block) for path, f in hits] == [("overeenkomst.md", None)]
    assert messages("SET002", two + SLA + "=== x.md\n# Notitie\n\nDe overeenkomst gaat voor op de bijlagen.\n") == []


# --- SET003, SET004, SET006 -------------------------------------------------------------------------------------------


def planning(**days: str) -> str:
    rows = {
        "Publicatie van de aankondiging": days.get("publication", "1 februari 2027"),
        "Sluiting vragenronde": days.get("questions", "18 februari 2027"),
        "Nota van inlichtingen": days.get("answers", "4 maart 2027"),
        "Uiterste datum voor inschrijving": days.get("deadline", "13 april 2027"),
        "Presentaties": days.get("other", "11 mei 2027"),
        "Gunningsbeslissing": days.get("award", "1 juni 2027"),
        "Ondertekening van de overeenkomst": days.get("signing", "29 juni 2027"),
        "Ingangsdatum": days.get("start", "1 december 2027"),
    }
    table = "\n".join(f"| {label} | {day} |" for label, day in rows.items() if day)
    return guide(
        "Europese openbare procedure. De opschortende termijn is 20 kalenderdagen.\n\n| Moment | Datum |\n| --- | --- |\n"
        + table
    )


def test_a_good_planning_has_nothing_wrong() -> None:
    assert [messages(code, planning()) for code in ("SET003", "SET004", "SET006")] == [[], [], []]


@pytest.mark.parametrize(
    ("step", "day", "evidence"),
    [
        ("deadline", "1 maart 2027", "1 maart 2027"),
        ("signing", "29 juni 2026", "29 juni 2026"),
        ("start", "1-6-2027", "1-6-2027"),
    ],
)
def test_a_step_on_the_wrong_side_of_another_is_an_error(step: str, day: str, evidence: str) -> None:
    hits = [f for _, f in found("SET003", planning(**{step: day}))]
    assert [(f.severity, f.evidence) for f in hits] == [("error", evidence)]


def test_another_line_that_steps_back_is_a_warning() -> None:
    assert [f.severity for _, f in found("SET003", planning(other="11 mei 2026"))] == ["warning"]


def test_an_open_day_contradicts_nothing() -> None:
    assert messages("SET003", planning(answers="april 2027", other="Q2 2027")) == []


def test_questions_and_answers_may_take_turns() -> None:
    assert (
        messages("SET003", planning(answers="18 februari 2027", questions="4 maart 2027")) != []
    )  # the list runs back
    table = "| Nota van inlichtingen 1 | 4 maart 2027 |\n| Vragenronde 2 sluit | 11 maart 2027 |"
    assert (
        messages(
            "SET003", guide(f"| Moment | Datum |\n| --- | --- |\n{table}\n| Sluiting inschrijving | 13 april 2027 |")
        )
        == []
    )


def test_the_history_of_contracts_is_no_planning() -> None:
    text = guide(
        "De overeenkomst is gestart op 1 januari 2020.\n\nNota van inlichtingen: 4 maart 2027\n\n"
        "Uiterste datum voor inschrijving: 13 april 2027\n\n"
        "| Overeenkomst | Datum |\n| --- | --- |\n| Einde lopende overeenkomst | 1 juni 2027 |\n| Start lopende overeenkomst | 1 mei 2020 |"
    )
    assert messages("SET003", text) == []


@pytest.mark.parametrize(("publication", "is_short"), [("4 maart 2027", False), ("5 maart 2027", True)])
def test_forty_days_are_enough(publication: str, is_short: bool) -> None:
    text = planning(publication=publication, questions="", answers="")
    assert bool(messages("SET004", text)) is is_short


def test_a_national_procedure_is_not_judged_by_european_terms() -> None:
    text = planning(publication="1 april 2027", signing="8 juni 2027")
    assert messages("SET004", text) and messages("SET006", text)
    national = text.replace("Europese openbare procedure", "Nationale openbare procedure")
    assert messages("SET004", national) == [] == messages("SET006", national)


@pytest.mark.parametrize(("signing", "is_short"), [("21 juni 2027", False), ("20 juni 2027", True)])
def test_twenty_days_between_award_and_signing(signing: str, is_short: bool) -> None:
    assert bool(messages("SET006", planning(signing=signing))) is is_short


def test_a_standstill_that_the_text_makes_too_short() -> None:
    (finding,) = [f for _, f in found("SET006", planning().replace("20 kalenderdagen", "15 dagen"))]
    assert finding.evidence == "De opschortende termijn is 15 dagen."
    assert messages("SET006", planning().replace("20 kalenderdagen", "15 werkdagen")) == []


def test_a_european_guide_without_a_word_on_the_standstill() -> None:
    text = planning().replace("De opschortende termijn is 20 kalenderdagen.", "Daarna volgt de gunningsbeslissing.")
    assert [(f.severity, f.block) for _, f in found("SET006", text)] == [("warning", None)]


# --- SET008, SET009 ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("25", 25),
        ("25%", 25),
        ("max. 30 punten", 30),
        ("1.000", 1000),
        ("12,5 %", 12.5),
        ("20-30", None),
        ("nader te bepalen", None),
    ],
)
def test_the_number_in_a_cell(text: str, number: float | None) -> None:
    said = value(text)
    assert (said[0] if said else None) == number


@pytest.mark.parametrize(
    ("values", "total", "adds"),
    [
        ([60, 40], 100, True),
        ([60, 35], 100, False),
        ([60, 35, 25, 40], 100, True),  # a criterion with its parts
        ([60, 70, 30, 40], 100, True),  # the parts as hundredths of their criterion
        ([60, 35, 20, 40], 100, False),
        ([50, 30, 20, 50, 25, 25], 100, True),
    ],
)
def test_criteria_add_up_with_their_parts(values: list[float], total: float, adds: bool) -> None:
    assert adds_up(values, total) is adds


def criteria(*rows: tuple[str, str], header: str = "Criterium | Gewicht") -> str:
    lines = "\n".join(f"| {name} | {weight} |" for name, weight in rows)
    return guide(f"## Gunningscriteria\n\n| {header} |\n| --- | --- |\n{lines}\n")


@pytest.mark.parametrize(
    ("text", "is_wrong"),
    [
        (criteria(("Kwaliteit", "70"), ("Prijs", "30")), False),
        (criteria(("Kwaliteit", "70"), ("Prijs", "35")), True),
        (criteria(("Kwaliteit", "70"), ("Prijs", "30"), ("Totaal", "110")), True),
        (criteria(("Kwaliteit", "700"), ("Prijs", "300"), header="Criterium | Punten"), False),
        (criteria(("Kwaliteit", "600"), ("Prijs", "300"), ("Totaal", "1.000"), header="Criterium | Punten"), True),
        (criteria(("Samen sterk", "40"), ("Wat gebruikers samen leren", "30"), ("Prijs", "30")), False),
        (criteria(("Uitstekend", "100%"), ("Goed", "80%"), ("Matig", "30%"), header="Score | Percentage"), False),
        (criteria(("Plan", "3"), ("Team", "2"), ("Prijs", "1"), header="Criterium | Wegingsfactor"), False),
        (criteria(("Kwaliteit", "60 - 70"), ("Prijs", "30 - 40")), False),
        (guide("De prijs telt voor 40% mee en de kwaliteit voor 60%."), False),
        (guide("De prijs telt voor 40% mee en de kwaliteit voor 65%."), True),
    ],
)
def test_weights_add_up_to_what_they_should(text: str, is_wrong: bool) -> None:
    assert bool(messages("SET008", text)) is is_wrong


WISHES = """| Nr. | Wens | Punten | Beoordelingsaspecten |
| --- | --- | --- | --- |
| W-01 | Hoe sluit de hulp aan? | 10 | voorbeelden |
| W-02 | Hoe worden storingen voorkomen? | 5 | bewijs |
| W-03 | Hoe groeit kennis? | 5 | werkvormen |
"""


def test_a_wish_needs_points_and_aspects() -> None:
    text = f"=== wensen.md\n# Programma van eisen en wensen\n\n{WISHES}"
    assert messages("SET009", text) == []
    without = text.replace("| 5 | bewijs |", "| | |")
    assert messages("SET009", without) == ["Wens W-02 heeft geen punten en beoordelingsaspecten"]
    said_once = without + guide("Elke wens weegt even zwaar. Elke wens wordt beoordeeld op haalbaarheid.")
    assert messages("SET009", said_once) == []


def test_points_may_stand_in_another_document() -> None:
    bare = "=== wensen.md\n# Eisen en wensen\n\n| Nr. | Wens |\n| --- | --- |\n| W-01 | Hoe? |\n| W-02 | Waarom? |\n"
    assert messages("SET009", bare) == []  # the guide is not in the set
    assert len(messages("SET009", bare + guide("De wensen staan in het programma."))) == 1
    table = "| Wens | Punten | Aspecten |\n| --- | --- | --- |\n| W-01 | 5 | a |\n| W-02 | 5 | b |\n"
    assert messages("SET009", bare + guide(table)) == []


# --- SET024, SET030, SET046 -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "severity"),
    [
        ("8.1 Opdrachtnemer is onbeperkt aansprakelijk jegens Opdrachtgever.", "warning"),
        ("## Aansprakelijkheid\n\nOpdrachtnemer vergoedt alle schade door een tekortkoming.", "warning"),
        (
            "## Aansprakelijkheid\n\nOpdrachtnemer vergoedt schade door een tekortkoming tot EUR 100.000 per gebeurtenis.",
            "info",
        ),
        (
            "## Aansprakelijkheid\n\nOpdrachtnemer vergoedt schade door een tekortkoming tot EUR 1 miljoen per jaar.",
            None,
        ),
        ("8.1 Bij opzet is Opdrachtnemer onbeperkt aansprakelijk.", None),
        ("8.1 Opdrachtnemer is niet onbeperkt aansprakelijk.", None),
        ("8.1 Opdrachtgever krijgt een onbeperkt gebruiksrecht.", None),
    ],
)
def test_liability_without_a_limit(body: str, severity: str | None) -> None:
    assert [f.severity for _, f in found("SET024", agreement(body))] == ([severity] if severity else [])


def test_a_framework_names_its_maximum() -> None:
    framework = guide("Opdrachtgever sluit een raamovereenkomst met drie inschrijvers.")
    assert [f.severity for _, f in found("SET030", framework)] == ["error"]
    assert messages("SET030", framework + agreement("De maximale waarde is EUR 3.000.000.")) == []
    liability = agreement("De maximale waarde van de aansprakelijkheid is EUR 1.000.000.")
    assert len(messages("SET030", framework + liability)) == 1
    alone = "=== raam.md\n# Raamovereenkomst ICT-inhuur\n\nPartijen komen overeen.\n"
    assert [f.severity for _, f in found("SET030", alone)] == ["warning"]


def test_one_set_of_general_terms_in_one_version() -> None:
    gibit = agreement("4.1 Op deze overeenkomst is de GIBIT 2023 van toepassing.")
    assert messages("SET046", gibit + guide("De GIBIT zijn van toepassing.")) == []
    assert len(messages("SET046", gibit + guide("De GIBIT 2020 zijn van toepassing."))) == 1
    assert len(messages("SET046", gibit + guide("Op de opdracht zijn de ARBIT-2022 van toepassing."))) == 1
    assert messages("SET046", gibit + guide("De ARBIT zijn niet van toepassing.")) == []
    assert messages("SET046", gibit + "=== x.md\n# Notitie\n\nDe ARBIT zijn van toepassing.\n") == []


# --- SET033, SET038 ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("here", "there", "is_wrong"),
    [
        ("De overeenkomst heeft een looptijd van 4 jaar.", "De Overeenkomst duurt 48 maanden.", False),
        ("De overeenkomst heeft een looptijd van 4 jaar.", "De Overeenkomst duurt drie jaar.", True),
        ("De overeenkomst heeft een looptijd van 4 jaar.", "| Onderwerp | Waarde |\n| --- | --- |\n| Looptijd | 5 jaar |", True),
        ("De overeenkomst heeft een looptijd van 4 jaar.", "De lopende overeenkomst heeft een looptijd van 6 jaar.", False),
        ("De overeenkomst heeft een looptijd van 4 jaar.", "Met alle verlengingen duurt de overeenkomst ten hoogste 7 jaar.", False),
        ("De maximale looptijd is 7 jaar.", "Met alle verlengingen duurt de overeenkomst ten hoogste 8 jaar.", True),
        ("De overeenkomst gaat in op 1 juli 2027.", "De overeenkomst gaat in op 1-8-2027.", True),
        ("De overeenkomst gaat in op 1 juli 2027.", "De overeenkomst gaat in op 01-07-2027.", False),
        ("Opdrachtgever kan de overeenkomst opzeggen met een opzegtermijn van 6 maanden.",
         "Bij opzegging van de overeenkomst is de opzegtermijn 3 maanden.", True),
        ("Opdrachtgever kan de overeenkomst opzeggen met een opzegtermijn van 6 maanden.",
         "Een deelnemer treedt uit met een opzegtermijn van 12 maanden.", False),
    ],
)  # fmt: skip
def test_two_documents_on_the_same_term(here: str, there: str, is_wrong: bool) -> None:
    hits = found("SET033", agreement(here) + guide(there))
    assert bool(hits) is is_wrong
    # The agreement decides: the finding stands in the other document, and names the place in the agreement.
    assert all(path == "leidraad.md" and "overeenkomst.md" in f.message for path, f in hits)


def test_a_document_that_states_two_terms_means_two_things() -> None:
    lots = "Voor perceel 1 duurt de overeenkomst 2 jaar. Voor perceel 2 duurt de overeenkomst 5 jaar."
    assert messages("SET033", agreement("De overeenkomst duurt 4 jaar.") + guide(lots)) == []


REQUIREMENTS = """=== eisen.md
# Programma van eisen

| Nr. | Eis |
| --- | --- |
| E-001 | De servicedesk is bereikbaar op werkdagen. |
| E-002 | Een storing is binnen vier uur verholpen. |
| E-003 | De opslag staat binnen Europa, met een overzicht. |
"""


def test_a_number_stands_for_one_requirement() -> None:
    assert messages("SET038", REQUIREMENTS) == []
    double = REQUIREMENTS + "| E-002 | Een storing is binnen acht uur verholpen. |\n"
    assert len(messages("SET038", double)) == 1
    again = REQUIREMENTS + "| E-002 | Een storing is binnen vier uur verholpen. |\n"
    assert messages("SET038", again) == []


def test_a_reference_to_a_requirement_that_does_not_exist() -> None:
    hits = found("SET038", REQUIREMENTS + guide("Zie eis E-3 en eis E-014; E-014 is nieuw."))
    assert [f.evidence for _, f in hits] == ["Zie eis E-3 en eis E-014; E-014 is nieuw."]
    (finding,) = [f for _, f in hits]
    assert finding.evidence is not None and finding.start is not None
    assert finding.evidence[finding.start : finding.end] == "E-014"
    assert messages("SET038", REQUIREMENTS + guide("Zie eis E-014."), ("Eisen deel 2.xlsx",)) == []


def test_two_lists_with_numbers_of_their_own_are_one_finding() -> None:
    rows = "".join(f"| E-{n:03d} | Een heel andere eis nummer {n} voor de kassa. |\n" for n in range(1, 10))
    other = f"=== kassa.md\n# Programma van eisen kassa\n\n| Nr. | Eis |\n| --- | --- |\n{rows}"
    first = "".join(f"| E-{n:03d} | Wat de balie op dag {n} nodig heeft. |\n" for n in range(4, 10))
    hits = messages("SET038", REQUIREMENTS + first + other)
    assert len(hits) == 1 and "en nog 8 nummers" in hits[0]


# --- mechanisms across the set ----------------------------------------------------------------------------------------

EXIT = """## 9 Exit

9.1 Opdrachtnemer werkt bij het einde van de overeenkomst mee aan de overdracht volgens een exitplan, dat hij binnen drie maanden
opstelt en dat Opdrachtgever goedkeurt. Tijdens de overdracht van ten hoogste twaalf maanden gelden de tarieven van het prijzenblad.
"""


@cache
def _mechanisms() -> SetLinter:
    return SetLinter(Linter([r for r in load_rules() if r.code in ("FLX008", "FLX004")]))


def report(text: str, **settings: str) -> list[DocumentReport]:
    return _mechanisms().check("dossier", example_set(text), lambda _: Settings(**settings))


def test_what_stands_in_any_annex_counts() -> None:
    bare = agreement("1.1 Opdrachtnemer levert de diensten.") + SLA
    assert {f.rule for f in report(bare)[0].findings} == {"FLX004", "FLX008"}
    annexed = agreement("1.1 Opdrachtnemer levert de diensten.") + f"=== sla.md\n# Service Level Agreement\n\n{EXIT}"
    whole, _, sla = report(annexed)
    assert {f.rule for f in whole.findings} == {"FLX004"}
    assert whole.mechanisms["exit_plan"].state == "present" == sla.mechanisms["exit_plan"].state
    assert whole.mechanisms["exit_plan"].evidence[0].clause.startswith("sla.md")


def test_what_a_guide_or_a_note_says_arranges_nothing() -> None:
    text = agreement("1.1 Opdrachtnemer levert de diensten.") + guide(EXIT) + f"=== notitie.md\n# Notitie\n\n{EXIT}"
    whole = report(text)[0]
    assert whole.mechanisms["exit_plan"].state == "absent"
    # An exit plan that the agreement names as its annex is part of the contract.
    named = agreement("1.1 De overdracht staat in het Exitplan (Bijlage 5).") + f"=== exitplan.md\n# Exitplan\n\n{EXIT}"
    assert report(named)[0].mechanisms["exit_plan"].state == "present"


def test_a_missing_mechanism_is_said_once_of_the_whole_set() -> None:
    reports = report(agreement("1.1 Opdrachtnemer levert.") + agreement("1.1 Opdrachtnemer levert.", "tweede.md"))
    findings = [f for f in reports[0].findings if f.rule == "FLX004"]
    assert len(findings) == 1 and "in het hele dossier" in findings[0].message
    assert findings[0].block is None and findings[0].fix == "benchmarking"
    assert not [f for r in reports[1:] for f in r.findings]


def test_a_set_without_an_agreement_is_not_judged_on_mechanisms() -> None:
    assert report(guide("De opdracht is beheer van werkplekken.") + SLA)[0].findings == ()


def test_messages_follow_the_setting_or_the_language_of_most_documents() -> None:
    english = "=== agreement.md\n# Agreement for services\n\nThe Supplier provides the services to the Client.\n"
    whole = report(english)[0]
    assert whole.language == "en" and all("in the whole set" in f.message for f in whole.findings)
    assert all("hele dossier" in f.message for f in report(english, messages="nl")[0].findings)


def test_the_kind_says_which_patterns_it_holds() -> None:
    rule, _ = load_rule(find_file("SET046"))
    held = set(set_kind.patterns(set_kind.parse(rule.match)))
    assert ("gibit", "nl") in held and ("gibit", "en") in held
    assert not any(source == "GIBIT" for source, _ in held)


def test_a_sheet_with_too_few_words_is_read_in_the_language_of_the_others() -> None:
    sheet = "=== gunning.md\n# Gunning\n\n| Criterium | Gewicht |\n| --- | --- |\n| Kwaliteit | 70 |\n| Prijs | 35 |\n"
    other = guide("De opdracht is het beheer van de werkplekken van de gemeente en van de infrastructuur.")
    reports = _linter("SET008").check("dossier", example_set(other + sheet), lambda _: Settings())
    assert [(r.language, len(r.findings)) for r in reports] == [("nl", 0), ("nl", 0), ("", 1)]
