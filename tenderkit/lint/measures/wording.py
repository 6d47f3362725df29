"""How a document is worded: rigidity (I02), obligations (I03), frame (I21), readability (I22)."""

from __future__ import annotations

import re
from functools import lru_cache

from tenderkit.language import Language
from tenderkit.lint.measures.lexicon import count, found, language_of, lexicon
from tenderkit.lint.units import Unit, View

_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
FEWEST_WORDS = 4  # in a sentence; with less it is a label
LONG = 40  # words in a long sentence
# Flesch's Reading Ease, and Douma's for Dutch (1960): constant, per word in a sentence, per syllable in a word.
_FLESCH: dict[Language, tuple[float, float, float]] = {"en": (206.835, 1.015, 84.6), "nl": (206.84, 0.93, 77.0)}
_VOWELS = {
    "nl": re.compile(r"aai|ooi|oei|eeu|ieu|[aeo]{2}|uu|ie|oe|ui|ij|ei|ou|au|eu|[aeiouy]"),
    "en": re.compile(r"[aeiouy]+"),
}


def rigidity(view: View, words: int) -> dict[str, float]:
    """I02: words of each of the eight categories of rigid clauses per 1,000 words, and `total`. The lists are our own
    reconstruction. Source: domain dossier 1.1 (Moszoro, Spiller, Stolorz)."""
    counted = {
        name: sum(count(view, unit, sources) for unit in view.units) for name, sources in lexicon().rigidity.items()
    }
    per = 1000 / words
    return {
        "total": round(sum(counted.values()) * per, 1),
        **{name: round(n * per, 1) for name, n in counted.items()},
    }


def obligation_density(view: View, words: int) -> float:
    """I03: words that oblige (shall, must, dient, zal ...) per 100 words. Source: domain dossier 1.8, 5.4."""
    obliging = sum(view.pattern("<must>", unit.language).count(unit.text) for unit in view.units)
    return round(obliging / words * 100, 2)


def frame(view: View) -> float | None:
    """I21: of the sentences that speak of reaching or of avoiding something, the share of reaching, 0 to 1; a sentence that
    does both counts for both. None without any. Source: domain dossier 1.7 (Weber and Mayer)."""
    words = lexicon()
    spoken = [u for u in view.units if _is_sentence(u)]
    reach = sum(found(view, unit, words.promotion) for unit in spoken)
    avoid = sum(found(view, unit, words.prevention) for unit in spoken)
    return round(reach / (reach + avoid), 2) if reach + avoid else None


def readability(view: View) -> dict[str, float] | None:
    """I22: `sentence_words`, the mean number of words; `long_sentences`, the share of more than 40 words (0-1); `flesch`,
    Flesch's Reading Ease (English) or Flesch-Douma's (Dutch), 0 hard to 100 easy. Sentences of running text in the document's
    own language, cells apart; None without any. Source: domain dossier 1.8."""
    language = language_of(view)
    if language is None:
        return None
    sentences = [
        _WORD.findall(unit.text)
        for unit in view.units
        if unit.language == language and _is_sentence(unit) and view.document.blocks[unit.block].cell is None
    ]
    sentences = [words for words in sentences if len(words) >= FEWEST_WORDS]
    if not sentences:
        return None
    words = [word for sentence in sentences for word in sentence]
    mean = len(words) / len(sentences)
    constant, per_word, per_syllable = _FLESCH[language]
    syllables_ = sum(syllables(word, language) for word in words) / len(words)
    ease = constant - per_word * mean - per_syllable * syllables_
    return {
        "sentence_words": round(mean, 1),
        "long_sentences": round(sum(len(s) > LONG for s in sentences) / len(sentences), 2),
        "flesch": round(min(max(ease, 0.0), 100.0)),
    }


@lru_cache(maxsize=16384)
def syllables(word: str, language: Language) -> int:
    """The syllables of a folded word, counted by its vowels: near enough for an average, not for hyphenation."""
    groups = len(_VOWELS[language].findall(word))
    if language == "en" and word.endswith("e") and not word.endswith("le") and groups > 1:
        groups -= 1
    return max(groups, 1)


def _is_sentence(unit: Unit) -> bool:
    return unit.text.count(" ") >= FEWEST_WORDS - 1
