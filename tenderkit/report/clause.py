"""A clause for who considers using it."""

from __future__ import annotations

import textwrap

from tenderkit.library.model import ClauseFile

_WORDS = {
    "nl": {
        "serves": "Waarvoor", "guidance": "Toelichting", "parameters": "In te vullen", "source": "Bronnen", "requires": "Vereist",
        "text": "Tekst", "to": "tot", "from": "uit het aanbestedingsbestand", "provides": "Mechanisme",
    },
    "en": {
        "serves": "Serves", "guidance": "Guidance", "parameters": "To fill in", "source": "Sources", "requires": "Requires",
        "text": "Text", "to": "to", "from": "from the tender file", "provides": "Mechanism",
    },
}  # fmt: skip


def render(file: ClauseFile) -> str:
    """The clause with its purpose, guidance, parameters, sources and text (as template)."""
    clause, words = file.clause, _WORDS[file.language]

    def paragraph(text: str) -> str:
        return textwrap.fill(" ".join(text.split()), 96, initial_indent="  ", subsequent_indent="  ")

    lines = [f"{clause.id} ({clause.stance}, {clause.status}, {clause.version}): {clause.title}", ""]
    lines += [f"{words['serves']}:", paragraph(clause.serves), f"{words['guidance']}:", paragraph(clause.guidance)]
    if clause.provides:
        lines += [f"{words['provides']}: {', '.join(clause.provides)}"]
    if clause.requires:
        lines += [f"{words['requires']}: {', '.join(clause.requires)}"]
    if clause.parameters:
        lines.append(f"{words['parameters']}:")
        for name, parameter in clause.parameters.items():
            bounds = f", {parameter.minimum} {words['to']} {parameter.maximum}" if parameter.minimum is not None else ""
            origin = f", {words['from']}: {parameter.from_}" if parameter.from_ else ""
            unit = f" {parameter.unit}" if parameter.unit else ""
            lines.append(f"  {name} = {parameter.default}{unit}  ({parameter.type}{bounds}{origin}) {parameter.label}")
    lines += [f"{words['source']}:", *(paragraph(f"- {s}") for s in clause.source), paragraph(clause.review)]
    lines += ["", f"{words['text']}:", textwrap.indent(file.body.strip(), "  "), ""]
    return "\n".join(lines)
