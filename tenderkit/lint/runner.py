"""Lints files: those that did not change from the cache, the others one after another or in several processes.

The reports are the same, and in the same order, however it is done. A file that cannot be read is an error of its own; a
process that is ended from outside costs the documents that it had not done, and one line says so.
"""

from __future__ import annotations

import gc
import hashlib
import json
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from tenderkit.document.readers import load
from tenderkit.errors import InputError
from tenderkit.lint.cache import Cache, ground_of, key_of
from tenderkit.lint.findings import DocumentReport
from tenderkit.lint.settings import Settings
from tenderkit.places import data_folder

if TYPE_CHECKING:
    from tenderkit.document.model import Document
    from tenderkit.lint.engine import Linter
    from tenderkit.lint.rules import Rule

FEW = 8  # documents up to which one process does it sooner than several that have to be started
AHEAD = 4  # documents handed out beforehand to each process

Outcome = DocumentReport | InputError


@dataclass(frozen=True)
class Choice:
    """Which rules run: those with these `codes` (None: all) of the shipped ones and those in `folders`."""

    codes: tuple[str, ...] | None = None
    folders: tuple[Path, ...] = ()

    def linter(self, rules: Sequence[Rule] | None = None) -> Linter:
        """A linter with them, `rules` being all of them where they are known; raises InputErrors for what is wrong with them."""
        from tenderkit.lint.engine import Linter
        from tenderkit.lint.rule_files import shipped_codes
        from tenderkit.lint.rules import load_rules

        known = load_rules(self.folders) if rules is None else rules
        chosen = known if self.codes is None else [rule for rule in known if rule.code in frozenset(self.codes)]
        return Linter(chosen, known, shipped_codes())


@dataclass(frozen=True, slots=True)
class Source:
    """A document to lint: what it is called, how to lint it, and its bytes (None: those of the file of that name)."""

    name: str
    settings: Settings
    data: bytes | None = None

    def load(self) -> bytes:
        """Its bytes; raises InputError for a file that cannot be read."""
        return load(self.name) if self.data is None else self.data

    def read(self) -> Document:
        """The document, with deleted text where the settings count it; raises InputError for what cannot be read."""
        from tenderkit.document.readers import read_bytes

        return read_bytes(self.load(), self.name, deleted_text=self.settings.deleted_text)


@dataclass
class Runner:
    """Lints documents with the linter that `linter` gives (asked for only when some document has to be linted).

    `jobs`: how many processes may work on them; 0: as many as there are processors to run on, one for a few documents.
    """

    linter: Callable[[], Linter]
    choice: Choice = field(default_factory=Choice)
    cache: Cache | None = None
    jobs: int = 1

    def run(self, sources: Sequence[Source]) -> Iterator[Outcome]:
        """The report on each document, or the error for which there is none, in the order given."""
        ground = self._ground(sources) if self.cache else ""
        known: list[tuple[Source, Outcome | None, str]] = []
        for source in sources:
            outcome, key = self._known(source, ground)
            known.append((source, outcome, key))
        if not sources or any(outcome is None for _, outcome, _ in known):
            self.linter()  # what is wrong with the rules is said before anything else
            gc.freeze()  # they stay for good, and processes that are forked share them
        news = self._linted([source for source, outcome, _ in known if outcome is None])
        for source, outcome, key in known:
            if outcome is None:
                outcome = next(news)
                # Kept unless the file changed in the meantime.
                if self.cache and isinstance(outcome, DocumentReport) and self._known(source, ground)[1] == key:
                    self.cache.put(key, outcome)
            yield outcome

    def check(
        self,
        label: str,
        sources: Sequence[Source],
        settings: Callable[[str], Settings],
        unread: Sequence[str] = (),
        done: Callable[[], object] = lambda: None,
    ) -> list[Outcome]:
        """The reports on a tender set under the name `label`: on the set, on each document that can be read, and an error for
        each that cannot. `settings` says how to lint the document at a path, `unread` which files belong to the set besides;
        `done` is called for each document.

        A set is known as a whole or not at all: what is said of one document rests on the others.
        """
        keys = self._keys(label, sources, settings, unread)
        if keys and self.cache:
            known = [self.cache.get(key) for key in keys]
            if all(report is not None for report in known):
                for _ in sources:
                    done()
                return [report for report in known if report is not None]
        from tenderkit.lint.set_engine import SetLinter

        linter = SetLinter(self.linter())
        documents: list[Document] = []
        errors: list[Outcome] = []
        others = list(unread)
        for source in sources:
            try:
                documents.append(source.read())
            except InputError as error:
                errors.append(error)
                if source.data is None:
                    others.append(Path(source.name).name)  # it is there, whatever it says
            done()
        reports = linter.check(label, documents, settings, others) if documents else []
        if keys and self.cache and not errors and self._keys(label, sources, settings, unread) == keys:
            for key, report in zip(keys, reports, strict=True):
                self.cache.put(key, report)
        return [*reports, *errors]

    def _keys(
        self, label: str, sources: Sequence[Source], settings: Callable[[str], Settings], unread: Sequence[str]
    ) -> list[str]:
        """The keys of the reports on a set and on each of its documents; none where there is no cache or no telling."""
        if self.cache is None or not sources:
            return []
        try:
            members = [(s.name, asdict(s.settings), hashlib.sha256(s.load()).hexdigest()) for s in sources]
        except InputError:
            return []
        told = ["set", label, members, asdict(settings(label)), list(unread)]
        data = json.dumps(told, sort_keys=True, default=str).encode("utf-8", "surrogatepass")
        ground = self._ground(sources)
        return [key_of(ground, str(number), data, {}) for number in range(len(sources) + 1)]

    def _known(self, source: Source, ground: str) -> tuple[Outcome | None, str]:
        """What is known of a document without linting it, and the key for what will be."""
        if self.cache is None:
            return None, ""
        try:
            data = source.load()
        except InputError as error:
            return error, ""
        key = key_of(ground, source.name, data, asdict(source.settings))
        return self.cache.get(key), key

    def _ground(self, sources: Sequence[Source]) -> str:
        pipelines = {name for source in sources for name in source.settings.pipelines.values()}
        ours = [Path(__file__).resolve().parents[1], data_folder("rules")]
        return ground_of([*ours, *self.choice.folders, *map(_folder_of, sorted(pipelines))], asdict(self.choice))

    def _linted(self, sources: Sequence[Source]) -> Iterator[Outcome]:
        jobs = min(self.jobs or (_processors() if len(sources) > FEW else 1), len(sources))
        if jobs <= 1:
            linter = self.linter() if sources else None
            for source in sources:
                assert linter is not None
                yield _lint(linter, source)
            return
        yield from _in_processes(self.linter(), self.choice, sources, jobs)


def _folder_of(pipeline: str) -> Path:
    """Where a pipeline lies, given as a folder or as the name of a package."""
    from importlib.util import find_spec

    if Path(pipeline).is_dir():
        return Path(pipeline)
    try:
        found = find_spec(pipeline)
    except (ImportError, ValueError):
        found = None
    return Path(found.origin).parent if found and found.origin else Path(pipeline)


def _processors() -> int:
    """How many processors this process may run on."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not on every system
        return os.cpu_count() or 1


def _lint(linter: Linter, source: Source) -> Outcome:
    try:
        return linter.lint(source.read(), source.settings)
    except InputError as error:
        return error


# A process that works for another one.

_own: dict[str, Linter] = {}


def _begin(choice: Choice) -> None:
    """Makes a process ready to lint: it leaves Ctrl-C to the one that started it, and ends when that one does."""
    import multiprocessing
    import threading

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):  # as `_deaf` left it
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    parent = multiprocessing.parent_process()
    if parent is not None:

        def follow() -> None:
            parent.join()
            os._exit(1)

        threading.Thread(target=follow, daemon=True).start()
    if "linter" not in _own:  # a forked process has that of the one it comes from
        _own["linter"] = choice.linter()


@contextmanager
def _deaf() -> Iterator[None]:
    """Ctrl-C comes afterwards, and not at all to processes forked here: they would die of it before `_begin` ignores it."""
    if not hasattr(signal, "pthread_sigmask"):  # not on every system
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(source: Source) -> tuple[DocumentReport | None, Mapping[str, object]]:
    outcome = _lint(_own["linter"], source)
    if isinstance(outcome, DocumentReport):
        return outcome, {}
    return None, {
        name: getattr(outcome, name) for name in ("problem", "path", "line", "column", "place", "remedy")
    }  # an InputError does not survive pickling


def _in_processes(linter: Linter, choice: Choice, sources: Sequence[Source], jobs: int) -> Iterator[Outcome]:
    import multiprocessing

    forks = "fork" in multiprocessing.get_all_start_methods() and os.uname().sysname == "Linux"
    _own["linter"] = linter
    pool = ProcessPoolExecutor(
        jobs, multiprocessing.get_context("fork" if forks else "spawn"), initializer=_begin, initargs=(choice,)
    )
    waiting: deque[Future[tuple[DocumentReport | None, Mapping[str, object]]]] = deque()
    left = iter(sources)
    done = 0
    whole = False
    try:
        while True:
            while len(waiting) < AHEAD * jobs and (source := next(left, None)) is not None:
                with _deaf():
                    waiting.append(pool.submit(_work, source))
            if not waiting:
                break
            report, wrong = waiting.popleft().result()
            done += 1
            yield report if report is not None else InputError(**wrong)  # type: ignore[arg-type]
        whole = True
    except BrokenProcessPool:
        missing = [source.name for source in sources[done:]]
        for name in missing:
            yield InputError(
                "was not linted: a process of tenderkit was ended from outside, perhaps for want of memory",
                path=name,
                remedy="try again with --jobs 1",
            )
    finally:
        _own.clear()
        if not whole:
            for process in multiprocessing.active_children():
                process.terminate()
                process.join(5)
        # Waited for also then: Python's own clean-up at the end stumbles over a pool that is still being taken down.
        pool.shutdown(cancel_futures=True)
