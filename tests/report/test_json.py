"""The JSON of lint is what its published schema says."""

from __future__ import annotations

import json
from importlib.resources import files

from jsonschema import Draft202012Validator

from tenderkit.document.readers.markdown import parse
from tenderkit.lint.engine import Linter, Settings
from tenderkit.lint.findings import DocumentReport
from tenderkit.lint.set_engine import SetLinter
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


def test_many_kinds_of_documents_validate(linter: Linter, hostile: DocumentReport, clean: DocumentReport) -> None:
    """Every example of every rule as a document of its own, in both languages, and a whole set."""
    validator = Draft202012Validator(SCHEMA)
    texts = [
        (language, "\n\n".join((*examples.bad, *examples.good)))
        for rule in linter.all_rules[::9]
        for language, examples in (("nl", rule.examples.nl), ("en", rule.examples.en))
    ]
    reports = [linter.lint(parse(text, f"{n}.md"), Settings(language=lang)) for n, (lang, text) in enumerate(texts)]
    documents = [parse(text, f"{n}.md") for n, (_, text) in enumerate(texts[:6])]
    together = SetLinter(linter).check("dossier", documents, lambda _: Settings())
    assert len(reports) > 20 and sum(len(r.findings) for r in reports) > 50 and together[0].documents == 6
    for report in [*reports, *together, hostile, clean]:
        assert [e.message for e in validator.iter_errors(as_data([report]))] == []


def test_the_schema_refuses_what_is_not_in_it(rigid: DocumentReport) -> None:
    data = as_data([rigid])
    data["documents"][0]["measures"]["surprise"] = 1
    data["documents"][0]["findings"][0]["severity"] = "fatal"
    assert len(list(Draft202012Validator(SCHEMA).iter_errors(data))) == 2
