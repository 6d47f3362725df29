"""What sentences say. The sentences are our own; each stands for a trap of contract language."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tenderkit.language import read_statements
from tenderkit.language.statement import Statement


def said(text: str, language: str, verb: str = "") -> Statement:
    """The statement with that verb, or the first."""
    found = read_statements(text, language)
    assert found, f"nothing read in: {text}"
    return next((s for s in found if s.verb == verb), found[0])


DUTCH = [
    # plain order
    ("Opdrachtnemer levert elke maand een rapportage.", "supplier", "duty", False, "leveren"),
    ("Opdrachtgever kan de Overeenkomst opzeggen.", "client", "right", False, "opzeggen"),
    ("Partijen evalueren de samenwerking elk kwartaal.", "joint", "duty", False, "evalueren"),
    ("Een Deelnemer kan een dienst afnemen.", "participant", "right", False, "afnemen"),
    # inversion
    ("Binnen tien dagen meldt Opdrachtnemer de storing.", "supplier", "duty", False, "melden"),
    ("Na twaalf maanden kan Opdrachtgever de Overeenkomst opzeggen.", "client", "right", False, "opzeggen"),
    ("Indien de norm niet wordt gehaald, stelt Opdrachtnemer een verbeterplan op.", "supplier", "duty", False, "opstellen"),
    ("Wordt de norm niet gehaald, dan stelt Opdrachtnemer een plan op.", "supplier", "duty", False, "opstellen"),
    # separable verbs
    ("Opdrachtgever zegt de Overeenkomst schriftelijk op.", "client", "duty", False, "opzeggen"),
    ("Opdrachtnemer draagt alle gegevens aan Opdrachtgever over.", "supplier", "duty", False, "overdragen"),
    ("Opdrachtnemer is verplicht de gegevens terug te geven.", "supplier", "duty", False, "teruggeven"),
    # passives
    ("Incidenten worden door Opdrachtnemer binnen een uur gemeld.", "supplier", "duty", False, "melden"),
    ("Incidenten worden binnen een uur gemeld.", "unassigned", "duty", False, "melden"),
    ("De tarieven kunnen door Leverancier worden verhoogd.", "supplier", "right", False, "verhogen"),
    # prohibitions and denials
    ("Opdrachtnemer mag de gegevens niet aan derden verstrekken.", "supplier", "prohibition", True, "verstrekken"),
    ("Opdrachtnemer zal geen persoonsgegevens verwerken buiten de Europese Unie.", "supplier", "prohibition", True, "verwerken"),
    ("De boete geldt niet bij overmacht.", "unassigned", "fact", True, "gelden"),
    ("Opdrachtgever hoeft de factuur niet te betalen.", "client", "fact", True, "betalen"),
    # possibility is no right
    ("Een storing kan optreden bij onderhoud.", "unassigned", "fact", False, "optreden"),
    # a limit denies nothing
    ("Opdrachtnemer meldt de wijziging niet later dan tien dagen vooraf.", "supplier", "duty", False, "melden"),
    # coordinated compounds
    ("Meer- en minderwerk wordt door Opdrachtnemer vooraf gemeld.", "supplier", "duty", False, "melden"),
    # semi-modals, intentions
    ("Opdrachtnemer dient de documentatie bij te werken.", "supplier", "duty", False, "bijwerken"),
    ("Opdrachtnemer streeft naar een hoge klanttevredenheid.", "supplier", "intention", False, "streven"),
    # definitions
    ("Onder Storing wordt verstaan een onderbreking van de dienst.", "unassigned", "fact", False, "verstaan"),
    ("De Overeenkomst eindigt van rechtswege op 31 december 2028.", "unassigned", "fact", False, "eindigen"),
]  # fmt: skip

ENGLISH = [
    ("The Supplier shall deliver a monthly report.", "supplier", "duty", False, "deliver"),
    ("The Client may terminate this Agreement on thirty days' notice.", "client", "right", False, "terminate"),
    ("Either party may propose a change at any time.", "joint", "right", False, "propose"),
    ("Within ten days the Supplier shall report the incident.", "supplier", "duty", False, "report"),
    ("Incidents shall be reported by the Supplier within one hour.", "supplier", "duty", False, "report"),
    ("Incidents shall be reported within one hour.", "unassigned", "duty", False, "report"),
    ("The Supplier shall not assign this Agreement.", "supplier", "prohibition", True, "assign"),
    ("The Customer may not resell the Services.", "client", "prohibition", True, "resell"),
    ("Neither party may disclose the Confidential Information.", "joint", "prohibition", True, "disclose"),
    ("This Agreement does not affect the rights of third parties.", "unassigned", "fact", True, "affect"),
    ("The Supplier shall notify the Client not later than ten days in advance.", "supplier", "duty", False, "notify"),
    ("If the service level is missed, the Supplier shall submit a plan.", "supplier", "duty", False, "submit"),
    ("The Supplier aims to resolve incidents quickly.", "supplier", "intention", False, "aim"),
    ("This Agreement shall be governed by Dutch law.", "unassigned", "fact", False, "govern"),
    ("The Contractor is entitled to suspend the work.", "supplier", "right", False, "suspend"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "actor", "modality", "negated", "verb"), DUTCH)
def test_dutch_sentences(text: str, actor: str, modality: str, negated: bool, verb: str) -> None:
    statement = said(text, "nl", verb)
    assert (statement.actor, statement.modality, statement.negated, statement.verb) == (actor, modality, negated, verb)


@pytest.mark.parametrize(("text", "actor", "modality", "negated", "verb"), ENGLISH)
def test_english_sentences(text: str, actor: str, modality: str, negated: bool, verb: str) -> None:
    statement = said(text, "en", verb)
    assert (statement.actor, statement.modality, statement.negated, statement.verb) == (actor, modality, negated, verb)


# Lists, capitals, what surrounds a statement


def test_items_are_read_with_the_stem_above_them() -> None:
    text = "Opdrachtnemer is verplicht om:\na. de gegevens terug te geven;\nb. alle kopieën te vernietigen."
    found = read_statements(text, "nl")
    assert {(s.actor, s.modality, s.verb) for s in found} >= {
        ("supplier", "duty", "teruggeven"),
        ("supplier", "duty", "vernietigen"),
    }
    for statement in found:
        assert 0 <= statement.start <= statement.verb_start <= statement.verb_end <= statement.end <= len(text)


def test_english_items_are_read_with_their_stem() -> None:
    text = "The Supplier shall:\n(a) provide the services;\n(b) not disclose any data."
    assert [(s.actor, s.modality, s.verb, s.negated) for s in read_statements(text, "en")] == [
        ("supplier", "duty", "provide", False),
        ("supplier", "prohibition", "disclose", True),
    ]


def test_a_list_that_ends_frees_the_next_paragraph() -> None:
    text = "The Supplier shall:\n(a) provide the services.\nThe Client shall pay the charges."
    assert [(s.actor, s.verb) for s in read_statements(text, "en")] == [("supplier", "provide"), ("client", "pay")]


@pytest.mark.parametrize(
    ("text", "language", "actor", "verb"),
    [
        ("DE LEVERANCIER BETAALT DE BOETE BINNEN DERTIG DAGEN.", "nl", "supplier", "betalen"),
        ("THE SUPPLIER SHALL PAY THE SERVICE CREDITS WITHIN THIRTY DAYS.", "en", "supplier", "pay"),
        ("12.3 Opdrachtnemer levert de documentatie.", "nl", "supplier", "leveren"),
        ("(a) The Customer shall pay the charges.", "en", "client", "pay"),
        ("E-14 Leverancier levert een koppeling.", "nl", "supplier", "leveren"),
    ],
)
def test_capitals_and_numbers_before_a_sentence(text: str, language: str, actor: str, verb: str) -> None:
    statement = said(text, language, verb)
    assert (statement.actor, statement.modality, statement.verb) == (actor, "duty", verb)


def test_parties_are_those_that_the_text_defines() -> None:
    text = (
        'De gemeente Terlo, hierna te noemen: "Terlo", en Datahuis B.V., leverancier, hierna te noemen: "Datahuis", komen overeen.\n\n'
        "Datahuis levert de diensten. Terlo kan de overeenkomst opzeggen."
    )
    found = read_statements(text, "nl")
    assert ("supplier", "leveren") in {(s.actor, s.verb) for s in found}
    assert ("client", "opzeggen") in {(s.actor, s.verb) for s in found}


def test_a_pronoun_is_the_party_before_it() -> None:
    found = read_statements("Opdrachtnemer meldt elk incident. Hij herstelt het binnen vier uur.", "nl")
    assert [(s.actor, s.verb) for s in found] == [("supplier", "melden"), ("supplier", "herstellen")]


def test_condition_purpose_and_term() -> None:
    statement = said(
        "Indien de norm niet is gehaald, stelt Opdrachtnemer binnen tien werkdagen een verbeterplan op, zodat de gebruiker verder kan.",
        "nl",
        "opstellen",
    )
    assert statement.condition.startswith("Indien de norm")
    assert statement.purpose.startswith("zodat")
    assert statement.term is not None
    assert (statement.term.number, statement.term.unit, statement.term.bound) == (10, "day", "at most")
    english = said("If a level is missed, the Supplier shall report it within two hours.", "en", "report")
    assert english.condition.startswith("If a level")
    assert english.term is not None
    assert (english.term.number, english.term.unit) == (2, "hour")


@pytest.mark.parametrize(
    ("text", "language", "level"),
    [
        ("Medewerkers kunnen binnen vijf minuten na een melding weer werken.", "nl", "W1"),
        ("De beschikbaarheid bedraagt ten minste 99,7% per maand.", "nl", "W2"),
        ("De dienst draait op een eigen server.", "nl", "H3"),
        ("De helpdesk vult eerst het formulier in.", "nl", "H4"),
        ("Opdrachtnemer zet drie vaste medewerkers in op locatie.", "nl", "H5"),
        ("The goal of the service is a safe workplace.", "en", "W0"),
        ("The service desk first completes the form.", "en", "H4"),
    ],
)
def test_levels(text: str, language: str, level: str) -> None:
    assert {s.level for s in read_statements(text, language)} == {level}


def test_numbers_and_abbreviations_end_no_sentence() -> None:
    found = read_statements(
        "Opdrachtnemer betaalt o.a. een boete van € 1.500,- c.q. 2.5 procent van de vergoeding.", "nl"
    )
    assert len([s for s in found if s.verb == "betalen"]) == 1


def test_the_other_language_quoted_inside() -> None:
    found = read_statements('Opdrachtnemer hanteert het principe "comply or explain" bij elke wijziging.', "nl")
    assert (found[0].actor, found[0].verb) == ("supplier", "hanteren")


def test_content_of_a_right_is_a_statement_of_its_own() -> None:
    found = read_statements("The Client is entitled to terminate this Agreement.", "en")
    inner = next(s for s in found if s.verb == "terminate")
    assert (inner.actor, inner.modality, inner.within) == ("client", "right", 0)


# Bad input


@pytest.mark.parametrize("text", ["", "   \n\n ", "12.3 – 45", "…", "\x00\x01\x02", "□ □ □", "€ 100"])
def test_nothing_to_read_gives_nothing(text: str) -> None:
    assert read_statements(text, "nl") == []


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(ValueError, match=r"'fr'.*known: nl, en"):
        read_statements("Le fournisseur livre.", "fr")


def test_a_third_language_gives_no_error() -> None:
    read_statements("Der Auftragnehmer liefert die Leistungen innerhalb von zehn Tagen.", "nl")
    read_statements("このサービスは提供されます。", "en")


def test_marks_that_are_no_text_change_nothing_but_places() -> None:
    text = "Op\u00addracht\u00adnemer\u200f le\u00advert\x07 de dien\u00adsten."
    statement = said(text, "nl", "leveren")
    assert (statement.actor, statement.verb) == ("supplier", "leveren")
    assert text[statement.verb_start : statement.verb_end] == "le\u00advert"


def test_one_very_long_paragraph_is_read() -> None:
    text = "Opdrachtnemer levert de diensten en de documentatie, " * 2000
    found = read_statements(text, "nl")
    assert found
    assert all(s.end <= len(text) for s in found)


WORDS = st.sampled_from(
    "Opdrachtgever Opdrachtnemer partijen kan mag zal moet niet geen de het een zegt op over te om dat indien , . ; : ( ) "
    "overeenkomst dienst levert worden door binnen 10 dagen € 5,- The Supplier shall not be by and or either party which \n \t "
    "\u00ad \u200f - – “ ” a. 1.2 waarvan".split(" ")
)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=40), st.sampled_from(["nl", "en"]))
def test_any_row_of_words_is_read_with_places_inside_it(words: list[str], language: str) -> None:
    text = " ".join(words)
    for statement in read_statements(text, language):
        assert 0 <= statement.start <= statement.end <= len(text)
        assert 0 <= statement.verb_start <= statement.verb_end <= len(text)
        assert statement.verb
