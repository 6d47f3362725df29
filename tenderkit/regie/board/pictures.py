"""The picture on the page in Word: the quadrant with the four names, and beside it the axes and ratios as bars."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import fill
from typing import Any

from tenderkit.lint.catalogue import figure
from tenderkit.lint.standing import AXES, middle, quarter_of, scaled
from tenderkit.regie.board.telling import Board
from tenderkit.regie.drawing import Plot, drawn

SIZE = (7.4, 2.75)  # inches
_NOW, _BEFORE, _GOOD, _QUARTER, _EDGE = "#0B3D7A", "#9AA5B1", "#E3F3E6", "#F4F6F8", "#6B7280"
_BARS = (*AXES, "how_ratio", "must_ratio")


def picture(board: Board, names: Mapping[str, Any]) -> Plot:
    """Both plots side by side, with what they show in words. `names`: those of the quarters (`quarters`) and of the axes (`x`, `y`),
    as the page of findings has them."""
    return drawn(lambda drawing: _draw(drawing, board, names), SIZE, alternative(board, names))


def alternative(board: Board, names: Mapping[str, Any]) -> str:
    """What the picture shows, for who cannot see it."""
    placed = "; ".join(
        f"{mark} {names['quarters'][quarter_of(point)]} ({names['x']} {point[0]:.0%}, {names['y']} {point[1]:.0%})".strip()
        for mark, point in board.points
    )
    bars = [
        f"{mark} " + ", ".join(f"{name} {value:.0%}" for name, value in _values(board, measures))
        for mark, measures in board.moments
    ]
    return (
        ". ".join(part.strip() for part in (f"{names['quadrant']}: {placed or board.words['not told']}", *bars)) + "."
    )


def _values(board: Board, measures: Mapping[str, object]) -> list[tuple[str, float]]:
    own = {"how_ratio": board.words["how"], "must_ratio": board.words["musts"]}
    found = []
    for name in _BARS:
        value = figure(name).value(measures)
        if isinstance(value, int | float):
            found.append((own.get(name, figure(name).name.get(board.language)), float(value)))
    return found


def _draw(drawing: Any, board: Board, names: Mapping[str, Any]) -> None:
    _quadrant(drawing.add_axes((0.068, 0.165, 0.50, 0.815)), board, names)
    _bars(drawing.add_axes((0.75, 0.07, 0.20, 0.91)), board)


def _quadrant(axes: Any, board: Board, names: Mapping[str, Any]) -> None:
    from matplotlib.patches import Rectangle

    for n, name in enumerate(names["quarters"]):
        x, y = 0.5 * (n % 2), 0.5 * (n < 2)
        axes.add_patch(
            Rectangle((x, y), 0.5, 0.5, facecolor=_GOOD if n == 1 else _QUARTER, edgecolor=_EDGE, linewidth=0.7)
        )
        edge, side = (0.965, "top") if n < 2 else (0.035, "bottom")  # at the outer edge, so that points leave it free
        axes.text(x + 0.25, edge, fill(name, 22), ha="center", va=side, fontsize=8, color="#1B1F24")
    x, y = middle()
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1)
    axes.set_xticks([0, 0.5, 1], ["0%", f"{x:.0%}", "100%"], fontsize=7)
    axes.set_yticks([0, 0.5, 1], ["", f"{y:.0%}", "100%"], fontsize=7)
    axes.set_xlabel(names["x"], fontsize=8, labelpad=1)
    axes.set_ylabel(names["y"], fontsize=8, labelpad=1)
    axes.tick_params(length=0, pad=2)
    axes.spines[:].set_visible(False)
    placed = [(mark, scaled(point[0], x), scaled(point[1], y)) for mark, point in board.points]
    if len(placed) == 2 and placed[0][1:] != placed[1][1:]:
        arrow = {"arrowstyle": "->", "color": _EDGE, "shrinkA": 7, "shrinkB": 7}
        axes.annotate("", xy=placed[1][1:], xytext=placed[0][1:], arrowprops=arrow)
    for n, (mark, across, up) in enumerate(placed):
        colour = _NOW if n == len(placed) - 1 else _BEFORE
        axes.plot([across], [up], "o", markersize=11, color=colour, markeredgecolor="white", clip_on=False, zorder=3)
        axes.text(across, up, mark, ha="center", va="center", fontsize=7, color="white", weight="bold", zorder=4)


def _bars(axes: Any, board: Board) -> None:
    rows = [_values(board, measures) for _, measures in board.moments]
    names = [name for name, _ in rows[-1]]
    height = 0.62 / len(rows)
    for n, values in enumerate(rows):
        known = dict(values)
        colour = _NOW if n == len(rows) - 1 else _BEFORE
        for at, name in enumerate(names):
            if name not in known:
                continue
            up = at + (n - (len(rows) - 1) / 2) * height
            axes.barh(up, 1, height * 0.9, color="#EEF1F5")
            axes.barh(up, known[name], height * 0.9, color=colour)
            axes.text(1.03, up, f"{known[name]:.0%}", va="center", fontsize=7 if len(rows) == 1 else 6, color="#1B1F24")
    axes.set_xlim(0, 1)
    axes.set_ylim(max(len(names), 1) - 0.5, -0.5)
    axes.set_yticks(range(len(names)), [_two_lines(name) for name in names], fontsize=8)
    axes.set_xticks([])
    axes.tick_params(length=0, pad=3)
    axes.spines[:].set_visible(False)


def _two_lines(name: str) -> str:
    return fill(name[:1].upper() + name[1:], 16)
