"""What mending a draft came to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from tenderkit.document.model import Document
from tenderkit.document.references import clause_references
from tenderkit.document.revise import Replacement
from tenderkit.lint.findings import DocumentReport, Finding
from tenderkit.mend.plan import Plan

_ALIKE = 0.6  # of two passages that are the same before and after a change in them


@dataclass(frozen=True, slots=True)
class Done:
    """One change: the finding it answers, what was done ("clause", "paragraphs" or "passage"), and where it stands now.

    `before` and `after` are the words of a passage that changed; `clause` the id of the clause that went in.
    """

    finding: Finding
    what: str
    where: str
    clause: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True)
class Outcome:
    """The mended draft and what is to be said of it.

    `shifted` are articles of the draft that have another number now (old, new), `moved` how many references typed by hand
    were changed with them, `references` those that could not be (clause, words), `fields` how many are fields. `asked` counts what is still to be filled in.
    `left` are findings that were passed over with the reason, `remaining` the selected findings on the mended draft, `new` those of
    them that the draft did not have.
    """

    data: bytes
    document: Document
    before: DocumentReport
    after: DocumentReport
    done: Sequence[Done]
    left: Sequence[tuple[Finding, str]]
    shifted: Sequence[tuple[str, str]] = ()
    moved: int = 0
    references: Sequence[tuple[str, str]] = ()
    fields: int = 0
    asked: int = 0

    @cached_property
    def _pairs(self) -> tuple[frozenset[int], frozenset[int]]:
        """The findings before and after (by their places) that are one and the same, though the words round them changed."""
        old: set[int] = set()
        new: set[int] = set()
        for least in (1.0, _ALIKE):
            for n, finding in enumerate(self.before.findings):
                for m, other in enumerate(self.after.findings):
                    if n not in old and m not in new and _same(finding, other, least):
                        old.add(n)
                        new.add(m)
        return frozenset(old), frozenset(new)

    @property
    def gone(self) -> list[Finding]:
        """The findings that the mended draft no longer has."""
        return [f for n, f in enumerate(self.before.findings) if n not in self._pairs[0]]

    @property
    def new(self) -> list[Finding]:
        """The findings that only the mended draft has."""
        return [f for n, f in enumerate(self.after.findings) if n not in self._pairs[1]]


def _same(one: Finding, other: Finding, least: float) -> bool:
    if one.rule != other.rule or (one.evidence is None) != (other.evidence is None):
        return False
    if one.evidence == other.evidence or least == 1.0:
        return one.evidence == other.evidence
    return SequenceMatcher(None, one.evidence or "", other.evidence or "", autojunk=False).ratio() >= least


def done_of(plan: Plan, document: Document, numbers: dict[str, str], refused: Sequence[Finding]) -> list[Done]:
    """What was done, in the order of the draft; `numbers` are those of the new articles by clause id."""
    found: list[Done] = []
    for place in plan.places:
        article = place.article
        for piece in place.pieces:
            where = article.number or article.text if article is not None else ""
            found.append(Done(piece.finding, "paragraphs", where, piece.wording.id))
        for whole in place.wholes:
            where = numbers.get(whole.wording.id) or place.numbers.get(whole.wording.id, "")
            found.append(Done(whole.finding, "clause", where, whole.wording.id, after=whole.wording.title))
    for change in plan.changes:
        if change.finding not in refused:
            span = change.replacement.span
            where = plan.document.clause_number(span.block)
            found.append(
                Done(change.finding, "passage", where, before=plan.document.text(span), after=change.replacement.text)
            )
    return found


def pointing(document: Document, shifted: Mapping[str, str]) -> tuple[list[Replacement], int]:
    """References of a draft to articles whose number changes (`shifted`: bare numbers, old to new): those typed by hand, as
    they have to become, and how many are fields."""
    typed: list[Replacement] = []
    fields = 0
    for reference in clause_references(document):
        old = reference.number.split(".")[0]
        if reference.source or old not in shifted:
            continue
        span = reference.span
        marks = [m for m in document.blocks[span.block].marks if m.kind == "reference"]
        if any(m.start < span.end and span.start < m.end for m in marks):
            fields += 1
            continue
        text = document.text(span)
        new = re.sub(rf"(?<![\w.]){re.escape(old)}(?![\w])", shifted[old], text, count=1)
        if new != text:
            typed.append(Replacement(span, new))
    return typed, fields
