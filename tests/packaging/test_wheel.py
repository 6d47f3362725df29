"""The wheel: built, installed into an empty environment, and the demo run from an empty folder."""

from __future__ import annotations

import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def run(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*map(str, arguments)], cwd=cwd, capture_output=True, text=True, timeout=1200)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    done = run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    assert done.returncode == 0, done.stderr
    (built,) = folder.glob("*.whl")
    return built


def test_clauses_rules_and_examples_travel_along(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for folder in ("clauses", "rules", "examples", "scenarios"):
        here = {p.relative_to(ROOT).as_posix() for p in (ROOT / folder).rglob("*") if p.is_file()}
        there = {n.removeprefix("tenderkit/_data/") for n in names if n.startswith(f"tenderkit/_data/{folder}/")}
        assert here == there
    assert any(n.endswith("licenses/LICENSE") for n in names)


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("environment") / "venv"
    run(sys.executable, "-m", "venv", folder, cwd=folder.parent)
    done = run(folder / "bin" / "pip", "install", "-q", "--disable-pip-version-check", wheel, cwd=folder.parent)
    if done.returncode != 0 and ("No matching distribution" in done.stderr or "connection" in done.stderr.lower()):
        pytest.skip("the dependencies cannot be fetched here: " + done.stderr.strip().splitlines()[-1])
    assert done.returncode == 0, done.stderr
    return folder


def test_the_demo_runs_from_an_empty_folder(environment: Path, tmp_path: Path) -> None:
    start = time.monotonic()
    done = run(environment / "bin" / "tenderkit", "demo", cwd=tmp_path)
    seconds = time.monotonic() - start
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    names = sorted(p.name for p in (tmp_path / "tenderkit-demo" / "set").iterdir())
    assert names == [
        "aanbestedingsleidraad.docx", "conceptovereenkomst.docx", "dap.docx", "exitplan.docx", "programma-van-eisen-en-wensen.docx",
        "sla.docx", "toelichting.docx",
    ]  # fmt: skip
    assert "27 van 27 mechanismen" in done.stdout and "0 fouten, 0 waarschuwingen" in done.stdout
    assert "LCK" in done.stdout and "FLX" in done.stdout and "tenderkit lint" in done.stdout
    print(f"demo took {seconds:.1f} s")


def test_the_library_is_whole_after_installing(environment: Path, tmp_path: Path) -> None:
    done = run(environment / "bin" / "tenderkit", "clause", "check", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    listed = run(environment / "bin" / "tenderkit", "rule", cwd=tmp_path)
    assert len(listed.stdout.splitlines()) >= 62
