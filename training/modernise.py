"""Give dependencies of Universal Dependencies 1 and 2.0 the labels they have now; heads stay as they are."""

from __future__ import annotations

import argparse
from pathlib import Path

from treebanks import Sentence, read_conllu

LABELS = {
    "dobj": "obj",
    "nsubjpass": "nsubj:pass",
    "csubjpass": "csubj:pass",
    "auxpass": "aux:pass",
    "neg": "advmod",
    "name": "flat",
    "flat:name": "flat",
    "mwe": "fixed",
}


def modernise(sentence: Sentence, names: bool) -> None:
    """Change the labels of a sentence in place; `names` as well, to `flat`."""
    for i, dep in enumerate(sentence.deps):
        head = sentence.heads[i]
        if dep in ("name", "flat:name") and not names:
            sentence.deps[i] = "flat:name"
        elif dep == "nmod" and head != i and sentence.pos[head] in ("VERB", "AUX"):
            sentence.deps[i] = "obl"
        else:
            sentence.deps[i] = LABELS.get(dep, dep)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("into", type=Path)
    parser.add_argument("treebank", type=Path, nargs="+", help="CoNLL-U files")
    parser.add_argument("--keep-names", action="store_true", help="label names as UD 2.0 did, flat:name")
    args = parser.parse_args()
    with args.into.open("w", encoding="utf-8") as into:
        for file in args.treebank:
            for sentence in read_conllu(file):
                modernise(sentence, not args.keep_names)
                into.write(sentence.conllu())


if __name__ == "__main__":
    main()
