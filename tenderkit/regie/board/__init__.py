"""The one page for the board about a tender set: where it stands, and what the regisseur must put on the table."""
