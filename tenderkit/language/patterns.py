"""The small pattern language in which rule files say what to look for.

Patterns are written in lower case without accents and meet folded text, one sentence (or cell, or clause) at a time:

    wijzigingsverzoek*            a word and its endings; *wijziging* also what stands before it
    (binnen|uiterlijk) 5 dagen    one of several words or phrases; (x|) makes x optional
    opzegg* .. <duration>         up to 80 characters between; ... is up to 200
    <client> <may>                a class: a party by any name that the document gives it, a modal verb, a length of time
    <client_may>                  that the party may do something, in either order: "is opdrachtgever steeds gerechtigd"
    <brand>                       a word list of rules/words, which is a class too

White space matches any white space, hyphens and apostrophes match literally, everything else is literal too. A pattern
begins and ends at a word boundary unless it begins with *. Nothing in it can run away: every repetition is bounded.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

from tenderkit.language.parties import Parties, known_parties, longest_first
from tenderkit.language.quantities import DATE, DURATION, NUMBER, TIME_UNITS, duration_regex, number_regex

_MODALS = {
    "may": {
        "nl": "kan|kunnen|mag|mogen|is gerechtigd|zijn gerechtigd|is bevoegd|zijn bevoegd|heeft het recht|hebben het recht|"
        "heeft de mogelijkheid|heeft de bevoegdheid|komt het recht toe|staat het vrij|behoudt zich het recht voor|"
        "is het toegestaan|heeft de optie|heeft een recht|gerechtigd is",
        "en": "may|can|is entitled to|are entitled to|shall be entitled to|will be entitled to|has the right to|"
        "have the right to|shall have the right to|will have the right to|reserves the right to|shall have the option|"
        "has the option|is permitted to|is free to|at its option|has the sole right to|retains the right to|"
        "reserve the right to|have the option|is at liberty to|are at liberty to",
    },
    "must": {
        "nl": "moet|moeten|dient|dienen|zal|zullen|is verplicht|zijn verplicht|is gehouden|zijn gehouden|verplicht zich|"
        "verbindt zich|draagt zorg|draagt er zorg voor|zorgt|zorgt ervoor|garandeert|staat ervoor in|verplichten zich",
        "en": "shall|must|will|is required to|are required to|is obliged to|are obliged to|undertakes to|agrees to|"
        "is to|are to|warrants|ensures|undertake to|agree to",
    },
    "not": {
        "nl": "niet|geen|nimmer|nooit|zonder|noch|uitgesloten|geenszins|evenmin",
        "en": "not|no|never|without|nor|neither|excluded|cannot",
    },
    "index": {
        "nl": "cbs|cpi|dpi|*indexcijfer*|prijsindex*|consumentenprijsindex*|dienstenprijsindex*|index|indexering*|"
        "cao-lonen|loonindex*|inflatie*|*index",
        "en": "cpi|cpih|rpi|ppi|index|indexation|price index|inflation|employment cost index|aei|awe",
    },
}
# Who may, in either order and with the words that come between: "kan Opdrachtgever", "is Leverancier te allen tijde
# gerechtigd", "the Supplier shall at all times have the right to". {p} is the party; {q} any party: in "bij surseance van
# Leverancier is Opdrachtgever gerechtigd" it is not Leverancier who may.
_MAY_ROUND = {
    "nl": (
        r"{p}\s+(?:(?:ook|steeds|echter|tevens|daarnaast|eveneens)\s+)?{may}",
        r"(?:kan|kunnen|mag|mogen)\s+{p}",
        r"(?:{p}\s+(?:is|zijn)(?!\s+{q}(?!\w))|(?:is|zijn)\s+{p})(?:\s+\w+){{0,4}}?\s+(?:gerechtigd|bevoegd|vrij)",
        r"(?:{p}\s+(?:heeft|hebben)(?!\s+{q}(?!\w))|(?:heeft|hebben)\s+{p})(?:\s+\w+){{0,4}}?\s+(?:het\s+recht|de\s+bevoegdheid|de\s+mogelijkheid|"
        r"de\s+optie)",
        r"(?:{p}\s+behoudt|behoudt\s+{p})(?:\s+\w+){{0,4}}?\s+het\s+recht(?:\s+voor)?",
        r"staat\s+het\s+{p}(?:\s+\w+){{0,2}}?\s+vrij|komt\s+{p}\s+het\s+recht\s+toe",
    ),
    "en": (
        r"{p}\s+(?:(?:also|then|thereafter|further|hereby|therefore)\s+)?{may}",
        r"may\s+{p}",
        r"{p}\s+(?:shall|will)(?:\s+\w+){{0,4}}?\s+(?:have\s+(?:the|a)\s+(?:sole\s+)?(?:right|option)|be\s+(?:entitled|free|permitted))",
        r"{p}\s+(?:is|are)(?:\s+\w+){{0,3}}?\s+(?:entitled|permitted)",
        r"{p}\s+(?:hereby\s+)?(?:reserves|retains|has|have|reserve)(?:\s+\w+){{0,4}}?\s+(?:right|option|discretion)",
    ),
}  # fmt: skip
_FIXED = {
    "number": NUMBER,
    "duration": DURATION,
    "date": DATE,
    "money": r"(?:€|eur|euro|usd|us\$|\$|£|gbp)\s?[\d.,]+(?:\s?(?:mln|miljoen|million|k))?|[\d.,]+\s?(?:euro|eur|dollars|"
    r"pounds)\b",
    "percent": r"\d+(?:[.,]\d+)?\s?(?:%|procent|per ?cent)|(?:[a-z]+ )(?:procent|per ?cent)",
    "year": r"(?:19|20)\d\d",
    "word": r"[^\W_][\w.+&/'\-]{0,40}(?<![.'\-])",
    "reference": r"(?:artikel|artikelen|art\.|lid|paragraaf|clause|clauses|section|article|bijlage|annex|schedule|"
    r"appendix|exhibit|attachment) \[?(?:\d[\w.\-]{0,11}|[ivxl]{1,6}(?!\w)|[a-z](?![\w']))",  # not "lid van", "section of"
    "version": r"(?:versie|version|release|v\.?) ?\d+(?:\.\d+){0,3}|v\d+(?:\.\d+){0,3}",
    "release": r"(?:v\.? ?)?\d{1,4}(?:\.\d{1,4}){1,3}[a-z]{0,2}\d{0,2}|\d\dh[12]|(?:19|20)\d\d(?: ?r2)?|r\d{1,2}|\d{1,5}[a-z]?",
    "dotted": r"(?:v\.? ?)?\d{1,3}(?:\.\d{1,4}){1,3}[a-z]{0,2}\d{0,2}",
    "model": r"(?!(?:19|20)\d\d(?!\w))[a-z]{0,4}-?\d{2,5}[a-z]{0,3}(?:-?[a-z]?\d{1,2})?",
    "oddspan": r"(?:(?!(?:1|2|3|5|10|15|20|25|30|35|40|45|50|55|60|75|90|120|180|240)(?!\d))\d{1,3}|vier|zes|zeven|acht|negen|elf|twaalf|"
    r"dertien|veertien|zestien|zeventien|achttien|negentien|four|six|seven|eight|nine|eleven|twelve|thirteen|fourteen|sixteen|"
    r"seventeen|eighteen|nineteen|twenty-two|twenty-three) (?:minuten|minutes|seconden|seconds)",
    "spokentime": r"(?:(?:vijf|tien|twintig|kwart) (?:voor|over) (?:half )?|half )(?:een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|"
    r"elf|twaalf)|(?:five|ten|twenty|twenty-five|quarter|half) (?:past|to) (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|"
    r"twelve)",
    "clock": r"(?<!artikel )(?<!artikelen )(?<!art\. )(?:(?:[01]?\d|2[0-4]):[0-5]\d(?![\d:])|(?:[01]?\d|2[0-4])\.[0-5]\d(?= ?uur| ?[ap]\.?m(?!\w))|"
    r"(?:(?<=om )|(?<=voor )|(?<=tot )|(?<=van )|(?<=vanaf ))(?:[1-9]|1\d|2[0-4]) uur(?! (?:per|na|nadat|later|te|aan|werk))|(?:[1-9]|1[0-2]) ?[ap]\.?m(?!\w))",
    "oddtime": r"(?<!artikel )(?<!artikelen )(?<!art\. )(?:(?:[01]?\d|2[0-3]):(?!00|15|30|45|59|01)[0-5]\d(?![\d:])|(?:[01]?\d|2[0-3])\."
    r"(?!00|15|30|45|59|01)[0-5]\d(?= ?uur| ?[ap]\.?m(?!\w)))",
    "person_mail": r"[a-z]{1,20}(?:[._\-][a-z]{1,6}){0,2}[._\-][a-z]{2,25}@[\w.\-]+",
    "initials": r"(?<![.\w])(?!(?:f\.o\.b|u\.s\.c|b\.v|n\.v|u\.s|u\.k|e\.g|i\.e|a\.m|p\.m|s\.a|l\.p|i\.s\.m|t\.a\.v|o\.a|m\.b\.t|d\.d)\.)(?:[a-z]\.\s?){1,4}",
    "clocktime": r"(?:[01]?\d|2[0-4])[.:][0-5]\d(?: ?uur| ?hours?| ?hrs?| ?[ap]\.?m\.?)?|(?:[1-9]|1\d|2[0-4]) uur\b",
}
_WRITERS = {"number": number_regex, "duration": duration_regex}
_NEEDS = {
    "duration": tuple(sorted(TIME_UNITS)),
    "date": ("19", "20"),
    "year": ("19", "20"),
    "version": ("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
}
"""What a text must hold one of for a class to be in it."""
_TOKEN = re.compile(r"<([a-z_]+)>|(\.{2,3})(?=\s|$|\)|\|)|([()|])|(\s+)|(\*)|([^\s()|*<]+|<)")
_CLASS = re.compile(r"<([a-z_]+)>")
GAP, WIDE_GAP = 80, 200
OFTEN = 4  # documents for which a pattern is written anew, before one expression for all of them is compiled


class PatternError(ValueError):
    """A pattern that cannot be read; says what is wrong with it."""


Groups = tuple[tuple[str, ...], ...]
"""Sets of strings, of each of which a text must hold one."""


def _best(groups: Groups) -> tuple[str, ...]:
    """The group that fewest texts will hold: the one with the longest strings."""
    return max(groups, key=lambda strings: min(map(len, strings)), default=())


def _holds_any(text: str, strings: tuple[str, ...]) -> bool:
    # A plain loop: this runs millions of times, and a generator would cost more than the search.
    for string in strings:  # noqa: SIM110
        if string in text:
            return True
    return False


class Pattern:
    """A pattern. `needs`: the text must hold one of these strings, or the pattern cannot match (empty: none). `groups`: the
    same for several sets of strings, of each of which it must hold one; `needs` is the most telling of them.

    The expression is written (by `write`) and compiled when a text first holds what it needs: most patterns never meet such
    a text. A `hopeless` pattern is one that cannot match in the texts it is for.
    """

    __slots__ = ("_general", "_narrowed", "_regex", "_write", "groups", "hopeless", "needs", "source")

    def __init__(self, source: str, groups: Groups, write: Callable[[], str], general: Pattern | None = None) -> None:
        self.source = source
        self.groups = groups
        self.hopeless = not all(groups)
        self.needs = () if self.hopeless else _best(groups)
        self._write = write
        self._general = general
        self._narrowed = 0
        self._regex: re.Pattern[str] | None = None

    def narrowed(self, holds: Callable[[str], bool], write: Callable[[], str]) -> Pattern:
        """The same pattern for texts in which the strings that `holds` denies do not stand; `write` writes it for them."""
        groups = tuple(tuple(string for string in strings if holds(string)) for strings in self.groups)
        return Pattern(self.source, groups, write, self)

    @property
    def regex(self) -> re.Pattern[str]:
        """The compiled expression."""
        if self._regex is None:
            self._regex = self._compiled()
        return self._regex

    def _compiled(self) -> re.Pattern[str]:
        # What is written for one document is compiled sooner, but for that one only: with many documents, all share one.
        general = self._general
        if general is not None:
            if general._regex is not None or general._narrowed >= OFTEN:
                return general.regex
            general._narrowed += 1
        return re.compile(self._write())

    def search(self, text: str, start: int = 0) -> tuple[int, int] | None:
        """Start and end of the first match in a folded text at or after `start`, or None."""
        if self.hopeless or (self.needs and not _holds_any(text, self.needs)):
            return None
        found = self.regex.search(text, start)
        return found.span() if found else None

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Start and end of every match that does not overlap with the one before it."""
        if self.hopeless or (self.needs and not _holds_any(text, self.needs)):
            return []
        return [found.span() for found in self.regex.finditer(text)]

    def count(self, text: str) -> int:
        """The number of matches that do not overlap."""
        return len(self.spans(text))


@dataclass(frozen=True, slots=True)
class Words:
    """Folded words and phrases, `*` standing for any ending or beginning; `prefix` is a regex before each."""

    words: tuple[str, ...]
    prefix: str = ""

    @property
    def regex(self) -> str:
        """A regex for folded text."""
        return self.prefix + _words(self.words)

    @property
    def needs(self) -> tuple[str, ...]:
        """Strings one of which a text must hold for one of the words to be in it; empty: none."""
        return _needs(self.words)

    def narrowed(self, holds: Callable[[str], bool]) -> Words:
        """Those of the words that can stand in texts in which the strings that `holds` denies do not."""
        return Words(tuple(word for word in self.words if all(map(holds, _parts(word)))), self.prefix)


@dataclass(frozen=True, slots=True)
class WordClass:
    """A class of words: a regex for folded text, and strings one of which must be there for it to match (empty: none).

    `lists`: the words that it is made of, where it is made of words; `write`: writes the regex for some texts.
    """

    regex: str
    needs: tuple[str, ...] = ()
    lists: tuple[Words, ...] = ()
    write: Callable[[Callable[[str], bool]], str] | None = None

    def narrowed(self, holds: Callable[[str], bool]) -> WordClass:
        """The class for texts in which the strings that `holds` denies do not stand."""
        if self.write is not None:
            return WordClass(f"(?:{self.write(holds)})", self.needs)
        return _united(tuple(words.narrowed(holds) for words in self.lists)) if self.lists else self


class _Classes(Mapping[str, WordClass]):
    """Classes by name, each made when it is first asked for."""

    def __init__(self, make: Mapping[str, Callable[[], WordClass]]) -> None:
        self._make = make
        self._made: dict[str, WordClass] = {}

    def __getitem__(self, name: str) -> WordClass:
        made = self._made.get(name)
        if made is None:
            made = self._made[name] = self._make[name]()
        return made

    def __contains__(self, name: object) -> bool:
        return name in self._make

    def __iter__(self) -> Iterator[str]:
        return iter(self._make)

    def __len__(self) -> int:
        return len(self._make)


class Vocabulary:
    """What the classes in patterns stand for, in one language and one document. `words` adds classes of its own.

    `holds`: tells of a string of letters whether it stands in the document; then patterns are written for that document
    only, without the words that it does not have, and must meet no other text.
    """

    def __init__(
        self,
        language: str,
        parties: Parties | None = None,
        words: Mapping[str, WordClass] | None = None,
        base: Vocabulary | None = None,
        holds: Callable[[str], bool] | None = None,
    ) -> None:
        self.language = language
        self._base = base
        self._holds = holds
        self.parties = parties or known_parties(language)
        self._patterns: dict[str, Pattern] = {}
        self._words = words or {}
        named = _party_classes(language, self.parties)
        self._classes = _Classes({**_shared_classes(language), **named, **_given(self._words)})
        self._shapes = _Classes({name: partial(self._shape, name) for name in self._classes})
        narrow: dict[str, Callable[[], WordClass]] = {}
        if holds is not None:
            narrow = {name: partial(self._narrow, name, holds) for name in self._classes}
            own = _party_classes(language, self.parties, holds)
            narrow.update({name: make for name, make in own.items() if name not in self._words})
        self._narrowed = _Classes(narrow)
        # The classes that this document has for itself alone.
        self._own = set(named) if base is None or base.parties != self.parties else set()
        known = base._words if base is not None else {}
        self._own.update(name for name, kind in self._words.items() if known.get(name) is not kind)

    def _shape(self, name: str) -> WordClass:
        return WordClass("x", self._classes[name].needs)

    def _narrow(self, name: str, holds: Callable[[str], bool]) -> WordClass:
        return self._classes[name].narrowed(holds)

    def pattern(self, source: str) -> Pattern:
        """A pattern, read once; raises PatternError.

        A pattern without a class of this document's own is the same in every document, and is shared through `base`.
        """
        known = self._patterns.get(source)
        if known is None:
            known = self._general(source)
            holds = self._holds
            if holds is not None:
                known = known.narrowed(holds, partial(_written, source, self._narrowed, holds))
            self._patterns[source] = known
        return known

    def _general(self, source: str) -> Pattern:
        if self._base is not None and self._own.isdisjoint(_CLASS.findall(source)):
            return self._base.pattern(source)
        return Pattern(source, _read(source, self._shapes)[1], partial(_written, source, self._classes))


def _given(classes: Mapping[str, WordClass]) -> dict[str, Callable[[], WordClass]]:
    return {name: partial(_the_same, kind) for name, kind in classes.items()}


def _the_same(kind: WordClass) -> WordClass:
    return kind


@lru_cache(maxsize=8)
def _shared_classes(language: str) -> Mapping[str, Callable[[], WordClass]]:
    """The classes that have nothing to do with parties."""
    modals = {
        name: _united((Words(tuple(filter(None, of.get(language, "").split("|")))),)) for name, of in _MODALS.items()
    }
    fixed = {
        name: WordClass(f"(?:{regex})", _NEEDS.get(name, ()), write=_WRITERS.get(name))
        for name, regex in _FIXED.items()
    }
    return _given({**modals, **fixed})


_ARTICLE = r"(?:(?:de|het|een|iedere|elke|betreffende|the|an?|any|each|every|such)\s+)?"


def _party_classes(
    language: str, parties: Parties, holds: Callable[[str], bool] | None = None
) -> dict[str, Callable[[], WordClass]]:
    """The classes of the parties, and of what each of them may; for texts in which strings that `holds` denies do not stand."""
    names = {
        "client": parties.client,
        "supplier": parties.supplier,
        "joint": parties.joint,
        "party": longest_first({*parties.client, *parties.supplier, *parties.joint}),
    }

    def kind(words: Words) -> WordClass:
        return _united((words if holds is None else words.narrowed(holds),))

    def named(name: str) -> WordClass:
        return kind(Words(tuple(filter(None, names[name])), _ARTICLE))

    def may(name: str) -> WordClass:
        modals = kind(Words(tuple(filter(None, _MODALS["may"].get(language, "").split("|")))))
        one, all_ = named(name), named("party")
        ways = "|".join(way.format(p=one.regex, q=all_.regex, may=modals.regex) for way in _MAY_ROUND.get(language, ()))
        return WordClass(f"(?:{ways})" if ways else r"(?!)", one.needs)

    return {
        **{name: partial(named, name) for name in names},
        **{f"{name}_may": partial(may, name) for name in names},
    }


@lru_cache(maxsize=8)
def plain_vocabulary(language: str) -> Vocabulary:
    """The vocabulary without a document: for checking rule files."""
    return Vocabulary(language)


def word_class(words: Iterable[str], prefix: str = "") -> WordClass:
    """A class of folded words and phrases, `*` standing for any ending or beginning; `prefix` is a regex before each."""
    return _united((Words(longest_first(set(words) - {""}), prefix),))


def either(first: WordClass, second: WordClass) -> WordClass:
    """What is in one class of words or the other."""
    return _united((*first.lists, *second.lists))


def _united(lists: tuple[Words, ...]) -> WordClass:
    needs = [words.needs for words in lists]
    united = tuple(string for strings in needs for string in strings) if all(needs) else ()
    regexes = [words.regex for words in lists]
    return WordClass(regexes[0] if len(lists) == 1 else f"(?:{'|'.join(regexes)})", united, lists)


@lru_cache(maxsize=1 << 15)
def _parts(word: str) -> tuple[str, ...]:
    """The strings without white space that a word or phrase is made of."""
    return tuple(word.replace("*", " ").split()) or ("",)


def _needs(words: Sequence[str]) -> tuple[str, ...]:
    """Strings of which a text must hold one if it holds one of the words or phrases."""
    # A word of one letter would be in every text: then there is nothing to look for beforehand.
    parts = [max(_parts(word), key=len) for word in words]
    return tuple(dict.fromkeys(parts)) if all(len(part) > 1 for part in parts) else ()


@lru_cache(maxsize=1 << 15)
def _word(word: str) -> str:
    return re.escape(word).replace(r"\ ", r"\s+").replace(r"\*", r"[\w\-]{0,40}")


def _words(words: Sequence[str]) -> str:
    return f"(?:{'|'.join(map(_word, words))})" if words else r"(?!)"


def _written(source: str, classes: Mapping[str, WordClass], holds: Callable[[str], bool] | None = None) -> str:
    """The regex of a pattern; with `holds`, without the alternatives that cannot be found."""
    return _read(source, classes, holds)[0]


def _read(
    source: str, classes: Mapping[str, WordClass], holds: Callable[[str], bool] | None = None
) -> tuple[str, Groups]:
    """The regex of a pattern and the strings that it needs; raises PatternError."""
    if source != source.lower():
        raise PatternError(f"pattern '{source}' holds capitals; patterns are lower case")
    if not source.isascii() and any(ord(c) > 127 and c not in "€£" for c in source):
        raise PatternError(f"pattern '{source}' holds accents or typographic characters; write it plain")
    if _PHRASE.fullmatch(source):
        return _phrase(source)
    tokens = [(m.lastindex or 0, m.group(m.lastindex or 0)) for m in _TOKEN.finditer(source.strip())]
    if not tokens:
        raise PatternError("an empty pattern")
    reader = _Reader(_settled(tokens) if _INNER_SPACE.search(source) else tokens, classes, source, holds)
    read, at = reader.sequence(0, depth=0)
    if at < len(reader.tokens) and reader.tokens[at][1] == "|":  # "a|b" is the same as "(a|b)"
        reader.tokens = [(3, "("), *reader.tokens, (3, ")")]
        read, at = reader.sequence(0, depth=0)
    if at < len(reader.tokens):
        raise PatternError(f"pattern '{source}' has a ')' without '('")
    first = r"(?<!\w)" if not source.strip().startswith("*") else ""
    return first + read.regex + r"(?!\w)", tuple(dict.fromkeys(read.needs))


_PHRASE = re.compile(r"[^\s()|*<.]+(?: [^\s()|*<.]+)*\*?")
_INNER_SPACE = re.compile(r"[(|]\s|\s[|)]")


def _phrase(source: str) -> tuple[str, Groups]:
    """What `_read` gives for words with nothing else among them, as most patterns are."""
    words = source.rstrip("*").split(" ")
    ending = r"[\w\-]{0,40}+" if source.endswith("*") else ""
    regex = r"\s+".join(map(_escaped, words))
    return rf"(?<!\w){regex}{ending}(?!\w)", tuple(dict.fromkeys((word,) for word in words if len(word) >= 3))


@lru_cache(maxsize=1 << 15)
def _escaped(word: str) -> str:
    return re.escape(word)


_SPACE = -1  # the kind of a space just inside a bracket that has to be there: "(de |)wet", "drie(,| en) vier"


def _settled(tokens: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """Spaces just inside brackets, kept where no space stands outside, dropped where one does."""
    opened: list[int] = []
    pairs: dict[int, int] = {}
    for at, (kind, value) in enumerate(tokens):
        if kind == 3 and value == "(":
            opened.append(at)
        elif kind == 3 and value == ")" and opened:
            pairs[opened.pop()] = at
    inside: list[tuple[int, int]] = []  # the brackets that each token stands in, innermost last
    settled: list[tuple[int, str]] = []
    for at, token in enumerate(tokens):
        kind, value = token
        if kind == 3 and value == "(" and at in pairs:
            inside.append((at, pairs[at]))
        elif kind == 3 and value == ")" and inside:
            inside.pop()
        if kind != 4 or not inside:
            settled.append(token)
            continue
        start, end = inside[-1]
        leading = tokens[at - 1][0] == 3 and tokens[at - 1][1] in "(|"
        trailing = tokens[at + 1][0] == 3 and tokens[at + 1][1] in "|)"
        if leading and (start == 0 or tokens[start - 1][0] == 4):
            continue
        if trailing and not leading and (end + 1 == len(tokens) or tokens[end + 1][0] == 4):
            continue
        settled.append((_SPACE, value) if leading or trailing else token)
    return settled


@dataclass(slots=True)
class _Part:
    """A part of a pattern: its regex and the strings that it needs.

    `spaced_inside`: an alternative in it ends in a space that has to be there ("(de |)wet"); `ends_in_space`: so does the last
    one. `optional`: it may be left out.
    """

    regex: str
    needs: Groups
    spaced_inside: bool = False
    ends_in_space: bool = False
    optional: bool = False


@dataclass(slots=True)
class _Reader:
    """Reads the tokens of one pattern; with `holds`, alternatives that cannot be found are left out of the regex."""

    tokens: list[tuple[int, str]]
    classes: Mapping[str, WordClass]
    source: str
    holds: Callable[[str], bool] | None

    def sequence(self, at: int, depth: int) -> tuple[_Part, int]:
        """A run of tokens up to '|' or ')' (or the end), and where it stopped."""
        tokens, classes = self.tokens, self.classes
        out: list[str] = []
        needed: list[tuple[str, ...]] = []
        space = ends_in_space = spaced_inside = False
        while at < len(tokens):
            kind, value = tokens[at]
            if kind == 3 and value in ")|":
                break
            if kind == 4:
                space = True
                at += 1
                continue
            ends_in_space = kind == _SPACE
            if kind == 2:
                width = GAP if value == ".." else WIDE_GAP
                # A gap begins and ends between words, never inside one: "end .. contract" is not in "endorse the contract".
                edge = r"(?:(?<!\w)|(?!\w))" if out else r"(?<!\w)"
                out.append(rf"{edge}[\s\S]{{0,{width}}}?(?<!\w)")
                space = False
                at += 1
                if at < len(tokens) and tokens[at][0] == 4:
                    at += 1
                continue
            if kind == _SPACE:
                out.append(r"\s+")
                at += 1
                continue
            group: _Part | None = None
            if kind == 3:
                group, at = self.group(at + 1, depth + 1)
                piece = group.regex
                spaced_inside = spaced_inside or group.spaced_inside
                if not group.optional:
                    needed += group.needs
            elif kind == 1:
                if value not in classes:
                    known = ", ".join(sorted(classes))
                    raise PatternError(f"pattern '{self.source}' names an unknown class <{value}>; known: {known}")
                piece, at = classes[value].regex, at + 1
                if classes[value].needs:
                    needed.append(classes[value].needs)
            elif kind == 5:
                # At the very start a * only lifts the word boundary; a word's ending is taken whole and never given back.
                first = at == 0 and depth == 0
                ends_word = at + 1 >= len(tokens) or tokens[at + 1][0] == 4 or tokens[at + 1][1] in ("|", ")")
                piece = "" if first else r"[\w\-]{0,40}+" if ends_word else r"[\w\-]{0,40}?"
                at += 1
            else:
                piece, at = _escaped(value), at + 1
                if len(value) >= 3:
                    needed.append((value,))
            if group is not None and group.optional and group.ends_in_space:
                # Its own space stands inside it: "nieuwe (de |)wet".
                out.append((r"\s+" if space and out else "") + f"(?:{piece})?")
                space = False
                continue
            if group is not None and group.optional:
                # An optional word takes the space that follows it along, so that "x (y|) z" also matches "x z".
                lead = r"\s+" if space and out else ""
                following = at < len(tokens) and tokens[at][0] == 4
                out.append(f"{lead}(?:{piece}\\s+)?" if following else f"(?:{lead}{piece})?")
                space = False
                if following:
                    at += 1
                continue
            if space and out and not out[-1].endswith((r"\s+)?", r"(?<!\w)")):
                out.append(r"\s+")
            space = False
            out.append(piece)
        return _Part("".join(out), tuple(needed), spaced_inside, ends_in_space), at

    def group(self, at: int, depth: int) -> tuple[_Part, int]:
        """A bracketed choice, and where it ended."""
        if depth > 5:
            raise PatternError(f"pattern '{self.source}' nests brackets too deep")
        branches: list[_Part] = []
        optional = False
        while True:
            branch, at = self.sequence(at, depth)
            if branch.regex:
                branches.append(branch)
            else:
                optional = True
            if at >= len(self.tokens):
                raise PatternError(f"pattern '{self.source}' has a '(' without ')'")
            at += 1
            if self.tokens[at - 1][1] == ")":
                break
        if not branches:
            raise PatternError(f"pattern '{self.source}' has an empty '()'")
        needs = [_best(branch.needs) for branch in branches]
        united = (tuple(dict.fromkeys(w for need in needs for w in need)),) if all(needs) else ()
        inside = any(branch.spaced_inside for branch in branches) or any(
            branch.ends_in_space for branch in branches[:-1]
        )
        regex = "|".join(branch.regex for branch in branches if self._possible(branch))
        whole = f"(?:{regex})" if regex else r"(?!)"
        return _Part(whole, united, inside, inside or branches[-1].ends_in_space, optional), at

    def _possible(self, part: _Part) -> bool:
        holds = self.holds
        return holds is None or all(any(map(holds, strings)) for strings in part.needs)
