from __future__ import annotations

from tenderkit.document.readers.text import parse


def seen(text: str) -> list[tuple[str, int, str, str]]:
    return [(b.kind, b.level, b.number, b.text) for b in parse(text).blocks]


def test_paragraphs_headings_and_numbers() -> None:
    text = """SERVICES AGREEMENT

ARTICLE I. DEFINITIONS

1.1 "Term" means the period in which this Agreement
is in force.

1.2 "Fees" means the following:

(a) the monthly fee; and
(b) expenses.

ARTICLE II. FEES

2.1 The fees are due within 30 days.
"""
    assert seen(text) == [
        ("heading", 1, "", "SERVICES AGREEMENT"),
        ("heading", 1, "ARTICLE I.", "DEFINITIONS"),
        ("clause", 2, "1.1", '"Term" means the period in which this Agreement is in force.'),
        ("clause", 2, "1.2", '"Fees" means the following:'),
        ("item", 1, "(a)", "the monthly fee; and"),
        ("item", 1, "(b)", "expenses."),
        ("heading", 1, "ARTICLE II.", "FEES"),
        ("clause", 2, "2.1", "The fees are due within 30 days."),
    ]


def test_lines_are_counted_from_one() -> None:
    blocks = parse(
        "een regel die lang genoeg is om door te lopen op de\nvolgende regel.\n\n\n7.2 Derde regel.\n"
    ).blocks
    assert [(b.origin.position, b.origin.offset) for b in blocks] == [(1, 0), (5, 4)]
    assert blocks[0].text == "een regel die lang genoeg is om door te lopen op de volgende regel."


def test_several_clauses_on_one_line_are_taken_apart() -> None:
    text = (
        "2. Licences     Each party grants the following.     2.1 Grant     SONY grants a licence under Section "
        "3.1 and 3.2 of the other agreement.     2.2 Scope     The licence is worldwide:     (i) for sale; and     "
        "(ii) for use.     3. Term     Five years."
    )
    assert [(b.number, b.kind) for b in parse(text).blocks] == [
        ("2.", "clause"),
        ("2.1", "clause"),
        ("2.2", "clause"),
        ("(i)", "item"),
        ("(ii)", "item"),
        ("3.", "clause"),
    ]


def test_wide_gaps_and_references_alone_do_not_cut() -> None:
    text = "The fee of 12 euro     is due     as meant in     3.5 million cases, see Section     7.2 hereof and     (b) below."
    assert len(parse(text).blocks) == 1


def test_a_wrapped_reference_is_no_clause() -> None:
    text = (
        "De leverancier werkt mee aan de overdracht, zoals beschreven in artikel\n7.2 Overdracht van deze overeenkomst."
    )
    assert [b.kind for b in parse(text).blocks] == ["paragraph"]


def test_a_number_on_a_line_of_its_own_belongs_to_what_follows() -> None:
    assert seen("(a)\n\nlevert de werkplek;\n\n(b)\n\nlevert de servicedesk.\n\n(c)") == [
        ("item", 1, "(a)", "levert de werkplek;"),
        ("item", 1, "(b)", "levert de servicedesk."),
        ("item", 1, "(c)", ""),
    ]


def test_contents_lists_are_told_from_the_contract() -> None:
    text = "TABLE OF CONTENTS\n\n1. Definitions 1\n\n1.1 Term 2\n\n2. Fees 4\n\n1. Definitions\n\nIn this Agreement words have meanings."
    assert [b.story for b in parse(text).blocks] == ["toc", "toc", "toc", "toc", "body", "body"]
    entries = "".join(f"{n}.1   Onderwerp {n}   {n + 1}\n\n" for n in range(1, 7))
    stories = [b.story for b in parse(entries + "1.1 Dit is het eerste lid van de overeenkomst.").blocks]
    assert stories == ["toc"] * 6 + ["body"]


def test_page_numbers_stay_paragraphs() -> None:
    assert seen("Tekst van de overeenkomst.\n\n12\n\nVervolg.")[1] == ("paragraph", 0, "", "12")


def test_initials_and_dates_are_no_numbers() -> None:
    for text in ("A. de Vries treedt op.", "1 januari 2027 is de ingangsdatum.", "30 dagen na ontvangst."):
        assert seen(text) == [("paragraph", 0, "", text)]


def test_line_ends_of_other_systems() -> None:
    from tenderkit.document.readers.text import read

    assert [b.text for b in read(b"\xef\xbb\xbfeen\r\n\r\ntwee\r\rdrie", "x.txt").blocks] == ["een", "twee", "drie"]


def test_a_page_on_one_line_is_cut_where_the_next_number_opens_a_sentence() -> None:
    text = (
        "The parties agree as follows: 1. Services. The Supplier shall provide the services in Schedule 2. Nothing else. "
        "2. Term. 2.1 Start. This Agreement starts on 3 May and, as Section 2.2 says, ends later. 2.2 End. It ends after "
        "12 months, see No. 3. Fees are due then. (a) Notice is given. (b) It is answered. 3. Fees 3.1 Invoices are due "
        "within 30 days, under article 4. 5. Years are no number here. 4. Subject to 4.1 Nothing is due."
    )
    assert len(text) < 600
    assert len(parse(text).blocks) == 1
    page = text + " The parties have signed this." * 10
    assert [b.number for b in parse(page).blocks] == ["", "1.", "2.", "2.1", "2.2", "(a)", "(b)", "3.", "3.1", "4."]
    assert "".join(f"{b.number} {b.text} ".lstrip() for b in parse(page).blocks).strip() == page


def test_a_title_in_capitals_before_a_wide_gap_is_a_heading() -> None:
    text = "2A. EXTRA DUTIES   The Talent appears in public.   3. TERM   This Agreement runs for a year."
    assert [(k, n, t) for k, _, n, t in seen(text)] == [
        ("heading", "2A.", "EXTRA DUTIES"),
        ("paragraph", "", "The Talent appears in public."),
        ("heading", "3.", "TERM"),
        ("paragraph", "", "This Agreement runs for a year."),
    ]
