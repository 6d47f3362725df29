"""Makes the models with which tenderkit tells what a passage resembles (tenderkit/lint/likenesses).

    python training/likeness.py train nl            writes the model of a language
    python training/likeness.py try nl              scores it by cross-validation
    python training/likeness.py sample FILE... --count 3000    neutral paragraphs of real documents, one a line, always the same ones

Learns one logistic regression a label from `training/passages/<language>-*.jsonl`: passages of our own, labelled "present",
"partial", "lookalike" (mechanisms) or "yes", "lookalike" (lock-in and over-detail), from the clause library, and from
paragraphs of real documents that speak of nothing in particular (--neutral: text files, one paragraph a line).
Needs scikit-learn. The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from tenderkit.language.folding import folded
from tenderkit.language.parties import find_parties
from tenderkit.lint.likeness import FOLDER, features, tokens, use
from tenderkit.lint.words import vocabulary
from tenderkit.places import data_folder

HERE = Path(__file__).parent
POSITIVE = ("present", "partial", "yes")
FEWEST = 2  # passages that a feature stands in
STRENGTH = 3.0  # of the regression: the inverse of its regularisation
NEUTRAL_WEIGHT = 0.5
LOOKALIKE_WEIGHT = 0.5  # they share most words with what they look like
BALANCE = 0.5  # total weight of the passages that carry a label, to that of the others
LIKELY_NOT_NEUTRAL = 0.5
SHORTEST, LONGEST = 60, 900  # characters of a neutral paragraph


@dataclass(frozen=True)
class Example:
    """A passage; `labels` it carries, `against` those it only looks like."""

    found: frozenset[str]
    labels: frozenset[str]
    about: str
    source: str


def examples(language: str, folder: Path) -> Iterator[Example]:
    """The labelled passages of a language."""
    for path in sorted(folder.glob(f"{language}-*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            item = json.loads(line)
            heading = item.get("heading") or ""
            labels = set(item.get("also", ()))
            if item["value"] in POSITIVE:
                labels.add(item["id"])
            found = found_in(language, item["text"], heading)
            yield Example(found, frozenset(labels), item["id"], path.stem)


def found_in(language: str, text: str, heading: str) -> frozenset[str]:
    """The features of a passage that stands alone."""
    parties = find_parties(f"{heading}\n{text}", language)
    words = tokens(folded(text), vocabulary(language, parties))
    return frozenset(features(words, folded(heading)))


def neutral(language: str, files: list[Path]) -> Iterator[Example]:
    """Paragraphs of real documents, one a line."""
    for path in files:
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.count(" ") >= 4:
                yield Example(found_in(language, line, ""), frozenset(), "", "neutral")


def rule_examples(language: str) -> Iterator[Example]:
    """The bad and good examples of the rules whose findings have a label."""
    labels = use().findings
    for path in sorted((data_folder("rules")).rglob("*.yaml")):
        rule = yaml.safe_load(path.read_text(encoding="utf-8"))
        label = labels.get(rule["code"])
        if label is None:
            continue
        for kind, carried in (("bad", {label}), ("good", set())):
            for text in rule["examples"][language][kind]:
                for line in str(text).splitlines():
                    if line.count(" ") >= 3 and not line.startswith("#"):
                        found = found_in(language, line.strip("0123456789. |"), "")
                        yield Example(found, frozenset(carried), label, "rules")


_SLOT = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")


def clauses(language: str) -> Iterator[Example]:
    """The paragraphs of the library's clauses that arrange one mechanism each."""
    labels = use().mechanisms
    for path in sorted((data_folder("clauses") / language).rglob("*.md")):
        _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
        provided = [labels[p] for p in yaml.safe_load(front).get("provides") or () if p in labels]
        if len(provided) != 1:
            continue
        heading = ""
        for line in _SLOT.sub(" 10 ", body).splitlines():
            if line.startswith("#"):
                heading = line.strip("# ")
            elif line.count(" ") >= 6:
                found = found_in(language, line.strip("0123456789. "), heading)
                yield Example(found, frozenset(provided), provided[0], "clauses")


@dataclass
class Table:
    """Features as columns."""

    names: list[str]
    rarity: np.ndarray

    @classmethod
    def of(cls, all_: list[Example]) -> Table:
        """The features that stand in enough passages, and how rare they are among the labelled ones."""
        counts: dict[str, int] = {}
        for example in all_:
            for name in example.found:
                counts[name] = counts.get(name, 0) + 1
        names = sorted(n for n, c in counts.items() if c >= FEWEST)
        rarity = np.array([np.log((1 + len(all_)) / (1 + counts[n])) + 1 for n in names])
        return cls(names, rarity)

    def matrix(self, some: list[Example]) -> csr_matrix:
        """Passages by features, each of length one."""
        columns = {name: i for i, name in enumerate(self.names)}
        rows, where, values = [], [], []
        for row, example in enumerate(some):
            own = sorted(columns[n] for n in example.found if n in columns)
            weights = self.rarity[own]
            length = np.linalg.norm(weights) or 1.0
            rows += [row] * len(own)
            where += own
            values += list(weights / length)
        return csr_matrix((values, (rows, where)), shape=(len(some), len(self.names)))


def fit(all_: list[Example], matrix: csr_matrix, label: str) -> LogisticRegression:
    """The regression for a label."""
    wanted = np.array([label in e.labels for e in all_])
    weights = np.array(
        [
            NEUTRAL_WEIGHT
            if e.source == "neutral"
            else LOOKALIKE_WEIGHT
            if e.about == label and not is_it and e.source != "rules"
            else 1.0
            for e, is_it in zip(all_, wanted, strict=True)
        ]
    )
    weights[wanted] *= weights[~wanted].sum() / weights[wanted].sum() * BALANCE
    regression = LogisticRegression(C=STRENGTH, max_iter=300, solver="liblinear", dual=True, random_state=0)
    return regression.fit(matrix, wanted, sample_weight=weights)


def labels_of(all_: list[Example]) -> list[str]:
    """All labels there are passages about."""
    return sorted({e.about for e in all_ if e.about})


def without_doubtful(all_: list[Example], table: Table, matrix: csr_matrix) -> list[Example]:
    """Without the neutral paragraphs that a first model takes for something: they may well be that."""
    told = [i for i, e in enumerate(all_) if e.source != "neutral"]
    loose = [i for i, e in enumerate(all_) if e.source == "neutral"]
    if not loose:
        return all_
    half = loose[::4]
    doubtful: set[int] = set()
    for label in labels_of(all_):
        some = told + half
        regression = fit([all_[i] for i in some], matrix[some], label)
        sure = regression.predict_proba(matrix[loose])[:, 1]
        doubtful.update(i for i, p in zip(loose, sure, strict=True) if p > LIKELY_NOT_NEUTRAL)
    return [e for i, e in enumerate(all_) if i not in doubtful]


def train(language: str, folder: Path, files: list[Path], out: Path) -> None:
    """Write the model of a language, from labelled passages, the examples of the rules, the library's clauses and neutral paragraphs."""
    own = [*examples(language, folder), *rule_examples(language), *clauses(language)]
    all_ = [*own, *neutral(language, files)]
    table = Table.of([e for e in all_ if e.source != "neutral"])
    kept = without_doubtful(all_, table, table.matrix(all_))
    print(
        f"{language}: {len(all_)} passages, {len(all_) - len(kept)} neutral ones doubtful, {len(table.names)} features"
    )
    matrix = table.matrix(kept)
    labels = labels_of(kept)
    fitted = [fit(kept, matrix, label) for label in labels]
    weights = np.stack([f.coef_[0] for f in fitted], axis=1)
    scale = np.abs(weights).max(axis=0) / 127
    whole = np.rint(weights / scale).astype(np.int8)
    used = np.abs(whole).max(axis=1) > 1
    np.savez_compressed(
        out / f"{language}.npz",
        features=np.frombuffer(
            "\n".join(n for n, u in zip(table.names, used, strict=True) if u).encode(), dtype=np.uint8
        ),
        labels=np.frombuffer("\n".join(labels).encode(), dtype=np.uint8),
        rarity=table.rarity[used].astype(np.float16),
        weights=whole[used],
        scale=scale.astype(np.float32),
        bias=np.array([f.intercept_[0] for f in fitted], dtype=np.float32),
    )


def attempt(language: str, folder: Path, files: list[Path]) -> None:
    """Five-fold cross-validation: F1 of each label at 0.5."""
    all_ = [*examples(language, folder), *neutral(language, files)]
    told = [i for i, e in enumerate(all_) if e.source != "neutral"]
    table = Table.of([all_[i] for i in told])
    matrix = table.matrix(all_)
    total = np.zeros(3)
    for label in labels_of(all_):
        counts = np.zeros(3)
        for fold in range(5):
            held = [i for n, i in enumerate(told) if n % 5 == fold]
            rest = sorted(set(range(len(all_))) - set(held))
            regression = fit([all_[i] for i in rest], matrix[rest], label)
            said = regression.predict(matrix[held])
            true = np.array([label in all_[i].labels for i in held])
            counts += (said & true).sum(), (said & ~true).sum(), (~said & true).sum()
        total += counts
        hit, false, missed = counts
        print(f"{label:<30} P {hit / max(hit + false, 1):.2f} R {hit / max(hit + missed, 1):.2f}")
    hit, false, missed = total
    print(f"{'all':<30} P {hit / (hit + false):.3f} R {hit / (hit + missed):.3f}")


def sample(files: list[Path], count: int) -> Iterator[str]:
    """Paragraphs of running text, the same ones every time; as many of each file, as far as it has them."""
    chance = random.Random(1)
    share = -(-count // len(files))
    for path in sorted(files):
        text = path.read_text(encoding="utf-8", errors="replace")
        paragraphs = [" ".join(p.split()) for p in re.split(r"\n\s*\n", text)]
        running = [p for p in paragraphs if SHORTEST < len(p) < LONGEST and not p.startswith("#")]
        yield from chance.sample(running, min(share, len(running)))


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["train", "try", "sample"])
    parser.add_argument("which", nargs="+", help="nl or en; the files to sample")
    parser.add_argument("--count", type=int, default=3000)
    parser.add_argument("--passages", type=Path, default=HERE / "passages")
    parser.add_argument("--neutral", type=Path, nargs="*", default=[])
    parser.add_argument("--out", type=Path, default=FOLDER)
    a = parser.parse_args()
    if a.what == "sample":
        print("\n".join(sample([Path(p) for p in a.which], a.count)))
    for language in a.which if a.what != "sample" else ():
        if a.what == "train":
            a.out.mkdir(parents=True, exist_ok=True)
            train(language, a.passages, a.neutral, a.out)
        else:
            attempt(language, a.passages, a.neutral)


if __name__ == "__main__":
    main()
