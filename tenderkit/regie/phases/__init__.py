"""The three phases of outsourcing: which papers each delivers, and which gates lead to it."""
