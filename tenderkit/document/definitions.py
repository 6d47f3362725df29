"""The terms that a document defines.

Definitions stand in a section of their own (as table rows, as "Term: meaning", quoted, bold or italic terms) or in passing:
'hierna: "Opdrachtnemer"', '(the "Services")', '"Working Day" means ...'.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tenderkit.document.model import Block, Document, Span, number_of
from tenderkit.document.stories import READ_STORIES
from tenderkit.language.inflection import WORD, stem, stems

LONGEST_TERM = 8  # words


@dataclass(frozen=True, slots=True)
class Definition:
    """A term with other names for it, the place where it is defined, and all passages that belong to its definition.

    `inline`: defined in passing, in brackets or after "hierna".
    """

    term: str
    span: Span
    scope: tuple[Span, ...]
    aliases: tuple[str, ...] = ()
    inline: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The term and its other names."""
        return (self.term, *self.aliases)


_SECTION = re.compile(
    r"\b(?:definitie\w*|definition\w*|begrip(?:pen\w*|s\w+)|aanduidingen|terminolog\w+|glossar\w+|woordenlijst|afkortingen|"
    r"abbreviations|defined\s+terms|interpretation|betekenis\w*)\b",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"(?:definitions?|definities?|begrippen|begripsbepalingen|definitions\s+and\s+interpretation|defined\s+terms|glossary|"
    r"certain\s+definitions|definities\s+en\s+begrippen)\W*",
    re.IGNORECASE,
)
_COLUMN = re.compile(
    r"(?:begrip(?:pen)?|term(?:en|s)?|defined\s+term|definitie|definition|afkorting|abbreviation|betekenis|meaning|omschrijving|"
    r"word|expression|woord)\W*",
    re.IGNORECASE,
)
_INTRODUCTION = re.compile(
    r"(?:verstaan|verstaat\s+men|(?:volgende|onderstaande|navolgende)\s+(?:begrippen|definities|betekenis)\b.*|"
    r"(?:following|these)\s+(?:\w+\s+){0,4}(?:meanings?|definitions|(?:terms|words|expressions)\b.{0,60}?\b(?:meanings?|defined|mean|have))\b.*)\W*$",
    re.IGNORECASE | re.DOTALL,
)
_OPEN, _CLOSE = "\"“„«‘'", "\"”“’»'"
_QUOTED = rf"(?<!\w)[{_OPEN}*_]{{1,4}}\s{{0,3}}(?P<term>[^{_OPEN}{_CLOSE}*_\n]{{1,80}}?)\s*[,.]?[{_CLOSE}*_]+"
MEANS = (
    r"(?:means?|shall\s+mean|will\s+mean|has\s+the|have\s+the|shall\s+have\s+the|will\s+have\s+the|refers?\s+to|shall\s+refer|"
    r"is\s+defined|betekent|heeft\s+de\s+betekenis|wordt\s+(?:\w+\s+){0,3}verstaan)\b"
)
_AS_USED = r"(?:,?\s+as\s+used\s+(?:herein|in\s+[^,;.\"”]{1,40}),?)?"
_EXPLAINED = r"(?:\s*\([^()]{1,80}\))?"
_QUOTED_ENTRY = re.compile(
    rf"\W{{0,3}}(?:(?:the\s+term|the\s+expression|onder|de\s+term)\s+)?{_QUOTED}"
    rf"(?P<more>(?:\s*(?:,|/|or|of|en|and|\(\s*or)\s*(?:the\s+)?[{_OPEN}*_]+[^{_OPEN}{_CLOSE}*_\n]{{1,80}}[{_CLOSE}*_]+\)?){{0,4}})",
    re.IGNORECASE,
)
_PLAIN_ENTRY = re.compile(
    rf"(?P<term>[^\W\d_][^:.;()\n{_OPEN}{_CLOSE}]{{0,80}}?)(?P<alias>\s*\([^()]{{1,60}}\))?"
    rf"(?:\s*:\s+(?=\S)|\s*[–—-]\s+(?!and\b|or\b|en\b|of\b)(?=\S)|{_AS_USED},?\s+{MEANS})",
    re.IGNORECASE,
)
_ANYWHERE = re.compile(
    rf"{_QUOTED}(?P<more>(?:\s*(?:,|or|and|of|en)\s*[{_OPEN}]+[^{_OPEN}{_CLOSE}\n]{{1,80}}[{_CLOSE}]+){{0,4}}){_EXPLAINED}{_AS_USED},?\s+{MEANS}",
    re.IGNORECASE,
)
_ONE_QUOTED = re.compile(_QUOTED)
_BRACKETS = re.compile(r"\((?P<in>[^()]{2,160})\)")
_LEAD = re.compile(
    r"(?:(?:together|jointly|tezamen|samen)\s+(?:with|met)\s+[^\"“”()]{1,60}?\s(?=the\b|de\b|$)|(?:the|an?|each|all|both|any|collectively|together|jointly|individually|singly|hereinafter|hereafter|herein|as|such|"
    r"referred|to|called|known|defined|being|and|or|sometimes|also|respectively|with|in|this|hierna|verder|ook|te|noemen|"
    r"genoemd|aangeduid|afzonderlijk|gezamenlijk|samen|tezamen|ieder|elk|individueel|als|de|het|een|en|of|voortaan|kortweg|"
    r"hierna:|noemen:)\b|[\s,:;])*",
    re.IGNORECASE,
)
_HENCEFORTH = re.compile(
    rf"(?:hierna|verder|voortaan)\s*(?:,?\s*(?:ook|te|noemen|genoemd|aangeduid|aan|duiden|aangehaald|als|afzonderlijk|gezamenlijk|"
    rf"samen|tezamen|ieder|elk|individueel|kortweg|telkens)\b)*\s*:?\s*(?:(?:de|het|een)\s+)?"
    rf"(?:[{_OPEN}*_]+\s*(?:(?:de|het|een)\s+)?(?P<quoted>[^{_OPEN}{_CLOSE}*_\n]{{2,60}}?)\s*[,.]?[{_CLOSE}*_]+|"
    r"(?P<bare>(?-i:[A-ZÀ-Þ])[\w-]*(?:\s+(?-i:[A-ZÀ-Þ])[\w-]*){0,3})(?=\s*[,;.)\n]|$))",
    re.IGNORECASE,
)
_REFERRED = re.compile(
    rf"(?:hereinafter|hereafter|referred\s+to(?:\s+\w+){{0,2}}\s+as|(?:collectively|together),)\s+(?:called\s+|as\s+)?(?:the\s+|an?\s+)?"
    rf"{_QUOTED}",
    re.IGNORECASE,
)
# 'Clause 13 ("Security Deposit")' gives the title of the clause.
_TITLE_OF = re.compile(
    r"(?:\b(?:clauses?|sections?|articles?|paragraphs?|artikel(?:en)?|annex|exhibit|schedule|appendix|bijlage)\s+[\w.]{1,8}|"
    r"\b(?:and|,|en|or|of)\s+\d{1,2})\s*\($",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"(?:the|an?|de|het|een)\s+", re.IGNORECASE)
_NO_TERM = re.compile(
    r"(?:in|onder|voor|bij|op|indien|als|wanneer|this|these|that|deze|dit|die|where|if|unless|any\s+reference|references?|"
    r"verwijzing\w*|words|woorden|headings|note|nb|let\s+op|opmerking|toelichting|voorbeeld|example|including|waaronder|"
    r"zoals|such\s+as|source|bron|from|whenever|for|with|by|to|and|or|en|of|following|volgende|it|there|er|partijen\s+\w+)\b",
    re.IGNORECASE,
)
_VERBS = re.compile(
    r"\b(?:is|are|was|zijn|wordt|worden|shall|will|must|may|dient|moet|kan|heeft|has|have|zal|zullen|mean|means)\b",
    re.IGNORECASE,
)


def definitions(document: Document) -> tuple[Definition, ...]:
    """Every term that the document defines, in the order in which it does; a term defined twice appears once."""
    known: dict[tuple[str, ...], Definition] = {}
    for found in map(_with_names, _found(document)):
        key = tuple(stem(w, "en") for w in WORD.findall(found.term))
        if not key:
            continue
        if key in known:
            known[key] = replace(known[key], scope=tuple(dict.fromkeys((*known[key].scope, *found.scope))))
        else:
            known[key] = found
    return tuple(sorted(known.values(), key=lambda d: (d.span.block, d.span.start)))


def _with_names(found: Definition) -> Definition:
    """The same definition with the names that stand in its term told apart: "Maximum Quantity (MQ)", "Loss or Losses"."""
    term, aliases = found.term, list(found.aliases)
    while brackets := _IN_TERM.search(term):
        plain = re.sub(r"\s+", " ", term[: brackets.start()] + term[brackets.end() :]).strip()
        if not brackets.group(1).islower() and plain:
            aliases.append(brackets.group(1))
        term = plain or brackets.group(1)
    term = re.sub(r"\s+(?:or|and|of|en)$", "", term)
    names = re.split(r"\s+or\s+|\s+of\s+(?=[A-Z])", term)
    if len(names) == 2 and stems(names[0], "en") == stems(names[1], "en"):
        term = names[0]
    return replace(found, term=term, aliases=tuple(dict.fromkeys(a for a in aliases if a != term)))


_IN_TERM = re.compile(r"\s?\(([^()]{1,40})\)")


def _found(document: Document) -> Iterator[Definition]:
    region = _regions(document)
    tables = _tables(document, region)
    for index, block in enumerate(document.blocks):
        if block.story not in READ_STORIES or block.kind in ("heading", "title"):
            continue
        if block.cell:
            if block.cell.table in tables:
                yield from _row(document, index)
                continue
        elif index in region:
            entry = _entry(block, index)
            if entry:
                members = _members(document, index)
                yield replace(entry, scope=(*entry.scope, *members))
        yield from _in_passing(block, index)


def _whole(document: Document, index: int) -> Span:
    return Span(index, 0, len(document.blocks[index].text))


def _regions(document: Document) -> frozenset[int]:
    """The blocks among which definitions may stand without quotes.

    They are those of a section about definitions, and those after a line that announces them ("... wordt verstaan onder:",
    a clause that says no more than "DEFINITIONS") as long as definitions keep coming.
    """
    inside: set[int] = set()
    for section in document.sections:
        told = any(_SECTION.search(heading) for heading in section.path)
        announced, strangers, article = False, 0, ""
        for index in section.blocks:
            block = document.blocks[index]
            if told:
                inside.add(index)
                continue
            first = number_of(block.number).split(".")[0] if block.kind == "clause" else ""
            if announced and not (first and article and first != article) and strangers < _STRANGERS:
                inside.add(index)
                if not block.cell and block.kind != "item":
                    strangers = 0 if _entry(block, index) else strangers + 1
            else:
                announced = False
            if not announced and (_INTRODUCTION.search(block.text) or _TITLE.fullmatch(block.text.strip())):
                announced, strangers, article = True, 0, first
    return frozenset(inside)


_STRANGERS = 3  # paragraphs that define nothing, after which a row of definitions has ended


def _tables(document: Document, region: frozenset[int]) -> frozenset[int]:
    """The tables whose first column holds terms: by their header, or because they stand in a section of definitions."""
    headers: dict[int, dict[int, str]] = {}
    columns: dict[int, int] = {}
    inside: set[int] = set()
    for index, block in enumerate(document.blocks):
        if block.cell:
            columns[block.cell.table] = max(columns.get(block.cell.table, 0), block.cell.column + 1)
            if block.cell.row == 0:
                headers.setdefault(block.cell.table, {}).setdefault(block.cell.column, block.text)
            if index in region:
                inside.add(block.cell.table)
    told = {
        table
        for table, texts in headers.items()
        if columns[table] >= 2 and all(_COLUMN.fullmatch(texts.get(column, "").strip()) for column in (0, 1))
    }
    return frozenset(told | {table for table in inside if columns[table] == 2})


def _row(document: Document, index: int) -> Iterator[Definition]:
    block = document.blocks[index]
    cell = block.cell
    if cell is None or cell.column != 0 or cell.header or not block.text.strip():
        return
    if cell.row == 0 and _COLUMN.fullmatch(block.text.strip()):
        return
    text, at = _trimmed(block.text, 0, len(block.text.split("\n", 1)[0]))
    alias = re.search(r"\s*\(([^()]{1,60})\)$", text)
    term = text[: alias.start()] if alias else text
    if not _is_term(term):
        return
    row = tuple(
        _whole(document, i)
        for i in range(index, min(index + 40, len(document.blocks)))
        if (other := document.blocks[i].cell) and other.table == cell.table and other.row == cell.row
    )
    names = [n.strip() for n in re.split(r"\s*/\s*|\s+(?:of|or)\s+", term) if n.strip()]
    aliases = (*names[1:], *((alias.group(1),) if alias else ()))
    yield Definition(names[0] if len(names) > 1 else term, Span(index, at, at + len(term)), row, aliases)


def _trimmed(text: str, start: int, end: int) -> tuple[str, int]:
    """A stretch without quotes, marks, blanks and a leading article, and where it begins."""
    piece = text[start:end]
    cut = len(piece) - len(piece.lstrip(_OPEN + "*_ \t\n"))
    if article := _ARTICLE.match(piece, cut):
        cut = article.end()
    return piece[cut:].rstrip(_CLOSE + "*_ \t\n:;,.–—-"), start + cut


def _is_term(term: str) -> bool:
    words = term.split()
    return (
        0 < len(words) <= LONGEST_TERM
        and sum(c.isalpha() for c in term) > 1
        and not re.search(r"[\[\]{}\n]|\b(?:Exhibit|Schedule|Annex|Appendix|Bijlage)\s+[A-Z0-9]{1,2}$", term)
        and not _NO_TERM.match(term)
        and not (len(words) > 1 and _VERBS.search(term))
    )


def _entry(block: Block, index: int) -> Definition | None:
    """The definition that a block of a section of definitions begins with, if it does."""
    text = block.text
    whole = (Span(index, 0, len(text)),)
    quoted = _QUOTED_ENTRY.match(text)
    if quoted:
        term, at = _trimmed(text, quoted.start("term"), quoted.end("term"))
        more = tuple(m.group("term") for m in _ONE_QUOTED.finditer(quoted.group("more")))
        behind = re.match(r"\s*\(([^()]{1,80})\)", text[quoted.end() :])
        if behind:
            more += tuple(m.group("term") for m in _ONE_QUOTED.finditer(behind.group(1)))
        # A quotation that opens a sentence about something else is no term: something must follow that explains it.
        if _is_term(term) and text[quoted.end() :].strip(" :.–-"):
            return Definition(term, Span(index, at, at + len(term)), whole, more)
        return None
    mark = next((m for m in block.marks if m.kind in ("strong", "emphasis") and m.start <= 2), None)
    if mark and mark.end < len(text.rstrip()):
        line_end = text.find("\n", mark.start, mark.end)
        term, at = _trimmed(text, mark.start, mark.end if line_end < 0 else line_end)
        if _is_term(term) and term:
            return Definition(term, Span(index, at, at + len(term)), whole, _aliases(text[mark.end :]))
    plain = _PLAIN_ENTRY.match(text)
    if plain:
        term, at = _trimmed(text, plain.start("term"), plain.end("term"))
        if _is_term(term) and "," not in term and len(term.split()) <= (6 if term[0].isupper() else 4):
            return Definition(term, Span(index, at, at + len(term)), whole, _aliases(plain.group("alias") or ""))
    return None


def _aliases(text: str) -> tuple[str, ...]:
    """The other name in brackets right behind a term: "(SLA)", "(or the Fees)"."""
    found = re.match(r"\s*\(\s*(?:of|or|ook|hierna|also)?:?\s*[\"“'‘]?([^()\"”'’]{1,50})[\"”'’]?\s*\)", text)
    return (found.group(1).strip(),) if found else ()


def _members(document: Document, index: int) -> Iterator[Span]:
    """The list items that continue a definition."""
    first = document.blocks[index]
    for following in range(index + 1, len(document.blocks)):
        block = document.blocks[following]
        deeper = block.kind == "item" and (first.kind != "item" or block.level > first.level)
        if not deeper or _entry(block, following):
            return
        yield _whole(document, following)


def _in_passing(block: Block, index: int) -> Iterator[Definition]:
    text = block.text
    if not any(c in text for c in _OPEN) and "hierna" not in text and "verder" not in text and not block.marks:
        return
    starts = [m.start() for m in _ANYWHERE.finditer(text)]
    for number, found in enumerate(_ANYWHERE.finditer(text)):
        term, at = _trimmed(text, found.start("term"), found.end("term"))
        end = starts[number + 1] if number + 1 < len(starts) else len(text)
        more = tuple(m.group("term") for m in _ONE_QUOTED.finditer(found.group("more")))
        if _is_term(term):
            yield Definition(term, Span(index, at, at + len(term)), (Span(index, found.start(), end),), more)
    for brackets in _BRACKETS.finditer(text):
        yield from _bracketed(text, brackets.start("in"), brackets.end("in"), block, index)
    for pattern in (_HENCEFORTH, _REFERRED):
        for found in pattern.finditer(text):
            group = next((g for g in ("quoted", "bare", "term") if found.groupdict().get(g)), None)
            if group:
                yield from _inline(text, found.start(group), found.end(group), index)


def _bracketed(text: str, start: int, end: int, block: Block, index: int) -> Iterator[Definition]:
    """The terms that brackets define: only quoted or bold terms, and nothing else but words that introduce them."""
    inside = text[start:end]
    if _TITLE_OF.search(text[:start]):
        return
    terms = [(start + m.start("term"), start + m.end("term")) for m in _ONE_QUOTED.finditer(inside)]
    spans = [(start + m.start(), start + m.end()) for m in _ONE_QUOTED.finditer(inside)]
    if not terms:
        bold = [m for m in block.marks if m.kind == "strong" and start <= m.start and m.end <= end]
        terms = spans = [(m.start, m.end) for m in bold]
    if not terms:
        return
    at = start
    for first, last in spans:
        if not _LEAD.fullmatch(text[at:first]):
            return
        at = last
    if re.search(r"\w", text[at:end]) and not _LEAD.fullmatch(text[at:end]):
        return
    for first, last in terms:
        yield from _inline(text, first, last, index)


def _inline(text: str, start: int, end: int, index: int) -> Iterator[Definition]:
    term, at = _trimmed(text, start, end)
    if _is_term(term) and (term[0].isupper() or term.isupper()):
        span = Span(index, at, at + len(term))
        yield Definition(term, span, (Span(index, start, end),), inline=True)
