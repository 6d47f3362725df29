"""Where a contract stands: coverage of the mechanisms against anchored trust, and the four axes of flexibility."""

from __future__ import annotations

from collections.abc import Mapping

from tenderkit.lint.catalogue import figure

AXES = ("axes.robustness", "axes.modifiability", "axes.new_capability", "axes.ease_of_exit")


def point_of(measures: Mapping[str, object]) -> tuple[float, float] | None:
    """Coverage and anchored trust, where a contract or set has both."""
    x, y = (figure(name).value(measures) for name in ("coverage", "balance"))
    return (float(x), float(y)) if isinstance(x, int | float) and isinstance(y, int | float) else None


def middle() -> tuple[float, float]:
    """Where the lines between the quarters stand: the guide values."""
    return figure("coverage").at_least or 0.5, figure("balance").at_least or 0.5


def quarter_of(point: tuple[float, float]) -> int:
    """In which quarter a point lies, by its place in `quarters` of the words: from top left, row by row."""
    x, y = middle()
    return (0 if point[1] >= y else 2) + (point[0] >= x)


def scaled(value: float, middle: float) -> float:
    """A share on a scale on which `middle` stands in the middle, 0 to 1: each half of it is even."""
    value = min(max(value, 0.0), 1.0)
    return value / middle / 2 if value <= middle else 0.5 + (value - middle) / (1 - middle) / 2
