"""Turn English contracts (plain text or markdown) into tokenised sentences in running order: CoNLL-U unannotated.

Unlike rawtext.py this keeps the numbers and letters of clauses, list stems and long sentences, since that is what
contracts consist of.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Iterator
from pathlib import Path

import spacy
from english import adapt_tokenizer
from treebanks import Sentence

_MARKUP = re.compile(r"\*\*|__(?=\w)|(?<=\w)__|^#+\s*|^[-*•]\s+|`|<[^>]*>|^>\s*|^\|.*\|$")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_BLOCK = re.compile(r"\n\s*\n|\n(?=\s*(?:[-*•]|\(?[0-9a-z]{1,3}[.)]|#+)\s)")
_END = re.compile(
    r"[.?!][\"”’')\]]*\s+(?=[\"“‘(\[]*[A-Z0-9])"
    r"|;\s+(?:and\s+|or\s+|and/or\s+)?(?=\([a-z0-9ivx]{1,4}\)\s)"
    r"|:\s+(?=\((?:a|i|1|A)\)\s)"
)
_SHORT = re.compile(
    r"(?:\b(?:No|Nos|Inc|Ltd|Co|Corp|Sec|Art|Arts|St|Mr|Ms|Mrs|Dr|vs|v|e\.g|i\.e|cf|U\.S|Jr|Sr|Ave|Blvd|Attn|approx|"
    r"Jan|Feb|Aug|Sept?|Oct|Nov|Dec|Messrs|Exh?|Tel|Ph|P\.O|[A-Z])|^\W*[0-9]{1,3}(?:\.[0-9]{1,3})*|^\W*[A-Za-z]{1,2}|"
    r"^\W*[ivx]{1,5}|^\W*(?:Section|Article|SECTION|ARTICLE) [0-9IVXivx.]+)\.[\"”)]*$"
)
_WORDS = re.compile(r"\b(?:the|a|an|of|is|are|shall|will|may|to|and|by|on|must|be|any|for)\b", re.I)


def paragraphs(text: str) -> Iterator[str]:
    """The paragraphs of a text, each on one line and without markdown."""
    for block in _BLOCK.split(text):
        lines = (_MARKUP.sub("", line.strip()) for line in _LINK.sub(r"\1", block).splitlines())
        paragraph = " ".join(" ".join(lines).split())
        if paragraph:
            yield paragraph


def sentences(paragraph: str) -> Iterator[str]:
    """The sentences of a paragraph."""
    start = 0
    for end in _END.finditer(paragraph):
        piece = paragraph[start : end.start() + 1].strip()
        if _SHORT.search(piece) or len(piece.split()) < 2:
            continue
        yield paragraph[start : end.end()].strip()
        start = end.end()
    if paragraph[start:].strip():
        yield paragraph[start:].strip()


def prose(text: str) -> bool:
    """Whether it is a sentence or a list item of mostly words, not a heading, table or signature."""
    words = text.split()
    if not 3 <= len(words) <= 80 or not _WORDS.search(text):
        return False
    spelled = sum(w.strip('("“[').isalpha() or w.strip('.,;:()"“”[]').isalpha() for w in words)
    if spelled < 0.75 * len(words) or any(len(w) > 35 for w in words) or "...." in text or "____" in text:
        return False
    return len(words) >= 5 or text[-1] in ".;:?"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("into", type=Path, help="the .conllu file to write")
    parser.add_argument("raw", type=Path, nargs="+", help=".txt and .md files, or folders of them")
    parser.add_argument("--words", type=int, default=600_000, help="stop after so many (default: %(default)s)")
    parser.add_argument("--share", type=float, default=0.4, help="of the paragraphs to keep (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    chance = random.Random(args.seed)
    nlp = adapt_tokenizer(spacy.blank("en"))
    inside = [file for raw in args.raw for file in ([raw] if raw.is_file() else raw.iterdir())]
    files = sorted(file for file in inside if file.suffix in (".txt", ".md"))
    chance.shuffle(files)
    seen: set[str] = set()
    count = 0
    with args.into.open("w", encoding="utf-8") as into:
        for file in files:
            for paragraph in paragraphs(file.read_text(encoding="utf-8", errors="replace")):
                if chance.random() > args.share:
                    continue
                for text in sentences(paragraph):
                    key = re.sub(r"\W+", "", text).lower()
                    if key in seen or not prose(text):
                        continue
                    seen.add(key)
                    sentence = Sentence()
                    for token in nlp.make_doc(text):
                        if not token.is_space:
                            sentence.add(token.text, bool(token.whitespace_), "", "", "", "", 0, "")
                    sentence.spaces[-1] = True
                    into.write(sentence.conllu())
                    count += len(sentence)
            if count >= args.words:
                break
    print(f"{args.into}: {len(seen)} sentences, {count} words")


if __name__ == "__main__":
    main()
