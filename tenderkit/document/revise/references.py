"""References from new paragraphs to others: fields where Word counts the number they show, so that they follow when some of
the changes are refused."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count

from lxml import etree

from tenderkit.document.model import number_of
from tenderkit.document.readers.package import name_of, value
from tenderkit.document.readers.word import WordFile
from tenderkit.document.revise.changes import Line, Pointer
from tenderkit.document.revise.lists import Lists

Element = etree._Element

_FIRST = 700_000_001  # bookmarks for references are "_Ref" and nine digits, as Word makes them
_USUAL = ("_Ref", "_Toc", "_tk_")


class References:
    """The bookmarks that pointers need. `blocks` are those to be made round blocks of the draft."""

    def __init__(self, word: WordFile, lists: Lists) -> None:
        self._word = word
        self._lists = lists
        root = word.package.tree(word.package.main)
        taken = {value(e, "name") for e in root.iter() if name_of(e) == "bookmarkStart"}
        self._free = (name for n in count(_FIRST) if (name := f"_Ref{n}") not in taken)
        self._models: dict[str, int] = {}
        self._names: dict[str, str] = {}
        self._there: dict[int, str] = {}
        self.blocks: dict[int, str] = {}

    def take(self, lines: Iterable[Line]) -> None:
        """Give a bookmark to everything that the lines point to and that Word numbers."""
        lines = list(lines)
        self._models = {
            line.name: line.model for line in lines if line.name and line.model is not None and not line.label
        }
        for pointer in (p for line in lines for p in line.pointers):
            if pointer.block is not None:
                if self._counted(pointer.block) and pointer.block not in {**self._there, **self.blocks}:
                    if there := _bookmark_in(self._word.paragraphs[pointer.block][-1]):
                        self._there[pointer.block] = there
                    else:
                        self.blocks[pointer.block] = next(self._free)
            elif pointer.name not in self._names and self._counted(self._models.get(pointer.name)):
                self._names[pointer.name] = next(self._free)

    def bookmark(self, name: str) -> str:
        """The bookmark of a new line by its name, "" when nothing points to it."""
        return self._names.get(name, "")

    def instruction(self, pointer: Pointer) -> str:
        """The instruction of the field for a pointer, "" where it is to be plain text."""
        if pointer.block is not None:
            model, name = pointer.block, self._there.get(pointer.block) or self.blocks.get(pointer.block, "")
        else:
            model, name = self._models.get(pointer.name, -1), self._names.get(pointer.name, "")
        if not name:
            return ""
        # As the writer does: \\t drops the word before a number, and LibreOffice then leaves the text that is there.
        return f"{name} \\r \\t \\h" if self._before(model) else f"REF {name} \\r \\h"

    def _counted(self, block: int | None) -> bool:
        """Whether Word numbers a block, and a field would show that number as a text says it."""
        if block is None or self._lists.of(block) is None:
            return False
        shown = self._word.document.blocks[block].number
        number = number_of(shown)
        before = self._before(block)
        return bool(number) and shown.rpartition(number)[2] in ("", ".") and (not before or before.isalpha())

    def _before(self, block: int) -> str:
        shown = self._word.document.blocks[block].number
        return shown.removesuffix(".").removesuffix(number_of(shown)).strip()


def _bookmark_in(paragraph: Element) -> str:
    """A bookmark of the usual kinds that begins and ends in a paragraph, "" when there is none."""
    ends = {value(e, "id") for e in paragraph if name_of(e) == "bookmarkEnd"}
    starts = (e for e in paragraph if name_of(e) == "bookmarkStart" and value(e, "id") in ends)
    return next((name for e in starts if (name := value(e, "name")).startswith(_USUAL)), "")
