"""The documents that the agreement and the guide of a set name: by label, in lists, with who provides them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from tenderkit.document.annexes import annex_label, annex_references, annexes_listed
from tenderkit.document.model import Span
from tenderkit.language import LANGUAGES
from tenderkit.language.inflection import stem
from tenderkit.lint.kinds.phrase import ExpressionsByLanguage
from tenderkit.lint.parts import ByLanguage, Strict
from tenderkit.lint.rules import Bilingual
from tenderkit.lint.sets.members import Member, TenderSet, whole
from tenderkit.lint.words import vocabulary

Provider = Literal["supplier", "client", "both", "later", ""]
AROUND = 90  # characters beside a label in which a sentence may say who provides the annex
FEWEST_LABELS = 2  # rows with a label that make a table a list of annexes


class DocumentType(Strict):
    """A kind of document that sets have. `called`: how titles, files and texts name it, in either language; `kind`: the kind
    that the linter gives it; `own`: the authority makes it, so that a text may point to it without an annex; `never`: it is
    no file of the set (the answers to questions come later, the tender from outside, public terms are public)."""

    name: Bilingual
    called: ByLanguage
    kind: str = ""
    own: bool = False
    never: bool = False


class MissingMatch(Strict):
    """`types`: documents by what they are called. `provider`: the column that says who provides; `supplier`, `client`,
    `both`: what a cell in it says. `by_supplier`, `later`: what the words beside a label say of who provides and when, unless
    they name the annex as a model for something else (`models`). `lists`: headings of lists of documents. `points`: sentences
    that point to a document for what it says. `stop`: words in titles that tell nothing apart."""

    of: Literal["missing-document"]
    types: tuple[DocumentType, ...]
    provider: ByLanguage
    supplier: ByLanguage
    client: ByLanguage
    both: ByLanguage
    by_supplier: ByLanguage
    later: ByLanguage
    models: ByLanguage
    lists: ByLanguage
    points: ExpressionsByLanguage
    stop: ByLanguage


@dataclass
class Named:
    """A document as a text names it: its label ("bijlage 6", "" for none), titles, who provides it, and where.

    `told`: a list says who provides it, not only a sentence; `listed`: it stands in a list. `around`: the folded sentences
    that name it, which may tell what it is when it has no title.
    """

    label: str
    shown: str
    member: int
    span: Span
    titles: list[str] = field(default_factory=list)
    provider: Provider = ""
    told: bool = False
    listed: bool = False
    around: str = ""


def named(match: MissingMatch, tender: TenderSet) -> list[Named]:
    """Every document that the guides and the agreement name; one entry for each label in each of them."""
    found = [n for i, m in naming(tender) for n in (*_labelled(match, i, m), *_unlabelled(match, i, m))]
    _borrow_titles(found)
    return found


def naming(tender: TenderSet) -> Iterator[tuple[int, Member]]:
    """The documents whose lists and references count: the guides, and the agreement."""
    for index, member in enumerate(tender.members):
        if member.language is not None and (member.kind == "guide" or index == tender.agreement):
            yield index, member


def is_called(type_: DocumentType, text: str) -> bool:
    """Whether a folded text uses one of the names of a type, in either language."""
    return any(vocabulary(lang).pattern(s).search(text) for lang in LANGUAGES for s in getattr(type_.called, lang))


def significant(match: MissingMatch, text: str) -> set[str]:
    """The stems of the words of a title that tell it from other titles."""
    stop = {*match.stop.nl, *match.stop.en}
    words = [w for w in re.findall(r"[^\W\d_][\w'-]*", text) if w not in stop]
    return {stem(w, "nl") for w in words}


def _labelled(match: MissingMatch, index: int, member: Member) -> list[Named]:
    """The annexes that a document lists or refers to by label."""
    document = member.view.document
    found: dict[str, Named] = {}
    places = [(annex, _label_span(member, annex, block), True) for annex, block in annexes_listed(document).items()]
    places += [(r.annex, r.span, False) for r in annex_references(document) if not r.source]
    for annex, span, listed in places:
        entry = found.setdefault(annex, Named(annex, _shown(annex), index, span))
        if listed and not entry.listed:
            entry.span, entry.listed = span, True
        entry.titles += [t for t in _titles(match, member, annex, span) if t not in entry.titles]
        if not entry.told:
            entry.provider = _provider(match, member, span) or entry.provider
            entry.told = bool(entry.provider) and member.view.document.blocks[span.block].cell is not None
        entry.around += "\n" + " ".join(u.text for u in member.view.units_of_block.get(span.block, ()))
    return list(found.values())


def _shown(annex: str) -> str:
    word, label = annex.split(" ", 1)
    return f"{word.capitalize()} {label.upper()}"


def _label_span(member: Member, annex: str, block: int) -> Span:
    word, label = annex.split(" ", 1)
    text = member.view.document.blocks[block].text
    found = re.search(rf"{word}\w*\s+(?:nr\.?\s+)?[\"“'‘]?{re.escape(label)}(?!\w)", text, re.IGNORECASE)
    return Span(block, found.start(), found.end()) if found else whole(member.view, block)


def _titles(match: MissingMatch, member: Member, annex: str, span: Span) -> Iterator[str]:
    """The names that stand beside a label: in the row of its cell, in brackets, behind a mark, or before its brackets."""
    block = member.view.document.blocks[span.block]
    if block.cell and (annex_label(block.text.strip()) or _is_bare(block.text)):
        yield from _cell_titles(match, member, span.block)
    elif not annex_label(block.text[span.start : span.end]):
        yield block.text.strip(" .;,")  # an item that a list counts as an annex by its number
        return
    after, before = block.text[span.end :], block.text[: span.start]
    for pattern in (_IN_BRACKETS, _BEHIND_MARK, *((_BEHIND,) if not before.strip() else ())):
        if found := pattern.match(after):
            yield found.group("title").strip(" .;,")
            return
    if found := _BEFORE_BRACKET.search(before):
        yield _ARTICLE.sub("", found.group("title").strip())


_IN_BRACKETS = re.compile(r"\s*\((?P<title>[^\W\d](?:[^()]|\([^()]*\)){1,100})\)")
_BEHIND_MARK = re.compile(r"\s*(?:[:–—]|-(?=\s))\s*(?P<title>[^.;:(]{3,100})")
_BEHIND = re.compile(r"[\"”'’]?\.?\s+(?P<title>[A-ZÀ-Þ][^.;:]{2,100})")
_BEFORE_BRACKET = re.compile(
    r"(?:^|[,;:]\s*|\b(?:het|een|de|the|an?|in|met|with)\s+)"
    r"(?P<title>(?!(?:het|een|de|the|an?)\s)[^\W\d_][^,;:()]{2,60}?(?:\s\(\w+\))?)\s*\($",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r".*\b(?:het|een|de|the|an?)\s+(?=[A-ZÀ-Þ])", re.DOTALL)


def _is_bare(text: str) -> bool:
    """Whether a cell holds nothing but a label without its word ("3", "B.")."""
    return re.fullmatch(r"\W*\w{1,4}\W*", text) is not None


def _cell_titles(match: MissingMatch, member: Member, block: int) -> Iterator[str]:
    for table in member.tables:
        for row in table.all_rows:
            if block in row.cells.values():
                skipped = {c for c in row.cells if row.cells[c] == block} | set(member.columns(table, match.provider))
                for column in sorted(row.cells):
                    text = member.view.document.blocks[row.cells[column]].text.strip()
                    if column not in skipped and len(text) > 2 and not annex_label(text):
                        yield text
                        return


def _provider(match: MissingMatch, member: Member, span: Span) -> Provider:
    """Who provides an annex, as the row of its cell or the sentence that names it tells."""
    if member.view.document.blocks[span.block].cell:
        for table in member.tables:
            for row in table.all_rows:
                if span.block in row.cells.values():
                    return _told_by_cell(
                        match, member, [row.texts.get(c, "") for c in member.columns(table, match.provider)]
                    )
    for unit in member.view.units_of_block.get(span.block, ()):
        if unit.start <= span.start < unit.end:
            at = span.start - unit.start
            around = unit.text[max(0, at - AROUND) : span.end - unit.start + AROUND]
            if member.search(match.models, around):
                return ""
            if member.search(match.by_supplier, around):
                return "supplier"
            if member.search(match.later, around):
                return "later"
    return ""


def _told_by_cell(match: MissingMatch, member: Member, texts: Sequence[str]) -> Provider:
    for text in texts:
        supplier, client = member.search(match.supplier, text), member.search(match.client, text)
        if member.search(match.both, text) or (supplier and client):
            return "both"
        if supplier or client:
            return "supplier" if supplier else "client"
    return ""


def _unlabelled(match: MissingMatch, index: int, member: Member) -> Iterator[Named]:
    """Documents that a list names without a label: rows of a table of annexes, items of a list of contract documents."""
    document = member.view.document
    for table in member.tables:
        labels = [row for row in table.rows if any(annex_label(_text(member, i)) for i in row.cells.values())]
        if len(labels) < FEWEST_LABELS:
            continue
        column = next((c for c in sorted(labels[0].cells) if annex_label(_text(member, labels[0].cells[c]))), 0)
        for row in table.rows:
            if row in labels or column not in row.cells or re.search(r"\w", row.texts[column]):
                continue
            titles = list(_cell_titles(match, member, row.cells[column]))
            cell = next((i for i in row.cells.values() if titles and _text(member, i) == titles[0]), row.block)
            if titles:
                provider = _told_by_cell(
                    match, member, [row.texts.get(c, "") for c in member.columns(table, match.provider)]
                )
                yield Named("", titles[0], index, whole(member.view, cell), titles, provider, bool(provider), True)
    labelled = {r.span.block for r in annex_references(document)} | set(annexes_listed(document).values())
    for i, text in member.blocks():
        if document.blocks[i].kind != "item" or not member.search(match.lists, member.view.headings[i]):
            continue
        if i in labelled or _THIS.search(text):
            continue
        kind = next((t for t in match.types if is_called(t, text)), None)
        if kind and not kind.never:
            at = whole(member.view, i)
            shown = kind.name.get(member.view.language)
            yield Named("", shown, index, at, [kind.name.nl, kind.name.en], _provider(match, member, at), listed=True)


_THIS = re.compile(r"\b(?:deze|dit|this|these)\b")


def _text(member: Member, block: int) -> str:
    return member.view.document.blocks[block].text.strip()


def _borrow_titles(named: Sequence[Named]) -> None:
    """Give an annex that one document names only by its label the title that another gives it."""
    for entry in named:
        if entry.label and not entry.titles:
            others = [n for n in named if n.label == entry.label and n.member != entry.member and n.titles]
            if others:
                entry.titles = list(others[0].titles)
                if not entry.provider:
                    entry.provider, entry.told = others[0].provider, others[0].told
