"""The identifiers of requirements and wishes: given once, and pointed to only where they exist."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from tenderkit.document.model import Span
from tenderkit.language.folding import fold, folded
from tenderkit.lint.parts import ByLanguage, Strict
from tenderkit.lint.sets.members import Member, SetHit, TenderSet, hit_at, whole

_ID = r"(?:[a-z]{1,8}[-.]?|(?:eis|wens|requirement|wish|req) )\d{1,4}(?:[.-]\d{1,3}){0,3}[a-z]?"
_WHOLE = re.compile(_ID)
_OPENING = re.compile(rf"(?P<id>{_ID})(?:\s*[:–-]\s+|\s+|\.\s+)(?=\w)")
_PARTS = re.compile(r"(?P<series>[a-z]{1,8}[-. ]?)(?P<number>\d.*)")
SERIES = 3  # definitions that make a series
MANY = 5  # more doubles than this are two lists that each count for themselves
SHORTENED = 0.6  # a text shorter than this share of another may be a summary of it


class IdentifierMatch(Strict):
    """`text`: what the column with the requirement itself is called, in a table that `about` (a header or the heading above)
    tells to be one of requirements; `changes`: titles of documents that change others (answers to questions); `before`: the
    words after which a bare letter and number is an identifier ("eis E3")."""

    of: Literal["identifiers"]
    about: ByLanguage
    text: ByLanguage
    changes: ByLanguage
    before: ByLanguage


@dataclass(frozen=True, slots=True)
class Definition:
    """A requirement: its identifier as shown, its text (folded), where it stands, and whether in a table of requirements."""

    shown: str
    text: str
    member: int
    span: Span
    in_table: bool


def identifiers(match: IdentifierMatch, tender: TenderSet) -> Iterator[SetHit]:
    """The same identifier with two texts, and references to identifiers that do not exist."""
    read = [(i, m) for i, m in enumerate(tender.members) if not m.search(match.changes, m.title)]
    found: dict[str, list[Definition]] = {}
    for index, member in read:
        for definition in (*_in_tables(match, index, member), *_in_text(match, index, member)):
            found.setdefault(_key(definition.shown), []).append(definition)
    series = _series(found)
    # Outside a table many things begin with a letter and a number ("ISO27001 ..."): only a series makes them identifiers.
    known = {key: d for key, d in found.items() if _is_in(series, key) or all(one.in_table for one in d)}
    yield from _doubles(known, tender)
    elsewhere = any(m.search(match.about, folded(name)) for _, m in read for name in tender.files)
    if not elsewhere:
        for index, member in read:
            yield from _dangling(match, index, member, series, found)


def _key(shown: str) -> str:
    """An identifier in one form: "e-1" for "E-001"."""
    return re.sub(r"(?<!\d)0+(?=\d)", "", folded(shown).strip(" .:"))


def _in_tables(match: IdentifierMatch, index: int, member: Member) -> Iterator[Definition]:
    for table in member.tables:
        about = any(member.search(match.about, text) for text in (*table.header.values(), table.heading))
        if not about:
            continue
        for row in table.rows:
            first = min(row.texts)
            if not _WHOLE.fullmatch(row.texts[first]):
                continue
            texts = [c for c in member.columns(table, match.text) if c != first]
            text = next((row.texts[c] for c in texts if len(row.texts.get(c, "").split()) > 2), "")
            if text:
                at = whole(member.view, row.cells[first])
                yield Definition(member.view.document.text(at).strip(), text, index, at, True)


def _in_text(match: IdentifierMatch, index: int, member: Member) -> Iterator[Definition]:
    document = member.view.document
    for i, text in member.blocks():
        block = document.blocks[i]
        if block.kind not in ("item", "paragraph", "clause", "heading"):
            continue
        numbered = _WHOLE.fullmatch(folded(block.number).strip(" .:")) if block.number else None
        opening = _OPENING.match(text)
        if numbered and any(c.isalpha() for c in block.number):
            shown, rest, end = block.number.strip(" .:"), text, len(block.text)
        elif opening:
            shown, rest, end = block.text[: opening.end("id")], text[opening.end() :], opening.end("id")
        else:
            continue
        about = member.kind == "requirements" or member.search(match.about, member.view.headings[i])
        if about and len(rest.split()) > 2:
            yield Definition(shown, rest, index, Span(i, 0, min(end, len(block.text))), False)


def _series(found: Mapping[str, Sequence[Definition]]) -> Mapping[str, set[str]]:
    """The series of identifiers ("e-": 1, 2, 3 ...) that have enough members to be one."""
    series: dict[str, set[str]] = {}
    for key in found:
        parts = _PARTS.fullmatch(key)
        if parts:
            series.setdefault(parts.group("series"), set()).add(parts.group("number"))
    return {name: numbers for name, numbers in series.items() if len(numbers) >= SERIES}


def _is_in(series: Mapping[str, set[str]], key: str) -> bool:
    parts = _PARTS.fullmatch(key)
    return parts is not None and parts.group("series") in series


# --- the same identifier twice ----------------------------------------------------------------------------------------


def _doubles(found: Mapping[str, Sequence[Definition]], tender: TenderSet) -> Iterator[SetHit]:
    pairs: dict[tuple[int, int], list[tuple[Definition, Definition]]] = {}
    for definitions in found.values():
        first = definitions[0]
        for other in definitions[1:]:
            if _differ(first, other):
                pairs.setdefault((first.member, other.member), []).append((first, other))
                break
    for (one, two), several in pairs.items():
        # Two lists that each count for themselves: one finding, about the first.
        for first, other in several[:1] if len(several) > MANY else several:
            view = tender.members[two].view
            place = tender.members[one].place(first.span.block)
            also = f" (en nog {len(several) - 1} nummers)" if len(several) > MANY else ""
            too = f" (and {len(several) - 1} more)" if len(several) > MANY else ""
            yield hit_at(
                two,
                view,
                other.span,
                {
                    "nl": f"{other.shown} staat er twee keer met een andere tekst: ook in {place}{also}",
                    "en": f"{other.shown} occurs twice with different texts: also in {place}{too}",
                },
            )


def _differ(one: Definition, two: Definition) -> bool:
    """Whether the texts say different things; in another document a shorter text may be a summary."""
    first, second = (re.findall(r"\w+", d.text) for d in (one, two))
    if first == second:
        return False
    if one.member == two.member:
        return True
    short, long = sorted((first, second), key=len)
    numbers = {w for w in short if w.isdigit()}
    return len(short) >= SHORTENED * len(long) or not numbers <= {w for w in long if w.isdigit()}


# --- an identifier that does not exist --------------------------------------------------------------------------------


def _dangling(
    match: IdentifierMatch,
    index: int,
    member: Member,
    series: Mapping[str, set[str]],
    found: Mapping[str, Sequence[Definition]],
) -> Iterator[SetHit]:
    told: set[str] = set()
    defined = {(d.member, d.span.block) for definitions in found.values() for d in definitions}
    for block, _ in member.blocks():
        whole_text = fold(member.view.document.blocks[block].text)
        for name, numbers in series.items():
            for reference in _references(name, whole_text.text):
                key = _key(reference.group())
                number = key[len(name) :]
                if key in told or _exists(number, numbers):
                    continue
                alone = _WHOLE.fullmatch(whole_text.text.strip()) is not None
                if not alone and not _surely(match, member, name, whole_text.text, reference.start()):
                    continue
                if (index, block) in defined and reference.start() == 0:
                    continue
                told.add(key)
                start, end = whole_text.original(reference.start(), reference.end())
                shown = member.view.document.blocks[block].text[start:end]
                yield hit_at(
                    index,
                    member.view,
                    Span(block, start, end),
                    {
                        "nl": f"{shown} wordt genoemd, maar geen eis of wens van het dossier heeft dat nummer",
                        "en": f"{shown} is mentioned, but no requirement or wish of the set has that number",
                    },
                )


def _references(series: str, text: str) -> Iterator[re.Match[str]]:
    name = re.escape(series).replace(r"\ ", r"\s")
    return re.finditer(rf"(?<![\w./-]){name}\d{{1,4}}(?:[.-]\d{{1,3}})*[a-z]?(?![\w/]|-\w)", text)


def _exists(number: str, numbers: set[str]) -> bool:
    """Whether the number is there, itself or as the whole or a part of one that is."""
    bare = re.sub(r"[a-z]$", "", number)
    return any(
        n == number or re.sub(r"[a-z]$", "", n) == bare or n.startswith((f"{bare}.", f"{bare}-")) for n in numbers
    )


def _surely(match: IdentifierMatch, member: Member, series: str, text: str, start: int) -> bool:
    """Whether the words are an identifier: "E-12" is, "E3" may be a licence or a size, unless the words before tell."""
    if not series[-1].isalpha() or len(series) > 2:
        return True
    before = text[max(0, start - 30) : start].rstrip(" (,")
    span = member.search(match.before, before)
    return span is not None and span[1] == len(before)


__all__ = ["IdentifierMatch", "identifiers"]
