"""tenderkit build."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("build")
@click.argument("tender", type=click.Path(path_type=Path), metavar="TENDER.yaml")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    metavar="DIR",
    help="Folder for the documents; made when it is not there.",
)
@click.option("--format", "format_", type=click.Choice(["docx", "md"]), default="docx", show_default=True)
@click.option(
    "--only",
    multiple=True,
    metavar="DOCUMENT",
    help="Only this document: guide, requirements, agreement, sla, dap, exit-plan; may be repeated.",
)
@click.option(
    "--phase",
    type=click.Choice(["strategy", "tender", "organisation"]),
    help="Only what this phase delivers, once the gates before it are open.",
)
@click.option(
    "--answers",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="With --phase: answers about readiness, in the place of those that the tender file names; may be repeated.",
)
@click.option("--anyway", is_flag=True, help="With --phase: build also when a gate before it is shut.")
@click.option(
    "--house-style",
    type=click.Path(path_type=Path),
    metavar="FILE.docx",
    help="Take styles, headers and margins from this Word file or template.",
)
@click.option(
    "--guidance",
    type=click.Choice(["note", "margin", "none"]),
    default="note",
    show_default=True,
    help="The guidance for the officer: as a document of its own, as comments in the margin, or not.",
)
@click.option(
    "--page-numbers",
    is_flag=True,
    help="Fill in the page numbers of the contents through LibreOffice, where it is installed.",
)
@click.option(
    "--clauses",
    "folders",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A folder of clauses of your own, besides the library.",
)
def command(
    tender: Path,
    output: Path,
    format_: str,
    only: tuple[str, ...],
    phase: str | None,
    answers: tuple[Path, ...],
    anyway: bool,
    house_style: Path | None,
    guidance: str,
    page_numbers: bool,
    folders: tuple[Path, ...],
) -> None:
    """Build the tender set of a tender file as Word or Markdown documents.

    Numbers, cross-references, definitions and annexes are worked out from the tender file and the clause library. The same
    input gives the same bytes. Nothing is written when something is wrong.

    \b
    Examples:
      tenderkit build tender.yaml -o out
      tenderkit build tender.yaml -o out --only agreement --house-style huisstijl.dotx
      tenderkit build tender.yaml -o out --phase strategy --answers readiness.yaml
    """
    from tenderkit.compose.build import Options, build

    options = Options(format_, frozenset(only), house_style, guidance, page_numbers)
    if phase is None:
        if answers or anyway:
            raise click.UsageError("--answers and --anyway go with --phase.")
        files, still = build(tender, output, options, folders), []
    else:
        from tenderkit.regie.phases.build import build_phase

        built = build_phase(tender, output, phase, options, folders, answers, anyway)
        files, still = built.files, built.still
    for line in still:
        click.echo(f"tenderkit: {line}", err=True)
    for path in files:
        click.echo(str(path))
