"""tenderkit lint."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from tenderkit.cli.options import deliver, finish, lint_options, say, words


@click.command("lint")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@lint_options
@click.option(
    "--stdin-filename",
    default="stdin.md",
    metavar="NAME",
    help="What to call standard input ('-'); its ending tells the format.",
)
def command(
    paths: tuple[str, ...],
    format_: str,
    output_file: Path | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str | None,
    exit_zero: bool,
    statistics: bool,
    measures: bool,
    language: str | None,
    messages: str | None,
    config_file: Path | None,
    no_config: bool,
    force_exclude: bool,
    color: str,
    stdin_filename: str,
) -> None:
    """Findings in draft contracts and tender documents, document by document.

    PATH is a file (.docx, .md, .txt), a folder, or - for standard input. Lock-in, over-detail, missing or unusable change
    mechanisms, and loose ends, each with the passage it rests on and one thing to do.

    \b
    Examples:
      tenderkit lint conceptovereenkomst.docx
      tenderkit lint contracts/ --select LCK,FLX --fail-on warning
      tenderkit lint draft.docx --format json > findings.json
      cat draft.md | tenderkit lint - --stdin-filename draft.md
    """
    from tenderkit.cli.run import Run

    run = Run.prepare(
        paths, config_file, no_config, select=words(select), ignore=words(ignore), language=language, messages=messages
    )
    reports, errors = run.lint(paths, force_exclude, sys.stdin.buffer if "-" in paths else None, stdin_filename)
    say(errors)
    deliver(run.render(reports, format_, color, output_file, statistics, measures), output_file)
    finish(reports, errors, fail_on or run.config.fail_on, exit_zero)
