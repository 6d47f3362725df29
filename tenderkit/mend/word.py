"""Word drafts mended: everything as tracked changes."""

from __future__ import annotations

from tenderkit.document.model import Document, number_of
from tenderkit.document.readers.word import WordFile, open_word
from tenderkit.document.revise import Lists, Revised, leading, revise
from tenderkit.lint.engine import Settings
from tenderkit.mend.outcome import Outcome, done_of, pointing
from tenderkit.mend.plan import Plan, Planner, overlap
from tenderkit.mend.words import say


def mend_word(data: bytes, path: str, planner: Planner, settings: Settings, date: str = "") -> Outcome:
    """A Word draft with what it lacks inserted and what ties it down replaced, as tracked changes. Raises InputError.

    The numbers that Word gives to new articles are read back from a first version, so that what points to them is right.
    """
    word = open_word(data, path)
    listed = Lists(word)
    plan = planner.plan(
        word.document,
        settings,
        word.lists,
        lambda block: leading(word, block),
        lambda block, depth, bullet: listed.below(block, depth, bullet=bullet) is not None,
    )
    language = settings.messages or plan.report.language
    numbers: dict[str, str] = {}
    moved: dict[int, str] = {}
    renumbered: dict[str, str] = {}
    if plan.automatic:
        first = revise(word, plan.insertions({}), language=language, date=date)
        trial = open_word(first.data, path)
        numbers = _numbers(plan, first, trial)
        shifts = _shifts(plan.document, trial.document, first)
        moved = {n: number_of(new) for n, (_, new) in shifts.items()}
        renumbered = {number_of(old): number_of(new) for old, new in shifts.values()}
        word = open_word(data, path)
    changes = [c.replacement for c in plan.changes]
    pointers, fields = pointing(plan.document, renumbered)
    pointers = [p for p in pointers if not any(overlap(p.span, c.span) for c in changes)]
    made = revise(word, plan.insertions(numbers, moved), [*changes, *pointers], language=language, date=date)
    mended = open_word(made.data, path).document
    refused = [c.finding for c in plan.changes if c.replacement in made.refused]
    told = settings.messages or plan.report.language
    shifted = list(_shifts(plan.document, mended, made).values())
    stuck = [p for p in pointers if p in made.refused]
    return Outcome(
        made.data,
        mended,
        plan.report,
        planner.linter.lint(mended, settings),
        done_of(plan, mended, numbers, refused),
        [*((f, say(why, told)) for f, why in plan.untouched), *((f, say("field", told)) for f in refused)],
        shifted,
        len(pointers) - len(stuck),
        [(plan.document.clause_number(p.span.block), plan.document.text(p.span)) for p in stuck],
        fields,
        sum(len(line.asked) for i in plan.insertions(numbers, moved) for line in i.lines)
        + sum(len(c.replacement.asked) for c in plan.changes),
    )


def _numbers(plan: Plan, made: Revised, word: WordFile) -> dict[str, str]:
    """The numbers of the new articles, by clause id."""
    main = word.package.main
    block_at = {b.origin.position: b for b in word.document.blocks if b.origin.part == main}
    found: dict[str, str] = {}
    for n, insertion in enumerate(plan.insertions({})):
        for m, line in enumerate(insertion.lines):
            block = block_at.get(made.positions[n, m])
            if line.name and block is not None and number_of(block.number):
                found[line.name] = number_of(block.number)
    return found


def _shifts(before: Document, after: Document, made: Revised) -> dict[int, tuple[str, str]]:
    """The headings of the draft (by block) that have another number now: the old one and the new one."""
    now = {(b.origin.part, b.origin.position): b for b in after.blocks}
    found: dict[int, tuple[str, str]] = {}
    for n, block in enumerate(before.blocks):
        if block.kind != "heading" or not block.number or block.origin.part != made.main:
            continue
        same = now.get((block.origin.part, made.moved.get(block.origin.position, -1)))
        if same is not None and same.number != block.number:
            found[n] = (block.number, same.number)
    return found
