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

FAMILIES = {
    "nl": {
        "FLX": "ruimte voor verandering", "LCK": "lock-in", "DET": "te veel detail", "BAL": "balans", "REF": "losse einden",
        "SET": "dossier als geheel",
    },
    "en": {
        "FLX": "room for change", "LCK": "lock-in", "DET": "over-detail", "BAL": "balance", "REF": "loose ends",
        "SET": "set as a whole",
    },
}  # fmt: skip
"""What the families of rules are about, by the letters of their codes."""

_COUNTED = {
    "nl": {"error": "fout|fouten", "warning": "waarschuwing|waarschuwingen", "info": "opmerking|opmerkingen"},
    "en": {"error": "error|errors", "warning": "warning|warnings", "info": "remark|remarks"},
}


def counted(severity: str, number: int, language: str) -> str:
    """So many findings of a severity, as one says it: "1 fout", "2 fouten"."""
    one, more = _COUNTED[language][severity].split("|")
    return f"{number} {one if number == 1 else more}"
