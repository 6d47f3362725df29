"""Make training documents of treebanks and annotated raw text: repeated, regrouped and altered at random.

The alterations teach what contracts do and newspapers do not: defined terms with capitals and without articles
("Opdrachtnemer meldt ..."), numbered clauses, list items, text without a full stop, in capitals or in lower case.
With --lexicon, a tagged word list (wordlist.py, tag.py), words of treebanks that hold the same tags (XPOS) give way to
others with their tag, so that the pipeline meets far more words than the treebanks have.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

import spacy
from spacy.tokens import DocBin
from treebanks import Sentence, document, read_conllu

ROLES = {
    "nl": (
        "Opdrachtnemer Opdrachtgever Leverancier Dienstverlener Klant Wederpartij Afnemer Aannemer Gebruiker Verwerker "
        "Licentiegever Contractant Inschrijver Aanbieder Deelnemer Gemeente Verwerkingsverantwoordelijke Partij"
    ).split(),
    "en": (
        "Supplier Customer Contractor Client Vendor Provider Licensee Licensor Buyer Seller Authority Consultant "
        "Company Distributor Recipient Agency Purchaser Subcontractor Participant"
    ).split(),
}
THINGS = {
    "nl": "Overeenkomst Dienst Opdracht Prestatie Bijlage Software Levering Vergoeding Documentatie".split(),
    "en": "Agreement Contract Software Deliverable Fee Service Documentation Order Invoice".split(),
}
ARTICLES = {"nl": {"de", "een"}, "en": {"the", "a", "an"}}
QUOTES = [('"', '"'), ("“", "”"), ("„", "”"), ("‘", "’"), ("'", "'"), (",,", "''"), ("«", "»")]
EXCHANGED = {"NOUN": 0.6, "ADJ": 0.6, "VERB": 0.3, "PROPN": 0.5}  # how readily words give way to others
SINGULAR = {"nl": "Gender=Com|Number=Sing", "en": "Number=Sing"}


def copy(s: Sentence) -> Sentence:
    """A sentence that may be altered."""
    return Sentence(
        s.words[:], s.spaces[:], s.pos[:], s.tags[:], s.morphs[:], s.lemmas[:], s.heads[:], s.deps[:]
    )  # fmt: skip


def without(s: Sentence, place: int) -> None:
    """Take out a word that has no dependents."""
    for column in (s.words, s.spaces, s.pos, s.tags, s.morphs, s.lemmas, s.heads, s.deps):
        del column[place]  # type: ignore[attr-defined]
    s.heads[:] = [head - (head > place) for head in s.heads]


def with_front(s: Sentence, word: str, pos: str, dep: str, space: bool = True) -> None:
    """Put a word in front, below the root."""
    root = next(i for i, head in enumerate(s.heads) if head == i)
    s.heads[:] = [head + 1 for head in s.heads]
    row = (word, space, pos, "", "", word, root + 1, dep)
    columns = (s.words, s.spaces, s.pos, s.tags, s.morphs, s.lemmas, s.heads, s.deps)
    for column, value in zip(columns, row, strict=True):
        column.insert(0, value)  # type: ignore[attr-defined]


def with_article(s: Sentence, place: int, article: str) -> None:
    """Put an article before a word."""
    s.heads[:] = [head + (head >= place) for head in s.heads]
    if place == 0:
        article = article[0].upper() + article[1:]
    row = (article, True, "DET", "", "Definite=Def", article.lower(), place + 1, "det")
    columns = (s.words, s.spaces, s.pos, s.tags, s.morphs, s.lemmas, s.heads, s.deps)
    for column, value in zip(columns, row, strict=True):
        column.insert(place, value)  # type: ignore[attr-defined]


def other_parties(s: Sentence, language: str, chance: random.Random) -> None:
    """Let other parties do what the parties of a contract sentence do, with or without capital and article."""
    style = chance.random()
    names = chance.sample(ROLES[language], 2)
    for i in reversed(range(len(s))):
        if s.words[i] not in ROLES[language][:2]:
            continue
        word = names[ROLES[language].index(s.words[i])]
        s.words[i], s.lemmas[i] = word if style < 0.75 or (i == 0 and style < 0.5) else word.lower(), ""
        if style >= 0.5:
            with_article(s, i, "de" if language == "nl" else "the")


def with_english_number(s: Sentence, chance: random.Random) -> None:
    """Number a clause the way EWT annotates it: "12.3", "4.", "(a)"."""
    number = ".".join(str(chance.randint(1, 20)) for _ in range(chance.randint(1, 3)))
    style = chance.random()
    if style < 0.4:
        parts = [number]
    elif style < 0.6:
        parts = [number, "."]
    else:
        parts = ["(", chance.choice([*"abcdefgh", "i", "ii", "iii", "iv", "1", "2"]), ")"][style > 0.9 :]
    for k in reversed(range(len(parts))):
        mark = parts[k] in "()."
        with_front(s, parts[k], "PUNCT" if mark else "NUM", "punct" if mark else "discourse", k + 1 == len(parts))
        s.lemmas[0] = parts[k]
    at = next(k for k, part in enumerate(parts) if part not in "().")
    for k in range(len(parts)):
        if k != at:
            s.heads[k] = at


def within_quotes(s: Sentence, pair: tuple[str, str]) -> None:
    """Put the sentence between quotation marks."""
    with_front(s, pair[0], "PUNCT", "punct")
    s.spaces[0] = False
    s.spaces[-1] = False
    root = next(i for i, head in enumerate(s.heads) if head == i)
    s.add(pair[1], True, "PUNCT", "", "", pair[1], root, "punct")


def define_terms(s: Sentence, language: str, chance: random.Random, rate: float) -> None:
    """Put parties and other defined terms where a noun with an article stands."""
    places = [
        i
        for i in range(1, len(s))
        if s.pos[i] == "NOUN"
        and s.deps[i].split(":")[0] in ("nsubj", "obj", "iobj", "obl", "nmod")
        and s.words[i - 1].lower() in ARTICLES[language]
        and s.heads[i - 1] == i
        and "Plur" not in s.morphs[i]
    ]
    for i in reversed(places):
        if chance.random() > rate or any(h == i and j not in (i, i - 1) and j < i for j, h in enumerate(s.heads)):
            continue
        agent = s.deps[i].startswith(("nsubj", "obl:agent", "iobj")) or chance.random() < 0.5
        word = chance.choice((ROLES if agent else THINGS)[language])
        s.words[i], s.lemmas[i], s.morphs[i] = word, "", SINGULAR[language]
        draw = chance.random()
        if agent and draw < 0.75:
            first = s.words[i - 1][0].isupper()
            without(s, i - 1)
            if not first and draw < 0.1:
                s.words[i - 1] = word.lower()
        elif s.words[i - 1].lower() != "de" and language == "nl":
            s.words[i - 1] = "De" if s.words[i - 1][0].isupper() else "de"


def sound_features(sentences: Sequence[Sentence], gold: Sequence[Sentence]) -> int:
    """Replace features that gold words of that part of speech never have by those usual for their tag."""
    seen = {(pos, morph) for s in gold for pos, morph in zip(s.pos, s.morphs, strict=True)}
    usual: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for s in gold:
        for tag, pos, morph in zip(s.tags, s.pos, s.morphs, strict=True):
            usual[tag, pos][morph] += 1
    changed = 0
    for s in sentences:
        for i, key in enumerate(zip(s.pos, s.morphs, strict=True)):
            if key not in seen:
                found = usual.get((s.tags[i], s.pos[i]))
                s.morphs[i] = found.most_common(1)[0][0] if found else ""
                changed += 1
    return changed


def read_lexicon(files: Sequence[Path]) -> dict[tuple[str, str], list[str]]:
    """Words by tag and part of speech."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for file in files:
        for s in read_conllu(file):
            if s.pos[0] in EXCHANGED and len(s.words[0]) > 2:
                found[s.tags[0], s.pos[0]].append(s.words[0])
    return found


def exchange(s: Sentence, lexicon: dict[tuple[str, str], list[str]], chance: random.Random, rate: float) -> None:
    """Put other words with the same tag in the place of some."""
    for i, word in enumerate(s.words):
        often = EXCHANGED.get(s.pos[i], 0.0)
        if len(word) < 4 or not often or chance.random() >= rate * often:
            continue
        words = lexicon.get((s.tags[i], s.pos[i]))
        if not words or len(words) < 50:
            continue
        new = words[int(len(words) * chance.random() ** 1.5)]
        s.words[i] = new[0].upper() + new[1:] if word[0].isupper() else new
        s.lemmas[i] = ""


def alter(
    s: Sentence,
    language: str,
    chance: random.Random,
    amount: float,
    lexicon: dict[tuple[str, str], list[str]] | None = None,
    quotes: float = 0.0,
) -> Sentence:
    """A copy of the sentence, altered or not."""
    s = copy(s)
    draw = chance.random
    if lexicon and draw() < 0.7 * amount:
        exchange(s, lexicon, chance, 0.6)
    if draw() < 0.35 * amount:
        define_terms(s, language, chance, 0.7)
    if draw() < 0.12 * amount:
        rate = chance.choice([0.3, 0.7, 1.0])
        for i, pos in enumerate(s.pos):
            if pos == "NOUN" and draw() < rate:
                s.words[i] = s.words[i][:1].upper() + s.words[i][1:]
    if any(word in ('"', "'", ",,", "''", "“", "”", "‘", "’", "„") for word in s.words):
        pair = chance.choice(QUOTES)
        opened = False
        for i, word in enumerate(s.words):
            if word in ('"', ",,", "''", "“", "”", "„") and s.pos[i] == "PUNCT":
                s.words[i] = pair[opened]
                s.lemmas[i] = ""
                opened = not opened
    root = next(i for i, head in enumerate(s.heads) if head == i)
    if s.pos[-1] == "PUNCT" and s.heads.count(len(s) - 1) == 0 and len(s) > 2 and root != len(s) - 1:
        if draw() < 0.06 * amount:
            without(s, len(s) - 1)
            s.spaces[-1] = True
        elif s.words[-1] == "." and draw() < 0.05 * amount:
            s.words[-1] = s.lemmas[-1] = chance.choice([";", ";", ":"])
    if draw() < 0.06 * amount and s.words[0][0].isupper() and len(s) > 4:
        if language == "en":
            with_english_number(s, chance)
            return s
        number = ".".join(str(chance.randint(1, 20)) for _ in range(chance.randint(1, 3)))
        word = chance.choice(
            [number, number, f"{number}.", f"{chance.choice('abcdefgh')}.", f"({chance.choice('abcdei')})"]
        )
        with_front(s, word, "NUM" if word[0].isdigit() else "X", "parataxis")
    case = draw()
    if case < 0.02 * amount:
        s.words[:] = [word.upper() for word in s.words]
        s.lemmas[:] = [""] * len(s)
    elif case < 0.05 * amount:
        s.words[:] = [word.lower() for word in s.words]
    elif case < 0.07 * amount:
        s.words[0] = s.words[0].lower()
    if quotes and draw() < quotes and s.words[-1] in ".!?":
        within_quotes(s, chance.choice(QUOTES))
    s.spaces[-1] = True
    return s


def grouped(sentences: Sequence[Sentence], chance: random.Random, sizes: Sequence[int]) -> list[list[Sentence]]:
    """Consecutive sentences in documents of some sizes."""
    found: list[list[Sentence]] = []
    place = 0
    while place < len(sentences):
        size = chance.choice(sizes)
        found.append(list(sentences[place : place + size]))
        place += size
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("language", choices=["nl", "en"])
    parser.add_argument("into", type=Path, help="the .spacy file to write")
    parser.add_argument("--gold", type=Path, nargs="+", default=[], help="CoNLL-U files")
    parser.add_argument("--converted", type=Path, nargs="*", default=[], help="CoNLL-U files of converted treebanks")
    parser.add_argument("--silver", type=Path, nargs="*", default=[], help="CoNLL-U files annotated by a teacher")
    parser.add_argument("--contracts", type=Path, nargs="*", default=[], help="CoNLL-U files of contract sentences")
    parser.add_argument("--lexicon", type=Path, nargs="*", default=[], help="CoNLL-U files with one word a sentence")
    parser.add_argument("--repeat", type=int, default=4, help="times the gold files are read (default: %(default)s)")
    parser.add_argument("--repeat-converted", type=int, default=2, help="times for --converted (default: %(default)s)")
    parser.add_argument("--repeat-contracts", type=int, default=20, help="variants per sentence of --contracts")
    parser.add_argument("--words", type=int, default=0, help="words of --silver to use (default: all)")
    parser.add_argument("--amount", type=float, default=1.0, help="of alteration of gold and converted; 0 for none")
    parser.add_argument("--silver-amount", type=float, default=1.0, help="of alteration of silver")
    parser.add_argument(
        "--quotes", type=float, default=0.0, help="put so many of the sentences between quotation marks"
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[1, 2, 5, 10, 10, 10], help="sentences in a document")
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    chance = random.Random(args.seed)
    vocab = spacy.blank(args.language).vocab
    lexicon = read_lexicon(args.lexicon)
    groups: list[list[Sentence]] = []
    contracts: list[Sentence] = []
    total = 0
    for file in args.contracts:
        for s in read_conllu(file):
            for _ in range(args.repeat_contracts):
                varied = copy(s)
                other_parties(varied, args.language, chance)
                contracts.append(alter(varied, args.language, chance, 0.5 * args.amount, lexicon))
    chance.shuffle(contracts)
    groups.extend(grouped(contracts, chance, args.sizes))
    gold = [s for file in args.gold for s in read_conllu(file)]
    sources = [(args.gold, args.repeat, args.amount, 0), (args.converted, args.repeat_converted, args.amount, 0)]
    sources.append((args.silver, 1, args.silver_amount, args.words))
    for files, repeat, amount, limit in sources:
        sentences = [s for file in files for s in read_conllu(file)]
        words = None if files is args.silver else lexicon
        if files is not args.gold:
            print(sound_features(sentences, gold), "words whose features were unsound")
        for turn in range(repeat):
            kept: list[Sentence] = []
            count = 0
            for s in sentences:
                if limit and count >= limit:
                    break
                count += len(s)
                # the first time a treebank is read as it is
                kept.append(alter(s, args.language, chance, amount if turn or repeat == 1 else 0.0, words, args.quotes))
            total += count
            groups.extend(grouped(kept, chance, args.sizes))
    chance.shuffle(groups)
    binary = DocBin(store_user_data=False)
    for group in groups:
        binary.add(document(group, vocab))
    binary.to_disk(args.into)
    print(f"{args.into}: {len(groups)} documents, {total} words")


if __name__ == "__main__":
    main()
