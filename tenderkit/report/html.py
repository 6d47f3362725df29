"""One self-contained page: the document's text with the findings in place, filters, measures and plots.

Works without a network, and without scripts: these only filter. Everything from a document passes through the template, which
escapes it; only our own style, script and plots are let through.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from tenderkit import __version__
from tenderkit.lint.catalogue import catalogue
from tenderkit.lint.findings import SEVERITIES, DocumentReport, Finding
from tenderkit.lint.outline import Paragraph
from tenderkit.lint.rules import Rule
from tenderkit.lint.standing import point_of
from tenderkit.report import plots
from tenderkit.report.measures import SHOWN_FOR, shown
from tenderkit.report.measures import summary as measure_lines
from tenderkit.report.names import mechanism_names, missing_elements
from tenderkit.report.page_words import WORDS as PAGE
from tenderkit.report.places import where
from tenderkit.report.standing import axes, quadrant
from tenderkit.report.words import FAMILIES, WORDS, counted


@dataclass(frozen=True, slots=True)
class Note:
    """A finding on the page; `number` counts over the whole page."""

    number: int
    finding: Finding
    where: str
    why: str
    family: str
    family_name: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `notes` speak of it, and `ends` are those whose passage ends here."""

    text: str
    notes: tuple[Note, ...] = ()
    ends: tuple[Note, ...] = ()

    @property
    def severity(self) -> str:
        """The heaviest of the findings on it."""
        return min((n.finding.severity for n in self.notes), key=SEVERITIES.index, default="")


@dataclass(slots=True)
class Shown:
    """A paragraph of the text, or a table: then `rows` of cells."""

    paragraph: Paragraph
    pieces: list[Piece]
    notes: list[Note]
    level: int = 0
    rows: list[list[Shown]] = field(default_factory=list)


def render(reports: Sequence[DocumentReport], rules: Sequence[Rule], language: str = "") -> str:
    """The page. `language` of the words round the text ("": each document's own, and that of the first for the page)."""
    first = language or next((r.language for r in reports if r.language), "nl")
    by_code = {rule.code: rule for rule in rules}
    numbers = iter(range(1, 1 + sum(len(r.findings) for r in reports)))
    sections = []
    for n, report in enumerate(reports, 1):
        spoken = language or report.language or first
        section = _section(n, report, list(_notes(report, by_code, numbers, spoken)), rules, spoken)
        sections.append({**section, "kind_on_page": _kind(report, first)})
    counts = Counter(f.severity for r in reports for f in r.findings)
    families = sorted({f.rule[:3] for r in reports for f in r.findings})
    script, style = _asset("page.js"), _asset("page.css")
    page: str = _template().render(
        language=first,
        words={**WORDS[first], **PAGE[first]},
        texts={spoken: {**WORDS[spoken], **PAGE[spoken]} for spoken in ("nl", "en")},
        version=__version__,
        sections=sections,
        severities=[(s, counts[s]) for s in SEVERITIES],
        counted=counted,
        families=[
            (f, FAMILIES[first].get(f, ""), sum(x.rule[:3] == f for r in reports for x in r.findings)) for f in families
        ],
        total=sum(counts.values()),
        overview=_overview(sections, first),
        script=Markup(script),
        style=Markup(style),
        script_hash=_hash(script),
        style_hash=_hash(style),
    )
    return page


def _section(
    number: int, report: DocumentReport, notes: list[Note], rules: Sequence[Rule], language: str
) -> Mapping[str, Any]:
    """What the template says of one document."""
    contract = bool(report.measures) and (bool(report.documents) or report.kind in SHOWN_FOR)
    counts = Counter(f.severity for f in report.findings)
    named: dict[str, str] = mechanism_names(rules, language)
    known = {p.block for p in report.text}
    point = point_of(report.measures)
    return {
        "number": number,
        "id": f"d{number}",
        "report": report,
        "language": language,
        "kind": _kind(report, language),
        "counts": [(s, counts[s]) for s in SEVERITIES],
        "summary": [line.strip() for line in measure_lines(report, language)],
        "whole": [n for n in notes if n.finding.block is None or n.finding.block not in known],
        "text": list(_text(report.text, notes)),
        "point": point if contract else None,
        "quadrant": quadrant([("", point)], language) if contract and point else None,
        "axes": axes(report.measures, language) if contract else None,
        "strip": _strip(report, language),
        "measures": list(_measures(report, language)),
        "mechanisms": [
            {
                "name": named.get(key, key),
                "state": one.state,
                "complete": f"{one.completeness:.0%}",
                "evidence": list(dict.fromkeys((e.clause or "¶", e.block) for e in one.evidence))[:5],
                "missing": ", ".join(missing_elements(rules, key, one, language)),
            }
            for key, one in report.mechanisms.items()
        ],
        "linked": known if not report.documents else set(),
    }


def _kind(report: DocumentReport, language: str) -> str:
    words = PAGE[language]
    kind: str = words["set"] if report.documents else words["kinds"].get(report.kind, report.kind)
    return kind


def _notes(report: DocumentReport, rules: Mapping[str, Rule], numbers: Iterator[int], language: str) -> Iterator[Note]:
    for finding in report.findings:
        rule, family = rules.get(finding.rule), finding.rule[:3]
        why = rule.why.get(language) if rule else ""
        name = FAMILIES[language].get(family, "")
        yield Note(next(numbers), finding, where(report, finding, language), why, family, name)


def _text(text: Sequence[Paragraph], notes: Sequence[Note]) -> Iterator[Shown]:
    """The paragraphs in order, the cells of a table as one."""
    at: dict[int, list[Note]] = {}
    for note in notes:
        if note.finding.block is not None:
            at.setdefault(note.finding.block, []).append(note)
    table: Shown | None = None
    place = (-1, -1)
    for paragraph in text:
        own = at.get(paragraph.block, [])
        one = Shown(paragraph, list(_pieces(paragraph.text, own)), own)
        if paragraph.cell is None:
            if table:
                yield table
            table = None
            if paragraph.kind in ("heading", "title"):
                one.level = (
                    min(max(paragraph.level, 0) + 3 + (paragraph.kind == "heading"), 6) if paragraph.level else 4
                )
            yield one
            continue
        here = (paragraph.cell.table, paragraph.cell.row)
        if table is None or here[0] != place[0]:
            if table:
                yield table
            table = Shown(paragraph, [], [])
        if here != place or not table.rows:
            table.rows.append([])
        place = here
        table.rows[-1].append(one)
        table.notes += own
    if table:
        yield table


def _pieces(text: str, notes: Sequence[Note]) -> Iterator[Piece]:
    """The text cut where passages begin and end, for they may overlap."""
    spans = [(n.finding.start or 0, n.finding.end or len(text), n) for n in notes]
    edges = sorted({0, len(text), *(min(max(x, 0), len(text)) for s, e, _ in spans for x in (s, e))})
    for start, end in pairwise(edges):
        over = tuple(n for s, e, n in spans if s <= start and end <= e)
        yield Piece(text[start:end], over, tuple(n for s, e, n in spans if min(e, len(text)) == end and s <= start))
    if not text:
        yield Piece("", (), tuple(notes))


def _strip(report: DocumentReport, language: str) -> Mapping[str, Any] | None:
    """Where in the text the findings lie, and in which clauses most."""
    words = PAGE[language]
    starts: dict[int, int] = {}
    size = 0
    for paragraph in report.text:
        starts[paragraph.block] = size
        size += len(paragraph.text) + 1
    found = [f for f in report.findings if f.block in starts]
    if not found:
        return None
    places = [((starts[f.block or 0] + (f.start or 0)) / size, f.severity) for f in found]
    headings = Counter(" ".join(f.heading.split()) for f in found if f.heading).most_common(3)
    said = "; ".join(f"{name} ({n})" for name, n in headings)
    label = f"{words['strip']}: {words['most']} {said}" if said else words["strip"]
    return {"svg": Markup(plots.strip(places, label)), "said": said}


def _measures(report: DocumentReport, language: str) -> Iterator[Mapping[str, Any]]:
    for group in catalogue():
        rows = []
        for one in group.figures:
            value = one.value(report.measures)
            if value is not None:
                text, guide = shown(one, value, language)
                rows.append((one.name.get(language), text, guide, one.fits(value) is False, one.means.get(language)))
        if rows:
            yield {"name": group.group.get(language), "rows": rows}


def _overview(sections: Sequence[Mapping[str, Any]], language: str) -> Mapping[str, Any] | None:
    """The quadrant with all contracts of the page, where there are several."""
    points = [(str(s["number"]), s["point"]) for s in sections if s["point"]]
    return quadrant(points, language) if len(points) > 1 else None


@cache
def _template() -> Any:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string(_asset("page.html.j2"))


def _asset(name: str) -> str:
    return files("tenderkit.report").joinpath("page", name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """What a content security policy knows an inline text by."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
