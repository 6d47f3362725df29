"""The page of every rule is there and current, and links in the documentation lead somewhere."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

DOCS = Path(__file__).resolve().parents[2] / "docs"
LINK = re.compile(r"(?<!!)\[[^\]]*\]\((?!https?:|mailto:|#)([^)#\s]+)")


def test_the_pages_of_the_rules_are_current() -> None:
    spec = importlib.util.spec_from_file_location("rule_pages", DOCS / "rule_pages.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    here = {p.name: p.read_text(encoding="utf-8") for p in (DOCS / "rules").glob("*.md")}
    wanted = module.pages()
    assert sorted(here) == sorted(wanted), "run python docs/rule_pages.py"
    stale = [name for name, text in wanted.items() if here[name] != text]
    assert not stale, "run python docs/rule_pages.py"


@pytest.mark.parametrize("page", sorted(p.name for p in DOCS.glob("*.md")))
def test_links_lead_somewhere(page: str) -> None:
    targets = LINK.findall((DOCS / page).read_text(encoding="utf-8"))
    assert [t for t in targets if not (DOCS / t).exists()] == []


def test_the_table_of_contents_names_every_page() -> None:
    named = set(LINK.findall((DOCS / "index.md").read_text(encoding="utf-8")))
    pages = {p.name for p in DOCS.glob("*.md") if not p.name.endswith(".in.md")}
    assert pages - {"index.md"} <= named and "rules/index.md" in named
