"""How wide texts are, near enough to lay out numbers and columns without a font at hand."""

from __future__ import annotations

_WIDTHS = {  # of letters, in ems; the rest is about as wide as "n", capitals about as "B"
    **dict.fromkeys("ijl'|", 0.23),
    **dict.fromkeys("ft.,:;!/\\[] I\u00a0", 0.28),
    **dict.fromkeys("r()-", 0.34),
    **dict.fromkeys("cksvxyzJ", 0.5),
    **dict.fromkeys("mM%", 0.86),
    **dict.fromkeys("wCDHNRU", 0.72),
    **dict.fromkeys("GOQ", 0.78),
    "W": 0.95,
    "@": 1.02,
}


def text_width(text: str, points: float, bold: bool = False) -> int:
    """About how wide a text is in a sans-serif letter, in twentieths of a point."""
    ems = sum(_WIDTHS.get(c, 0.7 if c.isupper() else 0.56) for c in text)
    return round(ems * points * 20 * (1.12 if bold else 1.0))
