"""The names that people give to the columns of a table, and the fields that they mean."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping

from tenderkit.language.folding import folded

_LONG = 4  # characters: a longer name is known by a name near it too


class Headers:
    """The columns of a kind of table: `names` gives for each field what people call it, divided by |."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._fields = {folded(name): field for field, several in names.items() for name in several.split("|")}

    def field_of(self, header: str) -> str:
        """The field that a column header means; "" for one that we do not know. A slip of the pen is no other column."""
        name = re.sub(r"[\s:*?.]+", " ", folded(header).replace("\n", " ")).strip()
        name = re.sub(r"\(.*\)", "", name).strip()
        if name in self._fields or len(name) <= _LONG:
            return self._fields.get(name, "")
        long = [n for n in self._fields if len(n) > _LONG]
        close = difflib.get_close_matches(name, long, n=1, cutoff=0.88)
        return self._fields[close[0]] if close else ""
