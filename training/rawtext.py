"""Turn raw paragraphs, one a line, into tokenised sentences: CoNLL-U without annotation."""

from __future__ import annotations

import argparse
import gzip
import random
import re
from collections.abc import Iterator
from pathlib import Path

import spacy
from treebanks import Sentence

_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MARKUP = re.compile(r"[*_`#|]+|<[^>]*>|!\[|\\")
_NUMBER = re.compile(
    r"^(?:\(?[0-9]+(?:\.[0-9]+)*[a-z]?[.)°:]*\s+|\(?[a-zA-Z]{1,2}[.)°]+\s+|[–•-]\s+|[0-9ivx]+°?\.\s+)+"
)
_END = re.compile(r"(?<=[a-z0-9)\]”\"'][.?!])\s+(?=[\"“‘(]?[A-Z0-9])|(?<=;)\s+(?=[a-z0-9]{1,2}[.)°]\s)")
_ABBREVIATIONS = (
    "art artt nr nrs mr dr ir drs blz pag bijv bv ca o.a d.w.z jo stb stcrt resp incl excl No Inc Ltd Co Corp Sec St vs "
    "e.g i.e"
).split()
_SHORT = re.compile(rf"(?:\b(?:{'|'.join(map(re.escape, _ABBREVIATIONS))})|\b[A-Za-z])\.$", re.I)
_WORDS = {
    "nl": re.compile(r"\b(?:de|het|een|van|is|wordt|worden|te|en|op|bij|door|kan|moet|dient|zal)\b", re.I),
    "en": re.compile(r"\b(?:the|a|an|of|is|are|shall|will|may|to|and|by|on|must|be)\b", re.I),
}


def clean(paragraph: str) -> str:
    """A paragraph without markdown, its links reduced to their text."""
    return " ".join(_MARKUP.sub(" ", _LINK.sub(r"\1", paragraph)).split())


def sentences(paragraph: str) -> Iterator[str]:
    """The sentences of a paragraph, without the number that opens them."""
    start = 0
    for end in _END.finditer(paragraph):
        piece = paragraph[start : end.start()]
        if _SHORT.search(piece):
            continue
        yield _NUMBER.sub("", piece.strip())
        start = end.end()
    yield _NUMBER.sub("", paragraph[start:].strip())


def ordinary(text: str, language: str, list_items: bool) -> bool:
    """Whether a sentence is prose: of ordinary length, mostly words, with a beginning and an end."""
    words = text.split()
    if not 4 <= len(words) <= 45 or not _WORDS[language].search(text):
        return False
    if sum(w[:1].isalpha() for w in words) < 0.8 * len(words) or any(len(w) > 40 for w in words):
        return False
    if sum(w[:1].isupper() for w in words) > 0.4 * len(words):
        return False
    if sum(text.count(c) for c in "()[]/;:") > max(1, len(words) / 10):
        return False
    return (text[0].isupper() and text[-1] in ".?!") or (list_items and text[-1] in ";.,:")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("language", choices=["nl", "en"])
    parser.add_argument("into", type=Path, help="the .conllu file to write")
    parser.add_argument("raw", type=Path, nargs="+", help="text files, one paragraph a line, plain or .gz")
    parser.add_argument("--words", type=int, default=0, help="stop after so many words (default: all)")
    parser.add_argument("--list-items", type=float, default=0.1, help="keep so many of the list items (default: 0.1)")
    parser.add_argument("--all", action="store_true", help="keep every sentence, prose or not (for word vectors)")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    chance = random.Random(args.seed)
    tokenizer = spacy.blank(args.language).tokenizer
    seen: set[str] = set()
    count = 0
    with args.into.open("w", encoding="utf-8") as into:
        for file in args.raw:
            with (
                gzip.open(file, "rt", encoding="utf-8")
                if file.suffix == ".gz"
                else file.open(encoding="utf-8") as lines
            ):
                for line in lines:
                    for text in sentences(clean(line)):
                        if not text or text in seen:
                            continue
                        if not args.all and not ordinary(text, args.language, chance.random() < args.list_items):
                            continue
                        seen.add(text)
                        sentence = Sentence()
                        for token in tokenizer(text):
                            sentence.add(token.text, bool(token.whitespace_), "", "", "", "", 0, "")
                        if any(not w.strip() for w in sentence.words):
                            continue
                        into.write(sentence.conllu())
                        count += len(sentence)
                    if args.words and count >= args.words:
                        break
    print(f"{args.into}: {count} words, {len(seen)} sentences")


if __name__ == "__main__":
    main()
