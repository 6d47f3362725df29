"""Building what a phase delivers, once the gates before it are open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tenderkit.compose.build import Options, layout, prepare, written
from tenderkit.compose.composer import Built
from tenderkit.compose.guidance import properties_of
from tenderkit.compose.plan import FILES, Plan, load_plan
from tenderkit.document.writers import write_together
from tenderkit.errors import InputError, InputErrors, nearest
from tenderkit.language import Language
from tenderkit.regie.phases.dates import calendar, events
from tenderkit.regie.phases.model import Phase, phases, texts
from tenderkit.regie.phases.note import delivered, note
from tenderkit.regie.readiness.desk import report_of, run
from tenderkit.regie.readiness.telling import gate_texts
from tenderkit.regie.readiness.told import Told
from tenderkit.regie.roles.desk import published
from tenderkit.regie.roles.reading import read_roles
from tenderkit.regie.roles.texts import WORDS
from tenderkit.regie.workbooks import add_sheet, new_book, save

_AS_IS = Options()


@dataclass(frozen=True)
class PhaseBuilt:
    """The files of a phase, and lines that say how the gates stand and what is still to be made."""

    files: list[Path]
    still: list[str]


def build_phase(
    tender: Path,
    output: Path,
    name: str,
    options: Options = _AS_IS,
    folders: Iterable[Path] = (),
    answers: Sequence[Path] = (),
    anyway: bool = False,
) -> PhaseBuilt:
    """Write what a phase delivers into a folder.

    `answers` are files about readiness, in the place of those that the tender file names. Raises InputError(s), and then nothing
    is written: for a gate before the phase that is shut, or of which nothing is known, unless `anyway`.
    """
    phase = phases().phases[name]
    plan = load_plan(tender, folders)
    language: Language = "en" if plan.language == "en" else "nl"
    paths = list(answers) or [tender.parent / file for file in plan.tender.readiness]
    told = run(paths, language) if paths else None
    if not anyway:
        _check(tender, name, phase, told)
    only = _chosen(tender, plan, phase, options)
    files = prepare(plan, tender, replace(options, only=only)) if only else {}
    more = {id_: f"{FILES[language][id_]}.{options.format}" for id_ in phase.documents if id_ in only}
    for id_, (file, data) in _more(plan, tender, name, told, options, language).items():
        more[id_], files[file] = file, data
    own = f"{texts()[language][f'file {name}']}.{options.format}"
    paper = note(plan, name, told, {**more, "note": own}, language)
    files[own] = written(paper.document, layout(plan, paper), options)
    write_together(output, {output / file: data for file, data in files.items()})
    return PhaseBuilt(
        [output / file for file in files], list(_still(name, phase, told, {**more, "note": own}, language))
    )


def _check(tender: Path, name: str, phase: Phase, told: Told | None) -> None:
    """Whether the gates before the phase are open."""
    if phase.needs and told is None:
        raise InputError(
            f"phase {name} comes after gate {phase.needs[-1]}, and no answers about readiness are named",
            path=tender,
            remedy="name their files under 'readiness:', give --answers FILE, or build --anyway",
        )
    shut = [g for g in phase.needs if told and not told.readiness.gates[g].passed]
    if told and shut:
        remedy = "'tenderkit readiness' says what to do; --anyway builds all the same"
        raise InputErrors(
            InputError(
                f"gate {g} is shut: {'; '.join(gate_texts(told.readiness, g, 'en'))}",
                path=tender,
                remedy=remedy,
            )
            for g in shut
        )


def _chosen(tender: Path, plan: Plan, phase: Phase, options: Options) -> frozenset[str]:
    """The documents of the set that belong to the phase, and were asked for."""
    known = [d.id for d in plan.documents if d.id in phase.documents]
    for document in sorted(options.only):
        if document not in known:
            raise InputError(f"no document '{document}' in this phase", path=tender, remedy=nearest(document, known))
    return options.only or frozenset(known)


def _more(
    plan: Plan, path: Path, name: str, told: Told | None, options: Options, language: Language
) -> dict[str, tuple[str, bytes]]:
    """What the phase delivers beside the documents of the set: file and content by what phases.yaml calls it."""
    words, tender = texts()[language], plan.tender
    made: dict[str, tuple[str, bytes]] = {}
    if name == "strategy" and told:
        document, pictures = report_of(told)
        form = layout(
            plan, Built("notes", words["readiness"], "", "", replace(document, properties=properties_of(plan)))
        )
        made["readiness"] = f"readiness.{options.format}", written(document, form, options, pictures)
    if tender.role_table and any(d.file == "organisation" for d in phases().phases[name].delivers):
        made["organisation"] = _annex(plan, path.parent / tender.role_table, options, language)
    if name == "organisation":
        made["calendar"] = f"{words['calendar']}.ics", calendar(events(plan), tender.title, tender.date)
        headers = words["warning columns"].split("|")
        book = new_book()
        add_sheet(
            book,
            words["warnings title"],
            headers,
            [[""] * len(headers)] * 40,
            [5, 12, 18, 14, *[32] * 3, 12, 32, 28, 12],
        )
        made["warnings"] = f"{words['warnings']}.xlsx", save(book)
    return made


def _annex(plan: Plan, table: Path, options: Options, language: Language) -> tuple[str, bytes]:
    """The organisation annex of the agreement, from the table of roles: roles only."""
    document, _ = published(read_roles(table, language), table)
    file = WORDS[language]["annex file"]
    label, title = plan.annexes.get("organisation", ("", document.title))
    document = replace(document, title=title, properties=properties_of(plan))
    form = layout(plan, Built("organisation", title, file, label, document))
    return f"{file}.{options.format}", written(document, form, options)


def _still(name: str, phase: Phase, told: Told | None, files: dict[str, str], language: Language) -> Iterator[str]:
    words = texts()[language]
    for gate in (*phase.needs, phase.gate):
        if told is None:
            continue
        if told.readiness.gates[gate].passed:
            yield words["open"].format(gate)
        else:
            yield from (words["shut"].format(gate, text) for text in gate_texts(told.readiness, gate, language))
    if told is None:
        yield words["unknown"]
    made = set(files.values())
    yield from (words["still"].format(what, how) for what, how in delivered(name, files, language) if how not in made)
