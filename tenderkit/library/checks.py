"""Whether the clause library is whole: every file, both languages alike, every reference, every clause rendered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from tenderkit.errors import InputError, InputErrors, nearest
from tenderkit.library.loading import LANGUAGES, Library, load_library
from tenderkit.library.model import MECHANISMS, ClauseFile

_REF = re.compile(r"ref\(\s*[\"']([a-z0-9-]+)[\"']")


def check_library(folders: Iterable[Path] = (), sample: Mapping[str, Any] | None = None) -> list[InputError]:
    """Everything wrong with the library.

    `sample` gives for each language a tender as templates see it, to render every clause with its defaults; without it
    clauses are not rendered.
    """
    folders = list(folders)
    try:
        libraries = {language: load_library(language, folders) for language in LANGUAGES}
    except InputErrors as several:
        return several.errors
    errors: list[InputError] = []
    errors += _alike(libraries["nl"], libraries["en"])
    for library in libraries.values():
        errors += _references(library)
        errors += _mechanisms(library)
        if sample is not None:
            errors += _rendered(library, sample[library.language])
    return errors


_SHARED = ("numbered", "provides", "requires", "documents", "status", "condition", "version")


def _alike(dutch: Library, english: Library) -> list[InputError]:
    """Both languages offer the same ids in the same stances, with the same parameters and links."""
    errors: list[InputError] = []
    files = {"nl": _by_key(dutch), "en": _by_key(english)}
    for key in sorted(files["nl"].keys() ^ files["en"].keys()):
        there = files["nl"].get(key) or files["en"][key]
        missing = "en" if key in files["nl"] else "nl"
        errors.append(
            InputError(
                f"clause '{key[0]}' ({key[1]}) is not there in {missing}",
                path=there.path,
                remedy="write it, or drop both",
            )
        )
    for key in sorted(files["nl"].keys() & files["en"].keys()):
        one, other = files["nl"][key], files["en"][key]
        for name in _SHARED:
            if getattr(one.clause, name) != getattr(other.clause, name):
                errors.append(
                    other.data.error(
                        f"{name} differs from the Dutch clause", (name,), f"make it like {one.path.name} in nl"
                    )
                )
        mine, theirs = one.clause.parameters, other.clause.parameters
        for name in sorted(mine.keys() ^ theirs.keys()):
            where = one if name in mine else other
            errors.append(where.data.error(f"parameter '{name}' is in one language only", ("parameters", name)))
        for name in sorted(mine.keys() & theirs.keys()):
            for field in ("type", "minimum", "maximum", "from_"):
                if getattr(mine[name], field) != getattr(theirs[name], field):
                    at = ("parameters", name, field.rstrip("_"))
                    errors.append(other.data.error(f"parameter '{name}' has another {field.rstrip('_')} in Dutch", at))
            both = (mine[name].default, theirs[name].default)
            if both[0] != both[1] and not all(isinstance(d, str | list) for d in both):
                at = ("parameters", name, "default")
                errors.append(other.data.error(f"parameter '{name}' has another default in Dutch", at))
    for id_ in sorted(dutch.templates.keys() ^ english.templates.keys()):
        errors.append(InputError(f"template '{id_}' is in one language only"))
    for id_ in sorted(dutch.templates.keys() & english.templates.keys()):
        if dutch.templates[id_].clauses != english.templates[id_].clauses:
            errors.append(InputError(f"template '{id_}' has other clauses in Dutch than in English"))
    return errors


def _by_key(library: Library) -> dict[tuple[str, str], ClauseFile]:
    return {(f.clause.id, f.clause.stance): f for f in library.files()}


def _references(library: Library) -> list[InputError]:
    from tenderkit.compose.plan import find_circle

    errors: list[InputError] = []
    known = library.ids
    for file in library.files():
        for i, needed in enumerate(file.clause.requires):
            if needed not in known:
                at = ("requires", i)
                errors.append(file.data.error(f"requires an unknown clause '{needed}'", at, nearest(needed, known)))
        for line, text in enumerate(file.body.splitlines(), file.body_line):
            for name in _REF.findall(text):
                if name not in known:
                    problem = f"refers to an unknown clause '{name}'"
                    errors.append(InputError(problem, path=file.path, line=line, remedy=nearest(name, known)))
    circle = find_circle({f.clause.id: f.clause.requires for f in library.files() if f.clause.stance == "balanced"})
    if circle:
        file = library.get(circle[0])
        errors.append(file.data.error(f"clauses require each other in a circle: {' -> '.join(circle)}", ("requires",)))
    for template in library.templates.values():
        for name in template.clauses:
            if name not in known:
                problem = f"template '{template.id}' ({library.language}) names an unknown clause '{name}'"
                errors.append(InputError(problem, remedy=nearest(name, known)))
            elif template.id not in library.get(name).clause.documents:
                errors.append(
                    InputError(f"template '{template.id}' names clause '{name}', which is for another document")
                )
    return errors


def _mechanisms(library: Library) -> list[InputError]:
    provided = {key for f in library.files() if f.clause.stance == "balanced" for key in f.clause.provides}
    return [
        InputError(f"no balanced clause in {library.language} provides '{key}'")
        for key in MECHANISMS
        if key not in provided
    ]


def _rendered(library: Library, tender: Any) -> list[InputError]:
    from tenderkit.compose.sandbox import render

    errors: list[InputError] = []
    for file in library.files():
        context: dict[str, Any] = {name: p.default for name, p in file.clause.parameters.items()}
        context |= {
            "tender": tender,
            "ref": lambda id_, paragraph=None: "1",
            "annex": lambda id_: "1",
            "definitions": lambda: [("x", "y")],
        }
        try:
            text = render(
                file.body,
                context,
                library.language,
                path=str(file.path),
                first_line=file.body_line,
                place=f"clause {file.clause.id}",
            )
            if not text.strip():
                errors.append(InputError("renders to nothing", path=file.path, place=f"clause {file.clause.id}"))
        except InputError as error:
            errors.append(error)
    return errors
