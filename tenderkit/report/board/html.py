"""The page for the board as one self-contained page that prints on one A4."""

from __future__ import annotations

import base64
from html import escape

from tenderkit.regie.board.paper import figure_rows
from tenderkit.regie.board.telling import Board
from tenderkit.regie.drawing import Plot
from tenderkit.report.plain_page import page, table

_STYLE = """
@page{size:A4;margin:11mm 14mm}
main{max-width:48rem;margin:auto}h1{font-size:1.4rem;line-height:1.25;margin:0 0 .3rem}p{margin:.35rem 0}
h2{font-size:1.05rem;margin:.9rem 0 .3rem}img{display:block;width:100%;height:auto;background:#fff}
table{font-size:.9rem;width:100%}th,td{padding:.12rem .45rem}tbody th{font-weight:500}
.one td:nth-child(4),.two td:nth-child(5){text-align:left}.locks td:last-child{text-align:right}
ol{margin:.3rem 0;padding-left:1.4rem}li{margin:.2rem 0}
.locks td:nth-child(2){white-space:nowrap}
@media print{body{font-size:8.7pt;line-height:1.25}h1{font-size:13pt}h2{font-size:10.5pt;margin:1.8mm 0 .6mm}p{margin:.8mm 0}
img{width:90%;margin:auto}table{font-size:8pt;margin:.8mm 0}th,td{padding:.2mm 1.6mm}ol{margin:.5mm 0}li{margin:.4mm 0}}
""".strip()


def render(board: Board, plot: Plot) -> str:
    """The page as HTML that needs nothing else; `plot` is its picture."""
    words = board.words
    data = base64.b64encode(plot.svg).decode("ascii")
    head, *rows = figure_rows(board)
    parts = [
        f"<p>{escape(board.subtitle)}</p>",
        f'<p><img src="data:image/svg+xml;base64,{data}" alt="{escape(plot.text)}"></p>',
        f'<div class="{"two" if board.is_compared else "one"}">',
        table(head, rows),
        "</div>",
        f"<p>{escape(board.readiness)} {escape(board.scenarios)}</p>",
        f"<h2>{escape(words['locks'])}</h2>",
    ]
    if board.locks:
        head = (words["lock"], words["where"], words["weight"])
        parts += ['<div class="locks">', table(head, board.locks, ""), "</div>"]
    else:
        parts.append(f"<p>{escape(words['locks none'])}</p>")
    if board.gone:
        parts.append(f"<p>{escape(board.gone)}</p>")
    parts.append(f"<h2>{escape(words['table'])}</h2>")
    parts += ["<ol>", *(f"<li>{escape(matter)}</li>" for matter in board.agenda), "</ol>"]
    return page(board.title, board.language, parts, _STYLE)
