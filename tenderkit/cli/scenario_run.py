"""What `tenderkit scenarios` needs of a configured run: scenarios chosen, documents read, results delivered."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from tenderkit.cli.options import deliver, text_style, words
from tenderkit.cli.run import Run, progress
from tenderkit.document.model import Document
from tenderkit.document.writers import write_atomically, write_markdown, write_word
from tenderkit.document.writers.atomic import make_folder
from tenderkit.document.writers.layout import Layout
from tenderkit.errors import InputError
from tenderkit.lint.files import collect, common_folder
from tenderkit.lint.runner import Source
from tenderkit.lint.set_engine import SetLinter
from tenderkit.regie.scenarios.coverage import Coverage, cover
from tenderkit.regie.scenarios.loading import chosen, load_scenarios
from tenderkit.regie.scenarios.model import Scenario
from tenderkit.regie.scenarios.uncertainties import Choice, choose, read_uncertainties, uncertainty_form
from tenderkit.regie.scenarios.wording import Wording


class ScenarioRun:
    """A run of the command: `own` scenario files, ids to `select`, and the file of `uncertainties`."""

    def __init__(self, run: Run, own: Sequence[Path], select: Sequence[str], uncertainties: Path | None) -> None:
        self._run = run
        self._given = words(select)
        self._all = load_scenarios([*run.config.scenarios_from, *own])
        self.choice = self._chosen_by(uncertainties, chosen(self._all, self._given))
        self.scenarios = list(self.choice.scenarios) if self.choice else chosen(self._all, self._given)

    def _chosen_by(self, path: Path | None, scenarios: Sequence[Scenario]) -> Choice | None:
        if path is None:
            return None
        titles = {t: key for lang in ("nl", "en") for key, t in self._names(lang).items()}
        choice = choose(read_uncertainties(path, titles), scenarios)
        if not choice.scenarios:
            remedy = "leave out --uncertainties, or select other scenarios"
            raise InputError("asks for none of the scenarios", path=path, remedy=remedy)
        return choice

    def _names(self, language: str) -> dict[str, str]:
        from tenderkit.report.names import mechanism_names

        return mechanism_names(self._run.linter.all_rules, language)

    def coverage(
        self, drafts: Sequence[str], every: bool = False
    ) -> tuple[Coverage | None, list[Document], list[InputError]]:
        """The coverage by these files and folders together (None without any), the documents, and what cannot be read;
        `every`: of all scenarios, chosen or not."""
        if not drafts:
            return None, [], []
        files, errors = collect(drafts, self._run.excluded, self._run.config.folder)
        documents: list[Document] = []
        with progress(files, "scenarios") as bar:
            for path in files:
                bar.update(1)
                try:
                    documents.append(Source(str(path), self._run.settings(str(path))).read())
                except InputError as error:
                    errors.append(error)
        if errors:
            return None, [], errors
        if not documents:
            raise InputError("no documents are left to read", remedy="look at 'exclude' in the configuration")
        name = common_folder([str(path) for path in files])
        reports = SetLinter(self._run.linter).check(name, documents, self._run.settings)
        return cover(reports, self._all if every else self.scenarios), documents, []

    def wording(self, coverage: Coverage | None) -> Wording:
        """The words, in the language of the messages, else that of the contract."""
        language = self._run.messages or (coverage.language if coverage else "") or self._run.language or "nl"
        return Wording(language, self._run.linter.all_rules, coverage is not None and len(coverage.documents) > 1)

    def show(self, coverage: Coverage, format_: str, output: Path | None, color: str) -> None:
        """The coverage in the format asked for."""
        wording = self.wording(coverage)
        if format_ == "json":
            from tenderkit.report.scenarios.json import render as render_json

            deliver(render_json(coverage, wording, self.choice), output)
        elif format_ == "markdown":
            from tenderkit.report.scenarios.markdown import render as render_markdown

            deliver(render_markdown(coverage, wording, self.choice), output)
        else:
            from tenderkit.report.scenarios.text import render

            style, width = text_style(color, output)
            deliver(render(coverage, wording, self.choice, style=style, width=width), output)

    def write_form(self, path: Path) -> None:
        """An empty list of uncertainties."""
        language = self.wording(None).language
        write_atomically(path, uncertainty_form(language, self._names(language)))

    def write_kit(
        self, folder: Path, coverage: Coverage, documents: Sequence[Document], house_style: Path | None
    ) -> list[Path]:
        """The kit of a session: the files written, all of them or none."""
        from tenderkit.regie.scenarios.kit import kit
        from tenderkit.regie.scenarios.scorebook import score_form
        from tenderkit.regie.scenarios.session import session

        wording = self.wording(coverage)
        played = session(coverage, self.choice, bool(self._given))
        made = {
            f"{sheet.file}.docx": write_word(
                sheet.document, style=house_style, layout=Layout(name=sheet.name, page_levels=int(sheet.pages))
            )
            for sheet in kit(played, documents, wording)
        }
        form = score_form([one.coverage.scenario for one in played], wording.language)
        made[f"{wording.words['file scores']}.xlsx"] = form
        make_folder(folder)
        paths = [folder / name for name in sorted(made)]
        for path in paths:
            write_atomically(path, made[path.name])
        return paths

    def report_session(
        self, scores: Sequence[Path], coverage: Coverage | None, format_: str, output: Path | None, style: Path | None
    ) -> None:
        """What a session came to, from its score cards."""
        from tenderkit.regie.scenarios.outcome import outcome
        from tenderkit.regie.scenarios.scorebook import read_cards
        from tenderkit.regie.scenarios.session_report import notice_text, session_report

        wording = self.wording(coverage)
        found = outcome(read_cards(scores, self._all), self._all, coverage)
        if output is not None:  # else the report says so before your eyes
            for notice in found.notices:
                click.echo(
                    f"tenderkit: {notice.place.told(wording.language)}: {notice_text(notice, wording)}", err=True
                )
        document = session_report(found, wording)
        if output is not None and output.suffix.lower() == ".docx":
            write_atomically(output, write_word(document, style=style))
        elif format_ == "json":
            from tenderkit.report.scenarios.outcome import render as render_json

            deliver(render_json(found, wording), output)
        elif format_ == "markdown":
            deliver(write_markdown(document), output)
        else:
            from tenderkit.report.plain import render as render_plain

            deliver(render_plain(document), output)
