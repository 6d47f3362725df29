"""What people decided about findings: in a comment on the passage, or in the configuration by fingerprint.

tenderkit: negeer LCK003 reden: afgesproken met de directie
tenderkit: ignore LCK003, exit-fee reason: agreed with the board
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tenderkit.errors import nearest
from tenderkit.lint.files import matches
from tenderkit.lint.findings import Finding, Passage, Remark, Suppressed
from tenderkit.lint.rules import Rule

UNUSED, WITHOUT_REASON, UNCLEAR = "SUP001", "SUP002", "SUP003"

_FORM = re.compile(
    r"\s*tenderkit\s*:\s*(?P<verb>\w*)\s*(?P<words>.*?)(?:[\s,;.]*\b(?:reden|reason)\s*:\s*(?P<reason>.*))?",
    re.IGNORECASE | re.DOTALL,
)
_BETWEEN = re.compile(r"[\s,;]+")


@dataclass(frozen=True, slots=True)
class ByFingerprint:
    """A suppression in the configuration: of the finding with that fingerprint, in the files that match (none: all).
    `line` is where it stands in the file `source`."""

    fingerprint: str
    reason: str = ""
    path: str = ""
    source: str = ""
    line: int | None = None

    @property
    def place(self) -> str:
        """Where it stands, for a message."""
        return f"{self.source}:{self.line}" if self.line else self.source

    def is_for(self, path: str, root: Path) -> bool:
        """Whether it is about the file at that path."""
        return not self.path or matches(Path(path), [self.path], root)


@dataclass(slots=True)
class Decision:
    """A comment read as a suppression: the codes it names, what names no rule, the reason, and which codes it was of use for."""

    remark: Remark
    codes: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    reason: str = ""
    understood: bool = True
    used: set[str] = field(default_factory=set)

    def covers(self, finding: Finding) -> bool:
        """Whether a finding is one of those that the comment is about."""
        if finding.rule not in self.codes:
            return False
        if finding.block is None:
            return self.remark.whole
        return any(_touches(passage, finding) for passage in self.remark.passages)


def _touches(passage: Passage, finding: Finding) -> bool:
    if finding.block != passage.block or finding.start is None or finding.end is None:
        return False
    return finding.start < max(passage.end, passage.start + 1) and passage.start < max(finding.end, finding.start + 1)


def read_decisions(remarks: Iterable[Remark], rules: Sequence[Rule]) -> list[Decision]:
    """The comments as suppressions; what is none in the fixed form is one that is not understood and decides nothing."""
    codes = {name: rule.code for rule in rules for name in (rule.code.lower(), rule.name, *rule.aliases)}
    return [_decision(remark, codes) for remark in remarks]


def _decision(remark: Remark, known: Mapping[str, str]) -> Decision:
    form = _FORM.fullmatch(remark.text)
    if form is None or form["verb"].lower() not in ("negeer", "ignore"):
        return Decision(remark, understood=False)
    words = [word.strip(".:") for word in _BETWEEN.split(form["words"]) if word.strip(".:")]
    named = [word for word in words if word.lower() not in ("en", "and")]
    codes = dict.fromkeys(known[word.lower()] for word in named if word.lower() in known)
    unknown = dict.fromkeys(word for word in named if word.lower() not in known)
    return Decision(remark, tuple(codes), tuple(unknown), (form["reason"] or "").strip(), bool(named))


def sift(
    findings: Iterable[Finding], path: str, decisions: Sequence[Decision], listed: Sequence[ByFingerprint], root: Path
) -> tuple[list[Finding], list[Suppressed], set[ByFingerprint]]:
    """The findings that nobody decided about, those that somebody did, and the entries of the configuration that were of
    use. The decisions take note of what they were of use for."""
    kept: list[Finding] = []
    suppressed: list[Suppressed] = []
    used: set[ByFingerprint] = set()
    for finding in findings:
        covering = [d for d in decisions if d.covers(finding)]
        entries = [e for e in listed if e.fingerprint == finding.fingerprint and e.is_for(path, root)]
        for decision in covering:
            decision.used.add(finding.rule)
        used.update(entries)
        if covering:
            suppressed.append(Suppressed(finding, covering[0].reason, "comment"))
        elif entries:
            suppressed.append(Suppressed(finding, entries[0].reason, "configuration"))
        else:
            kept.append(finding)
    return kept, suppressed, used


def misuse(
    decisions: Sequence[Decision], ran: Collection[str], rules: Sequence[Rule], language: str
) -> Iterator[Finding]:
    """A finding for each comment without a reason, that is not understood, or (for rules that ran) that suppresses nothing."""
    names = {name for rule in rules for name in (rule.code, rule.name)}
    for decision in decisions:
        idle = [code for code in decision.codes if code in ran and code not in decision.used]
        if not decision.understood:
            yield _finding(UNCLEAR, decision.remark, rules, language, _SAYS[language]["form"])
        for word in decision.unknown:
            said = _SAYS[language]["word"].format(word=word, hint=_hint(word, names, language))
            yield _finding(UNCLEAR, decision.remark, rules, language, said)
        if decision.understood and not decision.reason:
            said = _SAYS[language]["reason"].format(codes=", ".join((*decision.codes, *decision.unknown)))
            yield _finding(WITHOUT_REASON, decision.remark, rules, language, said)
        if idle:
            said = _SAYS[language]["unused"].format(codes=", ".join(idle))
            yield _finding(UNUSED, decision.remark, rules, language, said)


def misuse_of_entries(
    unused: Iterable[ByFingerprint], unreasoned: Iterable[ByFingerprint], rules: Sequence[Rule], language: str
) -> Iterator[Finding]:
    """Findings about entries of the configuration: that suppress nothing, or without a reason."""
    for code, entries in ((UNUSED, unused), (WITHOUT_REASON, unreasoned)):
        for entry in entries:
            said = _SAYS[language][code].format(fingerprint=entry.fingerprint, place=entry.place)
            yield _finding(code, None, rules, language, said)


_SAYS = {
    "nl": {
        "unused": "Onderdrukt niets meer: {codes} vindt hier niets",
        "reason": "Onderdrukking van {codes} zonder reden",
        "word": "Onderdrukking noemt '{word}', en zo heet geen regel{hint}",
        "form": "Opmerking aan tenderkit die geen onderdrukking is: schrijf 'tenderkit: negeer CODE reden: ...'",
        UNUSED: "Onderdrukking {fingerprint} ({place}) onderdrukt niets meer",
        WITHOUT_REASON: "Onderdrukking {fingerprint} ({place}) heeft geen reden",
    },
    "en": {
        "unused": "Suppresses nothing any more: {codes} finds nothing here",
        "reason": "Suppression of {codes} without a reason",
        "word": "Suppression names '{word}', and no rule is called that{hint}",
        "form": "A remark to tenderkit that is no suppression: write 'tenderkit: ignore CODE reason: ...'",
        UNUSED: "Suppression {fingerprint} ({place}) suppresses nothing any more",
        WITHOUT_REASON: "Suppression {fingerprint} ({place}) has no reason",
    },
}


def _hint(word: str, names: Collection[str], language: str) -> str:
    hint = nearest(word if "-" in word else word.upper(), names)
    if not hint.startswith("did you mean"):
        hint = nearest(word.lower(), names)
    if not hint.startswith("did you mean"):
        return ""
    return "; " + hint.replace("did you mean", {"nl": "bedoelt u", "en": "did you mean"}[language])


def _finding(code: str, remark: Remark | None, rules: Sequence[Rule], language: str, message: str) -> Finding:
    rule = next(rule for rule in rules if rule.code == code)
    bare = Finding(code, rule.name, rule.severity, message, suggestion=rule.remedy.text.get(language))
    if remark is None or not remark.passages:
        return bare
    at = remark.passages[0]
    return Finding(
        code, rule.name, rule.severity, message, at.clause, at.heading, at.block, at.start, at.end, at.text,
        suggestion=bare.suggestion,
    )  # fmt: skip
