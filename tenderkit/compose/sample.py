"""Tenders to try clauses on: the bundled examples, as templates see them."""

from __future__ import annotations

from typing import Any

from tenderkit.compose.sandbox import names
from tenderkit.compose.tender import load_tender
from tenderkit.places import data_folder

EXAMPLES = {"nl": "vier-gemeenten", "en": "english-set"}


def samples() -> dict[str, Any]:
    """For each language the namespace of an example tender."""
    return {
        language: names(load_tender(data_folder("examples") / name / "tender.yaml").model_dump())
        for language, name in EXAMPLES.items()
    }
