"""Changed by one sentence, a good contract gets exactly the finding that the change deserves."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from tenderkit.compose.composer import compose
from tenderkit.compose.plan import load_plan
from tenderkit.document.model import Block, Document
from tenderkit.lint.engine import Linter, Settings
from tenderkit.lint.rules import load_rules
from tenderkit.places import data_folder

HERE = Path(__file__).parent
SETS = {"nl": "vier-gemeenten", "en": "english-set"}
ELEMENTS: dict[str, Any] = yaml.safe_load((HERE / "elements.yml").read_text(encoding="utf-8"))
LOCK_IN: dict[str, Any] = yaml.safe_load((HERE / "lock_in.yml").read_text(encoding="utf-8"))


@cache
def agreement(language: str) -> Document:
    """The agreement that the example of a language builds."""
    built = compose(load_plan(data_folder("examples") / SETS[language] / "tender.yaml"))
    return next(b.document for b in built if b.id == "agreement")


CASES = [(mechanism, language) for mechanism in ELEMENTS for language in SETS]


@pytest.mark.parametrize(("mechanism", "language"), CASES)
def test_without_the_sentence_of_an_element_exactly_that_element_is_missing(mechanism: str, language: str) -> None:
    case = ELEMENTS[mechanism][language]
    document = agreement(language)
    blocks = [b for b in document.blocks if b.origin.clause == case["clause"]]
    rule = next(r for r in load_rules() if r.match.get("mechanism") == mechanism)
    linter, settings = Linter([rule], [rule]), Settings(kind="agreement", language=language)
    whole = linter.lint(replace(document, blocks=tuple(blocks)), settings)
    assert (whole.mechanisms[mechanism].state, whole.findings) == ("present", ())
    assert case["elements"]
    for element, beginning in case["elements"].items():
        at = [i for i, b in enumerate(blocks) if beginning in b.text]
        assert len(at) == 1, beginning
        block = blocks[at[0]]
        start = block.text.index(beginning)
        following = _next_sentence(block.text, start, language)
        cut = (block.text[:start] + block.text[following:]).strip()
        left = [*blocks[: at[0]], *([replace(block, text=cut, marks=())] if cut else []), *blocks[at[0] + 1 :]]
        report = linter.lint(replace(document, blocks=tuple(left)), settings)
        assert report.mechanisms[mechanism].missing == (element,), beginning
        assert [f.rule for f in report.findings] == [rule.code]


def _next_sentence(text: str, start: int, language: str) -> int:
    from tenderkit.language.sentences import split

    return next(end for begin, end in split(text, "en" if language == "en" else "nl") if begin <= start < end)


@pytest.mark.parametrize("language", list(SETS))
def test_a_lock_in_sentence_brings_exactly_its_finding_and_denied_it_brings_none(language: str, linter: Linter) -> None:
    document = agreement(language)
    sentences = [
        (text, [rule] if kind == "bad" else [])
        for rule, languages in LOCK_IN.items()
        for kind in ("bad", "good")
        for text in languages[language][kind]
    ]
    added = [
        block
        for number, (text, _) in enumerate(sentences, 90)
        for block in (
            Block("heading", "Aanvulling" if language == "nl" else "Supplement", level=1, number=str(number)),
            Block("clause", text, level=2, number=f"{number}.1"),
        )
    ]
    before = len(document.blocks)
    report = linter.lint(replace(document, blocks=(*document.blocks, *added)), Settings())
    found = {
        text: [f.rule for f in report.findings if f.block == before + 2 * i + 1]
        for i, (text, _) in enumerate(sentences)
    }
    assert {text: set(rules) - {"FLX110", "FLX112"} for text, rules in found.items()} == {
        t: set(want) for t, want in sentences
    }
    # Nothing else in the document is a finding because of them, but what they do to each other and to its whole.
    elsewhere = {f.rule for f in report.findings if f.block is not None and f.block < before and f.severity != "info"}
    assert elsewhere <= {"FLX110", "FLX112"}
