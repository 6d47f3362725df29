"""Run every step of training a pipeline, from treebanks and raw text to the directory that ships.

The treebanks are found by name below --treebanks: alpino_r2.16_dev, lassysmall_r2.16_*, lassysmall_r2.1_* and
lassysmall_2017* for Dutch, ewt_r2.16_train and ewt_r2.16_dev for English (.conllu). Steps whose result exists are not
run again, so that an interrupted run can go on. With --measure the tuning treebank is left out of training and the
scores on it are printed.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import spacy
from spacy.attrs import LOWER

HERE = Path(__file__).parent


def step(into: Path, script: str, *arguments: object) -> Path:
    """Run a script unless its result is there; a result that was not finished is taken away."""
    if not into.exists():
        print(f"== {into.name}", flush=True)
        try:
            subprocess.run([sys.executable, str(HERE / script), *map(str, arguments)], check=True)
        except BaseException:
            if into.is_dir():
                shutil.rmtree(into)
            else:
                into.unlink(missing_ok=True)
            raise
    return into


def found(folder: Path, *patterns: str) -> list[Path]:
    """The treebanks of those names."""
    files = [file for pattern in patterns for file in sorted(folder.rglob(f"{pattern}*.conllu"))]
    if not files:
        raise SystemExit(f"no treebank {' or '.join(patterns)} below {folder}")
    return files


def modern(work: Path, name: str, source: Path) -> Path:
    """The same annotation with the labels of today."""
    return step(work / f"{name}.conllu", "modernise.py", work / f"{name}.conllu", source)


def teach(work: Path, raw: Sequence[Path], present: list[Path], older: list[Path], tune: list[Path]) -> dict[str, Path]:
    """Tags, vectors, teacher and everything it annotates (Dutch)."""
    w = work
    tagged = {
        name: step(w / f"{name}.tagged", "tag.py", w / f"{name}.tagged", *files)
        for name, files in {"present": present, "tune": tune, "old20": older[:1], "old1": older[1:]}.items()
    }
    old1 = step(w / "old1.renamed", "modernise.py", w / "old1.renamed", tagged["old1"], "--keep-names")
    text = step(w / "prose.conllu", "rawtext.py", "nl", w / "prose.conllu", *raw, "--words", 700_000)
    everything = step(w / "all.conllu", "rawtext.py", "nl", w / "all.conllu", *raw, "--all")
    prose = step(w / "prose.tagged", "tag.py", w / "prose.tagged", text, "--lemmas")
    words = step(w / "words.conllu", "wordlist.py", "nl", w / "words.conllu")
    lexicon = step(w / "words.tagged", "tag.py", w / "words.tagged", words, "--lemmas", "--pos-like", tagged["present"])
    vectors = step(
        w / "vectors.npz", "vectors.py", w / "vectors.npz", everything, *present, *older, "--epochs", 6
    )  # fmt: skip
    teacher = step(
        w / "teacher.pt", "teacher.py", "train", w / "teacher.pt", "--new", tagged["present"],
        "--old", tagged["old20"], old1, "--tune", tagged["tune"], "--vectors", vectors, "--epochs", 12,
    )  # fmt: skip
    with_old = step(
        w / "converted.raw", "teacher.py", "annotate", w / "converted.raw", tagged["old20"], old1,
        "--models", teacher, "--old",
    )  # fmt: skip
    silver = step(w / "silver.raw", "teacher.py", "annotate", w / "silver.raw", prose, "--models", teacher)
    return {
        "present": tagged["present"],
        "tune": tagged["tune"],
        "lexicon": lexicon,
        "converted": modern(w, "converted", with_old),
        "silver": modern(w, "silver", silver),
    }


def dutch(args: argparse.Namespace) -> None:
    """The Dutch pipeline."""
    w: Path = args.work
    tune = found(args.treebanks, "alpino_r2.16_dev")
    present = found(args.treebanks, "lassysmall_r2.16")
    older = found(args.treebanks, "lassysmall_2017") + found(args.treebanks, "lassysmall_r2.1_")
    made = teach(w, args.raw, present, older, tune)
    dev = step(w / "tune.spacy", "prepare.py", "nl", w / "tune.spacy", *tune)
    converted = ("--converted", made["converted"], "--silver", made["silver"])
    contracts = ("--contracts", HERE / "contracts_nl.conllu", "--repeat-contracts", 30)
    first = step(
        w / "first.spacy", "augment.py", "nl", w / "first.spacy", "--gold", made["present"], *converted,
        "--repeat", 8, "--repeat-converted", 3, "--lexicon", made["lexicon"],
    )  # fmt: skip
    step(w / "first", "train.py", HERE / "configs/nl.cfg", first, w / "first", "--dev", dev, "--steps", 2400)
    end = "measured" if args.measure else "shipped"
    gold = [made["present"]] if args.measure else [made["present"], made["tune"]]
    second = step(
        w / f"{end}.spacy", "augment.py", "nl", w / f"{end}.spacy", "--gold", *gold, *converted, "--words", 350_000,
        "--repeat", 5, "--repeat-converted", 2, "--amount", 0.6, "--silver-amount", 0.6,
        "--lexicon", made["lexicon"], *contracts, "--seed", 2,
    )  # fmt: skip
    step(
        w / end, "train.py", HERE / "configs/nl.cfg", second, w / end, "--dev", dev, "--steps", STEPS,
        "--resume", w / "first/model-last", "--set", "training.optimizer.learn_rate.initial_rate=0.0007",
        "training.batcher.size.start=1000", "training.batcher.size.stop=1200",
    )  # fmt: skip
    starts = step(
        w / f"{end}_senter.spacy", "augment.py", "nl", w / f"{end}_senter.spacy", "--gold", *gold, *converted,
        "--words", 80_000, "--repeat", 4, "--repeat-converted", 2, "--amount", 0.15, "--silver-amount", 0.15,
        "--sizes", 10, "--quotes", 0.08,
    )  # fmt: skip
    senter = w / f"{end}_senter"
    step(senter, "train.py", HERE / "configs/nl_senter.cfg", starts, senter, "--dev", dev, "--steps", 600)
    lemmas = [*present, *found(args.treebanks, "lassysmall_r2.1_")] + ([] if args.measure else tune)
    arguments = [
        w / end / "model-last", args.into, "--gold", *lemmas,
        "--plain", made["converted"], made["silver"], made["lexicon"], "--least", 1,
        "--senter", senter / "model-last", "--treebank", tune[0],
    ]  # fmt: skip
    if args.performance:
        arguments += ["--performance", args.performance]
    step(args.into, "package.py", *arguments)
    if args.measure:
        step(w / "scores.json", "evaluate.py", args.into, *tune, "--into", w / "scores.json")


def without_senter(source: Path, into: Path) -> Path:
    """The same pipeline without its sentence recogniser, which was there to teach the shared layers."""
    nlp = spacy.load(source)
    nlp.remove_pipe("senter")
    nlp.to_disk(into)
    return into


def in_lower_case(pipeline: Path) -> None:
    """Look word vectors up in lower case: spaCy reads this setting of vectors but does not write it."""
    file = pipeline / "vocab" / "vectors.cfg"
    settings = {**json.loads(file.read_text(encoding="utf-8")), "attr": LOWER}
    file.write_text(json.dumps(settings, indent=2) + "\n", encoding="utf-8")


def english(args: argparse.Namespace) -> None:
    """The English pipeline."""
    w: Path = args.work
    gold, tune = found(args.treebanks, "ewt_r2.16_train"), found(args.treebanks, "ewt_r2.16_dev")
    raw = step(w / "raw.conllu", "contracts.py", w / "raw.conllu", *args.raw)
    vectors = step(w / "vectors", "minilm_vectors.py", w / "vectors", *gold, raw)
    teacher = step(
        w / "teacher.pt", "transformer.py", "train", w / "teacher.pt", "--gold", *gold, "--tune", *tune
    )  # fmt: skip
    silver = step(
        w / "silver.conllu", "transformer.py", "annotate", w / "silver.conllu", raw, "--model", teacher
    )  # fmt: skip
    words = step(w / "words.conllu", "inflected.py", w / "words.conllu", silver)
    dev = step(w / "tune.spacy", "prepare.py", "en", w / "tune.spacy", *tune)
    first = step(
        w / "first.spacy", "augment.py", "en", w / "first.spacy", "--gold", *gold, "--silver", silver, "--repeat", 4
    )  # fmt: skip
    step(
        w / "first", "train.py", HERE / "configs/en.cfg", first, w / "first", "--dev", dev, "--steps", 2400,
        "--set", f"paths.vectors={vectors}", "training.optimizer.learn_rate.total_steps=3200",
    )  # fmt: skip
    end = "measured" if args.measure else "shipped"
    learnt = gold if args.measure else [*gold, *tune]
    second = step(
        w / f"{end}.spacy", "augment.py", "en", w / f"{end}.spacy", "--gold", *learnt, "--silver", silver,
        "--words", 110_000, "--repeat", 2, "--amount", 0.5, "--silver-amount", 0.5, "--seed", 11,
    )  # fmt: skip
    step(
        w / end, "train.py", HERE / "configs/en.cfg", second, w / end, "--dev", dev, "--steps", 900,
        "--resume", w / "first/model-last", "--set", f"paths.vectors={vectors}", "training.batcher.size.start=1000",
        "training.optimizer.learn_rate.initial_rate=0.0008", "training.optimizer.learn_rate.warmup_steps=30",
    )  # fmt: skip
    third = step(
        w / f"{end}3.spacy", "augment.py", "en", w / f"{end}3.spacy", "--gold", *learnt, "--silver", silver,
        "--words", 300_000, "--repeat", 5, "--amount", 0.4, "--silver-amount", 0.4, "--seed", 21,
    )  # fmt: skip
    settings = [
        "--set", f"paths.vectors={vectors}", "training.batcher.size.start=1000",
        "training.optimizer.learn_rate.warmup_steps=40",
    ]  # fmt: skip
    step(
        w / f"{end}3", "train.py", HERE / "configs/en.cfg", third, w / f"{end}3", "--dev", dev, "--steps", 1400,
        "--resume", w / end / "model-last", "--senter", *settings, "training.optimizer.learn_rate.initial_rate=0.0009",
        "training.optimizer.learn_rate.total_steps=2400",
    )  # fmt: skip
    step(
        w / f"{end}4", "train.py", HERE / "configs/en.cfg", third, w / f"{end}4", "--dev", dev, "--steps", 1100,
        "--resume", w / f"{end}3/model-last", "--senter", "--lower", "--seed", 2, *settings,
        "training.optimizer.learn_rate.initial_rate=0.0008",
    )  # fmt: skip
    arguments = [
        without_senter(w / f"{end}4/model-last", w / f"{end}_parser"), args.into, "--gold", *learnt, "--plain", words,
        "--particle", "none",
    ]  # fmt: skip
    if args.performance:
        arguments += ["--performance", args.performance]
    step(args.into, "package.py", *arguments)
    in_lower_case(args.into)
    if args.measure:
        step(w / "scores.json", "evaluate.py", args.into, *tune, "--into", w / "scores.json")


STEPS = 900  # of the second round (Dutch)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("language", choices=["nl", "en"])
    parser.add_argument("into", type=Path, help="directory to write the pipeline to")
    parser.add_argument("--treebanks", type=Path, required=True, help="folder with the treebanks")
    raw = "raw text: a paragraph a line, .gz or not (nl); folders of .txt and .md files (en)"
    parser.add_argument("--raw", type=Path, nargs="+", required=True, help=raw)
    parser.add_argument("--work", type=Path, required=True, help="folder for what is made on the way")
    parser.add_argument("--measure", action="store_true", help="leave the tuning treebank out and score on it")
    parser.add_argument("--performance", type=Path, help="scores.json of a measured run, for the description")
    args = parser.parse_args()
    args.work.mkdir(parents=True, exist_ok=True)
    {"nl": dutch, "en": english}[args.language](args)


if __name__ == "__main__":
    main()
