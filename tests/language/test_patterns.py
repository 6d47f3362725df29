"""The pattern language of rule files."""

import pytest

from tenderkit.language.parties import Parties, find_parties
from tenderkit.language.patterns import PatternError, Vocabulary, plain_vocabulary
from tenderkit.language.sentences import split


@pytest.mark.parametrize(
    ("source", "text", "found"),
    [
        ("wijziging*", "de wijzigingsprocedure geldt", "wijzigingsprocedure"),
        ("wijziging", "de wijzigingsprocedure geldt", None),
        ("*wijziging*", "een contractwijziging volgt", "wijziging"),
        (
            "(binnen|uiterlijk) <duration>",
            "levert uiterlijk 10 (tien) werkdagen later",
            "uiterlijk 10 (tien) werkdagen",
        ),
        ("zegt .. op", "opdrachtgever zegt de overeenkomst schriftelijk op", "zegt de overeenkomst schriftelijk op"),
        ("zegt .. op", "hij zegt optimistisch te zijn", None),
        ("in de (dan|op dat moment|) geldende versie", "in de geldende versie", "in de geldende versie"),
        (
            "in de (dan|op dat moment|) geldende versie",
            "in de op dat moment geldende versie",
            "in de op dat moment geldende versie",
        ),
        ("<client> <may>", "de opdrachtgever kan opzeggen", "de opdrachtgever kan"),
        ("<client> <may>", "opdrachtnemer kan opzeggen", None),
        ("<may> <client>", "daarna mag de gemeente opzeggen", "mag de gemeente"),
        ("<version>", "draait op versie 9.4 van het pakket", "versie 9.4"),
        ("nieuwe (de |)wet", "een nieuwe wet geldt", "nieuwe wet"),
        ("nieuwe (de |)wet", "een nieuwe de wet", "nieuwe de wet"),
        ("nieuwe (de |)wet", "een nieuwe dewet", None),
        ("eis(-| |)<number>", "eis 12 en eis-13", "eis 12"),
        ("drie(,| en) vier", "drie en vier", "drie en vier"),
        ("einde   contract", "het einde\ncontract", "einde\ncontract"),
        ("<reference>", "een lid van de stuurgroep volgens artikel 9.2 van bijlage b", "artikel 9.2"),
        ("<reference>", "een lid van de stuurgroep stelt de bijlage op", None),
        ("<client_may>", "bij surseance van leverancier is opdrachtgever bevoegd", "is opdrachtgever bevoegd"),
        ("<supplier_may>", "bij surseance van leverancier is opdrachtgever bevoegd", None),
        ("<supplier_may>", "leverancier is zonder meer gerechtigd", "leverancier is zonder meer gerechtigd"),
    ],
)
def test_what_a_dutch_pattern_finds(source: str, text: str, found: str | None) -> None:
    span = plain_vocabulary("nl").pattern(source).search(text)
    assert (text[slice(*span)] if span else None) == found


@pytest.mark.parametrize(
    ("source", "text", "found"),
    [
        ("<party> <may> .. terminat*", "either party may at any time terminate this agreement", True),
        ("<duration>", "on ninety (90) days' notice", True),
        ("<duration>", "within a reasonable time", False),
        ("(shall|will) not", "the supplier shall  not suspend", True),
        ("<reference>", "under schedule iv, or annex [x]", True),
        ("<reference>", "a section of the network, as the clause is read", False),
    ],
)
def test_what_an_english_pattern_finds(source: str, text: str, found: bool) -> None:
    assert (plain_vocabulary("en").pattern(source).search(text) is not None) is found


def test_a_gap_is_bounded() -> None:
    pattern = plain_vocabulary("nl").pattern("begin .. einde")
    assert pattern.search("begin " + "x " * 30 + "einde")
    assert pattern.search("begin " + "x " * 60 + "einde") is None


@pytest.mark.parametrize(
    "source",
    ["", "(open", "dicht)", "<onbekend>", "Hoofdletter", "café", "()", "((((((x))))))"],
)
def test_a_pattern_that_cannot_be_read_is_refused(source: str) -> None:
    with pytest.raises(PatternError):
        Vocabulary("nl").pattern(source)


def test_no_text_makes_a_pattern_run_away() -> None:
    pattern = plain_vocabulary("nl").pattern("*wijzig* ... (binnen|uiterlijk) .. <duration>")
    for text in (
        "wijzig" * 17_000,
        "wijzig " * 14_000,
        "wijzig binnen " * 7_000,
        "wijzigbinnen1" * 7_000,
        "9" * 100_000,
    ):
        for piece in split(text, "nl"):
            assert pattern.search(text[slice(*piece)]) is None


def test_a_document_names_its_own_parties() -> None:
    text = (
        "De gemeente Rivierdal, gevestigd te Rivierdal, hierna te noemen: “Rivierdal”, en "
        "Voorbeeld ICT B.V., hierna te noemen: “Dienstpartner”, komen overeen."
    )
    parties = find_parties(text, "nl")
    assert "rivierdal" in parties.client
    assert "dienstpartner" in parties.supplier
    vocabulary = Vocabulary("nl", parties)
    assert vocabulary.pattern("<supplier> <may>").search("dienstpartner mag de prijs verhogen")
    assert not Vocabulary("nl", Parties((), (), ())).pattern("<supplier> <may>").search("dienstpartner mag")


def test_english_definitions_name_parties_too() -> None:
    text = (
        'Ashford City Council (the "Purchaser Body") and Example Systems Limited (the "Partner Firm") agree as follows.'
    )
    parties = find_parties(text, "en")
    assert "purchaser body" in parties.client
    assert "partner firm" in parties.supplier


def test_between_two_companies_the_legal_form_tells_no_side() -> None:
    text = 'Example Systems, Inc. ("Example") and Sample Networks, Inc. ("Sample") agree as follows.'
    parties = find_parties(text, "en")
    assert "example" not in parties.supplier
    assert "sample" not in parties.supplier


def test_a_company_opposite_a_customer_is_the_supplier() -> None:
    text = 'Example Retail, Inc. ("Customer") and Sample Networks, Inc. ("Sample") agree as follows.'
    assert "sample" in find_parties(text, "en").supplier


def test_parties_stand_beside_a_label_too() -> None:
    text = "Documentgegevens\nAanbestedende dienst\nOmgevingsdienst Vechtdal (OD Vechtdal)\nKenmerk\nX-1\nLeverancier: Voorbeeld ICT"
    parties = find_parties(text, "nl")
    assert {"omgevingsdienst vechtdal", "od vechtdal"} <= set(parties.client)
    assert "voorbeeld ict" in parties.supplier
    assert "kenmerk" not in parties.client
    long = "Opdrachtgever\nis bevoegd om de overeenkomst op elk moment te beëindigen"
    assert set(find_parties(long, "nl").client) == set(find_parties("", "nl").client)


@pytest.mark.parametrize(
    ("source", "language", "text", "found"),
    [
        ("end .. contract", "en", "to endorse the contract", False),  # a gap begins between words, never inside one
        ("(end|leave) .. contract", "en", "to leave this contract", True),
        ("term (of this agreement|) .. is", "en", "the term hereof is", True),
        ("<supplier_may> .. wijzigen", "nl", "is leverancier te allen tijde gerechtigd de dienst te wijzigen", True),
        ("<supplier_may> .. wijzigen", "nl", "heeft de opdrachtnemer het recht de dienst te wijzigen", True),
        ("<supplier_may> .. wijzigen", "nl", "opdrachtgever mag de dienst wijzigen", False),
        ("<client_may> .. terminate", "en", "the client shall at any time have the right to terminate", True),
        ("<client_may> .. terminate", "en", "the supplier may terminate", False),
        ("<date>", "nl", "op 1 mei 2027", True),
        ("<date>", "en", "on may 1, 2027", True),
    ],
)
def test_gaps_modals_around_a_party_and_dates(source: str, language: str, text: str, found: bool) -> None:
    assert (plain_vocabulary(language).pattern(source).search(text) is not None) == found


def test_the_company_opposite_a_customer_is_the_supplier() -> None:
    parties = find_parties('between Zephyr Systems Ltd (the "Company") and Bramble Ltd (the "Customer")', "en")
    assert "company" in parties.supplier
    assert "the company" not in parties.client
