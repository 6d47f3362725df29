"""One run: wish lists in, with the register and decisions of the run before; the papers of the register out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tenderkit.document.writers import write_atomically, write_together, write_word
from tenderkit.document.writers.layout import Layout
from tenderkit.language import Language
from tenderkit.regie.register.decisions import Ask, Decisions
from tenderkit.regie.register.fragment import fragment
from tenderkit.regie.register.model import called
from tenderkit.regie.register.papers import conflict_sheet, matrix
from tenderkit.regie.register.reading import read_wishes
from tenderkit.regie.register.register import MOST_MUSTS, MUST_RATIO, Before, Register, make_register
from tenderkit.regie.register.texts import texts
from tenderkit.regie.register.workbook import notice_lines, read_workbook, write_workbook

REGISTER, DECISIONS, MATRIX, FRAGMENT = "register.xlsx", "decisions.yaml", "matrix.png", "requirements.yaml"


def run(
    files: Sequence[Path],
    folder: Path | None,
    decisions: Path | None = None,
    language: Language | None = None,
    ask: Ask | None = None,
) -> tuple[Register, list[Path]]:
    """The register of some wish lists, and the files written to `folder` (none without one).

    A register and decisions that lie in the folder are taken up: ids, decisions and what people filled in stay. `decisions`
    is another place for the decisions file. Raises InputError(s); then nothing is written.
    """
    wishes, notices = read_wishes(files, language or "")
    where = decisions or (folder / DECISIONS if folder else None)
    known = Decisions.read(where) if where is not None and where.exists() else Decisions()
    old = folder / REGISTER if folder else None
    before = read_workbook(old) if old is not None and old.exists() else Before()
    register = make_register(wishes, notices, known, before, language, ask)
    if folder is None:
        if decisions is not None:
            write_atomically(decisions, known.text().encode("utf-8"))
        return register, [decisions] if decisions else []
    sheet = f"{texts()[register.language]['file']}.docx"
    layout = Layout(subtitle=texts()[register.language]["sheet subtitle"], cover=False)
    made = {
        folder / REGISTER: write_workbook(register),
        folder / sheet: write_word(conflict_sheet(register), layout=layout),
        folder / MATRIX: matrix(register),
        folder / FRAGMENT: fragment(register).encode("utf-8"),
        where or folder / DECISIONS: known.text().encode("utf-8"),
    }
    write_together(folder, made)
    return register, list(made)


def summary(register: Register) -> str:
    """What was found, as lines for a terminal."""
    words = texts()[register.language]
    lines = [f"{place}: {text}" for place, text in notice_lines(register)]
    lines += [f"{c.id} {words['kind ' + c.kind]}: {c.subject}" for c in register.conflicts]
    still = sum(m.decision == "open" for m in register.decisions.merges.values())
    signals = {s: sum(s in e.signals for e in register.entries) for e in register.entries for s in e.signals}
    lines += [f"{words[s]}: {n}" for s, n in sorted(signals.items())]
    musts = sum(e.fields["kind"] == "must" for e in register.entries)
    if musts > MOST_MUSTS:
        lines.append(words["musts many"].format(musts, MOST_MUSTS))
    if musts and register.must_ratio > MUST_RATIO:
        lines.append(words["musts ratio"].format(round(100 * register.must_ratio), round(100 * MUST_RATIO)))
    lines.append(
        f"{len(register.wishes)} {words['wishes'].lower()}, {len(register.entries)} {words['requirements']}; "
        f"{words['similar'].lower()}: {still} open; {words['conflicts'].lower()}: {len(register.conflicts)}; "
        f"{words['core'].lower()}: {len(register.core)} / "
        + ", ".join(f"{called(p)} {len(register.only(p))}" for p in register.participants)
    )
    return "\n".join(lines) + "\n"
