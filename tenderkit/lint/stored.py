"""Reports as plain data that JSON can hold, and back: by the fields of the dataclasses, so that new ones go along."""

from __future__ import annotations

import types
from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints


def packed(value: Any) -> Any:
    """A dataclass of plain values, dataclasses, tuples and mappings of them as lists, dicts and plain values."""
    if isinstance(value, str | int | float | bool | None):
        return value
    if is_dataclass(value):
        return {field.name: packed(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {key: packed(item) for key, item in value.items()}
    if isinstance(value, Sequence):
        return [packed(item) for item in value]
    raise TypeError(f"{type(value).__name__} cannot be stored")


def unpacked(kind: Any, data: Any) -> Any:
    """What `packed` made of a value of that type; raises ValueError for data of another shape."""
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        if data is None:
            return None
        (kind,) = (one for one in get_args(kind) if one is not type(None))
        return unpacked(kind, data)
    if origin is Literal:
        return _checked(data in get_args(kind), data)
    if isinstance(kind, type) and is_dataclass(kind):
        hints = _hints(kind)
        _checked(isinstance(data, dict) and data.keys() == hints.keys(), data)
        return kind(**{name: unpacked(hint, data[name]) for name, hint in hints.items()})
    if origin is tuple:
        item = get_args(kind)[0]
        return tuple(unpacked(item, one) for one in _checked(isinstance(data, list), data))
    if origin is not None and issubclass(origin, Mapping):
        name, item = get_args(kind)
        made = int if name is int else str  # the keys of JSON are strings
        return {made(key): unpacked(item, one) for key, one in _checked(isinstance(data, dict), data).items()}
    if kind is float:
        return _checked(isinstance(data, int | float) and not isinstance(data, bool), data)
    if kind in (str, int, bool):
        return _checked(type(data) is kind, data)
    return data


@cache
def _hints(kind: type) -> Mapping[str, Any]:
    return get_type_hints(kind)


def _checked(fits: bool, data: Any) -> Any:
    if not fits:
        raise ValueError(f"not a stored report: {str(data)[:60]}")
    return data
