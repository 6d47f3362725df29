"""Sentences and lists that are scored by signs."""

from __future__ import annotations

from typing import Any

from tenderkit.document.readers.markdown import parse
from tenderkit.lint.kinds.measure import parse as parse_match
from tenderkit.lint.kinds.measure import score
from tenderkit.lint.units import View


def scored(text: str, **sign: Any) -> float:
    match = parse_match({"minimum": 1, "nl": [{"weight": 1.0, **sign}]})
    view = View(parse(f"## 4 Artikel\n\n4.1 {text}\n", "x.md"), "nl")
    return score(view, view.units[0], match.nl, "nl")


def test_each_counts_every_match_and_at_most_bounds_it() -> None:
    text = "Hij opent de kast, opent de lade en opent de map."
    assert scored(text, patterns=["opent"]) == 1
    assert scored(text, patterns=["opent"], each=True) == 3
    assert scored(text, patterns=["opent"], each=True, at_most=2) == 2


def test_a_sign_counts_only_given_another() -> None:
    assert scored("De monteur opent de kast.", patterns=["opent"], given=["monteur"]) == 1
    assert scored("Opdrachtnemer opent de kast.", patterns=["opent"], given=["monteur"]) == 0


def test_a_sign_may_have_to_come_first() -> None:
    assert scored("Open de kast en de lade.", patterns=["open de"], first=True) == 1
    assert scored("De kast wordt open de dag erna.", patterns=["open de"], first=True) == 0


def test_a_sentence_longer_than_the_longest_is_not_judged() -> None:
    from pathlib import Path

    from tenderkit.lint.engine import Linter, Settings
    from tenderkit.lint.rules import load_rule
    from tenderkit.places import data_folder

    rule, _ = load_rule(Path(data_folder("rules")) / "det" / "det001-how-not-what.yaml")
    steps = "De operator opent het logboek, noteert de tijd in rode inkt, belt de coordinator en legt een kopie in het postvak"
    linter = Linter([rule])

    def findings(text: str) -> int:
        return len(
            linter.lint(parse(f"## 4 A\n\n4.1 {text}.\n", "x.md"), Settings(language="nl", kind="agreement")).findings
        )

    assert findings(steps) == 1
    assert findings(steps + " en overigens" * 50) == 0
