"""Reports in the output formats that were asked for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tenderkit.cli.options import LintOptions, text_style
from tenderkit.cli.outputs import Output
from tenderkit.lint.findings import DocumentReport
from tenderkit.lint.rules import Rule


def render(
    reports: Sequence[DocumentReport], output: Output, options: LintOptions, messages: str, rules: Sequence[Rule]
) -> str:
    """The reports in the format of `output`, in the language `messages` ("": each document's own). `rules`: all of them,
    for their names and reasons."""
    text = _render(reports, output, options, messages, rules)
    # A file name that is no UTF-8 stands in a report as escapes (valid in JSON too).
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def _render(
    reports: Sequence[DocumentReport], output: Output, options: LintOptions, messages: str, rules: Sequence[Rule]
) -> str:
    root = Path.cwd()
    match output.format_:
        case "json":
            from tenderkit.report.json import render as render_json

            return render_json(reports)
        case "sarif":
            from tenderkit.report.sarif import render as render_sarif

            return render_sarif(reports, rules, messages, root)
        case "github":
            from tenderkit.report.github import render as render_github

            return render_github(reports, messages, root)
        case "gitlab":
            from tenderkit.report.gitlab import render as render_gitlab

            return render_gitlab(reports, messages, root)
        case "junit":
            from tenderkit.report.junit import render as render_junit

            return render_junit(reports, messages)
        case "markdown":
            from tenderkit.report.markdown import render as render_markdown

            return render_markdown(reports, rules, messages)
        case "html":
            from tenderkit.report.html import render as render_html

            return render_html(reports, rules, messages)
    from tenderkit.report.text import render as render_text

    style, width = text_style(options.color, output.path)
    return render_text(
        reports,
        language=messages,
        style=style,
        width=width,
        statistics=options.statistics,
        measures=options.measures,
    )
