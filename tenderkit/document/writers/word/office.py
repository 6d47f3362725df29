"""LibreOffice, where it is installed: it lays a Word file out and saves it in another form."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from tenderkit.errors import InputError

_SECONDS = 300
_PDF = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'  # with what pictures show, in words
_DATES = re.compile(rb"(/(?:CreationDate|ModDate)\s*\(D:)\d{14}")
_MARKS = re.compile(rb"(?<=<)[0-9A-Fa-f]{32}(?=>)|(?<=/DocChecksum /)[0-9A-Fa-f]+")  # of this one run, in the trailer


def program() -> str | None:
    """The LibreOffice of this machine, or None."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def converted(data: bytes, form: str) -> bytes:
    """A Word file as LibreOffice saves it in a form ("pdf", or an ending and its filter: "docx:MS Word 2007 XML").

    Raises InputError when it is not installed or does not get through the file.
    """
    found = program()
    if found is None:
        raise InputError("LibreOffice is not installed", remedy="install it")
    with tempfile.TemporaryDirectory(prefix="tenderkit-") as folder:
        source = Path(folder) / "in" / "document.docx"
        made = Path(folder) / "out" / f"document.{form.partition(':')[0]}"
        source.parent.mkdir()
        source.write_bytes(data)
        command = [
            found,
            f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            form,
            "--outdir",
            str(made.parent),
            str(source),
        ]
        try:
            subprocess.run(command, capture_output=True, timeout=_SECONDS, check=True)
            return made.read_bytes()
        except (OSError, subprocess.SubprocessError):
            raise InputError("LibreOffice could not lay the pages out") from None


def as_pdf(data: bytes) -> bytes:
    """A Word file as PDF, without the moment at which it was made. Raises InputError as `converted` does."""
    made = _DATES.sub(rb"\g<1>20000101000000", converted(data, _PDF))
    trailer = max(made.rfind(b"trailer"), 0)
    return made[:trailer] + _MARKS.sub(lambda mark: b"0" * len(mark.group()), made[trailer:])
