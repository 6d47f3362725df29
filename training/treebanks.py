"""Reading CoNLL-U and turning sentences into spaCy documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from spacy.tokens import Doc
from spacy.vocab import Vocab


@dataclass
class Sentence:
    """One annotated sentence; heads count from 0, the root is its own head."""

    words: list[str] = field(default_factory=list)
    spaces: list[bool] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    morphs: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.words)

    def add(self, word: str, space: bool, pos: str, tag: str, morph: str, lemma: str, head: int, dep: str) -> None:
        """Append a token."""
        self.words.append(word)
        self.spaces.append(space)
        self.pos.append(pos)
        self.tags.append(tag)
        self.morphs.append(morph)
        self.lemmas.append(lemma)
        self.heads.append(head)
        self.deps.append(dep)

    @property
    def text(self) -> str:
        """The sentence as it was written."""
        return "".join(w + " " * s for w, s in zip(self.words, self.spaces, strict=True))

    def conllu(self) -> str:
        """The sentence in CoNLL-U, with the blank line that ends it."""
        rows = [f"# text = {self.text.strip()}"]
        for i, word in enumerate(self.words):
            head = 0 if self.heads[i] == i else self.heads[i] + 1
            dep = "root" if head == 0 else self.deps[i]
            misc = "_" if self.spaces[i] else "SpaceAfter=No"
            fields = (
                str(i + 1), word, self.lemmas[i] or "_", self.pos[i] or "_", self.tags[i] or "_",
                self.morphs[i] or "_", str(head), dep or "_", "_", misc,
            )  # fmt: skip
            rows.append("\t".join(fields))
        return "\n".join(rows) + "\n\n"


def read_conllu(file: Path) -> Iterator[Sentence]:
    """The sentences of a CoNLL-U file."""
    sentence = Sentence()
    with file.open(encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("#"):
                continue
            if not line.strip():
                if sentence.words:
                    yield sentence
                sentence = Sentence()
                continue
            row = line.rstrip("\n").split("\t")
            if not row[0].isdigit():
                continue
            here = len(sentence)
            head = int(row[6]) - 1 if row[6] not in ("0", "_") else here
            sentence.add(
                row[1],
                "SpaceAfter=No" not in row[9],
                row[3] if row[3] != "_" else "",
                row[4] if row[4] != "_" else "",
                row[5] if row[5] != "_" else "",
                row[2] if row[2] != "_" or row[1] == "_" else "",
                head,
                "ROOT" if head == here else row[7],
            )
    if sentence.words:
        yield sentence


def document(sentences: Sequence[Sentence], vocab: Vocab) -> Doc:
    """One document of several sentences."""
    words: list[str] = []
    spaces: list[bool] = []
    pos: list[str] = []
    morphs: list[str] = []
    lemmas: list[str] = []
    heads: list[int] = []
    deps: list[str] = []
    for sentence in sentences:
        heads.extend(len(words) + head for head in sentence.heads)
        words.extend(sentence.words)
        spaces.extend(sentence.spaces)
        pos.extend(sentence.pos)
        morphs.extend(sentence.morphs)
        lemmas.extend(sentence.lemmas)
        deps.extend(sentence.deps)
    return Doc(vocab, words=words, spaces=spaces, pos=pos, morphs=morphs, lemmas=lemmas, heads=heads, deps=deps)


def documents(sentences: Iterable[Sentence], vocab: Vocab, group: int = 10) -> Iterator[Doc]:
    """Documents of so many sentences, in order."""
    batch: list[Sentence] = []
    for sentence in sentences:
        batch.append(sentence)
        if len(batch) == group:
            yield document(batch, vocab)
            batch = []
    if batch:
        yield document(batch, vocab)
