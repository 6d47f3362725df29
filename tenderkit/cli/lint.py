"""tenderkit lint."""

from __future__ import annotations

from typing import Any

import click

from tenderkit.cli.options import LintOptions, lint_options


@click.command("lint")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@lint_options
def command(paths: tuple[str, ...], **given: Any) -> None:
    """Findings in draft contracts and tender documents, document by document.

    PATH is a file (.docx, .odt, .pdf, .html, .md, .txt, and .doc where LibreOffice is installed), a folder, or - for
    standard input. Lock-in, over-detail, missing or unusable change
    mechanisms, and loose ends, each with the passage it rests on and one thing to do.

    \b
    Examples:
      tenderkit lint conceptovereenkomst.docx
      tenderkit lint contracts/ --select LCK,FLX --fail-on warning
      tenderkit lint draft.docx --format json > findings.json
      cat draft.md | tenderkit lint - --stdin-filename draft.md
    """
    from tenderkit.cli.run import Run, conclude, explain

    options = LintOptions(**given)
    run = Run.prepare(paths, options)
    if explain(run, options):
        return
    reports, errors = run.lint(paths, force_exclude=options.force_exclude, stdin_filename=options.stdin_filename)
    conclude(run, reports, errors, options)
