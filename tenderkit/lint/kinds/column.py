"""column: rows of a table that should say something in a column, and do not.

Which rows: those that a column marks ("M", "eis", a tick under "knock-out"), or all rows of a table that is headed so. Where no
column says it, one hit for the document, on the first such table; where one does, a hit on every marked row whose cell is empty.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import Field

from tenderkit.document.model import Span
from tenderkit.language import LANGUAGES, Language
from tenderkit.lint.findings import Severity
from tenderkit.lint.kinds import Hit, Outcome
from tenderkit.lint.parts import ByLanguage, Strict, worded
from tenderkit.lint.rules import Bilingual
from tenderkit.lint.sets.tables import Row, Table, tables

if TYPE_CHECKING:
    from tenderkit.lint.rules import Rule
    from tenderkit.lint.units import View

MARKED = 0.6  # share of the cells in a column that must be marks, before it is taken for one that marks rows


class Match(Strict):
    """`marks`: a column with such a header tells rows apart; `mark` is what stands there for the rows meant, `other` for
    the rest (both the whole cell). `headed`: a table with such a header, or `headed_under` such a heading, holds only rows
    that are meant, when its rows are numbered, and not `not_headed` so; `never`: headers of another kind of table. `says`:
    headers of the column that is looked for; `also`: headers that will do, filled or not. `empty`: what stands in a cell
    that says nothing. `rows`: the fewest rows. `without`: the message for a document whose tables have no such column, with
    {rows} and {tables}; `blank`: that for an empty cell, with {row}, and its severity `blank_severity`: there the author
    meant to say it, and forgot."""

    marks: ByLanguage
    mark: ByLanguage
    other: ByLanguage
    headed: ByLanguage = ByLanguage()
    headed_under: ByLanguage = ByLanguage()
    not_headed: ByLanguage = ByLanguage()
    never: ByLanguage = ByLanguage()
    says: ByLanguage
    also: ByLanguage = ByLanguage()
    empty: ByLanguage
    rows: int = Field(5, ge=1)
    without: Bilingual
    blank: Bilingual
    blank_severity: Severity


_PATTERNS = ("marks", "mark", "other", "headed", "headed_under", "not_headed", "never", "says", "also", "empty")


def parse(raw: dict[str, Any]) -> Match:
    """The match of a rule file."""
    return Match.model_validate(raw)


def patterns(match_: Match) -> Iterator[tuple[str, Language]]:
    """All patterns with their language."""
    return worded(getattr(match_, part) for part in _PATTERNS)


def check(rule: Rule, match_: Match, view: View) -> Outcome:
    """One hit for tables without the column, and one for every marked row whose cell is empty."""
    language = next((x for x in LANGUAGES if x == view.language), None)
    if language is None:
        return Outcome()
    reader = _Reader(match_, view, language)
    lacking: list[tuple[Table, list[Row]]] = []
    hits: list[Hit] = []
    for table in tables(view):
        if len(table.rows) < match_.rows:
            continue
        meant = reader.meant(table)
        if not meant or reader.columns(table, match_.also):
            continue
        columns = reader.columns(table, match_.says)
        if not columns:
            lacking.append((table, meant))
        hits += (reader.blank(table, row) for row in meant if columns and reader.is_blank(row, columns))
    if lacking:
        hits.insert(0, _without(match_, view, lacking))
    return Outcome(tuple(hits))


def _without(match_: Match, view: View, lacking: list[tuple[Table, list[Row]]]) -> Hit:
    rows = sum(len(meant) for _, meant in lacking)
    message: dict[str, str] = {x: match_.without.get(x).format(rows=rows, tables=len(lacking)) for x in LANGUAGES}
    header, meant = lacking[0][0].all_rows[0], lacking[0][1]
    block = header.cells[max(header.cells, key=lambda c: sum(len(row.texts.get(c, "")) for row in meant))]
    span = Span(block, 0, len(view.document.blocks[block].text))
    return Hit(span, span, message=message)


@dataclass(frozen=True)
class _Reader:
    """The tables of one document as a rule reads them."""

    match: Match
    view: View
    language: Language

    def found(self, part: ByLanguage, text: str) -> bool:
        """Whether one of the patterns is in a text."""
        return any(self.view.pattern(s, self.language).search(text) is not None for s in getattr(part, self.language))

    def whole(self, part: ByLanguage, text: str) -> bool:
        """Whether one of the patterns is the whole text."""
        bare = text.strip(" .:()*")
        return any(
            (0, len(bare)) in self.view.pattern(s, self.language).spans(bare) for s in getattr(part, self.language)
        )

    def columns(self, table: Table, part: ByLanguage) -> list[int]:
        """The columns whose header says one of the patterns."""
        return sorted(c for c, text in table.header.items() if self.found(part, text))

    def meant(self, table: Table) -> list[Row]:
        """The rows that the rule is about; none for another table."""
        header = " | ".join(table.header.values())
        if self.found(self.match.never, f"{_nearest(table)} | {header}"):
            return []
        telling = [c for c in self.columns(table, self.match.marks) if self._tells(table, c)]
        if len(telling) > 1:
            return []  # a vote of each participant: then it says whose wish it is
        if telling:
            return [row for row in table.rows if self.whole(self.match.mark, row.texts.get(telling[0], ""))]
        if self.found(self.match.not_headed, f"{_nearest(table)} | {header}"):
            return []
        named = self.columns(table, self.match.headed)
        under = self.columns(table, self.match.headed_under)
        headed = bool(named) or (bool(under) and self.found(self.match.headed, _nearest(table)))
        if not headed or not all(any(map(str.isdigit, _label(row))) for row in table.rows):
            return []
        return list(table.rows)

    def _tells(self, table: Table, column: int) -> bool:
        cells = [text for row in table.rows if (text := row.texts.get(column, "").strip())]
        marked = [self.whole(self.match.mark, text) for text in cells]
        rest = [self.whole(self.match.other, text) for text in cells]
        return any(marked) and sum(marked) + sum(rest) >= MARKED * len(cells)

    def is_blank(self, row: Row, columns: list[int]) -> bool:
        """Whether a row says nothing in any of the columns."""
        texts = [row.texts.get(c, "").strip(" -–—.…_") for c in columns]
        return all(not text or self.whole(self.match.empty, text) for text in texts)

    def blank(self, table: Table, row: Row) -> Hit:
        """The hit on such a row: on its longest cell, which is what it demands."""
        column = max(row.texts, key=lambda c: len(row.texts[c]))
        block = row.cells[column]
        label = self.view.document.blocks[row.block].text.strip() if _label(row) else row.texts[column][:40]
        span = Span(block, 0, len(self.view.document.blocks[block].text))
        message: dict[str, str] = {x: self.match.blank.get(x).format(row=label) for x in LANGUAGES}
        return Hit(span, span, message=message, severity=self.match.blank_severity)


def _label(row: Row) -> str:
    """The number of a row in its first cell; "" where that is a text."""
    first = row.texts[min(row.texts)]
    return first if len(first) <= 12 else ""


def _nearest(table: Table) -> str:
    """The heading right above a table: the title of a register of musts and wishes names both."""
    return table.heading.rsplit(" / ", 1)[-1]
