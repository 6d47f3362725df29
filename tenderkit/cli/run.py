"""What lint and check have in common: configuration, rules, reading, linting."""

from __future__ import annotations

import fnmatch
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from tenderkit.cli.options import LintOptions, RuleOptions, cache_of, deliver, finish, say, words
from tenderkit.cli.rendering import render
from tenderkit.document.model import Document
from tenderkit.document.readers import load, read, read_bytes
from tenderkit.errors import InputError
from tenderkit.lint.config import Config, find_config, load_config
from tenderkit.lint.files import beside, collect, common_folder
from tenderkit.lint.findings import DocumentReport
from tenderkit.lint.runner import Choice, Runner, Source
from tenderkit.lint.settings import Settings

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

    from tenderkit.lint.engine import Linter


@dataclass
class Run:
    """A configured run."""

    config: Config
    choice: Choice
    options: RuleOptions
    language: str
    messages: str

    @classmethod
    def prepare(cls, paths: Sequence[str], options: RuleOptions) -> Run:
        """Configuration (the command line goes before it); raises InputError for what is wrong with it."""
        if options.no_config:
            config = Config()
        else:
            start = Path(paths[0]) if paths and paths[0] != "-" else Path()
            config = load_config(options.config_file or find_config(start if start.is_dir() else start.parent))
        select, ignore = words(options.select), words(options.ignore)
        ignored = ignore if select else [*config.ignore, *ignore]
        choice = Choice(tuple(select or config.select), tuple(ignored), tuple(config.rules_from))
        spoken = options.language or config.language
        told = options.messages or config.messages
        return cls(config, choice, options, "" if spoken == "auto" else spoken, "" if told == "auto" else told)

    @cached_property
    def linter(self) -> Linter:
        """The chosen rules, loaded when first needed; raises InputError for what is wrong with them."""
        made = self.choice.linter()
        for code in self.config.severity:
            if code not in {r.code for r in made.all_rules}:
                raise InputError(f"severity: no rule has the code '{code}'", path=self.config._path)
        return made

    def settings(self, path: str) -> Settings:
        """How to lint the document at that path."""
        kind = next((k for glob, k in self.config.kinds.items() if fnmatch.fnmatch(path, glob)), "")
        return Settings(self.language, self.messages, self.config.severity, kind, self.config.pipelines_from)

    def lint(self, paths: Sequence[str], options: LintOptions) -> tuple[list[DocumentReport], list[InputError]]:
        """Reports on all documents that can be read, and an error for each that cannot."""
        named = [p for p in paths if p != "-"]
        files, errors = collect(named, self.config.exclude, self.config.folder, options.force_exclude)
        sources = [Source(str(path), self.settings(str(path))) for path in files]
        if "-" in paths:
            name = options.stdin_filename
            sources.insert(0, Source(name, self.settings(name), sys.stdin.buffer.read()))
        runner = Runner(lambda: self.linter, self.choice, cache_of(options), options.jobs)
        reports: list[DocumentReport] = []
        with progress(sources, "lint") as bar:
            for outcome in runner.run(sources):
                if isinstance(outcome, InputError):
                    errors.append(outcome)
                else:
                    reports.append(outcome)
                bar.update(1)
        return reports, errors

    def annotate(self, path: Path, summary: bool) -> tuple[bytes, DocumentReport, list[str]]:
        """The Word file at that path with its findings as comments, the report on it, and what its owner should know."""
        from tenderkit.document.readers.word import open_word
        from tenderkit.document.revise import annotate, is_signed
        from tenderkit.report.comments import notes

        word = open_word(load(path), str(path))
        report = self.linter.lint(word.document, self.settings(str(path)))
        data = annotate(word, notes(report, self.linter.all_rules, self.messages, summary))
        signed = f"{path}: is digitally signed; the signature does not hold for the annotated copy"
        return data, report, [signed] if is_signed(word.package) else []

    def check(
        self, paths: Sequence[str], *, force_exclude: bool = False, stdin_filename: str = "stdin.md"
    ) -> tuple[list[DocumentReport], list[InputError]]:
        """Reports on tender sets, for each folder and for the files named one by one: the set and then its documents."""
        folders = [p for p in paths if Path(p).is_dir()]
        files = [p for p in paths if p not in folders and p != "-"]
        sets = [(name, [name], [p.name for p in beside(Path(name))]) for name in folders]
        if files or "-" in paths:
            sets.append((common_folder(files), files, []))
        from tenderkit.lint.set_engine import SetLinter

        linter = SetLinter(self.linter)
        reports: list[DocumentReport] = []
        errors: list[InputError] = []
        for name, members, unread in sets:
            found, wrong = collect(members, self.config.exclude, self.config.folder, force_exclude)
            errors += wrong
            documents: list[Document] = []
            if "-" in paths and members is files:
                try:
                    documents.append(read_bytes(sys.stdin.buffer.read(), stdin_filename))
                except InputError as error:
                    errors.append(error)
            with progress(found, "check") as bar:
                for path in found:
                    bar.update(1)
                    try:
                        documents.append(read(path))
                    except InputError as error:
                        errors.append(error)
                        unread.append(path.name)  # it is there, whatever it says
            if documents:
                reports += linter.check(name, documents, self.settings, unread)
        return reports, errors


def progress(things: Sequence[Any], label: str) -> ProgressBar[Any]:
    """A progress bar on a terminal, when there is enough to wait for; silent elsewhere."""
    hidden = not sys.stderr.isatty() or len(things) < 3
    return click.progressbar(length=len(things), label=label, file=sys.stderr, hidden=hidden)


def conclude(
    run: Run, reports: Sequence[DocumentReport], errors: Sequence[InputError], options: LintOptions
) -> NoReturn:
    """What the user gets of lint and check: errors, the findings in the form asked for, and the exit status."""
    say(errors)
    deliver(render(reports, options, run.messages), options.output_file)
    finish(reports, errors, options.fail_on or run.config.fail_on, options.exit_zero)
