"""tenderkit rule."""

from __future__ import annotations

import click


@click.command("rule")
@click.argument("which", required=False, metavar="[CODE|NAME]")
@click.option(
    "--language", type=click.Choice(["nl", "en"]), default="nl", show_default=True, help="Language of the explanation."
)
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option(
    "--check",
    "check_folders",
    multiple=True,
    metavar="FOLDER",
    help="Check the rules in a folder of your own: files, patterns and examples.",
)
def command(which: str | None, language: str, format_: str, check_folders: tuple[str, ...]) -> None:
    """Explain one rule (why, source, remedy, examples), or list them all.

    \b
    Examples:
      tenderkit rule LCK003
      tenderkit rule auto-renewal --language en
      tenderkit rule --check my-rules
    """
    from pathlib import Path

    if check_folders:
        from tenderkit.cli.options import say
        from tenderkit.lint.examples import check_folder

        errors = [error for folder in check_folders for error in check_folder(Path(folder))]
        say(errors)
        if errors:
            raise SystemExit(2)
        click.echo("in orde" if language == "nl" else "all in order")
        return
    from tenderkit.data import read_yaml
    from tenderkit.lint.rule_files import find_file, rule_files
    from tenderkit.report.rule import explain, listing

    if which:
        raw = read_yaml(find_file(which)).value
        click.echo(explain([raw], language, format_), nl=False)
    elif format_ == "json":
        click.echo(explain([read_yaml(path).value for path in rule_files()], language, format_), nl=False)
    else:
        click.echo(listing([read_yaml(path).value for path in rule_files()], language), nl=False)
