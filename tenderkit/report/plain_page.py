"""A plain self-contained page: headings, paragraphs and tables, readable on a screen, in the dark and on paper."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

_STYLE = """
:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.5rem}h2{font-size:1.25rem;margin-top:2.5rem;border-bottom:2px solid}
h3{font-size:1rem;margin:1.5rem 0 .5rem}
table{border-collapse:collapse;margin:.5rem 0}th,td{border:1px solid #999;padding:.25rem .6rem;text-align:left}
td.n{text-align:right}li{margin:.3rem 0}q{font-style:italic}
@media print{body{max-width:none;margin:0}}
""".strip()


def page(title: str, language: str, parts: Sequence[str], style: str = "") -> str:
    """The page; `parts` are HTML, `style` is what it needs beyond the common style."""
    rules = f"{_STYLE}\n{style}".strip()
    head = [
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(title)}</title>\n<style>\n{rules}\n</style>\n</head>\n<body>\n<main>",
        f"<h1>{escape(title)}</h1>",
    ]
    return "\n".join([*head, *parts, "</main>\n</body>\n</html>"]) + "\n"


def table(head: Sequence[str], rows: Sequence[Sequence[str]], kind: str = "n") -> str:
    """A table of which the first column names the rows; `kind` is the class of the other cells (n: figures)."""
    top = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    body = "\n".join(
        "<tr>"
        + f'<th scope="row">{escape(row[0])}</th>'
        + "".join(f'<td class="{kind}">{escape(cell)}</td>' for cell in row[1:])
        + "</tr>"
        for row in rows
    )
    return f"<table>\n<thead><tr>{top}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"
