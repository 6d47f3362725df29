"""The page for the board in its formats."""
