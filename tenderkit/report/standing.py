"""Where a contract stands, as pictures: coverage against anchored trust in four named quarters, and the four axes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from tenderkit.lint.catalogue import figure
from tenderkit.lint.standing import AXES, middle, quarter_of
from tenderkit.report import plots
from tenderkit.report.page_words import WORDS as PAGE


def quadrant(points: Sequence[tuple[str, tuple[float, float]]], language: str) -> Mapping[str, Any]:
    """The picture of some points with their marks, as `svg`, and in words, as `said`."""
    words = PAGE[language]
    said = []
    for mark, point in points:
        name = words["quarters"][quarter_of(point)]
        said.append(words["in_quarter"].format(name=name, x=f"{point[0]:.0%}", y=f"{point[1]:.0%}", mark=mark).strip())
    placed = [(mark, *point) for mark, point in points]
    label = f"{words['quadrant']}: {'; '.join(said)}"
    svg = plots.quadrant(placed, middle(), words["quarters"], (words["x"], words["y"]), label)
    return {"svg": Markup(svg), "said": said}


def axes(measures: Mapping[str, object], language: str) -> Markup | None:
    """The four axes as bars; None without them."""
    rows = []
    for one in map(figure, AXES):
        value = one.value(measures)
        if isinstance(value, int | float):
            rows.append((one.name.get(language).capitalize(), float(value)))
    label = f"{PAGE[language]['axes']}: " + ", ".join(f"{name} {value:.0%}" for name, value in rows)
    return Markup(plots.bars(rows, label)) if rows else None
