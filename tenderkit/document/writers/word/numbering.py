"""The numbering part: lists that count what `outline` found, tied to the styles so that Word renumbers by itself."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tenderkit.document.model import BULLET, Block
from tenderkit.document.writers.word.labels import Shape
from tenderkit.document.writers.word.outline import LEVELS, List, Outline
from tenderkit.document.writers.word.styles import StyleSheet
from tenderkit.document.writers.word.widths import text_width
from tenderkit.document.writers.word.xml import Element, attribute, children, descendants, make, remove

STEP = 397  # of items, twentieths of a point: 7 mm
_GAP = 170  # least space between a number and its text: 3 mm
_NARROWEST = 737  # of the column in which clause numbers stand: 13 mm


@dataclass(frozen=True, slots=True)
class Numbered:
    """How one block gets its number: the style of its paragraph, what else goes into w:pPr (numbering and indents,
    either may be missing), and the number as text where Word does not count it."""

    style: str
    numbering: Element | None
    indent: Element | None
    typed: str


class Numbering:
    """The lists of one file. `style_of` says which paragraph style a block has."""

    def __init__(self, part: Element, sheet: StyleSheet, found: Outline, blocks: Sequence[Block]) -> None:
        self._sheet = sheet
        self._found = found
        self._blocks = blocks
        self._nums: dict[int, int] = {}
        self._bullets: dict[bool, int] = {}
        self._links: dict[str, tuple[int, int]] = {}  # style -> number of the list, level
        self._breadth = sheet.breadth
        self._edge = self._clause_edge()
        self._abstracts: list[Element] = []
        self._numbers: list[Element] = []
        self._last_abstract = _highest(children(part, "w:abstractNum"), "w:abstractNumId")
        self._last_num = _highest(children(part, "w:num"), "w:numId")
        self._release(part)
        self._write_lists()
        self._write_bullets()
        self._insert(part)
        for style, (num, level) in self._links.items():
            sheet.link(style, num, level)

    def finish(self) -> None:
        """To be called when all styles are there: keeps those out of the lists that only look like their headings."""
        self._sheet.shield(self._links)

    def style_of(self, block: Block) -> str:
        """The id of the paragraph style of a block outside a table."""
        if block.kind == "heading":
            return self._sheet.heading(min(max(block.level, 1), 9))
        if block.kind == "title":
            return self._sheet.title()
        if block.kind == "paragraph":
            return self._sheet.own("TkTextBox" if block.story == "textbox" else "TkText")
        level = min(max(block.level, 1), LEVELS)
        if block.kind == "clause":
            return self._sheet.own(f"TkClause{level}")
        return self._sheet.own(f"{'TkBullet' if block.number == BULLET else 'TkItem'}{level}")

    def of(self, index: int) -> Numbered:
        """The numbering of the block at an index."""
        block = self._blocks[index]
        style = self.style_of(block)
        place = self._found.places.get(index)
        at: tuple[int, int] | None = None
        if place:
            at = self._nums[place.list], place.level
        elif block.kind == "item" and block.number == BULLET:
            at = self._bullets[index in self._found.inside], min(max(block.level, 1), LEVELS) - 1
        if at:
            return Numbered(style, None if self._links.get(style) == at else _reference(*at), None, "")
        silent = None
        if style in self._links:
            if block.kind == "heading":
                style = self._sheet.bare_heading(min(max(block.level, 1), 9))
            else:
                silent = _reference(0)
        if block.number:
            left, hanging = self._typed_indent(index)
            return Numbered(style, silent, make("w:ind", left=left, hanging=hanging), block.number)
        left = self._plain_indent(index)
        needed = bool(left) or silent is not None
        return Numbered(style, silent, make("w:ind", left=left, firstLine=0) if needed else None, "")

    def contents_edge(self, levels: int) -> int:
        """How wide the numbers in a table of contents are."""
        sheet = self._sheet
        widths = [
            self._wide(b.number, sheet.contents(b.level))
            for b in self._blocks
            if b.kind == "heading" and b.level <= levels and b.number
        ]
        return _rounded(max(widths) + _GAP) if widths else 0

    def _typed_indent(self, index: int) -> tuple[int, int]:
        block = self._blocks[index]
        if block.kind == "item":
            width = max(STEP, _rounded(self._wide(block.number, self.style_of(block)) + 85))
            return self._base(index) + STEP * (min(max(block.level, 1), LEVELS) - 1) + width, width
        width = self._wide(block.number, self.style_of(block), block.kind in ("heading", "title")) + _GAP
        width = max(self._edge, _rounded(width))
        return width, width

    def _plain_indent(self, index: int) -> int:
        block = self._blocks[index]
        if block.kind == "item":
            return self._base(index) + STEP * min(max(block.level, 1), LEVELS)
        return self._edge if block.kind == "clause" or index in self._found.continuing else 0

    def _base(self, index: int) -> int:
        return self._edge if index in self._found.inside else 0

    def _wide(self, label: str, style: str, bold: bool = False) -> int:
        """How wide a number is in a style, in twentieths of a point."""
        return round(text_width(label, self._sheet.size(style), bold) * self._breadth)

    def _clause_edge(self) -> int:
        """Where the text of clauses begins: one edge for the whole document, wide enough for the widest number."""
        widths = [_NARROWEST]
        last = {(p.list, p.level): index for index, p in self._found.places.items()}
        for (number, level), index in last.items():
            one = self._found.lists[number]
            if one.owner[0] != "item" and level < self._found.depth(number) and not one.shapes[level].prefix.strip():
                block = self._blocks[index]
                widths.append(self._wide(one.highest[level], self.style_of(block), block.kind == "heading") + _GAP)
        return _rounded(max(widths))

    def _release(self, part: Element) -> None:
        """Unties a house style's own lists from the styles that ours are tied to."""
        headings = {self._sheet.heading(n) for n in self._heading_levels()}
        for link in descendants(part, "w:pStyle"):
            if attribute(link, "w:val") in headings or attribute(link, "w:val").startswith("Tk"):
                remove(link)
        self._sheet.unlink_headings()

    def _heading_levels(self) -> list[int]:
        return sorted({min(max(b.level, 1), 9) for b in self._blocks if b.kind == "heading"})

    def _write_lists(self) -> None:
        lists = self._found.lists
        used: dict[int, Counter[tuple[int, str]]] = {n: Counter() for n in range(len(lists))}
        for index, place in self._found.places.items():
            used[place.list][place.level, self.style_of(self._blocks[index])] += 1
        main = self._found.main
        for number, one in enumerate(lists):
            depth = self._found.depth(number)
            links: dict[int, str] = {}
            if number == main:
                self._add_item_levels(one, depth)
                links = _links(used[number])
                for extra, style in enumerate(("TkItem1", "TkItem2")):
                    if depth + extra in one.shapes and style not in links.values():
                        links.setdefault(depth + extra, self._sheet.own(style))
            levels = [self._level(one, level, depth, links.get(level, "")) for level in sorted(one.shapes)]
            num = self._add(f"list {number}", levels)
            self._nums[number] = num
            self._links |= {style: (num, level) for level, style in links.items()}

    def _add_item_levels(self, one: List, depth: int) -> None:
        """Gives the main list of a document with clauses its two levels of items, for who adds them in Word."""
        if not any(block.kind == "clause" for block in self._blocks):
            return
        for extra, form in enumerate(("lowerLetter", "lowerRoman")):
            if depth + extra < LEVELS and depth + extra not in one.shapes:
                one.shapes[depth + extra] = Shape("", (form,), (), ".")  # type: ignore[arg-type]

    def _level(self, one: List, level: int, depth: int, style: str) -> Element:
        shape = one.shapes[level]
        if level >= depth:
            base = self._edge if one.owner[0] != "item" or one.inside else 0
            width = self._wide(one.highest.get(level, ""), self._sheet.own("TkText")) + 85
            hanging = max(STEP, _rounded(width))
            left = base + STEP * (level - depth) + hanging
        elif shape.prefix.strip():
            block = next(
                self._blocks[i]
                for i, p in self._found.places.items()
                if self._found.lists[p.list] is one and p.level == level
            )
            width = self._wide(one.highest[level], self.style_of(block), block.kind == "heading") + _GAP
            left = hanging = _rounded(width)
        else:
            left = hanging = self._edge
        return _level(level, shape.formats[-1], one.pattern(level), left, hanging, style)

    def _write_bullets(self) -> None:
        found: Counter[bool] = Counter()
        levels: set[int] = set()
        for index, block in enumerate(self._blocks):
            if block.kind == "item" and block.number == BULLET:
                found[index in self._found.inside] += 1
                levels.add(min(max(block.level, 1), LEVELS))
        for inside, count in sorted(found.items()):
            linked = count == max(found.values()) and not any(s.startswith("TkBullet") for s in self._links)
            base = self._edge if inside else 0
            made = []
            for n in range(LEVELS):
                style = self._sheet.own(f"TkBullet{n + 1}") if linked and n + 1 in levels else ""
                made.append(_level(n, "bullet", BULLET, base + STEP * (n + 1), STEP, style))
            self._bullets[inside] = self._add(f"bullets {inside}", made)
            if linked:
                self._links |= {f"TkBullet{n}": (self._bullets[inside], n - 1) for n in sorted(levels)}

    def _add(self, name: str, levels: list[Element]) -> int:
        """Adds a list and returns its number; `_insert` puts all of them into the part."""
        self._last_abstract += 1
        self._last_num += 1
        mark = hashlib.sha256(f"tenderkit {name}".encode()).hexdigest()[:16].upper()
        self._abstracts.append(
            make(
                "w:abstractNum",
                make("w:nsid", val=mark[:8]),
                make("w:multiLevelType", val="multilevel"),
                make("w:tmpl", val=mark[8:]),
                *levels,
                abstractNumId=self._last_abstract,
            )
        )
        self._numbers.append(make("w:num", make("w:abstractNumId", val=self._last_abstract), numId=self._last_num))
        return self._last_num

    def _insert(self, part: Element) -> None:
        """Puts the lists into the part, after those that are there: first all w:abstractNum, then all w:num."""
        nums = children(part, "w:num")
        for abstract in self._abstracts:
            if nums:
                nums[0].addprevious(abstract)
            else:
                part.append(abstract)
        after = nums[-1] if nums else self._abstracts[-1] if self._abstracts else part
        for number in self._numbers:
            after.addnext(number)
            after = number


def _highest(elements: list[Element], name: str) -> int:
    """The highest number in an attribute, 0 when there is none."""
    found = [attribute(element, name) for element in elements]
    return max((int(value) for value in found if value.isdigit()), default=0)


def _links(used: Counter[tuple[int, str]]) -> dict[int, str]:
    """The style that each level of a list is tied to: the one used most there, each style once."""
    links: dict[int, str] = {}
    for (level, style), _ in sorted(used.items(), key=lambda item: (-item[1], item[0])):
        if level not in links and style not in links.values():
            links[level] = style
    return links


def _level(level: int, form: str, pattern: str, left: int, hanging: int, style: str) -> Element:
    element = make("w:lvl", make("w:start", val=1), make("w:numFmt", val=form), ilvl=level)
    if style:
        element.append(make("w:pStyle", val=style))
    element.append(make("w:suff", val="tab"))
    element.append(make("w:lvlText", val=pattern))
    element.append(make("w:lvlJc", val="left"))
    tabs = make("w:tabs", make("w:tab", val="num", pos=left))
    element.append(make("w:pPr", tabs, make("w:ind", left=left, hanging=hanging)))
    return element


def _reference(num: int, level: int = 0) -> Element:
    return make("w:numPr", make("w:ilvl", val=level), make("w:numId", val=num))


def _rounded(width: int) -> int:
    """Up to a whole half millimetre."""
    return -(-width * 2 // 57) * 57 // 2
