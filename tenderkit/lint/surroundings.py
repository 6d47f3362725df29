"""What surrounds a passage that a rule finds: a definition, an inventory, an example, a signature, a duty of the client.

A rule about what the supplier is told to do has nothing to say of those, and lists them as `not_in`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tenderkit.lint.units import Unit, View

Surrounding = Literal["definition", "inventory", "example", "signature", "client"]

_DEFINING_HEADING = re.compile(r"\b(?:definiti\w*|begrip(?:pen|sbepaling\w*)|interpretation|glossary)\b")
_DEFINING = re.compile(
    r"\W*(?:\d[\d.]*\s+)?(?:[\"'][^\"']{2,60}[\"']\W{0,3}(?:shall )?(?:mean|refer|include|have the meaning|has the meaning|is |are |:)"
    r"|[a-z][\w' /-]{1,50} (?:shall mean|means|has the meaning|wordt verstaan|betekent) "
    r"|[a-z][\w' /-]{2,40} - (?:any|all|the|a|an|iedere?|elke?|alle|de|het|een) )"
)
_EXAMPLE = re.compile(r"\b(?:for example|for instance|by way of example|bijvoorbeeld|bij wijze van voorbeeld)\b")
_SIGNING = re.compile(
    r"/s/|_{4,}|-{8,}|\b(?:dear|geachte)\s|\b(?:name|naam|title|titel|functie|telephone|telefoon|fax|attention)\s*:"
)
_AMOUNT = re.compile(r"[$€£]\s?\d|\b(?:usd|eur|gbp)\s?\d")
_WORD = re.compile(r"[^\W\d_][\w'\-]*")
_SMALL = frozenset(
    "de het een en van in op te is zijn wordt worden met voor die dat aan door of moet moeten dient zal bij als tot uit "
    "the a an and of in on to is are be shall will must with for that by or as at from may it its this".split()
)
_MODAL = re.compile(
    r"\b(?:shall|must|will|should|ought|required?|requires|responsible|agrees? to|ensures?|moet|moeten|dient|dienen|zal|zullen)\b"
)
LIST_LIKE = 0.15  # the share of small words from which a long line is a sentence and no inventory
LONG = 10  # words
COLUMNS = re.compile(r"\S {3,}\S")


def stands_in(view: View, unit: Unit, names: Iterable[Surrounding]) -> bool:
    """Whether a sentence stands in one of these surroundings; "client" asks who it binds, and so has the sentence parsed."""
    return any(_TESTS[name](view, unit) for name in names)


def _definition(view: View, unit: Unit) -> bool:
    inner = view.headings[unit.block].rsplit(" / ", 1)[-1]
    return bool(_DEFINING_HEADING.search(inner) or _DEFINING.match(unit.text))


def _inventory(view: View, unit: Unit) -> bool:
    """A list of things rather than a sentence: hardly a small word in it, columns of a scan, or things with their prices."""
    words = _WORD.findall(unit.text)
    small = sum(word in _SMALL for word in words)
    if len(words) >= LONG and small / len(words) < LIST_LIKE:
        return True
    if not small and COLUMNS.search(view.source(unit)):
        return True
    return bool(_AMOUNT.search(unit.text)) and not _MODAL.search(unit.text)


def _example(view: View, unit: Unit) -> bool:
    return bool(_EXAMPLE.search(unit.text))


def _signature(view: View, unit: Unit) -> bool:
    return bool(_SIGNING.search(unit.text))


def _client(view: View, unit: Unit) -> bool:
    """Whether the sentence binds or entitles the client, and nobody else."""
    said = [s for s in view.statements(unit) if s.modality in ("duty", "right", "prohibition")]
    return any(s.actor == "client" for s in said) and not any(s.actor in ("supplier", "joint") for s in said)


_TESTS = {
    "definition": _definition,
    "inventory": _inventory,
    "example": _example,
    "signature": _signature,
    "client": _client,
}

__all__ = ["Surrounding", "stands_in"]
