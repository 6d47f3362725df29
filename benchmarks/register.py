"""How long a register of 2,000 requirements from eight participants takes: compared, judged, and written as all its papers.

The wishes are those of the gold set under other subjects and numbers, a fixed choice. Prints seconds; a minute is the most.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import yaml

from tenderkit.regie.register.desk import run

GOLD = Path(__file__).resolve().parent.parent / "tests" / "regie" / "gold"
PARTICIPANTS, WISHES, MOST = 8, 250, 60.0
SUBJECTS = (
    "werkplekken", "zaaksysteem", "netwerk", "telefonie", "burgerzaken", "belastingen", "sociaal domein", "vergunningen",
    "gemalen", "meldkamer", "bibliotheek", "archief", "handhaving", "raadsinformatie", "personeel", "financien",
)  # fmt: skip


def lists(folder: Path) -> list[Path]:
    """Eight wish lists of 250 wishes each."""
    texts = []
    for half in ("open", "hidden"):
        for line in (GOLD / f"nl-{half}.txt").read_text(encoding="utf-8").splitlines():
            if line.strip():
                texts.append(line.lstrip("=! "))
    files = []
    for who in range(PARTICIPANTS):
        wishes = []
        for i in range(WISHES):
            place = who * WISHES + i
            subject = SUBJECTS[place // len(texts) % len(SUBJECTS)]
            text = f"Voor {subject}: {texts[place % len(texts)]}"
            wishes.append({"id": i + 1, "wens": text, "stem": ("must", "wens", "nee")[place * 7 % 3]})
        path = folder / f"wensen-d{who + 1}.yaml"
        path.write_text(yaml.safe_dump({"wensen": wishes}, allow_unicode=True), encoding="utf-8")
        files.append(path)
    return files


def main() -> None:
    """Print the seconds of a first run and of a second that takes up the first; exit with 1 above a minute."""
    with tempfile.TemporaryDirectory() as name:
        files = lists(Path(name))
        worst = 0.0
        for run_ in ("first", "second"):
            start = time.perf_counter()
            register, _ = run(files, Path(name) / "out")
            seconds = time.perf_counter() - start
            worst = max(worst, seconds)
            print(
                f"{run_} run: {len(register.entries)} requirements of {len(register.participants)} participants, "
                f"{len(register.similar)} similar, {len(register.conflicts)} conflicts: {seconds:.1f} s"
            )
    sys.exit(int(worst > MOST))


if __name__ == "__main__":
    main()
