from __future__ import annotations

import pytest

from tenderkit.document.readers.markdown import parse
from tenderkit.language import LANGUAGES
from tenderkit.lint import likeness
from tenderkit.lint.engine import Linter, Settings
from tenderkit.lint.likeness import Likenesses
from tenderkit.lint.rules import load_rules
from tenderkit.lint.units import View

PLAIN = {
    "nl": (
        "Blijken er meer of minder accounts nodig, dan past de gemeente het aantal elke maand aan tegen de prijs per account uit de tabel.",
        "De factuur vermeldt het ordernummer en wordt gestuurd naar de afdeling Financiën.",
    ),
    "en": (
        "Should more or fewer accounts be needed, the council changes the number every month at the price per account in the table.",
        "The invoice states the order number and is sent to the finance department.",
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_label_that_rules_use_is_in_the_model(language: str) -> None:
    labels = likeness.model("en" if language == "en" else "nl").labels
    use = likeness.use()
    assert set(use.mechanisms.values()) | set(use.findings.values()) <= set(labels)
    assert use.of_the_client <= set(use.mechanisms)
    assert set(use.findings) <= {r.code for r in load_rules()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_plain_words_are_like_what_they_arrange(language: str) -> None:
    volume, invoice = PLAIN[language]
    view = View(parse(f"# A\n\n## B\n\n1.1 {volume}\n\n1.2 {invoice}\n", "a.md"), language)
    like = Likenesses(view)
    first, second = view.units
    assert like.of(first, "volume-flexibility") > 0.5 > 0.1 > like.of(second, "volume-flexibility")
    assert [unit for unit, _ in like.like("volume-flexibility", 0.5)] == [first]
    assert like.of(first, "a label that nobody knows") == 1.0


def test_a_likeness_arranges_nothing_without_answers() -> None:
    rule = next(r for r in load_rules() if r.match.get("mechanism") == "volume_flex")
    linter = Linter([rule], [rule])
    settings = Settings(language="nl", kind="agreement")
    state = (
        linter.lint(parse(f"# A\n\n## B\n\n1.1 {PLAIN['nl'][0]}\n", "a.md"), settings).mechanisms["volume_flex"].state
    )
    assert state == "present"
    wish = "Over meer of minder accounts praten wij nog eens."
    assert (
        linter.lint(parse(f"# A\n\n## B\n\n1.1 {wish}\n", "a.md"), settings).mechanisms["volume_flex"].state
        != "present"
    )


def test_lists_rows_and_long_paragraphs_are_looked_at_together() -> None:
    text = (
        "# A\n\n## B\n\n1.1 Per kwartaal kan de gemeente:\n\n- meer accounts afnemen;\n- minder accounts afnemen.\n\n"
        "| soort | prijs |\n|---|---|\n| account | tien euro per maand |\n\n"
        "1.2 Een. Twee woorden staan hier. Drie woorden staan er. Vier woorden staan er nu. Vijf is het laatste woord.\n"
    )
    found = [p.text for p in likeness.passages(View(parse(text, "a.md"), "nl"))]
    assert any("meer accounts" in t and "minder accounts" in t for t in found)
    assert "account | tien euro per maand" in found
    assert sum("drie woorden" in t for t in found) == 3
