"""Tender and contract documents for outsourced ICT: composed from a clause library, judged by a linter."""

__version__ = "0.1.0"
