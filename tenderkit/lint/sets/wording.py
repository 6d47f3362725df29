"""What the text of a set says or leaves out: an order of precedence, a maximum value, a limit to liability, one set of terms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from tenderkit.document.model import Span
from tenderkit.lint.kinds import Hit
from tenderkit.lint.kinds.phrase import ExpressionsByLanguage
from tenderkit.lint.parts import ByLanguage, Strict
from tenderkit.lint.rules import Bilingual
from tenderkit.lint.sets.members import Member, SetHit, TenderSet, hit_at, hit_unit, whole
from tenderkit.lint.units import Unit

# --- SET002 -----------------------------------------------------------------------------------------------------------


class PrecedenceMatch(Strict):
    """`said`: sentences that put documents in order; `heading`: headings above such an order; `documents`: from how many
    documents on an order is needed."""

    of: Literal["precedence"]
    said: ExpressionsByLanguage
    heading: ByLanguage
    documents: int = Field(3, ge=2)


def precedence(match: PrecedenceMatch, tender: TenderSet) -> Iterator[SetHit]:
    """An agreement with several documents around it, and nothing that says which prevails."""
    if tender.agreement is None or len(tender.members) < match.documents:
        return
    for member in tender.members:
        if any(member.search(match.heading, text) for i, text in member.blocks() if _is_heading(member, i)):
            return
        if next(member.sentences(match.said), None) is not None:
            return
    count = len(tender.members)
    yield SetHit(
        Hit(
            message={
                "nl": f"Het dossier telt {count} stukken; nergens staat welk stuk voorgaat als zij elkaar tegenspreken",
                "en": f"The set has {count} documents; nothing says which prevails where they contradict each other",
            }
        ),
        tender.agreement,
    )


def _is_heading(member: Member, block: int) -> bool:
    return member.view.document.blocks[block].kind in ("heading", "title")


# --- SET030 -----------------------------------------------------------------------------------------------------------


class FrameworkMatch(Strict):
    """`title`: titles of what is a framework agreement; `said`: sentences that say that this is one; `maximum`: sentences
    that give its maximum value or quantity."""

    of: Literal["framework-maximum"]
    title: ByLanguage
    said: ExpressionsByLanguage
    maximum: ExpressionsByLanguage


def framework(match: FrameworkMatch, tender: TenderSet) -> Iterator[SetHit]:
    """A framework agreement of which no document gives the maximum value or quantity."""
    if any(next(m.sentences(match.maximum), None) is not None for m in tender.members):
        return
    for index, member in tender.of_kind("guide", "agreement"):
        found = _says_framework(match, member)
        if found is None:
            continue
        message = {
            "nl": "Dit is een raamovereenkomst, maar geen stuk van het dossier noemt de maximale waarde of hoeveelheid",
            "en": "This is a framework agreement, but no document of the set gives its maximum value or quantity",
        }
        # Without the guide in the set, the maximum may stand there.
        complete = any(tender.of_kind("guide"))
        yield hit_at(index, member.view, found, message, None if complete else "warning")
        return


def _says_framework(match: FrameworkMatch, member: Member) -> Span | None:
    for i, text in member.blocks():
        if _is_heading(member, i) and member.search(match.title, text):
            return whole(member.view, i)
        if _is_heading(member, i):
            break  # only the title
    sentence = next(member.sentences(match.said), None)
    if sentence is None:
        return None
    unit, span = sentence
    return Span(unit.block, *unit.passage(*span))


# --- SET046 -----------------------------------------------------------------------------------------------------------


class NamedTerms(Strict):
    """A set of general terms: its name in messages, and how texts call it."""

    name: Bilingual
    nl: tuple[str, ...] = ()
    en: tuple[str, ...] = ()


class GeneralTermsMatch(Strict):
    """`terms`: the sets that are known; `declared`: sentences that make a set applicable; `none`: words that tell that a
    sentence is about something else, or gives each set a field of its own."""

    of: Literal["general-terms"]
    terms: tuple[NamedTerms, ...]
    declared: ExpressionsByLanguage
    none: ByLanguage


NO_PARTS = ("other", "form")
"""Documents that need not be part of the contract: a note that speaks of terms declares nothing."""


@dataclass(frozen=True, slots=True)
class Declaration:
    """A sentence that declares a set of terms applicable; `version` is the year in it ("" when it has none)."""

    name: Bilingual
    version: str
    member: int
    unit: Unit
    span: tuple[int, int]


def general_terms(match: GeneralTermsMatch, tender: TenderSet) -> Iterator[SetHit]:
    """A second set of general terms, or another version of the same, declared applicable."""
    found = [d for i, m in enumerate(tender.members) if m.kind not in NO_PARTS for d in _declarations(match, i, m)]
    if not found:
        return
    first = next((d for d in found if d.member == tender.agreement), found[0])
    told: set[tuple[str, str]] = set()
    for other in found:
        key = (other.name.nl, other.version)
        if key in told or not _other(first, other):
            continue
        told.add(key)
        place = tender.members[first.member].place(first.unit.block)
        yield hit_unit(
            other.member,
            other.unit,
            other.span,
            {
                "nl": f"{_shown(other, 'nl')} van toepassing verklaard, terwijl {_shown(first, 'nl')} geldt ({place})",
                "en": f"{_shown(other, 'en')} declared applicable while {_shown(first, 'en')} applies ({place})",
            },
        )


def _shown(declaration: Declaration, language: str) -> str:
    return " ".join(p for p in (declaration.name.get(language), declaration.version) if p)


def _other(first: Declaration, other: Declaration) -> bool:
    if first.name != other.name:
        return True
    return bool(first.version and other.version and first.version != other.version)


def _declarations(match: GeneralTermsMatch, index: int, member: Member) -> Iterator[Declaration]:
    for unit, _ in member.sentences(match.declared):
        if any(member.view.pattern(s, unit.language).search(unit.text) for s in getattr(match.none, unit.language)):
            continue
        for terms in match.terms:
            for source in getattr(terms, unit.language):
                span = member.view.pattern(source, unit.language).search(unit.text)
                if span is not None:
                    year = re.match(r"[\s\-(,:']{0,3}(?:versie |version )?((?:19|20)\d\d)", unit.text[span[1] :])
                    yield Declaration(terms.name, year.group(1) if year else "", index, unit, span)
                    break


# --- SET024 -----------------------------------------------------------------------------------------------------------


class LiabilityMatch(Strict):
    """`unlimited`: sentences that leave liability without a limit, or lift the limit for nearly everything. `heading`: the
    article about liability. `liable`: sentences in it that make the supplier pay; `limit`: words that limit it; `event`,
    `total`: limits by event, and by year or in all. `elsewhere`: sentences that leave liability to general terms."""

    of: Literal["liability"]
    unlimited: ExpressionsByLanguage
    heading: ByLanguage
    liable: ExpressionsByLanguage
    limit: ByLanguage
    event: ByLanguage
    total: ByLanguage
    elsewhere: ExpressionsByLanguage


def liability(match: LiabilityMatch, tender: TenderSet) -> Iterator[SetHit]:
    """Liability without a limit: said so, or an article on liability that names none."""
    said = False
    for index, member in tender.of_kind("agreement", "terms", "guide", "requirements"):
        for unit, span in member.sentences(match.unlimited):
            said = True
            yield hit_unit(
                index,
                unit,
                span,
                {
                    "nl": "Aansprakelijkheid zonder grens, of een grens die bijna altijd vervalt",
                    "en": "Liability without a limit, or a limit that nearly always falls away",
                },
            )
    if said or any(next(m.sentences(match.elsewhere), None) is not None for m in tender.members):
        return
    for index, member in tender.of_kind("agreement"):
        if index == tender.agreement:
            yield from _article(match, index, member)


def _article(match: LiabilityMatch, index: int, member: Member) -> Iterator[SetHit]:
    """What the article on liability lacks: a limit, or a limit by year or in all beside one by event."""
    inside = [u for u in member.view.units if member.search(match.heading, member.view.headings[u.block])]
    blocks = {u.block for u in inside}
    liable = next(((u, span) for u, span in member.sentences(match.liable) if u.block in blocks), None)
    if liable is None:
        return
    unit, span = liable
    limiting = [u for u in inside if member.search(match.limit, u.text)]
    if not limiting:
        # A limit may stand in another article ("the supplier pays no more than ...").
        if not any(
            member.search(match.limit, u.text) and member.search(match.heading, u.text) for u in member.view.units
        ):
            message = {
                "nl": "De aansprakelijkheid heeft geen grens: er staat geen bedrag of maximum",
                "en": "Liability has no limit: no amount or maximum is given",
            }
            yield hit_unit(index, unit, span, message, "warning")
        return
    by_event = next((u for u in limiting if member.search(match.event, u.text)), None)
    if by_event is not None and not any(member.search(match.total, u.text) for u in inside):
        message = {
            "nl": "De grens geldt per gebeurtenis; een maximum per jaar of in totaal ontbreekt",
            "en": "The limit is per event; a maximum per year or in all is missing",
        }
        yield hit_unit(index, by_event, (0, len(by_event.text)), message, "info")


__all__ = [
    "FrameworkMatch",
    "GeneralTermsMatch",
    "LiabilityMatch",
    "PrecedenceMatch",
    "framework",
    "general_terms",
    "liability",
    "precedence",
]
