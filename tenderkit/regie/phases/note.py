"""The note of a phase: what it delivers, how the gates stand, and what the phase is about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tenderkit.compose.composer import Built
from tenderkit.compose.guidance import properties_of
from tenderkit.compose.plan import Plan
from tenderkit.compose.sandbox import day
from tenderkit.document.model import INTERNAL_NOTE, Block, Document
from tenderkit.language import Language
from tenderkit.regie.blocks import table_blocks
from tenderkit.regie.phases.dates import events
from tenderkit.regie.phases.model import phases, texts
from tenderkit.regie.readiness.telling import subject_name
from tenderkit.regie.readiness.told import Told


def note(plan: Plan, phase: str, told: Told | None, files: Mapping[str, str], language: Language) -> Built:
    """The note as a document of the set; `files`: the names of what is made, by what phases.yaml calls them."""
    words = texts()[language]
    title = phases().phases[phase].name.get(language)
    blocks: list[Block] = []
    table = 0
    for part in _parts(plan, phase, told, files, language):
        if isinstance(part, Block):
            blocks.append(part)
        else:
            blocks += table_blocks(table, part)
            table += 1
    properties = properties_of(plan)
    document = Document(tuple(blocks), title=title, language=language, kind=INTERNAL_NOTE, properties=properties)
    return Built("notes", words["note"], words[f"file {phase}"], "", document)


Part = Block | Sequence[tuple[str, ...]]


def _parts(plan: Plan, phase: str, told: Told | None, files: Mapping[str, str], language: Language) -> Iterator[Part]:
    words = texts()[language]
    yield Block("title", phases().phases[phase].name.get(language))
    yield Block("paragraph", words["intro"])
    yield Block("heading", words["delivers"], 1)
    yield [(words["what"], words["where"]), *delivered(phase, files, language)]
    if told is None:
        yield Block("paragraph", words["unknown"])
    else:
        gates = next(part for part in told.parts if part.key == "gates")
        yield Block("heading", gates.title, 1)
        yield Block("paragraph", f"{gates.intro} {words['not documents']}")
        yield gates.rows
    if phase == "strategy":
        yield from _premises(plan, words, language)
    if phase == "organisation":
        yield Block("heading", words["dates"], 1)
        yield Block("paragraph", words["dates intro"].format(files["calendar"]))
        dated = [(day(e.date, language), e.what, e.clause) for e in events(plan)]
        yield [(words["date"], words["event"], words["clause"]), *dated]


_MISSING = {
    "readiness": "no answers",
    "organisation": "no roles",
}  # why what follows from a file of its own is not made


def delivered(phase: str, files: Mapping[str, str], language: Language) -> list[tuple[str, str]]:
    """What the phase delivers: the file, or how it is made."""
    words = texts()[language]
    rows = []
    for one in phases().phases[phase].delivers:
        missing = words[_MISSING.get(one.file, "left")]
        how = one.how.get(language) if one.how else files.get(one.file, missing)
        rows.append((one.what.get(language), how))
    return rows


def _premises(plan: Plan, words: Mapping[str, str], language: Language) -> Iterator[Part]:
    tender = plan.tender
    subject = tender.subject
    lists = (("goals", subject.goals), ("in scope", subject.in_scope), ("out of scope", subject.out_of_scope))
    for name, items in lists:
        if items:
            yield Block("heading", words[name], 1)
            yield from (Block("item", item, 1, "•") for item in items)
    yield Block("heading", words["uncertainties"], 1)
    if not tender.uncertainties:
        yield Block("paragraph", words["no uncertainties"])
        return
    rows = [
        (u.id, u.what, u.band, "\n".join(subject_name(m, language) for m in u.mechanisms)) for u in tender.uncertainties
    ]
    yield [("", words["uncertain"], words["band"], words["mechanisms"]), *rows]
