"""From paragraphs to blocks: what is a heading, a clause, an item, and which number stands before it.

A reader fills a `Draft` for every paragraph with what its format knows: a heading style, an automatic number, weight,
indent. `shape` looks at all of them together, because much can only be told from the neighbours: "1." is the first
paragraph of an article in one contract and an item of a list in another, and in some contracts the headings are only
bold lines.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

from tenderkit.document.model import Block, Cell, Kind, Mark, Origin, Story
from tenderkit.document.readers.labels import ANNEXES, WORDS, Form, Label, is_label, roman_value, split_label
from tenderkit.errors import InputError

MOST_PARAGRAPHS = 60_000
LONGEST_TITLE = 100  # characters of a line that is taken for a heading without a style saying so
_LONG_HEADING = 200  # characters from which a paragraph in a heading style is a clause
_CONTENTS = re.compile(r"(?:table of contents|contents|inhoud(?:sopgave)?)(?:\s+\(?(?:continued|vervolg)\)?)?", re.I)
_PAGED = re.compile(r"(?:\s{2,}|\t|[.…_]{3,})\s*(\d{1,3})(?:\s+[ivxlc]{1,6})?$")
_ENTRY = re.compile(r"(?:.*[\s.…\t](?:\d{1,4}|[ivxlc]{1,6})|page|pagina|\d{1,4}|[ivxlc]{1,6})", re.I | re.S)


@dataclass(slots=True)
class Draft:
    """A paragraph (or table cell) as a reader found it.

    `kind`, `level`, `number`: what the source says for certain (number None where it does not say; level 0 of an item
    is found from the lists that are open).
    `heading`: the level that a heading style or syntax gives, 0 for none; `certain` when that is beyond doubt.
    `label`, `form`: an automatic number and its form. `list`: the list (a name and a depth from 0) it belongs to.
    `indent`: in any unit that is larger further in. `bold`, `caps`, `centered`: of the whole text.
    """

    text: str
    story: Story = "body"
    cell: Cell | None = None
    kind: Kind | None = None
    level: int = 0
    number: str | None = None
    heading: int = 0
    certain: bool = False
    label: str = ""
    form: Form = "decimal"
    list: tuple[str, int] | None = None
    indent: int = 0
    bold: bool = False
    caps: bool = False
    centered: bool = False


@dataclass(slots=True)
class Shape:
    """What a draft becomes: its text begins at character `start` of the draft's text. `story` may have become toc.

    A `merged` draft gave its number to the next one and disappears.
    """

    kind: Kind
    level: int = 0
    number: str = ""
    start: int = 0
    story: Story = "body"
    merged: bool = False


def is_plain(draft: Draft, made: Shape) -> bool:
    """Whether bold and italic say nothing there: what stands there is so by its style."""
    return made.kind in ("heading", "title") or (draft.cell is not None and draft.cell.header)


def block_of(
    draft: Draft, made: Shape, marks: Iterable[Mark], anchors: Collection[str], anchor: str, origin: Origin
) -> Block | None:
    """The block that a draft becomes, its number and the space around its text taken off; None for one of which nothing is left.

    `marks` count in the draft's text; a reference stays where its target is among `anchors`. `origin` is the draft's.
    """
    start = made.start + len(draft.text[made.start :]) - len(draft.text[made.start :].lstrip())
    text = draft.text[start:].rstrip()
    if not text and not made.number and made.kind != "cell":
        return None
    plain = is_plain(draft, made)
    kept = [
        Mark(max(m.start - start, 0), min(m.end - start, len(text)), m.kind, m.target)
        for m in marks
        if not (plain and m.kind in ("strong", "emphasis")) and (m.kind != "reference" or m.target in anchors)
    ]
    return Block(
        made.kind,
        text,
        made.level,
        made.number,
        tuple(sorted(m for m in kept if m.start < m.end)),
        anchor,
        draft.cell,
        made.story if draft.cell is None else draft.story,
        origin=replace(origin, offset=start),
    )


def bound(drafts: Sequence[Draft], path: str) -> None:
    """Raise InputError for more paragraphs than a document of contracts has: shaping them would take too long."""
    if len(drafts) > MOST_PARAGRAPHS:
        remedy = f"at most {MOST_PARAGRAPHS:,} are read; split the document"
        raise InputError(f"the document has {len(drafts):,} paragraphs", path=path, remedy=remedy)


def shape(drafts: Sequence[Draft]) -> list[Shape]:
    """The shape of every draft, in the same order."""
    return _Shaper(drafts).run()


@dataclass(slots=True)
class _Open:
    """A list that is open at some depth."""

    key: tuple[object, ...]
    indent: int


@dataclass
class _Shaper:
    drafts: Sequence[Draft]
    labels: list[Label | None] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    left: bool = False  # whether running text has come after the lists that are open
    numbered: bool = False  # whether a numbered heading or clause has come since the last heading without number
    chapter: int = 0  # the number of the last heading, or clause that took its place, that was numbered "7."

    def run(self) -> list[Shape]:
        self.stories = self._contents_lists()
        self.body = [i for i, d in enumerate(self.drafts) if self.stories[i] == "body" and d.cell is None]
        self.next_body = dict(zip(self.body, self.body[1:], strict=False))
        self.previous_body = dict(zip(self.body[1:], self.body, strict=False))
        self.labels = [self._label(d) for d in self.drafts]
        self._drop_unlikely_labels()
        self._demote_headings()
        self._find_title_groups()
        self._rank_headings()
        self._go()
        self._merge_number_headings()
        return self.shapes

    # What the paragraphs show

    def _label(self, draft: Draft) -> Label | None:
        if draft.number is not None or draft.cell is not None:
            return None
        if not draft.label:
            return split_label(draft.text)
        return _automatic(draft)

    def _auto(self, index: int) -> bool:
        return bool(self.drafts[index].label)

    def _rest(self, index: int) -> str:
        label = self.labels[index]
        text = self.drafts[index].text
        return (text[label.end :] if label is not None and not self._auto(index) else text).strip()

    def _contents_lists(self) -> list[Story]:
        """The stories, with a typed list of contents made toc: short lines that end in a page number."""
        stories: list[Story] = [d.story for d in self.drafts]
        inside = False
        for i, draft in enumerate(self.drafts):
            text = draft.text.strip()
            if draft.cell is not None or stories[i] != "body" or draft.kind is not None:
                inside = False
            elif _CONTENTS.fullmatch(text.strip(":")):
                following = [d.text.strip() for d in self.drafts[i + 1 : i + 7] if d.text.strip()]
                inside = sum(bool(_ENTRY.fullmatch(t)) and len(t) < 200 for t in following) * 2 > len(following) > 1
                if inside:
                    stories[i] = "toc"
            elif inside:
                inside = (bool(_ENTRY.fullmatch(text)) and len(text) < 200) or not text or len(text) < 4
                if inside:
                    stories[i] = "toc"
        self._unnamed_contents(stories)
        return stories

    def _unnamed_contents(self, stories: list[Story]) -> None:
        """Make a contents list without a heading toc: many short lines that end in page numbers that only go up."""
        run: list[int] = []
        page = matches = 0
        for i, draft in enumerate([*self.drafts, Draft("." * 200)]):
            text = draft.text.strip()
            plain = draft.kind is None and draft.cell is None
            found = _PAGED.search(text) if plain and 4 < len(text) < 150 else None
            if found and int(found.group(1)) >= page:
                page, matches = int(found.group(1)), matches + 1
                run.append(i)
            elif run and plain and len(text) < 60 and i - run[-1] < 3:
                continue
            else:
                if matches >= 5:
                    for n in range(run[0], run[-1] + 1):
                        stories[n] = "toc" if stories[n] == "body" else stories[n]
                run, page, matches = [], 0, 0

    def _drop_unlikely_labels(self) -> None:
        """Forget typed numbers that are more likely running text, and settle whether (i) and (v) are roman."""
        seen_letters = {(n.style, n.parts) for n in self.labels if n is not None and n.form in ("letter", "roman")}
        deep = {n.parts for n in self.labels if n is not None and n.form == "decimal" and len(n.parts) > 1}
        seen: set[tuple[int, ...]] = set()
        last: dict[str, tuple[Form, int]] = {}
        for i in range(len(self.drafts)):
            label, draft = self.labels[i], self.drafts[i]
            if label is None:
                continue
            if self._auto(i):
                seen.add(label.parts)
                continue
            if label.form in ("letter", "roman"):
                label = _settle(label, last.get(label.style))
                self.labels[i] = label
            keep = label.clear or bool(draft.heading) or draft.kind not in (None, "paragraph")
            if not keep and label.form == "decimal":
                before, after = (*label.parts[:-1], label.parts[-1] - 1), (*label.parts[:-1], label.parts[-1] + 1)
                if len(label.parts) > 1:
                    keep = before in deep or after in deep
                else:
                    strong = draft.bold or draft.caps or (label.number.endswith(".") and _is_caps(self._rest(i)))
                    keep = (before in seen or label.parts == (1,)) and strong and self._is_title(i)
            elif not keep and label.form in ("letter", "roman"):
                value = label.parts[0]
                neighbours = {(label.style, (value - 1,)), (label.style, (value + 1,))}
                keep = bool(neighbours & seen_letters) and (value > 1 or (label.style, (2,)) in seen_letters)
            if draft.kind == "paragraph":
                keep = False
            if keep:
                seen.add(label.parts)
                if label.form in ("letter", "roman"):
                    last[label.style] = (label.form, label.parts[0])
            else:
                self.labels[i] = None

    def _is_title(self, index: int) -> bool:
        draft = self.drafts[index]
        text = self._rest(index)
        if not 1 <= len(text) <= LONGEST_TITLE or len(text.split()) > 12 or "\n" in text.strip("\n"):
            return False
        capitals = draft.caps or _is_caps(text)
        if text[-1] in ";:,!?" or (text[-1] == "." and not (capitals and len(text) <= 60)):
            return False
        first = text.lstrip("\"'“”‘’„«([")[:1]
        return any(c.isalpha() for c in text) and not first.islower()

    # Headings

    def _demote_headings(self) -> None:
        """Take away the heading level of whole clauses that stand in a heading style, as in many English contracts."""
        levels: dict[int, list[int]] = defaultdict(list)
        for i in self.body:
            draft = self.drafts[i]
            if draft.heading and not draft.certain and draft.kind is None:
                levels[draft.heading].append(i)
        self.demoted: set[int] = set()
        for members in levels.values():
            prose = [i for i in members if _is_prose(self._rest(i))]
            if len(prose) > 1 and len(prose) * 2 > len(members):
                self.demoted.update(prose)
            self.demoted.update(i for i in members if len(self._rest(i)) > _LONG_HEADING)

    def _heading_level(self, index: int) -> int:
        return 0 if index in self.demoted else self.drafts[index].heading

    def _group(self, index: int) -> tuple[object, ...] | None:
        draft, label = self.drafts[index], self.labels[index]
        if label is None or label.form == "bullet" or draft.kind is not None or self._heading_level(index):
            return None
        if draft.list is not None and self._auto(index):
            return ("auto", *draft.list)
        return ("typed", label.form, label.style, label.word, len(label.parts))

    def _find_title_groups(self) -> None:
        """Numbered lines of one sort that are headings together: short, each followed by something else."""
        groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
        for i in self.body:
            key = self._group(i)
            if key is not None:
                groups[key].append(i)
        self.title_groups: set[tuple[object, ...]] = set()
        self.listed: set[int] = set()
        self.first_numbered = next((i for i in self.body if self._is_main_number(i)), len(self.drafts))
        for key, members in groups.items():
            self._find_lists(members)
            titles = [i for i in members if self._is_title(i) and len(self._rest(i)) <= 60]
            alone = [
                i
                for i in titles
                if i not in self.listed and i in self.next_body and self._group(self.next_body[i]) != key
            ]
            forms = {n.form for i in members if (n := self.labels[i]) is not None}
            if forms <= {"decimal", "word", "roman"} and len(alone) * 10 > len(members) * 6:
                self.title_groups.add(key)

    def _find_lists(self, members: list[int]) -> None:
        """Note the numbered lines that a text ending in a colon leads up to, somewhere below a numbered paragraph: they
        are a list, however short and bold they are."""
        led, last = False, 0
        for i in members:
            label = self.labels[i]
            if label is None or len(label.parts) != 1 or label.form == "word":
                return
            if label.parts[0] <= last or not last:
                before = self.previous_body.get(i)
                led = before is not None and self.drafts[before].text.rstrip().endswith(":")
                led = led and self.first_numbered < i
            last = label.parts[0]
            if led:
                self.listed.add(i)

    def _is_main_number(self, index: int) -> bool:
        label = self.labels[index]
        if label is None or label.word in ANNEXES:
            return False
        return label.form == "word" or (label.form == "decimal" and not label.style.startswith("("))

    def _numbered_heading(self, index: int) -> bool:
        """Whether a numbered paragraph without a heading style is a heading."""
        draft, label = self.drafts[index], self.labels[index]
        if label is None or label.form == "bullet" or draft.kind is not None or index in self.listed:
            return False
        if not self._rest(index):
            return label.form == "word" and label.clear
        if not self._is_title(index):
            return self._group(index) in self.title_groups and len(self._rest(index).split()) < 6
        strong = draft.bold or draft.caps or _is_caps(self._rest(index))
        if label.form == "word":
            return strong or draft.centered or self._followed_by_text(index)
        if strong and label.form == "letter":
            return label.style == "A." and self._followed_by_text(index)
        if strong and not label.style.startswith("("):
            return self._followed_by_text(index)
        return self._group(index) in self.title_groups

    def _followed_by_text(self, index: int) -> bool:
        """Whether a different sort of paragraph comes next, as after a heading, and not the next of the same list."""
        following = self.next_body.get(index)
        if following is None or following != index + 1:  # a table comes next, or nothing
            return index + 1 < len(self.drafts)
        mine, other = self._group(index), self._group(following)
        return mine is None or mine != other or self._is_title(following)

    def _plain_heading(self, index: int) -> bool:
        """Whether a paragraph without number or style is a heading: a short line, wholly bold or in capitals."""
        draft = self.drafts[index]
        if self.labels[index] is not None or draft.label or draft.list or draft.kind is not None or draft.heading:
            return False
        text = draft.text.strip()
        capitals = draft.caps or _is_caps(text)
        if not (draft.bold or capitals) or not self._is_title(index) or text.endswith("."):
            return False
        if text[0] in "\"“”'‘„«" and text[-1] in "\"“”'’»":
            return False  # a defined term on a line of its own
        letters = sum(c.isalpha() for c in text)
        if letters < 4 or len(text) > 80 or letters * 2 < len(text):
            return False
        following = self.next_body.get(index)
        if following is None:
            return False
        after = self.drafts[following]
        alike = following == index + 1 and self.labels[following] is None and self._same_look(draft, after)
        return bool(after.text.strip()) and not alike

    def _same_look(self, draft: Draft, after: Draft) -> bool:
        return (
            draft.bold == after.bold
            and not after.label
            and not after.heading
            and (draft.bold or _is_caps(after.text))
            and len(after.text) < LONGEST_TITLE
        )

    def _rank(self, index: int) -> float:
        """How high up a numbered heading stands among the others: lower is higher."""
        label = self.labels[index]
        assert label is not None
        parts = [p for n, p in enumerate(label.parts) if p or n == 0]
        if label.word:
            return max(WORDS.get(label.word, 4), 3.0 + len(parts) if len(parts) > 1 else 0.0)
        if label.form in ("roman", "letter"):
            return 3.5
        return 3.0 + len(parts)

    def _rank_headings(self) -> None:
        self.guessed = {i for i in self.body if not self._heading_level(i) and self._numbered_heading(i)}
        ranked = [i for i in self.guessed if (n := self.labels[i]) is not None and n.word not in ANNEXES]
        self.ranks = sorted({self._rank(i) for i in ranked})
        self.levels: dict[float, int] = {}

    def _guessed_level(self, index: int, styled: int) -> int:
        label = self.labels[index]
        if label is not None and label.word in ANNEXES and not styled:
            return 1
        rank = self._rank(index)
        if rank not in self.levels:  # the first of its rank decides, so that all of them are alike
            self.levels[rank] = min(styled + sum(r < rank for r in self.ranks) + 1, 9)
        return self.levels[rank]

    # One pass over everything

    def _go(self) -> None:
        styled = numbered = 0  # level of the last styled heading, and of the last one that a plain one may stand under
        self.single: dict[tuple[object, ...], tuple[str, int]] = {}
        self.before = ""  # what came before: a kind, or "colon" for text that leads up to a list
        self._find_parents()
        for i, draft in enumerate(self.drafts):
            label = self.labels[i]
            story = self.stories[i]
            if draft.cell is not None:
                self.shapes.append(Shape("cell", 0, draft.number if draft.number is not None else draft.label))
                self.before = "cell" if story == "body" else self.before
                continue
            if story != "body" and draft.kind is None:
                self.shapes.append(self._outside(draft, story))
                continue
            if draft.kind is not None:
                made = self._decided(draft, label)
            elif self._heading_level(i):
                made = self._numbered(i, "heading", draft.heading)
                styled = draft.heading
            elif i in self.guessed:
                made = self._numbered(i, "heading", self._guessed_level(i, styled))
            elif self._plain_heading(i):
                made = Shape("heading", min(numbered + 1, 9))
            elif label is not None:
                made = self._clause_or_item(i, label)
            else:
                made = Shape("paragraph")
            made.story = story
            self.shapes.append(made)
            if made.kind == "heading" and (self._heading_level(i) or i in self.guessed or draft.kind):
                numbered = made.level
            self._after(made, draft)

    def _find_parents(self) -> None:
        """Which typed "7." have a "7.1" as the next decimal number of more than one part."""
        self.parents: set[int] = set()
        coming = 0
        for i in reversed(self.body):
            label = self.labels[i]
            if label is None or label.form != "decimal":
                continue
            if len(label.parts) > 1:
                coming = label.parts[0] if label.parts[-1] <= 1 else 0
            elif coming and label.parts == (coming,) and label.style == "1.":
                self.parents.add(i)

    def _after(self, made: Shape, draft: Draft) -> None:
        if made.story != "body":
            return
        if made.kind in ("heading", "title", "clause"):
            self.chapter = self._chapter_after(made)
            self.stack.clear()
            self.numbered = bool(made.number) and (made.kind != "clause" or made.level > 1 or self.numbered)
            if made.kind != "clause":
                self.single.clear()
            elif made.level > 1:  # "3." may go on after "2.2", a list under "2.1" may not
                self.single = {k: v for k, v in self.single.items() if v[0] == "clause"}
        elif made.kind == "paragraph" and draft.text.strip() and self.stack:
            self.left = draft.indent <= self.stack[0].indent
            if draft.indent < self.stack[0].indent:
                self.stack.clear()
        if draft.text.strip() or made.number:
            text = draft.text.rstrip()
            self.before = "colon" if made.kind == "paragraph" and text.endswith(":") else made.kind
            if made.kind == "clause":
                self.before = "clause" if made.level > 1 or text.endswith(":") else "member"

    def _chapter_after(self, made: Shape) -> int:
        """The chapter that a next one may continue: none under "Artikel 7", nor where "7.1" or a "1." has come."""
        number = made.number.rstrip(". ")
        if not number.isdecimal():
            return 0
        if made.kind == "heading":
            return int(number)
        return int(number) if self.chapter and int(number) == self.chapter + 1 else 0

    def _outside(self, draft: Draft, story: Story) -> Shape:
        if draft.heading and story in ("textbox", "cover"):
            return Shape("heading", draft.heading, draft.label, story=story)
        if draft.label and draft.list is not None and story not in ("toc", "header", "footer"):
            return Shape("item", draft.list[1] + 1, draft.label, story=story)
        return Shape("paragraph", 0, draft.label, story=story)

    def _decided(self, draft: Draft, label: Label | None) -> Shape:
        assert draft.kind is not None
        number, start = draft.number, 0
        if number is None:
            number = draft.label
            if not draft.label and label is not None and draft.kind in ("heading", "clause", "item"):
                number, start = label.number, label.end
        if draft.kind == "item" and not draft.level:
            form = label or Label(number, start, "bullet", style=number)
            return Shape("item", self._item_level(self._key(draft, form), draft.indent, form, draft), number, start)
        return Shape(draft.kind, draft.level, number, start)

    @staticmethod
    def _key(draft: Draft, label: Label) -> tuple[object, ...]:
        if draft.label and draft.list is not None:
            return ("auto", *draft.list)
        return ("typed", f"{label.style} {label.form}", draft.list[1] if draft.list is not None else 0)

    def _numbered(self, index: int, kind: Kind, level: int) -> Shape:
        draft, label = self.drafts[index], self.labels[index]
        if draft.number is not None:
            return Shape(kind, level, draft.number)
        if draft.label or label is None or label.form == "bullet":
            if not draft.label and is_label(draft.text):
                return Shape(kind, level, draft.text.strip(), len(draft.text))
            return Shape(kind, level, draft.label)
        return Shape(kind, level, label.number, label.end)

    def _clause_or_item(self, index: int, label: Label) -> Shape:
        draft = self.drafts[index]
        number = draft.label or label.number
        start = 0 if draft.label else label.end
        if label.form == "word" or (label.form == "decimal" and len(label.parts) > 1):
            return Shape("clause", max(len(label.parts), 1), number, start)
        key = self._key(draft, label)
        if label.form == "decimal" and not label.style.startswith("(") and self._is_member(index, label, key):
            return Shape("clause", 1, number, start)
        level = self._item_level(key, draft.indent, label, draft)
        if label.form == "decimal":
            self.single[key] = ("item", label.parts[0] if label.parts else 0)
        return Shape("item", level, number, start)

    def _is_member(self, index: int, label: Label, key: tuple[object, ...]) -> bool:
        """Whether a paragraph numbered "1." is a paragraph of the contract, and not an item of a list."""
        value = label.parts[0] if label.parts else 0
        known = self.single.get(key)
        if known is not None and (key[0] == "auto" or value in (known[1] + 1, known[1])):
            self.single[key] = (known[0], value)
            return known[0] == "clause"
        sentence = _is_sentence(self._rest(index))
        follows = self.chapter and value == self.chapter + 1 and label.style == "1."
        parent = value in self.parents if key[0] == "typed" else self._has_decimal_children(key)
        if parent or (follows and sentence):
            member = True
        elif self.before == "colon":  # "... agree as follows:" begins the contract, deeper down it begins a list
            member = not self.numbered and sentence
        elif self.before in ("clause", "item"):
            member = False
        else:
            member = sentence
        if member:
            self.single[key] = ("clause", value)
        return member

    def _has_decimal_children(self, key: tuple[object, ...]) -> bool:
        if not hasattr(self, "_deep_lists"):
            self._deep_lists: Counter[str] = Counter()
            for i in self.body:
                draft, label = self.drafts[i], self.labels[i]
                if draft.label and draft.list is not None and label is not None and len(label.parts) > 1:
                    self._deep_lists[draft.list[0]] += label.form in ("decimal", "word")
        return key[2] == 0 and self._deep_lists[str(key[1])] > 0

    def _item_level(self, key: tuple[object, ...], indent: int, label: Label, draft: Draft) -> int:
        stack = self.stack
        place = next((n for n, o in enumerate(stack) if o.key == key), None)
        if place is not None:
            self.left = False
            del stack[place + 1 :]
            return place + 1
        if self.left:  # text between the lists, no further in than they are: this is another list
            stack.clear()
        elif key[0] == "auto":
            kin = [n for n, o in enumerate(stack) if o.key[:2] == key[:2]]
            deeper = [n for n in kin if _depth(stack[n].key) > _depth(key)]
            if deeper:
                del stack[deeper[0] :]
            elif not kin:
                while stack and (stack[-1].indent >= indent):
                    stack.pop()
        elif draft.list is not None or self.before != "item" or (label.parts and label.parts[0] > 1):
            while stack and stack[-1].indent >= indent:
                stack.pop()
        else:
            while stack and stack[-1].indent > indent:
                stack.pop()
        self.left = False
        stack.append(_Open(key, indent))
        return min(len(stack), 9)

    def _merge_number_headings(self) -> None:
        """Join "Artikel 1" on a line of its own with the title on the next line."""
        for i in self.body:
            made = self.shapes[i]
            following = self.next_body.get(i)
            if made.kind != "heading" or not made.number or following != i + 1 or following is None:
                continue
            if self._rest_is_empty(i, made):
                after, draft = self.shapes[following], self.drafts[following]
                title = after.kind == "heading" and not after.number and not self._rest_is_empty(following, after)
                if not title and after.kind == "paragraph" and self.drafts[i].kind is None:
                    title = self._is_title(following) and len(draft.text) <= 60 and self._looks_like(i, following)
                if title and draft.kind is None:
                    made.merged = True
                    after.kind, after.level, after.number = "heading", made.level, made.number

    def _looks_like(self, index: int, following: int) -> bool:
        one, two = self.drafts[index], self.drafts[following]
        return (one.centered and two.centered) or one.bold == two.bold or _is_caps(two.text)

    def _rest_is_empty(self, index: int, made: Shape) -> bool:
        return not self.drafts[index].text[made.start :].strip()


def _depth(key: tuple[object, ...]) -> int:
    depth = key[2]
    assert isinstance(depth, int)
    return depth


def _automatic(draft: Draft) -> Label:
    """An automatic number as a label: its own level says the form, its text the parts."""
    text, end = draft.label, 0
    if draft.form == "bullet":
        return Label(text, end, "bullet", style=text)
    word = re.match(r"([^\W\d_]{2,}|§)(?=[\s\u00a0\d])", text)
    if word and roman_value(word.group(1)) == 0 and draft.form in ("decimal", "roman"):
        parts = tuple(int(n) for n in re.findall(r"\d+", text)) or (1,)
        return Label(text, end, "word", parts, word.group(1).lower(), word.group(1).lower())
    own = split_label(text)
    if draft.form in ("letter", "roman"):
        value = own.parts if own is not None and own.form in ("letter", "roman") else (1,)
        return Label(text, end, draft.form, value, style=own.style if own is not None else "a.")
    parts = tuple(int(n) for n in re.findall(r"\d+", text))
    segments = [s for s in re.split(r"[.\-]", text.strip(" .()[]")) if s]
    if len(segments) > len(parts):
        parts = tuple(int(s) if s.isdecimal() else roman_value(s) or 1 for s in segments)
    style = "(1)" if text.startswith("(") else "1)" if text.endswith(")") else "1."
    return Label(text, end, "decimal", parts or (1,), style=style)


def _settle(label: Label, last: tuple[Form, int] | None) -> Label:
    """The same label, with (i), (v) and (x) read as what continues the list before them."""
    sign = label.number.strip("(). ")
    if last is None or len(sign) != 1:
        return label
    as_letter, as_roman = ord(sign.lower()) - 96, roman_value(sign)
    form: Form = label.form
    if as_roman and last == ("roman", as_roman - 1):
        form = "roman"
    elif last == ("letter", as_letter - 1):
        form = "letter"
    value = as_roman if form == "roman" else as_letter
    return Label(label.number, label.end, form, (value,), label.word, label.style, label.clear)


def _is_caps(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 3 and sum(c.isupper() for c in letters) >= 0.9 * len(letters)


def _is_prose(text: str) -> bool:
    return (len(text.split()) >= 6 and text.endswith((".", ";", ":"))) or len(text) > 140


def _is_sentence(text: str) -> bool:
    words = len(text.split())
    return (words >= 2 and text.endswith((".", ":"))) or (words >= 6 and (". " in text or len(text) > 80))
