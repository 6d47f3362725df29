"""Learn the data of the lemmatizer component from treebanks, and put the component into a trained pipeline.

--gold files have the lemmas that are wanted; --plain files lemmas in which the parts of compounds are not marked
(other annotations, or the output of another lemmatizer): these teach endings and frequencies, and fill the table
with words that the gold files lack.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy
import spacy
from treebanks import Sentence, read_conllu

from tenderkit.language.lemmatizer import (
    FACTORY,
    LONGEST_ENDING,
    OPEN_CLASSES,
    LemmaData,
    TenderkitLemmatizer,
    kind,
    split_features,
    splits,
    take_apart,
)

Word = tuple[str, str, str, str, bool]  # part of speech, with features, form, lemma, whether a capital tells nothing


def chosen_features(morph: str, pos: str, names: Sequence[str]) -> str:
    """The key of part of speech and deciding features."""
    features = dict(pair.split("=", 1) for pair in morph.split("|") if "=" in pair)
    return "|".join([pos, *(f"{name}={features[name]}" for name in names if name in features)])


def words(sentences: Sequence[Sentence], data: LemmaData, particle: str) -> Iterator[Word]:
    """The words of treebanks; verbs without the particles that stand apart from them."""
    for s in sentences:
        apart: dict[int, list[str]] = defaultdict(list)
        for i, dep in enumerate(s.deps):
            if dep == particle:
                apart[s.heads[i]].append(s.words[i].lower())
        for i, (form, lemma, pos) in enumerate(zip(s.words, s.lemmas, s.pos, strict=True)):
            if not lemma or not pos:
                continue
            if i in apart and lemma.startswith("_".join(apart[i]) + "_"):
                lemma = lemma.removeprefix("_".join(apart[i]) + "_")
            elif pos == "VERB" and "_" in lemma and not form.lower().startswith(lemma.split("_")[0].lower()):
                continue
            key = form if pos in data.proper else form.lower()
            yield pos, chosen_features(s.morphs[i], pos, data.features), key, lemma, i == 0


def how_written(form: str, lemma: str) -> tuple[str, str, str]:
    """How the first part of a compound is written, that part's lemma, and the last part."""
    head, _, last = lemma.rpartition("_")
    first = head.replace("_", "")
    form = form.lower()
    for at in range(max(2, len(first) - 3), len(first) + 5):
        start = at + (form[at : at + 1] == "-")
        if form[start : start + 3] == last[:3].lower() and last:
            return form[:at], first, last
    return first, first, last


def base(form: str, lemma: str) -> str:
    """The lemma as one would write it: "bestuurs" and "dienst" for "bestuur_dienst"."""
    if "_" not in lemma:
        return lemma
    written, _, last = how_written(form, lemma)
    hyphen = "-" if form.lower()[len(written) : len(written) + 1] == "-" else ""
    return f"{written}{hyphen}{last}"


def change_between(form: str, lemma: str) -> str | None:
    """The change that makes the lemma of the form, see LemmaData.endings."""
    for prefix in ("", "ge"):
        if not form.startswith(prefix) or len(form) <= len(prefix) + 1:
            continue
        rest = form[len(prefix) :]
        same = 0
        while same < min(len(rest), len(lemma)) and rest[same] == lemma[same]:
            same += 1
        if same >= 1 and (same >= len(rest) / 3 or same >= 3):
            return f"{prefix} {len(rest) - same} {lemma[same:]}"
    return None


def learn_endings(pairs: set[tuple[str, str, str, str]], proper: Sequence[str]) -> dict[str, dict[str, list[str]]]:
    """The usual changes per ending, from (part of speech, with features, form, lemma)."""
    counts: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for pos, chosen, form, lemma in pairs:
        how = change_between(form, lemma)
        if how is None:
            continue
        for key in {pos, chosen}:
            for length in range(min(LONGEST_ENDING, len(form)) + 1):
                counts[key][form[len(form) - length :]][how] += 1
    found: dict[str, dict[str, list[str]]] = {}
    for key, endings in counts.items():
        kept: dict[str, list[str]] = {}
        for ending in sorted(endings, key=lambda e: (len(e), e)):
            ranked = sorted(endings[ending].items(), key=lambda x: (-x[1], x[0]))
            total = sum(n for _, n in ranked)
            if key.split("|")[0] in proper:  # names are left alone unless the ending is telling
                usual = [how for how, n in ranked if n >= 3 and n > 0.6 * total][:1] if len(ending) != 1 else []
            else:
                usual = [how for how, n in ranked if n >= 2 and n > 0.08 * total][:3]
            above = next((kept[ending[k:]] for k in range(1, len(ending) + 1) if ending[k:] in kept), None)
            if usual and (above is None or usual != above[: len(usual)]):
                kept[ending] = usual
        if kept:
            found[key] = kept
    return found


def learn_parts(types: dict[tuple[str, str], Counter[str]], data: LemmaData) -> None:
    """Fill `firsts` and `parts` from gold lemmas, each counted once."""
    parts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    firsts: dict[str, Counter[str]] = defaultdict(Counter)
    for (pos, lemma), forms in types.items():
        if "_" not in lemma:
            continue
        written, first, last = how_written(forms.most_common(1)[0][0], lemma)
        parts[f"{kind(pos)} {first}"][0] += 1
        parts[f"{kind(pos)} {last}"][2] += 1
        firsts[written][first] += 1
    for pos, lemma in types:
        if "_" in lemma:
            continue
        for at in range(2, len(lemma) - 1):
            first, last = f"{kind(pos)} {lemma[:at]}", f"{kind(pos)} {lemma[at:]}"
            if first in parts:
                parts[first][1] += 1
            if last in parts or f"{pos} {lemma[at:]}" in data.lemmas:
                parts[last][3] += 1
    data.parts = {part: list(n) for part, n in sorted(parts.items())}
    data.firsts = {written: dict(sorted(found.items())) for written, found in sorted(firsts.items())}


def learn_weights(types: dict[tuple[str, str], Counter[str]], data: LemmaData, rounds: int = 300) -> list[float]:
    """Weights of the features of a split: a log-linear choice among all ways, or none, to take a word apart."""
    groups: list[tuple[numpy.ndarray, int]] = []
    for (pos, lemma), forms in types.items():
        if pos not in OPEN_CLASSES:
            continue
        form = forms.most_common(1)[0][0]
        right = lemma.rpartition("_")[0].replace("_", ""), lemma.rpartition("_")[2]
        rows, target = [], 0
        for split in splits(base(form, lemma), pos, data):
            alone = data.parts.get(f"{kind(pos)} {split.last}", [0, 0, 0, 0])[2] - (
                right[1] == split.last and bool(right[0])
            )
            if split.link != 3 and f"{pos} {split.last}" not in data.lemmas and alone < 1:
                continue
            rows.append(split_features(split, pos, data, own=lemma))
            if right[0] and (split.first, split.last) == right:
                target = len(rows)
        if rows and (target or "_" not in lemma):
            groups.append((numpy.array(rows), target))
    if not any(target for _, target in groups):
        return []
    size = groups[0][0].shape[1]
    weights, speed = numpy.zeros(size), numpy.zeros(size)
    owner = numpy.repeat(numpy.arange(len(groups)), [len(rows) for rows, _ in groups])
    stacked = numpy.concatenate([rows for rows, _ in groups])
    starts = numpy.cumsum([0] + [len(rows) for rows, _ in groups])[:-1]
    wanted = [start + target - 1 for start, (_, target) in zip(starts, groups, strict=True) if target]
    aim = stacked[wanted].sum(0)
    for _ in range(rounds):
        odds = numpy.exp(numpy.clip(stacked @ weights, -20, 20))
        total = 1 + numpy.bincount(owner, odds, len(groups))
        gradient = aim - (odds / total[owner]) @ stacked - 0.5 * weights
        speed = 0.9 * speed + 0.1 * gradient**2
        weights += 0.1 * gradient / (numpy.sqrt(speed) + 1e-6) * 0.5
    return [round(float(w), 4) for w in weights]


def learn(
    gold: Sequence[Sentence],
    plain: Sequence[Sentence],
    particle: str,
    least: int = 2,
    settings: LemmaData | None = None,
) -> LemmaData:
    """The data of a language.

    Args:
        gold: sentences with the lemmas that are wanted.
        plain: sentences whose lemmas do not mark parts.
        particle: the dependency label of a verb's particle.
        least: how often a form of `plain` must occur to enter the table.
        settings: data with the language's `features` and `capitals`, to fill in; the defaults suit Dutch.
    """
    data = settings or LemmaData()
    table: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    exact: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    types: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    pairs: set[tuple[str, str, str, str]] = set()
    lemmas: Counter[str] = Counter()
    for pos, chosen, form, lemma, _ in words(gold, data, particle):
        table[pos, form][lemma] += 1
        exact[f"{chosen} {form}", pos][lemma] += 1
        if pos in OPEN_CLASSES:
            types[pos, lemma][form] += 1
            lemmas[f"{pos} {base(form, lemma)}"] += 1
        pairs.add((pos, chosen, form, base(form, lemma)))
    marked = any("_" in lemma for _, lemma in types)
    others: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for pos, _, form, lemma, _ in words(plain, data, particle):
        others[pos, form][lemma] += 1
        if pos in OPEN_CLASSES:
            lemmas[f"{pos} {lemma}"] += 1
    for (pos, form), found in others.items():
        lemma, count = max(found.items(), key=lambda x: (x[1], x[0]))
        if count >= least and form.isalpha():
            pairs.add((pos, pos, form, lemma))
    split_only = {f"{pos} {base(next(iter(forms)), lemma)}" for (pos, lemma), forms in types.items() if "_" in lemma}
    data.lemmas = {x: n for x, n in sorted(lemmas.items()) if (n > 1 or x not in split_only) and "_" not in x}
    data.endings = learn_endings(pairs, data.proper)
    for (pos, form), found in sorted(table.items()):
        data.forms[f"{pos} {form}"] = max(found.items(), key=lambda x: (x[1], x[0]))[0]
    for (key, pos), found in sorted(exact.items()):
        lemma = max(found.items(), key=lambda x: (x[1], x[0]))[0]
        if lemma != data.forms[f"{pos} {key.split(' ', 1)[1]}"]:
            data.forms[key] = lemma
    if marked:
        learn_parts(types, data)
        data.weights = learn_weights(types, data)
        learn_particles(gold, types, data, particle)
    for (pos, form), found in sorted(others.items()):
        lemma, count = max(found.items(), key=lambda x: (x[1], x[0]))
        if count < least or f"{pos} {form}" in data.forms or not lemma:
            continue
        key = f"{pos}? {form}" if pos in data.capitals else f"{pos} {form}"
        data.forms[key] = take_apart(lemma, pos, data) if pos in OPEN_CLASSES else lemma
    whatever: dict[str, Counter[str]] = defaultdict(Counter)
    for (pos, form), found in table.items():
        if pos not in data.proper:
            whatever[form].update(found)
    known = {key.split(" ", 1)[1] for key in data.forms}
    for form, found in sorted(whatever.items()):
        if len(found) == 1 and form in known and sum(found.values()) > 1:
            data.forms[f"* {form}"] = next(iter(found))
    return data


def learn_particles(
    gold: Sequence[Sentence], types: dict[tuple[str, str], Counter[str]], data: LemmaData, particle: str
) -> None:
    """How sure each particle is part of the lemma of the verb that it depends on."""
    joined: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for s in gold:
        for i, dep in enumerate(s.deps):
            if dep == particle and i not in s.heads:
                word = s.words[i].lower()
                seen[word] += 1
                joined[word] += s.lemmas[s.heads[i]].startswith(f"{word}_")
    prefixes = {lemma.partition("_")[0] for pos, lemma in types if pos == "VERB" and "_" in lemma}
    data.particles = {p: round((joined[p] + 1) / (seen[p] + 1.5), 3) for p in sorted(prefixes | set(seen))}


def install(nlp: spacy.Language, data: LemmaData, particle: str) -> None:
    """Put the lemmatizer at the end of a pipeline, instead of any it has."""
    for name in ("trainable_lemmatizer", "lemmatizer", FACTORY):
        if name in nlp.pipe_names:
            nlp.remove_pipe(name)
    component = nlp.add_pipe(FACTORY, config={"particle": particle})
    assert isinstance(component, TenderkitLemmatizer)
    component.learn(data)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pipeline", type=Path, help="directory of the trained pipeline")
    parser.add_argument("into", type=Path, help="directory to write it to, with its lemmatizer")
    parser.add_argument("--gold", type=Path, nargs="+", required=True, help="CoNLL-U files")
    parser.add_argument("--plain", type=Path, nargs="*", default=[], help="CoNLL-U files")
    parser.add_argument("--least", type=int, default=2, help="occurrences of a form of --plain to enter the table")
    parser.add_argument("--particle", default="compound:prt", help="label of a verb's particle (default: %(default)s)")
    args = parser.parse_args()
    random.seed(0)
    gold = [s for file in args.gold for s in read_conllu(file)]
    plain = [s for file in args.plain for s in read_conllu(file)]
    data = learn(gold, plain, args.particle, args.least)
    nlp = spacy.load(args.pipeline)
    install(nlp, data, args.particle)
    nlp.to_disk(args.into)
    print(
        f"{len(data.forms)} forms, {len(data.lemmas)} lemmas, {sum(map(len, data.endings.values()))} endings, "
        f"{len(data.to_bytes()) / 1e6:.2f} MB"
    )


if __name__ == "__main__":
    main()
