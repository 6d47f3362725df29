"""Which findings to show first when there is room for a few."""

from __future__ import annotations

from collections.abc import Iterable

from tenderkit.lint.findings import SEVERITIES, Finding

# What binds a client most, before what merely annoys (weights of the domain dossier, section 4, and tiers of section 2).
_FAMILY = {"LCK": 0, "FLX": 1, "DET": 2, "BAL": 3, "REF": 4}
# Within a family, what a reader who sees only one should see.
_FIRST = (
    "exclusivity",
    "minimum-purchase",
    "exit-plan",
    "participants",
    "brand-name",
    "handbook-incorporated",
    "step-list",
)


def _weight(finding: Finding) -> tuple[int, int, str]:
    first = _FIRST.index(finding.name) if finding.name in _FIRST else len(_FIRST)
    return SEVERITIES.index(finding.severity), first, finding.rule


def most_telling(findings: Iterable[Finding], count: int) -> list[Finding]:
    """The first `count` findings, one for each rule, families in turn, the most serious of each family first."""
    families: dict[str, list[Finding]] = {}
    seen: set[str] = set()
    for finding in sorted(findings, key=_weight):
        if finding.rule not in seen:
            seen.add(finding.rule)
            families.setdefault(finding.rule[:3], []).append(finding)
    queues = [families[name] for name in sorted(families, key=lambda n: _FAMILY.get(n, 9))]
    chosen: list[Finding] = []
    while queues and len(chosen) < count:
        for queue in queues:
            if queue and len(chosen) < count:
                chosen.append(queue.pop(0))
        queues = [q for q in queues if q]
    return chosen
