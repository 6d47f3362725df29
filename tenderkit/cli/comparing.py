"""What `tenderkit compare` needs of a configured run: both versions read, linted and put side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tenderkit.cli.options import text_style
from tenderkit.cli.run import Run
from tenderkit.compare.comparison import Comparison, Version, compare_documents, compare_reports, paired
from tenderkit.compare.versions import Sources, load
from tenderkit.errors import InputError
from tenderkit.lint.decide import decide
from tenderkit.lint.engine import Settings
from tenderkit.lint.findings import DocumentReport
from tenderkit.lint.set_engine import SetLinter


def compare(run: Run, old: str, new: str, *, lint: bool) -> tuple[Comparison, list[InputError]]:
    """The comparison of two versions, and an error for each document in a folder that cannot be read."""
    before, after = (load(name, run.excluded, run.config.folder) for name in (old, new))
    if before.is_set != after.is_set:
        folder, file = (old, new) if before.is_set else (new, old)
        raise InputError("is a folder, the other is a file", path=folder, remedy=f"compare {file} with a file")
    errors = [*before.errors, *after.errors]
    first = versions_of(run, before, lint)
    versions = (first, versions_of(run, after, lint, first))
    if not before.is_set:
        return Comparison(old, new, (compare_documents(versions[0][0], versions[1][0]),), None, lint), errors
    whole = None
    if lint and before.documents and after.documents:
        whole = compare_reports(checked(run, before), checked(run, after))
    documents = tuple(compare_documents(one, other) for one, other in paired(*versions))
    return Comparison(old, new, documents, whole, lint), errors


def versions_of(run: Run, side: Sources, lint: bool, known: Sequence[Version] = ()) -> list[Version]:
    """The documents of a side, read by the linter; what stands unchanged among the `known` is not read again."""
    read = {version.name: version for version in known}
    found = []
    for name, document in side.documents.items():
        twin = read.get(name)
        if not lint:
            report = None
        elif twin and side.is_set and twin.document.blocks == document.blocks and twin.document.same_content(document):
            report = twin.report
        else:
            (report,) = decide([_placed(run.linter.lint(document, run.settings(name)))], run.policy())
        found.append(Version(name if side.is_set else side.label, document, report))
    return found


def checked(run: Run, side: Sources) -> DocumentReport:
    """What the linter says of a side as a whole."""
    names = {document.path: name for name, document in side.documents.items()}

    def settings(path: str) -> Settings:
        return run.settings(names.get(path, path))

    reports = SetLinter(run.linter).check(side.label, list(side.documents.values()), settings, side.unread)
    total, *_ = decide([_placed(report) for report in reports], run.policy())
    return replace(total, path=side.label)


def _placed(report: DocumentReport) -> DocumentReport:
    """A report under the path that the configuration knows its document by: without the commit it came from."""
    if Path(report.path).exists():
        return report
    return replace(report, path=report.path.partition(":")[2] or report.path)


def show(comparison: Comparison, run: Run, format_: str, color: str, output: Path | None) -> str:
    """The comparison in the format asked for."""
    if format_ == "json":
        from tenderkit.report.compare.json import render as render_json

        return render_json(comparison)
    language = run.messages or comparison.language or "nl"
    names = {
        str(rule.match["mechanism"]): rule.title.get(language)
        for rule in run.linter.all_rules
        if rule.kind == "mechanism"
    }
    if format_ == "markdown":
        from tenderkit.report.compare.markdown import render as render_markdown

        return render_markdown(comparison, names, language)
    if format_ == "html":
        from tenderkit.report.compare.html import render as render_html

        return render_html(comparison, names, language)
    from tenderkit.report.compare.text import render

    style, width = text_style(color, output)
    return render(comparison, names, language=language, style=style, width=width)
