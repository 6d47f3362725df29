"""What is scored in a session: eight things, 0 to 2 points each, and what the points say."""

from __future__ import annotations

CRITERIA = ("clause", "initiator", "term", "price", "decision", "record", "service", "relation")
"""Clause found, initiator clear, term kept, price known, decided at the right level, recorded, service goes on, relation intact."""

GAPS = ("no clause", "unclear", "unknown", "term", "price", "person", "other")
"""Kinds of gap that come up in the debrief."""

FULL = 2
"""Points for one criterion."""
MOST = FULL * len(CRITERIA)
"""Points for one scenario."""
LEAST = MOST // 2
"""With fewer points the contract has no usable answer (domain dossier 8.2)."""
APART = 4
"""Sides that differ by more points read the contract differently (domain dossier 8.2)."""
