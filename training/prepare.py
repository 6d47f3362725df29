"""Turn CoNLL-U files into the binary documents that spaCy trains on."""

from __future__ import annotations

import argparse
from pathlib import Path

import spacy
from spacy.tokens import DocBin
from treebanks import documents, read_conllu


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("language", choices=["nl", "en"])
    parser.add_argument("into", type=Path, help="the .spacy file to write")
    parser.add_argument("treebank", type=Path, nargs="+", help="CoNLL-U files")
    parser.add_argument("--group", type=int, default=10, help="sentences per document (default: %(default)s)")
    args = parser.parse_args()
    nlp = spacy.blank(args.language)
    binary = DocBin(store_user_data=False)
    for file in args.treebank:
        for doc in documents(read_conllu(file), nlp.vocab, args.group):
            binary.add(doc)
    binary.to_disk(args.into)
    print(f"{args.into}: {len(binary)} documents")


if __name__ == "__main__":
    main()
