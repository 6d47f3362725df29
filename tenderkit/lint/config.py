"""The configuration file: tenderkit.toml, or [tool.tenderkit] in pyproject.toml, the nearest one upwards."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from tenderkit.errors import InputError, InputErrors, nearest
from tenderkit.lint.findings import DocumentKind, Severity


class Config(BaseModel):
    """What can be set. Keys are written with hyphens; paths are relative to the file."""

    model_config = ConfigDict(extra="forbid", alias_generator=lambda name: name.replace("_", "-"))

    select: tuple[str, ...] = Field((), description="Rules to run: codes, beginnings of codes or names. None: all.")
    ignore: tuple[str, ...] = Field((), description="Rules not to run.")
    fail_on: Literal["error", "warning", "info", "never"] = Field("error", description="From where exit status is 1.")
    language: Literal["auto", "nl", "en"] = Field("auto", description="Language of the documents.")
    messages: Literal["auto", "nl", "en"] = Field("auto", description="Language of the messages; auto: the document's.")
    exclude: tuple[str, ...] = Field((), description="Glob patterns of files that are not linted.")
    severity: dict[str, Severity] = Field(default_factory=dict, description="Another severity for a rule, by its code.")
    kinds: dict[str, DocumentKind] = Field(
        default_factory=dict, description="Kind of document by glob pattern of path."
    )
    rule_folders: tuple[str, ...] = Field((), description="Folders with rules of your own.")
    pipelines: dict[Literal["nl", "en"], str] = Field(
        default_factory=dict, description="A spaCy pipeline by language, a package or a folder, instead of ours."
    )
    clause_folders: tuple[str, ...] = Field((), description="Folders with clauses of your own.")

    _path: Path | None = None

    @property
    def folder(self) -> Path:
        """The folder that paths in the configuration are relative to."""
        return self._path.parent if self._path else Path()

    @property
    def rules_from(self) -> list[Path]:
        """Folders with the user's own rules."""
        return [self.folder / name for name in self.rule_folders]

    @property
    def clauses_from(self) -> list[Path]:
        """Folders with the user's own clauses."""
        return [self.folder / name for name in self.clause_folders]

    @property
    def pipelines_from(self) -> dict[str, str]:
        """The user's own pipelines: what is a folder beside the configuration, as that folder; the rest as packages."""
        return {
            language: str(self.folder / name) if (self.folder / name).is_dir() else name
            for language, name in self.pipelines.items()
        }


FILE = "tenderkit.toml"


def find_config(start: Path) -> Path | None:
    """The nearest tenderkit.toml, or pyproject.toml with [tool.tenderkit], in a folder or those above it."""
    for folder in (start.resolve(), *start.resolve().parents):
        try:
            own = folder / FILE
            if own.is_file():
                return own
            project = folder / "pyproject.toml"
            if project.is_file() and "tenderkit" in tomllib.loads(project.read_text(encoding="utf-8")).get("tool", {}):
                return project
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
            # A folder that is not ours to read, or somebody else's broken pyproject: not our configuration.
            continue
    return None


def load_config(path: Path | None) -> Config:
    """The configuration in a file (None: the defaults); raises InputErrors with file, line, key and what is known."""
    if path is None:
        return Config()
    try:
        text = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        raise InputError("no such configuration file", path=path) from None
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", path=path) from None
    except UnicodeDecodeError:
        raise InputError("is not UTF-8 text", path=path, remedy="save it as UTF-8") from None
    try:
        raw: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        raise InputError(
            f"not valid TOML: {re.sub(r' *[(]at .*', '', str(error))}",
            path=path,
            line=int(place.group(1)) if place else None,
            column=int(place.group(2)) if place else None,
        ) from None
    if path.name == "pyproject.toml":
        raw = raw.get("tool", {}).get("tenderkit", {})
    try:
        config = Config.model_validate(raw)
    except ValidationError as error:
        raise InputErrors(_errors(error, path, text)) from None
    config._path = path
    return config


def _errors(error: ValidationError, path: Path, text: str) -> list[InputError]:
    known = [field.alias or name for name, field in Config.model_fields.items()]
    found = []
    for item in error.errors():
        key = str(item["loc"][0])
        line = _line_of(key if len(item["loc"]) == 1 else str(item["loc"][1]), text) or _line_of(key, text)
        if item["type"] == "extra_forbidden":
            problem, remedy = f"unknown key '{key}'", nearest(key, known)
        else:
            label = ".".join(map(str, item["loc"]))
            problem, remedy = f"{label}: {item['msg'][:1].lower()}{item['msg'][1:]}", ""
        found.append(InputError(problem, path=path, line=line, remedy=remedy))
    return found


def _line_of(key: str, text: str) -> int | None:
    for number, line in enumerate(text.splitlines(), 1):
        if re.match(rf'\s*\[?["\']?{re.escape(key)}["\']?\s*[=\]]', line):
            return number
    return None
