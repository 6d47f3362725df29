"""Linting files: the same however it is done, and whatever happens to the processes that do it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tenderkit.document.model import Document
from tenderkit.errors import InputError
from tenderkit.lint.cache import Cache
from tenderkit.lint.engine import Linter, Settings
from tenderkit.lint.findings import DocumentReport
from tenderkit.lint.runner import Choice, Runner, Source

TEXT = "# Overeenkomst\n\nDe overeenkomst wordt stilzwijgend met {n} jaar verlengd door de partijen.\n"


def sources(folder: Path, count: int = 12) -> list[Source]:
    """Documents, one of which cannot be read and one of which is not there."""
    for n in range(count):
        (folder / f"d{n:02}.md").write_bytes(b"\xff\xfe\x00bad" if n == 4 else TEXT.format(n=n).encode())
    (folder / "d07.md").unlink()
    return [Source(str(folder / f"d{n:02}.md"), Settings(kind="agreement")) for n in range(count)]


def told(outcomes: list[DocumentReport | InputError]) -> list[object]:
    return [str(o) if isinstance(o, InputError) else o for o in outcomes]


def test_several_processes_and_the_cache_say_what_one_process_says(linter: Linter, tmp_path: Path) -> None:
    given = sources(tmp_path)
    one = told(list(Runner(lambda: linter).run(given)))
    assert [isinstance(o, str) for o in one] == [n in (4, 7) for n in range(12)]
    cache = Cache(tmp_path / "cache")
    assert told(list(Runner(lambda: linter, Choice(), cache, jobs=3).run(given))) == one
    assert cache.info().entries == 10

    def unwanted() -> Linter:
        raise AssertionError("nothing is left to lint")

    known = [s for n, s in enumerate(given) if n != 4]
    assert told(list(Runner(unwanted, Choice(), cache).run(known))) == [o for n, o in enumerate(one) if n != 4]


def test_a_changed_text_setting_or_rule_is_linted_again(linter: Linter, tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(TEXT.format(n=2))
    cache = Cache(tmp_path / "cache")
    name = str(tmp_path / "a.md")
    list(Runner(lambda: linter, Choice(), cache).run([Source(name, Settings())]))
    list(Runner(lambda: linter, Choice(), cache).run([Source(name, Settings(messages="en"))]))
    list(Runner(lambda: linter, Choice(codes=("LCK003",)), cache).run([Source(name, Settings())]))
    (tmp_path / "a.md").write_text(TEXT.format(n=3))
    list(Runner(lambda: linter, Choice(), cache).run([Source(name, Settings())]))
    assert cache.info().entries == 4


class _Deadly:
    """A linter that a document can kill."""

    def lint(self, document: Document, settings: Settings) -> DocumentReport:
        if document.path.endswith("d05.md"):
            os.kill(os.getpid(), signal.SIGKILL)
        return DocumentReport(document.path, "other", "nl")


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux")
def test_a_killed_process_costs_no_more_than_what_it_had_to_do(tmp_path: Path) -> None:
    given = sources(tmp_path)
    outcomes = list(Runner(_Deadly, jobs=2).run(given))  # type: ignore[arg-type]
    assert len(outcomes) == len(given)
    lost = [o for o in outcomes if isinstance(o, InputError) and "ended from outside" in o.problem]
    assert str(tmp_path / "d05.md") in {o.path for o in lost} and "--jobs 1" in str(lost[0])
    assert not multiprocessing.active_children()


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux")
def test_who_stops_listening_leaves_no_processes(linter: Linter, tmp_path: Path) -> None:
    outcomes = Runner(lambda: linter, jobs=2).run(sources(tmp_path))
    next(outcomes)
    outcomes.close()  # type: ignore[attr-defined]
    assert not multiprocessing.active_children()


def _group_is_gone(group: int) -> bool:
    for _ in range(300):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes as Linux shows them")
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGKILL])
def test_an_interrupted_run_leaves_no_process_and_no_file(tmp_path: Path, sent: signal.Signals) -> None:
    for n in range(300):
        (tmp_path / f"d{n}.md").write_text(TEXT.format(n=n) * 40)
    run = subprocess.Popen(
        [sys.executable, "-m", "tenderkit", "lint", ".", "--jobs", "2", "--no-cache", "--output-file", "out.json"],
        cwd=tmp_path, start_new_session=True, stderr=subprocess.PIPE,
        # Whoever runs the tests in the background may have had them ignore it.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip
    children = Path(f"/proc/{run.pid}/task/{run.pid}/children")
    while run.poll() is None and len(children.read_text().split()) < 2:
        time.sleep(0.05)
    if sent == signal.SIGINT:
        os.killpg(run.pid, sent)
    else:
        run.send_signal(sent)
    _, said = run.communicate(timeout=60)
    assert _group_is_gone(run.pid)
    assert not (tmp_path / "out.json").exists() and not list(tmp_path.glob(".*.tmp"))
    if sent == signal.SIGINT:
        assert run.returncode == 130 and said.decode().strip() == "tenderkit: interrupted"
