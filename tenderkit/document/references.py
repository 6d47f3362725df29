"""Where a text points to articles, clauses and items, by numbers written as in `tenderkit.document.numbers`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from tenderkit.document.model import Block, Document, Span
from tenderkit.document.numbers import normal_number, numbers_and_articles
from tenderkit.document.sources import LARGEST, names_of_itself, source
from tenderkit.document.stories import READ_STORIES


@dataclass(frozen=True, slots=True)
class ClauseReference:
    """A number that a text points to. `number` is in the one form of all numbers, `span` is its place in the document.

    `word` is what the text calls it, in one form ("artikel", "lid", "clause", "section" ...). `source` is the law or the
    other document it belongs to, as the text names it; "" for the document itself.
    """

    number: str
    span: Span
    word: str
    source: str = ""


_WORDS = {
    "nl": {"artikelen": "artikel", "artikel": "artikel", "artt.": "artikel", "paragrafen": "paragraaf", "paragraaf": "paragraaf",
           "par.": "paragraaf", "hoofdstukken": "hoofdstuk", "hoofdstuk": "hoofdstuk", "leden": "lid", "lid": "lid"},
    "en": {"clauses": "clause", "clause": "clause", "sub-clauses": "clause", "sub-clause": "clause", "subclause": "clause",
           "sections": "section", "section": "section", "sec.": "section", "subsection": "section", "articles": "article",
           "article": "article", "arts.": "article", "paragraphs": "paragraph", "paragraph": "paragraph", "para.": "paragraph",
           "paras.": "paragraph"},
    "": {"art.": "artikel", "§§": "§", "§": "§"},
}  # fmt: skip
_LANGUAGE_OF_WORD = {word: language for language, words in _WORDS.items() for word in words}
_FORM = {word: form for words in _WORDS.values() for word, form in words.items()}
_PLURAL = frozenset({"artikelen", "artt.", "paragrafen", "hoofdstukken", "leden", "clauses", "sub-clauses", "sections",
                     "articles", "arts.", "paragraphs", "paras.", "§§"})  # fmt: skip
_WORD = "|".join(re.escape(word) for word in sorted(_FORM, key=len, reverse=True))
_NUMBER = r"(?:\d{1,3}(?:\.\d{1,2})*[a-z]?|[IVX]{1,6}(?:\.\d{1,2})*)(?!\w)(?:\.[a-z](?!\w))?(?:\s?\((?:[a-z]{1,4}|\d{1,2})\))*"
_FIRST = re.compile(rf"(?<![\w-])(?P<word>(?i:{_WORD}))\s{{0,3}}(?P<number>{_NUMBER})")
_JOIN = (
    r"\s*(?:,\s*(?:en|of|and|or|alsmede)\s|,\s|;\s|en/of\s|and/or\s|(?:en|of|and|or|to|through|tot|alsmede|respectievelijk)\s|&|"
    r"tot\s+en\s+met\s|t/m\s|dan\s+wel\s|juncto\s|jo\.?\s|–|-)\s*"
)
_MORE = re.compile(rf"{_JOIN}(?P<number>{_NUMBER})")
_UNIT = re.compile(
    r"\s*(?:[\w-]*dag(?:en)?|we[e]?k(?:en)?|maand(?:en)?|jaar|jaren|uur|uren|procent|business|calendar|working|days?|weeks?|months?|"
    r"years?|hours?|per\s?cent|euro|%|mln)\b|\s*%",
    re.IGNORECASE,
)
_ORDINALS = {
    word: str(number)
    for number, word in enumerate("eerste tweede derde vierde vijfde zesde zevende achtste negende tiende".split(), 1)
}
_ORDINAL = "|".join(_ORDINALS)
_MEMBER = re.compile(
    rf"\s*,?\s*(?:(?:lid|leden)\s+(?P<digits>\d{{1,2}}(?!\w)(?:(?:\s*,\s*|\s+en\s+|\s+of\s+|\s*,\s+en\s+|\s+tot\s+en\s+met\s+|\s*t/m\s*)"
    rf"\d{{1,2}}(?!\w))*)|(?:het\s+)?(?P<words>(?:{_ORDINAL})(?:(?:\s*,\s*|\s+en\s+|\s+of\s+|\s+tot\s+en\s+met\s+)(?:{_ORDINAL}))*)"
    r"\s+(?:lid|leden))",
    re.IGNORECASE,
)
_LETTER = re.compile(
    r"\s*,?\s*(?:aanhef\s+en\s+)?(?:(?:onder|sub|onderdeel|onderdelen|letter|letters)\s+)+(?P<letter>[a-z])(?![\w'’])"
    r"(?:(?:\s*,\s*|\s+en\s+|\s+of\s+|\s+t/m\s+|\s+tot\s+en\s+met\s+)[a-z](?![\w'’]))*",
)
# What may stand between a number and the name of its owner: "artikel 7, onderdeel b, derde alinea, van richtlijn ...".
_REST = re.compile(
    rf"(?:\s*,?\s*(?:(?:(?:en|of|and|or|t/m|tot\s+en\s+met|to)\s+)?\d{{1,3}}[a-z]{{0,3}}(?!\w)(?!\s*(?:{_UNIT.pattern}))|"
    rf"(?:{_ORDINAL}|laatste)\s+(?:alinea|volzin|zin|streepje|gedachtestreepje|lid)|(?:lid|leden)\s+\d{{1,2}}|"
    r"(?:aanhef|(?:onder|sub|onderdeel|punt)\s+[a-z0-9]{1,3})(?!\w)|(?:[-–]|(?:and/or|en/of|and|or|en|of|through|to)\s+)?\(\w{1,4}\)))+"
)
_CHAIN = re.compile(
    r"(?:\s?[(\[][^()\[\]]{1,120}[)\]])?\s*,?\s*(?:en|of|and|or|en/of|and/or|dan\s+wel|alsmede|juncto|jo\.?|tot\s+en\s+met|t/m|to|through|respectievelijk|"
    r"in\s+samenhang\s+met|,)?\s*(?:de\s+|het\s+|the\s+|in\s+|under\s+|onder\s+|van\s+)*",
    re.IGNORECASE,
)


REACH = 120  # characters after a number within which the rest of a reference stands


@dataclass(slots=True)
class _Group:
    """A word with the numbers after it: "artikelen 4, 5 en 7.2". `tail` is where its owner would be named."""

    word: str
    language: str
    start: int
    end: int
    found: list[tuple[str, int, int]]
    tail: int = 0
    source: str | None = None


def clause_references(document: Document) -> tuple[ClauseReference, ...]:
    """Every reference to an article, clause, section, paragraph or lid in the running text, in reading order."""
    _, articles = numbers_and_articles(document)
    names = names_of_itself(document)
    found: list[ClauseReference] = []
    for index, block in enumerate(document.blocks):
        if block.story not in READ_STORIES or block.kind in ("heading", "title"):
            continue
        groups = list(_groups(block, articles[index]))
        _tell_sources(block.text, groups, names)
        for group in groups:
            for number, start, end in group.found:
                source_name = "?" if int((re.match(r"\d+", number) or ["0"])[0]) >= LARGEST else group.source or ""
                found.append(ClauseReference(number, Span(index, start, end), group.word, source_name))
    return tuple(found)


def _groups(block: Block, article: str) -> Iterator[_Group]:
    text = block.text
    at = 0
    while first := _FIRST.search(text, at):
        at = first.end()
        written = first.group("word").lower()
        word, language, plural = _FORM[written], _LANGUAGE_OF_WORD[written], written in _PLURAL
        if _is_label(block, first) or _is_part_of_more(text, first.end(), plural):
            continue
        # "this Section 8.4" is where it stands: if it misleads, it is our own reading of the numbers.
        if re.search(r"\b(?:this|dit|deze)\s+$", text[max(0, first.start() - 20) : first.start()], re.IGNORECASE):
            continue
        if not first.group("number")[0].isdigit() and word not in ("artikel", "article", "section", "hoofdstuk"):
            continue
        if word == "lid":
            # "lid 3 van artikel 5" points to 5.3: too entangled to judge, and artikel 5 is seen by itself.
            if not article or re.match(r"[^.;]{0,20}\svan\s+artikel", text[at : at + REACH], re.IGNORECASE):
                continue
            prefix = f"{article}."
        else:
            prefix = ""
        group = _Group(word, language, first.start(), at, [])
        number, start = first.group("number"), first.start()
        while True:
            at = _add_number(text, group, prefix + _number(number), start, at)
            more = _MORE.match(text, at, at + REACH)
            if (
                not more
                or _UNIT.match(text, more.end(), more.end() + REACH)
                or _is_part_of_more(text, more.end(), plural)
            ):
                break
            number, start = more.group("number"), more.start("number")
            if not plural and "." not in number and "(" not in number:
                break
            at = more.end()
        group.end = at
        rest = _REST.match(text, at, at + REACH)
        group.tail = rest.end() if rest else at
        yield group


def _add_number(text: str, group: _Group, number: str, start: int, end: int) -> int:
    """Adds a number with the members (lid 3, onder b) that the text names of it; gives the place after them."""
    member = _MEMBER.match(text, end, end + REACH) if group.language != "en" else None
    numbers = [number]
    if member:
        end = member.end()
        parts = re.findall(r"\d+", member.group("digits") or "") or [
            _ORDINALS[w] for w in re.findall(_ORDINAL, (member.group("words") or "").lower())
        ]
        numbers = [f"{number}.{part}" for part in parts]
    letter = _LETTER.match(text, end, end + REACH) if group.language != "en" else None
    if letter:
        end = letter.end()
        numbers = [f"{n}.{letter.group('letter')}" for n in numbers] if len(numbers) == 1 else numbers
    group.found += [(n, start, end) for n in numbers]
    return end


def _number(written: str) -> str:
    if written[0].isdigit():
        return normal_number(written)
    return normal_number(f"Article {written}")


def _is_label(block: Block, first: re.Match[str]) -> bool:
    """Whether the words are the number of what follows ("Artikel 7 Prijzen" at the start) and point to nothing."""
    text = block.text
    before = text[max(0, first.start() - REACH) : first.start()].rstrip()
    if before and before[-1] not in '.;:)"”\n':
        return False
    after = text[first.end() : first.end() + REACH]
    if not before and (not after.strip(" .:") or re.match(r"\s*[.:–—]\s*[A-ZÀ-Þ\"“]|\s+[A-ZÀ-Þ0-9\"“]|\s*\n", after)):
        return True
    return bool(re.match(r"\s*[.:]?\s+[A-ZÀ-Þ]", after)) and bool(re.search(r"[.;)\"”]$|\n$", before or "."))


def _is_part_of_more(text: str, end: int, plural: bool) -> bool:
    """Whether the number goes on in a way ours do not: "6:248", "52.212-4", "10.3.1a-2", "5%"."""
    return bool(re.match(r"[:/]\d|\.\d|\s?%" if plural else r"[:/]\d|\.\d|[-–]\d|\s?%", text[end : end + 4]))


def _tell_sources(text: str, groups: list[_Group], names: frozenset[str]) -> None:
    since = 0
    for group in groups:
        group.source = source(text, group.start, group.tail, names, group.language, since=since)
        since = group.tail
    # "artikel 14 dan wel artikel 15 van de Wet": what is said of one is said of those it is joined with.
    joined = [
        (left, right)
        for left, right in pairwise(groups)
        if (left.word == right.word or right.word in ("paragraph", "lid"))
        and 0 < right.start - left.end <= 2 * REACH
        and text[left.end : right.start].strip()
        and _CHAIN.fullmatch(text[left.end : right.start])
    ]
    for left, right in reversed(joined):
        if left.source is None or (left.source and right.source):
            left.source = right.source
    for left, right in joined:
        if right.source is None:
            right.source = left.source


def loose_numbers(document: Document) -> frozenset[str]:
    """Numbers such as "4.12" that stand anywhere in the text without being referred to: perhaps those of a clause."""
    referred: dict[int, set[int]] = {}
    for reference in clause_references(document):
        span = reference.span
        referred.setdefault(span.block, set()).update(range(span.start, span.end))
    found: set[str] = set()
    for index, block in enumerate(document.blocks):
        for number in _LOOSE.finditer(block.text):
            if number.start() not in referred.get(index, ()):
                found.add(normal_number(number.group("dotted") or number.group("single")))
    return frozenset(found)


_LOOSE = re.compile(
    r"(?<![\w.,])(?:(?P<dotted>\d{1,2}(?:\.\d{1,2}){1,4})(?!\d)|(?P<single>\d{1,2})(?:[.)]\s{0,9}|\s{1,9})(?=[A-Z][A-Za-z]))"
)
