"""The measures of a document: each counts what docs/measures.md says, and nothing when there is nothing to count."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tenderkit.document.readers.markdown import parse
from tenderkit.language import LANGUAGES
from tenderkit.lint.catalogue import catalogue, figure
from tenderkit.lint.engine import Linter, Settings
from tenderkit.lint.findings import Evidence, Mechanism
from tenderkit.lint.kinds import Hit
from tenderkit.lint.measures import contract, lock_in, mechanisms, requirements, wording
from tenderkit.lint.measures.lexicon import lexicon
from tenderkit.lint.rules import Rule, load_rules
from tenderkit.lint.units import View
from tenderkit.lint.words import vocabulary

DOCS = Path(__file__).resolve().parents[2] / "docs"


def view(text: str, language: str = "nl") -> View:
    return View(parse(text, "draft.md"), language)


def rule(code: str) -> Rule:
    return next(r for r in load_rules() if r.code == code)


# --- data -------------------------------------------------------------------------------------------------------------


def test_every_pattern_of_the_word_lists_is_one() -> None:
    def patterns(value: Any, language: str) -> list[str]:
        if isinstance(value, Mapping):
            return [p for item in value.values() for p in patterns(item, language)]
        return list(getattr(value, language))

    for language in LANGUAGES:
        for name in type(lexicon()).model_fields:
            found = patterns(getattr(lexicon(), name), language)
            assert found, (name, language)
            for source in found:
                vocabulary(language).pattern(source)


def test_every_measure_is_told_in_the_documentation() -> None:
    page = (DOCS / "measures.md").read_text(encoding="utf-8")
    for group in catalogue():
        for one in group.figures:
            assert f"`{one.figure.split('.')[0]}`" in page or f"`{one.figure}`" in page, one.figure
            assert one.id in page
    for number in range(1, 26):
        assert f"| I{number:02d} |" in page


def test_a_measure_that_documents_can_have_is_in_the_catalogue(linter: Linter) -> None:
    from tenderkit.document.readers import read
    from tenderkit.places import data_folder

    report = linter.lint(read(data_folder("examples") / "rigid-draft" / "conceptcontract.md"), Settings())
    known = {one.figure.split(".")[0] for group in catalogue() for one in group.figures}
    assert set(report.measures) <= known
    assert json.loads(json.dumps(report.measures)) == report.measures
    assert report.measures["lock_in"] == {"index": 76, "band": "high"}
    assert report.measures["term_years"] == {"initial": 8.0, "with_options": 8.0}
    assert report.measures["pricing_scale"] == 2 and report.measures["amendment_levels"] == 1


def test_nothing_to_count_is_left_out() -> None:
    report = Linter(load_rules()).lint(parse("# Overeenkomst\n", "a.md"), Settings(kind="agreement"))
    assert not {"rigidity", "readability", "frame", "indicators", "minutes_share", "term_years"} & set(report.measures)


# --- lock-in ----------------------------------------------------------------------------------------------------------


def test_the_weights_are_those_of_the_dossier() -> None:
    weights = {r.code: r.lock_in.weight for r in load_rules() if r.lock_in}
    assert sorted(weights) == [f"LCK{n:03d}" for n in range(1, 22)]
    assert sum(w for code, w in weights.items() if code != "LCK021") == lock_in.ALL_WEIGHTS
    keys = {r.match["mechanism"] for r in load_rules() if r.kind == "mechanism"}
    assert {key for r in load_rules() if r.lock_in for key in r.lock_in.eased_by} <= keys


@pytest.mark.parametrize(
    ("weight", "band"), [(0, "low"), (10, "low"), (11, "medium"), (26, "medium"), (27, "high"), (90, "high")]
)
def test_the_index_is_a_share_of_all_weights_in_a_band(weight: float, band: str) -> None:
    assert lock_in.index([{"LCK001": weight}]) == {"index": min(round(weight / 74 * 100), 100), "band": band}


def test_a_rule_counts_once_and_by_the_document_in_which_it_weighs_most() -> None:
    assert lock_in.index([{"LCK001": 4.0, "LCK003": 2.0}, {"LCK001": 2.0, "LCK003": 4.0}])["index"] == round(800 / 74)


def test_a_mechanism_in_the_same_clause_takes_half_of_the_weight() -> None:
    text = (
        "# Overeenkomst\n\n## 3 Duur\n\n3.1 De overeenkomst loopt acht jaar.\n\n3.2 Opdrachtgever kan jaarlijks opzeggen.\n\n"
        "## 4 Slot\n\n4.1 De overeenkomst loopt acht jaar.\n"
    )
    v = view(text)
    long = [u for u in v.units if "acht jaar" in u.text]
    way_out = next(u for u in v.units if "opzeggen" in u.text)
    hits = [Hit(span := _span(u), span) for u in long]
    present = {
        "termination_for_convenience": Mechanism("present", 1.0, (Evidence("3.2", way_out.block, v.source(way_out)),))
    }
    lck012 = rule("LCK012")
    assert lock_in.points(v, {"LCK012": (lck012, hits[:1])}, present) == {"LCK012": 1.5}
    assert lock_in.points(v, {"LCK012": (lck012, hits)}, present) == {"LCK012": 3.0}  # the other is not eased
    assert lock_in.points(v, {"LCK012": (lck012, hits[:1])}, {}) == {"LCK012": 3.0}
    # A sentence does not ease itself.
    itself = {
        "termination_for_convenience": Mechanism("present", 1.0, (Evidence("3.1", long[0].block, v.source(long[0])),))
    }
    assert lock_in.points(v, {"LCK012": (lck012, hits[:1])}, itself) == {"LCK012": 3.0}


def _span(unit: Any) -> Any:
    from tenderkit.document.model import Span

    return Span(unit.block, unit.start, unit.end)


def test_the_index_does_not_depend_on_the_rules_selected(linter: Linter) -> None:
    document = parse(
        "# Overeenkomst\n\n3.1 De overeenkomst wordt stilzwijgend met twee jaar verlengd door de partijen.\n", "a.md"
    )
    few = Linter([rule("DET001")], linter.all_rules)
    whole, part = (x.lint(document, Settings(kind="agreement")) for x in (linter, few))
    assert whole.measures == part.measures
    assert part.measures["lock_in"] == {"index": 5, "band": "low"}
    assert not [f for f in part.findings if f.rule.startswith("LCK")]


# --- wording ----------------------------------------------------------------------------------------------------------


def test_rigidity_counts_words_of_each_category_per_thousand() -> None:
    v = view("Opdrachtnemer verbeurt een boete, tenzij de rechter anders beslist over de ontbinding.")
    found = wording.rigidity(v, 1000)
    assert (found["penalties"], found["contingency"], found["litigation"], found["termination"]) == (2, 1, 1, 1)
    assert found["total"] == 5


def test_obligation_density_is_per_hundred_words() -> None:
    assert wording.obligation_density(view("The Supplier shall report. The Client must pay.", "en"), 50) == 4


@pytest.mark.parametrize(
    ("word", "language", "count"),
    [("overeenkomst", "nl", 4), ("dienst", "nl", 1), ("voorwaarden", "nl", 3), ("agreement", "en", 3), ("service", "en", 2), ("table", "en", 2)],
)  # fmt: skip
def test_syllables_are_counted_by_vowels(word: str, language: Any, count: int) -> None:
    assert wording.syllables(word, language) == count


def test_readability_looks_at_sentences_of_running_text() -> None:
    found = wording.readability(view("De dienst is snel en goed.\n\n" + "Een lange zin " * 15 + "eindigt hier.\n"))
    assert found is not None
    assert (found["sentence_words"], found["long_sentences"]) == (26.5, 0.5)
    hard = wording.readability(
        view("Aansprakelijkheidsverzekeringsovereenkomsten vereisen schriftelijke toestemmingsverklaringen.")
    )
    easy = wording.readability(view("Je belt ons en wij doen het werk."))
    assert hard is not None and easy is not None and hard["flesch"] < easy["flesch"]


def test_frame_is_the_share_of_reaching() -> None:
    v = view(
        "Partijen werken samen aan betere dienstverlening. Opdrachtnemer verbeurt een boete bij verzuim."
        " Opdrachtnemer is aansprakelijk voor elke schade."
    )
    assert wording.frame(v) == pytest.approx(0.33)


# --- requirements -----------------------------------------------------------------------------------------------------


def test_musts_are_rows_of_tables_where_there_are_some_else_sentences() -> None:
    def table(header: str, *rows: str) -> str:
        lines = [header, "|".join(["---"] * (header.count("|") + 1)), *rows]
        return "\n".join(f"| {line} |" for line in lines) + "\n\n"

    around = "Wensen worden beoordeeld; elke wens telt. De inschrijver beschrijft bij elke wens zijn aanpak.\n\n"
    musts = table("Nr. | Eis | Doel", *(f"E-{n} | Een gebruiker kan zich aanmelden. | x" for n in range(6)))
    wishes = table("Nr. | Wens | Punten", *(f"W-{n} | Een donkere weergave. | 5" for n in range(2)), "- | - | -")
    split = view(around + musts + wishes)
    assert requirements.demands(split) == {"musts": 6, "wishes": 2} and requirements.must_ratio(split) == 0.75
    marked = table(
        "No. | Requirement | Priority", "1 | a | M", "2 | b | Must", "3 | c | D", "4 | d | could", "5 | e | M"
    )
    assert requirements.demands(view(marked, "en")) == {"musts": 3, "wishes": 2}
    assert requirements.must_ratio(view(marked, "en")) == 0.6
    odd = table("Eis | Status", *(f"Iets {n} | besproken met {n}" for n in range(5)))  # no marks: the header says it
    assert requirements.demands(view(odd)) == {"musts": 5, "wishes": 0}
    spoken = view("De leverancier moet melden. Bij voorkeur meldt hij vooraf.\n\n" + table("Nr. | Eis", "1 | a"))
    assert requirements.demands(spoken) == {"musts": 1, "wishes": 0} and requirements.must_ratio(spoken) == 0.5
    assert requirements.demands(view(table("Begrip | Omschrijving", "Eis | wat moet"))) is None


def test_indicators_are_rows_or_the_number_that_the_text_gives() -> None:
    table = (
        "| KPI | Norm | Gevolg |\n|---|---|---|\n| Bereik | 95% | korting van 2% |\n| Herstel | 4 uur | verbeterplan |\n"
        "| Cijfer | 7,5 | geen |\n"
    )
    assert requirements.indicators(view(table)) == {"total": 3, "with_penalty": 1}
    stated = "De dienstverlening wordt beoordeeld aan de hand van 42 prestatie-indicatoren."
    assert requirements.indicators(view(stated)) == {"total": 42, "with_penalty": 0}
    assert requirements.indicators(view("Partijen hanteren ten hoogste 20 indicatoren.")) is None


def test_minutes_count_only_outside_the_restoring_of_services() -> None:
    text = (
        "De servicedesk belt binnen 15 minuten terug. Het plan is er binnen 10 dagen. Het verslag volgt na een week. "
        "Een storing is binnen 30 minuten hersteld."
    )
    assert requirements.minutes_share(view(text)) == pytest.approx(0.33)


# --- contract ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "language", "years"),
    [
        ("De overeenkomst wordt aangegaan voor vier jaar. Opdrachtgever kan haar tweemaal met een jaar verlengen.", "nl", (4, 6)),
        ("De raamovereenkomst gaat in op 1 juli 2025 en duurt vier jaar.", "nl", (4, 4)),
        ("De looptijd is 48 maanden, met 3 verlengingsopties van elk 12 maanden.", "nl", (4, 4)),
        ("De overeenkomst loopt van 1 januari 2026 tot en met 31 december 2028.", "nl", (3, 3)),
        ("The initial term is three years. The Client may extend the Agreement 2 times, each time by no more than 12 months.", "en", (3, 5)),
        ("The initial term is three years. Notice of renewal is given six months before the end.", "en", (3, 3)),
    ],
)  # fmt: skip
def test_the_term_has_its_options_added(text: str, language: str, years: tuple[float, float]) -> None:
    found = contract.term_years(view(text, language))
    assert found is not None
    if "opties van elk" in text:
        assert found["initial"] == 4
        return
    assert (found["initial"], found["with_options"]) == pytest.approx(years, abs=0.05)


@pytest.mark.parametrize(
    "text",
    ["De geheimhouding duurt vijf jaar.", "Servers worden na vijf jaar vervangen.", "De opzegtermijn is een jaar."],
)
def test_another_length_of_time_is_no_term(text: str) -> None:
    assert contract.term_years(view(text)) is None


def test_review_months_is_the_shortest_rhythm() -> None:
    v = view("Partijen evalueren de serviceniveaus jaarlijks. De samenwerking wordt per kwartaal geëvalueerd.")
    assert contract.review_months(v) == 3
    assert contract.review_months(view("Partijen evalueren de serviceniveaus ten minste eens per 12 maanden.")) == 12
    assert contract.review_months(view("Opdrachtnemer rapporteert maandelijks over storingen.")) is None


def test_levels_at_which_changes_are_settled() -> None:
    one = "Wijzigingen gelden alleen als beide partijen deze hebben ondertekend."
    more = one + " De servicemanagers wijzigen het DAP samen."
    assert contract.amendment_levels(view(one)) == {"signature"}
    assert contract.amendment_levels(view(more)) == {"signature", "managers"}


def test_incorporated_documents_count_once() -> None:
    text = (
        "Het handboek maakt deel uit van de overeenkomst. Bijlage 1 en Bijlage 2 maken deel uit van deze overeenkomst. "
        "Bijlage 1 vormt een onderdeel van de overeenkomst."
    )
    assert contract.incorporated(view(text)) == 3
    assert contract.incorporated(view("Opdrachtnemer levert de diensten van Bijlage 1.")) is None


# --- mechanisms -------------------------------------------------------------------------------------------------------


def states(**found: tuple[str, tuple[str, ...]]) -> mechanisms.States:
    from tenderkit.lint.engine import parse_rule

    matches = {m.mechanism: m for r in load_rules() if r.kind == "mechanism" for m in [parse_rule(r)[1]]}
    return {
        key: (matches[key], Mechanism(state, 0.5, (), missing))  # type: ignore[arg-type]
        for key, (state, missing) in found.items()
    }


def test_the_change_route_names_its_holes() -> None:
    route = mechanisms.change_route(states(change_control=("present", ("FALLBACK", "PRICE"))))
    assert route is not None
    assert [step for step, there in route.items() if not there] == ["fallback"]  # the price basis is there
    assert mechanisms.change_route(states(change_control=("by_reference", ()))) is None
    absent = mechanisms.change_route(states(change_control=("absent", ())))
    assert absent is not None and not any(absent.values())


def test_an_exit_without_a_plan_is_not_real() -> None:
    found = mechanisms.exit_realism(
        states(exit_plan=("mentioned", ("x_content", "x_plan_date", "x_rehearsal", "PRICE")))
    )
    assert found == {"plan": False, "date": False, "price": False, "rehearsal": False, "data": False}


@pytest.mark.parametrize(
    ("found", "free", "fixed", "scale"),
    [
        ({}, False, False, None),
        ({}, False, True, 1),
        ({"indexation": ("present", ())}, True, False, 2),
        ({"indexation": ("present", ("CAP",))}, False, False, 3),
        ({"indexation": ("present", ())}, False, False, 4),
        ({"indexation": ("present", ()), "benchmarking": ("present", ()), "gainshare": ("present", ())}, False, False, 5),
    ],
)  # fmt: skip
def test_the_pricing_scale(
    found: dict[str, tuple[str, tuple[str, ...]]], free: bool, fixed: bool, scale: int | None
) -> None:
    assert mechanisms.pricing_scale(states(**found), free, fixed) == scale


def test_guide_values_tell_within_from_outside() -> None:
    assert figure("coverage").fits(0.7) and figure("coverage").fits(0.69) is False
    assert figure("words").fits(10) is None
    assert figure("change_route").fits({"trigger": True, "request": False}) is False
    assert figure("lock_in.index").value({"lock_in": {"index": 5, "band": "low"}}) == 5
    assert figure("lock_in.index").value({}) is None
    with pytest.raises(KeyError):
        figure("nonsense")
