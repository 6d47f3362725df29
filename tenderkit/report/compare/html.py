"""A comparison as one self-contained page."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from tenderkit.compare.clauses import Change
from tenderkit.compare.comparison import Comparison, DocumentComparison
from tenderkit.lint.findings import Finding
from tenderkit.report.compare import wording
from tenderkit.report.compare.wording import WORDS
from tenderkit.report.plain_page import page, table

_STYLE = """
article{border-left:.4rem solid #888;padding:.1rem .8rem;margin:.8rem 0;break-inside:avoid}
article.added{border-color:#1a7f37}article.removed{border-color:#b42318}article.reworded{border-color:#9a6700}
article p{margin:.3rem 0;white-space:pre-line}.kind{font-weight:600}.old{opacity:.75}
ins{background:#c9f0d3;color:#0a3315;text-decoration:underline}del{background:#fbd5d0;color:#5c120a}
@media print{ins{background:none}del{background:none}}
""".strip()


def render(comparison: Comparison, names: Mapping[str, str], language: str = "") -> str:
    """The comparison as an HTML page that needs nothing else; `names` of mechanisms by key."""
    spoken = language or comparison.language or "nl"
    words = WORDS[spoken]
    title = f"{words['title']}: {comparison.old} → {comparison.new}"
    parts: list[str] = []
    for one in comparison.everything:
        parts.append("<section>")
        if not comparison.is_single:
            parts.append(f"<h2>{escape(wording.name_of(one, words))}</h2>")
        parts += [
            *_document(one, names, spoken, comparison.linted, "h2" if comparison.is_single else "h3"),
            "</section>",
        ]
    return page(title, spoken, parts, _STYLE)


def _document(one: DocumentComparison, names: Mapping[str, str], language: str, linted: bool, head: str) -> list[str]:
    words = WORDS[language]
    if one.is_same and one.kind != "set":
        return [f"<p>{escape(words['same'].capitalize())}.</p>"]
    parts: list[str] = []
    if one.clauses is not None:
        parts.append(f"<{head}>{words['clauses']}</{head}>\n<p>{escape(wording.clause_counts(one, words))}</p>")
        parts += [_change(change, words, one.language or language) for change in one.clauses.changes]
    if linted:
        parts.append(f"<{head}>{words['findings']}</{head}>\n<p>{escape(wording.finding_counts(one, words))}</p>")
        found = [("new", f) for f in one.findings.new] + [("resolved", f) for f in one.findings.resolved]
        if found:
            parts.append("<ul>\n" + "\n".join(_finding(f, label, words) for label, f in found) + "\n</ul>")
        states = [
            (names.get(key, key), wording.state_of(old, words), wording.state_of(new, words))
            for key, (old, new) in one.changed_mechanisms.items()
        ]
        if states:
            parts.append(f"<{head}>{words['mechanisms']}</{head}>")
            parts.append(table((words["mechanism"], words["before"], words["after"]), states))
        figures = wording.figures_of(one, language)
        if figures and one.kind in ("agreement", "terms", "set"):
            parts.append(f"<{head}>{words['measures']}</{head}>")
            parts.append(table((words["measure"], words["before"], words["after"], words["change"]), figures))
    return parts


def _change(change: Change, words: Mapping[str, str], spoken: str) -> str:
    head = f'<p><span class="kind">{escape(wording.title_of(change, words))}</span>: {escape(wording.places_of(change, words))}</p>'
    if change.edits:
        text = "".join(_edit(edit.operation, edit.text) for edit in change.edits)
    else:
        mark = {"added": "ins", "removed": "del"}.get(change.kind, "span")
        text = f"<{mark}>{escape(wording.text_of(change))}</{mark}>"
    return f'<article class="{change.kind}">\n{head}\n<p lang="{spoken}">{text}</p>\n</article>'


def _edit(operation: str, text: str) -> str:
    inner = escape(text)
    return inner if operation == "equal" else f"<del>{inner}</del>" if operation == "removed" else f"<ins>{inner}</ins>"


def _finding(finding: Finding, label: str, words: Mapping[str, str]) -> str:
    place = escape(wording.finding_place(finding, words))
    quote = f"<br>\n<q>{escape(finding.evidence)}</q>" if finding.evidence else ""
    what = (
        f"{words[label]}: {words[finding.severity]} <strong>{finding.rule}</strong> {place}: {escape(finding.message)}"
    )
    return f"<li>{what}{quote}</li>"
