"""tenderkit rule."""

from __future__ import annotations

from pathlib import Path

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
@click.option("--config", "config_file", type=click.Path(path_type=Path), help="Use this configuration file.")
@click.option("--no-config", is_flag=True, help="Use no configuration file: only the rules that came with the program.")
def command(
    which: str | None,
    language: str,
    format_: str,
    check_folders: tuple[str, ...],
    config_file: Path | None,
    no_config: bool,
) -> None:
    """Explain one rule (why, source, remedy, examples), or list them all.

    Rules of your own, in the folders that the configuration names (rule-folders), are among them.

    \b
    Examples:
      tenderkit rule LCK003
      tenderkit rule auto-renewal --language en
      tenderkit rule --check my-rules
    """
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
    from tenderkit.errors import InputError
    from tenderkit.lint.rule_files import find_file, rule_files
    from tenderkit.report.rule import explain, listing

    def folders() -> list[Path]:
        if no_config:
            return []
        from tenderkit.lint.config import find_config, load_config

        return load_config(config_file or find_config(Path())).rules_from

    if which:
        try:
            path = find_file(which)  # most are ours, and reading the configuration takes longer than the rest
        except InputError:
            path = find_file(which, folders())
        click.echo(explain([read_yaml(path).value], language, format_), nl=False)
        return
    raws = [read_yaml(path).value for path in rule_files(folders())]
    shown = explain(raws, language, format_) if format_ == "json" else listing(raws, language)
    click.echo(shown, nl=False)
