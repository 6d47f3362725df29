"""What the regisseur must put on the table: one sentence for each matter, the weightiest first, and no more than fit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tenderkit.language import Language
from tenderkit.lint.catalogue import figure
from tenderkit.lint.standing import AXES, point_of, quarter_of
from tenderkit.regie.board.standing import Lock, Standing
from tenderkit.regie.board.texts import WORDS
from tenderkit.regie.readiness.model import Gate, Readiness
from tenderkit.regie.readiness.questionnaire import gates
from tenderkit.regie.readiness.telling import number
from tenderkit.regie.scenarios.coverage import GATE

MOST = 7  # matters on one page
LONGEST = 230  # characters of one: two lines, three at most
FALL = 0.03  # of a share, from which a round of negotiation cost something
_NAMED = 4  # things that are named in one sentence
_BEST = 1  # the quarter of the relational contract
_ROLES = ("role missing", "no person", "no mandate", "excluded", "both sides", "no accountable", "competence")
_WATCHED = ("coverage", *AXES)


def agenda(now: Standing, before: Standing | None, language: Language, mechanisms: Mapping[str, str]) -> list[str]:
    """The sentences. `mechanisms`: what each is called, by key."""
    matters = list(_matters(now, before, language, mechanisms))[:MOST]
    return [_sentence(matter) for matter in matters] or [WORDS[language]["nothing"]]


def shortened(text: str, longest: int) -> str:
    """A text of at most so many characters, cut between words."""
    text = " ".join(text.split())
    return text if len(text) <= longest else text[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,;:.(") + " …"


def _sentence(text: str) -> str:
    """A matter that fits: what is too long ends where a part of its sentence does, if one does."""
    if len(text) <= LONGEST:
        return text
    ends = [text[:LONGEST].rfind(mark) for mark in (". ", "; ", ", ")]
    at = next((end for end in ends if end > LONGEST // 2), 0)
    return f"{text[:at]}." if at else shortened(text, LONGEST)


def lower(name: str) -> str:
    """A name within a sentence: SLA stays what it is."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]


def listed(names: list[str], language: Language) -> str:
    """Some names, the first few of them if there are many."""
    return ", ".join(names[:_NAMED]) + (WORDS[language]["and more"] if len(names) > _NAMED else "")


def _matters(
    now: Standing, before: Standing | None, language: Language, mechanisms: Mapping[str, str]
) -> Iterator[str]:
    words = WORDS[language]
    if errors := now.severities.get("error", 0):
        yield words["say errors"].format(words["error one"] if errors == 1 else words["error more"].format(errors))
    if before:
        yield from _cost(now, before, language)
    point = point_of(now.measures)
    if point and (quarter_of(point) != _BEST or now.coverage.share < GATE):
        yield words[f"say quarter {quarter_of(point)}"].format(f"{now.coverage.share:.0%}")
    if now.readiness is None:
        yield words["say not filled in"]
    else:
        yield from _shut(now.readiness, language, mechanisms)
    if roles := [words[f"roles {kind}"].format(n) for kind in _ROLES if (n := now.roles.get(kind, 0))]:
        yield words["say roles"].format(listed(roles, language))
    gaps = now.coverage.counts["gap"]
    if gaps:
        missed = [lower(mechanisms.get(key, key)) for key, _, vital in now.coverage.most_missed if vital]
        yield words["say scenarios"].format(gaps, len(now.coverage.scenarios), listed(missed, language))
    for lock in now.locks[:1]:
        yield words["say lock"].format(name_of(lock, language), place_of(lock, language), lock.remedy.get(language))
    yield from _ratios(now, language)
    if now.readiness is not None:
        yield from _talk(now.readiness, language)
    for lock in now.locks[1:2]:
        yield words["say lock"].format(name_of(lock, language), place_of(lock, language), lock.remedy.get(language))


def name_of(lock: Lock, language: Language) -> str:
    """What a lock-in is called, without what explains it."""
    return lock.title.get(language).partition(":")[0]


def place_of(lock: Lock, language: Language) -> str:
    """Where a lock-in stands: document and clause, and whether elsewhere too."""
    words = WORDS[language]
    clause = f", {words['article']} {lock.clause}" if lock.clause else ""
    return f"{lock.document}{clause}" + (words["more"] if lock.times > 1 else "")


def _cost(now: Standing, before: Standing, language: Language) -> Iterator[str]:
    """What a round took: shares that fell, the most first, and a lock-in index that rose."""
    words = WORDS[language]
    fell = [
        (old - new, name) for name in _WATCHED if (old := before.value(name)) and (new := now.value(name)) is not None
    ]
    lost = [
        words["points"].format(figure(name).name.get(language), f"−{round(fall * 100)}")
        for fall, name in sorted(fell, key=lambda one: -one[0])
        if round(fall, 4) >= FALL
    ]
    old, new = before.value("lock_in.index"), now.value("lock_in.index")
    rise = max(new - old, 0) if old is not None and new is not None else 0
    if lost or rise:
        key = "say dearer" if lost and rise else "say cost" if lost else "say locked"
        yield words[key].format(listed(lost, language), f"{rise:g}")


def _shut(readiness: Readiness, language: Language, mechanisms: Mapping[str, str]) -> Iterator[str]:
    """The first gate that is shut, and why."""
    gate = next((g for g in readiness.gates.values() if not g.passed), None)
    if gate is not None:
        name = gates().gates[gate.id].name.get(language)
        yield WORDS[language]["say gate"].format(gate.id, name, "; ".join(_reasons(gate, language, mechanisms)))


def _reasons(gate: Gate, language: Language, mechanisms: Mapping[str, str]) -> Iterator[str]:
    words = WORDS[language]
    if not gate.is_mean_enough:
        yield words["mean"].format(number(gate.minimum, language))
    for reason in ("low", "unanswered", "unproven"):
        ids = list(dict.fromkeys(k.question for k in gate.knock_outs if k.reason == reason))
        if ids:
            yield words[reason].format(listed(ids, language))
    missing = [lower(mechanisms.get(k.subject, k.subject)) for k in gate.knock_outs if k.reason == "missing"]
    if missing:
        yield words["missing"].format(listed(list(dict.fromkeys(missing)), language))
    if any(k.reason == "finding" for k in gate.knock_outs):
        yield words["finding"]
    for one in (k for k in gate.knock_outs if k.reason == "scenarios"):
        yield words["scenarios missed"].format(one.level, one.minimum)


def _talk(readiness: Readiness, language: Language) -> Iterator[str]:
    words = WORDS[language]
    questions = list(dict.fromkeys(q for c in readiness.contradictions for q in c.questions))
    if questions:
        yield words["say contradiction"].format(listed(questions, language))
    if readiness.spreads:
        yield words["say spread"].format(listed([s.question for s in readiness.spreads], language))


def _ratios(now: Standing, language: Language) -> Iterator[str]:
    for name, key in (("how_ratio", "say how"), ("must_ratio", "say musts")):
        value = now.value(name)
        if value is not None and figure(name).fits(value) is False:
            yield WORDS[language][key].format(f"{value:.0%}")
