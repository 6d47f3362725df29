"""tenderkit init, and git diff of Word documents in the repository that it makes."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from repositories import git

from tenderkit.cli.init import command
from tenderkit.compose.build import build
from tenderkit.compose.tender import load_tender
from tenderkit.document.readers.markdown import parse
from tenderkit.document.writers import write_word
from tenderkit.lint.config import load_config

FILES = {
    "tender.yaml", "tenderkit.toml", ".pre-commit-config.yaml", ".gitattributes", ".gitignore", "README.md",
    ".github/workflows/tenderkit.yml",
}  # fmt: skip
DRAFT = (
    "# Overeenkomst\n\n## 1 Duur\n\n1.1 De overeenkomst duurt {years} jaar.\n\n1.2 Opdrachtgever kan haar verlengen.\n"
)


def init(*arguments: str | Path) -> str:
    done = CliRunner().invoke(command, [*map(str, arguments)], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def written(folder: Path) -> set[str]:
    return {
        p.relative_to(folder).as_posix()
        for p in folder.rglob("*")
        if p.is_file() and ".git" not in p.relative_to(folder).parts
    }


@pytest.mark.parametrize(
    ("template", "language"),
    [("agreement", "nl"), ("agreement", "en"), ("vier-gemeenten", "nl"), ("english-set", "en")],
)
def test_what_it_writes_can_be_built_and_configured(tmp_path: Path, template: str, language: str) -> None:
    out = init(tmp_path, "--template", template, "--language", language)
    assert written(tmp_path) == FILES and all(name in out for name in FILES)
    assert load_tender(tmp_path / "tender.yaml").language == language
    assert load_config(tmp_path / "tenderkit.toml").messages == language
    files = build(tmp_path / "tender.yaml", tmp_path / "set")
    assert files and all(f.is_file() for f in files)
    assert {h["id"] for h in yaml.safe_load((tmp_path / ".pre-commit-config.yaml").read_text())["repos"][0]["hooks"]} == {
        "tenderkit-lint", "tenderkit-check",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("ci", "name"),
    [("github", ".github/workflows/tenderkit.yml"), ("gitlab", ".gitlab-ci.yml"), ("azure", "azure-pipelines.yml")],
)
def test_a_workflow_for_each_service_builds_lints_and_checks(tmp_path: Path, ci: str, name: str) -> None:
    init(tmp_path, "--ci", ci)
    text = (tmp_path / name).read_text(encoding="utf-8")
    assert isinstance(yaml.safe_load(text), dict)
    assert all(f"tenderkit {step}" in text for step in ("build tender.yaml -o set", "lint set", "check set"))


def test_no_workflow_when_none_is_asked(tmp_path: Path) -> None:
    init(tmp_path, "--ci", "none")
    assert written(tmp_path) == {n for n in FILES if "workflows" not in n}


def test_what_is_there_stays_and_a_second_run_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("van mij\n")
    (tmp_path / ".gitignore").write_bytes(b"~$*\r\nkladjes/")
    out = init(tmp_path)
    assert (tmp_path / "README.md").read_text() == "van mij\n" and "behouden   " in out
    assert (tmp_path / ".gitignore").read_bytes() == b"~$*\r\nkladjes/\r\n.~lock.*#\r\n.venv/\r\n"
    before = {p: (tmp_path / p).read_bytes() for p in written(tmp_path)}
    again = init(tmp_path)
    assert {p: (tmp_path / p).read_bytes() for p in written(tmp_path)} == before
    assert "geschreven" not in again and "aangevuld" not in again
    init(tmp_path, "--force")
    assert (tmp_path / "README.md").read_text() != "van mij\n" and (tmp_path / ".gitignore").read_bytes() == before[
        ".gitignore"
    ]


def test_outside_git_it_says_what_to_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert 'git config diff.docx.textconv "tenderkit text --textconv"' in init(tmp_path)
    git("init", "-q", cwd=tmp_path)
    assert "diff.docx.textconv" in init(tmp_path)
    assert git("config", "diff.docx.textconv", cwd=tmp_path).strip() == "tenderkit text --textconv"
    git("config", "diff.docx.textconv", "pandoc", cwd=tmp_path)
    init(tmp_path)
    assert git("config", "diff.docx.textconv", cwd=tmp_path).strip() == "pandoc"


def test_a_template_in_another_language(tmp_path: Path, tenderkit) -> None:
    done = tenderkit("init", "--template", "vier-gemeenten", "--language", "en", cwd=tmp_path)
    assert done.returncode == 2 and "agreement, english-set" in done.stderr and not written(tmp_path)


def test_a_place_that_is_a_file(tmp_path: Path, tenderkit) -> None:
    (tmp_path / ".github").write_text("x")
    done = tenderkit("init", cwd=tmp_path)
    assert done.returncode == 2 and len(done.stderr.splitlines()) == 1


def test_git_diff_shows_words_under_the_numbers_of_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(p for p in sys.path if p))
    git("init", "-q", cwd=tmp_path)
    init(tmp_path)
    git("config", "diff.docx.textconv", f"'{sys.executable}' -m tenderkit text --textconv", cwd=tmp_path)
    draft, broken = tmp_path / "één concept.docx", tmp_path / "a kapot.docx"
    for years, damage in (("vier", b"PK\3\4 kapot"), ("vijf", b"nog meer kapot")):
        draft.write_bytes(write_word(parse(DRAFT.format(years=years), "x.md")))
        broken.write_bytes(damage)
        git("add", "-A", cwd=tmp_path)
        git("commit", "-qm", years, cwd=tmp_path)
    lines = git("diff", "HEAD~1", "HEAD", cwd=tmp_path).splitlines()
    assert "-1.1 De overeenkomst duurt vier jaar." in lines and "+1.1 De overeenkomst duurt vijf jaar." in lines
    assert " 1.2 Opdrachtgever kan haar verlengen." in lines
    words = git("diff", "--word-diff", "HEAD~1", "HEAD", "--", draft.name, cwd=tmp_path)
    assert "[-vier-]{+vijf+}" in words
    # One that cannot be read hides nothing of the others, and says why it is not shown.
    assert any("tenderkit: " in line and "kapot.docx" in line for line in git("log", "-p", cwd=tmp_path).splitlines())


def test_without_textconv_an_unreadable_file_is_an_error(tmp_path: Path, tenderkit) -> None:
    (tmp_path / "kapot.docx").write_bytes(b"kapot")
    done = tenderkit("text", "kapot.docx", cwd=tmp_path)
    assert done.returncode == 2 and not done.stdout and len(done.stderr.splitlines()) == 1
