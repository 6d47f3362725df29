"""Old Word documents (.doc), through LibreOffice where it is installed: it makes a .docx of them, and that is read.

LibreOffice runs on a copy, in a folder and with a profile of its own that are thrown away, without macros and without
fetching what the document points to.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from tenderkit.document.model import Document
from tenderkit.document.readers import word
from tenderkit.errors import InputError

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_STREAM = "WordDocument".encode("utf-16-le")
_SECONDS = 8
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""


def read(data: bytes, path: str, deleted_text: bool = False) -> Document:
    """The document in the bytes of a .doc file; `deleted_text` as for Word files. Raises InputError, also where
    LibreOffice is not installed."""
    if data.startswith(b"PK"):
        raise InputError("this is a .docx, whatever its name says", path=path, remedy="name it *.docx")
    if not data.startswith(_OLE) or _STREAM not in data:
        problem = "this is no old Word document, whatever its name says"
        raise InputError(problem, path=path, remedy="name it after what it is, or save it in Word as .docx")
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        problem = "old Word documents (.doc) are read through LibreOffice, which is not installed"
        raise InputError(problem, path=path, remedy="install it, or save the document in Word as .docx")
    document = word.read(_converted(program, data, path), path, deleted_text)
    return replace(document, path=path)


def _converted(program: str, data: bytes, path: str) -> bytes:
    with tempfile.TemporaryDirectory(prefix="tenderkit-", ignore_cleanup_errors=True) as folder:
        profile = Path(folder) / "profile"
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        source, made = Path(folder) / "in" / "document.doc", Path(folder) / "out" / "document.docx"
        source.parent.mkdir()
        source.write_bytes(data)
        command = [
            program,
            f"-env:UserInstallation={profile.as_uri()}",
            *("--headless", "--norestore", "--nolockcheck", "--convert-to", "docx:MS Word 2007 XML"),
            "--outdir",
            str(made.parent),
            str(source),
        ]
        status = _run(command, folder, path)
        if status or not made.is_file():
            problem = "LibreOffice cannot read this old Word document: it is damaged, or encrypted with a password"
            raise InputError(problem, path=path, remedy="open it in Word and save it as .docx")
        return made.read_bytes()


def _run(command: list[str], folder: str, path: str) -> int:
    """Run a program in a group of its own, so that what it starts in turn ends with it; its exit status."""
    quiet = subprocess.DEVNULL
    own_group = sys.platform != "win32"
    try:
        running = subprocess.Popen(
            command, stdin=quiet, stdout=quiet, stderr=quiet, cwd=folder, start_new_session=own_group
        )
    except OSError as error:
        remedy = "save the document in Word as .docx"
        raise InputError(f"LibreOffice cannot be started: {error.strerror}", path=path, remedy=remedy) from None
    try:
        return running.wait(_SECONDS)
    except subprocess.TimeoutExpired:
        problem = f"LibreOffice takes longer than {_SECONDS} seconds for this old Word document"
        raise InputError(problem, path=path, remedy="open it in Word and save it as .docx") from None
    finally:
        if running.poll() is None:
            if own_group:
                os.killpg(running.pid, signal.SIGKILL)
            else:
                running.kill()
            running.wait()
