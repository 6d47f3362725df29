"""Changes to somebody else's Word file that leave everything else in it as it was."""

from tenderkit.document.revise.annotations import Note, annotate
from tenderkit.document.revise.files import check_files
from tenderkit.document.revise.package import is_signed

__all__ = ["Note", "annotate", "check_files", "is_signed"]
