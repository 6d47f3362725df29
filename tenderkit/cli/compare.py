"""tenderkit compare."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from tenderkit.cli.options import RuleOptions, rule_options


@click.command("compare")
@click.argument("versions", nargs=-1, metavar="OLD NEW")
@click.option("--rev", nargs=3, metavar="A B PATH", help="Compare PATH in commit A with PATH in commit B instead.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "markdown", "html"]),
    default="text",
    show_default=True,
    help="How to print the comparison.",
)
@click.option("--output-file", "-o", type=click.Path(path_type=Path), help="Write the comparison to this file.")
@click.option("--no-lint", is_flag=True, help="Only the clauses: no findings, mechanisms and measures. Quicker.")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info", "never"]),
    default="never",
    show_default=True,
    help="Exit with 1 from this severity of a new finding on.",
)
@rule_options
@click.option(
    "--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Colours in text. [default: auto]"
)
def command(
    versions: tuple[str, ...], rev: tuple[str, str, str] | None, format_: str, output_file: Path | None, no_lint: bool,
    fail_on: str, color: str, **given: Any,
) -> None:  # fmt: skip
    """What a round of negotiation did: clauses, findings gained and resolved, flexibility before and after.

    OLD and NEW are two files, two folders (tender sets), or what git keeps of them in a commit: COMMIT:PATH, with PATH from
    the current folder. Clauses added, removed, reworded (with the words), moved, split and merged; another number is no
    change, nor is a reference that follows it. Then findings new and resolved, mechanisms in another state, the lock-in
    index and the four axes before and after.

    \b
    Examples:
      tenderkit compare concept-1.docx concept-2.docx
      tenderkit compare HEAD:overeenkomst.docx overeenkomst.docx
      tenderkit compare --rev HEAD~3 HEAD dossier/ --format html -o verschil.html
      tenderkit compare ronde-1/ ronde-2/ --fail-on warning
    """  # fmt: skip
    if rev:
        if versions:
            raise click.UsageError("--rev A B PATH takes the place of OLD and NEW")
        versions = (f"{rev[0]}:{rev[2]}", f"{rev[1]}:{rev[2]}")
    if len(versions) != 2:
        raise click.UsageError(f"two versions are compared, OLD and NEW; {len(versions)} given")
    from tenderkit.cli.comparing import compare, show
    from tenderkit.cli.options import deliver, finish, say
    from tenderkit.cli.run import Run

    run = Run.prepare([v for v in versions if Path(v).exists()][-1:], RuleOptions(**given))
    comparison, errors = compare(run, *versions, lint=not no_lint)
    say(errors)
    deliver(show(comparison, run, format_, color, output_file), output_file)
    finish(comparison.gained, errors, fail_on, False)
