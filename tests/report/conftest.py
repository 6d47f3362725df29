"""Reports that several tests of formats need."""

from __future__ import annotations

import pytest

from tenderkit.document.readers.markdown import parse
from tenderkit.lint.engine import Linter, Settings
from tenderkit.lint.findings import DocumentReport
from tenderkit.places import data_folder

HOSTILE = """# Overeenkomst `<img src=x onerror=alert(1)>`

## 7. Duur `</script><script>alert(2)</script>`

7.1 De overeenkomst wordt stilzwijgend met twee jaar verlengd `</mark>` "en" `{{ 7*7 }}` | `]]>` door de partijen.

| Dienst | Norm |
| --- | --- |
| Servicedesk `<svg onload=alert(3)>` | De werkplek is een HP EliteBook 840. |
"""


@pytest.fixture(scope="session")
def rigid(linter: Linter) -> DocumentReport:
    """The report on the bundled rigid draft, with its text."""
    text = (data_folder("examples") / "rigid-draft" / "conceptcontract.md").read_text(encoding="utf-8")
    return linter.lint(parse(text, "drafts/concept contract é.md"), Settings(text=True))


@pytest.fixture(scope="session")
def hostile(linter: Linter) -> DocumentReport:
    """The report on a text that would break out of a format that does not escape."""
    return linter.lint(parse(HOSTILE, 'a"<b>&%|:,.md'), Settings(kind="agreement", text=True))


@pytest.fixture(scope="session")
def clean(linter: Linter) -> DocumentReport:
    """The report on a text without findings."""
    return linter.lint(parse("# Brief\n\nGoedemiddag, tot morgen.\n", "brief.md"), Settings(text=True))
