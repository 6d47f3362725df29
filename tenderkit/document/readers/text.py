"""Plain text (.txt): paragraphs between empty lines, with the numbers that were typed before them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from tenderkit.document.model import Block, Document, Origin
from tenderkit.document.readers.labels import Label, split_label
from tenderkit.document.readers.shape import Draft, shape
from tenderkit.errors import InputError

MAX_TEXT = 2_000_000  # bytes
_WRAPPED = 40  # characters from which a line may run on into the next one
_CENTERED = 20  # blanks before a line that stands in the middle
_GAP = re.compile(r"[ \t\u00a0]{3,}")
_PAGEFUL = 600  # characters of a line that may hold many clauses with no more than a blank between them
_BORDER = re.compile(
    _GAP.pattern + r"|(?<=[.;:!?)\]\"”])[ \t\u00a0]+|[ \t\u00a0]+(?=\d{1,2}\.1\.?[ \t\u00a0]+[A-Z\"“])"
)
_LONGEST_TITLE = 60


def read(data: bytes, path: str) -> Document:
    """The document in the bytes of a text file. Raises InputError for text that is not UTF-8."""
    return parse(decode(data, path), path)


def parse(text: str, path: str = "") -> Document:
    """The document that a plain text says."""
    found = list(plain_drafts(text))
    blocks: list[Block] = []
    for (draft, line), made in zip(found, shape([d for d, _ in found]), strict=True):
        start = made.start + len(draft.text[made.start :]) - len(draft.text[made.start :].lstrip())
        content = draft.text[start:].rstrip()
        if not made.merged and (content or made.number):
            origin = Origin(path, line, start)
            blocks.append(Block(made.kind, content, made.level, made.number, story=made.story, origin=origin))
    return Document(tuple(blocks), path=path)


def decode(data: bytes, path: str) -> str:
    """UTF-8 bytes (a byte order mark is passed over) as text with plain line ends. Raises InputError."""
    if len(data) > MAX_TEXT:
        problem = f"the text is {len(data):,} bytes long"
        raise InputError(problem, path=path, remedy=f"at most {MAX_TEXT:,} are read, some six hundred pages; split it")
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise InputError("the text is in UTF-16", path=path, remedy="save it as UTF-8")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError("the text is not in UTF-8", path=path, line=line, remedy="save it as UTF-8") from None
    if "\0" in text:
        raise InputError("this is no text: it holds zero bytes", path=path, remedy="give a UTF-8 text file")
    if not text.strip():
        raise InputError("the file has no text in it", path=path, remedy="give a file with a text")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def plain_drafts(text: str) -> Iterator[tuple[Draft, int]]:
    """The paragraphs of a plain text, each with the number of its first line (from 1)."""
    alone: tuple[Draft, int] | None = None  # a number on a line of its own: it belongs to the next paragraph
    for draft, line in _drafts(text):
        label = split_label(draft.text)
        if alone is not None and label is None:
            draft, line, alone = Draft(f"{alone[0].text} {draft.text}", centered=draft.centered), alone[1], None
        elif alone is not None:
            yield alone
            alone = None
        if label is not None and label.clear and label.form in _ALONE and not draft.text[label.end :].strip():
            alone = draft, line
        else:
            yield draft, line
    if alone is not None:
        yield alone


def _drafts(text: str) -> Iterator[tuple[Draft, int]]:
    order = _Order()
    for lines, first in _paragraphs(text):
        indent = len(lines[0]) - len(lines[0].lstrip())
        for part, line in _parts(lines, first):
            for piece in _clauses_in(part, order):
                yield Draft(piece, centered=indent > _CENTERED), line


def _paragraphs(text: str) -> Iterator[tuple[list[str], int]]:
    lines: list[str] = []
    first = 1
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            if not lines:
                first = number
            lines.append(line.rstrip())
        elif lines:
            yield lines, first
            lines = []
    if lines:
        yield lines, first


def _parts(lines: list[str], first: int) -> Iterator[tuple[str, int]]:
    """The paragraphs in lines without an empty one between: a line that begins with a number begins one, and so does
    any line after a short one."""
    part, start = lines[0].strip(), first
    for number, line in enumerate(lines[1:], first + 1):
        label = split_label(line)
        begins = label is not None and label.clear and not _runs_on(part, label.form)
        if begins or (len(lines[number - first - 1]) < _WRAPPED and not part.endswith((",", "-"))):
            yield part, start
            part, start = line.strip(), number
        else:
            part += " " + line.strip()
    yield part, start


def _runs_on(before: str, form: str) -> bool:
    """Whether a line that begins with a number belongs to the sentence before it ("as meant in / 7.2 and ...")."""
    last = before.rsplit(None, 1)[-1].lower() if before else ""
    return form in ("word", "decimal") and last in _LEADS


_ALONE = ("decimal", "letter", "roman")
_LEADS = frozenset(
    "artikel article section sections clause clauses paragraph in of to and en or van bijlage schedule exhibit annex "
    "onder under artikelen lid sub § no. nr. the de".split()
)


@dataclass(slots=True)
class _Order:
    """The numbers that came last, to know the next ones by: of a chapter ("7."), of any number, of a lettered
    paragraph, and after every word ("article")."""

    chapter: int = 0
    decimal: tuple[int, ...] = ()
    letter: int = 0
    words: dict[str, int] = field(default_factory=dict)

    def note(self, label: Label | None) -> None:
        """Remember a number that begins a paragraph."""
        if label is None:
            return
        if label.form == "word":
            self.words[label.word] = label.parts[0]
        elif label.form == "letter":
            self.letter = label.parts[0]
        elif label.form == "decimal" and label.style == "1.":
            first = label.parts[0]
            follows = label.clear and first in (1, self.chapter + 1)
            if follows if len(label.parts) == 1 else first > self.chapter:
                self.chapter = first
            if label.clear:
                self.decimal, self.letter = label.parts, 0

    def is_next(self, label: Label, before: str, rest: str) -> bool:
        """Whether a number within running text is beyond doubt the one that comes next: it opens a sentence of its own
        after another one."""
        if not label.clear or before.endswith(_SHORTENED):
            return False
        if label.form == "decimal" and label.parts == (self.chapter, 1) == (*self.decimal, 1):
            title = before[max(before.rfind(f"{self.chapter}."), 0) :]  # "2. Term 2.1 This Agreement ..."
            return len(title) <= _LONGEST_TITLE and not _runs_on(title, label.form)
        if not before.endswith((".", ":", ")", '"', "”")):
            return False
        if not rest[:1].isupper() and rest[:1] not in '"“':
            return False
        if label.form == "word":
            return label.word in _CHAPTERS and label.parts[0] == self.words.get(label.word, 0) + 1
        if label.form == "letter":
            return label.style == "(a)" and before.endswith(".") and label.parts[0] == self.letter + 1
        if label.form != "decimal" or label.style != "1.":
            return False
        if len(label.parts) > 1:  # numbers may be missed on the way, as on the turn of a page
            last = self.decimal or (0,)
            return label.parts > last and label.parts[0] <= last[0] + 1
        return label.parts == (self.chapter + 1,)


_CHAPTERS = ("article", "artikel", "section")
_SHORTENED = (" no.", " nos.", " art.", " sec.", " nr.", " par.", " No.", " Nos.", " Art.", " Sec.", " Nr.", " Par.")


def _clauses_in(text: str, order: _Order) -> Iterator[str]:
    """A line that holds several clauses, cut before each of them: only where a number that continues the one before it
    stands behind a wide gap, or in a line of a whole page opens a sentence, so that there is no doubt."""
    cuts = [0]
    last = split_label(text)
    order.note(last)
    for gap in (_BORDER if len(text) > _PAGEFUL else _GAP).finditer(text):
        label = split_label(text[gap.end() :])
        if label is None or not label.clear or label.form == "bullet":
            continue
        rest = text[gap.end() + label.end :]
        wide = bool(_GAP.fullmatch(gap.group()))
        before = text[: gap.start()]
        begins = _continues(last, label, rest, order) if wide else order.is_next(label, before, rest)
        if begins:
            cuts.append(gap.end())
            last = label
            order.note(last)
    for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
        yield from _title_apart(text[start:end].strip())


def _continues(last: Label | None, label: Label, rest: str, order: _Order) -> bool:
    """Whether a number behind a wide gap goes on from the one before it."""
    value = label.parts[-1]
    same = last is not None and last.style == label.style and len(last.parts) == len(label.parts)
    follows = same and last is not None and value == last.parts[-1] + 1
    chapter = label.style == "1." and label.parts == (order.chapter + 1,) and rest[:1].isupper()
    return label.form == "word" or len(label.parts) > 1 or follows or chapter or value == 1


def _title_apart(text: str) -> Iterator[str]:
    """A clause, with a title in capitals and a wide gap behind it taken off: "3. TERM   This Agreement ..."."""
    label = split_label(text)
    gap = _GAP.search(text, label.end) if label is not None and label.form in ("decimal", "word") else None
    if label is not None and gap is not None and gap.start() - label.end <= _LONGEST_TITLE:
        title, rest = text[label.end : gap.start()], text[gap.end() :]
        if sum(map(str.isalpha, title)) > 3 and title == title.upper() and rest[:1].isupper() and rest != rest.upper():
            yield text[: gap.start()]
            text = rest
    yield text
