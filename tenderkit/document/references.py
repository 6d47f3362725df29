"""The numbers of a document's articles, clauses and items, and where its text points to them.

Numbers are written one way, whatever the document writes: "12.3.b" for "artikel 12 lid 3, onder b", for "Clause 12.3(b)"
and for item b. under 12.3; the roman number of an article becomes an ordinary one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from tenderkit.document.annexes import annex_label
from tenderkit.document.model import Block, Document, Span, number_of
from tenderkit.document.sources import LARGEST, names_of_itself, source

READ_STORIES = frozenset({"body", "footnote", "endnote", "textbox"})
MAX_LETTERS = 3  # of an item's letter: "b", "aa", "iii"


@dataclass(frozen=True, slots=True)
class ClauseReference:
    """A number that a text points to. `number` is written as described above, `span` is its place in the document.

    `word` is what the text calls it, in one form ("artikel", "lid", "clause", "section" ...). `source` is the law or the
    other document it belongs to, as the text names it; "" for the document itself.
    """

    number: str
    span: Span
    word: str
    source: str = ""


# --- the numbers that a document has ----------------------------------------------------------------------------------

_LABEL_WORD = r"artikel|article|section|clause|paragraaf|paragraph|hoofdstuk|chapter|deel|part|titel|title|§"
_LABELLED = re.compile(rf"(?:{_LABEL_WORD})(?!\w)", re.IGNORECASE)
_ROMAN = re.compile(r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})")
_CAPITAL = r"(?=[\"“'‘(\[*]*[A-ZÀ-Þ0-9])"
_BREAK = r"(?:^|[.;:)\]\"”]\s+|\n\s*|\s{3,})"
# Numbers that a reader left in the text: at its start, after the end of a sentence, at the start of a line.
_RUN_IN = re.compile(
    rf"{_BREAK}(?P<number>\d{{1,2}}(?:\.\d{{1,2}})+(?:\s?\([a-z]{{1,3}}\))?[.:)]*|\d{{1,2}}[.:)]|"
    rf"(?=[A-Z§])(?i:{_LABEL_WORD})\s*(?:\d{{1,2}}(?:\.\d{{1,2}})*|[IVX]{{1,6}})\b[.:)]?(?!\s+\())\s+{_CAPITAL}"
    r"|^\d{1,2}(?:\.\d{1,2})+(?=[A-Z][a-z])"
)
_RUN_IN_LETTER = re.compile(r"(?:^|[\s,;:.])\((?P<letter>[a-z]{1,2}|[ivx]{1,4})\)\s")
_CELL_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.?")  # a number alone in a cell; "25" would be a quantity


def own_numbers(document: Document) -> dict[str, int]:
    """Every number under which something stands in the document, with the first block that bears it.

    Numbers of annexes count as well: nothing tells "clause 4" of the contract from clause 4 of its annex.
    """
    numbers, _ = _numbers_and_articles(document)
    # Where 7.2 stands, 7 is there too, whether or not it has a heading that we saw.
    for number, index in list(numbers.items()):
        while "." in number:
            number = number.rpartition(".")[0]
            numbers.setdefault(number, index)
    return numbers


def _numbers_and_articles(document: Document) -> tuple[dict[str, int], tuple[str, ...]]:
    """The numbers, and for every block the number of the article it stands in."""
    numbers: dict[str, int] = {}
    articles: list[str] = []
    headings: list[tuple[int, str]] = []
    article = clause = ""
    items: list[str] = []
    for index, block in enumerate(document.blocks):
        if block.story in READ_STORIES:
            own = normal_number(block.number)
            if block.kind in ("heading", "title"):
                headings = [(level, number) for level, number in headings if level < block.level]
                article = next((number for _, number in reversed(headings) if number), "")
                if own:
                    # "2" under heading "7" can be meant as 7.2; under "Hoofdstuk 7" articles count on.
                    if article and "." not in own and not _LABELLED.match(block.number):
                        numbers.setdefault(f"{article}.{own}", index)
                    article = own
                    numbers.setdefault(own, index)
                headings.append((block.level, own))
                clause, items = "", []
            elif block.kind == "item":
                items = [*items[: max(block.level - 1, 0)], own]
                path = own if "." in own else _joined(clause or article, *items)
                if own:
                    numbers.setdefault(path, index)
            elif own:
                clause, items = (own if "." in own or not article else f"{article}.{own}"), []
                numbers.setdefault(clause, index)
            elif block.kind == "cell" and _CELL_NUMBER.fullmatch(block.text.strip()):
                numbers.setdefault(normal_number(block.text.strip()), index)
            for number, is_letter in _run_in(block, clause or article, items):
                numbers.setdefault(number, index)
                if not is_letter:
                    clause, items = number, []
        articles.append(article)
    return numbers, tuple(articles)


def _joined(*parts: str) -> str:
    return ".".join(part for part in parts if part)


def _run_in(block: Block, base: str, items: list[str]) -> Iterator[tuple[str, bool]]:
    """The numbers inside a text, and the letters under them, each with whether it is a letter."""
    found = [(m.start(), normal_number(m.group("number") or m.group()), False) for m in _RUN_IN.finditer(block.text)]
    found += [(m.start(), m.group("letter"), True) for m in _RUN_IN_LETTER.finditer(block.text)]
    for _, number, is_letter in sorted(found):
        if not is_letter:
            base, items = number, []
            if number:
                yield number, False
            continue
        yield _joined(base, *items, number), True
        if items:
            yield _joined(base, number), True


def normal_number(label: str) -> str:
    """The number in a label in one form: "12.3.b" for "12.3(b)", "4" for "Article IV" and "4.0", "" for an annex's label."""
    text = label.strip()
    if annex_label(text):
        return ""
    brackets = re.search(r"\d\s*((?:\(\w{1,4}\)\s*)+)[.:)]*$", text)
    tail = re.findall(r"\w+", brackets.group(1)) if brackets else []
    if brackets:
        text = text[: brackets.start(1)]
    word = _LABELLED.match(text)
    number = number_of(text.rstrip(".:) "))
    attached = re.search(r"\d([a-z])$", text.rstrip(".:) "))
    if attached and not number.endswith(attached.group(1)):
        number += attached.group(1)
    head, dot, rest = number.replace("-", ".").partition(".")
    if (word or len(head) > 1) and _ROMAN.fullmatch(head):
        head = str(_arabic(head))
    number = re.sub(r"(?<=\d)(?:\.0)+$", "", f"{head}{dot}{rest}")
    return _joined(number, *tail).lower()


def _arabic(roman: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10}[letter] for letter in roman]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))


def resolves(numbers: Mapping[str, int], number: str) -> bool:
    """Whether a reference to `number` finds something, or may do so as far as we can tell.

    It may when the document shows no members of that kind under the number above it: then they are unnumbered paragraphs,
    or we did not see them.
    """
    if number in numbers:
        return True
    attached = re.fullmatch(r"(.*\d)([a-z])", number)
    if attached:
        return resolves(numbers, f"{attached.group(1)}.{attached.group(2)}")
    parent, _, last = number.rpartition(".")
    if not parent:
        return False
    return resolves(numbers, parent) and not _members(numbers, parent, last.isdigit())


def _members(numbers: Mapping[str, int], parent: str, digits: bool) -> frozenset[str]:
    """The last parts of the numbers right under a number: "1", "2" or "a", "b"; of the articles for "" as parent."""
    start = f"{parent}." if parent else ""
    below = {n[len(start) :] for n in numbers if n.startswith(start)}
    return frozenset(n for n in below if "." not in n and n[:1].isdigit() == digits)


def first_missing(numbers: Mapping[str, int], number: str) -> str:
    """The shortest beginning of a number that finds nothing: "8.39" of "8.39.a" in a document that ends at 8.7."""
    parts = number.split(".")
    beginnings = (".".join(parts[:length]) for length in range(1, len(parts)))
    return next((b for b in beginnings if not resolves(numbers, b)), number)


def is_in_gap(numbers: Mapping[str, int], number: str) -> bool:
    """Whether a number lies between others of its row that exist: missing in the document, or missed by us."""
    parent, _, last = number.rpartition(".")
    members = _members(numbers, parent, last[:1].isdigit())
    return any(_order(member) > _order(last) for member in members)


def is_beyond_letters(numbers: Mapping[str, int], number: str) -> bool:
    """Whether a letter comes after a complete row "a", "b" ...; True for a number that does not end in a letter.

    Letters are often read in part only (two lists under one clause, items inside a sentence), so a row with holes proves
    nothing.
    """
    parent, _, last = number.rpartition(".")
    if last[:1].isdigit():
        return True
    letters = sorted(member for member in _members(numbers, parent, False) if len(member) == 1)
    complete = letters == list(_ALPHABET[: len(letters)])
    return len(letters) >= 2 and complete and len(last) == 1 and last > letters[-1] and not _has_stray_letters(numbers)


def _has_stray_letters(numbers: Mapping[str, int]) -> bool:
    """Whether some row of letters begins after "a": it is the rest of another row, torn off by a page break."""
    rows: dict[str, set[str]] = {}
    for number in numbers:
        parent, _, last = number.rpartition(".")
        if len(last) == 1 and last.isalpha():
            rows.setdefault(parent, set()).add(last)
    return any("a" not in row and not row <= {"i", "v", "x"} for row in rows.values())


_ALPHABET = "abcdefghijklmnopqrstuvwxyz"


def _order(part: str) -> tuple[int, str]:
    digits = re.match(r"\d+", part)
    return (int(digits.group()), part) if digits else (len(part), part)


def share_of_gaps(numbers: Mapping[str, int]) -> float:
    """How many numbers are missing in the rows 1, 2, 3 ... of the document, as a share of all that there should be."""
    rows: dict[str, set[int]] = {}
    for number in numbers:
        parent, _, last = number.rpartition(".")
        if last.isdigit():
            rows.setdefault(parent, set()).add(int(last))
    expected = sum(max(row) for row in rows.values())
    return 1 - sum(len(row - {0}) for row in rows.values()) / expected if expected else 0.0


def loose_numbers(document: Document) -> frozenset[str]:
    """Numbers such as "4.12" that stand anywhere in the text without being referred to: perhaps those of a clause."""
    spans: dict[int, list[Span]] = {}
    for reference in clause_references(document):
        spans.setdefault(reference.span.block, []).append(reference.span)
    found: set[str] = set()
    for index, block in enumerate(document.blocks):
        for number in _LOOSE.finditer(block.text):
            if not any(s.start <= number.start() < s.end for s in spans.get(index, ())):
                found.add(normal_number(number.group("dotted") or number.group("single")))
    return frozenset(found)


_LOOSE = re.compile(
    r"(?<![\w.,])(?:(?P<dotted>\d{1,2}(?:\.\d{1,2}){1,4})(?!\d)|(?P<single>\d{1,2})(?:[.)]\s*|\s+)(?=[A-Z][A-Za-z]))"
)


# --- where the text points to -----------------------------------------------------------------------------------------

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
    _, articles = _numbers_and_articles(document)
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
        if re.search(r"\b(?:this|dit|deze)\s+$", text[: first.start()], re.IGNORECASE):
            continue
        if not first.group("number")[0].isdigit() and word not in ("artikel", "article", "section", "hoofdstuk"):
            continue
        if word == "lid":
            # "lid 3 van artikel 5" points to 5.3: too entangled to judge, and artikel 5 is seen by itself.
            if not article or re.match(r"[^.;]{0,20}\svan\s+artikel", text[at:], re.IGNORECASE):
                continue
            prefix = f"{article}."
        else:
            prefix = ""
        group = _Group(word, language, first.start(), at, [])
        number, start = first.group("number"), first.start()
        while True:
            at = _add_number(text, group, prefix + _number(number), start, at)
            more = _MORE.match(text, at)
            if not more or _UNIT.match(text, more.end()) or _is_part_of_more(text, more.end(), plural):
                break
            number, start = more.group("number"), more.start("number")
            if not plural and "." not in number and "(" not in number:
                break
            at = more.end()
        group.end = at
        rest = _REST.match(text, at)
        group.tail = rest.end() if rest else at
        yield group


def _add_number(text: str, group: _Group, number: str, start: int, end: int) -> int:
    """Adds a number with the members (lid 3, onder b) that the text names of it; gives the place after them."""
    member = _MEMBER.match(text, end) if group.language != "en" else None
    numbers = [number]
    if member:
        end = member.end()
        parts = re.findall(r"\d+", member.group("digits") or "") or [
            _ORDINALS[w] for w in re.findall(_ORDINAL, (member.group("words") or "").lower())
        ]
        numbers = [f"{number}.{part}" for part in parts]
    letter = _LETTER.match(text, end) if group.language != "en" else None
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
    before = text[: first.start()].rstrip()
    if before and before[-1] not in '.;:)"”\n':
        return False
    after = text[first.end() :]
    if not before and (not after.strip(" .:") or re.match(r"\s*[.:–—]\s*[A-ZÀ-Þ\"“]|\s+[A-ZÀ-Þ0-9\"“]|\s*\n", after)):
        return True
    return bool(re.match(r"\s*[.:]?\s+[A-ZÀ-Þ]", after)) and bool(re.search(r"[.;)\"”]$|\n$", before or "."))


def _is_part_of_more(text: str, end: int, plural: bool) -> bool:
    """Whether the number goes on in a way ours do not: "6:248", "52.212-4", "10.3.1a-2", "5%"."""
    return bool(re.match(r"[:/]\d|\.\d|\s?%" if plural else r"[:/]\d|\.\d|[-–]\d|\s?%", text[end:]))


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
        and _CHAIN.fullmatch(text[left.end : right.start])
        and text[left.end : right.start].strip()
    ]
    for left, right in reversed(joined):
        if left.source is None or (left.source and right.source):
            left.source = right.source
    for left, right in joined:
        if right.source is None:
            right.source = left.source
