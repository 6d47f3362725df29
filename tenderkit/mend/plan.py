"""What is to be done to a draft: which clauses go where, and which passages get other words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from tenderkit.compose.fragment import Part
from tenderkit.document.definitions import definitions
from tenderkit.document.model import Block, Document, Span, number_of
from tenderkit.document.revise.changes import Insertion, Line, Replacement, asked_in
from tenderkit.errors import InputError
from tenderkit.library.loading import Library
from tenderkit.lint.engine import Linter, Settings
from tenderkit.lint.findings import DocumentReport, Finding, Mechanism
from tenderkit.lint.kinds import mechanism as mechanism_kind
from tenderkit.lint.rules import Rule
from tenderkit.mend.articles import Article, articles_of, following, home, seat, subjects
from tenderkit.mend.clauses import Wording, definitions_for, resolved, worded
from tenderkit.mend.manner import Manner, Numbering, numbers_after
from tenderkit.mend.voice import Voice, voice_of
from tenderkit.mend.words import say

LONGEST_SENTENCE = 700  # characters; a longer one says more than what it is replaced for
_REST_OF_WORD = re.compile(r"[\w\-/+]*(?:\.\w+)*")
# What may belong to a name: words with a capital or a figure in them, what stands before a version or a surname, initials.
_NAME_GOES_ON = re.compile(
    r"(?:(?<=[A-Z])\.(?=\s?[A-Z])\s?[A-Z](?:\.[A-Z])*(?![a-z])|(?<=[\s.][A-Z])\.(?=\s)|"
    r"[ \u00a0](?:update|versie|version|release|uitgave|van|de|der|den|ter|ten|von)(?=[ \u00a0]\w*[A-Z0-9])|"
    r"[ \u00a0](?:der|den|de)(?=[ \u00a0][A-Z])|[ \u00a0][\w\-]*[A-Z0-9][\w\-/+]*(?:\.\w+)*)*"
)
_DENIED = re.compile(r"\b(?:geen|niet|no|not|none|any)\b", re.IGNORECASE)
LONGEST_NAME = 60  # characters


@dataclass(frozen=True, slots=True)
class Whole:
    """A clause that goes in as an article of its own."""

    finding: Finding
    wording: Wording
    note: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """Paragraphs of a clause that go into an article which the draft has."""

    finding: Finding
    wording: Wording
    paragraphs: tuple[tuple[Part, ...], ...]
    note: tuple[str, ...]


@dataclass
class Place:
    """What is inserted at one place. `article` is None for a draft without articles; the text then goes to its end."""

    article: Article | None
    pieces: list[Piece] = field(default_factory=list)
    terms: list[tuple[str, str]] = field(default_factory=list)  # for an article that defines terms
    own_terms: list[tuple[str, str]] = field(default_factory=list)  # for the first new article, in a draft without one
    wholes: list[Whole] = field(default_factory=list)
    numbers: dict[str, str] = field(default_factory=dict)  # typed numbers of the new articles, by clause id


@dataclass(frozen=True, slots=True)
class Change:
    """A passage that gets other words, and for which finding."""

    finding: Finding
    replacement: Replacement
    also: tuple[Finding, ...] = ()


@dataclass
class Plan:
    """Everything that is to be done to one draft."""

    document: Document
    report: DocumentReport
    voice: Voice
    manner: Manner
    places: list[Place]
    changes: list[Change]
    targets: Mapping[str, int]  # headings of articles that the draft has, by the clause they are akin to
    titles: Mapping[str, str]
    untouched: list[tuple[Finding, str]]  # findings that were passed over, and why

    @property
    def automatic(self) -> bool:
        """Whether Word numbers some of the new articles, so that their numbers are known only when they stand there."""
        return any(p.wholes and not p.numbers for p in self.places)

    def insertions(
        self, numbers: Mapping[str, str], moved: Mapping[int, str] = MappingProxyType({})
    ) -> list[Insertion]:
        """The insertions; `numbers` are those of new articles that Word numbers, by clause id, and `moved` those that
        headings of the draft get by the insertions."""
        known = {i: moved.get(h) or number_of(self.document.blocks[h].number) for i, h in self.targets.items()}
        for place in self.places:
            numbering = self.manner.numbering(place.article, self.manner.clause(place.article))
            for whole in place.wholes:
                number = place.numbers.get(whole.wording.id) or numbers.get(whole.wording.id, "")
                if number:
                    known[whole.wording.id] = number
                    known[f"{whole.wording.id}#"] = numbering.reference(number, self.voice.language)
                else:
                    known.pop(whole.wording.id, None)
        return [self._insertion(place, known) for place in self.places]

    def _insertion(self, place: Place, known: Mapping[str, str]) -> Insertion:
        lines: list[Line] = []
        article = place.article
        if place.pieces or place.terms:
            model, count = _end_of(self.manner, article)
            numbering = self.manner.numbering(article, model, count)
            number = article.number if article is not None else ""
            for piece in place.pieces:
                parts = [p for paragraph in piece.paragraphs for p in paragraph]
                lines += _noted(self._lines(numbering, parts, number, known), piece.note)
            if place.terms:
                kind = "numbered" if model is not None and self.document.blocks[model].kind == "clause" else "paragraph"
                for term, meaning in place.terms:
                    lines += numbering.lines(kind, f"{term}: {meaning}.", 1, number)
        for whole in place.wholes:
            number = known.get(whole.wording.id, "0")
            heading = article.heading if article is not None else self.manner.clause(None)
            label = self.manner.heading_label(article, number)
            title = Line("heading", whole.wording.title, heading, label, name=whole.wording.id, note=whole.note)
            numbering = self.manner.numbering(article, self.manner.clause(article))
            lines += [title, *self._lines(numbering, whole.wording.parts, number, known, whole.wording.id)]
            if place.own_terms and whole is place.wholes[0]:
                lines += self._own_terms(numbering, place.own_terms, number)
        last = article.last if article is not None else _end(self.document)
        before = following(self.manner.articles, article, self.document) if article is not None else None
        return Insertion(last, before, tuple(lines))

    def _lines(
        self, numbering: Numbering, parts: Sequence[Part], number: str, known: Mapping[str, str], name: str = ""
    ) -> list[Line]:
        """The lines for parts of a clause. `name`: that of the clause, for pointers to its paragraphs."""
        made: list[Line] = []
        count = 0
        inserted = {w.wording.id for p in self.places for w in p.wholes}
        for part in parts:
            text, pointers = resolved(part.text, known, self.titles, self.voice)
            pointers = tuple(
                p if p.name.partition("#")[0] in inserted else replace(p, name="", block=self.targets[p.name])
                for p in pointers
            )
            count += part.kind == "numbered"
            own = f"{name}#{count}" if name and part.kind == "numbered" else ""
            made += (
                replace(line, pointers=pointers, name=own)
                for line in numbering.lines(part.kind, text, part.depth, number)
            )
        return made

    def _own_terms(self, numbering: Numbering, terms: Sequence[tuple[str, str]], number: str) -> Iterator[Line]:
        """Definitions in an article that needs them, in a draft without an article for them."""
        opening = self.voice.speak(
            {"nl": "In de Overeenkomst wordt verstaan onder:", "en": "In the Agreement:"}[self.voice.language]
        )
        yield from numbering.lines("numbered", opening, 1, number)
        middle = {"nl": ":", "en": " means"}[self.voice.language]
        for n, (term, meaning) in enumerate(terms, 1):
            yield from numbering.lines("item", f"{term}{middle} {meaning}{';' if n < len(terms) else '.'}", 2, number)


def _noted(lines: list[Line], note: tuple[str, ...]) -> list[Line]:
    return [replace(lines[0], note=note), *lines[1:]] if lines else []


def _end(document: Document) -> int:
    """The last block of the running text."""
    return max((i for i, b in enumerate(document.blocks) if b.story == "body"), default=0)


def _end_of(manner: Manner, article: Article | None) -> tuple[int | None, int]:
    """The last numbered paragraph of an article and its number, or what its paragraphs look like and 0."""
    blocks = manner.document.blocks
    if article is not None:
        for index in range(article.last, article.heading, -1):
            block = blocks[index]
            if block.kind == "clause" and block.cell is None and block.story == "body":
                last = number_of(block.number).rpartition(".")[2]
                if last.isdigit():
                    return index, int(last)
                break
        inside = [
            i
            for i in range(article.heading + 1, article.last + 1)
            if blocks[i].kind == "paragraph" and blocks[i].story == "body"
        ]
        if inside:
            return inside[-1], 0
    return manner.paragraph(article), 0


@dataclass
class Planner:
    """Plans the mending of one draft. `safe`: only what contradicts nothing that the draft says."""

    linter: Linter
    library: Callable[[str], Library]
    stance: str = "balanced"
    safe: bool = False

    def plan(
        self,
        document: Document,
        settings: Settings,
        lists: Sequence[tuple[str, int] | None],
        prefix: Callable[[int], str],
        deeper: Callable[[int, int, bool], bool] = lambda *_: False,
    ) -> Plan:
        """What to do to a document. Raises InputError for one in a language that has no library."""
        report = self.linter.lint(document, settings)
        language = report.language
        if language not in ("nl", "en"):
            raise InputError(
                "the draft's language is not known", path=document.path, remedy="say it with --language nl or en"
            )
        self._library = self.library(language)
        self._voice = voice_of(document, language)
        self._document, self._report, self._settings = document, report, settings
        self._rules = {r.code: r for r in self.linter.all_rules}
        self._told = settings.messages or language
        articles = articles_of(document)
        manner = Manner(document, articles, lists, prefix, deeper)
        self._untouched: list[tuple[Finding, str]] = []
        evidence = self._evidence()
        order = self._library.templates["agreement"].clauses
        titles = {
            i: self._library.get(i).clause.title
            for i in self._library.ids
            if "{" not in self._library.get(i).clause.title
        }
        akin = subjects(articles, evidence, {i: t for i, t in titles.items() if i in order})
        topics = {i: self._library.get(i).topic for i in order}
        places: dict[int, Place] = {}

        def place(article: Article | None) -> Place:
            return places.setdefault(article.heading if article is not None else -1, Place(article))

        for finding in report.findings:
            rule = self._rules[finding.rule]
            if rule.kind != "mechanism" or not finding.fix:
                continue
            state = report.mechanisms[self._match(rule).mechanism]
            made = self._clause_for(finding, rule, state)
            # What ties the draft down in this very matter shows where it speaks of it.
            against = [f.block for f in report.findings if f.fix == finding.fix and f.block is not None]
            where = seat(articles, [e.block for e in state.evidence]) or seat(articles, against)
            if isinstance(made, Piece):
                place(where).pieces.append(made)
            elif made is not None:
                mentioned = where if where is not None and not where.closing else None
                place(mentioned or home(finding.fix, articles, akin, order, topics)).wholes.append(made)
        rank = {id_: n for n, id_ in enumerate(order)}
        for found in places.values():
            found.wholes.sort(key=lambda w: rank.get(w.wording.id, len(rank)))
        self._define(places, articles, place)
        ordered = [places[key] for key in sorted(places)]
        _number(ordered, articles, document, manner)
        targets = {id_: a.heading for a in reversed(articles) if a.number for id_ in akin[a.heading]}
        for id_, blocks in evidence.items():
            at = seat(articles, blocks)
            targets |= {id_: at.heading} if at is not None and at.number else {}
        changes = self._changes()
        return Plan(document, report, self._voice, manner, ordered, changes, targets, titles, self._untouched)

    def _match(self, rule: Rule) -> Any:
        return self.linter.parsed(rule)[1]

    def _evidence(self) -> dict[str, list[int]]:
        """The blocks that arrange what a clause of the library provides, by the clause's id."""
        found: dict[str, list[int]] = {}
        for rule in self.linter.all_rules:
            if rule.kind == "mechanism" and rule.remedy.clause:
                state = self._report.mechanisms.get(self._match(rule).mechanism)
                if state is not None and state.state in ("present", "mentioned"):
                    found[rule.remedy.clause] = [e.block for e in state.evidence]
        return {id_: blocks for id_, blocks in found.items() if blocks}

    # Clauses

    def _clause_for(self, finding: Finding, rule: Rule, state: Mechanism) -> Whole | Piece | None:
        assert finding.fix is not None
        against = [f for f in self._report.findings if f.fix == finding.fix and f.block is not None]
        if state.state == "by_reference":
            self._leave(finding, "by_reference")
            return None
        if self.safe and (state.state != "absent" or against):
            self._leave(finding, "unsafe" if state.state == "absent" else "there")
            return None
        if not self._library.has(finding.fix):
            self._leave(finding, "no_clause")
            return None
        try:
            wording = worded(self._library.get(finding.fix, self.stance), self._voice)
        except InputError:
            self._leave(finding, "needs_tender")
            return None
        against = [f for f in against if not self._replacement_of(f)]
        if state.state == "present":
            return self._piece(finding, rule, state, wording)
        return Whole(finding, wording, self._note(rule, wording, state, against))

    def _leave(self, finding: Finding, why: str) -> None:
        self._untouched.append((finding, why))

    def _piece(self, finding: Finding, rule: Rule, state: Mechanism, wording: Wording) -> Piece | None:
        """The paragraphs of a clause that hold what an arrangement of the draft lacks."""
        match = self._match(rule)
        missing = set(state.missing)
        chosen: list[int] = []
        shown = [self._shown(match, wording.title, paragraph) for paragraph in wording.paragraphs]
        while missing:
            best = max(range(len(shown)), key=lambda n: (len(shown[n] & missing), -n), default=None)
            if best is None or not shown[best] & missing:
                break
            chosen.append(best)
            missing -= shown[best]
        if not chosen:
            self._leave(finding, "not_in_clause")
            return None
        paragraphs = tuple(wording.paragraphs[n] for n in sorted(chosen))
        return Piece(finding, wording, paragraphs, self._note(rule, wording, state, ()))

    def _shown(self, match: Any, title: str, paragraph: Sequence[Part]) -> frozenset[str]:
        blocks = [Block("heading", title, 1, "1")]
        for part in paragraph:
            text, _ = resolved(part.text, {}, {}, self._voice)
            blocks.append(Block("clause", text, 2, "1.1") if part.kind == "numbered" else Block("item", text, 1, "a."))
        document = Document(tuple(blocks), language=self._voice.language)
        return mechanism_kind.elements_shown(match, self.linter.view(document, Settings(self._voice.language)))

    def _note(self, rule: Rule, wording: Wording, state: Mechanism, against: Sequence[Finding]) -> tuple[str, ...]:
        told = self._told
        note = [f"{rule.title.get(told)} ({rule.code}): {say('inserted', told)}", rule.why.get(told)]
        places = list(dict.fromkeys(e.clause for e in state.evidence if e.clause))
        if state.state in ("mentioned", "present"):
            note.append(say("compare", told).format(where=", ".join(places[:3]) or say("above", told)))
        for finding in against:
            note.append(
                say("against", told).format(
                    where=finding.clause or finding.heading, what=finding.message, rule=finding.rule
                )
            )
        if wording.values:
            note.append(say("values", told).format(values="; ".join(wording.values)))
        note.append(wording.file.clause.review)
        return tuple(" ".join(n.split()) for n in note)

    # Definitions

    def _define(
        self, places: Mapping[int, Place], articles: Sequence[Article], place: Callable[[Article | None], Place]
    ) -> None:
        """Put the definitions that the new text needs where the draft defines its terms, or else into the first new article."""
        pieces = [p.text for found in places.values() for c in found.pieces for ps in c.paragraphs for p in ps]
        wholes = [p.text for found in places.values() for w in found.wholes for p in w.wording.parts]
        if not pieces and not wholes:
            return
        known = [n for d in definitions(self._document) for n in d.names]
        terms = definitions_for(" ".join([*pieces, *wholes]), self._library, known, self._voice)
        defining = next((a for a in articles if a.defines), None)
        first = next((places[k] for k in sorted(places) if places[k].wholes), None)
        if not terms:
            return
        if defining is not None:
            place(defining).terms = terms
        elif first is not None:
            first.own_terms = terms

    # Passages

    def _replacement_of(self, finding: Finding) -> str:
        rule = self._rules[finding.rule]
        return rule.replacement.get(self._voice.language) if rule.replacement is not None else ""

    def _changes(self) -> list[Change]:
        made: list[Change] = []
        for finding in self._report.findings:
            rule = self._rules[finding.rule]
            if rule.replacement is None or finding.block is None:
                continue
            span = self._span(finding, rule.replacement.of)
            if span is None:
                self._leave(finding, "too_long" if rule.replacement.of == "sentence" else "no_name")
                continue
            old = self._document.text(span)
            new = self._voice.speak(rule.replacement.get(self._voice.language)).replace("{}", old)
            if self.safe and not new.startswith(old):
                self._leave(finding, "there")
                continue
            note: tuple[str, ...] = (
                f"{rule.title.get(self._told)} ({rule.code})",
                finding.suggestion or rule.remedy.text.get(self._told),
            )
            beside = [c for c in made if c.replacement.span.block == span.block]
            same = next((c for c in beside if c.replacement.span == span), None)
            if same is not None and rule.replacement.of == "sentence":
                # One sentence with two faults gets both answers.
                both = same.replacement.text if new in same.replacement.text else f"{same.replacement.text} {new}"
                note = (*same.replacement.note, *note)
                made[made.index(same)] = Change(
                    same.finding, _replacement(span, old, both, note), (*same.also, finding)
                )
            elif any(overlap(c.replacement.span, span) for c in beside):
                self._leave(finding, "overlap")
            elif rule.replacement.of == "sentence" and any(c.replacement.text == new for c in beside):
                # The same answer twice in one paragraph: the second sentence goes.
                text = self._document.blocks[span.block].text
                start = span.start - (span.start > 0 and text[span.start - 1] == " ")
                made.append(Change(finding, Replacement(Span(span.block, start, span.end), "", (), note)))
            else:
                made.append(Change(finding, _replacement(span, old, new, note)))
        return made

    def _span(self, finding: Finding, of: str) -> Span | None:
        assert finding.block is not None and finding.start is not None and finding.end is not None
        text = self._document.blocks[finding.block].text
        if of == "sentence":
            start = text.find(finding.evidence or "\0")
            if start < 0 or len(finding.evidence or "") > LONGEST_SENTENCE:
                return None
            return Span(finding.block, start, start + len(finding.evidence or ""))
        if of == "passage":
            return Span(finding.block, finding.start, finding.end)
        return _name(text, finding.block, finding.start, finding.end)


def overlap(one: Span, other: Span) -> bool:
    """Whether two passages of one block share characters; those of different blocks do not."""
    return one.block == other.block and one.start < other.end and other.start < one.end


def _replacement(span: Span, old: str, new: str, note: tuple[str, ...]) -> Replacement:
    """A replacement in which what is new and stands in brackets is to be filled in."""
    shift = len(old) if new.startswith(old) else 0
    asked = tuple((a + shift, b + shift) for a, b in asked_in(new[shift:]))
    return Replacement(span, new, asked, note)


def _name(text: str, block: int, start: int, end: int) -> Span | None:
    """The whole name that a passage begins, None where it is none."""
    for pattern in (_REST_OF_WORD, _NAME_GOES_ON):
        found = pattern.match(text, end)
        end = found.end() if found else end
    name = text[start:end]
    named = re.search(r"[A-Z0-9]", name[1:] if " " in name else name)
    return Span(block, start, end) if named and len(name) <= LONGEST_NAME and not _DENIED.search(name) else None


def _number(places: Sequence[Place], articles: Sequence[Article], document: Document, manner: Manner) -> None:
    """Give new articles numbers where the draft's own are typed by hand."""
    taken = {a.number for a in articles}
    for place in places:
        article = place.article
        if article is None or not article.number or manner.automatic(article.heading) is not None:
            continue
        last = article is articles[-1] and all(a.number.isdigit() for a in articles)
        free = numbers_after(article, taken, last)
        for whole in place.wholes:
            number = next(free)
            taken.add(number)
            place.numbers[whole.wording.id] = number
