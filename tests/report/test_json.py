"""The JSON of lint is what its published schema says."""

from __future__ import annotations

import json
from importlib.resources import files

from jsonschema import Draft202012Validator

from tenderkit.document.readers.markdown import parse
from tenderkit.lint.engine import Linter, Settings
from tenderkit.places import data_folder
from tenderkit.report.json import as_data, render

SCHEMA = json.loads(files("tenderkit.report").joinpath("lint.schema.json").read_text(encoding="utf-8"))


def test_the_rigid_draft_validates_and_every_passage_is_where_it_says(linter: Linter) -> None:
    text = (data_folder("examples") / "rigid-draft" / "conceptcontract.md").read_text(encoding="utf-8")
    document = parse(text, "conceptcontract.md")
    report = linter.lint(document, Settings())
    data = as_data([report])
    Draft202012Validator.check_schema(SCHEMA)
    assert [e.message for e in Draft202012Validator(SCHEMA).iter_errors(data)] == []
    assert len(report.findings) > 20
    for finding in report.findings:
        if finding.block is None:
            assert (finding.start, finding.end, finding.evidence) == (None, None, None)
            continue
        block = document.blocks[finding.block].text
        assert finding.evidence and finding.evidence in block
        assert 0 <= finding.start < finding.end <= len(block)
    for mechanism in report.mechanisms.values():
        for evidence in mechanism.evidence:
            assert evidence.text in document.blocks[evidence.block].text


def test_the_same_document_gives_the_same_json(linter: Linter) -> None:
    text = "# Overeenkomst\n\nDe overeenkomst wordt stilzwijgend met twee jaar verlengd door partijen.\n"
    assert render([linter.lint(parse(text, "a.md"))]) == render([linter.lint(parse(text, "a.md"))])
