"""balance: how a contract as a whole divides duties, sanctions and trust.

Each rule looks at one figure and speaks only when there is enough to count. Source: the domain dossier, 1.8 and 5; the
thresholds are its starting points.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field

from tenderkit.document.model import Span
from tenderkit.language import Language
from tenderkit.lint.balance import Balance
from tenderkit.lint.kinds import Hit, Outcome
from tenderkit.lint.parts import Strict

if TYPE_CHECKING:
    from tenderkit.lint.rules import Rule
    from tenderkit.lint.units import Unit, View


class Match(Strict):
    """`of`: which figure. `at_least`: how many sentences there must be to count. `limit`: from where it is a finding: the
    asymmetry of duties, the share of trust words without an anchor, the number of penalties without any incentive, the share
    of joint duties, the balance as a whole."""

    of: Literal["one-sided-duties", "unanchored-trust", "penalty-only", "no-joint-sentence", "boarded-up"]
    at_least: int = Field(ge=1)
    limit: float


def parse(raw: dict[str, Any]) -> Match:
    """The match of a rule file."""
    return Match.model_validate(raw)


def patterns(match_: Match) -> Iterator[tuple[str, Language]]:
    """None of its own: the words stand in rules/balance.yml."""
    return iter(())


def check(rule: Rule, match_: Match, view: View) -> Outcome:
    """At most one hit, with the figure in the message."""
    found = view.balance
    duties = sum(found.duties.values())
    if match_.of == "one-sided-duties":
        if duties >= match_.at_least and found.asymmetry > match_.limit:
            return _whole(rule, {"nl": _counts(found, "nl"), "en": _counts(found, "en")})
    elif match_.of == "no-joint-sentence":
        if duties >= match_.at_least and found.joint_share < match_.limit:
            return _whole(rule, {"nl": _counts(found, "nl"), "en": _counts(found, "en")})
    elif match_.of == "unanchored-trust":
        total = len(found.anchored) + len(found.unanchored)
        if len(found.unanchored) >= match_.at_least and len(found.unanchored) / total > match_.limit:
            note = {
                "nl": f"{len(found.unanchored)} van {total} zinnen",
                "en": f"{len(found.unanchored)} of {total} sentences",
            }
            return _at(rule, found.unanchored[0], note)
    elif match_.of == "penalty-only":
        count = len(found.penalties)
        if count >= match_.at_least and len(found.incentives) <= match_.limit:
            return _at(rule, found.penalties[0], {"nl": f"{count} keer een sanctie", "en": f"{count} sanctions"})
    elif found.one_sided >= match_.at_least and found.trust < match_.limit:
        share = f"{len(found.anchored)} : {found.one_sided}"
        return _whole(rule, {"nl": f"samenwerking tegenover sanctie {share}", "en": f"cooperation to sanction {share}"})
    return Outcome()


def _counts(found: Balance, language: str) -> str:
    names = {"nl": ("opdrachtnemer", "opdrachtgever", "samen"), "en": ("supplier", "client", "together")}[language]
    figures = (found.duties["supplier"], found.duties["client"], found.duties["joint"])
    return ", ".join(f"{name} {figure}" for name, figure in zip(names, figures, strict=True))


def _message(rule: Rule, note: dict[str, str]) -> dict[str, str]:
    return {language: f"{rule.title.get(language)} ({text})" for language, text in note.items()}


def _whole(rule: Rule, note: dict[str, str]) -> Outcome:
    return Outcome((Hit(message=_message(rule, note)),))


def _at(rule: Rule, unit: Unit, note: dict[str, str]) -> Outcome:
    span = Span(unit.block, unit.start, unit.end)
    return Outcome((Hit(span, span, message=_message(rule, note)),))
