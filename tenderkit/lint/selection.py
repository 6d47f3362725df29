"""Which rules run: by code, by the beginning of a code, or by name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tenderkit.errors import InputError, nearest
from tenderkit.lint.rules import Rule


def select(rules: Sequence[Rule], selected: Iterable[str] = (), ignored: Iterable[str] = ()) -> list[Rule]:
    """The rules that `selected` names (all, when it names none) less those that `ignored` names.

    "LCK" and "FLX0" are beginnings of codes, "auto-renewal" a name, "ALL" everything. A longer beginning beats a shorter
    one, so that `select LCK003, ignore LCK` leaves LCK003. Raises InputError for what names no rule.
    """
    chosen = list(selected)
    dropped = list(ignored)
    for word in (*chosen, *dropped):
        if not any(_strength(word, rule) for rule in rules):
            names = {r.name for r in rules} | {r.code for r in rules} | {r.family for r in rules}
            raise InputError(f"no rule is called '{word}'", remedy=nearest(word, names))
    result = []
    for rule in rules:
        wanted = max((_strength(word, rule) for word in chosen), default=0 if chosen else 1)
        refused = max((_strength(word, rule) for word in dropped), default=0)
        if (wanted and wanted > refused) or (wanted and not chosen and not refused):
            result.append(rule)
    return result


def _strength(word: str, rule: Rule) -> int:
    """How closely a word names a rule: 0 not at all, 1 ALL, then the length of the code's beginning, 100 the name."""
    if word.upper() == "ALL":
        return 1
    if rule.code.startswith(word.upper()) and word:
        return 1 + len(word)
    return 100 if word.lower() in (rule.name, *rule.aliases) else 0
