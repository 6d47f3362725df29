"""tenderkit text."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("text")
@click.argument("file")
@click.option(
    "--textconv",
    is_flag=True,
    help="For git diff: a file that cannot be read gives a line that says so, so that git shows the rest.",
)
@click.option("--statements", is_flag=True, help="What each sentence says instead: who must, may or must not do what.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="With --statements.",
)
@click.option(
    "--language",
    type=click.Choice(["auto", "nl", "en"]),
    default=None,
    help="Language of the document, with --statements. [default: auto]",
)
@click.option(
    "--messages",
    type=click.Choice(["nl", "en"]),
    default=None,
    help="Language of the labels, with --statements. [default: the document's]",
)
@click.option(
    "--config",
    "config_file",
    type=click.Path(path_type=Path),
    default=None,
    help="Configuration file, for its pipelines.",
)
def command(
    file: str,
    textconv: bool,
    statements: bool,
    format_: str,
    language: str | None,
    messages: str | None,
    config_file: Path | None,
) -> None:
    """A document as numbered plain text: everything a reader sees, with the clause numbers that Word shows.

    For reading, searching, and `git diff`: `git config diff.docx.textconv "tenderkit text --textconv"` and a line
    `*.docx diff=docx` in .gitattributes, both of which `tenderkit init` writes. With --statements: below each sentence what the
    linter understands of it.
    """
    from tenderkit.document.readers import read
    from tenderkit.errors import InputError

    path = Path(file)
    try:
        document = read(path)
    except InputError as error:
        if not textconv:
            raise
        click.echo(f"[tenderkit: {path.name}: {error.problem}]")  # git stops the whole diff when a conversion fails
        return
    if not statements:
        if format_ == "json":
            raise click.UsageError("--format json goes with --statements")
        from tenderkit.report.plain import render as render_text

        click.echo(render_text(document), nl=False)
        return

    from tenderkit.lint.config import find_config, load_config
    from tenderkit.lint.units import Reading, View
    from tenderkit.report.statements import render, render_json

    config = load_config(config_file or find_config(path.parent))
    spoken = language or config.language
    everything = Reading(lambda _view, _unit: True, config.pipelines_from)
    view = View(document, "" if spoken == "auto" else spoken, everything)
    if format_ == "json":
        click.echo(render_json(view), nl=False)
        return
    told = messages or config.messages
    click.echo(render(view, view.language if told == "auto" else told), nl=False)
