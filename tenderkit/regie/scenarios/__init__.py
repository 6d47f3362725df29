"""Trouble that is sure to come, put to a contract: what answers it, what is missing, and a session to practise it."""
