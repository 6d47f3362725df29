"""Reports in the output format that was asked for."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence

import click

from tenderkit.cli.options import LintOptions
from tenderkit.lint.findings import DocumentReport


def render(reports: Sequence[DocumentReport], options: LintOptions, messages: str) -> str:
    """The reports in the format asked for, in the language `messages`; colours only on a terminal, unless asked."""
    if options.format_ == "json":
        from tenderkit.report.json import render as render_json

        return render_json(reports)
    from tenderkit.report.text import plain
    from tenderkit.report.text import render as render_text

    on_terminal = options.output_file is None and sys.stdout.isatty()
    coloured = options.color == "always" or (options.color == "auto" and on_terminal)
    return render_text(
        reports,
        language=messages,
        style=click.style if coloured else plain,
        width=min(shutil.get_terminal_size((100, 24)).columns, 120),
        statistics=options.statistics,
        measures=options.measures,
    )
