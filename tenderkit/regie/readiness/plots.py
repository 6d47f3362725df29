"""The radar of the six dimensions and readiness over time, as pictures: the same bytes for the same answers.

matplotlib is loaded when something is drawn, and not before.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from tenderkit.language import Language
from tenderkit.regie.drawing import Plot, drawn
from tenderkit.regie.readiness.model import Assessment, Readiness
from tenderkit.regie.readiness.questionnaire import gates, questions
from tenderkit.regie.readiness.telling import number, short_name
from tenderkit.regie.readiness.texts import texts

_COLOURS = ("#1F3A5F", "#C8553D", "#2E7D4F", "#8A5FA8", "#B8860B", "#3A8FB7", "#7A7A7A", "#A03060")
_LINES: tuple[Any, ...] = ("-", "--", "-.", ":", (0, (5, 1)), (0, (3, 1, 1, 1)), (0, (1, 1)), (0, (8, 3)))
_MARKS = "osD^vPX*"
_ROOM = 0.13  # of the width of the axis, that a date needs


def radar(readiness: Readiness, language: Language) -> Plot:
    """The dimensions of every participant, and the mean that the first gate asks for."""
    words = texts()[language]
    names = [f"{d} {name.get(language)}" for d, name in questions().dimensions.items()]
    told = "; ".join(
        f"{a.moment.name}: " + ", ".join(f"{d} {number(score, language)}" for d, score in a.scores.items())
        for a in readiness.latest
    )
    return drawn(
        lambda figure: _radar(figure, readiness.latest, names, language), (8.2, 6.4), f"{words['radar']}. {told}."
    )


def history(readiness: Readiness, language: Language) -> Plot:
    """Readiness of every participant over time."""
    words = texts()[language]
    told = "; ".join(
        f"{moments[-1].moment.name}: "
        + ", ".join(f"{a.moment.date or words['no date']} {number(a.mean, language)}" for a in moments)
        for moments in readiness.history.values()
    )
    return drawn(lambda figure: _history(figure, readiness, words), (8.2, 4.2), f"{words['history']}. {told}.")


def _radar(figure: Any, latest: Sequence[Assessment], names: Sequence[str], language: Language) -> None:
    from math import pi

    axes = figure.add_axes((0.2, 0.2, 0.6, 0.66), projection="polar")
    axes.set_theta_offset(pi / 2)
    axes.set_theta_direction(-1)
    angles = [2 * pi * n / len(names) for n in range(len(names))]
    round_ = [*angles, angles[0]]
    least = next(iter(gates().gates.values())).mean
    label = f"G1 ≥ {number(least, language)}"
    axes.plot(round_, [least] * len(round_), color="#999999", linewidth=1, linestyle=":", label=label)
    for n, one in enumerate(latest):
        # A dimension without answers is a gap, not a zero.
        values = [float("nan") if s is None else s for s in one.scores.values()]
        style = {"color": _COLOURS[n % 8], "linestyle": _LINES[n % 8], "marker": _MARKS[n % 8], "markersize": 5}
        axes.plot(round_, [*values, values[0]], linewidth=2, label=_plain(short_name(one.moment.name)), **style)
        if len(latest) == 1 and None not in one.scores.values():
            axes.fill(round_, [*values, values[0]], color=_COLOURS[0], alpha=0.15)
    axes.set_ylim(0, 5)
    axes.set_yticks([1, 2, 3, 4, 5], ["1", "2", "3", "4", "5"], fontsize=8, color="#555555")
    axes.set_xticks(angles, ["" for _ in names])
    for angle, name in zip(angles, names, strict=True):
        side = "center" if angle in (0, pi) else "left" if angle < pi else "right"
        height = "bottom" if angle == 0 else "top" if angle == pi else "center"
        axes.text(angle, 5.25, _broken(name), ha=side, va=height, fontsize=10)
    figure.legend(loc="lower center", ncol=3, frameon=False, fontsize=9)


def _history(figure: Any, readiness: Readiness, words: dict[str, str]) -> None:
    axes = figure.add_axes((0.08, 0.26, 0.89, 0.68))
    dates = sorted({a.moment.date for moments in readiness.history.values() for a in moments})
    at = _days(dates)
    span = max(at.values()) - min(at.values()) or 1.0
    for n, moments in enumerate(readiness.history.values()):
        points = [(at[a.moment.date], a.mean) for a in moments if a.mean is not None]
        style = {"color": _COLOURS[n % 8], "linestyle": _LINES[n % 8], "marker": _MARKS[n % 8]}
        axes.plot(*zip(*points, strict=True), linewidth=2, label=_plain(short_name(moments[-1].moment.name)), **style)
    for id_, gate in gates().gates.items():
        axes.axhline(gate.mean, color="#999999", linewidth=0.8, linestyle=":")
        axes.text(max(at.values()) + 0.09 * span, gate.mean, id_, fontsize=8, color="#555555", va="bottom", ha="right")
    axes.set_xlim(min(at.values()) - 0.06 * span, max(at.values()) + 0.1 * span)
    axes.set_ylim(1, 5)
    axes.set_yticks([1, 2, 3, 4, 5])
    shown: list[str] = []
    for date in dates:  # of moments that lie close together the first is named: the table has them all
        if not shown or at[date] - at[shown[-1]] >= _ROOM * span:
            shown.append(date)
    axes.set_xticks([at[d] for d in shown], [d or words["no date"] for d in shown])
    for side in ("top", "right"):
        axes.spines[side].set_visible(False)
    figure.legend(loc="lower center", ncol=4, frameon=False, fontsize=9)


def _days(dates: Sequence[str]) -> dict[str, float]:
    """Where each date stands on the axis, in days; a moment without a date stands before the others."""
    found = {d: float(datetime.date.fromisoformat(d).toordinal()) for d in dates if d}
    first, last = min(found.values(), default=0.0), max(found.values(), default=0.0)
    return found | ({"": first - max((last - first) / 4, 1.0)} if "" in dates else {})


def _plain(name: str) -> str:
    """A name that matplotlib takes as text: no formula between dollars, no leading underscore that hides it."""
    return name.replace("$", r"\$").lstrip("_")


def _broken(name: str) -> str:
    """A name over two lines, if it is long."""
    words = name.split()
    half = (len(words) + 1) // 2
    return name if len(name) < 18 else " ".join(words[:half]) + "\n" + " ".join(words[half:])
