"""Of which documents a reader may expect that they arrange every mechanism themselves."""

from __future__ import annotations

import pytest

from tenderkit.document.readers import read_bytes
from tenderkit.lint.document_kind import arranges_all, is_about_ict, is_of_another_sort, is_part
from tenderkit.lint.units import View

_GAS = "The Shipper tenders gas at the receipt point and the Transporter delivers it at the delivery point. " * 100
_HOSTING = (
    "The hosting services: the Supplier hosts the software on its servers and keeps back-ups for all users of the website. "
    * 100
)


def view(text: str) -> View:
    return View(read_bytes(text.encode(), "draft.md"))


def test_a_long_text_without_ict_is_about_something_else() -> None:
    assert not is_about_ict(view(f"# Transportation Agreement\n\n{_GAS}"))
    assert is_about_ict(view(f"# Hosting Agreement\n\n{_HOSTING}"))


def test_a_short_text_gets_the_benefit_of_the_doubt() -> None:
    assert is_about_ict(view("# Agreement\n\nThe Supplier performs the services.\n"))


@pytest.mark.parametrize(
    ("title", "another"),
    [
        ("Non-Disclosure Agreement", True),
        ("Geheimhoudingsverklaring", True),
        ("Verwerkersovereenkomst", True),
        ("Distribution Agreement", True),
        ("Software Distribution and Support Services Agreement", False),
        ("Overeenkomst dienstverlening werkplekken", False),
    ],
)
def test_the_title_says_what_sort_of_agreement_it_is(title: str, another: bool) -> None:
    assert is_of_another_sort(view(f"# {title}\n\nThe parties agree as follows.\n")) is another


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("# Order Form\n\nProvider delivers 20 seats.\n", True),
        ("# Work for the portal\n\nThis Statement of Work incorporates the Master Agreement of 3 May.\n", True),
        ("# Opdracht 12\n\nDeze Nadere Overeenkomst valt onder de Raamovereenkomst.\n", True),
        ("# Hosting Agreement\n\nThe Supplier hosts the portal.\n", False),
        ("# Overeenkomst\n\nDe bijlagen maken deel uit van de Overeenkomst.\n", False),
    ],
)
def test_an_order_leaves_the_rest_to_the_agreement_that_it_is_under(text: str, part: bool) -> None:
    assert is_part(view(text)) is part


def test_only_a_whole_ict_contract_is_told_what_is_missing() -> None:
    assert arranges_all(view(f"# Hosting Agreement\n\n{_HOSTING}"))
    assert not arranges_all(view(f"# Amendment to the Hosting Agreement\n\n{_HOSTING}"))
