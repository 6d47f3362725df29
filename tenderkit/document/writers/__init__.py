"""Writers: a document as a file that people open. That of Word is loaded when it is first asked for: it takes a while."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from tenderkit.document.writers.atomic import write_atomically, write_together
from tenderkit.document.writers.layout import Labels, Layout, Picture, labels_for
from tenderkit.document.writers.markdown import write_markdown

if TYPE_CHECKING:
    from tenderkit.document.writers.word import write_word
    from tenderkit.document.writers.word.pages import fill_page_numbers

__all__ = [
    "Labels",
    "Layout",
    "Picture",
    "fill_page_numbers",
    "labels_for",
    "write_atomically",
    "write_markdown",
    "write_together",
    "write_word",
]

_LATER = {"write_word": "word", "fill_page_numbers": "word.pages"}


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
