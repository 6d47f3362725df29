"""tenderkit check."""

from __future__ import annotations

from typing import Any

import click

from tenderkit.cli.options import LintOptions, lint_options


@click.command("check")
@click.argument("paths", nargs=-1, metavar="[DIR]...")
@lint_options
def command(paths: tuple[str, ...], **given: Any) -> None:
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
    from tenderkit.cli.run import Run, conclude, explain

    options = LintOptions(**given)
    given_paths = paths or (".",)
    run = Run.prepare(given_paths, options)
    if explain(run, options):
        return
    reports, errors = run.check(given_paths, options)
    conclude(run, reports, errors, options)
