"""Git in tests: by nobody's configuration but this."""

from __future__ import annotations

import subprocess
from pathlib import Path

_SETTINGS = ("user.name=t", "user.email=t@example.org", "commit.gpgsign=false", "core.quotepath=off")


def git(*arguments: str, cwd: Path, ok: bool = True) -> str:
    """What git says; a failure is one of the test, unless `ok` is False."""
    settings = [word for setting in _SETTINGS for word in ("-c", setting)]
    done = subprocess.run(["git", *settings, *arguments], cwd=cwd, capture_output=True, text=True)
    assert not ok or done.returncode == 0, done.stderr
    return done.stdout
