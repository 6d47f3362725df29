"""The report of a session as a document: points, gaps, what was noted, and the actions that follow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tenderkit.document.model import Document
from tenderkit.regie.paper import Paper
from tenderkit.regie.scenarios.coverage import Answer
from tenderkit.regie.scenarios.criteria import APART, LEAST, MOST
from tenderkit.regie.scenarios.outcome import Outcome, Scored
from tenderkit.regie.scenarios.scorebook import SIDES, Action
from tenderkit.regie.scenarios.wording import Wording
from tenderkit.regie.tables import Notice

_NEARS = {"odd score": 1, "odd gap": 1, "unknown scenario": 1, "unknown criterion": 1}
"""Which part of what a notice was given is what was probably meant."""


def session_report(outcome: Outcome, wording: Wording) -> Document:
    """The report: the result of each scenario, the points, weak points with what was noted, actions noted and proposed."""
    words, language = wording.words, wording.language
    paper = Paper(words["session report"], language)
    paper.text(words["session intro"].format(most=MOST, least=LEAST, apart=APART))
    paper.text(words["observers"].format(names=", ".join(outcome.observers)))
    paper.heading(words["summary"])
    heads = ("scenario", *SIDES, "difference", "finding")
    rows = [
        (
            f"{one.scenario.id} {one.scenario.title.get(language)}",
            *(wording.number(one.total(side)) for side in SIDES),
            wording.number(one.difference),
            "; ".join(words[finding] for finding in one.findings),
        )
        for one in outcome.scored
    ]
    paper.table([[words[head] for head in heads], *rows])
    for one in outcome.scored:
        _scenario(paper, one, wording)
    _actions(paper, outcome, wording)
    if outcome.notices:
        paper.heading(words["notices"])
        paper.text(words["notices intro"])
        listed = [(notice.place.told(wording.language), notice_text(notice, wording)) for notice in outcome.notices]
        paper.table([(words["place"], words["notice"]), *listed])
    return paper.document()


def notice_text(notice: Notice, wording: Wording) -> str:
    """What a notice says."""
    given = list(notice.given)
    near = _NEARS.get(notice.kind)
    if near is not None:
        given[near] = wording.words["did you mean"].format(given[near]) if given[near] else ""
    return wording.words[notice.kind].format(*given)


def proposals(one: Scored, wording: Wording) -> Iterator[tuple[str, str]]:
    """Actions that follow from the points and the contract: the mechanism it is about ("" for none) and the text."""
    words = wording.words
    if "contract gap" in one.findings:
        for answer in one.open:
            yield answer.need.mechanism, _mending(answer, wording)
    if "knowledge gap" in one.findings and one.coverage:
        for answer in one.coverage.answers:
            if answer.need.indispensable:
                said = words["propose learn"].format(name=_lower(answer, wording), where=wording.places(answer))
                yield answer.need.mechanism, said
    if "shared gap" in one.findings:
        yield "", words["propose shared"].format(id=one.scenario.id)


def _mending(answer: Answer, wording: Wording) -> str:
    if answer.status == "incomplete" and wording.lacking(answer):
        return wording.words["propose complete"].format(
            name=_lower(answer, wording), where=wording.places(answer), missing=wording.lacking(answer)
        )
    clause = wording.mends(answer.need.mechanism)
    return wording.words["propose clause"].format(name=_lower(answer, wording), clause=clause)


def _lower(answer: Answer, wording: Wording) -> str:
    """A mechanism's name within a sentence: a capital only where the second letter has one too (SLA)."""
    name = wording.name(answer.need.mechanism)
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def _scenario(paper: Paper, one: Scored, wording: Wording) -> None:
    words = wording.words
    paper.heading(f"{one.scenario.id} {one.scenario.title.get(wording.language)}")
    heads = ("criterion", *SIDES)
    rows = [
        (words[f"criterion {name}"], *(wording.number(points[side]) for side in SIDES))
        for name, points in one.points.items()
    ]
    paper.table([[words[head] for head in heads], *rows])
    weak = ", ".join(words[f"criterion {name}"].lower() for name in one.weak)
    paper.text(f"{weak}." if weak else words["none"], words["low"])
    if one.coverage:
        gaps = "; ".join(f"{_lower(gap, wording)}: {wording.status(gap)}" for gap in one.open)
        said = f"{words[one.coverage.verdict]} ({wording.count(one.coverage)})"
        paper.text(f"{said}: {gaps}." if gaps else f"{said}.", words["contract"])
    several = len({observer for *_, observer in one.remarks}) > 1
    for name, remark, observer in one.remarks:
        paper.bullets([f"{words[f'criterion {name}']}: {remark}" + (f" ({observer})" if several else "")])


def _actions(paper: Paper, outcome: Outcome, wording: Wording) -> None:
    words = wording.words
    paper.heading(words["actions"])
    noted = [*(action for one in outcome.scored for action in one.actions), *outcome.actions]
    heads = ("scenario", "what", "action", "owner", "date")
    if noted:
        paper.table([[words[head] for head in heads], *(_noted(action, wording) for action in noted)])
    else:
        paper.text(words["no actions"])
    found: dict[str, tuple[str, list[str]]] = {}
    for one in outcome.scored:
        for mechanism, text in proposals(one, wording):
            found.setdefault(mechanism or text, (text, []))[1].append(one.scenario.id)
    if found:
        paper.heading(words["proposed"])
        paper.text(words["proposed intro"])
        rows = [(", ".join(ids), text, _left(words), _left(words)) for text, ids in found.values()]
        paper.table([[words[head] for head in ("scenario", "action", "owner", "date")], *rows])


def _noted(action: Action, wording: Wording) -> tuple[str, ...]:
    words = wording.words
    kind = f"{words[f'gap {action.gap}']}: " if action.gap else ""
    fields = (action.action, action.owner, action.date)
    return (action.scenario, f"{kind}{action.what}".removesuffix(": "), *(text or _left(words) for text in fields))


def _left(words: Mapping[str, str]) -> str:
    """What stands where somebody still has to fill something in."""
    return f"[{words['to fill']}]"
