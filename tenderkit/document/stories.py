"""Which parts of a document say something that can be judged."""

READ_STORIES = frozenset({"body", "footnote", "endnote", "textbox"})
"""The running text with its notes; not the table of contents, the cover, headers and footers."""
