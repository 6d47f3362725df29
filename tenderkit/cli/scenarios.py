"""tenderkit scenarios."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from tenderkit.cli.options import RuleOptions, reading_options

_PATH = click.Path(path_type=Path)


@click.command("scenarios")
@click.argument("drafts", nargs=-1, metavar="[DRAFT...]")
@click.option(
    "--scenarios",
    "own",
    multiple=True,
    type=_PATH,
    metavar="PATH",
    help="Scenarios of your own: a file or a folder. May be repeated.",
)
@click.option(
    "--select", multiple=True, metavar="ID", help="Only these scenarios: S03,S07. In the kit all of them are played."
)
@click.option(
    "--uncertainties",
    type=_PATH,
    metavar="FILE",
    help="What you cannot know now (YAML, Excel or a tender file): it chooses the scenarios.",
)
@click.option(
    "--uncertainty-form",
    type=_PATH,
    metavar="FILE.xlsx",
    help="Write an empty list of uncertainties to fill in, and stop.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "markdown"]),
    default="text",
    show_default=True,
    help="How to print the result.",
)
@click.option(
    "--output-file",
    "-o",
    type=_PATH,
    help="Write the result to this file; with --scores a .docx becomes a Word document.",
)
@click.option(
    "--kit",
    type=_PATH,
    metavar="DIR",
    help="Write the kit of a session there: programme, cards, contract extracts, score card.",
)
@click.option(
    "--house-style",
    type=_PATH,
    metavar="FILE",
    help="Your own .docx or .dotx for the Word documents of kit and report.",
)
@click.option(
    "--scores",
    multiple=True,
    type=_PATH,
    metavar="FILE",
    help="Filled score cards: report on the session instead. May be repeated.",
)
@click.option(
    "--fail-under",
    type=click.IntRange(0, 100),
    metavar="PERCENT",
    help="Exit with 1 when coverage is lower; 80 is the guide value before publication.",
)
@click.option(
    "--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Colours in text. [default: auto]"
)
@reading_options
def command(
    drafts: tuple[str, ...], own: tuple[Path, ...], select: tuple[str, ...], uncertainties: Path | None,
    uncertainty_form: Path | None, format_: str, output_file: Path | None, kit: Path | None, house_style: Path | None,
    scores: tuple[Path, ...], fail_under: int | None, color: str, **given: Any,
) -> None:  # fmt: skip
    """Which of the known-trouble scenarios a contract can answer, and with which clause.

    Eighteen kinds of trouble that are sure to come: a merger, a volume that drops, ransomware, a new law, a supplier taken over.
    For each: the clause that answers, what is missing, and whether the contract can do without. DRAFT may be several documents
    or folders, an agreement and its annexes, which count together.

    With --kit a session to practise four of them with client and supplier. What one side may not know stands in a file of its
    own. Fill in the score card during the session and give it back with --scores.

    \b
    Examples:
      tenderkit scenarios conceptovereenkomst.docx
      tenderkit scenarios out/ --uncertainties tender.yaml --fail-under 80
      tenderkit scenarios out/ --select S03,S06,S07,S13 --kit sessie
      tenderkit scenarios out/ --scores sessie/7-scorekaart.xlsx -o verslag.docx
    """
    if not drafts and not scores and not uncertainty_form:
        raise click.UsageError("no DRAFT given: the contract to put the scenarios to")
    if kit and (scores or not drafts):
        raise click.UsageError("--kit is made from a DRAFT, before there are scores")
    from tenderkit.cli.options import say
    from tenderkit.cli.run import Run
    from tenderkit.cli.scenario_run import ScenarioRun

    run = ScenarioRun(Run.prepare(drafts, RuleOptions(select=("FLX",), **given)), own, select, uncertainties)
    if uncertainty_form:
        run.write_form(uncertainty_form)
        return
    coverage, documents, errors = run.coverage(drafts, every=bool(scores))
    say(errors)
    if errors:
        sys.exit(2)
    if scores:
        run.report_session(scores, coverage, format_, output_file, house_style)
        return
    assert coverage is not None  # there are drafts
    if kit:
        for path in run.write_kit(kit, coverage, documents, house_style):
            click.echo(str(path))
    else:
        run.show(coverage, format_, output_file, color)
    sys.exit(int(fail_under is not None and 100 * coverage.share < fail_under))
