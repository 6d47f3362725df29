"""Findings as notes in the margin."""

from __future__ import annotations

from tenderkit.document.model import Span
from tenderkit.document.readers.markdown import parse
from tenderkit.lint.engine import Linter, Settings
from tenderkit.report.comments import notes

TEXT = (
    "# Overeenkomst\n\n## 7. Duur\n\n7.1 De overeenkomst wordt stilzwijgend met twee jaar verlengd door de partijen.\n"
)


def test_a_note_says_what_why_and_what_to_do(linter: Linter) -> None:
    report = linter.lint(parse(TEXT, "a.md"), Settings(kind="agreement"))
    made = notes(report, linter.all_rules)
    assert len(made) == len(report.findings)
    finding = next(f for f in report.findings if f.rule == "LCK003")
    note = next(n for n in made if "LCK003" in n.paragraphs[0])
    assert note.span == Span(finding.block, finding.start, finding.end) and note.language == "nl"
    title, why, do, clause = note.paragraphs
    assert title == f"{finding.message} (waarschuwing LCK003)"
    assert why.startswith("Wie een opzegdatum mist") and do == f"Wat u kunt doen: {finding.suggestion}"
    assert "term-renewal" in clause


def test_the_whole_document_comes_first_and_in_the_language_of_the_reader(linter: Linter) -> None:
    report = linter.lint(parse(TEXT, "a.md"), Settings(kind="agreement", messages="en"))
    made = notes(report, linter.all_rules, "en")
    spans = [n.span is not None for n in made]
    assert spans == sorted(spans) and False in spans and True in spans
    note = next(n for n in made if "LCK003" in n.paragraphs[0])
    assert "(warning LCK003)" in note.paragraphs[0] and note.paragraphs[2].startswith("What you can do: ")
    assert note.language == "en"


def test_the_summary_counts_and_names_the_mechanisms(linter: Linter) -> None:
    report = linter.lint(parse(TEXT, "a.md"), Settings(kind="agreement"))
    plain, summary = notes(report, linter.all_rules), notes(report, linter.all_rules, summary=True)
    assert summary[1:] == plain
    first, *states = summary[0].paragraphs
    assert summary[0].span is None and first.startswith("Nagekeken door tenderkit: ") and "waarschuwing" in first
    assert sum(int(line.partition("(")[2].partition(")")[0]) for line in states) == 27
    assert "Exitplan" in states[-1] and "afwezig" in states[-1]


def test_a_clean_document_says_so(linter: Linter) -> None:
    report = linter.lint(parse("# Brief\n\nGoedemiddag.\n", "a.md"), Settings())
    assert notes(report, linter.all_rules) == []
    assert notes(report, linter.all_rules, summary=True)[0].paragraphs[0] == "Nagekeken door tenderkit: niets gevonden"
