"""tenderkit readiness."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from tenderkit.lint.findings import DocumentReport


@click.command("readiness")
@click.argument("answers", nargs=-1, type=click.Path(path_type=Path), metavar="[ANSWERS]...")
@click.option(
    "--form", type=click.Path(path_type=Path), metavar="FILE.xlsx", help="Write the empty form to this file, and stop."
)
@click.option(
    "--ask",
    "ask_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Put the questions at the prompt and keep the answers in FILE (.xlsx, .yaml); goes on with one that is there.",
)
@click.option(
    "--set",
    "set_",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Hold the answers against this tender set (a folder) or draft: both are linted.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Folder for the report in Word and as a page.",
)
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option(
    "--fail-on",
    type=click.Choice(["G1", "G2", "G3", "never"]),
    default="never",
    show_default=True,
    help="Exit with 1 when this gate is shut.",
)
@click.option(
    "--language", type=click.Choice(["nl", "en"]), help="Language of form and report. [default: that of the answers]"
)
def command(
    answers: tuple[Path, ...],
    form: Path | None,
    ask_file: Path | None,
    set_: Path | None,
    output: Path | None,
    format_: str,
    fail_on: str,
    language: Any,
) -> int:
    """Whether organisations are ready to outsource: thirty answers to scores, gates and what to work on.

    Each file (Excel or YAML) holds the answers of a participant at a moment: those of several participants are put side by side,
    those of several dates one after the other. An answer is a level from 1 to 5, from 3 on with evidence.

    \b
    Examples:
      tenderkit readiness --form form.xlsx --language nl
      tenderkit readiness answers-*.xlsx -o report
      tenderkit readiness answers.yaml --set out/ --fail-on G2
    """
    from tenderkit.regie.readiness.desk import ask, run, write_empty_form, write_reports

    if form is not None:
        if answers or ask_file:
            raise click.UsageError("--form writes an empty form: leave the answers and --ask out.")
        write_empty_form(form, language or "nl")
        click.echo(str(form))
        return 0
    if ask_file is not None:
        try:
            ask(ask_file, language or "nl", _put)
        except click.Abort:
            if ask_file.exists():
                click.echo(f"\nThe answers so far are in {ask_file}: go on with the same command.", err=True)
            raise
        answers = (*(a for a in answers if a != ask_file), ask_file)
    if not answers:
        raise click.UsageError("Give files with answers, --form FILE.xlsx for an empty form, or --ask FILE.")
    reports, scenarios_from = _lint(set_) if set_ else ([], ())
    told = run(answers, language, reports, scenarios_from)
    if format_ == "json":
        from tenderkit.report.readiness.json import render as render_json

        click.echo(render_json(told), nl=False)
    else:
        from tenderkit.report.readiness.text import render as render_text

        click.echo(render_text(told), nl=False)
    if output is not None:
        from tenderkit.report.readiness.html import render as render_html

        for path in write_reports(told, output, render_html):
            click.echo(str(path), err=format_ == "json")
    return int(fail_on != "never" and not told.readiness.gates[fail_on].passed)


def _put(told: str, question: str, offered: str) -> str:
    if told:
        click.echo(told, err=True)
    return str(click.prompt(question, default=offered, show_default=bool(offered), err=True)).strip()


def _lint(path: Path) -> tuple[list[DocumentReport], Sequence[Path]]:
    """What the linter says of a set or a draft, as it is configured there, and where scenarios of one's own are."""
    from tenderkit.cli.options import RuleOptions
    from tenderkit.cli.run import Run
    from tenderkit.errors import InputErrors
    from tenderkit.lint.decide import decide

    options = RuleOptions()
    run = Run.prepare([str(path)], options)
    reports, errors = run.check([str(path)], options)
    if errors:
        raise InputErrors(errors)
    return list(decide(reports, run.policy())), run.config.scenarios_from
