"""The engine: units, negation, selection, fingerprints, languages."""

from __future__ import annotations

import pytest

from tenderkit.document.model import Block, Cell, Document
from tenderkit.errors import InputError
from tenderkit.lint.engine import Linter, Settings
from tenderkit.lint.expressions import Expression, denied, match
from tenderkit.lint.parts import Length
from tenderkit.lint.rules import Rule, load_rules
from tenderkit.lint.selection import select
from tenderkit.lint.units import View


@pytest.fixture(scope="module")
def renewal() -> Linter:
    """One rule of our own, so that these tests do not depend on the wording of a shipped one."""
    rule = Rule.model_validate(
        {
            "code": "OWN001",
            "name": "renewal",
            "severity": "warning",
            "title": {"nl": "Verlenging", "en": "Renewal"},
            "why": {"nl": "x", "en": "x"},
            "source": {"nl": "x", "en": "x", "status": "design"},
            "kind": "phrase",
            "match": {"nl": ["stilzwijgend .. verlengd"], "en": ["renews automatically"]},
            "remedy": {"text": {"nl": "x", "en": "x"}},
            "examples": {"nl": {"bad": ["x"], "good": ["x"]}, "en": {"bad": ["x"], "good": ["x"]}},
        }
    )
    return Linter([rule])


def view(*texts: str, language: str = "nl") -> View:
    return View(Document(tuple(Block("paragraph", t) for t in texts), language=language), language)


def test_an_expression_matches_in_any_order() -> None:
    expression = Expression(all=("<client> <may>", "opzeg*"), none=("verzuim",))
    both = Expression(all=("(<client> <may>|<may> <client>)", "(opzeggen|op te zeggen)"), none=("verzuim",))
    v = view(
        "Opdrachtgever kan de Overeenkomst opzeggen.",
        "De Overeenkomst opzeggen kan Opdrachtgever na een jaar.",
        "Bij verzuim kan Opdrachtgever opzeggen.",
        "Opdrachtnemer kan opzeggen.",
    )
    assert match(v, v.units[0], expression, "nl") == (0, 42)
    assert [match(v, u, both, "nl") is not None for u in v.units] == [True, True, False, False]


def test_an_item_is_read_with_the_stem_above_its_list() -> None:
    document = Document(
        (
            Block("clause", "Opdrachtgever kan:", 2, "3.1"),
            Block("item", "de Overeenkomst opzeggen;", 1, "a."),
            Block("item", "een audit uitvoeren.", 1, "b."),
        ),
        language="nl",
    )
    v = View(document, "nl")
    expression = Expression(all=("<client> <may>", "opzeggen"))
    hits = [u.block for u in v.units if match(v, u, expression, "nl")]
    assert hits == [1]


def test_a_cell_knows_its_column_and_its_row() -> None:
    cells = [("Nr.", 0, 0, True), ("Eis", 0, 1, True), ("E-01", 1, 0, False), ("Bij voorkeur groen.", 1, 1, False)]
    document = Document(tuple(Block("cell", t, cell=Cell(0, r, c, h)) for t, r, c, h in cells), language="nl")
    v = View(document, "nl")
    found = [
        u.block for u in v.units if match(v, u, Expression(any=("bij voorkeur",), column=("eis",), row=("e-01",)), "nl")
    ]
    assert found == [3]
    assert not [u for u in v.units if match(v, u, Expression(any=("bij voorkeur",), not_row=("e-01",)), "nl")]


@pytest.mark.parametrize(
    ("text", "is_denied"),
    [
        ("er geldt geen minimumafname", True),
        ("een minimumafname is uitgesloten", True),
        ("de minimumafname bedraagt 900", False),
        ("er is geen beperking aan wat de klant wil en mag en kan doen, en de minimumafname bedraagt 900", False),
    ],
)
def test_denial_has_a_scope(text: str, is_denied: bool) -> None:
    start = text.index("minimumafname")
    assert denied(text, start, start + len("minimumafname"), "nl") is is_denied


@pytest.mark.parametrize(
    ("text", "fits"), [("twaalf maanden", True), ("een jaar", True), ("zes maanden", False), ("18 maanden", True)]
)
def test_a_length_is_compared_across_units(text: str, fits: bool) -> None:
    v = view(f"De opzegtermijn bedraagt {text} voor de opdrachtgever en deze overeenkomst.")
    expression = Expression(any=("opzegtermijn",), length=Length(unit="month", minimum=12))
    assert (match(v, v.units[0], expression, "nl") is not None) is fits


def test_each_paragraph_is_read_in_its_own_language() -> None:
    v = view(
        "Opdrachtnemer levert de diensten die in deze overeenkomst worden genoemd aan Opdrachtgever.",
        "The Supplier shall provide the services that are described in this agreement to the Client.",
        "Der Auftragnehmer erbringt die Leistungen für den Auftraggeber und ist von der Haftung des Amtes nicht befreit.",
    )
    assert [(u.block, u.language) for u in v.units] == [(0, "nl"), (1, "en")]


def test_fingerprints_survive_renumbering_and_moving(renewal: Linter) -> None:
    bad = "Wordt niet tijdig opgezegd, dan wordt de overeenkomst stilzwijgend met twee jaar verlengd."
    one = Document(
        (Block("clause", bad, 2, "7.2"), Block("clause", "Iets anders voor de partijen.", 2, "7.3")), language="nl"
    )
    other = Document(
        (Block("clause", "Iets anders voor de partijen.", 2, "9.1"), Block("clause", bad, 2, "9.2")), language="nl"
    )
    prints = [
        {f.fingerprint for f in renewal.lint(d, Settings(kind="agreement")).findings if f.name == "renewal"}
        for d in (one, other)
    ]
    assert prints[0] == prints[1] and len(prints[0]) == 1


def test_the_same_passage_twice_has_two_fingerprints(renewal: Linter) -> None:
    bad = "De overeenkomst wordt stilzwijgend met twee jaar verlengd."
    document = Document((Block("clause", bad, 2, "1.1"), Block("clause", bad, 2, "1.2")), language="nl")
    found = [f.fingerprint for f in renewal.lint(document, Settings(kind="agreement")).findings if f.name == "renewal"]
    assert len(found) == 2 == len(set(found))


def test_evidence_is_the_whole_sentence_and_lies_in_its_block(renewal: Linter) -> None:
    text = "Eerst iets anders. De overeenkomst wordt stilzwijgend met twee jaar verlengd. Daarna nog wat."
    document = Document((Block("clause", text, 2, "4.2"),), language="nl")
    (finding,) = [f for f in renewal.lint(document, Settings(kind="agreement")).findings if f.name == "renewal"]
    assert finding.evidence == "De overeenkomst wordt stilzwijgend met twee jaar verlengd."
    assert (finding.clause, finding.block) == ("4.2", 0)
    assert "stilzwijgend" in text[finding.start : finding.end]


def test_selection_prefers_the_longer_word() -> None:
    rules = load_rules()
    names = {r.code for r in select(rules, ["LCK003"], ["LCK"])}
    assert names == {"LCK003"}
    assert {r.code for r in select(rules, ["LCK"], ["LCK003"])} == {r.code for r in rules if r.family == "LCK"} - {
        "LCK003"
    }
    assert {r.name for r in select(rules, ["auto-renewal"])} == {"auto-renewal"}
    assert select(rules, [], ["ALL"]) == []
    with pytest.raises(InputError, match="did you mean 'auto-renewal'"):
        select(rules, ["auto-renewel"])


def test_missing_mechanisms_are_findings_for_agreements_only(linter: Linter) -> None:
    document = Document(
        (Block("paragraph", "Opdrachtnemer levert de diensten aan Opdrachtgever volgens deze stukken."),), language="nl"
    )
    for kind, expected in (("agreement", True), ("terms", True), ("sla", False), ("other", False)):
        report = linter.lint(document, Settings(kind=kind))
        assert any(f.rule.startswith("FLX") for f in report.findings) is expected
        assert len(report.mechanisms) == sum(r.kind == "mechanism" for r in linter.rules)


def test_messages_come_in_the_readers_language(renewal: Linter) -> None:
    document = Document(
        (Block("clause", "De overeenkomst wordt stilzwijgend met twee jaar verlengd.", 2, "1.1"),), language="nl"
    )
    messages = {
        language: next(
            f.message
            for f in renewal.lint(document, Settings(messages=language, kind="agreement")).findings
            if f.rule == "OWN001"
        )
        for language in ("nl", "en")
    }
    assert messages == {"nl": "Verlenging", "en": "Renewal"}


def test_notes_for_the_officer_are_no_contract(renewal: Linter) -> None:
    block = Block("paragraph", "De overeenkomst wordt stilzwijgend met twee jaar verlengd.")
    assert renewal.lint(Document((block,), language="nl")).findings
    note = renewal.lint(Document((block,), language="nl", kind="notes"))
    assert (note.kind, note.findings) == ("other", ())


def test_a_note_to_the_drafter_is_no_contract_text() -> None:
    v = view(
        "[Drafting note: Select one option and delete the other.]",
        "The Supplier shall deliver the services.",
        language="en",
    )
    assert [u.block for u in v.units] == [1]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Wet van 1 november 2012, houdende nieuwe regels omtrent aanbestedingen", "other"),
        ("Algemene Rijksvoorwaarden bij IT-overeenkomsten", "terms"),
        ("Service Level Agreement", "sla"),
        ("Programma van eisen en wensen", "requirements"),
        ("Dossier Afspraken en Procedures", "dap"),
        ("Aanbestedingsleidraad", "guide"),
        ("Raamovereenkomst werkplekdiensten", "agreement"),
        ("Performance Work Statement", "requirements"),
    ],
)
def test_the_kind_of_a_document_is_told_by_what_it_says_of_itself(line: str, kind: str) -> None:
    from tenderkit.lint.document_kind import kind_of

    assert (
        kind_of(
            View(
                Document((Block("title", line), Block("paragraph", "Opdrachtnemer levert de diensten.")), language="nl")
            )
        )
        == kind
    )
