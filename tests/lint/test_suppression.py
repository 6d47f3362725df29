"""Suppressions: where they hold, and what is wrong with them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import docx
import pytest

from tenderkit.document.readers import read_bytes
from tenderkit.document.readers.markdown import parse
from tenderkit.lint.decide import Policy, decide
from tenderkit.lint.engine import Linter, Settings
from tenderkit.lint.examples import example_set
from tenderkit.lint.findings import DocumentReport
from tenderkit.lint.profiles import load_profiles
from tenderkit.lint.selection import Selection
from tenderkit.lint.set_engine import SetLinter
from tenderkit.lint.suppression import ByFingerprint

RENEWAL = "De overeenkomst wordt stilzwijgend met twee jaar verlengd."
NOTICE = "Partijen kunnen opzeggen met een opzegtermijn van achttien maanden."


def policy(linter: Linter, *selected: str, suppress: Sequence[ByFingerprint] = (), complete: bool = False) -> Policy:
    return Policy(Selection(linter.all_rules, load_profiles()["standard"], selected=selected), suppress, "", complete)


def decided(linter: Linter, text: str | bytes, *selected: str) -> DocumentReport:
    document = parse(text, "a.md") if isinstance(text, str) else read_bytes(text, "a.docx")
    report = linter.lint(document, Settings(language="nl", kind="agreement"))
    return decide([report], policy(linter, *(selected or ("LCK", "SUP"))))[0]


def codes(report: DocumentReport) -> list[str]:
    return [f.rule for f in report.findings]


@pytest.mark.parametrize(
    "comment",
    [
        "tenderkit: negeer LCK003 reden: akkoord van de directie",
        "tenderkit: ignore LCK003 reason: agreed with the board",
        "Tenderkit: Negeer auto-renewal, Reden: akkoord",
        "tenderkit: negeer lck003 en LCK003 reden: akkoord: van de directie",
        "tenderkit:negeer LCK003\nreden: akkoord",
    ],
)
def test_the_finding_on_the_passage_is_suppressed_with_its_reason(linter: Linter, comment: str) -> None:
    report = decided(linter, f"# Overeenkomst\n\n<!-- {comment} -->\n7.1 {RENEWAL}\n\n7.2 {RENEWAL}\n")
    assert codes(report) == ["LCK003"] and report.findings[0].clause == "7.2"
    (gone,) = report.suppressed
    assert (gone.finding.clause, gone.by) == ("7.1", "comment") and gone.reason.startswith(("akkoord", "agreed"))


@pytest.mark.parametrize(
    ("comment", "found"),
    [
        ("tenderkit: negeer LCK003", ["SUP002"]),
        ("tenderkit: negeer LCK003, LCK010 reden: x", ["SUP001"]),
        ("tenderkit: negeer LCK003, LCK888 reden: x", ["SUP003"]),
        ("tenderkit: negeer LCK reden: x", ["LCK003", "SUP003"]),
        ("tenderkit: negeer reden: x", ["LCK003", "SUP003"]),
        ("tenderkit: overslaan LCK003 reden: x", ["LCK003", "SUP003"]),
        ("tenderkit: negeer FLX001 reden: x", ["LCK003"]),  # FLX did not run: nothing is known of it
        ("tenderkit is een programma; negeer LCK003", ["LCK003"]),
        ("negeer LCK003 reden: x", ["LCK003"]),
    ],
)
def test_what_is_wrong_with_a_suppression_is_a_finding(linter: Linter, comment: str, found: list[str]) -> None:
    report = decided(linter, f"# Overeenkomst\n\n<!-- {comment} -->\n7.1 {RENEWAL}\n")
    assert sorted(codes(report)) == found
    for finding in report.findings:
        assert finding.clause == "7.1" and finding.evidence and finding.fingerprint


def test_a_comment_on_the_title_holds_for_the_whole_document(linter: Linter) -> None:
    note = "<!-- tenderkit: negeer FLX008, exit-plan reden: staat in de raamovereenkomst -->\n"
    body = f"7.1 {RENEWAL}\n"
    report = decided(linter, f"{note}# Overeenkomst\n\n{body}", "FLX008", "FLX009", "SUP")
    assert codes(report) == ["FLX009"] and [s.finding.rule for s in report.suppressed] == ["FLX008"]
    elsewhere = decided(linter, f"# Overeenkomst\n\n{note}{body}", "FLX008", "SUP")
    assert sorted(codes(elsewhere)) == ["FLX008", "SUP001"]


def word(comment: str, on: Sequence[int]) -> bytes:
    """A Word file with one paragraph of three sentences, each a run, and a comment on some of them."""
    file = docx.Document()
    file.add_paragraph("Overeenkomst", style="Title")
    paragraph = file.add_paragraph()
    runs = [paragraph.add_run(text) for text in (RENEWAL + " ", "Dit artikel geldt onverkort. ", RENEWAL)]
    file.add_comment([runs[n] for n in on], text=comment, author="Jan", initials="J")
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


@pytest.mark.parametrize(("on", "left"), [([0], 1), ([2], 1), ([0, 1, 2], 0), ([1], 2)])
def test_in_word_a_comment_holds_for_the_sentences_it_stands_on(linter: Linter, on: list[int], left: int) -> None:
    report = decided(linter, word("tenderkit: negeer LCK003 reden: akkoord", on))
    assert codes(report).count("LCK003") == left and len(report.suppressed) == 2 - left
    assert codes(report).count("SUP001") == (left == 2)


def test_one_comment_on_several_paragraphs_is_of_use_when_one_of_them_needs_it(linter: Linter) -> None:
    file = docx.Document()
    runs = [file.add_paragraph().add_run(t) for t in ("De leverancier levert de dienst.", RENEWAL)]
    file.add_comment(runs, text="tenderkit: negeer LCK003 reden: akkoord", author="Jan", initials="J")
    out = io.BytesIO()
    file.save(out)
    report = decided(linter, out.getvalue())
    assert report.findings == () and len(report.suppressed) == 1


def test_annotate_leaves_out_what_is_suppressed_and_leaves_the_comment(tmp_path: Path, tenderkit) -> None:
    (tmp_path / "a.docx").write_bytes(word("tenderkit: negeer LCK003 reden: akkoord", [0]))
    done = tenderkit("annotate", "a.docx", "-o", "b.docx", "--select", "LCK,SUP", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    texts = [(c.author, c.text) for c in docx.Document(str(tmp_path / "b.docx")).comments]
    assert ("Jan", "tenderkit: negeer LCK003 reden: akkoord") in texts
    assert len([t for a, t in texts if a != "Jan" and "LCK003" in t]) == 1


def test_by_fingerprint_in_the_configuration(linter: Linter) -> None:
    report = linter.lint(parse(f"# Overeenkomst\n\n7.1 {RENEWAL}\n", "a.md"), Settings(kind="agreement"))
    (renewal,) = [f for f in report.findings if f.rule == "LCK003"]
    mark = renewal.fingerprint

    def outcome(entry: ByFingerprint, complete: bool = False) -> list[str]:
        return codes(decide([report], policy(linter, "LCK", "SUP", suppress=[entry], complete=complete))[0])

    assert outcome(ByFingerprint(mark, "akkoord")) == []
    assert outcome(ByFingerprint(mark, "akkoord", "*.md")) == []
    assert outcome(ByFingerprint(mark, "akkoord", "b.md")) == ["LCK003"]
    assert outcome(ByFingerprint(mark)) == ["SUP002"]
    assert outcome(ByFingerprint("0" * 16, "akkoord")) == ["LCK003"]
    assert outcome(ByFingerprint("0" * 16, "akkoord"), complete=True) == ["LCK003", "SUP001"]
    assert outcome(ByFingerprint("0" * 16, "akkoord", "a.md")) == ["LCK003", "SUP001"]


def test_in_a_set_a_comment_on_a_title_holds_for_the_set(linter: Linter) -> None:
    text = (
        "=== overeenkomst.md\n<!-- tenderkit: negeer FLX008 reden: staat elders -->\n# Overeenkomst\n\n"
        "De ondergetekenden komen overeen dat de leverancier de dienst levert aan de opdrachtgever.\n"
    )
    reports = SetLinter(linter).check("set", example_set(text), lambda _: Settings(language="nl"))
    before = {f.rule for f in reports[0].findings}
    whole, member = decide(reports, policy(linter))
    assert before - {f.rule for f in whole.findings} == {"FLX008"}
    assert [s.reason for s in whole.suppressed] == ["staat elders"] and member.findings == ()
