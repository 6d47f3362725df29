"""Other linters in the shape of `tenderkit lint`: `python benchmarks/peers.py redline lint --format json FILE...`.

redline - redline-buddy 0.2 (MIT) with its playbook saas-vendor, the one for a client that buys a service. A clause that it
misses is a mechanism that is absent, a clause that it does not miss one that is present; it has clauses for two of the mechanisms.
contract-lint - contract-lint 0.2 (MIT). It looks for loose ends (references, placeholders, terms) and not for what a contract
arranges, so that every mechanism is absent and nothing is lock-in.
Both read English. Each must be on the PATH.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tenderkit.document.readers import read
from tenderkit.report.plain import render

MISSING = {"termination-convenience": "termination_for_convenience", "data-return-deletion": "data_return"}
FLAGS = {"auto-renewal": "auto-renewal", "unilateral-terms-change": "unilateral-modification"}
KEYS = tuple(MISSING.values())


def redline(path: str) -> dict[str, Any]:
    """What redline-buddy says of a document, read as text."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "contract.md"
        copy.write_text(render(read(Path(path))), encoding="utf-8")
        command = ["redline", "review", str(copy), "--playbook", "saas-vendor", "--format", "json"]
        said = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    found = {f["rule_id"]: f["excerpt"].strip("…") for f in said["findings"]}
    mechanisms = {key: {"state": "absent" if rule in found else "present"} for rule, key in MISSING.items()}
    findings = [{"rule": r, "name": FLAGS[r], "evidence": text} for r, text in found.items() if r in FLAGS]
    return {"path": path, "mechanisms": mechanisms, "findings": findings}


def contract_lint(path: str) -> dict[str, Any]:
    """contract-lint has no rule about a mechanism, lock-in or over-detail."""
    subprocess.run(["contract-lint", "--version"], capture_output=True, check=True)
    return {"path": path, "mechanisms": {}, "findings": []}


PEERS: dict[str, Callable[[str], dict[str, Any]]] = {"redline": redline, "contract-lint": contract_lint}

if __name__ == "__main__":
    peer = PEERS[sys.argv[1]]
    files = [a for a in sys.argv[2:] if a not in ("lint", "--format", "json", "--no-config")]
    print(json.dumps({"documents": [peer(f) for f in files]}))
