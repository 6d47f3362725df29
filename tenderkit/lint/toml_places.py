"""On which line of a TOML file each key stands: what the standard library's reader does not tell."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator

Path_ = tuple[str | int, ...]

_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*|[\[\]{}=,\n]|[^\s"\'#\[\]{}=,]+',
    re.DOTALL,
)


def key_lines(text: str) -> dict[Path_, int]:
    """The line of each table header and of each key (from 1), and of each item of a list, by its path; tables of an array
    are counted from 0. The text is valid TOML."""
    lines: dict[Path_, int] = {}
    tables: dict[Path_, int] = {}
    here: Path_ = ()
    for line, tokens in _statements(text):
        words = [token for token, _ in tokens]
        if words[:2] == ["[", "["] and "=" not in words:
            name = _path("".join(words[2:-2]), tables)
            tables[name] = tables.get(name, -1) + 1
            here = (*name, tables[name])
            lines.setdefault(name, line)
            lines[here] = line
        elif words[:1] == ["["] and "=" not in words:
            here = _path("".join(words[1:-1]), tables)
            lines.setdefault(here, line)
        elif "=" in words:
            at = words.index("=")
            path = (*here, *_keys("".join(words[:at])))
            for n in range(len(here) + 1, len(path) + 1):
                lines.setdefault(path[:n], line)
            _value(tokens[at + 1 :], path, lines)
    return lines


def _statements(text: str) -> Iterator[tuple[int, list[tuple[str, int]]]]:
    """Key-value pairs and headers, each with its first line and its tokens with theirs, comments left out."""
    line, depth = 1, 0
    held: list[tuple[str, int]] = []
    for found in _TOKEN.finditer(text):
        token = found.group()
        line = text.count("\n", 0, found.start()) + 1
        if token == "\n":
            if held and depth <= 0:
                yield held[0][1], held
                held, depth = [], 0
        elif not token.startswith("#"):
            depth += (token in "[{") - (token in "]}")
            held.append((token, line))
    if held:
        yield held[0][1], held


def _value(tokens: list[tuple[str, int]], path: Path_, lines: dict[Path_, int]) -> None:
    """The items of a list and the keys of an inline table, of the outermost level."""
    if not tokens or tokens[0][0] not in "[{":
        return
    listed = tokens[0][0] == "["
    items: list[list[tuple[str, int]]] = [[]]
    depth = 0
    for token, line in tokens[1:-1]:
        if token == "," and not depth:
            items.append([])
            continue
        depth += (token in "[{") - (token in "]}")
        items[-1].append((token, line))
    for n, item in enumerate(i for i in items if i):
        words = [token for token, _ in item]
        if listed:
            lines.setdefault((*path, n), item[0][1])
            _value(item, (*path, n), lines)
        elif "=" in words:
            key = (*path, *_keys("".join(words[: words.index("=")])))
            lines.setdefault(key, item[0][1])
            _value(item[words.index("=") + 1 :], key, lines)


def _path(dotted: str, tables: dict[Path_, int]) -> Path_:
    """The path of a header; below an array of tables, in its last one."""
    path: Path_ = ()
    keys = _keys(dotted)
    for n, key in enumerate(keys):
        path = (*path, key)
        if n < len(keys) - 1 and path in tables:
            path = (*path, tables[path])
    return path


def _keys(dotted: str) -> tuple[str, ...]:
    """The parts of a key, unquoted, however they are written."""
    value = tomllib.loads(f"{dotted} = 0")
    keys: list[str] = []
    while isinstance(value, dict):
        ((key, value),) = value.items()
        keys.append(key)
    return tuple(keys)
