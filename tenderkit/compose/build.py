"""From a tender file to files on disk: all of them, or none."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time
from pathlib import Path

from tenderkit.compose.composer import Built, compose
from tenderkit.compose.guidance import guidance_note
from tenderkit.compose.plan import Plan, load_plan
from tenderkit.document.model import Document
from tenderkit.document.writers import write_atomically, write_markdown, write_word
from tenderkit.document.writers.atomic import make_folder
from tenderkit.document.writers.layout import Layout
from tenderkit.errors import InputError, nearest


@dataclass(frozen=True)
class Options:
    """How to build. `only` holds document ids (empty: all); `guidance` is note, margin or none."""

    format: str = "docx"
    only: frozenset[str] = frozenset()
    house_style: Path | None = None
    guidance: str = "note"
    page_numbers: bool = False


def build(tender: Path, output: Path, options: Options = Options(), folders: Iterable[Path] = ()) -> list[Path]:
    """Write the set into a folder and return the files, in order; raises InputError before anything is written."""
    plan = load_plan(tender, folders)
    known = [d.id for d in plan.documents]
    for name in sorted(options.only):
        if name not in known:
            raise InputError(f"no document '{name}' in this set", path=tender, remedy=nearest(name, known))
    built = [
        b for b in compose(plan, guidance=options.guidance == "margin") if not options.only or b.id in options.only
    ]
    documents = [(b.file, b.document, layout(plan, b)) for b in built]
    if options.guidance == "note":
        note = guidance_note(plan, options.only)
        documents.append((note.file, note.document, layout(plan, note)))
    pages: list[tuple[Path, bytes]] = []
    for name, document, form in documents:
        data = _written(document, form, options)
        pages.append((output / f"{name}.{options.format}", data))
    make_folder(output)
    for path, data in pages:
        write_atomically(path, data)
    return [path for path, _ in pages]


def layout(plan: Plan, built: Built) -> Layout:
    """What stands on the cover, in header and footer."""
    tender = plan.tender
    properties = built.document.properties
    name = f"{built.label} {built.name}".strip() if built.label else built.name
    return Layout(
        organisation=tender.authority.name,
        subtitle=name,
        name=name,
        version=tender.version,
        status=tender.status,
        date=properties["date"],
        reference=tender.reference,
        contents=True,
        contents_levels=1 if built.id == "agreement" else 2,
        cover=True,
        stamp=datetime.combine(tender.date, time(), UTC),
    )


def _written(document: Document, form: Layout, options: Options) -> bytes:
    if options.format == "md":
        return write_markdown(document).encode("utf-8")
    data = write_word(document, style=options.house_style, layout=form)
    if options.page_numbers:
        from tenderkit.document.writers.word.pages import fill_page_numbers

        data = fill_page_numbers(data)
    return data
