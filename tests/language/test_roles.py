from __future__ import annotations

from tenderkit.language.parties import find_parties
from tenderkit.language.roles import company_names, pronoun_sides, short_name, side_by_acts


def test_a_document_says_who_we_and_you_are() -> None:
    dutch = find_parties("In dit stuk zijn wij de gemeente Lindedaal. U bent de leverancier aan wie wij gunnen.", "nl")
    assert {"wij", "we", "ons"} <= set(dutch.client) and {"u", "uw"} <= set(dutch.supplier)
    assert "wij" not in dutch.joint
    english = find_parties(
        "You\nHarrow University, 1 College Road\nWe / us\nLumen Software Inc., 600 Water Street", "en"
    )
    assert {"you", "your"} <= set(english.client) and {"we", "us", "our"} <= set(english.supplier)


def test_without_a_word_about_it_acts_tell_who_we_and_you_are() -> None:
    text = (
        "we provide the service. we maintain the platform. we will host your data. we support the users. "
        "you pay the fees. you will pay each invoice. you must order seats in time. you shall pay within a month."
    )
    sides = pronoun_sides(text, "en")
    assert (sides["we"], sides["you"]) == ("supplier", "client")


def test_the_parties_together_are_we_where_nobody_is_you() -> None:
    assert pronoun_sides("wij werken samen en wij leveren beide inzet. wij betalen ieder de helft.", "nl") == {}


def test_few_or_divided_acts_say_nothing() -> None:
    assert side_by_acts("delta pays the fee.", ["delta"], "en") is None
    assert (
        side_by_acts("delta pays. delta provides. delta pays. delta provides. delta delivers.", ["delta"], "en") is None
    )
    assert (
        side_by_acts("delta levert. delta beheert. delta onderhoudt. delta factureert.", ["delta"], "nl") == "supplier"
    )


def test_a_company_goes_by_its_short_name() -> None:
    text = (
        "Leerwolk Nederland B.V., Amersfoort, hierna Leerwolk, en Stichting Scholen Noord, hierna de Stichting, spreken af. "
        "Leerwolk levert het platform. Leerwolk beheert de gegevens. Leerwolk onderhoudt het."
    )
    assert company_names(text) == ["Leerwolk Nederland"]
    assert short_name("Leerwolk Nederland", text) == "Leerwolk"
    parties = find_parties(text, "nl")
    assert "leerwolk" in parties.supplier and "stichting" in parties.client


def test_a_label_never_puts_a_known_name_on_the_other_side() -> None:
    assert "contractor" not in find_parties("Agency\nContractor\nMonthly meeting", "en").client
