"""Readiness in output formats, one file each."""
