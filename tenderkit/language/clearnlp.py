"""From the labels of spaCy's published English pipelines (ClearNLP) to Universal Dependencies.

Only what statements are read from: subjects, objects, agents, adjuncts with their prepositions, copulas, particles.
Source: the label list of spaCy's en_core_web pipelines, and the definitions on universaldependencies.org.
"""

from __future__ import annotations

LABELS = frozenset({"nsubj", "dobj", "pobj", "prep"})
_SAME = {
    "nsubjpass": "nsubj:pass", "csubjpass": "csubj:pass", "auxpass": "aux:pass", "dobj": "obj", "dative": "iobj",
    "neg": "advmod", "poss": "nmod:poss", "relcl": "acl:relcl", "prt": "compound:prt", "npadvmod": "obl:unmarked",
    "predet": "det:predet", "preconj": "cc:preconj", "quantmod": "advmod", "oprd": "xcomp", "intj": "discourse",
}  # fmt: skip
_PREDICATES = ("attr", "acomp")


def to_universal(heads: list[int], deps: list[str], pos: list[str], lemmas: list[str]) -> None:
    """Changes heads and labels of one sentence in place; the root is its own head."""
    _turn_prepositions(heads, deps, pos)
    _turn_copulas(heads, deps, lemmas)
    for i, dep in enumerate(deps):
        deps[i] = _SAME.get(dep, dep)


def _turn_prepositions(heads: list[int], deps: list[str], pos: list[str]) -> None:
    """The noun hangs below the verb, and the preposition below the noun."""
    for noun in range(len(deps)):
        if deps[noun] not in ("pobj", "pcomp"):
            continue
        preposition = heads[noun]
        above = heads[preposition]
        if deps[noun] == "pcomp":
            deps[noun] = "advcl"
        elif deps[preposition] == "agent":
            deps[noun] = "obl:agent"
        else:
            deps[noun] = "obl" if pos[above] in ("VERB", "AUX", "ADJ", "ADV") else "nmod"
        if above == preposition:
            continue
        heads[noun] = above
        deps[preposition] = "mark" if deps[noun] == "advcl" else "case"
        for i, head in enumerate(heads):
            if head == preposition:
                heads[i] = noun
        heads[preposition] = noun


def _turn_copulas(heads: list[int], deps: list[str], lemmas: list[str]) -> None:
    """What is said with "be" is the head, and the verb hangs below it."""
    for said in range(len(deps)):
        verb = heads[said]
        if deps[said] not in _PREDICATES or lemmas[verb] != "be" or deps[verb] == "cop":
            continue
        deps[said] = deps[verb]
        heads[said] = said if heads[verb] == verb else heads[verb]
        for i, head in enumerate(heads):
            if head == verb and i not in (verb, said):
                heads[i] = said
        heads[verb] = said
        deps[verb] = "cop"
