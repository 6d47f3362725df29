"""One run: answers in, and documents to hold them against; readiness and its reports out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import yaml

from tenderkit.document.model import Document
from tenderkit.document.writers import Picture, write_atomically, write_together, write_word
from tenderkit.document.writers.layout import Layout
from tenderkit.errors import InputError, InputErrors
from tenderkit.language import Language
from tenderkit.language.detection import detect
from tenderkit.lint.findings import DocumentReport
from tenderkit.regie.readiness.assessment import assess
from tenderkit.regie.readiness.documents import documents_of
from tenderkit.regie.readiness.form import Ask, ask_all, write_form
from tenderkit.regie.readiness.model import Answer, Moment
from tenderkit.regie.readiness.papers import report
from tenderkit.regie.readiness.reading import read_answers
from tenderkit.regie.readiness.telling import notice_lines, tiers
from tenderkit.regie.readiness.texts import texts
from tenderkit.regie.readiness.told import Told
from tenderkit.regie.scenarios.coverage import cover
from tenderkit.regie.scenarios.loading import load_scenarios
from tenderkit.regie.tables import EXCEL, YAML

_PICTURE_WIDTH = 150  # millimetres, in Word


def run(
    files: Sequence[Path],
    language: Language | None = None,
    reports: Sequence[DocumentReport] = (),
    scenarios_from: Sequence[Path] = (),
) -> Told:
    """What the answers in some files come to, held against what the linter says of documents (`reports`), if anything, and
    against the scenarios, those of your own in files and folders (`scenarios_from`) among them.

    `language` of the report: by default that of the answers. Raises InputError(s).
    """
    moments, notices = read_answers(files)
    said = " ".join(f"{a.evidence} {a.note}" for m in moments for a in m.answers.values())
    spoken: Language = language or ("en" if detect(said, "nl") == "en" else "nl")
    share = cover(reports, load_scenarios(scenarios_from)).share if reports else None
    readiness = assess(moments, documents_of(reports, tiers(), share) if reports else None)
    return Told(readiness, notices, spoken)


def write_reports(told: Told, folder: Path, render_html: Callable[[Told], str]) -> list[Path]:
    """Writes the report for Word and as a page to a folder, and returns the files."""
    words = texts()[told.language]
    document, pictures = report_of(told)
    layout = Layout(subtitle=words["subtitle"], cover=False)
    made = {
        folder / f"{words['file']}.docx": write_word(document, layout=layout, pictures=pictures),
        folder / f"{words['file']}.html": render_html(told).encode("utf-8"),
    }
    write_together(folder, made)
    return list(made)


def report_of(told: Told) -> tuple[Document, dict[str, Picture]]:
    """The report as a document, and its pictures by anchor."""
    pictures = {name: Picture(plot.png, _PICTURE_WIDTH, plot.text) for name, plot in told.plots.items()}
    return report(told.readiness, told.parts, told.language), pictures


def write_empty_form(path: Path, language: Language) -> None:
    """Writes the empty form; raises InputError for a file that is no Excel file, or that is there already."""
    if path.suffix.lower() != EXCEL[0]:
        raise InputError("the form is an Excel file", path=path, remedy="give it a name that ends in .xlsx")
    if path.exists():
        raise InputError("is there already", path=path, remedy="it may hold answers: give another name, or remove it")
    write_atomically(path, write_form(language))


def ask(path: Path, language: Language, put: Ask) -> Moment:
    """Puts the questions and writes the answers to a file (.xlsx or .yaml), also when the asking is broken off halfway.

    A file that is there is gone on with: what it holds is offered as the answer.
    """
    ending = path.suffix.lower()
    if ending not in (EXCEL[0], *YAML):
        raise InputError("answers are kept in Excel or YAML", path=path, remedy="end its name in .xlsx or .yaml")
    before = _gone_on_with(path, language) if path.exists() else None
    moment: Moment | None = None
    try:
        for so_far in ask_all(language, before, put):
            moment = so_far
    finally:
        if moment is not None:
            write_atomically(path, write_form(language, moment) if ending == EXCEL[0] else _as_yaml(moment))
    assert moment is not None  # there are questions
    return moment


def _gone_on_with(path: Path, language: Language) -> Moment:
    """The answers in a file, of which nothing would be lost when it is written anew; raises InputErrors else."""
    (moment,), notices = read_answers([path])
    lines = zip(notices, notice_lines(notices, language), strict=True)
    losses = [
        InputError(text, path=path, place=f"{n.place.sheet} {n.place.cell}".strip(), remedy="mend it before going on")
        for n, (_, text) in lines
        if n.kind != "empty row"
    ]
    if losses:
        raise InputErrors(losses)
    return moment


def _as_yaml(moment: Moment) -> bytes:
    def filled(answer: Answer) -> dict[str, object]:
        level = answer.level or answer.given
        named = {"level": level, **{name: getattr(answer, name) for name in ("evidence", "who", "date", "note")}}
        return {name: value for name, value in named.items() if value}

    data = {
        "participant": moment.name,
        "date": moment.date,
        **({"side": "supplier"} if moment.supplier else {}),
        "answers": {question: filled(answer) for question, answer in moment.answers.items()},
    }
    text: str = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=120)
    return text.encode("utf-8")
