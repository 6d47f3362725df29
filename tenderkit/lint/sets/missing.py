"""Documents that the agreement or the guide names and that the set does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Literal

from tenderkit.document.annexes import annex_label, annex_references, annexes_carried, annexes_listed, series
from tenderkit.document.model import Span, number_of
from tenderkit.language import LANGUAGES
from tenderkit.language.folding import folded
from tenderkit.language.inflection import stem
from tenderkit.lint.expressions import Strict
from tenderkit.lint.findings import Severity
from tenderkit.lint.kinds.phrase import ByLanguage, ExpressionsByLanguage
from tenderkit.lint.rules import Bilingual
from tenderkit.lint.sets.members import Member, SetHit, TenderSet, hit_at, whole, words_apart
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


@dataclass(frozen=True)
class Present:
    """What the set has: one entry for each document and each file beside them."""

    title: str  # folded
    stem: str  # folded, words apart
    kind: str
    member: int | None


def missing(match: MissingMatch, tender: TenderSet) -> Iterator[SetHit]:
    """Documents named by the agreement and the guide that are neither a file of the set nor carried inside one."""
    present = _present(tender)
    named = [n for i, m in _naming(tender) for n in (*_labelled(match, i, m), *_unlabelled(match, i, m))]
    _borrow_titles(named)
    carried = {annex for m in tender.members for annex in (*annexes_carried(m.view.document), *_tables_headed(m))}
    lacking = [n for n in named if not _is_there(match, n, present, carried, tender)]
    lacking = _without_doubt(match, lacking, named, present)
    for group in _grouped(match, lacking, tender):
        yield _hit(group, tender)
    yield from _pointed_to(match, tender, present, lacking)


def _tables_headed(member: Member) -> Iterator[str]:
    """Annexes that are (a part of) a table, under a row with nothing but their label and name."""
    for table in member.tables:
        for row in table.all_rows:
            texts = {_text(member, i) for i in row.cells.values()} - {""}
            if len(texts) == 1 and (annex := annex_label(texts.pop())):
                yield annex


def _naming(tender: TenderSet) -> Iterator[tuple[int, Member]]:
    """The documents whose lists and references count: the guides, and the agreement."""
    for index, member in enumerate(tender.members):
        if member.language is not None and (member.kind == "guide" or index == tender.agreement):
            yield index, member


def _present(tender: TenderSet) -> list[Present]:
    found = [
        Present(m.title, words_apart(PurePath(m.view.document.path).stem), m.kind, i)
        for i, m in enumerate(tender.members)
    ]
    return found + [Present("", words_apart(PurePath(name).stem), "", None) for name in tender.files]


# --- what is named ----------------------------------------------------------------------------------------------------


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
        kind = next((t for t in match.types if _is_called(t, text)), None)
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


# --- whether it is there ----------------------------------------------------------------------------------------------


def _is_there(
    match: MissingMatch, entry: Named, present: Sequence[Present], carried: set[str], tender: TenderSet
) -> bool:
    if entry.label and any(_same_or_part(entry.label, annex) for annex in carried):
        return True
    if any(_is_never(match, folded(title)) for title in entry.titles):
        return True
    return any(_is(match, entry, p) for p in present) or _is_headed(match, entry, tender)


def _is_never(match: MissingMatch, title: str) -> bool:
    """Whether a title is that of something that is no file of the set ("tender", but not "invitation to tender")."""
    types = [t for t in match.types if _is_called(t, title)]
    return bool(types) and all(t.never for t in types)


def _same_or_part(annex: str, other: str) -> bool:
    """Whether one is the other or a part of it ("schedule 2.1" of "schedule 2")."""
    short, long = sorted((annex, other), key=len)
    rest = long[len(short) :]
    return (
        series(annex) == series(other) and long.startswith(short) and not (rest[:1].isdigit() and short[-1].isdigit())
    )


def _is(match: MissingMatch, entry: Named, other: Present) -> bool:
    """Whether a document or file is what is named: by its label, by what it is, or by its title."""
    if entry.label:
        word, label = entry.label.split(" ", 1)
        if any(re.search(rf"\b{word}\s{re.escape(label)}\b", text) for text in (other.title, other.stem)):
            return True
    for title in map(folded, entry.titles):
        types = [t for t in match.types if _is_called(t, title)]
        if any(_is_called(t, text) for t in types for text in (other.title, other.stem)):
            return True
        if any(t.kind and t.kind == other.kind for t in types):
            return True
        if any(re.search(rf"\b{short}\b", text) for short in _SHORT.findall(title) for text in (other.title, other.stem)):
            return True
        wanted = _significant(match, title)
        for text in (other.title, other.stem):
            has = _significant(match, text)
            if wanted and has and (wanted <= has or (text == other.stem and has <= wanted)):
                return True
    return False


_SHORT = re.compile(r"\((\w{2,6})\)")  # "(QASP)", behind the name that it is short for


def _is_headed(match: MissingMatch, entry: Named, tender: TenderSet) -> bool:
    """Whether a heading in some document is just the title: then the annex stands under it."""
    titles = {frozenset(_significant(match, folded(title))) for title in entry.titles} - {frozenset()}
    return any(
        frozenset(_significant(match, text)) in titles
        for member in tender.members
        for i, text in member.blocks()
        if member.view.document.blocks[i].kind == "heading" and member.view.document.blocks[i].level <= 1
        and not number_of(member.view.document.blocks[i].number)
        and i != entry.span.block
    )  # fmt: skip


def _is_called(type_: DocumentType, text: str) -> bool:
    return any(vocabulary(lang).pattern(s).search(text) for lang in LANGUAGES for s in getattr(type_.called, lang))


def _significant(match: MissingMatch, text: str) -> set[str]:
    """The stems of the words of a title that tell it from other titles."""
    stop = {*match.stop.nl, *match.stop.en}
    words = [w for w in re.findall(r"[^\W\d_][\w'-]*", text) if w not in stop]
    return {stem(w, "nl") for w in words}


def _without_doubt(
    match: MissingMatch, lacking: Sequence[Named], named: Sequence[Named], present: Sequence[Present]
) -> list[Named]:
    """Without the labels that have no title and may be one of the documents that nothing names.

    What the sentence speaks of may tell which; and where as many documents are left as labels, nothing tells.
    """
    free = [
        p for p in present if p.kind not in ("agreement", "guide") and not any(_is(match, n, p) for n in named)
    ]  # fmt: skip
    bare: dict[str, list[Named]] = {}
    for entry in lacking:
        if not entry.titles:
            bare.setdefault(entry.label, []).append(entry)
    for label, entries in list(bare.items()):
        around = "\n".join(e.around for e in entries)
        told = next((p for p in free if _speaks_of(match, around, p)), None)
        if told is not None:
            free.remove(told)
            del bare[label]
    doubtful = len(free) >= len(bare)
    return [n for n in lacking if n.titles or (n.label in bare and not doubtful)]


def _speaks_of(match: MissingMatch, text: str, other: Present) -> bool:
    types = [t for t in match.types if t.kind == (other.kind or "-") or _is_called(t, f"{other.title} {other.stem}")]
    return any(_is_called(t, text) for t in types) or bool(_significant(match, other.stem) & _significant(match, text))


def _grouped(match: MissingMatch, lacking: Sequence[Named], tender: TenderSet) -> Iterator[list[Named]]:
    """The same document named in several places, the best place first: a list that tells who provides it."""
    groups: list[list[Named]] = []
    for entry in lacking:
        known = next((group for group in groups if any(_is_same(match, entry, other) for other in group)), None)
        if known is None:
            groups.append([entry])
        else:
            known.append(entry)
    for group in groups:
        yield sorted(group, key=lambda n: (not n.told, not n.provider, not n.listed, n.member != tender.agreement))


def _is_same(match: MissingMatch, one: Named, two: Named) -> bool:
    """Whether two names are of one document: by label where the titles do not deny it, by type, or by title."""
    first, second = ({w for t in n.titles for w in _significant(match, folded(t))} for n in (one, two))
    if one.label and one.label == two.label and (not first or not second or first & second):
        return True
    if one.label and two.label and one.member == two.member:
        return False
    types = [
        {t.name.nl for t in match.types if any(_is_called(t, folded(title)) for title in n.titles)} for n in (one, two)
    ]
    return bool(types[0] & types[1]) or (bool(first) and first == second)


# --- what is said of it -----------------------------------------------------------------------------------------------

_SAYS: Mapping[str, tuple[str, str]] = {
    "supplier": (
        "zit niet bij de stukken; volgens de tekst komt dit stuk van de inschrijver of leverancier",
        "is not among the documents; the text says that the tenderer or supplier provides it",
    ),
    "client": (
        "zit nog niet bij de stukken; volgens de lijst levert de opdrachtgever dit stuk",
        "is not among the documents yet; the list says that the client provides it",
    ),
    "both": (
        "zit nog niet bij de stukken; volgens de lijst komt dit stuk van beide partijen",
        "is not among the documents yet; the list says that both parties provide it",
    ),
    "later": (
        "zit niet bij de stukken; volgens de tekst komt dit stuk later",
        "is not among the documents; the text says that it follows later",
    ),
    "": (
        "wordt genoemd, maar is geen stuk van het dossier, en nergens staat wie het levert",
        "is named, but is no document of the set, and nothing says who provides it",
    ),
}
_DO: Mapping[str, dict[str, str]] = {
    "supplier": {
        "nl": "Voeg een leeg model toe als inschrijvers het in een vaste vorm moeten aanleveren.",
        "en": "Add an empty model if tenderers have to provide it in a fixed form.",
    },
    "client": {
        "nl": "Voeg het stuk toe voordat u publiceert.",
        "en": "Add the document before you publish.",
    },
    "both": {
        "nl": "Voeg het model toe, of spreek af wie het opstelt en wanneer.",
        "en": "Add the model, or settle who draws it up and when.",
    },
}  # fmt: skip


def _hit(group: Sequence[Named], tender: TenderSet) -> SetHit:
    best = group[0]
    title = next((t for n in group for t in n.titles), "")
    shown = f"{best.shown} ({title})" if best.label and title else best.shown
    provider = next((n.provider for n in group if n.provider), "")
    nl, en = _SAYS[provider]
    severity: Severity | None = "info" if provider else None
    return hit_at(
        best.member,
        tender.members[best.member].view,
        best.span,
        {"nl": f"{shown} {nl}", "en": f"{shown} {en}"},
        severity,
        _DO.get(provider),
    )


def _pointed_to(
    match: MissingMatch, tender: TenderSet, present: Sequence[Present], lacking: Sequence[Named]
) -> Iterator[SetHit]:
    """Documents of the authority's own that a sentence points to without an annex, and that are nowhere."""
    told = {t.name.nl for t in match.types for n in lacking for title in n.titles if _is_called(t, folded(title))}
    for index, member in _naming(tender):
        for unit, span in member.sentences(match.points):
            text = unit.text[slice(*span)]
            for type_ in match.types:
                if not type_.own or type_.name.nl in told or not _is_called(type_, text):
                    continue
                there = any(p.kind == type_.kind or _is_called(type_, f"{p.title} {p.stem}") for p in present)
                if there or _has_heading(type_, tender):
                    continue
                told.add(type_.name.nl)
                shown = type_.name.get(member.view.language)
                nl, en = _SAYS[""]
                at = Span(unit.block, *unit.passage(*span))
                yield hit_at(index, member.view, at, {"nl": f"{shown} {nl}", "en": f"{shown} {en}"})


def _has_heading(type_: DocumentType, tender: TenderSet) -> bool:
    return any(
        _is_called(type_, text)
        for member in tender.members
        for i, text in member.blocks()
        if member.view.document.blocks[i].kind in ("heading", "title")
    )


__all__ = ["DocumentType", "MissingMatch", "missing"]
