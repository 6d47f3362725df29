"""What `tenderkit report` needs of a configured run: a set at one or two moments, linted, and what is held against it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tenderkit.cli.comparing import checked, versions_of
from tenderkit.cli.run import Run
from tenderkit.compare.comparison import Version
from tenderkit.compare.versions import Sources, load
from tenderkit.document.model import INTERNAL_NOTE
from tenderkit.errors import InputError
from tenderkit.language import Language
from tenderkit.regie.board.standing import Standing, standing
from tenderkit.regie.board.telling import Board, board
from tenderkit.regie.readiness.assessment import assess
from tenderkit.regie.readiness.documents import documents_of
from tenderkit.regie.readiness.model import Moment, Readiness
from tenderkit.regie.readiness.reading import read_answers
from tenderkit.regie.readiness.telling import notice_lines, tiers
from tenderkit.regie.roles.gaps import gaps
from tenderkit.regie.roles.model import Gap
from tenderkit.regie.roles.reading import read_roles
from tenderkit.regie.scenarios.coverage import cover
from tenderkit.regie.scenarios.loading import load_scenarios
from tenderkit.report.names import mechanism_names


def make_board(
    run: Run,
    place: str,
    before: str | None,
    answers: Sequence[Path],
    roles: Path | None,
    language: Language | None,
) -> tuple[Board, list[InputError], list[str]]:
    """The page about the set at `place`, held against that at `before`, an error for each document that cannot be read, and
    what is odd about the answers. `answers` are about readiness, `roles` is a table of them."""
    moments, notices = read_answers(answers) if answers else ([], [])
    lacking = gaps(read_roles(roles)) if roles else []
    sides = [_load(run, place)]
    if before is not None:
        sides.append(_load(run, _earlier(place, before)))
    known: list[Version] = []
    stands: list[Standing] = []
    for n, side in enumerate(sides):
        known, stand = _stand(run, side, moments if n == 0 else _before(moments), known, lacking)
        stands.append(stand)
    spoken = language or stands[0].language
    names = mechanism_names(run.linter.all_rules, spoken)
    page = board(stands[0], stands[1] if before is not None else None, spoken, names)
    odd = [f"{place}: {text}" for place, text in notice_lines(notices, spoken)]
    return page, [error for side in sides for error in side.errors], odd


def _load(run: Run, argument: str) -> Sources:
    """The documents of a set, without notes for insiders: what the page is about is the rest."""
    side = load(argument, run.excluded, run.config.folder)
    kept = {name: document for name, document in side.documents.items() if document.kind != INTERNAL_NOTE}
    if not kept:
        if len(side.errors) == 1:
            raise side.errors[0]
        raise InputError("holds no documents", path=argument, remedy="give the folder of a tender set")
    return replace(side, documents=kept)


def _earlier(place: str, before: str) -> str:
    """What --before means: a folder, COMMIT:PATH, or a commit for the same place."""
    if Path(before).exists() or ":" in before:
        return before
    return f"{before}:{Path(os.path.relpath(place)).as_posix()}"


def _stand(
    run: Run, side: Sources, moments: Sequence[Moment], known: Sequence[Version], lacking: Sequence[Gap]
) -> tuple[list[Version], Standing]:
    versions = versions_of(run, side, lint=True, known=known)
    # A draft on its own is known by the way to it; on the page its name is enough.
    names = {v.name: v.name if side.is_set else Path(v.name).name for v in versions}
    reports = {names[v.name]: v.report for v in versions if v.report is not None}
    whole = checked(run, side)
    everything = [whole, *reports.values()]
    coverage = cover(everything, load_scenarios(run.config.scenarios_from))
    known_of = documents_of(everything, tiers(), coverage.share)
    readiness: Readiness | None = assess(moments, known_of) if moments else None
    stand = standing(
        side.label,
        side.documents,
        whole,
        reports,
        run.linter.all_rules,
        coverage,
        readiness,
        lacking,
    )
    return versions, stand


def _before(moments: Sequence[Moment]) -> list[Moment]:
    """The answers of each participant without the last ones: those of the earlier moment, where everybody gave some."""
    by_person: dict[str, list[Moment]] = {}
    for moment in sorted(moments, key=lambda m: (m.participant, m.date)):
        by_person.setdefault(moment.participant, []).append(moment)
    earlier = [several[:-1] for several in by_person.values()]
    return [moment for several in earlier for moment in several] if all(earlier) else []
