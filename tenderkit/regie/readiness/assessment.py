"""From answers to readiness: scores, gates, contradictions, spread and advice. Pure: no file is read but the program's own data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import fmean

from tenderkit.regie.readiness.documents import Documents
from tenderkit.regie.readiness.model import (
    Advice,
    Assessment,
    Contradiction,
    Gate,
    KnockOut,
    Moment,
    Readiness,
    Spread,
)
from tenderkit.regie.readiness.questionnaire import GateRule, advice, contradictions, gates, questions

WIDE = 2  # a spread of more levels than this is to be talked about


def assess(moments: Sequence[Moment], documents: Documents | None = None) -> Readiness:
    """What the answers come to: those of several participants side by side, and of each over time.

    `documents`, if given, are held against the latest answers. Without moments everything is empty and every gate shut.
    """
    by_person: dict[str, list[Moment]] = {}
    for moment in sorted(moments, key=lambda m: (m.participant, m.date)):
        by_person.setdefault(moment.participant, []).append(moment)
    history = {
        who: tuple(assess_one(m, documents if m is several[-1] else None) for m in several)
        for who, several in by_person.items()
    }
    latest = tuple(several[-1] for several in history.values())
    counted = [a for a in latest if not a.moment.supplier]
    mean = _mean(a.mean for a in counted)
    together = {
        id_: Gate(id_, mean, rule.mean, tuple(_unique(k for a in counted for k in a.gates[id_].knock_outs)))
        for id_, rule in gates().gates.items()
    }
    return Readiness(
        latest,
        history,
        {d: _mean(a.scores[d] for a in counted) for d in questions().dimensions},
        mean,
        together,
        tuple(_spreads(latest)),
        tuple(_advice(counted)),
        documents is not None,
    )


def assess_one(moment: Moment, documents: Documents | None = None) -> Assessment:
    """What the answers of one participant at one moment come to."""
    asked = questions()
    levels = {q: moment.level(q) for q in asked.questions}
    scores = {d: _mean(levels[q] for q in asked.of(d)) for d in asked.dimensions}
    mean = _mean(scores.values())
    proof_from = gates().proof_from
    unproven = tuple(q for q, n in levels.items() if n is not None and n >= proof_from and not _proof(moment, q))
    found = {
        id_: Gate(id_, mean, rule.mean, tuple(_knock_outs(moment, levels, unproven, rule, documents)))
        for id_, rule in gates().gates.items()
    }
    answered = sum(n is not None for n in levels.values())
    return Assessment(
        moment, scores, mean, answered, unproven, found, tuple(_contradictions(moment.participant, levels, documents))
    )


def _proof(moment: Moment, question: str) -> str:
    return moment.answers[question].evidence.strip()


def _mean(values: Iterable[float | None]) -> float | None:
    known = [v for v in values if v is not None]
    return fmean(known) if known else None


def _unique(knock_outs: Iterable[KnockOut]) -> list[KnockOut]:
    """Each once: the documents are the same for every participant."""
    return list(dict.fromkeys(knock_outs))


def _knock_outs(
    moment: Moment,
    levels: Mapping[str, int | None],
    unproven: Sequence[str],
    rule: GateRule,
    documents: Documents | None,
) -> Iterator[KnockOut]:
    proof_from = gates().proof_from
    for question, level in levels.items():
        minimum = rule.minimum.get(question, 1)
        if level is None:
            yield KnockOut("unanswered", moment.participant, question, None, minimum)
        elif level < minimum:
            yield KnockOut("low", moment.participant, question, level, minimum)
        elif minimum >= proof_from and question in unproven:
            yield KnockOut("unproven", moment.participant, question, level, minimum)
    if rule.documents and documents:
        yield from documents.lacking(rule.documents)


def _contradictions(
    participant: str, levels: Mapping[str, int | None], documents: Documents | None
) -> Iterator[Contradiction]:
    def at_least(wanted: Mapping[str, int]) -> bool:
        return all((levels[q] or 0) >= n for q, n in wanted.items())

    for rule in contradictions().answers:
        low = all((level := levels[q]) is not None and level <= n for q, n in rule.at_most.items())
        if at_least(rule.at_least) and low:
            yield Contradiction("answers", participant, (*rule.at_least, *rule.at_most), rule.text)
    for one in contradictions().documents if documents else ():
        if at_least(one.at_least) and documents and (shown := documents.shown(one)):
            yield Contradiction("documents", participant, tuple(one.at_least), one.text, *shown)


def _spreads(latest: Sequence[Assessment]) -> Iterator[Spread]:
    for question in questions().questions:
        levels = {a.moment.participant: n for a in latest if (n := a.moment.level(question)) is not None}
        if levels and max(levels.values()) - min(levels.values()) > WIDE:
            yield Spread(question, levels)


def _advice(latest: Sequence[Assessment]) -> list[Advice]:
    """What to work on, what keeps the first gate shut before the rest, low answers before higher ones."""
    rules = advice()
    found: list[Advice] = []
    for question in questions().questions:
        levels: dict[str, int | None] = {}
        shut: set[str] = set()
        contradicted = False
        for one in latest:
            level = one.moment.level(question)
            stops = {
                id_ for id_, g in one.gates.items() for k in g.knock_outs if k.question == question and k.minimum > 1
            }
            against = any(c.kind == "documents" and question in c.questions for c in one.contradictions)
            if level is None or level <= rules.low or stops or against:
                levels[one.moment.participant] = level
                shut |= stops
                contradicted |= against
        if levels:
            to_do = rules.advice[question]
            ids = (to_do.clauses, to_do.documents, to_do.roles)
            found.append(Advice(question, levels, tuple(sorted(shut)), contradicted, to_do.text, *ids))
    return sorted(found, key=lambda a: (min(a.gates, default="~"), min(n or 0 for n in a.levels.values())))
