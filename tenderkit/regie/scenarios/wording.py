"""What the scenario papers say of an answer: the mechanism's name, where the contract has it, and what is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from tenderkit.lint.rules import Rule
from tenderkit.regie.scenarios.coverage import GATE, Answer, Coverage, ScenarioCoverage
from tenderkit.regie.scenarios.extracts import SPEAKS
from tenderkit.regie.scenarios.session import Played
from tenderkit.regie.scenarios.texts import texts
from tenderkit.regie.scenarios.uncertainties import Choice
from tenderkit.report.names import mechanism_names, missing_elements

_MOST = 5  # clauses named for a mechanism, and mechanisms named that would help most


@dataclass(frozen=True)
class Wording:
    """The words for one language. `rules` give mechanisms and their elements their names; `many`: the contract is more than
    one document, so that a place names its document."""

    language: str
    rules: Sequence[Rule]
    many: bool = False

    @property
    def words(self) -> Mapping[str, str]:
        """All words by name."""
        return texts(self.language)

    def name(self, key: str) -> str:
        """What a mechanism is called."""
        return mechanism_names(self.rules, self.language).get(key, key)

    def names(self, keys: Sequence[str]) -> str:
        """Several mechanisms in a row, divided by semicolons: some names have commas."""
        return "; ".join(self.name(key) for key in keys)

    def mends(self, key: str) -> str:
        """The id of the library clause that arranges a mechanism; "" for none."""
        found = next(
            (r.remedy.clause for r in self.rules if r.kind == "mechanism" and r.match["mechanism"] == key), None
        )
        return found or ""

    def status(self, answer: Answer) -> str:
        """How far a mechanism is arranged: "onvolledig (12%)"."""
        said = self.words[answer.status]
        return f"{said} ({answer.completeness:.0%})" if answer.status in ("answered", "incomplete") else said

    def places(self, answer: Answer) -> str:
        """Where it stands: "art. 19.2, 19.3; ook art. 17". Articles with a passing remark are left out."""
        if not answer.articles:
            return ""
        first, *others = answer.articles
        said = self._place(first.document, first.clauses[:_MOST])
        named: dict[str, list[str]] = {}
        for other in others:
            if len(other.clauses) >= SPEAKS:
                named.setdefault("" if other.document == first.document else other.document, []).append(other.number)
        also = "; ".join(self._place(document, numbers[:_MOST]) for document, numbers in named.items())
        return f"{said}; {self.words['also']} {also}" if also else said

    def _place(self, document: str, numbers: Sequence[str]) -> str:
        name = PurePath(document).name if self.many and document else ""
        known = ", ".join(number.replace(" ", "\u00a0") for number in numbers if number)
        return " ".join(part for part in (name, f"{self.words['clause']}\u00a0{known}" if known else "") if part)

    def lacking(self, answer: Answer) -> str:
        """The parts that its text lacks; "" for one that answers or is absent altogether."""
        if answer.holds:
            return ""
        return ", ".join(missing_elements(self.rules, answer.need.mechanism, answer.mechanism, self.language))

    def count(self, one: ScenarioCoverage) -> str:
        """How many mechanisms of a scenario answer: "2 van 6"."""
        return self.words["of"].format(x=sum(answer.holds for answer in one.answers), y=len(one.answers))

    def total(self, coverage: Coverage) -> str:
        """The totals in a sentence."""
        asked = sum(len(one.answers) for one in coverage.scenarios)
        held = sum(answer.holds for one in coverage.scenarios for answer in one.answers)
        said = self.words["total"].format(
            answered=held, asked=asked, share=round(100 * coverage.share), scenarios=len(coverage.scenarios),
            **coverage.counts,
        )  # fmt: skip
        return f"{said}. {self.words['below gate']}" if coverage.share < GATE else f"{said}."

    def most_missed(self, coverage: Coverage) -> list[str]:
        """The mechanisms that would help most, a line each."""
        lines = []
        for key, number, vital in coverage.most_missed[:_MOST]:
            text = self.words["most line one" if number == 1 else "most line"]
            clause = f" [{self.words['mends']} {self.mends(key)}]" if self.mends(key) else ""
            lines.append(text.format(name=self.name(key), n=number, vital=vital) + clause)
        return lines

    def uncertain(self, choice: Choice) -> list[tuple[str, str, str]]:
        """The uncertainties: id, what is uncertain, and the scenarios that they ask for."""
        return [
            (
                one.id,
                one.what.rstrip(".") + (f" ({one.band.rstrip('.')})" if one.band else ""),
                ", ".join(s.id for s in choice.scenarios if one.id in choice.ids(s.id))
                or self.words["not indispensable"],
            )
            for one in choice.uncertainties
        ]

    def unmet(self, choice: Choice) -> str:
        """Mechanisms that the list asks for and no chosen scenario; "" when there are none."""
        keys = list(dict.fromkeys(key for reason in choice.unmet for key in reason.shared))
        return self.words["unmet"].format(names=self.names(keys)) if keys else ""

    def number(self, points: float | None) -> str:
        """Points as one writes them, with at most one decimal; "-" for none."""
        if points is None:
            return "-"
        text = f"{points:.1f}".removesuffix(".0")
        return text.replace(".", ",") if self.language == "nl" else text

    def reason(self, played: Played) -> str:
        """Why a scenario is played."""
        return self.words[f"reason {played.because}"].format(ids=", ".join(played.uncertainties), n=played.open)
