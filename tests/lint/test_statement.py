"""The statement check: the same lines for both languages, whatever the words and their order."""

from __future__ import annotations

from typing import Any

import pytest

from tenderkit.document.model import Block, Document
from tenderkit.errors import InputErrors
from tenderkit.lint.concepts import concepts
from tenderkit.lint.engine import Linter, Settings, parse_rule
from tenderkit.lint.kinds import statement
from tenderkit.lint.rules import Rule, load_rules
from tenderkit.lint.units import View

RULE = load_rules()[0]
ENDS = {"actor": "client", "modality": "right", "negated": False, "action": "end", "object": "agreement"}


def hits(match: dict[str, Any], text: str, language: str, kind: str = "paragraph") -> list[str]:
    document = Document((Block(kind, text),), language=language)  # type: ignore[arg-type]
    found = statement.check(RULE, statement.parse(match), View(document, language)).hits
    return [document.text(h.span) for h in found if h.span]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Opdrachtgever kan de Overeenkomst opzeggen.", "nl"),
        ("Na een jaar kan Opdrachtgever de Overeenkomst beëindigen.", "nl"),
        ("De Overeenkomst kan door Opdrachtgever worden opgezegd.", "nl"),
        ("Opdrachtgever heeft het recht de Overeenkomst op te zeggen.", "nl"),
        ("The Client may terminate this Agreement.", "en"),
        ("This Agreement may be terminated by the Client.", "en"),
        ("The Customer is entitled to cancel the contract.", "en"),
    ],
)
def test_one_line_finds_it_in_both_languages(text: str, language: str) -> None:
    assert hits({"any": ENDS}, text, language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Opdrachtnemer kan de Overeenkomst opzeggen.", "nl"),
        ("Opdrachtgever kan de Overeenkomst niet opzeggen.", "nl"),
        ("Opdrachtgever kan de vergadering beëindigen.", "nl"),
        ("De Overeenkomst eindigt na vier jaar.", "nl"),
        ("The Supplier may terminate this Agreement.", "en"),
        ("The Client may not terminate this Agreement.", "en"),
        ("This Agreement terminates after four years.", "en"),
    ],
)
def test_and_not_what_only_looks_like_it(text: str, language: str) -> None:
    assert not hits({"any": ENDS}, text, language)


def test_a_term_a_reason_and_own_words() -> None:
    text = "Opdrachtgever kan de Overeenkomst met een termijn van drie maanden opzeggen."
    assert hits({"any": {**ENDS, "term": {"unit": "month", "maximum": 6}}}, text, "nl")
    assert not hits({"any": {**ENDS, "term": {"unit": "month", "minimum": 6}}}, text, "nl")
    breach = "Opdrachtgever kan de Overeenkomst opzeggen wegens een tekortkoming."
    assert not hits({"any": {**ENDS, "without": "breach"}}, breach, "nl")
    own = {"any": {"actor": "supplier", "action": {"nl": ["melden"]}, "says": {"nl": ["storing*"]}}}
    assert hits(own, "Binnen een uur meldt Opdrachtnemer elke storing.", "nl")
    assert not hits(own, "Binnen een uur meldt Opdrachtnemer elke wijziging.", "nl")


def test_the_passage_is_the_clause() -> None:
    text = "Zoals gezegd: Opdrachtgever kan de Overeenkomst opzeggen."
    assert all(found in text and "opzeggen" in found for found in hits({"any": ENDS}, text, "nl"))


def test_expressions_stand_beside_statements() -> None:
    match = {"any": ENDS, "nl": ["opzegging: afnemer"]}
    assert hits(match, "Opzegging: Afnemer", "nl") == ["Opzegging: Afnemer"]


def test_an_expression_may_ask_for_a_statement_too() -> None:
    match = {"any": {"actor": "third", "action": "buy"}, "nl": [{"all": ["schriftelijk"], "statement": ENDS}]}
    assert hits(match, "Opdrachtgever kan de Overeenkomst schriftelijk opzeggen.", "nl")
    assert not hits(match, "Opdrachtgever kan de Overeenkomst opzeggen.", "nl")
    assert not hits(match, "Opdrachtnemer meldt het schriftelijk.", "nl")


def rule(match: dict[str, Any]) -> Rule:
    return load_rules()[0].model_copy(update={"kind": "statement", "match": match, "code": "XYZ001"})


@pytest.mark.parametrize(
    ("match", "message"),
    [
        ({"any": {"action": "endd"}}, "no action 'endd' in rules/concepts.yml.*end"),
        ({"any": {"object": "agreemnt"}}, "no thing or reason 'agreemnt'.*agreement"),
        ({"any": {"actor": "owner"}}, "any.0.actor"),
        ({"any": {"verb": "opzeggen"}}, "any.0.verb"),
        ({}, "match.any"),
        ({"any": {"object": {"nl": ["<clint>"]}}}, "clint"),
    ],
)
def test_a_wrong_match_is_refused_with_its_place(match: dict[str, Any], message: str) -> None:
    with pytest.raises(InputErrors, match=message):
        parse_rule(rule(match))


def test_only_sentences_that_a_rule_may_ask_about_are_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []
    from tenderkit.language import pipelines

    original = pipelines.Pipeline.parse

    def counting(self: pipelines.Pipeline, sentences: list[str]) -> Any:
        parsed.extend(sentences)
        return original(self, sentences)

    monkeypatch.setattr(pipelines.Pipeline, "parse", counting)
    texts = ["Opdrachtgever kan de Overeenkomst opzeggen.", "Opdrachtnemer levert een rapport.", "Dit is de inleiding."]
    document = Document(tuple(Block("paragraph", t) for t in texts), language="nl")
    only = rule({"any": ENDS})
    Linter([only], [only]).lint(document, Settings(language="nl", kind="agreement"))
    assert parsed == texts[:1]


@pytest.mark.parametrize("name", sorted(concepts().actions))
def test_every_verb_of_a_concept_has_a_cue(name: str) -> None:
    """A verb without a cue is never found: its own infinitive must hold one."""
    action = concepts().actions[name]
    for language in ("nl", "en"):
        cues = action.found_by(language)
        for verb in action.lemmas(language):
            assert any(cue in verb for cue in cues), (name, language, verb)
