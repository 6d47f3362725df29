"""What kind of document this is, told by its title, its headings and what it is made of."""

from __future__ import annotations

import re
from collections import Counter
from typing import get_args

from tenderkit.document.model import INTERNAL_NOTE
from tenderkit.lint.findings import DocumentKind
from tenderkit.lint.units import View

KINDS: tuple[str, ...] = get_args(DocumentKind)

# Words in the title or the first lines that name a kind, strongest first.
_TITLES: tuple[tuple[str, str], ...] = (
    ("other", r"^\W*(?:wet van \d|\w+wet (?:19|20)\d\d|besluit van \d|an act to\b|act of parliament)"),
    ("dap", r"\bdossier afspraken en procedures\b|\bdap\b|operations manual|operational handbook|procedures manual"),
    ("sla", r"\bservice ?-?level ?-?agreement\b|\bsla\b|dienstverleningsniveau|quality assurance surveillance|qasp"),
    ("terms", r"algemene (?:\w+ ){0,3}voorwaarden|rijksvoorwaarden|inkoopvoorwaarden|general terms|terms and conditions|"
     r"terms of service|standard terms"),
    ("guide", r"aanbestedingsleidraad|beschrijvend document|inschrijvingsleidraad|selectieleidraad|offerteaanvraag|"
     r"offerte-?aanvraag|invitation to tender|request for (?:quotation|proposals?|quotes?)|\brfq\b|\brfp\b|"
     r"instructions (?:for|to) (?:oral|offerors|tenderers)"),
    ("requirements", r"programma van eisen|\bpve\b|eisen en wensen|performance work statement|statement of work|"
     r"statement of objectives|requirements specification|requirements and wishes"),
    ("form", r"\bformulier\b|order form|inschrijfbiljet|declaration form|cover page"),
    ("agreement", r"\bovereenkomst\b|raamovereenkomst|\bcontract\b|\bagreement\b|conceptovereenkomst"),
)  # fmt: skip
_AGREEMENT_SIGNS = re.compile(
    r"de ondergetekenden|hierna (?:te noemen|genoemd)|zijn overeengekomen|komen (?:het volgende )?overeen|"
    r"now,? therefore|in witness whereof|hereby agree|by and between|between:|this agreement is (?:made|dated|entered)|"
    r"wordt aangegaan|ondertekend te|whereas|the parties agree|made and entered into|partijen komen overeen|"
    r"shall indemnify|governing law"
)
_ARTICLE = re.compile(r"artikel|clause|article|section")

_ICT = re.compile(
    r"\b(?:software|programmatuur|ict|saas|cloud|hardware|servers?|firewalls?|hosting|hosted|computers?|databases?|web ?sites?|internet|"
    r"online|apis?|back-?ups?|uptime|bandwidth|source code|broncode|open source|applicaties?|informatiesyste\w+|werkplek\w*|"
    r"koppeling\w*|gebruikers|(?:end )?users?|(?:help|service) ?desk|data ?cent\w+|data processing|operating systems?|"
    r"information (?:technology|systems?)|it[- ](?:services?|dienst\w*)|telecommunications?|digita\w+|agile|sprints?|telephony|"
    r"telefonie\w*|contact cent\w+|networks?|netwerk\w*|\w*automatisering|laptops?|patch(?:es|ing)?|cyber\w*|informatiebeveiliging\w*|"
    r"information security|portals?|portaal|apps?|incident(?:en|s)?|licensed programs?)\b"
)
ICT_KINDS, ICT_PER_1000 = 3, 2.0  # different words about ICT, and how many of them in a thousand
_SERVICE = re.compile(
    r"\b(?:services?|diensten|dienstverlening|support|maintenance|hosting|onderhoud|beheer|ondersteuning|storing\w*|outsourc\w+)\b"
)
SERVICES_PER_1000 = 3.0
FRAGMENT, LARGE, VERY_LARGE = 150, 6000, 15000  # words
_PUBLIC = re.compile(
    r"\b(?:aanbested\w*|gemeenten?|provincies?|waterschap\w*|ministerie\w*|rijksoverheid|overheids\w+|public procurement|"
    r"contracting (?:authority|officer)|federal acquisition|municipal\w*|"
    r"the (?:authority|council|government|ministry) (?:shall|may|will|must|is entitled))\b"
)
_OUTSOURCING = re.compile(r"\b(?:outsourc\w+|uitbested\w*|managed services?|service ?desk|werkplekdienst\w*)\b")
_YEARS = r"(?:[2-9]|1\d|two|three|four|five|six|seven|eight|nine|ten|twee|drie|vier|vijf|zes|zeven|acht|negen|tien)"
_LASTS = re.compile(
    rf"\b(?:term|period|duration|looptijd|duur|periode)\b[^.]{{0,120}}\b{_YEARS}\b[^.]{{0,12}}\b(?:years?|jaar|jaren)\b|"
    r"\b(?:2[4-9]|[3-9]\d|1[0-4]\d) (?:months|maanden)\b|\bsuccessive\b[^.]{0,60}\byears?\b|onbepaalde tijd|indefinite"
)
_AMENDMENT = re.compile(
    r"\bamend(?:ment|s)?\b(?!.*\brestated)|\baddendum\b|wijzigingsovereenkomst|\ballonge\b|wijziging van de |"
    r"^\W*aanpassing(?:en)? (?:aan|op|van) "
)
_THIS_AMENDMENT = re.compile(r"\bthis (?:\w+ )?(?:amendment|addendum)\b|\bdeze (?:wijzigingsovereenkomst|allonge)\b")
LONGEST_PART = 3000  # words; a longer one arranges much itself
_PART = re.compile(
    r"\W*(?:(?:annex|appendix|bijlage)\b|order (?:form|schedule|sheet)\b(?! (?:and|en|&) )|task order\b|nadere overeenkomst\b|"
    r"(?:form of )?statement of work\b)"
)
_PART_OF = re.compile(
    r"\bthis (?:statement of work|sow|order(?: form| schedule)?|task order|schedule|annex|appendix|exhibit)\b[^.]{0,80}?"
    r"\b(?:incorporates|forms? (?:a )?part of|is (?:made|entered into|issued|governed|subject)[^.]{0,40}(?:under|by|to|pursuant))\b|"
    r"\bdeze (?:nadere overeenkomst|bijlage|opdrachtbrief|order)\b[^.]{0,80}?\b(?:maakt (?:integraal )?deel uit|valt onder|op grond van|"
    r"krachtens|onder de)\b"
)
_ANOTHER_SORT = re.compile(
    r"non-?disclosure|confidentiality agreement|\bnda\b|geheimhoudings\w+|data processing|data protection agreement|verwerkers\w+|"
    r"employment|arbeidsovereenkomst|appointment|power of attorney|volmacht|guarantee|garantstelling|joint venture|"
    r"co-?branding|marketing|promotion|affiliate|sponsorship|endorsement|distribut\w+|resell\w+|franchise|agency agreement|"
    r"transportation|lease|huurovereenkomst|purchase and sale|koopovereenkomst|merger|share|patent|collaboration|"
    r"memorandum of understanding|convenant|letter of intent|intentieverklaring|vaststellingsovereenkomst|settlement"
)
_SERVICES = re.compile(
    r"\b(?:services?|outsourc\w+|maintenance|hosting|software|support|development|licen[cs]e|ict|it|diensten|dienstverlening|onderhoud|beheer|"
    r"levering|supply)\b"
)


def kind_of(view: View) -> str:
    """agreement, terms, sla, dap, requirements, guide, form or other; what the document says of itself comes first."""
    if view.document.kind == INTERNAL_NOTE:
        return "other"
    if view.document.kind in KINDS:
        return view.document.kind
    head: list[str] = []
    for block in view.document.blocks:
        if block.story in ("body", "cover") and block.text.strip():
            head.append(block.text[:200])
        if len(head) >= 12:
            break
    lines = [line.lower() for line in [view.document.title, *head]]
    signs = len(set(_AGREEMENT_SIGNS.findall(view.text)))
    for line in lines[:6]:
        for kind, words in _TITLES:
            if re.search(words, line) and len(line) < 160:
                # An agreement that brings its service levels along is an agreement.
                if (
                    kind in ("sla", "dap", "requirements")
                    and signs >= 2
                    and re.search(r"overeenkomst|agreement$", line)
                ):
                    continue
                return kind
    if signs >= 1:
        return "agreement"
    articles = sum(1 for b in view.document.blocks if b.kind == "heading" and _ARTICLE.match(b.number.lower()))
    return "terms" if articles >= 8 else "other"


def is_about_ict(view: View) -> bool:
    """Whether the document is about ICT; a fragment, too short to tell, may be. In a gas contract nobody misses an exit plan."""
    words, found = view.text.count(" "), Counter(_ICT.findall(view.text))
    if words < FRAGMENT:
        return True
    return len(found) >= (1 if view.is_short else ICT_KINDS) and found.total() * 1000 >= ICT_PER_1000 * words


def is_about_services(view: View) -> bool:
    """Whether services are what the document is about, and not a licence of one film; a short one may be."""
    return view.is_short or len(_SERVICE.findall(view.text)) * 1000 >= SERVICES_PER_1000 * view.text.count(" ")


def is_amendment(view: View) -> bool:
    """Whether the document changes another one: its references are to the numbers of that."""
    titles, opening = _opening(view)
    return any(_AMENDMENT.search(t) for t in titles) or any(_THIS_AMENDMENT.search(t) for t in opening)


def is_part(view: View) -> bool:
    """Whether the document is an order or a schedule under another one, which arranges the rest."""
    if view.text.count(" ") > LONGEST_PART:
        return False
    titles, opening = _opening(view)
    return any(_PART.match(t) for t in titles[:3]) or any(_PART_OF.search(t) for t in opening)


def is_of_another_sort(view: View) -> bool:
    """Whether its title says that it is an agreement, but none about services or supplies: a non-disclosure agreement."""
    titles, _ = _opening(view)
    return any(_ANOTHER_SORT.search(t) and not _SERVICES.search(t) for t in titles[:4])


def _opening(view: View) -> tuple[list[str], list[str]]:
    """The lines at the head that may be a title, and the first paragraphs, in small letters."""
    opening = [b.text.lower() for b in view.document.body if b.text.strip()][:8]
    return [view.document.title.lower(), *(t for t in opening if len(t) < 160)], [t[:1500] for t in opening]


def arranges_all(view: View) -> bool:
    """Whether it is a contract of which the client may expect that it arranges every mechanism itself."""
    if is_amendment(view) or is_part(view) or is_of_another_sort(view):
        return False
    return is_about_ict(view) and is_about_services(view)


def tiers_asked(view: View) -> frozenset[str]:
    """The tiers of mechanisms that may be missed in it: A in every contract, B in one that lasts or is large or public, C in
    an outsourcing of some size. A fragment, a beginning of a contract, is asked about all."""
    words = view.text.count(" ")
    public = len(set(_PUBLIC.findall(view.text))) > 1
    if words < FRAGMENT or (public and words >= LARGE) or words >= VERY_LARGE:
        return frozenset("ABC")
    if _OUTSOURCING.search(view.text) and (public or words >= LARGE):
        return frozenset("ABC")
    return (
        frozenset("AB")
        if public or words >= LARGE or (not view.is_short and _LASTS.search(view.text))
        else frozenset("A")
    )
