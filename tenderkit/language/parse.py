"""A parsed sentence as plain lists: quicker to walk than spaCy's tokens, and free of it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from spacy.attrs import DEP, HEAD, LEMMA, LOWER, MORPH, POS  # type: ignore[import-not-found, unused-ignore]

from tenderkit.language.clearnlp import to_universal

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

_ATTRIBUTES = [HEAD, DEP, POS, LEMMA, LOWER, MORPH]
CLAUSAL = frozenset({"conj", "parataxis", "ccomp", "csubj", "advcl", "acl", "xcomp", "list", "discourse", "dep"})


class Parse:
    """The words of one sentence with their Universal Dependencies, be it from a parse with the labels of ClearNLP.

    `words` in small letters; `lemmas` in small letters with separable prefixes joined, and `joined` tells whether the pipeline
    did that; `named` tells what may be a name; `deps` with subtypes; `heads` and `children` by index; `starts` and `ends` are characters of the parsed text.
    """

    __slots__ = (
        "children",
        "deps",
        "ends",
        "finite",
        "heads",
        "infinitive",
        "joined",
        "left",
        "lemmas",
        "named",
        "pos",
        "right",
        "root",
        "starts",
        "words",
    )

    def __init__(self, doc: Doc, clearnlp: bool = False, known: frozenset[str] = frozenset()) -> None:
        rows = doc.to_array(_ATTRIBUTES).astype("int64").tolist()
        vocab = doc.vocab
        count = len(rows)
        self.words: list[str] = []
        self.lemmas: list[str] = []
        self.joined: list[bool] = []
        self.pos: list[str] = []
        self.deps: list[str] = []
        self.finite: list[bool] = []
        self.infinitive: list[bool] = []
        self.heads: list[int] = []
        self.children: list[list[int]] = [[] for _ in range(count)]
        self.root = 0
        for i, (head, dep, pos, lemma, lower, morph) in enumerate(rows):
            self.heads.append(head + i)
            self.deps.append(_string(vocab, dep))
            self.pos.append(_string(vocab, pos))
            self.words.append(_string(vocab, lower))
            self.lemmas.append(_lemma(vocab, lemma) or self.words[-1])
            self.joined.append("_" in _string(vocab, lemma))
            form = _verb_form(vocab, morph)
            self.finite.append(form == "Fin")
            self.infinitive.append(form == "Inf")
        if clearnlp:
            to_universal(self.heads, self.deps, self.pos, self.lemmas)
        for i, head in enumerate(self.heads):
            if head != i:
                self.children[head].append(i)
            elif self.deps[self.root] != "ROOT" or self.pos[self.root] not in ("VERB", "AUX", "ADJ"):
                self.root = i
        self.starts: list[int] = [token.idx for token in doc]
        self.ends: list[int] = [start + len(word) for start, word in zip(self.starts, self.words, strict=True)]
        self.named = self._named(doc, known)
        self.left, self.right = self._edges()

    def _named(self, doc: Doc, known: frozenset[str]) -> list[bool]:
        """Which words may be somebody's name: tagged so, or with a capital while the pipeline knows no such word."""
        if not known:
            return [pos == "PROPN" for pos in self.pos]
        return [
            pos == "PROPN" or (pos == "NOUN" and token.text[0].isupper() and not {word, lemma} & known)
            for token, pos, word, lemma in zip(doc, self.pos, self.words, self.lemmas, strict=True)
        ]

    def _edges(self) -> tuple[list[int], list[int]]:
        """The first and last word of what hangs below each word."""
        count = len(self.words)
        left, right = list(range(count)), list(range(count))
        order: list[int] = []
        stack = [i for i in range(count) if self.heads[i] == i]
        while stack:
            i = stack.pop()
            order.append(i)
            stack.extend(self.children[i])
        for i in reversed(order):
            head = self.heads[i]
            left[head] = min(left[head], left[i])
            right[head] = max(right[head], right[i])
        return left, right

    def __len__(self) -> int:
        return len(self.words)

    def below(self, head: int, *deps: str) -> list[int]:
        """The dependents of a word with one of these relations (with or without a subtype)."""
        return [c for c in self.children[head] if self.deps[c] in deps or self.deps[c].partition(":")[0] in deps]

    def subtree(self, head: int, without: frozenset[str] = frozenset()) -> list[int]:
        """A word and all below it, in order; branches with a relation of `without` are left out."""
        found: list[int] = []
        stack = [head]
        while stack:
            i = stack.pop()
            found.append(i)
            stack.extend(c for c in self.children[i] if self.deps[c] not in without)
        return sorted(found)


@lru_cache(maxsize=1 << 16)
def _string(vocab: Vocab, key: int) -> str:
    return str(vocab.strings[key & 0xFFFFFFFFFFFFFFFF]) if key else ""


@lru_cache(maxsize=1 << 16)
def _lemma(vocab: Vocab, key: int) -> str:
    return _string(vocab, key).replace("_", "").lower()


@lru_cache(maxsize=1 << 12)
def _verb_form(vocab: Vocab, key: int) -> str:
    return _string(vocab, key).partition("VerbForm=")[2].partition("|")[0]
