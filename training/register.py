"""Learns the weights of tenderkit/regie/register/similarity.py from the open half of the gold set, and measures both halves.

    python training/register.py            weights and scores on the open half, left-out clusters
    python training/register.py --hidden   totals on the half that was not looked at

A gold file holds blocks: a wish, lines with "=" that say the same, lines with "!" that do not. Pairs are all among the wish
and its "=" lines (the same), and each of those with every "!" line (not the same). Needs scikit-learn.
"""

from __future__ import annotations

import sys
from itertools import combinations, product
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression

from tenderkit.language import LANGUAGES, Language
from tenderkit.regie.register import similarity
from tenderkit.regie.register.meaning import meaning

GOLD = Path(__file__).resolve().parent.parent / "tests" / "regie" / "gold"
Pair = tuple[str, str, int, int]  # two wishes, 1 for the same, the number of their block


def pairs(language: Language, half: str, across: bool = False) -> list[Pair]:
    """The pairs of a half; `across`: those between blocks instead, which are never the same."""
    blocks = []
    for block in (GOLD / f"{language}-{half}.txt").read_text(encoding="utf-8").split("\n\n"):
        lines = block.strip().splitlines()
        same = [line.removeprefix("= ") for line in lines if not line.startswith("!")]
        blocks.append((same, [line.removeprefix("! ") for line in lines if line.startswith("!")]))
    found: list[Pair] = []
    if across:
        for (i, one), (_, other) in combinations(enumerate(blocks), 2):
            found += [(a, b, 0, i) for a, b in product(one[0] + one[1], other[0] + other[1])]
        return found
    for i, (same, different) in enumerate(blocks):
        found += [(a, b, 1, i) for a, b in combinations(same, 2)]
        found += [(a, b, 0, i) for a, b in product(same, different)]
    return found


def table(found: list[Pair], language: Language) -> np.ndarray:
    return np.array([similarity.signs(meaning(a, language), meaning(b, language)) for a, b, _, _ in found])


def at_recall(scores: np.ndarray, truth: np.ndarray, recall: float = 0.8) -> tuple[float, float]:
    """Precision at the strictest bound that reaches a recall, and that bound."""
    bound = np.sort(scores[truth == 1])[::-1][int(np.ceil(recall * truth.sum())) - 1]
    taken = scores >= bound
    return float(truth[taken].mean()), float(bound)


def report(name: str, scores: np.ndarray, truth: np.ndarray) -> None:
    precision, bound = at_recall(scores, truth)
    taken = scores >= similarity.SAME
    hits = int(truth[taken].sum())
    print(
        f"{name}: {len(truth)} pairs, {int(truth.sum())} the same; precision at recall 0.80: {precision:.3f} (bound {bound:.2f}); "
        f"at the bound in use: precision {hits / max(int(taken.sum()), 1):.3f}, recall {hits / truth.sum():.3f}"
    )


def scored(found: list[Pair], language: Language) -> np.ndarray:
    return np.array([similarity.likeness(meaning(a, language), meaning(b, language)).score for a, b, _, _ in found])


def main() -> None:
    if "--hidden" in sys.argv:
        for language in LANGUAGES:
            found = pairs(language, "hidden")
            truth = np.array([t for _, _, t, _ in found])
            report(f"{language} hidden", scored(found, language), truth)
            far = pairs(language, "hidden", across=True)
            wrong = scored(far, language) >= similarity.SAME
            print(f"{language} hidden, between blocks: {int(wrong.sum())} of {len(far)} pairs wrongly called the same")
        return
    sets = {language: pairs(language, "open") for language in LANGUAGES}
    far = {language: pairs(language, "open", across=True)[::7] for language in LANGUAGES}
    x = np.vstack([table(f, lang) for s in (sets, far) for lang, f in s.items()])
    y = np.array([t for s in (sets, far) for f in s.values() for _, _, t, _ in f])
    block = np.array([f"{lang}{i}" for s in (sets, far) for lang, f in s.items() for _, _, _, i in f])
    weight = np.array([w for s, w in ((sets, 1.0), (far, 0.1)) for f in s.values() for _ in f])

    def fitted(rows: np.ndarray) -> LogisticRegression:
        return LogisticRegression(C=1.0, max_iter=2000).fit(x[rows], y[rows], sample_weight=weight[rows])

    whole = fitted(np.ones(len(y), bool))
    print("WEIGHTS =", tuple(round(float(w), 2) for w in whole.coef_[0]))
    print("BIAS =", round(float(whole.intercept_[0]), 2))
    held = np.zeros(len(y))
    for name in sorted(set(block)):
        out = block == name
        held[out] = fitted(~out).predict_proba(x[out])[:, 1]
    near = np.concatenate([np.ones(sum(map(len, sets.values())), bool), np.zeros(sum(map(len, far.values())), bool)])
    at = 0
    for language, found in sets.items():
        rows = slice(at, at + len(found))
        report(f"{language} open, blocks left out in turn", held[rows], y[rows])
        at += len(found)
        if "-v" in sys.argv:
            for (a, b, t, _), score in sorted(zip(found, held[rows], strict=True), key=lambda p: -p[1]):
                if (score >= 0.5) != bool(t):
                    print(
                        f"  {t} {score:.2f}\n     {a}\n     {b}\n     {similarity.likeness(meaning(a, language), meaning(b, language))}"
                    )
    print("between blocks:", int((held[~near] >= 0.5).sum()), "of", int((~near).sum()), "wrong")


if __name__ == "__main__":
    main()
