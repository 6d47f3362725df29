"""Runs rules over a tender set: what its documents say together, and which mechanisms none of them has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from tenderkit.document.model import Document
from tenderkit.lint.document_kind import kind_of
from tenderkit.lint.engine import MECHANISM_KINDS, Linter, Settings, finding_of, with_document
from tenderkit.lint.findings import DocumentReport, Evidence, Finding, Mechanism, State, numbered
from tenderkit.lint.kinds import Hit
from tenderkit.lint.kinds import set as set_kind
from tenderkit.lint.kinds.mechanism import element_name
from tenderkit.lint.measures import CONTRACTS, lock_in, measure, of_set
from tenderkit.lint.remarks import remarks_in
from tenderkit.lint.rules import Rule
from tenderkit.lint.sets.members import Member, TenderSet

CONTRACT_KINDS = ("agreement", "terms", "sla", "dap", "requirements")
"""The documents that can arrange something: what the guide or a note says of a mechanism is no arrangement."""

BEST_FIRST: tuple[State, ...] = ("present", "by_reference", "mentioned", "absent")

States = Mapping[str, tuple[Any, Mechanism]]
Found = Mapping[str, tuple[Rule, tuple[Hit, ...]]]


class SetLinter:
    """The rules of a linter that look at a whole tender set, and its mechanisms across the documents."""

    def __init__(self, linter: Linter) -> None:
        self._linter = linter
        self._mechanisms = [rule for rule in linter.all_rules if rule.kind == "mechanism"]
        self._locks = [rule for rule in linter.all_rules if rule.lock_in is not None]
        self._chosen = frozenset(rule.code for rule in linter.rules)

    def check(
        self, path: str, documents: Sequence[Document], settings: Callable[[str], Settings], files: Sequence[str] = ()
    ) -> list[DocumentReport]:
        """One report on the set under the name `path`, and then one on each document, in the order given.

        `settings` says how to read the document at a path. `files`: names of files that belong to the set and are not read.
        """
        options = [settings(document.path) for document in documents]
        views = [self._linter.view(document, option) for document, option in zip(documents, options, strict=True)]
        languages = [view.language for view in views]
        language = _usual(languages)
        # A sheet with too few words to tell its language is read in that of the others.
        views = [
            view if view.language else self._linter.view(view.document, replace(option, language=language))
            for view, option in zip(views, options, strict=True)
        ]
        members = [Member(view, option.kind or kind_of(view)) for view, option in zip(views, options, strict=True)]
        tender = TenderSet(tuple(members), tuple(files))
        common = settings(path)
        own: list[list[Finding]] = [[] for _ in members]
        whole: list[Finding] = []
        for rule in self._linter.rules:
            if rule.kind != "set":
                continue
            _, match = self._linter.parsed(rule)
            for found in set_kind.check_set(rule, match, tender):
                at = members[found.member] if found.member is not None else members[0]
                spoken = common.messages or (at.view.language if found.member is not None else "") or language or "nl"
                finding = finding_of(rule, found.hit, at.view, spoken)
                (whole if found.member is None else own[found.member]).append(finding)
        states = [self._states(member) for member in members]
        merged = self._merged(tender, states)
        whole += self._missing(members, merged, common.messages or language or "nl")
        locked = [self._lock_in(member) if _can_arrange(tender, i) else {} for i, member in enumerate(members)]
        reports = [
            with_document(
                DocumentReport(
                    member.view.document.path,
                    member.kind,
                    spoken,
                    tuple(numbered(findings)),
                    {key: state for key, (_, state) in known.items()},
                    measure(member.view, known, member.kind, lock if member.kind in CONTRACTS else {}),
                    remarks=remarks_in(member.view),
                ),
                member.view.document,
                option,
            )
            for member, spoken, findings, known, lock, option in zip(
                members, languages, own, states, locked, options, strict=True
            )
        ]
        locks = [
            lock_in.points(member.view, lock, {key: state for key, (_, state) in known.items()})
            for member, lock, known in zip(members, locked, states, strict=True)
        ]
        documents_ = [(m.kind, m.view, dict(r.measures)) for m, r in zip(members, reports, strict=True)]
        measures = of_set(documents_, merged, locks if self._locks else None, CONTRACT_KINDS)
        best = {key: state for key, (_, state) in merged.items()}
        total = DocumentReport(path, "other", language, tuple(numbered(whole)), best, measures, len(members))
        return [total, *reports]

    def _lock_in(self, member: Member) -> Found:
        """What the lock-in rules find in one document, chosen or not: the index counts them all."""
        found = {}
        for rule in self._locks:
            if not rule.documents or member.kind in rule.documents:
                check, match = self._linter.parsed(rule)
                found[rule.code] = (rule, check.check(rule, match, member.view).hits)
        return found

    def _states(self, member: Member) -> States:
        """The mechanisms as one document arranges them."""
        states: dict[str, tuple[Any, Mechanism]] = {}
        for rule in self._mechanisms:
            check, match = self._linter.parsed(rule)
            outcome = check.check(rule, match, member.view)
            if outcome.mechanism is not None:
                key, state = outcome.mechanism
                states[key] = (match, state)
        return states

    def _merged(self, tender: TenderSet, states: Sequence[States]) -> States:
        """Each mechanism as the set arranges it: by the document that does it best; what is in any annex counts."""
        merged: dict[str, tuple[Any, Mechanism]] = {}
        for rule in self._mechanisms:
            _, match = self._linter.parsed(rule)
            offered = [
                (member, known[match.mechanism][1])
                for index, (member, known) in enumerate(zip(tender.members, states, strict=True))
                if match.mechanism in known and _can_arrange(tender, index)
            ]
            if offered:
                member, best = min(offered, key=lambda o: (BEST_FIRST.index(o[1].state), -o[1].completeness))
                evidence = tuple(_with_name(member, e) for e in best.evidence)
                merged[match.mechanism] = (match, replace(best, evidence=evidence))
        return merged

    def _missing(self, members: Sequence[Member], merged: States, language: str) -> list[Finding]:
        """A finding for each chosen mechanism that no document arranges; only a set with an agreement or terms is judged."""
        if not any(member.kind in MECHANISM_KINDS for member in members):
            return []
        found = []
        for rule in self._mechanisms:
            _, match = self._linter.parsed(rule)
            if rule.code not in self._chosen or match.mechanism not in merged:
                continue
            state = merged[match.mechanism][1]
            if state.state in ("absent", "mentioned"):
                found.append(_missing(rule, match, state, language))
        return found


def _can_arrange(tender: TenderSet, index: int) -> bool:
    kind = tender.members[index].kind
    return kind in CONTRACT_KINDS or (kind == "other" and tender.is_annex(index))


def _with_name(member: Member, evidence: Evidence) -> Evidence:
    """The same passage under the name of its document: block numbers count within one."""
    return replace(evidence, clause=f"{member.name} {evidence.clause}".strip())


_SAYS = {
    "absent": {
        "nl": "{title} ontbreekt in het hele dossier",
        "en": "{title}: missing in the whole set",
    },
    "mentioned": {
        "nl": "{title}: in het hele dossier alleen genoemd ({place}), niet bruikbaar geregeld; er staat niet: {missing}",
        "en": "{title}: in the whole set only touched on ({place}), not usable; not found: {missing}",
    },
}  # fmt: skip


def _missing(rule: Rule, match: Any, state: Mechanism, language: str) -> Finding:
    names = ", ".join(element_name(match, name, language) for name in state.missing)
    place = state.evidence[0].clause if state.evidence else ""
    message = _SAYS[state.state][language].format(title=rule.title.get(language), missing=names, place=place)
    return Finding(
        rule.code, rule.name, rule.severity, message, suggestion=rule.remedy.text.get(language), fix=rule.remedy.clause
    )


def _usual(languages: Sequence[str]) -> str:
    """The language of most documents; that of the first where as many are in either, "" when none tells."""
    counts = Counter(language for language in languages if language)
    return max(counts, key=lambda language: counts[language]) if counts else ""
