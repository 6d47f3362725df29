"""From the parse of one sentence to its statements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tenderkit.language.actors import NOBODY, Names, Who, opposite, who
from tenderkit.language.auxiliaries import Auxiliaries, kinds
from tenderkit.language.folding import Folded, fold
from tenderkit.language.levels import level_of
from tenderkit.language.lexicon import not_negations
from tenderkit.language.measures import Measure, measures
from tenderkit.language.parse import Parse
from tenderkit.language.prepared import Prepared
from tenderkit.language.quantities import TIME_UNITS
from tenderkit.language.statement import Modality, Statement

_SUBJECT = ("nsubj", "csubj", "expl")
_MAY_HOLD_DENIAL = frozenset("nsubj obj obl iobj det advmod xcomp cc csubj".split())
_DENIAL_IN_PHRASE = frozenset("det advmod cc amod".split())
_MAKES_CLAUSE = frozenset(("cop", "aux", "aux:pass"))
_ADJUNCTS = frozenset("advcl obl advmod ccomp parataxis nmod".split())
_INSEPARABLE = ("be", "ver", "ont", "her")
_INFINITIVE = ("en", "aan", "oen", "ien")
_PRONOMINAL = re.compile(
    "(?:waar|daar|hier)(?:aan|achter|bij|binnen|boven|door|in|langs|mee|na|naar|naast|om|omtrent|onder|op|over|toe|tegen|tussen|"
    "uit|van|voor)"
)
_BEGINS_PHRASE = ("NOUN", "DET", "PROPN", "ADJ", "NUM", "PRON")


@dataclass(frozen=True, slots=True)
class _Given:
    """What a clause gets from the one it hangs from: its subject, the statement whose content it is (and the place of that
    one), and auxiliaries that it shares."""

    subject: Who = NOBODY
    outer: Statement | None = None
    within: int | None = None
    auxiliaries: Auxiliaries | None = None


_NOTHING = _Given()
NEAR = 5  # words within which the noun of "behoudt zich het recht voor" stands
MOST = 60  # statements of one sentence: nobody writes more, and broken text may


class Reading:
    """The statements of one parsed sentence."""

    def __init__(self, parse: Parse, prepared: Prepared, names: Names, before: Who) -> None:
        self.parse = parse
        self.prepared = prepared
        self.names = names
        self.words = names.lexicon
        self.before = before
        self.speaker = NOBODY
        self._found: list[Statement] = []
        self._lost_subject: tuple[int, int] | None = None  # of a clause that the parser hung below its own subject
        self._done: set[int] = set()
        self._front_condition = ""  # the clause before a main clause that the parser hung below it
        self._front = self._end_of_front()
        self._mended: int | None = None  # an infinitive that the parser took for something else

    def statements(self) -> tuple[Statement, ...]:
        for predicate in self._main_predicates():
            self._read(predicate)
        return tuple(self._found)

    # Clauses

    def _is_clause(self, i: int) -> bool:
        """Whether a word is the head of a clause: a verb, or something with a copula."""
        parse = self.parse
        if _PRONOMINAL.fullmatch(parse.words[i]):
            return False  # "waaromtrent", taken for a verb
        return parse.pos[i] in ("VERB", "AUX") or any(parse.deps[c] in _MAKES_CLAUSE for c in parse.children[i])

    def _is_in_brackets(self, i: int) -> bool:
        words = self.parse.words
        return "(" in words[:i] and words[:i].count("(") > words[:i].count(")")

    def _is_finite(self, i: int) -> bool:
        parse = self.parse
        return parse.finite[i] or any(
            parse.finite[c] and parse.deps[c].startswith(("aux", "cop")) for c in parse.children[i]
        )

    def _marker(self, i: int) -> str:
        """The word that makes a clause subordinate, or ""."""
        parse = self.parse
        for c in parse.children[i]:
            if c >= i:
                break
            if parse.deps[c].startswith("mark"):
                return parse.words[c]
            # English "when" and "where" are adverbs of their clause.
            if (
                parse.deps[c] == "advmod"
                and c == parse.left[i]
                and parse.words[c] in self.words.subordinators.condition
            ):
                return parse.words[c]
        return ""

    def _main_predicates(self) -> list[int]:
        """The heads of the main clauses, the first of them first."""
        parse = self.parse
        root = parse.root
        if not self._is_clause(root) or self._is_in_brackets(root):
            # A noun taken for the root: the first clause with a finite verb below it is the main one.
            clauses = [
                i
                for i in range(len(parse))
                if self._is_clause(i) and not parse.deps[i].startswith(("aux", "cop")) and not self._is_in_brackets(i)
            ]
            free = [i for i in clauses if self._is_finite(i)]
            unmarked = [i for i in free if not self._marker(i) and "relcl" not in parse.deps[i]]
            if not free and any(parse.deps[c] in ("nsubj", "nsubj:pass") for c in parse.children[root]):
                return [root]
            chosen = unmarked or free
            if not chosen:
                return []
            if parse.root < chosen[0] and parse.pos[parse.root] in ("NOUN", "PROPN", "PRON"):
                self._lost_subject = (chosen[0], parse.root)
            root = chosen[0]
        in_condition = root < self._front or (
            not self._front and self._marker(root) in self.words.subordinators.condition
        )
        if in_condition:
            # "Wordt de norm niet gehaald, dan stelt ...": the parser took the condition for the main clause.
            beside = parse.below(root, "conj", "parataxis", "ccomp", "advcl")
            beside += [i for i in range(self._front, len(parse)) if self._is_finite(i) and "relcl" not in parse.deps[i]]
            others = [c for c in beside if c >= self._front and c > root and self._is_clause(c) and not self._marker(c)]
            if others:
                end = self._front or parse.left[others[0]]
                self._front_condition = self.prepared.text[: parse.starts[end]].rstrip(" ,;")
                return [others[0]]
        return [root]

    def _end_of_front(self) -> int:
        """Where the main clause begins in a Dutch sentence that opens with a condition: after a comma, with "dan" or its verb."""
        parse = self.parse
        opens = parse.words[0] if parse.words else ""
        if self.names.language != "nl" or not (parse.finite[0] or opens in self.words.subordinators.condition):
            return 0
        for i in range(2, len(parse) - 1):
            if parse.words[i] == "," and (parse.words[i + 1] == "dan" or parse.finite[i + 1]):
                return i + 1
        return 0

    def _read(self, p: int, given: _Given = _NOTHING) -> None:
        """The statement of a clause, and of those that hang from it."""
        parse = self.parse
        if p in self._done or len(self._found) >= MOST:
            return
        content = self._content(p)
        self._done |= {p, content}
        aux = Auxiliaries.of(parse, p, content, self.words, given.auxiliaries)
        own = self._subject(p) or (self._subject(content) if content != p else None)
        if given.outer is None and (own is None or not own.acts):
            own = self._beside_verb(p, content) or own
        subject = own or given.subject
        agent = self._agent(content)
        if agent and not agent.acts:
            agent = None
        predicate = self._predicate(content, aux)
        actor = self._actor(aux, predicate, subject, agent)
        if not actor.acts and predicate in ("right", "prohibition"):
            actor = self._for_whom(content) or actor
        if actor.actor == "unassigned" and given.outer is None and self._is_together(content):
            actor = Who("joint", actor.name, True)
        modality, negated = self._modality(content, aux, actor, self._denied(p, content), predicate, given.outer)
        if actor.acts and not self.speaker.acts:
            self.speaker = actor
        lemma = parse.lemmas[content]
        if kinds(lemma, self.words) and lemma not in self.words.raising and aux.copula is None:
            return  # "The Supplier shall:", which its items complete, or a verb that the parser did not see
        statement = self._statement(p, content, aux, actor, modality, negated, given.within)
        within: int | None = None
        if statement.verb_end > statement.verb_start or not self.prepared.skip:
            within = len(self._found)
            self._found.append(statement)
        # What a duty or right is about has the same actor and modality.
        for inner in self._inner(content) if predicate else ():
            self._read(inner, _Given(actor, statement, within))
        self._read_beside(p, content, subject, aux)

    def _read_beside(self, p: int, content: int, subject: Who, aux: Auxiliaries) -> None:
        """The clauses beside a clause, which share its subject and auxiliaries as far as they have none, and what it says."""
        parse = self.parse
        for child in dict.fromkeys((*parse.below(p, "conj", "parataxis"), *parse.below(content, "conj"))):
            if not_negations(self.names.language).search(" ".join(parse.words[max(0, child - 1) : child + 2])):
                continue  # "maar niet beperkt tot" says nothing
            joined = parse.deps[child] == "conj"
            if self._is_clause(child) or (joined and parse.pos[child] == "VERB"):
                finite = self._is_finite(child)
                shared = subject if joined or not finite else NOBODY
                self._read(child, _Given(shared, auxiliaries=None if finite else aux))
        for child in parse.below(content, "ccomp"):
            if self._is_clause(child):
                self._read(child)

    def _actor(self, aux: Auxiliaries, predicate: str, subject: Who, agent: Who | None) -> Who:
        """Who acts: the subject, and in a passive the agent; "is verplicht" and "is entitled" bind their subject."""
        if not aux.passive:
            return subject
        if agent is not None:
            return agent
        binding = predicate in ("duty", "right", "prohibition", "intention") and not aux.modals and not aux.becomes
        return subject if binding and subject.acts else NOBODY

    def _is_together(self, p: int) -> bool:
        """Whether a verb says that both parties do it: "melden elkaar", "wordt in onderling overleg vastgesteld"."""
        parse, together = self.parse, self.words.together
        for c in parse.children[p]:
            if parse.deps[c].partition(":")[0] not in ("obj", "iobj", "obl", "advmod"):
                continue
            if parse.words[c] == "other":
                return parse.words[c - 1] in ("each", "one")
            if parse.words[c] in together:
                return True
            if parse.words[c] in ("overleg", "overeenstemming", "agreement", "consultation"):
                return any(
                    parse.words[x] in together or parse.words[x] in ("goed", "mutual") for x in parse.children[c]
                )
        return False

    def _for_whom(self, p: int) -> Who | None:
        """To whom something is allowed or forbidden: "het staat Leverancier vrij", "it is open to the Supplier to ..."."""
        parse = self.parse
        for c in parse.below(p, "iobj", "obj", "obl"):
            cases = {parse.words[x] for x in parse.children[c] if parse.deps[x].startswith("case")}
            if not cases or cases & self.words.towards:
                found = self._who(c, p)
                if found.acts and found.actor != "third":
                    return found
        for at in range(p + 1, min(p + 3, len(parse))):
            if self.names.at(parse, at):
                return self._who(at, p)
        return None

    def _content(self, p: int) -> int:
        """The verb that says what is done: "dient te worden gemeld" says melden."""
        parse = self.parse
        seen = p
        for _ in range(3):
            modal = bool(kinds(parse.lemmas[seen], self.words))
            has_to = parse.lemmas[seen] in self.words.has_to and not parse.below(seen, "obj")
            raising = modal or has_to or parse.lemmas[seen] in self.words.raising
            if not raising or parse.pos[seen] not in ("VERB", "AUX"):
                break
            inner = [c for c in parse.below(seen, "xcomp", "ccomp") if parse.pos[c] in ("VERB", "AUX", "ADJ", "NOUN")]
            if modal and not inner:  # an infinitive that the parser hung elsewhere
                inner = [c for c in parse.children[seen] if self._is_bare(c)] or [
                    c for c in parse.subtree(seen) if c > seen and self._is_bare(c)
                ]
            if not inner:
                break
            seen = inner[0]
        return self._infinitive_of(seen)

    def _is_bare(self, i: int) -> bool:
        """Whether a word is a verb without tense and without "te" before it."""
        parse = self.parse
        return parse.pos[i] == "VERB" and not parse.finite[i] and not self._marker(i)

    def _infinitive_of(self, p: int) -> int:
        """The verb itself, or where it stands beside a Dutch modal and is no infinitive, the infinitive that ends the clause.

        "kan de overeenkomst met drie maanden opzegtermijn beëindigen": what a modal wants is an infinitive.
        """
        parse = self.parse
        if self.names.language != "nl" or parse.words[p].endswith(_INFINITIVE):
            return p
        beside = [c for c in parse.children[p] if parse.deps[c].startswith("aux")]
        modal = next((c for c in beside if parse.deps[c] == "aux" and kinds(parse.lemmas[c], self.words)), None)
        if modal is None or any(parse.deps[c] == "aux:pass" for c in beside):
            return p
        for i in range(modal + 1, len(parse)):
            ends = i + 1 == len(parse) or parse.pos[i + 1] in ("PUNCT", "CCONJ", "SCONJ")
            if parse.words[i].endswith("en") and parse.pos[i] in ("VERB", "NOUN") and (ends or parse.infinitive[i]):
                self._mended = i
                return i
        return p

    def _inner(self, p: int) -> Iterator[int]:
        """The clauses without a subject of their own that a predicate is about."""
        parse = self.parse
        heads = [p, *parse.below(p, "obj", "obl", "nsubj")]
        for head in heads:
            for c in parse.below(head, "xcomp", "advcl", "acl", "ccomp", "csubj"):
                if parse.deps[c] in ("acl:relcl", "advcl:relcl") or parse.pos[c] not in ("VERB", "AUX", "ADJ"):
                    continue
                if (
                    head == p
                    and parse.deps[c].startswith("advcl")
                    and self._marker(c) not in ("om", "to", "te", "from", "van", "")
                ):
                    continue
                if not self._subjects(c) and not parse.finite[c] and parse.pos[c] != "ADJ":
                    yield c

    def _subjects(self, p: int) -> list[int]:
        parse = self.parse
        found = [
            c
            for c in parse.children[p]
            if parse.deps[c].partition(":")[0] in _SUBJECT and parse.words[c] not in ("er", "there")
        ]
        if not found and self._lost_subject is not None and self._lost_subject[0] == p:
            return [self._lost_subject[1]]
        return found

    def _subject(self, p: int) -> Who | None:
        subjects = self._subjects(p)
        if not subjects:
            return None
        subject = next((s for s in subjects if self.parse.deps[s].startswith("nsubj")), subjects[0])
        return self._who(subject, p)

    def _beside_verb(self, p: int, content: int) -> Who | None:
        """The party beside the finite verb, where the parser saw no one act: "Partijen zullen ...", "..., doet zij ...".

        A party that opens the clause and is followed by its verb is the subject; so is one right after the verb when the clause
        opens with something that can be none (a phrase with a preposition, an adverb, a condition).
        """
        parse = self.parse
        near = sorted({p, content, *parse.children[p], *parse.children[content]})
        verb = next((i for i in near if parse.finite[i]), p)
        if verb == 0:
            return None
        opens = verb - 1
        if self.names.at(parse, opens) or parse.words[opens] in self.words.everyone:
            first = opens
            while (
                first > 0
                and parse.words[first - 1] not in (",", ";", ":")
                and parse.pos[first - 1] in ("DET", "ADJ", "PRON", "PROPN", "NOUN")
            ):
                first -= 1
            if first == 0 or parse.words[first - 1] in (",", ";", ":"):
                return self._who(opens, p)
            return None
        if self.names.language != "nl" or verb + 1 >= len(parse):
            return None
        fronted = 0
        while fronted < verb and parse.pos[fronted] in ("CCONJ", "PUNCT"):
            fronted += 1
        cannot = (
            parse.pos[fronted] in ("ADP", "ADV", "SCONJ")
            or parse.words[opens] in (",", "dan")
            # "De kosten draagt Opdrachtnemer": a thing in front is what it is about, for verbs that only somebody does
            or self._lemma(content) not in self.words.stative | self.words.affects
        )
        if not cannot:
            return None
        at = verb + 1
        if parse.words[at] in ("de", "het", "een", "ieder", "elke", "elk", "iedere", "zich") and at + 1 < len(parse):
            at += 1
        pronoun = parse.words[at] in ("hij", "zij", "deze", "wij") and parse.pos[at] == "PRON"
        if self.names.at(parse, at) or pronoun:
            return self._who(at, p)
        return None

    def _who(self, i: int, p: int) -> Who:
        return opposite(self.parse, who(self.parse, i, self.names, self._antecedent(p)), self.names)

    def _antecedent(self, p: int) -> Who:
        """Whom "hij" or "it" refers to: the subject of a clause before it in the sentence, else who acted last."""
        parse = self.parse
        for i in range(p):
            if parse.deps[i].startswith("nsubj") and parse.pos[i] != "PRON":
                found = who(parse, i, self.names)
                if found.acts:
                    return found
        named = next((i for i in range(p) if self.names.at(parse, i)), None)
        if named is not None:
            return who(parse, named, self.names)
        return self.speaker if self.speaker.acts else self.before

    def _agent(self, p: int) -> Who | None:
        """By whom, in a passive: "door Opdrachtnemer"; "besproken tussen A en B" is both."""
        parse = self.parse
        verbs = [p, *(c for c in parse.below(p, "conj") if not self._subjects(c))]
        for c in (c for verb in verbs for c in parse.children[verb]):
            dep = parse.deps[c]
            if not dep.startswith(("obl", "nmod", "xcomp")):
                continue
            cases = {parse.words[x] for x in parse.children[c] if parse.deps[x].startswith("case")}
            if dep == "obl:agent" or cases & (self.words.agents | self.words.between):
                found = self._who(c, p)
                before = parse.words[max(0, c - NEAR) : c]
                if found.acts and self.words.between.intersection(before):
                    return Who("joint", found.name, True)  # "by and between A and B"
                if cases & self.words.between and parse.below(c, "conj"):
                    return Who("joint", found.name, True)  # "besproken tussen de manager en ..."
                if found.acts or dep == "obl:agent":
                    return found
        if parse.lemmas[p] in ("agree", "overeenkomen"):
            return Who("joint", "", True)  # "It is agreed that ..."
        if parse.lemmas[p] in self.words.concluding and self.words.between.intersection(parse.words[p:]):
            return Who("joint", "", True)
        # "door Opdrachtnemer" that the parser hung from something else, between auxiliary and verb
        begin = min((x for x in parse.children[p] if parse.deps[x].startswith("aux")), default=p)
        for x in range(begin, p - 1):
            if parse.words[x] in self.words.agents:
                at = x + 2 if parse.pos[x + 1] == "DET" else x + 1
                if at < p and self.names.at(parse, at):
                    return self._who(at, p)
        return None

    # What the clause is

    def _denied(self, p: int, content: int) -> bool:
        """Whether the predicate is denied, by a word of its own or by one with its subject, object or adjunct."""
        parse = self.parse
        denying: list[int] = []
        for c in (c for head in {p, content} for c in (*parse.children[head], *self._subjects(head))):
            denying.append(c)
            if parse.deps[c].partition(":")[0] in _MAY_HOLD_DENIAL and parse.pos[c] != "VERB":
                inside = (x for x in parse.children[c] if parse.deps[x].partition(":")[0] in _DENIAL_IN_PHRASE)
                # "geen kosten" denies, "niet EU-landen" does not.
                nominal = parse.pos[c] in ("NOUN", "PROPN")
                denying += (x for x in inside if not (nominal and parse.words[x] in ("niet", "not")))
        if content >= self._front:
            denying = [i for i in denying if i >= self._front]  # "Doet hij dat niet, dan ..." denies the condition
        return any(parse.words[i] in self.words.negations and not self._denies_nothing(i) for i in denying)

    def _denies_content(self, p: int) -> bool:
        """Whether what a promise is about is denied."""
        parse = self.parse
        contents = [c for c in parse.below(p, "ccomp", "xcomp") if parse.pos[c] in ("VERB", "AUX")]
        if not contents or not self._denied(contents[0], contents[0]):
            return False
        subject = self._subject(contents[0])
        return subject is None or subject.acts  # not "guarantees that no virus will ..."

    def _denies_nothing(self, i: int) -> bool:
        parse = self.parse
        around = " ".join(parse.words[max(0, i - 1) : i + 3])
        return not_negations(self.names.language).search(around) is not None

    def _predicate(self, p: int, aux: Auxiliaries) -> str:
        """The modality that the predicate itself stands for, or ""."""
        parse, words = self.parse, self.words
        verb = self._verb(p, aux)[0]
        found = words.predicates.of(parse.lemmas[p], parse.words[p], verb)
        if found and found != "fact":
            return found
        if verb in words.empty:
            near = range(max(0, p - NEAR), min(len(parse), p + NEAR))
            nouns = dict.fromkeys((*parse.below(p, "obj", "xcomp", "nsubj:pass", "compound", "obl"), *near))
            noun = next((m for c in nouns if (m := words.nouns.of(parse.lemmas[c], parse.words[c]))), "")
            if noun:
                return noun
        if found or (aux.copula is None and not self._is_with_be(p)):
            return found
        # "is at liberty to", "is vrij ... te herzien"
        own = words.nouns.of(parse.lemmas[p], parse.words[p]) if aux.copula is not None else ""
        be = next((c for c in parse.children[p] if parse.lemmas[c] in ("zijn", "be")), p)
        around = dict.fromkeys((*parse.children[p], *range(be + 1, min(be + NEAR, len(parse)))))
        beside = (m for c in around if (m := words.predicates.of(parse.words[c])) and m != "fact")
        return own or next(beside, "")

    def _is_with_be(self, p: int) -> bool:
        """Whether a form of zijn or be hangs from a word."""
        parse = self.parse
        return any(parse.lemmas[c] in ("zijn", "be") and parse.deps[c].startswith("aux") for c in parse.children[p])

    def _modality(
        self, p: int, aux: Auxiliaries, actor: Who, denied: bool, predicate: str, outer: Statement | None
    ) -> tuple[Modality, bool]:
        """What the statement does, and whether it is denied."""
        words, parse = self.words, self.parse
        verb = self._verb(p, aux)[0]
        dutch = self.names.language == "nl"
        denying = parse.lemmas[p] in words.denying or parse.words[p] in words.denying
        if outer is not None:
            return outer.modality, outer.negated
        if denying and predicate == "prohibition" and (actor.acts or aux.passive or aux.copula is not None):
            return "prohibition", True
        modality: Modality
        binds = actor.acts
        if aux.is_("may") or (aux.is_("can") and (binds or aux.passive)):
            modality = "right"
        elif predicate in ("duty", "right", "intention", "prohibition"):
            modality = predicate  # type: ignore[assignment]
            if predicate == "intention" and not binds:
                modality = "fact"
            elif (
                predicate == "intention"
                and (aux.is_("will") or aux.is_("must"))
                and parse.lemmas[p] not in words.efforts
            ):
                modality = "duty"  # "shall seek mediation"
            if predicate == "duty" and not binds and aux.copula is None and not aux.passive and not aux.is_("must"):
                modality = "fact" if not aux.is_("will") else "duty"
        elif aux.is_("need"):
            modality = "fact" if denied or not binds else "duty"  # "hoeft niet": no duty
        elif aux.is_("must"):
            modality = "duty"
        elif aux.is_("will"):
            modality = self._future(p, aux, binds, verb, predicate)
        elif aux.is_("can") or predicate == "fact" or aux.perfect:
            modality = "fact"
        elif aux.passive:
            modality = "duty" if dutch and verb not in words.passive_facts and aux.dynamic else "fact"
        elif aux.copula is not None or verb in (words.party_states if dutch and binds else words.stative):
            modality = "fact"
        elif dutch and (binds or verb in words.events or verb in words.binding_things):
            modality = "duty"
        else:
            modality = "fact"
        negated = denied or (denying and (aux.passive or aux.copula is not None))  # "is uitgesloten"
        if predicate == "duty" and not negated and binds and self._denies_content(p):
            return "prohibition", True  # "agrees that neither will ...", "verbindt zich niet ..."
        if modality == "duty" and not negated and binds and self._is_hedged():
            modality = "intention"
        if negated and modality in ("duty", "right"):
            modality = self._denied_modality(modality, aux, predicate, binds)
        return modality, negated

    def _is_hedged(self) -> bool:
        """Whether the sentence says that it is meant in principle, or as far as possible."""
        text = " ".join(self.parse.words)
        return any(hedge in text for hedge in self.words.hedges)

    def _future(self, p: int, aux: Auxiliaries, binds: bool, verb: str, predicate: str) -> Modality:
        """What shall and zullen say: a duty of a party; of a thing only where something must be done to it or be in it."""
        words = self.words
        if aux.passive:
            return "fact" if verb in words.passive_facts else "duty"
        if binds:
            return "duty"
        if aux.copula is not None:
            return "fact"
        return "fact" if verb in words.stative and verb not in words.binding_things else "duty"

    def _denied_modality(self, modality: Modality, aux: Auxiliaries, predicate: str, binds: bool) -> Modality:
        if predicate == "duty":
            return "fact"  # "is niet verplicht": no duty
        if modality == "right":
            return "prohibition" if aux.is_("may") or binds or predicate == "right" or aux.passive else "fact"
        return "prohibition" if binds or aux.is_("must") or aux.passive else "fact"

    def _verb(self, p: int, aux: Auxiliaries) -> tuple[str, int]:
        """Lemma and place of the main verb."""
        parse = self.parse
        if aux.copula is not None:
            return parse.lemmas[aux.copula], aux.copula
        return self._lemma(p), p

    def _lemma(self, p: int) -> str:
        """The lemma of a verb, with the Dutch particle that stands apart from it."""
        parse, words = self.parse, self.words
        if self.names.language != "nl":
            return parse.lemmas[p]
        after_te = p > 0 and parse.words[p - 1] == "te"
        # A Dutch infinitive is its own lemma.
        beside = {parse.deps[c]: c for c in parse.children[p] if parse.deps[c].startswith("aux")}
        beside_modal = "aux:pass" not in beside and any(kinds(parse.lemmas[c], words) for c in beside.values())
        bare = after_te or parse.infinitive[p] or beside_modal or p == self._mended
        own = bare and parse.words[p].endswith(_INFINITIVE)
        lemma = parse.words[p] if own else parse.lemmas[p]
        for adverb in words.no_particles:
            if lemma.startswith(adverb) and not parse.words[p].startswith(adverb):
                lemma = lemma[len(adverb) :]
        if after_te and p > 1 and parse.words[p - 2] in words.before_te:
            return parse.words[p - 2] + lemma
        for c in parse.children[p]:
            particle = parse.words[c]
            if lemma.startswith(particle):
                continue
            if words.predicates.of(particle + lemma):
                return particle + lemma  # "staat ... vrij"
            apart = parse.deps[c] == "compound:prt" and particle in words.particles
            after = parse.pos[c + 1] if c + 1 < len(parse) else ""
            # "treedt in werking" has a preposition; a verb with a prefix of its own takes no particle, but for a few.
            if apart and after not in _BEGINS_PHRASE and not parse.joined[p] and not lemma.startswith(_INSEPARABLE):
                lemma = particle + lemma
        return lemma

    # What else it says

    def _statement(
        self, p: int, content: int, aux: Auxiliaries, actor: Who, modality: Modality, negated: bool, within: int | None
    ) -> Statement:
        parse = self.parse
        verb, at = self._verb(content, aux)
        first, last = parse.left[p], parse.right[p]
        start, end = self.prepared.original(parse.starts[first], parse.ends[last])
        verb_start, verb_end = self.prepared.original(parse.starts[at], parse.ends[at])
        if parse.ends[at] <= self.prepared.skip:
            verb_start = verb_end = start
        condition, purpose = self._adjuncts(p, content)
        clause = fold(self.prepared.text[parse.starts[first] : parse.ends[last]])
        found = self._measures(clause, parse.starts[first])
        bound = actor.acts and self._agent(content) is None
        return Statement(
            actor=actor.actor,
            modality=modality,
            verb=verb,
            negated=negated,
            object=self._object(content, aux, bound),
            name=actor.name,
            condition=condition,
            purpose=purpose,
            measures=found,
            level=level_of(clause.text, self.names.language, bool(found)),
            passive=aux.passive,
            start=start,
            end=end,
            verb_start=verb_start,
            verb_end=verb_end,
            within=within,
        )

    def _measures(self, clause: Folded, begin: int) -> tuple[Measure, ...]:
        """The measures in a clause that begins there, with their places in the sentence as written."""
        found = []
        nouns = {start for start, pos in zip(self.parse.starts, self.parse.pos, strict=True) if pos == "NOUN"}
        for measure in measures(clause.text):
            start, end = clause.original(measure.start, measure.end)
            if measure.is_count and begin + end - len(measure.unit) not in nouns:
                continue
            first, last = self.prepared.original(begin + start, begin + end)
            found.append(replace(measure, start=first, end=last))
        return tuple(found)

    def _object(self, p: int, aux: Auxiliaries, binds: bool) -> str:
        parse = self.parse
        deps = ("nsubj",) if aux.passive and not binds else ("obj", "iobj") if aux.copula is None else ()
        objects = [
            c for c in parse.below(p, *deps) if parse.words[c] not in TIME_UNITS
        ]  # "past elk jaar zijn prijzen aan"
        for c in sorted(objects, key=lambda c: parse.deps[c] == "iobj"):
            return " ".join(parse.words[i] for i in parse.subtree(c, frozenset({"acl:relcl", "punct", "advcl"})))
        if aux.copula is not None:
            return parse.words[p]
        return ""

    def _adjuncts(self, p: int, content: int) -> tuple[str, str]:
        """The condition and the purpose, as written."""
        parse, words = self.parse, self.words
        condition, purpose = self._front_condition, ""
        for c in (c for head in dict.fromkeys((p, content)) for c in parse.children[head]):
            dep = parse.deps[c].partition(":")[0]
            if dep not in _ADJUNCTS:
                continue
            first = parse.left[c]
            while parse.pos[first] == "PUNCT" and first < c:
                first += 1
            text = self.prepared.text[parse.starts[first] : parse.ends[parse.right[c]]].rstrip(" ,;.")
            small = text.lower()
            begins = {self._marker(c), parse.words[first], " ".join(parse.words[first : first + 2])}
            if dep in ("obl", "nmod", "advmod"):
                is_condition, is_purpose = small.startswith(words.condition_phrases), False
            else:
                is_purpose = bool(begins & words.subordinators.purpose) and first < c
                # "Voorziet een partij dat ..., dan ...": a clause that opens with its verb
                opens_with_verb = first == 0 and parse.finite[first] and dep != "parataxis"
                # "als overeenkomst", "as a service": what something counts as
                counts_as = begins & {"als", "as"} and not self._is_clause(c)
                is_condition = (bool(begins & words.subordinators.condition) and not counts_as) or opens_with_verb
            if is_purpose:
                purpose = purpose or text
            elif is_condition:
                condition = condition or text
        return condition, purpose
