"""The articles of a draft, and after which of them something belongs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tenderkit.document.model import Document, number_of
from tenderkit.language.folding import folded

# Headings of what stands at the end of an agreement, and the sentence with which its signing begins.
_CLOSING = re.compile(
    r"\b(?:slotbepaling\w*|slot|overige bepalingen|diversen|toepasselijk recht|rechtskeuze|bevoegde rechter|ondertekening|"
    r"kennisgevingen|bijlagen?|final provisions|general provisions|miscellaneous|governing law|applicable law|jurisdiction|"
    r"notices|signatures?|execution|entire agreement|annex\w*|schedules?|exhibits?|appendix|appendices)\b"
)
_SIGNING = re.compile(
    r"^(?:aldus\b|getekend\b|ondertekend\b|voor akkoord\b|in witness whereof\b|signed (?:by|on behalf|for)\b|executed (?:as|by)\b|"
    r"agreed and accepted\b|the parties have (?:executed|signed)\b)"
)
_OPENING = re.compile(
    r"\b(?:definitie\w*|begrippen|begripsbepalingen|definitions?|interpretation|considerans|recitals|whereas)\b"
)
_SHORT = 4  # letters of a word that says nothing of a subject


@dataclass(frozen=True, slots=True)
class Article:
    """A heading of the level on which the draft is numbered, the last block under it, and its bare number ("" for none)."""

    heading: int
    last: int
    number: str
    text: str

    @property
    def closing(self) -> bool:
        """Whether it belongs at the end of an agreement."""
        return bool(_CLOSING.search(folded(self.text)))

    @property
    def defines(self) -> bool:
        """Whether its heading promises definitions."""
        return bool(_OPENING.search(folded(self.text)))

    def holds(self, block: int) -> bool:
        """Whether a block stands in it."""
        return self.heading <= block <= self.last


def articles_of(document: Document) -> tuple[Article, ...]:
    """The articles in order; none for a text without headings. What is signed at the end of the last one is left out."""
    blocks = document.blocks
    headings = [i for i, b in enumerate(blocks) if b.kind == "heading" and b.story == "body"]
    counts = Counter(blocks[i].level for i in headings if (n := number_of(blocks[i].number)) and "." not in n)
    counts = counts if counts and max(counts.values()) > 1 else Counter(blocks[i].level for i in headings)
    if not counts:
        return ()
    level = min(counts, key=lambda n: (-counts[n], n))
    numbered = any(blocks[i].level == level and number_of(blocks[i].number) for i in headings)
    found: list[Article] = []
    for at, index in enumerate(headings):
        number = number_of(blocks[index].number)
        if blocks[index].level != level or (numbered and not number):
            continue
        end = next((h for h in headings[at + 1 :] if blocks[h].level <= level), len(blocks))
        body = [i for i in range(index, end) if blocks[i].story == "body"]
        signing = next((i for i in body[1:] if _SIGNING.match(folded(blocks[i].text))), None)
        last = max((i for i in body if signing is None or i < signing), default=index)
        found.append(Article(index, last, number, blocks[index].text))
    return tuple(found)


def following(articles: Sequence[Article], article: Article, document: Document) -> int | None:
    """The heading that comes right after an article, None where something else does."""
    index = article.last + 1
    if (
        index < len(document.blocks)
        and document.blocks[index].kind == "heading"
        and document.blocks[index].story == "body"
    ):
        return index
    return None


def seat(articles: Sequence[Article], blocks: Iterable[int]) -> Article | None:
    """The article in which most of some blocks stand, the first of several; where terms are defined nothing is arranged."""
    counts = Counter(a.heading for b in blocks for a in articles if a.holds(b) and not a.defines)
    most = max(counts.values(), default=0)
    return next((a for a in articles if most and counts[a.heading] == most), None)


def subjects(
    articles: Sequence[Article], evidence: Mapping[str, Sequence[int]], titles: Mapping[str, str]
) -> dict[int, set[str]]:
    """The clauses of the library that each article (by its heading) is akin to: those whose mechanism it arranges
    (`evidence`: blocks by clause id) and those whose title has a word of its heading."""
    found: dict[int, set[str]] = {}
    for article in articles:
        own = {id_ for id_, blocks in evidence.items() if article is seat(articles, blocks)}
        words = _words(article.text)
        own |= {id_ for id_, title in titles.items() if words & _words(title)}
        found[article.heading] = own
    return found


def _words(text: str) -> set[str]:
    return {w[:9] for w in re.findall(r"[a-z]+", folded(text)) if len(w) > _SHORT}


def home(
    id_: str,
    articles: Sequence[Article],
    akin: Mapping[int, set[str]],
    order: Sequence[str],
    topics: Mapping[str, str],
) -> Article | None:
    """The article that a clause belongs after: the one whose subject is nearest in the library's own order, of the same topic
    before others, and never one of those that close the draft. None for a draft without articles."""
    open_ = [a for a in articles if not a.closing]
    if not open_:
        return None
    end = next((n for n, a in enumerate(articles) if n and all(x.closing for x in articles[n:])), len(articles))
    here = articles[:end]
    place = {name: n for n, name in enumerate(order)}
    best: tuple[tuple[int, float, int], Article] | None = None
    for n, article in enumerate(here):
        if article.closing:
            continue
        for other in akin.get(article.heading, ()):
            if other not in place or id_ not in place:
                continue
            away = place[id_] - place[other]
            cost = (
                int(article.defines or topics.get(other) != topics.get(id_)),
                abs(away) + (0.5 if away < 0 else 0.0),
                -n,
            )
            if best is None or cost < best[0]:
                best = cost, article
    if best is not None and not (best[0][0] and best[0][1] > 8):
        return best[1]
    return here[-1]
