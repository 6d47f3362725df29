"""Whose number a reference names: that of the document itself, of a law, or of another document."""

from __future__ import annotations

import re
from collections.abc import Set

from tenderkit.document.model import Document

_LAW_NL = r"wet|wetboek|verordening|richtlijn|besluit|regeling|reglement|verdrag|grondwet|statuten"
_LAW_EN = r"act|acts|regulation|regulations|directive|code|law|laws|rule|rules|statute|convention|treaty|constitution"
_PAPER_EN = (
    r"agreement|contract|schedule|annex|appendix|exhibit|attachment|lease|license|licence|plan|policy|order|form|terms|"
    r"statement|addendum|amendment|rfp|rfq|msa|sow|dpa|far|cfr|gdpr|manual|specification|bylaws|charter|indenture"
)
_PAPER_NL = (
    r"overeenkomst|contract|voorwaarden|bijlage|annex|leidraad|bestek|offerte|inschrijving|protocol|handboek|statuut|"
    r"convenant|nota|programma|document|plan"
)
_TITLE = r"(?:\s*\([^()]{1,80}\))?"  # "clause 19 (Default) of ..."

# "of this Agreement", "van deze overeenkomst", "hereof": the document itself.
_THIS = re.compile(
    rf"{_TITLE}\s*,?\s*(?:(?:van|uit|in|bij|onder|op|of|to|under|from)\s+(?:deze|dit|de\s+onderhavige|het\s+onderhavige|onderhavige|"
    rf"this|these|the\s+present)\s+(?:[\w-]+\s+){{0,2}}?(?P<noun>[\w-]+)|(?:hiervan|hierboven|hieronder|hiervoor|hierna|hereof|"
    rf"above|below|herein|hereto|hereunder)\b)",
    re.IGNORECASE,
)
_APPLIES = re.compile(
    r"\s*,?\s*van\s+(?:overeenkomstige\s+|dienovereenkomstige\s+)?(?:toepassing|kracht|belang|rechtswege|te\b|\d)",
    re.IGNORECASE,
)
_VAN = re.compile(
    rf"{_TITLE}\s*,?\s*(?:van|uit)\s+(?P<name>(?:(?:de|het|een|die|dat|zijn|haar|hun|genoemde|voornoemde|bedoelde)\s+)"
    rf"[^\s,;.()]+(?:\s+(?-i:[A-Z0-9])[\w-]*){{0,5}}|(?-i:[A-Z])[^\s,;()]*(?:\s+(?-i:[A-Z0-9])[\w-]*){{0,5}}|[\w-]+)",
    re.IGNORECASE,
)
_UIT = re.compile(r"\s*,?\s*uit\s+(?![A-Z])(?!de\b|het\b|een\b|die\b|dat\b)")
_BIJ = re.compile(
    rf"{_TITLE}\s*,?\s*(?:behorende\s+)?(?:bij|in|onder)\s+(?P<name>(?:(?:de|het|een|die)\s+)?"
    rf"(?:(?-i:[A-Z])[\w-]*|[\w-]*(?:{_LAW_NL}|{_PAPER_NL})\b)(?:\s+(?-i:[A-Z0-9])[\w-]*){{0,5}})",
    re.IGNORECASE,
)
_OF = re.compile(rf"{_TITLE}\s*,?\s*of\s+(?P<name>[^,;.()]{{1,60}})")
_OWNER = re.compile(
    rf"{_TITLE}\s*,?\s*of\s+(?!(?:{_PAPER_EN}|bijlage)\s+\S{{1,3}}\b)(?P<name>(?:the|that|such|its|any|(?-i:[A-Z]))\b[^,;.()]{{1,60}})",
    re.IGNORECASE,
)
_TO = re.compile(
    rf"{_TITLE}\s*,?\s*(?:to|in|under|from|at)\s+(?P<name>(?:the\s+|its\s+|such\s+|any\s+|that\s+)?(?:[\w'’&\-]+\s+){{0,4}}?"
    rf"(?:{_LAW_EN}|{_PAPER_EN})\b)",
    re.IGNORECASE,
)
_THERE = re.compile(r"\s*,?\s*(?P<name>thereof|therein|thereto|daarvan|aldaar)\b", re.IGNORECASE)
_NEXT = re.compile(
    rf"\s+(?:de\s+|het\s+|the\s+)?(?P<name>[A-ZÀ-Þ][\w-]*(?:\s+[A-Z0-9][\w-]*){{0,4}}|[a-z-]*(?:{_LAW_NL})\b(?:\s+\d{{4}})?)"
)
_IN_BRACKETS = re.compile(r"\s*\((?P<name>[A-Z][\w-]*[A-Z][\w-]*)\)")
_BEFORE = re.compile(
    rf"(?:^|[\s(\[])(?P<name>(?:[A-Z][\w.\-]*[A-Z][\w.\-]*|[A-Za-z-]*(?i:{_LAW_NL})|(?:the\s+)?(?:[A-Z]\w+\s+)*(?:{_LAW_EN.title()})"
    r"|(?:Bijlage|Annex|Schedule|Appendix|Exhibit|Attachment|bijlage)\s+[\w.\-]{1,5}|Title\s+\d+|titel\s+\d+|boek\s+\d+)"
    r"(?:\s+(?:of\s+)?\d{4})?(?:\s*\([^()]{1,40}\))?)[\s,:\-–]{0,3}(?:onder\s+|under\s+)?(?:\d+\s+)?$"
)
_PAPER = re.compile(r"(?:bijlage|annex|schedule|appendix|exhibit|attachment)\b", re.IGNORECASE)
_AFTER = {
    "nl": (_THERE, _VAN, _BIJ, _IN_BRACKETS),
    "en": (_THERE, _OF, _TO, _IN_BRACKETS),
    "": (_THERE, _VAN, _OWNER, _BIJ, _TO, _IN_BRACKETS),
}
LARGEST = 120  # no contract has that many articles: a higher number is a law's


def names_of_itself(document: Document) -> frozenset[str]:
    """The words by which a document speaks of itself ("overeenkomst"), taken from its title."""
    lines = [document.title, *(b.text for b in document.blocks[:6] if b.kind in ("title", "heading"))]
    for line in lines:
        words = re.findall(r"[a-z]+", line.lower())
        if not words:
            continue
        # A service level agreement is not "the agreement": that is the contract it belongs to.
        if {"service", "level", "sla", "bijlage", "annex", "schedule", "appendix", "exhibit", "bij", "amendment"} & set(
            words
        ):
            return frozenset()
        for name in ("overeenkomst", "contract", "agreement", "voorwaarden", "terms"):
            if any(word.endswith(name) for word in words):
                return frozenset({name, *({"agreement", "contract"} if name == "agreement" else ())})
    return frozenset()


def source(
    text: str, start: int, end: int, own_names: Set[str], language: str, *, since: int = 0, titled: bool = False
) -> str | None:
    """The law or document that the reference at `start` to `end` belongs to, as the text names it.

    "" when the text says that it is the document itself, None when the text does not say. `language` is that of the word
    the reference begins with: "of" is a choice in Dutch and an owner in English ("": either). `titled`: a name right after
    the number is the title of what is pointed to, as with annexes, not its owner. `since`: where the reference before it
    ends, whose owner may stand in between.
    """
    before = text[max(since, start - 70) : start]
    after = text[end : end + 160]
    this = _THIS.match(after)
    if this:
        noun = (this.group("noun") or "").lower()
        return noun if re.fullmatch(rf"[\w-]*(?:{_LAW_NL})|{_LAW_EN}", noun) else ""
    said = _BEFORE.search(before)
    # In a line of capitals every word looks like an abbreviation.
    if said and not (titled and _PAPER.match(said.group("name"))):
        ours = since and not re.sub(
            r"^(?:\s|,|\b(?:of|van|in|to|under|the|de|het)\b)+", "", before[: said.start("name")]
        )
        # In a line of capitals every word looks like an abbreviation.
        if not ours and not text[start:end].isupper() and not re.fullmatch(r"[IVX]+", said.group("name")):
            return said.group("name").strip()
    if _APPLIES.match(after) or _UIT.match(after):
        return None
    for pattern in (*_AFTER[language], *(() if titled else (_NEXT,))):
        found = pattern.match(after)
        if found:
            name = found.group("name").strip()
            return "" if _bare(name) in own_names else name
    return None


def _bare(name: str) -> str:
    return re.sub(r"^(?:de|het|the)\s+", "", name.lower()).strip()
