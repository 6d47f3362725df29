"""Old Word documents (.doc), through LibreOffice where it is installed: it makes a .docx of them, and that is read."""

from __future__ import annotations

import subprocess
from dataclasses import replace

from tenderkit.document.model import Document
from tenderkit.document.office import WORD, convert, office
from tenderkit.document.readers import word
from tenderkit.errors import InputError

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_STREAM = "WordDocument".encode("utf-16-le")
_SECONDS = 8


def read(data: bytes, path: str, deleted_text: bool = False) -> Document:
    """The document in the bytes of a .doc file; `deleted_text` as for Word files. Raises InputError, also where
    LibreOffice is not installed."""
    if data.startswith(b"PK"):
        raise InputError("this is a .docx, whatever its name says", path=path, remedy="name it *.docx")
    if not data.startswith(_OLE) or _STREAM not in data:
        problem = "this is no old Word document, whatever its name says"
        raise InputError(problem, path=path, remedy="name it after what it is, or save it in Word as .docx")
    program = office()
    if program is None:
        problem = "old Word documents (.doc) are read through LibreOffice, which is not installed"
        raise InputError(problem, path=path, remedy="install it, or save the document in Word as .docx")
    document = word.read(_converted(program, data, path), path, deleted_text)
    return replace(document, path=path)


def _converted(program: str, data: bytes, path: str) -> bytes:
    try:
        made = convert(program, data, ".doc", WORD, _SECONDS)
    except OSError as error:
        remedy = "save the document in Word as .docx"
        raise InputError(f"LibreOffice cannot be started: {error.strerror}", path=path, remedy=remedy) from None
    except subprocess.TimeoutExpired:
        problem = f"LibreOffice takes longer than {_SECONDS} seconds for this old Word document"
        raise InputError(problem, path=path, remedy="open it in Word and save it as .docx") from None
    if made is None:
        problem = "LibreOffice cannot read this old Word document: it is damaged, or encrypted with a password"
        raise InputError(problem, path=path, remedy="open it in Word and save it as .docx")
    return made
