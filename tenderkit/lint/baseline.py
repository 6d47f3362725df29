"""The baseline: findings that were there when a team began, and that only count again when they come back.

A JSON file, sorted, with one finding a line, each with the passage so that people can read it. A finding is known by its
document, rule and the words of its passage (`tenderkit.lint.fingerprints`), never by its place or message.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from tenderkit.data import Data, read_text
from tenderkit.errors import InputError
from tenderkit.lint.findings import DocumentReport, Finding
from tenderkit.lint.parts import Strict

SCHEMA = "tenderkit.baseline/1"


class Entry(Strict):
    """A finding that is known."""

    rule: str = Field(pattern=r"^[A-Z]{3}\d{3}$", description="code of the rule")
    fingerprint: str = Field(pattern=r"^[0-9a-f]{16}$", description="as in the JSON of lint")
    name: str = Field("", description="name of the rule, for who reads this file; not compared")
    evidence: str | None = Field(None, description="the passage, for who reads this file; not compared")


class _File(Strict):
    schema_: Literal["tenderkit.baseline/1"] = Field(alias="schema")
    documents: Mapping[str, tuple[Entry, ...]]


@dataclass(frozen=True)
class Baseline:
    """What a baseline file says: its entries by document, named from the folder of the file."""

    path: Path
    documents: Mapping[str, tuple[Entry, ...]] = field(default_factory=dict)

    def name(self, document: str) -> str:
        """How a document at that path is called in this file."""
        return _relative(document, self.path.parent)

    def has_lost(self, name: str) -> bool:
        """Whether a document that it names is not there any more."""
        return not (self.path.parent / name).exists()


@dataclass(frozen=True)
class Compared:
    """Reports without the findings that a baseline knows, and its entries that nothing answers to any more, by document."""

    reports: list[DocumentReport]
    stale: Mapping[str, tuple[Entry, ...]]


def read_baseline(path: Path) -> Baseline:
    """The baseline in a file; raises InputError with the line for one that was damaged."""
    remedy = "write it anew with --write-baseline"
    if not path.exists():
        raise InputError("no such baseline", path=path, remedy="make it with --write-baseline")
    if not path.is_file():
        raise InputError("is no file that a baseline could stand in", path=path, remedy=remedy)
    text = read_text(path)
    try:
        raw = json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(
            f"not valid JSON: {error.msg[:1].lower()}{error.msg[1:]}",
            path=path,
            line=error.lineno,
            column=error.colno,
            remedy=remedy,
        ) from None
    except RecursionError:
        raise InputError("is no baseline: nested too deeply", path=path, remedy=remedy) from None
    try:
        made = _File.model_validate(raw)
    except ValidationError as error:
        first = error.errors()[0]
        last = first["loc"][-1] if first["loc"] else ""
        problem = {"missing": f"'{last}' is missing", "extra_forbidden": f"unknown key '{last}'"}
        where = ".".join(map(str, first["loc"])) or "the file"
        said = problem.get(first["type"], f"{where}: {first['msg'][:1].lower()}{first['msg'][1:]}")
        raise InputError(
            f"damaged baseline: {said}", path=path, line=_line(text, path, first["loc"]), remedy=remedy
        ) from None
    return Baseline(path, made.documents)


def _line(text: str, path: Path, at: tuple[int | str, ...]) -> int | None:
    try:
        return Data(text, path).place(at)[0]  # JSON is YAML, whose reader knows the lines
    except InputError:
        return None


def compare(reports: Sequence[DocumentReport], baseline: Baseline, ran: Sequence[Collection[str]]) -> Compared:
    """The reports with what the baseline knows set apart. `ran`: for each report the rules that looked, for only what they
    do not find any more is stale.

    A document that the baseline does not name takes over the entries of one that is gone and has most passages in common.
    """
    names = [baseline.name(report.path) for report in reports]
    owners = _owners(reports, names, baseline)
    result: list[DocumentReport] = []
    stale: dict[str, tuple[Entry, ...]] = {}
    for report, name, codes in zip(reports, names, ran, strict=True):
        old = owners.get(name, name)
        entries = baseline.documents.get(old, ())
        known = Counter((e.rule, e.fingerprint) for e in entries)
        fresh: list[Finding] = []
        seen: list[Finding] = []
        for finding in report.findings:
            key = (finding.rule, finding.fingerprint)
            if known[key] > 0:
                known[key] -= 1
                seen.append(finding)
            else:
                fresh.append(finding)
        result.append(replace(report, findings=tuple(fresh), baselined=tuple(seen)))
        gone = tuple(e for e in entries if e.rule in codes and known[e.rule, e.fingerprint] > 0)
        if gone:
            stale[old] = gone
    for name, entries in baseline.documents.items():
        if entries and name not in names and name not in owners.values() and baseline.has_lost(name):
            stale[name] = tuple(entries)
    return Compared(result, stale)


def _owners(reports: Sequence[DocumentReport], names: Sequence[str], baseline: Baseline) -> dict[str, str]:
    """Under which older name the baseline knows a document that was renamed, by its new name."""
    lost = {
        name: Counter((e.rule, e.fingerprint, e.evidence is not None) for e in entries)
        for name, entries in baseline.documents.items()
        if name not in names and entries and baseline.has_lost(name)
    }
    owners: dict[str, str] = {}
    for report, name in zip(reports, names, strict=True):
        if name in baseline.documents or not lost:
            continue
        found = Counter((f.rule, f.fingerprint, f.evidence is not None) for f in report.findings)
        shared = {old: found & known for old, known in lost.items()}
        best = max(sorted(shared), key=lambda old: (_passages(shared[old]), shared[old].total()))
        # What is missing in one agreement is missing in many: only passages tell that it is the same document.
        same = _passages(shared[best]) if _passages(lost[best]) else shared[best].total()
        if same and 2 * same >= (_passages(lost[best]) or lost[best].total()):
            owners[name] = best
            del lost[best]
    return owners


def _passages(keys: Counter[tuple[str, str, bool]]) -> int:
    return sum(n for (_, _, passage), n in keys.items() if passage)


def renewed(reports: Sequence[DocumentReport], old: Baseline, ran: Sequence[Collection[str]]) -> Baseline:
    """A baseline of all findings in these reports. What `old` says of documents that were not looked at, and of rules that
    did not run, stays; what nothing answers to any more goes."""
    names = [old.name(report.path) for report in reports]
    owners = _owners(reports, names, old)
    documents = {
        name: entries
        for name, entries in old.documents.items()
        if name not in names and name not in owners.values() and not old.has_lost(name)
    }
    for report, name, codes in zip(reports, names, ran, strict=True):
        stays = [e for e in old.documents.get(owners.get(name, name), ()) if e.rule not in codes]
        found = [
            Entry(rule=f.rule, fingerprint=f.fingerprint, name=f.name, evidence=f.evidence) for f in report.findings
        ]
        entries = dict.fromkeys((*documents.get(name, ()), *stays, *found))
        if entries:
            documents[name] = tuple(entries)
    return Baseline(old.path, documents)


def as_text(baseline: Baseline) -> str:
    """The file: sorted, one finding a line."""
    documents = []
    for name, entries in sorted(baseline.documents.items()):
        ordered = sorted(entries, key=lambda e: (e.rule, e.evidence or "", e.fingerprint))
        lines = ",\n".join("      " + json.dumps(e.model_dump(exclude_none=True), ensure_ascii=False) for e in ordered)
        documents.append(f"    {json.dumps(name, ensure_ascii=False)}: [\n{lines}\n    ]")
    inside = ",\n".join(documents)
    body = f"{{\n{inside}\n  }}" if inside else "{}"
    return f'{{\n  "schema": "{SCHEMA}",\n  "documents": {body}\n}}\n'


def stale_notice(baseline: Baseline, stale: Mapping[str, tuple[Entry, ...]]) -> str:
    """One line that says what became stale, and how to refresh the file; "" when nothing did."""
    total = sum(map(len, stale.values()))
    if not total:
        return ""
    told = []
    for name, entries in sorted(stale.items())[:3]:
        counts = sorted(Counter(e.rule for e in entries).items())
        rules = ", ".join(code + (f" ({n} times)" if n > 1 else "") for code, n in counts[:5])
        told.append(f"{name}: {rules}" + (" and more" if len(counts) > 5 else ""))
    more = f"; and in {len(stale) - 3} more documents" if len(stale) > 3 else ""
    what = "1 finding in it is" if total == 1 else f"{total} findings in it are"
    return f"{baseline.path}: {what} no longer found ({'; '.join(told)}{more}); refresh it with --write-baseline {baseline.path}"


def _relative(path: str, folder: Path) -> str:
    """A path as seen from a folder, with forward slashes, without following links in its last part."""
    try:
        there = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow a link to another name
        return Path(os.path.relpath(there.parent.resolve() / there.name, folder.resolve())).as_posix()
    except ValueError:  # another drive
        return Path(path).as_posix()
