"""A tender set as rules look at it: its documents, and what a check found in which of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath

from tenderkit.document.annexes import annex_references, annexes_listed, is_itself_annex
from tenderkit.document.model import Span
from tenderkit.language import LANGUAGES, Language
from tenderkit.language.folding import folded
from tenderkit.lint.findings import Severity
from tenderkit.lint.kinds import Hit
from tenderkit.lint.kinds.phrase import ExpressionsByLanguage, first, possible
from tenderkit.lint.parts import ByLanguage
from tenderkit.lint.sets.tables import Table, tables
from tenderkit.lint.units import LINTED_STORIES, Unit, View

Say = Mapping[str, str]


@dataclass(frozen=True)
class Member:
    """A document of the set, prepared for rules, and its kind."""

    view: View
    kind: str

    @property
    def name(self) -> str:
        """The name of its file, for messages."""
        return PurePath(self.view.document.path).name

    @cached_property
    def language(self) -> Language | None:
        """The document's language, None when it is none of ours."""
        return next((language for language in LANGUAGES if language == self.view.language), None)

    @cached_property
    def title(self) -> str:
        """The folded title: as the file says it, or its first title or heading."""
        document = self.view.document
        first_one = next((b.text for b in document.blocks if b.kind in ("title", "heading") and b.text.strip()), "")
        return folded(document.title or first_one)

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The tables of the document."""
        return tables(self.view)

    @cached_property
    def size(self) -> int:
        """Characters of running text."""
        return sum(len(b.text) for b in self.view.document.body)

    def place(self, block: int) -> str:
        """Where a block stands, for messages: "conceptovereenkomst.docx, 5.1"."""
        number = self.view.document.clause_number(block)
        return f"{self.name}, {number}" if number else self.name

    def blocks(self) -> Iterator[tuple[int, str]]:
        """The blocks that rules read, headings and titles among them, each with its folded text."""
        for index, block in enumerate(self.view.document.blocks):
            if block.story in LINTED_STORIES and block.text.strip():
                yield index, folded(block.text)

    def search(self, patterns: ByLanguage, text: str) -> tuple[int, int] | None:
        """Where one of the patterns for this document's language is found in a folded text."""
        if self.language is None:
            return None
        for source in getattr(patterns, self.language):
            span = self.view.pattern(source, self.language).search(text)
            if span is not None:
                return span
        return None

    def says(self, patterns: ByLanguage) -> bool:
        """Whether one of the patterns is found in any one block."""
        return any(self.search(patterns, text) is not None for _, text in self.blocks())

    def columns(self, table: Table, patterns: ByLanguage) -> list[int]:
        """The columns of a table whose header says one of the patterns, from left to right."""
        return sorted(c for c, text in table.header.items() if self.search(patterns, text) is not None)

    def sentences(self, expressions: ExpressionsByLanguage) -> Iterator[tuple[Unit, tuple[int, int]]]:
        """The sentences in which an expression is found, with where (folded positions)."""
        chosen = {language: possible(getattr(expressions, language), self.view, language) for language in LANGUAGES}
        for unit in self.view.units:
            span = first(self.view, unit, chosen[unit.language], unit.language)
            if span is not None:
                yield unit, span


@dataclass(frozen=True)
class TenderSet:
    """Documents that belong together. `files`: names of files that lie beside them and are not read (a price sheet)."""

    members: tuple[Member, ...]
    files: tuple[str, ...] = ()

    @cached_property
    def agreement(self) -> int | None:
        """The index of the agreement: of several (a processing agreement, an undertaking of secrecy) the longest."""
        found = [i for i, m in enumerate(self.members) if m.kind == "agreement"]
        return max(found, key=lambda i: (self.members[i].size, -i)) if found else None

    def is_annex(self, index: int) -> bool:
        """Whether a document is an annex: it says so itself, or the agreement or guide names its file beside a label."""
        member = self.members[index]
        if is_itself_annex(member.view.document):
            return True
        name = words_apart(PurePath(member.name).stem)
        return any(name in text for text in self._labelled)

    @cached_property
    def _labelled(self) -> tuple[str, ...]:
        """The sentences and rows of agreement and guide that name an annex."""
        found = []
        for index, member in enumerate(self.members):
            if index == self.agreement or member.kind == "guide":
                document = member.view.document
                blocks = {r.span.block for r in annex_references(document)} | set(annexes_listed(document).values())
                found += [member.view.row(i) or folded(document.blocks[i].text) for i in sorted(blocks)]
        return tuple(found)

    def of_kind(self, *kinds: str) -> Iterator[tuple[int, Member]]:
        """The documents of those kinds, with their index."""
        return ((i, m) for i, m in enumerate(self.members) if m.kind in kinds)


@dataclass(frozen=True, slots=True)
class SetHit:
    """What a check found, and in which document (its index; None: in the set as a whole)."""

    hit: Hit
    member: int | None = None


def hit_at(
    member: int,
    view: View,
    span: Span,
    message: Say,
    severity: Severity | None = None,
    suggestion: Say | None = None,
) -> SetHit:
    """A hit at a passage, with the sentence around it as evidence; the whole block where there is no sentence."""
    sentence = Span(span.block, 0, len(view.document.blocks[span.block].text))
    for unit in view.units_of_block.get(span.block, ()):
        if unit.start <= span.start < unit.end:
            sentence = Span(span.block, unit.start, max(unit.end, span.end))
            break
    return SetHit(
        Hit(span, sentence, dict(message), dict(suggestion) if suggestion else None, severity=severity), member
    )


def hit_unit(
    member: int,
    unit: Unit,
    span: tuple[int, int],
    message: Say,
    severity: Severity | None = None,
    suggestion: Say | None = None,
) -> SetHit:
    """A hit at folded positions in a sentence."""
    return SetHit(
        Hit(
            Span(unit.block, *unit.passage(*span)),
            Span(unit.block, unit.start, unit.end),
            dict(message),
            dict(suggestion) if suggestion else None,
            severity=severity,
        ),
        member,
    )


def words_apart(name: str) -> str:
    """The name of a file as folded words: "attachment 1 pws" for "Attachment1_PWS"."""
    apart = re.sub(r"(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z]{2})|(?<=[a-z])(?=[A-Z])", " ", name)
    return re.sub(r"(?<!\d)0+(?=\d)", "", folded(re.sub(r"[_\W]+", " ", apart))).strip()


def whole(view: View, block: int) -> Span:
    """A whole block as a passage."""
    return Span(block, 0, len(view.document.blocks[block].text))
