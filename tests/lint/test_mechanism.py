"""mechanism: when an arrangement is usable, where its elements are looked for, and what our own clauses lose with a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tenderkit.compose.composer import compose
from tenderkit.compose.plan import plan
from tenderkit.compose.tender import read_tender
from tenderkit.document.model import Block, Document
from tenderkit.document.readers.markdown import parse as markdown
from tenderkit.library.loading import load_library
from tenderkit.lint.engine import parse_rule
from tenderkit.lint.kinds import mechanism
from tenderkit.lint.kinds.mechanism import Match, assess
from tenderkit.lint.rule_files import rule_files
from tenderkit.lint.rules import load_rule
from tenderkit.lint.units import View

EXAMPLES = Path(__file__).parents[2] / "examples"


def rule(**more: Any) -> Match:
    """A mechanism of our own, so that these tests do not depend on the wording of a shipped one."""
    side = {"heading": ["vertrek"], "not_heading": ["personeel"], "arrangement": ["vertrekt"], "mention": ["vertrek"]}
    return mechanism.parse(
        {
            "mechanism": "security_regulatory",  # no label of the likeness models
            "dossier": "M08",
            "tier": "A",
            "axes": ["ease_of_exit"],
            "enough": 2,
            "questions": ["TERM", "PRICE"],
            "elements": {"TERM": {}, "x_key": {"name": {"nl": "sleutel", "en": "key"}, "nl": ["sleutel"]}},
            "nl": side,
            "en": {},
            **more,
        }
    )


def state(text: str, **more: Any) -> mechanism.Mechanism:
    return assess(rule(**more), View(markdown(text, "draft.md"), "nl"))


def test_the_sentence_itself_may_answer_enough() -> None:
    assert state("## 1 Slot\n\n1.1 Wie vertrekt, meldt dat binnen tien dagen en betaalt de kosten.").state == "present"


def test_a_neighbour_about_something_else_answers_nothing() -> None:
    text = "## 1 Slot\n\n1.1 Wie vertrekt, groet.\n\n1.2 Facturen worden binnen dertig dagen betaald."
    assert state(text).state == "mentioned"


def test_a_neighbour_that_speaks_of_it_too_answers() -> None:
    text = "## 1 Slot\n\n1.1 Wie vertrekt, groet.\n\n1.2 Een vertrek wordt binnen dertig dagen betaald."
    assert state(text).state == "present"


def test_under_its_own_heading_the_whole_section_answers() -> None:
    text = "## 1 Vertrek\n\n1.1 Wie vertrekt, groet.\n\n1.2 Facturen worden binnen dertig dagen betaald."
    assert state(text).state == "present"


def test_a_heading_with_another_subject_in_it_is_not_its_own() -> None:
    text = "## 1 Vertrek van personeel\n\n1.1 Wie vertrekt, groet.\n\n1.2 Facturen worden binnen dertig dagen betaald."
    assert state(text).state == "mentioned"


def test_elements_are_looked_for_in_the_section_about_it() -> None:
    core = "Wie vertrekt, meldt dat binnen tien dagen en betaalt de kosten."
    elsewhere = f"## 1 Vertrek\n\n1.1 {core}\n\n## 2 Slot\n\n2.1 Wie vertrekt, geeft de sleutel af."
    inside = f"## 1 Vertrek\n\n1.1 {core}\n\n1.2 Hij geeft de sleutel af.\n\n## 2 Slot\n\n2.1 Einde."
    assert state(elsewhere).missing == ("x_key",)
    assert state(inside).missing == ()


def test_a_paragraph_may_arrange_it_in_several_sentences() -> None:
    side = {"paragraph": [{"all": ["wegga*", "meld*", "<duration>"], "within": 120}]}
    text = "## 1 Slot\n\n1.1 Wil een partij weggaan? Dan meldt zij dat. Binnen tien dagen volgt betaling."
    found = state(text, nl=side)
    assert found.state == "present"
    assert found.evidence[0].text == "Wil een partij weggaan?"
    assert state(text.replace("Dan meldt zij dat. ", ""), nl=side).state == "absent"


def test_words_far_apart_in_a_long_sentence_are_no_arrangement() -> None:
    side = {"arrangement": [{"all": ["vertrek*", "betaal*"]}]}
    long = f"## 1 Slot\n\n1.1 Het vertrek {'van wie dan ook ' * 20}wordt binnen tien dagen betaald."
    assert state(long, nl=side).state == "present"
    assert state(long, nl=side, within=100).state == "absent"


def test_general_terms_count_only_where_they_apply() -> None:
    terms = {"nl": [{"all": ["gibit", "van toepassing"], "none": ["niet van toepassing"]}]}
    assert state("## 1 Slot\n\n1.1 De GIBIT is van toepassing.", general_terms=terms).state == "by_reference"
    assert state("## 1 Slot\n\n1.1 De GIBIT is niet van toepassing.", general_terms=terms).state == "absent"


def test_an_element_that_is_not_shared_needs_its_own_words() -> None:
    text = "## 1 Vertrek\n\n1.1 Wie vertrekt, meldt dat binnen tien dagen en betaalt de kosten."
    elements = {"TERM": {"shared": False, "nl": ["opzegtermijn"]}}
    assert state(text, elements=elements).missing == ("TERM",)
    assert state(text, elements=elements).state == "present"  # the question is answered in the generic words


MECHANISMS = (
    "change_control review_clause indexation benchmarking volume_flex partial_termination termination_for_convenience "
    "exit_plan data_return"
).split()


@pytest.fixture(scope="module")
def clauses() -> dict[tuple[str, str], Document]:
    """The balanced agreement clauses, filled in for both examples, each a document of its own, by language and clause id."""
    found: dict[tuple[str, str], list[Block]] = {}
    for name in ("vier-gemeenten", "english-set"):
        tender, data = read_tender(EXAMPLES / name / "tender.yaml")
        choices = [choice.model_copy(update={"stance": None}) for choice in tender.clauses.choose]
        balanced = tender.model_copy(update={"clauses": tender.clauses.model_copy(update={"choose": choices})})
        for built in compose(plan(balanced, load_library(tender.language, ()), data)):
            if built.id == "agreement":
                for block in built.document.blocks:
                    found.setdefault((tender.language, block.origin.clause), []).append(block)
    return {key: Document(tuple(blocks), language=key[0]) for key, blocks in found.items()}


def shipped(key: str) -> tuple[Match, str]:
    """The shipped mechanism with this key, and the clause that mends it."""
    for path in rule_files():
        if path.name.startswith("flx0"):
            loaded, _ = load_rule(path)
            if loaded.match["mechanism"] == key:
                return parse_rule(loaded)[1], loaded.remedy.clause or ""
    raise KeyError(key)


def without_each_sentence(document: Document, language: str) -> Iterator[Document]:
    for unit in View(document, language).units:
        block = document.blocks[unit.block]
        rest = (block.text[: unit.start] + block.text[unit.end :]).strip()
        blocks = list(document.blocks)
        blocks[unit.block : unit.block + 1] = [replace(block, text=rest, marks=())] if rest else []
        yield Document(tuple(blocks), language=language)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("key", MECHANISMS)
def test_a_clause_that_loses_a_sentence_lacks_what_stood_in_it(
    key: str, language: str, clauses: dict[tuple[str, str], Document]
) -> None:
    match_, clause = shipped(key)
    document = clauses[language, clause]
    whole = assess(match_, View(document, language))
    assert (whole.state, whole.missing) == ("present", ())
    lost = [assess(match_, View(d, language)) for d in without_each_sentence(document, language)]
    assert {m.state for m in lost} == {"present"}
    alone = {m.missing[0] for m in lost if len(m.missing) == 1}
    # The others stand in two sentences, or share one: a term is said more than once.
    assert len(alone) >= 0.4 * len(match_.elements), sorted(alone)
