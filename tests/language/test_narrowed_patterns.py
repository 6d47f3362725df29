"""Patterns written for one document find in it what they find anywhere."""

import pytest

from tenderkit.language import LANGUAGES, Language
from tenderkit.language.folding import folded
from tenderkit.language.occurrence import Holds
from tenderkit.language.parties import known_parties
from tenderkit.language.patterns import Pattern
from tenderkit.lint.engine import parse_rule
from tenderkit.lint.rules import load_rules
from tenderkit.lint.words import vocabulary

RULES = load_rules()


def _always_own(pattern: Pattern) -> None:
    """Keeps a pattern from falling back on the one for all documents."""
    if pattern._general is not None:
        pattern._general._narrowed = 0


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("family", sorted({rule.family for rule in RULES}))
def test_a_pattern_for_one_text_finds_what_the_general_one_does(family: str, language: Language) -> None:
    for rule in RULES:
        if rule.family != family:
            continue
        check, match = parse_rule(rule)
        sources = sorted({source for source, spoken in check.patterns(match) if spoken == language})
        examples = getattr(rule.examples, language)
        text = folded("\n".join((*examples.bad, *examples.good)))
        general = vocabulary(language)
        own = vocabulary(language, known_parties(language), holds=Holds([text]))
        for source in sources:
            narrowed = own.pattern(source)
            _always_own(narrowed)
            found = [span.span() for span in general.pattern(source).regex.finditer(text)]
            assert narrowed.spans(text) == found, (rule.code, source)


def test_a_word_that_is_nowhere_is_left_out_and_the_pattern_still_reads_the_rest() -> None:
    own = vocabulary("nl", known_parties("nl"), holds=Holds(["de leverancier mag opzeggen"]))
    assert own.pattern("(leverancier|fabrikant) mag").regex.pattern.count("fabrikant") == 0
    assert own.pattern("(leverancier|fabrikant) mag").search("de leverancier mag opzeggen") == (3, 18)
    assert own.pattern("fabrikant mag").hopeless
    assert own.pattern("fabrikant mag").search("de leverancier mag opzeggen") is None


@pytest.mark.parametrize("string", ["looptijd:", "op te zeggen"])
def test_punctuation_and_spaces_do_not_tell_that_a_string_is_absent(string: str) -> None:
    assert Holds(["de looptijd is om te kunnen opzeggen", "zeggen", "op", "te"])(string)
    assert not Holds(["iets anders"])(string)
