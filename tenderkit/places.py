"""Where the program's own data lies: clauses, rules, scenarios and examples, in the checkout or inside the installed wheel."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def data_folder(name: str) -> Path:
    """The folder `name` ("clauses", "rules", "scenarios" or "examples") that came with the program."""
    here = Path(__file__).resolve().parent
    installed = here / "_data" / name
    return installed if installed.is_dir() else here.parent / name
