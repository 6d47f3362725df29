"""Which side a name is on when no label says so: by what it is called, and by what it does in the text.

"Wij" and "u", "we" and "you" are parties in many requirement documents and suppliers' terms, now one side and now the other;
a company's own name ("Leerwolk") stands where others write "Supplier". Who pays and orders is the client, who delivers,
maintains and invoices the supplier.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Literal

Side = Literal["client", "supplier"]

PRONOUNS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "nl": {"we": ("wij", "we", "ons", "onze"), "you": ("u", "uw", "jullie", "je", "jij", "jouw")},
    "en": {"we": ("we", "us", "our"), "you": ("you", "your")},
}

_FORM = (
    r"B\.?V\.?|N\.?V\.?|V\.?O\.?F\.?|Ltd\.?|Limited|LTD|LIMITED|Inc\.?|INC\.?|Incorporated|Corp\.?|Corporation|LLC|LLP|"
    r"[Pp]lc|PLC|GmbH|AG|Oyj?|AB|A/S|ApS|S\.A\.|SARL|SAS|Pty"
)
_COMPANY_NAME = re.compile(rf"((?:[A-Z][\w&’'.\-]*[ ]){{0,4}}[A-Z][\w&’'\-]*),?[ ](?:{_FORM})(?![\w])")
_NO_NAME = frozenset(
    "de het een the this our met and en by of for tussen between door van namens hierna besloten vennootschap".split()
)

_SIDES = {
    "nl": {
        "client": re.compile(
            r"\b(?:opdrachtgever|klant|afnemer|koper|gemeente\w*|provincie|waterschap|stichting|school\w*|universiteit|ziekenhuis|"
            r"aanbestedende dienst|omgevingsdienst|ministerie|hogeschool|organisatie die)\b"
        ),
        "supplier": re.compile(
            r"\b(?:opdrachtnemer|leverancier|dienstverlener|inschrijver|contractant|aanbieder|b\.?v|n\.?v)\b"
        ),
    },
    "en": {
        "client": re.compile(
            r"\b(?:client|customer|buyer|purchaser|council|authority|university|agency|ministry|school|county|subscriber|"
            r"hospital|organi[sz]ation (?:that|which))\b"
        ),
        "supplier": re.compile(
            r"\b(?:supplier|contractor|vendor|provider|tenderer|seller|licensor|inc|ltd|limited|llc|plc|corp|gmbh)\b"
        ),
    },
}
_IS = {
    "nl": r"(?:zijn|is|bent|ben|betekent|staat voor|bedoelen (?:wij|we)|verwijst naar|wordt bedoeld|noemen|[:=|\n])",
    "en": r"(?:is|are|means|mean|refers? to|refer to|shall mean|[:=|\n])",
}

_DOES = {
    "nl": {
        "client": r"betaal\w*|betalen|verschuldigd|vergoed\w*|bestel\w*|afneemt|afnemen|neem\w* \w+ af|gunt|gunnen|koopt|kopen",
        "supplier": (
            r"lever\w*|verricht\w*|verleen\w*|verlenen|facture\w*|host\w*|beheert|beheren|onderhoud\w*|installe\w*|implemente\w*|"
            r"biedt|bieden|migre\w*|ondersteun\w*|verhelp\w*|ontwikkel\w*|herstel\w*|stelt \w+ \w+ beschikbaar|rapporteer\w*"
        ),
    },
    "en": {
        "client": r"pays?|paying|purchases?|orders?|subscribes?|reimburses?|procures?|places? orders?",
        "supplier": (
            r"provides?|performs?|delivers?|supply|supplies|hosts?|maintains?|invoices?|installs?|supports?|develops?|repairs?|"
            r"grants? \w+ (?:\w+ ){0,3}licen[cs]e|makes? available|correct|fix|migrates?"
        ),
    },
}
_MODAL = {
    "nl": r"(?:\s(?:zal|zullen|moet|moeten|dient|dienen|kan|kunnen|is|zijn|bent|gaat|heeft|ook|dan|daarvoor|verplicht|te))*",
    "en": r"(?:\s(?:shall|will|must|may|can|agrees? to|is|are|required|obliged|to|also|then))*",
}
FEWEST = 4  # acts, before they say anything
CLEARLY = 3.0  # how many times as often as the other side


def pronoun_sides(folded_text: str, language: str) -> dict[str, Side]:
    """The pronouns that stand for a side, in a text in small letters without accents: all forms of "we" and of "you".

    What the text says of them counts first ("U bent de leverancier"), then what they do. One says the other.
    """
    kinds = PRONOUNS.get(language)
    if kinds is None:
        return {}
    told = {kind: _told(folded_text[:12_000], forms, language) for kind, forms in kinds.items()}
    if not any(told.values()):
        acts = {kind: side_by_acts(folded_text, forms[:2], language) for kind, forms in kinds.items()}
        # Contracts in which the parties together say "we" have no "you" that acts.
        told = acts if acts["you"] else dict.fromkeys(kinds)
    we, you = told["we"], told["you"]
    if (we is None and you is None) or we == you:
        return {}
    we, you = we or _other(you), you or _other(we)
    return {form: side for kind, side in (("we", we), ("you", you)) if side for form in kinds[kind]}


def _other(side: Side | None) -> Side | None:
    return None if side is None else "supplier" if side == "client" else "client"


def _told(text: str, forms: Iterable[str], language: str) -> Side | None:
    quoted = "|".join(forms)
    pattern = re.compile(
        rf"(?:^|[\"“'‘(\n ])(?:{quoted})[\"”'’)]*(?:[ ]*(?:/|,|of|en|or|and)[ ]*[\"“'‘]?(?:{quoted})[\"”'’]?)*[ ]*{_IS[language]}[ ]*"
        rf"([^.;\n]{{0,60}})"
    )
    for match in pattern.finditer(text):
        sides = [side for side, words in _SIDES[language].items() if words.search(match.group(1))]
        if len(sides) == 1:
            return "client" if sides[0] == "client" else "supplier"
    return None


def side_by_acts(folded_text: str, names: Iterable[str], language: str) -> Side | None:
    """The side that a name's acts point to, or None when there are too few or they point both ways."""
    if language not in _DOES:
        return None
    name = "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True))
    counts = {}
    for side, verbs in _DOES[language].items():
        after = rf"(?<![\w-])(?:{name}){_MODAL[language]}\s(?:\w+\s){{0,2}}?(?:{verbs})(?![\w-])"
        before = rf"(?<![\w-])(?:{verbs})\s(?:{name})(?![\w-])" if language == "nl" else r"(?!)"
        passive = rf"(?:{verbs}|ed|verd)\s(?:door|by)\s(?:de |het |the )?(?:{name})(?![\w-])"
        counts[side] = sum(len(re.findall(p, folded_text)) for p in (after, before, passive))
    client, supplier = counts["client"], counts["supplier"]
    if client + supplier < FEWEST:
        return None
    if supplier >= CLEARLY * client:
        return "supplier"
    return "client" if client >= CLEARLY * supplier else None


def company_names(text: str) -> list[str]:
    """Companies that the opening of a document names with their legal form, as written, without it: "Lumenpath Software"."""
    found: list[str] = []
    for match in _COMPANY_NAME.finditer(text):
        words = match.group(1).split()
        while words and words[0].lower() in _NO_NAME:
            words = words[1:]
        name = " ".join(words)
        if name and name not in found:
            found.append(name)
    return found


def short_name(name: str, text: str) -> str:
    """The first word of a company's name, where the text uses it alone as a name at least three times; or ""."""
    first = name.split()[0]
    if len(first) < 3:
        return ""
    alone = len(re.findall(rf"(?<![\w-]){re.escape(first)}(?![\w-])(?! (?:{_FORM}))", text))
    whole = len(re.findall(re.escape(name), text)) if name != first else 0
    small = re.search(rf"(?<![\w-]){re.escape(first.lower())}(?![\w-])", text) is not None
    return first if alone - whole >= 3 and not small else ""
