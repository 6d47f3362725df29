"""How a draft numbers and sets its paragraphs: which of its own blocks a new one takes after, and the number it gets."""

from __future__ import annotations

import string
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from tenderkit.document.model import BULLET, Block, Document, number_of
from tenderkit.document.revise.changes import Line, LineKind, asked_in
from tenderkit.mend.articles import Article


@dataclass(frozen=True)
class Manner:
    """`lists` tells of every block which list of Word numbers it, and on what level (None: typed by hand, or no number);
    `prefix` what stands before a block's text in its source: the number typed by hand, and what separates the two;
    `deeper` whether the list that numbers a block has room for items so many levels deeper, or for bullets."""

    document: Document
    articles: Sequence[Article]
    lists: Sequence[tuple[str, int] | None]
    prefix: Callable[[int], str]
    deeper: Callable[[int, int, bool], bool]

    def automatic(self, block: int | None) -> tuple[str, int] | None:
        """The list that numbers a block."""
        return self.lists[block] if block is not None and block < len(self.lists) else None

    def near(self, article: Article | None, wanted: Callable[[Block], bool]) -> int | None:
        """The block of some form nearest to an article: in it, before it, after it."""
        blocks = self.document.blocks
        first, last = (article.heading, article.last) if article is not None else (len(blocks) - 1, len(blocks) - 1)
        inside = range(first, last + 1)
        reach = [*inside, *range(first - 1, -1, -1), *range(last + 1, len(blocks))]
        body = self._body
        return next((i for i in reach if i in body and wanted(blocks[i])), None)

    @property
    def _body(self) -> range:
        """The blocks among which models are looked for: those of the articles, or else all."""
        if not self.articles:
            return range(len(self.document.blocks))
        return range(self.articles[0].heading, self.articles[-1].last + 1)

    def clause(self, article: Article | None) -> int | None:
        """The block that a numbered paragraph takes after, or else one without a number."""
        heading = self.automatic(article.heading) if article is not None else None

        def numbered(block: Block) -> bool:
            return block.kind == "clause" and number_of(block.number).count(".") <= 1 and _plain(block)

        found = self.near(article, numbered)
        if heading is not None:
            same = self.near(article, lambda b: numbered(b) and self._in_list(b, heading[0]))
            found = same if same is not None else found
        return found if found is not None else self.paragraph(article)

    def _in_list(self, block: Block, name: str) -> bool:
        index = next(i for i, b in enumerate(self.document.blocks) if b is block)
        found = self.automatic(index)
        return found is not None and found[0] == name

    def paragraph(self, article: Article | None) -> int | None:
        """The block that a paragraph without a number takes after."""
        found = self.near(article, lambda b: b.kind == "paragraph" and _plain(b) and len(b.text) > 40)
        return (
            found
            if found is not None
            else self.near(article, lambda b: b.kind in ("clause", "paragraph") and _plain(b))
        )

    def item(self, article: Article | None, *, bullet: bool) -> int | None:
        """The block that an item of a list takes after."""
        return self.near(
            article, lambda b: b.kind == "item" and _plain(b) and b.level == 1 and (b.number == BULLET) == bullet
        )

    # Numbers

    def heading_label(self, article: Article | None, number: str) -> str:
        """The typed label of a new article's heading, "" where Word numbers it or where headings have no number."""
        if article is None or not article.number or self.automatic(article.heading) is not None:
            return ""
        return self._label(article.heading, number)

    def _label(self, model: int, number: str) -> str:
        """The label of a block with another number in it."""
        block = self.document.blocks[model]
        old = number_of(block.number)
        typed = self.prefix(model) if self.automatic(model) is None else ""
        typed = typed or block.number + "\t"
        before, found, after = typed.rpartition(old)
        return f"{before}{number}{after}" if found and old else f"{number}\t"

    def numbering(self, article: Article | None, model: int | None, start: int = 0) -> Numbering:
        """How the paragraphs of a new article, or further ones of `article` after its `start`th, are numbered."""
        return Numbering(self, article, model, start)


def _plain(block: Block) -> bool:
    return block.cell is None and block.story == "body" and bool(block.text.strip())


class Numbering:
    """Counts the paragraphs and items of one article and gives their labels."""

    def __init__(self, manner: Manner, article: Article | None, model: int | None, start: int) -> None:
        self._manner = manner
        self._article = article
        self.model = model
        self._count = start
        block = manner.document.blocks[model] if model is not None else None
        self._numbered = block is not None and block.kind == "clause"
        self.dotted = self._numbered and block is not None and "." in number_of(block.number)
        listed = manner.automatic(model)
        heading = manner.automatic(article.heading) if article is not None else None
        # Word starts a list anew under a new heading only when both are levels of one list; further paragraphs go on counting.
        self._automatic = listed is not None and (start > 0 or (heading is not None and heading[0] == listed[0]))
        self._items: list[int] = []

    def reference(self, number: str, language: str) -> str:
        """A pattern for the number of a paragraph of an article ("7.{}")."""
        if not self._numbered:
            return number
        if self.dotted:
            return number + ".{}"
        return number + (" lid {}" if language == "nl" else "({})")

    def lines(self, kind: str, text: str, depth: int, number: str) -> Iterator[Line]:
        """The line for one part of a clause; `number` is that of its article."""
        if kind == "numbered":
            self._count += 1
            self._items = []
            yield self._made("clause", text, self.model, self._clause_label(number))
        elif kind in ("item", "bullet"):
            yield self._item("bullet" if kind == "bullet" else "item", text, max(depth - 1, 1))
        else:
            yield self._made("paragraph", text, self._manner.paragraph(self._article), "")

    def _made(self, kind: LineKind, text: str, model: int | None, label: str, depth: int = 1) -> Line:
        return Line(kind, text, model, label, depth, asked_in(text))

    def _clause_label(self, number: str) -> str:
        if not self._numbered or self._automatic or self.model is None:
            return ""
        old = number_of(self._manner.document.blocks[self.model].number)
        own = _letter(self._count) if old.isalpha() and len(old) == 1 else str(self._count)
        return self._manner._label(self.model, f"{number}.{own}" if self.dotted else own)

    def _item(self, kind: Literal["item", "bullet"], text: str, depth: int) -> Line:
        bullet = kind == "bullet"
        model = self._manner.item(self._article, bullet=bullet)
        self._items = [*self._items[:depth], *[0] * (depth - len(self._items))]
        self._items[depth - 1] += 1
        count = self._items[depth - 1]
        if model is None:
            if self._automatic and self.model is not None and self._manner.deeper(self.model, depth, bullet):
                return replace(self._made(kind, text, self.model, "", depth), below=depth)
            label = "–\t" if bullet else f"{_letter(count) if depth == 1 else count}.\t"
            return self._made(kind, text, self.model, label, depth)
        listed, clause = self._manner.automatic(model), self._manner.automatic(self.model)
        if listed is not None and (bullet or (clause is not None and clause[0] == listed[0] and self._automatic)):
            return self._made(kind, text, model, "", depth)
        old = number_of(self._manner.document.blocks[model].number)
        own = str(count) if old.isdigit() else _letter(count)
        label = self._manner.prefix(model) if bullet else self._manner._label(model, own)
        return self._made(kind, text, model, label or "–\t", depth)


def _letter(count: int) -> str:
    return string.ascii_lowercase[(count - 1) % 26] * ((count - 1) // 26 + 1)


def numbers_after(article: Article, taken: set[str], last: bool) -> Iterator[str]:
    """Free numbers for articles after one whose number was typed: 8, 9 at the end, and otherwise 7a, 7b, so that none of
    those that follow gets another number."""
    if last and article.number.isdigit():
        yield from (str(n) for n in range(int(article.number) + 1, int(article.number) + 1000) if str(n) not in taken)
    for count in range(1, 1000):
        if (number := f"{article.number}{_letter(count)}") not in taken:
            yield number
