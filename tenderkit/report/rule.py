"""A rule explained for who has to act on it."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Sequence
from typing import Any

_WORDS = {
    "nl": {
        "why": "Waarom", "do": "Wat te doen", "source": "Bron", "bad": "Zo niet", "good": "Wel zo", "clause": "Bepaling",
        "severity": {"error": "fout", "warning": "waarschuwing", "info": "info"},
        "status": {"read": "gelezen", "partly-read": "deels gelezen", "unread": "niet gelezen", "research": "onderzoek",
                   "design": "eigen ontwerp"},
    },
    "en": {
        "why": "Why", "do": "What to do", "source": "Source", "bad": "Not so", "good": "But so", "clause": "Clause",
        "severity": {"error": "error", "warning": "warning", "info": "info"},
        "status": {"read": "read", "partly-read": "read in part", "unread": "not read", "research": "research",
                   "design": "own design"},
    },
}  # fmt: skip


def explain(rules: Sequence[dict[str, Any]], language: str, format_: str) -> str:
    """Rule files (as loaded) as text or JSON."""
    if format_ == "json":
        keys = (
            "code",
            "name",
            "aliases",
            "severity",
            "title",
            "why",
            "source",
            "kind",
            "documents",
            "remedy",
            "examples",
        )
        return json.dumps([{k: r[k] for k in keys if k in r} for r in rules], ensure_ascii=False, indent=2) + "\n"
    return "\n".join(_one(rule, language) for rule in rules)


def listing(rules: Sequence[dict[str, Any]], language: str) -> str:
    """All rules, a line each."""
    severities: Any = _WORDS[language]["severity"]
    return "".join(
        f"{r['code']}  {r['name']:<30}  {severities[r['severity']]:<13}  {r['title'][language]}\n"
        for r in sorted(rules, key=lambda r: r["code"])
    )


def _one(rule: dict[str, Any], language: str) -> str:
    words: dict[str, Any] = _WORDS[language]

    def paragraph(text: str) -> str:
        return textwrap.fill(" ".join(text.split()), 96, initial_indent="  ", subsequent_indent="  ")

    def quoted(texts: Sequence[str]) -> list[str]:
        return [textwrap.indent(text.strip(), "  | ", lambda _: True) for text in texts]

    source, remedy = rule["source"], rule["remedy"]
    clause = f"  {words['clause']}: {remedy['clause']}\n" if remedy.get("clause") else ""
    examples = rule["examples"][language]
    return "\n".join(
        [
            f"{rule['code']} {rule['name']} ({words['severity'][rule['severity']]}): {rule['title'][language]}",
            "",
            f"{words['why']}:",
            paragraph(rule["why"][language]),
            f"{words['do']}:",
            paragraph(remedy["text"][language]) + "\n" + clause,
            f"{words['bad']}:",
            *quoted(examples["bad"]),
            f"{words['good']}:",
            *quoted(examples["good"]),
            f"{words['source']} ({words['status'][source['status']]}):",
            paragraph(source[language]),
            "",
        ]
    )
