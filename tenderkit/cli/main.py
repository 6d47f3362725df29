"""The command `tenderkit`: finds a command's file when it is called, so that help is quick."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from tenderkit import __version__

COMMANDS = {
    "demo": "The main job end to end on the bundled example.",
    "init": "A new tender repository: tender file, configuration, hooks, git settings.",
    "build": "Build the tender set of a tender file as Word or Markdown documents.",
    "lint": "Findings in draft contracts and tender documents, document by document.",
    "check": "Findings about a tender set as a whole, across its documents.",
    "annotate": "A Word draft with every finding as a comment in the margin.",
    "compare": "What changed between two versions: clauses, findings, flexibility.",
    "fix": "A draft with missing mechanisms and other words put in, as tracked changes.",
    "text": "A document as numbered plain text, everything a reader sees.",
    "rule": "Explain one rule, or list them all.",
    "requirements": "Wishes of several participants to one must/nice register, conflicts named.",
    "readiness": "Whether organisations are ready to outsource: scores, gates, what to work on.",
    "roles": "Roles, mandates and competences: gaps, RACI, the organisation annex without names.",
    "scenarios": "Which of the known-trouble scenarios a contract can answer; the kit of a session.",
    "report": "The one page for the board about a tender set.",
    "cache": "What earlier runs found in documents that did not change: info, clear.",
    "clause": "The clause library: list, show, check, new.",
}


class Commands(click.Group):
    """A group whose commands are imported only when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"tenderkit.cli.{cmd_name}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0] if args else ""
        if name and name not in COMMANDS and not name.startswith("-"):
            from tenderkit.errors import nearest

            ctx.fail(f"No command is called '{name}'; {nearest(name, COMMANDS)}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="tenderkit")
def group() -> None:
    """Tender and contract documents for outsourced ICT: composed from a clause library, judged by a linter.

    Dutch and English. Exit status: 0 nothing found at or above --fail-on, 1 findings, 2 an error in what was given.
    """


def _give_up_output() -> None:
    """Keep Python from flushing into an output that takes no more."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def main() -> None:
    """Run the command line; every expected error becomes one line on standard error and exit status 2."""
    import gc
    import os

    from tenderkit.errors import InputError, InputErrors

    for stream in (sys.stdout, sys.stderr):
        # Names of files need not be UTF-8, nor need the terminal be: what cannot be written is written as an escape.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    # Rules, models and patterns are many small objects that stay: looking through them all again and again for what may be
    # thrown away would take a tenth of the time.
    gc.set_threshold(100_000, 50, 100)
    # Sentences are many and short: several threads on the matrices of each would cost more than they gain.
    for library in ("OPENBLAS", "OMP", "MKL"):
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")
    try:
        status = group.main(standalone_mode=False)
    except InputErrors as several:
        for error in several.errors:
            click.echo(f"tenderkit: {error}", err=True)
        sys.exit(2)
    except InputError as error:
        click.echo(f"tenderkit: {error}", err=True)
        sys.exit(2)
    except click.exceptions.Abort:
        click.echo("tenderkit: interrupted", err=True)
        sys.exit(130)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        sys.exit(0)
    except click.ClickException as error:
        context = getattr(error, "ctx", None)
        hint = f" ('{context.command_path} --help' explains)" if context else ""
        click.echo(f"tenderkit: {' '.join(error.format_message().split())}{hint}", err=True)
        sys.exit(2)
    except BrokenPipeError:
        # Whoever read our output stopped reading (`| head`): no error of ours. Keep Python from flushing into it again.
        _give_up_output()
        sys.exit(0)
    except OSError as error:
        # Standard output on a full disk or a file that may not be read: everything else was turned into an InputError.
        _give_up_output()
        where = f"{error.filename}: " if error.filename else "standard output: "
        click.echo(f"tenderkit: {where}{error.strerror or error}", err=True)
        sys.exit(2)
    except KeyboardInterrupt:
        click.echo("tenderkit: interrupted", err=True)
        sys.exit(130)
    sys.exit(status if isinstance(status, int) else 0)
