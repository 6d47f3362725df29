"""The empty form in Excel, and the same questions at the prompt."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from tenderkit.language import Language
from tenderkit.regie.readiness.columns import level_of
from tenderkit.regie.readiness.model import Answer, Moment
from tenderkit.regie.readiness.questionnaire import LEVELS, gates, questions
from tenderkit.regie.readiness.telling import number
from tenderkit.regie.readiness.texts import texts
from tenderkit.regie.tables import slug
from tenderkit.regie.workbooks import add_sheet, new_book, put, save

_COLUMNS = (
    "id",
    "dimension",
    "question",
    "level 1",
    "level 3",
    "level 5",
    "answer",
    "evidence",
    "who short",
    "date",
    "note",
)
_WIDTHS = {
    "id": 5,
    "dimension": 16,
    "question": 38,
    "answer": 11,
    "evidence": 36,
    "date": 12,
    "note": 30,
    "who short": 18,
}
_TO_FILL = ("answer", "evidence", "who short", "date", "note")
_TOP = 7  # the row of the header: participant, date and name stand above it

Ask = Callable[[str, str, str], str]
"""Puts a question (the text before it, what is asked, the answer that is offered) and returns the answer; "" for none."""


def write_form(language: Language, moment: Moment | None = None) -> bytes:
    """The form as .xlsx, always the same bytes; with the answers of a moment, if given."""
    from openpyxl.styles import Font, PatternFill

    words = texts()[language]
    asked = questions()
    book = new_book()
    headers = [f"{words['level']} {c[-1]}" if c.startswith("level ") else words[c] for c in _COLUMNS]
    rows = []
    for id_, question in asked.questions.items():
        answer = moment.answers.get(id_) if moment else None
        levels = [question.levels[n].get(language) if n in question.levels else "" for n in (1, 3, 5)]
        filled = (
            [answer.level or answer.given, answer.evidence, answer.who, answer.date, answer.note]
            if answer
            else [""] * 5
        )
        rows.append([id_, asked.dimensions[id_[0]].get(language), question.text.get(language), *levels, *filled])
    widths = [_WIDTHS.get(c, 26) for c in _COLUMNS]
    sheet = add_sheet(book, words["form"], headers, rows, widths, [c not in _TO_FILL for c in _COLUMNS], _TOP)
    sheet.freeze_panes = f"D{_TOP + 1}"
    put(sheet, 1, 1, words["title"]).font = Font(bold=True, size=14)
    name, date, supplier = (moment.name, moment.date, moment.supplier) if moment else ("", "", False)
    above = (("participant", name), ("date", date), ("who", ""), ("side", words["supplier"] if supplier else ""))
    for row, (label, value) in enumerate(above, 2):
        put(sheet, row, 1, words[label]).font = Font(bold=True)
        put(sheet, row, 3, value).fill = PatternFill("solid", fgColor="FFF8DC")
    _validate(sheet, words, len(rows))
    _explain(book, words, language)
    return save(book)


def _validate(sheet: Any, words: dict[str, str], rows: int) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    def below(column: str) -> str:
        letter = get_column_letter(_COLUMNS.index(column) + 1)
        return f"{letter}{_TOP + 1}:{letter}{_TOP + rows}"

    levels = DataValidation(
        type="list", formula1=f'"{",".join(map(str, LEVELS))}"', allow_blank=True, showErrorMessage=True
    )
    levels.errorTitle, levels.error = words["answer"], words["wrong"]
    levels.promptTitle, levels.prompt, levels.showInputMessage = words["answer"], words["one"], True
    proof = DataValidation(showInputMessage=True, promptTitle=words["evidence"], prompt=words["proof"])
    date = DataValidation(showInputMessage=True, promptTitle=words["date"], prompt=words["date hint"])
    side = DataValidation(showInputMessage=True, promptTitle=words["side"], prompt=words["side hint"])
    for validation, cells in (
        (side, "C5"),
        (levels, below("answer")),
        (proof, below("evidence")),
        (date, f"{below('date')} C3"),
    ):
        sheet.add_data_validation(validation)
        for area in cells.split():
            validation.add(area)


def _explain(book: Any, words: dict[str, str], language: Language) -> None:
    asked = questions()
    rows = [["", words[f"how {n}"]] for n in range(1, 6)]
    rows += [[str(n), text.get(language)] for n, text in sorted(asked.ladder.items())]
    for id_, gate in gates().gates.items():
        needed = ", ".join(f"{q} ≥ {n}" for q, n in gate.minimum.items())
        rows.append(
            [id_, f"{gate.name.get(language)}: {words['mean'].lower()} ≥ {number(gate.mean, language)}; {needed}"]
        )
    rows.append(["", asked.source.nl if language == "nl" else asked.source.en])
    add_sheet(book, words["explained"], ["", words["explained"]], rows, [8, 110]).auto_filter.ref = None


def ask_all(language: Language, before: Moment | None, ask: Ask) -> Iterator[Moment]:
    """Puts whose answers these are and the thirty questions; gives the answers so far after each. What was answered `before` is
    offered as the answer; an answer that cannot be read is asked again, an empty one is left open."""
    words = texts()[language]
    asked = questions()
    name = ask("", words["participant"], before.name if before else "")
    date = ask(words["date hint"], words["date"], before.date if before else "")
    answers = dict(before.answers) if before else {}
    for id_, question in asked.questions.items():
        known = answers.get(id_) or Answer(id_, None)
        shown = "".join(f"\n  {n}: {text.get(language)}" for n, text in question.levels.items())
        told = f"\n{id_} {question.text.get(language)}{shown}"
        while True:
            given = ask(told, words["answer"], str(known.level or ""))
            level, _ = level_of(given) if given else (None, None)
            if level is not None or not given:
                break
            told = words["wrong"]
        needs_proof = level is not None and level >= gates().proof_from
        proof = ask(words["proof"], words["evidence"], known.evidence) if needs_proof else known.evidence
        answers[id_] = replace(known, level=level, given=given, evidence=proof)
        supplier = before is not None and before.supplier
        yield Moment(slug(name) or "participant", name, date, dict(answers), supplier=supplier)
