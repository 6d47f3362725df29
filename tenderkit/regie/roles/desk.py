"""One run: a table of roles in, what it lacks and its papers out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tenderkit.document.model import Document
from tenderkit.document.writers import write_atomically, write_together, write_word
from tenderkit.document.writers.layout import Layout
from tenderkit.errors import InputError
from tenderkit.language import Language
from tenderkit.regie.roles.annex import annex, fragment
from tenderkit.regie.roles.catalogue import Phase
from tenderkit.regie.roles.discretion import spoken_names, telling_ids
from tenderkit.regie.roles.form import empty_table
from tenderkit.regie.roles.gaps import gaps, text_of
from tenderkit.regie.roles.model import Gap, RoleTable
from tenderkit.regie.roles.reading import read_roles
from tenderkit.regie.roles.texts import WORDS
from tenderkit.regie.roles.workbook import write_workbook, write_yaml
from tenderkit.regie.tables import YAML


def write_form(file: Path, language: Language | None, tender: Path | None = None) -> None:
    """An empty table in Excel or YAML, by the ending of the file; with the roles and participants of a tender file."""
    from tenderkit.compose.tender import load_tender

    known = load_tender(tender) if tender else None
    table = empty_table(language or (known.language if known else "nl"), known)
    if file.suffix.lower() in YAML:
        write_atomically(file, write_yaml(table).encode("utf-8"))
    elif file.suffix.lower() == ".xlsx":
        write_atomically(file, write_workbook(table))
    else:
        raise InputError("a form is an Excel or a YAML file", path=file, remedy="let its name end in .xlsx or .yaml")


def run(
    file: Path,
    folder: Path | None = None,
    language: Language | None = None,
    phase: Phase | None = None,
    tender: Path | None = None,
) -> tuple[RoleTable, list[Gap], list[Path]]:
    """The table in a file, what it lacks, and the files written to `folder` (none without one). Raises InputError(s); then
    nothing is written."""
    from tenderkit.compose.tender import load_tender

    table = read_roles(file, language)
    places = [p.short for p in load_tender(tender).participants if p.role != "joinable"] if tender else []
    found = gaps(table, phase, places)
    if folder is None:
        return table, found, []
    words = WORDS[table.language]
    paper, roles = published(table, file)
    made = {
        folder / f"{words['table file']}.xlsx": write_workbook(table, found),
        folder / f"{words['annex file']}.docx": write_word(paper, layout=Layout(name=paper.title)),
        folder / f"{words['fragment file']}.yaml": roles.encode("utf-8"),
    }
    write_together(folder, made)
    return table, found, list(made)


def published(table: RoleTable, file: Path) -> tuple[Document, str]:
    """What of a table goes outside: the organisation annex, and the roles of a tender file. Raises InputError for a name in them;
    `file` is where the table came from."""
    paper, roles = annex(table), fragment(table)
    told = [*spoken_names(table, "\n".join([*(block.text for block in paper.blocks), roles])), *telling_ids(table)]
    if told:
        raise InputError(
            f"'{told[0]}' would be published", path=file, remedy="take the name out of roles, ids, tasks and mandates"
        )
    return paper, roles


def summary(table: RoleTable, found: Sequence[Gap]) -> str:
    """What is lacking, as lines for a terminal."""
    words = WORDS[table.language]
    lines = [
        f"{gap.role}: {text_of(gap, table)}" + (f" [{gap.spot.told(table.language)}]" if gap.spot else "")
        for gap in found
    ]
    kinds = Counter(gap.kind for gap in found)
    total = words["found"].format(
        len(table.roles), kinds["no person"], kinds["no mandate"], len(found) - kinds["accepted"]
    )
    return "\n".join([*(lines or [words["none"]]), total]) + "\n"
