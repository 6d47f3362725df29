"""Plots as inline SVG: a quadrant, bars, and where in a document findings lie. Plain shapes with classes, coloured by the page.

Every plot says in words what it shows (`role="img"` with a label); the figures stand in a table or text beside it too.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from tenderkit.lint.findings import SEVERITIES, Severity
from tenderkit.lint.standing import scaled

_SIDE = 300  # of the square of the quadrant
_LEFT, _TOP = 62, 12


def quadrant(
    points: Sequence[tuple[str, float, float]],
    middle: tuple[float, float],
    names: Sequence[str],
    axes: tuple[str, str],
    label: str,
) -> str:
    """Points (mark, x, y; both 0-1) in four named quarters: names from top left, row by row. The lines between them stand at
    `middle`; each half has its own even scale, so that a quarter has room for its name. `axes`: what x and y are."""
    half = _SIDE / 2
    width, height = _LEFT + _SIDE + 22, _TOP + _SIDE + 44
    parts = [_open(width, height, label, "quadrant")]
    bottom, right = _TOP + _SIDE, _LEFT + _SIDE
    for row in range(2):
        for column in range(2):
            x, y = _LEFT + column * half, _TOP + row * half
            kind = "good" if (row, column) == (0, 1) else "quarter"
            parts.append(f'<rect class="{kind}" x="{x:g}" y="{y:g}" width="{half:g}" height="{half:g}"/>')
            lines = _wrapped(names[row * 2 + column], 20)
            first = y + 20 if row == 0 else y + half - 10 - 17 * (len(lines) - 1)  # at the outer edge
            parts += [_text(x + half / 2, first + n * 17, line, "name") for n, line in enumerate(lines)]
    for share, at in ((0.0, 0.0), (middle[0], half), (1.0, float(_SIDE))):
        parts.append(_text(_LEFT + at, bottom + 17, f"{share:.0%}", "tick"))
    for share, at in ((0.0, 0.0), (middle[1], half), (1.0, float(_SIDE))):
        parts.append(_text(_LEFT - 6, bottom - at + 5, f"{share:.0%}", "tick end"))
    parts.append(_text((_LEFT + right) / 2, bottom + 37, axes[0], "axis"))
    middle_y = (_TOP + bottom) / 2
    turned = f'transform="rotate(-90 12 {middle_y:g})"'
    parts.append(f'<text class="axis" x="12" y="{middle_y:g}" {turned}>{escape(axes[1])}</text>')
    for mark, x, y in points:
        cx, cy = _LEFT + _SIDE * scaled(x, middle[0]), bottom - _SIDE * scaled(y, middle[1])
        parts.append(f'<circle class="point" cx="{cx:.1f}" cy="{cy:.1f}" r="{10 if mark else 8}"/>')
        if mark:
            parts.append(_text(cx, cy + 4, mark, "mark"))
    return "".join(parts) + "</svg>"


def bars(rows: Sequence[tuple[str, float]], label: str) -> str:
    """A bar of 0-1 for each row, with its share in figures."""
    parts = [_open(360, 38 * len(rows) + 4, label, "bars")]
    for n, (name, value) in enumerate(rows):
        y = n * 38
        parts.append(f'<text class="row" x="2" y="{y + 15}">{escape(name)}</text>')
        parts.append(f'<rect class="track" x="2" y="{y + 20}" width="300" height="10"/>')
        parts.append(f'<rect class="bar" x="2" y="{y + 20}" width="{300 * min(max(value, 0), 1):.1f}" height="10"/>')
        parts.append(f'<text class="row" x="310" y="{y + 30}">{value:.0%}</text>')
    return "".join(parts) + "</svg>"


def strip(places: Sequence[tuple[float, Severity]], label: str, bins: int = 50) -> str:
    """How many findings lie where, from the beginning (0) to the end (1) of a document, stacked by severity."""
    counts = [dict.fromkeys(SEVERITIES, 0) for _ in range(bins)]
    for at, severity in places:
        counts[min(int(at * bins), bins - 1)][severity] += 1
    most = max((sum(c.values()) for c in counts), default=0) or 1
    width, height, step = 720, 90, 720 / bins
    parts = [_open(width, height + 2, label, "strip")]
    for n, count in enumerate(counts):
        y = float(height)
        for severity in SEVERITIES:
            if size := count[severity] / most * height:
                y -= size
                box = f'x="{n * step + 1:.1f}" y="{y:.1f}" width="{step - 2:.1f}" height="{size:.1f}"'
                parts.append(f'<rect class="{severity}" {box}/>')
    parts.append(f'<line class="base" x1="0" y1="{height}" x2="{width}" y2="{height}"/>')
    return "".join(parts) + "</svg>"


def _open(width: float, height: float, label: str, kind: str) -> str:
    size = f'viewBox="0 0 {width:g} {height:g}"'
    return f'<svg class="{kind}" {size} role="img" aria-label="{escape(label)}" focusable="false">'


def _text(x: float, y: float, text: str, kind: str) -> str:
    return f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}">{escape(text)}</text>'


def _wrapped(text: str, width: int) -> list[str]:
    lines: list[str] = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
