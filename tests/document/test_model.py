"""What is derived from a document's levels and numbers."""

from __future__ import annotations

import pytest

from tenderkit.document.model import Block, Document, Kind, number_of


@pytest.mark.parametrize(
    ("label", "number"),
    [
        ("Artikel 7.", "7"),
        ("7.2.", "7.2"),
        ("(a)", "a"),
        ("§ 8a", "8a"),
        ("16a.", "16a"),
        ("1°.", "1"),
        ("Deel B", "B"),
        ("Hoofdstuk IV", "IV"),
        ("•", ""),
        ("", ""),
    ],
)
def test_the_bare_number_of_a_label(label: str, number: str) -> None:
    assert number_of(label) == number


def numbers(*blocks: tuple[Kind, int, str]) -> list[str]:
    document = Document(tuple(Block(kind, "tekst", level, number) for kind, level, number in blocks))
    return [document.clause_number(n) for n in range(len(blocks))]


def test_paragraphs_and_items_stand_under_their_article() -> None:
    assert numbers(
        ("heading", 1, "Artikel 4"), ("clause", 1, "1."), ("item", 1, "a."), ("clause", 1, "2."), ("clause", 2, "4.3")
    ) == ["4", "4.1", "4.1 a", "4.2", "4.3"]


def test_an_unnumbered_heading_is_under_the_numbered_one_above_it_and_not_beside_it() -> None:
    assert numbers(
        ("heading", 1, "1."), ("heading", 2, "1.1"), ("heading", 3, ""), ("paragraph", 0, ""), ("heading", 2, "")
    ) == ["1", "1.1", "1.1", "1.1", "1"]
    assert numbers(("heading", 2, "Artikel 3"), ("heading", 2, ""), ("clause", 1, "1.")) == ["3", "", "1"]


def test_an_article_without_a_title_is_no_paragraph_of_the_one_before_it() -> None:
    assert numbers(
        ("heading", 1, "7."), ("item", 1, "(a)"), ("clause", 1, "8."), ("item", 1, "(a)"), ("clause", 1, "9.")
    ) == ["7", "7 a", "8", "8 a", "9"]
    assert numbers(("heading", 1, "1."), ("clause", 1, "1."), ("clause", 1, "2.")) == ["1", "1.1", "1.2"]
    assert numbers(("heading", 1, "Artikel 1"), ("clause", 1, "2.")) == ["1", "1.2"]
    assert numbers(("heading", 1, "Artikel 1"), ("clause", 1, "Artikel 2"), ("clause", 1, "lid 1")) == ["1", "2", "2.1"]
    assert numbers(("heading", 1, "1."), ("clause", 1, "Exhibit A"), ("clause", 1, "2.")) == ["1", "A", "A.2"]
