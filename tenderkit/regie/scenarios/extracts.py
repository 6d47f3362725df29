"""The clauses of a contract that are at stake: whole, word for word, under their own numbers, and nothing else of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from tenderkit.document.model import Block, Document
from tenderkit.regie.scenarios.coverage import Answer

LONG = 25  # blocks; of a longer article only the clauses are taken that speak of the mechanism
SPEAKS = 2  # passages from which an article besides the main one is about the mechanism too


def extracts(documents: Sequence[Document], answers: Iterable[Answer]) -> list[tuple[Document, list[Block]]]:
    """For each document that has clauses at stake: these, in its own order.

    Of the article that says most about a mechanism everything is taken; of others the clauses that speak of it, if there are
    several. Margin notes and references are left behind: notes are nobody else's business, and references lead nowhere.
    """
    taken: dict[str, set[int]] = {document.path: set() for document in documents}
    known = {document.path: document for document in documents}
    for answer in answers:
        for number, article in enumerate(answer.articles):
            document = known.get(article.document)
            blocks = [c.block for c in answer.clauses if c.document == article.document and c.number in article.clauses]
            if document is None or (number and len(blocks) < SPEAKS):
                continue
            for block in blocks:
                section = document.section(block)
                whole = section is not None and number == 0 and len(section.blocks) <= LONG
                taken[document.path].update(section.blocks if whole and section else clause_of(document, block))
    return [
        (document, list(_with_headings(document, taken[document.path])))
        for document in documents
        if taken[document.path]
    ]


def clause_of(document: Document, block: int) -> Iterator[int]:
    """The blocks of the clause that a block stands in: from its number up to the next number, or its whole table row."""
    section = document.section(block)
    if section is None:
        return
    cell = document.blocks[block].cell
    if cell is not None:
        rows = (0, cell.row)  # the header goes along
        for index in section.blocks:
            other = document.blocks[index].cell
            if other is not None and other.table == cell.table and (other.row in rows or other.header):
                yield index
        return
    starts = [i for i in section.blocks if _starts(document.blocks[i])]
    start = max((i for i in starts if i <= block), default=min(section.blocks, default=block))
    end = min((i for i in starts if i > block), default=len(document.blocks))
    yield from (i for i in section.blocks if start <= i < end)


def _starts(block: Block) -> bool:
    """Whether a clause begins here: a numbered one, or a paragraph of a text without numbers."""
    return block.kind == "clause" or (block.kind == "paragraph" and not block.text.rstrip().endswith(":"))


def _with_headings(document: Document, taken: set[int]) -> Iterator[Block]:
    last: int | None = None
    for index in sorted(taken):
        section = document.section(index)
        heading = section.heading if section else None
        if heading is not None and heading != last:
            yield _bare(document.blocks[heading])
            last = heading
        yield _bare(document.blocks[index])


def _bare(block: Block) -> Block:
    return replace(block, marks=tuple(m for m in block.marks if m.kind != "reference"), comments=(), anchor="")
