from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tenderkit.document.bookmarks import anchor_of, bookmark_of


@pytest.mark.parametrize(
    ("anchor", "bookmark"),
    [
        ("change-control", "_tk_change_control"),
        ("E-001", "_tk_X45X_001"),
        ("change-control.3", "_tk_change_controlX2eX3"),
        ("_Ref12", "_tk_X5fXX52Xef12"),
    ],
)
def test_anchor_and_bookmark_are_one_another(anchor: str, bookmark: str) -> None:
    assert bookmark_of(anchor) == bookmark
    assert anchor_of(bookmark) == anchor


@given(st.text(min_size=1, max_size=80))
def test_every_anchor_makes_a_name_that_word_takes_and_comes_back(anchor: str) -> None:
    try:
        anchor.encode()
    except UnicodeEncodeError:
        return
    bookmark = bookmark_of(anchor)
    assert re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,39}", bookmark)
    assert anchor_of(bookmark, {bookmark: anchor}) == anchor
    if len(anchor) <= 5:
        assert anchor_of(bookmark) == anchor


def test_other_bookmarks_are_no_anchors() -> None:
    assert anchor_of("_Toc200000001") == ""
    assert anchor_of("_GoBack") == ""


def test_long_anchors_differ_after_the_cut() -> None:
    one, two = bookmark_of("a" * 60 + "-1"), bookmark_of("a" * 60 + "-2")
    assert one != two
    assert len(one) == len(two) == 40


def test_the_empty_anchor_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one character"):
        bookmark_of("")
