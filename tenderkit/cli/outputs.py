"""Where the findings of a run go: standard output or a file, and any further files in other formats."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

FORMATS = ("text", "json", "sarif", "github", "gitlab", "junit", "markdown", "html")


@dataclass(frozen=True)
class Output:
    """One output of a run: its format, and the file (None: standard output)."""

    format_: str
    path: Path | None


class OutputParameter(click.ParamType):  # type: ignore[type-arg, unused-ignore] # generic in newer versions of click only
    """FORMAT:FILE as an Output."""

    name = "output"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Output:
        if isinstance(value, Output):
            return value
        format_, colon, name = str(value).partition(":")
        if not colon or not name or name == "-":
            self.fail(f"'{value}' is no FORMAT:FILE; give for example sarif:findings.sarif", param, ctx)
        if format_ not in FORMATS:
            from tenderkit.errors import nearest

            self.fail(f"'{value}': no format is called '{format_}'; {nearest(format_, FORMATS)}", param, ctx)
        return Output(format_, Path(name))


def show_schema(ctx: click.Context, _: click.Parameter, asked: bool) -> None:
    """Print the JSON Schema of `--format json`, and end."""
    if asked:
        from importlib.resources import files

        click.echo(files("tenderkit.report").joinpath("lint.schema.json").read_text(encoding="utf-8"), nl=False)
        ctx.exit()


def check_outputs(outputs: list[Output]) -> None:
    """Refuse, before the work begins, files that cannot be written and one file for two outputs; raises InputErrors."""
    from tenderkit.document.writers.atomic import check_place
    from tenderkit.errors import InputError, InputErrors

    errors: list[InputError] = []
    taken: dict[str, str] = {}
    for output in outputs:
        if output.path is None:
            continue
        place = os.path.realpath(output.path)
        try:
            check_place(output.path)
            if place in taken:
                problem = f"is to hold both {taken[place]} and {output.format_}"
                raise InputError(problem, path=output.path, remedy="give each output a file of its own")
        except InputError as error:
            errors.append(error)
        taken.setdefault(place, output.format_)
    if errors:
        raise InputErrors(errors)
