"""tenderkit init."""

from __future__ import annotations

from pathlib import Path

import click

_WORDS = {
    "nl": {
        "written": "geschreven", "completed": "aangevuld", "kept": "behouden", "kept note": "bestond al; --force vervangt het",
        "git": "git toont voortaan in deze kloon wat er in Word-stukken veranderde (diff.docx.textconv)",
        "no git": "geen git-repository; doe na 'git init' in deze map: {line}",
        "next": "En nu:", "steps": (
            "tenderkit build {folder}tender.yaml -o {folder}set    de stukken maken",
            "tenderkit lint {folder}set                      nakijken, stuk voor stuk",
            "tenderkit check {folder}set                     nakijken als geheel",
        ),
    },
    "en": {
        "written": "written", "completed": "completed", "kept": "kept", "kept note": "was there; --force replaces it",
        "git": "git now shows in this clone what changed in Word documents (diff.docx.textconv)",
        "no git": "no git repository; after 'git init' run in this folder: {line}",
        "next": "What to do next:", "steps": (
            "tenderkit build {folder}tender.yaml -o {folder}set    make the documents",
            "tenderkit lint {folder}set                      judge them, one by one",
            "tenderkit check {folder}set                     judge the set as a whole",
        ),
    },
}  # fmt: skip


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=Path(), metavar="[DIR]")
@click.option(
    "--template",
    type=click.Choice(["agreement", "vier-gemeenten", "english-set"]),
    default="agreement",
    show_default=True,
    help="Tender file to start from: the agreement only (nl, en), or one of the whole examples vier-gemeenten (nl) and english-set (en).",
)
@click.option(
    "--language",
    type=click.Choice(["nl", "en"]),
    default=None,
    help="Language of the documents and of what is written. [default: that of the template; nl for agreement]",
)
@click.option(
    "--ci",
    type=click.Choice(["github", "gitlab", "azure", "none"]),
    default="github",
    show_default=True,
    help="Whose workflow to write.",
)
@click.option(
    "--force",
    is_flag=True,
    help="Replace files that are there already. .gitattributes and .gitignore are only added to.",
)
def command(folder: Path, template: str, language: str | None, ci: str, force: bool) -> None:
    """A tender repository: tender file, configuration, hooks, git settings, CI workflow and a README for colleagues.

    Writes into DIR (default: here) tender.yaml, tenderkit.toml, .pre-commit-config.yaml, .gitattributes, .gitignore,
    README.md and a workflow, and says what it wrote. A file that is there stays as it is. In a git repository it also sets,
    for this clone, that `git diff` shows the text of Word documents with the numbers that Word shows.

    \b
    Examples:
      tenderkit init aanbesteding
      tenderkit init --template english-set --ci gitlab
    """  # fmt: skip
    from tenderkit.start.repository import TEMPLATES, TEXTCONV, prepare, teach_git, write

    spoken = language or TEMPLATES[template][0]
    words = _WORDS[spoken]
    for step in write(folder, prepare(template, spoken, ci), force):
        note = f"  ({words['kept note']})" if step.outcome == "kept" and not step.path.name.startswith(".git") else ""
        click.echo(f"{words[step.outcome]!s:10} {step.path.as_posix()}{note}")
    if teach_git(folder):
        click.echo(words["git"])
    else:
        click.echo(str(words["no git"]).format(line=TEXTCONV))
    click.echo(f"\n{words['next']}")
    prefix = "" if folder == Path() else f"{folder.as_posix()}/"
    for line in words["steps"]:
        click.echo("  " + line.format(folder=prefix))
