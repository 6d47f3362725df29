"""What happened to clauses between two versions."""

from __future__ import annotations

import random

import pytest

from tenderkit.compare.clauses import ClauseChanges, compare_clauses
from tenderkit.document.readers.markdown import parse

OLD = """# Overeenkomst

## 1 Duur

1.1 De overeenkomst duurt vier jaar en gaat in op 1 januari 2027.

1.2 Opdrachtgever kan de overeenkomst tweemaal met een jaar verlengen door zes maanden voor het einde een bericht te sturen;
Opdrachtnemer informeert Opdrachtgever twaalf maanden voor het einde over de gevolgen van verlenging voor prijzen en diensten.

## 2 Prijzen

2.1 De prijzen staan in bijlage 1 en gelden tot de datum van artikel 1.1.

2.2 Opdrachtnemer factureert per maand achteraf en stuurt de factuur elektronisch.

## 3 Aansprakelijkheid

3.1 De aansprakelijkheid is beperkt tot het bedrag van de jaarvergoeding.

3.2 De beperking van artikel 3.1 geldt niet bij opzet of grove schuld.
"""


def compared(old: str, new: str) -> ClauseChanges:
    return compare_clauses(parse(old, "old.md"), parse(new, "new.md"))


def told(changes: ClauseChanges) -> list[tuple[str, list[str], list[str]]]:
    return [(c.kind, [p.number for p in c.old], [p.number for p in c.new]) for c in changes.changes]


def words(changes: ClauseChanges, place: int = 0) -> list[tuple[str, str]]:
    return [(e.operation, e.text.strip()) for e in changes.changes[place].edits if e.operation != "equal"]


def test_nothing_changed() -> None:
    same = compared(OLD, OLD)
    assert (same.changes, same.unchanged, same.renumbered) == ((), 10, 0)


def test_words_that_went_and_came() -> None:
    found = compared(OLD, OLD.replace("duurt vier jaar", "duurt ten hoogste vijf jaar"))
    assert told(found) == [("reworded", ["1.1"], ["1.1"])]
    assert words(found) == [("removed", "vier"), ("added", "ten hoogste vijf")]


def test_a_clause_in_between_renumbers_the_rest_and_the_references_to_it() -> None:
    new = OLD.replace(
        "## 1 Duur", "## 1 Begrippen\n\n1.1 Een werkdag is een dag van maandag tot en met vrijdag.\n\n## 2 Duur"
    )
    for was, becomes in (("## 3 A", "## 4 A"), ("## 2 Prijzen", "## 3 Prijzen"), ("3.2 De", "4.2 De"), ("3.1", "4.1")):
        new = new.replace(was, becomes)
    new = new.replace("2.1 De", "3.1 De").replace("2.2 Opdr", "3.2 Opdr").replace("1.2 Opdr", "2.2 Opdr")
    new = new.replace("1.1 De overeenkomst", "2.1 De overeenkomst").replace("artikel 1.1", "artikel 2.1")
    found = compared(OLD, new)
    assert told(found) == [("added", [], ["1"]), ("added", [], ["1.1"])]
    assert found.renumbered == 9


def test_a_reference_to_another_clause_is_a_change() -> None:
    found = compared(OLD, OLD.replace("datum van artikel 1.1", "datum van artikel 1.2"))
    assert told(found) == [("reworded", ["2.1"], ["2.1"])]
    assert words(found) == [("removed", "1.1"), ("added", "1.2")]


def test_an_article_that_moved_is_no_article_that_went() -> None:
    head, duration, rest = OLD.partition("## 1 Duur")
    duration_text, _, others = rest.partition("## 2 Prijzen")
    found = compared(OLD, f"{head}## 2 Prijzen{others}\n{duration}{duration_text}")
    assert [c.kind for c in found.changes] == ["moved"] * 3
    assert {p.heading for c in found.changes for p in c.new} == {"Duur"}


def test_a_clause_that_moved_to_another_article_and_changed() -> None:
    clause = "2.2 Opdrachtnemer factureert per maand achteraf en stuurt de factuur elektronisch.\n\n"
    new = (
        OLD.replace(clause, "")
        + "\n3.3 Opdrachtnemer factureert per kwartaal achteraf en stuurt de factuur elektronisch.\n"
    )
    (change,) = compared(OLD, new).changes
    assert (change.kind, change.moved, change.old[0].number, change.new[0].number) == ("reworded", True, "2.2", "3.3")


def test_split_and_merged() -> None:
    new = OLD.replace("te sturen;\nOpdrachtnemer informeert", "te sturen.\n\n1.3 Opdrachtnemer informeert")
    assert told(compared(OLD, new)) == [("split", ["1.2"], ["1.2", "1.3"])]
    assert told(compared(new, OLD)) == [("merged", ["1.2", "1.3"], ["1.2"])]


def test_another_heading_over_the_same_clauses() -> None:
    found = compared(OLD, OLD.replace("## 2 Prijzen", "## 2 Vergoeding"))
    assert told(found) == [("reworded", ["2"], ["2"])]
    assert words(found) == [("removed", "Prijzen"), ("added", "Vergoeding")]


def test_a_clause_rewritten_beyond_recognition_went_and_another_came() -> None:
    new = OLD.replace(
        "De aansprakelijkheid is beperkt tot het bedrag van de jaarvergoeding.", "Partijen overleggen elk kwartaal."
    )
    assert told(compared(OLD, new)) == [("removed", ["3.1"], []), ("added", [], ["3.1"])]


def test_rows_of_a_table_and_items_of_a_list() -> None:
    old = "# A\n\n1.1 Het gaat om:\n\n- a. rekenkracht;\n- b. opslag.\n\n| Dienst | Prijs |\n| --- | --- |\n| Opslag | 10 |\n| Netwerk | 20 |\n"
    found = compared(old, old.replace("b. opslag", "b. opslag en netwerk").replace("| 20 |", "| 25 |"))
    assert [c.kind for c in found.changes] == ["reworded", "reworded"]
    assert words(found) == [("added", "en netwerk")]
    assert words(found, 1) == [("removed", "20"), ("added", "25")]


@pytest.mark.parametrize("seed", range(5))
def test_the_same_input_gives_the_same_changes_and_no_passage_is_lost(seed: int) -> None:
    chance = random.Random(seed)
    vocabulary = [f"woord{n}" for n in range(60)]
    lines = [" ".join(chance.choices(vocabulary, k=12)) for _ in range(40)]
    old = "# A\n\n" + "\n\n".join(f"1.{n} {line}." for n, line in enumerate(lines, 1))
    kept = [line for line in lines if chance.random() < 0.8]
    chance.shuffle(kept)
    changed = [" ".join(w for w in line.split() if chance.random() < 0.9) for line in kept]
    new = "# A\n\n" + "\n\n".join(f"1.{n} {line}." for n, line in enumerate(changed, 1))
    found = compared(old, new)
    assert told(found) == told(compared(old, new))
    assert len(found.old) == sum(len(c.old) for c in found.changes) + found.unchanged
    assert len(found.new) == sum(len(c.new) for c in found.changes) + found.unchanged
