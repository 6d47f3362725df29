"""Who acts: the side that a noun phrase stands for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from tenderkit.language import Language
from tenderkit.language.folding import folded
from tenderkit.language.lexicon import Lexicon, lexicon
from tenderkit.language.parse import Parse
from tenderkit.language.parties import CLIENT, JOINT, SUPPLIER, Parties

Actor = Literal["client", "supplier", "joint", "participant", "third", "unassigned"]

SHORTEST_ROLE = 6  # letters of a role that may end a longer word ("informatiemanager")
_INSIDE = frozenset(
    {
        "acl:relcl",
        "acl",
        "appos",
        "parataxis",
        "punct",
        "cc",
        "conj",
        "nmod",
        "obl",
        "advmod",
        "case",
        "advcl",
        "nmod:poss",
    }
)
_BOTH = frozenset({"both", "neither", "zowel", "noch"})
_JOIN = {"nl": ("en", "of", "noch", "alsmede", "en/of"), "en": ("and", "or", "nor", "and/or")}


@dataclass(slots=True)
class Names:
    """The names of the sides, as tuples of small-letter words, by their last word."""

    language: Language
    lexicon: Lexicon
    by_last_word: dict[str, list[tuple[tuple[str, ...], Actor]]] = field(default_factory=dict)
    first_words: frozenset[str] = frozenset()

    @classmethod
    def of(cls, language: Language, parties: Parties | None = None) -> Names:
        """The usual names in a language, and those that a document defines."""
        words = lexicon(language)
        found = cls(language, words)
        # What the document says of itself goes before what is usual.
        for names, actor in (
            (words.participant, "participant"),
            (_own(parties.supplier, SUPPLIER[language]) if parties else (), "supplier"),
            (_own(parties.client, CLIENT[language]) if parties else (), "client"),
            (words.client, "client"),
            (words.supplier, "supplier"),
            (CLIENT[language], "client"),
            (SUPPLIER[language], "supplier"),
            (JOINT[language], "joint"),
            (words.joint, "joint"),
            (words.third, "third"),
        ):
            found._add(names, actor)  # type: ignore[arg-type]
        for choices in found.by_last_word.values():
            choices.sort(key=lambda c: (-len(c[0]), c[0]))
        return found

    def _add(self, names: Iterable[str], actor: Actor) -> None:
        for name in names:
            parts = tuple(folded(name).split())
            if len(parts) > 1 and parts[0] in ("de", "het", "the"):
                parts = parts[1:]
            choices = self.by_last_word.setdefault(parts[-1], [])
            if all(known != parts for known, _ in choices):
                choices.append((parts, actor))

    def at(self, parse: Parse, last: int) -> Actor | None:
        """The side whose name ends at a word, or None."""
        word = parse.words[last]
        for parts, actor in self.by_last_word.get(word, ()):
            if len(parts) == 1 or tuple(parse.words[max(0, last - len(parts) + 1) : last + 1]) == parts:
                return actor
        # "opdrachtgever's", "Opdrachtnemer/Leverancier"
        if "/" in word:
            sides = {a for part in word.split("/") for a in self._one(part)}
            return sides.pop() if len(sides) == 1 else "joint" if len(sides) > 1 else None
        return None

    def at_name(self, name: str) -> bool:
        """Whether a name is among the known ones."""
        parts = name.split()
        return bool(parts) and bool(self._one(parts[-1]))

    def _one(self, word: str) -> list[Actor]:
        return [actor for parts, actor in self.by_last_word.get(word, ()) if len(parts) == 1]


def _own(names: Iterable[str], usual: Iterable[str]) -> list[str]:
    """The names that a document defines beside the usual ones."""
    known = set(usual)
    return [name for name in names if name not in known]


@dataclass(frozen=True, slots=True)
class Who:
    """A side and how it is named; `acts`: it is someone, be it unknown on which side (a company's name)."""

    actor: Actor
    name: str = ""
    acts: bool = False


NOBODY = Who("unassigned")


def opposite(parse: Parse, found: Who, names: Names) -> Who:
    """A company's name beside one known side is the other side: "Bank of America shall give the Supplier access"."""
    if found.actor != "third" or names.at_name(found.name):
        return found
    sides = {names.at(parse, i) for i in range(len(parse))} & {"client", "supplier"}
    if len(sides) != 1:
        return found
    return Who("supplier" if sides == {"client"} else "client", found.name, True)


def who(parse: Parse, head: int, names: Names, before: Who = NOBODY, depth: int = 0) -> Who:
    """Whom the noun phrase with that head stands for.

    `before`: whom a pronoun refers to. A thing ("de vergoeding van Opdrachtnemer") is nobody; staff stand for their side.
    """
    words = names.lexicon
    word = parse.words[head]
    if word in words.negations and word not in words.each:
        return NOBODY
    phrase = _phrase(parse, head)
    if parse.pos[head] == "PRON" or word in words.person_pronouns:
        if word in words.anybody:
            return Who("unassigned", word, True)
        if (named := names.at(parse, head)) in ("client", "supplier"):
            return Who(named, word, True)  # "u" and "wij" where the document says who they are
        if word in words.we:
            return Who("joint", word, True)
        if word in words.each:
            return _of_them(parse, head, names, depth) or Who("joint", word, True)  # "each shall ..."
        if word in words.person_pronouns and before.acts:
            return before
    if word in words.each and (found := _of_them(parse, head, names, depth)):
        return found
    actor = names.at(parse, head)
    if actor is None:
        # A name of several words whose head the parser takes to be another one of them.
        for i in sorted(
            (
                c
                for c in parse.children[head]
                if parse.deps[c].startswith(("flat", "compound", "appos", "nmod", "amod"))
            ),
            reverse=True,
        ):
            part_of_name = parse.deps[i].startswith("flat") or (
                parse.deps[i] == "compound" and parse.pos[head] == "PROPN"
            )
            if part_of_name and (actor := names.at(parse, i)):
                break
    if actor is None and word in words.everyone:
        actor = "joint"
    if actor is not None:
        return _with_others(parse, head, names, Who(actor, phrase, True), depth)
    is_staff = _is_staff(word, words)
    if is_staff and any(_is_staff(parse.words[c], words) for c in parse.below(head, "conj")):
        return Who("joint", phrase, True)  # "de contractmanager en de servicemanager"
    if is_staff:
        owner = _owner(parse, head, names, depth)
        if owner is not None:
            return Who(owner.actor, phrase, True)
    if word not in words.labels and _is_company(parse, head):
        return _with_others(parse, head, names, Who("third", phrase, True), depth)
    return Who(
        "unassigned", phrase, is_staff or word.endswith(words.person_endings) or word in ("hij", "he", "she", "they")
    )


def _is_staff(word: str, words: Lexicon) -> bool:
    return word in words.staff or any(word.endswith(s) for s in words.staff if len(s) > SHORTEST_ROLE)


def _phrase(parse: Parse, head: int) -> str:
    """The words of a noun phrase up to its head."""
    inside = [
        i
        for i in parse.subtree(head, _INSIDE)
        if parse.right[i] <= head or i == head or parse.deps[i].startswith(("flat", "compound"))
    ]
    return " ".join(parse.words[i] for i in inside)


def _of_them(parse: Parse, head: int, names: Names, depth: int) -> Who | None:
    """ "ieder van beide partijen", "each of the Parties", "een van de Deelnemers"."""
    if depth > 3:
        return None
    for child in parse.below(head, "nmod", "obl", "det", "fixed"):
        found = who(parse, child, names, depth=depth + 1)
        if found.acts:
            return found
    return None


def _with_others(parse: Parse, head: int, names: Names, first: Who, depth: int) -> Who:
    """ "Opdrachtgever en Opdrachtnemer": both sides together."""
    if depth > 3:
        return first
    others = parse.below(head, "conj")
    if others and any(parse.words[c] in _BOTH for c in parse.children[head]):
        return Who("joint", first.name, True)
    for child in others:
        other = who(parse, child, names, depth=depth + 1)
        companies = {first.actor, other.actor} == {"third"} and not (
            names.at_name(first.name) or names.at_name(other.name)
        )
        if other.acts and (other.actor != first.actor or companies):
            sides = {first.actor, other.actor}
            if "third" in sides and first.actor != "third" and names.at_name(other.name):
                continue  # "Opdrachtgever en derden": the side that is known
            return Who("joint", f"{first.name} {_JOIN[names.language][0]} {other.name}", True)
    return first


def _owner(parse: Parse, head: int, names: Names, depth: int) -> Who | None:
    """Whose staff it is: "het personeel van Opdrachtnemer", "Supplier's personnel", "its employees"."""
    if depth > 3:
        return None
    for child in parse.below(head, "nmod", "compound", "amod"):
        actor = names.at(parse, child)
        if actor in ("client", "supplier", "participant", "joint"):
            return Who(actor, parse.words[child], True)
    return None


def _is_company(parse: Parse, head: int) -> bool:
    """A name without an article is somebody's ("WebMD shall ..."); "the Purchase Price" is a defined thing."""
    if not parse.named[head]:
        return False
    if any(parse.deps[c] == "det" or parse.deps[c] == "nmod:poss" for c in parse.children[head]):
        return False
    return not any(parse.pos[c] in ("ADJ", "NOUN", "NUM") for c in parse.children[head] if c < head)
