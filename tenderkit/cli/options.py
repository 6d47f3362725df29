"""Options that several commands share, and how a run ends."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from tenderkit.cli.outputs import FORMATS, Output, OutputParameter, show_schema

if TYPE_CHECKING:
    from tenderkit.errors import InputError
    from tenderkit.lint.cache import Cache
    from tenderkit.lint.findings import DocumentReport

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, kw_only=True)
class RuleOptions:
    """What `rule_options` give, by their names; how documents are found, for commands that have no options for it."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    profile: str | None = None
    language: str | None = None
    messages: str | None = None
    config_file: Path | None = None
    no_config: bool = False
    force_exclude: bool = False
    stdin_filename: str = "stdin.md"


@dataclass(frozen=True, kw_only=True)
class LintOptions(RuleOptions):
    """What `lint_options` give, by their names."""

    format_: str
    output_file: Path | None
    fail_on: str | None
    exit_zero: bool
    baseline: Path | None
    write_baseline: Path | None
    exclude: tuple[str, ...]
    extend_exclude: tuple[str, ...]
    respect_gitignore: bool | None
    show_settings: bool
    show_files: bool
    statistics: bool
    measures: bool
    color: str
    report: tuple[Output, ...] = ()

    @property
    def outputs(self) -> list[Output]:
        """All outputs of the run, the main one first."""
        return [Output(self.format_, self.output_file), *self.report]

    jobs: int
    cache: bool
    cache_dir: Path | None


_RULES = [
    click.option("--select", multiple=True, metavar="RULE", help="Only these rules: codes, beginnings of codes or names; comma-separated or repeated."),
    click.option("--ignore", multiple=True, metavar="RULE", help="Without these rules."),
    click.option("--extend-select", multiple=True, metavar="RULE", help="These rules besides those selected."),
    click.option("--profile", type=click.Choice(["min", "standard", "strict"]), help="How much is asked. [default: standard]"),
]  # fmt: skip
_READING = [
    click.option("--language", type=click.Choice(["auto", "nl", "en"]), help="Language of the documents. [default: auto]"),
    click.option("--messages", type=click.Choice(["auto", "nl", "en"]), help="Language of the messages. [default: the document's]"),
    click.option("--config", "config_file", type=click.Path(path_type=Path), help="Use this configuration file."),
    click.option("--no-config", is_flag=True, help="Use no configuration file."),
]  # fmt: skip


def rule_options(function: F) -> F:
    """The options that say which rules run, and in which language: of every command that lints."""
    return _with(function, [*_RULES, *_READING])


def reading_options(function: F) -> F:
    """The options that say in which language, and with which configuration: of commands that choose no rules."""
    return _with(function, _READING)


def lint_options(function: F) -> F:
    """The options of lint and check."""
    return _with(
        function,
        [
            click.option("--format", "format_", type=click.Choice(FORMATS), default="text", show_default=True, help="How to print the findings."),
            click.option("--output-file", "-o", type=click.Path(path_type=Path), help="Write the findings to this file."),
            click.option("--report", type=OutputParameter(), multiple=True, metavar="FORMAT:FILE",
                         help="Also write the findings to FILE in that format; may be repeated."),
            click.option("--show-schema", is_flag=True, is_eager=True, expose_value=False, callback=show_schema,
                         help="Print the JSON Schema of --format json, and stop."),
            *_RULES,
            click.option("--fail-on", type=click.Choice(["error", "warning", "info", "never"]), help="Exit with 1 from this severity on. [default: error]"),
            click.option("--exit-zero", is_flag=True, help="Exit with 0 also when there are findings."),
            click.option("--baseline", type=click.Path(path_type=Path), metavar="FILE", help="Leave out the findings that this file knows."),
            click.option("--write-baseline", type=click.Path(path_type=Path), metavar="FILE", help="Write all findings to this file: they no longer count."),
            click.option("--exclude", multiple=True, metavar="GLOB", help="Leave out files that match, instead of those that the configuration leaves out."),
            click.option("--extend-exclude", multiple=True, metavar="GLOB", help="Leave out these files too."),
            click.option("--respect-gitignore/--no-respect-gitignore", default=None,
                         help="Whether to leave out files in folders that git ignores. [default: leave them out]"),
            click.option("--show-settings", is_flag=True, help="Only show the settings in force, and where each comes from."),
            click.option("--show-files", is_flag=True, help="Only show which files would be read."),
            click.option("--statistics", is_flag=True, help="Count the findings of each rule: below the text, or on standard error with another format."),
            click.option("--measures", is_flag=True, help="Show all measures of each document, with what they mean (text; JSON always has them)."),
            *_READING,
            click.option("--force-exclude", is_flag=True, help="Leave out excluded files also when they are named one by one."),
            click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Colours in text. [default: auto]"),
            click.option("--jobs", "-j", type=click.IntRange(0), default=0, metavar="N", help="Processes to use. [default: all, one for few documents]"),
            click.option("--cache/--no-cache", default=True, help="Whether to use what earlier runs found in documents that did not change. [default: use it]"),
            click.option("--cache-dir", type=click.Path(path_type=Path), help="Folder for that. [default: TENDERKIT_CACHE_DIR, or your folder of caches]"),
            click.option("--stdin-filename", default="stdin.md", metavar="NAME", help="What to call standard input ('-'); its ending tells the format."),
        ],
    )  # fmt: skip


def _with(function: F, options: Sequence[Callable[[F], F]]) -> F:
    for option in reversed(options):
        function = option(function)
    return function


def words(values: Sequence[str]) -> list[str]:
    """Comma-separated and repeated values as one list."""
    return [word.strip() for value in values for word in value.split(",") if word.strip()]


def deliver(text: str, output: Path | None) -> None:
    """Print a result, or write it to a file at once and whole."""
    if output is None:
        try:
            click.echo(text, nl=False)
        except BrokenPipeError:
            # Whoever read our output stopped reading (`| head`): no error, and the exit status stays what was found.
            import os

            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return
    from tenderkit.document.writers import write_atomically

    # Names of files need not be UTF-8: what cannot be written as it is, is written as an escape (valid in JSON too).
    write_atomically(output, text.encode("utf-8", "backslashreplace"))


def text_style(color: str, output: Path | None) -> tuple[Callable[..., str], int]:
    """How text is shown: coloured or not, as `--color` asks, and how many characters wide."""
    import shutil

    from tenderkit.report.text import plain

    coloured = color == "always" or (color == "auto" and output is None and sys.stdout.isatty())
    return click.style if coloured else plain, min(shutil.get_terminal_size((100, 24)).columns, 120)


def cache_of(options: LintOptions) -> Cache | None:
    """The cache that the options ask for."""
    from tenderkit.lint.cache import Cache, default_folder

    folder = options.cache_dir or default_folder()
    return Cache(folder) if options.cache and folder else None


def say(errors: Sequence[InputError]) -> None:
    """Errors on standard error, a line each."""
    for error in errors:
        click.echo(f"tenderkit: {error}", err=True)


def finish(reports: Sequence[DocumentReport], errors: Sequence[InputError], fail_on: str, exit_zero: bool) -> NoReturn:
    """End the program with the status that findings and errors ask for."""
    from tenderkit.lint.findings import SEVERITIES

    if errors:
        sys.exit(2)
    if exit_zero or fail_on == "never":
        sys.exit(0)
    serious = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    sys.exit(int(any(f.severity in serious for r in reports for f in r.findings)))
