"""Writes the parts of the documentation that follow from the code: docs/tender-file.md. Run it after changing the model."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel

from tenderkit.compose.tender import Tender

HERE = Path(__file__).parent
INTRODUCTION = """# The tender file

One YAML file from which `tenderkit build` makes the whole set. [examples/vier-gemeenten/tender.yaml](../examples/vier-gemeenten/tender.yaml)
is a complete Dutch case, [examples/english-set/tender.yaml](../examples/english-set/tender.yaml) a smaller one in English. An unknown
key, a value out of bounds or a reference to something that is not there is an error with file, line and column.

What you write is text, never markup: `|`, `*` and brackets come out as they are.

This page is generated from the model (`python docs/generate.py`).
"""


def models(annotation: Any) -> list[type[BaseModel]]:
    """The models that a type annotation holds."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [m for argument in get_args(annotation) for m in models(argument)]


def table(model: type[BaseModel]) -> list[str]:
    """The keys of a model as a table."""
    lines = ["| key | needed | what it says |", "| --- | --- | --- |"]
    for name, field in model.model_fields.items():
        needed = "yes" if field.is_required() else "no"
        lines.append(
            f"| `{field.alias or name}` | {needed} | {(field.description or '').replace('|', chr(92) + '|')} |"
        )
    return lines


def tender_file() -> str:
    """The page about the tender file."""
    lines = [INTRODUCTION, *table(Tender)]
    for name, field in Tender.model_fields.items():
        for model in models(field.annotation):
            about = " ".join((model.__doc__ or "").split())
            lines += ["", f"## {field.alias or name}", "", about, "", *table(model)]
            for inner in model.model_fields.values():
                for part in models(inner.annotation):
                    lines += ["", f"### {field.alias or name}: {part.__name__.lower()}", "", *table(part)]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    (HERE / "tender-file.md").write_text(tender_file(), encoding="utf-8")
