"""What is wrong with a planning: its order, the term for tendering, the standstill."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal

from tenderkit.language.dates import When, days_between
from tenderkit.language.quantities import durations
from tenderkit.lint.findings import Severity
from tenderkit.lint.kinds import Hit
from tenderkit.lint.parts import ByLanguage, Strict
from tenderkit.lint.sets.members import Say, SetHit, TenderSet, hit_at, hit_unit
from tenderkit.lint.sets.planning import Moment, plannings

MOST_LOOSE = 0.34  # share of rows out of order above which a table is no list in order of time


# --- SET003 -----------------------------------------------------------------------------------------------------------


class OrderMatch(Strict):
    """The order needs no words of its own: the steps are those of rules/steps.yml."""

    of: Literal["planning-order"]


def order(match: OrderMatch, tender: TenderSet) -> Iterator[SetHit]:
    """Steps whose days contradict their order, and other lines that step back in a list that runs forward."""
    for planning in plannings(tender):
        member = tender.members[planning.member]
        wrong = _wrong_steps(planning.moments)
        for moment, later, earlier in wrong:
            yield hit_at(planning.member, member.view, moment.span, _contradiction(later, earlier))
        told = {m.span for _, *pair in wrong for m in pair}
        loose = _out_of_line(planning.moments)
        if len(loose) > MOST_LOOSE * len(planning.moments):
            continue
        for moment, before in loose:
            if moment.span not in told and before.span not in told:
                yield hit_at(planning.member, member.view, moment.span, _step_back(moment, before), "warning")


def _wrong_steps(moments: Sequence[Moment]) -> list[tuple[Moment, Moment, Moment]]:
    """Each moment that contradicts others, with a pair that shows it: a step, and one before it whose day is later."""
    known = [(m, m.rank) for m in moments if m.rank is not None]
    pairs = [(b, a) for a, low in known for b, high in known if low < high and a.when.is_after(b.when)]
    found = []
    while pairs:
        # The moment in most contradictions is the one that is wrong.
        counts = Counter(m for pair in pairs for m in pair)
        worst = max((m for pair in pairs for m in pair), key=lambda m: counts[m])
        own = [pair for pair in pairs if worst in pair]
        found.append((worst, *min(own, key=lambda p: abs(_rank(p[0]) - _rank(p[1])))))
        pairs = [pair for pair in pairs if worst not in pair]
    return found


def _rank(moment: Moment) -> int:
    return moment.rank or 0


def _out_of_line(moments: Sequence[Moment]) -> list[tuple[Moment, Moment]]:
    """The lines that must go for the others to run forward in time, each with the line before it."""
    ends: list[date] = []
    previous: list[int] = [-1] * len(moments)
    tails: list[int] = []
    for i, moment in enumerate(moments):
        # The longest run of lines that never step back; a line that leaves its day open is taken at its latest.
        at = bisect_right(ends, moment.when.last)
        previous[i] = tails[at - 1] if at else -1
        ends[at : at + 1] = [moment.when.last]
        tails[at : at + 1] = [i]
    kept = set()
    i = tails[-1] if tails else -1
    while i >= 0:
        kept.add(i)
        i = previous[i]
    loose = []
    for i, moment in enumerate(moments):
        if i in kept:
            continue
        before = [m for j, m in enumerate(moments[:i]) if j in kept and m.when.is_after(moment.when)]
        after = [m for j, m in enumerate(moments) if j > i and j in kept and moment.when.is_after(m.when)]
        if before or after:
            loose.append((moment, before[-1] if before else after[0]))
    return loose


def _contradiction(later: Moment, earlier: Moment) -> Say:
    return {
        "nl": f"'{later.label}' ({_day(later.when, 'nl')}) ligt voor '{earlier.label}' ({_day(earlier.when, 'nl')})",
        "en": f"'{later.label}' ({_day(later.when, 'en')}) is earlier than '{earlier.label}' ({_day(earlier.when, 'en')})",
    }


def _step_back(moment: Moment, other: Moment) -> Say:
    return {
        "nl": f"De planning loopt niet op: '{moment.label}' ({_day(moment.when, 'nl')}) past niet bij "
        f"'{other.label}' ({_day(other.when, 'nl')})",
        "en": f"The planning does not run forward: '{moment.label}' ({_day(moment.when, 'en')}) does not fit "
        f"'{other.label}' ({_day(other.when, 'en')})",
    }


_MONTHS = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december".split(),
    "en": "January February March April May June July August September October November December".split(),
}


def _day(when: When, language: str) -> str:
    def written(day: date) -> str:
        return f"{day.day} {_MONTHS[language][day.month - 1]} {day.year}"

    return written(when.first) if when.first == when.last else f"{written(when.first)} – {written(when.last)}"


# --- SET004 -----------------------------------------------------------------------------------------------------------


class Procedure(Strict):
    """Words that tell what procedure it is. `open`: the open procedure. `european`: above the threshold. `other`: rules of
    another place, a national or a shortened procedure, so that the terms are not judged."""

    open: ByLanguage = ByLanguage()
    european: ByLanguage = ByLanguage()
    other: ByLanguage = ByLanguage()


class TermMatch(Strict):
    """`minimum` days between publication and the deadline; `paper` days where `on_paper` says that tenders come in so."""

    of: Literal["tender-term"]
    procedure: Procedure
    minimum: int
    paper: int
    on_paper: ByLanguage = ByLanguage()


def term(match: TermMatch, tender: TenderSet) -> Iterator[SetHit]:
    """A term for tendering in an open procedure that is shorter than the least there is."""
    for planning in plannings(tender):
        member = tender.members[planning.member]
        start, end = planning.first("publication"), planning.last("deadline")
        if (
            start is None
            or end is None
            or not _judged(match.procedure, tender)
            or not _is_open(match.procedure, tender)
        ):
            continue
        days = days_between(start.when.first, end.when.last)
        least = match.paper if any(m.says(match.on_paper) for m in tender.members) else match.minimum
        if 0 <= days < least:
            severity: Severity | None = None if _is_european(match.procedure, tender) else "warning"
            yield hit_at(
                planning.member,
                member.view,
                end.span,
                {
                    "nl": f"Tussen '{start.label}' ({_day(start.when, 'nl')}) en '{end.label}' ({_day(end.when, 'nl')}) "
                    f"liggen {days} dagen; bij een Europese openbare procedure zijn dat er ten minste {least}",
                    "en": f"Between '{start.label}' ({_day(start.when, 'en')}) and '{end.label}' ({_day(end.when, 'en')}) "
                    f"there are {days} days; a European open procedure takes at least {least}",
                },
                severity,
            )


def _judged(procedure: Procedure, tender: TenderSet) -> bool:
    return not any(m.says(procedure.other) for m in tender.members)


def _is_open(procedure: Procedure, tender: TenderSet) -> bool:
    return any(m.says(procedure.open) for m in tender.members)


def _is_european(procedure: Procedure, tender: TenderSet) -> bool:
    return any(m.says(procedure.european) for m in tender.members)


# --- SET006 -----------------------------------------------------------------------------------------------------------


class StandstillMatch(Strict):
    """`minimum` days; `named`: words for the standstill; `length`: patterns that hold its length; `working`: words that make
    days working days; `award`: a guide that speaks of the award decision should speak of the standstill."""

    of: Literal["standstill"]
    procedure: Procedure
    minimum: int
    named: ByLanguage
    length: ByLanguage
    working: ByLanguage
    award: ByLanguage


WORKING_WEEK = 7 / 5


def standstill(match: StandstillMatch, tender: TenderSet) -> Iterator[SetHit]:
    """A standstill that is too short, by the planning or by the text, or that a European procedure does not describe."""
    if not _judged(match.procedure, tender):
        return
    yield from _short_by_planning(match, tender)
    yield from _short_by_text(match, tender)
    described = any(m.says(match.named) for m in tender.members)
    if described or not _is_european(match.procedure, tender):
        return
    for index, member in tender.of_kind("guide"):
        if member.says(match.award):
            message = {
                "nl": "De opschortende termijn na de gunningsbeslissing staat nergens beschreven",
                "en": "The standstill after the award decision is described nowhere",
            }
            yield SetHit(Hit(message=message, severity="warning"), index)
            return


def _short_by_planning(match: StandstillMatch, tender: TenderSet) -> Iterator[SetHit]:
    for planning in plannings(tender):
        award = planning.last("award")
        if award is None:
            continue
        for name in ("standstill", "signing"):
            end = planning.first(name)
            if end is None:
                continue
            days = days_between(award.when.first, end.when.last)
            if 0 <= days < match.minimum:
                yield hit_at(
                    planning.member,
                    tender.members[planning.member].view,
                    end.span,
                    {
                        "nl": f"Tussen '{award.label}' ({_day(award.when, 'nl')}) en '{end.label}' ({_day(end.when, 'nl')}) "
                        f"liggen {days} dagen; de opschortende termijn is ten minste {match.minimum} kalenderdagen",
                        "en": f"Between '{award.label}' ({_day(award.when, 'en')}) and '{end.label}' "
                        f"({_day(end.when, 'en')}) there are {days} days; the standstill is at least {match.minimum} calendar days",
                    },
                )
                break


def _short_by_text(match: StandstillMatch, tender: TenderSet) -> Iterator[SetHit]:
    for index, member in enumerate(tender.members):
        if member.kind in ("agreement", "terms", "form"):
            continue
        for unit in member.view.units:
            for source in getattr(match.length, unit.language):
                span = member.view.pattern(source, unit.language).search(unit.text)
                if span is None:
                    continue
                said = list(durations(unit.text[slice(*span)]))
                if len(said) != 1 or said[0].unit not in ("day", "week"):
                    continue
                words = unit.text[span[0] : span[1] + 30]
                works = any(
                    member.view.pattern(s, unit.language).search(words) for s in getattr(match.working, unit.language)
                )
                days = said[0].days * (WORKING_WEEK if works and said[0].unit == "day" else 1)
                if days < match.minimum:
                    yield hit_unit(
                        index,
                        unit,
                        span,
                        {
                            "nl": f"Een opschortende termijn van {said[0].number:g} dagen is te kort: ten minste "
                            f"{match.minimum} kalenderdagen",
                            "en": f"A standstill of {said[0].number:g} days is too short: at least {match.minimum} calendar days",
                        },
                    )
                break
