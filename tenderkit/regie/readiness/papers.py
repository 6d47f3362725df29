"""The readiness report as a document, for Word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tenderkit.document.model import INTERNAL_NOTE, Block, Document
from tenderkit.language import Language
from tenderkit.regie.blocks import table_blocks
from tenderkit.regie.readiness.model import Readiness
from tenderkit.regie.readiness.questionnaire import questions
from tenderkit.regie.readiness.telling import Section
from tenderkit.regie.readiness.texts import texts


def report(readiness: Readiness, parts: Sequence[Section], language: Language) -> Document:
    """The report. A part with a picture has the picture's name as the anchor of its introduction."""
    title = texts()[language]["title"]
    return Document(tuple(_blocks(readiness, parts, language)), title=title, language=language, kind=INTERNAL_NOTE)


def _blocks(readiness: Readiness, parts: Sequence[Section], language: Language) -> Iterator[Block]:
    words = texts()[language]
    yield Block("title", words["title"])
    yield Block("paragraph", who_and_when(readiness, language))
    table = 0
    for part in parts:
        yield Block("heading", part.title, 1)
        if part.intro or part.picture:
            yield Block("paragraph", part.intro, anchor=part.picture)
        if part.rows:
            yield from table_blocks(table, part.rows)
            table += 1
        else:
            yield Block("paragraph", part.nothing)
    yield Block("heading", words["source"], 1)
    source = questions().source
    yield Block("paragraph", source.nl if language == "nl" else source.en)


def who_and_when(readiness: Readiness, language: Language) -> str:
    """Whose answers these are, and of when."""
    undated = texts()[language]["no date"]
    return "; ".join(f"{a.moment.name} ({a.moment.date or undated})" for a in readiness.latest) + "."
