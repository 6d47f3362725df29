"""tenderkit demo."""

from __future__ import annotations

from pathlib import Path

import click

_WORDS = {
    "nl": {
        "written": "Geschreven in {folder}:", "set": "De aanbestedingsset van vier gemeenten, uit één bestand:",
        "clean": "De set zelf, nagekeken: {error} fouten, {warning} waarschuwingen; {present} van 27 mechanismen in de overeenkomst.",
        "draft": "Het dichtgetimmerde conceptcontract ernaast ({path}), nagekeken:",
        "telling": "De meest sprekende bevindingen:", "counts": "{error} fouten, {warning} waarschuwingen, {info} info; "
        "{present} van 27 mechanismen aanwezig, {mentioned} alleen genoemd, {absent} afwezig.",
        "next": "En nu:", "steps": (
            "tenderkit lint {draft}                     alle bevindingen, met wat u kunt doen",
            "tenderkit rule LCK001                      waarom een bevinding ertoe doet",
            "tenderkit clause show exit-plan            de bepaling die een ontbrekend exitplan herstelt",
            "tenderkit build {tender} -o {out}          pas het bestand aan en bouw de set opnieuw",
        ),
    },
    "en": {
        "written": "Written to {folder}:", "set": "The tender set of four municipalities, from one file:",
        "clean": "The set itself, checked: {error} errors, {warning} warnings; {present} of 27 mechanisms in the agreement.",
        "draft": "The boarded-up draft contract beside it ({path}), checked:",
        "telling": "The most telling findings:", "counts": "{error} errors, {warning} warnings, {info} info; "
        "{present} of 27 mechanisms present, {mentioned} only mentioned, {absent} absent.",
        "next": "What to do next:", "steps": (
            "tenderkit lint {draft}                     all findings, with what to do",
            "tenderkit rule LCK001 --language en        why a finding matters",
            "tenderkit clause show exit-plan --language en   the clause that mends a missing exit plan",
            "tenderkit build {tender} -o {out}          change the file and build the set again",
        ),
    },
}  # fmt: skip


@click.command("demo")
@click.argument("folder", type=click.Path(path_type=Path), default=Path("tenderkit-demo"), metavar="[DIR]")
@click.option(
    "--messages", type=click.Choice(["nl", "en"]), default="nl", show_default=True, help="Language of the messages."
)
def command(folder: Path, messages: str) -> None:
    """The main job end to end on the bundled example, in under a minute.

    Builds the tender set of four municipalities into DIR (./tenderkit-demo), lints a rigid draft contract that lies beside
    it, and prints what was written, the most telling findings and what to do next.
    """
    from collections import Counter

    from tenderkit.compose.build import build
    from tenderkit.document.readers import read
    from tenderkit.document.writers import write_atomically, write_word
    from tenderkit.document.writers.atomic import make_folder
    from tenderkit.lint.engine import Settings, default_linter
    from tenderkit.lint.ranking import most_telling
    from tenderkit.places import data_folder
    from tenderkit.report.text import finding_lines, plain

    words = _WORDS[messages]
    say: dict[str, str] = {k: v for k, v in words.items() if isinstance(v, str)}
    examples = data_folder("examples")
    tender = folder / "tender.yaml"
    make_folder(folder)
    write_atomically(tender, (examples / "vier-gemeenten" / "tender.yaml").read_bytes())
    click.echo(say["set"])
    files = build(tender, folder / "set")
    draft = folder / "conceptcontract.docx"
    source = read(examples / "rigid-draft" / "conceptcontract.md")
    write_atomically(draft, write_word(source))
    click.echo(say["written"].format(folder=folder))
    for path in (tender, *files, draft):
        click.echo(f"  {path}")

    linter = default_linter()
    settings = Settings(messages=messages)
    built = [linter.lint(read(path), settings) for path in files]
    counts = Counter(f.severity for r in built for f in r.findings)
    agreement = next(r for r in built if r.kind == "agreement")
    present = sum(m.state == "present" for m in agreement.mechanisms.values())
    click.echo("\n" + say["clean"].format(error=counts["error"], warning=counts["warning"], present=present))

    report = linter.lint(read(draft), settings)
    counts = Counter(f.severity for f in report.findings)
    states = Counter(m.state for m in report.mechanisms.values())
    click.echo("\n" + say["draft"].format(path=draft))
    click.echo(
        "  "
        + say["counts"].format(
            **{s: counts[s] for s in ("error", "warning", "info")},
            **{s: states[s] for s in ("present", "mentioned", "absent")},
        )
    )
    click.echo("\n" + say["telling"])
    for finding in most_telling(report.findings, 8):
        for line in finding_lines(finding, messages, plain, 100):
            click.echo(line)
    click.echo("\n" + say["next"])
    for step in words["steps"]:
        click.echo("  " + step.format(draft=draft, tender=tender, out=folder / "set"))
