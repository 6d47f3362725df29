"""Writes a page for every rule, from its file, and their index: docs/rules/. Run it after changing a rule."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from tenderkit.lint.rules import Rule, load_rules

HERE = Path(__file__).parent / "rules"
SHOWN = 2  # examples of each sort on a page; the rule's file has them all

FAMILIES = {
    "FLX": "Mechanisms for change: missing, only mentioned or incomplete (001-027), and what does not go together (101-112)",
    "DET": "Over-detail: how instead of what",
    "LCK": "Lock-in",
    "BAL": "Balance: how duties, sanctions and trust are divided",
    "REF": "Loose ends: references, terms, numbers",
    "SET": "A tender set as a whole (`tenderkit check`)",
    "SUP": "Suppressions: without a reason, unclear, or no longer needed",
}
KINDS = {
    "mechanism": "Whether the document arranges it, only mentions it, or does not have it, and which questions the arrangement leaves open.",
    "phrase": "Sentences and table cells in which one of its expressions stands.",
    "statement": "Sentences that say it, whoever is the subject and in whatever order the words stand.",
    "measure": "Sentences, lists and cells in which signs that weigh for and against add up to enough.",
    "count": "How many there are in one document; one finding, on the first, when there are too many.",
    "column": "Rows of a table that should say something in a column and do not.",
    "similar": "Demands that stand in the document twice, in nearly the same words.",
    "balance": "The document as a whole, by its measures.",
    "interaction": "Two things that do not go together, or one that needs another which is not there.",
    "reference": "References, terms and numbers that do not lead anywhere or contradict each other.",
    "suppression": "The comments and settings that suppress findings.",
    "set": "The documents of a set beside each other.",
}
STATUS = {
    "read": "read", "partly-read": "read in part", "unread": "not read", "research": "research", "design": "our own design",
}  # fmt: skip
DOCUMENTS = {
    "agreement": "agreements", "terms": "general terms", "sla": "SLAs", "dap": "operations manuals",
    "requirements": "requirements", "guide": "invitations to tender", "form": "forms", "other": "other documents",
}  # fmt: skip


def pages() -> dict[str, str]:
    """The text of every page by its file name in docs/rules/."""
    rules = load_rules()
    return {"index.md": _index(rules), **{f"{_name(rule)}.md": _page(rule) for rule in rules}}


def _name(rule: Rule) -> str:
    return f"{rule.code}-{rule.name}"


def _index(rules: Sequence[Rule]) -> str:
    lines = [
        "# Rules",
        "",
        f"The {len(rules)} rules, a page each. `tenderkit rule CODE` says the same at the command line; how to write",
    ]
    lines += [
        "a rule of your own stands in [rules.md](../rules.md). Generated from [rules/](../../rules) (`python docs/rule_pages.py`)."
    ]
    for family, about in FAMILIES.items():
        lines += [
            "",
            f"## {family}",
            "",
            f"{about}.",
            "",
            "| rule | severity | Nederlands | English |",
            "| --- | --- | --- | --- |",
        ]
        lines += [
            f"| [{rule.code}]({_name(rule)}.md) {rule.name} | {rule.severity} | {_cell(rule.title.nl)} | {_cell(rule.title.en)} |"
            for rule in rules
            if rule.family == family
        ]
    return "\n".join(lines) + "\n"


def _page(rule: Rule) -> str:
    where = ", ".join(DOCUMENTS[kind] for kind in rule.documents) or "all documents"
    if rule.kind == "mechanism":
        where = "agreements and general terms; in `tenderkit check` the set as a whole"
    if rule.kind == "set":
        where = "a tender set (`tenderkit check`)"
    facts = [f"Severity: **{rule.severity}**", f"Looks at: {where}"]
    if rule.lock_in:
        facts.append(f"Weight in the lock-in index: {rule.lock_in.weight}")
    if rule.aliases:
        facts.append("Earlier names: " + ", ".join(f"`{alias}`" for alias in rule.aliases))
    clause = f"\n\n`tenderkit clause show {rule.remedy.clause}` gives the clause." if rule.remedy.clause else ""
    parts = [
        f"# {rule.code} {rule.name}",
        f"**{_text(rule.title.nl)}** · {_text(rule.title.en)}",
        "\n".join(f"- {fact}" for fact in facts),
        "## What it looks for",
        KINDS[rule.kind],
        "## Why",
        _both(rule.why.nl, rule.why.en),
        "## What to do",
        _both(rule.remedy.text.nl, rule.remedy.text.en) + clause,
        "## Examples",
        *_examples("Nederlands", "Zo niet", "Wel zo", rule.examples.nl.bad, rule.examples.nl.good),
        *_examples("English", "Not so", "But so", rule.examples.en.bad, rule.examples.en.good),
        "## Options",
        f"In `tenderkit.toml`: another severity with `{rule.code} = \"info\"` under `[severity]`, or not at all with "
        f"`ignore = [\"{rule.code}\"]`. On one passage, with a reason, as a comment in Word or `<!-- ... -->` before it in Markdown: "
        f"`tenderkit: negeer {rule.code} reden: ...` or `tenderkit: ignore {rule.code} reason: ...`.",
        f"## Source ({STATUS[rule.source.status]})",
        _both(rule.source.nl, rule.source.en),
    ]  # fmt: skip
    return "\n\n".join(parts) + "\n"


def _examples(language: str, bad: str, good: str, wrong: Sequence[str], right: Sequence[str]) -> list[str]:
    return [f"### {language}", f"{bad}:", *map(_block, wrong[:SHOWN]), f"{good}:", *map(_block, right[:SHOWN])]


def _block(text: str) -> str:
    """A text as it stands in a document, markup shown and not carried out."""
    longest = max((len(run) for run in re.findall("`+", text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}text\n{text.strip()}\n{fence}"


def _both(dutch: str, english: str) -> str:
    return f"{_text(dutch)}\n\n*{_text(english)}*"


def _text(text: str) -> str:
    return re.sub(r"([\\*_<>\[\]])", r"\\\1", " ".join(text.split()))


def _cell(text: str) -> str:
    return _text(text).replace("|", "\\|")


def write() -> None:
    """Write the pages, and take away those of rules that are no more."""
    HERE.mkdir(exist_ok=True)
    current = pages()
    for path in HERE.glob("*.md"):
        if path.name not in current:
            path.unlink()
    for name, text in current.items():
        (HERE / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
