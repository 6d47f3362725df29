"""How well findings agree with answer keys, beside plain cue matching and the peers that can be installed.

    python benchmarks/judgement.py SCORE --keys DIR... [--cuad DIR] [--limit N] [--peer redline] [--peer contract-lint]

SCORE is the scorer of the keys (a script with the commands `keys DIR...` and `cuad DIR`, and the options --command, --limit and
--json); the keys, the documents and the scorer are not part of this repository. Every program is scored by the same scorer in
the same way. Prints a table in Markdown, and exits with 1 when tenderkit is below a figure to reach.
"""

from __future__ import annotations

import argparse
import json
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
WANTED = {
    "mechanism present": 0.90,
    "mechanism absent": 0.90,
    "lock-in": 0.85,
    "detail": 0.78,
    "CUAD macro": 0.80,
    "CUAD lowest": 0.70,
}
MOST_LOOK_ALIKES = 0.08


@dataclass
class Program:
    """A program to be scored: what to call it, and how to start it."""

    name: str
    command: str


def programs(peers: list[str]) -> list[Program]:
    """tenderkit, the baseline and the peers asked for, all run by this Python."""
    python = shlex.quote(sys.executable)
    found = [
        Program("tenderkit", f"{python} -m tenderkit"),
        Program("plain cues", f"{python} {shlex.quote(str(HERE / 'cues.py'))}"),
    ]
    return found + [Program(peer, f"{python} {shlex.quote(str(HERE / 'peers.py'))} {peer}") for peer in peers]


def scored(scorer: Path, what: str, folders: list[Path], program: Program, limit: int | None) -> dict[str, Any]:
    """What the scorer says of a program."""
    command = [sys.executable, str(scorer), what, *map(str, folders), "--command", program.command, "--json"]
    command += ["--limit", str(limit)] if limit else []
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode:
        sys.exit(f"{program.name}: {run.stderr.strip()[-500:]}")
    result: dict[str, Any] = json.loads(run.stdout)
    return result


def figures(a: argparse.Namespace, program: Program) -> dict[str, tuple[float, str]]:
    """The figures of a program by name, each with the counts it rests on."""
    keys = scored(a.scorer, "keys", a.keys, program, None)
    found = {
        row["name"]: (row["f1"], f"P {row['precision']:.2f} R {row['recall']:.2f}; {row['tp']}/{row['fp']}/{row['fn']}")
        for row in keys["rows"]
    }
    flagged, total = map(int, keys["look_alikes_flagged"].split("/"))
    found["look-alikes flagged"] = (flagged / max(total, 1), keys["look_alikes_flagged"])
    found["states right"] = (keys["three_state_accuracy"], keys["states"])
    if a.cuad:
        cuad = scored(a.scorer, "cuad", [a.cuad], program, a.limit)
        found.update(
            {f"CUAD {row['name']}": (row["f1"], f"{row['tp']}/{row['fp']}/{row['fn']}") for row in cuad["rows"]}
        )
        found["CUAD macro"] = (cuad["macro_f1"], f"{cuad['documents']} contracts")
        found["CUAD lowest"] = (cuad["lowest"], "")
    return found


def main() -> None:
    """Print the table; exit with 1 when a figure to reach is not."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scorer", type=Path)
    parser.add_argument("--keys", type=Path, nargs="+", required=True)
    parser.add_argument("--cuad", type=Path)
    parser.add_argument("--limit", type=int, help="contracts of CUAD")
    parser.add_argument("--peer", action="append", default=[], choices=["redline", "contract-lint"])
    a = parser.parse_args()
    all_ = programs(a.peer)
    columns = [figures(a, program) for program in all_]
    print("| F1 (precision, recall; right/false/missed) | to reach | " + " | ".join(p.name for p in all_) + " |")
    print("| --- |" + " --- |" * (len(all_) + 1))
    for name in columns[0]:
        wanted = f"at most {MOST_LOOK_ALIKES}" if name == "look-alikes flagged" else str(WANTED.get(name, ""))
        cells = [f"{column[name][0]:.3f} ({column[name][1]})" for column in columns]
        print(f"| {name} | {wanted} | " + " | ".join(cells) + " |")
    own = columns[0]
    short = [n for n, least in WANTED.items() if n in own and own[n][0] < least]
    short += ["look-alikes flagged"] * (own["look-alikes flagged"][0] > MOST_LOOK_ALIKES)
    sys.exit(f"below what is to be reached: {', '.join(short)}" if short else 0)


if __name__ == "__main__":
    main()
