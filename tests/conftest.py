"""What several tests need."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from tenderkit.document.model import Document
from tenderkit.lint.engine import Linter, Settings, default_linter
from tenderkit.lint.findings import DocumentReport


@pytest.fixture(scope="session")
def linter() -> Linter:
    """All shipped rules."""
    return default_linter()


@pytest.fixture
def lint_text(linter: Linter):
    """Lint a piece of Markdown and get the report."""
    from tenderkit.document.readers.markdown import parse

    def run(text: str, kind: str = "agreement", language: str = "") -> DocumentReport:
        document: Document = parse(text, "draft.md")
        return linter.lint(document, Settings(language=language, kind=kind))

    return run


@pytest.fixture
def tenderkit():
    """Run a command as a user would; returns exit code, output and errors."""
    import subprocess
    import sys

    def run(
        *arguments: str | Path, stdin: bytes | None = None, cwd: Path | None = None
    ) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, "-m", "tenderkit", *map(str, arguments)],
            input=stdin,
            capture_output=True,
            cwd=cwd,
            timeout=300,
        )
        return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


@pytest.fixture
def runner() -> CliRunner:
    """Click's runner, for commands whose process does not matter."""
    return CliRunner()


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory: pytest.TempPathFactory):
    """Tests leave the cache of whoever runs them alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TENDERKIT_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        yield
