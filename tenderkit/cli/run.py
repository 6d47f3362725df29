"""What lint and check have in common: configuration, rules, reading, linting."""

from __future__ import annotations

import fnmatch
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import click

from tenderkit.cli.options import LintOptions, RuleOptions, deliver, finish, say, words
from tenderkit.cli.outputs import check_outputs
from tenderkit.cli.rendering import render
from tenderkit.document.model import Document
from tenderkit.document.readers import load, read, read_bytes
from tenderkit.errors import InputError
from tenderkit.lint.config import Config, find_config, load_config
from tenderkit.lint.engine import Linter, Settings
from tenderkit.lint.files import beside, collect, common_folder
from tenderkit.lint.findings import DocumentReport
from tenderkit.lint.rules import load_rules
from tenderkit.lint.selection import select as select_rules
from tenderkit.lint.set_engine import SetLinter
from tenderkit.report.text import count_rules


@dataclass
class Run:
    """A configured run."""

    config: Config
    linter: Linter
    options: RuleOptions
    language: str
    messages: str
    text: bool = False

    @classmethod
    def prepare(cls, paths: Sequence[str], options: RuleOptions) -> Run:
        """Configuration (the command line goes before it) and rules; raises InputError for what is wrong with them, or with
        the places where the outputs are to go."""
        outputs = options.outputs if isinstance(options, LintOptions) else []
        check_outputs(outputs)
        if options.no_config:
            config = Config()
        else:
            start = Path(paths[0]) if paths and paths[0] != "-" else Path()
            config = load_config(options.config_file or find_config(start if start.is_dir() else start.parent))
        select, ignore = words(options.select), words(options.ignore)
        rules = load_rules(config.rules_from)
        chosen = select_rules(rules, select or config.select, [*config.ignore, *ignore] if not select else ignore)
        for code in config.severity:
            if code not in {r.code for r in rules}:
                raise InputError(f"severity: no rule has the code '{code}'", path=config._path)
        spoken = options.language or config.language
        told = options.messages or config.messages
        return cls(
            config,
            Linter(chosen, rules),
            options,
            "" if spoken == "auto" else spoken,
            "" if told == "auto" else told,
            text=any(output.format_ == "html" for output in outputs),
        )

    def settings(self, path: str) -> Settings:
        """How to lint the document at that path."""
        kind = next((k for glob, k in self.config.kinds.items() if fnmatch.fnmatch(path, glob)), "")
        pipelines = self.config.pipelines_from
        return Settings(self.language, self.messages, self.config.severity, kind, pipelines, text=self.text)

    def lint(
        self, paths: Sequence[str], *, force_exclude: bool = False, stdin_filename: str = "stdin.md"
    ) -> tuple[list[DocumentReport], list[InputError]]:
        """Reports on all documents that can be read, and an error for each that cannot."""
        files, errors = collect([p for p in paths if p != "-"], self.config.exclude, self.config.folder, force_exclude)
        reports: list[DocumentReport] = []
        if "-" in paths:
            try:
                document = read_bytes(sys.stdin.buffer.read(), stdin_filename)
                reports.append(self.linter.lint(document, self.settings(stdin_filename)))
            except InputError as error:
                errors.append(error)
        hidden = not sys.stderr.isatty() or len(files) < 3
        with click.progressbar(files, label="lint", file=sys.stderr, hidden=hidden) as bar:
            for path in bar:
                try:
                    reports.append(self.linter.lint(read(path), self.settings(str(path))))
                except InputError as error:
                    errors.append(error)
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
            hidden = not sys.stderr.isatty() or len(found) < 3
            with click.progressbar(found, label="check", file=sys.stderr, hidden=hidden) as bar:
                for path in bar:
                    try:
                        documents.append(read(path))
                    except InputError as error:
                        errors.append(error)
                        unread.append(path.name)  # it is there, whatever it says
            if documents:
                reports += linter.check(name, documents, self.settings, unread)
        return reports, errors


def conclude(
    run: Run, reports: Sequence[DocumentReport], errors: Sequence[InputError], options: LintOptions
) -> NoReturn:
    """What the user gets of lint and check: errors, the findings in the forms asked for, and the exit status."""
    say(errors)
    unwritten: list[InputError] = []
    for output in reversed(options.outputs):  # files first: whoever reads our output may stop reading
        try:
            deliver(render(reports, output, options, run.messages, run.linter.all_rules), output.path)
        except InputError as error:
            unwritten.append(error)
    if options.statistics and options.format_ != "text":
        click.echo("\n".join(count_rules(reports)), err=True)
    say(unwritten)
    finish(reports, [*errors, *unwritten], options.fail_on or run.config.fail_on, options.exit_zero)
