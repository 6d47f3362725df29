"""PDF files with a text layer: paragraphs put together again from the lines on the pages, with their headings, clause numbers
and the page that each begins on.

A PDF knows no paragraphs, lists or tables, only where characters stand. What a line says is read from its place, its size
and its weight; tables come back as lines.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from tenderkit.document.model import Document, Origin, Story
from tenderkit.document.readers.labels import split_label
from tenderkit.document.readers.shape import LONGEST_TITLE, Draft
from tenderkit.document.readers.written import Written, blocks_of
from tenderkit.errors import InputError

_SECONDS = 8
_PROGRAM = Path(__file__).with_name("pdf_lines.py")
_ENCRYPTED, _TOO_LARGE = 3, 5  # exit statuses of that program
_ENDS = re.compile(r"[.;:!?…][\"'”’)\]]*$")
_CONTENTS = re.compile(r"(?:table of contents|contents|inhoud(?:sopgave)?)", re.I)
_LEADERS = re.compile(r"[\s.…_]*(?:\s\d{1,4})?$")
_EDGE = 0.12  # of a page's height, above and below: where headers and footers stand
_JOINED = frozenset("en of and or und".split())


@dataclass(slots=True)
class _Line:
    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    hyphen: bool
    gap: int  # characters before a wide gap at its start
    page: int
    story: Story = "body"

    @property
    def shown(self) -> str:
        """Its text, with a tab behind a number that stands apart."""
        if self.gap and split_label(self.text[: self.gap]) is not None:
            return self.text[: self.gap] + "\t" + self.text[self.gap :].lstrip()
        return self.text


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What the lines of a document have in common: the size of most text, and its right edge by page."""

    size: float
    pitch: float
    right: dict[int, float]
    width: float


def read(data: bytes, path: str) -> Document:
    """The document in the bytes of a PDF file. Raises InputError for one without text."""
    if b"%PDF-" not in data[:1024]:
        raise InputError("this is no PDF, whatever its name says", path=path, remedy="name it after what it is")
    found = _extracted(data, path)
    lines = [_line(line, number) for number, page in enumerate(found["pages"], 1) for line in page["lines"]]
    heights = {n: float(page["height"]) for n, page in enumerate(found["pages"], 1)}
    if sum(len(line.text) for line in lines) < 3 * len(heights):
        pages = f"{len(heights)} page{'s' if len(heights) != 1 else ''}"
        problem = f"this PDF has no text layer: its {pages} are pictures, as a scanner makes them"
        raise InputError(problem, path=path, remedy="recognise the text first (OCR), or give the Word file")
    _find_furniture(lines, heights)
    _find_contents(lines)
    written = list(_written(lines))
    blocks = blocks_of(written)
    said = found["metadata"]
    title = next((b.text for b in blocks if b.kind == "title"), "") or " ".join(str(said.get("Title", "")).split())
    properties = {k.lower(): str(said[k]) for k in ("Author", "Subject", "Keywords") if said.get(k)}
    return Document(blocks, title, "", "", properties, path)


def _extracted(data: bytes, path: str) -> dict[str, Any]:
    """What `pdf_lines` finds on the pages, read by a process of its own that may be stopped."""
    try:
        done = subprocess.run([sys.executable, "-P", str(_PROGRAM)], input=data, capture_output=True, timeout=_SECONDS)
    except subprocess.TimeoutExpired:
        problem = f"this PDF takes longer than {_SECONDS} seconds to read"
        raise InputError(problem, path=path, remedy="split it, or give the Word file") from None
    except OSError as error:
        raise InputError(f"no process can be started to read a PDF: {error.strerror}", path=path) from None
    if done.returncode == _ENCRYPTED:
        raise InputError("the PDF is encrypted with a password", path=path, remedy="save it without a password")
    if done.returncode == _TOO_LARGE:
        raise InputError("the PDF has more pages or text than is read", path=path, remedy="split it: up to 3,000 pages")
    if done.returncode:
        raise InputError(
            "the PDF is damaged and cannot be read", path=path, remedy="fetch it again, or give the Word file"
        )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _line(found: list[Any], page: int) -> _Line:
    text, left, right, base, size, bold, hyphen, gap = found
    return _Line(text, left, right, base, size, bold, hyphen, gap, page)


# What stands where on the page


def _find_furniture(lines: Sequence[_Line], heights: dict[int, float]) -> None:
    """Mark what stands at the same place near the edge of pages with the same words, but for digits: header or footer."""
    edge: dict[tuple[str, str, int], list[_Line]] = {}
    for line in lines:
        height = heights[line.page] or 1.0
        place = "header" if line.base > height * (1 - _EDGE) else "footer" if line.base < height * _EDGE else ""
        if place:
            words = re.sub(r"\d+", "0", line.text)
            edge.setdefault((place, words, round(line.base / 4)), []).append(line)
    pages = len(heights)
    for (place, words, _), same in edge.items():
        on = len({line.page for line in same})
        counted = not re.search(r"[^\W\d_]", words) or re.fullmatch(r"\W*(?:page|pagina|blz|p)\W.*", words, re.I)
        if on >= max(2, min(pages / 4, 3)) or (counted and pages > 1):
            for line in same:
                line.story = "header" if place == "header" else "footer"


def _find_contents(lines: Sequence[_Line]) -> None:
    """Mark the lines of a table of contents: under its name, as long as they come back further on or end in a page number."""
    body = [line for line in lines if line.story == "body"]
    for at, line in enumerate(body):
        if not _CONTENTS.fullmatch(line.text.strip(" :")) or line.page > 12:
            continue
        later = Counter(_bare(other.text) for other in body[at + 1 :])
        entries, missed = [], 0
        for other in body[at + 1 :]:
            paged = re.search(r"[\s.…]\d{1,4}$", other.text)
            if (later[_bare(other.text)] > 1 or paged) and not (other.bold and not line.bold):
                later[_bare(other.text)] -= 1
                entries.append(other)
                missed = 0
            elif missed or len(entries) == 0:
                break
            else:
                missed += 1
        if len(entries) > 2:
            for other in (line, *entries):
                other.story = "toc"
            return


def _bare(text: str) -> str:
    return "".join(_LEADERS.sub("", text).split()).lower()


# From lines to paragraphs


def _sheet(lines: Sequence[_Line]) -> _Sheet:
    body = [line for line in lines if line.story == "body"] or list(lines)
    sizes: Counter[float] = Counter()
    for line in body:
        sizes[line.size] += len(line.text)
    size = max(sizes, key=lambda s: (sizes[s], s))
    steps = [
        one.base - two.base
        for one, two in pairwise(body)
        if one.page == two.page and one.size == two.size == size and 0 < one.base - two.base < 3 * size
    ]
    right: dict[int, float] = {}
    for line in lines:
        right[line.page] = max(right.get(line.page, 0.0), line.right)
    common = sorted(right.values())[len(right) // 2]
    left = min(line.left for line in body)
    # Half of the steps are within paragraphs; the lower third is, whatever the space between them.
    pitch = sorted(steps)[len(steps) // 3] if steps else 1.2 * size
    return _Sheet(size, pitch, {p: max(r, common) for p, r in right.items()}, max(common - left, 1.0))


def _written(lines: Sequence[_Line]) -> Iterator[Written]:
    if not lines:
        return
    sheet = _sheet(lines)
    furniture: dict[tuple[Story, str], _Line] = {}
    for line in lines:
        if line.story in ("header", "footer"):
            furniture.setdefault((line.story, re.sub(r"\d+", "0", line.text)), line)
    paragraphs = list(_paragraphs([x for x in lines if x.story not in ("header", "footer")], sheet))
    sizes = sorted({_rounded(p[0].size) for p in paragraphs if _is_large(p, sheet)}, reverse=True)
    largest = [p for p in paragraphs if sizes and _rounded(p[0].size) == sizes[0] and _is_large(p, sheet)]
    title = largest[0] if len(largest) == 1 and largest[0][0].page <= 2 and not _label(largest[0]) else None
    if title is not None:
        sizes = sizes[1:]
    for position, group in enumerate(paragraphs):
        first = group[0]
        draft = Draft(_joined(group), first.story, indent=round(first.left), bold=all(x.bold for x in group))
        if group is title:
            draft.kind = "title"
        elif _is_large(group, sheet):
            draft.heading = min(sizes.index(_rounded(first.size)) + 1, 9)
        middle = (first.left + first.right) / 2
        page = sheet.right[first.page] - sheet.width / 2
        draft.centered = abs(middle - page) < 6 and first.right - first.left < sheet.width * 0.8
        yield Written(draft, origin=Origin("", position, page=first.page))
    for line in furniture.values():
        yield Written(Draft(line.text, line.story), origin=Origin("", page=line.page))


def _rounded(size: float) -> float:
    return round(size * 2) / 2


def _label(group: Sequence[_Line]) -> bool:
    return split_label(group[0].shown) is not None


def _is_large(group: Sequence[_Line], sheet: _Sheet) -> bool:
    text = sum(len(x.text) for x in group)
    return (
        group[0].story == "body" and group[0].size > 1.12 * sheet.size and text <= LONGEST_TITLE + 60 and len(group) < 4
    )


def _paragraphs(lines: Sequence[_Line], sheet: _Sheet) -> Iterator[list[_Line]]:
    group: list[_Line] = []
    for line in lines:
        if group and _begins(group, line, sheet):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _begins(group: Sequence[_Line], line: _Line, sheet: _Sheet) -> bool:
    """Whether a line begins a paragraph of its own, after those of `group`."""
    last = group[-1]
    if line.story != last.story or line.story == "toc":
        return True
    if abs(line.size - last.size) > 0.6 or (
        line.bold != last.bold and (_is_title_like(group) or _is_title_like([line]))
    ):
        return True
    label = split_label(line.shown)
    ended = bool(_ENDS.search(last.text))
    if label is not None and label.clear and not _leads_on(last.text):
        return True
    if line.page != last.page:
        return ended or not (line.text[:1].islower() or last.hyphen or _is_full(last, sheet))
    step = last.base - line.base
    if step < -0.5 * line.size or step > max(1.35 * sheet.pitch, 1.02 * line.size) * max(line.size / sheet.size, 1.0):
        return True
    if step < 0.5 * line.size:  # further on, on the same line: the next cell of a table
        return True
    short = last.right < sheet.right[last.page] - 0.3 * sheet.width
    if short and (ended or not line.text[:1].islower()):
        return True
    return ended and last.right < sheet.right[last.page] - 0.12 * sheet.width


def _is_full(line: _Line, sheet: _Sheet) -> bool:
    return line.right > sheet.right[line.page] - 0.15 * sheet.width


def _is_title_like(group: Sequence[_Line]) -> bool:
    return sum(len(x.text) for x in group) <= LONGEST_TITLE


def _leads_on(text: str) -> bool:
    last = text.rsplit(None, 1)[-1].lower() if text.split() else ""
    return last in _LEADS


_LEADS = frozenset(
    "artikel article section sections clause clauses lid sub paragraaf bijlage annex schedule artikelen no. nr. §".split()
)


def _joined(group: Sequence[_Line]) -> str:
    text = group[0].shown
    for last, line in pairwise(group):
        words = line.text
        if last.hyphen:
            text = text.removesuffix("-").removesuffix("\u00ad") + words
        elif re.search(r"[^\W\d_]-$", text) and words[:1].islower() and words.split()[0] not in _JOINED:
            text += words  # "e-" "mail": the hyphen stays, for nobody knows
        else:
            text += " " + words
    return text
