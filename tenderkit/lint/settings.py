"""How a document is linted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Settings:
    """How to lint: the language of the documents (auto: ""), that of the messages ("": the document's own), the kind of
    document ("": found out), spaCy pipelines by language instead of ours, whether the report brings the text along for who
    shows it, and whether text that tracked changes delete is read."""

    language: str = ""
    messages: str = ""
    kind: str = ""
    pipelines: Mapping[str, str] = field(default_factory=dict)
    text: bool = False
    deleted_text: bool = False
