"""Numbers taken apart, and laid beside what Word counts."""

from __future__ import annotations

from typing import cast, get_args

import pytest

from tenderkit.document.model import BULLET, Block, Kind
from tenderkit.document.writers.word.labels import readings
from tenderkit.document.writers.word.outline import Outline, outline


@pytest.mark.parametrize(
    ("label", "pattern", "values"),
    [
        ("Artikel 7", "Artikel %1", (7,)),
        ("7.2", "%1.%2", (7, 2)),
        ("7.2.", "%1.%2.", (7, 2)),
        ("7.2.a", "%1.%2.%3", (7, 2, 1)),
        ("(b)", "(%1)", (2,)),
        ("aa.", "%1.", (27,)),
        ("IV", "%1", (4,)),
        ("1°", "%1°", (1,)),
        ("§ 3", "§ %1", (3,)),
        ("Bijlage A", "Bijlage %1", (1,)),
    ],
)
def test_a_label_is_read_as_word_would_count_it(label: str, pattern: str, values: tuple[int, ...]) -> None:
    found = [(one.shape.pattern(), one.values) for one in readings(label)]
    assert (pattern, values) in found
    assert all(one.shape.text(one.values) == label for one in readings(label))


def test_a_letter_that_is_a_roman_number_too_has_both_readings() -> None:
    assert sorted(one.values for one in readings("c.")) == [(3,), (100,)]
    assert sorted(one.values for one in readings("i.")) == [(1,), (9,)]


@pytest.mark.parametrize(
    "label", ["7bis", "07", "0", "Artikel", "7 bis", "eerste", "12 000", "50%", "a b\tc", "iiii.x.q5"]
)
def test_what_word_cannot_count_has_no_reading(label: str) -> None:
    assert readings(label) == []


def blocks(*lines: str) -> list[Block]:
    """Blocks from lines like "heading 1 Artikel 1", "item 2 i." and "paragraph 0"."""
    made: list[Block] = []
    for line in lines:
        kind, level, *number = line.split(" ", 2)
        assert kind in get_args(Kind)
        made.append(Block(cast(Kind, kind), "tekst", int(level), "".join(number)))
    return made


def shown(found: Outline, given: list[Block]) -> list[str]:
    """Each block's list and level as "0:1", or "-" for a number that is to be typed."""
    return [f"{found.places[i].list}:{found.places[i].level}" if i in found.places else "-" for i in range(len(given))]


def test_articles_clauses_and_items_share_one_list() -> None:
    given = blocks(
        "heading 1 Artikel 1",
        "clause 2 1.1",
        "item 1 a.",
        "item 1 b.",
        "clause 2 1.2",
        "item 1 a.",
        "item 2 i.",
        "item 1 b.",
        "heading 1 Artikel 2",
        "clause 2 2.1",
    )
    found = outline(given)
    assert shown(found, given) == ["0:0", "0:1", "0:2", "0:2", "0:1", "0:2", "0:3", "0:2", "0:0", "0:1"]
    assert [found.lists[0].pattern(n) for n in range(4)] == ["Artikel %1", "%1.%2", "%3.", "%4."]
    assert found.main == 0


def test_a_number_that_does_not_follow_is_typed_and_so_are_those_below_it() -> None:
    given = blocks(
        "heading 1 Artikel 1",
        "heading 1 Artikel 3",
        "clause 2 3.1",
        "clause 2 1.2",
        "heading 1 Artikel 2",
        "clause 2 2.1",
    )
    assert shown(outline(given), given) == ["0:0", "-", "-", "-", "0:0", "0:1"]


def test_a_list_that_begins_again_under_the_same_clause_gets_a_list_of_its_own() -> None:
    given = blocks("heading 1 1", "clause 2 1.1", "item 1 a.", "paragraph 0", "item 1 a.", "item 1 b.")
    found = outline(given)
    assert shown(found, given) == ["0:0", "0:1", "0:2", "-", "1:0", "1:0"]


def test_an_item_that_goes_on_after_a_paragraph_stays_in_its_list() -> None:
    given = blocks("heading 1 1", "clause 2 1.1", "item 1 a.", "paragraph 0", "item 1 b.")
    assert shown(outline(given), given) == ["0:0", "0:1", "0:2", "-", "0:2"]


def test_numbering_that_starts_again_in_an_annex_is_another_list() -> None:
    given = blocks(
        "heading 1 Artikel 1",
        "heading 1 Artikel 2",
        "clause 2 2.1",
        "heading 1 Bijlage 1",
        "heading 1 Artikel 1",
        "clause 2 1.1",
        "heading 1 Bijlage 2",
    )
    assert shown(outline(given), given) == ["0:0", "0:0", "0:1", "1:0", "2:0", "2:1", "1:0"]


def test_chapters_and_articles_count_apart() -> None:
    given = blocks(
        "heading 1 Hoofdstuk I",
        "heading 2 Artikel 1",
        "clause 2 1.1",
        "heading 1 Hoofdstuk II",
        "heading 2 Artikel 2",
        "clause 2 2.1",
    )
    assert shown(outline(given), given) == ["0:0", "1:0", "1:1", "0:0", "1:0", "1:1"]


def test_an_item_that_skips_a_level_counted_later_is_kept_out_of_the_main_list() -> None:
    """Word and its like count differently after "1", then "a." three levels down, then "1.1"."""
    given = blocks("heading 1 1", "item 1 a.", "heading 2 1.1", "clause 3 1.1.1", "item 1 a.")
    assert shown(outline(given), given) == ["0:0", "1:0", "0:1", "0:2", "0:3"]


def test_a_clause_number_of_which_a_level_is_missing_is_typed() -> None:
    given = blocks("heading 1 1", "clause 3 1.1.1")
    assert shown(outline(given), given) == ["0:0", "-"]


def test_romans_and_letters_are_told_apart_by_where_the_list_begins() -> None:
    given = blocks("item 1 i.", "item 1 ii.", "paragraph 0", "item 1 a.", "item 1 b.", "item 1 c.")
    found = outline(given)
    assert shown(found, given) == ["0:0", "0:0", "-", "1:0", "1:0", "1:0"]
    assert [one.shapes[0].formats for one in found.lists] == [("lowerRoman",), ("lowerLetter",)]


def test_bullets_are_not_counted_and_know_whether_they_stand_under_a_clause() -> None:
    given = [Block("item", "x", 1, BULLET), *blocks("heading 1 1", "clause 2 1.1"), Block("item", "x", 1, BULLET)]
    found = outline(given)
    assert shown(found, given) == ["-", "0:0", "0:1", "-"]
    assert found.inside == {3}
