"""Write inflected English words with their lemmas, one a sentence, for the lemmatizer's table (needs spacy-lookups-data).

The words are those of the given CoNLL-U files and the frequent words of spacy-lookups-data; their lemmas come from
WordNet's exceptions and endings, which that package holds, and only where WordNet knows the lemma.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

from treebanks import Sentence, read_conllu

CLASSES = {"verb": "VERB", "noun": "NOUN", "adj": "ADJ"}


def table(name: str) -> dict:
    file = Path(str(resources.files("spacy_lookups_data"))) / "data" / f"en_{name}.json.gz"
    return json.loads(gzip.decompress(file.read_bytes()))


def features(form: str, kind: str) -> str:
    if kind == "noun":
        return "Number=Plur"
    if kind == "adj":
        return "Degree=Sup" if form.endswith("st") else "Degree=Cmp"
    if form.endswith("ing"):
        return "Tense=Pres|VerbForm=Part"
    return "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin" if form.endswith("s") else "Tense=Past|VerbForm=Part"


def inflected(words: set[str]) -> Iterator[tuple[str, str, str, str]]:
    """Form, lemma, part of speech and features."""
    lemmas, exceptions, endings = table("lemma_index"), table("lemma_exc"), table("lemma_rules")
    for kind, pos in CLASSES.items():
        known = set(lemmas[kind])
        for word in sorted(words):
            if word in exceptions[kind]:
                lemma = exceptions[kind][word][0]
            elif word in known and kind != "verb":
                continue
            else:
                options = [word[: len(word) - len(old)] + new for old, new in endings[kind] if word.endswith(old)]
                options = [x for x in options if x in known and len(x) > 2]
                doubled = kind == "verb" and len(word) > 5 and word[-4:-3] == word[-5:-4] and word.endswith("ing")
                if doubled and word[:-4] in known:
                    options.insert(0, word[:-4])
                if (
                    kind == "verb"
                    and len(word) > 4
                    and word.endswith("ed")
                    and word[-3] == word[-4]
                    and word[:-3] in known
                ):
                    options.insert(0, word[:-3])
                if not options:
                    continue
                lemma = options[0]
            if lemma != word and lemma.isalpha():
                yield word, lemma, pos, features(word, kind)
        if kind == "verb":
            for word in sorted(words & known):
                yield word, word, pos, "VerbForm=Inf"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("into", type=Path, help="the .conllu file to write")
    parser.add_argument("text", type=Path, nargs="*", help="CoNLL-U files whose words are wanted too")
    parser.add_argument("--words", type=int, default=60_000, help="of the frequent words (default: %(default)s)")
    args = parser.parse_args()
    words = {w.lower() for file in args.text for s in read_conllu(file) for w in s.words}
    frequent = sorted(table("lexeme_prob").items(), key=lambda x: (-x[1], x[0]))[: args.words]
    words = {w for w in words | {w.lower() for w, _ in frequent} if w.isalpha() and len(w) > 2}
    count = 0
    with args.into.open("w", encoding="utf-8") as into:
        for form, lemma, pos, morph in inflected(words):
            sentence = Sentence()
            sentence.add(form, True, pos, "", morph, lemma, 0, "ROOT")
            into.write(sentence.conllu() * 2)
            count += 1
    print(f"{args.into}: {count} words")


if __name__ == "__main__":
    main()
