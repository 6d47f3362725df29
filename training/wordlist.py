"""Write the frequent words of a language (package wordfreq) as CoNLL-U, one word a sentence, for tag.py --lemmas."""

from __future__ import annotations

import argparse
import math
from pathlib import Path

from treebanks import Sentence
from wordfreq import get_frequency_dict


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("language", choices=["nl", "en"])
    parser.add_argument("into", type=Path, help="the .conllu file to write")
    parser.add_argument("--words", type=int, default=120_000)
    args = parser.parse_args()
    known = get_frequency_dict(args.language, "large")
    words = sorted((w for w in known if w.isalpha() and len(w) > 1), key=lambda w: (-known[w], w))[: args.words]
    with args.into.open("w", encoding="utf-8") as into:
        for word in words:
            sentence = Sentence()
            sentence.add(word, True, "", "", "", "", 0, "")
            into.write(sentence.conllu())
    print(f"{args.into}: {len(words)} words, down to {math.log10(known[words[-1]] * 1e9):.1f} on the Zipf scale")


if __name__ == "__main__":
    main()
