"""The words that reports for people put round the findings, in both languages."""

from __future__ import annotations

WORDS = {
    "nl": {
        "error": "fout", "warning": "waarschuwing", "info": "info", "suppressed": "onderdrukt", "baselined": "in de baseline",
        "whole": "hele document", "set": "hele dossier", "documents": "stukken",
        "do": "doe", "clause": "art.", "page": "blz.",
        "fix": "bepaling", "present": "aanwezig", "mentioned": "genoemd", "by_reference": "via voorwaarden",
        "absent": "afwezig", "mechanisms": "Mechanismen", "none": "niets gevonden", "words": "woorden",
        "total": "{n} document(en): {error} fout(en), {warning} waarschuwing(en), {info} info", "clean": "Niets gevonden.",
    },
    "en": {
        "error": "error", "warning": "warning", "info": "info", "suppressed": "suppressed", "baselined": "in the baseline",
        "whole": "whole document", "set": "whole set", "documents": "documents",
        "do": "do", "clause": "cl.", "page": "p.",
        "fix": "clause", "present": "present", "mentioned": "mentioned", "by_reference": "by reference",
        "absent": "absent", "mechanisms": "Mechanisms", "none": "nothing found", "words": "words",
        "total": "{n} document(s): {error} error(s), {warning} warning(s), {info} info", "clean": "Nothing found.",
    },
}  # fmt: skip
