"""Fill the fifth column (XPOS) of CoNLL-U files with the tags of Frog (Dutch; Debian packages frog and frogdata).

With --lemmas the lemmas are Frog's too. With --pos-like, files that this script tagged and that have gold parts of
speech, every word gets the part of speech that its tag usually stands for there.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import tempfile
from collections import Counter, defaultdict
from pathlib import Path

from treebanks import Sentence, read_conllu

_TAG = re.compile(r"[A-Z]+\(.*\)")


def frog(sentences: list[Sentence], lemmas: bool) -> list[list[tuple[str, str]]]:
    """Frog's tags and lemmas of every sentence; empty strings where it split the words differently."""
    with tempfile.TemporaryDirectory() as folder:
        text, tagged = Path(folder, "in.txt"), Path(folder, "out.tsv")
        text.write_text("".join(" ".join(s.words) + "\n" for s in sentences), encoding="utf-8")
        subprocess.run(
            ["frog", "--skip=tamncp" + "l" * (not lemmas), "-n", "-t", str(text), "-o", str(tagged), "--threads", "1"],
            check=True, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env={**os.environ, "OMP_NUM_THREADS": "1"},
        )  # fmt: skip
        blocks = tagged.read_text(encoding="utf-8").split("\n\n")
    rows = [[line.split("\t") for line in block.splitlines() if line.strip()] for block in blocks]
    rows = [block for block in rows if block]
    found: list[list[tuple[str, str]]] = []
    place = 0
    for sentence in sentences:
        near = (k for k in range(4) if place + k < len(rows))
        ahead = next((k for k in near if [row[1] for row in rows[place + k]] == sentence.words), None)
        if ahead is None:
            found.append([("", "")] * len(sentence))
            continue
        place += ahead
        found.append([(next((field for field in row[2:] if _TAG.fullmatch(field)), ""), row[2]) for row in rows[place]])
        place += 1
    return found


def usual_pos(files: list[Path]) -> dict[str, str]:
    """The usual part of speech per tag."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for file in files:
        for sentence in read_conllu(file):
            for tag, pos in zip(sentence.tags, sentence.pos, strict=True):
                counts[tag][pos] += 1
    return {tag: found.most_common(1)[0][0] for tag, found in counts.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("into", type=Path)
    parser.add_argument("text", type=Path, nargs="+", help="CoNLL-U files")
    parser.add_argument("--lemmas", action="store_true", help="fill in the lemmas as well")
    parser.add_argument("--pos-like", type=Path, nargs="*", default=[], help="tagged CoNLL-U files with gold UPOS")
    args = parser.parse_args()
    pos_of = usual_pos(args.pos_like)
    sentences = [s for file in args.text for s in read_conllu(file)]
    missing = 0
    for sentence, found in zip(sentences, frog(sentences, args.lemmas), strict=True):
        sentence.tags[:] = [tag for tag, _ in found]
        if args.lemmas:
            sentence.lemmas[:] = [lemma for _, lemma in found]
        if pos_of:
            sentence.pos[:] = [pos_of.get(tag, "") for tag, _ in found]
        missing += not found[0][0]
    args.into.write_text("".join(s.conllu() for s in sentences), encoding="utf-8")
    print(f"{args.into}: {len(sentences)} sentences, {missing} without tags")


if __name__ == "__main__":
    main()
