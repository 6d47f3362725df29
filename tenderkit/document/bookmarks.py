"""Names of Word bookmarks for anchors. Word takes letters, digits and underscores, up to 40 characters."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping

PREFIX = "_tk_"
LONGEST = 40
_KEPT = 19  # characters of a name that is too long, before "H" and sixteen digits of its hash


def bookmark_of(anchor: str) -> str:
    """The bookmark name for an anchor ("change-control" -> "_tk_change_control", "E-001" -> "_tk_X45X_001").

    Raises ValueError for the empty anchor. A name that would be too long is cut and ends in a hash; `anchor_of` then
    needs to be told what it stands for.
    """
    if not anchor:
        raise ValueError("an anchor is at least one character")
    name = PREFIX + re.sub(r"[^a-z0-9]", lambda c: "_" if c.group() == "-" else f"X{ord(c.group()):x}X", anchor)
    if len(name) <= LONGEST:
        return name
    return f"{name[: len(PREFIX) + _KEPT]}H{hashlib.sha256(anchor.encode()).hexdigest()[:16]}"


def anchor_of(bookmark: str, long: Mapping[str, str] | None = None) -> str:
    """The anchor that a bookmark stands for, "" for a bookmark that is not ours.

    `long` gives the anchors of bookmarks whose names had to be cut.
    """
    if long and bookmark in long:
        return long[bookmark]
    if not bookmark.startswith(PREFIX):
        return ""
    return re.sub(r"X([0-9a-f]{1,6})X", _character, bookmark[len(PREFIX) :].replace("_", "-"))


def _character(found: re.Match[str]) -> str:
    point = int(found.group(1), 16)
    return chr(point) if point <= 0x10FFFF else found.group()
