"""What the regisseur takes to the table: the conflict sheet as a document, and the matrix of who asks for what as a picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from tenderkit.document.model import Block, Document
from tenderkit.regie.blocks import table_blocks
from tenderkit.regie.drawing import drawn
from tenderkit.regie.register.model import Entry, called
from tenderkit.regie.register.register import Register
from tenderkit.regie.register.texts import texts

_ROWS = 60  # of the matrix; more cannot be read
_COLOURS = {"must": "#1F3A5F", "wish": "#8FB4DC", "no": "#C8553D", "?": "#D9D9D9"}


def conflict_sheet(register: Register) -> Document:
    """The conflict sheet: per conflict what each said, a modular way out and room for the decision; then core and own."""
    words = texts()[register.language]
    return Document(
        tuple(_blocks(register, words)), title=words["sheet title"], language=register.language, kind="notes"
    )


def _blocks(register: Register, words: dict[str, str]) -> Iterator[Block]:
    yield Block("title", words["sheet title"])
    yield Block("paragraph", words["intro"])
    yield Block("heading", words["conflicts"], 1)
    table = 0
    if not register.conflicts:
        yield Block("paragraph", words["none"])
    for conflict in register.conflicts:
        yield Block("heading", f"{conflict.id} {conflict.subject}", 2)
        kind = words[f"kind {conflict.kind}"]
        yield Block(
            "paragraph", f"{words['differs']}: {kind}" + (f" ({conflict.differs})." if conflict.differs else ".")
        )
        left = f"[{words['to fill']}]"
        fields = [(words[n], conflict.fields.get(n) or left) for n in ("decision", "decided_by", "date", "option")]
        rows = [
            (words["participant"], words["said"]),
            *((called(p), said) for p, said in conflict.positions.items()),
            (words["possible"], conflict.module),
        ]
        yield from table_blocks(table, [*rows, *fields])
        table += 1
    matters = _open_matters(register, words)
    if matters:
        yield Block("heading", words["open matters"], 1)
        yield Block("paragraph", words["open intro"])
        yield from table_blocks(table, [(words["matter"], words["said"]), *matters])
        table += 1
    yield Block("heading", words["shared"], 1)
    yield Block("paragraph", words["shared intro"])
    for title, entries in (("", register.core), *((p, register.only(p)) for p in register.participants)):
        if title:
            yield Block("heading", words["own"].format(called(title)), 1)
        if not entries:
            yield Block("paragraph", words["nothing"])
            continue
        listed: list[tuple[str, ...]] = [
            (words["id"], words["requirement"], words["votes"] if not title else words["signals"])
        ]
        for e in entries:
            said = ", ".join(f"{called(p)}: {words[v]}" for p, v in sorted(e.votes.items()))
            listed.append((e.id, _line(e), said if not title else ", ".join(words[s] for s in e.signals)))
        yield from table_blocks(table, listed)
        table += 1


def _open_matters(register: Register, words: dict[str, str]) -> list[tuple[str, str]]:
    """What nobody has decided yet: wishes that may be one, cells with several wishes, votes that cannot be read."""
    said = {w.key: (called(w.participant), w.text) for w in register.wishes}
    held = {w.key: e.id for e in register.entries for w in e.wishes}

    def told(keys: Sequence[str]) -> str:
        return "\n".join(f"{said[k][0]}: {said[k][1]}" for k in keys if k in said)

    found = []
    for similar in register.similar:
        if register.decisions.merges[similar.keys].decision == "open":
            ids = " + ".join(held[k] for k in similar.keys)
            found.append((words["open merge"].format(ids, similar.because), told(similar.keys)))
    for key, split in sorted(register.decisions.splits.items()):
        if split.decision == "open" and key in held:
            found.append((words["open split"].format(held[key]), told([key])))
    for key, vote in sorted(register.decisions.votes.items()):
        if vote.decision == "open" and key in held:
            found.append((words["open vote"].format(held[key], vote.given), told([key])))
    return found


def _line(entry: Entry) -> str:
    return " ".join(entry.fields["statement"].split())


def matrix(register: Register) -> bytes:
    """The matrix as a PNG, the same bytes for the same register: conflicts first, then the core, then what one asks for."""
    core = {e.id for e in register.core}
    ranked = sorted(register.entries, key=lambda e: (not e.conflicts, e.id not in core, -len(e.votes)))
    height = 1.6 + 0.24 * max(min(len(ranked), _ROWS), 1)
    words = texts()[register.language]
    return drawn(lambda figure: _matrix(figure, register, ranked, height), (10, height), words["matrix"]).png


def _matrix(figure: Any, register: Register, ranked: Sequence[Entry], height: float) -> None:
    from matplotlib.patches import Patch, Rectangle

    words = texts()[register.language]
    shown, people = ranked[:_ROWS], register.participants
    names = [called(p) for p in people]
    axes = figure.add_axes((0.60, 0.75 / height, 0.37, 1 - 1.5 / height))
    for y, entry in enumerate(shown):
        for x, who in enumerate(people):
            vote = entry.votes.get(who)
            colour = _COLOURS[vote] if vote else "#F5F5F5"
            axes.add_patch(Rectangle((x + 0.04, y + 0.08), 0.92, 0.84, facecolor=colour, edgecolor="none"))
    axes.set_xlim(0, max(len(people), 1))
    axes.set_ylim(max(len(shown), 1), 0)
    axes.set_xticks([i + 0.5 for i in range(len(people))], names, fontsize=8)
    labels = [f"{'⚠ ' if e.conflicts else ''}{_clipped(_line(e))}  {e.id}" for e in shown]
    axes.set_yticks([i + 0.5 for i in range(len(shown))], labels, fontsize=7)
    axes.xaxis.tick_top()
    axes.tick_params(length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)
    title = words["matrix"]
    if len(ranked) > len(shown):
        title += f" ({words['first'].format(len(shown), len(ranked))})"
    figure.text(0.02, 1 - 0.35 / height, title, fontsize=13, weight="bold")
    patches = [Patch(color=_COLOURS[v], label=words[v]) for v in ("must", "wish", "no", "?")]
    figure.legend(
        handles=patches, loc="lower left", ncol=4, fontsize=8, frameon=False, bbox_to_anchor=(0.01, 0.12 / height)
    )
    figure.text(0.98, 0.25 / height, f"⚠ {words['conflict']}", fontsize=8, ha="right")


def _clipped(text: str) -> str:
    return text.replace("$", r"\$") if len(text) <= 72 else f"{text[:70].rsplit(' ', 1)[0]} …".replace("$", r"\$")
