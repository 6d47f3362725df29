"""An empty clause to begin with."""

from __future__ import annotations

_TEXTS = {
    "nl": {
        "title": "Titel van de bepaling", "serves": "Waar deze bepaling voor dient, in één zin.",
        "source": "Eigen tekst; noem waar het idee vandaan komt en of u de bron heeft gelezen",
        "review": "Laat een jurist deze tekst controleren voor gebruik.",
        "guidance": "Wat de gebruiker moet weten om te kiezen en in te vullen.",
        "label": "Waar het getal voor staat", "unit": "werkdagen",
        "body": "1. Opdrachtnemer meldt dit binnen {{ days }} Werkdagen aan Opdrachtgever.\n2. Partijen leggen de uitkomst schriftelijk vast.",
    },
    "en": {
        "title": "Title of the clause", "serves": "What this clause is for, in one sentence.",
        "source": "Own wording; say where the idea comes from and whether you read the source",
        "review": "A lawyer should check this text before use.",
        "guidance": "What the user needs to know to choose and to fill in.",
        "label": "What the number stands for", "unit": "working days",
        "body": "1. The Supplier reports this to the Client within {{ days }} Working Days.\n2. The Parties record the outcome in writing.",
    },
}  # fmt: skip


def skeleton(id_: str, language: str) -> str:
    """The text of a new clause file, whole and valid."""
    t = _TEXTS[language]
    return f"""---
id: {id_}
title: {t["title"]}
provides: []
requires: []
documents: [agreement]
status: optional
condition: ""
stance: balanced
version: 0.1.0
serves: {t["serves"]}
source:
  - {t["source"]}
review: {t["review"]}
guidance: {t["guidance"]}
terms: {{}}
parameters:
  days: {{type: integer, default: 10, minimum: 1, maximum: 60, unit: {t["unit"]}, label: {t["label"]}}}
---
{t["body"]}
"""
