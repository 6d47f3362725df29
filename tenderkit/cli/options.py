"""Options that several commands share, and how a run ends."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

if TYPE_CHECKING:
    from tenderkit.errors import InputError
    from tenderkit.lint.cache import Cache
    from tenderkit.lint.findings import DocumentReport

F = TypeVar("F", bound=Callable[..., Any])
FORMATS = ("text", "json")


@dataclass(frozen=True, kw_only=True)
class RuleOptions:
    """What `rule_options` give, by their names."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    language: str | None = None
    messages: str | None = None
    config_file: Path | None = None
    no_config: bool = False


@dataclass(frozen=True, kw_only=True)
class LintOptions(RuleOptions):
    """What `lint_options` give, by their names."""

    format_: str
    output_file: Path | None
    fail_on: str | None
    exit_zero: bool
    statistics: bool
    measures: bool
    force_exclude: bool
    color: str
    stdin_filename: str
    jobs: int
    cache: bool
    cache_dir: Path | None


_RULES = [
    click.option("--select", multiple=True, metavar="RULE", help="Only these rules: codes, beginnings of codes or names; comma-separated or repeated."),
    click.option("--ignore", multiple=True, metavar="RULE", help="Without these rules."),
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


def lint_options(function: F) -> F:
    """The options of lint and check."""
    return _with(
        function,
        [
            click.option("--format", "format_", type=click.Choice(FORMATS), default="text", show_default=True, help="How to print the findings."),
            click.option("--output-file", "-o", type=click.Path(path_type=Path), help="Write the findings to this file."),
            *_RULES,
            click.option("--fail-on", type=click.Choice(["error", "warning", "info", "never"]), help="Exit with 1 from this severity on. [default: error]"),
            click.option("--exit-zero", is_flag=True, help="Exit with 0 also when there are findings."),
            click.option("--statistics", is_flag=True, help="Count the findings of each rule."),
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
        click.echo(text, nl=False)
        return
    from tenderkit.document.writers import write_atomically

    write_atomically(output, text.encode("utf-8"))


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
