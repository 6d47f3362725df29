"""Who is who: the names under which a document speaks of client, supplier and the parties together."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from tenderkit.language.folding import folded
from tenderkit.language.roles import company_names, pronoun_sides, short_name, side_by_acts

CLIENT = {
    "nl": (
        "opdrachtgever", "opdrachtgevers", "aanbestedende dienst", "deelnemer", "deelnemers", "klant", "afnemer",
        "afnemers", "gemeente", "gemeenten", "de staat", "het waterschap", "de provincie", "koper", "gebruiker van de dienst",
        "licentienemer", "aanbestedende diensten", "de organisatie", "het ziekenhuis", "de universiteit", "de hogeschool",
        "de school", "het ministerie", "de omgevingsdienst", "de veiligheidsregio", "het samenwerkingsverband",
    ),
    "en": (
        "client", "clients", "contracting authority", "authority", "customer", "customers", "buyer", "purchaser",
        "government", "the agency", "council", "participant", "participants", "licensee", "the company", "recipient",
        "the state", "subscriber", "contracting officer", "county", "municipality", "university", "hospital", "ministry",
        "borough", "the city", "the school", "the department", "the district",
    ),
}  # fmt: skip
SUPPLIER = {
    "nl": (
        "opdrachtnemer", "opdrachtnemers", "leverancier", "leveranciers", "dienstverlener", "wederpartij", "contractant",
        "aannemer", "inschrijver", "verkoper", "licentiegever", "verwerker", "uitvoerder", "beheerder van de dienst",
        "provider", "de maker",
    ),
    "en": (
        "supplier", "suppliers", "contractor", "contractors", "provider", "vendor", "service provider", "seller",
        "licensor", "consultant", "offeror", "tenderer", "processor", "manufacturer", "reseller",
    ),
}  # fmt: skip
JOINT = {
    "nl": (
        "partijen", "beide partijen", "ieder der partijen", "elk der partijen", "iedere partij", "elke partij",
        "ieder van de partijen", "elk van de partijen", "ieder van beide partijen", "elk van beide partijen", "een partij",
        "een der partijen", "een van de partijen", "een van beide partijen", "wij", "we",
    ),
    "en": (
        "parties", "both parties", "either party", "each party", "each of the parties", "any party", "neither party",
        "a party", "one party", "the other party", "either side", "each side", "both sides", "one of the parties", "we",
    ),
}  # fmt: skip

_DEFINED = {
    "nl": re.compile(
        r"(?:hierna|verder|voortaan|hierna\s+gezamenlijk)?\s*(?:ook\s+)?(?:te\s+noemen|genoemd|aangeduid\s+als|genaamd|heet)"
        r"\s*:?\s*(?:de|het)?\s*[\"“'‘„*_]+\s*(?:de\s+|het\s+)?([^\"”'’“„*_\n]{2,40}?)\s*[\"”'’*_]+"
        # Without quotation marks the name is what begins with a capital.
        r"|(?:hierna|verder|voortaan)\s+(?:ook\s+)?(?:te\s+noemen|genoemd|aangeduid\s+als)?:?\s*(?:de\s+|het\s+)?"
        r"((?-i:[A-Z])[\w&.\-]+(?:\s(?-i:[A-Z])[\w&.\-]+)?)(?=\s*[,;.)\n])",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\((?:[^()]{0,60}?)(?:the|each,?\s+an?|an?)?\s*[\"“'‘*_]+\s*(?:the\s+)?([^\"”'’“*_\n()]{2,40}?)\s*[\"”'’*_]+\s*\)",
        re.IGNORECASE,
    ),
}
_CLIENT_SIDE = {
    "nl": re.compile(r"\b(?:gemeente|staat|provincie|waterschap|ministerie|stichting|universiteit|regeling|politie|"
                     r"veiligheidsregio|ziekenhuis|aanbestedend|overheid|opdrachtgever|afnemer)\w*|\b\w*dienst\b"),
    "en": re.compile(r"\b(council|authority|ministry|department|municipality|agency|university|trust|board|government|"
                     r"city|county|state|customer|client|buyer|purchaser)\b"),
}  # fmt: skip
_SUPPLIER_SIDE = {
    "nl": re.compile(r"\b(leverancier|opdrachtnemer|dienstverlener|inschrijver|gegadigde)\b"),
    "en": re.compile(r"\b(supplier|contractor|vendor|provider|tenderer)\b"),
}
_FORMS = r"b\.?v|n\.?v|vof|ltd|limited|inc|incorporated|corp|corporation|llc|llp|plc|gmbh|ag|oy|oyj|ab|a/s|aps|s\.?a\.?r\.?l|sas|pty"
_COMPANY = {
    "nl": re.compile(rf"\b({_FORMS}|ict|solutions|besloten vennootschap|naamloze vennootschap)\b"),
    "en": re.compile(rf"\b({_FORMS})\b"),
}
_NO_PARTY = re.compile(r"overeenkomst|agreement|contract$|\b(diensten|dienstverlening|services?|termijn|term)$")


@dataclass(frozen=True, slots=True)
class Parties:
    """Folded names of each side, longest first. `client` and `supplier` include what the document itself defines."""

    client: tuple[str, ...]
    supplier: tuple[str, ...]
    joint: tuple[str, ...]


def known_parties(language: str) -> Parties:
    """The usual names in a language, without a document."""
    return Parties(
        longest_first(CLIENT.get(language, ())),
        longest_first(SUPPLIER.get(language, ())),
        longest_first(JOINT.get(language, ())),
    )


def find_parties(text: str, language: str) -> Parties:
    """The usual names and those by which a document speaks of its parties.

    Names are defined in its opening ('hierna te noemen: "Afnemer"', a row "Client | Ashford Council"); a defined name goes to
    the side that it or the words before it point to. That a party is a company says something only opposite a party that
    is a client. What then has no side gets it from what it does in the text ("we", "you" and companies' own names too), or is
    left out.
    """
    known = known_parties(language)
    if language not in _DEFINED:
        return known
    head = text[:20_000]
    client, supplier = set(known.client), set(known.supplier)
    labelled_client, labelled_supplier = _labelled(head, language)
    client |= labelled_client - supplier
    supplier |= labelled_supplier - client
    companies, nobody, opposite_client = _defined(head, language, known, client, supplier)
    whole = folded(text)
    if opposite_client:
        supplier |= companies
        client -= {f"the {name}" for name in companies}  # "the Company" opposite "the Customer" is the supplier
    for name in {*nobody, *(() if opposite_client else companies)}:
        _assign(side_by_acts(whole, [name], language), [name], client, supplier)
    _companies(text, whole, language, client, supplier)
    pronouns = pronoun_sides(whole, language)
    for word, told in pronouns.items():
        _assign(told, [word], client, supplier)
    joint = tuple(name for name in known.joint if name not in pronouns)
    return Parties(longest_first(client), longest_first(supplier), joint)


def _assign(side: str | None, names: Iterable[str], client: set[str], supplier: set[str]) -> None:
    if side is not None:
        (client if side == "client" else supplier).update(names)


def _defined(
    head: str, language: str, known: Parties, client: set[str], supplier: set[str]
) -> tuple[set[str], set[str], bool]:
    """Puts the names that the opening defines on their sides; returns companies, names without a side, and whether some
    party is a client."""
    companies: set[str] = set()
    nobody: set[str] = set()
    opposite_client = False
    end = 0
    for match in _DEFINED[language].finditer(head):
        name = folded(" ".join((next(g for g in match.groups() if g)).split())).strip()
        before = folded(head[max(end, match.start() - 300) : match.start()])
        end = match.end()
        if name in client:
            opposite_client = True
        if not name or len(name.split()) > 4 or name in client | supplier | set(known.joint):
            continue
        is_client = bool(_CLIENT_SIDE[language].search(name) or _CLIENT_SIDE[language].search(before))
        is_supplier = bool(_SUPPLIER_SIDE[language].search(name) or _SUPPLIER_SIDE[language].search(before))
        if _NO_PARTY.search(name):
            continue
        is_company = bool(_COMPANY[language].search(name) or _COMPANY[language].search(before))
        if is_client and not is_supplier and not is_company:
            client.add(name)
            opposite_client = True
        elif is_supplier and not is_client:
            supplier.add(name)
        elif is_company and not is_client:
            companies.add(name)
        else:
            nobody.add(name)
    return companies, nobody, opposite_client


def _companies(text: str, whole: str, language: str, client: set[str], supplier: set[str]) -> None:
    """Companies by their own names, which some documents use instead of a role."""
    for name in company_names(text[:6_000]):
        names = [n for n in (name, short_name(name, text)) if n]
        sides = [side for side in (client, supplier) if any(folded(n) in side for n in names)]
        if sides:
            sides[0].update(folded(n) for n in names)
        elif len(names) > 1 or name == name.split()[0]:
            _assign(side_by_acts(whole, [folded(n) for n in names], language), map(folded, names), client, supplier)


# "Aanbestedende dienst | Omgevingsdienst Vechtdal (OD Vechtdal)" in a table of document data, or "Client: Ashford Council".
_LABELLED = {
    "nl": re.compile(
        r"^(?:(?P<client>opdrachtgever|aanbestedende dienst|afnemer|klant)|(?P<supplier>opdrachtnemer|leverancier|"
        r"dienstverlener))[ ]*(?::[ ]*|\n)(?P<name>[^\n:]{3,80})$",
        re.IGNORECASE | re.MULTILINE,
    ),
    "en": re.compile(
        r"^(?:(?P<client>client|contracting authority|authority|customer|buyer|agency)|(?P<supplier>supplier|contractor|"
        r"provider|vendor))[ ]*(?::[ ]*|\n)(?P<name>[^\n:]{3,80})$",
        re.IGNORECASE | re.MULTILINE,
    ),
}


def _labelled(text: str, language: str) -> tuple[set[str], set[str]]:
    """Names of client and supplier that stand beside a label: the whole name and the short one in brackets."""
    client: set[str] = set()
    supplier: set[str] = set()
    for match in _LABELLED[language].finditer(text):
        whole, _, short = match.group("name").partition("(")
        found = {folded(" ".join(part.split())) for part in (whole, short.rstrip(") ."))}
        # A name has a capital and few words; anything longer is a description.
        names = {n for n in found if 2 < len(n) <= 60 and len(n.split()) <= 6 and not _NO_PARTY.search(n)}
        if not whole[:1].isupper():
            continue
        (client if match.group("client") else supplier).update(names)
    return client, supplier


def longest_first(names: set[str] | tuple[str, ...]) -> tuple[str, ...]:
    """Names without doubles, the longest first, so that a choice between them prefers the whole name."""
    return tuple(sorted(set(names), key=lambda n: (-len(n), n)))
