"""The numbers of a document's articles, clauses and items, in one form.

"12.3.b" stands for "artikel 12 lid 3, onder b", for "Clause 12.3(b)" and for item b. under 12.3; the roman number of an
article becomes an ordinary one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from tenderkit.document.annexes import annex_label
from tenderkit.document.model import Block, Document, number_of
from tenderkit.document.stories import READ_STORIES

_LABEL_WORD = r"artikel|article|section|clause|paragraaf|paragraph|hoofdstuk|chapter|deel|part|titel|title|§"
_LABELLED = re.compile(rf"(?:{_LABEL_WORD})(?!\w)", re.IGNORECASE)
_ROMAN = re.compile(r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})")
_CAPITAL = r"(?=[\"“'‘(\[*]*[A-ZÀ-Þ0-9])"
_BREAK = r"(?:^|[.;:)\]\"”]\s{1,9}|\n\s{0,9}|(?<=\s\s\s))"
# Numbers that a reader left in the text: at its start, after the end of a sentence, at the start of a line.
_RUN_IN = re.compile(
    rf"{_BREAK}(?P<number>\d{{1,2}}(?:\.\d{{1,2}})+(?:\s?\([a-z]{{1,3}}\))?[.:)]*|\d{{1,2}}[.:)]|"
    rf"(?=[A-Z§])(?i:{_LABEL_WORD})\s*(?:\d{{1,2}}(?:\.\d{{1,2}})*|[IVX]{{1,6}})\b[.:)]?(?!\s+\())\s+{_CAPITAL}"
    r"|^\d{1,2}(?:\.\d{1,2})+(?=[A-Z][a-z])"
)
_RUN_IN_LETTER = re.compile(r"(?:^|[\s,;:.])\((?P<letter>[a-z]{1,2}|[ivx]{1,4})\)\s")
_CELL_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.?")  # a number alone in a cell; "25" would be a quantity


def own_numbers(document: Document) -> dict[str, int]:
    """Every number under which something stands in the document, with the first block that bears it.

    Numbers of annexes count as well: nothing tells "clause 4" of the contract from clause 4 of its annex.
    """
    numbers, _ = numbers_and_articles(document)
    # Where 7.2 stands, 7 is there too, whether or not it has a heading that we saw.
    for number, index in list(numbers.items()):
        while "." in number:
            number = number.rpartition(".")[0]
            numbers.setdefault(number, index)
    return numbers


def numbers_and_articles(document: Document) -> tuple[dict[str, int], tuple[str, ...]]:
    """The numbers, and for every block the number of the article it stands in."""
    numbers: dict[str, int] = {}
    articles: list[str] = []
    headings: list[tuple[int, str]] = []
    article = clause = ""
    items: list[str] = []
    for index, block in enumerate(document.blocks):
        if block.story in READ_STORIES:
            own = normal_number(block.number)
            if block.kind in ("heading", "title"):
                headings = [(level, number) for level, number in headings if level < block.level]
                article = next((number for _, number in reversed(headings) if number), "")
                if own:
                    # "2" under heading "7" can be meant as 7.2; under "Hoofdstuk 7" articles count on.
                    if article and "." not in own and not _LABELLED.match(block.number):
                        numbers.setdefault(f"{article}.{own}", index)
                    article = own
                    numbers.setdefault(own, index)
                headings.append((block.level, own))
                clause, items = "", []
            elif block.kind == "item":
                items = [*items[: max(block.level - 1, 0)], own]
                path = own if "." in own else _joined(clause or article, *items)
                if own:
                    numbers.setdefault(path, index)
            elif own:
                clause, items = (own if "." in own or not article else f"{article}.{own}"), []
                numbers.setdefault(clause, index)
            elif block.kind == "cell" and _CELL_NUMBER.fullmatch(block.text.strip()):
                numbers.setdefault(normal_number(block.text.strip()), index)
            for number, is_letter in _run_in(block, clause or article, items):
                numbers.setdefault(number, index)
                if not is_letter:
                    clause, items = number, []
        articles.append(article)
    return numbers, tuple(articles)


def _joined(*parts: str) -> str:
    return ".".join(part for part in parts if part)


def _run_in(block: Block, base: str, items: list[str]) -> Iterator[tuple[str, bool]]:
    """The numbers inside a text, and the letters under them, each with whether it is a letter."""
    found = [(m.start(), normal_number(m.group("number") or m.group()), False) for m in _RUN_IN.finditer(block.text)]
    found += [(m.start(), m.group("letter"), True) for m in _RUN_IN_LETTER.finditer(block.text)]
    for _, number, is_letter in sorted(found):
        if not is_letter:
            base, items = number, []
            if number:
                yield number, False
            continue
        yield _joined(base, *items, number), True
        if items:
            yield _joined(base, number), True


def normal_number(label: str) -> str:
    """The number in a label in one form: "12.3.b" for "12.3(b)", "4" for "Article IV" and "4.0", "" for an annex's label."""
    text = label.strip()
    if annex_label(text):
        return ""
    brackets = re.search(r"\d\s*((?:\(\w{1,4}\)\s*)+)[.:)]*$", text)
    tail = re.findall(r"\w+", brackets.group(1)) if brackets else []
    if brackets:
        text = text[: brackets.start(1)]
    word = _LABELLED.match(text)
    number = number_of(text.rstrip(".:) "))
    attached = re.search(r"\d([a-z])$", text.rstrip(".:) "))
    if attached and not number.endswith(attached.group(1)):
        number += attached.group(1)
    head, dot, rest = number.replace("-", ".").partition(".")
    if (word or len(head) > 1) and _ROMAN.fullmatch(head):
        head = str(_arabic(head))
    number = re.sub(r"(?<=\d)(?:\.0)+$", "", f"{head}{dot}{rest}")
    return _joined(number, *tail).lower()


def _arabic(roman: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10}[letter] for letter in roman]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))


def resolves(numbers: Mapping[str, int], number: str) -> bool:
    """Whether a reference to `number` finds something, or may do so as far as we can tell.

    It may when the document shows no members of that kind under the number above it: then they are unnumbered paragraphs,
    or we did not see them.
    """
    if number in numbers:
        return True
    attached = re.fullmatch(r"(.*\d)([a-z])", number)
    if attached:
        return resolves(numbers, f"{attached.group(1)}.{attached.group(2)}")
    parent, _, last = number.rpartition(".")
    if not parent:
        return False
    return resolves(numbers, parent) and not _members(numbers, parent, last.isdigit())


def _members(numbers: Mapping[str, int], parent: str, digits: bool) -> frozenset[str]:
    """The last parts of the numbers right under a number: "1", "2" or "a", "b"; of the articles for "" as parent."""
    start = f"{parent}." if parent else ""
    below = {n[len(start) :] for n in numbers if n.startswith(start)}
    return frozenset(n for n in below if "." not in n and n[:1].isdigit() == digits)


def first_missing(numbers: Mapping[str, int], number: str) -> str:
    """The shortest beginning of a number that finds nothing: "8.39" of "8.39.a" in a document that ends at 8.7."""
    parts = number.split(".")
    beginnings = (".".join(parts[:length]) for length in range(1, len(parts)))
    return next((b for b in beginnings if not resolves(numbers, b)), number)


def is_in_gap(numbers: Mapping[str, int], number: str) -> bool:
    """Whether a number lies between others of its row that exist: missing in the document, or missed by us."""
    parent, _, last = number.rpartition(".")
    members = _members(numbers, parent, last[:1].isdigit())
    return any(_order(member) > _order(last) for member in members)


def is_beyond_letters(numbers: Mapping[str, int], number: str) -> bool:
    """Whether a letter comes after a complete row "a", "b" ...; True for a number that does not end in a letter.

    Letters are often read in part only (two lists under one clause, items inside a sentence), so a row with holes proves
    nothing.
    """
    parent, _, last = number.rpartition(".")
    if last[:1].isdigit():
        return True
    letters = sorted(member for member in _members(numbers, parent, False) if len(member) == 1)
    complete = letters == list(_ALPHABET[: len(letters)])
    return len(letters) >= 2 and complete and len(last) == 1 and last > letters[-1] and not _has_stray_letters(numbers)


def _has_stray_letters(numbers: Mapping[str, int]) -> bool:
    """Whether some row of letters begins after "a": it is the rest of another row, torn off by a page break."""
    rows: dict[str, set[str]] = {}
    for number in numbers:
        parent, _, last = number.rpartition(".")
        if len(last) == 1 and last.isalpha():
            rows.setdefault(parent, set()).add(last)
    return any("a" not in row and not row <= {"i", "v", "x"} for row in rows.values())


_ALPHABET = "abcdefghijklmnopqrstuvwxyz"


def _order(part: str) -> tuple[int, str]:
    digits = re.match(r"\d+", part)
    return (int(digits.group()), part) if digits else (len(part), part)


def share_of_gaps(numbers: Mapping[str, int]) -> float:
    """How many numbers are missing in the rows 1, 2, 3 ... of the document, as a share of all that there should be."""
    rows: dict[str, set[int]] = {}
    for number in numbers:
        parent, _, last = number.rpartition(".")
        if last.isdigit():
            rows.setdefault(parent, set()).add(int(last))
    expected = sum(max(row) for row in rows.values())
    return 1 - sum(len(row - {0}) for row in rows.values()) / expected if expected else 0.0
