"""The table of roles in the output formats."""
