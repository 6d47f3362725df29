"""The lines of text on the pages of a PDF file, with PDFium. Run as a program of its own: a file on standard input, JSON on
standard output, so that a file that brings PDFium to its knees takes nobody along.

    python -m tenderkit.document.readers.pdf_lines < file.pdf
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import re
import sys
from collections.abc import Iterator
from typing import Any

MOST_PAGES = 3_000
MOST_CHARACTERS = 2_000_000
MEMORY = 700 * 1024 * 1024  # bytes of address space
ENCRYPTED, BROKEN, TOO_LARGE = 3, 4, 5
"""Exit statuses: a password is needed, no PDF that can be read, more text than is read."""

_LEAD = re.compile(r"\S{1,12}(?: \d{1,3}\S{0,12})?(?= )")
_FORCE_BOLD = 1 << 18


def lines_of(textpage: Any, raw: Any) -> Iterator[list[object]]:
    """The lines of a page in reading order: text, left, right, baseline, size, whether bold, whether the line ends in a
    hyphen that was put there to break a word, and how many characters before a wide gap stand at its start."""
    text = textpage.get_text_range()
    at = 0
    for line in re.split(r"(\r?\n)", text):
        if line.strip() and not line.isspace():
            made = _line(textpage, raw, line, at)
            if made is not None:
                yield made
        at += len(line)


def _line(textpage: Any, raw: Any, line: str, at: int) -> list[object] | None:
    first, last = len(line) - len(line.lstrip()), len(line.rstrip()) - 1
    hyphen = line[last] in "\x02\ufffe\u00ad"
    boxes = [_box(textpage, raw, at + n) for n in (first, last)]
    if boxes[0] is None or boxes[1] is None:
        return None
    letters = [n for n in range(first, last + 1) if line[n].isalnum()]
    probes = [letters[int(f * (len(letters) - 1))] for f in (0, 0.3, 0.6, 1)] if letters else [first]
    bold = all(_is_bold(textpage, raw, at + n) for n in probes)
    size = max(raw.FPDFText_GetFontSize(textpage, at + n) * _scale(textpage, raw, at + n) for n in probes[:2])
    gap = 0
    lead = _LEAD.match(line, first)
    if lead and lead.end() + 1 <= last:
        one, two = _box(textpage, raw, at + lead.end() - 1), _box(textpage, raw, at + lead.end() + 1)
        if one is not None and two is not None and two[0] - one[1] > 0.45 * size:
            gap = lead.end() - first
    shown = re.sub("[\x00-\x08\x0b-\x1f\ufffe\uffff]", "", line).strip()
    return [
        shown,
        round(boxes[0][0], 1),
        round(boxes[1][1], 1),
        round(boxes[0][2], 1),
        round(size, 1),
        bold,
        hyphen,
        gap,
    ]


def _box(textpage: Any, raw: Any, index: int) -> tuple[float, float, float] | None:
    """Left, right and baseline of a character."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    x, y = ctypes.c_double(), ctypes.c_double()
    if not raw.FPDFText_GetCharBox(textpage, index, left, right, bottom, top):
        return None
    if not raw.FPDFText_GetCharOrigin(textpage, index, x, y):
        return None
    return left.value, right.value, y.value


def _scale(textpage: Any, raw: Any, index: int) -> float:
    matrix = raw.FS_MATRIX()
    return abs(matrix.d) or abs(matrix.b) or 1.0 if raw.FPDFText_GetMatrix(textpage, index, matrix) else 1.0


def _is_bold(textpage: Any, raw: Any, index: int) -> bool:
    if raw.FPDFText_GetFontWeight(textpage, index) >= 600:
        return True
    name, flags = ctypes.create_string_buffer(120), ctypes.c_int()
    raw.FPDFText_GetFontInfo(textpage, index, name, 120, flags)
    return bool(flags.value & _FORCE_BOLD) or bool(re.search(rb"bold|black|heavy|semibold", name.value, re.I))


def main() -> int:
    """Read a PDF from standard input and print what is on its pages."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    import pypdfium2
    import pypdfium2.raw as raw

    try:
        document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
    except pypdfium2.PdfiumError as error:
        return (
            ENCRYPTED
            if getattr(error, "err_code", 0) == raw.FPDF_ERR_PASSWORD or "password" in str(error).lower()
            else BROKEN
        )
    pages: list[object] = []
    characters = 0
    if len(document) > MOST_PAGES:
        return TOO_LARGE
    for number in range(len(document)):
        try:
            page = document[number]
            textpage = page.get_textpage()
        except pypdfium2.PdfiumError:
            pages.append({"width": 0, "height": 0, "lines": []})
            continue
        characters += textpage.count_chars()
        if characters > MOST_CHARACTERS:
            return TOO_LARGE
        width, height = page.get_size()
        pages.append({"width": width, "height": height, "lines": list(lines_of(textpage, raw))})
        textpage.close()
        page.close()
    said = document.get_metadata_dict()
    json.dump({"pages": pages, "metadata": {k: v for k, v in said.items() if v}}, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
