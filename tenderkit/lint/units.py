"""A document as rules look at it: sentences with their language, section, list stem and table row."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from tenderkit.document.definitions import definitions
from tenderkit.document.model import Block, Document, Section
from tenderkit.language import LANGUAGES, Language
from tenderkit.language.detection import detect
from tenderkit.language.folding import Folded, fold, folded
from tenderkit.language.occurrence import Holds, Occurrences, as_set
from tenderkit.language.parties import find_parties
from tenderkit.language.patterns import Pattern, Vocabulary
from tenderkit.language.sentences import split
from tenderkit.lint.words import vocabulary, word_lists

if TYPE_CHECKING:
    from tenderkit.language.statements import Statement
    from tenderkit.lint.balance import Balance
    from tenderkit.lint.findings import Mechanism
    from tenderkit.lint.likeness import Likenesses
    from tenderkit.lint.statements import StatementMatch

_WORD = re.compile(r"[^\W_][\w.+&/’'\-]*")
_SMALL_WORD = re.compile(r"(?<![\w@/.])[a-zß-öø-ÿ][a-zß-öø-ÿ’'\-]*(?![\w@/])")
_EDGES = "\"'“”‘’«»()[]*_.,;:•- \n"
OPENING = 20_000  # characters of a document in which parties are named
SHORT = 1500  # words; what a shorter text does not speak of, it may still come to
LINTED_STORIES = frozenset({"body", "footnote", "endnote", "textbox"})


# A note to whoever fills the template in is about the contract and no part of it.
_NOTE_TO_DRAFTER = re.compile(
    r"\W*(?:drafting note|drafter'?s note|note to draft|instructions? for (?:use|completing)|instructie voor de opsteller|"
    r"invulinstructie|toelichting voor de opsteller|noot voor de opsteller)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence (or a cell's sentence): characters `start` to `end` of block `block`.

    `text` is folded; `stem` is the stem of the list it is an item of (or "", for most), `context` the same folded. `position` counts
    units in the document.
    """

    position: int
    block: int
    start: int
    end: int
    language: Language
    fold: Folded
    context: str = ""
    stem: str = ""

    @property
    def text(self) -> str:
        """The folded text of the sentence."""
        return self.fold.text

    def passage(self, start: int, end: int) -> tuple[int, int]:
        """Folded positions in this unit as positions in the block's own text."""
        first, last = self.fold.original(start, end)
        return self.start + first, self.start + last


@dataclass(frozen=True, slots=True)
class Reading:
    """How statements are read: `wanted` tells of a sentence whether some rule may ask about it, so that those are parsed
    together; `pipelines` are spaCy pipelines by language instead of ours."""

    wanted: Callable[[View, Unit], bool] | None = None
    pipelines: Mapping[str, str] = field(default_factory=dict)


class View:
    """A document prepared for rules. Everything costly is computed once, when first asked for.

    `language` overrides detection for the document as a whole; paragraphs in the other language keep their own.
    """

    def __init__(self, document: Document, language: str = "", reading: Reading = Reading()) -> None:
        self.document = document
        self._language = language
        self._reading = reading
        self._statements: dict[int, tuple[Statement, ...]] = {}
        self.may_say: dict[tuple[StatementMatch, Language], frozenset[int]] = {}  # see statements.may_match
        self.mechanisms: dict[str, Mechanism] = {}  # as the mechanism rules find them, before other rules look

    @cached_property
    def language(self) -> str:
        """The document's language: as told, as declared by itself where its text agrees, or as detected."""
        if self._language:
            return self._language
        sample: list[str] = []
        size = 0
        for block in self.document.blocks:
            if block.story in LINTED_STORIES:
                sample.append(block.text)
                size += len(block.text)
                if size > 60_000:
                    break
        return detect(" ".join(sample), self.document.language)

    @cached_property
    def units(self) -> tuple[Unit, ...]:
        """The sentences of the running text, cells and notes in a language we know; headings are no units."""
        found: list[Unit] = []
        stem = ""
        for index, block in enumerate(self.document.blocks):
            if block.story not in LINTED_STORIES or block.kind in ("heading", "title") or not block.text.strip():
                if block.kind in ("heading", "title"):
                    stem = ""
                continue
            language = self._language_of(block)
            if language is None or _NOTE_TO_DRAFTER.match(block.text):
                stem = ""
                continue
            above = stem if block.kind == "item" else ""
            context = folded(above)
            last = ""
            for start, end in split(block.text, language):
                piece = fold(block.text[start:end])
                found.append(Unit(len(found), index, start, end, language, piece, context, above))
                last = block.text[start:end]
            if block.kind in ("clause", "paragraph"):
                stem = last if last.rstrip().endswith(":") else ""
        return tuple(found)

    def _language_of(self, block: Block) -> Language | None:
        """The language of a paragraph; None for one that is in neither of ours (quoted from elsewhere)."""
        told = block.language or detect(block.text, self.language)
        return next((language for language in LANGUAGES if language == told), None)

    def source(self, unit: Unit) -> str:
        """A sentence as written."""
        return self.document.blocks[unit.block].text[unit.start : unit.end]

    def statements(self, unit: Unit) -> tuple[Statement, ...]:
        """What a sentence says; places are characters of it. Only sentences that some rule may ask about are parsed.

        Raises InputError when the pipeline of the language cannot be loaded.
        """
        if unit.position not in self._statements:
            self._read(unit)
        return self._statements[unit.position]

    def _read(self, asked: Unit) -> None:
        """Reads the asked sentence, and with it all others in its language that a rule may still ask about: a parser is
        much quicker with many sentences at a time."""
        from tenderkit.language.pipelines import pipeline
        from tenderkit.language.statements import Sentence, StatementReader

        language, wanted = asked.language, self._reading.wanted
        asked_for = [
            unit
            for unit in self.units
            if unit.position == asked.position
            or (
                wanted is not None
                and unit.language == language
                and unit.position not in self._statements
                and wanted(self, unit)
            )
        ]
        chosen = pipeline(language, self._reading.pipelines.get(language, ""))
        reader = StatementReader(language, self.vocabularies[language].parties, chosen)
        sentences = []
        previous = None
        for unit in asked_for:
            follows = previous is not None and (previous.block, previous.position) == (unit.block, unit.position - 1)
            sentences.append(Sentence(self.source(unit), unit.stem, follows))
            previous = unit
        for unit, found in zip(asked_for, reader.read(sentences), strict=True):
            self._statements[unit.position] = found

    @cached_property
    def balance(self) -> Balance:
        """How it divides duties, sanctions and trust."""
        from tenderkit.lint.balance import balance

        return balance(self)

    @cached_property
    def tiers_asked(self) -> frozenset[str]:
        """The tiers of mechanisms that a reader would expect in such a contract."""
        from tenderkit.lint.document_kind import tiers_asked

        return tiers_asked(self)

    @cached_property
    def likenesses(self) -> Likenesses:
        """What its passages resemble."""
        from tenderkit.lint.likeness import Likenesses

        return Likenesses(self)

    @cached_property
    def vocabularies(self) -> dict[Language, Vocabulary]:
        """The classes of patterns for each language, with the parties that this document defines."""
        text = "\n".join(b.text for b in self.document.blocks if b.story in LINTED_STORIES)
        opening = text[:OPENING]
        holds = Holds(folded(block.text) for block in self.document.blocks)
        return {language: vocabulary(language, find_parties(text, language), opening, holds) for language in LANGUAGES}

    def pattern(self, source: str, language: Language) -> Pattern:
        """A pattern in the vocabulary of this document, for texts made of its words."""
        return self.vocabularies[language].pattern(source)

    def holding(self, pattern: Pattern, stems: bool = False) -> int:
        """The sentences, as a set by their positions, that hold the words without which a pattern cannot be found: in
        themselves, or (`stems`) in the stem of the list that they are an item of."""
        found = self._words.of_all(pattern.groups)
        return found | self._stem_words.of_all(pattern.groups) & self._with_stem if stems else found

    @cached_property
    def paragraphs(self) -> tuple[tuple[Unit, tuple[Unit, ...]], ...]:
        """The paragraphs of several sentences: each whole, as if it were one sentence, and its sentences."""
        return tuple(
            (
                replace(units[0], start=0, end=units[-1].end, fold=fold(self.document.blocks[block].text), context=""),
                units,
            )
            for block, units in self.units_of_block.items()
            if len(units) > 1
        )

    def paragraphs_holding(self, patterns: Iterable[Pattern]) -> int:
        """The paragraphs, as a set by their places among `paragraphs`, that hold what all these patterns need."""
        return self._paragraph_words.of_all(group for pattern in patterns for group in pattern.groups)

    @cached_property
    def _paragraph_words(self) -> Occurrences:
        return Occurrences([whole.text for whole, _ in self.paragraphs])

    def holding_any(self, strings: Iterable[str]) -> int:
        """The sentences, as a set by their positions, that hold one of the strings without white space."""
        return self._words.of_any(strings)

    @cached_property
    def in_language(self) -> dict[Language, int]:
        """The sentences in each language, as a set by their positions."""
        return {x: as_set(unit.position for unit in self.units if unit.language == x) for x in LANGUAGES}

    @cached_property
    def _words(self) -> Occurrences:
        return Occurrences([unit.text for unit in self.units])

    @cached_property
    def _stem_words(self) -> Occurrences:
        return Occurrences([unit.context for unit in self.units])

    @cached_property
    def _with_stem(self) -> int:
        return as_set(unit.position for unit in self.units if unit.context)

    @cached_property
    def text(self) -> str:
        """The folded running text, headings included, one block a line: to see at once what cannot be in it."""
        return "\n".join(folded(b.text) for b in self.document.blocks if b.story in LINTED_STORIES)

    @property
    def is_short(self) -> bool:
        """Whether the text is too short to tell what it is not about."""
        return self.text.count(" ") < SHORT

    def is_name(self, unit: Unit, start: int, end: int) -> bool:
        """Whether the last word of a passage (folded positions in the unit) is a name: a capital within a sentence.

        Not a party, a defined term or a word that the document also writes small. A model number ("i3400") belongs to the
        name before it.
        """
        text = self.document.blocks[unit.block].text
        first, last = unit.passage(start, end)
        words = list(_WORD.finditer(text, first, last))
        while len(words) > 1 and any(c.isdigit() for c in words[-1].group()):
            words.pop()
        if not words or not words[-1].group().strip(_EDGES) or not text[unit.start : words[-1].start()].strip(_EDGES):
            return False
        word = words[-1].group()
        if word.islower() or not any(c.isalpha() for c in word) or text[unit.start : unit.end].isupper():
            return False
        return folded(word).rstrip(_EDGES) not in self._common_words

    @cached_property
    def _common_words(self) -> frozenset[str]:
        """Folded words that are no names: written small somewhere, part of a defined term or a party's name, or public."""
        found: set[str] = set()
        if "public" in word_lists():
            found.update(word_lists()["public"].words("nl"), word_lists()["public"].words("en"))
        for block in self.document.blocks:
            found.update(folded(w) for w in _SMALL_WORD.findall(block.text))
        for vocabulary_ in self.vocabularies.values():
            for names in (vocabulary_.parties.client, vocabulary_.parties.supplier, vocabulary_.parties.joint):
                found.update(word for name in names for word in name.split())
        for definition in definitions(self.document):
            found.update(folded(definition.term).split())
        return frozenset(found)

    @cached_property
    def headings(self) -> tuple[str, ...]:
        """For every block, the folded texts of the headings it stands under, outermost first, joined by " / "."""
        paths: dict[int, str] = {}
        for section in self.document.sections:
            joined = folded(" / ".join(section.path))
            for block in (*section.blocks, *(() if section.heading is None else (section.heading,))):
                paths[block] = joined
        return tuple(paths.get(i, "") for i in range(len(self.document.blocks)))

    @cached_property
    def units_of_block(self) -> dict[int, tuple[Unit, ...]]:
        """Units by block."""
        grouped: dict[int, list[Unit]] = {}
        for unit in self.units:
            grouped.setdefault(unit.block, []).append(unit)
        return {block: tuple(units) for block, units in grouped.items()}

    def units_of_section(self, section: Section) -> Iterator[Unit]:
        """The sentences under a heading, up to the next one."""
        for block in section.blocks:
            yield from self.units_of_block.get(block, ())

    def row(self, block: int) -> str:
        """The folded texts of all cells in the row of a cell, joined by " | "; "" for a block that is no cell."""
        cell = self.document.blocks[block].cell
        return self._rows.get((cell.table, cell.row), "") if cell else ""

    def column(self, block: int) -> str:
        """The folded header of the column that a cell stands in; "" for a block that is no cell."""
        cell = self.document.blocks[block].cell
        return self._headers.get((cell.table, cell.column), "") if cell else ""

    def columns(self, block: int) -> tuple[str, ...]:
        """The folded headers of all columns of the table that a cell stands in; none for a block that is no cell."""
        cell = self.document.blocks[block].cell
        return self._headers_of.get(cell.table, ()) if cell else ()

    @cached_property
    def _headers_of(self) -> dict[int, tuple[str, ...]]:
        found: dict[int, list[str]] = {}
        for (table, _), header in self._headers.items():
            found.setdefault(table, []).append(header)
        return {table: tuple(headers) for table, headers in found.items()}

    @cached_property
    def _rows(self) -> dict[tuple[int, int], str]:
        rows: dict[tuple[int, int], list[str]] = {}
        for block in self.document.blocks:
            if block.cell:
                rows.setdefault((block.cell.table, block.cell.row), []).append(folded(block.text))
        return {key: " | ".join(cells) for key, cells in rows.items()}

    @cached_property
    def _headers(self) -> dict[tuple[int, int], str]:
        return {
            (b.cell.table, b.cell.column): folded(b.text)
            for b in self.document.blocks
            if b.cell and (b.cell.header or b.cell.row == 0)
        }
