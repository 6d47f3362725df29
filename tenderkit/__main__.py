"""`python -m tenderkit`."""

from tenderkit.cli.main import main

main()
