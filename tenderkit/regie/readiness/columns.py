"""What people call the columns of a readiness form and the lines above it, and the levels that they write in it."""

from __future__ import annotations

import difflib
import re

from tenderkit.language.folding import folded
from tenderkit.regie.readiness.questionnaire import LEVELS, questions
from tenderkit.regie.tables import Columns, field_finder

FIELDS = {
    "id": "id|vraagnr|nr|nummer|no|number|code|vraagnummer|question id|question number|#",
    "question": "vraag|vragen|question|questions|vraagtekst",
    "level": "antwoord|antwoord (1-5)|niveau|score|cijfer|answer|level|rating|waarde|antwoord 1-5|answer 1-5",
    "evidence": "bewijs|onderbouwing|vindplaats|document|evidence|proof|source|bron",
    "who": "wie|ingevuld door|beantwoord door|antwoorder|naam|who|by whom|answered by|respondent|filled in by",
    "date": "datum|date|wanneer|when",
    "note": "opmerking|opmerkingen|toelichting|note|notes|remark|remarks|comment|comments",
    "dimension": "dimensie|onderwerp|thema|dimension|topic|theme",
    "level 1": "niveau 1|level 1", "level 3": "niveau 3|level 3", "level 5": "niveau 5|level 5",
}  # fmt: skip
ABOVE = {
    "participant": "deelnemer|gemeente|organisatie|participant|organisation|organization|municipality|council",
    "date": "datum|peildatum|date|as of",
    "who": FIELDS["who"],
    "side": "kant|partij|side|party",
}
"""What stands above the table or beside the answers: whose they are, and of when."""
_field_of = field_finder(FIELDS)
above_of = field_finder(ABOVE)
COLUMNS = Columns(
    lambda header: header if header in FIELDS else _field_of(header),
    needed=frozenset({"level"}),
    alone=frozenset({"id", "question", "level"}),
    bare=frozenset({"level", "id"}),
)
_WORDS = dict(zip("een twee drie vier vijf one two three four five".split(), [*LEVELS, *LEVELS], strict=True))


_SUPPLIER = tuple("opdrachtnemer leverancier dienstverlener supplier contractor provider".split())


def is_supplier(text: str) -> bool:
    """Whether somebody who answers says to be of the supplier."""
    return folded(text).strip().startswith(_SUPPLIER)


def level_of(text: str) -> tuple[int | None, int | None]:
    """The level that a cell holds, and for one that cannot be read the level that may have been meant (else None)."""
    name = " ".join(folded(text).split()).strip(".!")
    if re.fullmatch(r"[1-5](?:[.,]0+)?", name):
        return int(name[0]), None
    if name in _WORDS:
        return None, _WORDS[name]
    if len(name) > 2 and (close := difflib.get_close_matches(name, _WORDS, n=1, cutoff=0.75)):
        return None, _WORDS[close[0]]
    lone = re.fullmatch(r"(?:niveau|level|score)?\s*([1-5])(?!\s*[-,.\d])\b.*", name)
    return None, int(lone.group(1)) if lone else None


def question_of(id_: str, text: str) -> tuple[str, str]:
    """The question that a row is about, by its id or else its text ("" for none), and for an unknown id the nearest known."""
    known = questions().questions
    name = re.sub(r"[\s.\-_]+", "", id_ or text).upper()  # a column 'vraag' may hold A1
    if name in known:
        return name, ""
    texts = {folded(t): q for q, one in known.items() for t in (one.text.nl, one.text.en)}
    asked = " ".join(folded(text).split())
    match = difflib.get_close_matches(asked, texts, n=1, cutoff=0.85) if asked else []
    if match and not id_:
        return texts[match[0]], ""
    near = texts[match[0]] if match else next(iter(difflib.get_close_matches(name, known, n=1, cutoff=0.5)), "")
    return "", near
