"""The configuration file: tenderkit.toml, or [tool.tenderkit] in pyproject.toml, the nearest one upwards."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from tenderkit.errors import InputError, InputErrors, nearest
from tenderkit.lint.findings import DocumentKind, Severity
from tenderkit.lint.profiles import ProfileName
from tenderkit.lint.toml_places import key_lines


class Suppress(BaseModel):
    """A finding that was decided about, by its fingerprint (`tenderkit lint --format json` shows it)."""

    model_config = ConfigDict(extra="forbid")

    fingerprint: str = Field(pattern=r"^[0-9a-f]{16}$", description="The fingerprint of the finding.")
    reason: str = Field("", description="Why; a suppression without a reason is itself a finding (SUP002).")
    path: str = Field("", description="Only in files that match this glob pattern. None: in all.")


class Config(BaseModel):
    """What can be set. Keys are written with hyphens; paths are relative to the file."""

    model_config = ConfigDict(extra="forbid", alias_generator=lambda name: name.replace("_", "-"))

    select: tuple[str, ...] = Field(
        (), description="Rules to run: codes, beginnings of codes or names. None: those of the profile."
    )
    extend_select: tuple[str, ...] = Field((), description="Rules to run besides those of `select` or the profile.")
    ignore: tuple[str, ...] = Field((), description="Rules not to run.")
    per_file_ignores: dict[str, tuple[str, ...]] = Field(
        default_factory=dict, description="Rules that do not count in the files that match a glob pattern."
    )
    profile: ProfileName = Field("standard", description="How much is asked: min, standard or strict.")
    profiles: dict[DocumentKind, ProfileName] = Field(
        default_factory=dict, description="Another profile for a kind of document."
    )
    baseline: str | None = Field(None, description="File with the findings that were there before and do not count.")
    suppress: tuple[Suppress, ...] = Field((), description="Findings that were decided about, by fingerprint.")
    fail_on: Literal["error", "warning", "info", "never"] = Field("error", description="From where exit status is 1.")
    language: Literal["auto", "nl", "en"] = Field("auto", description="Language of the documents.")
    messages: Literal["auto", "nl", "en"] = Field("auto", description="Language of the messages; auto: the document's.")
    exclude: tuple[str, ...] = Field((), description="Glob patterns of files that are not linted.")
    extend_exclude: tuple[str, ...] = Field((), description="More such patterns, which `--exclude` does not replace.")
    respect_gitignore: bool = Field(True, description="Whether files in folders are left out that git ignores.")
    severity: dict[str, Severity] = Field(
        default_factory=dict, description="Another severity for rules, by code, beginning of a code or name."
    )
    kinds: dict[str, DocumentKind] = Field(
        default_factory=dict, description="Kind of document by glob pattern of path."
    )
    rule_folders: tuple[str, ...] = Field((), description="Folders with rules of your own.")
    pipelines: dict[Literal["nl", "en"], str] = Field(
        default_factory=dict, description="A spaCy pipeline by language, a package or a folder, instead of ours."
    )
    deleted_text: Literal["ignore", "count"] = Field(
        "ignore", description="Whether text that tracked changes delete is read: count, as if they had been refused."
    )
    clause_folders: tuple[str, ...] = Field((), description="Folders with clauses of your own.")
    scenario_folders: tuple[str, ...] = Field((), description="Folders or files with scenarios of your own.")

    _path: Path | None = None
    _lines: dict[tuple[str | int, ...], int] = {}

    @property
    def path(self) -> Path | None:
        """The file that it was read from; None for the defaults."""
        return self._path

    def line_of(self, *place: str | int) -> int | None:
        """The line of a key, or of the nearest part above it that is in the file."""
        return next((self._lines[place[:n]] for n in range(len(place), 0, -1) if place[:n] in self._lines), None)

    @property
    def baseline_file(self) -> Path | None:
        """The baseline, if there is one."""
        return self.folder / self.baseline if self.baseline else None

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
    def scenarios_from(self) -> list[Path]:
        """Folders and files with the user's own scenarios."""
        return [self.folder / name for name in self.scenario_folders]

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
        remedy = "use another with --config FILE, or none with --no-config"
        raise InputError(f"cannot be read: {error.strerror}", path=path, remedy=remedy) from None
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
    lines = key_lines(text)
    if path.name == "pyproject.toml":
        raw = raw.get("tool", {}).get("tenderkit", {})
        lines = {place[2:]: line for place, line in lines.items() if place[:2] == ("tool", "tenderkit")}
    try:
        config = Config.model_validate(raw)
    except ValidationError as error:
        raise InputErrors(_errors(error, path, lines)) from None
    config._path, config._lines = path, lines
    return config


def _errors(error: ValidationError, path: Path, lines: dict[tuple[str | int, ...], int]) -> list[InputError]:
    found: dict[str, InputError] = {}
    for item in error.errors():
        # "[key]" is pydantic's own addition: it is the key that is wrong, not its value.
        at = tuple(part for part in item["loc"] if part != "[key]")
        line = next((lines[at[:n]] for n in range(len(at), 0, -1) if at[:n] in lines), None)
        label = ".".join(str(part) for part in at)
        key = str(at[-1])
        if item["type"] == "extra_forbidden":
            above = ".".join(str(part) for part in at[:-1] if isinstance(part, str))
            problem = f"unknown key '{key}'" + (f" in {above}" if above else "")
            remedy = nearest(key, _known(at[0] if above else None))
        elif item["type"] == "missing":
            problem, remedy = f"'{key}' is missing in {at[0]}", "add it"
        elif item["type"] == "literal_error":
            known = re.findall(r"'([^']+)'", str(item.get("ctx", {}).get("expected", "")))
            given = item["input"]
            problem = f"{label}: {item['msg'][:1].lower()}{item['msg'][1:]}, not {given!r}"
            hint = nearest(given, known) if isinstance(given, str) else ""
            remedy = hint if hint.startswith("did") else ""
        else:
            problem, remedy = f"{label}: {item['msg'][:1].lower()}{item['msg'][1:]}", ""
        found.setdefault(f"{line}{problem}", InputError(problem, path=path, line=line, remedy=remedy))
    return list(found.values())


def _known(table: str | int | None) -> list[str]:
    model = Suppress if table == "suppress" else Config
    return [field.alias or name for name, field in model.model_fields.items()]
