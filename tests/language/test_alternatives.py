"""Alternatives at the top of a pattern need no brackets."""

from tenderkit.language.patterns import plain_vocabulary


def test_a_choice_without_brackets() -> None:
    pattern = plain_vocabulary("nl").pattern("personeel|medewerk*")
    assert pattern.search("de medewerkers zijn er") == (3, 14)
    assert pattern.search("het personeel") == (4, 13)
    assert pattern.search("het personeelsbeleid") is None
