"""YAML with the place of every value, and pydantic errors turned into lines that name that place."""

from __future__ import annotations

from collections.abc import Hashable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import yaml

from tenderkit.errors import InputError, InputErrors, nearest

if TYPE_CHECKING:
    from pydantic import BaseModel, ValidationError

    Model = TypeVar("Model", bound=BaseModel)

Place = tuple[int, int]  # line and column, both from 1
Path_ = tuple[str | int, ...]
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Data:
    """A YAML document: `value`, and where each part of it stands in the file.

    `first_line` is added to every line, for YAML that starts further down in a file (front matter).
    """

    def __init__(self, text: str, path: str | Path, first_line: int = 0) -> None:
        self.path = str(path)
        self._places: dict[Path_, Place] = {}
        self._keys: dict[Path_, Place] = {}
        self._first_line = first_line
        loader = _Loader(text)
        try:
            node = loader.get_single_node()
            if node is not None:
                self._walk(node, (), [])
            self.value: Any = None if node is None else loader.construct_document(node)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            raise InputError(
                f"not valid YAML: {error.problem or error}",
                path=path,
                line=mark.line + 1 + first_line if mark else None,
                column=mark.column + 1 if mark else None,
                remedy="check indentation and colons there; a text that begins with * or & or holds ': ' needs quotes",
            ) from None
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            raise InputError(f"not valid YAML: {' '.join(str(error).split())}", path=path) from None
        finally:
            loader.dispose()

    def _walk(self, node: Any, at: Path_, above: list[Any]) -> None:
        if any(node is parent for parent in above):
            raise InputError("a YAML alias refers to itself", path=self.path, line=self._mark(node)[0])
        self._places[at] = self._mark(node)
        if isinstance(node, yaml.MappingNode):
            seen: set[Hashable] = set()
            for key, value in node.value:
                name = key.value if isinstance(key, yaml.ScalarNode) else str(key)
                if name in seen:
                    line, column = self._mark(key)
                    raise InputError(
                        f"key '{name}' stands here twice", path=self.path, line=line, column=column, remedy="keep one"
                    )
                seen.add(name)
                self._keys[*at, name] = self._mark(key)
                self._walk(value, (*at, name), [*above, node])
        elif isinstance(node, yaml.SequenceNode):
            for i, item in enumerate(node.value):
                self._walk(item, (*at, i), [*above, node])

    def _mark(self, node: Any) -> Place:
        return node.start_mark.line + 1 + self._first_line, node.start_mark.column + 1

    def place(self, at: Path_, key: bool = False) -> Place:
        """Line and column of the value at that path (of its key, if asked), or of the nearest part above it."""
        table = self._keys if key else self._places
        while at:
            if at in table:
                return table[at]
            if at in self._places:
                return self._places[at]
            at = at[:-1]
        return self._places.get((), (1 + self._first_line, 1))

    def error(self, problem: str, at: Path_ = (), remedy: str = "", key: bool = False) -> InputError:
        """An input error that names the place of the value at that path."""
        line, column = self.place(at, key)
        return InputError(problem, path=self.path, line=line, column=column, remedy=remedy)

    def parse(self, model: type[Model]) -> Model:
        """The data as a pydantic model; raises InputErrors with file, line, column and what would be right."""
        from pydantic import ValidationError

        try:
            return model.model_validate({} if self.value is None else self.value)
        except ValidationError as error:
            raise InputErrors(_lines(self, model, error)) from None


def read_yaml(path: str | Path) -> Data:
    """A YAML file. Raises InputError for a file that is missing, not UTF-8 or not YAML."""
    return Data(read_text(path), path)


def read_text(path: str | Path) -> str:
    """The text of a UTF-8 file, with or without byte order mark; raises InputError with a remedy."""
    try:
        raw = Path(path).read_bytes()
    except FileNotFoundError:
        raise InputError("no such file", path=path, remedy="check the name and the folder") from None
    except IsADirectoryError:
        raise InputError("is a folder, not a file", path=path) from None
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}", path=path) from None
    return decode(raw, path)


def decode(raw: bytes, path: str | Path) -> str:
    """UTF-8 bytes as text with '\\n' line ends; raises InputError that names the first line that is not UTF-8."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            "is not UTF-8 text",
            path=path,
            line=raw[: error.start].count(b"\n") + 1,
            remedy="save it as UTF-8",
        ) from None
    if "\0" in text:
        raise InputError("is not a text file (it holds null bytes)", path=path)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _lines(data: Data, model: type[BaseModel], error: ValidationError) -> list[InputError]:
    found: list[InputError] = []
    for item in error.errors():
        at = tuple(p for p in item["loc"] if _is_real(data, p, item["loc"]))
        if item["type"] == "extra_forbidden":
            name = str(item["loc"][-1])
            known = _known_keys(model, item["loc"][:-1])
            found.append(data.error(f"unknown key '{name}'", at, nearest(name, known), key=True))
        elif item["type"] == "missing":
            name = str(item["loc"][-1])
            found.append(data.error(f"'{name}' is missing", at[:-1] if at and at[-1] == name else at, "add it"))
        else:
            label = ".".join(str(p) for p in at) or "the file"
            message = item["msg"].removeprefix("Value error, ").removeprefix("Assertion failed, ")
            given = item.get("input")
            got = f" (it is {given!r})" if isinstance(given, str | int | float | bool) and len(repr(given)) < 60 else ""
            found.append(data.error(f"{label}: {message[:1].lower() + message[1:]}{got}", at))
    return found


def _is_real(data: Data, part: str | int, loc: tuple[str | int, ...]) -> bool:
    """Whether a part of a pydantic location is a key of the file and not the name of a union member."""
    if isinstance(part, int):
        return True
    return any(part in place for place in data._keys) or part == loc[-1]


def _known_keys(model: type[BaseModel], loc: tuple[str | int, ...]) -> set[str]:
    """The keys that the model at that location knows, followed through lists, mappings and unions."""
    from pydantic import BaseModel

    found: list[Any] = [model]
    for part in loc:
        following: list[Any] = []
        for kind in found:
            for one in _members(kind):
                if isinstance(one, type) and issubclass(one, BaseModel):
                    for name, field in one.model_fields.items():
                        if part in (name, field.alias):
                            following += _members(field.annotation)
                    if part == one.__name__:
                        following.append(one)
        found = following or found
    keys: set[str] = set()
    for kind in found:
        for one in _members(kind):
            if isinstance(one, type) and issubclass(one, BaseModel):
                keys.update(field.alias or name for name, field in one.model_fields.items())
    return keys


def _members(kind: Any) -> list[Any]:
    """The classes that a type annotation is made of: list[A], dict[str, A] and A | None all give A."""
    from typing import get_args

    arguments = get_args(kind)
    if not arguments:
        return [kind]
    return [m for argument in arguments for m in _members(argument)]
