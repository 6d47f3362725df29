"""A clause of the library as a draft would say it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tenderkit.compose.fragment import Part, parse
from tenderkit.compose.sandbox import day, euro, names, number, render
from tenderkit.document.revise import Pointer
from tenderkit.language.folding import folded
from tenderkit.library.loading import Library
from tenderkit.library.model import ClauseFile, Parameter
from tenderkit.mend.voice import Voice

TOKEN = re.compile("\ue000([a-z0-9-]+)(?:#(\\d+))?\ue001")
"""A reference that has no number yet: the clause it points to, and which of its paragraphs."""

_ADDED = re.compile(r" \(\\?\[[^\[\]\\]+\\?\]\)")
_DATE = {"nl": "datum", "en": "date"}
_OURS = frozenset({"Opdrachtgever", "Opdrachtnemer", "Overeenkomst", "Partijen", "Bijlage",
                   "Client", "Supplier", "Agreement", "Parties", "Annex"})  # fmt: skip


@dataclass(frozen=True)
class Wording:
    """A clause rendered: its title, its parts with open references, and the values that were filled in, in words."""

    file: ClauseFile
    title: str
    parts: tuple[Part, ...]
    values: tuple[str, ...]

    @property
    def id(self) -> str:
        """The clause's id."""
        return self.file.clause.id

    @property
    def paragraphs(self) -> tuple[tuple[Part, ...], ...]:
        """The numbered paragraphs, each with what hangs on it."""
        found: list[list[Part]] = []
        for part in self.parts:
            if part.kind == "numbered" or not found:
                found.append([])
            found[-1].append(part)
        return tuple(tuple(f) for f in found)


def worded(file: ClauseFile, voice: Voice) -> Wording:
    """The clause with its defaults, in the draft's words. Raises InputError for one that cannot do without a tender file."""
    values = {name: p.default for name, p in file.clause.parameters.items()}
    context: dict[str, Any] = {
        **values,
        "tender": _no_tender(voice),
        "annex": voice.annex,
        "ref": lambda id_, paragraph=None: f"\ue000{id_}{f'#{int(paragraph)}' if paragraph else ''}\ue001",
        "definitions": list,
    }
    where: dict[str, Any] = {"path": str(file.path), "place": f"clause {file.clause.id}"}
    title = render(file.clause.title, context, voice.language, markdown=False, **where)
    body = render(file.body, context, voice.language, first_line=file.body_line, **where)
    for parameter in file.clause.parameters.values():
        if parameter.type == "date":  # no default is a guess at a date
            shown = day(parameter.default, voice.language)
            body = body.replace(shown, f"\\[{_DATE[voice.language]}\\]")
    # An annex that the draft does not have is asked for where the sentence needs it, not where it only adds it in brackets.
    body = _ADDED.sub("", body)
    parts = tuple(_spoken(p, voice) for p in parse(body))
    filled = tuple(
        f"{p.label}: {_shown(p, voice.language)}" for p in file.clause.parameters.values() if p.type != "date"
    )
    return Wording(file, voice.speak(" ".join(title.split())), parts, filled)


def _spoken(part: Part, voice: Voice) -> Part:
    return Part(part.kind, voice.speak(part.text), (), part.depth, part.table, part.row, part.column, part.header)


def _shown(parameter: Parameter, language: str) -> str:
    value = parameter.default
    if parameter.type == "money":
        return euro(value, language)
    if parameter.type in ("integer", "decimal", "percent"):
        unit = "%" if parameter.type == "percent" else f" {parameter.unit}"
        shown = str(value) if parameter.unit in ("jaartal", "year") else number(value, language)
        return shown + unit
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value)


def _no_tender(voice: Voice) -> Any:
    """A tender of which nothing is known but who buys."""
    client = (
        voice.names.get("Opdrachtgever")
        or voice.names.get("the Client")
        or {"nl": "Opdrachtgever"}.get(voice.language, "the Client")
    )
    lists = (
        "documents participants volumes annexes options roles kpis uncertainties wishes requirements criteria".split()
    )
    return names(
        {
            **{name: [] for name in lists},
            "authority": {"name": client},
            "general_terms": {"set": ""},
            "subject": {"in_scope": [], "out_of_scope": [], "goals": []},
            "term": {"options": 0},
        }
    )


def definitions_for(text: str, library: Library, known: Sequence[str], voice: Voice) -> list[tuple[str, str]]:
    """The defined terms of the library that a text uses and the draft does not define, with their meanings, sorted."""
    meanings: dict[str, str] = {}
    for file in library.files():
        for term, meaning in file.clause.terms.items():
            if term not in _OURS and "{" not in meaning:
                meanings.setdefault(term, voice.speak(" ".join(meaning.split())))
    have = {_stem(k) for k in known}
    used: set[str] = set()
    pending = text
    while True:
        more = {t for t in meanings if t not in used and _stem(t) not in have and _uses(pending, t)}
        if not more:
            return [(t, meanings[t]) for t in sorted(used, key=folded)]
        used |= more
        pending = " ".join(meanings[t] for t in sorted(more))


def _stem(term: str) -> str:
    return re.sub(r"(?:en|s|'s)$", "", folded(term))


def _uses(text: str, term: str) -> bool:
    stem = re.sub(r"(?:en|s)$", "", term) if len(term) > 5 else term
    return re.search(rf"(?<!\w){re.escape(stem)}\w{{0,4}}(?!\w)", text) is not None


def resolved(
    text: str, numbers: Mapping[str, str], titles: Mapping[str, str], voice: Voice
) -> tuple[str, tuple[Pointer, ...]]:
    """A text with its references as numbers, and where these stand, by clause id or "id#3" for a paragraph; references that
    lead nowhere in the draft become something to fill in."""
    made, at = "", 0
    pointers: list[Pointer] = []
    about = {"nl": "over", "en": "on"}[voice.language]
    for found in TOKEN.finditer(text):
        made += text[at : found.start()]
        at = found.end()
        id_, paragraph = found.groups()
        where = numbers.get(id_, "")
        if not where:
            made += f"[{voice.word} {about} {titles.get(id_, id_).lower()}]"
            continue
        number, name = where, id_
        if paragraph and f"{id_}#" in numbers:
            pattern = numbers[f"{id_}#"]
            where = pattern.format(paragraph)
            if pattern == f"{number}.{{}}":
                number, name = where, f"{id_}#{paragraph}"
        before = text[: found.start()].rstrip(' "“(')
        word = voice.word if before and before[-1] not in ".!?" else voice.word[:1].upper() + voice.word[1:]
        made += f"{word} "
        pointers.append(Pointer(len(made), len(made) + len(number), name))
        made += where
    return made + text[at:], tuple(pointers)
