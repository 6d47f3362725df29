"""The tender file: what is accepted, and what a user gets to read when something in it is not right."""

from __future__ import annotations

import datetime
import json
from decimal import Decimal
from pathlib import Path

import pytest

from tenderkit.compose.tender import MECHANISMS, Tender, load_tender, problems
from tenderkit.errors import InputError, InputErrors

MINIMAL = """\
schema: tenderkit.tender/1
language: en
reference: WR-2027-04
title: Workplace services
version: "1.0"
date: 2027-01-11
status: draft
authority:
  name: Water Authority of the Lower Delta
  short: the Water Authority
  kind: regional water authority
  address: Dike Road 1
  place: Estermouth
  registration: "00000000"
  represented_by: the chair of the board
subject:
  summary: Management of workplaces.
  background: The present agreement ends.
  goals: [Staff can work anywhere.]
  in_scope: [workplaces]
lots: {split: false, reason: One service.}
procedure:
  kind: open
  reason: Above the threshold.
  questions_via: the tender platform
  validity_days: 90
  variants: false
  consortium: Consortia are welcome.
value: {estimated: 900000, maximum: 1200000.50}
term: {start: 2027-10-01, years: 4, options: 2, option_months: 18, maximum_years: 7}
general_terms: {set: none, reason: The agreement is complete.}
documents: [agreement]
"""

LISTS = """\
participants:
  - {id: delta, name: Delta, short: Delta, role: lead, workplaces: 10}
  - {id: coast, name: Coast, short: Coast, role: participant, workplaces: 5}
volumes:
  - {id: seats, name: Workplaces, unit: workplace, reference: 15, minimum_percent: 60, maximum_percent: 140}
requirements:
  - id: E-001
    chapter: Workplace
    text: Staff can use their applications at each site.
    level: W1
    goal: Working together
    owner: delta
    reason: Their work depends on it.
    votes: {delta: must, coast: no}
    test: Demonstration before the start.
wishes:
  - id: W-01
    chapter: Workplace
    text: A short handover.
    owner: coast
    reason: Less trouble.
    points: 10
    criterion: quality
    aspects: [realism]
    pages: 2
conflicts:
  - id: C-01
    subject: Opening hours
    positions: {delta: Longer, coast: As now}
    options: [Longer for all, As a module]
    decision: As a module.
    decided_by: the steering committee
    date: 2026-11-02
    module: evenings
criteria:
  - {id: quality, name: Quality, weight: 60, explanation: The wishes.}
  - {id: price, name: Price, weight: 40, explanation: The price sheet.}
scoring:
  - {score: 10, meaning: Excellent}
  - {score: 0, meaning: No answer}
planning:
  - {step: publication, label: Notice, date: 2027-01-11}
  - {step: deadline, label: Deadline, date: 2027-03-01}
kpis:
  - {id: K-01, name: Available, target: 99.7 percent, period: month, source: monitoring, consequence: Plan.}
roles:
  - {id: regisseur, name: Regisseur, side: client, tasks: [guards balance], mandate: none in money}
uncertainties:
  - {id: O-01, what: Merger, band: one participant less, mechanisms: [join_leave, volume_flex]}
options:
  - {id: evenings, title: Evenings, description: Support in the evening.}
annexes:
  - {id: price-sheet, title: Pricing Schedule, who: supplier}
clauses:
  stance: balanced
  choose:
    - {clause: liability, stance: firm, reason: Large damage is possible.}
parameters:
  change-control: {response_days: 5, urgent: true, contact: desk, kinds: [a, b], from: 2027-10-01}
"""

FULL = MINIMAL + LISTS


def write(folder: Path, text: str) -> Path:
    path = folder / "tender.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def errors(folder: Path, text: str) -> list[InputError]:
    """The errors that reading the text gives; fails when there are none."""
    with pytest.raises(InputErrors) as caught:
        load_tender(write(folder, text))
    return caught.value.errors


def changed(old: str, new: str) -> str:
    """The full file with one passage changed; fails when the passage is not there exactly once."""
    assert FULL.count(old) == 1, old
    return FULL.replace(old, new)


def place_of(text: str, passage: str) -> tuple[int, int]:
    """Line and column, from 1, of the first time that a passage stands in a text."""
    at = text.index(passage)
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def test_a_minimal_file_is_a_tender_with_empty_lists_and_balanced_clauses(tmp_path: Path) -> None:
    tender = load_tender(write(tmp_path, MINIMAL))
    assert tender.schema_ == "tenderkit.tender/1"
    assert tender.version == "1.0"
    assert tender.date == datetime.date(2027, 1, 11)
    assert tender.value.maximum == Decimal("1200000.50")
    assert tender.participants == [] and tender.parameters == {}
    assert tender.clauses.stance == "balanced" and tender.clauses.choose == []


def test_a_full_file_keeps_every_value(tmp_path: Path) -> None:
    tender = load_tender(write(tmp_path, FULL))
    assert [p.role for p in tender.participants] == ["lead", "participant"]
    assert tender.requirements[0].votes == {"delta": "must", "coast": "no"}
    assert tender.requirements[0].reason_how is None
    assert tender.conflicts[0].module == "evenings"
    assert tender.uncertainties[0].mechanisms == ["join_leave", "volume_flex"]
    assert tender.clauses.choose[0].stance == "firm"
    assert tender.parameters["change-control"] == {
        "response_days": 5,
        "urgent": True,
        "contact": "desk",
        "kinds": ["a", "b"],
        "from": datetime.date(2027, 10, 1),
    }


def test_a_vote_without_quotes_may_be_no(tmp_path: Path) -> None:
    quoted = load_tender(write(tmp_path, changed("coast: no}", 'coast: "no"}')))
    assert quoted.requirements[0].votes["coast"] == "no"
    assert load_tender(write(tmp_path, FULL)).requirements[0].votes["coast"] == "no"


def test_an_owner_may_be_a_role_when_there_are_no_participants(tmp_path: Path) -> None:
    requirement = LISTS[LISTS.index("requirements:") : LISTS.index("wishes:")]
    text = MINIMAL + requirement.replace("owner: delta", "owner: head of facilities")
    text = text.replace("    votes: {delta: must, coast: no}\n", "")
    assert load_tender(write(tmp_path, text)).requirements[0].owner == "head of facilities"


# Passage to change, what it becomes, the passage where the error stands (in the changed file), words of the error.
WRONG = {
    "weights": ("weight: 60", "weight: 50", "criteria:", ["sum to 90", "100 (10 short)"]),
    "weights too high": ("weight: 60", "weight: 70", "criteria:", ["sum to 110", "100 (10 too many)"]),
    "owner": ("owner: coast", "owner: coats", "coats", ["'coats' is not the id of a participant", "'coast'?"]),
    "vote by nobody": ("coast: no}", "cost: no}", "cost: no", ["'cost' is not the id", "did you mean 'coast'?"]),
    "position": ("{delta: Longer", "{dalta: Longer", "dalta", ["'dalta' is not the id", "did you mean 'delta'?"]),
    "criterion": ("criterion: quality", "criterion: qualty", "qualty", ["not the id of an award criterion", "quality"]),
    "module": ("module: evenings", "module: evening", "evening\n", ["not the id of an optional module", "'evenings'?"]),
    "no lead": ("role: lead", "role: participant", "participants:", ["no participant has the role lead", "role: lead"]),
    "same day": ("2027-03-01}", "2027-01-11}", "2027-01-11}\nkpis", ["'Deadline' on 2027-01-11 does not come after"]),
    "earlier": ("2027-03-01}", "2026-03-01}", "2026-03-01}", ["does not come after 'Notice' on 2027-01-11"]),
    "step twice": (
        "step: deadline",
        "step: publication",
        "publication, label: Dead",
        ["'publication' stands", "twice"],
    ),
    "band below": ("minimum_percent: 60", "minimum_percent: 101", "101", ["lower end", "make it 100 or less"]),
    "band above": ("maximum_percent: 140", "maximum_percent: 99", "99}", ["upper end", "make it 100 or more"]),
    "maximum value": ("maximum: 1200000.50", "maximum: 899999", "899999", ["below the estimated value 900000"]),
    "maximum term": ("maximum_years: 7", "maximum_years: 6", "6}", ["make 84 months", "make it at least 7"]),
    "empty option": ("option_months: 18", "option_months: 0", "0, maximum_y", ["0 months", "how many months"]),
    "how without why": ("level: W1", "level: H3", "H3", ["E-001 prescribes how (H3)", "add reason_how"]),
    "choice of nothing": (", stance: firm,", ",", "{clause: lia", ["nothing is chosen", "add use or stance"]),
    "left out with stance": (
        "stance: firm,",
        "stance: firm, use: false,",
        "firm, use",
        ["left out and given a stance"],
    ),
    "split": ("split: false", "split: true", "true, reason", ["fewer than two", "lots.items"]),
    "annex as document": ("id: price-sheet", "id: sla", "sla, title", ["'sla' is the id of a document"]),
    "document twice": ("[agreement]", "[agreement, sla, agreement]", "agreement]", ["'agreement' stands in documents"]),
    "score twice": ("score: 0,", "score: 10,", "10, meaning: No", ["'10' stands in scoring twice"]),
}


@pytest.mark.parametrize("case", WRONG.values(), ids=WRONG)
def test_what_does_not_agree_is_named_where_it_stands(tmp_path: Path, case: tuple[str, str, str, list[str]]) -> None:
    old, new, passage, words = case
    text = changed(old, new)
    found = errors(tmp_path, text)
    assert len(found) == 1, [str(e) for e in found]
    assert (found[0].line, found[0].column) == place_of(text, passage)
    assert found[0].remedy
    for word in words:
        assert word in str(found[0])


@pytest.mark.parametrize(
    "name",
    [
        "participants",
        "volumes",
        "requirements",
        "wishes",
        "conflicts",
        "criteria",
        "kpis",
        "roles",
        "uncertainties",
        "options",
        "annexes",
    ],
)
def test_an_id_stands_in_a_list_once(tmp_path: Path, name: str) -> None:
    tender = load_tender(write(tmp_path, FULL))
    items = getattr(tender, name)
    twice = tender.model_copy(update={name: [*items, items[0]]})
    found = [p for p in problems(twice) if p.at == (name, len(items), "id")]
    assert [p.problem for p in found] == [f"'{items[0].id}' stands in {name} twice"]


def test_an_id_of_a_suitability_requirement_lot_or_choice_stands_once(tmp_path: Path) -> None:
    text = changed(
        "lots: {split: false, reason: One service.}",
        "lots:\n  split: true\n  reason: Two trades.\n  items:\n"
        "    - {id: one, title: One, description: x}\n    - {id: one, title: Two, description: y}\n"
        "suitability:\n  - {id: G-1, text: x, reason: y}\n  - {id: G-1, text: x, reason: y}",
    ).replace("    - {clause: liability", "    - {clause: liability, use: true, reason: z}\n    - {clause: liability")
    assert [str(e).split(": ", 1)[1] for e in errors(tmp_path, text)] == [
        "'one' stands in lots.items twice; each may stand there once",
        "'G-1' stands in suitability twice; each may stand there once",
        "'liability' stands in clauses.choose twice; each may stand there once",
    ]


def test_every_disagreement_is_told_at_once_in_the_order_of_the_lines(tmp_path: Path) -> None:
    text = changed("weight: 60", "weight: 50").replace("owner: delta", "owner: delte").replace("years: 7", "years: 6")
    found = errors(tmp_path, text)
    assert [e.line for e in found] == sorted(e.line or 0 for e in found)
    assert [str(e).split("'")[1] for e in found if "is not the id" in str(e)] == ["delte"]
    assert len(found) == 3


# Passage to change, what it becomes, the passage where the error stands, words of the error.
FIELDS = {
    "number for text": ('version: "1.0"', "version: 1.0", "1.0\n", ["version: text is asked for", "between quotes"]),
    "empty text": ("title: Workplace services", 'title: ""', '""', ["title: this text is empty"]),
    "no text": ("title: Workplace services", "title:", "title:", ["title: this text is empty"]),
    "date": ("date: 2027-01-11\nstatus", "date: 11 January\nstatus", "11 January", ["2027-01-31", "11 January"]),
    "number for date": ("start: 2027-10-01", "start: 20271001", "20271001", ["term.start: a date is asked for"]),
    "time for date": ("start: 2027-10-01", "start: 2027-10-01 10:00:00", "2027-10-01 10", ["a date is asked for"]),
    "text for number": ("years: 4,", 'years: "4",', '"4"', ["term.years: a whole number is asked for"]),
    "yes for number": ("years: 4,", "years: yes,", "yes", ["a whole number is asked for"]),
    "years of zero": ("years: 4,", "years: 0,", "0, opt", ["term.years", "greater than or equal to 1", "it is 0"]),
    "money with unit": ("estimated: 900000", "estimated: EUR 900000", "EUR", ["value.estimated: an amount in euros"]),
    "money of zero": ("estimated: 900000", "estimated: 0", "0, maximum", ["value.estimated", "greater than 0"]),
    "language": ("language: en", "language: de", "de\n", ["language", "'nl' or 'en'"]),
    "schema": ("tenderkit.tender/1", "tenderkit.tender/2", "tenderkit.tender/2", ["'tenderkit.tender/1'"]),
    "vote": ("{delta: must,", "{delta: yes,", "yes", ["a vote is must, wish or no"]),
    "level": ("level: W1", "level: W3", "W3", ["requirements.0.level", "'W0'"]),
    "id": ("id: E-001", "id: E 001", "E 001", ["requirements.0.id: an id starts with a letter"]),
    "mechanism": ("join_leave", "join-leave", "join-leave", ["not a mechanism; did you mean 'join_leave'?"]),
    "setting": ("kinds: [a, b]", "kinds: {a: 1}", "{a: 1}", ["parameters.change-control.kinds: a parameter is"]),
    "step": ("step: deadline", "step: deadlin", "deadlin", ["planning.1.step", "'deadline'"]),
    "reason of a choice": (", reason: Large damage is possible.", "", "{clause: lia", ["'reason' is missing"]),
    "document": ("[agreement]", "[contract]", "contract", ["documents.0", "'agreement'"]),
}


@pytest.mark.parametrize("case", FIELDS.values(), ids=FIELDS)
def test_a_field_that_is_not_right_is_named_where_it_stands(
    tmp_path: Path, case: tuple[str, str, str, list[str]]
) -> None:
    old, new, passage, words = case
    text = changed(old, new)
    found = errors(tmp_path, text)
    assert len(found) == 1, [str(e) for e in found]
    if not new.endswith(":"):  # an empty value stands after its colon, where there is nothing to point at
        assert (found[0].line, found[0].column) == place_of(text, passage)
    else:
        assert found[0].line == place_of(text, passage)[0]
    for word in words:
        assert word in str(found[0])


def test_an_unknown_key_names_the_nearest_known_one(tmp_path: Path) -> None:
    text = changed("    criterion: quality\n", "    criterion: quality\n    page: 2\n").replace("    pages: 2\n", "")
    unknown = next(e for e in errors(tmp_path, text) if "unknown" in e.problem)
    line, column = place_of(text, "page: 2")
    assert str(unknown) == f"{tmp_path / 'tender.yaml'}:{line}:{column}: unknown key 'page'; did you mean 'pages'?"


def test_an_unknown_key_at_the_top_names_the_nearest_known_one(tmp_path: Path) -> None:
    (found,) = errors(tmp_path, MINIMAL + "participant: []\n")
    assert (found.line, found.column) == (MINIMAL.count("\n") + 1, 1)
    assert found.remedy == "did you mean 'participants'?"


def test_a_missing_key_is_named_where_it_belongs(tmp_path: Path) -> None:
    text = changed("    test: Demonstration before the start.\n", "")
    (found,) = errors(tmp_path, text)
    assert found.problem == "'test' is missing"
    assert (found.line, found.column) == place_of(text, "id: E-001")


def test_broken_yaml_is_named_with_line_and_column(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        load_tender(write(tmp_path, "schema: tenderkit.tender/1\nauthority: {name: [}\n"))
    assert (caught.value.line, caught.value.column) == (2, 20)
    assert "not valid YAML" in str(caught.value)


@pytest.mark.parametrize("text", ["", "# only a comment\n", "- a\n- b\n", "just text\n"])
def test_a_file_without_keys_is_told_how_one_starts(tmp_path: Path, text: str) -> None:
    with pytest.raises(InputError) as caught:
        load_tender(write(tmp_path, text))
    assert "a tender file starts with 'schema: tenderkit.tender/1'" in str(caught.value)


def test_a_file_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        load_tender(tmp_path / "nothing.yaml")


def test_every_field_is_described_in_the_json_schema() -> None:
    schema = Tender.model_json_schema()
    for name, model in {"Tender": schema, **schema["$defs"]}.items():
        assert model["additionalProperties"] is False, name
        for key, field in model["properties"].items():
            # A field that is a model and has the same description as that model only refers to it.
            described = field if "description" in field else schema["$defs"][field["$ref"].rsplit("/", 1)[-1]]
            assert described["description"].endswith("."), f"{name}.{key}"
    assert set(schema["$defs"]["Uncertainty"]["properties"]["mechanisms"]["items"]["enum"]) == set(MECHANISMS)
    assert "schema" in schema["properties"] and "schema_" not in json.dumps(schema)


def test_a_tender_cannot_be_changed_by_accident(tmp_path: Path) -> None:
    tender = load_tender(write(tmp_path, MINIMAL))
    with pytest.raises(ValueError, match="frozen"):
        tender.title = "Other"  # type: ignore[misc]


EXAMPLES = sorted(Path(__file__).parents[2].glob("examples/*/tender.yaml"))


def test_there_is_an_example_in_each_language() -> None:
    assert {load_tender(path).language for path in EXAMPLES} == {"nl", "en"}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_an_example_keeps_the_terms_of_an_open_procedure(path: Path) -> None:
    tender = load_tender(path)
    day = {planned.step: planned.date for planned in tender.planning}
    last_answers = max(day[step] for step in ("answers", "second_answers") if step in day)
    assert (day["deadline"] - day["publication"]).days >= 40
    assert (day["deadline"] - last_answers).days >= 10
    assert (day["standstill_end"] - day["award"]).days >= 20
    assert (day["deadline"] + datetime.timedelta(days=tender.procedure.validity_days)) >= day["standstill_end"]
    assert all(date.weekday() < 5 for date in day.values())
    assert day["start"] == tender.term.start


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.parent.name)
def test_the_wishes_of_an_example_earn_exactly_the_weight_of_their_criterion(path: Path) -> None:
    tender = load_tender(path)
    for criterion in tender.criteria:
        points = [wish.points for wish in tender.wishes if wish.criterion == criterion.id]
        assert sum(points) == (0 if criterion.id == "price" else criterion.weight), criterion.id
