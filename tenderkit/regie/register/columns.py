"""What people call the columns of a wish list and the votes in it."""

from __future__ import annotations

import difflib

from tenderkit.language.folding import folded
from tenderkit.regie.register.model import Vote
from tenderkit.regie.tables import field_finder

FIELDS = {
    "text": "wens|eis|omschrijving|beschrijving|tekst|wensen|eisen|requirement|wish|description|statement|text|requirements|wishes|wat|functionele eis",
    "id": "id|nr|nummer|no|number|code|volgnummer|ref|referentie|reference|eisnummer|wensnummer|eisnr|wensnr|eis nr|wens nr|#",
    "vote": "stem|stemmen|stemming|must|prio|prioriteit|prioritering|priority|vote|soort|type|moscow|must/wens|must of wens|"
    "eis/wens|eis of wens|must or wish|belang|kind|knock-out|ko",
    "chapter": "hoofdstuk|onderwerp|categorie|thema|rubriek|chapter|category|topic|subject|theme|area",
    "goal": "doel|doelstelling|goal|objective|purpose",
    "reason": "reden|waarom|motivatie|onderbouwing|toelichting|reason|why|rationale|motivation|justification",
    "reason_how": "waarom hoe|waarom_hoe|reden hoe|reason_how|why how|reason for means",
    "legal_basis": "grondslag|wettelijke grondslag|wet|norm|legal basis|legal_basis|law",
    "owner": "eigenaar|indiener|afdeling|owner|department|submitted by",
    "test": "toets|toetsing|test|bewijs|acceptatie|proof|acceptance|verification|hoe getoetst",
    "participant": "deelnemer|gemeente|organisatie|participant|organisation|organization|municipality|council",
}
field_of = field_finder(FIELDS)
_VOTES: dict[str, Vote] = {
    **dict.fromkeys("must m eis verplicht moet knock-out ko must-have musthave required mandatory shall".split(), "must"),
    "must have": "must",
    **dict.fromkeys("wish w wens wenselijk s c should could nice nice-to-have optional optioneel graag".split(), "wish"),
    "nice to have": "wish", "should have": "wish", "could have": "wish",
    **dict.fromkeys("no nee n niet geen won't wont drop nooit false".split(), "no"),
    "won't have": "no", "niet nodig": "no",
}  # fmt: skip


def vote_of(text: str) -> tuple[Vote, Vote | None]:
    """The vote that a cell holds, and for one that cannot be read ("?") the nearest, or None when none is near."""
    name = " ".join(folded(text).split()).strip(".!")
    if name in _VOTES:
        return _VOTES[name], None
    close = difflib.get_close_matches(name, [v for v in _VOTES if len(v) > 1], n=1, cutoff=0.6)
    return "?", _VOTES[close[0]] if close else None
