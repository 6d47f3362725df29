"""What lint and check have in common: configuration, rules, reading, linting, rendering."""

from __future__ import annotations

import fnmatch
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import click

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


@dataclass
class Run:
    """A configured run."""

    config: Config
    linter: Linter
    language: str
    messages: str

    @classmethod
    def prepare(
        cls,
        paths: Sequence[str],
        config_file: Path | None,
        no_config: bool,
        *,
        select: list[str],
        ignore: list[str],
        language: str | None,
        messages: str | None,
    ) -> Run:
        """Configuration (the command line goes before it) and rules; raises InputError for what is wrong with them."""
        if no_config:
            config = Config()
        else:
            start = Path(paths[0]) if paths and paths[0] != "-" else Path()
            config = load_config(config_file or find_config(start if start.is_dir() else start.parent))
        rules = load_rules(config.rules_from)
        chosen = select_rules(rules, select or config.select, [*config.ignore, *ignore] if not select else ignore)
        for code in config.severity:
            if code not in {r.code for r in rules}:
                raise InputError(f"severity: no rule has the code '{code}'", path=config._path)
        spoken = language or config.language
        told = messages or config.messages
        return cls(config, Linter(chosen, rules), "" if spoken == "auto" else spoken, "" if told == "auto" else told)

    def settings(self, path: str) -> Settings:
        """How to lint the document at that path."""
        kind = next((k for glob, k in self.config.kinds.items() if fnmatch.fnmatch(path, glob)), "")
        return Settings(self.language, self.messages, self.config.severity, kind, self.config.pipelines_from)

    def lint(
        self, paths: Sequence[str], force_exclude: bool, stdin: BinaryIO | None, stdin_name: str
    ) -> tuple[list[DocumentReport], list[InputError]]:
        """Reports on all documents that can be read, and an error for each that cannot."""
        files, errors = collect([p for p in paths if p != "-"], self.config.exclude, self.config.folder, force_exclude)
        reports: list[DocumentReport] = []
        if stdin is not None:
            try:
                document = read_bytes(stdin.read(), stdin_name)
                reports.append(self.linter.lint(document, self.settings(stdin_name)))
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
        self, paths: Sequence[str], force_exclude: bool, stdin: BinaryIO | None, stdin_name: str
    ) -> tuple[list[DocumentReport], list[InputError]]:
        """Reports on tender sets, for each folder and for the files named one by one: the set and then its documents."""
        folders = [p for p in paths if Path(p).is_dir()]
        files = [p for p in paths if p not in folders and p != "-"]
        sets = [(name, [name], [p.name for p in beside(Path(name))]) for name in folders]
        if files or stdin is not None:
            sets.append((common_folder(files), files, []))
        linter = SetLinter(self.linter)
        reports: list[DocumentReport] = []
        errors: list[InputError] = []
        for name, members, unread in sets:
            found, wrong = collect(members, self.config.exclude, self.config.folder, force_exclude)
            errors += wrong
            documents: list[Document] = []
            if stdin is not None and members is files:
                try:
                    documents.append(read_bytes(stdin.read(), stdin_name))
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

    def render(
        self,
        reports: Sequence[DocumentReport],
        format_: str,
        color: str,
        output: Path | None,
        statistics: bool,
        measures: bool = False,
    ) -> str:
        """The reports in the format asked for; colours only on a terminal, unless asked."""
        if format_ == "json":
            from tenderkit.report.json import render as render_json

            return render_json(reports)
        from tenderkit.report.text import plain, render

        coloured = color == "always" or (color == "auto" and output is None and sys.stdout.isatty())
        width = min(shutil.get_terminal_size((100, 24)).columns, 120)
        return render(
            reports,
            language=self.messages,
            style=click.style if coloured else plain,
            width=width,
            statistics=statistics,
            measures=measures,
        )
