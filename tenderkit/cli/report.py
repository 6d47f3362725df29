"""tenderkit report."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from tenderkit.cli.options import RuleOptions


@click.command("report")
@click.argument("place", metavar="DIR")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar="DIR", help="Folder for the page in Word, HTML and PDF."
)
@click.option(
    "--before",
    metavar="DIR_OR_COMMIT",
    help="An earlier moment of the set, to show what a round cost: a folder, COMMIT:PATH, or a commit.",
)
@click.option(
    "--readiness",
    "answers",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Answers on readiness (Excel or YAML), one file for each participant; may be repeated.",
)
@click.option(
    "--roles",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The table of roles: what it lacks comes on the page, without names.",
)
@click.option("--language", type=click.Choice(["nl", "en"]), help="Language of the page. [default: that of the set]")
@click.option("--config", "config_file", type=click.Path(path_type=Path), help="Use this configuration file.")
@click.option("--no-config", is_flag=True, help="Use no configuration file.")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
def command(
    place: str,
    output: Path | None,
    before: str | None,
    answers: tuple[Path, ...],
    roles: Path | None,
    language: Any,
    format_: str,
    **given: Any,
) -> None:
    """The one page for the board about a tender set.

    One A4: coverage against anchored trust in a quadrant with four names, the four axes, how against what, musts against
    wishes, the heaviest lock-ins, scenarios covered, readiness, and what the regisseur must put on the table. DIR is a folder
    with the documents of one tender. Without -o the page is printed as text. What nobody filled in, it says so.

    \b
    Examples:
      tenderkit report out/
      tenderkit report out/ --readiness vlietdrecht.xlsx --readiness duinrade.xlsx -o bestuur
      tenderkit report ronde-2/ --before ronde-1/ -o bestuur
      tenderkit report out/ --before HEAD~3
    """
    from tenderkit.cli.board_run import make_board
    from tenderkit.cli.options import finish, say
    from tenderkit.cli.run import Run

    run = Run.prepare([place], RuleOptions(**given))
    page, errors, odd = make_board(run, place, before, answers, roles, language)
    say(errors)
    for line in odd:
        click.echo(f"tenderkit: {line}", err=True)
    if format_ == "json":
        from tenderkit.report.board.json import render as render_json

        click.echo(render_json(page), nl=False)
    elif output is None:
        from tenderkit.report.board.text import render

        click.echo(render(page), nl=False)
    if output is not None:
        from tenderkit.regie.board.desk import write_page
        from tenderkit.report.board.html import render as render_html
        from tenderkit.report.page_words import WORDS

        written, why = write_page(page, output, WORDS[page.language], render_html)
        for path in written:
            click.echo(str(path), err=format_ == "json")
        if why:
            click.echo(f"tenderkit: no PDF: {why}", err=True)
    finish([], errors, "never", exit_zero=False)
