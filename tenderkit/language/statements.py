"""Reads statements: who must, may, must not or means to do what, when and how much of it.

A statement is one proposition of a main clause, or of a clause that a duty or right is about ("heeft het recht de overeenkomst
op te zeggen": one statement for having the right, one for ending). It is read from a dependency parse with Universal
Dependencies, so that one reader serves both languages; the words that decide are in lexicon/.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from tenderkit.language import LANGUAGES, Language
from tenderkit.language.actors import NOBODY, Actor, Names
from tenderkit.language.measures import Measure
from tenderkit.language.parties import Parties, find_parties
from tenderkit.language.pipelines import Pipeline, pipeline
from tenderkit.language.prepared import LEAD, prepare
from tenderkit.language.reading import Reading
from tenderkit.language.sentences import split
from tenderkit.language.statement import Level, Modality, Statement


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence to read, and the stem of the list that it is an item of ("Opdrachtnemer zal:"); `follows`: the sentence
    given before it stands before it in the text too, so that "hij" may be somebody there."""

    text: str
    stem: str = ""
    follows: bool = True


# A line goes on in the next one, unless that is an item, or this one is a stem or the end of an item.
_LINES = re.compile(rf"\S(?:[^\n]|(?<![:;])\n(?!\s*(?:\n|{LEAD.pattern.lstrip('^')})))*")


def read_statements(text: str, language: str) -> list[Statement]:
    """The statements of a text in a language (nl or en), in reading order; places are characters of the text.

    Parties that the text itself defines are known. Items of a list are read with the stem above them. A text in which there
    is nothing to read gives none; an unknown language raises ValueError, a pipeline that cannot be loaded InputError.
    """
    if language not in LANGUAGES:
        raise ValueError(f"no pipeline for language {language!r}; known: {', '.join(LANGUAGES)}")
    known: Language = language
    reader = StatementReader(known, find_parties(text, known))
    places: list[int] = []
    sentences: list[Sentence] = []
    stem = ""
    for line in _LINES.finditer(text):
        is_item = bool(LEAD.match(line.group())) or line.group()[:1].islower()
        if not is_item:
            stem = ""
        last = ""
        for start, end in split(line.group(), known):
            last = line.group()[start:end]
            places.append(line.start() + start)
            sentences.append(Sentence(last, stem if is_item and start == 0 else ""))
        if last.rstrip().endswith(":") and not is_item:
            stem = last
    found: list[Statement] = []
    for start, statements in zip(places, reader.read(sentences), strict=True):
        found.extend(
            replace(
                s,
                start=s.start + start,
                end=s.end + start,
                verb_start=s.verb_start + start,
                verb_end=s.verb_end + start,
            )
            for s in statements
        )
    return found


class StatementReader:
    """Reads sentences in one language, with the parties of one document."""

    def __init__(self, language: Language, parties: Parties | None = None, chosen: Pipeline | None = None) -> None:
        self.language = language
        self.names = Names.of(language, parties)
        self._chosen = chosen

    @cached_property
    def _pipeline(self) -> Pipeline:
        return self._chosen or pipeline(self.language)

    def read(self, sentences: Iterable[Sentence]) -> Iterator[tuple[Statement, ...]]:
        """The statements of each sentence, in order. Sentences without a letter are not parsed."""
        prepared = [prepare(sentence.text, sentence.stem, sentence.follows, self.language) for sentence in sentences]
        parses = self._pipeline.parse([p.text for p in prepared if p.text])
        before = NOBODY
        for item in prepared:
            if not item.follows:
                before = NOBODY
            if not item.text:
                yield ()
                continue
            clauses = Reading(next(parses), item, self.names, before)
            statements = clauses.statements()
            before = clauses.speaker if clauses.speaker.acts else before
            yield statements


__all__ = ["Actor", "Level", "Measure", "Modality", "Sentence", "Statement", "StatementReader", "read_statements"]
