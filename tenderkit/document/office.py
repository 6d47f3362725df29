"""LibreOffice, where it is installed: it makes another kind of file of a document.

It runs on a copy, in a folder and with a profile of its own that are thrown away, without macros and without fetching what
the document points to.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

WORD = "docx:MS Word 2007 XML"
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""


def office() -> str | None:
    """Where LibreOffice is; None where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def convert(program: str, data: bytes, suffix: str, form: str, seconds: float) -> bytes | None:
    """The document in `data`, a file that would be named *`suffix`, in the `form` that LibreOffice knows under that name.

    None where it makes nothing of it. Raises OSError where it cannot be started and subprocess.TimeoutExpired where it
    takes longer than `seconds`.
    """
    with tempfile.TemporaryDirectory(prefix="tenderkit-", ignore_cleanup_errors=True) as folder:
        profile = Path(folder) / "profile"
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        source = Path(folder) / "in" / f"document{suffix}"
        made = Path(folder) / "out" / f"document.{form.partition(':')[0]}"
        source.parent.mkdir()
        source.write_bytes(data)
        command = [
            program,
            f"-env:UserInstallation={profile.as_uri()}",
            *("--headless", "--norestore", "--nolockcheck", "--convert-to", form),
            "--outdir",
            str(made.parent),
            str(source),
        ]
        status = _run(command, folder, seconds)
        return made.read_bytes() if status == 0 and made.is_file() else None


def _run(command: list[str], folder: str, seconds: float) -> int:
    """Run a program in a group of its own, so that what it starts in turn ends with it; its exit status."""
    quiet = subprocess.DEVNULL
    own_group = sys.platform != "win32"
    running = subprocess.Popen(
        command, stdin=quiet, stdout=quiet, stderr=quiet, cwd=folder, start_new_session=own_group
    )
    try:
        return running.wait(seconds)
    finally:
        if running.poll() is None:
            if own_group:
                os.killpg(running.pid, signal.SIGKILL)
            else:
                running.kill()
            running.wait()
