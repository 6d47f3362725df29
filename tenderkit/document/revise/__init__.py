"""Changes to somebody else's Word file that leave everything else in it as it was."""

from tenderkit.document.revise.annotations import Note, annotate
from tenderkit.document.revise.changes import Insertion, Line, Pointer, Replacement, asked_in
from tenderkit.document.revise.decisions import accept, reject
from tenderkit.document.revise.files import check_files
from tenderkit.document.revise.lists import Lists
from tenderkit.document.revise.package import is_signed
from tenderkit.document.revise.tracked import Revised, leading, revise

__all__ = [
    "Insertion",
    "Line",
    "Lists",
    "Note",
    "Pointer",
    "Replacement",
    "Revised",
    "accept",
    "annotate",
    "asked_in",
    "check_files",
    "is_signed",
    "leading",
    "reject",
    "revise",
]
