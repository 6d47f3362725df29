"""The clause library: every file, both languages alike, references, rendering; and what a bad file is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tenderkit.compose.sample import samples
from tenderkit.errors import InputError, InputErrors
from tenderkit.library.checks import check_library
from tenderkit.library.loading import load_library, read_clause
from tenderkit.library.model import MECHANISMS, Parameter
from tenderkit.library.skeleton import skeleton

GENERAL = (
    "preamble recitals definitions subject contract-documents performance client-cooperation service-levels acceptance prices payment "
    "intellectual-property data-protection confidentiality staff subcontracting insurance liability force-majeure "
    "termination-for-breach notices applicable-law final-provisions signature"
).split()


def test_the_library_is_whole() -> None:
    assert [str(e) for e in check_library(sample=samples())] == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_mechanism_and_every_general_clause_is_there(language: str) -> None:
    library = load_library(language)
    balanced = [f for f in library.files() if f.clause.stance == "balanced"]
    for key in MECHANISMS:
        providers = [f.clause.id for f in balanced if key in f.clause.provides]
        assert len(providers) == 1, (key, providers)
    assert set(GENERAL) <= set(library.ids)
    assert any(f.clause.stance == "firm" for f in library.files()) and any(
        f.clause.stance == "trust" for f in library.files()
    )


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_clause_says_where_it_comes_from_and_that_a_lawyer_should_look(language: str) -> None:
    word = {"nl": "jurist", "en": "lawyer"}[language]
    for file in load_library(language).files():
        assert file.clause.source and word in file.clause.review, file.path
        assert len(file.clause.guidance.split()) >= 10, file.path


def test_a_stance_that_is_not_offered_falls_back_to_balanced() -> None:
    library = load_library("nl")
    assert library.get("liability", "firm").clause.stance == "firm"
    assert library.get("staff", "firm").clause.stance == "balanced"
    with pytest.raises(InputError, match="did you mean 'liability'"):
        library.get("liabilty")


@pytest.mark.parametrize(
    ("parameter", "value", "problem"),
    [
        ({"type": "integer", "default": 5, "minimum": 1, "maximum": 9, "unit": "days"}, 0, "must be at least 1 days"),
        ({"type": "integer", "default": 5, "minimum": 1, "maximum": 9, "unit": "days"}, 10, "must be at most 9 days"),
        ({"type": "integer", "default": 5, "minimum": 1, "maximum": 9, "unit": "days"}, True, "must be a whole number"),
        ({"type": "integer", "default": 5, "minimum": 1, "maximum": 9, "unit": "days"}, 2.5, "must be a whole number"),
        ({"type": "choice", "default": "a", "choices": ["a", "b"]}, "c", "must be one of a, b"),
        ({"type": "text", "default": "x"}, "  ", "must not be empty"),
        ({"type": "date", "default": "2027-01-01"}, None, None),
        ({"type": "boolean", "default": False}, "ja", "must be true or false"),
        ({"type": "money", "default": 10, "minimum": 0, "maximum": 20}, 12.5, ""),
    ],
)
def test_parameters_have_types_and_bounds(parameter: dict, value: object, problem: str | None) -> None:
    if problem is None:
        with pytest.raises(ValueError, match="the default must be a date"):
            Parameter.model_validate({**parameter, "label": "x"})
        return
    assert Parameter.model_validate({**parameter, "label": "x"}).problem(value) == problem


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("title: Titel van de bepaling", "titel: Titel"), "proef.md:3:1: unknown key 'titel'; did you mean 'title'?"),
        (("status: optional", "status: misschien"), "proef.md:7:9: status: "),
        (("minimum: 1, ", ""), "a number needs minimum and maximum"),
        (("default: 10", "default: 100"), "the default must be at most 60"),
        (("provides: []", "provides: [change_controll]"), "did you mean 'change_control'?"),
        (("id: proef", "id: anders"), "should be named anders.md"),
        (("version: 0.1.0", "version: een"), "version: "),
        (("---\nid", "id"), "has no front matter"),
        (("documents: [agreement]", "documents: [agreement"), "not valid YAML"),
    ],
)
def test_a_bad_clause_file_is_named_with_its_place(tmp_path: Path, change: tuple[str, str], message: str) -> None:
    path = tmp_path / "proef.md"
    text = skeleton("proef", "nl")
    assert change[0] in text
    path.write_text(text.replace(*change, 1), encoding="utf-8")
    try:
        read_clause(path, "nl")
        said = ""
    except InputErrors as several:
        said = "\n".join(map(str, several.errors))
    except InputError as one:
        said = str(one)
    assert message in said


def write(folder: Path, language: str, id_: str, text: str) -> None:
    path = folder / language / "eigen" / f"{id_}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("dutch", "english", "message"),
    [
        (None, "", "clause 'proef' (balanced) is not there in nl"),
        ("", ("maximum: 60", "maximum: 50"), "parameter 'days' has another maximum in Dutch"),
        ("", ("default: 10", "default: 11"), "parameter 'days' has another default in Dutch"),
        ("", ("documents: [agreement]", "documents: [sla]"), "documents differs from the Dutch clause"),
        (
            ("requires: []", "requires: [nergens]"),
            ("requires: []", "requires: [nergens]"),
            "requires an unknown clause 'nergens'",
        ),
        (("2. Partijen", '2. Zie {{ ref("nergens") }}. Partijen'), "", "refers to an unknown clause 'nergens'"),
        (("{{ days }}", "{{ dayz }}"), "", "'dayz' is undefined"),
        (("{{ days }}", "{{ days.__class__ }}"), "", "what the sandbox forbids"),
    ],
)
def test_what_check_finds(tmp_path: Path, dutch, english, message: str) -> None:
    for language, change in (("nl", dutch), ("en", english)):
        if change is not None:
            text = skeleton("proef", language)
            write(tmp_path, language, "proef", text.replace(*change, 1) if change else text)
    errors = [str(e) for e in check_library([tmp_path], samples())]
    assert any(message in e for e in errors), errors


def test_a_new_clause_is_in_order_at_once(tmp_path: Path, tenderkit) -> None:
    made = tenderkit("clause", "new", "mijn-bepaling", cwd=tmp_path)
    assert made.returncode == 0 and len(made.stdout.splitlines()) == 2
    assert tenderkit("clause", "check", "--folder", "clauses", cwd=tmp_path).returncode == 0
    again = tenderkit("clause", "new", "mijn-bepaling", cwd=tmp_path)
    assert again.returncode == 2 and "is there already" in again.stderr


def test_list_and_show(tenderkit) -> None:
    listed = tenderkit("clause", "list", "--mechanism", "exit_plan")
    assert [line.split()[0] for line in listed.stdout.splitlines()] == ["exit-plan"]
    shown = tenderkit("clause", "show", "exit-plan", "--language", "en").stdout
    assert "Guidance" in shown and "Sources" in shown and "the Supplier" in shown
