"""Notes on passages of a Word file, as native comments in the margin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from tenderkit.document.model import Span
from tenderkit.document.readers.package import child, name_of
from tenderkit.document.readers.word import WordFile
from tenderkit.document.revise.anchors import Anchor, Anchors, take_out
from tenderkit.document.revise.comments import MOST, Comment, Comments, anchors_of, words
from tenderkit.document.revise.package import Revision
from tenderkit.errors import InputError

Element = etree._Element


@dataclass(frozen=True, slots=True)
class Note:
    """What to say, in paragraphs of which the first is set in bold, about a passage (None: the document as a whole).
    `language` is that of the text: "nl", "en" or ""."""

    paragraphs: tuple[str, ...]
    span: Span | None = None
    language: str = ""


@dataclass(slots=True)
class _Made:
    """A note on its way into the file. `kept`: the comment of an earlier run that says the same."""

    comment: Element
    anchor: Anchor
    kept: Comment | None = None


def annotate(word: WordFile, notes: Sequence[Note]) -> bytes:
    """The file with every note as a comment of ours, in the place of those that an earlier run left.

    A comment that says what it said before stays itself, with its replies and whether it was resolved; one that people
    replied to stays in any case. Comments of people stay as they are. The same input gives the same bytes. The trees of
    `word` are changed: read the result anew. Raises InputError when the document has no place for comments.
    """
    revision = Revision(word.package)
    comments = Comments(revision)
    old = comments.ours()
    if not notes and not old:
        return word.package.data
    if len(notes) > MOST:
        raise InputError(
            f"{len(notes)} comments are more than Word opens", path=word.package.path, remedy="select fewer"
        )
    root = revision.tree(word.package.main)
    anchors = Anchors(word)
    made = _put_in(notes, anchors, comments)
    standing = anchors_of(root, [c.number for c in old])
    places = _places(root, anchors.runs.texts, made, standing)
    _recognise(made, old, places)
    for comment in old:
        _settle(comment, made, standing[comment.number], places, comments)
    for note in made:
        if note.kept is None:
            note.anchor.name(comments.add(note.comment))
    return revision.save()


def _put_in(notes: Sequence[Note], anchors: Anchors, comments: Comments) -> list[_Made]:
    passages = [anchors.passage(note.span) for note in notes]
    for passage in passages:
        anchors.cut(passage)
    made = [_Made(comments.make(note.paragraphs, note.language), comments.anchor()) for note in notes]
    for passage, note in zip(passages, made, strict=True):
        anchors.put(passage, note.anchor)
    return made


Place = tuple[Element | None, Element | None]  # the first and the last text that a comment stands on


def _places(
    root: Element, texts: set[Element], made: Sequence[_Made], standing: dict[str, list[Element]]
) -> dict[Element | str, Place]:
    """Where comments stand: the new ones by their element, those that stood there by their id."""
    starts: dict[Element, Element | str] = {n.anchor.start: n.comment for n in made}
    ends: dict[Element, Element | str] = {n.anchor.end: n.comment for n in made}
    for number, nodes in standing.items():
        starts.update((n, number) for n in nodes if name_of(n) == "commentRangeStart")
        ends.update((n, number) for n in nodes if name_of(n) == "commentRangeEnd")
    first: dict[Element | str, Element] = {}
    found: dict[Element | str, Place] = {}
    waiting: list[Element | str] = []
    last: Element | None = None
    for node in root.iter():
        if node in texts:
            first.update(dict.fromkeys(waiting, node))
            waiting, last = [], node
        elif node in starts:
            waiting.append(starts[node])
        elif node in ends:
            key = ends[node]
            found[key] = (first.get(key), last if key in first else None)
    return found


def _recognise(made: Sequence[_Made], old: Sequence[Comment], places: dict[Element | str, Place]) -> None:
    """Find for every new note the old comment that says the same: of the same passage first, then of any."""
    left = list(old)
    for same_place in (True, False):
        for note in (n for n in made if n.kept is None):
            said = words(note.comment)
            here = places.get(note.comment)
            for comment in left:
                if comment.words == said and not (same_place and places.get(comment.number) != here):
                    note.kept = comment
                    left.remove(comment)
                    break


def _settle(
    comment: Comment,
    made: Sequence[_Made],
    standing: Sequence[Element],
    places: dict[Element | str, Place],
    comments: Comments,
) -> None:
    """Decide on an old comment: it stays where it is, moves to where its passage is now, or goes."""
    note = next((n for n in made if n.kept is comment), None)
    if note is None and comment.answered:
        return
    if note is not None and places.get(note.comment) == places.get(comment.number):
        note.anchor.remove()
        return
    for node in standing:
        _unanchor(node)
    if note is not None:
        note.anchor.name(comment.number)
    else:
        comments.remove(comment)


def _unanchor(node: Element) -> None:
    """Take out a mark of a comment, and with a reference the run that held nothing else."""
    run = node.getparent()
    take_out(node)
    if run is not None and name_of(run) == "r" and all(c is child(run, "rPr") for c in run):
        take_out(run)
