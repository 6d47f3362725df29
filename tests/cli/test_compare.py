"""tenderkit compare as a user runs it: files, folders, commits, formats."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path

import jsonschema
import pytest
from repositories import git

SCHEMA = json.loads((files("tenderkit.report.compare") / "compare.schema.json").read_text(encoding="utf-8"))
OLD = """# Overeenkomst

## 1 Duur

1.1 De overeenkomst duurt vier jaar en gaat in op 1 januari 2027.

1.2 Na vier jaar wordt de overeenkomst stilzwijgend met twee jaar verlengd.

## 2 Afname

2.1 Opdrachtgever mag diensten ook elders afnemen.
"""
NEW = (
    OLD.replace("vier jaar en", "vijf jaar en")
    .replace("1.2 Na vier jaar wordt de overeenkomst stilzwijgend met twee jaar verlengd.\n\n", "")
    .replace("2.1 Opdr", "2.1 Opdrachtgever neemt de diensten uitsluitend af van Opdrachtnemer.\n\n2.2 Opdr")
)


@pytest.fixture
def drafts(tmp_path: Path) -> Path:
    (tmp_path / "oud.md").write_text(OLD, encoding="utf-8")
    (tmp_path / "nieuw.md").write_text(NEW, encoding="utf-8")
    return tmp_path


@pytest.fixture
def history(tmp_path: Path) -> Path:
    """Two commits: a draft that changed, and one that got another name."""
    folder = tmp_path / "repo" / "stukken"
    folder.mkdir(parents=True)
    git("init", "-q", cwd=folder.parent)
    (folder / "één concept.md").write_text(OLD, encoding="utf-8")
    (folder / "sla.md").write_text(
        "# SLA\n\n1.1 De storing is binnen vier uur verholpen door de leverancier.\n", encoding="utf-8"
    )
    git("add", "-A", cwd=folder)
    git("commit", "-qm", "een", cwd=folder)
    (folder / "één concept.md").write_text(NEW, encoding="utf-8")
    git("mv", "sla.md", "service level agreement.md", cwd=folder)
    git("add", "-A", cwd=folder)
    git("commit", "-qm", "twee", cwd=folder)
    return folder


def test_text_tells_clauses_findings_and_measures(drafts: Path, tenderkit) -> None:
    done = tenderkit("compare", "oud.md", "nieuw.md", cwd=drafts)
    assert done.returncode == 0 and not done.stderr
    out = done.stdout
    assert "1 toegevoegd, 1 vervallen, 1 gewijzigd, 4 ongewijzigd (waarvan 1 alleen vernummerd)" in out
    assert "duurt [-vier-]{+vijf+} jaar" in out
    assert "+ nieuw: waarschuwing LCK001" in out and "- opgelost: waarschuwing LCK003" in out
    assert "lock-in-index" in out and "uitstapgemak" in out


def test_json_has_a_shape_of_its_own(drafts: Path, tenderkit) -> None:
    data = json.loads(tenderkit("compare", "oud.md", "nieuw.md", "--format", "json", cwd=drafts).stdout)
    jsonschema.validate(data, SCHEMA)
    assert data["schema"] == "tenderkit.compare/1" and data["set"] is None
    (one,) = data["documents"]
    assert list(one) == ["old", "new", "kind", "language", "status", "clauses", "findings", "mechanisms", "measures"]
    assert [(c["kind"], [p["clause"] for p in c["new"] or c["old"]]) for c in one["clauses"]["changes"]] == [
        ("reworded", ["1.1"]), ("removed", ["1.2"]), ("added", ["2.1"]),
    ]  # fmt: skip
    assert "LCK001" in {f["rule"] for f in one["findings"]["new"]}
    assert "LCK003" in {f["rule"] for f in one["findings"]["resolved"]}
    assert len(one["mechanisms"]) == 27 and set(one["mechanisms"]["exit_plan"]) == {"old", "new"}
    for side in ("old", "new"):
        assert set(one["measures"][side]["axes"]) == {"robustness", "modifiability", "new_capability", "ease_of_exit"}
    assert data["summary"]["clauses"]["added"] == 1


def test_new_findings_decide_the_exit_status_when_asked(drafts: Path, tenderkit) -> None:
    run = [
        tenderkit("compare", *names, "--fail-on", "warning", "--select", "LCK", cwd=drafts).returncode
        for names in (("oud.md", "nieuw.md"), ("oud.md", "oud.md"))
    ]
    assert run == [1, 0]


class _Tags(HTMLParser):
    """The tags that are open, and everything fetched from elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.fetched: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.fetched += [name for name, _ in attrs if name in ("src", "href")]
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def test_html_is_one_whole_page(drafts: Path, tenderkit) -> None:
    (drafts / "nieuw.md").write_text(NEW.replace("vijf jaar", "vijf (5 < 6 & 7) jaar"), encoding="utf-8")
    done = tenderkit("compare", "oud.md", "nieuw.md", "--format", "html", "-o", "verschil.html", cwd=drafts)
    assert done.returncode == 0 and not done.stdout
    page = _Tags()
    page.feed((drafts / "verschil.html").read_text(encoding="utf-8"))
    assert not page.open and not page.fetched
    assert "vijf (5 < 6 & 7)" in page.text


def test_markdown_holds_no_markup_of_the_draft(drafts: Path, tenderkit) -> None:
    (drafts / "nieuw.md").write_text(NEW.replace("vijf jaar", "vijf &lt;b&gt; jaar"), encoding="utf-8")
    out = tenderkit("compare", "oud.md", "nieuw.md", "--format", "markdown", "--messages", "en", cwd=drafts).stdout
    assert "duurt <del>vier" in out and "\\<b\\>" in out and "<b>" not in out and "| ease of exit |" in out


def test_two_commits_and_a_file_against_a_commit(history: Path, tenderkit) -> None:
    both = tenderkit("compare", "--rev", "HEAD~1", "HEAD", "één concept.md", "--no-lint", cwd=history)
    assert both.returncode == 0 and "[-vier-]{+vijf+}" in both.stdout
    (history / "één concept.md").write_text(OLD, encoding="utf-8")
    one = tenderkit("compare", "HEAD:één concept.md", "één concept.md", "--no-lint", cwd=history)
    assert "[-vijf-]{+vier+}" in one.stdout
    outer = tenderkit("compare", "--rev", "HEAD~1", "HEAD", "stukken/één concept.md", "--no-lint", cwd=history.parent)
    assert outer.stdout.splitlines()[1:] == both.stdout.splitlines()[1:]


def test_a_set_in_two_commits_with_a_renamed_document(history: Path, tenderkit) -> None:
    data = json.loads(tenderkit("compare", "--rev", "HEAD~1", "HEAD", ".", "--format", "json", cwd=history).stdout)
    jsonschema.validate(data, SCHEMA)
    assert [(d["old"], d["new"], d["status"]) for d in data["documents"]] == [
        ("sla.md", "service level agreement.md", "same"), ("één concept.md", "één concept.md", "changed"),
    ]  # fmt: skip
    assert data["set"]["kind"] == "set" and len(data["set"]["mechanisms"]) == 27


def test_a_document_that_came_and_one_that_went(tmp_path: Path, tenderkit) -> None:
    for side, name, text in (
        ("a", "x.md", OLD),
        ("b", "y.md", "# Nota\n\nIets heel anders over vergaderen en verslagen.\n"),
    ):
        (tmp_path / side).mkdir()
        (tmp_path / side / name).write_text(text, encoding="utf-8")
    data = json.loads(tenderkit("compare", "a", "b", "--no-lint", "--format", "json", cwd=tmp_path).stdout)
    jsonschema.validate(data, SCHEMA)
    assert [(d["old"], d["new"], d["status"]) for d in data["documents"]] == [
        (None, "y.md", "added"),
        ("x.md", None, "removed"),
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["oud.md", "weg.md"], "weg.md: there is no such file or folder; for what git keeps write COMMIT:PATH"),
        (["oud.md"], "two versions are compared, OLD and NEW; 1 given"),
        (["HEAD:oud.md", "nieuw.md"], "HEAD:oud.md: there is no such file, and this is no git repository"),
        (["oud.md", "."], ".: is a folder, the other is a file; compare oud.md with a file"),
        (["--rev", "a", "b", "c", "oud.md", "nieuw.md"], "--rev A B PATH takes the place of OLD and NEW"),
    ],
)
def test_bad_input_is_one_line(drafts: Path, tenderkit, arguments: list[str], said: str) -> None:
    done = tenderkit("compare", *arguments, cwd=drafts)
    assert done.returncode == 2 and not done.stdout
    (line,) = done.stderr.splitlines()
    assert said in line


def test_a_commit_or_path_that_is_not_there(history: Path, tenderkit) -> None:
    for arguments, said in (
        (("--rev", "HEAD~7", "HEAD", "sla.md"), "no commit 'HEAD~7'"),
        (("--rev", "HEAD~1", "HEAD", "sla.md"), "HEAD:sla.md: not in commit 'HEAD'"),
        (("--rev", "--output=x", "HEAD", "sla.md"), "no commit '--output=x'"),
        (("HEAD:../../../x.md", "sla.md"), "lies outside the git repository"),
    ):
        done = tenderkit("compare", *arguments, cwd=history)
        assert done.returncode == 2 and said in done.stderr and len(done.stderr.splitlines()) == 1
    assert not (history / "x").exists()


def test_a_pointer_of_git_lfs_says_so(history: Path, tenderkit) -> None:
    (history / "groot.docx").write_bytes(b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n")
    git("add", "-A", cwd=history)
    git("commit", "-qm", "drie", cwd=history)
    done = tenderkit("compare", "HEAD:stukken/groot.docx", "één concept.md", cwd=history.parent)
    assert done.returncode == 2 and "git LFS" in done.stderr


def test_a_suppressed_finding_is_none(drafts: Path, tenderkit) -> None:
    clause = "2.1 Opdrachtgever neemt"
    reason = "<!-- tenderkit: negeer LCK001 reden: bewust gekozen voor een partij -->"
    (drafts / "nieuw.md").write_text(NEW.replace(clause, f"{reason}\n\n{clause}"), encoding="utf-8")
    data = json.loads(tenderkit("compare", "oud.md", "nieuw.md", "--format", "json", cwd=drafts).stdout)
    assert "LCK001" not in {f["rule"] for f in data["documents"][0]["findings"]["new"]}
