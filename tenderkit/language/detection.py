"""Which language a text is in: Dutch, English or neither, by its small words."""

from __future__ import annotations

import re
from collections import Counter

_WORDS = re.compile(r"[^\W\d_]+")

# Function words that the other languages of our users (German, French) share as little as possible.
_SMALL = {
    "nl": frozenset(
        "de het een van en in te dat die is niet op met voor door aan als bij worden wordt zijn naar om uit tot ook kan "
        "over deze dit dan zal moet dient indien tenzij heeft hebben geen er of onder tussen wanneer zoals waarbij deel "
        "binnen partijen opdrachtgever opdrachtnemer leverancier overeenkomst artikel kunnen zullen mag mogen ieder "
        "elke alle welke daarvan hierna gedurende aldus zodra jaar maanden dagen ten".split()
    ),
    "en": frozenset(
        "the of and to in a is that for by with as be on or this shall any not from at an are which such may will all "
        "its other under has have been their no it these if each between upon than within agreement party parties "
        "supplier client contractor services must should can where when into herein hereof thereof after before "
        "years months days".split()
    ),
}
_ELSEWHERE = frozenset(
    "der und die das nicht mit sich des auf für ist ein eine dem zu von werden oder auch nach bei les des une est dans "
    "que pour par sur avec qui aux ou et du la le el los las por con para una del che di il non per della sono".split()
)


def detect(text: str, default: str = "") -> str:
    """ "nl", "en" or "" for another language; `default` where the text is too short to tell."""
    words = [w.lower() for w in _WORDS.findall(text)]
    if len(words) < 4:
        return default
    counts = Counter(words)
    hits = {language: sum(counts[w] for w in small) for language, small in _SMALL.items()}
    foreign = sum(counts[w] for w in _ELSEWHERE if w not in _SMALL["nl"] and w not in _SMALL["en"])
    best, other = sorted(hits, key=lambda k: -hits[k])
    if foreign > max(hits[best], 2):
        return ""
    if hits[best] == hits[other] or hits[best] < 2:
        return default
    if len(words) < 12 and hits[best] < 2 * hits[other] + 1:
        return default
    return best
