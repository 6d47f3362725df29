"""Baselines: known findings do not count, whatever moved; what is gone is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tenderkit.document.readers.markdown import parse
from tenderkit.errors import InputError
from tenderkit.lint.baseline import Baseline, Compared, as_text, compare, read_baseline, renewed, stale_notice
from tenderkit.lint.engine import Linter, Settings
from tenderkit.lint.findings import DocumentReport
from tenderkit.lint.fingerprints import key_words

RENEWAL = "De overeenkomst wordt stilzwijgend met twee jaar verlengd, onverminderd artikel 7.2."
EXCLUSIVE = "Opdrachtgever neemt de diensten uitsluitend af van Opdrachtnemer."
TEXT = f"# Overeenkomst\n\n## 7. Duur\n\n7.1 {RENEWAL}\n\n7.2 {EXCLUSIVE}\n"
RAN = frozenset({"LCK001", "LCK003", "FLX008"})


def lint(linter: Linter, path: Path, text: str) -> DocumentReport:
    path.write_text(text)
    report = linter.lint(parse(text, str(path)), Settings(language="nl", kind="agreement"))
    chosen = tuple(f for f in report.findings if f.rule in RAN)
    return DocumentReport(report.path, report.kind, report.language, chosen)


def against(baseline: Baseline, *reports: DocumentReport) -> Compared:
    return compare(reports, baseline, [RAN] * len(reports))


@pytest.fixture
def known(tmp_path: Path, linter: Linter) -> Baseline:
    report = lint(linter, tmp_path / "a.md", TEXT)
    assert {f.rule for f in report.findings} == RAN
    path = tmp_path / "baseline.json"
    path.write_text(as_text(renewed([report], Baseline(path), [RAN])))
    return read_baseline(path)


def left(compared: Compared) -> list[list[str]]:
    return [[f.rule for f in report.findings] for report in compared.reports]


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        # renumbered, with the number in the passage
        TEXT.replace("7.1", "9.3").replace("7.2", "9.4").replace("## 7.", "## 9."),
        # moved
        f"# Overeenkomst\n\n## 2. Afname\n\n2.1 {EXCLUSIVE}\n\n## 7. Duur\n\n7.1 Dit is nieuw.\n\n7.2 {RENEWAL}\n",
        # other quotes, blanks and capitals
        TEXT.replace("twee jaar", "twee\u00a0jaar").replace("De overeenkomst wordt", "De Overeenkomst wordt"),
    ],
)
def test_what_was_known_does_not_count_wherever_it_stands(tmp_path, linter, known: Baseline, text: str) -> None:
    compared = against(known, lint(linter, tmp_path / "a.md", text))
    assert left(compared) == [[]] and not compared.stale
    assert {f.rule for f in compared.reports[0].baselined} == RAN


def test_a_passage_that_changed_is_new_and_the_old_one_stale(tmp_path, linter, known: Baseline) -> None:
    compared = against(known, lint(linter, tmp_path / "a.md", TEXT.replace("twee jaar", "drie jaar")))
    assert left(compared) == [["LCK003"]]
    assert [e.rule for e in compared.stale["a.md"]] == ["LCK003"]
    notice = stale_notice(known, compared.stale)
    assert "a.md: LCK003" in notice and "--write-baseline" in notice and "\n" not in notice


def test_the_same_passage_once_more_is_one_new_finding(tmp_path, linter, known: Baseline) -> None:
    compared = against(known, lint(linter, tmp_path / "a.md", f"{TEXT}\n7.3 {RENEWAL}\n"))
    assert left(compared) == [["LCK003"]]
    twice = renewed([lint(linter, tmp_path / "a.md", f"{TEXT}\n7.3 {RENEWAL}\n")], known, [RAN])
    once = against(twice, lint(linter, tmp_path / "a.md", TEXT))
    assert left(once) == [[]] and len(once.stale["a.md"]) == 1


def test_rules_that_did_not_run_are_neither_stale_nor_pruned(tmp_path, linter, known: Baseline) -> None:
    clean = lint(linter, tmp_path / "a.md", "# Overeenkomst\n\nDe leverancier levert de dienst.\n")
    compared = compare([clean], known, [frozenset({"LCK001"})])
    assert [e.rule for e in compared.stale["a.md"]] == ["LCK001"]
    kept = renewed([clean], known, [frozenset({"LCK001"})])
    assert "LCK003" in {e.rule for e in kept.documents["a.md"]}
    assert "LCK001" not in {e.rule for e in kept.documents["a.md"]}


def test_a_renamed_document_keeps_its_entries_and_a_copy_does_not(tmp_path, linter, known: Baseline) -> None:
    copy = lint(linter, tmp_path / "b.md", TEXT)
    assert [len(rules) for rules in left(against(known, copy))] == [3]  # a.md is still there
    (tmp_path / "a.md").unlink()
    compared = against(known, copy)
    assert left(compared) == [[]] and not compared.stale
    other = lint(linter, tmp_path / "c.md", "# Overeenkomst\n\nDe leverancier levert de dienst.\n")
    compared = against(known, other)
    assert left(compared) == [["FLX008"]] and len(compared.stale["a.md"]) == 3
    assert set(renewed([copy], known, [RAN]).documents) == {"b.md"}


def test_documents_that_were_not_looked_at_stay(tmp_path, linter, known: Baseline) -> None:
    other = lint(linter, tmp_path / "sub.md", TEXT)
    assert against(known, other).stale == {}
    assert set(renewed([other], known, [RAN]).documents) == {"a.md", "sub.md"}


def test_the_file_is_sorted_with_a_finding_a_line_and_the_same_each_time(known: Baseline) -> None:
    text = known.path.read_text()
    assert as_text(known) == text == as_text(read_baseline(known.path))
    entries = [line for line in text.splitlines() if "fingerprint" in line]
    assert len(entries) == 3 and entries == sorted(entries) and RENEWAL in text
    assert json.loads(text)["schema"] == "tenderkit.baseline/1"


def test_the_place_where_the_program_starts_does_not_matter(tmp_path, linter, known, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    report = lint(linter, Path("a.md"), TEXT)
    assert left(against(known, report)) == [[]]


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("{", "", "baseline.json:"),
        ('"rule": "LCK001"', '"rule": "LCK1"', "baseline.json:6: damaged baseline: documents.a.md.1.rule"),
        ('"rule": "LCK001", ', "", "baseline.json:6: damaged baseline: 'rule' is missing"),
        ('"name": "exclusivity"', '"naam": "x"', "baseline.json:6: damaged baseline: unknown key 'naam'"),
        ("tenderkit.baseline/1", "tenderkit.baseline/9", "baseline.json:2: damaged baseline: schema"),
        ('    "a.md"', '<<<<<<< HEAD\n    "a.md"', "baseline.json:4:1: not valid JSON"),
    ],
)
def test_a_damaged_baseline_is_one_error_with_its_line(known: Baseline, old: str, new: str, says: str) -> None:
    text = known.path.read_text()
    assert old in text
    known.path.write_text(text.replace(old, new, 1))
    with pytest.raises(InputError) as error:
        read_baseline(known.path)
    assert says in str(error.value) and "--write-baseline" in str(error.value)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Zie artikel 7.2 en 7.3.", "zie artikel 12.1 en 4", True),
        ("Zie artikel 7 lid 2 onder a", "Zie artikel 9 lid 3 onder b;", True),
        ("See clause 12.1(a) and Schedule 3", "See clause 3.4(b) and Schedule 12", True),
        ("7.2 Er geldt een boete van € 500", "8.1. Er geldt een boete van € 500", True),
        ("Er geldt een boete van € 500", "Er geldt een boete van € 600", False),
        ("De termijn is 12 maanden", "De termijn is 24 maanden", False),
        ("Conform artikel 7 binnen 3 dagen", "Conform artikel 7 binnen 5 dagen", False),
        ("12 maanden opzegtermijn", "24 maanden opzegtermijn", False),
    ],
)
def test_numbers_of_references_do_not_count_and_other_numbers_do(one: str, other: str, same: bool) -> None:
    assert (key_words(one) == key_words(other)) is same
