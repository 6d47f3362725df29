"""The baseline of plain cue matching: `python benchmarks/cues.py lint --format json FILE...`, in the shape of `tenderkit lint`.

Cues of cues.yml are looked for in folded paragraphs. Two different cues of a mechanism in one paragraph count as present, one
as mentioned; a sentence with a cue of lock-in or over-detail is a finding. Documents are read and cut into sentences by
tenderkit, so that the difference is in the judgement alone.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import yaml

from tenderkit.document.model import Document
from tenderkit.document.readers import read
from tenderkit.language import LANGUAGES, Language
from tenderkit.language.detection import detect
from tenderkit.language.folding import folded
from tenderkit.language.sentences import split

CUES = yaml.safe_load((Path(__file__).parent / "cues.yml").read_text(encoding="utf-8"))


def compiled(cues: list[str]) -> list[re.Pattern[str]]:
    """A cue as a regular expression over folded text."""
    sources = (re.escape(folded(cue)).replace(r"\*", r"\w*").replace(r"\ ", r"\s+") for cue in cues)
    return [re.compile(rf"(?<!\w){source}(?!\w)") for source in sources]


PATTERNS = {
    part: {key: {language: compiled(words[language]) for language in LANGUAGES} for key, words in entries.items()}
    for part, entries in CUES.items()
}


def lint(path: str) -> dict[str, Any]:
    """One document as tenderkit's JSON has it."""
    document = read(Path(path))
    language: Language = (
        "en" if detect(" ".join(b.text for b in document.blocks)[:60_000], document.language) == "en" else "nl"
    )
    return {
        "path": path,
        "language": language,
        "findings": list(findings(document, language)),
        "mechanisms": {key: mechanism(document, words[language]) for key, words in PATTERNS["mechanisms"].items()},
    }


def mechanism(document: Document, patterns: list[re.Pattern[str]]) -> dict[str, Any]:
    """State and evidence of a mechanism."""
    present, mentioned = [], []
    for index, block in enumerate(document.blocks):
        text = folded(block.text)
        hits = sum(pattern.search(text) is not None for pattern in patterns)
        if hits:
            (present if hits > 1 else mentioned).append({"clause": "", "block": index, "text": block.text})
    state = "present" if present else "mentioned" if mentioned else "absent"
    return {"state": state, "completeness": 0.0, "evidence": present or mentioned, "missing": []}


def findings(document: Document, language: Language) -> Any:
    """A finding for every sentence with a cue, of each kind at most one a sentence."""
    for index, block in enumerate(document.blocks):
        for start, end in split(block.text, language):
            sentence = block.text[start:end]
            text = folded(sentence)
            for part in ("lock_in", "detail"):
                for name, words in PATTERNS[part].items():
                    if any(pattern.search(text) for pattern in words[language]):
                        yield {"rule": name, "name": name, "block": index, "evidence": sentence}


if __name__ == "__main__":
    files = [a for a in sys.argv[1:] if a not in ("lint", "--format", "json", "--no-config")]
    print(json.dumps({"documents": [lint(f) for f in files]}))
