"""Train word vectors for the teacher on tokenised text (needs gensim)."""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy
from gensim.models import Word2Vec
from treebanks import read_conllu


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("into", type=Path, help="the .npz file to write")
    parser.add_argument("text", type=Path, nargs="+", help="CoNLL-U files; only the words are read")
    parser.add_argument("--width", type=int, default=100)
    parser.add_argument("--epochs", type=int, default=8)
    parser.add_argument("--window", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    lines = [[w.lower() for w in s.words] for file in args.text for s in read_conllu(file)]
    model = Word2Vec(
        lines, vector_size=args.width, window=args.window, min_count=3, sg=1, negative=5, sample=1e-4,
        epochs=args.epochs, workers=1, seed=args.seed,
    )  # fmt: skip
    words = model.wv.index_to_key
    numpy.savez(args.into, words=numpy.array(words), vectors=model.wv.vectors.astype("float32"))
    print(f"{args.into}: {len(words)} words")


if __name__ == "__main__":
    main()
