"""What sentences say. The sentences are our own; each stands for a trap of contract language."""

from __future__ import annotations

import pytest

from tenderkit.language import read_statements
from tenderkit.language.statement import Statement


def said(text: str, language: str, verb: str = "") -> Statement:
    """The statement with that verb, or the first."""
    found = read_statements(text, language)
    assert found, f"nothing read in: {text}"
    return next((s for s in found if s.verb == verb), found[0])


DUTCH = [
    # plain order
    ("Opdrachtnemer levert elke maand een rapportage.", "supplier", "duty", False, "leveren"),
    ("Opdrachtgever kan de Overeenkomst opzeggen.", "client", "right", False, "opzeggen"),
    ("Partijen evalueren de samenwerking elk kwartaal.", "joint", "duty", False, "evalueren"),
    ("Een Deelnemer kan een dienst afnemen.", "participant", "right", False, "afnemen"),
    # inversion
    ("Binnen tien dagen meldt Opdrachtnemer de storing.", "supplier", "duty", False, "melden"),
    ("Na twaalf maanden kan Opdrachtgever de Overeenkomst opzeggen.", "client", "right", False, "opzeggen"),
    ("Indien de norm niet wordt gehaald, stelt Opdrachtnemer een verbeterplan op.", "supplier", "duty", False, "opstellen"),
    # separable verbs
    ("Opdrachtgever zegt de Overeenkomst schriftelijk op.", "client", "duty", False, "opzeggen"),
    ("Opdrachtnemer draagt alle gegevens aan Opdrachtgever over.", "supplier", "duty", False, "overdragen"),
    ("Opdrachtnemer is verplicht de gegevens terug te geven.", "supplier", "duty", False, "teruggeven"),
    # passives
    ("Incidenten worden door Opdrachtnemer binnen een uur gemeld.", "supplier", "duty", False, "melden"),
    ("Incidenten worden binnen een uur gemeld.", "unassigned", "duty", False, "melden"),
    ("De tarieven kunnen door Leverancier worden verhoogd.", "supplier", "right", False, "verhogen"),
    # prohibitions and denials
    ("Opdrachtnemer mag de gegevens niet aan derden verstrekken.", "supplier", "prohibition", True, "verstrekken"),
    ("Opdrachtnemer zal geen persoonsgegevens verwerken buiten de Europese Unie.", "supplier", "prohibition", True, "verwerken"),
    ("De boete geldt niet bij overmacht.", "unassigned", "fact", True, "gelden"),
    # possibility is no right
    ("Een storing kan optreden bij onderhoud.", "unassigned", "fact", False, "optreden"),
    # a limit denies nothing
    ("Opdrachtnemer meldt de wijziging niet later dan tien dagen vooraf.", "supplier", "duty", False, "melden"),
    # coordinated compounds
    ("Meer- en minderwerk wordt door Opdrachtnemer vooraf gemeld.", "supplier", "duty", False, "melden"),
    # semi-modals, intentions
    ("Opdrachtnemer dient de documentatie bij te werken.", "supplier", "duty", False, "bijwerken"),
    ("Opdrachtnemer streeft naar een hoge klanttevredenheid.", "supplier", "intention", False, "streven"),
    # definitions
    ("Onder Storing wordt verstaan een onderbreking van de dienst.", "unassigned", "fact", False, "verstaan"),
    ("De Overeenkomst eindigt van rechtswege op 31 december 2028.", "unassigned", "fact", False, "eindigen"),
]  # fmt: skip

ENGLISH = [
    ("The Supplier shall deliver a monthly report.", "supplier", "duty", False, "deliver"),
    ("The Client may terminate this Agreement on thirty days' notice.", "client", "right", False, "terminate"),
    ("Either party may propose a change at any time.", "joint", "right", False, "propose"),
    ("Within ten days the Supplier shall report the incident.", "supplier", "duty", False, "report"),
    ("Incidents shall be reported by the Supplier within one hour.", "supplier", "duty", False, "report"),
    ("Incidents shall be reported within one hour.", "unassigned", "duty", False, "report"),
    ("The Supplier shall not assign this Agreement.", "supplier", "prohibition", True, "assign"),
    ("The Customer may not resell the Services.", "client", "prohibition", True, "resell"),
    ("Neither party may disclose the Confidential Information.", "joint", "prohibition", True, "disclose"),
    ("This Agreement does not affect the rights of third parties.", "unassigned", "fact", True, "affect"),
    ("The Supplier shall notify the Client not later than ten days in advance.", "supplier", "duty", False, "notify"),
    ("If the service level is missed, the Supplier shall submit a plan.", "supplier", "duty", False, "submit"),
    ("The Supplier aims to resolve incidents quickly.", "supplier", "intention", False, "aim"),
    ("This Agreement shall be governed by Dutch law.", "unassigned", "fact", False, "govern"),
    ("The Contractor is entitled to suspend the work.", "supplier", "right", False, "suspend"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "actor", "modality", "negated", "verb"), DUTCH)
def test_dutch_sentences(text: str, actor: str, modality: str, negated: bool, verb: str) -> None:
    statement = said(text, "nl", verb)
    assert (statement.actor, statement.modality, statement.negated, statement.verb) == (actor, modality, negated, verb)


@pytest.mark.parametrize(("text", "actor", "modality", "negated", "verb"), ENGLISH)
def test_english_sentences(text: str, actor: str, modality: str, negated: bool, verb: str) -> None:
    statement = said(text, "en", verb)
    assert (statement.actor, statement.modality, statement.negated, statement.verb) == (actor, modality, negated, verb)
