"""Whether a set has a document that its texts name: as a file, or carried inside another document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from tenderkit.document.annexes import annex_label, annexes_carried, series
from tenderkit.document.model import number_of
from tenderkit.language.folding import folded
from tenderkit.lint.sets.members import Member, TenderSet, words_apart
from tenderkit.lint.sets.named import DocumentType, MissingMatch, Named, is_called, significant


@dataclass(frozen=True)
class Present:
    """What the set has: one entry for each document and each file beside them."""

    title: str  # folded
    stem: str  # folded, words apart
    kind: str

    def says(self, word: str) -> bool:
        """Whether its title or name holds a folded word."""
        return any(re.search(rf"\b{re.escape(word)}\b", text) for text in (self.title, self.stem))


class Presence:
    """What a set has, to compare what it names with."""

    def __init__(self, match: MissingMatch, tender: TenderSet) -> None:
        self._match = match
        self._tender = tender
        self.files = _present(tender)
        self._carried = {
            annex for m in tender.members for annex in (*annexes_carried(m.view.document), *_tables_headed(m))
        }

    def has(self, entry: Named) -> bool:
        """Whether what is named is a file, stands inside a document, or is nothing that a set has as a file."""
        if entry.label and any(_same_or_part(entry.label, annex) for annex in self._carried):
            return True
        if any(self._is_never(folded(title)) for title in entry.titles):
            return True
        return any(self.is_file(entry, file) for file in self.files) or self._is_headed(entry)

    def has_type(self, type_: DocumentType) -> bool:
        """Whether some file is of a type."""
        return any(is_of(type_, file) for file in self.files)

    def _is_never(self, title: str) -> bool:
        """Whether a title is that of something that is no file of the set ("tender", but not "invitation to tender")."""
        types = [t for t in self._match.types if is_called(t, title)]
        return bool(types) and all(t.never for t in types)

    def is_file(self, entry: Named, file: Present) -> bool:
        """Whether a file is what is named: by its label, by what it is, or by its title."""
        if entry.label and _bears(file, entry.label):
            return True
        for title in map(folded, entry.titles):
            types = [t for t in self._match.types if is_called(t, title)]
            if any(is_of(t, file) for t in types) or any(file.says(short) for short in _SHORT.findall(title)):
                return True
            wanted = significant(self._match, title)
            of_title, of_name = significant(self._match, file.title), significant(self._match, file.stem)
            if wanted and (wanted <= of_title or wanted <= of_name or (of_name and of_name <= wanted)):
                return True
        return False

    def _is_headed(self, entry: Named) -> bool:
        """Whether a heading without a number is just the title: then the annex stands under it."""
        titles = {frozenset(significant(self._match, folded(title))) for title in entry.titles} - {frozenset()}
        for member in self._tender.members:
            for i, text in member.blocks():
                block = member.view.document.blocks[i]
                if block.kind != "heading" or block.level > 1 or number_of(block.number) or i == entry.span.block:
                    continue
                if frozenset(significant(self._match, text)) in titles:
                    return True
        return False


_SHORT = re.compile(r"\((\w{2,6})\)")  # "(QASP)", behind the name that it is short for


def is_of(type_: DocumentType, file: Present) -> bool:
    """Whether a file is of a type, by its kind, its title or its name."""
    return (type_.kind != "" and type_.kind == file.kind) or is_called(type_, f"{file.title} {file.stem}")


def _bears(file: Present, annex: str) -> bool:
    """Whether the title or the name of a file holds an annex's label."""
    word, label = annex.split(" ", 1)
    return any(re.search(rf"\b{word}\s{re.escape(label)}\b", text) for text in (file.title, file.stem))


def _present(tender: TenderSet) -> list[Present]:
    found = [Present(m.title, words_apart(PurePath(m.view.document.path).stem), m.kind) for m in tender.members]
    return found + [Present("", words_apart(PurePath(name).stem), "") for name in tender.files]


def _tables_headed(member: Member) -> Iterator[str]:
    """Annexes that are (a part of) a table, under a row with nothing but their label and name."""
    for table in member.tables:
        for row in table.all_rows:
            texts = {member.view.document.blocks[i].text.strip() for i in row.cells.values()} - {""}
            if len(texts) == 1 and (annex := annex_label(texts.pop())):
                yield annex


def _same_or_part(annex: str, other: str) -> bool:
    """Whether one is the other or a part of it ("schedule 2.1" of "schedule 2")."""
    short, long = sorted((annex, other), key=len)
    rest = long[len(short) :]
    return (
        series(annex) == series(other) and long.startswith(short) and not (rest[:1].isdigit() and short[-1].isdigit())
    )
