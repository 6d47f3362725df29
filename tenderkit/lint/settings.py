"""How a document is linted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tenderkit.lint.findings import Severity


@dataclass(frozen=True)
class Settings:
    """How to lint: the language of the documents (auto: ""), that of the messages ("": the document's own), severities
    that differ from the rules' by code, the kind of document ("": found out), and spaCy pipelines by language instead of ours."""

    language: str = ""
    messages: str = ""
    severities: Mapping[str, Severity] | None = None
    kind: str = ""
    pipelines: Mapping[str, str] = field(default_factory=dict)
