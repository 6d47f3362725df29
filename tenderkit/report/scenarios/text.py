"""Scenarios against a contract, for a person at a terminal."""

from __future__ import annotations

import textwrap

from tenderkit.regie.scenarios.coverage import Answer, Coverage
from tenderkit.regie.scenarios.uncertainties import Choice
from tenderkit.regie.scenarios.wording import Wording
from tenderkit.report.text import Style, plain

_COLOUR = {"ready": "green", "partly": "yellow", "gap": "red"}


def render(
    coverage: Coverage, wording: Wording, choice: Choice | None = None, *, style: Style = plain, width: int = 100
) -> str:
    """Totals, what would help most, and each scenario with its mechanisms; what is missing goes with each gap."""
    words = wording.words
    lines = [style(path, bold=True, underline=True) for path in coverage.documents]
    lines += _wrapped(wording.total(coverage), width, "  ")
    missed = wording.most_missed(coverage)
    if missed:
        lines += ["", style(f"{words['most']}:", bold=True), *(f"  {line}" for line in missed)]
    if choice:
        lines += ["", style(f"{words['uncertainties']}:", bold=True)]
        for id_, what, asked in wording.uncertain(choice):
            lines += _wrapped(f"{id_}  {what}: {asked}", width, "  ", "    ")
        if wording.unmet(choice):
            lines += _wrapped(wording.unmet(choice), width, "  ")
    told: dict[str, str] = {}
    for one in coverage.scenarios:
        verdict = style(words[one.verdict], fg=_COLOUR[one.verdict], bold=True)
        scenario = one.scenario
        lines += [
            "",
            f"{style(scenario.id, bold=True)} {scenario.title.get(wording.language)}: {verdict}, {wording.count(one)}",
        ]
        if choice:
            lines.append(f"  {words['because']} {', '.join(choice.ids(scenario.id))}")
        for answer in one.answers:
            lines += _answer(answer, wording, width, told.get(answer.need.mechanism, ""))
            told.setdefault(answer.need.mechanism, scenario.id)
    if coverage.unused:
        lines += ["", *_wrapped(f"{words['unused']}: {wording.names(coverage.unused)}.", width)]
    return "\n".join(lines) + "\n"


def _answer(answer: Answer, wording: Wording, width: int, told: str) -> list[str]:
    """One mechanism; what is missing is said once, with the scenario where it was `told`."""
    words = wording.words
    sign = "+" if answer.holds else "!" if answer.need.indispensable else "-"
    vital = f", {words['indispensable']}" if answer.need.indispensable else ""
    places = wording.places(answer)
    said = f"{wording.name(answer.need.mechanism)}{vital}: {wording.status(answer)}" + (f", {places}" if places else "")
    lines = _wrapped(f"{sign} {said}", width, "  ", "    ")
    if answer.holds:
        return lines
    needed = f"{words['must say']}: {answer.need.answers.get(wording.language)}"
    lines += _wrapped(needed, width, "      ", "      ")
    if told:
        return [*lines[:-1], f"{lines[-1]} ({words['see']} {told})"]
    lacking = wording.lacking(answer)
    if lacking:
        lines += _wrapped(f"{words['lacks']}: {lacking}", width, "      ", "      ")
    clause = wording.mends(answer.need.mechanism)
    return [*lines, *([f"    → {words['mends']} {clause}"] if clause else [])]


def _wrapped(text: str, width: int, first: str = "", then: str | None = None) -> list[str]:
    indent = first if then is None else then
    return textwrap.wrap(text, width, initial_indent=first, subsequent_indent=indent, break_on_hyphens=False)
