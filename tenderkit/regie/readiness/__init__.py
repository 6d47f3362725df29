"""Readiness to outsource: thirty questions, what the answers come to, gates between phases, and what to work on."""
