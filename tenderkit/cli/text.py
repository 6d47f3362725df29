"""tenderkit text."""

from __future__ import annotations

import click


@click.command("text")
@click.argument("file")
def command(file: str) -> None:
    """A document as numbered plain text: everything a reader sees, with the clause numbers that Word shows.

    For reading, searching, and `git diff` (as textconv of .docx files).
    """
    from pathlib import Path

    from tenderkit.document.readers import read
    from tenderkit.report.plain import render

    click.echo(render(read(Path(file))), nl=False)
