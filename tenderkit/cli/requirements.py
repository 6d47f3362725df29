"""tenderkit requirements."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click


@click.command("requirements")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="DIR", help="Folder for the register and its papers."
)
@click.option(
    "--decisions",
    type=click.Path(path_type=Path),
    metavar="FILE.yaml",
    help="Decisions about merges, splits and votes: read, and written back with new proposals. [default: DIR/decisions.yaml]",
)
@click.option("--ask", is_flag=True, help="Ask about every open proposal at the prompt.")
@click.option(
    "--language", type=click.Choice(["nl", "en"]), help="Language of the register. [default: that of most wishes]"
)
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(
    files: tuple[Path, ...], output: Path | None, decisions: Path | None, ask: bool, language: Any, format_: str
) -> None:
    """Wishes of several participants to one register of musts and nice-to-haves, conflicts named.

    Each file (Excel or YAML) holds the wishes of a participant, in columns of their own naming. Wishes that are alike are
    proposed for merging and merged only after a decision. With -o: the register in Excel, which you may edit and which is
    taken up by the next run with its ids and decisions; the conflict sheet in Word; a matrix of who asks for what; and the
    requirements part of a tender file. Without: only what was found.

    \b
    Examples:
      tenderkit requirements wensen-*.xlsx -o register
      tenderkit requirements wensen-*.yaml -o register --ask
    """
    from tenderkit.regie.register.desk import run, summary

    def put(question: str, answers: tuple[str, ...]) -> str:
        click.echo(question, err=True)
        return str(click.prompt("  ->", type=click.Choice(answers), default="open", err=True))

    register, written = run(files, output, decisions, language, put if ask else None)
    if format_ == "json":
        from tenderkit.report.requirements.json import render

        click.echo(render(register), nl=False)
    else:
        click.echo(summary(register), nl=False)
    for path in written:
        click.echo(str(path), err=format_ == "json")
