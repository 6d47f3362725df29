"""Documents that the agreement or the guide names and that the set does not have."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tenderkit.document.model import Span
from tenderkit.language.folding import folded
from tenderkit.lint.findings import Severity
from tenderkit.lint.sets.members import SetHit, TenderSet, hit_at
from tenderkit.lint.sets.named import DocumentType, MissingMatch, Named, is_called, named, naming, significant
from tenderkit.lint.sets.present import Presence, Present, is_of


def missing(match: MissingMatch, tender: TenderSet) -> Iterator[SetHit]:
    """Documents named by the agreement and the guide that are neither a file of the set nor carried inside one."""
    presence = Presence(match, tender)
    found = named(match, tender)
    lacking = _without_doubt(match, [entry for entry in found if not presence.has(entry)], found, presence)
    for group in _grouped(match, lacking, tender):
        yield _hit(group, tender)
    yield from _pointed_to(match, tender, presence, lacking)


def _without_doubt(
    match: MissingMatch, lacking: Sequence[Named], found: Sequence[Named], presence: Presence
) -> list[Named]:
    """Without the labels that have no title and may be one of the documents that nothing names.

    What the sentence speaks of may tell which; and where as many documents are left as labels, nothing tells.
    """
    free = [
        file
        for file in presence.files
        if file.kind not in ("agreement", "guide") and not any(presence.is_file(entry, file) for entry in found)
    ]
    bare: dict[str, list[Named]] = {}
    for entry in lacking:
        if not entry.titles:
            bare.setdefault(entry.label, []).append(entry)
    certain: set[str] = set()
    for label, entries in list(bare.items()):
        around = "\n".join(e.around for e in entries)
        types = [t for t in match.types if not t.never and is_called(t, around)]
        told = next((p for p in free if _speaks_of(match, around, p)), None)
        if told is not None:
            free.remove(told)
            del bare[label]
        elif types and any(presence.has_type(t) for t in types):
            del bare[label]
        elif types:
            certain.add(label)
    doubtful = len(free) >= len(bare.keys() - certain)
    return [n for n in lacking if n.titles or n.label in certain or (n.label in bare and not doubtful)]


def _speaks_of(match: MissingMatch, text: str, other: Present) -> bool:
    types = [t for t in match.types if is_of(t, other)]
    return any(is_called(t, text) for t in types) or bool(significant(match, other.stem) & significant(match, text))


def _grouped(match: MissingMatch, lacking: Sequence[Named], tender: TenderSet) -> Iterator[list[Named]]:
    """The same document named in several places, the best place first: a list that tells who provides it."""
    groups: list[list[Named]] = []
    for entry in lacking:
        known = next((group for group in groups if any(_is_same(match, entry, other) for other in group)), None)
        if known is None:
            groups.append([entry])
        else:
            known.append(entry)
    for group in groups:
        yield sorted(group, key=lambda n: (not n.told, not n.provider, not n.listed, n.member != tender.agreement))


def _is_same(match: MissingMatch, one: Named, two: Named) -> bool:
    """Whether two names are of one document: by label where the titles do not deny it, by type, or by title."""
    first, second = ({w for t in n.titles for w in significant(match, folded(t))} for n in (one, two))
    if one.label and one.label == two.label and (not first or not second or first & second):
        return True
    if one.label and two.label and one.member == two.member:
        return False
    types = [
        {t.name.nl for t in match.types if any(is_called(t, folded(title)) for title in n.titles)} for n in (one, two)
    ]
    return bool(types[0] & types[1]) or (bool(first) and first == second)


_SAYS: Mapping[str, tuple[str, str]] = {
    "supplier": (
        "zit niet bij de stukken; volgens de tekst komt dit stuk van de inschrijver of leverancier",
        "is not among the documents; the text says that the tenderer or supplier provides it",
    ),
    "client": (
        "zit nog niet bij de stukken; volgens de lijst levert de opdrachtgever dit stuk",
        "is not among the documents yet; the list says that the client provides it",
    ),
    "both": (
        "zit nog niet bij de stukken; volgens de lijst komt dit stuk van beide partijen",
        "is not among the documents yet; the list says that both parties provide it",
    ),
    "later": (
        "zit niet bij de stukken; volgens de tekst komt dit stuk later",
        "is not among the documents; the text says that it follows later",
    ),
    "": (
        "wordt genoemd, maar is geen stuk van het dossier, en nergens staat wie het levert",
        "is named, but is no document of the set, and nothing says who provides it",
    ),
}
_DO: Mapping[str, dict[str, str]] = {
    "supplier": {
        "nl": "Voeg een leeg model toe als inschrijvers het in een vaste vorm moeten aanleveren.",
        "en": "Add an empty model if tenderers have to provide it in a fixed form.",
    },
    "client": {
        "nl": "Voeg het stuk toe voordat u publiceert.",
        "en": "Add the document before you publish.",
    },
    "both": {
        "nl": "Voeg het model toe, of spreek af wie het opstelt en wanneer.",
        "en": "Add the model, or settle who draws it up and when.",
    },
}  # fmt: skip


def _hit(group: Sequence[Named], tender: TenderSet) -> SetHit:
    best = group[0]
    title = next((t for n in group for t in n.titles), "")
    shown = f"{best.shown} ({title})" if best.label and title else best.shown
    provider = next((n.provider for n in group if n.provider), "")
    nl, en = _SAYS[provider]
    severity: Severity | None = "info" if provider else None
    return hit_at(
        best.member,
        tender.members[best.member].view,
        best.span,
        {"nl": f"{shown} {nl}", "en": f"{shown} {en}"},
        severity,
        _DO.get(provider),
    )


def _pointed_to(
    match: MissingMatch, tender: TenderSet, presence: Presence, lacking: Sequence[Named]
) -> Iterator[SetHit]:
    """Documents of the authority's own that a sentence points to without an annex, and that are nowhere."""
    told = {t.name.nl for t in match.types for n in lacking for title in n.titles if is_called(t, folded(title))}
    for index, member in naming(tender):
        for unit, span in member.sentences(match.points):
            text = unit.text[slice(*span)]
            for type_ in match.types:
                if not type_.own or type_.name.nl in told or not is_called(type_, text):
                    continue
                if presence.has_type(type_) or _has_heading(type_, tender):
                    continue
                told.add(type_.name.nl)
                shown = type_.name.get(member.view.language)
                nl, en = _SAYS[""]
                at = Span(unit.block, *unit.passage(*span))
                yield hit_at(index, member.view, at, {"nl": f"{shown} {nl}", "en": f"{shown} {en}"})


def _has_heading(type_: DocumentType, tender: TenderSet) -> bool:
    return any(
        is_called(type_, text)
        for member in tender.members
        for i, text in member.blocks()
        if member.view.document.blocks[i].kind in ("heading", "title")
    )


__all__ = ["MissingMatch", "missing"]
