"""The annexes of a document: those it carries, those it lists, and where its text points to them.

An annex is named by its word and its label in lower case: "bijlage 2", "schedule a", "exhibit b-1".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tenderkit.document.model import Document, Span, number_of
from tenderkit.document.sources import names_of_itself, source
from tenderkit.document.stories import READ_STORIES

_FORMS = {
    "bijlage": "bijlage", "bijlagen": "bijlage", "bijlages": "bijlage", "annex": "annex", "annexes": "annex",
    "annexe": "annex", "schedule": "schedule", "schedules": "schedule", "appendix": "appendix",
    "appendices": "appendix", "exhibit": "exhibit", "exhibits": "exhibit", "attachment": "attachment",
    "attachments": "attachment",
}  # fmt: skip
_PLURAL = frozenset({"bijlagen", "bijlages", "annexes", "schedules", "appendices", "exhibits", "attachments"})
_WORD = "|".join(sorted(_FORMS, key=len, reverse=True))
_LABEL = r"[\"“'‘]?(?:\d{1,2}(?:\.\d{1,2})*[a-z]?|[A-Z](?:[-.]?\d{1,2}(?:\.\d{1,2})?)?|[IVX]{1,6})(?![\w])(?![.,/:]\d)[\"”'’]?"
_ANNEX = re.compile(rf"(?<![\w-])(?P<word>(?i:{_WORD}))\s{{1,40}}(?:(?i:nr|no|number|nummer)\.?\s)?(?P<label>{_LABEL})")
_MORE = re.compile(
    rf"(?:\s*,\s*(?:(?:en|of|and|or)\s+)?|\s+(?:en|of|and|or|&|to|through|tot\s+en\s+met)\s+|\s*t/m\s*|\s*[-–]\s*)(?P<label>{_LABEL})"
)
_HEADING_OF_LIST = re.compile(
    rf"(?:(?:lijst|overzicht)\s+(?:van\s+)?(?:de\s+)?)?(?:{_WORD})(?:\s*(?:\(.*\)|bij\b.*|to\b.*|list|overzicht))?|"
    rf"(?:list|table|index|overview)\s+of\s+(?:the\s+)?(?:{_WORD})|bijlagenlijst|contractdocumenten|contract\s+documents",
    re.IGNORECASE,
)
# In plain text the heading of an annex may stand inside a paragraph: in capitals, after a wide gap.
_CARRIED_INSIDE = re.compile(
    r"(?:(?<=\s\s)|(?<=\n))(?P<word>EXHIBIT|SCHEDULE|ANNEX|APPENDIX|ATTACHMENT|BIJLAGE)\s(?P<label>[A-Z0-9]{1,2})(?![\w.(,])(?=\s{2,}|\n|\s+[A-Z\[]{2,})"
)
# A label with a name behind it, not in the middle of a sentence: a line of a list, or a heading, that lost its own line.
_NAMED = re.compile(
    rf"(?:[.:;\n]\s{{0,9}}|\d\s{{1,9}}|\b[A-Z][\w,]{{0,40}}\s{{1,9}})(?P<annex>(?:{_WORD.title()}|{_WORD.upper()})\s{_LABEL})(?:\s?\(\w{{1,4}}\))*\s+(?:[-–—]\s+)?[A-Z]"
)
_COLUMN = re.compile(rf"(?:{_WORD})(?:\s*(?:nr|no|nummer|number|#)\.?)?", re.IGNORECASE)
_CELL_LABEL = re.compile(r"(?:\d{1,2}[a-z]?|[A-Z]\d{0,2}|[IVX]{1,5})\.?")
_SMALL = frozenset("of the and to for in on a an van de het en voor met bij tot - – &".split())
FILING_TOP = 12  # blocks
LEAST_LISTED = 2  # items or cells that name an annex, and half of all of them: then it is a list of annexes
OPENING = 2  # blocks: an annex named there is what the document is, not what it carries


@dataclass(frozen=True, slots=True)
class AnnexReference:
    """A place where the text points to an annex. `source` is the other document it belongs to, "" for this one."""

    annex: str
    span: Span
    source: str = ""


def annex_label(label: str) -> str:
    """The annex that a label names ("Bijlage 2 -" gives "bijlage 2"), "" when it names none."""
    found = _ANNEX.match(label.strip())
    return _name(found.group("word"), found.group("label")) if found else ""


def _name(word: str, label: str) -> str:
    return f"{_FORMS[word.lower()]} {label.strip(chr(34) + '“”‘’' + chr(39)).lower()}"


def series(annex: str) -> str:
    """The word of an annex: documents may number their schedules and their exhibits apart."""
    return annex.split(" ", 1)[0]


def annexes_carried(document: Document) -> dict[str, int]:
    """The annexes whose text stands in the document, with the block that is their heading."""
    carried: dict[str, int] = {}
    for index, block in enumerate(document.blocks):
        if block.story not in ("body", "cover", "textbox") or block.kind in ("item", "cell"):
            continue
        annex = annex_label(block.number)
        if not annex:
            found = _ANNEX.match(block.text.lstrip())
            if found and (block.kind in ("heading", "title") or _is_title(block.text.lstrip()[found.end() :])):
                annex = _name(found.group("word"), found.group("label"))
        if annex and not _is_filing(annex, index):
            carried.setdefault(annex, index)
        for inside in _CARRIED_INSIDE.finditer(block.text):
            carried.setdefault(_name(inside.group("word"), inside.group("label")), index)
    return carried


def _is_filing(annex: str, block: int) -> bool:
    """Whether an exhibit is the contract itself in a filing with the American stock exchange supervisor ("Exhibit 10.3")."""
    return block < FILING_TOP and bool(re.fullmatch(r"exhibit \d{1,2}(?:\.\d+)?", annex))


def _is_title(rest: str) -> bool:
    """Whether what follows a label on its line makes the line a title: nothing, a mark and a name, or only capitals."""
    rest = rest.strip()
    if len(rest) > 120 or (rest.endswith((".", ";", ",")) and not rest.isupper()):
        return False
    if not rest or rest.isupper() or rest[0] in ":–—-|":
        return True
    words = [w for w in re.findall(r"[^\W\d_][\w'’-]*", rest) if w.lower() not in _SMALL]
    return bool(words) and len(words) <= 8 and all(w[0].isupper() for w in words)


def is_itself_annex(document: Document) -> bool:
    """Whether the document presents itself as an annex of another document."""
    if annex_label(document.title):
        return True
    body = [i for i, b in enumerate(document.blocks) if b.story in ("body", "cover", "textbox") and b.text.strip()]
    opening = set(body[:OPENING])
    carried = annexes_carried(document).values()
    return any(index in opening or document.blocks[index].story == "cover" for index in carried)


def annexes_listed(document: Document) -> dict[str, int]:
    """The annexes that the document lists by name - in its contents, a list, a table, a run of titles - and where."""
    listed: dict[str, int] = {}
    headers: dict[tuple[int, int], str] = {}
    for index, block in enumerate(document.blocks):
        if block.cell and (block.cell.header or block.cell.row == 0):
            headers[block.cell.table, block.cell.column] = block.text.strip()
        if block.story in ("header", "footer"):
            continue
        labels = [block.number, block.text.lstrip()] if block.story == "toc" or block.kind in ("item", "cell") else []
        found = [annex_label(label) for label in labels]
        found += [_name(m.group("word"), m.group("label")) for m in _titled(block.text)]
        found += _listed_by_place(document, index, headers)
        for annex in found:
            if annex and not _is_filing(annex, index):
                listed.setdefault(annex, index)
    for rows in _lists(document):
        named = {index: _all_in(document.blocks[index].text) for index in rows}
        naming = [index for index in rows if named[index]]
        if len(naming) >= LEAST_LISTED and 2 * len(naming) >= len(rows):
            for index in naming:
                for annex in named[index]:
                    listed.setdefault(annex, index)
    return listed


def _titled(text: str) -> Iterator[re.Match[str]]:
    """The annexes of a text that are given a title: "Bijlage 1: Prijzen", or three or more as "Bijlage 1 (Prijzen)"."""
    found = list(_ANNEX.finditer(text))
    yield from (m for m in found if _TITLE_MARK.match(text, m.end(), m.end() + 20))
    bracketed = [m for m in found if _TITLE_IN_BRACKETS.match(text, m.end(), m.end() + 20)]
    if len(bracketed) > LEAST_LISTED:
        yield from bracketed


_TITLE_MARK = re.compile(r"\s*(?:\(\w\))?\s*\*?(?::|=|–\s|—\s|-\s)")
_TITLE_IN_BRACKETS = re.compile(r"\s*\([^\W\d_]{3}")


def _all_in(text: str) -> list[str]:
    """The annexes that a line of a list names beside a title: "Bijlage 7 (Formulier)", "het Exitplan (Bijlage 5)"."""
    return [
        _name(m.group("word"), m.group("label"))
        for m in _ANNEX.finditer(text)
        if text[: m.start()].endswith("(") or not text[: m.start()].strip() or _TITLE_IN_BRACKETS.match(text, m.end())
    ]


def _lists(document: Document) -> Iterator[list[int]]:
    """Every list as its items, and every column of a table as its cells without the header."""
    items: list[int] = []
    columns: dict[tuple[int, int], list[int]] = {}
    for index, block in enumerate(document.blocks):
        if block.kind == "item":
            items.append(index)
            continue
        if items:
            yield items
            items = []
        if block.cell and not block.cell.header:
            columns.setdefault((block.cell.table, block.cell.column), []).append(index)
    if items:
        yield items
    yield from columns.values()


def annexes_named(document: Document) -> frozenset[str]:
    """The annexes that the text gives a name somewhere, be it in a list or a heading that lost its own line."""
    found = {annex_label(m.group("annex")) for block in document.blocks for m in _NAMED.finditer(block.text)}
    return frozenset(found - {""})


def _listed_by_place(document: Document, index: int, headers: dict[tuple[int, int], str]) -> list[str]:
    """Annexes that a block lists by its number alone: an item under "Bijlagen", a cell in a column "Annex"."""
    block = document.blocks[index]
    if block.cell:
        header = headers.get((block.cell.table, block.cell.column), "")
        label = block.text.strip()
        if _COLUMN.fullmatch(header) and _CELL_LABEL.fullmatch(label):
            word = re.match(_WORD, header, re.IGNORECASE)
            return [_name(word.group(), label.rstrip("."))] if word else []
        return []
    heading = document.heading(index)
    if block.kind not in ("item", "clause") or not _HEADING_OF_LIST.fullmatch(heading.strip(" .:")):
        return []
    word = re.search(_WORD, heading, re.IGNORECASE)
    own = number_of(block.number)
    last = own.rsplit(".", 1)[-1]
    return [_name(word.group(), last.upper() if last.isalpha() else last)] if word and last else []


def annex_references(document: Document) -> tuple[AnnexReference, ...]:
    """Every reference to an annex in the running text, in reading order."""
    names = names_of_itself(document)
    found: list[AnnexReference] = []
    for index, block in enumerate(document.blocks):
        if block.story not in READ_STORIES or block.kind in ("heading", "title"):
            continue
        for first in _ANNEX.finditer(block.text):
            word = first.group("word")
            if _is_label(document, index, first):
                continue
            parts = [(first.group("label"), first.start(), first.end())]
            end = first.end()
            while word.lower() in _PLURAL and (more := _MORE.match(block.text, end, end + 60)):
                parts.append((more.group("label"), more.start("label"), more.end()))
                end = more.end()
            if word.lower() in _PLURAL and len(parts) == 1:
                continue  # "Appendices 21" is a line of a table of contents
            owner = source(block.text, first.start(), end, names, "", titled=True) or ""
            found += [AnnexReference(_name(word, label), Span(index, s, e), owner) for label, s, e in parts]
    return tuple(found)


def _is_label(document: Document, index: int, found: re.Match[str]) -> bool:
    """Whether the words name what stands there, and point to nothing: a title, a line of a list or of the contents."""
    block = document.blocks[index]
    annex, rest = _name(found.group("word"), found.group("label")), block.text[found.end() : found.end() + 200]
    if _is_filing(annex, index):
        return True
    if not found.start():
        return (block.kind in ("item", "cell", "paragraph") and _is_title(rest)) or rest.lstrip().isupper()
    if found.group("word").isupper() and re.match(
        _CARRIED_INSIDE, block.text[max(0, found.start() - 2) : found.end() + 6]
    ):
        return True
    return bool(re.search(r"\s{2,}\d", found.group())) or bool(re.match(r"\s+\d{1,2}\.\d", rest))
