"""What readiness says, in words and tables: the same in the terminal, in Word and on a page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from tenderkit.language import Language
from tenderkit.lint.rules import load_rules
from tenderkit.regie.readiness.model import Advice, Assessment, Contradiction, Gate, KnockOut, Moment, Readiness
from tenderkit.regie.readiness.questionnaire import advice, gates, questions
from tenderkit.regie.readiness.texts import texts
from tenderkit.regie.tables import Notice, place_told

Rows = Sequence[tuple[str, ...]]


@dataclass(frozen=True)
class Section:
    """A part of the report: a heading, what it is about, a table (header first; none when there is nothing to tell: then
    `nothing` says so), and the picture that goes with it ("" for none)."""

    key: str
    title: str
    intro: str
    rows: Rows
    nothing: str = ""
    picture: str = ""


def sections(readiness: Readiness, notices: Sequence[Notice], language: Language) -> list[Section]:
    """The report in order; what there is nothing to say about and nobody would ask for is left out."""
    words = texts()[language]
    told = _Telling(readiness, language, words)
    several = any(len(moments) > 1 for moments in readiness.history.values())
    parts = [
        Section("gates", words["gates"], words["gates intro"], told.gates()),
        Section("scores", words["scores"], words["scores intro"], told.scores(), picture="radar"),
    ]
    if several:
        parts += [
            Section("history", words["history"], words["history intro"], told.history(), picture="history"),
            Section("changes", words["changes"], "", told.changes()),
        ]
    intro = words["contradictions intro"] + ("" if readiness.compared else f" {words['not compared']}")
    parts.append(Section("contradictions", words["contradictions"], intro, told.contradictions(), words["none"]))
    if len(readiness.latest) > 1:
        parts.append(Section("spreads", words["spreads"], words["spreads intro"], told.spreads(), words["none"]))
    if unproven := told.unproven():
        parts.append(Section("unproven", words["unproven answers"], words["how 2"], unproven))
    parts.append(Section("advice", words["advice"], words["advice intro"], told.advice(), words["no advice"]))
    if notices:
        rows = [(words["place"], words["notice"]), *notice_lines(notices, language)]
        parts.append(Section("notices", words["notices"], "", rows))
    parts.append(Section("answers", words["written"], "", told.answers()))
    return parts


def notice_lines(notices: Sequence[Notice], language: Language) -> list[tuple[str, str]]:
    """What is odd about the files, as place and text."""
    words = texts()[language]

    def said(notice: Notice) -> str:
        given = list(notice.given)
        if notice.kind == "id twice":
            given[1] = place_told(given[1], language)
        at = {"unknown question": 1, "no question": 1, "odd level": 2}.get(notice.kind)
        if at is not None:
            given[at] = words["meant"].format(given[at]) if given[at] else words["not near"]
        return words[notice.kind].format(*given)

    return [(n.place.told(language), said(n)) for n in notices]


def knock_out_text(knock_out: KnockOut, language: Language) -> str:
    """What keeps a gate shut, without saying for whom."""
    words = texts()[language]
    subject = (
        subject_name(knock_out.subject, language) if knock_out.reason == "missing" else words.get(knock_out.subject, "")
    )
    given = (subject,) if knock_out.subject else (knock_out.question, knock_out.level, knock_out.minimum)
    return words[knock_out.reason].format(*given)


def gate_texts(readiness: Readiness, gate: str, language: Language) -> list[str]:
    """What keeps a gate shut: the mean, a line per participant, and one for the documents; nothing for one that is open."""
    found = readiness.gates[gate]
    words = texts()[language]
    low = words["mean low"].format(number(found.mean, language), number(found.minimum, language))
    return [*([] if found.is_mean_enough else [low]), *_knocked(readiness, found, language)]


def _knocked(readiness: Readiness, gate: Gate, language: Language) -> Iterator[str]:
    names = {a.moment.participant: short_name(a.moment.name) for a in readiness.latest}
    by: dict[str, list[str]] = {}
    for one in gate.knock_outs:
        by.setdefault(names.get(one.participant, ""), []).append(knock_out_text(one, language))
    for name, told in by.items():
        yield f"{name}: {'; '.join(told)}" if name and len(names) > 1 else "; ".join(told)


def contradiction_text(contradiction: Contradiction, moment: Moment, language: Language) -> str:
    """A contradiction with the answers, and what the documents show."""
    words = texts()[language]
    levels = ", ".join(f"{q} = {moment.level(q)}" for q in contradiction.questions)
    text = f"{contradiction.text.get(language)} ({levels}"
    if contradiction.subject:
        state = contradiction.shown
        if state.isdecimal():
            state = words["times"].format(state)
        elif state.endswith("%") and contradiction.subject not in words:
            state = words["complete"].format(state)
        subject = subject_name(contradiction.subject, language)
        text += "; " + words["shown"].format(subject, words.get(state, state))
        if contradiction.clause:
            text += f", {words['in clause']} {contradiction.clause}"
    return text + ")"


def short_name(name: str) -> str:
    """A name for in a table: without the kind of body that it begins with."""
    return re.sub(r"(?i)^(?:gemeente|municipality of|provincie|waterschap) (?=.)", "", name)


def number(value: float | None, language: str) -> str:
    """A score as shown; two figures after the point, so that 2.49 is not shown as the 2.5 that a gate asks for."""
    text = "–" if value is None else f"{value:.2f}"
    return text if language == "en" else text.replace(".", ",")


@cache
def _titles() -> Mapping[str, tuple[str, str]]:
    """Titles of mechanisms and rules by key and code, in Dutch and English."""
    found = {}
    for rule in load_rules():
        found[rule.code] = found[str(rule.match.get("mechanism", rule.code))] = (rule.title.nl, rule.title.en)
    return found


def tiers() -> dict[str, str]:
    """The tier (A, B, C) of each mechanism, by its key."""
    return {str(r.match["mechanism"]): str(r.match["tier"]) for r in load_rules() if r.kind == "mechanism"}


def subject_name(subject: str, language: Language) -> str:
    """A mechanism by key, a rule by code or a measure by name, as a reader knows it."""
    known = texts()[language].get(subject)
    if known:
        return known
    nl, en = _titles().get(subject, (subject, subject))
    name = nl if language == "nl" else en
    return f"{subject} ({name})" if subject[:1].isupper() else f"{name} ({subject})"


class _Telling:
    def __init__(self, readiness: Readiness, language: Language, words: Mapping[str, str]) -> None:
        self._all = readiness
        self._language = language
        self._words = words
        self._names = {a.moment.participant: short_name(a.moment.name) for a in readiness.latest}
        self._single = len(readiness.latest) < 2

    def scores(self) -> Rows:
        words, latest = self._words, self._all.latest
        together = () if self._single else (words["mean"],)
        rows = [(words["dimension"], *self._names.values(), *together)]
        for letter, name in questions().dimensions.items():
            mean = () if self._single else (number(self._all.scores[letter], self._language),)
            rows.append(
                (
                    f"{letter} {name.get(self._language)}",
                    *(number(a.scores[letter], self._language) for a in latest),
                    *mean,
                )
            )
        mean = () if self._single else (number(self._all.mean, self._language),)
        rows.append((words["readiness"], *(number(a.mean, self._language) for a in latest), *mean))
        total = len(questions().questions)
        answered = [words["of thirty"].format(a.answered, total) for a in latest]
        rows.append((words["answered"], *answered, *(() if self._single else ("",))))
        return rows

    def gates(self) -> Rows:
        words = self._words
        rows = [(words["gate"], words["together"], words["mean"], words["knock-outs"])]
        for id_, gate in self._all.gates.items():
            name = f"{id_} {gates().gates[id_].name.get(self._language)}"
            mean = words["mean of"].format(number(gate.mean, self._language), number(gate.minimum, self._language))
            state = words["open"] if gate.passed else words["shut"]
            rows.append((name, state, mean, "\n".join(_knocked(self._all, gate, self._language)) or words["none"]))
        return rows

    def history(self) -> Rows:
        words = self._words
        letters = list(questions().dimensions)
        rows = [(words["participant"], words["date"], *letters, words["readiness"])]
        for moments in self._all.history.values():
            for one in moments:
                date = one.moment.date or words["no date"]
                scores = [number(one.scores[x], self._language) for x in letters]
                rows.append((short_name(one.moment.name), date, *scores, number(one.mean, self._language)))
        return rows

    def changes(self) -> Rows:
        words = self._words
        rows = [(words["participant"], words["change"])]
        for moments in self._all.history.values():
            for old, new in pairwise(moments):
                dates = (one.moment.date or words["no date"] for one in (old, new))
                name = words["since"].format(short_name(new.moment.name), *dates)
                rows.append((name, _change(old, new) or words["nobody"]))
        return rows

    def contradictions(self) -> Rows:
        words = self._words
        rows = [(words["participant"], words["contradictions"])]
        for one in self._all.latest:
            rows += [
                (short_name(one.moment.name), contradiction_text(c, one.moment, self._language))
                for c in one.contradictions
            ]
        return rows if len(rows) > 1 else ()

    def unproven(self) -> Rows:
        words = self._words
        rows = [(words["participant"], words["question"])]
        rows += [(short_name(a.moment.name), ", ".join(a.unproven)) for a in self._all.latest if a.unproven]
        return rows if len(rows) > 1 else ()

    def spreads(self) -> Rows:
        words = self._words
        rows = [(words["id"], words["question"], *self._names.values())]
        for spread in self._all.spreads:
            text = questions().questions[spread.question].text.get(self._language)
            rows.append((spread.question, text, *(_level(spread.levels.get(p)) for p in self._names)))
        return rows if len(rows) > 1 else ()

    def advice(self) -> Rows:
        words = self._words
        rows = [(words["id"], words["answers"], words["gates"], words["to do"], words["work on"])]
        for one in self._all.advice:
            rows.append(
                (
                    one.question,
                    self._levels(one.levels),
                    ", ".join(one.gates),
                    one.text.get(self._language),
                    self._work(one),
                )
            )
        return rows if len(rows) > 1 else ()

    def _work(self, one: Advice) -> str:
        words, rules, language = self._words, advice(), self._language
        parts = [
            (words["clauses"], one.clauses),
            (words["documents"], [rules.documents[d].get(language) for d in one.documents]),
            (words["roles"], [rules.roles[r].get(language) for r in one.roles]),
        ]
        return "\n".join(f"{name}: {', '.join(ids)}" for name, ids in parts if ids)

    def answers(self) -> Rows:
        words, latest = self._words, self._all.latest
        rows = [(words["id"], words["question"], words["answers"], words["evidence"])]
        for id_, question in questions().questions.items():
            said: dict[str, list[str]] = {}
            for one in latest:
                answer = one.moment.answers.get(id_)
                proof = "; ".join(t for t in (answer.evidence, answer.note) if t) if answer else ""
                if proof:
                    said.setdefault(proof, []).append(self._names[one.moment.participant])
            proofs = [text if self._single else f"{', '.join(who)}: {text}" for text, who in said.items()]
            levels = self._levels({a.moment.participant: a.moment.level(id_) for a in latest})
            rows.append((id_, question.text.get(self._language), levels, "\n".join(proofs)))
        return rows

    def _levels(self, levels: Mapping[str, int | None]) -> str:
        """Levels by participant."""
        return ", ".join(_level(n) if self._single else f"{self._names[p]} {_level(n)}" for p, n in levels.items())


def _level(level: int | None) -> str:
    return "–" if level is None else str(level)


def _change(before: Assessment, after: Assessment) -> str:
    """The questions that went up or down between two moments."""
    moved = []
    for question in questions().questions:
        old, new = before.moment.level(question), after.moment.level(question)
        if old != new:
            moved.append(f"{question} {_level(old)}→{_level(new)}")
    return ", ".join(moved)
