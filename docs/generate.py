"""Writes the parts of the documentation that follow from the code: the pages about the tender file and the configuration, and
their JSON Schemas. Run it after changing a model."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel

from tenderkit.compose.tender import Tender
from tenderkit.lint.config import Config, Suppress
from tenderkit.lint.profiles import load_profiles
from tenderkit.regie.scenarios.model import Scenario

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


def default_of(value: Any) -> str:
    """A default value as the table of the configuration shows it."""
    return f"`{json.dumps(value)}`" if isinstance(value, str) else ""


def configuration() -> str:
    """The page about tenderkit.toml."""
    lines = ["| key | default | what it says |", "| --- | --- | --- |"]
    for name, field in Config.model_fields.items():
        lines.append(f"| `{field.alias or name}` | {default_of(field.get_default())} | {field.description} |")
    entries = ["| key | needed | what it says |", "| --- | --- | --- |"]
    for name, field in Suppress.model_fields.items():
        entries.append(f"| `{name}` | {'yes' if field.is_required() else 'no'} | {field.description} |")
    profiles = ["| profile | what it asks |", "| --- | --- |"]
    profiles += [f"| `{name}` | {profile.about.en} |" for name, profile in load_profiles().items()]
    parts = {"keys": lines, "suppress": entries, "profiles": profiles}
    text = (HERE / "configuration.in.md").read_text(encoding="utf-8")
    for part, table_ in parts.items():
        text = text.replace(f"{{{{ {part} }}}}", "\n".join(table_))
    return text


def schema(model: type[BaseModel], title: str) -> str:
    """The JSON Schema of a model, for editors that complete and check while one types."""
    made = model.model_json_schema(by_alias=True)
    about = " ".join(str(made.pop("description", "")).split())
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": title, "description": about}
    return json.dumps({**head, **{k: v for k, v in made.items() if k not in head}}, ensure_ascii=False, indent=2) + "\n"


def generated() -> dict[str, str]:
    """Every file that follows from the code, by its name in this folder."""
    return {
        "tender-file.md": tender_file(),
        "configuration.md": configuration(),
        "schema/tenderkit.toml.schema.json": schema(Config, "tenderkit.toml"),
        "schema/tender.schema.json": schema(Tender, "Tender file of tenderkit"),
        "schema/scenario.schema.json": schema(Scenario, "Scenario file of tenderkit"),
    }


if __name__ == "__main__":
    for name, text in generated().items():
        (HERE / name).parent.mkdir(exist_ok=True)
        (HERE / name).write_text(text, encoding="utf-8")
