"""What a rule puts in the place of a passage has no fault of its own."""

from __future__ import annotations

import pytest

from tenderkit.lint.rules import Rule, load_rules

RULES = [rule for rule in load_rules() if rule.replacement is not None]
AROUND = {"nl": "Op de werkplek staat {}.", "en": "The workstation runs {}."}


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.code)
def test_a_replacement_mends_its_rule(lint_text, rule: Rule, language: str) -> None:
    assert rule.replacement is not None
    words = rule.replacement.get(language).replace("{}", "Windows 11")
    text = words if rule.replacement.of == "sentence" else AROUND[language].format(words)
    found = lint_text(f"# Contract\n\n## 7. Prijzen\n\n7.1 {text}\n", language=language).findings
    assert rule.code not in {f.rule for f in found}
    if rule.replacement.of == "sentence":
        assert not [f for f in found if f.block is not None and f.rule[:3] in ("LCK", "DET")]
