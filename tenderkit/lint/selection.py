"""Which rules run, and how serious each is: by code, by the beginning of a code, or by name, in a profile."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tenderkit.errors import InputError, nearest
from tenderkit.lint.files import matches
from tenderkit.lint.findings import Severity
from tenderkit.lint.profiles import Profile
from tenderkit.lint.rules import Rule


def select(
    rules: Sequence[Rule],
    selected: Iterable[str] = (),
    ignored: Iterable[str] = (),
    extended: Iterable[str] = (),
    usual: Container[str] | None = None,
) -> list[Rule]:
    """The rules that `selected` names (where it names none those with a code in `usual`, or all) and those that `extended`
    adds, less those that `ignored` names.

    "LCK" and "FLX0" are beginnings of codes, "auto-renewal" a name, "ALL" everything. A longer beginning beats a shorter
    one, so that `select LCK003, ignore LCK` leaves LCK003. Raises InputError for what names no rule.
    """
    chosen, dropped, added = list(selected), list(ignored), list(extended)
    for word in (*chosen, *dropped, *added):
        must_name(word, rules)
    result = []
    for rule in rules:
        wanted = max((strength(word, rule) for word in (*chosen, *added)), default=0)
        if not chosen and (usual is None or rule.code in usual):
            wanted = max(wanted, 1)
        if wanted > max((strength(word, rule) for word in dropped), default=0):
            result.append(rule)
    return result


def must_name(word: str, rules: Sequence[Rule], path: Path | None = None, line: int | None = None) -> None:
    """Raise an InputError with the nearest code or name unless the word names a rule."""
    if not any(strength(word, rule) for rule in rules):
        names = {r.name for r in rules} | {r.code for r in rules} | {r.family for r in rules}
        raise InputError(f"no rule is called '{word}'", path=path, line=line, remedy=nearest(word, names))


def strength(word: str, rule: Rule) -> int:
    """How closely a word names a rule: 0 not at all, 1 ALL, then the length of the code's beginning, 100 the name."""
    if word.upper() == "ALL":
        return 1
    if rule.code.startswith(word.upper()) and word:
        return 1 + len(word)
    return 100 if word.lower() in (rule.name, *rule.aliases) else 0


@dataclass(frozen=True)
class Selection:
    """What was chosen: words for rules, the profile (of a kind of document: `profiles`), rules that are ignored in files
    that match a pattern (relative to `root`), and severities by word."""

    rules: Sequence[Rule]
    profile: Profile
    profiles: Mapping[str, Profile] = field(default_factory=dict)
    selected: Sequence[str] = ()
    ignored: Sequence[str] = ()
    extended: Sequence[str] = ()
    per_file: Mapping[str, Sequence[str]] = field(default_factory=dict)
    severities: Mapping[str, Severity] = field(default_factory=dict)
    root: Path = field(default_factory=Path)

    def anywhere(self) -> list[Rule]:
        """The rules that some document may need: those that have to run."""
        codes = {code for kind in ("", *self.profiles, *self._kinds()) for code in self.wanted(kind)}
        return [rule for rule in self.rules if rule.code in codes]

    def _kinds(self) -> Iterable[str]:
        return {kind for profile in (self.profile, *self.profiles.values()) for kind in profile.kinds}

    def profile_of(self, kind: str) -> Profile:
        """The profile for a kind of document."""
        return self.profiles.get(kind, self.profile)

    def wanted(self, kind: str, path: str = "") -> frozenset[str]:
        """The codes of the rules that count for a document of that kind at that path."""
        usual = {rule.code for rule in select(self.rules, self.profile_of(kind).rules_for(kind))}
        ignored = [*self.ignored, *self._ignored_in(path)]
        return frozenset(rule.code for rule in select(self.rules, self.selected, ignored, self.extended, usual))

    def _ignored_in(self, path: str) -> list[str]:
        if not path:
            return []
        return [
            word for glob, words in self.per_file.items() if matches(Path(path), [glob], self.root) for word in words
        ]

    def severity(self, rule: Rule, kind: str) -> Severity | None:
        """The severity that was set for a rule in documents of that kind; None: that of the finding itself."""
        return _closest(rule, self.severities) or _closest(rule, self.profile_of(kind).severities_for(kind))


def _closest(rule: Rule, severities: Mapping[str, Severity]) -> Severity | None:
    named = [(strength(word, rule), severity) for word, severity in severities.items()]
    best = max((strong for strong, _ in named), default=0)
    return next((severity for strong, severity in reversed(named) if strong == best), None) if best else None
