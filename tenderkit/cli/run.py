"""What lint and check have in common: configuration, rules, reading, linting."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from tenderkit.cli.options import LintOptions, RuleOptions, cache_of, deliver, finish, say, words
from tenderkit.cli.outputs import check_outputs
from tenderkit.cli.rendering import render
from tenderkit.document.readers import load
from tenderkit.errors import InputError
from tenderkit.lint.choice import choose, covers, listed_in
from tenderkit.lint.config import Config, find_config, load_config
from tenderkit.lint.decide import Policy, decide
from tenderkit.lint.files import beside, collect, common_folder, matches
from tenderkit.lint.findings import DocumentReport
from tenderkit.lint.in_force import in_force, severities
from tenderkit.lint.rules import load_rules
from tenderkit.lint.runner import Choice, Runner, Source
from tenderkit.lint.selection import Selection
from tenderkit.lint.settings import Settings
from tenderkit.lint.settle import settle
from tenderkit.report.settings import settings_text
from tenderkit.report.text import count_rules

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
    selection: Selection
    paths: tuple[str, ...] = ()
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
        rules = load_rules(config.rules_from)
        selection = choose(
            config, rules, words(options.select), words(options.ignore), words(options.extend_select), options.profile
        )
        choice = Choice(tuple(rule.code for rule in selection.anywhere()), tuple(config.rules_from))
        spoken = options.language or config.language
        told = options.messages or config.messages
        language, messages = ("" if word == "auto" else word for word in (spoken, told))
        text = any(output.format_ == "html" for output in outputs)
        return cls(config, choice, options, language, messages, selection, tuple(paths), text)

    @cached_property
    def linter(self) -> Linter:
        """The chosen rules, parsed when first needed; raises InputErrors for what is wrong with them."""
        return self.choice.linter(self.selection.rules)

    def settings(self, path: str) -> Settings:
        """How to lint the document at that path."""
        root = self.config.folder
        kind = next((k for glob, k in self.config.kinds.items() if matches(Path(path), [glob], root)), "")
        return Settings(
            self.language,
            self.messages,
            kind,
            self.config.pipelines_from,
            self.text,
            self.config.deleted_text == "count",
        )

    def policy(self, complete: bool = False) -> Policy:
        """By what is decided which findings count; `complete`: the run is about all that the configuration is about."""
        return Policy(self.selection, listed_in(self.config), self.messages, complete)

    @property
    def excluded(self) -> list[str]:
        """The glob patterns of files that are left out."""
        given = self.options
        own = words(given.exclude) if isinstance(given, LintOptions) else []
        more = words(given.extend_exclude) if isinstance(given, LintOptions) else []
        return [*(own or self.config.exclude), *self.config.extend_exclude, *more]

    @property
    def asks_git(self) -> bool:
        """Whether files in folders are left out that git ignores."""
        asked = self.options.respect_gitignore if isinstance(self.options, LintOptions) else None
        return self.config.respect_gitignore if asked is None else asked

    def source(self, name: str, options: RuleOptions) -> Source:
        """The document of that name, to be linted by its settings; "-" is what comes in."""
        data = sys.stdin.buffer.read() if name == "-" else None
        name = options.stdin_filename if name == "-" else name
        return Source(name, self.settings(name), data)

    def lint(self, paths: Sequence[str], options: LintOptions) -> tuple[list[DocumentReport], list[InputError]]:
        """Reports on all documents that can be read, and an error for each that cannot."""
        named = [p for p in paths if p != "-"]
        files, errors = collect(named, self.excluded, self.config.folder, options.force_exclude, self.asks_git)
        names = [*(["-"] if "-" in paths else []), *map(str, files)]
        sources = [self.source(name, options) for name in names]
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
        (report,) = decide([self.linter.lint(word.document, self.settings(str(path)))], self.policy())
        data = annotate(word, notes(report, self.linter.all_rules, self.messages, summary))
        signed = f"{path}: is digitally signed; the signature does not hold for the annotated copy"
        return data, report, [signed] if is_signed(word.package) else []

    def check(self, paths: Sequence[str], options: RuleOptions) -> tuple[list[DocumentReport], list[InputError]]:
        """Reports on tender sets, for each folder and for the files named one by one: the set and then its documents."""
        folders = [p for p in paths if Path(p).is_dir()]
        files = [p for p in paths if p not in folders and p != "-"]
        sets = [(name, [name], [p.name for p in beside(Path(name))]) for name in folders]
        if files or "-" in paths:
            sets.append((common_folder(files), files, []))
        runner = Runner(
            lambda: self.linter, self.choice, cache_of(options) if isinstance(options, LintOptions) else None
        )
        reports: list[DocumentReport] = []
        errors: list[InputError] = []
        for label, members, unread in sets:
            found, wrong = collect(members, self.excluded, self.config.folder, options.force_exclude, self.asks_git)
            errors += wrong
            names = [*(["-"] if "-" in paths and members is files else []), *map(str, found)]
            sources = [self.source(name, options) for name in names]
            with progress(sources, "check") as bar:
                outcomes = runner.check(label, sources, self.settings, unread, lambda: bar.update(1))
            reports += [o for o in outcomes if isinstance(o, DocumentReport)]
            errors += [o for o in outcomes if isinstance(o, InputError)]
        return reports, errors


def explain(run: Run, options: LintOptions) -> bool:
    """Show the files or the settings, if that was asked for instead of findings; whether it was."""
    if options.show_files:
        named = [p for p in run.paths if p != "-"]
        files, errors = collect(named, run.excluded, run.config.folder, options.force_exclude, run.asks_git)
        say(errors)
        deliver("".join(f"{path}\n" for path in files), options.output_file)
        finish([], errors, "never", exit_zero=False)
    if options.show_settings:
        path = next(iter(run.paths), ".")
        kind = run.settings(path).kind
        wanted = run.selection.wanted(kind, path)
        rules = [rule for rule in run.selection.rules if rule.code in wanted]
        lines = severities(rules, {rule.code: run.selection.severity(rule, kind) for rule in rules})
        given = {
            "select": words(options.select),
            "extend-select": words(options.extend_select),
            "ignore": words(options.ignore),
            "profile": options.profile,
            "baseline": options.baseline,
            "exclude": words(options.exclude),
            "extend-exclude": words(options.extend_exclude),
            "fail-on": options.fail_on,
            "language": options.language,
            "messages": options.messages,
        }
        where = str(run.config.path or "none")
        deliver(settings_text(path, where, in_force(run.config, given), lines), options.output_file)
    return options.show_settings


def progress(things: Sequence[Any], label: str) -> ProgressBar[Any]:
    """A progress bar on a terminal, when there is enough to wait for; silent elsewhere."""
    hidden = not sys.stderr.isatty() or len(things) < 3
    return click.progressbar(length=len(things), label=label, file=sys.stderr, hidden=hidden)


def conclude(
    run: Run, reports: Sequence[DocumentReport], errors: Sequence[InputError], options: LintOptions
) -> NoReturn:
    """What the user gets of lint and check: errors, the findings that count in the forms asked for, and the exit status."""
    say(errors)
    policy = run.policy(covers(run.config, run.paths))
    decided = settle(
        decide(reports, policy), policy, options.baseline or run.config.baseline_file, options.write_baseline
    )
    for notice in decided.notices:
        click.echo(f"tenderkit: {notice}", err=True)
    unwritten: list[InputError] = []
    for output in reversed(options.outputs):  # files first: whoever reads our output may stop reading
        try:
            deliver(render(decided.reports, output, options, run.messages, run.selection.rules), output.path)
        except InputError as error:
            unwritten.append(error)
    if options.statistics and options.format_ != "text":
        click.echo("\n".join(count_rules(decided.reports)), err=True)
    say(unwritten)
    finish(decided.reports, [*errors, *unwritten], options.fail_on or run.config.fail_on, options.exit_zero)
