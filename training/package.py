"""Make a trained pipeline ready to ship: with its lemmatizer, its description and nothing it can do without."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import english
import lemmas
import spacy
from evaluate import scores
from treebanks import read_conllu

from tenderkit import __version__

DESCRIPTION = {
    "nl": "Dutch contract prose: parts of speech, features, Universal Dependencies and lemmas.",
    "en": "English contract prose: parts of speech, features, Universal Dependencies and lemmas.",
}
SOURCES: dict[str, list[dict[str, str]]] = {
    "nl": [
        {
            "name": "UD Dutch Alpino 2.16",
            "url": "https://github.com/UniversalDependencies/UD_Dutch-Alpino",
            "license": "CC BY-SA 4.0",
            "author": "Daniel Zeman, Zdeněk Žabokrtský, Gosse Bouma, Gertjan van Noord",
        },
        {
            "name": "UD Dutch LassySmall 2.16, 2.1 and 2.0",
            "url": "https://github.com/UniversalDependencies/UD_Dutch-LassySmall",
            "license": "CC BY-SA 4.0",
            "author": "Gosse Bouma, Gertjan van Noord",
        },
        {
            "name": "Dutch regulations (Basiswettenbestand), annotated automatically",
            "url": "https://wetten.overheid.nl",
            "license": "no copyright (Auteurswet art. 11)",
            "author": "Staat der Nederlanden",
        },
        {
            "name": "wordfreq 3.1 word list, lemmatized automatically with Frog 0.20",
            "url": "https://github.com/rspeer/wordfreq",
            "license": "CC BY-SA 4.0",
            "author": "Robyn Speer",
        },
    ],
    "en": [
        {
            "name": "UD English EWT 2.16",
            "url": "https://github.com/UniversalDependencies/UD_English-EWT",
            "license": "CC BY-SA 4.0",
            "author": "Natalia Silveira, Timothy Dozat, Marie-Catherine de Marneffe, Samuel Bowman, "
            "Miriam Connor, John Bauer, Christopher D. Manning",
        },
        {
            "name": "Contract Understanding Atticus Dataset (CUAD) v1, annotated automatically",
            "url": "https://www.atticusprojectai.org/cuad",
            "license": "CC BY 4.0",
            "author": "The Atticus Project",
        },
        {
            "name": "18F solicitations and task orders, annotated automatically",
            "url": "https://github.com/18F",
            "license": "CC0 1.0",
            "author": "18F, General Services Administration",
        },
        {
            "name": "all-MiniLM-L6-v2: word vectors, and the transformer that annotated the contracts",
            "url": "https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2",
            "license": "Apache 2.0",
            "author": "sentence-transformers; Microsoft Research",
        },
        {
            "name": "spacy-lookups-data 1.0: Brown clusters, and inflected forms of WordNet 3.0",
            "url": "https://github.com/explosion/spacy-lookups-data",
            "license": "MIT; WordNet 3.0 License",
            "author": "Explosion; Princeton University",
        },
    ],
}


def needed_strings(nlp: spacy.Language) -> set[str]:
    """The strings that labels and the language itself use; words come back when they are met."""
    found = set(spacy.blank(nlp.lang).vocab.strings)
    for name in nlp.pipe_names:
        component: Any = nlp.get_pipe(name)
        for label in getattr(component, "labels", ()):
            found.update([label, *label.split("|")])
        found.update(part for pair in getattr(component, "cfg", {}).get("labels_morph", {}).items() for part in pair)
    return found


def slim(folder: Path) -> None:
    """Leave out the words that training met."""
    nlp = spacy.load(folder)
    kept = needed_strings(nlp)
    file = folder / "vocab" / "strings.json"
    strings = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(
        json.dumps([s for s in strings if s in kept], ensure_ascii=False, indent=0) + "\n", encoding="utf-8"
    )


def describe(nlp: spacy.Language, found: dict[str, float], version: str) -> None:
    """Fill in the pipeline's description; scores are of the treebank that was held out for tuning."""
    keep = {"labels", "spacy_git_version", "vectors"}
    for key in set(nlp.meta) - keep:
        nlp.meta.pop(key, None)
    nlp.meta.update(
        {
            "lang": nlp.lang,
            "name": "tenderkit",
            "version": version,
            "description": DESCRIPTION[nlp.lang],
            "author": "tenderkit",
            "license": "CC BY-SA 4.0",
            "url": "",
            "email": "",
            "sources": SOURCES[nlp.lang],
            "requirements": [f"tenderkit>={__version__}"],
            "performance": {name: round(value, 4) for name, value in found.items() if name != "speed"},
        }
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pipeline", type=Path, help="directory of the trained pipeline")
    parser.add_argument("into", type=Path, help="directory to write")
    parser.add_argument("--gold", type=Path, nargs="+", required=True, help="CoNLL-U files for the lemmatizer")
    parser.add_argument("--plain", type=Path, nargs="*", default=[], help="CoNLL-U files whose lemmas mark no parts")
    parser.add_argument("--least", type=int, default=2, help="occurrences of a form of --plain to enter the table")
    parser.add_argument("--particle", default="compound:prt", help="label of a verb's particle (default: %(default)s)")
    parser.add_argument("--senter", type=Path, help="pipeline whose senter is put before the parser")
    parser.add_argument("--treebank", type=Path, help="CoNLL-U file to score on")
    parser.add_argument(
        "--performance", type=Path, help="scores to write into meta.json instead, of evaluate.py --into"
    )
    parser.add_argument("--version", default="1.0.0")
    args = parser.parse_args()
    nlp = spacy.load(args.pipeline)
    if args.senter:
        nlp.add_pipe("senter", source=spacy.load(args.senter), before="parser")
    gold = [s for file in args.gold for s in read_conllu(file)]
    plain = [s for file in args.plain for s in read_conllu(file)]
    settings = english.lemma_settings() if nlp.lang == "en" else None
    data = lemmas.learn(gold, plain, args.particle, args.least, settings)
    if nlp.lang == "en":
        english.only_tagged(data)
        english.share_vectors(nlp)
    lemmas.install(nlp, data, args.particle)
    found: dict[str, float] = {}
    if args.performance:
        found = json.loads(args.performance.read_text(encoding="utf-8"))
    elif args.treebank:
        found = scores(nlp, args.treebank)
    describe(nlp, found, args.version)
    nlp.config["paths"] = dict.fromkeys(nlp.config["paths"])
    nlp.to_disk(args.into)
    slim(args.into)
    size = sum(file.stat().st_size for file in args.into.rglob("*") if file.is_file()) / 1e6
    print(f"{args.into}: {size:.1f} MB  " + "  ".join(f"{name} {value:.4f}" for name, value in found.items()))


if __name__ == "__main__":
    main()
