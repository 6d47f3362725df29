"""What mending says, in both languages."""

from __future__ import annotations

_SAYS = {
    "inserted": {
        "nl": "ingevoegd uit de clausulebibliotheek van tenderkit",
        "en": "inserted from the clause library of tenderkit",
    },
    "above": {"nl": "hierboven", "en": "above"},
    "compare": {
        "nl": "Het concept zegt hier zelf al iets over ({where}). Vergelijk beide teksten en schrap wat dubbel is of elkaar tegenspreekt.",
        "en": "The draft already says something about this ({where}). Compare both texts and delete what is double or contradicts.",
    },
    "against": {
        "nl": "Let op: {where} zegt iets anders ({what}, {rule}). Beide teksten kunnen niet naast elkaar blijven staan.",
        "en": "Mind: {where} says otherwise ({what}, {rule}). The two texts cannot both stand.",
    },
    "values": {
        "nl": "Ingevulde waarden, pas ze zo nodig aan: {values}.",
        "en": "Values filled in, change them where needed: {values}.",
    },
    "by_reference": {
        "nl": "is via algemene voorwaarden geregeld; een eigen bepaling zou daarmee kunnen botsen",
        "en": "is arranged through general terms, with which a clause of its own might conflict",
    },
    "unsafe": {
        "nl": "een andere bepaling zegt het tegendeel (weggelaten door --safe)",
        "en": "another clause says the opposite (left out by --safe)",
    },
    "there": {
        "nl": "er staat al een tekst die ermee zou kunnen botsen (weggelaten door --safe)",
        "en": "there is a text already that it might contradict (left out by --safe)",
    },
    "no_clause": {"nl": "de bibliotheek heeft er geen bepaling voor", "en": "the library has no clause for it"},
    "needs_tender": {
        "nl": "de bepaling heeft gegevens uit een tender.yaml nodig",
        "en": "the clause needs data from a tender.yaml",
    },
    "not_in_clause": {
        "nl": "wat ontbreekt, staat ook in de bepaling van de bibliotheek niet",
        "en": "what is missing is not in the library's clause either",
    },
    "too_long": {
        "nl": "de zin is te lang om als geheel te vervangen",
        "en": "the sentence is too long to be replaced as a whole",
    },
    "no_name": {"nl": "er staat geen naam die vervangen kan worden", "en": "there is no name that could be replaced"},
    "overlap": {"nl": "een andere wijziging raakt dezelfde passage", "en": "another change touches the same passage"},
    "field": {
        "nl": "de passage staat in een veld, een koppeling of een andere wijziging",
        "en": "the passage stands in a field, a link or another change",
    },
}


def say(key: str, language: str) -> str:
    """One of the sentences above in a language."""
    return _SAYS[key]["en" if language == "en" else "nl"]
