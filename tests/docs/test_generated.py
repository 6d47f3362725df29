"""Generated documentation is current, and the schemas say what the program accepts."""

from __future__ import annotations

import importlib.util
import json
import tomllib
from pathlib import Path
from types import ModuleType

import jsonschema
import pytest
import yaml

DOCS = Path(__file__).resolve().parents[2] / "docs"


def _generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


GENERATED: dict[str, str] = _generator().generated()


@pytest.mark.parametrize("name", GENERATED)
def test_what_follows_from_the_code_is_current(name: str) -> None:
    assert GENERATED[name] == (DOCS / name).read_text(encoding="utf-8"), "run python docs/generate.py"


def _schema(name: str) -> jsonschema.Draft202012Validator:
    made = json.loads((DOCS / "schema" / name).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(made)
    return jsonschema.Draft202012Validator(made)


def test_the_schema_accepts_the_configuration_that_the_page_shows_and_refuses_a_mistake() -> None:
    shown = (DOCS / "configuration.md").read_text(encoding="utf-8").split("```toml\n")[1].split("```")[0]
    validator = _schema("tenderkit.toml.schema.json")
    validator.validate(tomllib.loads(shown))
    for wrong in ("selct = []", "fail-on = 'often'", "[[suppress]]\nreason = 'x'", "[severity]\nLCK = 'high'"):
        assert list(validator.iter_errors(tomllib.loads(wrong))), wrong


def test_the_schema_accepts_the_example_tender_files() -> None:
    validator = _schema("tender.schema.json")
    examples = sorted((DOCS.parent / "examples").glob("*/tender.yaml"))
    assert examples
    for path in examples:
        # JSON has no dates: editors see them as texts.
        validator.validate(json.loads(json.dumps(yaml.safe_load(path.read_text(encoding="utf-8")), default=str)))
    assert list(validator.iter_errors({"schema": "tenderkit.tender/1", "langage": "nl"}))
