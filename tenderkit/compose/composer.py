"""From a plan to documents: clauses rendered, numbered, and their references resolved to the right numbers."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from tenderkit.compose.fragment import Part, parse
from tenderkit.compose.plan import FILES, NAMES, Plan, Planned, PlannedDocument
from tenderkit.compose.sandbox import day, render
from tenderkit.document.model import BULLET, Block, Cell, Document, Mark, Origin
from tenderkit.errors import InputError, InputErrors, nearest
from tenderkit.language.folding import folded

# References travel through Markdown between two private-use characters and get their numbers afterwards.
_OPEN, _CLOSE = "\ue000", "\ue001"
_TOKEN = re.compile(f"{_OPEN}([a-z0-9-]+)(?:#(\\d+))?{_CLOSE}")
_OF = {"nl": "{reference} van {document}", "en": "{reference} of {document}"}
_THE_AGREEMENT = {"nl": "de Overeenkomst", "en": "the Agreement"}
_DEFINITIONS = "definitions"


@dataclass(frozen=True)
class Built:
    """A document of the set, with the name of its file (without ending) and its label as an annex ("" for none)."""

    id: str
    name: str
    file: str
    label: str
    document: Document


@dataclass
class _Draft:
    """A document while it is being numbered: blocks whose references are still open."""

    planned: PlannedDocument
    blocks: list[Block] = field(default_factory=list)
    numbers: dict[str, str] = field(default_factory=dict)  # anchor -> bare number


def compose(plan: Plan, *, guidance: bool = False) -> list[Built]:
    """All documents of the set. `guidance` puts each clause's guidance for the officer into the margin.

    Raises InputErrors for templates that fail and for references that lead nowhere, with file and line.
    """
    errors: list[InputError] = []
    drafts: list[_Draft] = []
    texts: list[str] = []
    rendered: dict[tuple[str, str], list[Part]] = {}
    for document in plan.documents:
        for planned in document.clauses:
            if planned.file.clause.id == _DEFINITIONS:
                continue
            try:
                rendered[document.id, planned.file.clause.id] = _render(plan, planned)
                texts += (p.text for p in rendered[document.id, planned.file.clause.id])
            except InputError as error:
                errors.append(error)
    terms = _terms(plan, texts, errors)
    for document in plan.documents:
        for planned in document.clauses:
            if planned.file.clause.id == _DEFINITIONS:
                try:
                    rendered[document.id, _DEFINITIONS] = _render(plan, planned, terms)
                except InputError as error:
                    errors.append(error)
    if errors:
        raise InputErrors(errors)
    for document in plan.documents:
        drafts.append(_number(plan, document, rendered, guidance))
    where = {anchor: draft for draft in drafts for anchor in draft.numbers}
    built = []
    for draft in drafts:
        blocks = [_resolved(plan, draft, block, where, errors) for block in draft.blocks]
        built.append(_finished(plan, draft, blocks))
    if errors:
        raise InputErrors(errors)
    return built


def _render(plan: Plan, planned: Planned, terms: list[tuple[str, str]] | None = None) -> list[Part]:
    """The parts of a clause: its title first (as a heading of depth 1), then its body."""
    file = planned.file

    def annex(id_: str) -> str:
        if id_ not in plan.annexes:
            raise InputError(
                f"annex '{id_}' is not in the set",
                path=file.path,
                remedy=nearest(id_, plan.annexes) or "add it to annexes",
            )
        return plan.annexes[id_][0]

    def ref(id_: str, paragraph: int | None = None) -> str:
        return f"{_OPEN}{id_}" + (f"#{int(paragraph)}" if paragraph is not None else "") + _CLOSE

    context: dict[str, Any] = {
        **planned.values,
        "tender": plan.namespace,
        "annex": annex,
        "ref": ref,
        "definitions": lambda: list(terms or []),
    }
    where: dict[str, Any] = {"path": str(file.path), "place": f"clause {file.clause.id}"}
    title = render(file.clause.title, context, plan.language, markdown=False, **where)
    body = render(file.body, context, plan.language, first_line=file.body_line, **where)
    return [Part("heading", " ".join(title.split()), depth=1), *parse(body)]


def _terms(plan: Plan, texts: list[str], errors: list[InputError]) -> list[tuple[str, str]]:
    """The defined terms that the set uses, sorted, each with its meaning; two meanings for one term are an error."""
    meanings: dict[str, str] = {}
    owners: dict[str, Planned] = {}
    for document in plan.documents:
        for planned in document.clauses:
            for term, meaning in planned.file.clause.terms.items():
                text = " ".join(meaning.split())
                if term in meanings and meanings[term] != text:
                    other = owners[term].file.clause.id
                    errors.append(
                        planned.file.data.error(
                            f"term '{term}' has another meaning in clause '{other}'",
                            ("terms", term),
                            "give it one meaning",
                        )
                    )
                    continue
                meanings.setdefault(term, text)
                owners.setdefault(term, planned)
    used: set[str] = set()
    pending = " ".join(texts)
    while True:
        more = {t for t in meanings if t not in used and _mentions(pending, t)}
        if not more:
            break
        used |= more
        pending = " ".join(meanings[t] for t in sorted(more))
    context = {"tender": plan.namespace}
    return [
        (
            term,
            render(
                meanings[term],
                context,
                plan.language,
                path=str(owners[term].file.path),
                place=f"term {term}",
                markdown=False,
            ),
        )
        for term in sorted(used, key=folded)
    ]


def _mentions(text: str, term: str) -> bool:
    """Whether a text uses a term, also in the plural or the singular ("Werkdagen" uses "Werkdag")."""
    stem = re.sub(r"(en|s)$", "", term) if len(term) > 5 else term
    return re.search(rf"(?<!\w){re.escape(stem)}\w{{0,4}}(?!\w)", text) is not None


def _letters(number: int) -> str:
    """1 -> a, 26 -> z, 27 -> aa, as Word counts."""
    return string.ascii_lowercase[(number - 1) % 26] * ((number - 1) // 26 + 1)


_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        while number >= value:
            text += sign
            number -= value
    return text


class _Counter:
    """The numbers of one document: articles, sub-headings and clauses share a multi-level list, items restart."""

    def __init__(self, article: str) -> None:
        self.article = article
        self.levels = [0, 0, 0, 0]
        self.items = [0, 0, 0, 0]
        self.numbered = False

    def heading(self, depth: int, numbered: bool) -> str:
        """The number of a heading; depth 1 is a clause's own title."""
        self.items = [0] * 4
        if depth == 1:
            self.numbered = numbered
        if not self.numbered:
            return ""
        number = self._next(depth)
        return f"{self.article} {number}".strip() if depth == 1 else number

    def clause(self, depth: int) -> str:
        """The number of a numbered paragraph under a heading of `depth`."""
        self.items = [0] * 4
        return self._next(depth + 1)

    def _next(self, depth: int) -> str:
        self.levels[depth - 1] += 1
        self.levels[depth:] = [0] * (4 - depth)
        return ".".join(str(n) for n in self.levels[:depth])

    def item(self, depth: int) -> str:
        """The label of a list item: a. b. c., below it i. ii. iii., below that 1. 2. 3."""
        self.items[depth - 1] += 1
        self.items[depth:] = [0] * (4 - depth)
        number = self.items[depth - 1]
        return {1: _letters(number), 2: _roman(number)}.get(depth, str(number)) + "."

    def paragraph(self) -> None:
        """A paragraph ends a list."""
        self.items = [0] * 4


def _number(
    plan: Plan, document: PlannedDocument, rendered: Mapping[tuple[str, str], list[Part]], guidance: bool
) -> _Draft:
    draft = _Draft(document)
    title = render(
        document.template.title,
        {"tender": plan.namespace},
        plan.language,
        place=f"title of template {document.id}",
        markdown=False,
    )
    draft.blocks.append(Block("title", " ".join(title.split())))
    counter = _Counter(document.template.article)
    tables = 0
    for planned in document.clauses:
        clause = planned.file.clause
        origin = Origin(part=str(planned.file.path), clause=clause.id)
        parts = rendered[document.id, clause.id]
        comments = (" ".join(clause.guidance.split()),) if guidance else ()
        for block in _blocks(parts, counter, clause.numbered, clause.id, tables):
            if block.anchor:
                draft.numbers[block.anchor] = _bare(block.number)
            notes = comments if block.anchor == clause.id else ()
            draft.blocks.append(replace(block, origin=origin, comments=notes))
        tables += max((p.table + 1 for p in parts if p.kind == "cell"), default=0)
    return draft


def _bare(label: str) -> str:
    return label.rsplit(" ", 1)[-1].rstrip(".")


def _blocks(parts: list[Part], counter: _Counter, numbered: bool, id_: str, tables: int) -> Iterator[Block]:
    depth = 1
    paragraph = 0
    for part in parts:
        if part.kind == "heading":
            depth = part.depth
            anchor = id_ if depth == 1 else ""
            yield Block("heading", part.text, depth, counter.heading(depth, numbered), part.marks, anchor)
        elif part.kind == "numbered" and counter.numbered:
            paragraph += 1
            number = counter.clause(depth)
            yield Block("clause", part.text, number.count(".") + 1, number, part.marks, f"{id_}-{paragraph}")
        elif part.kind in ("numbered", "item"):
            # Under an unnumbered heading the outer list is lettered; under a numbered one the list below the clause is.
            level = part.depth if not counter.numbered else part.depth - 1
            yield Block("item", part.text, level, counter.item(level), part.marks)
        elif part.kind == "bullet":
            level = max(part.depth - (1 if counter.numbered and part.depth > 1 else 0), 1)
            yield Block("item", part.text, level, BULLET, part.marks)
        elif part.kind == "cell":
            cell = Cell(tables + part.table, part.row, part.column, part.header)
            marks = () if part.header else part.marks
            yield Block("cell", part.text, 0, "", marks, cell=cell)
        else:
            counter.paragraph()
            yield Block("paragraph", part.text, 0, "", part.marks)


def _resolved(plan: Plan, draft: _Draft, block: Block, where: Mapping[str, _Draft], errors: list[InputError]) -> Block:
    """The block with its references as numbers, and its marks moved along."""
    if _OPEN not in block.text:
        return block
    pieces: list[str] = []
    moves: list[tuple[int, int]] = []  # from this old position on, by how much
    marks: list[Mark] = []
    at = length = 0
    for token in _TOKEN.finditer(block.text):
        lead = block.text[at : token.start()]
        pieces.append(lead)
        length += len(lead)
        anchor = f"{token.group(1)}-{token.group(2)}" if token.group(2) else token.group(1)
        target = where.get(anchor)
        if target is None:
            errors.append(_nowhere(block, token, where, plan))
            text = "?"
        else:
            text, start, end = _reference(plan, draft, target, anchor, _starts_sentence(block.text, token.start()))
            if target is draft and end > start:
                marks.append(Mark(length + start, length + end, "reference", anchor))
        pieces.append(text)
        length += len(text)
        moves.append((token.end(), length - token.end()))
        at = token.end()
    pieces.append(block.text[at:])

    def moved(position: int) -> int:
        shift = 0
        for old, by in moves:
            if position >= old:
                shift = by
        return position + shift

    kept = [replace(m, start=moved(m.start), end=moved(m.end)) for m in block.marks]
    return replace(block, text="".join(pieces), marks=tuple(sorted([*kept, *marks])))


def _reference(plan: Plan, draft: _Draft, target: _Draft, anchor: str, capital: bool) -> tuple[str, int, int]:
    """The text of a reference, and where in it the number stands."""
    word = target.planned.template.reference_word
    if capital:
        word = word[:1].upper() + word[1:]
    number = target.numbers[anchor]
    if not number:
        title = next((b.text for b in target.blocks if b.anchor == anchor), anchor)
        return f"“{title}”", 0, 0
    text = f"{word} {number}"
    start = len(word) + 1
    if target is not draft:
        of = target.planned.id
        whole = (
            _THE_AGREEMENT[plan.language]
            if of == "agreement"
            else plan.annexes.get(of, (NAMES[plan.language][of], ""))[0]
        )
        text = _OF[plan.language].format(reference=text, document=whole)
    return text, start, start + len(number)


def _starts_sentence(text: str, at: int) -> bool:
    before = text[:at].rstrip(" \"“'(*")
    return not before or before[-1] in ".!?"


def _nowhere(block: Block, token: re.Match[str], where: Mapping[str, _Draft], plan: Plan) -> InputError:
    id_ = token.group(1)
    path = block.origin.part
    if id_ in where:
        return InputError(
            f"clause '{id_}' has no paragraph {token.group(2)}", path=path, remedy="count its numbered paragraphs"
        )
    if plan.library.has(id_):
        return InputError(
            f"refers to clause '{id_}', which is not in the set",
            path=path,
            remedy="choose it, or list it under requires",
        )
    return InputError(f"refers to an unknown clause '{id_}'", path=path, remedy=nearest(id_, plan.library.ids))


def _finished(plan: Plan, draft: _Draft, blocks: list[Block]) -> Built:
    tender = plan.tender
    id_ = draft.planned.id
    referred = {m.target for b in blocks for m in b.marks if m.kind == "reference"}
    # Only clauses (for tools that look one up) and paragraphs that something refers to keep their anchor.
    heads = {p.file.clause.id for p in draft.planned.clauses}
    kept = [b if b.anchor in heads or b.anchor in referred else replace(b, anchor="") for b in blocks]
    name = NAMES[tender.language][id_]
    document = Document(
        tuple(kept),
        title=kept[0].text,
        language=tender.language,
        kind=draft.planned.template.kind,
        properties={
            "subject": tender.title,
            "organisation": tender.authority.name,
            "version": tender.version,
            "status": tender.status,
            "reference": tender.reference,
            "date": day(tender.date, tender.language),
        },
    )
    label = plan.annexes.get(id_, ("", ""))[0] if id_ != "guide" else ""
    return Built(id_, name, FILES[tender.language][id_], label, document)
