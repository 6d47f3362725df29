"""The examples in rule files, run as the tests that they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tenderkit.data import Data
from tenderkit.document.model import Document
from tenderkit.document.readers.markdown import parse
from tenderkit.errors import InputError, InputErrors
from tenderkit.lint.decide import Policy, decide
from tenderkit.lint.engine import Linter, Settings, default_linter
from tenderkit.lint.findings import Finding
from tenderkit.lint.profiles import load_profiles
from tenderkit.lint.rules import Rule, load_rule, load_rules
from tenderkit.lint.selection import Selection
from tenderkit.lint.set_engine import SetLinter


def check_folder(folder: Path) -> list[InputError]:
    """Everything wrong with the rules in a folder: files, patterns, examples that do not turn out as they say."""
    errors: list[InputError] = []
    files = sorted(folder.rglob("*.yaml")) if folder.is_dir() else []
    if not files:
        return [InputError("holds no rules (*.yaml)", path=folder)]
    for path in files:
        try:
            rule, data = load_rule(path)
            errors += wrong_examples(rule, data)
        except InputErrors as several:
            errors += several.errors
        except InputError as one:
            errors.append(one)
    return errors


@cache
def _mechanisms() -> tuple[Rule, ...]:
    """The shipped mechanism rules, whose states interactions look at."""
    return tuple(rule for rule in load_rules() if rule.kind == "mechanism")


SEPARATOR = re.compile(r"^=== (?P<name>\S.*?)[ \t]*$\n?", re.MULTILINE)


def example_set(text: str) -> list[Document]:
    """The documents of an example of a set: Markdown, each after a line `=== name.md`; a text without any is one."""
    heads = list(SEPARATOR.finditer(text))
    if not heads:
        return [parse(text, "example.md")]
    ends = [head.start() for head in heads[1:]] + [len(text)]
    return [parse(text[h.end() : end], h.group("name")) for h, end in zip(heads, ends, strict=True)]


def _report(linter: Linter, rule: Rule, text: str, language: str) -> list[Finding]:
    if rule.kind == "set":
        reports = SetLinter(linter).check("example", example_set(text), lambda _: Settings(language=language))
        return [finding for report in reports for finding in report.findings]
    if rule.kind == "suppression":
        return _decided(rule, text, language)
    kind = rule.documents[0] if rule.documents else "agreement"
    return list(linter.lint(parse(text, "example.md"), Settings(language=language, kind=kind)).findings)


@cache
def _everything() -> Linter:
    return default_linter()


def _decided(rule: Rule, text: str, language: str) -> list[Finding]:
    """What a rule about suppressions finds after all others have looked."""
    linter = _everything()
    report = linter.lint(parse(text, "example.md"), Settings(language=language, kind="agreement"))
    policy = Policy(Selection(linter.all_rules, load_profiles()["standard"]))
    return [f for f in decide([report], policy)[0].findings if f.rule == rule.code]


def wrong_examples(rule: Rule, data: Data) -> Iterator[InputError]:
    """An error for every example that does not turn out as it says."""
    linter = Linter([rule], [rule, *_mechanisms()] if rule.kind == "interaction" else None)
    for language in ("nl", "en"):
        examples = getattr(rule.examples, language)
        for wanted, texts in ((True, examples.bad), (False, examples.good)):
            for i, text in enumerate(texts):
                findings = _report(linter, rule, text, language)
                found = any(f.severity in ("error", "warning", rule.severity) for f in findings)
                if found != wanted:
                    says = "gives no finding" if wanted else f"gives a finding: {findings[0].message}"
                    at = ("examples", language, "bad" if wanted else "good", i)
                    yield data.error(f"this example {says}", at)
