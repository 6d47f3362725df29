"""Where sentences begin and end in contract prose."""

from __future__ import annotations

import re
from functools import cache

from tenderkit.language.spacy_import import import_spacy

_LEGAL = {
    "nl": (
        "art. artt. jo. lid. nr. nrs. stcrt. stb. pag. blz. bijv. bv. o.a. m.b.t. i.v.m. d.w.z. m.n. e.d. enz. etc. "
        "ca. circa. incl. excl. resp. t.a.v. t/m. t.b.v. n.a.v. i.o.m. a.d.h.v. c.q. evt. max. min. vgl. dhr. mevr. mw. "
        "drs. ing. ir. mr. dr. prof. b.v. n.v. z.g. n.t.b. p.m. w.o. v.w.b. i.c. m.i.v. par. hfst. tel. st. jl. a.s. "
        "zgn. mln. mld. o.g.v. conf. bijl. fig. ref. ver. vs. aanbest. vol. sub. onderz. afd. alg. bet. betr."
    ).split(),
    "en": (
        "art. arts. sec. sect. no. nos. cl. para. paras. e.g. i.e. etc. inc. ltd. co. corp. mr. mrs. ms. dr. prof. "
        "st. vs. cf. approx. est. max. min. incl. excl. fig. ref. vol. p. pp. u.s. u.k. u.s.c. l.p. l.l.c. n.a. s.a. "
        "p.l.c. jr. sr. dept. govt. jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec. a.m. p.m. ed. rev. "
        "ver. ch. app. exh. attn. tel. ext. ave. blvd. bldg. rm. sched. reg. regs. v."
    ).split(),
}
_END = re.compile(r"([.!?]+[\"'”’)\]]*|[;:](?=\n))(\s+|$)|\n{2,}")
_LAST_WORD = re.compile(r"[^\s(\[\"“'‘]+$")
LONGEST = 3_000  # characters of a sentence
_STARTS = re.compile(r"[\"“'‘(\[*]*[A-Z0-9À-ÖØ-Þ•\-–]")


@cache
def _abbreviations(language: str) -> frozenset[str]:
    """Abbreviations with a full stop: spaCy's for the language, and those of legal and tender prose."""
    import_spacy()
    from spacy.util import get_lang_class

    known = set(_LEGAL.get(language, ()))
    if language in ("nl", "en"):
        exceptions = get_lang_class(language).Defaults.tokenizer_exceptions
        known.update(k.lower() for k in exceptions if k.endswith(".") and len(k) > 2 and any(c.isalpha() for c in k))
    return frozenset(known)


def split(text: str, language: str) -> list[tuple[int, int]]:
    """Start and end of every sentence of a paragraph, without the white space around it.

    A full stop ends a sentence when white space and a capital, digit or quote follow, and when the word before it is
    neither a known abbreviation, an initial nor a number at the start ("1. ").
    """
    known = _abbreviations(language)
    found: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if match.end() < len(text) and not _is_end(text, start, match, known):
            continue
        _add(found, text, start, match.end())
        start = match.end()
    _add(found, text, start, len(text))
    return found


def _is_end(text: str, start: int, match: re.Match[str], known: frozenset[str]) -> bool:
    if match.group(1) is None or match.group(1)[0] in ";:":
        return True
    if not _STARTS.match(text, match.end()):
        return False
    if match.group(1)[0] != ".":
        return True
    before = _LAST_WORD.search(text[max(start, match.start() - 40) : match.start()])
    word = before.group(0) if before else ""
    if f"{word}.".lower() in known:
        return False
    if re.fullmatch(r"(?:[A-Z]\.)*[A-Z]", word):  # initials
        return False
    return not (re.fullmatch(r"\d{1,2}|[a-z]|[ivx]+", word) and not text[start : match.start() - len(word)].strip())


def _add(found: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    stripped = piece.strip()
    at = start + len(piece) - len(piece.lstrip())
    while len(stripped) > LONGEST:
        # No writer's sentence: cut it at a comma or a space, so that looking at it stays quick.
        cut = max(stripped.rfind(mark, 0, LONGEST) for mark in (", ", "; ", " ")) + 1 or LONGEST
        found.append((at, at + len(stripped[:cut].rstrip())))
        rest = stripped[cut:].lstrip()
        at += len(stripped) - len(rest)
        stripped = rest
    if stripped:
        found.append((at, at + len(stripped)))
