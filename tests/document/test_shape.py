"""What only the neighbours of a paragraph can tell."""

from __future__ import annotations

from tenderkit.document.readers.shape import Draft, shape


def shaped(*drafts: Draft | str) -> list[tuple[str, int, str]]:
    made = shape([Draft(d) if isinstance(d, str) else d for d in drafts])
    return [(s.kind, s.level, s.number) for s in made]


def test_letters_and_roman_numbers_are_told_apart_by_their_order() -> None:
    letters = [Draft(f"({c}) onderdeel;") for c in "hijk"]
    assert shaped("1.1 Dit geldt:", *letters)[1:] == [("item", 1, f"({c})") for c in "hijk"]
    mixed = shaped("1.1 Dit geldt:", "(a) een;", "(i) diep;", "(ii) diep;", "(b) twee;")
    assert [level for _, level, _ in mixed[1:]] == [1, 2, 2, 1]


def test_a_capital_with_a_stop_is_a_number_only_in_a_row() -> None:
    assert [n for _, _, n in shaped("A. Ono ontwikkelt middelen.", "B. Array werkt samen.")] == ["A.", "B."]
    assert shaped("A. de Vries vertegenwoordigt Opdrachtgever.") == [("paragraph", 0, "")]


def test_two_part_numbers_without_a_stop_need_a_predecessor_or_a_capital() -> None:
    assert shaped("1.1 de Opdrachtgever", "1.2 de Opdrachtnemer")[1] == ("clause", 2, "1.2")
    assert shaped("3.5 miljoen euro is begroot.") == [("paragraph", 0, "")]


def test_a_list_after_a_colon_is_a_list_however_bold_it_is() -> None:
    bold = [Draft(f"{n}. Stap", bold=True) for n in (1, 2, 3)]
    assert [k for k, _, _ in shaped("1.1 Leverancier doet dit:", *bold)] == ["clause", "item", "item", "item"]


def test_short_numbered_lines_that_are_followed_by_text_are_headings() -> None:
    drafts = ["1. Definitions", "Words have meanings here.", "2. Fees", "Fees are due.", "3. Term", "Five years."]
    assert [k for k, _, _ in shaped(*drafts)] == ["heading", "paragraph"] * 3
    assert [k for k, _, _ in shaped("Bring:", "1. bread", "2. cheese", "3. wine")] == ["paragraph"] + ["item"] * 3


def test_a_contract_may_begin_after_a_colon() -> None:
    got = shaped("The parties agree as follows:", "1. Term. This Agreement runs for a year.", "2. Fees. Fees are due.")
    assert [k for k, _, _ in got] == ["paragraph", "clause", "clause"]


def test_ranks_of_headings_without_a_style() -> None:
    drafts = [
        Draft("HOOFDSTUK 1 ALGEMEEN"),
        Draft("ARTIKEL 1 BEGRIPPEN"),
        Draft("Tekst van dit artikel."),
        Draft("HOOFDSTUK 2 SLOT"),
        Draft("ARTIKEL 2 RECHT"),
        Draft("Nederlands recht is van toepassing."),
        Draft("BIJLAGE 1 PRIJZEN"),
        Draft("De prijzen staan hieronder."),
    ]
    assert [(k, level) for k, level, _ in shaped(*drafts) if k == "heading"] == [
        ("heading", 1),
        ("heading", 2),
        ("heading", 1),
        ("heading", 2),
        ("heading", 1),
    ]


def test_an_automatic_number_is_never_cut_from_the_text() -> None:
    made = shape([Draft("7.2 staat in de tekst", label="3.1", list=("x", 1))])
    assert (made[0].kind, made[0].level, made[0].number, made[0].start) == ("clause", 2, "3.1", 0)


def test_an_indented_paragraph_does_not_end_a_list_and_a_plain_one_does() -> None:
    item = Draft("een", label="•", form="bullet", list=("a", 0), indent=720)
    other = Draft("twee", label="•", form="bullet", list=("b", 1), indent=1440)
    inner, outer = Draft("vervolg", indent=1440), Draft("nieuwe alinea")
    assert shaped(item, inner, other)[2] == ("item", 2, "•")
    assert shaped(item, outer, other)[2] == ("item", 1, "•")


def test_numbers_stuck_to_their_texts_are_believed_in_a_row() -> None:
    assert [n for _, _, n in shaped("2.1Term. It runs on.", "2.2Fees. Fees are due.")] == ["2.1", "2.2"]
    assert [n for _, _, n in shaped("2.1Term. It runs on.", "Other text.")] == ["", ""]


def test_an_article_without_a_title_goes_on_from_one_with_a_title() -> None:
    drafts = [
        "1. PURPOSE",
        "(a) to sell;",
        "(b) to serve.",
        "2. Term. This Agreement runs for a year.",
        "3. FEES",
        "Due.",
    ]
    assert [(k, n) for k, _, n in shaped(*drafts)] == [
        ("heading", "1."),
        ("item", "(a)"),
        ("item", "(b)"),
        ("clause", "2."),
        ("heading", "3."),
        ("paragraph", ""),
    ]
