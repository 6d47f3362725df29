"""Readiness as one self-contained page."""

from __future__ import annotations

import base64
from html import escape

from tenderkit.regie.readiness.papers import who_and_when
from tenderkit.regie.readiness.questionnaire import questions
from tenderkit.regie.readiness.telling import Section
from tenderkit.regie.readiness.texts import texts
from tenderkit.regie.readiness.told import Told
from tenderkit.report.plain_page import page, table

_STYLE = """
img{max-width:100%;height:auto;background:#fff}td{vertical-align:top;white-space:pre-line}th[scope=row]{vertical-align:top}
tr{break-inside:avoid}
""".strip()


def render(told: Told) -> str:
    """The report as an HTML page that needs nothing else, its pictures with their text."""
    words = texts()[told.language]
    parts = [f"<p>{escape(who_and_when(told.readiness, told.language))}</p>"]
    for part in told.parts:
        parts += ["<section>", *_part(part, told), "</section>"]
    source = questions().source
    parts.append(
        f"<h2>{escape(words['source'])}</h2>\n<p>{escape(source.en if told.language == 'en' else source.nl)}</p>"
    )
    return page(words["title"], told.language, parts, _STYLE)


def _part(part: Section, told: Told) -> list[str]:
    parts = [f"<h2>{escape(part.title)}</h2>"]
    if part.intro:
        parts.append(f"<p>{escape(part.intro)}</p>")
    if part.picture:
        plot = told.plots[part.picture]
        data = base64.b64encode(plot.svg).decode("ascii")
        parts.append(f'<p><img src="data:image/svg+xml;base64,{data}" alt="{escape(plot.text)}"></p>')
    if part.rows:
        kind = "n" if part.key == "scores" else ""
        parts.append(table(part.rows[0], part.rows[1:], kind))
    else:
        parts.append(f"<p>{escape(part.nothing)}</p>")
    return parts
