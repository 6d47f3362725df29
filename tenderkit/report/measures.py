"""The measures of a document for a person: two lines above the findings, or all of them as a table."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping

from tenderkit.lint.catalogue import Figure, catalogue, figure
from tenderkit.lint.findings import DocumentReport
from tenderkit.lint.standing import AXES

Style = Callable[..., str]

SHOWN_FOR = ("agreement", "terms")
"""The kinds of document that the two lines are for; a set has them too."""

_FIRST = ("coverage", "balance")
_WORDS = {
    "nl": {
        "guide": "richtwaarde", "at_least": "ten minste {x}", "at_most": "ten hoogste {x}", "between": "{x} tot {y}",
        "none": "geen", "within": "binnen de", "outside": "buiten de", "low": "laag", "medium": "midden", "high": "hoog",
        "lock_in": "lock-in-index", "of": "{x} van {y}", "without": "zonder", "title": "Maten", "complete": "volledig",
        "trigger": "aanleiding", "request": "verzoek", "term": "termijn", "price": "prijs", "decision": "besluit",
        "record": "vastlegging", "fallback": "terugval", "plan": "plan", "date": "datum", "rehearsal": "oefening", "data": "gegevens",
    },
    "en": {
        "guide": "guide value", "at_least": "at least {x}", "at_most": "at most {x}", "between": "{x} to {y}",
        "none": "none", "within": "within", "outside": "outside", "low": "low", "medium": "medium", "high": "high",
        "lock_in": "lock-in index", "of": "{x} of {y}", "without": "without", "title": "Measures", "complete": "complete",
        "trigger": "trigger", "request": "request", "term": "term", "price": "price", "decision": "decision",
        "record": "record", "fallback": "fallback", "plan": "plan", "date": "date", "rehearsal": "rehearsal", "data": "data",
    },
}  # fmt: skip
_NAME, _VALUE = 34, 11  # columns


def summary(report: DocumentReport, language: str) -> list[str]:
    """Two lines about a contract or a set: coverage, balance, lock-in index; and the four axes."""
    measures = report.measures
    if not measures or not (report.documents or report.kind in SHOWN_FOR):
        return []
    words = _WORDS[language]
    first = [_named(figure(name), measures, language) for name in _FIRST]
    index = measures.get("lock_in")
    if isinstance(index, Mapping):
        first.append(f"{words['lock_in']} {index['index']} ({words[str(index['band'])]})")
    axes = [_named(figure(name), measures, language) for name in AXES]
    lines = [" · ".join(part for part in parts if part) for parts in (first, axes)]
    return [f"  {line[0].upper()}{line[1:]}" for line in lines if line]


def table(report: DocumentReport, language: str, style: Style, width: int) -> list[str]:
    """All measures, by subject: value, what it means, and whether it lies within the guide values."""
    lines: list[str] = []
    for group in catalogue():
        rows = [(one, one.value(report.measures)) for one in group.figures]
        rows = [(one, value) for one, value in rows if value is not None]
        if rows:
            lines.append("  " + style(group.group.get(language), bold=True))
        for one, value in rows:
            lines += _row(one, value, language, style, width)
    return lines


def shown(one: Figure, value: object, language: str) -> tuple[str, str]:
    """A measure as a person reads it, and what its guide value says of it ("" for one without)."""
    return _shown(one, value, language), _guide(one, value, language)


def _row(one: Figure, value: object, language: str, style: Style, width: int) -> list[str]:
    shown = _shown(one, value, language)
    guide = _guide(one, value, language)
    fits = one.fits(value)
    note = style(guide, fg="yellow") if fits is False else guide
    head = f"    {one.id:4}{one.name.get(language):{_NAME}}{shown:>{_VALUE}}   {note}".rstrip()
    indent = " " * 8
    return [head, *textwrap.wrap(one.means.get(language), width, initial_indent=indent, subsequent_indent=indent)]


def _named(one: Figure, measures: Mapping[str, object], language: str) -> str:
    value = one.value(measures)
    return "" if value is None else f"{one.name.get(language)} {_shown(one, value, language)}"


def _shown(one: Figure, value: object, language: str) -> str:
    if isinstance(value, Mapping):
        return _WORDS[language]["of"].format(x=sum(bool(v) for v in value.values()), y=len(value))
    if not isinstance(value, int | float):
        return str(value)
    return _number(value, one, language)


def _number(value: float, one: Figure, language: str) -> str:
    """A number as one writes it in the language."""
    if one.show == "share":
        return f"{value * 100:.0f}%"
    text = f"{value:,.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else f"{value:,}"
    return text.translate(str.maketrans(",.", ".,")) if language == "nl" else text


def _guide(one: Figure, value: object, language: str) -> str:
    """Whether a value is within the guide values, and which these are."""
    words = _WORDS[language]
    if isinstance(value, Mapping):
        missing = ", ".join(words[str(step)] for step, there in value.items() if not there)
        return f"{words['without']} {missing}" if missing else words["complete"]
    fits = one.fits(value)
    if fits is None:
        return ""
    low = None if one.at_least is None else _number(one.at_least, one, language)
    high = None if one.at_most is None else _number(one.at_most, one, language)
    if low is not None and high is not None:
        bounds = words["between"].format(x=low, y=high)
    elif low is not None:
        bounds = words["at_least"].format(x=low)
    else:
        bounds = words["none"] if one.at_most == 0 else words["at_most"].format(x=high)
    return f"{words['within' if fits else 'outside']} {words['guide']}: {bounds}"
