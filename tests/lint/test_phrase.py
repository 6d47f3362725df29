"""The phrase check: how far apart words may stand, what acquits a document, what belongs to the stem of a list."""

from __future__ import annotations

from tenderkit.document.model import Block, Document
from tenderkit.lint.expressions import Expression, match
from tenderkit.lint.kinds import phrase
from tenderkit.lint.parts import Length
from tenderkit.lint.rules import load_rules
from tenderkit.lint.units import View

RULE = load_rules()[0]  # a phrase check looks at its match only


def view(*texts: str, language: str = "nl") -> View:
    return View(Document(tuple(Block("paragraph", t) for t in texts), language=language), language)


def hits(raw: dict[str, object], *texts: str) -> list[str]:
    v = view(*texts)
    found = phrase.check(RULE, phrase.parse(raw), v).hits
    return [v.document.text(h.span) for h in found if h.span]


def test_words_far_apart_have_nothing_to_do_with_each_other() -> None:
    raw = {"within": 40, "nl": [{"all": ["<supplier>", "prijzen", "verhogen"]}]}
    assert hits(raw, "Opdrachtnemer mag de prijzen verhogen.") == ["Opdrachtnemer mag de prijzen verhogen"]
    assert not hits(
        raw, "Opdrachtnemer levert maandelijks een overzicht, en prijzen die de index volgt kunnen verhogen."
    )


def test_of_several_places_the_nearest_words_count() -> None:
    raw = {"within": 40, "nl": [{"all": ["<supplier>", "prijzen", "verhogen"]}]}
    text = "Opdrachtnemer rapporteert elk kwartaal aan de stuurgroep; daarna mag Opdrachtnemer de prijzen verhogen."
    assert hits(raw, text) == ["Opdrachtnemer de prijzen verhogen"]


def test_an_expression_may_have_a_width_of_its_own() -> None:
    raw = {"within": 10, "nl": [{"all": ["prijzen", "verhogen"], "within": 60}, {"all": ["tarieven", "verhogen"]}]}
    assert hits(raw, "De prijzen kan hij ieder jaar verhogen.")
    assert not hits(raw, "De tarieven kan hij ieder jaar verhogen.")


def test_a_sentence_elsewhere_acquits_the_document() -> None:
    raw = {
        "nl": ["looptijd van .. jaar"],
        "acquit": {"nl": [{"all": ["<client_may>", "opzeggen"], "none": ["niet"]}]},
    }
    term = "De overeenkomst heeft een looptijd van zeven jaar."
    assert hits(raw, term)
    assert hits(raw, term, "Opdrachtgever kan niet tussentijds opzeggen.")
    assert not hits(raw, term, "Na twee jaar kan Opdrachtgever opzeggen.")


def test_what_the_stem_of_a_list_says_is_not_said_again_by_its_items() -> None:
    blocks = (
        Block("clause", "Leverancier mag de dienst wijzigen als:", 2, "3.1"),
        Block("item", "de dienst daardoor beter wordt.", 1, "a."),
        Block("clause", "Leverancier mag:", 2, "3.2"),
        Block("item", "de dienst wijzigen.", 1, "a."),
    )
    v = View(Document(blocks, language="nl"), "nl")
    expression = Expression(all=("<supplier>", "dienst", "(wijzigen|mag)"))
    assert [match(v, u, expression, "nl") is not None for u in v.units] == [True, False, False, True]


def test_only_the_length_of_time_in_its_place_is_tested() -> None:
    notice = Expression(all=("opgezegd",), length=Length(unit="month", minimum=12, at=("termijn van <duration>",)))
    term = Expression(all=("loopt",), length=Length(unit="year", minimum=5, at=("<date> .. <date>",)))
    v = view(
        "Na 24 maanden kan worden opgezegd met een termijn van zes maanden.",
        "Na zes maanden kan worden opgezegd met een termijn van 24 maanden.",
        "Het contract loopt van 1 mei 2026 tot en met 30 april 2034.",
        "Het contract loopt van 1 mei 2026 tot en met 30 april 2028.",
    )
    assert [match(v, u, notice, "nl") is not None for u in v.units] == [False, True, False, False]
    assert [match(v, u, term, "nl") is not None for u in v.units] == [False, False, True, False]
