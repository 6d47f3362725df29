"""Terms that a document uses like its defined ones without defining them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tenderkit.document.definitions import MEANS, Definition
from tenderkit.document.model import Span
from tenderkit.document.usage import Usage
from tenderkit.language.inflection import WORD, stem, stems

if TYPE_CHECKING:
    from tenderkit.lint.units import Unit, View

LEAST_USES = 3
LONGEST = 4  # words

# Words that stand before any member of a class of things, and never before the name of one.
_ANY = {
    "nl": frozenset("een elk elke ieder iedere geen enig enige alle meerdere eventuele welke per verschillende nieuwe diverse beide".split()),
    "en": frozenset("a an any each every no all such more per multiple several additional other one".split()),
}  # fmt: skip
_LINKS = frozenset("and of for en van voor or to".split())
_THE = frozenset("de het the".split())
_CAPITAL = re.compile(r"[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ]{2,}")
_HYPHENED = re.compile(r"(?:Sub|Non|Pre|Co|Re|Third|Go|Back|Follow|Change|Work|Key)-?[A-Za-z]?[a-z]+")

# Capitals that mean something else than "see the definitions".
_NAMES = {
    "nl": frozenset(
        "januari februari maart april mei juni juli augustus september oktober november december maandag dinsdag woensdag "
        "donderdag vrijdag zaterdag zondag nederland nederlands nederlandse europa europese europees unie engels engelse "
        "duits duitse frans franse belgisch belgische amerikaans amerikaanse brits britse internationale nationale rijk rijks "
        "staat staten kamer raad college minister ministerie ministers koning koninklijke koninkrijk gemeente gemeenten "
        "provincie provincies waterschap waterschappen rechtbank rechter hof gerechtshof autoriteit internet intranet staatscourant "
        "staatsblad burgemeester wethouder wethouders secretaris directeur voorzitter manager director officer belastingdienst "
        "kabinet regering overheid rijksoverheid vereniging stichting instituut nederlander kvk kamer koophandel algemene "
        "bijzondere artikel artikelen bijlage bijlagen paragraaf hoofdstuk lid perceel percelen fase deel titel annex appendix "
        "overeenkomst overeenkomsten contract partij partijen opdrachtgever opdrachtnemer leverancier wederpartij heer mevrouw "
        "windows excel word office linux java microsoft oracle google github wet besluit verordening richtlijn regeling "
        "aanbesteding aanbestedende nota programma offerte inschrijving inschrijver bestek leidraad eis eisen wens wensen "
        "agile scrum sprint cloud".split()
    ),
    "en": frozenset(
        "january february march april may june july august september october november december monday tuesday wednesday "
        "thursday friday saturday sunday english american british european french german dutch chinese japanese canadian "
        "indian israeli swiss federal national international united states kingdom union state states city county government "
        "governmental congress senate court courts commission council president secretary director directors officer officers "
        "manager managers chairman chief executive treasurer board committee department ministry minister agency bureau "
        "internet intranet web website java windows excel word office linux microsoft oracle google github apple "
        "section sections clause clauses article articles paragraph schedule schedules annex annexes appendix exhibit exhibits "
        "attachment attachments phase part title chapter table figure item agreement agreements contract contracts party parties "
        "recital recitals addendum amendment amendments act acts code law laws regulation regulations directive rule rules "
        "convention treaty statute mr mrs ms dr dear sir inc ltd llc corp company corporation limited bank trust university "
        "institute association society foundation north south east west new york london california delaware texas "
        "alabama alaska arizona arkansas colorado connecticut florida georgia hawaii idaho illinois indiana iowa kansas kentucky "
        "louisiana maine maryland massachusetts michigan minnesota mississippi missouri montana nebraska nevada hampshire jersey "
        "mexico carolina dakota ohio oklahoma oregon pennsylvania rhode tennessee utah vermont virginia washington wisconsin "
        "wyoming taiwan japan china india canada germany france israel ireland europe asia america africa australia brazil "
        "medicare medicaid your yours you our ours we us my his her their its "
        "agent lessor lessee debtor employer employee executive insurer landlord tenant franchisee franchisor manufacturer "
        "distributor reseller purchaser shareholder stockholder merchant operator owner trustee consultant sponsor guarantor "
        "borrower lender publisher provider processor controller participant participants company companies bank "
        "street avenue road suite building floor drive boulevard agile scrum sprint cloud client supplier customer vendor "
        "contractor licensor licensee buyer seller god christmas easter".split()
    ),
}  # fmt: skip
_NAME_ENDINGS = {
    "nl": re.compile(
        r".+(?:wet|wetboek|verordening|richtlijn|besluit|regeling|ministerie|rechtbank|raad|dienst\b.*\bnederland)$"
    ),
    "en": re.compile(r".+(?:shire|ville|burgh|land)$"),
}
_TITLES = frozenset(
    "plan handboek manual handbook policy beleid guide gids guideline guidelines form formulier statement verklaring programma "
    "program programme protocol rules reglement code act wet agreement overeenkomst contract dossier order standard standaard "
    "framework raamwerk version versie report project award prize".split()
)


@dataclass(slots=True)
class _Candidate:
    """A capitalised phrase in the middle of sentences."""

    uses: list[tuple[Span, Unit, str]] = field(default_factory=list)
    anyhow: int = 0  # uses after a word like "een", "any"


@dataclass(frozen=True, slots=True)
class Undefined:
    """A term that is used like a defined one: its first use, the sentence of it, and the number of uses."""

    term: str
    span: Span
    unit: Unit
    uses: int


def undefined_terms(view: View, known: Sequence[Definition]) -> tuple[Undefined, ...]:
    """The capitalised terms that are used at least three times in the middle of a sentence and defined nowhere."""
    language = view.language
    if language not in ("nl", "en"):
        return ()
    usage = Usage(view.document, language)
    masked = _masked(usage, known)
    parts = _defined_words(known, language)
    names = _party_words(view, language)
    introduced = _introduced(view, language)
    candidates: dict[tuple[str, ...], _Candidate] = {}
    lower: Counter[tuple[str, ...]] = Counter()
    for unit in view.units:
        if unit.language != language or _is_titular(view, unit):
            continue
        text = view.document.blocks[unit.block].text
        for start, end, before in _phrases(text, unit, masked.get(unit.block, ()), language):
            phrase = text[start:end]
            key = stems(phrase, language)
            if key in introduced or not _may_be_term(phrase, key, parts, names, language):
                continue
            candidate = candidates.setdefault(key, _Candidate())
            if _DEFINED_ELSEWHERE.match(text, end):
                introduced |= {key}
            candidate.uses.append((Span(unit.block, start, end), unit, phrase))
            candidate.anyhow += before in _ANY[language] and bool(_ENDS_PHRASE[language].match(text, end))
    for key in candidates:
        lower[key] = sum(1 for span in usage.places(" ".join(key)) if view.document.text(span).islower())
    found = []
    for key, candidate in candidates.items():
        forms = {re.sub(r"['’]s?$", "", phrase.lower()) for _, _, phrase in candidate.uses}
        # The name of one thing is not preceded by "any" and has no plural.
        common = candidate.anyhow > 0 or len(forms) > 1
        if _is_explained(usage, view, key):
            continue
        if key not in introduced and len(candidate.uses) >= LEAST_USES and common and lower[key] < len(candidate.uses):
            span, unit, phrase = candidate.uses[0]
            found.append(Undefined(phrase, span, unit, len(candidate.uses)))
    return tuple(sorted(found, key=lambda u: (u.span.block, u.span.start)))


def _is_explained(usage: Usage, view: View, key: tuple[str, ...]) -> bool:
    """Whether the text says somewhere what the words mean, be it in the middle of something else."""
    return any(_MEANS.match(view.document.blocks[span.block].text, span.end) for span in usage.places(" ".join(key)))


def _introduced(view: View, language: str) -> frozenset[tuple[str, ...]]:
    """What is explained in some other way: between quotes somewhere, or as a label before its value ("Payment Process:
    monthly"), in a cell of its own or at the start of a line."""
    found = set()
    for block in view.document.blocks:
        for quoted in _QUOTED.finditer(block.text):
            found.add(stems(quoted.group(1), language))
        label = block.text.strip() if block.cell else _LABEL.match(block.text.strip())
        if label:
            text = label if isinstance(label, str) else label.group(1)
            if len(text.split()) <= LONGEST:
                found.add(stems(text, language))
    return frozenset(found)


# "(as defined below)", "the Benefits set forth on Exhibit A"
_DEFINED_ELSEWHERE = re.compile(
    r"\s*[,(]?\s*(?:as|zoals|each\s+as)\s+(?:\w+\s+){0,2}?(?:defined|described|set\s+forth|omschreven|gedefinieerd|bedoeld)\b|"
    r"\s+(?:set\s+(?:forth|out)|listed|specified|described|identified|opgenomen|genoemd|omschreven|vermeld)\s+(?:in|on)\s+[A-Za-z]"
)
_MEANS = re.compile(rf",?\s+(?:{MEANS}|shall\s+be\s+(?:the|defined))", re.IGNORECASE)
# What may follow a noun, so that "any Ford dealer" says nothing of Ford.
_ENDS_PHRASE = {
    "nl": re.compile(
        r"\s*(?:[,.;:()]|$)|\s+(?:van|of|en|in|die|dat|is|zijn|wordt|worden|kan|kunnen|zal|zullen|mag|moet|dient|door|voor|bij|aan|op|te|"
        r"met|om|tot|uit|niet|heeft|hebben|als|binnen|onder|tussen|naar|over|waarop|waarvan|waarin|indien|na|per)\b"
    ),
    "en": re.compile(
        r"\s*(?:[,.;:()]|$)|\s+(?:of|or|and|in|to|is|are|was|were|shall|will|may|must|can|that|which|who|by|for|from|with|on|at|as|under|"
        r"has|have|had|not|within|if|unless|pursuant|upon|against|between|into|during|prior|after|before|where|whose|than|but)\b"
    ),
}
_QUOTED = re.compile(r"[\"“„‘]([A-ZÀ-Þ][^\"“”„‘’\n]{2,60}?)[,.]?[\"”’]")
_LABEL = re.compile(r"[\[\s\]()☐*•-]*([A-ZÀ-Þ][\w' -]{2,60}?)\**\s*:")


def _masked(usage: Usage, known: Sequence[Definition]) -> dict[int, list[tuple[int, int]]]:
    masked: dict[int, list[tuple[int, int]]] = {}
    for definition in known:
        for name in definition.names:
            for span in usage.places(name):
                masked.setdefault(span.block, []).append((span.start, span.end))
    return masked


def _defined_words(known: Sequence[Definition], language: str) -> frozenset[str]:
    return frozenset(word for d in known for name in d.names for word in stems(name, language) if len(word) > 2)


def _party_words(view: View, language: str) -> frozenset[str]:
    parties = view.vocabularies[language].parties  # type: ignore[index]
    names = (*parties.client, *parties.supplier, *parties.joint)
    return frozenset(stem(word, language) for name in names for word in WORD.findall(name))


def _is_titular(view: View, unit: Unit) -> bool:
    """Whether a sentence is rather a title or a label: short, without a full stop, or mostly in capitals."""
    text = view.document.blocks[unit.block].text[unit.start : unit.end]
    words = [w for w in WORD.findall(text) if w[0].isalpha()]
    if len(words) < 4:
        return True
    capitals = sum(1 for w in words if w[0].isupper())
    return capitals > 0.5 * len(words)


def _phrases(text: str, unit: Unit, masked: Sequence[tuple[int, int]], language: str) -> Iterator[tuple[int, int, str]]:
    """Runs of capitalised words in the middle of a sentence, each with the word before it in lower case."""
    words = [(m.group(), m.start(), m.end()) for m in WORD.finditer(text, unit.start, unit.end)]
    place = 1
    while place < len(words):
        word, start, end = words[place]
        previous, _, previous_end = words[place - 1]
        begins = (
            _is_capital(word)
            and text[previous_end:start] == " "
            and previous.isalpha()
            and (previous.islower() or (place == 1 and previous.lower() in _ANY[language] | _THE))
            and not any(s < end and start < e for s, e in masked)
            # "Network Build and Structured Payments" is one title.
            and not (place > 1 and previous in _LINKS and words[place - 2][0][0].isupper())
        )
        if not begins:
            place += 1
            continue
        last = place
        while (
            last + 1 < len(words)
            and text[words[last][2] : words[last + 1][1]] == " "
            and words[last + 1][0][0].isupper()
        ):
            last += 1
        run = words[place : last + 1]
        stop = words[last][2]
        touched = any(s < stop and start < e for s, e in masked)
        labelled = re.match(r"\s+(?:\d|[IVX]+\b|[A-Z]\b)|[\"”’'\-/&]|\s*[“\"(]\S+[”\"]?\)", text[stop : stop + 12])
        if not touched and not labelled and len(run) <= LONGEST and all(_is_capital(w) for w, _, _ in run):
            yield start, stop, previous.lower()
        place = last + 1


def _is_capital(word: str) -> bool:
    return bool(_CAPITAL.fullmatch(word) or _HYPHENED.fullmatch(word))


def _may_be_term(
    phrase: str, key: tuple[str, ...], parts: frozenset[str], names: frozenset[str], language: str
) -> bool:
    words = [w.lower() for w in WORD.findall(phrase)]
    if any(w in _NAMES[language] or re.sub(r"['’]s$", "", w) in _NAMES[language] for w in words):
        return False
    if any(_NAME_ENDINGS[language].fullmatch(w) for w in words) or (words[-1] in _TITLES):
        return False
    # Compounds of defined terms and of parties explain themselves.
    for word in key:
        if word in parts or word in names:
            return False
        if language == "nl" and any(len(p) > 3 and (word.startswith(p) or word.endswith(p)) for p in (*parts, *names)):
            return False
    return True
