"""References: places left open, numbers and annexes that are not there, terms without a definition or a use."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tenderkit.document.annexes import annex_references, annexes_carried, annexes_listed, is_itself_annex
from tenderkit.document.definitions import definitions
from tenderkit.document.model import Block, Cell, Document, Mark, Span
from tenderkit.document.numbers import normal_number, own_numbers, resolves, share_of_gaps
from tenderkit.document.placeholders import placeholders
from tenderkit.document.references import clause_references
from tenderkit.document.usage import Usage
from tenderkit.language.inflection import stem
from tenderkit.lint.examples import check_folder, wrong_examples
from tenderkit.lint.kinds import reference
from tenderkit.lint.rules import find_file, load_rule
from tenderkit.lint.units import View

NAMES = ("placeholder", "dangling-clause", "dangling-annex", "undefined-term", "unused-term", "number-conflict")


def paragraphs(*texts: str) -> Document:
    return Document(tuple(Block("paragraph", text) for text in texts))


def contract(*articles: tuple[str, Sequence[str]], language: str = "nl", title: str = "") -> Document:
    """Articles 1, 2 ... with their clauses 1.1, 1.2 ..."""
    word = "Artikel " if language == "nl" else ""
    blocks = [Block("title", title)] if title else []
    for number, (heading, clauses) in enumerate(articles, 1):
        blocks.append(Block("heading", heading, 1, f"{word}{number}"))
        blocks += [Block("clause", text, 2, f"{number}.{i}") for i, text in enumerate(clauses, 1)]
    return Document(tuple(blocks), title=title, language=language)


def found(document: Document, match: dict[str, object], language: str = "") -> list[str]:
    view = View(document, language)
    model = reference.parse(match)
    rule, _ = load_rule(find_file("REF001"))
    hits = reference.check(rule, model, view).hits
    for hit in hits:
        assert hit.span is not None and hit.sentence is not None
        assert hit.sentence.start <= hit.span.start < hit.span.end <= hit.sentence.end
    return [document.text(hit.span) for hit in hits if hit.span]


# --- the rule files ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_the_examples_of_the_rules_turn_out_as_they_say(name: str) -> None:
    rule, data = load_rule(find_file(name))
    assert [str(error) for error in wrong_examples(rule, data)] == []


def test_a_wrong_example_is_reported(tmp_path: Path) -> None:
    text = find_file("placeholder").read_text(encoding="utf-8")
    assert "[bedrag] per maand" in text
    (tmp_path / "ref001-placeholder.yaml").write_text(text.replace("€ [bedrag] per maand", "€ 10 per maand"), "utf-8")
    assert len(check_folder(tmp_path)) == 1


# --- placeholders -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "De prijs is [bedrag in euro's].", "Datum: [..]", "De termijn is [●] dagen.", "Contact: [naam]",
        "Tussen <naam opdrachtgever> en Opdrachtnemer.", "binnen [30] dagen na levering", "De prijs is [€ X] per stuk.",
        "Geleverd door [Leverancier].", "Neem contact op met «Contactpersoon».", "Het betreft {{ tender.title }}.",
        "De heer xxx is regisseur.", "de korting van ____ procent", "De looptijd is ........ jaar.",
        "This is dated as of ____ 2027.", "between [NAME OF SUPPLIER] and the Client", "within [insert number] days",
        "Klik of tik om tekst in te voeren.", "Choose an item.", "The fee is [TO BE ADDED].",
    ],
)  # fmt: skip
def test_places_left_open(text: str) -> None:
    assert len(placeholders(paragraphs(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "De afwijking [sic] blijft.", "Zie het onderzoek [1] en [2, 3].", "EUR 100 [honderd]", "[x] akkoord", "[ ] ja [ ] nee",
        "The price is [*****] per unit.", "The price is [***].", "[…***…]", "zie [de website](https://x.example/a)",
        "de medewerk[st]er", "hij[/zij]", "[T]he supplier", "Section 5.2 [Confidentiality] survives.",
        "De Service Level Agreement [SLA] geldt.", "[Signature page follows]", "[LOGO]", "[Reserved]",
        "Als a < b en c > d, dan geldt b.", "Mail <jan@example.org> of <https://example.org>.", "Regel 1<br>Regel 2",
        "Titel XXX van het Wetboek", "______________________", "Naam: ____________ Functie: ___________",
        "By: _______________", "[Artikel 5 is vervallen]", "Artikel 1 ........ 5", '"De partij [...] zal leveren"',
        "Zie www.xxx.example", "[Partijen kunnen kiezen voor een andere vorm van overleg dan hier staat.]",
        "thirty [30] days", "De vergoeding, exclusief [*] btw",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_place_left_open(text: str) -> None:
    assert placeholders(paragraphs(text)) == ()


def test_a_redacted_contract_keeps_its_blanks() -> None:
    notice = "Certain portions have been omitted under a request for confidential treatment."
    assert placeholders(paragraphs(notice, "The price is [●] for [XXX] units.")) == ()
    assert len(placeholders(paragraphs("The price is [●] for [XXX] units."))) == 2


def test_lines_in_a_signature_block_are_to_be_filled_in_by_hand() -> None:
    signed = paragraphs(
        "Aldus overeengekomen en ondertekend te Utrecht,", "namens de gemeente ______ door de heer ______ en"
    )
    assert placeholders(signed) == ()


def test_brackets_that_are_a_heading_are_a_heading() -> None:
    assert placeholders(Document((Block("heading", "[Limited Warranty]", 1, "VII"),))) == ()


def test_words_for_a_value_stand_where_a_value_belongs() -> None:
    match = {"of": "placeholder", "tokens": {"nl": ["n.t.b."]}, "values": {"nl": ["nader te bepalen", "pm"]}}
    assert found(paragraphs("De reactietijd is N.t.b. of korter."), match, "nl") == ["N.t.b."]
    assert found(paragraphs("Op een door partijen nader te bepalen wijze."), match, "nl") == []
    assert found(paragraphs("Ingangsdatum: nader te bepalen"), match, "nl") == ["nader te bepalen"]
    cells = Document((Block("cell", "Transitie", cell=Cell(0, 1, 0)), Block("cell", "PM", cell=Cell(0, 1, 1))))
    assert found(cells, match, "nl") == ["PM"]


def test_highlighted_words_are_a_place_to_fill_in_and_a_highlighted_sentence_is_not() -> None:
    text = "De termijn is dertig dagen."
    assert placeholders(Document((Block("paragraph", text, marks=(Mark(14, 26, "placeholder"),)),))) == (
        Span(0, 14, 26),
    )
    long = "Over deze zin willen wij het bij de nota van inlichtingen nog eens met u hebben."
    assert placeholders(Document((Block("paragraph", long, marks=(Mark(0, len(long), "placeholder"),)),))) == ()


# --- numbers and references -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "number"),
    [("Artikel 7", "7"), ("7.2.", "7.2"), ("(b)", "b"), ("12.3(b)", "12.3.b"), ("ARTICLE IV", "4"), ("4.0", "4"),
     ("§ 6", "6"), ("Artikel 7a", "7a"), ("•", ""), ("Bijlage 2", ""), ("4.2(b)(ii)", "4.2.b.ii")],
)  # fmt: skip
def test_numbers_are_written_one_way(label: str, number: str) -> None:
    assert normal_number(label) == number


def test_own_numbers() -> None:
    document = Document((
        Block("heading", "Onderwerp", 1, "Artikel 1"),
        Block("item", "Eerste lid:", 1, "1."),
        Block("item", "onderdeel", 2, "a."),
        Block("heading", "Prijs", 1, "2"),
        Block("clause", "De prijs (a) is vast en (b) wordt geïndexeerd.", 2, "2.1"),
        Block("paragraph", "Slot. 2.3 Indexering. De index stijgt."),
        Block("heading", "Bijlage over prijzen", 1, "Bijlage 3"),
    ))  # fmt: skip
    assert set(own_numbers(document)) == {"1", "1.1", "1.1.a", "2", "2.1", "2.1.a", "2.1.b", "2.3"}


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("volgens de artikelen 4, 5 en 7.2 en daarna", ["4", "5", "7.2"]),
        ("artikel 12 lid 3 geldt", ["12.3"]),
        ("artikel 12, derde lid, onder b, geldt", ["12.3.b"]),
        ("artikel 3, tweede tot en met vierde lid", ["3.2", "3.4"]),
        ("paragraaf 3.2 en § 4", ["3.2", "4"]),
        ("Clause 4.2(b) applies", ["4.2.b"]),
        ("sections 3 to 5 of this Agreement", ["3", "5"]),
        ("section 4 (Liability) hereof", ["4"]),
        ("Article IV applies", ["4"]),
        ("artikel 5 is van overeenkomstige toepassing", ["5"]),
        ("de in artikel 5 uit te voeren werkzaamheden", ["5"]),
        ("artikel 4 van deze Overeenkomst", ["4"]),
        ("clause 5 and 30 days later", ["5"]),
    ],
)
def test_references_to_the_document_itself(text: str, numbers: list[str]) -> None:
    references = clause_references(paragraphs(text))
    assert [r.number for r in references] == numbers
    assert {r.source for r in references} == {""}


@pytest.mark.parametrize(
    "text",
    [
        "artikel 22 GIBIT", "artikel 28 AVG", "Article 28 GDPR", "Section 30 of the Communications Act",
        "artikel 12 van de Verwerkersovereenkomst", "clause 4 of Schedule 2", "artikel 3 van die wet",
        "artikel 14 dan wel artikel 15 van de Wet", "artikel 7, onderdeel b, derde alinea, van richtlijn 2004/18/EG",
        "GIBIT 2023, artikel 22", "de Aanbestedingswet artikel 3", "article 6(1)(f) of the GDPR", "section 5 thereof",
        "Schedule 2, paragraph 4", "artikel 4 van deze wet", "Sections 3.1(f), (g) and (h) of the Credit Agreement",
    ],
)  # fmt: skip
def test_references_to_laws_and_other_documents(text: str) -> None:
    references = clause_references(paragraphs(f"Wij wijzen op {text}."))
    assert references
    assert all(r.source for r in references)


@pytest.mark.parametrize("text", ["artikel 6:248 BW", "artikel 2.163c Aanbestedingswet 2012", "FAR clause 52.212-4"])
def test_numbers_of_laws_that_contracts_do_not_have(text: str) -> None:
    assert all(r.source for r in clause_references(paragraphs(f"Wij wijzen op {text}.")))


def test_the_owner_of_one_reference_is_not_that_of_the_next() -> None:
    references = clause_references(paragraphs("As Article 28 GDPR, clause 4 of Schedule 2 and section 3 say."))
    assert [(r.number, bool(r.source)) for r in references] == [("28", True), ("4", True), ("3", False)]


def test_a_title_at_the_start_is_no_reference() -> None:
    assert clause_references(paragraphs("Artikel 7 Prijzen", "Section 4.2 Termination. The parties agree.")) == ()


def test_a_lid_stands_in_its_article() -> None:
    document = contract(("Onderwerp", ["Lid 2 van dit artikel en het bepaalde in lid 3 gelden.", "Tweede."]))
    assert [r.number for r in clause_references(document)] == ["1.2", "1.3"]


def test_members_that_are_not_numbered_cannot_be_missed() -> None:
    numbers = {"7": 0, "8": 1, "8.1": 2}
    assert resolves(numbers, "7.3") and resolves(numbers, "7.b")
    assert not resolves(numbers, "8.3") and not resolves(numbers, "9") and not resolves(numbers, "9.1")


BODY = ("Prijs", ["De prijs van artikel 1 geldt, onverminderd artikel 2.2.", "Zie de artikelen 1.1 en 3."])
END = ("Slot", ["Artikel 1.2 en artikel 2 blijven gelden.", "Dit is het slot."])


def test_dangling_references() -> None:
    document = contract(
        ("Onderwerp", ["Zie artikel 3.4 en artikel 12.", "Ook lid 1 en artikel 2.1 gelden."]), BODY, END
    )
    assert found(document, {"of": "clause"}) == ["artikel 3.4", "artikel 12"]


def test_a_document_whose_numbers_we_do_not_understand_gets_no_findings() -> None:
    wrong = "Zie artikel 8, artikel 9, artikel 10, artikel 11, artikel 12 en artikel 13."
    document = contract(("Onderwerp", [wrong, "Tweede."]), BODY, END)
    assert found(document, {"of": "clause"}) == []
    assert found(contract(("Onderwerp", ["Zie artikel 8 en artikel 1."])), {"of": "clause"}) == []


def test_a_word_that_only_names_laws_is_not_judged() -> None:
    english = contract(
        ("Services", ["See clause 2.1 and clause 3.", "Article 28 applies to personal data, and clause 1.1 too."]),
        ("Charges", ["As clause 1 says, under clause 3.2.", "Clause 2.1 applies."]),
        ("Term", ["Three years, see clause 1.2.", "It ends."]),
        language="en",
    )
    assert found(english, {"of": "clause"}) == []


def test_a_number_that_a_law_was_seen_to_have_is_the_laws() -> None:
    document = contract(
        ("Onderwerp", ["Artikel 14 van de Wet geldt, en volgens artikel 14 ook artikel 2.", "Zie artikel 1.1."]),
        BODY,
        END,
    )
    assert found(document, {"of": "clause"}) == []


def test_an_amendment_points_to_another_document() -> None:
    articles = (("Onderwerp", ["Zie artikel 3.4 en artikel 12.", "Ook lid 1 en artikel 2.1 gelden."]), BODY, END)
    assert found(contract(*articles, title="Allonge bij de Overeenkomst"), {"of": "clause"}) == []


def test_holes_in_the_numbering_are_ours_when_there_are_many() -> None:
    assert share_of_gaps({"1": 0, "2": 0, "3": 0}) == 0
    assert share_of_gaps({"1": 0, "4": 0}) == 0.5
    full = [Block("clause", f"Zie clause {n}.", 2, str(n)) for n in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 14)]
    document = Document((*full, Block("paragraph", "Zie clause 12.")))
    assert found(document, {"of": "clause"}, "en") == []


# --- annexes ----------------------------------------------------------------------------------------------------------


def annexed(*texts: str) -> Document:
    heading = Block("heading", "Overeenkomst", 1)
    return Document((
        heading, *(Block("paragraph", t) for t in texts), Block("heading", "Slot", 1), Block("paragraph", "Einde."),
        Block("heading", "Diensten", 1, "Bijlage 1"), Block("heading", "Bijlage 2: Prijzenblad", 1),
    ))  # fmt: skip


def test_annexes_carried_and_listed() -> None:
    assert set(annexes_carried(annexed("Tekst."))) == {"bijlage 1", "bijlage 2"}
    listing = Document((
        Block("heading", "Bijlagen", 1), Block("item", "Diensten", 1, "1."), Block("item", "Bijlage B: Prijzen", 1, "•"),
        Block("cell", "Annex", cell=Cell(0, 0, 0, True)), Block("cell", "3", cell=Cell(0, 1, 0)),
        Block("paragraph", "Schedule 4: Exit", story="toc"),
    ))  # fmt: skip
    assert set(annexes_listed(listing)) == {"bijlage 1", "bijlage b", "annex 3", "schedule 4"}


def test_annexes_listed_among_the_documents_of_a_contract() -> None:
    items = (
        "de Overeenkomst;",
        "het Programma van eisen (Bijlage 1);",
        "het Exitplan (Bijlage 5) en Bijlage 7 (Formulier).",
    )
    listing = Document(tuple(Block("item", text, 1, f"{letter}.") for letter, text in zip("abc", items, strict=True)))
    assert set(annexes_listed(listing)) == {"bijlage 1", "bijlage 5", "bijlage 7"}
    steps = ("Meld het.", "Vul Bijlage 1 in.", "Wacht.", "Archiveer het.", "Sluit af volgens Bijlage 5.")
    assert annexes_listed(Document(tuple(Block("item", text, 1, "•") for text in steps))) == {}
    sentence = "Bij de Overeenkomst horen Bijlage 1 (Diensten), Bijlage 2 (Prijzen) en Bijlage 3 (Exit)."
    assert len(annexes_listed(paragraphs(sentence))) == 3
    assert annexes_listed(paragraphs("Zie Bijlage 1 (Diensten) en Bijlage 2 (Prijzen).")) == {}


def test_annexes_that_are_pointed_to() -> None:
    text = "Zie de Bijlagen 1, 2 en 3, Bijlage II bij Richtlijn 2014/24/EU en Exhibits A and B."
    references = annex_references(paragraphs(text))
    assert [r.annex for r in references if not r.source] == [
        "bijlage 1", "bijlage 2", "bijlage 3", "exhibit a", "exhibit b",
    ]  # fmt: skip
    assert [r.annex for r in references if r.source] == ["bijlage ii"]


def test_a_missing_annex_is_found_once() -> None:
    document = annexed(
        "Zie Bijlage 1 en bijlage 4.", "Ook Bijlage 4 geldt, en Bijlage 2a.", "Annex 7 is van een ander."
    )
    assert found(document, {"of": "annex"}) == ["bijlage 4"]


def test_annexes_are_not_judged_where_none_are_carried_or_where_the_document_is_one() -> None:
    assert found(paragraphs("Zie Bijlage 4 en Bijlage 5."), {"of": "annex"}) == []
    own = Document((
        Block("title", "Bijlage 2: Service Level Agreement"), Block("paragraph", "Zie Bijlage 3."),
        Block("heading", "Rapportage", 1, "Bijlage 1"),
    ))  # fmt: skip
    assert is_itself_annex(own)
    assert found(own, {"of": "annex"}) == []


# --- terms ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [("Dienst", "Diensten", "nl"), ("Werkdag", "Werkdagen", "nl"), ("Gebrek", "Gebreken", "nl"), ("Bijlage", "Bijlagen", "nl"),
     ("Begrip", "Begrippen", "nl"), ("Taak", "Taken", "nl"), ("Bedrijf", "Bedrijven", "nl"), ("Prijs", "Prijzen", "nl"),
     ("Opdrachtgever", "Opdrachtgevers", "nl"), ("Acceptatie", "acceptaties", "nl"), ("Service", "Services", "en"),
     ("Party", "Parties", "en"), ("Deliverable", "Deliverables", "en"), ("Process", "Processes", "en")],
)  # fmt: skip
def test_inflections_have_one_stem(one: str, other: str, language: str) -> None:
    assert stem(one, language) == stem(other, language)


def test_stems_keep_words_apart() -> None:
    assert len({stem(w, "nl") for w in ("Dienst", "Gebrek", "Werkdag", "Prijs", "Taak", "Partij", "Bijlage")}) == 7


def test_definitions_in_all_their_forms() -> None:
    document = Document((
        Block("paragraph", 'Gemeente Voorbeeld, hierna te noemen: "Opdrachtgever";'),
        Block("paragraph", "Leverancier B.V., hierna: Opdrachtnemer,"),
        Block("paragraph", 'Acme Ltd (the "Supplier", and together with the Client the "Parties")'),
        Block("heading", "Definities", 1, "1"),
        Block("clause", "Acceptatie: de goedkeuring.", 2, "1.1"),
        Block("item", "Dienst – wat wordt geleverd.", 1, "a."),
        Block("item", "Gebrek iedere afwijking.", 1, "b.", marks=(Mark(0, 6, "strong"),)),
        Block("paragraph", '"Working Day" or "Business Day" means Monday to Friday.'),
        Block("cell", "Begrip", cell=Cell(0, 0, 0, True)), Block("cell", "Betekenis", cell=Cell(0, 0, 1, True)),
        Block("cell", "Service Level Agreement (SLA)", cell=Cell(0, 1, 0)), Block("cell", "afspraken", cell=Cell(0, 1, 1)),
        Block("heading", "Uitvoering", 1, "2"),
        Block("clause", "Let op: dit is geen definitie.", 2, "2.1"),
        Block("clause", 'As set out in Clause 13 ("Security Deposit").', 2, "2.2"),
    ))  # fmt: skip
    assert [d.names for d in definitions(document)] == [
        ("Opdrachtgever",), ("Opdrachtnemer",), ("Supplier",), ("Parties",), ("Acceptatie",), ("Dienst",), ("Gebrek",),
        ("Working Day", "Business Day"), ("Service Level Agreement", "SLA"),
    ]  # fmt: skip
    assert all(document.text(d.span) == d.term for d in definitions(document)[:8])


TERMS = (
    "Definities",
    [
        "Dienst: wat wordt geleverd.",
        "Gebrek: een afwijking.",
        "Werkdag: maandag tot en met vrijdag.",
        "Escrow: bewaring.",
    ],
)


def test_use_counts_in_any_form() -> None:
    document = contract(
        TERMS, ("Uitvoering", ["De Diensten vertonen op Werkdagen geen gebreken.", "Er is een Gebrekenlijst."])
    )
    usage = Usage(document, "nl")
    assert [usage.is_used(d) for d in definitions(document)] == [True, True, True, False]
    filler = (
        "Overig",
        ["Partijen overleggen elk kwartaal over de voortgang en de kosten, en leggen vast wat zij afspreken."],
    )
    document = Document((*document.blocks, *contract(filler).blocks), language="nl")
    assert found(document, {"of": "unused-term"}) == ["Escrow"]


def test_a_glossary_is_for_other_documents() -> None:
    assert found(contract(TERMS), {"of": "unused-term"}) == []


def test_an_abbreviation_in_brackets_need_not_be_used() -> None:
    text = 'De Algemene verordening gegevensbescherming (hierna: "AVG") is van toepassing op alles wat hier gebeurt en meer.'
    assert found(paragraphs(text), {"of": "unused-term"}, "nl") == []


def undefined(*clauses: str, terms: tuple[str, list[str]] = TERMS) -> list[str]:
    return found(contract(terms, ("Uitvoering", list(clauses))), {"of": "undefined-term"}, "nl")


INCIDENTS = (
    "Opdrachtnemer meldt ieder Incident direct aan de klant.",
    "Na een Incident volgt altijd een evaluatie door beide partijen.",
    "Voor alle Incidenten geldt dezelfde termijn van een week.",
)


def test_a_term_used_like_a_defined_one() -> None:
    assert undefined(*INCIDENTS) == ["Incident"]
    assert undefined(*INCIDENTS[:2]) == []
    assert undefined(*INCIDENTS, terms=("Definities", TERMS[1][:3])) == []
    assert undefined(*(s.replace("Incident", "incident") for s in INCIDENTS), INCIDENTS[0]) == []


@pytest.mark.parametrize(
    "word", ["Dienst", "Werkdag", "Gebrekenlijst", "Dienstrapport", "Partij", "Opdrachtnemer", "Minister", "Bijlage"]
)
def test_forms_and_compounds_of_known_terms_are_known(word: str) -> None:
    assert undefined(*(s.replace("Incidenten", word).replace("Incident", word) for s in INCIDENTS)) == []


def test_names_are_no_terms() -> None:
    sentences = [
        f"De partijen overleggen {where} met de klant over de voortgang." for where in ("in Utrecht", "te Utrecht")
    ]
    assert undefined(*sentences, "Een vestiging in Utrecht is voldoende voor dit contract.") == []


def test_terms_that_are_explained_elsewhere() -> None:
    assert undefined(*INCIDENTS, "Een storing met gevolgen heet een “Incident” en krijgt voorrang.") == []
    assert undefined(*INCIDENTS, "Overige begrippen hebben de betekenis die zij in de GIBIT hebben.") == []
