"""Paragraphs inserted and passages replaced as tracked changes, in the draft's own formats.

Only the main part changes (and the comments, where a change has a note). A new paragraph takes the properties of the
paragraph it is to look like, numbering among them. What Word would not keep apart (a passage in a field, across a hyperlink or
across paragraphs) is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from tenderkit.document.readers.package import child, name_of, value
from tenderkit.document.readers.word import WordFile
from tenderkit.document.revise.anchors import Anchors
from tenderkit.document.revise.changes import Insertion, Line, Replacement
from tenderkit.document.revise.comments import Comments
from tenderkit.document.revise.lists import Lists, put
from tenderkit.document.revise.package import Revision
from tenderkit.document.revise.references import References
from tenderkit.document.revise.runs import climbed, holder
from tenderkit.document.writers.word.comments import AUTHOR
from tenderkit.document.writers.word.xml import clean

Element = etree._Element

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_TRACKED = frozenset({"ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange"})
_PLAIN = frozenset({"rPr", "t", "tab", "br", "cr", "noBreakHyphen", "softHyphen", "sym", "lastRenderedPageBreak"})
_BETWEEN = frozenset({"", "proofErr", "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd"})
_HANDS_OFF = frozenset(
    {"rStyle", "highlight", "shd", "vanish", "u", "color", "vertAlign"}
)  # of one word, not of a text
_ITEM_INDENT = 425  # twentieths of a point, for items in a draft that has none


@dataclass
class Revised:
    """What came of it: the file, which paragraph of its main part (from 0) each new line (insertion, line) became, where
    the paragraphs that were there are now, and what could not be done."""

    data: bytes
    main: str
    positions: Mapping[tuple[int, int], int]
    moved: Mapping[int, int]
    refused: Sequence[Replacement] = ()


@dataclass
class _Tracker:
    word: WordFile
    language: str
    date: str
    revision: Revision = field(init=False)

    def __post_init__(self) -> None:
        self.revision = Revision(self.word.package)
        self.main = self.word.package.main
        self.root = self.revision.tree(self.main)
        self.space = self.root.tag[: self.root.tag.index("}") + 1]
        self.anchors = Anchors(self.word)
        self.runs = self.anchors.runs
        self.comments = Comments(self.revision)
        self.lists = Lists(self.word)
        self.references = References(self.word, self.lists)
        self.when = self.date or self.comments.date

    # Elements

    def make(self, tag: str, /, *children: Element, **attributes: str) -> Element:
        made = self.root.makeelement(self.space + tag)
        for key, content in attributes.items():
            made.set(self.space + key, content)
        made.extend(children)
        return made

    def change(self, name: str, *children: Element) -> Element:
        """A tracked change of ours."""
        number = str(next(self.runs.free_numbers))
        return self.make(name, *children, id=number, author=AUTHOR, date=self.when)

    def run(self, text: str, properties: Element | None, asked: bool = False) -> Iterator[Element]:
        for n, line in enumerate(clean(text).split("\n")):
            for m, piece in enumerate(line.split("\t")):
                run = self.make("r")
                own = deepcopy(properties) if properties is not None else self.make("rPr")
                if asked:
                    put(own, self.make("highlight", val="yellow"))
                if len(own):
                    run.append(own)
                if n and not m:
                    run.append(self.make("br"))
                if m:
                    run.append(self.make("tab"))
                if piece:
                    made = self.make("t")
                    made.text = piece
                    made.set(_SPACE, "preserve")
                    run.append(made)
                if any(name_of(c) != "rPr" for c in run):
                    yield run

    def stretches(
        self,
        text: str,
        asked: Sequence[tuple[int, int]],
        properties: Element | None,
        pointers: Sequence[tuple[int, int, str]] = (),
    ) -> Iterator[Element]:
        """Runs for a text. `pointers` are the characters that a field gives, with its instruction."""
        at = 0
        for start, end, instruction in sorted([*((a, b, "") for a, b in asked), *pointers]):
            yield from self.run(text[at:start], properties) if start > at else ()
            if instruction:
                yield from self.field(instruction, text[start:end], properties)
            else:
                yield from self.run(text[start:end], properties, asked=True)
            at = end
        yield from self.run(text[at:], properties) if at < len(text) else ()

    def field(self, instruction: str, result: str, properties: Element | None) -> Iterator[Element]:
        """A field with its result in it."""
        code = self.make("instrText")
        code.text = f" {instruction} "
        code.set(_SPACE, "preserve")
        marks = [self.make("fldChar", fldCharType=kind) for kind in ("begin", "separate", "end")]
        for inside in (marks[0], code, marks[1], None, marks[2]):
            if inside is None:
                yield from self.run(result, properties)
            else:
                yield self.make("r", *([deepcopy(properties)] if properties is not None else []), inside)

    # Formats

    def properties_of(self, line: Line) -> tuple[Element, Element | None]:
        """Paragraph and run properties for a new line."""
        if line.model is None:
            return self.make("pPr"), None
        paragraph = self.word.paragraphs[line.model][-1]
        found = child(paragraph, "pPr")
        made = deepcopy(found) if found is not None else self.make("pPr")
        for node in list(made):
            if name_of(node) in ("sectPr", "pPrChange", "rPr", "framePr", "divId", "cnfStyle"):
                made.remove(node)
        for node in made.iter():
            for inner in [c for c in node if name_of(c) in _TRACKED]:
                node.remove(inner)
        run = self._run_properties(line.model)
        if line.below:
            self._sink(made, line)
        elif self.word.lists[line.model] is not None and (line.label or line.kind == "paragraph"):
            run = run if run is not None else self.make("rPr")
            self.lists.free(made, run, line.model, heading=line.kind == "heading")
            indent = child(made, "ind")
            if line.kind == "paragraph" and indent is not None:  # no number that would fill the hanging part
                sides = {str(k).rpartition("}")[2]: str(v) for k, v in indent.attrib.items()}
                sides = {k: v for k, v in sides.items() if not k.startswith(("hanging", "firstLine"))}
                put(made, self.make("ind", **sides, firstLine="0"))
        borrowed = line.kind in ("item", "bullet") and self.word.document.blocks[line.model].kind != "item"
        if borrowed and not line.below:
            left = value(child(made, "ind"), "left") or value(child(made, "ind"), "start") or "0"
            base = int(left) if left.lstrip("-").isdigit() else 0
            left = str(max(base, 0) + _ITEM_INDENT * line.depth)
            put(made, self.make("ind", left=left, hanging=str(_ITEM_INDENT)))
        return made, run if run is not None and len(run) else None

    def _sink(self, properties: Element, line: Line) -> None:
        """Put a paragraph on the level of its model's list where items stand."""
        assert line.model is not None
        place = self.lists.below(line.model, line.below, bullet=line.kind == "bullet")
        assert place is not None, "the planner asked before"
        for old in [c for c in properties if name_of(c) in ("numPr", "ind", "keepNext", "outlineLvl")]:
            properties.remove(old)
        if place.style:
            put(properties, self.make("pStyle", val=place.style))
            return
        level, number = self.make("ilvl", val=str(place.level)), self.make("numId", val=place.list)
        put(properties, self.make("numPr", level, number))

    def _run_properties(self, block: int) -> Element | None:
        """The format in which most of a block is written."""
        sizes: dict[Element, int] = {}
        for piece in self.word.pieces[block]:
            run = piece.element.getparent() if piece.element is not None else None
            if run is not None and name_of(run) == "r":
                sizes[run] = sizes.get(run, 0) + piece.end - piece.start
        if not sizes:
            return None
        most = max(sizes.values())
        found = child(next(r for r, size in sizes.items() if size == most), "rPr")
        if found is None:
            return None
        made = deepcopy(found)
        for node in [c for c in made if name_of(c) in _HANDS_OFF or name_of(c) in _TRACKED]:
            made.remove(node)
        return made if len(made) else None

    # Pointing

    def bookmarked(self, name: str, inside: Sequence[Element]) -> list[Element]:
        """The same with a bookmark round it."""
        number = str(next(self.runs.free_numbers))
        return [self.make("bookmarkStart", id=number, name=name), *inside, self.make("bookmarkEnd", id=number)]

    def mark_targets(self) -> None:
        """Give the blocks of the draft that new paragraphs point to their bookmarks."""
        for block, name in self.references.blocks.items():
            paragraph = self.word.paragraphs[block][-1]
            first = next((n for n, e in enumerate(paragraph) if name_of(e) not in ("", "pPr")), len(paragraph))
            start, end = self.bookmarked(name, ())
            paragraph.insert(first, start)
            paragraph.append(end)

    # Inserting

    def paragraph(self, line: Line) -> Element:
        properties, format_ = self.properties_of(line)
        mark = deepcopy(format_) if format_ is not None else self.make("rPr")
        mark.insert(0, self.change("ins"))
        properties.append(mark)
        made = self.make("p", properties)
        shift = len(line.label)
        asked = [(a + shift, b + shift) for a, b in line.asked]
        told = [(p.start + shift, p.end + shift, i) for p in line.pointers if (i := self.references.instruction(p))]
        inside = list(self.stretches(line.label + line.text, asked, format_, told))
        if name := self.references.bookmark(line.name):
            inside = self.bookmarked(name, inside)
        if line.note:
            anchor = self.comments.anchor()
            anchor.name(self.comments.add(self.comments.make(line.note, self.language)))
            inside = [anchor.start, *inside, anchor.end, anchor.reference]
        made.append(self.change("ins", *inside))
        return made

    def blank(self, like: Element) -> Element:
        """An empty paragraph as another one, inserted."""
        found = child(like, "pPr")
        properties = deepcopy(found) if found is not None else self.make("pPr")
        for node in [c for c in properties if name_of(c) in ("sectPr", "pPrChange", "rPr")]:
            properties.remove(node)
        properties.append(self.make("rPr", self.change("ins")))
        return self.make("p", properties)

    def insert(self, insertion: Insertion) -> list[Element]:
        """Insert; the new paragraphs, blank ones not among them."""
        last = _outside(self.word.paragraphs[insertion.after][-1])
        first = _outside(self.word.paragraphs[insertion.before][0]) if insertion.before is not None else None
        gap = _blanks(last, first) if first is not None else None
        made: list[Element] = []
        under = True  # still under the heading that the draft has
        for n, line in enumerate(insertion.lines):
            under = under and line.kind != "heading"
            made.append(self.paragraph(line))
            ends = n + 1 == len(insertion.lines) or insertion.lines[n + 1].kind == "heading"
            between = [] if line.model is None else self._behind(line.model)
            if under:
                order = [*between, made[-1]]
            elif ends and gap is not None:
                order = [made[-1], *gap]
            else:
                order = [made[-1], *between]
            nodes = [e if e is made[-1] else self.blank(e) for e in order]
            if under or gap is None or first is None:
                for node in nodes:
                    last.addnext(node)
                    last = node
            else:
                for node in nodes:
                    first.addprevious(node)
        return made

    def _behind(self, block: int) -> list[Element]:
        """The empty paragraph that stands behind a block, for a draft with an empty line after every paragraph."""
        paragraph = self.word.paragraphs[block][-1]
        beside = next((e for e in paragraph.itersiblings() if name_of(e)), None)
        return (
            [beside] if beside is not None and _is_blank(beside) and child(beside, "pPr", "rPr", "ins") is None else []
        )

    # Replacing

    def replace(self, replacement: Replacement) -> bool:
        """Replace a passage; False where that cannot be done cleanly."""
        old = self.word.document.text(replacement.span)
        if self.word.document.blocks[replacement.span.block].origin.part != self.main:
            return False
        places = self.anchors.passage(replacement.span)
        if not isinstance(places, tuple):
            return False
        first, last = places
        paragraph = holder(first.element)
        if paragraph is None or paragraph is not holder(last.element) or "\n" in old:
            return False
        start, end = self.runs.before(first.element, first.character), self.runs.after(last.element, last.character)
        # Cutting for the end may have cut the run that the beginning stood in.
        start = self.runs.before(first.element, first.character)
        nodes = _stretch(start, end)
        if nodes is None:
            return False
        runs = [n for n in nodes if name_of(n) == "r"]
        if any(name_of(c) not in _PLAIN for run in runs for c in run if name_of(c)):
            return False
        # Text that ends its paragraph goes in before what goes out: LibreOffice takes inserted text at the end of a paragraph
        # and inserted paragraphs behind it for one change, and would run the paragraphs together on rejecting it.
        ends = not any(name_of(n) not in _BETWEEN for n in climbed(runs[-1], forward=True).itersiblings())
        adds = replacement.text.startswith(old) and not ends
        new = replacement.text[len(old) :] if adds else replacement.text
        shift = len(old) if adds else 0
        asked = [(a - shift, b - shift) for a, b in replacement.asked if a >= shift]
        format_ = self._format_of(runs[-1] if adds else runs[0])
        inserted = self.change("ins", *self.stretches(new, asked, format_)) if new else None
        made = [] if adds else [self._delete(run) for run in runs]
        if inserted is not None and adds:
            climbed(runs[-1], forward=True).addnext(inserted)
        elif inserted is not None and ends:
            made[0].addprevious(inserted)
        elif inserted is not None:
            made[-1].addnext(inserted)
        if replacement.note:
            self._note(replacement, made, inserted)
        return True

    def _format_of(self, run: Element) -> Element | None:
        found = child(run, "rPr")
        if found is None:
            return None
        made = deepcopy(found)
        for node in [c for c in made if name_of(c) in _TRACKED]:
            made.remove(node)
        return made

    def _delete(self, run: Element) -> Element:
        """Mark a run as deleted; the element of the change."""
        made = self.change("del")
        run.addprevious(made)
        tail, run.tail = run.tail, None
        made.append(run)
        made.tail = tail
        for node in [c for c in run if name_of(c) == "t"]:
            node.tag = self.space + "delText"
            node.set(_SPACE, "preserve")
        return made

    def _note(self, replacement: Replacement, deleted: Sequence[Element], inserted: Element | None) -> None:
        """A comment on a change. Its mark is part of the change: who refuses that is rid of the comment too."""
        anchor = self.comments.anchor()
        anchor.name(self.comments.add(self.comments.make(replacement.note, self.language)))
        if inserted is None:
            inserted = self.change("ins")
            deleted[0].addprevious(inserted)
        inserted.append(anchor.reference)
        around = [inserted, *deleted]
        parent = inserted.getparent()
        assert parent is not None
        around.sort(key=parent.index)
        around[0].addprevious(anchor.start)
        around[-1].addnext(anchor.end)


def revise(
    word: WordFile,
    insertions: Sequence[Insertion],
    replacements: Sequence[Replacement] = (),
    *,
    language: str = "",
    date: str = "",
) -> Revised:
    """The file with paragraphs inserted and passages replaced, as tracked changes of tenderkit.

    `language` is that of the notes; `date` ("2026-01-31T00:00:00Z") goes with the changes: without it the date on which the
    draft says it was last changed. The trees of `word` are changed: read the result anew.
    """
    if not insertions and not replacements:
        return Revised(word.package.data, word.package.main, {}, {})
    tracker = _Tracker(word, language, date)
    tracker.references.take([line for i in insertions for line in i.lines])
    old = [e for e in tracker.root.iter() if name_of(e) == "p"]
    refused = [r for r in replacements if not tracker.replace(r)]
    made = {(n, m): p for n, insertion in enumerate(insertions) for m, p in enumerate(tracker.insert(insertion))}
    tracker.mark_targets()
    place = {p: n for n, p in enumerate(e for e in tracker.root.iter() if name_of(e) == "p")}
    moved = {n: place[p] for n, p in enumerate(old)}
    return Revised(tracker.revision.save(), tracker.main, {key: place[p] for key, p in made.items()}, moved, refused)


def leading(word: WordFile, block: int) -> str:
    """What stands in a block's first paragraph before its text: a number typed by hand, and what follows it."""
    wanted = word.document.blocks[block].origin.offset
    text = ""
    for node in word.paragraphs[block][0].iter() if word.paragraphs[block] else ():
        if len(text) >= wanted:
            break
        name = name_of(node)
        if name == "t" and not any(name_of(a) in ("del", "moveFrom") for a in node.iterancestors()):
            text += node.text or ""
        else:
            text += {"tab": "\t", "br": "\n", "noBreakHyphen": "-"}.get(name, "") if _in_run(node) else ""
    return text[:wanted]


def _in_run(node: Element) -> bool:
    parent = node.getparent()
    return parent is not None and name_of(parent) == "r"


def _stretch(start: Element, end: Element) -> list[Element] | None:
    """The runs from one to another under the same parent, None where something else stands among them."""
    if start.getparent() is not end.getparent():
        return None
    found: list[Element] = []
    node: Element | None = start
    while node is not None:
        if name_of(node) == "r":
            found.append(node)
        elif name_of(node) not in _BETWEEN:
            return None
        if node is end:
            return found or None
        node = node.getnext()
    return None


def _outside(paragraph: Element) -> Element:
    """What a new paragraph can stand beside: the paragraph, or the outermost table or content control that holds it."""
    node = paragraph
    for above in paragraph.iterancestors():
        if name_of(above) in ("tbl", "sdt", "p", "customXml", "ins", "del"):
            node = above
        if name_of(above) == "body":
            break
    return node


def _blanks(last: Element, first: Element) -> list[Element] | None:
    """The empty paragraphs between two elements; None where something else stands there."""
    found: list[Element] = []
    for node in last.itersiblings():
        if node is first:
            return found
        if name_of(node) in ("bookmarkStart", "bookmarkEnd", "proofErr", ""):
            continue
        if not _is_blank(node):
            return None
        found.append(node)
    return None


def _is_blank(node: Element) -> bool:
    if name_of(node) != "p" or child(node, "pPr", "sectPr") is not None or child(node, "pPr", "numPr") is not None:
        return False
    return all(
        name_of(e) in ("", "p", "pPr", "proofErr", "bookmarkStart", "bookmarkEnd") or _within(e, node) for e in node
    )


def _within(node: Element, paragraph: Element) -> bool:
    return name_of(node) == "r" and all(name_of(c) in ("", "rPr", "lastRenderedPageBreak") for c in node)
