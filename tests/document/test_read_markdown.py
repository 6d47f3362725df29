from __future__ import annotations

import pytest

from tenderkit.document.model import Document, Mark
from tenderkit.document.readers.markdown import parse


def seen(document: Document) -> list[tuple[str, int, str, str]]:
    return [(b.kind, b.level, b.number, b.text) for b in document.blocks]


def test_a_contract() -> None:
    document = parse(
        """---
title: Overeenkomst werkplek
language: nl
kind: agreement
version: 1.0
datum: 2027-01-01
bijlagen: [a, b]
---
# Overeenkomst

## Artikel 1 Begrippen

1.1 In deze overeenkomst betekent **Dienst** het volgende:

   a. werkplek;
   b. servicedesk.

1.2 *Cursief* is ook tekst.

### 1.3. Slot

- een streep
  - een streep daaronder
"""
    )
    assert seen(document) == [
        ("title", 0, "", "Overeenkomst"),
        ("heading", 1, "Artikel 1", "Begrippen"),
        ("clause", 2, "1.1", "In deze overeenkomst betekent Dienst het volgende:"),
        ("item", 1, "a.", "werkplek;"),
        ("item", 1, "b.", "servicedesk."),
        ("clause", 2, "1.2", "Cursief is ook tekst."),
        ("heading", 2, "1.3.", "Slot"),
        ("item", 1, "•", "een streep"),
        ("item", 2, "•", "een streep daaronder"),
    ]
    assert (document.title, document.language, document.kind) == ("Overeenkomst werkplek", "nl", "agreement")
    assert document.properties == {"version": "1.0", "datum": "2027-01-01"}
    assert document.blocks[2].marks == (Mark(30, 36, "strong"),)
    assert document.blocks[5].marks == (Mark(0, 7, "emphasis"),)
    assert [b.origin.position for b in document.blocks[:4]] == [9, 11, 13, 15]


def test_headings_without_a_blank_and_numbers_above_their_title() -> None:
    document = parse(
        "##Regeling\n\n### Artikel  1  \n\n####Begrippen\n\nTekst #geen kop.\n\n### Artikel 2\n\nMeteen tekst.\n"
    )
    assert seen(document) == [
        ("heading", 1, "", "Regeling"),
        ("heading", 2, "Artikel 1", "Begrippen"),
        ("paragraph", 0, "", "Tekst #geen kop."),
        ("heading", 2, "Artikel 2", ""),
        ("paragraph", 0, "", "Meteen tekst."),
    ]


def test_setext_headings_and_a_second_first_level_heading() -> None:
    document = parse("WORK STATEMENT\n====\n\nPrototype\n====\n\n1.0 BACKGROUND\n----\n\nText.\n")
    assert seen(document)[:3] == [
        ("heading", 1, "", "WORK STATEMENT"),
        ("heading", 1, "", "Prototype"),
        ("heading", 2, "1.0", "BACKGROUND"),
    ]
    assert document.title == ""


def test_bold_lines_are_headings_but_not_what_leads_up_to_a_list() -> None:
    document = parse("**Betaling**\n\nOpdrachtgever betaalt binnen dertig dagen.\n\n**Wat zit erin:**\n\n- support\n")
    assert [(b.kind, b.text) for b in document.blocks] == [
        ("heading", "Betaling"),
        ("paragraph", "Opdrachtgever betaalt binnen dertig dagen."),
        ("paragraph", "Wat zit erin:"),
        ("item", "support"),
    ]
    assert [bool(b.marks) for b in document.blocks] == [False, False, True, False]


def test_lines_broken_by_hand_before_a_number_are_paragraphs_of_their_own() -> None:
    document = parse(
        "Inleiding  \nop twee regels\n\n1.1. Eerste lid.  \n1.2. Tweede **lid**\ndat doorloopt.  \na. een item\n"
    )
    assert seen(document) == [
        ("paragraph", 0, "", "Inleiding\nop twee regels"),
        ("clause", 2, "1.1.", "Eerste lid."),
        ("clause", 2, "1.2.", "Tweede lid dat doorloopt."),
        ("item", 1, "a.", "een item"),
    ]
    assert document.blocks[2].marks == (Mark(7, 10, "strong"),)
    assert [b.origin.position for b in document.blocks] == [1, 4, 5, 7]


def test_ordered_lists_are_clauses_under_an_article_and_items_elsewhere() -> None:
    document = parse(
        "## Artikel 4 Duur\n\n1. De overeenkomst duurt vier jaar.\n2. Opdrachtgever kan:\n   1. verlengen;\n   2. opzeggen.\n"
        "3. Verlenging gaat schriftelijk.\n\n## Bijlagen\n\nHierbij horen:\n\n7. prijzenblad\n8. planning\n"
    )
    assert [(b.kind, b.level, b.number) for b in document.blocks] == [
        ("heading", 1, "Artikel 4"),
        ("clause", 1, "1."),
        ("clause", 1, "2."),
        ("item", 1, "1."),
        ("item", 1, "2."),
        ("clause", 1, "3."),
        ("heading", 1, ""),
        ("paragraph", 0, ""),
        ("item", 1, "7."),
        ("item", 1, "8."),
    ]


def test_a_letter_takes_the_place_of_a_bullet() -> None:
    document = parse("Zie:\n\n- a. eerste\n  - i. dieper\n- 2\\. tweede\n- A. de Vries\n")
    assert [(b.kind, b.level, b.number, b.text) for b in document.blocks[1:]] == [
        ("item", 1, "a.", "eerste"),
        ("item", 2, "i.", "dieper"),
        ("item", 1, "2.", "tweede"),
        ("item", 1, "•", "A. de Vries"),
    ]


def test_tables() -> None:
    document = parse("| Id | Eis |\n|---|---|\n| E-01 | een<br>twee \\| drie |\n| 1.1 | |\n\n| | |\n|-|-|\n| a | b |\n")
    cells = [(b.cell.table, b.cell.row, b.cell.column, b.cell.header, b.text) for b in document.blocks if b.cell]
    assert cells == [
        (0, 0, 0, True, "Id"),
        (0, 0, 1, True, "Eis"),
        (0, 1, 0, False, "E-01"),
        (0, 1, 1, False, "een\ntwee | drie"),
        (0, 2, 0, False, "1.1"),
        (0, 2, 1, False, ""),
        (1, 0, 0, False, "a"),
        (1, 0, 1, False, "b"),
    ]


def test_text_of_links_code_and_quotes() -> None:
    document = parse("Zie [de wet](https://example.org) en `naam` \\*echt\\*, R&amp;D.\n\n> Let op.\n")
    assert [b.text for b in document.blocks] == ["Zie de wet en naam *echt*, R&D.", "Let op."]
    assert document.blocks[0].marks == ()


def test_fenced_lines_are_text_and_diagrams_are_not() -> None:
    document = parse("Toezegging:\n\n```\n3) images scannen,\n5) lekken melden.\n```\n\n```mermaid\nA --> B\n```\n")
    assert [(b.kind, b.number, b.text) for b in document.blocks] == [
        ("paragraph", "", "Toezegging:"),
        ("item", "3)", "images scannen,"),
        ("item", "5)", "lekken melden."),
    ]
    assert [b.origin.position for b in document.blocks] == [1, 4, 5]


def test_html_is_shown_as_its_text() -> None:
    document = parse("<meta charset='utf-8' />\n\n<div>Eerste<br>tweede &eacute;</div>\n\nregel<br/>twee <u>x</u>\n")
    assert [b.text for b in document.blocks] == ["Eerste", "tweede é", "regel\ntwee x"]


def test_comments_go_to_the_next_block() -> None:
    document = parse(
        "<!-- tenderkit: negeer LCK003 reden: afgesproken -->\n<!-- a &lt; b -->\n\n## Kop\n\n- item <!-- bij het item -->\n\n<!-- slot -->\n"
    )
    assert [b.comments for b in document.blocks] == [
        ("tenderkit: negeer LCK003 reden: afgesproken", "a < b"),
        ("bij het item", "slot"),
    ]
    assert [b.text for b in document.blocks] == ["Kop", "item"]


def test_anchors_references_and_other_attributes() -> None:
    document = parse(
        "## 7 Duur {#term}\n\n7.1 Zie [artikel 7](#term) en [nergens](#weg). {#term-1 lang=en}\n\n"
        '1.1 gewone tekst {.paragraph}\n\n## Extra {number="7 bis" level=3}\n\nDiep {.clause number=""}\n\n{naam} en {{ x }}\n\nslot \\{#geen}\n'
    )
    assert seen(document) == [
        ("heading", 1, "7", "Duur"),
        ("clause", 2, "7.1", "Zie artikel 7 en nergens."),
        ("paragraph", 0, "", "1.1 gewone tekst"),
        ("heading", 3, "7 bis", "Extra"),
        ("clause", 1, "", "Diep"),
        ("paragraph", 0, "", "{naam} en {{ x }}"),
        ("paragraph", 0, "", "slot {#geen}"),
    ]
    assert [b.anchor for b in document.blocks[:2]] == ["term", "term-1"]
    assert document.blocks[1].marks == (Mark(4, 13, "reference", "term"),)
    assert document.blocks[1].language == "en"


def test_marks_from_tags_and_neighbours_made_one() -> None:
    document = parse("a <mark>[naam]</mark> <strong>v</strong>**et** ***beide***\n")
    assert document.blocks[0].text == "a [naam] vet beide"
    assert document.blocks[0].marks == (
        Mark(2, 8, "placeholder"),
        Mark(9, 12, "strong"),
        Mark(13, 18, "emphasis"),
        Mark(13, 18, "strong"),
    )


@pytest.mark.parametrize(
    ("front", "title", "first"),
    [
        ("---\ntitle: 'Met: dubbele punt'\n---\n", "Met: dubbele punt", "Tekst."),
        ("---\ntitle: Met: dubbele punt\nlang: nl-NL\n---\n", "Met: dubbele punt", "Tekst."),
        ("---\n\nEen streep, en dan tekst: geen kop.\n\n---\n", "", "Een streep, en dan tekst: geen kop."),
        ("---\n---\n", "", "Tekst."),
    ],
)
def test_front_matter_and_what_only_looks_like_it(front: str, title: str, first: str) -> None:
    document = parse(front + "Tekst.\n")
    assert document.title == title
    assert document.blocks[0].text == first
    assert document.blocks[-1].text == "Tekst."
    assert document.blocks[-1].origin.position == front.count("\n") + 1


def test_a_title_comes_from_the_text_when_nothing_else_says_it() -> None:
    assert parse("# Leidraad\n\n## 1 Inleiding\n").title == "Leidraad"
    assert parse("---\ntitle: ''\n---\n# Leidraad\n").title == ""
    assert parse("# 1 Inleiding\n\n# 2 Doel\n").title == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Tussen <naam> en <Naam Leverancier>, voor <bedrag>.",
            ["Tussen <naam> en <Naam Leverancier>, voor <bedrag>."],
        ),
        ("<naam van de opdrachtgever>\n**vet**", ["<naam van de opdrachtgever> vet"]),
        ("<address>\n\n<title> of the <object>", ["<address>", "<title> of the <object>"]),
        ("- <datum>\n\n| <kop> |\n|---|\n| <i>x</i> |", ["<datum>", "<kop>", "x"]),
        ("een<br>twee <b>drie</b> <span class='x'>vier</span></p>", ["een\ntwee drie vier"]),
        ("<title>Titel</title> <veld naam='x'>a <leeg/>", ["Titel a"]),
        ("<p>\n<naam> tekent <u>hier</u></p>", ["<naam> tekent hier"]),
    ],
)
def test_places_in_angle_brackets_are_text_and_tags_are_not(text: str, expected: list[str]) -> None:
    assert [b.text for b in parse(text).blocks] == expected


def test_lines_of_a_comment_are_left_as_they_are() -> None:
    assert parse("<!-- a\n#B\n##C -->\n##Kop\n").blocks[0].comments == ("a\n#B\n##C",)
    assert [b.text for b in parse("<!-- a\n#B -->\n##Kop\n").blocks] == ["Kop"]


def test_a_block_that_says_what_it_is_stays_whole() -> None:
    lines = "Leverancier levert:\\\n1\\. werkplekken;\\\n2\\. beheer."
    assert [b.kind for b in parse(lines).blocks] == ["paragraph", "item", "item"]
    whole = parse(lines + " {.paragraph}").blocks
    assert [(b.kind, b.text) for b in whole] == [
        ("paragraph", "Leverancier levert:\n1. werkplekken;\n2. beheer."),
    ]
    assert [b.number for b in parse(lines + ' {.item number="7"}').blocks] == ["7"]


def test_an_escaped_brace_is_text() -> None:
    block = parse("a\\{: b} **c** {:.klas} d **e** \\{#f}\n").blocks[0]
    assert (block.text, block.anchor) == ("a{: b} c  d e {#f}", "")
    assert block.marks == (Mark(7, 8, "strong"), Mark(12, 13, "strong"))
    assert parse("Typ `{#x}`\n").blocks[0].text == "Typ {#x}"


def test_stars_that_other_programs_misplaced() -> None:
    document = parse(
        "# Werk\n\n## 6**.0 SCOPE**\n\n### 6**.1.**2 **Team**\n\nLet **op **dit, en 2 ** 3 en \\*\\*x.\\*\\*y.\n"
    )
    assert seen(document)[1:] == [
        ("heading", 1, "6.0", "SCOPE"),
        ("heading", 2, "6.1.2", "Team"),
        ("paragraph", 0, "", "Let op dit, en 2 ** 3 en **x.**y."),
    ]
    assert document.blocks[3].marks == (Mark(4, 7, "strong"),)
