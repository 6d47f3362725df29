"""The inside of a paragraph: runs, marks, fields, bookmarks and the ends of comments."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise

from tenderkit.document.model import Mark
from tenderkit.document.writers.word.xml import Element, clean, make

SPACE = "http://www.w3.org/XML/1998/namespace"


@dataclass(frozen=True, slots=True)
class Reference:
    """How a reference is written: the bookmark it leads to, and the field that gives its number, when Word can count
    that number: the instruction and the text that the field gives."""

    bookmark: str
    instruction: str = ""
    result: str = ""


References = Callable[[Mark, str], Reference | None]
"""Gives the reference for a mark and the text under it; None for one that leads nowhere."""


def field(instruction: str, result: Iterable[Element], properties: Element | None = None) -> list[Element]:
    """A field with the result that is in it now."""
    return [
        _run(make("w:fldChar", fldCharType="begin"), properties),
        _run(instruction_text(instruction), properties),
        _run(make("w:fldChar", fldCharType="separate"), properties),
        *result,
        _run(make("w:fldChar", fldCharType="end"), properties),
    ]


def instruction_text(instruction: str) -> Element:
    """The instruction of a field, with the spaces round it that Word itself writes."""
    return _exact(make("w:instrText", text=f" {instruction} "))


def simple_field(instruction: str, result: str) -> list[Element]:
    """A field whose result is plain text ("PAGE")."""
    return field(instruction, text_runs(result))


def bookmark(name: str, ident: int) -> tuple[Element, Element]:
    """The beginning and the end of a bookmark; `ident` is a number that no other bookmark has."""
    return make("w:bookmarkStart", id=ident, name=name), make("w:bookmarkEnd", id=ident)


def text_runs(text: str, properties: Element | None = None) -> list[Element]:
    """Runs for a text: line ends and tabs become what Word has for them."""
    run = make("w:r")
    if properties is not None and len(properties):
        run.append(copy.deepcopy(properties))
    rest = clean(text)
    while rest:
        at = min((i for i in (rest.find("\n"), rest.find("\t")) if i >= 0), default=len(rest))
        if at:
            run.append(_exact(make("w:t", text=rest[:at])))
        if at < len(rest):
            run.append(make("w:br" if rest[at] == "\n" else "w:tab"))
        rest = rest[at + 1 :]
    return [run] if text else []


def runs(text: str, marks: Iterable[Mark], references: References, locale: str = "") -> list[Element]:
    """The runs of a text with its marks; `locale` is its language where that is not the document's ("en-GB")."""
    inside = [
        Mark(max(m.start, 0), min(m.end, len(text)), m.kind, m.target) for m in marks if m.start < min(m.end, len(text))
    ]
    made: list[Element] = []
    at = 0
    for mark in sorted(m for m in inside if m.kind == "reference"):
        if mark.start < at:  # a reference within a reference
            continue
        reference = references(mark, text[mark.start : mark.end])
        if reference is None:
            continue
        made += _stretch(text, at, mark.start, inside, locale)
        made += _reference(text, mark, reference, inside, locale)
        at = mark.end
    return made + _stretch(text, at, len(text), inside, locale)


def _reference(text: str, mark: Mark, reference: Reference, marks: list[Mark], locale: str) -> list[Element]:
    """A field alone where the mark is just the number; else a link over the whole mark, round such a field if any. A
    field without the keyword REF gets the link in any case: not every program knows where it leads."""
    shown = text[mark.start : mark.end]
    found = (
        re.search(rf"(?<![\w.]){re.escape(reference.result)}(?!\w|[.\-]\w)", shown) if reference.instruction else None
    )
    if not found:
        return [_link(reference.bookmark, _stretch(text, mark.start, mark.end, marks, locale))]
    start, end = mark.start + found.start(), mark.start + found.end()
    inner = _stretch(text, start, end, marks, locale)
    number = field(reference.instruction, inner, _properties(marks, start, end, locale))
    if shown == reference.result and reference.instruction.startswith("REF "):
        return number
    before = _stretch(text, mark.start, start, marks, locale)
    return [_link(reference.bookmark, [*before, *number, *_stretch(text, end, mark.end, marks, locale)])]


def _link(name: str, content: list[Element]) -> Element:
    return make("w:hyperlink", *content, anchor=name, history=1)


def _stretch(text: str, start: int, end: int, marks: list[Mark], locale: str) -> list[Element]:
    """Runs for part of a text, one for each change of marks."""
    borders = {start, end} | {b for m in marks for b in (m.start, m.end) if m.kind != "reference" and start < b < end}
    made: list[Element] = []
    cuts = sorted(borders)
    for left, right in pairwise(cuts):
        made += text_runs(text[left:right], _properties(marks, left, right, locale))
    return made


def _properties(marks: list[Mark], start: int, end: int, locale: str) -> Element:
    """The properties of a run that stands under these marks."""
    kinds = {m.kind for m in marks if m.start <= start and end <= m.end}
    properties = make("w:rPr")
    if "strong" in kinds:
        properties.extend([make("w:b"), make("w:bCs")])
    if "emphasis" in kinds:
        properties.extend([make("w:i"), make("w:iCs")])
    if "placeholder" in kinds:
        properties.append(make("w:highlight", val="yellow"))
    if locale:
        properties.append(make("w:lang", val=locale))
    return properties


def _run(content: Element, properties: Element | None = None) -> Element:
    run = make("w:r")
    if properties is not None and len(properties):
        run.append(copy.deepcopy(properties))
    run.append(content)
    return run


def _exact(element: Element) -> Element:
    """Marks a text so that its spaces stay."""
    text = element.text or ""
    if text != text.strip() or "  " in text or "\u00a0" in text:
        element.set(f"{{{SPACE}}}space", "preserve")
    return element
