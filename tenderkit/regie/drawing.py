"""Pictures of the papers of the desk: the same bytes for the same content. matplotlib is loaded when something is drawn."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True)
class Plot:
    """A picture: as SVG and as PNG, and what it shows in words."""

    svg: bytes
    png: bytes
    text: str


def drawn(draw: Any, size: tuple[float, float], text: str) -> Plot:
    """What `draw` puts on a figure of that size (in inches); `text` says what it shows."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    made: dict[Literal["svg", "png"], bytes] = {}
    with matplotlib.rc_context({"svg.hashsalt": "tenderkit", "svg.fonttype": "none", "font.family": "sans-serif"}):
        figure = Figure(figsize=size, dpi=150)
        FigureCanvasAgg(figure)
        draw(figure)
        for kind, metadata in (("svg", {"Date": None, "Creator": None}), ("png", {"Software": None})):
            out = io.BytesIO()
            figure.savefig(out, format=kind, metadata=metadata)
            made["svg" if kind == "svg" else "png"] = out.getvalue()
    return Plot(made["svg"], made["png"], text)
