"""Rule files: what they hold, how they are found and loaded."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from tenderkit.data import Data, read_yaml
from tenderkit.errors import InputError, InputErrors
from tenderkit.lint.findings import Severity
from tenderkit.lint.parts import Strict
from tenderkit.lint.rule_files import find_file, rule_files

DocumentKind = Literal["agreement", "terms", "sla", "dap", "requirements", "guide", "form", "other"]


class Bilingual(Strict):
    """A text in both languages."""

    nl: str
    en: str

    def get(self, language: str) -> str:
        """The text in a language; Dutch where there is none."""
        return self.en if language == "en" else self.nl


class Source(Strict):
    """What a rule rests on, and whether that was read: the law or study itself, an abstract, or nothing but experience."""

    nl: str
    en: str
    status: Literal["read", "partly-read", "unread", "research", "design"]


class Remedy(Strict):
    """What mends a finding: one thing to do, and the library clause that does it (if there is one)."""

    clause: str | None = None
    text: Bilingual


class Replacement(Strict):
    """Words that mend a passage where it stands. `{}` is what stood there; what stands in square brackets is to be filled in.

    `of`: what they take the place of: the passage found, the name that it begins (what follows it with capitals and figures
    belongs to it), or the whole sentence.
    """

    of: Literal["passage", "name", "sentence"] = "passage"
    nl: str
    en: str

    def get(self, language: str) -> str:
        """The words in a language."""
        return self.en if language == "en" else self.nl


class Examples(Strict):
    """Texts that run as tests: each of `bad` must give the finding, none of `good` may."""

    bad: tuple[str, ...] = Field(min_length=1)
    good: tuple[str, ...] = Field(min_length=1)


class BilingualExamples(Strict):
    """Examples in both languages."""

    nl: Examples
    en: Examples


class LockIn(Strict):
    """What a rule weighs in the lock-in index (1-5), and which mechanisms take half of that away in the same clause."""

    weight: int = Field(ge=1, le=5)
    eased_by: tuple[str, ...] = ()


class Rule(Strict):
    """A rule as its file says it. `match` is parsed by the kind of check that `kind` names."""

    code: str = Field(pattern=r"^[A-Z]{3}\d{3}$")
    name: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    aliases: tuple[str, ...] = ()
    severity: Severity
    title: Bilingual
    why: Bilingual
    source: Source
    kind: str
    match: dict[str, Any] = Field(default_factory=dict)
    documents: tuple[DocumentKind, ...] = Field((), description="kinds of document it is for; none: all")
    lock_in: LockIn | None = Field(None, description="for rules that count in the lock-in index")
    remedy: Remedy
    replacement: Replacement | None = Field(None, description="what `fix` puts in the place of the passage")
    examples: BilingualExamples

    @property
    def family(self) -> str:
        """The letters of the code: FLX, DET, LCK, REF ..."""
        return self.code[:3]


def load_rule(path: Path) -> tuple[Rule, Data]:
    """One rule, with the places of its values; raises InputErrors that name file, line and column."""
    data = read_yaml(path)
    rule = data.parse(Rule)
    expected = f"{rule.code.lower()}-{rule.name}"
    if path.stem.lower() != expected:
        raise data.error(f"the file should be named {expected}.yaml", ("name",))
    return rule, data


def load_rules(folders: Sequence[Path] = ()) -> list[Rule]:
    """All rules in order of their codes; raises InputErrors for everything wrong in any file."""
    rules: dict[str, Rule] = {}
    errors: list[InputError] = []
    for path in rule_files(folders):
        try:
            rule, data = load_rule(path)
            if rule.code in rules:
                raise data.error(f"code {rule.code} is already taken by {rules[rule.code].name}", ("code",))
            rules[rule.code] = rule
        except InputErrors as several:
            errors += several.errors
        except InputError as one:
            errors.append(one)
    if errors:
        raise InputErrors(errors)
    return [rules[code] for code in sorted(rules)]


__all__ = ["Bilingual", "Rule", "find_file", "load_rule", "load_rules", "rule_files"]
