"""Which settings are in force, and where each comes from: for who wonders why a finding is or is not there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tenderkit.lint.config import Config
from tenderkit.lint.rules import Rule


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting with its value and where that was said: "command line", "tenderkit.toml:3" or "default"."""

    key: str
    value: Any
    source: str


def in_force(config: Config, given: Mapping[str, Any]) -> list[Setting]:
    """All settings in the order of the model. `given`: what the command line said, by key; None or empty: nothing."""
    found = []
    for name, field in Config.model_fields.items():
        key = field.alias or name
        value, source = getattr(config, name), "default"
        if name in config.model_fields_set:
            line = config.line_of(key)
            source = f"{config.path}:{line}" if line else str(config.path)
        if given.get(key):
            value, source = given[key], "command line"
        found.append(Setting(key, value, source))
    return found


def severities(rules: Sequence[Rule], set_: Mapping[str, str | None]) -> list[str]:
    """A line for each rule: its code, name and severity, and what that would be if nothing had been set."""
    lines = []
    for rule in rules:
        severity = set_.get(rule.code) or rule.severity
        changed = f" (its own: {rule.severity})" if severity != rule.severity else ""
        lines.append(f"{rule.code}  {rule.name:<30}  {severity}{changed}")
    return lines
