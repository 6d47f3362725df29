"""The page for the board as one self-contained page that prints on one A4."""

from __future__ import annotations

from html import escape

from tenderkit.regie.board.paper import figure_rows
from tenderkit.regie.board.telling import Board
from tenderkit.report import standing
from tenderkit.report.plain_page import page, table

_STYLE = """
@page{size:A4;margin:12mm 14mm}
main{max-width:48rem;margin:auto}h1{font-size:1.4rem;margin:0 0 .3rem}h2{font-size:1.05rem;margin:.9rem 0 .3rem}p{margin:.35rem 0}
.plots{display:flex;flex-wrap:wrap;gap:.5rem 2rem;align-items:center;margin:.6rem 0}
figure{margin:0;flex:1 1 15rem;max-width:23rem}figcaption{font-size:.85rem;font-weight:600}
svg{display:block;width:100%;height:auto;background:#fff}svg text{font-size:13px;fill:#1b1f24}
svg .name,svg .axis,svg .mark,svg .tick{text-anchor:middle}svg .tick.end{text-anchor:end}
svg .quarter{fill:#f4f6f8;stroke:#6b7280}svg .good{fill:#e3f3e6;stroke:#6b7280}
svg .point{fill:#0b3d7a;stroke:#fff;stroke-width:2}svg .mark{fill:#fff;font-weight:700}
svg .track{fill:#e5e8ec}svg .bar{fill:#0b3d7a}
table{font-size:.9rem;width:100%}th,td{padding:.12rem .45rem}thead th{font-weight:600}tbody th{font-weight:500}
.locks td:last-child{text-align:right}ol{margin:.3rem 0;padding-left:1.4rem}li{margin:.2rem 0}
@media print{body{font-size:9.6pt;line-height:1.3}main{max-width:none}figure{max-width:84mm}.plots{flex-wrap:nowrap;gap:5mm}
h1{font-size:14pt}h2{font-size:11pt;margin-top:2.2mm}table{font-size:8.8pt}}
""".strip()


def render(board: Board) -> str:
    """The page as HTML that needs nothing else."""
    words = board.words
    parts = [f"<p>{escape(board.subtitle)}</p>", '<div class="plots">', *_plots(board), "</div>"]
    head, *rows = figure_rows(board)
    parts.append(f"<h2>{escape(words['figures'])}</h2>")
    parts.append(table(head, rows))
    parts.append(f"<p>{escape(board.readiness)} {escape(board.scenarios)}</p>")
    parts.append(f"<h2>{escape(words['locks'])}</h2>")
    if board.locks:
        parts += [
            '<div class="locks">',
            table((words["lock"], words["where"], words["weight"]), board.locks, ""),
            "</div>",
        ]
    else:
        parts.append(f"<p>{escape(words['locks none'])}</p>")
    if board.gone:
        parts.append(f"<p>{escape(board.gone)}</p>")
    parts.append(f"<h2>{escape(words['table'])}</h2>")
    parts += ["<ol>", *(f"<li>{escape(matter)}</li>" for matter in board.agenda), "</ol>"]
    return page(board.title, board.language, parts, _STYLE)


def _plots(board: Board) -> list[str]:
    made = []
    if board.points:
        plot = standing.quadrant(board.points, board.language)
        made.append(f"<figure>{plot['svg']}<figcaption>{escape('; '.join(plot['said']))}</figcaption></figure>")
    for mark, measures in board.moments:
        bars = standing.axes(measures, board.language)
        if bars is not None:
            made.append(f"<figure>{bars}" + (f"<figcaption>{escape(mark)}</figcaption>" if mark else "") + "</figure>")
    return made
