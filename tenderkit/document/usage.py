"""Where a document uses its terms, inflected or in compounds."""

from __future__ import annotations

from collections.abc import Iterator

from tenderkit.document.definitions import Definition
from tenderkit.document.model import Document, Span
from tenderkit.document.stories import READ_STORIES
from tenderkit.language.inflection import WORD, stem, stems


class Usage:
    """The words of a document by their stems, to see where a term is used. `language` is "nl" or "en"."""

    def __init__(self, document: Document, language: str) -> None:
        self.language = language
        self._places: dict[str, list[tuple[int, int]]] = {}
        self._words: dict[int, list[tuple[str, int, int]]] = {}
        for index, block in enumerate(document.blocks):
            if block.story not in READ_STORIES:
                continue
            words = [(stem(m.group(), language), m.start(), m.end()) for m in WORD.finditer(block.text)]
            self._words[index] = words
            for place, (key, _, _) in enumerate(words):
                self._places.setdefault(key, []).append((index, place))

    def places(self, term: str) -> Iterator[Span]:
        """Where the words of a term stand one after the other, inflected or not, in capitals or not."""
        wanted = stems(term, self.language)
        if not wanted:
            return
        for block, place in self._places.get(wanted[0], ()):
            words = self._words[block][place : place + len(wanted)]
            if tuple(word for word, _, _ in words) == wanted:
                yield Span(block, words[0][1], words[-1][2])

    def compounds(self, term: str) -> Iterator[Span]:
        """Where a one-word term is part of a longer word ("Acceptatietest" for Acceptatie)."""
        wanted = stems(term, self.language)
        if len(wanted) != 1 or len(wanted[0]) < 4:
            return
        for key, places in self._places.items():
            if wanted[0] in key and key != wanted[0]:
                for block, place in places:
                    _, start, end = self._words[block][place]
                    yield Span(block, start, end)

    def is_used(self, definition: Definition) -> bool:
        """Whether any name of a term is used outside its own definition, inflected or in a compound."""
        for name in definition.names:
            for span in (*self.places(name), *self.compounds(name)):
                if not any(_within(span, scope) for scope in definition.scope):
                    return True
        return False


def _within(span: Span, scope: Span) -> bool:
    return span.block == scope.block and scope.start <= span.start and span.end <= scope.end
