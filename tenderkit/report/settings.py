"""The settings in force, for a person at a terminal."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel

from tenderkit.lint.in_force import Setting


def settings_text(path: str, config: str, settings: Sequence[Setting], rules: Sequence[str]) -> str:
    """The settings for a path as text: a line each with its source, and then the rules that run."""
    lines = [f"# settings for {path}", f"# configuration: {config}"]
    width = max(len(f"{s.key} = {_shown(s.value)}") for s in settings if len(_shown(s.value)) < 40)
    for setting in settings:
        lines.append(f"{f'{setting.key} = {_shown(setting.value)}':<{width}}  # {setting.source}")
    lines += ["", f"# {len(rules)} rules", *rules]
    return "\n".join(lines) + "\n"


def _shown(value: Any) -> str:
    """A value as TOML writes it."""
    if isinstance(value, BaseModel):
        return _shown(value.model_dump(exclude_defaults=True))
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(k, ensure_ascii=False)} = {_shown(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_shown, value)) + "]"
    return '""' if value is None else json.dumps(str(value), ensure_ascii=False)
