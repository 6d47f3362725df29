"""What the regisseur should know of a requirement: level, must or how without reason, wish as must, untestable."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tenderkit.language import LANGUAGES
from tenderkit.language.folding import folded
from tenderkit.regie.register.model import Entry
from tenderkit.regie.register.values import values

_WISHED = re.compile(
    r"(?<!\w)(?:bij voorkeur|zo mogelijk|indien mogelijk|wenselijk|liefst|graag|het zou|waar mogelijk|preferably|ideally|"
    r"if possible|where possible|desirable|would like|nice to have)(?!\w)"
)
_WEAK = re.compile(
    r"(?<!\w)(?:adequa\w*|naar behoren|tijdig\w*|eenvoudig\w*|gebruiksvriendelijk\w*|zo (?:spoedig|snel) mogelijk|redelijk\w*|"
    r"marktconform\w*|gangbaar|gangbare|snel\w*|goed|goede|makkelijk\w*|gemakkelijk\w*|modern\w*|flexibel\w*|robuust\w*|optima\w*|"
    r"passend\w*|voldoende|kwalitatief|hoogwaardig\w*|betrouwbaar|betrouwbare|stabiel\w*|prettig\w*|intuitie\w*|"
    r"adequate\w*|timely|easy|easily|user-friendly|appropriate\w*|reasonabl\w*|good|fast|quick\w*|robust|flexible|"
    r"as soon as possible|sufficient\w*|reliabl\w*|stable|intuitive\w*|efficient\w*|seamless\w*)(?!\w)"
)


def levels(entries: Sequence[Entry]) -> None:
    """The level of each requirement, W0 to H5: the most prescriptive of what it says."""
    from tenderkit.language.sentences import split
    from tenderkit.language.statements import Sentence, StatementReader

    for language in LANGUAGES:
        mine = [e for e in entries if e.language == language]
        sentences, owners = [], []
        for entry in mine:
            text = " ".join(entry.fields["statement"].split())
            for start, end in split(text, language):
                sentences.append(Sentence(text[start:end], follows=start > 0))
                owners.append(entry)
        if not sentences:
            continue
        found: dict[str, list[str]] = {}
        for entry, statements in zip(owners, StatementReader(language).read(sentences), strict=True):
            found.setdefault(entry.id, []).extend(s.level for s in statements)
        for entry in mine:
            given = found.get(entry.id) or ["W2"]
            means = [level for level in given if level.startswith("H")]
            entry.level = max(means) if means else given[0]


def judge(entries: Sequence[Entry], doubled: set[str]) -> None:
    """The signals of each requirement, by their names in texts.py; `doubled`: ids of those that look like another."""
    for entry in entries:
        fields, text = entry.fields, folded(entry.fields["statement"])
        voted = list(entry.votes.values())
        is_must = fields["kind"] == "must" or (not fields["kind"] and "must" in voted)
        signals = []
        if is_must and not fields["reason"] and not fields["legal_basis"]:
            signals.append("must without reason")
        if fields["kind"] == "must" and voted.count("must") < 2 and not fields["legal_basis"]:
            signals.append("one vote")
        if entry.level.startswith("H") and not fields["reason_how"]:
            signals.append("how without reason")
        if is_must and _WISHED.search(text):
            signals.append("wish as must")
        if (
            not entry.level.startswith("H")
            and not values(text)
            and not fields["test"]
            and (_WEAK.search(text) or is_must)
        ):
            signals.append("untestable" if _WEAK.search(text) else "no test")
        if "?" in voted:
            signals.append("unread vote")
        if entry.id in doubled:
            signals.append("doubled")
        entry.signals = signals
