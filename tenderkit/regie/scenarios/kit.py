"""The session kit: everything that a leader prints and hands out for half a day of practice.

What the sides may not know of each other stands in files of their own, so that nothing leaks by sending the wrong page.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal

from tenderkit.document.model import Document
from tenderkit.regie.paper import Paper
from tenderkit.regie.scenarios.criteria import CRITERIA
from tenderkit.regie.scenarios.extracts import extracts
from tenderkit.regie.scenarios.scorebook import SIDES
from tenderkit.regie.scenarios.session import MOST, Played
from tenderkit.regie.scenarios.texts import lines
from tenderkit.regie.scenarios.wording import Wording

Side = Literal["client", "supplier"]

OPENING, SCENARIO, PAUSE, DEBRIEF, CLOSING = 20, 35, 15, 30, 5  # minutes; four scenarios make three and a half hours
_ASKED = ("ask now", "ask clause", "ask cost", "ask decides")


@dataclass(frozen=True)
class Sheet:
    """A document of the kit: the name of its file without ending, what header and footer say, and whether each scenario
    begins on a new page."""

    file: str
    name: str
    document: Document
    pages: bool = False


def kit(played: Sequence[Played], documents: Sequence[Document], wording: Wording) -> list[Sheet]:
    """The Word documents of the kit, in the order in which they are needed. `documents`: the contract, for its clauses."""
    words = wording.words
    made = [
        ("programme", words["programme"], programme(played, wording), False),
        ("leader", f"{words['leader']} · {words['leader only']}", leader(played, wording), True),
        ("client", f"{words['cards client']} · {words['only client']}", cards(played, "client", wording), True),
        ("supplier", f"{words['cards supplier']} · {words['only supplier']}", cards(played, "supplier", wording), True),
        ("second", words["cards second"], second_cards(played, wording), True),
        ("extracts", words["extracts"], contract_extracts(played, documents, wording), False),
        ("report", words["session report"], report_template(played, wording), False),
    ]
    return [Sheet(words[f"file {id_}"], name, document, pages) for id_, name, document, pages in made]


def programme(played: Sequence[Played], wording: Wording) -> Document:
    """What everybody gets beforehand. It names no scenario: those stay a surprise."""
    words = wording.words
    paper = Paper(words["programme"], wording.language)
    paper.text(words["programme intro"])
    paper.heading(words["schedule"])
    rows, at = [(words["time"], words["part"], words["minutes"])], 0
    for part, minutes in _schedule(played, wording):
        rows.append((f"{at // 60}:{at % 60:02d}", part, str(minutes)))
        at += minutes
    rows.append((f"{at // 60}:{at % 60:02d}", words["end"], ""))
    paper.table(rows)
    paper.heading(words["round"])
    paper.bullets(lines(words["round list"]))
    paper.heading(words["rules"])
    paper.bullets(lines(words["rules list"]))
    paper.heading(words["after"])
    paper.bullets(lines(words["after list"]))
    return paper.document()


def _schedule(played: Sequence[Played], wording: Wording) -> list[tuple[str, int]]:
    words = wording.words
    parts = [(words["opening"], OPENING)]
    for number, one in enumerate(played, 1):
        said = f"{words['scenario']} {number}: {words[f'theme {one.coverage.scenario.theme}']}"
        if number == len(played) and number > 1:
            said += f"; {words['swap']}"
        parts.append((said, SCENARIO))
        if number % 2 == 0 and number < len(played):
            parts.append((words["pause"], PAUSE))
    return [*parts, (words["debrief"], DEBRIEF), (words["closing"], CLOSING)]


def leader(played: Sequence[Played], wording: Wording) -> Document:
    """Everything about each scenario, with what the contract says: for the leader and the observer only."""
    words, language = wording.words, wording.language
    paper = Paper(words["leader"], language)
    paper.text(words["leader intro"])
    paper.heading(words["chosen"])
    rows = [(words["scenario"], words["subject"], words["why"])]
    for one in played:
        scenario = one.coverage.scenario
        title = f"{scenario.id} {scenario.title.get(language)}"
        rows.append((title, words[f"theme {scenario.theme}"], wording.reason(one)))
    paper.table(rows)
    if len(played) > MOST:
        paper.text(words["too many"])
    paper.heading(words["before"], 2)
    paper.bullets(lines(words["before list"]))
    paper.text(words["tender note"])
    for one in played:
        scenario = one.coverage.scenario
        paper.heading(f"{scenario.id} {scenario.title.get(language)}")
        paper.text(scenario.facts.get(language), words["facts"])
        paper.text(scenario.hidden.client.get(language), words["hidden client"])
        paper.text(scenario.hidden.supplier.get(language), words["hidden supplier"])
        paper.text(scenario.complication.get(language), words["complication"])
        paper.text(scenario.pressure.get(language), words["pressure"])
        paper.heading(words["questions"], 2)
        paper.bullets(scenario.questions.get(language))
        paper.heading(words["expected"], 2)
        paper.bullets(scenario.expected.get(language))
        paper.heading(words["contract says"], 2)
        listed = [(words["mechanism"], words["answers"], words["contract"])]
        for answer in one.coverage.answers:
            vital = f" ({words['indispensable']})" if answer.need.indispensable else ""
            found = "\n".join(part for part in (wording.status(answer), wording.places(answer)) if part)
            listed.append((wording.name(answer.need.mechanism) + vital, answer.need.answers.get(language), found))
        paper.table(listed)
    return paper.document()


def cards(played: Sequence[Played], side: Side, wording: Wording) -> Document:
    """The first cards of one side: what happened, and what the other side does not know."""
    words, language = wording.words, wording.language
    paper = Paper(words[f"cards {side}"], language)
    for one in played:
        scenario = one.coverage.scenario
        hidden = scenario.hidden.client if side == "client" else scenario.hidden.supplier
        paper.heading(f"{scenario.id} {scenario.title.get(language)}")
        paper.text(f"{words[f'only {side}']}. {words['card intro']}")
        paper.heading(words["facts"], 2)
        paper.text(scenario.facts.get(language))
        paper.text(scenario.pressure.get(language), words["pressure"])
        paper.heading(words["known to you"], 2)
        paper.text(hidden.get(language))
        paper.heading(words["your answer"], 2)
        asked = [*(words[name] for name in _ASKED), *scenario.questions.get(language)]
        paper.table([(words["question"], words["answer"]), *((text, "") for text in asked)])
    return paper.document()


def second_cards(played: Sequence[Played], wording: Wording) -> Document:
    """The second cards, the same for both sides, handed out when the scenario is under way."""
    words, language = wording.words, wording.language
    paper = Paper(words["cards second"], language)
    paper.text(words["for both"])
    for one in played:
        scenario = one.coverage.scenario
        paper.heading(f"{scenario.id} {scenario.title.get(language)}")
        paper.text(scenario.complication.get(language))
        paper.text(scenario.pressure.get(language), words["pressure"])
        paper.heading(words["joint answer"], 2)
        paper.text(words["second intro"])
        asked = [words[name] for name in (*_ASKED, "ask record")]
        paper.table([(words["question"], words["answer"]), *((text, "") for text in asked)])
    return paper.document()


def contract_extracts(played: Sequence[Played], documents: Sequence[Document], wording: Wording) -> Document:
    """The clauses that may come up, in the order of the contract, so that they do not tell which goes with what."""
    words = wording.words
    paper = Paper(words["extracts"], wording.language)
    found = extracts(documents, (answer for one in played for answer in one.coverage.answers))
    paper.text(words["extracts intro" if found else "extracts none"])
    for document, blocks in found:
        paper.heading(document.title or PurePath(document.path).stem)
        paper.blocks(blocks)
    return paper.document()


def report_template(played: Sequence[Played], wording: Wording) -> Document:
    """The report to be filled in by whoever has no score cards to make it from."""
    words, language = wording.words, wording.language
    paper = Paper(words["session report"], language)
    paper.text(words["template intro"])
    names = ("held", "present client", "present supplier", "led by")
    paper.table([(words[name], "") for name in names], header=False)
    for one in played:
        scenario = one.coverage.scenario
        paper.heading(f"{scenario.id} {scenario.title.get(language)}")
        scored = [words[name] for name in ("criterion", *SIDES, "remark")]
        paper.table([scored, *((words[f"criterion {name}"], "", "", "", "") for name in CRITERIA)])
        paper.table([(words["decided"], ""), (words["what"], "")], header=False)
    paper.heading(words["actions"])
    heads = tuple(words[name] for name in ("what", "action", "owner", "date"))
    paper.table([heads, *([("", "", "", "")] * 6)])
    paper.table([(words["next"], "")], header=False)
    return paper.document()
