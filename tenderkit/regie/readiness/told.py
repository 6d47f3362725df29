"""Readiness with everything that its reports need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from tenderkit.language import Language
from tenderkit.regie.drawing import Plot
from tenderkit.regie.readiness.model import Readiness
from tenderkit.regie.readiness.plots import history, radar
from tenderkit.regie.readiness.telling import Section, sections
from tenderkit.regie.tables import Notice


@dataclass(frozen=True)
class Told:
    """Readiness with everything that a report needs: what is odd about the files, the language, parts and pictures."""

    readiness: Readiness
    notices: Sequence[Notice]
    language: Language

    @cached_property
    def parts(self) -> list[Section]:
        """The parts of the report."""
        return sections(self.readiness, self.notices, self.language)

    @cached_property
    def plots(self) -> dict[str, Plot]:
        """The pictures by the name that the parts know them by; drawn when first asked for."""
        drawn = {"radar": radar, "history": history}
        return {p.picture: drawn[p.picture](self.readiness, self.language) for p in self.parts if p.picture}
