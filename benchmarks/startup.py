"""How long help and `rule` take, as a ratio to starting Python with click, and what they import."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

RUNS = 15
HEAVY = ("spacy", "docx", "numpy", "pydantic", "jinja2")


def seconds(arguments: list[str]) -> float:
    """The wall time of one process."""
    start = time.perf_counter()
    subprocess.run(arguments, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def imported(arguments: list[str]) -> set[str]:
    """Which of the heavy modules a command imports."""
    code = (
        "import sys, tenderkit.cli.main as m\n"
        f"sys.argv = ['tenderkit', *{arguments!r}]\n"
        "try:\n    m.main()\nexcept SystemExit:\n    pass\n"
        f"print(' '.join(n for n in {HEAVY!r} if n in sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stderr.split())


def main() -> None:
    """Print the ratios; exit with 1 when one is over 3."""
    commands = {
        "tenderkit --help": [sys.executable, "-m", "tenderkit", "--help"],
        "tenderkit rule LCK003": [sys.executable, "-m", "tenderkit", "rule", "LCK003"],
    }
    base = [sys.executable, "-c", "import click"]
    times: dict[str, list[float]] = {"base": [], **{name: [] for name in commands}}
    for _ in range(RUNS):
        times["base"].append(seconds(base))
        for name, arguments in commands.items():
            times[name].append(seconds(arguments))
    reference = statistics.median(times["base"])
    print(f'python -c "import click": {reference * 1000:.0f} ms')
    worst = 0.0
    for name, arguments in commands.items():
        ratio = statistics.median(times[name]) / reference
        worst = max(worst, ratio)
        heavy = imported(arguments[3:])
        print(f"{name}: {ratio:.2f} (imports {', '.join(sorted(heavy)) or 'none of ' + ', '.join(HEAVY)})")
    sys.exit(int(worst > 3))


if __name__ == "__main__":
    main()
