"""Writers: a document as a file that people open."""

from tenderkit.document.writers.atomic import write_atomically
from tenderkit.document.writers.layout import Labels, Layout, labels_for
from tenderkit.document.writers.markdown import write_markdown
from tenderkit.document.writers.word import write_word
from tenderkit.document.writers.word.pages import fill_page_numbers

__all__ = ["Labels", "Layout", "fill_page_numbers", "labels_for", "write_atomically", "write_markdown", "write_word"]
