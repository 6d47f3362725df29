"""Composing: numbers, references, definitions, annexes, parameters, and every way in which it can go wrong."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest
import yaml

from tenderkit.compose.composer import Built, compose
from tenderkit.compose.plan import find_circle, load_plan
from tenderkit.compose.sandbox import day, euro, number, render
from tenderkit.errors import InputError, InputErrors
from tenderkit.places import data_folder

DUTCH = data_folder("examples") / "vier-gemeenten" / "tender.yaml"
ENGLISH = data_folder("examples") / "english-set" / "tender.yaml"


@pytest.fixture(scope="module")
def dutch() -> dict[str, Built]:
    return {b.id: b for b in compose(load_plan(DUTCH))}


@pytest.fixture(scope="module")
def english() -> dict[str, Built]:
    return {b.id: b for b in compose(load_plan(ENGLISH))}


def changed(tmp_path: Path, change) -> Path:
    """The Dutch example with a change made to its data."""
    data = yaml.safe_load(DUTCH.read_text(encoding="utf-8"))
    change(data)
    path = tmp_path / "tender.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path


def problems(path: Path, folders: tuple[Path, ...] = ()) -> list[str]:
    try:
        compose(load_plan(path, folders))
    except InputErrors as several:
        return [str(e) for e in several.errors]
    except InputError as one:
        return [str(one)]
    return []


def test_the_whole_set_is_built(dutch: dict[str, Built], english: dict[str, Built]) -> None:
    assert list(dutch) == ["guide", "requirements", "agreement", "sla", "dap", "exit-plan"]
    assert list(english) == ["agreement", "sla", "dap", "exit-plan"]
    assert [b.file for b in dutch.values()] == [
        "aanbestedingsleidraad", "programma-van-eisen-en-wensen", "conceptovereenkomst", "sla", "dap", "exitplan",
    ]  # fmt: skip


def test_articles_are_numbered_without_a_gap(dutch: dict[str, Built]) -> None:
    blocks = dutch["agreement"].document.blocks
    articles = [b.number for b in blocks if b.kind == "heading" and b.number]
    assert articles == [f"Artikel {n}" for n in range(1, len(articles) + 1)]
    article, clause = 0, 0
    for block in blocks:
        if block.kind == "heading" and block.number:
            article, clause = article + 1, 0
        elif block.kind == "clause":
            clause += 1
            assert block.number == f"{article}.{clause}"


def test_every_reference_shows_the_number_of_what_it_points_to(
    dutch: dict[str, Built], english: dict[str, Built]
) -> None:
    seen = 0
    for built in (*dutch.values(), *english.values()):
        document = built.document
        for block in document.blocks:
            for mark in block.marks:
                if mark.kind == "reference":
                    target = document.blocks[document.anchors[mark.target]]
                    assert block.text[mark.start : mark.end] == target.number.rsplit(" ", 1)[-1]
                    seen += 1
    assert seen > 200


def test_a_reference_to_another_document_names_it(dutch: dict[str, Built]) -> None:
    text = " ".join(b.text for b in dutch["sla"].document.blocks)
    assert re.search(r"artikel \d+ van de Overeenkomst", text)


def test_nothing_of_the_template_is_left(dutch: dict[str, Built], english: dict[str, Built]) -> None:
    for built in (*dutch.values(), *english.values()):
        for block in built.document.blocks:
            assert not re.search(r"[\ue000\ue001]|\{\{|\}\}|\{%|\\\*", block.text), block.text


def test_defined_terms_are_those_that_are_used(dutch: dict[str, Built]) -> None:
    document = dutch["agreement"].document
    table = next(rows for i in range(9) if (rows := document.rows(i)) and rows[0] == ["Begrip", "Betekenis"])
    terms = [row[0] for row in table[1:]]
    assert terms == sorted(terms, key=str.casefold)
    everything = " ".join(b.text for built in dutch.values() for b in built.document.blocks)
    for term in terms:
        stem = re.sub("(en|s)$", "", term)
        assert len(re.findall(rf"\b{stem}", everything)) > 1, term


def test_all_mechanisms_are_provided(dutch: dict[str, Built]) -> None:
    plan = load_plan(DUTCH)
    provided = {key for d in plan.documents if d.id == "agreement" for c in d.clauses for key in c.file.clause.provides}
    assert len(provided) == 27


def test_requirements_and_wishes_stand_in_tables(dutch: dict[str, Built]) -> None:
    data = yaml.safe_load(DUTCH.read_text(encoding="utf-8"))
    cells = {b.text for b in dutch["requirements"].document.blocks if b.kind == "cell"}
    assert {r["id"] for r in data["requirements"]} <= cells
    assert {w["id"] for w in data["wishes"]} <= cells
    assert len(data["requirements"]) >= 60 and len(data["wishes"]) >= 25 and len(data["conflicts"]) >= 8


def test_what_an_officer_writes_is_text_and_never_markup(tmp_path: Path) -> None:
    odd = "Een eis met | streep, *ster*, [haak], `code`, <b> en # hekje"

    def change(data: dict) -> None:
        data["requirements"][0]["text"] = odd
        data["subject"]["background"] = "1. Geen lijst\n\nmaar tekst"

    built = {b.id: b for b in compose(load_plan(changed(tmp_path, change)))}
    assert odd in {b.text for b in built["requirements"].document.blocks}
    rows = [b for b in built["requirements"].document.blocks if b.text == odd]
    assert rows[0].cell and rows[0].cell.column == 1


def test_a_stance_is_taken_where_it_is_chosen(tmp_path: Path) -> None:
    def change(data: dict) -> None:
        data["clauses"]["choose"] = [c for c in data["clauses"]["choose"] if c["clause"] != "liability"]
        data["clauses"]["choose"].append({"clause": "liability", "stance": "firm", "reason": "Proef."})

    plan = load_plan(changed(tmp_path, change))
    chosen = {c.file.clause.id: c.file.clause.stance for d in plan.documents for c in d.clauses}
    assert chosen["liability"] == "firm" and chosen["change-control"] == "balanced"


def test_leaving_out_one_clause_renumbers_the_rest(tmp_path: Path, dutch: dict[str, Built]) -> None:
    def change(data: dict) -> None:
        data["clauses"]["choose"].append({"clause": "staff", "use": False, "reason": "Proef."})

    built = {b.id: b for b in compose(load_plan(changed(tmp_path, change)))}["agreement"].document
    before = dutch["agreement"].document
    number = {b.anchor: b.number for b in before.blocks if b.kind == "heading"}
    after = {b.anchor: b.number for b in built.blocks if b.kind == "heading"}
    assert "staff" not in after
    assert int(after["exit-plan"].split()[1]) == int(number["exit-plan"].split()[1]) - 1


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda d: d["parameters"].setdefault("change-control", {}).update(response_days=900), "must be at most"),
        (
            lambda d: d["parameters"].setdefault("change-control", {}).update(response_days="tien"),
            "must be a whole number",
        ),
        (
            lambda d: d["parameters"].setdefault("change-control", {}).update(responsdays=5),
            "no parameter 'responsdays'",
        ),
        (lambda d: d["parameters"].update({"change-controle": {}}), "did you mean 'change-control'?"),
        (
            lambda d: d["clauses"]["choose"].append({"clause": "exit-plann", "use": True, "reason": "x"}),
            "did you mean 'exit-plan'?",
        ),
        (
            lambda d: d["clauses"]["choose"].append({"clause": "staff", "stance": "firm", "reason": "x"}),
            "has no stance 'firm'",
        ),
        (
            lambda d: d["clauses"]["choose"].append({"clause": "dispute-resolution", "use": False, "reason": "x"}),
            "requires 'dispute-resolution', which is not in the set",
        ),
        (lambda d: d.update(documents=["agreement", "slaa"]), "documents"),
        (lambda d: d.update(subjectt="x"), "unknown key 'subjectt'; did you mean 'subject'?"),
    ],
)
def test_what_cannot_be_built_is_said_with_its_place(tmp_path: Path, change, message: str) -> None:
    said = problems(changed(tmp_path, change))
    assert any(message in line for line in said), said
    assert all(re.search(r"tender\.yaml:\d+:\d+: ", line) for line in said if message in line)


CLAUSE = """---
id: {id}
title: Eigen bepaling
provides: []
requires: [{requires}]
documents: [agreement]
status: mandatory
stance: balanced
version: 1.0.0
serves: Proef.
source: [eigen]
review: Laat een jurist deze tekst controleren voor gebruik.
guidance: Proef.
terms: {{}}
parameters: {{}}
---
{body}
"""


def own(tmp_path: Path, body: str, id_: str = "force-majeure", requires: str = "") -> Path:
    """A folder of clauses in which a clause of the library has another text."""
    path = tmp_path / "clauses" / "nl" / "eigen" / f"{id_}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(CLAUSE.format(id=id_, body=body, requires=requires), encoding="utf-8")
    return tmp_path / "clauses"


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("1. Zie {{ ref('nergens') }}.", "refers to an unknown clause 'nergens'"),
        ("1. Zie {{ ref('staff', 99) }}.", "clause 'staff' has no paragraph 99"),
        ("1. Zie {{ annex('nergens') }}.", "annex 'nergens' is not in the set"),
        (
            "1. Eerst.\n2. {{ onbekend }}",
            "force-majeure.md:18: clause force-majeure: template error: 'onbekend' is undefined",
        ),
        ("1. {% if %}", "template error"),
        ("1. {{ ''.__class__.__mro__ }}", "what the sandbox forbids"),
        ("1. {{ tender.__init__ }}", "what the sandbox forbids"),
        ("1. {% include '/etc/passwd' %}", "template error"),
        ("1. {{ 'x' * 1000000000 }}", "what the sandbox forbids"),
        (
            "{% for i in range(99999) %}{% for j in range(99999) %}xxxxxxxx{% endfor %}{% endfor %}",
            "more text than a clause can hold",
        ),
        ("1. {{ 1 / 0 }}", "template error"),
    ],
)
def test_a_clause_that_fails_is_named_with_its_file(tmp_path: Path, body: str, message: str) -> None:
    said = problems(DUTCH, (own(tmp_path, body),))
    assert any(message in line and "force-majeure.md" in line for line in said), said
    assert all("\n" not in line for line in said)


def test_clauses_that_require_each_other_in_a_circle(tmp_path: Path) -> None:
    folder = own(tmp_path, "1. Een.", "force-majeure", "insurance")
    own(tmp_path, "1. Twee.", "insurance", "force-majeure")
    said = problems(DUTCH, (folder,))
    assert any("in a circle: force-majeure -> insurance -> force-majeure" in line for line in said), said
    assert find_circle({"a": ["b"], "b": ["c"], "c": []}) == []
    assert find_circle({"a": ["b"], "b": ["a"]}) == ["a", "b", "a"]


def test_a_term_with_two_meanings_is_an_error(tmp_path: Path) -> None:
    folder = own(tmp_path, "1. Een Werkdag.")
    path = next(folder.rglob("*.md"))
    path.write_text(path.read_text().replace("terms: {}", "terms: {Werkdag: elke dag}"))
    assert any("term 'Werkdag' has another meaning" in line for line in problems(DUTCH, (folder,)))


@pytest.mark.parametrize(
    ("value", "dutch_text", "english_text"),
    [(4200000, "EUR 4.200.000", "EUR 4,200,000"), (12.5, "EUR 12,50", "EUR 12.50"), (0, "EUR 0", "EUR 0")],
)
def test_amounts(value: float, dutch_text: str, english_text: str) -> None:
    assert (euro(value, "nl"), euro(value, "en")) == (dutch_text, english_text)


def test_numbers_and_days() -> None:
    assert (number(1250, "nl"), number(99.7, "nl"), number(99.7, "en"), number(10, "nl")) == (
        "1.250",
        "99,7",
        "99.7",
        "10",
    )
    assert (day(datetime.date(2027, 1, 1), "nl"), day(datetime.date(2027, 1, 1), "en")) == (
        "1 januari 2027",
        "1 January 2027",
    )


def test_a_value_is_escaped_once() -> None:
    assert render("{{ a }} *b*", {"a": "x|*y*"}, "nl") == "x\\|\\*y\\* *b*"
    assert render("{{ a }}", {"a": "x|*y*"}, "nl", markdown=False) == "x|*y*"


def test_the_same_input_gives_the_same_documents(dutch: dict[str, Built]) -> None:
    again = {b.id: b for b in compose(load_plan(DUTCH))}
    assert {k: b.document for k, b in again.items()} == {k: b.document for k, b in dutch.items()}
