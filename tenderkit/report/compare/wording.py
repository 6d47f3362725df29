"""The words of the reports on a comparison in both languages, and the figures that they all show."""

from __future__ import annotations

from collections.abc import Mapping

from tenderkit.compare.clauses import KINDS, Change
from tenderkit.compare.comparison import DocumentComparison
from tenderkit.compare.passages import Passage
from tenderkit.compare.words import Edit
from tenderkit.lint.catalogue import figure
from tenderkit.lint.findings import Finding, Mechanism

WORDS = {
    "nl": {
        "title": "Vergelijking", "clauses": "Bepalingen", "findings": "Bevindingen", "mechanisms": "Mechanismen", "measures": "Maten",
        "added": "toegevoegd", "removed": "vervallen", "reworded": "gewijzigd", "moved": "verplaatst", "split": "gesplitst",
        "merged": "samengevoegd", "unchanged": "{n} ongewijzigd", "renumbered": " (waarvan {n} alleen vernummerd)",
        "new": "nieuw", "resolved": "opgelost", "kept": "{n} gebleven", "was": "was {x}", "and moved": "en verplaatst",
        "same": "geen verschil", "document added": "nieuw stuk", "document removed": "vervallen stuk", "set": "Het hele dossier",
        "renamed": "heette {x}", "before": "vóór", "after": "na", "present": "aanwezig", "mentioned": "genoemd",
        "by_reference": "via voorwaarden", "absent": "afwezig", "none": "-", "low": "laag", "medium": "midden", "high": "hoog",
        "lock_in": "lock-in-index", "error": "fout", "warning": "waarschuwing", "info": "info", "old": "Oud", "measure": "maat",
        "mechanism": "mechanisme", "whole": "hele document", "no change": "Geen bepaling is gewijzigd.", "change": "verschil",
        "same documents": "Zonder verschil", "text": "Tekst", "clause": "Bepaling", "filter": "Toon",
    },
    "en": {
        "title": "Comparison", "clauses": "Clauses", "findings": "Findings", "mechanisms": "Mechanisms", "measures": "Measures",
        "added": "added", "removed": "removed", "reworded": "reworded", "moved": "moved", "split": "split",
        "merged": "merged", "unchanged": "{n} unchanged", "renumbered": " ({n} of them only renumbered)",
        "new": "new", "resolved": "resolved", "kept": "{n} kept", "was": "was {x}", "and moved": "and moved",
        "same": "no difference", "document added": "new document", "document removed": "document removed", "set": "The set as a whole",
        "renamed": "was called {x}", "before": "before", "after": "after", "present": "present", "mentioned": "mentioned",
        "by_reference": "by reference", "absent": "absent", "none": "-", "low": "low", "medium": "medium", "high": "high",
        "lock_in": "lock-in index", "error": "error", "warning": "warning", "info": "info", "old": "Old", "measure": "measure",
        "mechanism": "mechanism", "whole": "whole document", "no change": "No clause changed.", "change": "change",
        "same documents": "Without any difference", "text": "Text", "clause": "Clause", "filter": "Show",
    },
}  # fmt: skip

SIGNS = {"added": "+", "removed": "-", "reworded": "~", "moved": ">", "split": "<", "merged": "="}
FIGURES = (
    "coverage", "lock_in.index", "axes.robustness", "axes.modifiability", "axes.new_capability", "axes.ease_of_exit",
)  # fmt: skip


def clause_counts(one: DocumentComparison, words: Mapping[str, str]) -> str:
    """How many clauses came, went and changed, in a line."""
    assert one.clauses is not None
    parts = [f"{n} {words[kind]}" for kind in KINDS if (n := one.clauses.count(kind))]
    same = words["unchanged"].format(n=one.clauses.unchanged)
    if one.clauses.renumbered:
        same += words["renumbered"].format(n=one.clauses.renumbered)
    return ", ".join([*parts, same])


def finding_counts(one: DocumentComparison, words: Mapping[str, str]) -> str:
    """How many findings came, went and stayed, in a line."""
    own = one.findings
    kept = words["kept"].format(n=own.kept)
    return f"{len(own.new)} {words['new']}, {len(own.resolved)} {words['resolved']}, {kept}"


def name_of(one: DocumentComparison, words: Mapping[str, str]) -> str:
    """How a document is called, with what happened to it as a whole."""
    if one.kind == "set":
        return words["set"]
    if one.old is None:
        return f"{one.new} ({words['document added']})"
    if one.new is None:
        return f"{one.old} ({words['document removed']})"
    return one.new if one.old == one.new else f"{one.new} ({words['renamed'].format(x=one.old)})"


def place_of(passage: Passage) -> str:
    """Number and heading, as a reader finds a passage."""
    heading = passage.heading if len(passage.heading) <= 60 else passage.heading[:59].rstrip() + "…"
    return " ".join(p for p in (passage.number, heading) if p) or "-"


def places_of(change: Change, words: Mapping[str, str]) -> str:
    """Where a clause stands now, and where it stood if that is elsewhere."""
    now = _listed(change.new or change.old)
    if not change.new or not change.old:
        return now
    then = _listed(change.old)
    return now if then == now else f"{now} ({words['was'].format(x=then)})"


def _listed(passages: tuple[Passage, ...]) -> str:
    heading = place_of(passages[0])
    return ", ".join([heading, *(p.number or "-" for p in passages[1:])])


def title_of(change: Change, words: Mapping[str, str]) -> str:
    """What happened, in a word or three."""
    also = f" {words['and moved']}" if change.moved and change.kind != "moved" else ""
    return words[change.kind] + also


def text_of(change: Change) -> str:
    """The text of a clause that came, went or moved."""
    return "\n".join(p.text for p in change.new or change.old)


def shortened(edits: tuple[Edit, ...], around: int) -> list[Edit]:
    """Words that changed with at most so many words that did not before and after each."""
    found = []
    for place, edit in enumerate(edits):
        words = edit.text.split(" ")
        first, last = place == 0, place == len(edits) - 1
        if edit.operation == "equal" and len(words) > (around if first or last else 2 * around) + 2:
            head = "" if first else " ".join(words[:around]) + " "
            tail = "" if last else " " + " ".join(words[-around:])
            found.append(Edit("equal", f"{head}…{tail}"))
        else:
            found.append(edit)
    return found


def finding_place(finding: Finding, words: Mapping[str, str]) -> str:
    """Where a finding stands."""
    if finding.block is None:
        return words["whole"]
    return " ".join(p for p in (finding.clause, finding.heading) if p) or "-"


def state_of(mechanism: Mechanism | None, words: Mapping[str, str]) -> str:
    """The state of a mechanism, with how complete it is."""
    if mechanism is None:
        return words["none"]
    whole = f" {mechanism.completeness * 100:.0f}%" if mechanism.state == "present" else ""
    return words[mechanism.state] + whole


def figures_of(one: DocumentComparison, language: str) -> list[tuple[str, str, str, str]]:
    """The measures that both sides or one of them have: name, before, after, and the difference with its sign."""
    rows: list[tuple[str, str, str, str]] = []
    for name in FIGURES:
        own = figure(name)
        before, after = (own.value(measures) for measures in one.measures)
        if before is None and after is None:
            continue
        share = own.show == "share"
        step = ""
        if isinstance(before, int | float) and isinstance(after, int | float):
            size = round(after * 100) - round(before * 100) if share else after - before
            step = f"{size:+g}" if size else "="
        rows.append((own.name.get(language), _shown(before, share), _shown(after, share), step))
    return rows


def _shown(value: object, share: bool) -> str:
    if not isinstance(value, int | float):
        return "-"
    return f"{value * 100:.0f}%" if share else f"{value:g}"
