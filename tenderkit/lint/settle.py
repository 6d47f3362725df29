"""The last word on decided reports: what a baseline knows is set apart, and a new one is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tenderkit.lint.baseline import Baseline, as_text, compare, read_baseline, renewed, stale_notice
from tenderkit.lint.decide import Policy, scopes
from tenderkit.lint.findings import DocumentReport


@dataclass(frozen=True)
class Settled:
    """The reports, and what the user should know, a line each."""

    reports: list[DocumentReport]
    notices: tuple[str, ...] = ()


def settle(
    reports: Sequence[DocumentReport], policy: Policy, baseline: Path | None = None, write: Path | None = None
) -> Settled:
    """Apply the baseline in a file, or write a new one (which then holds). Raises InputError for what cannot be read or
    written."""
    ran = [policy.ran(report, scope) for report, scope in zip(reports, scopes(reports), strict=True)]
    if write is not None:
        from tenderkit.document.writers.atomic import write_atomically  # what does not write need not load writers

        old = read_baseline(write) if write.is_file() else Baseline(write)
        new = renewed(reports, old, ran)
        write_atomically(write, as_text(new).encode("utf-8", "backslashreplace"))
        total = sum(map(len, new.documents.values()))
        return Settled(compare(reports, new, ran).reports, (f"{write}: baseline of {total} findings written",))
    if baseline is None:
        return Settled(list(reports))
    known = read_baseline(baseline)
    compared = compare(reports, known, ran)
    notice = stale_notice(known, compared.stale)
    return Settled(compared.reports, (notice,) if notice else ())
