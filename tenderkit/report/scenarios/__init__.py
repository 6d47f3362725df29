"""Which scenarios a contract can answer, in the output formats."""
