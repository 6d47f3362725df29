"""The measures as a person reads them."""

from __future__ import annotations

from tenderkit.lint.findings import DocumentReport
from tenderkit.report.measures import summary, table
from tenderkit.report.text import plain, render

MEASURES = {
    "words": 12345,
    "coverage": 0.31,
    "balance": 0.2,
    "axes": {"robustness": 0.19, "modifiability": 0.15, "new_capability": 0.0, "ease_of_exit": 0.02},
    "change_route": {"trigger": True, "request": True, "term": True, "price": False, "decision": True, "record": True, "fallback": False},
    "lock_in": {"index": 23, "band": "medium"},
    "pricing_scale": 2,
}  # fmt: skip


def report(kind: str = "agreement", documents: int = 0) -> DocumentReport:
    return DocumentReport("draft.md", kind, "nl", measures=MEASURES, documents=documents)


def test_two_lines_above_the_findings_of_a_contract_and_of_a_set() -> None:
    assert summary(report(), "nl") == [
        "  Dekking 31% · balans 0,2 · lock-in-index 23 (midden)",
        "  Robuustheid 19% · wijzigbaarheid 15% · vernieuwing 0% · uitstapgemak 2%",
    ]
    assert summary(report(), "en")[0] == "  Coverage 31% · balance 0.2 · lock-in index 23 (medium)"
    assert summary(report("other", documents=3), "nl") == summary(report(), "nl")
    assert summary(report("sla"), "nl") == []
    assert "Dekking 31%" in render([report()])


def test_the_table_has_value_meaning_and_guide_value() -> None:
    text = "\n".join(table(report(), "nl", plain, 100))
    assert "12.345" in text
    assert "31%   buiten de richtwaarde: ten minste 70%" in text
    assert "5 van 7   zonder prijs, terugval" in text
    assert "1 vast, 2 leverancier wijzigt" in text
    assert "Duur en vertrek" in text and "leesgemak" not in text  # nothing to count
    english = "\n".join(table(report(), "en", plain, 100))
    assert "12,345" in english and "outside guide value: at least 70%" in english
    assert "leverancier" not in english


def test_only_who_asks_gets_the_table() -> None:
    assert "richtwaarde" not in render([report()])
    assert "richtwaarde" in render([report()], measures=True)
