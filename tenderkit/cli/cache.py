"""tenderkit cache."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("cache")
@click.argument("action", type=click.Choice(["info", "clear"]))
@click.option(
    "--cache-dir",
    type=click.Path(path_type=Path),
    help="The folder. [default: TENDERKIT_CACHE_DIR, or the folder of your caches]",
)
def command(action: str, cache_dir: Path | None) -> None:
    """What earlier runs found in documents that did not change.

    tenderkit lint keeps it, so that a document is linted again only when its text, the configuration, the rules or the
    program changed. info tells where it lies and how much there is, clear takes it away.

    \b
    Examples:
      tenderkit cache info
      tenderkit cache clear
      tenderkit lint contracts/ --no-cache
    """
    from tenderkit.errors import InputError
    from tenderkit.lint.cache import LARGEST, Cache, default_folder

    folder = cache_dir or default_folder()
    if folder is None:
        raise InputError("there is no folder for a cache", remedy="name one with --cache-dir or TENDERKIT_CACHE_DIR")
    cache = Cache(folder)
    if action == "clear":
        gone = cache.clear()
        left = cache.info().entries
        if left:
            raise InputError(f"{left} of its files cannot be removed", path=folder, remedy="check its permissions")
        click.echo(f"{folder}: {gone.entries} files removed ({gone.size / 1e6:.1f} MB)")
    else:
        found = cache.info()
        click.echo(f"{folder}: {found.entries} documents, {found.size / 1e6:.1f} of at most {LARGEST / 1e6:.0f} MB")
