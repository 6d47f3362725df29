"""tenderkit roles."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click


@click.command("roles")
@click.argument("table", required=False, type=click.Path(path_type=Path), metavar="[TABLE]")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="DIR", help="Folder for the table and its papers."
)
@click.option(
    "--form",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Only write an empty table to this file, .xlsx or .yaml.",
)
@click.option(
    "--tender",
    type=click.Path(path_type=Path),
    metavar="TENDER.yaml",
    help="The tender file: its participants, and its roles in the form.",
)
@click.option(
    "--phase",
    type=click.Choice(["strategy", "tender", "organisation"]),
    help="Only ask for what this phase needs. [default: all]",
)
@click.option(
    "--language", type=click.Choice(["nl", "en"]), help="Language of the form, or of a table that does not say."
)
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(
    table: Path | None,
    output: Path | None,
    form: Path | None,
    tender: Path | None,
    phase: Any,
    language: Any,
    format_: str,
) -> None:
    """Roles, tasks and competences: what is lacking, who decides what, and the annex without names.

    TABLE (Excel or YAML) says who holds which role, with which mandate and competences. Named are: roles without a person,
    a mandate or a deputy, competences that are lacking, roles that do not go together in one person, and decisions without
    an owner. With -o: the table with gaps and RACI in Excel (names: keep it inside); the organisation annex for the agreement
    in Word and the roles of a tender file, both with roles only.

    \b
    Examples:
      tenderkit roles --form rollen.xlsx --tender tender.yaml
      tenderkit roles rollen.xlsx -o regie --phase tender
    """
    from tenderkit.regie.roles.desk import run, summary, write_form

    if (form is None) == (table is None):
        raise click.UsageError("give a TABLE, or --form FILE for an empty one")
    if form is not None:
        write_form(form, language, tender)
        click.echo(str(form))
        return
    assert table is not None
    known, found, written = run(table, output, language, phase, tender)
    if format_ == "json":
        from tenderkit.report.roles.json import render

        click.echo(render(known, found), nl=False)
    else:
        click.echo(summary(known, found), nl=False)
    for path in written:
        click.echo(str(path), err=format_ == "json")
