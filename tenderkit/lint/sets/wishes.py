"""Wishes: whether each has points and aspects on which it is assessed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import AfterValidator

from tenderkit.document.model import Span
from tenderkit.language.folding import folded
from tenderkit.lint.parts import ByLanguage, Strict
from tenderkit.lint.sets.members import Member, SetHit, TenderSet, hit_at, whole

FEWEST = 2  # wishes that make a list


def _compiles(source: str) -> str:
    try:
        re.compile(source)
    except re.error as error:
        raise ValueError(f"no regular expression: {error}") from None
    return source


Regex = Annotated[str, AfterValidator(_compiles)]


class WishesMatch(Strict):
    """`id`: how identifiers of wishes look, folded (a regular expression). `wish`, `points`, `aspects`: what columns (and
    headings) are called. `said_points`, `said_aspects`: how the text of a wish outside a table says them. `all_points`,
    `all_aspects`: how a text says them for all wishes at once. `unscored`: how it says that wishes bring nothing."""

    of: Literal["wishes"]
    id: Regex
    wish: ByLanguage
    points: ByLanguage
    aspects: ByLanguage
    said_points: ByLanguage
    said_aspects: ByLanguage
    all_points: ByLanguage
    all_aspects: ByLanguage
    unscored: ByLanguage


@dataclass
class Wish:
    """A wish: where it is first put, and whether the set says its points and its aspects."""

    shown: str
    member: int
    span: Span
    points: bool = False
    aspects: bool = False


_LACKS = {"points": ("punten", "points"), "aspects": ("beoordelingsaspecten", "assessment aspects")}


def wishes(match: WishesMatch, tender: TenderSet) -> Iterator[SetHit]:
    """Wishes without points or assessment aspects where other wishes of the set have them; or a set without any points."""
    if any(m.says(match.unscored) for m in tender.members):
        return
    found = _wishes(match, tender)
    if len(found) < FEWEST:
        return
    judged = []
    if not any(m.says(match.all_points) for m in tender.members):
        judged.append("points")
    if not any(m.says(match.all_aspects) for m in tender.members):
        judged.append("aspects")
    given = [what for what in judged if any(getattr(wish, what) for wish in found.values())]
    for wish in found.values():
        lacking = [_LACKS[what] for what in given if not getattr(wish, what)]
        if lacking:
            nl, en = (" en ".join(w[0] for w in lacking), " and ".join(w[1] for w in lacking))
            message = {"nl": f"Wens {wish.shown} heeft geen {nl}", "en": f"Wish {wish.shown} has no {en}"}
            yield hit_at(wish.member, tender.members[wish.member].view, wish.span, message)
    if "points" in judged and "points" not in given and any(tender.of_kind("guide")):
        first = next(iter(found.values()))
        message = {
            "nl": f"Geen van de {len(found)} wensen heeft punten, en nergens staat hoe wensen meetellen",
            "en": f"None of the {len(found)} wishes has points, and nothing says how wishes count",
        }
        yield hit_at(first.member, tender.members[first.member].view, first.span, message)


def _wishes(match: WishesMatch, tender: TenderSet) -> Mapping[str, Wish]:
    found: dict[str, Wish] = {}
    for index, member in enumerate(tender.members):
        if member.kind not in ("agreement", "terms"):
            _wishes_in_tables(match, index, member, found)
            _wishes_in_text(match, index, member, found)
    return found


def _wishes_in_tables(match: WishesMatch, index: int, member: Member, found: dict[str, Wish]) -> None:
    pattern = re.compile(match.id)
    for table in member.tables:
        if not member.columns(table, match.wish) and not member.search(match.wish, table.heading):
            continue
        points, aspects = member.columns(table, match.points), member.columns(table, match.aspects)
        for row in table.all_rows:
            first = min(row.texts)
            if not pattern.fullmatch(row.texts[first]):
                continue
            at = whole(member.view, row.cells[first])
            wish = found.setdefault(row.texts[first], Wish(member.view.document.text(at).strip(), index, at))
            wish.points |= any(_says_something(row.texts.get(c, "")) for c in points)
            wish.aspects |= any(_says_something(row.texts.get(c, "")) for c in aspects)


def _says_something(text: str) -> bool:
    return text.strip(" -.") not in ("", "0", "n.v.t", "nvt", "n/a")


def _wishes_in_text(match: WishesMatch, index: int, member: Member, found: dict[str, Wish]) -> None:
    """Headings and items that begin with an identifier ("W3 Samenwerking"), with what stands under them."""
    opening = re.compile(rf"({match.id})(?:\s*[:.–-]\s*|\s+)\S")
    for section in member.view.document.sections:
        blocks = [*(() if section.heading is None else (section.heading,)), *section.blocks]
        texts = {i: folded(member.view.document.blocks[i].text) for i in blocks}
        starts = [i for i in blocks if member.view.document.blocks[i].kind != "cell" and opening.match(texts[i])]
        for i in starts:
            named = opening.match(texts[i])
            end = next((j for j in starts if j > i), blocks[-1] + 1)
            below = "\n".join(texts[j] for j in blocks if i <= j < end)
            if named is None or not member.search(match.wish, "\n".join((member.view.headings[i], texts[i]))):
                continue
            at = whole(member.view, i)
            shown = member.view.document.text(at)[: named.end(1)]
            wish = found.setdefault(named.group(1), Wish(shown, index, at))
            wish.points |= member.search(match.said_points, below) is not None
            wish.aspects |= member.search(match.said_aspects, below) is not None
