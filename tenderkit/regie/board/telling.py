"""The page, told in one language and in no format: figures, lock-ins, scenarios, readiness and what goes on the table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tenderkit.language import Language
from tenderkit.lint.catalogue import figure
from tenderkit.lint.standing import AXES, point_of
from tenderkit.regie.board.agenda import agenda, listed, lower, name_of, place_of, shortened
from tenderkit.regie.board.standing import Standing
from tenderkit.regie.board.texts import WORDS
from tenderkit.regie.readiness.telling import number
from tenderkit.regie.scenarios.coverage import GATE

LOCKS = 5  # that the page names
_LONGEST_TITLE, _LONGEST_NAME, _LONGEST_LOCK, _LONGEST_PLACE = (
    90,
    60,
    70,
    54,
)  # characters: what fits on a line of the page
_LONGEST_GONE = 150
_SHARES = ("coverage", "balance", *AXES, "how_ratio", "must_ratio")


@dataclass(frozen=True, slots=True)
class Line:
    """A figure: what it is called, now, before (None on a page of one moment), the difference, the guide value, and whether it
    lies outside that."""

    name: str
    now: str
    before: str | None
    change: str
    guide: str
    outside: bool = False


@dataclass(frozen=True)
class Board:
    """The page. `points` are coverage and anchored trust by mark, `axes` the axes with their values by moment; `locks` are what,
    where and weight."""

    language: Language
    title: str
    subtitle: str
    points: tuple[tuple[str, tuple[float, float]], ...]
    moments: tuple[tuple[str, Mapping[str, object]], ...]
    lines: tuple[Line, ...]
    readiness: str
    scenarios: str
    locks: tuple[tuple[str, str, str], ...]
    gone: str
    agenda: tuple[str, ...]

    @property
    def words(self) -> Mapping[str, str]:
        """The words round it."""
        return WORDS[self.language]

    @property
    def is_compared(self) -> bool:
        """Whether it is about two moments."""
        return any(line.before is not None for line in self.lines)


def board(now: Standing, before: Standing | None, language: Language, mechanisms: Mapping[str, str]) -> Board:
    """The page about a set now, held against an earlier moment if there is one. `mechanisms`: what each is called, by key."""
    words = WORDS[language]
    size = words["document"] if now.documents == 1 else words["documents"].format(now.documents)
    subtitle = words["about"].format(size)
    if before is not None:
        subtitle += " " + words["compared"].format(shortened(_place(before.name), _LONGEST_NAME))
    marked = [(words["before mark"], before), (words["now mark"], now)] if before else [("", now)]
    moments = [(mark, one) for mark, one in marked if one is not None]
    points = [(mark, point) for mark, one in moments if (point := point_of(one.measures)) is not None]
    earlier = {lock.rule for lock in before.locks} if before else None
    return Board(
        language,
        shortened(f"{words['kind']}: {now.title}", _LONGEST_TITLE),
        subtitle,
        tuple(points),
        tuple((mark, one.measures) for mark, one in moments),
        tuple(_lines(now, before, language)),
        _readiness(now, language),
        _scenarios(now, language),
        tuple(
            (
                shortened(name_of(lock, language), _LONGEST_LOCK)
                + (words["is new"] if earlier is not None and lock.rule not in earlier else ""),
                shortened(place_of(lock, language), _LONGEST_PLACE),
                str(lock.weight),
            )
            for lock in now.locks[:LOCKS]
        ),
        _gone(now, before, language),
        tuple(agenda(now, before, language, mechanisms)),
    )


def _lines(now: Standing, before: Standing | None, language: Language) -> list[Line]:
    words = WORDS[language]
    own = {"balance": words["trust"], "how_ratio": words["how"], "must_ratio": words["musts"]}
    lines = []
    for name in _SHARES:
        one = figure(name)
        # Much trust is no fault of its own: where it is a word only, coverage is low, and the quarter says so.
        low, high = (one.at_least, None) if name == "balance" else (one.at_least, one.at_most)
        called = own.get(name, one.name.get(language))
        lines.append(_line(called, now.value(name), _value(before, name), before, low, high, language, share=True))
    index = figure("lock_in.index")
    lines.append(
        _line(
            index.name.get(language), now.value("lock_in.index"), _value(before, "lock_in.index"), before,
            None, index.at_most, language,
        )
    )  # fmt: skip
    lines.append(
        _line(
            words["scenarios"],
            now.coverage.share,
            before.coverage.share if before else None,
            before,
            GATE,
            None,
            language,
            share=True,
        )
    )
    lines.append(_ready(now, before, language))
    return lines


def _value(one: Standing | None, name: str) -> float | None:
    return one.value(name) if one else None


def _line(
    name: str, now: float | None, old: float | None, before: Standing | None, low: float | None, high: float | None,
    language: Language, *, share: bool = False,
) -> Line:  # fmt: skip
    words = WORDS[language]

    def shown(value: float | None) -> str:
        return "-" if value is None else f"{value:.0%}" if share else f"{value:g}"

    step = ""
    if now is not None and old is not None:
        size = round(now * 100) - round(old * 100) if share else now - old
        step = f"{size:+g}" if size else "0"
    guide = (
        words["at_least"].format(shown(low))
        if low is not None
        else words["at_most"].format(shown(high))
        if high is not None
        else ""
    )
    outside = now is not None and ((low is not None and now < low) or (high is not None and now > high))
    return Line(
        name, words["not told"] if now is None else shown(now), shown(old) if before else None, step, guide, outside
    )


def _ready(now: Standing, before: Standing | None, language: Language) -> Line:
    words = WORDS[language]
    means = [one.readiness.mean if one and one.readiness else None for one in (now, before)]
    step = (
        ""
        if None in means
        else f"{(means[0] or 0) - (means[1] or 0):+.2f}".replace(".", "," if language == "nl" else ".")
    )
    told = [
        number(mean, language) if mean is not None else none
        for mean, none in zip(means, (words["not filled in"], "-"), strict=True)
    ]
    least = next(iter(now.readiness.gates.values())).minimum if now.readiness else None
    return Line(
        words["readiness"], told[0], told[1] if before else None, step,
        words["at_least"].format(number(least, language)) if least is not None else "", bool(least and means[0] is not None and means[0] < least),
    )  # fmt: skip


def _readiness(now: Standing, language: Language) -> str:
    words = WORDS[language]
    if now.readiness is None or now.readiness.mean is None:
        return words["gates none"]
    several = len(now.readiness.latest)
    who = words["participants one"] if several == 1 else words["participants"].format(several)
    gates = ", ".join(f"{id_} {words['open' if gate.passed else 'shut']}" for id_, gate in now.readiness.gates.items())
    return words["gates"].format(number(now.readiness.mean, language), who, gates)


def _scenarios(now: Standing, language: Language) -> str:
    counts = now.coverage.counts
    gaps = [one.scenario.id for one in now.coverage.scenarios if one.verdict == "gap"]
    named = f" ({listed(gaps, language)})" if gaps else ""
    total = len(now.coverage.scenarios)
    return WORDS[language]["covered"].format(counts["ready"], total, counts["partly"], counts["gap"], named)


def _gone(now: Standing, before: Standing | None, language: Language) -> str:
    """The lock-ins that went: as many by name as fit."""
    there = {lock.rule for lock in now.locks}
    gone = [lower(name_of(lock, language)) for lock in before.locks if lock.rule not in there] if before else []
    if not gone:
        return ""
    words = WORDS[language]
    for shown in range(len(gone), 0, -1):
        text = words["locks gone"].format(", ".join(gone[:shown]) + (words["and more"] if shown < len(gone) else ""))
        if len(text) <= _LONGEST_GONE:
            return text
    return shortened(text, _LONGEST_GONE)


def _place(name: str) -> str:
    """A folder as readers know it: a whole path says more of a machine than of the set."""
    return Path(name).name if Path(name).is_absolute() else name
