from __future__ import annotations

import pytest
from lxml import etree

from tenderkit.document.numbering import (
    Level,
    NumberedList,
    Numbering,
    Override,
    format_number,
    read_numbering,
)

LEGAL = {
    0: Level(text="Artikel %1"),
    1: Level(text="%1.%2"),
    2: Level(text="%3.", format="lowerLetter"),
    3: Level(text="(%4)", format="lowerRoman"),
}


def shown(numbering: Numbering, *steps: int, number: str = "1") -> list[str]:
    labels = [numbering.label(number, level) for level in steps]
    return [label.text if label is not None else "-" for label in labels]


def test_levels_count_and_begin_again_under_each_higher_one() -> None:
    numbering = Numbering({"a": LEGAL}, {"1": NumberedList("a")})
    assert shown(numbering, 0, 1, 1, 2, 2, 3, 1, 2, 0, 1) == [
        "Artikel 1", "1.1", "1.2", "a.", "b.", "(i)", "1.3", "a.", "Artikel 2", "2.1",
    ]  # fmt: skip


def test_a_level_above_that_was_never_used_shows_its_start() -> None:
    levels = {0: Level(text="%1.", start=4), 1: Level(text="%1.%2")}
    numbering = Numbering({"a": levels}, {"1": NumberedList("a")})
    assert shown(numbering, 1, 1, 0, 1) == ["4.1", "4.2", "5.", "5.1"]


def test_lists_of_one_definition_count_on() -> None:
    numbering = Numbering({"a": LEGAL}, {"1": NumberedList("a"), "2": NumberedList("a")})
    assert shown(numbering, 0, 0) == ["Artikel 1", "Artikel 2"]
    assert shown(numbering, 0, number="2") == ["Artikel 3"]
    assert shown(numbering, 0, number="1") == ["Artikel 4"]


def test_a_start_override_counts_once() -> None:
    lists = {"1": NumberedList("a"), "2": NumberedList("a", {0: Override(start=10)})}
    numbering = Numbering({"a": LEGAL}, lists)
    assert shown(numbering, 0, 0) == ["Artikel 1", "Artikel 2"]
    assert shown(numbering, 0, 1, 0, number="2") == ["Artikel 10", "10.1", "Artikel 11"]
    assert shown(numbering, 0, number="1") == ["Artikel 12"]


def test_a_start_override_of_a_deeper_level_waits_for_that_level() -> None:
    lists = {"1": NumberedList("a"), "2": NumberedList("a", {1: Override(start=5)})}
    numbering = Numbering({"a": LEGAL}, lists)
    assert shown(numbering, 0, 1) == ["Artikel 1", "1.1"]
    assert shown(numbering, 1, 1, number="2") == ["1.5", "1.6"]


def test_a_level_may_be_replaced_for_one_list() -> None:
    lists = {"1": NumberedList("a", {1: Override(level=Level(text="§ %1-%2"))})}
    assert shown(Numbering({"a": LEGAL}, lists), 0, 1) == ["Artikel 1", "§ 1-1"]


@pytest.mark.parametrize(
    ("restart", "expected"),
    [
        (None, ["1", "1.1", "1.1.1", "1.2", "1.2.1", "2", "2.1", "2.1.1"]),
        (0, ["1", "1.1", "1.1.1", "1.2", "1.2.2", "2", "2.1", "2.1.3"]),
        (1, ["1", "1.1", "1.1.1", "1.2", "1.2.2", "2", "2.1", "2.1.1"]),
    ],
)
def test_restart_names_the_level_that_starts_another_again(restart: int | None, expected: list[str]) -> None:
    levels = {0: Level(text="%1"), 1: Level(text="%1.%2"), 2: Level(text="%1.%2.%3", restart=restart)}
    numbering = Numbering({"a": levels}, {"1": NumberedList("a")})
    assert shown(numbering, 0, 1, 2, 1, 2, 0, 1, 2) == expected


def test_legal_style_shows_roman_numbers_as_digits_but_keeps_leading_zeros() -> None:
    levels = {
        0: Level(text="Article %1.", format="upperRoman"),
        1: Level(text="Section %1.%2", format="decimalZero", legal=True),
    }
    assert shown(Numbering({"a": levels}, {"1": NumberedList("a")}), 0, 1) == ["Article I.", "Section 1.01"]


def test_bullets_and_levels_without_a_number() -> None:
    levels = {
        0: Level(text="\uf0b7", format="bullet"),
        1: Level(text="", format="bullet"),
        2: Level(text="", format="none"),
    }
    numbering = Numbering({"a": levels}, {"1": NumberedList("a")})
    assert shown(numbering, 0, 1, 2) == ["•", "", ""]


def test_unknown_lists_and_levels_give_no_number() -> None:
    numbering = Numbering({"a": LEGAL}, {"1": NumberedList("a"), "2": NumberedList("gone")})
    assert numbering.label("9", 0) is None
    assert numbering.label("2", 0) is None
    assert numbering.label("1", 8) is None


@pytest.mark.parametrize(
    ("number", "kind", "language", "expected"),
    [
        (3, "decimal", "en", "3"),
        (7, "decimalZero", "en", "07"),
        (12, "decimalZero", "en", "12"),
        (26, "lowerLetter", "en", "z"),
        (27, "lowerLetter", "en", "aa"),
        (28, "upperLetter", "en", "BB"),
        (53, "lowerLetter", "en", "aaa"),
        (4, "lowerRoman", "en", "iv"),
        (1994, "upperRoman", "en", "MCMXCIV"),
        (0, "upperRoman", "en", "0"),
        (1, "ordinal", "nl", "1e"),
        (11, "ordinal", "en", "11th"),
        (22, "ordinal", "en", "22nd"),
        (103, "ordinal", "en", "103rd"),
        (21, "cardinalText", "en", "Twenty-one"),
        (101, "cardinalText", "en", "One hundred one"),
        (22, "cardinalText", "nl", "Tweeëntwintig"),
        (21, "cardinalText", "nl", "Eenentwintig"),
        (100, "cardinalText", "nl", "Honderd"),
        (1, "ordinalText", "nl", "Eerste"),
        (3, "ordinalText", "nl", "Derde"),
        (8, "ordinalText", "nl", "Achtste"),
        (14, "ordinalText", "nl", "Veertiende"),
        (20, "ordinalText", "nl", "Twintigste"),
        (101, "ordinalText", "nl", "Honderdeerste"),
        (1, "ordinalText", "en", "First"),
        (12, "ordinalText", "en", "Twelfth"),
        (20, "ordinalText", "en", "Twentieth"),
        (32, "ordinalText", "en", "Thirty-second"),
        (5, "bullet", "en", ""),
        (5, "chicago", "en", "5"),
    ],
)
def test_number_formats(number: int, kind: str, language: str, expected: str) -> None:
    assert format_number(number, kind, language) == expected


def xml(inside: str) -> etree._Element:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return etree.fromstring(f'<w:numbering xmlns:w="{space}">{inside}</w:numbering>')


def test_reading_numbering_xml() -> None:
    numbering = read_numbering(
        xml(
            '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="upperRoman"/>'
            '<w:pStyle w:val="Kop1"/><w:lvlText w:val="%1."/><w:pPr><w:ind w:left="720"/></w:pPr></w:lvl>'
            '<w:lvl w:ilvl="1"><w:isLgl/><w:lvlText w:val="%1.%2"/></w:lvl></w:abstractNum>'
            '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
            '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
            '<w:lvl w:ilvl="0"><w:lvlText w:val="[%1]"/></w:lvl></w:lvlOverride></w:num>'
        )
    )
    assert shown(numbering, 0, 1) == ["III.", "3.1"]
    assert numbering.level_of_style("1", "Kop1") == 0
    assert numbering.level_of_style("1", "Kop2") is None
    assert shown(numbering, 0, number="2") == ["[1]"]
    label = numbering.label("1", 0)
    assert label is not None
    assert (label.text, label.format, label.indent) == ("II.", "upperRoman", 720)


def test_a_definition_may_point_to_a_style() -> None:
    numbering = read_numbering(
        xml(
            '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="Lijst"/></w:abstractNum>'
            '<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="Lijst"/>'
            '<w:lvl w:ilvl="0"><w:lvlText w:val="%1)"/></w:lvl></w:abstractNum>'
            '<w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num>'
        )
    )
    assert shown(numbering, 0, 0, number="5") == ["1)", "2)"]


def test_a_definition_may_point_to_a_style_that_names_a_list() -> None:
    numbering = read_numbering(
        xml(
            '<w:abstractNum w:abstractNumId="0"><w:numStyleLink w:val="Lijst"/></w:abstractNum>'
            '<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:lvlText w:val="%1)"/></w:lvl></w:abstractNum>'
            '<w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="6"><w:abstractNumId w:val="1"/></w:num>'
        ),
        {"Lijst": "6"},
    )
    assert shown(numbering, 0, number="5") == ["1)"]


def test_damaged_values_are_passed_over() -> None:
    numbering = read_numbering(
        xml(
            '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="x"/><w:lvl w:ilvl="12"/>'
            '<w:lvl w:ilvl="0"><w:start w:val="many"/><w:lvlText w:val="%1 %9"/></w:lvl></w:abstractNum>'
            '<w:num w:numId="1"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="zz"/></w:num><w:num/>'
        )
    )
    assert shown(numbering, 0) == ["1"]
    assert read_numbering(None).label("1", 0) is None
