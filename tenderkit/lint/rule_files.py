"""Where rule files are, and which one a code or name means: without loading any, so that explaining a rule is quick."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from tenderkit.data import read_yaml
from tenderkit.errors import InputError, nearest
from tenderkit.places import data_folder


def rule_files(folders: Iterable[Path] = ()) -> list[Path]:
    """The files of the shipped rules and of any further folders, in the order of their names."""
    found: list[Path] = []
    for folder in (data_folder("rules"), *folders):
        if not folder.is_dir():
            raise InputError("no such folder of rules", path=folder)
        found += sorted(folder.rglob("*.yaml"), key=lambda p: p.name)
    return found


def shipped_codes() -> frozenset[str]:
    """The codes of the rules that came with the program."""
    return frozenset(path.stem.partition("-")[0].upper() for path in rule_files())


def find_file(wanted: str, folders: Iterable[Path] = ()) -> Path:
    """The file of the rule with that code or name, found by its file name alone; raises InputError with the nearest."""
    known: dict[str, Path] = {}
    for path in rule_files(folders):
        code, _, name = path.stem.partition("-")
        known[code.upper()] = known[name] = path
    found = known.get(wanted.upper()) or known.get(wanted.lower())
    if found is not None:
        return found
    # An older name stands inside the file that took it over.
    for path in dict.fromkeys(known.values()):
        if wanted.lower() in path.read_text(encoding="utf-8"):
            aliases = (read_yaml(path).value or {}).get("aliases") or ()
            if wanted.lower() in aliases:
                return path
    parts = re.fullmatch(r"([A-Za-z]{3})(\d+)", wanted)
    padded = f"{parts[1].upper()}{int(parts[2]):03d}" if parts else wanted.lower()
    hint = f"did you mean '{padded}'?" if parts and padded in known else nearest(padded, known)
    raise InputError(
        f"no rule '{wanted}'", remedy=hint if hint.startswith("did") else "'tenderkit rule' lists them all"
    )
