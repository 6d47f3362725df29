"""What the auxiliaries of a verb say: must, will, may or can; passive; perfect; a copula."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from tenderkit.language.lexicon import Lexicon
from tenderkit.language.parse import Parse

_KINDS = ("must", "will", "may", "can", "need")


@dataclass(frozen=True, slots=True)
class Auxiliaries:
    """What the auxiliaries of a verb say. `dynamic`: the passive tells what is done, not how things are; `becomes`: the
    passive is of worden, which never says what somebody is bound to."""

    modals: frozenset[str] = frozenset()
    passive: bool = False
    perfect: bool = False
    dynamic: bool = True
    copula: int | None = None
    becomes: bool = False

    def is_(self, kind: str) -> bool:
        """Whether a modal of that kind (must, will, may, can) is there."""
        return kind in self.modals

    @classmethod
    def of(cls, parse: Parse, p: int, content: int, words: Lexicon, inherited: Auxiliaries | None) -> Auxiliaries:
        """Those of a clause: of its head `p` and of the verb `content` that says what is done. A verb beside another shares its
        auxiliaries (`inherited`) when it has none."""
        modals: set[str] = set()
        passive = perfect = becomes = False
        dynamic = True
        copula: int | None = None
        for head in dict.fromkeys((p, content)):
            if head != content:
                modals |= kinds(parse.lemmas[head], words)
                if parse.lemmas[head] in words.has_to:
                    modals.add("must")
                elif parse.lemmas[head] in words.copulas:
                    modals.add("will")  # "is to report"
            for c in parse.children[head]:
                dep = parse.deps[c]
                if dep == "cop" and head == content:
                    copula = c
                elif dep.startswith("aux"):
                    lemma = parse.lemmas[c]
                    found = kinds(lemma, words) | kinds(parse.words[c], words)
                    modals |= found
                    if not found:
                        if dep == "aux:pass":
                            passive = True
                            dynamic = lemma != "zijn"
                            becomes = becomes or lemma == "worden"
                        elif lemma in words.perfect:
                            perfect = True
            present = parse.words[head].endswith("end") and parse.pos[head] != "NOUN"  # "zijn bindend"
            if present and copula is None:
                copula = next((c for c in parse.children[head] if parse.lemmas[c] == "zijn"), None)
                perfect = perfect and copula is None
            helpers = {parse.lemmas[c] for c in parse.children[head] if parse.deps[c].startswith("aux")}
            becomes = becomes or "worden" in helpers
            has_passive_subject = any(parse.deps[c] == "nsubj:pass" for c in parse.children[head])
            passive = passive or "worden" in helpers or (has_passive_subject and bool(helpers & words.passive))
        if perfect and passive:
            # "is gemeld", "has been reported": how things are.
            dynamic = False
        if inherited is not None and not modals:
            modals = set(inherited.modals)
            passive = passive or (inherited.passive and copula is None)
            dynamic = inherited.dynamic
            perfect = perfect or inherited.perfect
        return cls(frozenset(modals), passive, perfect and not modals, dynamic, copula, becomes)


@lru_cache(maxsize=4096)
def _kinds_of(lemma: str, language_modals: tuple[frozenset[str], ...]) -> frozenset[str]:
    return frozenset(name for name, known in zip(_KINDS, language_modals, strict=True) if lemma in known)


def kinds(lemma: str, words: Lexicon) -> frozenset[str]:
    """Which kinds of modal a lemma is."""
    modals = words.modals
    return _kinds_of(lemma, tuple(getattr(modals, name) for name in _KINDS))
