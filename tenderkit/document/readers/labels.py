"""Numbers that stand typed at the start of a line: "7.2", "Artikel 7", "(a)", "§ 6", a dash for a bullet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from tenderkit.document.model import BULLET

Form = Literal["word", "decimal", "letter", "roman", "bullet"]
"""word: a number after a word ("Artikel 7"); decimal: "7", "7.2"; letter: "a."; roman: "iv)"; bullet: a dash or dot."""


@dataclass(frozen=True, slots=True)
class Label:
    """A number found at the start of a text.

    `number` is what a reader sees, `end` the characters up to the text behind it. `parts` are the numbers in a decimal
    one (7 and 2), or the one ordinal of a letter or roman one. `word` is the word before it, in lower case. `style`
    tells lists apart: "(a)" from "a.". `clear` is False where the same characters may well be running text.
    """

    number: str
    end: int
    form: Form
    parts: tuple[int, ...] = ()
    word: str = ""
    style: str = ""
    clear: bool = True


# Words that a number follows, with the rank of what they head: lower is higher up.
WORDS = {
    "deel": 1, "part": 1, "boek": 1, "titel": 1,
    "hoofdstuk": 2, "chapter": 2, "afdeling": 3,
    "bijlage": 2, "annex": 2, "appendix": 2, "schedule": 2, "exhibit": 2, "attachment": 2, "addendum": 2,
    "artikel": 4, "article": 4, "art": 4, "art.": 4,
    "section": 5, "clause": 5, "paragraaf": 5, "§": 5, "perceel": 3, "lot": 3, "lid": 6, "module": 3,
}  # fmt: skip
ANNEXES = frozenset({"bijlage", "annex", "appendix", "schedule", "exhibit", "attachment", "addendum"})

_SPACE = "[ \\t\u00a0]"
_ROMAN = "(?=[ivxlc])(?:x[cl]|l?x{0,3})(?:i[xv]|v?i{0,3})"
_WORD = re.compile(
    rf"(?P<word>{'|'.join(re.escape(w) for w in sorted(WORDS, key=len, reverse=True))}){_SPACE}*"
    rf"(?P<number>\d{{1,3}}(?:[.\-]\d{{1,3}}){{0,4}}[a-z]?|{_ROMAN}|[a-z])(?P<stop>[.:)]?)(?![\w.,/€%])"
    rf"(?P<gap>{_SPACE}*(?:[:–—-]{_SPACE}+|\n)?{_SPACE}*)",
    re.I,
)
_DECIMAL = re.compile(
    rf"(?P<open>[(\[]?)(?P<number>(?:0|[1-9]\d{{0,2}})(?:\.(?:0|[1-9]\d?)){{0,6}})(?P<stop>\.?[)\]]|\.|:)?"
    rf"(?P<letter>[a-z])?(?=[\s\u00a0]|$)(?P<gap>[\s\u00a0]*(?:[–—-]{_SPACE}+)?)",
)
_AMENDED = re.compile(
    r"(?:(?P<number>[1-9]\d{0,2}(?:\.[1-9]\d?){0,4}(?:[a-z]|[A-Z]))(?P<stop>[.)])|"
    r"(?P<member>[1-9]\d{0,2}[a-zA-Z](?:\.[1-9]\d?){1,4})\.?)(?=[\s\u00a0])(?P<gap>[\s\u00a0]*)"  # "7a.2" in article 7a
)
_DEGREE = re.compile(r"(?P<number>[1-9]\d?°\.?)(?=[\s\u00a0])(?P<gap>[\s\u00a0]*)")
_LETTERED = re.compile(r"(?P<number>[A-Z](?:\.[1-9]\d?){1,4})(?P<stop>\.?)(?=[\s\u00a0]|$)(?P<gap>[\s\u00a0]*)")
_LETTER = re.compile(
    rf"(?:\((?P<in>[a-zA-Z]|{_ROMAN}|{_ROMAN.upper()})\)|(?P<out>[a-zA-Z]|{_ROMAN}|{_ROMAN.upper()})(?P<stop>[.)]))"
    r"(?=[\s\u00a0]|$)(?P<gap>[\s\u00a0]*)"
)
_BULLET = re.compile("[•●▪■◦‣·∙\u2043\uf0b7\uf0a7➢►○*–—-][ \\t\u00a0]+(?=\\S)|o\\t+(?=\\S)")
_PAGE = re.compile(r"[–—-] ?\d[\d ]{0,3}[–—-](?=\s|$)")
# Numbers that lost the tab behind them on the way to a text file.
_STUCK = re.compile(
    r"(?P<number>[1-9]\d?(?:\.[1-9]\d?){0,4}\.)(?=[A-Z][a-z]|[A-Z]{3})"
    r"|(?P<bare>[1-9]\d?(?:\.[1-9]\d?){1,4})(?=[A-Z][a-z]{2}|[A-Z]{3}|[\"“][A-Z])"
)
_STUCK_LETTER = re.compile(r"(?P<number>\(?(?P<sign>[a-z])\))(?=[A-Z][a-z])")
_OPENS = re.compile("[\"'“”‘’„«(\\[*_]*[A-ZÀ-ÖØ-Þ]")

_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


def roman_value(text: str) -> int:
    """The value of a roman number in either case, 0 when it is none."""
    text = text.lower()
    if not text or not re.fullmatch(_ROMAN, text):
        return 0
    values = [_VALUES[c] for c in text]
    return sum(-v if v < max(values[i + 1 :], default=0) else v for i, v in enumerate(values))


def parts_of(number: str) -> tuple[int, ...]:
    """The numbers in "7.2" or "7-2a", () for what does not begin with a digit."""
    return tuple(map(int, re.findall(r"\d+", number))) if number[:1].isdecimal() else ()


def split_label(text: str) -> Label | None:
    """The number that a text starts with, or None. Blanks before it are passed over (and counted in `end`).

    What may as well be running text ("30 dagen", "Artikel 7 is niet van toepassing", "A. de Vries") comes with
    `clear` False: whoever knows the text around it decides.
    """
    start = len(text) - len(text.lstrip())
    for find in (_word_label, _decimal_label, _amended_label, _lettered_label, _letter_label, _bullet_label):
        found = find(text, start)
        if found is not None:
            return found
    return None


def _word_label(text: str, start: int) -> Label | None:
    found = _WORD.match(text, start)
    if not found:
        return None
    word, number = found["word"].lower(), found["number"]
    if word != "§" and not found["word"][0].isupper():
        return None
    if number.isalpha() and number.islower() and word not in ("§", "lid"):
        return None  # "Deel a ..." and "Part i ..." are running text
    rest = text[found.end() :]
    separated = bool(found["stop"]) or "\n" in found["gap"] or "\t" in found["gap"] or len(found["gap"].strip()) > 0
    clear = separated or not rest or bool(_OPENS.match(rest))
    if word in ANNEXES and len(parts_of(number)) > 1:
        clear = False  # "Exhibit 10.2" on top of a filed contract
    if not (separated or not rest or word in ANNEXES) and number.isalpha() and not roman_value(number):
        return None  # "Deel A" has to stand apart: "Part A of ..." is running text
    if not clear and len(found["gap"]) == 0 and rest:
        return None
    stop = found["stop"] if found["stop"] != ":" else ""
    shown = text[start : found.end("number")] + stop
    parts = parts_of(number) or (roman_value(number),)
    return Label(" ".join(shown.split()), found.end(), "word", parts, word.rstrip("."), word, clear)


def _decimal_label(text: str, start: int) -> Label | None:
    found = _DECIMAL.match(text, start)
    if not found:
        stuck = _STUCK.match(text, start)
        if not stuck:
            return None
        shown = stuck["number"] or stuck["bare"]
        parts = tuple(int(p) for p in shown.strip(".").split("."))
        clear = len(parts) > 1 and bool(stuck["number"])
        return Label(shown, stuck.end(), "decimal", parts, style="1.", clear=clear)
    opened, stop = found["open"], found["stop"] or ""
    if bool(opened) != stop.endswith((")", "]")) and (opened or found["letter"]):
        return None
    if found["letter"] and not stop and not opened and "." not in found["number"]:
        return None  # "3e" and "5g" are words
    parts = tuple(int(p) for p in found["number"].split("."))
    gap, rest = found["gap"], text[found.end() :]
    marked = bool(opened or stop) or "\t" in gap or len(gap) > 2
    clear = marked or (len(parts) > 1 and bool(_OPENS.match(rest)))
    if len(parts) > 1 and parts[0] == 0 and not marked:
        clear = False
    shown = text[start : found.end() - len(gap)].rstrip(":")
    style = f"{opened}1{stop.replace('.', '') or '.'}"
    return Label(shown, found.end(), "decimal", parts, style=style, clear=clear)


def _amended_label(text: str, start: int) -> Label | None:
    """ "16a." between "16." and "17."; "1°." in Dutch regulations."""
    found = _AMENDED.match(text, start)
    if found:
        parts = parts_of(found["number"] or found["member"])
        clear = "\t" in found["gap"] or bool(_OPENS.match(text[found.end() :]))
        style = f"1{found['stop'] or ''}"
        number = found["member"] or found["number"] + found["stop"]
        return Label(number, found.end(), "decimal", parts, style=style, clear=clear)
    found = _DEGREE.match(text, start)
    if found:
        return Label(found["number"], found.end(), "decimal", parts_of(found["number"]), style="(1°)")
    return None


def _lettered_label(text: str, start: int) -> Label | None:
    """ "A.1", "B.2.3": the numbers of parts that have letters."""
    found = _LETTERED.match(text, start)
    if not found:
        return None
    letter, *rest = found["number"].split(".")
    parts = (ord(letter) - 64, *map(int, rest))
    clear = bool(found["stop"]) or "\t" in found["gap"] or bool(_OPENS.match(text[found.end() :]))
    return Label(found["number"] + found["stop"], found.end(), "decimal", parts, style="A.1", clear=clear)


def _letter_label(text: str, start: int) -> Label | None:
    found = _LETTER.match(text, start)
    if not found:
        return _stuck_letter(text, start)
    sign = found["in"] or found["out"]
    shown = text[start : found.end() - len(found["gap"])]
    upper = sign.isupper()
    case = "A" if upper else "a"
    style = f"({case})" if found["in"] else f"{case}{found['stop']}"
    # A capital with a full stop may be somebody's initial.
    clear = not (upper and found["out"] and found["stop"] == "." and "\t" not in found["gap"])
    if len(sign) > 1 or sign.lower() == "i":
        return Label(shown, found.end(), "roman", (roman_value(sign),), style=style, clear=clear)
    return Label(shown, found.end(), "letter", (ord(sign.lower()) - 96,), style=style, clear=clear)


def _stuck_letter(text: str, start: int) -> Label | None:
    found = _STUCK_LETTER.match(text, start)
    if not found:
        return None
    shown, sign = found["number"], found["sign"]
    style = "(a)" if shown[0] == "(" else "a)"
    form: Form = "roman" if sign == "i" else "letter"
    value = 1 if sign == "i" else ord(sign) - 96
    return Label(shown, found.end(), form, (value,), style=style, clear=False)


def _bullet_label(text: str, start: int) -> Label | None:
    found = _BULLET.match(text, start)
    if not found or _PAGE.match(text, start):
        return None
    return Label(BULLET, found.end(), "bullet", style=found.group()[0])


def is_label(text: str) -> bool:
    """Whether a text is a number and nothing else ("Artikel 7", "12.", "IV")."""
    text = text.strip()
    if roman_value(text) and text.isupper():
        return True
    found = split_label(text)
    return found is not None and found.end >= len(text) and found.form in ("word", "decimal")
