"""Runs rules over a document and makes findings of what they find."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from pydantic import ValidationError

from tenderkit.document.model import INTERNAL_NOTE, Document, Span
from tenderkit.errors import InputError, InputErrors
from tenderkit.language.patterns import PatternError
from tenderkit.lint.document_kind import arranges_all, kind_of
from tenderkit.lint.findings import DocumentReport, Finding, Mechanism, numbered
from tenderkit.lint.kinds import Check, Hit, kind
from tenderkit.lint.kinds import mechanism as mechanism_kind
from tenderkit.lint.measures import is_counted, measure
from tenderkit.lint.outline import lines, outline
from tenderkit.lint.remarks import remarks_in
from tenderkit.lint.rule_files import shipped_codes
from tenderkit.lint.rules import Rule, load_rules
from tenderkit.lint.settings import Settings as Settings  # for those who lint from Python
from tenderkit.lint.statements import StatementMatch, may_match, statements_in
from tenderkit.lint.units import Reading, Unit, View
from tenderkit.lint.words import vocabulary

MECHANISM_KINDS = ("agreement", "terms")

_DEFAULT = Settings()


class Linter:
    """A set of rules, parsed and checked once, to run over documents.

    `trusted`: the codes of rules whose patterns are read only when a document asks for them. Those that came with the program
    are, since its tests read every pattern; all others are read beforehand, so that what is wrong is said at once.
    """

    def __init__(
        self,
        rules: Sequence[Rule],
        all_rules: Sequence[Rule] | None = None,
        trusted: frozenset[str] = frozenset(),
    ) -> None:
        self.rules = list(rules)
        self._all = list(all_rules if all_rules is not None else rules)
        self._parsed: dict[str, tuple[Check, Any]] = {}
        errors: list[InputError] = []
        for rule in {r.code: r for r in (*self._all, *self.rules)}.values():
            try:
                self._parsed[rule.code] = parse_rule(rule, patterns=rule.code not in trusted or rule.kind == "set")
            except InputErrors as several:
                errors += several.errors
        if errors:
            raise InputErrors(errors)

    @property
    def all_rules(self) -> Sequence[Rule]:
        """All rules, those that were not chosen among them."""
        return self._all

    def parsed(self, rule: Rule) -> tuple[Check, Any]:
        """The kind of check of a rule and its match."""
        return self._parsed[rule.code]

    def _wanted(self, view: View, unit: Unit) -> bool:
        """Whether some rule may want to have a sentence read."""
        return any(may_match(view, unit, statement) for statement in self._statements)

    @cached_property
    def _statements(self) -> tuple[StatementMatch, ...]:
        chosen = [r for r in self._all if r.code in self._chosen or r.kind == "mechanism" or r.lock_in]
        return tuple(dict.fromkeys(s for rule in chosen for s in statements_in(self._parsed[rule.code][1])))

    @cached_property
    def _chosen(self) -> frozenset[str]:
        return frozenset(r.code for r in self.rules)

    def view(self, document: Document, settings: Settings) -> View:
        """A document prepared for these rules."""
        return View(document, settings.language, Reading(self._wanted, settings.pipelines))

    def lint(self, document: Document, settings: Settings = _DEFAULT) -> DocumentReport:
        """Everything the rules find in one document. Mechanisms are assessed and measures taken whether or not the rules
        that they rest on are selected.

        Our own notes for the officer speak about contract texts and are none: they give no findings. Raises InputErrors for
        a trusted rule that had not deserved it.
        """
        try:
            return self._lint(document, settings)
        except PatternError:
            for rule in self._all:
                parse_rule(rule)  # says which rule it is
            raise

    def _lint(self, document: Document, settings: Settings) -> DocumentReport:
        view = self.view(document, settings)
        kind_name = settings.kind or kind_of(view)
        whole = kind_name in MECHANISM_KINDS and (bool(settings.kind) or arranges_all(view))
        findings: list[Finding] = []
        mechanisms: dict[str, Mechanism] = {}
        states: dict[str, tuple[mechanism_kind.Match, Mechanism]] = {}
        counted: dict[str, tuple[Rule, tuple[Hit, ...]]] = {}
        for rule in sorted(self._all, key=lambda r: r.kind != "mechanism"):
            chosen, counts = rule.code in self._chosen, is_counted(rule, kind_name)
            if not chosen and not counts and rule.kind != "mechanism":
                continue
            if rule.documents and kind_name not in rule.documents:
                continue
            check, match = self._parsed[rule.code]
            outcome = check.check(rule, match, view)
            if outcome.mechanism is not None:
                key, state = outcome.mechanism
                mechanisms[key] = view.mechanisms[key] = state
                states[key] = (match, state)
                if not chosen or not whole:
                    continue
            if counts:
                counted[rule.code] = (rule, outcome.hits)
            if not chosen:
                continue
            language = settings.messages or view.language or "nl"
            findings += (finding_of(rule, hit, view, language) for hit in outcome.hits)
        if document.kind == INTERNAL_NOTE:
            findings = []
        measures = measure(view, states, kind_name, counted)
        found, remarks = tuple(numbered(findings)), remarks_in(view)
        report = DocumentReport(document.path, kind_name, view.language, found, mechanisms, measures, remarks=remarks)
        return with_document(report, document, settings)


def with_document(report: DocumentReport, document: Document, settings: Settings) -> DocumentReport:
    """The report with what formats need of the document: lines of the findings, and its text where that is asked for."""
    text = outline(document) if settings.text else ()
    remarked = (passage.block for remark in report.remarks for passage in remark.passages)  # may become findings
    return replace(report, lines=lines(document, [*(f.block for f in report.findings), *remarked]), text=text)


def parse_rule(rule: Rule, patterns: bool = True) -> tuple[Check, Any]:
    """The kind of check of a rule and its match, with every pattern read once (unless told not to); raises InputErrors."""
    try:
        check = kind(rule.kind)
    except KeyError:
        raise InputErrors([InputError(f"rule {rule.code}: no kind of check is called '{rule.kind}'")]) from None
    try:
        match = check.parse(rule.match)
        if patterns:
            for source, language in check.patterns(match):
                vocabulary(language).pattern(source)
            for statement in statements_in(match):
                for source, language in statement.patterns():
                    vocabulary(language).pattern(source)
    except ValidationError as error:
        raise InputErrors(
            InputError(f"rule {rule.code}: match.{'.'.join(map(str, e['loc']))}: {e['msg']}") for e in error.errors()
        ) from None
    except PatternError as error:
        raise InputErrors([InputError(f"rule {rule.code}: {error}")]) from None
    return check, match


def default_linter() -> Linter:
    """A linter with all shipped rules."""
    return Linter(load_rules(), trusted=shipped_codes())


def finding_of(rule: Rule, hit: Hit, view: View, language: str) -> Finding:
    """What a hit in a document says to a reader of `language`."""
    severity = hit.severity or rule.severity
    message = hit.message[language] if hit.message else rule.title.get(language)
    suggestion = hit.suggestion[language] if hit.suggestion else rule.remedy.text.get(language)
    if hit.span is None:
        return Finding(rule.code, rule.name, severity, message, suggestion=suggestion, fix=rule.remedy.clause)
    document = view.document
    sentence = hit.sentence or hit.span
    return Finding(
        rule.code,
        rule.name,
        severity,
        message,
        clause=document.clause_number(hit.span.block),
        heading=document.heading(hit.span.block),
        block=hit.span.block,
        start=hit.span.start,
        end=hit.span.end,
        evidence=document.text(Span(sentence.block, sentence.start, sentence.end)),
        suggestion=suggestion,
        fix=rule.remedy.clause,
        page=document.blocks[hit.span.block].origin.page,
    )
