"""Documents from files. One module per format, imported when a file asks for it."""

from __future__ import annotations

import importlib
from pathlib import Path

from tenderkit.document.model import Document
from tenderkit.errors import InputError

WORD_SUFFIXES = (".docx", ".docm", ".dotx", ".dotm")
"""The suffixes of Word files, in lower case."""

_MODULES = {
    **dict.fromkeys(WORD_SUFFIXES, "word"),
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "text",
    ".odt": "odt",
    ".html": "html",
    ".htm": "html",
    ".pdf": "pdf",
    ".doc": "old_word",
}
_WITH_CHANGES = frozenset({"word", "odt", "html", "old_word"})  # formats that keep what was deleted
SUFFIXES = frozenset(_MODULES)
"""The suffixes of files that can be read, in lower case."""

MAX_FILE = 200 * 1024 * 1024  # bytes

_CONVERT = {
    ".rtf": "RTF texts",
    ".xps": "XPS files",
    ".pages": "Pages documents",
}


def read(path: str | Path, *, deleted_text: bool = False) -> Document:
    """The document in a file, by its suffix. Raises InputError for a file that is missing or cannot be read.

    `deleted_text`: with the text that tracked changes deleted, as if those changes had been refused.
    """
    _check_suffix(str(path))
    return read_bytes(load(path), str(path), deleted_text=deleted_text)


def load(path: str | Path) -> bytes:
    """The bytes of a file. Raises InputError for one that is missing, too large or not ours to read."""
    file = Path(path)
    try:
        if file.is_dir():
            raise InputError("this is a folder", path=path, remedy="give a file")
        if file.stat().st_size > MAX_FILE:
            raise InputError("the file is too large", path=path, remedy=f"at most {MAX_FILE // 1024**2} MB is read")
        return file.read_bytes()
    except FileNotFoundError:
        raise InputError("there is no such file", path=path, remedy="check the name and the folder") from None
    except (OSError, ValueError) as error:
        detail = getattr(error, "strerror", None) or str(error)
        raise InputError(f"the file cannot be read: {detail}", path=path, remedy="check its permissions") from None


def read_bytes(data: bytes, name: str, *, deleted_text: bool = False) -> Document:
    """The document in a file's bytes; the suffix of `name` decides the format. `deleted_text` as for `read`. Raises
    InputError."""
    suffix = _check_suffix(name)
    if not data:
        raise InputError("the file is empty", path=name, remedy=f"give a {suffix} file with a text in it")
    reader = importlib.import_module(f"{__name__}.{_MODULES[suffix]}")
    document = reader.read(data, name, deleted_text) if _MODULES[suffix] in _WITH_CHANGES else reader.read(data, name)
    assert isinstance(document, Document)
    return document


def _check_suffix(name: str) -> str:
    suffix = Path(name).suffix.lower()
    if suffix in _MODULES:
        return suffix
    if suffix in _CONVERT:
        raise InputError(f"{_CONVERT[suffix]} are not read yet", path=name, remedy="convert it to .docx")
    known = ", ".join(sorted(SUFFIXES))
    what = f"files named *{suffix} are not read" if suffix else "a file name without a suffix does not tell the format"
    raise InputError(what, path=name, remedy=f"readable: {known}")
