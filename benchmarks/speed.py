"""How long linting takes, as ratios to other programs over the same files in the same run; medians of processor time.

    python benchmarks/speed.py --peer-bin /path/to/venv/bin --document nl.docx --document en.docx [--folder contracts/]

`--peer-bin`: where `redline` (redline-buddy 0.2.0) and `contract-lint` (0.2.6) are installed. `--document`: long .docx files, the
same for all programs. `--folder`: many contracts; they are linted by one process, by two, and parsed by spaCy with our pipeline.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

LINT = [sys.executable, "-m", "tenderkit", "lint", "--no-config", "--exit-zero"]
PARSE = """
import sys
from pathlib import Path
from tenderkit.document.readers import read
from tenderkit.language.detection import detect
from tenderkit.language.pipelines import pipeline
texts = [[b.text for b in read(p).blocks if b.text.strip()] for p in sorted(Path(sys.argv[1]).iterdir())]
for blocks in texts:
    nlp = pipeline(detect(" ".join(blocks), "en") or "en").nlp
    for doc in nlp.pipe(blocks, batch_size=256): pass
"""


def run(arguments: Sequence[str | Path]) -> tuple[float, float]:
    """Seconds of processor time and of the clock that a command and its processes take."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run([str(a) for a in arguments], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    # A peer says 1 for findings; what failed was not measured.
    if done.returncode not in ((0,) if arguments[0] == sys.executable else (0, 1)):
        sys.exit(f"{' '.join(map(str, arguments))}: {done.stderr.decode(errors='replace')[-500:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return used, time.perf_counter() - start


def peak(arguments: Sequence[str | Path]) -> float:
    """The most memory of one process of a command, in MB: asked of a process of its own, whose only child it is."""
    code = (
        "import resource, subprocess, sys\n"
        "subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)], capture_output=True, text=True, check=True
    )
    return int(done.stdout) / 1024


def side_by_side(ours: Sequence[str | Path], theirs: Sequence[str | Path], runs: int) -> float:
    """The ratio of the medians of two commands that take turns."""
    times = [(run(ours)[0], run(theirs)[0]) for _ in range(runs)]
    return statistics.median(a for a, _ in times) / statistics.median(b for _, b in times)


def row(what: str, measured: float, bar: float) -> bool:
    """Prints a row of the table; tells whether the bar is reached."""
    print(f"| {what} | {bar:g} | {measured:.2f} | {'yes' if measured <= bar else 'NO'} |", flush=True)
    return measured <= bar


def quadrupled(document: Path, folder: Path) -> tuple[Path, Path]:
    """A document as Markdown, and the same four times over."""
    from tenderkit.document.readers import read
    from tenderkit.document.writers import write_markdown

    text = write_markdown(read(document))
    once, often = folder / f"{document.stem}-1.md", folder / f"{document.stem}-4.md"
    data = text if isinstance(text, bytes) else text.encode()
    once.write_bytes(data)
    often.write_bytes(b"\n\n".join([data] * 4))
    return once, often


def main() -> None:
    """Print the table; exit with 1 when a bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peer-bin", type=Path, required=True)
    parser.add_argument("--document", type=Path, action="append", default=[])
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")
    good = True
    print("| what | to reach, at most | measured | reached |\n| --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as name:
        cache = ["--cache-dir", f"{name}/cache"]
        for document in given.document:
            cold = side_by_side(
                [*LINT, "--no-cache", document], [given.peer_bin / "redline", "review", document], given.runs
            )
            good &= row(f"{document.name}: cold lint / redline review", cold, 1.5)
            run([*LINT, *cache, document])
            again = side_by_side(
                [*LINT, *cache, document], [given.peer_bin / "contract-lint", "lint", document], given.runs
            )
            good &= row(f"{document.name}: unchanged / contract-lint lint", again, 2.0)
            once, often = quadrupled(document, Path(name))
            growth = side_by_side([*LINT, "--no-cache", often], [*LINT, "--no-cache", once], given.runs)
            good &= row(f"{document.name}: 4 times the document / 1", growth, 4.2)
        if given.folder:
            one = run([*LINT, "--no-cache", "--jobs", "1", given.folder])
            good &= row(
                "folder: one process / nlp.pipe", one[0] / run([sys.executable, "-c", PARSE, given.folder])[0], 0.6
            )
            two = run([*LINT, "--no-cache", "--jobs", "2", given.folder])
            good &= row("folder: --jobs 2 / one process (clock)", two[1] / one[1], 0.6)
            good &= row("folder: peak memory, MB", peak([*LINT, "--no-cache", "--jobs", "1", given.folder]), 700)
    sys.exit(int(not good))


if __name__ == "__main__":
    main()
