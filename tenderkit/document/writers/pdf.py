"""PDF through LibreOffice, where it is installed: tagged, with what pictures show in words, and always the same bytes."""

from __future__ import annotations

import re
import subprocess

from tenderkit.document.office import convert, office
from tenderkit.errors import InputError

_SECONDS = 300
_FORM = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
_DATES = re.compile(rb"(/(?:CreationDate|ModDate)\s*\(D:)\d{14}")
_MARKS = re.compile(rb"(?<=<)[0-9A-Fa-f]{32}(?=>)|(?<=/DocChecksum /)[0-9A-Fa-f]+")  # of this one run, in the trailer


def as_pdf(data: bytes) -> bytes:
    """A Word file as PDF, without the moment at which it was made. Raises InputError when LibreOffice is not installed or does
    not get through the file."""
    program = office()
    if program is None:
        raise InputError("LibreOffice is not installed", remedy="install it")
    try:
        made = convert(program, data, ".docx", _FORM, _SECONDS)
    except (OSError, subprocess.SubprocessError):
        made = None
    if made is None:
        raise InputError("LibreOffice could not lay the pages out")
    made = _DATES.sub(rb"\g<1>20000101000000", made)
    trailer = max(made.rfind(b"trailer"), 0)
    return made[:trailer] + _MARKS.sub(lambda mark: b"0" * len(mark.group()), made[trailer:])
