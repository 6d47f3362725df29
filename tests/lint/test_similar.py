"""Demands that stand in a document twice, and those that only look like it."""

from __future__ import annotations

import pytest

from tenderkit.document.readers.markdown import parse
from tenderkit.lint.kinds import similar
from tenderkit.lint.rules import find_file, load_rule
from tenderkit.lint.units import View


def found(text: str, language: str = "nl") -> list[str]:
    rule, _ = load_rule(find_file("DET013"))
    hits = similar.check(rule, similar.parse(rule.match), View(parse(text, "a.md"), language)).hits
    return [hit.message[language] for hit in hits if hit.message]


def table(*demands: str, header: str = "Eis") -> str:
    rows = [f"| E-{n:02d} | {text} |" for n, text in enumerate(demands, 1)]
    return "\n".join([f"| Nr. | {header} |", "| --- | --- |", *rows])


ONE = "Het systeem legt alle wijzigingen van persoonsgegevens vast met datum en gebruiker."


def test_the_later_names_the_earlier() -> None:
    (message,) = found(table(ONE, "Een zaak is te volgen door de inwoner die haar heeft ingediend.", ONE))
    assert message == "Vrijwel gelijk aan E-01: “Het systeem legt alle wijzigingen van persoonsgegevens vast…”"
    (message,) = found(
        f"## 4 Eisen\n\n4.1 Het systeem moet zaken tonen.\n\n{table(ONE)}\n\n## 5 Logging\n\n{ONE}\n".replace(
            "legt", "moet leggen"
        )
    )
    assert "E-01" in message


@pytest.mark.parametrize(
    "other",
    [
        "Het systeem legt met datum en gebruiker alle wijzigingen van persoonsgegevens vast.",
        "Het systeem legt alle wijzigingen in persoonsgegevens vast, met de datum en de gebruiker erbij.",
    ],
)
def test_order_and_small_words_do_not_matter(other: str) -> None:
    assert len(found(table(ONE, other))) == 1


@pytest.mark.parametrize(
    "other",
    [
        ONE.replace("wijzigingen", "raadplegingen"),  # another thing
        ONE.replace("alle wijzigingen", "geen wijzigingen"),  # denied
        ONE.replace("gebruiker", "gebruiker binnen 2 dagen"),  # a term
        ONE.replace("Het systeem", "Opdrachtgever"),  # somebody else
    ],
)
def test_what_differs_in_substance_is_another_demand(other: str) -> None:
    assert found(table(ONE, other)) == []


def test_short_demands_must_be_equal() -> None:
    short = "De servicedesk is op werkdagen bereikbaar per telefoon."
    assert len(found(table(short, short))) == 1
    assert found(table(short, "De servicedesk is op werkdagen bereikbaar.")) == []


def test_cells_of_other_columns_definitions_and_headings_are_no_demands() -> None:
    assert found(table(ONE, ONE, header="Gevolg")) == []
    assert found(f"## Begrippen\n\nOpdrachtnemer: {ONE}\n\nOpdrachtnemer: {ONE}\n") == []
    assert found("## Opdrachtnemer moet alle gegevens van inwoners veilig bewaren in de EER\n\n" * 2) == []


def test_it_is_quick_on_many_demands() -> None:
    import time

    demands = [
        f"Het systeem moet onderdeel{n} van proces{n % 7} tonen aan beheerder{n % 11} en gebruiker{n}."
        for n in range(1500)
    ]
    started = time.perf_counter()
    assert found(table(*demands)) == []
    assert time.perf_counter() - started < 20
