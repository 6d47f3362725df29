"""tenderkit annotate."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from tenderkit.cli.options import RuleOptions, finish, rule_options


@click.command("annotate")
@click.argument("draft", type=click.Path(path_type=Path), metavar="DRAFT.docx")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), required=True, metavar="OUT.docx", help="The annotated copy."
)
@click.option("--summary", is_flag=True, help="One more comment on top: totals, and the state of every mechanism.")
@click.option("--force", is_flag=True, help="Allow OUT to be DRAFT itself.")
@rule_options
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info", "never"]),
    default="never",
    help="Exit with 1 from this severity on. [default: never]",
)
def command(
    draft: Path,
    output: Path,
    summary: bool,
    force: bool,
    fail_on: str,
    **given: Any,
) -> None:
    """A Word draft with every finding of lint as a comment in the margin.

    Each comment stands on its passage and says what was found, why it matters and what you can do; what is said of the
    document as a whole stands on its title. Nothing else in the file changes. Annotate an annotated copy again, and the
    comments of tenderkit are brought up to date; those of people and their replies stay.

    Exit status: 0 when the copy was written (1 from --fail-on on), 2 when it was not.

    \b
    Examples:
      tenderkit annotate conceptovereenkomst.docx -o nagekeken.docx
      tenderkit annotate draft.docx -o checked.docx --select LCK,FLX --summary
      tenderkit annotate checked.docx -o checked.docx --force
    """
    from tenderkit.cli.run import Run
    from tenderkit.document.revise import check_files
    from tenderkit.document.writers import write_atomically

    for warning in check_files(draft, output, force):
        click.echo(f"tenderkit: {warning}", err=True)
    run = Run.prepare([str(draft)], RuleOptions(**given))
    data, report, warnings = run.annotate(draft, summary)
    write_atomically(output, data)
    for warning in warnings:
        click.echo(f"tenderkit: {warning}", err=True)
    click.echo(str(output))
    finish([report], [], fail_on, exit_zero=False)
