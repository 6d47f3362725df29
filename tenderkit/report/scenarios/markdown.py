"""Scenarios against a contract as Markdown: for a merge request, or to paste into a memo."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tenderkit.regie.scenarios.coverage import Coverage, ScenarioCoverage
from tenderkit.regie.scenarios.uncertainties import Choice
from tenderkit.regie.scenarios.wording import Wording
from tenderkit.report.markdown import escape


def render(coverage: Coverage, wording: Wording, choice: Choice | None = None) -> str:
    """Totals, a table of scenarios, and for each scenario a table of its mechanisms."""
    return "\n".join(_lines(coverage, wording, choice)).rstrip() + "\n"


def _lines(coverage: Coverage, wording: Wording, choice: Choice | None) -> Iterator[str]:
    words = wording.words
    yield from (f"# {words['title']}: {escape(', '.join(coverage.documents))}", "", escape(wording.total(coverage)), "")
    missed = wording.most_missed(coverage)
    if missed:
        yield from (f"**{words['most']}**", "", *(f"- {escape(line)}" for line in missed), "")
    if choice:
        yield from (f"## {words['uncertainties']}", "")
        yield from _table(("", words["uncertainties"], words["title"]), wording.uncertain(choice))
        if wording.unmet(choice):
            yield from (escape(wording.unmet(choice)), "")
    rows = [
        (f"{one.scenario.id} {one.scenario.title.get(wording.language)}", words[one.verdict], wording.count(one))
        for one in coverage.scenarios
    ]
    yield from _table((words["scenario"], words["verdict"], words["coverage"]), rows)
    for one in coverage.scenarios:
        yield from (f"## {one.scenario.id} {escape(one.scenario.title.get(wording.language))}", "")
        heads = ("mechanism", "status", "where", "answers", "missing")
        yield from _table([words[h] for h in heads], _answers(one, wording))
    if coverage.unused:
        yield f"{words['unused']}: {escape(wording.names(coverage.unused))}."


def _answers(one: ScenarioCoverage, wording: Wording) -> Iterator[tuple[str, ...]]:
    for answer in one.answers:
        vital = f" ({wording.words['indispensable']})" if answer.need.indispensable else ""
        yield (
            wording.name(answer.need.mechanism) + vital,
            wording.status(answer),
            wording.places(answer),
            answer.need.answers.get(wording.language),
            wording.lacking(answer),
        )


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{' --- |' * len(head)}"
    yield from (f"| {' | '.join(map(escape, row))} |" for row in rows)
    yield ""
