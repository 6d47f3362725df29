"""Numbers as a reader sees them ("Artikel 7", "7.2", "a.", "(iv)"), taken apart into what Word's numbering is made of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product
from typing import Literal

from tenderkit.document.numbering import format_number

Format = Literal["decimal", "lowerLetter", "upperLetter", "lowerRoman", "upperRoman"]

_TOKEN = re.compile(r"([(\[]?)((?:\d+|[A-Za-z]+)(?:[.\-](?:\d+|[A-Za-z]+))*)((?:\.\)|[.):\]°º])?)\Z")
_DIGITS = {"m": 1000, "d": 500, "c": 100, "l": 50, "x": 10, "v": 5, "i": 1}


@dataclass(frozen=True, slots=True)
class Shape:
    """What labels of one level have in common: "Artikel " before, how each part is written, what stands between and
    after the parts."""

    prefix: str
    formats: tuple[Format, ...]
    separators: tuple[str, ...]
    suffix: str

    def text(self, values: tuple[int, ...]) -> str:
        """The label with these values."""
        parts = [format_number(value, form) for value, form in zip(values, self.formats, strict=True)]
        body = parts[0] + "".join(s + p for s, p in zip(self.separators, parts[1:], strict=True))
        return self.prefix + body + self.suffix

    def pattern(self, first_level: int = 1) -> str:
        """Word's level text ("Artikel %1"); the first part is that of level `first_level`, counted from 1."""
        marks = [f"%{first_level + i}" for i in range(len(self.formats))]
        return (
            self.prefix
            + marks[0]
            + "".join(s + m for s, m in zip(self.separators, marks[1:], strict=True))
            + self.suffix
        )


@dataclass(frozen=True, slots=True)
class Label:
    """One way to read a label: its shape and the values in it."""

    shape: Shape
    values: tuple[int, ...]


def readings(label: str) -> list[Label]:
    """Every way to read a label; none when Word could not count it. "c." is the third letter and a Roman hundred."""
    head, space, token = label.rpartition(" ") if " " in label else label.rpartition("\u00a0")
    found = _TOKEN.match(token)
    if not found or "%" in label or "\n" in label or "\t" in label or len(label) > 60:
        return []
    opening, body, suffix = found.groups()
    parts = re.split(r"[.\-]", body)
    separators = tuple(re.findall(r"[.\-]", body))
    if len(parts) > 9:
        return []
    choices = [_values(part) for part in parts]
    made: list[Label] = []
    for choice in product(*choices):
        shape = Shape(head + space + opening, tuple(form for form, _ in choice), separators, suffix)
        values = tuple(value for _, value in choice)
        if shape.text(values) == label:
            made.append(Label(shape, values))
    return made


def _values(part: str) -> list[tuple[Format, int]]:
    """The formats in which a part can be read, with its value in each."""
    if part.isdigit():
        return [("decimal", int(part))] if part.isascii() and 0 < int(part) < 10_000 else []
    low = part.lower()
    forms: tuple[Format, Format] = ("lowerLetter", "lowerRoman") if part == low else ("upperLetter", "upperRoman")
    found: list[tuple[Format, int]] = []
    if low == low[0] * len(low):
        found.append((forms[0], ord(low[0]) - ord("a") + 1 + 26 * (len(low) - 1)))
    value = _roman_value(low)
    if value:
        found.append((forms[1], value))
    return found


def _roman_value(text: str) -> int:
    """The value of a Roman number in small letters; 0 when it is none."""
    if not re.fullmatch(r"[mdclxvi]{1,15}", text):
        return 0
    values = [_DIGITS[c] for c in text]
    total = sum(-v if v < max(values[i + 1 : i + 2], default=0) else v for i, v in enumerate(values))
    return total if format_number(total, "lowerRoman") == text else 0
