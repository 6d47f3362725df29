"""How a draft speaks: what it calls its parties, itself and its articles, so that what is added speaks alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from tenderkit.document.annexes import annexes_listed
from tenderkit.document.model import Document
from tenderkit.document.references import clause_references
from tenderkit.document.stories import READ_STORIES
from tenderkit.language.parties import CLIENT, SUPPLIER, find_parties

OURS = {
    "nl": {"client": "Opdrachtgever", "supplier": "Opdrachtnemer"},
    "en": {"client": "Client", "supplier": "Supplier"},
}
"""What the library calls the parties."""

_ARTICLE = {"nl": r"(?:de|het)", "en": r"the"}
# Names that are somebody else in the library, or nobody in particular.
_NOT_A_PARTY = frozenset(
    "deelnemer deelnemers participant participants inschrijver tenderer offeror verwerker processor we wij you u your us our uw "
    "recipient government manufacturer consultant gebruiker".split()
)
# Roles that are a party's name also without a capital.
_ROLES = {
    "nl": frozenset("opdrachtgever afnemer klant opdrachtnemer leverancier dienstverlener".split()),
    "en": frozenset("client customer buyer purchaser supplier contractor vendor provider seller".split()),
}
_ITSELF = {"nl": ("Overeenkomst", "overeenkomst"), "en": ("Agreement", "Contract", "agreement")}
_PARTIES = {"nl": ("Partijen", "partijen"), "en": ("Parties", "parties")}
_WORDS = {"nl": ("artikel", "paragraaf", "hoofdstuk"), "en": ("clause", "section", "article", "paragraph")}
_ANNEX_WORD = r"(?P<label>(?:bijlage|annex|schedule|appendix|exhibit)\s+[0-9A-Z]{1,4})"
_ANNEXES = {
    "price-sheet": r"prij[sz]\w*|tarie\w*|pric\w+|charges|fees|rates?\b",
    "exit-plan": r"exit\w*",
    "sla": r"\bsla\b|service ?level\w*|serviceniveau\w*",
    "dap": r"\bdap\b|dossier afspraken",
    "requirements": r"programma van eisen|requirements|eisen",
    "processing-agreement": r"verwerkersovereenkomst|processing agreement",
    "change-form": r"wijzigingsformulier|change (?:request )?form",
}
_ANNEX_NAMES = {
    "nl": {"price-sheet": "bijlage met de prijzen", "exit-plan": "bijlage met het exitplan", "sla": "bijlage met de serviceniveaus",
           "requirements": "bijlage met de eisen"},
    "en": {"price-sheet": "annex with the prices", "exit-plan": "annex with the exit plan", "sla": "annex with the service levels",
           "requirements": "annex with the requirements"},
}  # fmt: skip


@dataclass(frozen=True)
class Voice:
    """`names` gives for a word of the library (with its article in English) what the draft says instead. `word` is what it
    calls an article when it points to one, `annexes` the labels of its annexes by the library's ids."""

    language: str
    names: Mapping[str, str]
    word: str
    annexes: Mapping[str, str]

    def speak(self, text: str) -> str:
        """A text of the library in the words of the draft."""
        for ours, theirs in self.names.items():
            text = re.sub(rf"(?<!\w){re.escape(ours)}(?!\w)", partial(_fitted, name=theirs), text)
        return text

    def annex(self, id_: str) -> str:
        """The label of an annex, or in brackets what is to be filled in."""
        other = _ANNEX_NAMES[self.language].get(id_, id_)
        return self.annexes.get(id_) or f"[{other}]"


def voice_of(document: Document, language: str) -> Voice:
    """How that document speaks."""
    texts = [b.text for b in document.blocks if b.story in READ_STORIES]
    whole = "\n".join(texts)
    parties = find_parties(whole, language)
    names: dict[str, str] = {}
    for side, known in (("client", parties.client), ("supplier", parties.supplier)):
        _add(names, OURS[language][side], _name(whole, known, OURS[language][side], language), language)
    for words in (_ITSELF[language], _PARTIES[language]):
        counted = Counter({w: len(re.findall(rf"(?<!\w){w}(?!\w)", whole)) for w in words})
        most = max(words, key=lambda w: counted[w])
        if most != words[0] and counted[most] and not (counted[words[0]] and most.islower()):
            names[words[0]] = most
    referred = Counter(r.word for r in clause_references(document) if r.word in _WORDS[language] and not r.source)
    word = max(_WORDS[language], key=lambda w: referred[w])
    return Voice(language, names, word, _annexes(document, whole))


def _add(names: dict[str, str], ours: str, theirs: str, language: str) -> None:
    if language == "en":
        if theirs != f"the {ours}":
            names[f"the {ours}"] = theirs
            names[f"The {ours}"] = theirs
            names[ours] = re.sub(r"^the ", "", theirs)
    elif theirs != ours:
        names[ours] = theirs


def _name(whole: str, known: tuple[str, ...], ours: str, language: str) -> str:
    """The name that the text uses most for a side, with its article where it mostly has one.

    Words that may mean much else ("state", "authority") count only where the document makes names of them: with a capital and,
    in English, an article.
    """
    usual = {*CLIENT[language], *SUPPLIER[language]}
    article = _ARTICLE[language]
    best, most = "", 0
    for name in known:
        bare = re.sub(rf"^{article} ", "", name)
        if bare in _NOT_A_PARTY or (bare.endswith(("s", "en")) and bare.removesuffix("s") in known):
            continue
        found = re.findall(rf"(?<![\w-])(?:({article})\s+)?({re.escape(bare)})(?![\w-])", whole, re.IGNORECASE)
        shown = Counter(written for _, written in found if not (len(written) > 3 and written.isupper()))
        capital = Counter({w: n for w, n in shown.items() if w[:1].isupper()})
        counted = capital or (shown if bare in _ROLES[language] else Counter())
        total = sum(counted.values())
        if total <= most or total < 2:
            continue
        written = max(counted, key=lambda w: (counted[w], w))
        articles = Counter(a.lower() for a, w in found if w == written)
        before = max(articles, key=lambda a: (articles[a], a))
        if name in usual and not before and (language == "en" or name != bare):
            continue
        best, most = f"{before} {written}".strip(), total
    return best or (f"the {ours}" if language == "en" else ours)


def _fitted(found: re.Match[str], name: str) -> str:
    """A name at its place: with a capital where a sentence begins."""
    before = found.string[: found.start()].rstrip(' "“(')
    return name[:1].upper() + name[1:] if not before or before[-1] in ".!?" else name


def _annexes(document: Document, whole: str) -> dict[str, str]:
    found: dict[str, str] = {}
    listed = {str(i): document.blocks[b].text for i, b in annexes_listed(document).items()}
    for id_, pattern in _ANNEXES.items():
        for shape in (
            rf"{_ANNEX_WORD}\s*[:–—(|-]?\s*[\"“]?(?:[\w-]+\s+){{0,2}}[\w-]*(?:{pattern})",
            rf"(?:{pattern})\s*[(,]\s*(?:zie\s+|see\s+)?{_ANNEX_WORD}",
        ):
            match = re.search(shape, whole, re.IGNORECASE)
            if match and id_ not in found:
                label = match.group("label")
                found[id_] = label[:1].upper() + label[1:]
        for label, text in listed.items():
            if id_ not in found and re.search(rf"(?:{pattern})", text, re.IGNORECASE) and len(text) < 80:
                found[id_] = label[:1].upper() + label[1:]
        # "De bijlagen zijn: 1 Prijzenblad, 2 Handboek"
        run = re.search(
            rf"\bbijlagen (?:zijn|bij)[^.\n]*?(?<!\w)(?P<n>\d{{1,2}})\.?\s+(?:[\w-]+\s){{0,2}}[\w-]*(?:{pattern})",
            whole,
            re.IGNORECASE,
        )
        if run and id_ not in found:
            found[id_] = f"Bijlage {run.group('n')}"
    return found
