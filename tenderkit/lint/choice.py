"""What the configuration and the command line choose together; the command line goes before."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tenderkit.lint.config import Config
from tenderkit.lint.profiles import load_profiles
from tenderkit.lint.rules import Rule
from tenderkit.lint.selection import Selection, must_name
from tenderkit.lint.suppression import ByFingerprint


def choose(
    config: Config,
    rules: Sequence[Rule],
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    extend: Sequence[str] = (),
    profile: str | None = None,
) -> Selection:
    """The selection; raises InputError for a word that names no rule, with its line when it stands in the configuration.

    Who selects on the command line gets exactly that: `select` and `ignore` of the configuration then do not hold.
    """
    for word in (*select, *ignore, *extend):
        must_name(word, rules)
    _check(config, rules)
    known = load_profiles()
    return Selection(
        rules,
        known[profile or config.profile],
        {} if profile else {kind: known[name] for kind, name in config.profiles.items()},
        select or config.select,
        ignore if select else [*config.ignore, *ignore],
        extend if select else [*config.extend_select, *extend],
        config.per_file_ignores,
        config.severity,
        config.folder,
    )


def _check(config: Config, rules: Sequence[Rule]) -> None:
    for key, words in (("select", config.select), ("extend-select", config.extend_select), ("ignore", config.ignore)):
        for n, word in enumerate(words):
            must_name(word, rules, config.path, config.line_of(key, n))
    for glob, words in config.per_file_ignores.items():
        for n, word in enumerate(words):
            must_name(word, rules, config.path, config.line_of("per-file-ignores", glob, n))
    for word in config.severity:
        must_name(word, rules, config.path, config.line_of("severity", word))


def listed_in(config: Config) -> list[ByFingerprint]:
    """The suppressions in the configuration, with their places."""
    return [
        ByFingerprint(
            entry.fingerprint, entry.reason, entry.path, str(config.path or ""), config.line_of("suppress", n)
        )
        for n, entry in enumerate(config.suppress)
    ]


def covers(config: Config, paths: Sequence[str]) -> bool:
    """Whether paths name the whole folder that the configuration is about, or one above it."""
    if config.path is None:
        return False
    home = config.folder.resolve()
    return any(Path(p).is_dir() and home.is_relative_to(Path(p).resolve()) for p in paths)
