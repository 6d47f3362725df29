"""Tables in which musts are told apart: whether something says why, and whose they are."""

from __future__ import annotations

import pytest

from tenderkit.document.readers.markdown import parse
from tenderkit.lint.kinds import column
from tenderkit.lint.rules import find_file, load_rule
from tenderkit.lint.units import View


def found(*rows: str, above: str = "") -> list[tuple[str | None, str]]:
    rule, _ = load_rule(find_file("DET024"))
    count = rows[0].count("|") - 1
    text = above + "\n".join([rows[0], "|" + " --- |" * count, *rows[1:]])
    view = View(parse(text, "a.md"), "nl")
    hits = column.check(rule, column.parse(rule.match), view).hits
    return [(hit.severity, hit.message["nl"]) for hit in hits if hit.message]


def rows(*marks: str, reason: str | None = None) -> list[str]:
    tail = "" if reason is None else f" {reason} |"
    return [f"| {n} | Een inwoner kan zaak {n} volgen. | {mark} |{tail}" for n, mark in enumerate(marks, 1)]


def test_one_finding_for_tables_without_a_reason() -> None:
    ((severity, message),) = found("| Nr. | Omschrijving | Prioriteit |", *rows("M", "S", "M", "C", "M"))
    assert severity is None and "3 eisen" in message


def test_a_warning_for_each_must_without_one() -> None:
    table = ["| Nr. | Omschrijving | Prioriteit | Van wie |", *rows("M", "S", "M", "C", "M", reason="Duinrade")]
    table[3] = table[3].replace("Duinrade", "n.v.t.")
    table[4] = table[4].replace("Duinrade", "")  # a wish may be empty
    assert found(*table) == [("warning", "Eis 3 heeft geen reden of eigenaar")]


@pytest.mark.parametrize(
    "table",
    [
        ["| Nr. | Omschrijving | Prioriteit |", *rows("M", "S", "M", "C")],  # too few
        ["| Nr. | Omschrijving | Prioriteit |", *rows("1", "2", "3", "4", "5")],  # no musts
        ["| Nr. | Omschrijving | Wens |", *rows("a", "b", "c", "d", "e")],
        [
            "| Nr. | Omschrijving | Prioriteit | Toelichting |",
            *rows("M", "S", "M", "C", "M", reason=""),
        ],  # says it elsewhere
        ["| Nr. | Eis | Doel |", *rows("x", "y", "z", "v", "w")],
    ],
)
def test_other_tables_are_left_alone(table: list[str]) -> None:
    assert found(*table) == []


def test_a_table_headed_as_musts_holds_only_musts() -> None:
    plain = [f"| E-{n} | Een inwoner kan zaak {n} volgen. |" for n in range(1, 7)]
    ((_, message),) = found("| Nr. | Eis |", *plain, above="# Programma van eisen en wensen\n\n## 2 Eisen\n\n")
    assert "6 eisen" in message
    assert found("| Nr. | Eis |", *plain, above="## 3 Wensen\n\n") == []
