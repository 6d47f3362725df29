"""Mending a draft: the library's clauses for what it lacks, other words for what ties it down."""
