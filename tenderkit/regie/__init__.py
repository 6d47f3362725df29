"""The desk of the regisseur: readiness, the requirements register, roles and scenarios."""
