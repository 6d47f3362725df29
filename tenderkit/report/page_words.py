"""The words of the page (`--format html`), in both languages."""

from __future__ import annotations

from typing import Any

WORDS: dict[str, dict[str, Any]] = {
    "nl": {
        "page": "Bevindingen van tenderkit", "skip": "Naar de bevindingen", "contents": "Stukken", "filters": "Filters",
        "severity": "Ernst", "family": "Soort", "search": "Zoek in bevindingen", "only": "Alleen alinea's met bevindingen",
        "previous": "Vorige bevinding", "next": "Volgende bevinding", "counted": "{n} van {total} bevindingen in beeld",
        "reset": "Alles tonen", "why": "Waarom", "to_do": "Wat u kunt doen", "to_text": "Naar de passage", "clause_text": "Voorbeeldtekst: bepaling",
        "whole_title": "Over het geheel", "text": "De tekst met bevindingen", "no_text": "Over het dossier als geheel is er geen tekst.",
        "nothing": "Niets gevonden.", "mechanism": "Mechanisme", "state": "Staat", "complete": "Volledig", "place": "Plaats",
        "missing": "Ontbreekt", "mechanisms_of": "Mechanismen", "measures": "Alle maten", "measure": "Maat", "value": "Waarde",
        "guide": "Richtwaarde", "means": "Betekenis", "figures": "Ruimte en balans", "quadrant": "Dekking tegen verankerd vertrouwen",
        "axes": "Vier assen van flexibiliteit", "strip": "Waar in het stuk de bevindingen liggen", "most": "de meeste in", "begin": "begin", "end": "einde",
        "x": "dekking van mechanismen", "y": "verankerd vertrouwen", "in_quarter": "{mark} {name} (dekking {x}, vertrouwen {y})",
        "quarters": ["te goeder trouw maar leeg", "relationeel contract", "dichtgetimmerd", "star juridisch maar wendbaar op papier"],
        "lines": "De lijnen staan op de richtwaarden; elke helft heeft een eigen schaal.", "outside": "buiten richtwaarde",
        "kind": "Soort stuk", "language": "Taal", "size": "Omvang", "found": "Bevindingen", "document": "Stuk", "set": "dossier",
        "languages": {"nl": "Nederlands", "en": "Engels", "": "onbekend"}, "finding": "Bevinding",
        "kinds": {"agreement": "overeenkomst", "terms": "voorwaarden", "sla": "SLA", "dap": "DAP", "requirements": "programma van eisen",
                  "guide": "leidraad", "form": "formulier", "other": "overig"},
        "advice": "Dit is geen juridisch advies: laat een jurist teksten nakijken voordat u ze gebruikt.",
    },
    "en": {
        "page": "Findings of tenderkit", "skip": "To the findings", "contents": "Documents", "filters": "Filters",
        "severity": "Severity", "family": "Family", "search": "Search the findings", "only": "Only paragraphs with findings",
        "previous": "Previous finding", "next": "Next finding", "counted": "{n} of {total} findings shown",
        "reset": "Show all", "why": "Why", "to_do": "What you can do", "to_text": "To the passage", "clause_text": "Example text: clause",
        "whole_title": "About the whole", "text": "The text with findings", "no_text": "The set as a whole has no text of its own.",
        "nothing": "Nothing found.", "mechanism": "Mechanism", "state": "State", "complete": "Complete", "place": "Place",
        "missing": "Missing", "mechanisms_of": "Mechanisms", "measures": "All measures", "measure": "Measure", "value": "Value",
        "guide": "Guide value", "means": "Meaning", "figures": "Room and balance", "quadrant": "Coverage against anchored trust",
        "axes": "Four axes of flexibility", "strip": "Where in the document the findings lie", "most": "most in", "begin": "beginning", "end": "end",
        "x": "coverage of mechanisms", "y": "anchored trust", "in_quarter": "{mark} {name} (coverage {x}, trust {y})",
        "quarters": ["in good faith but empty", "relational contract", "boarded up", "rigid in law, agile on paper"],
        "lines": "The lines stand at the guide values; each half has a scale of its own.", "outside": "outside guide value",
        "kind": "Kind of document", "language": "Language", "size": "Size", "found": "Findings", "document": "Document", "set": "set",
        "languages": {"nl": "Dutch", "en": "English", "": "unknown"}, "finding": "Finding",
        "kinds": {"agreement": "agreement", "terms": "terms", "sla": "SLA", "dap": "operations manual", "requirements": "requirements",
                  "guide": "invitation to tender", "form": "form", "other": "other"},
        "advice": "This is no legal advice: have a lawyer check texts before you use them.",
    },
}  # fmt: skip
