"""The clause library: files on disk, found, read and looked up by id, language and stance."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from tenderkit.data import Data, read_text, read_yaml
from tenderkit.errors import InputError, InputErrors, nearest
from tenderkit.library.model import Clause, ClauseFile
from tenderkit.places import data_folder

LANGUAGES = ("nl", "en")


class Template(BaseModel):
    """What a document is made of: clause ids in order, its title, and the word before the numbers of its headings."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    kind: str
    title: str
    article: str = ""
    reference_word: str
    clauses: tuple[str, ...]


class Library:
    """The clauses and document templates of one language."""

    def __init__(self, language: str, files: Iterable[ClauseFile], templates: dict[str, Template]) -> None:
        self.language = language
        self.templates = templates
        self._files: dict[tuple[str, str], ClauseFile] = {}
        for file in files:
            self._files[file.clause.id, file.clause.stance] = file

    @property
    def ids(self) -> list[str]:
        """All clause ids, sorted."""
        return sorted({id_ for id_, _ in self._files})

    def files(self) -> list[ClauseFile]:
        """All clause files, sorted by id and stance."""
        return [self._files[key] for key in sorted(self._files)]

    def get(self, id_: str, stance: str = "balanced") -> ClauseFile:
        """The clause in a stance; the balanced one where that stance is not offered. Raises InputError for no such id."""
        found = self._files.get((id_, stance)) or self._files.get((id_, "balanced"))
        if found is None:
            found = next((f for (known, _), f in sorted(self._files.items()) if known == id_), None)
        if found is None:
            raise InputError(f"no clause is called '{id_}'", remedy=nearest(id_, self.ids))
        return found

    def has(self, id_: str, stance: str | None = None) -> bool:
        """Whether a clause exists (in that very stance)."""
        return any(known == id_ and stance in (None, offered) for known, offered in self._files)

    def variants(self, id_: str) -> list[ClauseFile]:
        """The clause in all stances in which it is offered."""
        return [self._files[key] for key in sorted(self._files) if key[0] == id_]


def read_clause(path: Path, language: str) -> ClauseFile:
    """One clause file; raises InputErrors with file, line and column."""
    text = read_text(path)
    if not text.startswith("---\n"):
        raise InputError("has no front matter", path=path, line=1, remedy="begin the file with a line ---")
    end = text.find("\n---\n", 3)
    if end < 0:
        raise InputError("the front matter has no end", path=path, line=1, remedy="close it with a line ---")
    front, body = text[4 : end + 1], text[end + 5 :]
    data = Data(front, path, first_line=1)
    clause = data.parse(Clause)
    expected = clause.id if clause.stance == "balanced" else f"{clause.id}.{clause.stance}"
    if path.stem != expected:
        raise data.error(f"the file of clause '{clause.id}' should be named {expected}.md", ("id",))
    return ClauseFile(clause, body, front.count("\n") + 3, language, path, data)


def load_library(language: str, folders: Iterable[Path] = ()) -> Library:
    """The shipped clauses in a language and those in further folders (which go before them, by id and stance)."""
    files: list[ClauseFile] = []
    templates: dict[str, Template] = {}
    errors: list[InputError] = []
    for folder in (data_folder("clauses"), *folders):
        if not folder.is_dir():
            raise InputError("no such folder of clauses", path=folder)
        for path in sorted((folder / language).rglob("*.md")):
            try:
                files.append(read_clause(path, language))
            except InputErrors as several:
                errors += several.errors
            except InputError as one:
                errors.append(one)
        for path in sorted((folder / language / "templates").glob("*.yaml")):
            try:
                template = read_yaml(path).parse(Template)
                templates[template.id] = template
            except InputErrors as several:
                errors += several.errors
            except InputError as one:
                errors.append(one)
    if errors:
        raise InputErrors(errors)
    return Library(language, files, templates)
