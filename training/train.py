"""Train tagger and parser of a pipeline on the documents that augment.py (or prepare.py) made."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import english
from spacy import Language, util
from spacy.training.initialize import init_nlp
from spacy.training.loop import train
from spacy.vectors import Vectors
from thinc.api import NumpyOps, set_current_ops

# spaCy takes these for abbreviations, though they end sentences more often than not.
ORDINARY = {
    "nl": (
        "al app bel best bull bw cap com dat doc eur get hand hert it kg kon mand me nl pan pas pers pol rk rom rtl "
        "sec sir top ver vert vol volt zn"
    ).split(),
    "en": (),
}
ABBREVIATIONS = {
    "nl": ("excl.", "incl.", "Excl.", "Incl.", "d.d.", "resp."),
    "en": (),
}


def adapt_tokenizer(nlp: Language) -> None:
    """Leave out abbreviations that are ordinary words, and add some of contracts."""
    ordinary = {f"{word}." for word in ORDINARY[nlp.lang]}
    rules = {form: how for form, how in nlp.tokenizer.rules.items() if form.lower() not in ordinary}
    nlp.tokenizer.rules = rules
    for form in ABBREVIATIONS[nlp.lang]:
        nlp.tokenizer.add_special_case(form, [{"ORTH": form}])


def look_up_in_lower_case(nlp: Language) -> None:
    """Give capitalised words the vectors of the same words in lower case."""
    vectors = nlp.vocab.vectors
    lower = Vectors(strings=nlp.vocab.strings, data=vectors.data, name=vectors.name, attr="LOWER")
    for key, row in vectors.key2row.items():
        lower.add(key, row=row)
    nlp.vocab.vectors = lower


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("config", type=Path)
    parser.add_argument("train", type=Path, help=".spacy file")
    parser.add_argument("into", type=Path, help="directory to write model-best and model-last to")
    parser.add_argument("--dev", type=Path, required=True, help=".spacy file to report scores on")
    parser.add_argument("--steps", type=int, default=12_000)
    parser.add_argument("--every", type=int, default=1_000, help="steps between two reports")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--resume", type=Path, help="start from the components of this pipeline")
    parser.add_argument("--senter", action="store_true", help="learn where sentences begin too, with the same layers")
    parser.add_argument("--lower", action="store_true", help="look word vectors up in lower case, for good")
    parser.add_argument("--set", nargs="*", default=[], metavar="KEY=VALUE", help="other settings of the config")
    args = parser.parse_args()
    overrides: dict[str, object] = {
        "paths.train": str(args.train),
        "paths.dev": str(args.dev),
        "training.max_steps": args.steps,
        "training.eval_frequency": args.every,
        "system.seed": args.seed,
    }
    for setting in args.set:
        key, _, value = setting.partition("=")
        overrides[key] = int(value) if value.isdigit() else float(value) if value.replace(".", "").isdigit() else value
    config = util.load_config(args.config, overrides=overrides, interpolate=False)
    if args.senter:
        width = config["components"]["tok2vec"]["model"]["encode"]["width"]
        layers = {**config["components"]["morphologizer"]["model"]["tok2vec"], "width": width}
        model = {"@architectures": "spacy.Tagger.v2", "nO": None, "tok2vec": layers}
        config["nlp"]["pipeline"] = ["tok2vec", "morphologizer", "senter", "parser"]
        config["components"]["senter"] = {"factory": "senter", "model": model}
    if args.resume:
        known = util.load_config(args.resume / "config.cfg")["nlp"]["pipeline"]
        for name in set(config["nlp"]["pipeline"]) & set(known):
            config["components"][name] = {"source": str(args.resume)}
    # numpy's matrix products; those of blis are several times slower on processors that it does not know
    set_current_ops(NumpyOps(use_blis=False))
    nlp = init_nlp(config)
    if nlp.lang == "en":
        english.adapt_tokenizer(nlp)
    else:
        adapt_tokenizer(nlp)
    if args.lower:
        english.share_vectors(nlp)
        look_up_in_lower_case(nlp)
    args.into.mkdir(parents=True, exist_ok=True)
    train(nlp, args.into, stdout=sys.stdout, stderr=sys.stderr)


if __name__ == "__main__":
    main()
