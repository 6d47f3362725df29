"""The page for the board: what it says of a set, of two moments, and that it stands on one A4."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from dataclasses import replace

import pypdfium2
import pytest

from tenderkit.document.model import Document
from tenderkit.document.readers.markdown import parse
from tenderkit.document.writers import Picture, write_word
from tenderkit.document.writers.layout import Layout
from tenderkit.document.writers.pdf import as_pdf
from tenderkit.lint.catalogue import figure
from tenderkit.lint.findings import DocumentReport, Finding, Mechanism
from tenderkit.lint.rules import Bilingual, load_rules
from tenderkit.lint.standing import quarter_of, scaled
from tenderkit.regie.board.agenda import LONGEST, MOST, agenda
from tenderkit.regie.board.desk import WIDTH
from tenderkit.regie.board.paper import PICTURE, figure_rows, paper
from tenderkit.regie.board.pictures import picture
from tenderkit.regie.board.standing import Lock, Standing, standing
from tenderkit.regie.board.telling import LOCKS, board
from tenderkit.regie.readiness.assessment import assess
from tenderkit.regie.readiness.model import Answer, Moment
from tenderkit.regie.readiness.questionnaire import questions
from tenderkit.regie.scenarios.coverage import cover
from tenderkit.regie.scenarios.loading import load_scenarios
from tenderkit.report.board.html import render as render_html
from tenderkit.report.board.text import render as render_text
from tenderkit.report.page_words import WORDS

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
KEYS = sorted({need.mechanism for scenario in load_scenarios() for need in scenario.needs})
NAMES = {key: key.replace("_", " ").capitalize() for key in KEYS}


def stand(
    coverage: float = 0.9, balance: float = 0.4, *, complete: float = 1.0, name: str = "dossier", **given
) -> Standing:
    """A set with these figures, in which every mechanism is as complete as that."""
    states = {key: Mechanism("present", complete) for key in KEYS}
    measures = {
        "coverage": coverage, "balance": balance, "how_ratio": 0.2, "must_ratio": 0.7, "lock_in": {"index": 3, "band": "low"},
        "axes": {"robustness": complete, "modifiability": complete, "new_capability": complete, "ease_of_exit": complete},
    }  # fmt: skip
    report = DocumentReport("a.docx", "agreement", "nl", mechanisms=states)
    whole = Standing(name, "Werkplekken", "nl", 3, measures, states, (), {}, 0, 0, cover([report], load_scenarios()))
    return replace(whole, **given)


def lock(code: str, weight: int = 3, title: str = "Exclusiviteit: uitleg", clause: str = "7.2") -> Lock:
    text = Bilingual(nl=title, en=title)
    return Lock(
        code, text, Bilingual(nl="Schrap haar, of beperk haar.", en="Drop it."), weight, 1, "contract.docx", clause
    )


def answers(level: int | None, participant: str = "a", date: str = "2027-01-01") -> Moment:
    given = {q: Answer(q, level, str(level), "een stuk") for q in questions().questions}
    return Moment(participant, participant.upper(), date, given)


def said(now: Standing, before: Standing | None = None) -> str:
    return "\n".join(agenda(now, before, "nl", NAMES))


def test_four_names_for_four_quarters() -> None:
    names = WORDS["nl"]["quarters"]
    found = [names[quarter_of(point)] for point in ((0.2, 0.1), (0.2, 0.8), (0.9, 0.1), (0.9, 0.5))]
    assert found == [
        "dichtgetimmerd",
        "te goeder trouw maar leeg",
        "star juridisch maar wendbaar op papier",
        "relationeel contract",
    ]
    assert (
        "dichtgetimmerd" in said(stand(0.2, 0.1))
        and "goede wil" in said(stand(0.2, 0.8))
        and "dreigt" in said(stand(0.9, 0.1))
    )
    assert "werkt ze te weinig uit" in said(stand(complete=0.3)) and "werkt ze" not in said(stand())
    assert [scaled(v, 0.25) for v in (0, 0.25, 1, 2)] == [0, 0.5, 1, 1]


def test_what_nobody_filled_in_is_not_invented() -> None:
    page = board(stand(), None, "nl", NAMES)
    assert page.readiness == "Gereedheid: niet ingevuld." and page.lines[-1].now == "niet ingevuld"
    assert page.agenda == (
        "Vraag elke deelnemer de dertig vragen over gereedheid te beantwoorden; zonder antwoorden blijft poort G1 dicht.",
    )
    bare = replace(stand(), measures={})
    page = board(bare, None, "en", NAMES)
    assert (
        page.points == ()
        and page.lines[0].now == "cannot be told"
        and "cannot be told" in picture(page, WORDS["en"]).text
    )


def test_readiness_with_its_gates() -> None:
    low, high = assess([answers(1), answers(5, "b")]), assess([answers(4)])
    page = board(stand(readiness=low), None, "nl", NAMES)
    assert page.readiness == "Gereedheid 3,00 van 5 (2 deelnemers). Poorten: G1 dicht, G2 dicht, G3 dicht."
    assert page.agenda[0].startswith(
        "Poort G1 (van strategie naar aanbesteding) is dicht: te laag: A1, A2, A3, A5 en meer"
    )
    assert "bespreek het verschil, niet het gemiddelde" in page.agenda[-1]
    assert board(stand(readiness=high), None, "nl", NAMES).agenda[0].startswith("Uit deze meting komt niets")


def test_a_round_shows_what_it_cost() -> None:
    old = stand(
        0.9, 0.5, locks=(lock("LCK001"), lock("LCK002", title="Weg: x")), readiness=assess([answers(2)]), name="ronde-1"
    )
    now = stand(0.75, 0.3, complete=0.5, locks=(lock("LCK003", 5), lock("LCK001")), readiness=assess([answers(3)]))
    page = board(now, old, "nl", NAMES)
    rows = {line.name: (line.before, line.now, line.change) for line in page.lines}
    assert rows["dekking"] == ("90%", "75%", "-15") and rows["uitstapgemak"] == ("100%", "50%", "-50")
    assert rows["scenario's gedekt"] == ("100%", "0%", "-100") and rows["gereedheid (1-5)"] == ("2,00", "3,00", "+1,00")
    assert [what for what, *_ in page.locks] == ["Exclusiviteit (nieuw)", "Exclusiviteit"]
    assert page.gone == "Verdwenen sinds de vorige stand: weg."
    assert "Deze ronde kostte robuustheid (−50 punten)" in page.agenda[0] and page.agenda[0].endswith(
        "Vraag wat ertegenover staat."
    )
    assert [mark for mark, _ in page.points] == ["V", "N"] and "ronde-1" in page.subtitle
    assert "kostte" not in said(old, now)
    locked = replace(old, measures={**old.measures, "lock_in": {"index": 20, "band": "medium"}})
    assert said(locked, old).startswith("In deze ronde steeg de lock-in-index 17 punten.")
    worse = replace(now, measures={**now.measures, "lock_in": {"index": 20, "band": "medium"}})
    assert "en meer; de lock-in-index steeg 17 punten. Vraag wat ertegenover staat." in said(worse, old)


def test_the_weightiest_matters_and_no_more_than_fit() -> None:
    worst = stand(
        0.2, 0.1, complete=0.1, severities={"error": 1}, roles={"no person": 3, "excluded": 1, "no deputy": 9},
        locks=(lock("LCK001", title="Titel " * 30), lock("LCK002")), readiness=assess([answers(1), answers(5, "b")]),
    )  # fmt: skip
    worst = replace(worst, measures={**worst.measures, "how_ratio": 0.8, "must_ratio": 0.95})
    matters = agenda(worst, stand(), "nl", NAMES)
    assert len(matters) == MOST and all(len(matter) <= LONGEST for matter in matters)
    assert (
        "1 fout." in matters[0]
        and "kostte" in matters[1]
        and "dichtgetimmerd" in matters[2]
        and "Poort G1" in matters[3]
    )
    assert matters[4] == "Rollen en mandaten: 3 zonder persoon, 1 keer onverenigbare rollen bij één persoon."
    assert matters[5].startswith("Op 18 van de 18 scenario's heeft het contract geen antwoord.")


def test_figures_outside_their_guide_values_are_marked() -> None:
    rows = {row[0]: row for row in figure_rows(board(stand(0.5, 0.9), None, "nl", NAMES))}
    assert rows["dekking !"][:3] == ("dekking !", "50%", "≥ 70%")
    assert rows["verankerd vertrouwen"][:3] == ("verankerd vertrouwen", "90%", "≥ 25%")  # much of it is no fault


def test_lock_ins_of_the_contract_by_weight(linter) -> None:
    rules = load_rules()
    weights = {rule.code: rule.lock_in.weight for rule in rules if rule.lock_in}
    heavy, light = max(weights, key=lambda c: weights[c]), min(weights, key=lambda c: weights[c])

    def found(code: str, clause: str) -> Finding:
        return Finding(code, "x", "warning", "m", clause)

    reports = {
        "b.docx": DocumentReport(
            "b.docx", "agreement", "nl", (found(light, "1"), found(heavy, "2.1"), found(heavy, "9"))
        ),
        "note.docx": DocumentReport("note.docx", "other", "nl", (found("LCK001", "4"),)),
    }
    documents = {name: parse("# Stuk\n", name) for name in reports}
    whole = DocumentReport("set", "other", "nl", documents=2)
    one = standing("set", documents, whole, reports, rules, cover([*reports.values()], load_scenarios()))
    assert [(k.rule, k.weight, k.times, k.clause) for k in one.locks] == [
        (heavy, weights[heavy], 2, "2.1"), (light, weights[light], 1, "1"),
    ]  # fmt: skip


def test_musts_and_wishes_are_those_of_the_requirements() -> None:
    counted = {"how_ratio": 0.4, "must_ratio": 0.01, "demands": {"musts": 3, "wishes": 1}}
    reports = {
        "eisen.docx": DocumentReport("eisen.docx", "requirements", "nl", measures=counted),
        "gids.docx": DocumentReport("gids.docx", "guide", "nl", measures={"demands": {"musts": 0, "wishes": 5}}),
    }
    documents = {"eisen.docx": Document((), properties={"subject": "Beheer"}), "gids.docx": Document(())}
    whole = DocumentReport("set", "other", "nl", documents=2)
    one = standing("set", documents, whole, reports, [], cover([*reports.values()], load_scenarios()))
    assert (one.musts, one.wishes, one.value("must_ratio"), one.value("how_ratio")) == (3, 1, 0.75, 0.4)
    assert one.title == "Beheer"
    del reports["eisen.docx"]
    assert standing("set", documents, whole, reports, [], one.coverage).wishes == 5


@pytest.fixture(scope="module")
def fullest():
    """As much as the page can hold: two moments, the longest names and matters."""
    locks = tuple(
        lock(
            f"LCK{n:03}",
            title="Een lange titel van een lock-in die over de regel zou lopen als dat mocht",
            clause="12.3.4",
        )
        for n in range(9)
    )
    readiness = assess([answers(1, "gemeente-met-een-lange-naam"), answers(5, "b")])
    now = stand(
        0.2, 0.1, complete=0.1, locks=locks, severities={"error": 123}, readiness=readiness, title="Een titel die heel lang is " * 6,
        roles={"role missing": 11, "no person": 12, "no mandate": 13, "excluded": 14, "both sides": 15},
    )  # fmt: skip
    old = stand(
        locks=tuple(lock(f"LCK{n:03}", title=f"Verdwenen lock-in nummer {n}") for n in range(20, 30)),
        name="/een/lange/weg/naar/de/vorige/ronde",
    )
    return board(now, old, "nl", {key: f"{name} met nog een staart" for key, name in NAMES.items()})


def word(page) -> bytes:
    plot = picture(page, WORDS[page.language])
    return write_word(paper(page), layout=Layout(compact=True), pictures={PICTURE: Picture(plot.png, WIDTH, plot.text)})


@pytest.mark.skipif(not (shutil.which("soffice") or shutil.which("libreoffice")), reason="LibreOffice is not installed")
def test_the_fullest_page_stands_on_one_a4(fullest) -> None:
    data = word(fullest)
    made = as_pdf(data)
    pages = pypdfium2.PdfDocument(made)
    assert len(pages) == 1
    assert [round(side) for side in pages[0].get_size()] == [595, 842]
    text = " ".join(pages[0].get_textpage().get_text_range().split())
    assert "Wat de regisseur op tafel legt" in text and fullest.agenda[-1][:30] in text
    assert as_pdf(data) == made


@pytest.mark.slow
@pytest.mark.skipif(not BROWSER, reason="Chromium is not installed")
def test_the_fullest_page_prints_on_one_a4(fullest, tmp_path) -> None:
    source, made = tmp_path / "page.html", tmp_path / "page.pdf"
    source.write_text(render_html(fullest, picture(fullest, WORDS["nl"])), encoding="utf-8")
    options = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        f"--user-data-dir={tmp_path / 'profile'}",
        f"--print-to-pdf={made}",
    ]
    subprocess.run([str(BROWSER), *options, source.as_uri()], capture_output=True, check=True, timeout=120)
    assert len(pypdfium2.PdfDocument(made)) == 1


def test_word_page_says_what_its_picture_shows_and_is_always_the_same(fullest) -> None:
    data = word(fullest)
    assert data == word(fullest)
    text = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode("utf-8")
    assert "Dekking tegen verankerd vertrouwen: V relationeel contract" in text and "N dichtgetimmerd" in text
    assert len(fullest.locks) == LOCKS


def test_html_needs_nothing_else_and_lets_nothing_through() -> None:
    page = board(stand(title="<script>alert(1)</script>", locks=(lock("LCK001", title="<b>x</b>"),)), None, "en", NAMES)
    plot = picture(page, WORDS["en"])
    text = render_html(page, plot)
    assert "<script" not in text and "<b>" not in text and "http" not in text.replace("http://www.w3.org", "")
    assert 'alt="Coverage against anchored trust: relational contract' in text and '<html lang="en">' in text
    assert text == render_html(page, picture(page, WORDS["en"])) and b"<dc:date" not in plot.svg


def test_text_for_a_terminal() -> None:
    text = render_text(board(stand(0.2, 0.1), None, "en", NAMES))
    assert "Coverage against anchored trust: boarded up (coverage 20%, trust 10%)" in text
    assert "What the regisseur must put on the table\n  1. The contract is boarded up." in text
    assert max(map(len, text.splitlines())) <= 100


def test_every_figure_of_the_page_is_in_the_catalogue() -> None:
    assert all(figure(name) for name in ("coverage", "balance", "how_ratio", "must_ratio", "lock_in.index"))
