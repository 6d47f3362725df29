"""tenderkit clause."""

from __future__ import annotations

from pathlib import Path

import click

_LANGUAGE = click.option(
    "--language", type=click.Choice(["nl", "en"]), default="nl", show_default=True, help="Language of the clauses."
)
_FOLDER = click.option("--folder", "folders", multiple=True, type=click.Path(path_type=Path), help="A folder of clauses of your own.")  # fmt: skip


@click.group("clause")
def command() -> None:
    """The clause library: list, show, check, new.

    A clause is a Markdown file with a head of YAML; docs/clauses.md explains its parts.
    """


@command.command("list")
@_LANGUAGE
@_FOLDER
@click.option("--document", help="Only clauses of this document: agreement, sla, dap, exit-plan, guide, requirements.")
@click.option("--mechanism", help="Only clauses that provide this mechanism.")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
def list_(language: str, folders: tuple[Path, ...], document: str | None, mechanism: str | None, format_: str) -> None:
    """List the clauses: id, stances, status, what they are for."""
    import json

    from tenderkit.errors import InputError, nearest
    from tenderkit.library.loading import load_library
    from tenderkit.library.model import MECHANISMS

    library = load_library(language, folders)
    if mechanism and mechanism not in MECHANISMS:
        raise InputError(f"no mechanism is called '{mechanism}'", remedy=nearest(mechanism, MECHANISMS))
    if document and document not in library.templates:
        raise InputError(f"no document is called '{document}'", remedy=nearest(document, library.templates))
    rows = []
    for id_ in library.ids:
        clause = library.get(id_).clause
        if (document and document not in clause.documents) or (mechanism and mechanism not in clause.provides):
            continue
        stances = [f.clause.stance for f in library.variants(id_)]
        rows.append(
            {
                "id": id_, "title": clause.title, "status": clause.status, "stances": stances, "documents": list(clause.documents),
                "provides": list(clause.provides), "version": clause.version, "serves": " ".join(clause.serves.split()),
            }
        )  # fmt: skip
    if format_ == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for row in rows:
        click.echo(f"{row['id']:<30} {row['status']:<12} {'/'.join(row['stances']):<22} {row['serves']}")


@command.command("show")
@click.argument("id_", metavar="ID")
@_LANGUAGE
@_FOLDER
@click.option("--stance", type=click.Choice(["firm", "balanced", "trust"]), default="balanced", show_default=True)
@click.option("--raw", is_flag=True, help="The file itself, not the clause with its defaults filled in.")
def show(id_: str, language: str, folders: tuple[Path, ...], stance: str, raw: bool) -> None:
    """Show one clause with its guidance, parameters and sources; or its file."""
    from tenderkit.errors import InputError
    from tenderkit.library.loading import load_library
    from tenderkit.report.clause import render

    library = load_library(language, folders)
    file = library.get(id_, stance)
    if file.clause.stance != stance:
        offered = ", ".join(f.clause.stance for f in library.variants(id_))
        raise InputError(f"clause '{id_}' has no stance '{stance}'", remedy=f"it has: {offered}")
    click.echo(file.path.read_text(encoding="utf-8") if raw else render(file), nl=False)


@command.command("check")
@_FOLDER
def check(folders: tuple[Path, ...]) -> None:
    """Check every file, that both languages offer the same, that references resolve and that every clause renders."""
    from tenderkit.cli.options import say
    from tenderkit.compose.sample import samples
    from tenderkit.library.checks import check_library
    from tenderkit.library.loading import load_library

    errors = check_library(folders, samples())
    say(errors)
    if errors:
        raise SystemExit(2)
    count = {language: len(load_library(language, folders).files()) for language in ("nl", "en")}
    click.echo(f"all in order: {count['nl']} clauses in Dutch, {count['en']} in English")


@command.command("new")
@click.argument("id_", metavar="ID")
@click.option(
    "--folder",
    type=click.Path(path_type=Path),
    default=Path("clauses"),
    show_default=True,
    help="Where your clauses lie.",
)
@click.option("--topic", default="own", show_default=True, help="Folder within the language.")
def new(id_: str, folder: Path, topic: str) -> None:
    """Write an empty clause in both languages, with everything in it that a clause needs."""
    import re

    from tenderkit.document.writers import write_atomically
    from tenderkit.errors import InputError
    from tenderkit.library.skeleton import skeleton

    if not re.fullmatch(r"[a-z][a-z0-9-]*", id_) or not re.fullmatch(r"[a-z][a-z0-9-]*", topic):
        raise InputError(f"'{id_}' cannot be an id", remedy="use lower-case letters, digits and hyphens")
    paths = {language: folder / language / topic / f"{id_}.md" for language in ("nl", "en")}
    for path in paths.values():
        if path.exists():
            raise InputError("is there already", path=path, remedy="choose another id")
    for language, path in paths.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, skeleton(id_, language).encode("utf-8"))
        click.echo(str(path))
