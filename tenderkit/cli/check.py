"""tenderkit check."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from tenderkit.cli.options import deliver, finish, lint_options, say, words


@click.command("check")
@click.argument("paths", nargs=-1, metavar="[DIR]...")
@lint_options
@click.option(
    "--stdin-filename",
    default="stdin.md",
    metavar="NAME",
    help="What to call standard input ('-', one more document of the files named); its ending tells the format.",
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
    """Findings about a tender set as a whole, across its documents.

    DIR is a folder with the documents of one tender (default: this one); each folder is a set of its own, and files named
    one by one are one set. Documents that are named and not there, days that are out of order, weights that do not add up,
    terms that differ between documents, and mechanisms that no document arranges.

    \b
    Examples:
      tenderkit check dossier/
      tenderkit check dossier/ --fail-on warning
      tenderkit check leidraad.docx conceptovereenkomst.docx sla.docx --format json
    """
    from tenderkit.cli.run import Run

    given = paths or (".",)
    run = Run.prepare(
        given, config_file, no_config, select=words(select), ignore=words(ignore), language=language, messages=messages
    )
    stdin = sys.stdin.buffer if "-" in given else None
    reports, errors = run.check(given, force_exclude, stdin, stdin_filename)
    say(errors)
    deliver(run.render(reports, format_, color, output_file, statistics, measures), output_file)
    finish(reports, errors, fail_on or run.config.fail_on, exit_zero)
