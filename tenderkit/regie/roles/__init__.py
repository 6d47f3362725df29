"""Roles, tasks and competences: the table with names, what it lacks, who decides what, and the annex without names."""
