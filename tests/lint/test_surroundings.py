"""Sentences that a rule on over-detail has nothing to say of."""

from __future__ import annotations

import pytest

from tenderkit.document.readers import read_bytes
from tenderkit.lint.surroundings import Surrounding, stands_in
from tenderkit.lint.units import View


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('"Records" means any record on magnetic tape or disk.', "definition"),
        ("Onder Werkplek wordt verstaan een laptop van Dell.", "definition"),
        ("Customer Information - any record about a customer on paper.", "definition"),
        ("For example, a banner for Windows 98 may link to the website.", "example"),
        ("De leverancier kiest de tool, bijvoorbeeld Jira.", "example"),
        ("/s/ Dr. Jane Porter", "signature"),
        ("Account Manager: Name: Fred Miller Telephone 212-605-0200", "signature"),
        ("Hosting on Azure, monthly fee $36,835", "inventory"),
        ("Daru Catalyst Klunga Catalyst Tabubil Cisco Router Admin Foodworld Lobby Rainbow Alotau", "inventory"),
        ("The Customer shall keep the handbook on site.", "client"),
    ],
)
def test_the_surroundings_of_a_sentence(text: str, name: Surrounding) -> None:
    view = View(
        read_bytes(f"# Agreement\n\n{text}\n".encode(), "draft.md"),
        "nl" if text.startswith(("De ", "Onder ")) else "en",
    )
    assert stands_in(view, view.units[0], [name])


@pytest.mark.parametrize(
    "text",
    [
        "The Supplier shall install Cisco Catalyst switches in every room.",
        "De leverancier gebruikt Jira voor alle meldingen.",
        "The price is fixed and the Supplier shall deliver Dell laptops at $900 each.",
    ],
)
def test_a_demand_on_the_supplier_stands_in_none(text: str) -> None:
    view = View(
        read_bytes(f"# Agreement\n\n{text}\n".encode(), "draft.md"),
        "nl" if text.startswith(("De ", "Onder ")) else "en",
    )
    assert not stands_in(view, view.units[0], ["definition", "example", "signature", "inventory", "client"])
