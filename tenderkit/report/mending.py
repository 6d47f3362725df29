"""What `fix` did to a draft, as text, and the change itself as a difference."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from tenderkit.document.model import Document
from tenderkit.lint.findings import Finding
from tenderkit.mend.outcome import Done, Outcome
from tenderkit.report.plain import render as render_plain

_WORDS = {
    "nl": {
        "done": "Gewijzigd:", "clause": "{rule} {name}: ingevoegd als artikel {where}, {title}", "unnumbered": "{rule} {name}: ingevoegd, {title}",
        "paragraphs": "{rule} {name}: aangevuld in artikel {where} (uit {clause})",
        "passage": "{rule} {name}: {where} “{before}” wordt “{after}”",
        "deleted": "{rule} {name}: {where} “{before}” vervalt",
        "left": "Niet hersteld:", "remaining": "Nog te doen (bevindingen op het herstelde concept):",
        "shifted": "Artikelen die een ander nummer krijgen: {list}",
        "moved": "Verwijzingen in de tekst die zijn meegewijzigd: {n}; accepteer of weiger ze samen met de nieuwe artikelen.",
        "references": "Verwijzingen die met de hand zijn getypt en mee moeten veranderen:",
        "fields": "{n} verwijzingen zijn velden: werk ze na het accepteren bij (Ctrl+A, F9).",
        "asked": "Nog in te vullen plaatsen tussen vierkante haken: {n}.",
        "sum": "{gone} van {all} bevindingen weg na accepteren, {new} nieuw.", "new": "Nieuw:", "nothing": "Er is niets te herstellen.",
        "in": "in {where}", "document": "document",
    },
    "en": {
        "done": "Changed:", "clause": "{rule} {name}: inserted as {where}, {title}", "unnumbered": "{rule} {name}: inserted, {title}",
        "paragraphs": "{rule} {name}: completed in {where} (from {clause})",
        "passage": "{rule} {name}: {where} “{before}” becomes “{after}”",
        "deleted": "{rule} {name}: {where} “{before}” is deleted",
        "left": "Not mended:", "remaining": "Still to do (findings on the mended draft):",
        "shifted": "Articles that get another number: {list}",
        "moved": "References in the text that were changed with them: {n}; accept or reject them together with the new articles.",
        "references": "References typed by hand that have to change with them:",
        "fields": "{n} references are fields: update them after accepting (Ctrl+A, F9).",
        "asked": "Places in square brackets still to be filled in: {n}.",
        "sum": "{gone} of {all} findings gone after accepting, {new} new.", "new": "New:", "nothing": "There is nothing to mend.",
        "in": "in {where}", "document": "document",
    },
}  # fmt: skip
_LONGEST = 90


def render(outcome: Outcome, language: str) -> str:
    """What was done, what was not and why, and what is left to do, a line each; `language` of the messages ("": the draft's)."""
    words = _WORDS["en" if (language or outcome.before.language) == "en" else "nl"]
    return "\n".join(_lines(outcome, words)) + "\n"


def _lines(outcome: Outcome, words: dict[str, str]) -> Iterator[str]:
    if outcome.done:
        yield words["done"]
        yield from (f"  {_done(d, words)}" for d in outcome.done)
    else:
        yield words["nothing"]
    left = [(f, why) for f, why in outcome.left if f not in outcome.gone]
    if left:
        yield words["left"]
        yield from (f"  {f.rule} {f.name}{_at(f)}: {why}" for f, why in left)
    if outcome.shifted:
        yield words["shifted"].format(list=", ".join(f"{old} → {new}" for old, new in outcome.shifted))
    if outcome.moved:
        yield words["moved"].format(n=outcome.moved)
    if outcome.references:
        yield words["references"]
        yield from (f"  {where}: {text}" for where, text in outcome.references)
    if outcome.fields:
        yield words["fields"].format(n=outcome.fields)
    if outcome.asked:
        yield words["asked"].format(n=outcome.asked)
    if outcome.new:
        yield words["new"]
        yield from _grouped(outcome.new, words)
    known = [f for f in outcome.after.findings if f not in outcome.new and f.suggestion]
    if known:
        yield words["remaining"]
        yield from _grouped(known, words)
    yield words["sum"].format(gone=len(outcome.gone), all=len(outcome.before.findings), new=len(outcome.new))


def _done(done: Done, words: dict[str, str]) -> str:
    finding = done.finding
    if done.what == "passage" and not done.after:
        return words["deleted"].format(
            rule=finding.rule, name=finding.name, where=done.where, before=_short(done.before)
        )
    key = "unnumbered" if done.what == "clause" and not done.where else done.what
    return words[key].format(
        rule=finding.rule, name=finding.name, where=done.where, title=done.after, clause=done.clause,
        before=_short(done.before), after=_short(done.after),
    )  # fmt: skip


def _at(finding: Finding) -> str:
    return f" ({finding.clause})" if finding.clause else ""


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rsplit(" ", 1)[0] + " …"


def _grouped(findings: list[Finding], words: dict[str, str]) -> Iterator[str]:
    """Findings of one rule on one line: where they are, and what one can do."""
    rules = dict.fromkeys(f.rule for f in findings)
    for rule in rules:
        same = [f for f in findings if f.rule == rule]
        places = list(dict.fromkeys(f.clause for f in same if f.clause))
        where = f" ({', '.join(places[:6])}{', …' if len(places) > 6 else ''})" if places else ""
        yield f"  {rule} {same[0].name}{where}: {same[0].message}. {same[0].suggestion or ''}".rstrip()


def difference(before: Document, after: Document, name: str) -> str:
    """The change as a unified difference of the numbered texts."""
    old, new = (render_plain(d).splitlines(keepends=True) for d in (before, after))
    return "".join(difflib.unified_diff(old, new, name, name, n=2))
