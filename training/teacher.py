"""A slow, accurate tagger and parser (PyTorch) that annotates raw text for the shipped pipeline to learn from.

train     learn from treebanks; those given with --old follow an older annotation scheme, and their trees are both
          learnt (as a second task) and read (the trees of the wanted scheme are predicted with the old tree in view)
annotate  fill in UPOS, features, heads and labels of CoNLL-U files; with several models their scores are averaged;
          with --old the trees of the older scheme that the file holds are converted to the wanted one
score     compare with gold annotation

The fifth column (XPOS) may hold the tags of another tagger, which are read as a feature.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy
import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence
from treebanks import Sentence, read_conllu

CHARACTERS = 20  # of a word that are read: its first and last ten


def index(values: Iterable[str], least: int = 1) -> dict[str, int]:
    """Numbers for the values that occur often enough; 0 pads, 1 is for all others."""
    counts = Counter(values)
    return {value: i + 2 for i, value in enumerate(sorted(v for v, n in counts.items() if n >= least))}


@dataclass
class Settings:
    """What the network needs to be built again."""

    chars: dict[str, int]
    words: dict[str, int]
    tags: dict[str, int]
    pos: list[str]
    feats: list[str]
    deps: list[str]
    old_pos: list[str]
    old_deps: list[str]
    vector_words: dict[str, int]
    vector_width: int
    hidden: int
    layers: int


@dataclass
class Batch:
    """Sentences as tensors; place 0 of every sentence is the root."""

    chars: Tensor
    words: Tensor
    vectors: Tensor
    tags: Tensor
    lengths: Tensor
    mask: Tensor
    pos: Tensor
    feats: Tensor
    heads: Tensor
    deps: Tensor


def shape_of(word: str) -> str:
    """The word as the vocabulary knows it."""
    return "".join("0" if c.isdigit() else c for c in word)


def encode(sentences: Sequence[Sentence], s: Settings, old: bool) -> Batch:
    """The tensors of some sentences; `old` says which scheme their annotation follows."""
    length = max(map(len, sentences)) + 1
    size = (len(sentences), length)
    chars = torch.zeros((*size, CHARACTERS), dtype=torch.long)
    words, vectors, tags = (torch.zeros(size, dtype=torch.long) for _ in range(3))
    pos, feats, heads, deps = (torch.full(size, -100, dtype=torch.long) for _ in range(4))
    pos_of = {p: i for i, p in enumerate(s.old_pos if old else s.pos)}
    deps_of = {d: i for i, d in enumerate(s.old_deps if old else s.deps)}
    feats_of = {f: i for i, f in enumerate(s.feats)}
    for row, sentence in enumerate(sentences):
        for i, word in enumerate(sentence.words, 1):
            cut = word if len(word) <= CHARACTERS else word[: CHARACTERS // 2] + word[-CHARACTERS // 2 :]
            for j, c in enumerate(cut):
                chars[row, i, j] = s.chars.get(c, 1)
            words[row, i] = s.words.get(shape_of(word.lower()), 1)
            vectors[row, i] = s.vector_words.get(word.lower(), 1)
            tags[row, i] = s.tags.get(sentence.tags[i - 1], 1)
            pos[row, i] = pos_of.get(sentence.pos[i - 1], -100)
            if not old:
                feats[row, i] = feats_of.get(sentence.morphs[i - 1], -100)
            head = sentence.heads[i - 1]
            heads[row, i] = 0 if head == i - 1 else head + 1
            deps[row, i] = deps_of.get(sentence.deps[i - 1], -100)
    lengths = torch.tensor([len(x) + 1 for x in sentences])
    mask = torch.arange(length)[None] < lengths[:, None]
    return Batch(chars, words, vectors, tags, lengths, mask, pos, feats, heads, deps)


class Biaffine(nn.Module):
    """Scores for every pair of head and dependent."""

    def __init__(self, width: int, labels: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(labels, width + 1, width + 1))

    def forward(self, dependent: Tensor, head: Tensor) -> Tensor:
        ones = torch.ones((*dependent.shape[:-1], 1))
        dependent, head = torch.cat([dependent, ones], -1), torch.cat([head, ones], -1)
        return torch.einsum("bix,oxy,bjy->boij", dependent, self.weight, head)


def mlp(inside: int, outside: int) -> nn.Sequential:
    """One hidden layer before a scorer."""
    return nn.Sequential(nn.Linear(inside, outside), nn.LeakyReLU(0.1), nn.Dropout(0.33))


class TreeScorer(nn.Module):
    """Arcs and labels of one annotation scheme."""

    def __init__(self, width: int, labels: int, arc: int = 256, label: int = 100) -> None:
        super().__init__()
        self.arc_d, self.arc_h = mlp(width, arc), mlp(width, arc)
        self.label_d, self.label_h = mlp(width, label), mlp(width, label)
        self.arc, self.label = Biaffine(arc, 1), Biaffine(label, labels)

    def forward(self, hidden: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        return self.arc(self.arc_d(hidden), self.arc_h(hidden))[:, 0], self.label_d(hidden), self.label_h(hidden)

    def labels(self, dependent: Tensor, head: Tensor, heads: Tensor) -> Tensor:
        """Label scores of every word given its head."""
        chosen = head.gather(1, heads.clamp(min=0)[..., None].expand(-1, -1, head.shape[-1]))
        ones = torch.ones((*dependent.shape[:-1], 1))
        d, h = torch.cat([dependent, ones], -1), torch.cat([chosen, ones], -1)
        half = torch.einsum("bix,oxy->bioy", d, self.label.weight)
        return torch.einsum("bioy,biy->bio", half, h)


class Teacher(nn.Module):
    """Characters, words, word vectors and outside tags; a BiLSTM; biaffine trees of both schemes."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        s = self.settings = settings
        self.chars = nn.Embedding(max(s.chars.values()) + 1, 32, padding_idx=0)
        self.grams = nn.Conv1d(32, 128, 3, padding=1)
        self.words = nn.Embedding(max(s.words.values()) + 1, 100, padding_idx=0)
        self.vectors = nn.Embedding(len(s.vector_words) + 2, s.vector_width, padding_idx=0)
        self.vectors.weight.requires_grad = False
        self.tags = nn.Embedding(max(s.tags.values(), default=1) + 1, 48, padding_idx=0)
        inside = 128 + 100 + s.vector_width + 48
        self.drop = nn.Dropout(0.33)
        self.lstm = nn.LSTM(inside, s.hidden, s.layers, batch_first=True, bidirectional=True, dropout=0.33)
        width = 2 * s.hidden
        self.old_pos = nn.Linear(width, len(s.old_pos))
        self.old_tree = TreeScorer(width, len(s.old_deps))
        self.pos, self.feats = nn.Linear(width, len(s.pos)), nn.Linear(width, len(s.feats))
        self.see_label = nn.Embedding(len(s.old_deps) + 1, 48, padding_idx=len(s.old_deps))
        self.see_pos = nn.Embedding(len(s.old_pos) + 1, 16, padding_idx=len(s.old_pos))
        self.see_head = nn.Linear(width, 64)
        self.see_arc = nn.Parameter(torch.zeros(3))
        self.tree = TreeScorer(width + 128, len(s.deps))
        self.pos_old = nn.Linear(128, len(s.pos), bias=False)

    def encode(self, batch: Batch) -> Tensor:
        """The BiLSTM's output."""
        keep = batch.mask
        if self.training:
            unknown = torch.rand(batch.words.shape)
            words = batch.words.masked_fill((unknown < 0.2) & keep, 1)
            vectors = batch.vectors.masked_fill((torch.rand(batch.words.shape) < 0.1) & keep, 1)
            tags = batch.tags.masked_fill((torch.rand(batch.words.shape) < 0.1) & keep, 1)
        else:
            words, vectors, tags = batch.words, batch.vectors, batch.tags
        chars = self.chars(batch.chars[keep]).transpose(1, 2)
        grams = torch.relu(self.grams(chars)).amax(-1)
        spelled = torch.zeros((*keep.shape, 128)).masked_scatter(keep[..., None], grams)
        inside = torch.cat([spelled, self.words(words), self.vectors(vectors), self.tags(tags)], -1)
        packed = pack_padded_sequence(self.drop(inside), batch.lengths, batch_first=True, enforce_sorted=False)
        hidden, _ = pad_packed_sequence(self.lstm(packed)[0], batch_first=True)
        return self.drop(hidden)

    def old_view(self, hidden: Tensor, batch: Batch, given: bool) -> tuple[Tensor, Tensor, Tensor]:
        """Heads, labels and tags of the old scheme: those given, or predicted."""
        if given:
            heads, deps, pos = batch.heads, batch.deps, batch.pos
            return heads.clamp(min=0), deps.masked_fill(deps < 0, -1), pos.masked_fill(pos < 0, -1)
        with torch.no_grad():
            was = self.training
            self.eval()
            arcs, dependent, head = self.old_tree(hidden)
            arcs = arcs.masked_fill(~batch.mask[:, None], -1e9)
            heads = arcs.argmax(-1)
            found = self.old_tree.labels(dependent, head, heads).argmax(-1), self.old_pos(hidden).argmax(-1)
            self.train(was)
        return heads, *found

    def new_tree(
        self, hidden: Tensor, batch: Batch, old: tuple[Tensor, Tensor, Tensor], blind: float = 0.0
    ) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Arc scores, label vectors and tag scores of the wanted scheme, with the old tree in view."""
        heads, deps, pos = old
        seen = (torch.rand(heads.shape) >= blind).float()
        above = hidden.gather(1, heads[..., None].expand(-1, -1, hidden.shape[-1]))
        deps = deps.masked_fill(deps < 0, len(self.settings.old_deps))
        pos = pos.masked_fill(pos < 0, len(self.settings.old_pos))
        view = torch.cat([self.see_label(deps), self.see_pos(pos), torch.tanh(self.see_head(above))], -1)
        view = view * seen[..., None]
        arcs, dependent, head = self.tree(torch.cat([hidden, view], -1))
        matrix = functional.one_hot(heads, hidden.shape[1]).float() * seen[..., None]
        grand = matrix @ matrix
        arcs = arcs + self.see_arc[0] * matrix + self.see_arc[1] * matrix.transpose(1, 2) + self.see_arc[2] * grand
        return arcs, dependent, head, self.pos(hidden) + self.pos_old(view)


def batches(sentences: Sequence[Sentence], words: int, chance: random.Random | None) -> Iterator[list[Sentence]]:
    """Batches of sentences alike in length."""
    order = list(sentences)
    if chance:
        chance.shuffle(order)
    order.sort(key=lambda x: len(x) + (chance.random() * 6 if chance else 0))
    found: list[list[Sentence]] = [[]]
    for sentence in order:
        if found[-1] and (len(found[-1]) + 1) * len(sentence) > words:
            found.append([])
        found[-1].append(sentence)
    if chance:
        chance.shuffle(found)
    yield from found


def loss_of(scores: Tensor, gold: Tensor) -> Tensor:
    """Cross-entropy over the words that are annotated."""
    return functional.cross_entropy(scores.flatten(0, -2), gold.flatten(), ignore_index=-100)


def tree_loss(scorer: TreeScorer, arcs: Tensor, dependent: Tensor, head: Tensor, batch: Batch) -> Tensor:
    """Loss of heads and labels."""
    arcs = arcs.masked_fill(~batch.mask[:, None], -1e9)
    return loss_of(arcs, batch.heads) + loss_of(scorer.labels(dependent, head, batch.heads), batch.deps)


def spanning_tree(scores: numpy.ndarray[Any, Any]) -> list[int]:
    """The best tree (Chu-Liu-Edmonds) with one word below the root; scores[dependent, head], place 0 is the root."""
    scores = scores.copy()
    scores[0] = -1e9
    numpy.fill_diagonal(scores, -1e9)
    heads = best_tree(scores)
    roots = [i for i in range(1, len(heads)) if heads[i] == 0]
    if len(roots) > 1:
        options = []
        for root in sorted(roots, key=lambda i: -scores[i, 0])[:3]:
            single = scores.copy()
            single[:, 0] = -1e8
            single[root, 0] = scores[root, 0]
            found = best_tree(single)
            options.append((sum(single[i, found[i]] for i in range(1, len(found))), found))
        heads = max(options)[1]
    return heads


def best_tree(scores: numpy.ndarray[Any, Any]) -> list[int]:
    """Chu-Liu-Edmonds, by contraction."""
    n = len(scores)
    heads = [0, *(int(h) for h in scores[1:].argmax(1))]
    state = [0] * n
    for start in range(1, n):
        path = []
        i = start
        while i and state[i] == 0:
            state[i] = 1
            path.append(i)
            i = heads[i]
        if i and state[i] == 1:
            cycle = path[path.index(i) :]
            break
        for j in path:
            state[j] = 2
    else:
        return heads
    inside = set(cycle)
    outside = [i for i in range(n) if i not in inside]
    weight = sum(scores[i, heads[i]] for i in cycle)
    m = len(outside)
    small = numpy.full((m + 1, m + 1), -1e9)
    small[:m, :m] = scores[numpy.ix_(outside, outside)]
    into = numpy.array([[scores[i, j] - scores[i, heads[i]] for j in outside] for i in cycle])
    enters = into.argmax(0)
    small[m, :m] = into.max(0) + weight
    leaving = scores[numpy.ix_(outside, cycle)]
    leaves = leaving.argmax(1)
    small[:m, m] = leaving.max(1)
    small[0] = -1e9
    numpy.fill_diagonal(small, -1e9)
    found = best_tree(small)
    result = heads[:]
    for i, place in enumerate(outside):
        if i:
            result[place] = cycle[leaves[i]] if found[i] == m else outside[found[i]]
    entry = found[m]
    broken = cycle[enters[entry]]
    result[broken] = outside[entry]
    return result


@torch.no_grad()
def annotate(models: Sequence[Teacher], sentences: Sequence[Sentence], given: bool) -> None:
    """Write the averaged prediction of the models into the sentences."""
    for model in models:
        model.eval()
    s = models[0].settings
    place = {id(sentence): i for i, sentence in enumerate(sentences)}
    done = 0
    for group in batches(sentences, 3000, None):
        batch = encode(group, s, given)
        arcs, labels, tags, feats, parts = 0.0, [], 0.0, 0.0, []
        for model in models:
            hidden = model.encode(batch)
            a, d, h, p = model.new_tree(hidden, batch, model.old_view(hidden, batch, given))
            arcs = arcs + torch.log_softmax(a.masked_fill(~batch.mask[:, None], -1e9), -1)
            tags = tags + torch.log_softmax(p, -1)
            feats = feats + torch.log_softmax(model.feats(hidden), -1)
            parts.append((model, d, h))
        matrix = arcs.numpy()
        heads = torch.zeros(batch.heads.shape, dtype=torch.long)
        for row, sentence in enumerate(group):
            n = len(sentence) + 1
            heads[row, :n] = torch.tensor(spanning_tree(matrix[row, :n, :n]))
        labels = sum(torch.softmax(model.tree.labels(d, h, heads), -1) for model, d, h in parts)
        root = s.deps.index("ROOT")
        labels[..., root] = -1
        best, pos, feat = labels.argmax(-1), tags.argmax(-1), feats.argmax(-1)
        for row, sentence in enumerate(group):
            target = sentences[place[id(sentence)]]
            for i in range(len(sentence)):
                head = int(heads[row, i + 1])
                target.heads[i] = head - 1 if head else i
                target.deps[i] = s.deps[int(best[row, i + 1])] if head else "ROOT"
                target.pos[i] = s.pos[int(pos[row, i + 1])]
                target.morphs[i] = s.feats[int(feat[row, i + 1])]
            done += 1


def score(gold: Sequence[Sentence], found: Sequence[Sentence]) -> str:
    """UPOS, features, UAS and LAS (without punctuation) on gold words."""
    n = words = pos = feats = uas = las = 0
    for g, f in zip(gold, found, strict=True):
        for i in range(len(g)):
            n += 1
            pos += g.pos[i] == f.pos[i]
            feats += g.morphs[i] == f.morphs[i]
            if g.deps[i] != "punct":
                words += 1
                uas += g.heads[i] == f.heads[i]
                las += g.heads[i] == f.heads[i] and g.deps[i] == f.deps[i]
    return f"UPOS {pos / n:.4f}  feats {feats / n:.4f}  UAS {uas / words:.4f}  LAS {las / words:.4f}"


def read(files: Sequence[Path]) -> list[Sentence]:
    """All sentences of some files."""
    return [sentence for file in files for sentence in read_conllu(file)]


def copies(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Copies whose annotation may be overwritten."""
    return [
        Sentence(x.words, x.spaces, x.pos[:], x.tags, x.morphs[:], x.lemmas[:], x.heads[:], x.deps[:])
        for x in sentences
    ]


def train(args: argparse.Namespace) -> None:
    """Learn a model and save it."""
    torch.manual_seed(args.seed)
    chance = random.Random(args.seed)
    new, old = read(args.new), read(args.old)
    tune = read(args.tune)
    vectors = numpy.load(args.vectors)
    both = new + old
    settings = Settings(
        chars=index((c for x in both for w in x.words for c in w), 2),
        words=index((shape_of(w.lower()) for x in both for w in x.words), 2),
        tags=index((t for x in both for t in x.tags), 2),
        pos=sorted({p for x in new for p in x.pos}),
        feats=sorted({f for x in new for f in x.morphs}),
        deps=sorted({d for x in new for d in x.deps}),
        old_pos=sorted({p for x in old for p in x.pos}) or ["X"],
        old_deps=sorted({d for x in old for d in x.deps}) or ["dep"],
        vector_words={str(w): i + 2 for i, w in enumerate(vectors["words"])},
        vector_width=vectors["vectors"].shape[1],
        hidden=args.hidden,
        layers=args.layers,
    )
    model = Teacher(settings)
    table = torch.tensor(vectors["vectors"])
    model.vectors.weight.data[2:] = table / table.std()
    weights = [p for p in model.parameters() if p.requires_grad]
    optimizer = torch.optim.Adam(weights, lr=args.rate, betas=(0.9, 0.95))
    steps = args.epochs * len(
        list(batches(new, args.words, random.Random(0))) + list(batches(old, args.words, random.Random(0)))
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / 50) * max(0.02, 1 - step / max(steps, 1))
    )
    started = time.perf_counter()
    for epoch in range(args.epochs):
        model.train()
        tasks = [(False, b) for b in batches(new, args.words, chance)]
        tasks += [(True, b) for b in batches(old, args.words, chance)]
        chance.shuffle(tasks)
        total = 0.0
        for is_old, group in tasks:
            batch = encode(group, settings, is_old)
            hidden = model.encode(batch)
            if is_old:
                loss = tree_loss(model.old_tree, *model.old_tree(hidden), batch)
                loss = loss + loss_of(model.old_pos(hidden), batch.pos)
            else:
                view = model.old_view(hidden, batch, False)
                arcs, dependent, head, pos = model.new_tree(hidden, batch, view, blind=0.1)
                loss = tree_loss(model.tree, arcs, dependent, head, batch) + loss_of(pos, batch.pos)
                loss = loss + loss_of(model.feats(hidden), batch.feats)
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(weights, 5.0)
            optimizer.step()
            schedule.step()
            total += float(loss.detach())
        line = f"epoch {epoch + 1}  loss {total / len(tasks):.3f}  {time.perf_counter() - started:.0f} s"
        if tune and (epoch % 2 == 1 or epoch + 1 == args.epochs):
            found = copies(tune)
            annotate([model], found, False)
            line += "  " + score(tune, found)
        print(line, flush=True)
    torch.save({"settings": settings, "weights": model.state_dict()}, args.into)


def load(file: Path) -> Teacher:
    """A trained model."""
    torch.serialization.add_safe_globals([Settings])
    saved = torch.load(file, weights_only=True)
    model = Teacher(saved["settings"])
    model.load_state_dict(saved["weights"])
    return model.eval()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    learn = commands.add_parser("train", help="learn from treebanks")
    learn.add_argument("into", type=Path)
    learn.add_argument("--new", type=Path, nargs="+", required=True, help="treebanks of the wanted scheme")
    learn.add_argument("--old", type=Path, nargs="*", default=[], help="treebanks of an older scheme")
    learn.add_argument("--tune", type=Path, nargs="*", default=[], help="treebanks to report scores on")
    learn.add_argument("--vectors", type=Path, required=True, help="word vectors of vectors.py")
    learn.add_argument("--epochs", type=int, default=14)
    learn.add_argument("--words", type=int, default=1000, help="words in a batch")
    learn.add_argument("--rate", type=float, default=2e-3)
    learn.add_argument("--hidden", type=int, default=256)
    learn.add_argument("--layers", type=int, default=2)
    learn.add_argument("--seed", type=int, default=1)
    fill = commands.add_parser("annotate", help="annotate CoNLL-U files")
    fill.add_argument("into", type=Path)
    fill.add_argument("text", type=Path, nargs="+")
    fill.add_argument("--models", type=Path, nargs="+", required=True)
    fill.add_argument("--old", action="store_true", help="the files hold trees of the older scheme: convert them")
    compare = commands.add_parser("score", help="score the models on treebanks")
    compare.add_argument("text", type=Path, nargs="+")
    compare.add_argument("--models", type=Path, nargs="+", required=True)
    args = parser.parse_args()
    torch.set_num_threads(1)
    if args.command == "train":
        train(args)
        return
    models = [load(file) for file in args.models]
    sentences = read(args.text)
    found = copies(sentences)
    annotate(models, found, args.command == "annotate" and args.old)
    if args.command == "score":
        print(score(sentences, found))
    else:
        args.into.write_text("".join(x.conllu() for x in found), encoding="utf-8")


if __name__ == "__main__":
    main()
