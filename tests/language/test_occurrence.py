"""Sets of texts by the words that they hold."""

from __future__ import annotations

import random

from tenderkit.language.occurrence import Occurrences, as_set, members


def test_it_says_what_searching_each_text_says() -> None:
    chosen = random.Random(1)
    texts = [
        " ".join("".join(chosen.choices("abc", k=chosen.randint(1, 4))) for _ in range(chosen.randint(0, 6)))
        for _ in range(300)
    ]
    known = Occurrences(texts)
    for string in ["a", "ab", "abc", "cc", "abca", "d", "bcbc"]:
        assert list(members(known.of(string))) == [i for i, text in enumerate(texts) if string in text]
    both = known.of_all([("ab", "bc"), ("ca",)])
    assert list(members(both)) == [i for i, t in enumerate(texts) if ("ab" in t or "bc" in t) and "ca" in t]


def test_nothing_to_look_for_is_everywhere_and_no_texts_is_nowhere() -> None:
    assert list(members(Occurrences(["x", "", "y"]).of(""))) == [0, 1, 2]
    assert Occurrences([]).of("x") == 0 and list(members(0)) == [] and as_set([]) == 0
    assert list(members(as_set([0, 7, 8, 64]))) == [0, 7, 8, 64]
