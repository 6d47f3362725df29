"""tenderkit fix."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from tenderkit.cli.options import RuleOptions, rule_options


@click.command("fix")
@click.argument("draft", type=click.Path(path_type=Path), metavar="DRAFT")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="OUT",
    help="The mended copy. Without it a Markdown or text draft is mended in place.",
)
@click.option("--diff", is_flag=True, help="Show the change as text; write nothing without -o.")
@click.option("--safe", is_flag=True, help="Insert only what contradicts nothing in the draft.")
@click.option(
    "--stance",
    type=click.Choice(["firm", "balanced", "trust"]),
    default="balanced",
    show_default=True,
    help="Which variant of the clauses.",
)
@click.option("--date", metavar="DATE", help="Date of the tracked changes (2026-01-31). [default: the draft's own]")
@click.option("--force", is_flag=True, help="Allow OUT to be DRAFT itself.")
@rule_options
def command(
    draft: Path,
    output: Path | None,
    diff: bool,
    safe: bool,
    stance: str,
    date: str | None,
    force: bool,
    **given: Any,
) -> None:
    """A draft with what it lacks inserted and what ties it down replaced, as tracked changes.

    For each mechanism that is missing or incomplete: the library's clause in the draft's own language, with its own names for
    the parties, at the place where it belongs, numbered and styled as the draft is. For lock-in and over-detail that other words can
    mend: those words. Accept the changes and the draft lints without these findings; reject them and it is what it was. What is
    only for you to know stands in square brackets, highlighted. Standard output says what was done, and what was not and why.

    Markdown and text drafts are mended in place, or to OUT.

    \b
    Examples:
      tenderkit fix concept.docx -o hersteld.docx
      tenderkit fix draft.docx --diff --select FLX001,LCK
      tenderkit fix draft.md --safe
    """
    from tenderkit.cli.run import Run
    from tenderkit.document.writers import write_atomically
    from tenderkit.mend import files
    from tenderkit.report.mending import difference, render

    target, warnings = files.target(draft, output, force=force, diff=diff)
    run = Run.prepare([str(draft)], RuleOptions(**given))
    before, outcome = files.mend(draft, run.linter, run.settings(str(draft)), stance, safe, files.moment(date))
    if diff:
        click.echo(difference(before, outcome.document, str(draft)), nl=False)
    if target is not None:
        write_atomically(target, outcome.data)
    for warning in [*warnings, *files.warnings(draft, outcome)]:
        click.echo(f"tenderkit: {warning}", err=True)
    click.echo(render(outcome, run.messages), nl=False, err=diff)
    if target is not None:
        click.echo(str(target), err=diff)
