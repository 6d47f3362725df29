"""What a document looks like beside its text: cover, contents, header and footer, and the words for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime


@dataclass(frozen=True, slots=True)
class Labels:
    """The words that the program itself puts into a document. `page` holds the marks {page} and {pages}."""

    contents: str
    page: str
    version: str
    status: str
    date: str
    reference: str
    styles: dict[str, str]


_DUTCH = Labels(
    contents="Inhoud",
    page="Pagina {page} van {pages}",
    version="Versie",
    status="Status",
    date="Datum",
    reference="Kenmerk",
    styles={
        "heading": "Kop zonder nummer",
        "text": "Tekst",
        "clause": "Lid",
        "item": "Onderdeel",
        "bullet": "Opsomming",
        "cell": "Tabeltekst",
        "header cell": "Tabelkop",
        "table": "Tabel",
        "space": "Tussenruimte",
        "number": "Getypt nummer",
        "text box": "Tekstvak",
        "cover": "Omslag",
    },
)
_ENGLISH = Labels(
    contents="Contents",
    page="Page {page} of {pages}",
    version="Version",
    status="Status",
    date="Date",
    reference="Reference",
    styles={
        "heading": "Heading without number",
        "text": "Text",
        "clause": "Clause",
        "item": "Item",
        "bullet": "Bullet",
        "cell": "Table text",
        "header cell": "Table heading",
        "table": "Table",
        "space": "Space",
        "number": "Typed number",
        "text box": "Text box",
        "cover": "Cover",
    },
)


def labels_for(language: str) -> Labels:
    """The words in a language: Dutch for "nl", English for every other."""
    return _DUTCH if language == "nl" else _ENGLISH


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture (PNG) in a document: how wide it is, in millimetres, and what it shows for who cannot see it."""

    data: bytes
    width: float
    text: str


@dataclass(frozen=True, slots=True)
class Layout:
    """What stands around the text of a document; everything may be left out.

    `name` is what header and footer call the document (its title when empty), `date` a text as it should be read.
    `contents` asks for a table of contents of `contents_levels` heading levels, `cover` for a title page; headings down to
    level `page_levels` begin on a new page, but for the first of them. `compact` is for what has to stand on one page:
    small letters and narrow margins, where no house style says otherwise. `labels` are
    the words in the document's language unless given. `stamp` is the moment that the file says it was made, and the
    date of the comments: fixed, so that the same document gives the same bytes.
    """

    organisation: str = ""
    subtitle: str = ""
    name: str = ""
    version: str = ""
    status: str = ""
    date: str = ""
    reference: str = ""
    contents: bool = False
    contents_levels: int = 2
    cover: bool = False
    page_levels: int = 0
    compact: bool = False
    labels: Labels | None = None
    stamp: datetime = datetime(2000, 1, 1, tzinfo=UTC)
