"""Score a pipeline directory on treebank files: raw text, ten sentences a document."""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import spacy
from spacy.scorer import Scorer
from spacy.training import Example
from treebanks import documents, read_conllu


def scores(nlp: spacy.Language, file: Path, group: int = 10) -> dict[str, float]:
    """UPOS, lemma, UAS, LAS and sentence F1 on a treebank, from raw text."""
    gold = list(documents(read_conllu(file), nlp.vocab, group))
    started = time.perf_counter()
    predicted = list(nlp.pipe(doc.text for doc in gold))
    seconds = time.perf_counter() - started
    examples = [Example(found, doc) for found, doc in zip(predicted, gold, strict=True)]
    dep = Scorer.score_deps(examples, "dep", ignore_labels=("punct",))
    sents = Scorer.score_spans(
        examples, "sents", has_annotation=lambda doc: True, getter=lambda doc, _: list(doc.sents)
    )
    return {
        "pos": Scorer.score_token_attr(examples, "pos")["pos_acc"],
        "morph": Scorer.score_token_attr(examples, "morph")["morph_acc"],
        "lemma": Scorer.score_token_attr(examples, "lemma")["lemma_acc"],
        "uas": dep["dep_uas"],
        "las": dep["dep_las"],
        "sents": sents["sents_f"],
        "speed": sum(map(len, predicted)) / seconds,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pipeline", type=Path, help="directory of the pipeline")
    parser.add_argument("treebank", type=Path, nargs="+", help="CoNLL-U files")
    parser.add_argument("--into", type=Path, help="write the scores of the last file as JSON")
    args = parser.parse_args()
    nlp = spacy.load(args.pipeline)
    size = sum(file.stat().st_size for file in args.pipeline.rglob("*") if file.is_file()) / 1e6
    for file in args.treebank:
        found = scores(nlp, file)
        figures = "  ".join(f"{name} {value:.4f}" for name, value in found.items() if name != "speed")
        print(f"{file.name}: {figures}  ({size:.1f} MB, {found['speed']:.0f} tokens a second)", flush=True)
        if args.into:
            args.into.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
