"""The register of requirements in the output formats."""
